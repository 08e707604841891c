// The engine's own context: commands that concern every context's rows.
#pragma once

#include <compare>
#include <vector>

#include "lilac/engine/module.hpp"
#include "lilac/kernel/person.hpp"

namespace lilac::engine {

/// A row of any entity, by the entity's stable number.
struct RowName {
  std::int32_t entity{};
  std::int64_t id{};
  auto operator<=>(RowName const&) const = default;
};
BOOST_DESCRIBE_STRUCT(RowName, (), (entity, id))

/// Forgets a person, which Engine::redact does as a whole. Without rows it destroys the key of the person's digests;
/// with them it removes the words from those rows that are about the person.
struct RedactUser {
  std::int64_t user_id{};
  PersonKind kind = PersonKind::user;
  std::vector<RowName> rows{};

  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 1;
  static constexpr auto actors = allow(ActorKind::System, ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(RedactUser, (), (user_id, kind, rows))

result<> handle(Handling<RedactUser>& work, RedactUser const& command);

/// Linked into every engine.
extern ModuleInfo const module;

}  // namespace lilac::engine

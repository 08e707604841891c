// The engine's own context: commands that concern every context's rows.
#pragma once

#include <compare>
#include <optional>
#include <vector>

#include "lilac/engine/module.hpp"
#include "lilac/kernel/person.hpp"

namespace lilac::engine {

/// Forgets a person: destroys the key of the person's digests. Engine::redact, which a script's line of this command
/// runs, goes on to the rows and the journal.
struct RedactUser {
  std::int64_t user_id{};
  std::optional<PersonKind> kind{};  ///< without one: a user of the desk

  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 1;
  static constexpr auto actors = allow(ActorKind::System, ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(RedactUser, (), (user_id, kind))

/// A row of any entity, by the entity's stable number.
struct RowName {
  std::int32_t entity{};
  std::int64_t id{};
  auto operator<=>(RowName const&) const = default;
};
BOOST_DESCRIBE_STRUCT(RowName, (), (entity, id))

/// Removes the words from those of the rows that are about the person. Refused: not_found for an entity that is not
/// linked.
struct RedactRows {
  Person person;
  std::vector<RowName> rows{};

  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 2;
  static constexpr auto actors = allow(ActorKind::System, ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(RedactRows, (), (person, rows))

/// Whom the command names.
inline Person person_of(RedactUser const& command) {
  return {command.kind.value_or(PersonKind::user), command.user_id};
}

result<> handle(Handling<RedactUser>& work, RedactUser const& command);
result<> handle(Handling<RedactRows>& work, RedactRows const& command);

/// Linked into every engine.
extern ModuleInfo const module;

}  // namespace lilac::engine

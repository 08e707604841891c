// The engine's own context: commands that concern every context's rows.
#pragma once

#include "lilac/engine/module.hpp"

namespace lilac::engine {

/// Removes personal text from every row that carries this user_id. Engine::redact also cleans the journal.
struct RedactUser {
  std::int64_t user_id{};

  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 1;
  static constexpr auto actors = allow(ActorKind::System, ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(RedactUser, (), (user_id))

result<> handle(Handling<RedactUser>& work, RedactUser const& command);

/// Linked into every engine.
extern ModuleInfo const module;

}  // namespace lilac::engine

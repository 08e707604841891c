// The engine's own context: commands that concern every context's rows.
#pragma once

#include <optional>

#include "lilac/engine/module.hpp"
#include "lilac/kernel/person.hpp"

namespace lilac::engine {

/// Removes personal text from every row that names this person, or somebody who belongs to that person. Engine::redact
/// also cleans the journal. Errors: invalid_argument unless exactly one of the two names is given.
struct RedactPerson {
  std::optional<std::int64_t> user_id;  ///< a user of the desk
  std::optional<Person> person;         ///< or anybody

  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 1;
  static constexpr auto actors = allow(ActorKind::System, ActorKind::Admin);
  static constexpr auto aliases = names("RedactUser");
};
BOOST_DESCRIBE_STRUCT(RedactPerson, (), (user_id, person))

result<> handle(Handling<RedactPerson>& work, RedactPerson const& command);

/// Whom a command names. Errors: invalid_argument.
result<Person> person_of(RedactPerson const& command);

/// Linked into every engine.
extern ModuleInfo const module;

}  // namespace lilac::engine

#include "engine/mentions.hpp"

#include "engine/persons.hpp"
#include "lilac/engine/records.hpp"

namespace lilac::engine {

bool may_mention(Registry const& registry, EventRow const& event) {
  if (registry.has_words(*event.type)) return true;
  if (event.command.origin != Origin::command || event.command.command_id.empty()) return false;
  auto const* entry = registry.command(event.command.command);
  return entry != nullptr && entry->info->reply != nullptr && may_hold_words(*entry->info->reply);
}

result<> note_mentions(Work& work, EventRow const& event) {
  std::vector<Person> persons;
  each_person(*event.type->type, event.payload, [&](Person person) { persons.push_back(person); });
  for (auto const person : persons) {
    BOOST_OUTCOME_TRY(auto* mention, work.create<Mention>());
    mention->kind = person.kind;
    mention->person = person.id;
    mention->position = event.position;
    work.keep(*mention);
  }
  return outcome::success();
}

}  // namespace lilac::engine

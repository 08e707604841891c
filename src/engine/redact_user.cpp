#include "lilac/engine/redact_user.hpp"

#include <limits>

#include "engine/persons.hpp"
#include "lilac/engine/rules.hpp"

namespace lilac {
namespace engine {

constexpr std::int64_t lowest_id = std::numeric_limits<std::int64_t>::min();  // ids from outside may be anything

result<Person> person_of(RedactPerson const& command) {
  if (command.user_id.has_value() == command.person.has_value()) {
    return refuse_saying(rules::invalid_argument, field("person"),
                         "Somebody is named by either a user_id or a person: a kind and an id.");
  }
  return command.person ? *command.person : Person{PersonKind::user, *command.user_id};
}

result<> handle(Handling<RedactPerson>& work, RedactPerson const& command) {
  BOOST_OUTCOME_TRY(auto const person, person_of(command));
  BOOST_OUTCOME_TRY(auto const persons, with_dependants(work, work.entities(), person));
  for (auto const* entity : work.entities()) {
    if (!may_be_about_persons(*entity->type)) continue;
    std::vector<std::int64_t> ids;
    BOOST_OUTCOME_TRY(work.scan_entity(*entity, lowest_id, no_limit, [&](RowView const& view) {
      if (is_about(*entity->type, view.row, persons)) ids.push_back(view.id);
      return true;
    }));
    for (auto const id : ids) {
      BOOST_OUTCOME_TRY(auto* row, work.load_by_id(*entity, id));
      if (redact(*entity->type, row, persons)) work.keep_row(row);
    }
  }
  return outcome::success();
}

namespace {

constexpr auto commands = command_table<RedactPerson>();

}  // namespace

constinit ModuleInfo const module{.name = "engine", .commands = commands, .rules = &type_of<Rules>()};

}  // namespace engine
}  // namespace lilac

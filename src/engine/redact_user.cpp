#include "lilac/engine/redact_user.hpp"

#include "engine/mentions.hpp"
#include "engine/persons.hpp"
#include "lilac/engine/records.hpp"
#include "lilac/engine/rules.hpp"

namespace lilac::engine {

namespace {

EntityInfo const* entity_of(Handling<RedactRows> const& work, std::int32_t number) {
  for (auto const* entity : work.entities()) {
    if (entity->number == number) return entity;
  }
  return nullptr;
}

}  // namespace

// What was sealed with the old key cannot be tested any more.
result<> handle(Handling<RedactUser>& work, RedactUser const& command) {
  auto const id = forget_key_id(person_of(command));
  BOOST_OUTCOME_TRY(auto const* known, work.find(id));
  if (known == nullptr) return outcome::success();
  BOOST_OUTCOME_TRY(auto const drawn, work.draw_secret());
  BOOST_OUTCOME_TRY(auto* key, work.load(id));
  key->first = static_cast<std::int64_t>(drawn[0]);
  key->second = static_cast<std::int64_t>(drawn[1]);
  ++key->generation;
  work.keep(*key);
  return outcome::success();
}

result<> handle(Handling<RedactRows>& work, RedactRows const& command) {
  for (auto const& name : command.rows) {
    auto const* entity = entity_of(work, name.entity);
    if (entity == nullptr) return refuse(rules::not_found, field("rows"), value(name.entity));
    BOOST_OUTCOME_TRY(auto const* present, work.read_row(*entity, name.id));
    if (present == nullptr || !is_about(*entity->type, present, command.person)) continue;
    BOOST_OUTCOME_TRY(auto* row, work.load_by_id(*entity, name.id));
    if (redact(*entity->type, row, command.person)) work.keep_row(row);
  }
  return outcome::success();
}

namespace {

constexpr auto commands = command_table<RedactUser, RedactRows>();
constexpr EntityInfo const* mention_entities[] = {&entity_info<Mention>()};
constexpr ViewInfo views[] = {{"mentions", mention_entities, &note_mentions}};

}  // namespace

constinit ModuleInfo const module{.name = "engine", .commands = commands, .views = views, .rules = &type_of<Rules>()};

}  // namespace lilac::engine

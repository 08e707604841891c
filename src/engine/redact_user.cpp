#include "lilac/engine/redact_user.hpp"

#include <limits>

#include "engine/redaction.hpp"
#include "lilac/engine/rules.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

// Contexts name the person by what they are to them; a host numbers people once.
bool names_a_person(char const* field) {
  std::string_view const name = field;
  return name == "user_id" || name == "recipient_id" || name == "customer_id";
}

}  // namespace

std::optional<std::int64_t> person_of(TypeInfo const& type, void const* record) {
  for (auto const& field : type.fields) {
    if (!names_a_person(field.name)) continue;
    auto const* at = field.at_const(record);
    auto const* held = field.type;
    if (held->kind == Kind::optional) {
      at = held->optional->get(at);
      held = held->inner;
    }
    if (at == nullptr || (held->kind != Kind::id && held->kind != Kind::integer)) return std::nullopt;
    return read_number(*held, at);
  }
  return std::nullopt;
}

bool is_about(TypeInfo const& type, void const* record, std::int64_t user_id) {
  return person_of(type, record) == user_id;
}

bool may_be_about_users(TypeInfo const& type) {
  for (auto const& field : type.fields) {
    if (names_a_person(field.name)) return true;
  }
  return false;
}

namespace engine {

constexpr std::int64_t lowest_id = std::numeric_limits<std::int64_t>::min();  // ids from outside may be anything

result<> handle(Handling<RedactUser>& work, RedactUser const& command) {
  for (auto const* entity : work.entities()) {
    if (!may_be_about_users(*entity->type)) continue;
    std::vector<std::int64_t> ids;
    BOOST_OUTCOME_TRY(work.scan_entity(*entity, lowest_id, no_limit, [&](RowView const& view) {
      if (is_about(*entity->type, view.row, command.user_id)) ids.push_back(view.id);
      return true;
    }));
    for (auto const id : ids) {
      BOOST_OUTCOME_TRY(auto* row, work.load_by_id(*entity, id));
      if (redact(*entity->type, row)) work.keep_row(row);
    }
  }
  return outcome::success();
}

namespace {

constexpr auto commands = command_table<RedactUser>();

}  // namespace

constinit ModuleInfo const module{.name = "engine", .commands = commands, .rules = &type_of<Rules>()};

}  // namespace engine
}  // namespace lilac

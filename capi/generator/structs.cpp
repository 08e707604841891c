#include "structs.hpp"

#include <stdexcept>

#include "layout.hpp"
#include "names.hpp"

namespace lilac::capi {

namespace {

char const* role_of(TypeInfo const& type) {
  switch (head_of(type).kind) {
    case LILAC_COMMAND:
      return "_command";
    case LILAC_EVENT:
      return "_event";
    case LILAC_QUERY:
      return "_query";
    default:
      return "";
  }
}

}  // namespace

Types::Types() {
  for (auto const* context : capi::contexts()) {
    auto const& module = *context->module;
    auto& into = contexts_.emplace_back(Declarations{&module, {}, {}});
    for (auto const* value : module.values) take(into, *value);
    for (auto const* entity : module.entities) take(into, *entity->type);
    for (auto const& command : module.commands) {
      take(into, *command.info->type);
      if (command.info->reply != nullptr) take(into, *command.info->reply);
    }
    for (auto const* event : module.events) take(into, *event->type);
    for (auto const& query : module.queries) {
      take(into, *query.info->type);
      take(into, *query.info->row);
    }
    if (module.rules != nullptr) take(into, *module.rules);
  }
}

// What a record is made of comes before it.
void Types::take(Declarations& into, TypeInfo const& type) {
  if (type.inner != nullptr) return take(into, *type.inner);
  if (type.kind != Kind::record && type.kind != Kind::enumeration) return;
  if (!context_of_.emplace(&type, into.module->name).second) return;
  for (auto const& field : type.fields) take(into, *field.type);
  (type.kind == Kind::record ? into.records : into.enumerations).push_back(&type);
}

std::string Types::struct_name(TypeInfo const& record) const {
  return std::string("lilac_") + context_of_.at(&record) + "_" + in_snake_case(record.name) + role_of(record);
}

std::string Types::constant_name(TypeInfo const& type) const {
  return "LILAC_" + in_capitals(context_of_.at(&type)) + "_" + in_capitals(type.name) + in_capitals(role_of(type));
}

std::string Types::item_type(TypeInfo const& type) const {
  switch (type.kind) {
    case Kind::boolean:
      return "uint8_t ";
    case Kind::integer:
      return type.width == sizeof(std::int32_t) ? "int32_t " : "int64_t ";
    case Kind::enumeration:
    case Kind::date:
      return "int32_t ";
    case Kind::id:
    case Kind::instant:
    case Kind::duration:
      return "int64_t ";
    case Kind::text:
    case Kind::address:
    case Kind::json:
      return "lilac_text ";
    case Kind::dictionary:
      return "lilac_dictionary ";
    case Kind::money:
      return "lilac_money ";
    case Kind::record:
      return "const struct " + struct_name(type) + " *";
    case Kind::list:
    case Kind::optional:
      break;
  }
  throw std::logic_error("C has no list of lists or optionals");
}

std::string Types::declaration(TypeInfo const& type, std::string const& name) const {
  if (type.kind == Kind::optional) {
    if (is_number(type.inner->kind)) return "lilac_optional " + name;
    if (type.inner->kind == Kind::money) return "const lilac_money *" + name;
    return declaration(*type.inner, name);
  }
  if (type.kind != Kind::list) return item_type(type) + name;
  auto const item = item_type(*type.inner);
  auto const is_pointer = item.back() == '*';
  return "struct { " + (is_pointer ? item + "const *items" : "const " + item + "*items") + "; size_t count; } " + name;
}

}  // namespace lilac::capi

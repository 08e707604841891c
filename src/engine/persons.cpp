#include "engine/persons.hpp"

#include <algorithm>
#include <string_view>

namespace lilac {

// Contexts name a person by what they are to them.
std::optional<PersonKind> person_kind_of(Field const& field) {
  std::string_view const name = field.name;
  if (name == "user_id" || name == "recipient_id") return PersonKind::user;
  if (name == "customer_id") return PersonKind::customer;
  if (name == "subscriber_id") return PersonKind::subscriber;
  return std::nullopt;
}

void each_person(TypeInfo const& type, void const* record, FunctionRef<void(Person)> each) {
  for (auto const& field : type.fields) {
    auto const kind = person_kind_of(field);
    if (!kind) continue;
    auto const* at = field.at_const(record);
    auto const* held = field.type;
    if (held->kind == Kind::optional) {
      at = held->optional->get(at);
      held = held->inner;
    }
    if (at != nullptr && (held->kind == Kind::id || held->kind == Kind::integer))
      each(Person{*kind, read_number(*held, at)});
  }
}

bool may_be_about_persons(TypeInfo const& type) {
  return std::any_of(type.fields.begin(), type.fields.end(),
                     [](Field const& field) { return person_kind_of(field).has_value(); });
}

bool is_about(TypeInfo const& type, void const* record, Person person) {
  bool found = false;
  each_person(type, record, [&](Person named) { found = found || named == person; });
  return found;
}

bool may_hold_words(TypeInfo const& type) {
  switch (type.kind) {
    case Kind::json:
    case Kind::dictionary:
      return true;
    case Kind::optional:
    case Kind::list:
      return may_hold_words(*type.inner);
    case Kind::record:
      return std::any_of(type.fields.begin(), type.fields.end(),
                         [](Field const& field) { return may_hold_words(*field.type); });
    default:
      return type.personal;
  }
}

}  // namespace lilac

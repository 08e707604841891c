// Whom a record is about: told by the names of its fields, the same in every context.
#pragma once

#include <optional>

#include "lilac/kernel/function_ref.hpp"
#include "lilac/kernel/person.hpp"
#include "lilac/kernel/type_info.hpp"

namespace lilac {

/// Whose number the field holds; nothing when it is nobody's.
std::optional<PersonKind> person_kind_of(Field const& field);
/// Calls `each` with every person that the record names.
void each_person(TypeInfo const& type, void const* record, FunctionRef<void(Person)> each);
/// True when a record of this type names persons at all.
bool may_be_about_persons(TypeInfo const& type);
/// True when the record names this person.
bool is_about(TypeInfo const& type, void const* record, Person person);
/// True when a value of the type may hold what redact() removes.
bool may_hold_words(TypeInfo const& type);

}  // namespace lilac

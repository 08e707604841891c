// Whom a record is about, and what of it is theirs. Everything here goes by the names of fields (see person.hpp).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "lilac/engine/reader.hpp"
#include "lilac/kernel/function_ref.hpp"
#include "lilac/kernel/person.hpp"

namespace lilac {

/// Calls `each` with everybody whom `value` or a record within it names, once.
void each_person(TypeInfo const& type, void const* value, FunctionRef<void(Person)> each);
/// True when a value of this type may name somebody.
bool may_be_about_persons(TypeInfo const& type);
/// True when `value` names this person.
bool is_about(TypeInfo const& type, void const* value, Person person);
/// By whom events of this type are kept in order: the first whom the fields of `record` name, the line that somebody
/// speaks on only where nobody else is named. Nothing when nobody is.
std::optional<Person> first_person(TypeInfo const& type, void const* record);

/// True when a value of the type may hold what redact() removes.
bool may_hold_words(TypeInfo const& type);
/// Removes what is the person's: the personal text of each record that names them. A record within another belongs to
/// whom it names itself, and to the outer one's persons when it names nobody. True when something was removed.
bool redact(TypeInfo const& type, void* value, Person person);

/// Who belongs to the person: an entity that is a person and names another one, as a line names the customer who pays
/// for it, goes with that one. Nobody goes with a line.
result<std::vector<Person>> dependants_of(Reader& reader, std::span<EntityInfo const* const> entities, Person person);
/// Calls `found` with the ids of an entity's rows that name the person: by the number that is the row's id, by an index
/// that begins with it, or else by looking at all rows. A row whose id it is need not exist.
result<> each_row_about(Reader& reader, EntityInfo const& entity, Person person, FunctionRef<void(std::int64_t)> found);

}  // namespace lilac

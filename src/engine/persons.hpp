// Whom a record is about, and what of it is theirs. Everything here goes by the names of fields (see person.hpp).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "lilac/engine/reader.hpp"
#include "lilac/kernel/function_ref.hpp"
#include "lilac/kernel/person.hpp"

namespace lilac {

/// A set of persons.
class Persons {
 public:
  explicit Persons(Person const& one) : all_{one} {}
  void add(Person const& one);
  bool contains(Person const& one) const;

 private:
  std::vector<Person> all_;  ///< ascending
};

/// Everybody whom `value` or a record within it names, as often as it does.
void each_person(TypeInfo const& type, void const* value, FunctionRef<void(Person const&)> sink);
/// True when a value of this type may name somebody.
bool may_be_about_persons(TypeInfo const& type);
/// True when `value` names one of them.
bool is_about(TypeInfo const& type, void const* value, Persons const& persons);
/// By whom events of this type are kept in order: the first whom the fields of `record` name, the line that somebody
/// speaks on only where nobody else is named. Nothing when nobody is.
std::optional<Person> first_person(TypeInfo const& type, void const* record);
/// True when records of this type tell the kind of their recipient.
bool tells_kinds(TypeInfo const& type);

/// Removes what is theirs: the personal text of each record that names one of them. A record within another belongs to
/// whom it names itself, and to the outer one's persons when it names nobody. True when something was removed.
bool redact(TypeInfo const& type, void* value, Persons const& persons);

/// The person, and who belongs to that person: an entity that is a person and names another one, as a line names the
/// customer who pays for it, goes with that one. Nobody goes with a line.
result<Persons> with_dependants(Reader& reader, std::span<EntityInfo const* const> entities, Person const& person);

}  // namespace lilac

#include "engine/persons.hpp"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <limits>

#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

constexpr std::string_view recipient_id = "recipient_id";
constexpr std::string_view recipient_kind = "recipient_kind";
constexpr std::int64_t lowest_id = std::numeric_limits<std::int64_t>::min();  // ids from outside may be anything

std::optional<PersonKind> kind_named_by(std::string_view field) {
  if (field == "user_id") return PersonKind::user;
  if (field == "customer_id") return PersonKind::customer;
  if (field == "subscriber_id") return PersonKind::subscriber;
  return std::nullopt;
}

/// The number in a field that has one, whatever kinds of fields may have it; nothing when it is empty.
template <class... Kinds>
std::optional<std::int64_t> number_in(Field const& field, void const* record, Kinds... kinds) {
  auto const* at = field.at_const(record);
  auto const* held = field.type;
  if (held->kind == Kind::optional) {
    at = held->optional->get(at);
    held = held->inner;
  }
  if (at == nullptr || !((held->kind == kinds) || ...)) return std::nullopt;
  return read_number(*held, at);
}

PersonKind kind_of_recipient(TypeInfo const& type, void const* record) {
  auto const field = std::ranges::find(type.fields, recipient_kind, &Field::name);
  if (field == type.fields.end()) return PersonKind::user;
  return static_cast<PersonKind>(number_in(*field, record, Kind::enumeration).value_or(0));
}

std::optional<Person> person_in(TypeInfo const& type, Field const& field, void const* record) {
  auto const kind = kind_named_by(field.name);
  if (!kind && (field.name != recipient_id || type.recipient != nullptr)) return std::nullopt;
  auto const number = number_in(field, record, Kind::id, Kind::integer);
  if (!number) return std::nullopt;
  return Person{kind ? *kind : kind_of_recipient(type, record), *number};
}

/// Whom the record's own fields name.
void each_named(TypeInfo const& type, void const* record, FunctionRef<void(Person)> each) {
  if (type.is_person != nullptr) {
    if (auto const number = number_in(type.fields[0], record, Kind::id, Kind::integer))
      each(Person{*type.is_person, *number});
  }
  if (type.recipient != nullptr) each(type.recipient(record));
  for (auto const& field : type.fields) {
    if (auto const person = person_in(type, field, record)) each(*person);
  }
}

bool names_persons(TypeInfo const& type) {
  if (type.is_person != nullptr || type.recipient != nullptr) return true;
  return std::ranges::any_of(
      type.fields, [](Field const& field) { return kind_named_by(field.name) || field.name == recipient_id; });
}

/// Of nested values only these may hold a record.
bool is_nest(Kind kind) { return kind == Kind::record || kind == Kind::optional || kind == Kind::list; }

void each_within(TypeInfo const& type, void const* value, FunctionRef<void(Person)> each) {
  if (type.kind == Kind::record) {
    each_named(type, value, each);
    for (auto const& field : type.fields) {
      if (is_nest(field.type->kind)) each_within(*field.type, field.at_const(value), each);
    }
  } else if (type.kind == Kind::optional && is_nest(type.inner->kind)) {
    if (auto const* held = type.optional->get(value)) each_within(*type.inner, held, each);
  } else if (type.kind == Kind::list && is_nest(type.inner->kind)) {
    for (std::size_t i = 0, size = type.list->size(value); i < size; ++i)
      each_within(*type.inner, type.list->at(value, i), each);
  }
}

bool redact_within(TypeInfo const& type, void* value, Person person, bool is_theirs) {
  switch (type.kind) {
    case Kind::record: {
      auto named = false;
      auto named_theirs = false;
      each_named(type, value, [&](Person one) {
        named = true;
        named_theirs = named_theirs || one == person;
      });
      auto changed = false;
      for (auto const& field : type.fields)
        changed |= redact_within(*field.type, field.at(value), person, named ? named_theirs : is_theirs);
      return changed;
    }
    case Kind::optional: {
      if (!is_nest(type.inner->kind)) break;
      auto const* held = type.optional->get(value);
      return held != nullptr && redact_within(*type.inner, const_cast<void*>(held), person, is_theirs);
    }
    case Kind::list: {
      if (!is_nest(type.inner->kind)) break;
      auto changed = false;
      for (std::size_t i = 0, size = type.list->size(value); i < size; ++i)
        changed |= redact_within(*type.inner, const_cast<void*>(type.list->at(value, i)), person, is_theirs);
      return changed;
    }
    default:
      break;
  }
  return is_theirs && redact(type, value);
}

/// Where a person's rows stand: behind an index that begins with the person, or, without one, under the person's
/// number.
struct Place {
  IndexInfo const* index;
};

IndexInfo const* index_by(EntityInfo const& entity, std::size_t field) {
  auto const found = std::ranges::find_if(entity.indexes, [&](IndexInfo const* index) {
    return index->conditions.empty() && index->columns[0].field == field;
  });
  return found == entity.indexes.end() ? nullptr : *found;
}

Key beginning(IndexInfo const& index, std::int64_t number) {
  auto const& first = index.columns[0];
  auto const& type = *index.entity->type->fields[first.field].type;
  Key key;
  if (type.kind == Kind::optional)
    append_present(key, *type.inner, &number, first.descending);
  else
    append_column(key, type, &number, first.descending);
  return key;
}

/// All places where rows that name persons of a kind may stand; false when only looking at every row finds them.
bool has_places_of(EntityInfo const& entity, PersonKind kind, std::vector<Place>& places) {
  auto const& fields = entity.type->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (is_nest(fields[i].type->kind) && may_be_about_persons(*fields[i].type)) return false;
    auto const is_their_number = i == 0 && entity.type->is_person != nullptr && *entity.type->is_person == kind;
    auto const names_them = fields[i].name == recipient_id || kind_named_by(fields[i].name) == kind;
    if (!is_their_number && !names_them) continue;
    auto const* index = i == 0 ? nullptr : index_by(entity, i);
    if (i != 0 && index == nullptr) return false;
    places.push_back({index});
  }
  return true;
}

}  // namespace

void each_person(TypeInfo const& type, void const* value, FunctionRef<void(Person)> each) {
  boost::container::small_vector<Person, 4> seen;
  each_within(type, value, [&](Person person) {
    if (std::ranges::find(seen, person) != seen.end()) return;
    seen.push_back(person);
    each(person);
  });
}

bool may_be_about_persons(TypeInfo const& type) {
  if (type.kind == Kind::optional || type.kind == Kind::list) return may_be_about_persons(*type.inner);
  if (type.kind != Kind::record) return false;
  return names_persons(type) ||
         std::ranges::any_of(type.fields, [](Field const& field) { return may_be_about_persons(*field.type); });
}

bool is_about(TypeInfo const& type, void const* value, Person person) {
  auto found = false;
  each_person(type, value, [&](Person named) { found = found || named == person; });
  return found;
}

std::optional<Person> first_person(TypeInfo const& type, void const* record) {
  std::optional<Person> line;
  for (auto const& field : type.fields) {
    auto const person = person_in(type, field, record);
    if (!person) continue;
    if (kind_named_by(field.name) != PersonKind::subscriber) return person;
    if (!line) line = person;
  }
  return line;
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

bool redact(TypeInfo const& type, void* value, Person person) { return redact_within(type, value, person, false); }

result<std::vector<Person>> dependants_of(Reader& reader, std::span<EntityInfo const* const> entities, Person person) {
  std::vector<Person> all;
  for (auto const* entity : entities) {
    auto const& type = *entity->type;
    if (type.is_person == nullptr || *type.is_person == person.kind) continue;
    BOOST_OUTCOME_TRY(each_row_about(reader, *entity, person, [&](std::int64_t id) {
      all.push_back({*type.is_person, id});
    }));
  }
  return all;
}

result<> each_row_about(Reader& reader, EntityInfo const& entity, Person person,
                        FunctionRef<void(std::int64_t)> found) {
  auto const& type = *entity.type;
  if (!may_be_about_persons(type)) return outcome::success();
  auto const take = [&](RowView const& view) {
    if (is_about(type, view.row, person)) found(view.id);
    return true;
  };
  std::vector<Place> places;
  if (!has_places_of(entity, person.kind, places)) return reader.scan_entity(entity, lowest_id, no_limit, take);
  for (auto const& place : places) {
    if (place.index == nullptr) {
      found(person.id);
      continue;
    }
    BOOST_OUTCOME_TRY(reader.scan_rows(*place.index, beginning(*place.index, person.id), Key{}, no_limit, take));
  }
  return outcome::success();
}

}  // namespace lilac

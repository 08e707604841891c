#include "engine/persons.hpp"

#include <algorithm>
#include <limits>

#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

constexpr std::string_view recipient_id = "recipient_id";
constexpr std::string_view recipient_kind = "recipient_kind";

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
void each_named(TypeInfo const& type, void const* record, FunctionRef<void(Person const&)> sink) {
  if (type.is_person != nullptr) {
    if (auto const number = number_in(type.fields[0], record, Kind::id, Kind::integer))
      sink(Person{*type.is_person, *number});
  }
  if (type.recipient != nullptr) sink(type.recipient(record));
  for (auto const& field : type.fields) {
    if (auto const person = person_in(type, field, record)) sink(*person);
  }
}

bool names_persons(TypeInfo const& type) {
  if (type.is_person != nullptr || type.recipient != nullptr) return true;
  return std::ranges::any_of(
      type.fields, [](Field const& field) { return kind_named_by(field.name) || field.name == recipient_id; });
}

/// Of nested values only these may hold a record.
bool is_nest(Kind kind) { return kind == Kind::record || kind == Kind::optional || kind == Kind::list; }

bool redact_within(TypeInfo const& type, void* value, Persons const& persons, bool is_theirs) {
  switch (type.kind) {
    case Kind::record: {
      auto named = false;
      auto named_theirs = false;
      each_named(type, value, [&](Person const& person) {
        named = true;
        named_theirs = named_theirs || persons.contains(person);
      });
      auto changed = false;
      for (auto const& field : type.fields)
        changed |= redact_within(*field.type, field.at(value), persons, named ? named_theirs : is_theirs);
      return changed;
    }
    case Kind::optional: {
      if (!is_nest(type.inner->kind)) break;
      auto const* held = type.optional->get(value);
      return held != nullptr && redact_within(*type.inner, const_cast<void*>(held), persons, is_theirs);
    }
    case Kind::list: {
      if (!is_nest(type.inner->kind)) break;
      auto changed = false;
      for (std::size_t i = 0, size = type.list->size(value); i < size; ++i)
        changed |= redact_within(*type.inner, const_cast<void*>(type.list->at(value, i)), persons, is_theirs);
      return changed;
    }
    default:
      break;
  }
  return is_theirs && redact(type, value);
}

}  // namespace

void Persons::add(Person const& one) {
  auto const at = std::ranges::lower_bound(all_, one);
  if (at == all_.end() || *at != one) all_.insert(at, one);
}

bool Persons::contains(Person const& one) const { return std::ranges::binary_search(all_, one); }

void each_person(TypeInfo const& type, void const* value, FunctionRef<void(Person const&)> sink) {
  if (type.kind == Kind::record) {
    each_named(type, value, sink);
    for (auto const& field : type.fields) {
      if (is_nest(field.type->kind)) each_person(*field.type, field.at_const(value), sink);
    }
  } else if (type.kind == Kind::optional && is_nest(type.inner->kind)) {
    if (auto const* held = type.optional->get(value)) each_person(*type.inner, held, sink);
  } else if (type.kind == Kind::list && is_nest(type.inner->kind)) {
    for (std::size_t i = 0, size = type.list->size(value); i < size; ++i)
      each_person(*type.inner, type.list->at(value, i), sink);
  }
}

bool may_be_about_persons(TypeInfo const& type) {
  if (type.kind == Kind::optional || type.kind == Kind::list) return may_be_about_persons(*type.inner);
  if (type.kind != Kind::record) return false;
  return names_persons(type) ||
         std::ranges::any_of(type.fields, [](Field const& field) { return may_be_about_persons(*field.type); });
}

bool is_about(TypeInfo const& type, void const* value, Persons const& persons) {
  auto found = false;
  each_person(type, value, [&](Person const& person) { found = found || persons.contains(person); });
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

bool tells_kinds(TypeInfo const& type) {
  return std::ranges::find(type.fields, recipient_kind, &Field::name) != type.fields.end();
}

bool redact(TypeInfo const& type, void* value, Persons const& persons) {
  return redact_within(type, value, persons, false);
}

result<Persons> with_dependants(Reader& reader, std::span<EntityInfo const* const> entities, Person const& person) {
  constexpr auto before_all = std::numeric_limits<std::int64_t>::min();
  Persons all{person};
  for (auto const* entity : entities) {
    auto const& type = *entity->type;
    auto const names_others = std::any_of(type.fields.begin() + 1, type.fields.end(),
                                          [](Field const& field) { return kind_named_by(field.name).has_value(); });
    if (type.is_person == nullptr || !names_others) continue;
    Persons const wanted{person};
    BOOST_OUTCOME_TRY(reader.scan_entity(*entity, before_all, no_limit, [&](RowView const& view) {
      if (is_about(type, view.row, wanted)) all.add({*type.is_person, view.id});
      return true;
    }));
  }
  return all;
}

}  // namespace lilac

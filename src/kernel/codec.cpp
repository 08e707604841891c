#include "lilac/kernel/codec.hpp"

#include <algorithm>

namespace lilac {

namespace {

bool replace(std::string& text, char const* by) {
  if (text == by) return false;
  text = by;
  return true;
}

bool redact_elements(TypeInfo const& type, void* list) {
  bool changed = false;
  auto const size = type.list->size(list);
  for (std::size_t i = 0; i < size; ++i) changed |= redact(*type.inner, const_cast<void*>(type.list->at(list, i)));
  return changed;
}

bool redact_fields(TypeInfo const& type, void* record) {
  bool changed = false;
  for (auto const& field : type.fields) changed |= redact(*field.type, field.at(record));
  return changed;
}

bool equal_optionals(TypeInfo const& type, void const* a, void const* b) {
  void const* const in_a = type.optional->get(a);
  void const* const in_b = type.optional->get(b);
  if (!in_a || !in_b) return !in_a && !in_b;
  return equal(*type.inner, in_a, in_b);
}

bool equal_lists(TypeInfo const& type, void const* a, void const* b) {
  auto const size = type.list->size(a);
  if (size != type.list->size(b)) return false;
  for (std::size_t i = 0; i < size; ++i) {
    if (!equal(*type.inner, type.list->at(a, i), type.list->at(b, i))) return false;
  }
  return true;
}

bool equal_records(TypeInfo const& type, void const* a, void const* b) {
  return std::all_of(type.fields.begin(), type.fields.end(),
                     [a, b](Field const& field) { return equal(*field.type, field.at_const(a), field.at_const(b)); });
}

}  // namespace

bool redact(TypeInfo const& type, void* value) {
  switch (type.kind) {
    case Kind::text:
    case Kind::address:
      return type.personal && replace(text_at(type, value), "");
    case Kind::json:
      return replace(text_at(type, value), "{}");
    case Kind::dictionary: {
      auto& texts = *static_cast<Dictionary*>(value);
      bool const changed = !texts.empty();
      texts.clear();
      return changed;
    }
    case Kind::integer:
      if (!type.personal || read_number(type, value) == 0) return false;
      write_number(type, value, 0);
      return true;
    case Kind::optional: {
      void const* const held = type.optional->get(value);
      return held && redact(*type.inner, const_cast<void*>(held));
    }
    case Kind::list:
      return redact_elements(type, value);
    case Kind::record:
      return redact_fields(type, value);
    default:
      return false;
  }
}

bool equal(TypeInfo const& type, void const* a, void const* b) {
  switch (type.kind) {
    case Kind::text:
    case Kind::address:
    case Kind::json:
      return text_at(type, a) == text_at(type, b);
    case Kind::dictionary:
      return *static_cast<Dictionary const*>(a) == *static_cast<Dictionary const*>(b);
    case Kind::money:
      return *static_cast<Money const*>(a) == *static_cast<Money const*>(b);
    case Kind::optional:
      return equal_optionals(type, a, b);
    case Kind::list:
      return equal_lists(type, a, b);
    case Kind::record:
      return equal_records(type, a, b);
    default:
      return read_number(type, a) == read_number(type, b);
  }
}

}  // namespace lilac

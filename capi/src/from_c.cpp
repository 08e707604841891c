#include "from_c.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "contexts.hpp"
#include "kernel/place.hpp"
#include "layout.hpp"
#include "lilac/kernel/money.hpp"
#include "lilac/kernel/text.hpp"
#include "misuse.hpp"

namespace lilac::capi {

namespace {

/// Records within records end somewhere.
constexpr int deepest = 32;

/// What is beyond what this library knows must be empty, or it would be asked for and not done.
void check_surplus(std::byte const* given, std::size_t from, std::size_t to, std::string const& what) {
  for (auto at = from; at < to; ++at) {
    if (given[at] != std::byte{0}) {
      throw Misuse(LILAC_E_UNSUPPORTED, what, what + " is of a newer version and says something unknown here");
    }
  }
}

void check_size(std::uint32_t size, std::size_t least, std::string const& what) {
  if (size < least || size > largest_struct) {
    throw Misuse(LILAC_E_ARGUMENT, what + ".struct_size",
                 what + ".struct_size is " + std::to_string(size) + ": begin with the _INIT macro");
  }
}

class StructReader {
 public:
  void record(TypeInfo const& type, std::byte const* given, Place const& place, void* object) {
    if (++depth_ > deepest) throw misuse(place, "structs are within each other without end");
    auto const name = [&] { return place.outer == nullptr ? std::string(type.name) : place.path(); };
    lilac_head head;
    std::memcpy(&head.struct_size, given, sizeof head.struct_size);  // there may be no more
    if (head.struct_size < sizeof head || head.struct_size > largest_struct)
      check_size(head.struct_size, sizeof head, name());
    std::memcpy(&head, given, sizeof head);
    auto const expected = head_of(type);
    if (head.kind != expected.kind || head.number != expected.number) {
      throw Misuse(LILAC_E_ARGUMENT, name(), name() + " is not a struct of " + type.name);
    }
    for_each_field(type, [&](Field const& field, std::size_t offset, Extent const& extent) {
      if (head.struct_size <= offset) return;
      auto const inner = place.field(field.name);
      if (head.struct_size < offset + extent.size) throw misuse(inner, "struct_size ends within it");
      read(*field.type, given + offset, inner, field.at(object));
    });
    auto const known = struct_extent_of(type).size;
    if (head.struct_size > known) check_surplus(given, known, head.struct_size, name());
    --depth_;
  }

 private:
  template <class T>
  static T get(std::byte const* from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
  }
  static Misuse misuse(Place const& place, std::string const& what) {
    return {LILAC_E_ARGUMENT, place.path(), place.path() + ": " + what};
  }
  static Misuse invalid(Place const& place, std::string const& what) {
    return {LILAC_E_INVALID_ARGUMENT, place.path(), place.path() + ": " + what};
  }
  static void need(void const* address, Place const& place) {
    if (address == nullptr) throw misuse(place, "it is NULL");
  }
  static std::string_view text(lilac_text const& from, Place const& place) {
    if (from.size > 0) need(from.data, place);
    return from.size == 0 ? std::string_view{} : std::string_view{from.data, from.size};
  }

  static std::int64_t number_at(std::size_t size, std::byte const* from) {
    if (size == sizeof(std::int64_t)) return get<std::int64_t>(from);
    return size == sizeof(std::int32_t) ? get<std::int32_t>(from) : get<std::uint8_t>(from);
  }
  static void number(TypeInfo const& type, std::int64_t value, Place const& place, void* out) {
    if (!fits(type, value)) throw invalid(place, std::to_string(value) + " is not " + wanted(type));
    write_number(type, out, value);
  }

  void read(TypeInfo const& type, std::byte const* from, Place const& place, void* out) {
    switch (type.kind) {
      case Kind::boolean:
      case Kind::integer:
      case Kind::id:
      case Kind::instant:
      case Kind::date:
      case Kind::duration:
      case Kind::enumeration:
        return number(type, number_at(extent_of(type).size, from), place, out);
      case Kind::text:
      case Kind::address:
        text_at(type, out) = text(get<lilac_text>(from), place);
        return;
      case Kind::json:
        // No text is an empty object, as the type's own default.
        if (auto const given = text(get<lilac_text>(from), place); !given.empty()) text_at(type, out) = given;
        return;
      case Kind::dictionary:
        return dictionary(get<lilac_dictionary>(from), place, *static_cast<Dictionary*>(out));
      case Kind::money:
        return money(get<lilac_money>(from), place, *static_cast<Money*>(out));
      case Kind::list:
        return list(type, get<List>(from), place, out);
      case Kind::record: {
        auto const* const given = get<std::byte const*>(from);
        need(given, place);
        return record(type, given, place, out);
      }
      case Kind::optional:
        if (is_there(*type.inner, from, place))
          return read_present(*type.inner, from, place, type.optional->emplace(out));
        type.optional->reset(out);
    }
  }

  static bool is_there(TypeInfo const& type, std::byte const* from, Place const& place) {
    if (!is_number(type.kind)) {
      auto const* const address = get<void const*>(from);  // every one begins with one
      static_assert(sizeof(List) == sizeof(lilac_text) && sizeof(List) == sizeof(lilac_dictionary));
      auto const has_size = extent_of(type).size == sizeof(List);
      if (address == nullptr && has_size && get<List>(from).count > 0) need(address, place);
      return address != nullptr;
    }
    auto const present = get<lilac_optional>(from).present;
    if (present > 1) throw misuse(place, "present is " + std::to_string(present) + ", not 0 or 1");
    return present == 1;
  }
  void read_present(TypeInfo const& type, std::byte const* from, Place const& place, void* out) {
    if (is_number(type.kind)) return number(type, get<lilac_optional>(from).value, place, out);
    read(type, type.kind == Kind::money ? get<std::byte const*>(from) : from, place, out);
  }

  static void money(lilac_money const& from, Place const& place, Money& out) {
    auto const* const end = std::find(from.currency, from.currency + sizeof from.currency, '\0');
    auto const currency = Currency::parse({from.currency, static_cast<std::size_t>(end - from.currency)});
    if (!currency) throw invalid(place, "its currency must be three capital letters");
    out = {from.minor, *currency};
  }

  static void dictionary(lilac_dictionary const& from, Place const& place, Dictionary& out) {
    out.clear();
    if (from.count > 0) need(from.entries, place);
    for (std::size_t n = 0; n < from.count; ++n) {
      auto const entry = place.element(n);
      auto const key = text(from.entries[n].key, entry);
      if (!out.emplace(key, text(from.entries[n].value, entry)).second)
        throw invalid(entry, "it has a name a second time");
    }
  }

  void list(TypeInfo const& type, List const& from, Place const& place, void* out) {
    if (type.list->size(out) > 0) {
      type.object->destroy(out);
      type.object->construct(out);
    }
    if (from.count > 0) need(from.items, place);
    auto const item = item_extent_of(*type.inner);
    for (std::size_t n = 0; n < from.count; ++n) {
      read(*type.inner, static_cast<std::byte const*>(from.items) + n * item.size, place.element(n),
           type.list->push(out));
    }
  }

  int depth_ = 0;
};

}  // namespace

lilac_head head_at(void const* given, int kind, char const* what) {
  if (given == nullptr) throw Misuse(LILAC_E_ARGUMENT, what, std::string(what) + " is NULL");
  lilac_head head;
  std::memcpy(&head.struct_size, given, sizeof head.struct_size);
  check_size(head.struct_size, sizeof head, what);
  std::memcpy(&head, given, sizeof head);
  if (head.kind != kind) throw Misuse(LILAC_E_ARGUMENT, what, std::string(what) + " is a struct of another kind");
  return head;
}

bool is_struct_of(TypeInfo const& record, void const* given) {
  lilac_head head;
  std::memcpy(&head, given, sizeof head);
  auto const expected = head_of(record);
  return head.kind == expected.kind && head.number == expected.number;
}

void read_struct(TypeInfo const& record, void const* given, void* object) {
  if (given == nullptr) throw Misuse(LILAC_E_ARGUMENT, record.name, std::string(record.name) + " is NULL");
  StructReader{}.record(record, static_cast<std::byte const*>(given), Place{}, object);
}

std::string_view text_from(char const* data, std::size_t size, char const* field) {
  if (data == nullptr && size > 0) {
    throw Misuse(LILAC_E_ARGUMENT, field, std::string(field) + " has a size and no address");
  }
  return size == 0 ? std::string_view{} : std::string_view{data, size};
}

std::string checked_text_from(char const* data, std::size_t size, char const* field) {
  auto const text = text_from(data, size, field);
  if (!is_valid_text(text)) {
    throw Misuse(LILAC_E_INVALID_ARGUMENT, field, std::string(field) + " is no text: UTF-8 without a NUL");
  }
  return std::string(text);
}

void copy_options(void const* given, void* own, std::size_t own_size, std::span<std::size_t const> starts,
                  char const* what) {
  std::uint32_t size = 0;
  std::memcpy(&size, given, sizeof size);
  check_size(size, sizeof size, what);
  if (size < own_size && std::find(starts.begin(), starts.end(), size) == starts.end()) {
    throw Misuse(LILAC_E_ARGUMENT, std::string(what) + ".struct_size",
                 std::string(what) + ".struct_size is " + std::to_string(size) + ": it ends within a field");
  }
  auto const known = std::min<std::size_t>(size, own_size);
  std::memcpy(own, given, known);
  check_surplus(static_cast<std::byte const*>(given), known, size, what);
}

}  // namespace lilac::capi

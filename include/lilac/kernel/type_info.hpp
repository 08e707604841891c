// One table per described type. Every face (JSON, store columns, C structs, Python records, catalogue) is an ordinary
// function over these tables; none is a template instantiated per struct.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "lilac/kernel/person.hpp"

namespace lilac {

enum class Kind : std::uint8_t {
  boolean,
  integer,      ///< signed, 4 or 8 bytes wide
  id,           ///< Id<Tag>: 8 bytes
  text,         ///< std::string (or PersonalText)
  address,      ///< Address: shown masked
  json,         ///< Json: an object
  dictionary,   ///< Dictionary: text → text
  instant,      ///< Instant
  date,         ///< LocalDate
  duration,     ///< Duration
  money,        ///< Money
  enumeration,  ///< 1, 2 or 4 bytes wide
  optional,
  list,
  record
};

struct TypeInfo;

struct Field {
  char const* name;
  TypeInfo const* type;
  void* (*at)(void* record);
  void const* at_const(void const* record) const { return at(const_cast<void*>(record)); }
};

struct Enumerator {
  char const* name;
  std::int64_t value;
};

/// How to make, copy, move and destroy an object of the type in raw storage.
struct ObjectOps {
  std::size_t size;
  std::size_t align;
  bool trivially_destructible;
  void (*construct)(void* at);
  void (*copy)(void* to, void const* from);
  void (*move)(void* to, void* from);
  void (*destroy)(void* at);
};

struct OptionalOps {
  void const* (*get)(void const* optional);  ///< null when empty
  void* (*emplace)(void* optional);
  void (*reset)(void* optional);
};

struct ListOps {
  std::size_t (*size)(void const* list);
  void const* (*at)(void const* list, std::size_t index);
  void* (*push)(void* list);  ///< appends a default element and returns it
};

struct TypeInfo {
  Kind kind;
  std::uint8_t width;  ///< bytes, for integers and enumerations
  bool personal;       ///< its values are never shown in errors, and redact() removes them
  char const* name;
  std::span<Field const> fields;      ///< of a record
  std::span<Enumerator const> names;  ///< of an enumeration
  TypeInfo const* inner;              ///< of an optional or a list
  OptionalOps const* optional;
  ListOps const* list;
  ObjectOps const* object;
  bool needs_check;                                   ///< holds text or instants somewhere, which execute() validates
  PersonKind const* is_person = nullptr;              ///< of a record that is a person: its first field is the number
  Person (*recipient)(void const* record) = nullptr;  ///< of a record that tells by itself whom it is for
};

/// True for the kinds that read_number() reads.
constexpr bool is_number(Kind kind) {
  constexpr auto bit = [](Kind of) { return 1U << static_cast<unsigned>(of); };
  constexpr unsigned numbers = bit(Kind::boolean) | bit(Kind::integer) | bit(Kind::id) | bit(Kind::instant) |
                               bit(Kind::date) | bit(Kind::duration) | bit(Kind::enumeration);
  return (bit(kind) & numbers) != 0;
}
/// Reads an integer, id, boolean, enumeration, instant (ms), date (days) or duration (ms) as one number.
inline std::int64_t read_number(TypeInfo const& type, void const* at) {
  // The width alone says how: what is narrower than 4 bytes (booleans, enumerations) is unsigned, the rest is signed.
  auto const read = [at]<class T>(T number) {
    std::memcpy(&number, at, sizeof number);
    return static_cast<std::int64_t>(number);
  };
  if (type.width == 8) return read(std::int64_t{});
  if (type.width == 4) return read(std::int32_t{});
  return type.width == 1 ? read(std::uint8_t{}) : read(std::uint16_t{});
}
/// Writes one. The value must fit; callers check with fits().
void write_number(TypeInfo const& type, void* at, std::int64_t number);
/// True when `number` is a value of `type`: within its width, one of its enumerators, within the range of instants.
bool fits(TypeInfo const& type, std::int64_t number);
/// The text of a Kind::text or Kind::json, or the secret of a Kind::address.
std::string& text_at(TypeInfo const& type, void* at);
std::string const& text_at(TypeInfo const& type, void const* at);
/// The enumerator's name, or null.
char const* name_of(TypeInfo const& enumeration, std::int64_t value);

}  // namespace lilac

#include <bit>
#include <cstring>

#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

// After Wang Yi's wyhash: every word is folded in by one 64 × 64 → 128-bit multiplication. Its constants, too.
constexpr std::uint64_t secrets[] = {0xa0761d6478bd642f, 0xe7037ed1a0b428db, 0x8ebc6af09c88c6e3, 0x589965cc75374cc3};

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  Wide const product = Wide{a} * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Folds two words into the state. Only a short multiplication waits for the previous fold, so the long ones overlap.
std::uint64_t fold(std::uint64_t state, std::uint64_t a, std::uint64_t b) {
  return state * 0x9e3779b97f4a7c15 + mix(a ^ secrets[0], b ^ secrets[1]);
}

std::uint64_t little_endian(std::uint64_t word) {
  if constexpr (std::endian::native == std::endian::big) {
    std::uint64_t turned = 0;
    for (int i = 0; i < 8; ++i) turned = (turned << 8) | ((word >> (8 * i)) & 0xFF);
    return turned;
  }
  return word;
}

std::uint64_t word_at(char const* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return little_endian(word);
}

/// Up to eight bytes, filled up with zeros (the length is folded in elsewhere).
std::uint64_t short_word_at(char const* at, std::size_t size) {
  if (size >= 8) return word_at(at);
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < size; ++i) word |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
  return word;
}

std::uint64_t fold_bytes(std::uint64_t state, std::uint64_t salt, std::string_view bytes) {
  state = fold(state, bytes.size(), salt);
  char const* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left > 16; at += 16, left -= 16) state = fold(state, word_at(at), word_at(at + 8));
  if (left > 8) return fold(state, word_at(at), word_at(at + left - 8));
  if (left > 0) return fold(state, short_word_at(at, left), secrets[2]);
  return state;
}

std::uint64_t fold_content(std::uint64_t state, std::uint64_t salt, TypeInfo const& type, void const* value);

inline std::uint64_t fold_number(std::uint64_t state, std::uint64_t salt, TypeInfo const& type, void const* number) {
  return fold(state, static_cast<std::uint64_t>(read_number(type, number)), salt);
}

inline std::uint64_t fold_value(std::uint64_t state, std::uint64_t salt, TypeInfo const& type, void const* value) {
  if (is_number(type.kind)) return fold_number(state, salt, type, value);
  return fold_content(state, salt, type, value);
}

/// A field's salt is its position, so an empty optional or list can be left out altogether: an optional field or a list
/// appended to an entity later does not change the digests of the rows that were written before.
std::uint64_t fold_field(std::uint64_t state, std::uint64_t salt, TypeInfo const& type, void const* value) {
  if (type.kind == Kind::optional) {
    void const* const held = type.optional->get(value);
    if (!held) return state;
    if (type.inner->kind == Kind::record) state = fold(state, 1, salt);  // Else a record without content were nothing.
    return fold_value(state, salt, *type.inner, held);
  }
  if (type.kind == Kind::list && type.list->size(value) == 0) return state;
  return fold_value(state, salt, type, value);
}

std::uint64_t fold_record(std::uint64_t state, std::uint64_t salt, TypeInfo const& type, void const* record) {
  std::uint64_t position = secrets[2] ^ salt;
  for (auto const& field : type.fields) {
    position += secrets[3];
    auto const* const value = field.at_const(record);
    // Most fields are numbers, so they come first and without a call.
    state = is_number(field.type->kind) ? fold_number(state, position, *field.type, value)
                                        : fold_field(state, position, *field.type, value);
  }
  return state;
}

std::uint64_t fold_list(std::uint64_t state, std::uint64_t salt, TypeInfo const& type, void const* list) {
  auto const size = type.list->size(list);
  state = fold(state, size, salt);
  for (std::size_t i = 0; i < size; ++i) state = fold_value(state, salt, *type.inner, type.list->at(list, i));
  return state;
}

std::uint64_t fold_dictionary(std::uint64_t state, std::uint64_t salt, Dictionary const& texts) {
  state = fold(state, texts.size(), salt);
  for (auto const& [name, text] : texts) state = fold_bytes(fold_bytes(state, salt, name), salt, text);
  return state;
}

std::uint64_t fold_content(std::uint64_t state, std::uint64_t salt, TypeInfo const& type, void const* value) {
  switch (type.kind) {
    case Kind::text:
    case Kind::address:
    case Kind::json:
      return fold_bytes(state, salt, text_at(type, value));
    case Kind::dictionary:
      return fold_dictionary(state, salt, *static_cast<Dictionary const*>(value));
    case Kind::money: {
      auto const& money = *static_cast<Money const*>(value);
      auto const letters = short_word_at(money.currency.letters.data(), 3);
      return fold(state, static_cast<std::uint64_t>(money.minor), salt ^ letters);
    }
    case Kind::optional: {
      void const* const held = type.optional->get(value);
      state = fold(state, held != nullptr, salt);
      return held ? fold_value(state, salt, *type.inner, held) : state;
    }
    case Kind::list:
      return fold_list(state, salt, type, value);
    case Kind::record:
      return fold_record(state, salt, type, value);
    default:
      return state;
  }
}

std::uint64_t finish(std::uint64_t state) { return mix(state ^ secrets[2], secrets[3]); }

}  // namespace

std::uint64_t digest(TypeInfo const& type, void const* value, std::uint64_t seed) {
  return finish(fold_value(seed ^ secrets[3], secrets[2], type, value));
}

std::uint64_t digest(std::string_view bytes, std::uint64_t seed) {
  return finish(fold_bytes(seed ^ secrets[3], secrets[2], bytes));
}

}  // namespace lilac

// JSON and digests of described values: one ordinary function each, over TypeInfo.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lilac/kernel/describe.hpp"
#include "lilac/kernel/result.hpp"

namespace boost::json {
class value;
class object;
}  // namespace boost::json

namespace lilac {

/// For whom JSON is written.
enum class Showing : std::uint8_t {
  masked,    ///< for people, logs and other programs: addresses masked, and whole numbers beyond ±(2^53 − 1) as text
  whole,     ///< for a store: addresses as they are, every number a number
  unmasked,  ///< as `masked`, but with addresses as they are
};
/// The largest whole number that readers who keep numbers as doubles (JavaScript, jq 1.6) do not round.
inline constexpr std::int64_t largest_exact_number = (std::int64_t{1} << 53) - 1;

/// Appends `value` as compact JSON. Empty optionals are left out of objects.
void append_json(std::string& out, TypeInfo const& type, void const* value, Showing showing);
/// Appends a whole number as `showing` says: `17`, or `"176080190118615809"` for readers that would round it.
void append_integer(std::string& out, std::int64_t number, Showing showing);
/// Appends a JSON string literal.
void append_quoted(std::string& out, std::string_view text);

template <class T>
std::string to_json(T const& value, Showing showing = Showing::masked) {
  std::string out;
  append_json(out, type_of<T>(), &value, showing);
  return out;
}

/// Parses JSON as inputs and stores may hold it: at most 64 deep, no member named twice. Errors: invalid_argument with
/// the position, e.g. `not valid JSON at byte 17: it ends too early` (the first byte is 0). Include
/// <boost/json/value.hpp>.
result<boost::json::value> parse_json(std::string_view text);
/// The same, and tells at which byte it stopped: the first one that is wrong, or the end.
result<boost::json::value> parse_json(std::string_view text, std::size_t& stopped_at);

/// Inputs are decoded strictly: missing, surplus or wrong is an error that names the path. What a store kept is decoded
/// tolerantly: what is missing takes the member's default, what is unknown is ignored.
enum class Decoding : std::uint8_t { strict, tolerant };

/// Fills `out` (a constructed object of `type`). A whole number may also come as the text that append_integer() makes
/// of it. Errors: invalid_argument with the field's path, e.g. `lines[1].quantity: must be a whole number, not text`.
/// On an error `out` is valid but unspecified. `text` is what `json` was parsed from, and may go on behind it: with it
/// every Json in `out` is the very text that stands there (decoded strictly: without the space between its tokens);
/// without it numbers are written anew.
result<> decode_json(boost::json::value const& json, TypeInfo const& type, void* out, Decoding how,
                     std::string_view text = {});
/// Parses and decodes. Text that is not JSON, too deep or not valid UTF-8 is an invalid_argument with its position
/// (decoded tolerantly: corrupt).
result<> decode_text(std::string_view json, TypeInfo const& type, void* out, Decoding how);

/// Checks what a typed caller can still get wrong: invalid UTF-8, NUL, instants out of range, unknown enumerators, a
/// currency that is not three capital letters, a Json that is not one compact object, or that could not be read back:
/// more than 32 deep, with a member named twice, with a number that no double holds. Of what is written down afterwards
/// the first and the last day of the calendar are refused as well: instants must have a date in every zone.
enum class FirstAndLastDay : std::uint8_t { allowed, refused };
result<> check_value(TypeInfo const& type, void const* value, FirstAndLastDay ends = FirstAndLastDay::allowed);
/// Checks what a rule works out and a store could not read back: instants and dates outside the years 1 to 9999.
/// Errors: invalid_argument with the path behind `name`.
result<> check_times(TypeInfo const& type, void const* value, std::string_view name);

/// A stable 64-bit digest of a value: the same on every machine and store, sensitive to every field. An optional field
/// or list appended to a record later leaves the digest as it was while it is empty.
std::uint64_t digest(TypeInfo const& type, void const* value, std::uint64_t seed = 0);
/// The same over bytes.
std::uint64_t digest(std::string_view bytes, std::uint64_t seed = 0);

/// Replaces all personal text in `value` by nothing (empty text, empty object). True when anything changed.
bool redact(TypeInfo const& type, void* value);

bool equal(TypeInfo const& type, void const* a, void const* b);

}  // namespace lilac

// Text is UTF-8, checked at the boundary; lengths count Unicode code points.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace lilac {

/// True when `text` is well-formed UTF-8 without NUL.
bool is_valid_text(std::string_view text);
/// Number of code points of valid UTF-8.
std::size_t length_of(std::string_view text);
/// Only Unicode White_Space, zero-width characters or U+3164 (HANGUL FILLER), or nothing at all.
bool is_blank(std::string_view text);

/// Text that people wrote about people: never in errors, removed by redact().
struct PersonalText : std::string {
  using std::string::string;
  PersonalText(std::string text) : std::string(std::move(text)) {}
};

/// A digest of something with personal text in it: from it a phone number could be found by trying, so it is forgotten
/// together with the text. 0: forgotten, or never taken.
struct PersonalDigest {
  std::int64_t value = 0;
  auto operator<=>(PersonalDigest const&) const = default;
  /// True when this is the digest, or when nobody can tell any more.
  bool may_be(std::int64_t digest) const { return value == 0 || value == digest; }
};

/// Where a person can be reached: a phone number or a mailbox. Opaque: everything but the store and the gateway sees
/// its masked form (`010-1234-****`, `ab**@ex.com`).
struct Address {
  std::string secret;
  auto operator<=>(Address const&) const = default;
  std::string masked() const;
};
/// A person's name as events may show it: the first letter, then stars.
std::string masked_name(std::string_view name);

/// A JSON object as compact text, e.g. the `meta` of a log line. May be personal: removed by redact().
struct Json {
  std::string text = "{}";
  auto operator<=>(Json const&) const = default;
};

/// Named texts, e.g. the variables of a template. In JSON an object, in Python a dict.
using Dictionary = std::map<std::string, std::string, std::less<>>;

}  // namespace lilac

// Instants, days and texts that the tests of the desk share.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/time.hpp"

namespace lilac::support {

inline Instant instant(std::string_view text) { return parse_instant(text).value(); }
inline LocalDate day(std::string_view text) { return parse_date(text).value(); }

inline constexpr Duration one_ms{1};
inline constexpr Duration one_day = std::chrono::hours(24);

inline std::string repeated(std::string_view character, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += character;
  return text;
}
inline constexpr std::string_view hangul = "\uAC00";     // 3 bytes of UTF-8
inline constexpr std::string_view emoji = "\U0001F642";  // 4 bytes of UTF-8

/// Field by field, as the engine compares.
template <class T>
bool same(T const& a, T const& b) {
  return equal(type_of<T>(), &a, &b);
}

}  // namespace lilac::support

#define CHECK_REFUSED(outcome, broken)                                  \
  do {                                                                  \
    auto const& refused_ = (outcome);                                   \
    REQUIRE(refused_.has_error());                                      \
    CHECK(refused_.error().rule().id == std::string_view{(broken).id}); \
  } while (false)

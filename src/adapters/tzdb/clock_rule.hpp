// What a zone's clock does for ever, as POSIX writes it: `EST5EDT,M3.2.0,M11.1.0`.
#pragma once

#include <date/date.h>

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

#include "lilac/kernel/time.hpp"

namespace lilac::tzdb {

/// From `at` on the clock differs from UTC by `offset`.
struct Change {
  Instant at;
  Duration offset;
};

/// An instant's local date is never more than a day away from its date in UTC (`admits()` in the kernel counts on it).
constexpr bool is_within_a_day(Duration offset) {
  constexpr Duration day = std::chrono::hours{24};
  return offset <= day && offset >= -day;
}

class ClockRule {
 public:
  /// Nothing for what is no rule, for a clock more than a day from UTC, or names summer time without saying when it is.
  static std::optional<ClockRule> parse(std::string_view text);

  bool is_constant() const { return !summer_; }
  /// Outside summer time.
  Duration standard() const { return standard_; }
  /// Where summer time ends and begins in `year`, in this order, of a rule that is not constant.
  std::array<Change, 2> changes_in(date::year year) const;

 private:
  friend class RuleText;

  /// A day of every year, and a reading of the clock on it that may lie days before or after.
  struct Moment {
    enum class Counting : std::uint8_t { weekday_of_month, without_leap_day, from_zero };
    Counting counting{};
    unsigned month{}, week{}, weekday{};
    int day{};
    std::chrono::seconds clock{std::chrono::hours{2}};

    date::sys_days day_in(date::year year) const;
  };
  struct Summer {
    Duration offset{};
    Moment begin{}, end{};
  };

  Duration standard_{};
  std::optional<Summer> summer_{};
};

}  // namespace lilac::tzdb

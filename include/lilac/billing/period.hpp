// Periods and the days they cover. A period is written yyyymm: it is the month in which its cycle ends.
#pragma once

#include <cstdint>

#include "lilac/kernel/result.hpp"
#include "lilac/kernel/time.hpp"

namespace lilac::billing {

/// Days from `first` to `last`, both included.
struct Cycle {
  LocalDate first;
  LocalDate last;
  std::int32_t days() const { return static_cast<std::int32_t>((last - first).count()) + 1; }
  /// The month in which it ends.
  std::int32_t period() const;
  /// The day of the month on which cycles end. A short month ends its cycle earlier, and no two short months follow
  /// each other.
  std::int32_t cycle_day() const;
};

/// Errors: period_is_not_a_month (4305), cycle_day_is_not_a_day (4305).
result<> check_period(std::int32_t period);
result<> check_cycle_day(std::int32_t cycle_day);

/// The next month: 202512 → 202601.
std::int32_t period_after(std::int32_t period);
std::int32_t period_before(std::int32_t period);
/// How many months `to` is after `from`; negative when it is before: 202512 to 202602 is 2.
std::int32_t months_between(std::int32_t from, std::int32_t to);

/// The cycle that ends on `cycle_day` of the period's month, or on that month's last day if it is shorter. It begins
/// on the day after the cycle before ended, so cycles neither overlap nor leave a day out.
Cycle cycle_of(std::int32_t period, std::int32_t cycle_day);
/// The period whose cycle covers `day`.
std::int32_t period_of(LocalDate day, std::int32_t cycle_day);

}  // namespace lilac::billing

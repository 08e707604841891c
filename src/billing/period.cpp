#include "lilac/billing/period.hpp"

#include <algorithm>

#include "lilac/billing/errors.hpp"

namespace lilac::billing {

namespace {

using namespace std::chrono;

constexpr std::int32_t first_year = 2000;
constexpr std::int32_t last_year = 2299;

local_days last_day_of(std::int32_t period, std::int32_t cycle_day) {
  year_month const month{year{period / 100}, std::chrono::month{static_cast<unsigned>(period % 100)}};
  auto const longest = static_cast<unsigned>((month / last).day());
  return local_days{month / day{std::min(static_cast<unsigned>(cycle_day), longest)}};
}

std::int32_t month_of(LocalDate day) {
  year_month_day const date{day};
  return static_cast<int>(date.year()) * 100 + static_cast<std::int32_t>(static_cast<unsigned>(date.month()));
}
std::int32_t day_of_month(LocalDate day) {
  return static_cast<std::int32_t>(static_cast<unsigned>(year_month_day{day}.day()));
}

}  // namespace

std::int32_t Cycle::period() const { return month_of(last); }
std::int32_t Cycle::cycle_day() const {
  return std::max(day_of_month(first - std::chrono::days{1}), day_of_month(last));
}

result<> check_period(std::int32_t period) {
  auto const year = period / 100, month = period % 100;
  if (year < first_year || year > last_year || month < 1 || month > 12)
    return refuse(period_is_not_a_month, field("period"), value(period));
  return outcome::success();
}

result<> check_cycle_day(std::int32_t cycle_day) {
  if (cycle_day < 1 || cycle_day > 31) return refuse(cycle_day_is_not_a_day, field("cycle_day"), value(cycle_day));
  return outcome::success();
}

std::int32_t period_after(std::int32_t period) { return period % 100 == 12 ? period + 89 : period + 1; }
std::int32_t period_before(std::int32_t period) { return period % 100 == 1 ? period - 89 : period - 1; }

std::int32_t months_between(std::int32_t from, std::int32_t to) {
  return (to / 100 - from / 100) * 12 + to % 100 - from % 100;
}

Cycle cycle_of(std::int32_t period, std::int32_t cycle_day) {
  return {last_day_of(period_before(period), cycle_day) + days{1}, last_day_of(period, cycle_day)};
}

std::int32_t period_of(LocalDate day, std::int32_t cycle_day) {
  auto const period = month_of(day);
  return day <= last_day_of(period, cycle_day) ? period : period_after(period);
}

}  // namespace lilac::billing

// A discount's term counts bills: whatever the day it begins on, and whatever the day on which cycles end.
#include "billing/facts.hpp"

namespace lilac::billing {

namespace {

/// The periods on whose bills a discount is, as many as there are and in order, looked for from well before it begins
/// until well after.
std::vector<std::int32_t> periods_of(LocalDate from, std::int32_t months, std::int32_t cycle_day) {
  std::vector<std::int32_t> granted;
  auto period = period_before(period_of(from, cycle_day));
  for (auto n = 0; n < months + 4; ++n, period = period_after(period)) {
    if (is_granted_in(from, months, cycle_of(period, cycle_day))) granted.push_back(period);
  }
  return granted;
}

}  // namespace

TEST_CASE("So many months are on so many bills, without a gap, from the first cycle that ends on or after their day") {
  std::int64_t tried = 0, wrong = 0;
  std::string first_wrong;
  for (auto const* january : {"2027-01-01", "2028-01-01"}) {
    for (auto from = day(january); from < day(january) + std::chrono::days{366}; from += std::chrono::days{1}) {
      for (std::int32_t cycle_day = 1; cycle_day <= 31; ++cycle_day) {
        for (auto const months : {1, 12, 24}) {
          auto const granted = periods_of(from, months, cycle_day);
          auto is_right = granted.size() == static_cast<std::size_t>(months);
          auto expected = is_right ? granted.front() : 0;
          for (auto const period : granted)
            is_right = is_right && period == std::exchange(expected, period_after(period));
          if (is_right) {
            auto const begins = cycle_of(granted.front(), cycle_day);
            is_right = begins.first <= from && from <= begins.last;
          }
          ++tried;
          if (is_right || ++wrong > 1) continue;
          first_wrong =
              to_text(from) + ", cycle day " + std::to_string(cycle_day) + ", months " + std::to_string(months);
        }
      }
    }
  }
  CAPTURE(first_wrong);
  CHECK(wrong == 0);
  CHECK(tried == 2 * 366 * 31 * 3);
}

TEST_CASE("Charged month after month, a contract of 24 months is on 24 bills, of 12 on 12, and of one on one") {
  auto const bills_with = [](std::string_view from, std::int32_t months, std::int32_t cycle_day) {
    Facts facts;
    facts.line.discounts = {{"CONTRACT", day(from), months}};
    auto bills = 0;
    for (std::int32_t period = 202312; period < 202701; period = period_after(period)) {
      facts.line.joined_on = facts.line.plans[0].from = day("2020-01-01");
      facts.cycle = cycle_of(period, cycle_day);
      bills += static_cast<int>(amounts(facts.charged(), LineKind::DISCOUNT).size());
    }
    return bills;
  };
  CHECK(bills_with("2024-02-29", 24, 28) == 24);
  CHECK(bills_with("2024-02-29", 12, 28) == 12);
  CHECK(bills_with("2025-01-29", 1, 28) == 1);
  CHECK(bills_with("2025-01-29", 1, 31) == 1);
  CHECK(bills_with("2025-01-31", 12, 30) == 12);
}

}  // namespace lilac::billing

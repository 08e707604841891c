// Periods, cycle days at the end of short months, and due days.
#include "lilac/billing/period.hpp"

#include <doctest/doctest.h>

#include "lilac/billing/bill.hpp"
#include "lilac/billing/charging.hpp"
#include "lilac/billing/errors.hpp"

namespace lilac::billing {
namespace {

LocalDate day(std::string_view text) { return parse_date(text).value(); }
std::string text_of(Cycle const& cycle) { return to_text(cycle.first) + " " + to_text(cycle.last); }

TEST_CASE("A cycle ends on its day of the period's month") {
  CHECK(text_of(cycle_of(202601, 25)) == "2025-12-26 2026-01-25");
  CHECK(cycle_of(202601, 25).days() == 31);
  CHECK(text_of(cycle_of(202601, 1)) == "2025-12-02 2026-01-01");
}

TEST_CASE("A cycle knows its period and its cycle day, also where both its months are shorter than that") {
  for (std::int32_t cycle_day = 1; cycle_day <= 31; ++cycle_day) {
    for (std::int32_t period = 202301; period < 202901; period = period_after(period)) {
      CHECK(cycle_of(period, cycle_day).period() == period);
      CHECK(cycle_of(period, cycle_day).cycle_day() == cycle_day);
    }
  }
}

TEST_CASE("Months between two periods are counted over years, and backwards") {
  CHECK(months_between(202601, 202601) == 0);
  CHECK(months_between(202512, 202601) == 1);
  CHECK(months_between(202501, 202612) == 23);
  CHECK(months_between(202601, 202512) == -1);
}

TEST_CASE("Cycle days 29 to 31 are clamped to the month's end, also in leap years, and no day is left out") {
  CHECK(text_of(cycle_of(202602, 31)) == "2026-02-01 2026-02-28");
  CHECK(text_of(cycle_of(202603, 31)) == "2026-03-01 2026-03-31");
  CHECK(text_of(cycle_of(202802, 29)) == "2028-01-30 2028-02-29");
  CHECK(text_of(cycle_of(202602, 29)) == "2026-01-30 2026-02-28");
  CHECK(text_of(cycle_of(202603, 29)) == "2026-03-01 2026-03-29");
  CHECK(text_of(cycle_of(202602, 30)) == "2026-01-31 2026-02-28");
  for (std::int32_t cycle_day = 1; cycle_day <= 31; ++cycle_day) {
    for (std::int32_t period = 202301; period < 202901; period = period_after(period))
      CHECK(cycle_of(period, cycle_day).last + std::chrono::days{1} == cycle_of(period_after(period), cycle_day).first);
  }
}

TEST_CASE("A day is in the period whose cycle covers it") {
  CHECK(period_of(day("2026-01-25"), 25) == 202601);
  CHECK(period_of(day("2026-01-26"), 25) == 202602);
  CHECK(period_of(day("2026-12-26"), 25) == 202701);
  CHECK(period_of(day("2026-02-28"), 31) == 202602);
}

TEST_CASE("Periods follow each other over the year's end") {
  CHECK(period_after(202512) == 202601);
  CHECK(period_before(202601) == 202512);
  CHECK(period_after(202601) == 202602);
}

TEST_CASE("A period is a month of this and the next centuries, a cycle day one of 31") {
  for (auto const good : {200001, 202612, 229912}) CHECK(check_period(good));
  for (auto const bad : {0, -1, 199912, 230001, 202600, 202613, 2026, 20260101})
    CHECK(check_period(bad).error().is(period_is_not_a_month));
  CHECK(check_cycle_day(1));
  CHECK(check_cycle_day(31));
  CHECK(check_cycle_day(0).error().is(cycle_day_is_not_a_day));
  CHECK(check_cycle_day(32).error().is(cycle_day_is_not_a_day));
}

TEST_CASE("A bill is due so many days after its cycle, and then on the first day that is no holiday") {
  Rules rules;
  CHECK(due_on(cycle_of(202601, 25), rules) == day("2026-02-09"));
  rules.holidays = {day("2026-02-09"), day("2026-02-10"), day("2026-02-12")};
  CHECK(due_on(cycle_of(202601, 25), rules) == day("2026-02-11"));
  rules.due_days = 0;
  CHECK(due_on(cycle_of(202601, 25), rules) == day("2026-01-25"));
}

TEST_CASE("A bill's number is its place: period, cycle day, subscriber, revision") {
  BillKey const key{202601, 25, {42}, 3};
  auto const back = BillKey::of(key.id());
  CHECK(back.period == 202601);
  CHECK(back.cycle_day == 25);
  CHECK(back.subscriber_id.value == 42);
  CHECK(back.revision == 3);
  CHECK(BillKey{202601, 25, {largest_subscriber_id}, largest_revision}.id() < BillKey{202601, 26, {1}, 1}.id());
  CHECK(BillKey{202601, 31, {largest_subscriber_id}, largest_revision}.id() < BillKey{202602, 1, {1}, 1}.id());
  CHECK(BillKey{229912, 31, {largest_subscriber_id}, largest_revision}.id().value > 0);
}

}  // namespace
}  // namespace lilac::billing

#include "lilac/support/user_cycle.hpp"

#include "lilac/support/errors.hpp"
#include "support/sample.hpp"

namespace lilac::support {

namespace {

UserCycle cycle_70() {
  UserCycle cycle{.id = {70}};
  cycle.begin({7}, day("2026-01-05"), 1);
  return cycle;
}

}  // namespace

TEST_CASE("days of a cycle count from 1 and are never clamped") {
  auto const cycle = cycle_70();
  CHECK(cycle.day_on(day("2026-01-05")) == 1);
  CHECK(cycle.day_on(day("2026-01-12")) == 8);
  CHECK(cycle.day_on(day("2026-01-04")) == 0);
  CHECK(cycle.day_on(day("2026-01-01")) == -3);
  CHECK(cycle.day_on(day("2026-02-15")) == 42);
  CHECK(cycle.day_on(day("2026-02-16")) == 43);
}

TEST_CASE("a cycle ends once") {
  auto cycle = cycle_70();
  CHECK(cycle.is_running());
  auto const ended = cycle.end("moved away", day("2026-01-12"));
  REQUIRE(ended);
  CHECK(same(ended.value(), {{7}, {70}, 8, day("2026-01-12"), "moved away"}));
  CHECK_FALSE(cycle.is_running());
  CHECK(cycle.ended_on == day("2026-01-12"));
  CHECK(cycle.end_reason == PersonalText{"moved away"});
  CHECK_REFUSED(cycle.end("again", day("2026-01-13")), cycle_has_ended);
}

TEST_CASE("the first completion of the survey counts") {
  auto const now = instant("2026-02-15T10:00+09:00");
  auto cycle = cycle_70();
  CHECK(cycle.complete_survey(now));
  CHECK_FALSE(cycle.complete_survey(now + one_day));
  CHECK(cycle.survey_completed_at == now);
}

}  // namespace lilac::support

#include "lilac/support/outbound_plan.hpp"

#include "lilac/support/errors.hpp"
#include "support/sample.hpp"

namespace lilac::support {

TEST_CASE("a call of the programme is planned on day 1 at the earliest and on the last plannable day at the latest") {
  auto const now = instant("2026-01-05T00:00Z");
  Rules const rules;
  OutboundPlan plan{.id = {4}};
  CHECK_REFUSED(plan.define(1, 0, rules, now), day_is_not_plannable);
  CHECK_REFUSED(plan.define(1, -1, rules, now), day_is_not_plannable);
  CHECK_REFUSED(plan.define(1, rules.last_plannable_day + 1, rules, now), day_is_not_plannable);
  CHECK(plan.define(1, rules.last_plannable_day, rules, now));
  auto const defined = plan.define(3, 1, rules, now);
  REQUIRE(defined);
  CHECK(same(defined.value(), {OutboundPlanId{4}, 3, 1}));
  CHECK(same(plan, {{4}, 3, 1, true, now, now}));
}

TEST_CASE("switching a call of the programme off twice is no news") {
  auto const now = instant("2026-01-05T00:00Z");
  OutboundPlan plan{.id = {4}};
  REQUIRE(plan.define(3, 7, {}, now));
  CHECK_FALSE(plan.set_active(true, now + one_day));
  CHECK(plan.updated_at == now);
  auto const off = plan.set_active(false, now + one_day);
  REQUIRE(off);
  CHECK(same(*off, {{4}, 3, 7, false}));
  CHECK(plan.updated_at == now + one_day);
  CHECK_FALSE(plan.set_active(false, now));
}

}  // namespace lilac::support

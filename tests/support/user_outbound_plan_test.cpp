#include "lilac/support/user_outbound_plan.hpp"

#include "lilac/support/errors.hpp"
#include "support/sample.hpp"

namespace lilac::support {

namespace {

using enum UserOutboundStatus;

Instant const now = instant("2026-01-12T10:00+09:00");
Actor const operator_3 = operation_user(3);

/// User 7's day-7 call of cycle 70, which started on 2026-01-05.
UserOutboundPlan day_7_call(UserOutboundStatus status = PENDING) {
  UserOutboundPlan call{.id = {42}};
  call.plan({7}, {70}, day("2026-01-05"), 2, 7, now - 2 * one_day);
  call.status = status;
  if (call.is_resolved()) {
    call.resolved_by = OperatorId{3};
    call.resolved_at = now - one_day;
  }
  return call;
}

}  // namespace

TEST_CASE("a call is planned on the n-th day of the cycle, the first of which is the day it started on") {
  auto const call = day_7_call();
  CHECK(call.plan_date == day("2026-01-11"));
  CHECK(call.status == PENDING);
  CHECK(call.day_index == 7);
  CHECK(call.created_at == call.updated_at);
  UserOutboundPlan first;
  first.plan({7}, {70}, day("2026-01-05"), 1, 1, now);
  CHECK(first.plan_date == day("2026-01-05"));
}

TEST_CASE("a pending call is active from its plan date on, and no other call ever is") {
  auto const call = day_7_call();
  CHECK(call.status_at(day("2026-01-10")) == UserOutboundStatusVO{PENDING});
  CHECK(call.status_at(day("2026-01-11")) == UserOutboundStatusVO{ACTIVE});
  CHECK(call.status_at(day("2026-02-11")) == UserOutboundStatusVO{ACTIVE});
  CHECK(call.status == PENDING);
  CHECK(day_7_call(COMPLETED).status_at(day("2026-01-11")) == UserOutboundStatusVO{COMPLETED});
  CHECK(day_7_call(SKIPPED).status_at(day("2026-01-11")) == UserOutboundStatusVO{SKIPPED});
}

TEST_CASE("a completed call knows who completed it and when, and keeps its appointment") {
  auto call = day_7_call();
  call.contact_at = now + one_day;
  auto const completed = call.complete(operator_3, 8, now);
  REQUIRE(completed);
  CHECK(same(completed.value(), {{7}, {70}, 8, {42}}));
  CHECK(call.status == COMPLETED);
  CHECK(call.resolved_by == OperatorId{3});
  CHECK(call.resolved_at == now);
  CHECK(call.updated_at == now);
  CHECK(call.contact_at == now + one_day);
}

TEST_CASE("a call is completed or skipped once") {
  for (auto const status : {COMPLETED, SKIPPED}) {
    auto call = day_7_call(status);
    auto const before = call;
    auto const& broken = status == COMPLETED ? call_already_completed : call_was_skipped;
    CHECK_REFUSED(call.complete(operator_3, 8, now), broken);
    CHECK_REFUSED(call.skip(operator_3, {}, 8, now), broken);
    CHECK(same(call, before));
  }
  CHECK(call_already_completed.number == 4002);
  CHECK(call_was_skipped.number == 4001);
}

TEST_CASE("a skipped call may say why") {
  auto call = day_7_call();
  auto const skipped = call.skip(operator_3, "on holiday", 8, now);
  REQUIRE(skipped);
  CHECK(same(skipped.value(), {{7}, {70}, 8, {42}, "on holiday"}));
  CHECK(call.status == SKIPPED);
  CHECK(call.resolved_by == OperatorId{3});
  CHECK(call.resolved_at == now);
}

TEST_CASE("withdrawing makes a completed or skipped call pending again") {
  for (auto const status : {COMPLETED, SKIPPED}) {
    auto call = day_7_call(status);
    auto const withdrawn = call.withdraw("wrong person", 8, now);
    REQUIRE(withdrawn);
    CHECK(same(withdrawn.value(), {{7}, {70}, 8, {42}, status, "wrong person"}));
    CHECK(call.status == PENDING);
    CHECK_FALSE(call.resolved_by);
    CHECK_FALSE(call.resolved_at);
  }
  auto call = day_7_call();
  CHECK_REFUSED(call.withdraw({}, 8, now), call_is_not_resolved);
}

TEST_CASE("an appointment lies in the future") {
  auto call = day_7_call();
  CHECK_REFUSED(call.set_schedule(now - one_ms, 8, now), schedule_must_be_in_the_future);
  CHECK_REFUSED(call.set_schedule(now, 8, now), schedule_must_be_in_the_future);
  auto const recorded = call.set_schedule(now + one_ms, 8, now);
  REQUIRE(recorded);
  REQUIRE(recorded.value());
  CHECK(same(*recorded.value(), {{7}, {70}, 8, {42}, now + one_ms, {}}));
  CHECK(call.contact_at == now + one_ms);
}

TEST_CASE("a moved appointment tells where it was, and the same one is no news") {
  auto call = day_7_call();
  REQUIRE(call.set_schedule(now + one_day, 8, now));
  auto const again = call.set_schedule(now + one_day, 8, now + one_ms);
  REQUIRE(again);
  CHECK_FALSE(again.value());
  CHECK(call.updated_at == now);
  auto const moved = call.set_schedule(now + 2 * one_day, 8, now);
  REQUIRE(moved);
  REQUIRE(moved.value());
  CHECK(moved.value()->previous == now + one_day);
}

TEST_CASE("a resolved call is not scheduled, whatever the time") {
  for (auto const status : {COMPLETED, SKIPPED}) {
    auto call = day_7_call(status);
    CHECK_REFUSED(call.set_schedule(now + one_day, 8, now), call_is_resolved);
    CHECK_REFUSED(call.set_schedule(now - one_day, 8, now), call_is_resolved);
    CHECK_REFUSED(call.cancel_schedule(operator_3, 8, now), call_is_resolved);
  }
}

TEST_CASE("a cancelled appointment is gone, and a second cancellation is no news") {
  auto call = day_7_call();
  REQUIRE(call.set_schedule(now + one_day, 8, now));
  auto const canceled = call.cancel_schedule(operator_3, 8, now);
  REQUIRE(canceled);
  REQUIRE(canceled.value());
  CHECK(same(*canceled.value(), {{7}, {70}, 8, {42}, now + one_day}));
  CHECK_FALSE(call.contact_at);
  auto const again = call.cancel_schedule(operator_3, 8, now);
  REQUIRE(again);
  CHECK_FALSE(again.value());
}

TEST_CASE("for a policy, the appointment of a resolved call is history and not a refusal") {
  auto call = day_7_call(COMPLETED);
  call.contact_at = now;
  auto const canceled = call.cancel_schedule(system_actor, 8, now);
  REQUIRE(canceled);
  CHECK_FALSE(canceled.value());
  CHECK(call.contact_at == now);
}

TEST_CASE("a call that the survey completes has nobody who completed it; a resolved one stays as it is") {
  auto call = day_7_call();
  auto const completed = call.auto_complete(42, now);
  REQUIRE(completed);
  CHECK(same(*completed, {{7}, {70}, 42, {42}}));
  CHECK(call.status == COMPLETED);
  CHECK_FALSE(call.resolved_by);
  CHECK(call.resolved_at == now);
  for (auto const status : {COMPLETED, SKIPPED}) {
    auto resolved = day_7_call(status);
    auto const before = resolved;
    CHECK_FALSE(resolved.auto_complete(42, now));
    CHECK(same(resolved, before));
  }
}

TEST_CASE("a skipped call keeps its appointment") {
  auto call = day_7_call();
  call.contact_at = now + one_day;
  REQUIRE(call.skip(operator_3, {}, 8, now));
  CHECK(call.contact_at == now + one_day);
}

TEST_CASE("an appointment that has passed is refused even when it is the one that stands") {
  auto call = day_7_call();
  call.contact_at = now - one_ms;
  auto const refused = call.set_schedule(now - one_ms, 8, now);
  CHECK_REFUSED(refused, schedule_must_be_in_the_future);
  CHECK(refused.error().number() == 4007);
}

TEST_CASE("every change of a call is dated") {
  struct Change {
    char const* what;
    UserOutboundStatus from;
    bool (*make)(UserOutboundPlan& call);
  };
  constexpr Change changes[] = {
      {"complete", PENDING, [](auto& call) { return call.complete(operator_3, 8, now).has_value(); }},
      {"skip", PENDING, [](auto& call) { return call.skip(operator_3, {}, 8, now).has_value(); }},
      {"withdraw", COMPLETED, [](auto& call) { return call.withdraw({}, 8, now).has_value(); }},
      {"set_schedule", PENDING, [](auto& call) { return call.set_schedule(now + one_ms, 8, now).has_value(); }},
      {"cancel_schedule", PENDING, [](auto& call) { return call.cancel_schedule(operator_3, 8, now).has_value(); }},
      {"auto_complete", PENDING, [](auto& call) { return call.auto_complete(8, now).has_value(); }},
  };
  for (auto const& change : changes) {
    CAPTURE(change.what);
    auto call = day_7_call(change.from);
    call.contact_at = now + one_day;
    REQUIRE(call.updated_at < now);
    REQUIRE(change.make(call));
    CHECK(call.updated_at == now);
    CHECK(call.created_at == now - 2 * one_day);
  }
}

}  // namespace lilac::support

// Stories about calls.
#include "support/desk.hpp"

namespace lilac::support {

using enum UserOutboundStatus;
using enum UserSupportLogType;

TEST_CASE("a withdrawn call is logged, loses its appointment, and that is logged too") {
  Desk desk;
  auto const call = desk.call(1);
  desk.at("2026-01-11T09:00+09:00").given(operator_3, RecordOutboundSchedule{call, instant("2026-01-13T10:00+09:00")});
  desk.at("2026-01-11T10:00+09:00").given(operator_3, CompleteOutbound{call});
  desk.at("2026-01-12T10:00+09:00")
      .when(operator_3, WithdrawOutbound{call})
      .then(OutboundWithdrawn{user_7, cycle_70, 8, call, COMPLETED, {}}, logged(OUTBOUND_STATUS_CHANGE),
            OutboundScheduleCanceled{user_7, cycle_70, 8, call, instant("2026-01-13T10:00+09:00")},
            logged(CONTACT_SCHEDULE_CHANGE));
  auto const plan = desk.row(call);
  desk.then_answers(plan);
  CHECK(plan.status == PENDING);
  CHECK_FALSE(plan.resolved_by);
  CHECK_FALSE(plan.resolved_at);
  CHECK_FALSE(plan.contact_at);
}

TEST_CASE("a completed call and its log line come together") {
  Desk desk;
  auto const call = desk.call(1);
  desk.at("2026-01-11T09:30+09:00")
      .when(operator_3, CompleteOutbound{call})
      .then(OutboundCompleted{user_7, cycle_70, 7, call},
            SupportLogHistoryRecorded{user_7, cycle_70, 7, {1}, OUTBOUND_STATUS_CHANGE, call.value});
  desk.then_answers(desk.row(call));
  CHECK(same(desk.last_line(), {{1},
                                user_7,
                                cycle_70,
                                OUTBOUND_STATUS_CHANGE,
                                7,
                                Json{R"({"by":{"kind":"OperationUser","id":3},"from":"PENDING","to":"COMPLETED"})"},
                                call.value,
                                desk.now(),
                                desk.now()}));
}

TEST_CASE("a call may be completed early and out of sequence") {
  Desk desk;
  desk.when(operator_3, CompleteOutbound{desk.call(3)})
      .then(OutboundCompleted{user_7, cycle_70, 1, desk.call(3)}, logged(OUTBOUND_STATUS_CHANGE));
}

TEST_CASE("the day of an event is counted on the user's own calendar") {
  Desk desk;
  // 23:30 in Seoul on day 7, then 00:30 on day 8: both on the same day in UTC.
  desk.at("2026-01-11T14:30Z").when(operator_3, SkipOutbound{desk.call(1)});
  desk.then(OutboundSkipped{user_7, cycle_70, 7, desk.call(1), {}}, any<SupportLogHistoryRecorded>());
  desk.at("2026-01-11T15:30Z").when(operator_3, SkipOutbound{desk.call(2)});
  desk.then(OutboundSkipped{user_7, cycle_70, 8, desk.call(2), {}}, any<SupportLogHistoryRecorded>());
}

TEST_CASE("days before the start are 0 and less, days after the programme go on") {
  Desk desk;
  desk.enrolled(8, 80, "2026-03-01");
  auto const of_8 = desk.call(1, {80});
  desk.when(operator_3, CompleteOutbound{of_8})
      .then(OutboundCompleted{{8}, {80}, -54, of_8}, logged(OUTBOUND_STATUS_CHANGE));
  desk.at("2026-03-01T09:00+09:00").when(operator_3, CompleteOutbound{desk.call(1)});
  desk.then(OutboundCompleted{user_7, cycle_70, 56, desk.call(1)}, logged(OUTBOUND_STATUS_CHANGE));
}

TEST_CASE("a skipped call says why in the log") {
  Desk desk;
  desk.when(operator_3, SkipOutbound{desk.call(1), "on holiday"});
  desk.then(OutboundSkipped{user_7, cycle_70, 1, desk.call(1), "on holiday"}, logged(OUTBOUND_STATUS_CHANGE));
  CHECK(desk.last_facts() == R"({"from":"PENDING","to":"SKIPPED","reason":"on holiday"})");
  desk.given(operator_4, WithdrawOutbound{desk.call(1), "back early"});
  CHECK(desk.last_facts() == R"({"from":"SKIPPED","to":"PENDING","reason":"back early"})");
}

TEST_CASE("a resolved call is refused by the rule of its state") {
  Desk desk;
  auto const completed = desk.call(1), skipped = desk.call(2), pending = desk.call(3);
  auto const later = instant("2026-02-01T00:00Z");
  desk.given(operator_3, CompleteOutbound{completed}).given(operator_3, SkipOutbound{skipped});

  desk.when(operator_3, CompleteOutbound{completed}).then_refused(call_already_completed, "user_outbound_id");
  desk.when(operator_3, CompleteOutbound{skipped}).then_refused(call_was_skipped, "user_outbound_id");
  desk.when(operator_3, SkipOutbound{completed}).then_refused(call_already_completed, "user_outbound_id");
  desk.when(operator_3, SkipOutbound{skipped}).then_refused(call_was_skipped, "user_outbound_id");
  desk.when(operator_3, WithdrawOutbound{pending}).then_refused(call_is_not_resolved, "user_outbound_id");
  desk.when(operator_3, RecordOutboundSchedule{completed, later}).then_refused(call_is_resolved, "user_outbound_id");
  desk.when(operator_3, RecordOutboundSchedule{skipped, later}).then_refused(call_is_resolved, "user_outbound_id");
  desk.when(operator_3, CancelOutboundSchedule{completed}).then_refused(call_is_resolved, "user_outbound_id");
  desk.when(system_actor, CancelOutboundSchedule{completed}).then_nothing();
}

TEST_CASE("a call that nobody knows is not found") {
  Desk desk;
  UserOutboundPlanId const unknown{999};
  desk.when(operator_3, CompleteOutbound{unknown}).then_refused(rules::not_found);
  desk.when(operator_3, SkipOutbound{unknown}).then_refused(rules::not_found);
  desk.when(operator_3, WithdrawOutbound{unknown}).then_refused(rules::not_found);
  desk.when(operator_3, RecordOutboundSchedule{unknown, {}}).then_refused(rules::not_found);
  desk.when(operator_3, CancelOutboundSchedule{unknown}).then_refused(rules::not_found);
}

TEST_CASE("appointments are recorded, moved and cancelled, each with its line") {
  Desk desk;
  auto const call = desk.call(1);
  auto const first = instant("2026-01-13T10:00+09:00"), second = instant("2026-01-14T10:00+09:00");
  desk.when(operator_3, RecordOutboundSchedule{call, first})
      .then(OutboundScheduleRecorded{user_7, cycle_70, 1, call, first, {}}, logged(CONTACT_SCHEDULE_CHANGE));
  CHECK(desk.last_facts() == R"({"to":"2026-01-13T01:00:00.000Z"})");
  desk.when(operator_3, RecordOutboundSchedule{call, first}).then_nothing();
  desk.when(operator_3, RecordOutboundSchedule{call, second})
      .then(OutboundScheduleRecorded{user_7, cycle_70, 1, call, second, first}, logged(CONTACT_SCHEDULE_CHANGE));
  CHECK(desk.last_facts() == R"({"from":"2026-01-13T01:00:00.000Z","to":"2026-01-14T01:00:00.000Z"})");
  desk.when(operator_4, CancelOutboundSchedule{call})
      .then(OutboundScheduleCanceled{user_7, cycle_70, 1, call, second}, logged(CONTACT_SCHEDULE_CHANGE));
  CHECK(desk.last_facts() == R"({"from":"2026-01-14T01:00:00.000Z"})");
  desk.when(operator_4, CancelOutboundSchedule{call}).then_nothing();
  desk.when(operator_3, RecordOutboundSchedule{call, desk.now()})
      .then_refused(schedule_must_be_in_the_future, "schedule_at");
  desk.when(operator_3, RecordOutboundSchedule{call, desk.now() + one_ms})
      .then(any<OutboundScheduleRecorded>(), logged(CONTACT_SCHEDULE_CHANGE));
}

TEST_CASE("withdrawing a call without an appointment cancels nothing") {
  Desk desk;
  desk.given(operator_3, CompleteOutbound{desk.call(1)});
  desk.when(operator_4, WithdrawOutbound{desk.call(1)}).then(any<OutboundWithdrawn>(), logged(OUTBOUND_STATUS_CHANGE));
}

TEST_CASE("the last survey completes the last call, once") {
  Desk desk;
  desk.at("2026-02-15T20:00+09:00").when_received(LastSurveyCompleted{user_7, cycle_70}, "survey-1");
  desk.then_among_others(LastOutboundAutoCompleted{user_7, cycle_70, 42, desk.call(3)}, logged(OUTBOUND_STATUS_CHANGE));
  auto const call = desk.call_row(3);
  CHECK(call.status == COMPLETED);
  CHECK_FALSE(call.resolved_by);
  CHECK(call.resolved_at == desk.now());
  CHECK(desk.row(cycle_70).survey_completed_at == desk.now());
  CHECK(desk.last_line().meta.text == R"({"by":{"kind":"System","id":0},"from":"PENDING","to":"COMPLETED"})");
  CHECK(desk.call_row(1).status == PENDING);

  auto const lines = desk.rows<UserSupportLog::find_by_user_id>(user_7).size();
  desk.when_received(LastSurveyCompleted{user_7, cycle_70}, "survey-1").then_nothing();
  desk.when_received(LastSurveyCompleted{user_7, cycle_70}, "survey-2");
  CHECK(desk.rows<UserSupportLog::find_by_user_id>(user_7).size() == lines);

  // An operator knows better, and another notice of the same survey does not.
  desk.given(operator_3, WithdrawOutbound{desk.call(3)});
  desk.when(system_actor, CompleteLastOutbound{user_7, cycle_70}).then_nothing();
  CHECK(desk.call_row(3).status == PENDING);
}

TEST_CASE("the last survey leaves a resolved last call as it is") {
  Desk desk;
  desk.given(operator_3, SkipOutbound{desk.call(3)});
  desk.when(system_actor, CompleteLastOutbound{user_7, cycle_70}).then_nothing();
  CHECK(desk.call_row(3).status == SKIPPED);
  CHECK(desk.row(cycle_70).survey_completed_at == desk.now());
}

TEST_CASE("a survey of a cycle that nobody knows, or of somebody else's, is refused") {
  Desk desk;
  desk.enrolled(8, 80, "2026-01-05");
  desk.when_received(LastSurveyCompleted{user_7, {71}}, "a").then_refused(rules::not_found, "user_cycle_id");
  desk.when_received(LastSurveyCompleted{{9}, cycle_70}, "b").then_refused(rules::not_found);
  desk.when_received(LastSurveyCompleted{user_7, {80}}, "c").then_refused(cycle_of_another_user, "user_cycle_id");
  desk.when(system_actor, CompleteLastOutbound{user_7, {80}}).then_refused(cycle_of_another_user, "user_cycle_id");
  // Who sends it tries again, and now we know the cycle.
  desk.enrolled(user_7.value, 71, "2026-01-05");
  desk.when_received(LastSurveyCompleted{user_7, {71}}, "a").then_among_others(any<LastOutboundAutoCompleted>());
}

}  // namespace lilac::support

// Stories about the programme, and how a person comes into it and leaves it.
#include "support/desk.hpp"

namespace lilac::support {

TEST_CASE("a call of the programme is active at once, and its sequence is taken") {
  Desk desk;
  desk.when(admin(1), DefineOutboundPlan{4, 60}).then(OutboundPlanDefined{{4}, 4, 60});
  desk.then_answers(OutboundPlan{{4}, 4, 60, true, desk.now(), desk.now()});
  desk.when(admin(1), DefineOutboundPlan{4, 61}).then_refused(sequence_is_taken, "sequence");
  desk.when(admin(1), DefineOutboundPlan{4, 0}).then_refused(day_is_not_plannable, "day_index");
}

TEST_CASE("a call that is switched off leaves its sequence to another") {
  Desk desk;
  desk.when(admin(1), SetOutboundPlanActive{{2}, true}).then_nothing();
  desk.when(admin(1), SetOutboundPlanActive{{2}, false}).then(OutboundPlanActiveSet{{2}, 2, 14, false});
  desk.when(admin(1), DefineOutboundPlan{2, 21}).then(OutboundPlanDefined{{4}, 2, 21});
  desk.when(admin(1), SetOutboundPlanActive{{2}, true}).then_refused(sequence_is_taken, "sequence");
  CHECK_FALSE(desk.row(OutboundPlanId{2}).is_active);
  desk.given(admin(1), SetOutboundPlanActive{{4}, false});
  desk.when(admin(1), SetOutboundPlanActive{{2}, true}).then(OutboundPlanActiveSet{{2}, 2, 14, true});
  desk.when(admin(1), SetOutboundPlanActive{{99}, true}).then_refused(rules::not_found);
}

TEST_CASE("enrolling plans every active call and puts the user on the roster") {
  Desk desk;
  auto enrol = Desk::enrolment(8, 80, "2026-01-10");
  enrol.md_id = MdId{2};
  desk.at("2026-01-09T23:30+09:00");
  desk.when(system_actor, enrol)
      .then(UserCycleEnrolled{
          {8}, {80}, 0, day("2026-01-10"), 3, {5}, MdId{2}, "K********", "010-1234-****", "Asia/Seoul"});
  auto const calls = desk.rows<UserOutboundPlan::find_by_user_cycle_id_and_sequence>(UserCycleId{80});
  REQUIRE(calls.size() == 3);
  CHECK(calls[0].plan_date == day("2026-01-16"));
  CHECK(calls[1].plan_date == day("2026-01-23"));
  CHECK(calls[2].plan_date == day("2026-02-20"));
  auto const user = desk.row(UserId{8});
  CHECK(user.current_user_cycle_id == UserCycleId{80});
  CHECK(user.site_id == SiteId{5});
  CHECK(user.md_id == MdId{2});
  CHECK(user.phone == Address{"010-1234-5678"});
  desk.then_answers(desk.row(UserCycleId{80}));
}

TEST_CASE("an enrolment may name the calls it plans") {
  Desk desk;
  auto enrol = Desk::enrolment(8, 80, "2026-01-10");
  enrol.sequences = {3, 1, 3};
  desk.given(admin(1), enrol);
  auto const calls = desk.rows<UserOutboundPlan::find_by_user_cycle_id>(UserCycleId{80});
  REQUIRE(calls.size() == 2);
  CHECK(calls[0].sequence == 1);
  CHECK(calls[1].sequence == 3);
  enrol.user_cycle_id = {81};
  enrol.sequences = {1, 9};
  desk.when(admin(1), enrol).then_refused(rules::not_found, "sequences[1]");
  enrol.sequences.emplace();
  desk.when(admin(1), enrol).then_refused(nothing_is_planned);
}

TEST_CASE("the same enrolment again is no news; another one of the same cycle is refused") {
  Desk desk;
  auto const enrol = Desk::enrolment(7, 70, "2026-01-05");
  desk.when(admin(1), enrol).then_nothing().then_answers(desk.row(cycle_70));
  // What has happened since does not make it another one.
  desk.given(operator_3, UpdateUserSite{user_7, {6}}).given(admin(1), SetOutboundPlanActive{{1}, false});
  desk.when(system_actor, enrol).then_nothing();
  CHECK(desk.row(user_7).site_id == SiteId{6});

  auto other = enrol;
  other.user_id = {8};
  desk.when(admin(1), other).then_refused(cycle_is_enrolled_otherwise, "user_cycle_id");
  other = enrol;
  other.started_on += std::chrono::days(1);
  desk.when(admin(1), other).then_refused(cycle_is_enrolled_otherwise, "user_cycle_id");
  other = enrol;
  other.phone = Address{"010-0000-0000"};
  desk.when(admin(1), other).then_refused(cycle_is_enrolled_otherwise, "user_cycle_id");
  // What does not exist comes first.
  other.sequences = {{2, 9}};
  desk.when(admin(1), other).then_refused(rules::not_found, "sequences[1]");
}

TEST_CASE("the sequences of an enrolment are a set") {
  Desk desk;
  auto enrol = Desk::enrolment(8, 80, "2026-01-05");
  enrol.sequences = {{1, 3}};
  desk.given(admin(1), enrol);
  enrol.sequences = {{3, 1, 3}};
  desk.when(admin(1), enrol).then_nothing();
  enrol.sequences = {{1, 2}};
  desk.when(admin(1), enrol).then_refused(cycle_is_enrolled_otherwise, "user_cycle_id");
}

TEST_CASE("an enrolment that cannot be followed is refused") {
  Desk desk;
  auto const enrol = Desk::enrolment(8, 80, "2026-01-10");
  auto bad = enrol;
  bad.time_zone = "Mars/Olympus";
  desk.when(admin(1), bad).then_refused(time_zone_is_unknown, "time_zone");
  bad = enrol;
  bad.phone = Address{"none"};
  desk.when(admin(1), bad).then_refused(phone_is_not_a_number, "phone");
  bad = enrol;
  bad.user_id = {0};
  desk.when(admin(1), bad).then_refused(id_must_be_positive, "user_id");
  bad = enrol;
  bad.user_cycle_id = {-1};
  desk.when(admin(1), bad).then_refused(id_must_be_positive, "user_cycle_id");
  bad = enrol;
  bad.started_on = day("9999-12-01");
  desk.when(admin(1), bad).then_refused(start_is_too_late, "started_on");
  for (std::int64_t plan = 1; plan <= 3; ++plan) desk.given(admin(1), SetOutboundPlanActive{{plan}, false});
  desk.when(admin(1), enrol).then_refused(nothing_is_planned);
  CHECK(desk.rows<UserCycle::find_by_user_id>(UserId{8}).empty());
}

TEST_CASE("a later edit of the programme leaves enrolled cycles alone") {
  Desk desk;
  desk.given(admin(1), SetOutboundPlanActive{{2}, false}).given(admin(1), DefineOutboundPlan{4, 60});
  CHECK(desk.rows<UserOutboundPlan::find_by_user_cycle_id>(cycle_70).size() == 3);
}

TEST_CASE("the cycle that started last is the current one, whichever was enrolled last") {
  Desk desk;
  auto second = Desk::enrolment(7, 71, "2026-03-01");
  second.site_id = {6};
  desk.given(admin(1), second);
  CHECK(desk.row(user_7).current_user_cycle_id == UserCycleId{71});
  CHECK(desk.row(user_7).site_id == SiteId{6});
  auto earlier = Desk::enrolment(7, 69, "2025-11-01");
  earlier.name = "Kim M.";
  desk.when(admin(1), earlier).then(any<UserCycleEnrolled>());
  CHECK(desk.row(user_7).current_user_cycle_id == UserCycleId{71});
  CHECK(desk.row(user_7).site_id == SiteId{6});
  CHECK(desk.row(user_7).name == "Kim Minji");
  CHECK(desk.rows<UserCycle::find_by_user_id>(user_7).size() == 3);
}

TEST_CASE("a cycle ends once, and keeps its history") {
  Desk desk;
  desk.enrolled(8, 80, "2026-01-05");
  desk.at("2026-01-12T10:00+09:00");
  desk.when(operator_3, EndUserCycle{user_7, {80}, "x"}).then_refused(cycle_of_another_user, "user_cycle_id");
  desk.when(operator_3, EndUserCycle{{9}, cycle_70, "x"}).then_refused(rules::not_found);
  desk.when(operator_3, EndUserCycle{user_7, {90}, "x"}).then_refused(rules::not_found);
  desk.when(operator_3, EndUserCycle{user_7, cycle_70, "moved away"})
      .then(UserCycleEnded{user_7, cycle_70, 8, day("2026-01-12"), "moved away"});
  desk.then_answers(desk.row(cycle_70));
  desk.when(system_actor, EndUserCycle{user_7, cycle_70, "again"}).then_refused(cycle_has_ended, "user_cycle_id");
  CHECK(desk.call_row(1).status == UserOutboundStatus::PENDING);
  desk.when(operator_3, CompleteOutbound{desk.call(1)})
      .then(any<OutboundCompleted>(), any<SupportLogHistoryRecorded>());
}

TEST_CASE("of several broken rules of an enrolment the first one is told") {
  struct Case {
    Rule const* told;
    char const* field;
    void (*spoil)(EnrolUserCycle& enrolment);
  };
  constexpr Case cases[] = {
      {&id_must_be_positive, "user_id", [](auto& e) { e.user_id = {0}, e.user_cycle_id = {0}; }},
      {&id_must_be_positive, "user_id", [](auto& e) { e.user_id = {0}, e.sequences.emplace(); }},
      {&id_must_be_positive, "user_cycle_id", [](auto& e) { e.user_cycle_id = {0}, e.sequences.emplace(); }},
      {&id_must_be_positive, "user_cycle_id", [](auto& e) { e.user_cycle_id = {0}, e.time_zone = "Nowhere"; }},
      {&nothing_is_planned, "sequences", [](auto& e) { e.sequences.emplace(), e.started_on = day("9999-12-31"); }},
      {&nothing_is_planned, "sequences", [](auto& e) { e.sequences.emplace(), e.time_zone = "Nowhere"; }},
      {&start_is_too_late, "started_on",
       [](auto& e) {
         e.started_on = day("9999-12-31");
         e.phone = Address{"none"};
       }},
      {&phone_is_not_a_number, "phone", [](auto& e) { e.phone = Address{"none"}, e.time_zone = "Nowhere"; }},
  };
  Desk desk;
  for (auto const& one : cases) {
    auto enrolment = Desk::enrolment(8, 80, "2026-01-05");
    one.spoil(enrolment);
    desk.when(admin(1), enrolment).then_refused(*one.told, one.field);
  }
}

TEST_CASE("the last call of a cycle may be on the calendar's last day, and not a day later") {
  Desk desk;
  desk.when(admin(1), Desk::enrolment(8, 80, "9999-11-21")).then_refused(start_is_too_late, "started_on");
  desk.when(admin(1), Desk::enrolment(8, 80, "9999-11-20")).then(any<UserCycleEnrolled>());
  CHECK(desk.call_of({80}, 3).plan_date == day("9999-12-31"));
}

TEST_CASE("a cycle ends on a day of the calendar in every zone, or the instant is refused at the door") {
  struct End {
    char const* zone;
    char const* taken;
    char const* on;
    char const* refused;
  };
  for (auto const& [zone, taken, on, refused] :
       {End{"Etc/GMT-14", "9999-12-30T23:59:59.999Z", "9999-12-31", "9999-12-31T00:00Z"},
        End{"Etc/GMT+12", "0001-01-02T00:00Z", "0001-01-01", "0001-01-01T23:59:59.999Z"}}) {
    Desk desk;
    desk.enrolled(8, 80, "2026-01-05", zone);
    EndUserCycle const end{{8}, {80}, "moved"};
    auto const outside = desk.engine().execute(end, operator_3, {.at = instant(refused)});
    REQUIRE_FALSE(outside);
    CHECK(outside.error().is(rules::invalid_argument));
    CHECK(outside.error().field() == "at");
    REQUIRE(desk.engine().execute(end, operator_3, {.at = instant(taken)}));
    auto const row = desk.row(UserCycleId{80});
    CHECK(row.ended_on == day(on));
    UserCycle again;
    CHECK(decode_text(to_json(row, Showing::whole), type_of<UserCycle>(), &again, Decoding::tolerant));
    CHECK(again.ended_on == row.ended_on);
  }
}

TEST_CASE("an appointment is on everybody's calendar, or refused") {
  Desk desk;
  auto const at = [&](std::string_view when) { return RecordOutboundSchedule{desk.call(1), instant(when)}; };
  desk.when(operator_3, at("9999-12-31T00:00Z")).then_refused(rules::invalid_argument, "schedule_at");
  desk.when(operator_3, at("0001-01-01T23:59:59.999Z")).then_refused(rules::invalid_argument, "schedule_at");
  desk.given(operator_3, at("9999-12-30T23:59:59.999Z"));
  CHECK(desk.ask(Today{instant("9999-12-30T23:59:59.999Z")}).at(0).due_on == day("9999-12-31"));
}

TEST_CASE("of two cycles that started on the same day the one enrolled later is the current one") {
  Desk desk;
  desk.enrolled(7, 71, "2026-01-05");
  CHECK(desk.row(user_7).current_user_cycle_id == UserCycleId{71});
}

TEST_CASE("the roster keeps what came with the current cycle, also that it came without a doctor") {
  Desk desk;
  desk.given(operator_3, UpdateUserMd{user_7, {1}});
  desk.enrolled(7, 71, "2026-02-01");
  CHECK_FALSE(desk.row(user_7).md_id);
}

TEST_CASE("the day of an enrolment is counted on the user's own calendar") {
  Desk desk;
  // Still the day before in UTC.
  desk.at("2026-01-09T00:30+09:00").when(admin(1), Desk::enrolment(8, 80, "2026-01-09"));
  desk.then(such_that<UserCycleEnrolled>("on day 1", [](auto const& e) { return e.day_index == 1; }));
}

TEST_CASE("the user's own calendar is the roster's, whatever an earlier cycle is enrolled with") {
  Desk desk;
  // Already the next day on Kiritimati.
  desk.at("2026-01-09T23:30+09:00").when(admin(1), Desk::enrolment(7, 69, "2026-01-01", "Pacific/Kiritimati"));
  desk.then(such_that<UserCycleEnrolled>("on day 9", [](auto const& e) { return e.day_index == 9; }));
}

TEST_CASE("a cycle ends on the user's own calendar") {
  Desk desk;
  // Still the day before in UTC.
  desk.at("2026-01-12T00:30+09:00").when(operator_3, EndUserCycle{user_7, cycle_70, "moved away"});
  desk.then(UserCycleEnded{user_7, cycle_70, 8, day("2026-01-12"), "moved away"});
  CHECK(desk.row(cycle_70).ended_on == day("2026-01-12"));
}

}  // namespace lilac::support

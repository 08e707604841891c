// Which calls are to be made today.
#include "support/desk.hpp"

namespace lilac::support {

namespace {

/// "user/sequence overdue" of each row.
std::vector<std::string> today(Desk& desk, std::string_view at) {
  std::vector<std::string> calls;
  for (auto const& due : desk.ask(Today{instant(at)})) {
    calls.push_back(std::to_string(due.user_id.value) + "/" + std::to_string(due.sequence) + " " +
                    std::to_string(due.overdue_days));
  }
  return calls;
}
using Calls = std::vector<std::string>;

void enrol(Desk& desk, std::int64_t user, std::string_view started_on, std::string zone) {
  auto command = Desk::enrolment(user, user * 10, started_on);
  command.time_zone = std::move(zone);
  desk.given(admin(1), command);
}

}  // namespace

TEST_CASE("a call is due from the first moment of its plan date on the user's calendar") {
  Desk desk;
  CHECK(today(desk, "2026-01-10T23:59:59.999+09:00") == Calls{});
  CHECK(today(desk, "2026-01-11T00:00+09:00") == Calls{"7/1 0"});
  CHECK(today(desk, "2026-01-12T00:00+09:00") == Calls{"7/1 1"});
  CHECK(today(desk, "2026-01-18T00:00+09:00") == Calls{"7/1 7", "7/2 0"});
}

TEST_CASE("a row of today says whom to call and why") {
  Desk desk;
  auto const rows = desk.ask(Today{instant("2026-01-12T10:00+09:00")});
  REQUIRE(rows.size() == 1);
  CHECK(same(rows[0], {desk.call(1),
                       user_7,
                       cycle_70,
                       {5},
                       "Kim Minji",
                       Address{"010-1234-5678"},
                       1,
                       7,
                       day("2026-01-11"),
                       {},
                       day("2026-01-11"),
                       1,
                       false}));
}

TEST_CASE("appointments come first, by time; a call with an appointment is due on its day and not on its plan date") {
  Desk desk;
  enrol(desk, 8, "2026-01-05", "Asia/Seoul");
  enrol(desk, 9, "2026-01-04", "Asia/Seoul");
  desk.given(operator_3, RecordOutboundSchedule{desk.call(2), instant("2026-01-12T18:00+09:00")});
  desk.given(operator_3, RecordOutboundSchedule{desk.call(1, {80}), instant("2026-01-12T09:00+09:00")});
  desk.given(operator_3, RecordOutboundSchedule{desk.call(2, {80}), instant("2026-01-13T00:00+09:00")});
  CHECK(today(desk, "2026-01-11T23:59+09:00") == Calls{"9/1 1", "7/1 0"});
  CHECK(today(desk, "2026-01-12T08:00+09:00") == Calls{"8/1 0", "7/2 0", "9/1 2", "7/1 1"});
  CHECK(today(desk, "2026-01-13T08:00+09:00") == Calls{"8/1 1", "7/2 1", "8/2 0", "9/1 3", "7/1 2"});
}

TEST_CASE("each call is judged on its own user's calendar, and the most overdue comes first across them") {
  Desk desk;
  enrol(desk, 8, "2026-01-05", "Pacific/Kiritimati");  // UTC+14
  enrol(desk, 9, "2026-01-04", "Pacific/Pago_Pago");   // UTC-11
  enrol(desk, 10, "2026-01-04", "Asia/Seoul");
  // 2026-01-12 11:00 on Kiritimati, 06:00 in Seoul, the day before in Pago Pago.
  CHECK(today(desk, "2026-01-11T21:00Z") == Calls{"10/1 2", "9/1 1", "7/1 1", "8/1 1"});
  // Already the 12th on Kiritimati (11th + 10:30 UTC), still the 10th in Pago Pago.
  CHECK(today(desk, "2026-01-11T10:30Z") == Calls{"10/1 1", "8/1 1", "9/1 0", "7/1 0"});
}

TEST_CASE("resolved calls and those of ended or superseded cycles leave the list") {
  Desk desk;
  enrol(desk, 8, "2026-01-05", "Asia/Seoul");
  enrol(desk, 9, "2026-01-05", "Asia/Seoul");
  CHECK(today(desk, "2026-01-11T09:00+09:00") == Calls{"7/1 0", "8/1 0", "9/1 0"});
  desk.given(operator_3, CompleteOutbound{desk.call(1)});
  desk.given(operator_3, EndUserCycle{{8}, {80}, "moved"});
  auto second = Desk::enrolment(9, 91, "2026-01-06");
  desk.given(admin(1), second);
  CHECK(today(desk, "2026-01-11T09:00+09:00") == Calls{});
  CHECK(today(desk, "2026-01-12T09:00+09:00") == Calls{"9/1 0"});
  desk.given(operator_3, WithdrawOutbound{desk.call(1)});
  CHECK(today(desk, "2026-01-12T09:00+09:00") == Calls{"7/1 1", "9/1 0"});
}

TEST_CASE("whoever has seen enough of today stops it") {
  Desk desk;
  enrol(desk, 8, "2026-01-05", "Asia/Seoul");
  enrol(desk, 9, "2026-01-05", "Asia/Seoul");
  desk.given(operator_3, RecordOutboundSchedule{desk.call(1, {90}), instant("2026-01-11T09:00+09:00")});
  for (std::size_t wanted = 1; wanted <= 3; ++wanted) {
    std::size_t seen = 0;
    REQUIRE(
        desk.engine().query(Today{instant("2026-01-12T09:00+09:00")}, [&](DueCall const&) { return ++seen < wanted; }));
    CHECK(seen == wanted);
  }
}

TEST_CASE("a zone that this machine lacks keeps nobody off the list: those days are the desk's, and the row says so") {
  Desk desk{{.time_zone = "Pacific/Kiritimati"}};  // UTC+14
  enrol(desk, 8, "2026-01-05", "America/New_York");
  enrol(desk, 9, "2026-01-05", "Asia/Seoul");
  desk.overwrite(UserId{8}, [](UserSupport& user) { user.time_zone = "Mars/Olympus"; });
  // The 10th in Seoul and the 11th on Kiritimati, in New York still the 10th.
  CHECK(today(desk, "2026-01-10T10:00Z") == Calls{"8/1 0"});
  CHECK(today(desk, "2026-01-10T09:59:59.999Z") == Calls{});
  for (auto const& row : desk.ask(Today{instant("2026-01-11T10:00Z")})) {
    CHECK(row.uses_desk_zone == (row.user_id == UserId{8}));
    CHECK(row.overdue_days == (row.user_id == UserId{8} ? 1 : 0));
  }
  CHECK(desk.ask(Today{instant("2026-01-11T10:00Z")}).size() == 3);
}

TEST_CASE("where the desk's zone is unknown too, days are UTC's") {
  Desk desk{{.time_zone = "Mars/Olympus"}};
  desk.overwrite(user_7, [](UserSupport& user) { user.time_zone = "Mars/Hellas"; });
  CHECK(today(desk, "2026-01-10T23:59:59.999Z") == Calls{});
  CHECK(today(desk, "2026-01-11T00:00Z") == Calls{"7/1 0"});
}

TEST_CASE("somebody whose zone this machine lacks is looked after all the same") {
  Desk desk;
  desk.overwrite(user_7, [](UserSupport& user) { user.time_zone = "Mars/Olympus"; });
  desk.when(operator_3, CompleteOutbound{desk.call(1)})
      .then(any<OutboundCompleted>(), any<SupportLogHistoryRecorded>());
  CHECK(desk.ask(GetPlans{user_7, {}, instant("2026-01-12T09:00Z")}).size() == 3);
  desk.when(operator_3, UpdateUserContact{user_7, "Kim Minji", {}, "Asia/Tokyo"}).then(any<UserContactUpdated>());
  CHECK_FALSE(desk.ask(Today{instant("2026-01-20T10:00Z")}).at(0).uses_desk_zone);
}

TEST_CASE("an appointment in the calendar's last hours is due on its last day everywhere") {
  Desk desk;  // in Seoul it is the year 10000 already
  desk.overwrite(desk.call(1), [](UserOutboundPlan& call) { call.contact_at = instant("9999-12-31T23:59:59.999Z"); });
  auto const rows = desk.ask(Today{instant("9999-12-31T23:59:59.999Z")});
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].due_on == day("9999-12-31"));
  CHECK(rows[0].overdue_days == 0);
}

TEST_CASE("an appointment late on a day of 25 hours is due from that day's first moment") {
  Desk desk;
  desk.given(operator_3, EndUserCycle{user_7, cycle_70, "moved"});
  enrol(desk, 8, "2026-12-01", "America/New_York");
  desk.given(operator_3, RecordOutboundSchedule{desk.call(1, {80}), instant("2026-11-01T23:30-05:00")});
  CHECK(today(desk, "2026-10-31T23:59:59.999-04:00") == Calls{});
  CHECK(today(desk, "2026-11-01T00:00-04:00") == Calls{"8/1 0"});
}

}  // namespace lilac::support

// The roster, page by page.
#include "support/desk.hpp"

namespace lilac::support {

namespace {

using Users = std::vector<std::int64_t>;

Users ids(std::vector<UserOverview> const& rows) {
  Users users;
  for (auto const& row : rows) users.push_back(row.user_id.value);
  return users;
}

FindUsers as_of(std::string_view at) {
  FindUsers query;
  query.as_of = instant(at);
  return query;
}

/// Users 7 to 11. On 2026-01-14, calls of 8 are 4 days overdue, of 7 and 10 3 days, of 9 none; 11 has left.
struct Roster : Desk {
  Roster() {
    add(8, "2026-01-04", "Lee", 5, MdId{1});
    add(9, "2026-02-01", "anna Park", 6, MdId{2});
    add(10, "2026-01-05", "Anna", 6, {});
    add(11, "2026-01-01", "Zoe", 5, {});
    given(operator_3, EndUserCycle{{11}, {110}, "moved"});
    given(operator_3, CreateIssue{{8}, {80}, "one"}).given(operator_3, CreateIssue{{8}, {80}, "two"});
    given(operator_3, CreateIssue{{9}, {90}, "three"});
    given(operator_4, ChangeIssueStatus{{2}, UserSupportIssueStatus::IN_PROGRESS});
    given(operator_4, ChangeIssueStatus{{3}, UserSupportIssueStatus::RESOLVED});
  }
  void add(std::int64_t user, std::string_view started_on, char const* name, std::int64_t site,
           std::optional<MdId> md) {
    auto command = Desk::enrolment(user, user * 10, started_on);
    command.name = name;
    command.site_id = {site};
    command.md_id = md;
    given(admin(1), command);
  }
};

constexpr std::string_view noon = "2026-01-14T12:00+09:00";

}  // namespace

TEST_CASE(
    "a zone that this machine lacks keeps nobody off the roster: those days are the desk's, and the row says so") {
  Roster roster;
  roster.overwrite(UserId{8}, [](UserSupport& user) { user.time_zone = "Mars/Olympus"; });
  auto const rows = roster.ask(as_of(noon));
  CHECK(ids(rows) == Users{8, 7, 10, 9, 11});
  for (auto const& row : rows) CHECK(row.uses_desk_zone == (row.user_id == UserId{8}));
  CHECK(rows[0].time_zone == "Mars/Olympus");
  CHECK(rows[0].overdue_days == 4);
}

TEST_CASE("an appointment in the calendar's last hours is due on its last day everywhere") {
  Roster roster;
  for (auto const sequence : {1, 2, 3}) {
    roster.overwrite(roster.call(sequence, {80}), [](UserOutboundPlan& call) {
      call.contact_at = instant("9999-12-31T23:59:59.999Z");  // in Seoul it is the year 10000 already
    });
  }
  auto query = as_of(noon);
  query.text = "lee";
  CHECK(roster.ask(query).at(0).next_due_on == day("9999-12-31"));
}

TEST_CASE("a row shows the next call, what is overdue, open issues and the last contact") {
  Roster roster;
  auto query = as_of(noon);
  query.text = "lee";
  auto rows = roster.ask(query);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].user_cycle_id == UserCycleId{80});
  CHECK(rows[0].day_index == 11);
  CHECK(rows[0].next_outbound_id == roster.call(1, {80}));
  CHECK(rows[0].next_due_on == day("2026-01-10"));
  CHECK_FALSE(rows[0].next_contact_at);
  CHECK(rows[0].overdue_days == 4);
  CHECK(rows[0].open_issues == 2);
  CHECK_FALSE(rows[0].last_contact_at);
  CHECK(rows[0].as_of == instant(noon));
  CHECK(rows[0].phone == Address{"010-1234-5678"});

  roster.at("2026-01-13T09:00+09:00").given(operator_3, CompleteOutbound{roster.call(1, {80})});
  roster.given(operator_3, RecordOutboundSchedule{roster.call(3, {80}), instant("2026-01-14T00:00+09:00")});
  rows = roster.ask(query);
  CHECK(rows[0].next_outbound_id == roster.call(3, {80}));
  CHECK(rows[0].next_due_on == day("2026-01-14"));
  CHECK(rows[0].next_contact_at == instant("2026-01-14T00:00+09:00"));
  CHECK(rows[0].overdue_days == 0);
  CHECK(rows[0].last_contact_at == instant("2026-01-13T09:00+09:00"));
}

TEST_CASE("the most overdue come first, those with nothing to come last") {
  Roster roster;
  CHECK(ids(roster.ask(as_of(noon))) == Users{8, 7, 10, 9, 11});
}

TEST_CASE("the roster is sorted by name, by who was not heard of for longest, and by id") {
  Roster roster;
  roster.after(one_ms).given(operator_3, CompleteOutbound{roster.call(1, {90})});
  roster.after(one_ms).given(operator_3, CompleteOutbound{roster.call(1)});
  auto query = as_of(noon);
  query.sort = UserSort::NAME;
  CHECK(ids(roster.ask(query)) == Users{10, 7, 8, 11, 9});
  query.sort = UserSort::LONGEST_UNHEARD;
  CHECK(ids(roster.ask(query)) == Users{8, 10, 11, 9, 7});
  query.sort = UserSort::USER_ID;
  CHECK(ids(roster.ask(query)) == Users{7, 8, 9, 10, 11});
}

TEST_CASE("pages follow each other without gap or repetition, in every order") {
  Roster roster;
  for (auto const sort : {UserSort::MOST_OVERDUE, UserSort::NAME, UserSort::LONGEST_UNHEARD, UserSort::USER_ID}) {
    auto query = as_of(noon);
    query.sort = sort;
    auto const all = ids(roster.ask(query));
    for (std::int32_t size = 1; size <= 6; ++size) {
      query.limit = size;
      query.after.reset();
      Users paged;
      for (;;) {
        auto const page = roster.ask(query);
        if (page.empty()) break;
        CHECK(page.size() <= static_cast<std::size_t>(size));
        auto const more = ids(page);
        paged.insert(paged.end(), more.begin(), more.end());
        query.after = page.back().place;
      }
      CHECK(paged == all);
    }
  }
}

TEST_CASE("the roster is filtered by site, doctor, due date, open issues and name") {
  Roster roster;
  auto const found = [&](auto set) {
    auto query = as_of(noon);
    query.sort = UserSort::USER_ID;
    set(query);
    return ids(roster.ask(query));
  };
  CHECK(found([](auto& q) { q.site_id = SiteId{6}; }) == Users{9, 10});
  CHECK(found([](auto& q) { q.md_id = MdId{1}; }) == Users{8});
  CHECK(found([](auto& q) { q.site_id = SiteId{6}, q.md_id = MdId{1}; }) == Users{});
  CHECK(found([](auto& q) { q.due_by = day("2026-01-10"); }) == Users{8});
  CHECK(found([](auto& q) { q.due_by = day("2026-01-11"); }) == Users{7, 8, 10});
  CHECK(found([](auto& q) { q.has_open_issue = true; }) == Users{8});
  CHECK(found([](auto& q) { q.has_open_issue = false; }) == Users{7, 9, 10, 11});
  CHECK(found([](auto& q) { q.text = "ANNA"; }) == Users{9, 10});
  CHECK(found([](auto& q) { q.text = ""; }) == Users{7, 8, 9, 10, 11});
}

TEST_CASE("overdue days are counted on the user's own calendar") {
  Roster roster;
  auto query = as_of("2026-01-11T14:59Z");
  query.text = "Kim";
  CHECK(roster.ask(query)[0].overdue_days == 0);
  query.as_of = instant("2026-01-11T15:00Z");
  CHECK(roster.ask(query)[0].overdue_days == 1);
}

TEST_CASE("a page has at least one row") {
  Roster roster;
  auto query = as_of(noon);
  for (auto const limit : {0, -1}) {
    query.limit = limit;
    CHECK(roster.ask(query).size() == 1);
  }
}

TEST_CASE("a page has fifty rows unless told otherwise, and never more than a thousand") {
  Desk desk;
  for (std::int64_t user = 1001; user <= 2000; ++user) desk.enrolled(user, user, "2026-01-05");
  auto query = as_of(noon);
  CHECK(desk.ask(query).size() == 50);
  query.limit = 1001;
  CHECK(desk.ask(query).size() == 1000);
}

TEST_CASE("calls of an earlier cycle are no next call, but still a contact") {
  Roster roster;
  roster.given(operator_3, CompleteOutbound{roster.call(1)});
  roster.enrolled(7, 71, "2026-01-12");
  auto query = as_of(noon);
  query.text = "Kim";
  auto const rows = roster.ask(query);
  CHECK(rows[0].user_cycle_id == UserCycleId{71});
  CHECK(rows[0].next_due_on == day("2026-01-18"));
  CHECK(rows[0].last_contact_at == roster.now());
}

TEST_CASE("calls of a superseded cycle that are still open are no next call") {
  Desk desk;
  desk.enrolled(7, 71, "2026-02-01");
  auto const rows = desk.ask(as_of("2026-02-02T12:00+09:00"));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].next_outbound_id == desk.call(1, {71}));
  CHECK(rows[0].next_due_on == day("2026-02-07"));
  CHECK(rows[0].overdue_days == 0);
}

TEST_CASE("of two calls that are due on the same day the one with the lower sequence is next") {
  Desk desk;
  desk.given(operator_3, RecordOutboundSchedule{desk.call(2), instant("2026-01-11T09:00+09:00")});
  CHECK(desk.ask(as_of(noon)).at(0).next_outbound_id == desk.call(1));
}

TEST_CASE("the last contact is the latest of all completed calls, in whatever order they were completed") {
  Desk desk;
  desk.given(operator_3, CompleteOutbound{desk.call(3)});
  desk.after(one_ms).given(operator_3, CompleteOutbound{desk.call(1)});
  desk.after(one_ms).given(operator_3, CompleteOutbound{desk.call(2)});
  CHECK(desk.ask(as_of(noon)).at(0).last_contact_at == desk.now());
}

TEST_CASE("a skipped call is no contact") {
  Desk desk;
  desk.given(operator_3, SkipOutbound{desk.call(1)});
  CHECK_FALSE(desk.ask(as_of(noon)).at(0).last_contact_at);
}

TEST_CASE("a name comes before all longer ones that begin with it, page by page") {
  Desk desk;
  auto shorter = Desk::enrolment(8, 80, "2026-01-05");
  shorter.name = "Kim";
  desk.given(admin(1), shorter);
  auto query = as_of(noon);
  query.sort = UserSort::NAME;
  query.limit = 1;
  Users paged;
  for (auto page = desk.ask(query); !page.empty(); page = desk.ask(query)) {
    paged.push_back(page[0].user_id.value);
    query.after = page[0].place;
  }
  CHECK(paged == Users{8, 7});
}

}  // namespace lilac::support

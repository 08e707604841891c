// What is known about one person.
#include "support/desk.hpp"

namespace lilac::support {

namespace {

std::vector<std::int64_t> ids(std::vector<UserSupportLog> const& lines) {
  std::vector<std::int64_t> all;
  for (auto const& line : lines) all.push_back(line.id.value);
  return all;
}
using Lines = std::vector<std::int64_t>;

/// User 7 has lines 1, 2, 4 in cycle 70 and 5 in cycle 71, user 8 has line 3.
struct Histories : Desk {
  Histories() {
    enrolled(8, 80, "2026-01-05");
    given(operator_3, CreateMemo{user_7, cycle_70, "one"});
    given(operator_3, CreateIssue{user_7, cycle_70, "two"});
    given(operator_3, CreateMemo{{8}, {80}, "three"});
    given(operator_3, CreateMemo{user_7, cycle_70, "four"});
    enrolled(7, 71, "2026-02-01");
    given(operator_3, CreateMemo{user_7, {71}, "five"});
  }
};

}  // namespace

TEST_CASE("a log is that of a user or of a cycle, newest first") {
  Histories desk;
  CHECK(ids(desk.ask(GetLogs{user_7})) == Lines{5, 4, 2, 1});
  CHECK(ids(desk.ask(GetLogs{{}, cycle_70})) == Lines{4, 2, 1});
  CHECK(ids(desk.ask(GetLogs{user_7, UserCycleId{71}})) == Lines{5});
  CHECK(ids(desk.ask(GetLogs{UserId{9}})) == Lines{});
  CHECK_REFUSED(desk.engine().ask(GetLogs{}), rules::invalid_argument);
  CHECK_REFUSED(desk.engine().ask(GetLogs{UserId{8}, cycle_70}), cycle_of_another_user);
}

TEST_CASE("a log is read on from behind a line") {
  Histories desk;
  CHECK(ids(desk.ask(GetLogs{user_7, {}, {}, 2})) == Lines{5, 4});
  CHECK(ids(desk.ask(GetLogs{user_7, {}, UserSupportLogId{4}, 1})) == Lines{2});
  CHECK(ids(desk.ask(GetLogs{user_7, {}, UserSupportLogId{4}})) == Lines{2, 1});
  CHECK(ids(desk.ask(GetLogs{user_7, {}, UserSupportLogId{3}})) == Lines{2, 1});
  CHECK(ids(desk.ask(GetLogs{{}, cycle_70, UserSupportLogId{1}})) == Lines{});
  CHECK(ids(desk.ask(GetLogs{user_7, {}, {}, 0})) == Lines{});
  CHECK(ids(desk.ask(GetLogs{user_7, {}, {}, -1})) == Lines{});
}

TEST_CASE("plans are those of a cycle, and active once their date has come") {
  Histories desk;
  auto plans = desk.ask(GetPlans{user_7, cycle_70, {}});
  REQUIRE(plans.size() == 3);
  CHECK(plans[0].status == UserOutboundStatus::PENDING);
  plans = desk.ask(GetPlans{user_7, cycle_70, instant("2026-01-11T00:00+09:00")});
  CHECK(plans[0].status == UserOutboundStatus::ACTIVE);
  CHECK(plans[1].status == UserOutboundStatus::PENDING);
  CHECK(desk.row(plans[0].id).status == UserOutboundStatus::PENDING);
  CHECK(desk.ask(GetPlans{user_7}).at(0).user_cycle_id == UserCycleId{71});
}

TEST_CASE("memos, issues and messages are asked by user and cycle") {
  Histories desk;
  auto const memos = desk.ask(GetMemos{user_7, cycle_70});
  REQUIRE(memos.size() == 2);
  CHECK(memos[0].memo == "four");
  CHECK(memos[1].memo == "one");
  CHECK(desk.ask(GetMemos{user_7}).at(0).memo == "five");

  desk.given(operator_3, CreateIssue{user_7, cycle_70, "six"});
  desk.given(operator_3, ChangeIssueStatus{{1}, UserSupportIssueStatus::RESOLVED});
  CHECK(desk.ask(GetIssues{user_7, cycle_70}).size() == 2);
  CHECK(desk.ask(GetIssues{user_7, cycle_70, UserSupportIssueStatus::RESOLVED}).at(0).issue == "two");
  CHECK(desk.ask(GetIssues{user_7, cycle_70, UserSupportIssueStatus::CANCELLED}).empty());

  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "Hello"});
  CHECK(desk.ask(GetMessages{user_7, cycle_70}).at(0).content == "Hello");
  CHECK(desk.ask(GetMessages{user_7}).empty());
}

TEST_CASE("histories of nobody, and of somebody else's cycle, are refused") {
  Histories desk;
  CHECK_REFUSED(desk.engine().ask(GetMemos{{9}}), rules::not_found);
  CHECK_REFUSED(desk.engine().ask(GetPlans{user_7, UserCycleId{99}}), rules::not_found);
  CHECK_REFUSED(desk.engine().ask(GetIssues{user_7, UserCycleId{80}}), cycle_of_another_user);
  CHECK_REFUSED(desk.engine().ask(GetMessages{user_7, UserCycleId{80}}), cycle_of_another_user);
}

TEST_CASE("a user who does not exist is told before the cycle that is not theirs") {
  Histories desk;
  auto const refused = desk.engine().ask(GetMemos{{9}, cycle_70});
  CHECK_REFUSED(refused, rules::not_found);
  CHECK(refused.error().number() == 4901);
  CHECK(refused.error().field() == "user_id");
}

}  // namespace lilac::support

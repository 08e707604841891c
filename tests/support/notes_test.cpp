// Stories about memos, issues and the log.
#include "support/desk.hpp"

namespace lilac::support {

using enum UserSupportLogType;
using enum UserSupportIssueStatus;

TEST_CASE("a memo and its edits are logged with what they said") {
  Desk desk;
  desk.when(operator_3, CreateMemo{user_7, cycle_70, "call after six"})
      .then(UserMemoCreated{user_7, cycle_70, 1, {1}, "call after six"}, logged(MEMO));
  desk.then_answers(desk.row(UserMemoId{1}));
  CHECK(desk.last_facts() == R"({"after":"call after six"})");
  CHECK(desk.last_line().relation_id == 1);
  desk.after(one_day)
      .when(operator_3, UpdateMemo{{1}, "call after seven"})
      .then(UserMemoUpdated{user_7, cycle_70, 2, {1}, "call after six", "call after seven"}, logged(MEMO));
  CHECK(desk.last_facts() == R"({"before":"call after six","after":"call after seven"})");
  desk.when(operator_3, UpdateMemo{{1}, "call after seven"}).then_nothing();
  desk.after(one_ms).when(operator_3, UpdateMemo{{1}, "too late"}).then_refused(memo_edit_window_has_closed, "memo_id");
}

TEST_CASE("daylight saving neither lengthens nor shortens the edit window") {
  Desk desk;
  auto enrol = Desk::enrolment(8, 80, "2026-03-01");
  enrol.time_zone = "Europe/Berlin";
  desk.given(admin(1), enrol);
  // In Berlin the night to 2026-03-29 is an hour short.
  desk.at("2026-03-28T12:00+01:00").given(operator_3, CreateMemo{{8}, {80}, "before"});
  desk.at("2026-03-29T13:00+02:00").when(operator_3, UpdateMemo{{1}, "at the very end"});
  desk.then(any<UserMemoUpdated>(), logged(MEMO));
  desk.after(one_ms).when(operator_3, UpdateMemo{{1}, "after it"}).then_refused(memo_edit_window_has_closed);
}

TEST_CASE("memos are refused in the order of the table") {
  Desk desk;
  desk.enrolled(8, 80, "2026-01-05");
  desk.given(operator_3, CreateMemo{user_7, cycle_70, "a memo"});
  desk.when(operator_3, CreateMemo{{9}, {90}, ""}).then_refused(rules::not_found);
  desk.when(operator_3, CreateMemo{user_7, {90}, ""}).then_refused(rules::not_found);
  desk.when(operator_3, CreateMemo{user_7, {80}, ""}).then_refused(cycle_of_another_user, "user_cycle_id");
  desk.when(operator_3, CreateMemo{user_7, cycle_70, " "}).then_refused(content_is_blank, "memo");
  desk.when(operator_3, CreateMemo{user_7, cycle_70, repeated(hangul, 1001)}).then_refused(memo_is_too_long, "memo");
  desk.when(operator_3, UpdateMemo{{2}, "x"}).then_refused(rules::not_found);
  desk.when(operator_4, UpdateMemo{{1}, ""}).then_refused(editor_must_be_author, "memo_id");
  desk.when(operator_3, UpdateMemo{{1}, ""}).then_refused(content_is_blank, "memo");
  desk.when(operator_3, UpdateMemo{{1}, repeated(emoji, 1001)}).then_refused(memo_is_too_long, "memo");
}

TEST_CASE("a line is about a person and a cycle of theirs, and says each fact once") {
  Desk desk;
  desk.enrolled(8, 80, "2026-01-05");
  auto const line = [](UserId user, UserCycleId cycle, LogFacts facts = {}) {
    return RecordSupportLog{user, cycle, 1, LOG, 5, std::move(facts)};
  };
  desk.when(system_actor, line({9}, cycle_70)).then_refused(rules::not_found, "user_id");
  desk.when(system_actor, line(user_7, {90})).then_refused(rules::not_found, "user_cycle_id");
  desk.when(system_actor, line(user_7, {80})).then_refused(cycle_of_another_user, "user_cycle_id");
  desk.when(system_actor, line(user_7, cycle_70, {.from = "a", .site_from = SiteId{5}}))
      .then_refused(fact_is_said_twice, "facts.site_from");
  desk.when(system_actor, line(user_7, cycle_70, {.to = "a", .site_to = SiteId{5}}))
      .then_refused(fact_is_said_twice, "facts.site_to");
  desk.when(system_actor, line(user_7, cycle_70, {.from = "a", .site_to = SiteId{5}, .note = "said once"}))
      .then(logged(LOG));
  CHECK(desk.last_facts() == R"({"from":"a","to":5,"note":"said once"})");
}

TEST_CASE("an issue lives from its registration to its end, line by line") {
  Desk desk;
  desk.when(operator_3, CreateIssue{user_7, cycle_70, "cannot log in"})
      .then(UserIssueCreated{user_7, cycle_70, 1, {1}, "cannot log in"}, logged(ISSUE));
  desk.then_answers(desk.row(UserIssueId{1}));
  CHECK(desk.last_facts() == R"({"after":"cannot log in"})");
  desk.when(operator_3, UpdateIssue{{1}, "cannot log in at all"})
      .then(UserIssueUpdated{user_7, cycle_70, 1, {1}, "cannot log in", "cannot log in at all"}, logged(ISSUE));
  CHECK(desk.last_facts() == R"({"before":"cannot log in","after":"cannot log in at all"})");
  desk.when(operator_3, UpdateIssue{{1}, "cannot log in at all"}).then_nothing();
  desk.when(operator_4, ChangeIssueStatus{{1}, RESOLVED, "new password"})
      .then(UserIssueStatusChanged{user_7, cycle_70, 1, {1}, REGISTERED, RESOLVED, "new password"}, logged(ISSUE));
  CHECK(desk.last_facts() == R"({"from":"REGISTERED","to":"RESOLVED","reason":"new password"})");
  desk.when(operator_3, UpdateIssue{{1}, "x"}).then_refused(issue_is_closed, "issue_id");
  desk.given(operator_4, ChangeIssueStatus{{1}, IN_PROGRESS});
  desk.when(operator_3, UpdateIssue{{1}, "still not"}).then(any<UserIssueUpdated>(), logged(ISSUE));
  desk.given(operator_4, ChangeIssueStatus{{1}, CANCELLED});
  for (auto const to : {REGISTERED, IN_PROGRESS, RESOLVED, CANCELLED}) {
    desk.when(operator_4, ChangeIssueStatus{{1}, to}).then_refused(issue_cannot_become, "to");
  }
}

TEST_CASE("issues are refused in the order of the table") {
  Desk desk;
  desk.enrolled(8, 80, "2026-01-05");
  desk.given(operator_3, CreateIssue{user_7, cycle_70, "an issue"});
  desk.when(operator_3, CreateIssue{{9}, cycle_70, ""}).then_refused(rules::not_found);
  desk.when(operator_3, CreateIssue{user_7, {80}, ""}).then_refused(cycle_of_another_user, "user_cycle_id");
  desk.when(operator_3, CreateIssue{user_7, cycle_70, "\u3164"}).then_refused(content_is_blank, "issue");
  desk.when(operator_3, CreateIssue{user_7, cycle_70, repeated(hangul, 1001)}).then_refused(issue_is_too_long, "issue");
  desk.when(operator_3, UpdateIssue{{2}, "x"}).then_refused(rules::not_found);
  desk.when(operator_4, UpdateIssue{{1}, ""}).then_refused(editor_must_be_author, "issue_id");
  desk.when(operator_3, UpdateIssue{{1}, ""}).then_refused(content_is_blank, "issue");
  desk.when(operator_3, UpdateIssue{{1}, repeated(emoji, 1001)}).then_refused(issue_is_too_long, "issue");
  desk.when(operator_3, ChangeIssueStatus{{2}, RESOLVED}).then_refused(rules::not_found);
  desk.when(operator_3, ChangeIssueStatus{{1}, REGISTERED}).then_refused(issue_cannot_become, "to");
  desk.after(one_day + one_ms).when(operator_3, UpdateIssue{{1}, ""}).then_refused(issue_edit_window_has_closed);
}

TEST_CASE("a refusal about a text gives its length, never its words") {
  Desk desk;
  desk.given(operator_3, CreateMemo{user_7, cycle_70, "a memo"});
  desk.given(operator_3, CreateIssue{user_7, cycle_70, "an issue"});
  auto const secret = repeated("secret", 200);
  auto const check = [&](auto const& command, Rule const& rule) {
    auto const refused = desk.engine().execute(command, operator_3, {.at = desk.now()});
    CHECK_REFUSED(refused, rule);
    CHECK(refused.error().message().find("secret") == std::string::npos);
    CHECK(refused.error().value() == "1200");
  };
  check(CreateMemo{user_7, cycle_70, secret}, memo_is_too_long);
  check(UpdateMemo{{1}, secret}, memo_is_too_long);
  check(CreateIssue{user_7, cycle_70, secret}, issue_is_too_long);
  check(UpdateIssue{{1}, secret}, issue_is_too_long);
}

TEST_CASE("a host writes lines of its own") {
  Desk desk;
  desk.when(system_actor, RecordSupportLog{user_7, cycle_70, 1, LOG, 7, {.note = "imported"}})
      .then(SupportLogHistoryRecorded{user_7, cycle_70, 1, {1}, LOG, 7});
  CHECK(desk.last_line().meta.text == R"({"by":{"kind":"System","id":0},"note":"imported"})");
}

TEST_CASE("a user who does not exist is told before a cycle that does not") {
  Desk desk;
  desk.when(operator_3, CreateMemo{{9}, {90}, "a memo"}).then_refused(rules::not_found, "user_id");
}

}  // namespace lilac::support

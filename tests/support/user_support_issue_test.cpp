#include "lilac/support/user_support_issue.hpp"

#include "lilac/support/errors.hpp"
#include "support/sample.hpp"

namespace lilac::support {

namespace {

using enum UserSupportIssueStatus;

Instant const created = instant("2026-01-12T10:00+09:00");
Actor const author = operation_user(3);
CycleDay const day_8{{7}, {70}, 8};

UserSupportIssue issue_that_is(UserSupportIssueStatus status) {
  UserSupportIssue issue{.id = {21}};
  REQUIRE(issue.create(day_8, "cannot log in", author, created, {}));
  issue.status = status;
  return issue;
}

}  // namespace

TEST_CASE("an issue begins as registered") {
  UserSupportIssue issue{.id = {21}};
  auto const event = issue.create(day_8, "cannot log in", author, created, {});
  REQUIRE(event);
  CHECK(same(event.value(), {{7}, {70}, 8, {21}, "cannot log in"}));
  CHECK(same(issue, {{21}, {7}, {70}, "cannot log in", REGISTERED, {3}, created, created}));
}

TEST_CASE("an issue has at most 1,000 code points and says something") {
  for (auto const character : {std::string_view{"a"}, hangul, emoji}) {
    UserSupportIssue issue;
    CHECK(issue.create(day_8, repeated(character, 1000), author, created, {}));
    CHECK_REFUSED(issue.create(day_8, repeated(character, 1001), author, created, {}), issue_is_too_long);
  }
  UserSupportIssue issue;
  CHECK_REFUSED(issue.create(day_8, "\u3164 \u200B", author, created, {}), content_is_blank);
}

TEST_CASE("an issue changes its status only along the table") {
  struct Way {
    UserSupportIssueStatus from, to;
    bool open;
  };
  constexpr Way ways[] = {
      {REGISTERED, REGISTERED, false}, {REGISTERED, IN_PROGRESS, true},  {REGISTERED, RESOLVED, true},
      {REGISTERED, CANCELLED, true},   {IN_PROGRESS, REGISTERED, false}, {IN_PROGRESS, IN_PROGRESS, false},
      {IN_PROGRESS, RESOLVED, true},   {IN_PROGRESS, CANCELLED, true},   {RESOLVED, REGISTERED, false},
      {RESOLVED, IN_PROGRESS, true},   {RESOLVED, RESOLVED, false},      {RESOLVED, CANCELLED, false},
      {CANCELLED, REGISTERED, false},  {CANCELLED, IN_PROGRESS, false},  {CANCELLED, RESOLVED, false},
      {CANCELLED, CANCELLED, false},
  };
  for (auto const& way : ways) {
    CAPTURE(word(way.from));
    CAPTURE(word(way.to));
    auto issue = issue_that_is(way.from);
    auto const changed = issue.change_status(way.to, "because", 9, created + one_day);
    if (way.open) {
      REQUIRE(changed);
      CHECK(same(changed.value(), {{7}, {70}, 9, {21}, way.from, way.to, "because"}));
      CHECK(issue.status == way.to);
      CHECK(issue.updated_at == created + one_day);
    } else {
      CHECK_REFUSED(changed, issue_cannot_become);
      CHECK(changed.error().number() == 4102);
      CHECK(issue.status == way.from);
    }
  }
}

TEST_CASE("resolving and cancelling are changes of status") {
  auto issue = issue_that_is(REGISTERED);
  CHECK(issue.resolve({}, 8, created));
  CHECK(issue.status == RESOLVED);
  CHECK_REFUSED(issue.cancel({}, 8, created), issue_cannot_become);
  auto other = issue_that_is(IN_PROGRESS);
  CHECK(other.cancel({}, 8, created));
  CHECK(other.status == CANCELLED);
  CHECK_REFUSED(other.resolve({}, 8, created), issue_cannot_become);
}

TEST_CASE("an issue may be edited up to and including 24 hours after its creation, and not a millisecond later") {
  auto issue = issue_that_is(IN_PROGRESS);
  CHECK(issue.can_update(author, created + one_day, Rules{}));
  CHECK_FALSE(issue.can_update(author, created + one_day + one_ms, Rules{}));
  auto const too_late = issue.update("after", author, 9, created + one_day + one_ms, {});
  CHECK_REFUSED(too_late, issue_edit_window_has_closed);
  CHECK(too_late.error().number() == 4005);
  auto const event = issue.update("after", author, 9, created + one_day, {});
  REQUIRE(event);
  REQUIRE(event.value());
  CHECK(same(*event.value(), {{7}, {70}, 9, {21}, "cannot log in", "after"}));
}

TEST_CASE("a closed issue is not edited, and one that is opened again is while its 24 hours run") {
  for (auto const status : {RESOLVED, CANCELLED}) {
    auto issue = issue_that_is(status);
    CHECK_FALSE(issue.can_update(author, created, Rules{}));
    CHECK_REFUSED(issue.update("after", author, 8, created, {}), issue_is_closed);
  }
  auto issue = issue_that_is(RESOLVED);
  REQUIRE(issue.change_status(IN_PROGRESS, {}, 8, created));
  CHECK(issue.can_update(author, created + one_day, Rules{}));
  CHECK_FALSE(issue.can_update(author, created + one_day + one_ms, Rules{}));
}

TEST_CASE("of several broken rules of an issue the first one in the table is told") {
  auto const late = created + 2 * one_day;
  auto closed = issue_that_is(RESOLVED);
  CHECK_REFUSED(closed.update("", operation_user(4), 8, late, {}), editor_must_be_author);
  CHECK_REFUSED(closed.update("", author, 8, late, {}), issue_is_closed);
  auto open = issue_that_is(REGISTERED);
  CHECK_REFUSED(open.update("", author, 8, late, {}), issue_edit_window_has_closed);
  CHECK_REFUSED(open.update(repeated(" ", 1001), author, 8, created, {}), content_is_blank);
  CHECK_REFUSED(open.update(repeated("x", 1001), author, 8, created, {}), issue_is_too_long);
}

TEST_CASE("only its author edits an issue, and the same text again is no news") {
  auto issue = issue_that_is(REGISTERED);
  for (auto const& other : {operation_user(4), admin(3), Actor{ActorKind::System, 3}}) {
    CHECK_FALSE(issue.can_update(other, created, Rules{}));
    CHECK_REFUSED(issue.update("after", other, 8, created, {}), editor_must_be_author);
  }
  auto const event = issue.update("cannot log in", author, 8, created + one_ms, {});
  REQUIRE(event);
  CHECK_FALSE(event.value());
  CHECK(issue.updated_at == created);
}

TEST_CASE("the same text again is refused like any other, of a closed issue and once the edit window has closed") {
  for (auto const status : {RESOLVED, CANCELLED}) {
    auto closed = issue_that_is(status);
    auto const refused = closed.update("cannot log in", author, 8, created, {});
    CHECK_REFUSED(refused, issue_is_closed);
    CHECK(refused.error().number() == 4102);
  }
  auto issue = issue_that_is(REGISTERED);
  auto const refused = issue.update("cannot log in", author, 9, created + one_day + one_ms, {});
  CHECK_REFUSED(refused, issue_edit_window_has_closed);
  CHECK(refused.error().number() == 4005);
}

TEST_CASE("an edit of an issue does not restart the window") {
  auto issue = issue_that_is(REGISTERED);
  REQUIRE(issue.update("after", author, 8, created + std::chrono::hours(23), {}));
  CHECK_REFUSED(issue.update("later", author, 9, created + one_day + one_ms, {}), issue_edit_window_has_closed);
}

TEST_CASE("an edit of an issue is dated") {
  auto issue = issue_that_is(REGISTERED);
  REQUIRE(issue.update("after", author, 8, created + one_ms, {}));
  CHECK(issue.issue == "after");
  CHECK(issue.created_at == created);
  CHECK(issue.updated_at == created + one_ms);
}

}  // namespace lilac::support

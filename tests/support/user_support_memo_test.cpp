#include "lilac/support/user_support_memo.hpp"

#include "lilac/support/errors.hpp"
#include "support/sample.hpp"

namespace lilac::support {

namespace {

Instant const created = instant("2026-01-12T10:00+09:00");
Actor const author = operation_user(3);
CycleDay const day_8{{7}, {70}, 8};

UserSupportMemo memo_saying(PersonalText text) {
  UserSupportMemo memo{.id = {11}};
  REQUIRE(memo.create(day_8, std::move(text), author, created, {}));
  return memo;
}

}  // namespace

TEST_CASE("a memo keeps who wrote what when") {
  UserSupportMemo memo{.id = {11}};
  auto const event = memo.create(day_8, "call after six", author, created, {});
  REQUIRE(event);
  CHECK(same(event.value(), {{7}, {70}, 8, {11}, "call after six"}));
  CHECK(same(memo, {{11}, {7}, {70}, "call after six", {3}, created, created}));
}

TEST_CASE("a memo has at most 1,000 code points, whatever their size in bytes") {
  for (auto const character : {std::string_view{"a"}, hangul, emoji}) {
    UserSupportMemo memo;
    CHECK(memo.create(day_8, repeated(character, 1000), author, created, {}));
    auto const refused = memo.create(day_8, repeated(character, 1001), author, created, {});
    CHECK_REFUSED(refused, memo_is_too_long);
    CHECK(refused.error().number() == 4003);
    CHECK(refused.error().message() == "A memo has at most 1000 characters, not 1001.");
    auto written = memo_saying("short");
    CHECK(written.update(repeated(character, 1000), author, 8, created, {}));
    CHECK_REFUSED(written.update(repeated(character, 1001), author, 8, created, {}), memo_is_too_long);
  }
}

TEST_CASE("a memo of nothing but blanks, zero-width characters and fillers says nothing") {
  for (auto const* text : {"", " ", " \t\r\n", "\u00A0\u3000", "\u200B\u200D\uFEFF", "\u3164\u3164"}) {
    UserSupportMemo memo;
    CHECK_REFUSED(memo.create(day_8, text, author, created, {}), content_is_blank);
    auto written = memo_saying("short");
    CHECK_REFUSED(written.update(text, author, 8, created, {}), content_is_blank);
  }
  CHECK(memo_saying("\u200Bx").memo == "\u200Bx");
}

TEST_CASE("a memo may be edited up to and including 24 hours after its creation, and not a millisecond later") {
  auto memo = memo_saying("before");
  CHECK(memo.can_update(author, created + one_day, Rules{}));
  CHECK_FALSE(memo.can_update(author, created + one_day + one_ms, Rules{}));
  auto const too_late = memo.update("after", author, 9, created + one_day + one_ms, {});
  CHECK_REFUSED(too_late, memo_edit_window_has_closed);
  CHECK(too_late.error().number() == 4006);
  auto const event = memo.update("after", author, 9, created + one_day, {});
  REQUIRE(event);
  REQUIRE(event.value());
  CHECK(same(*event.value(), {{7}, {70}, 9, {11}, "before", "after"}));
  CHECK(memo.memo == "after");
  CHECK(memo.created_at == created);
  CHECK(memo.updated_at == created + one_day);
}

TEST_CASE("an edit does not restart the window") {
  auto memo = memo_saying("before");
  REQUIRE(memo.update("after", author, 8, created + std::chrono::hours(23), {}));
  CHECK_REFUSED(memo.update("later", author, 9, created + one_day + one_ms, {}), memo_edit_window_has_closed);
}

TEST_CASE("a host may set the window and the length") {
  Rules const rules{.edit_window = std::chrono::hours(1), .longest_memo = 3};
  auto memo = memo_saying("abc");
  CHECK(memo.can_update(author, created + std::chrono::hours(1), rules));
  CHECK_FALSE(memo.can_update(author, created + std::chrono::hours(1) + one_ms, rules));
  CHECK_REFUSED(memo.update("abcd", author, 8, created, rules), memo_is_too_long);
}

TEST_CASE("only its author edits a memo") {
  auto memo = memo_saying("before");
  for (auto const& other : {operation_user(4), admin(3), Actor{ActorKind::System, 3}}) {
    CHECK_FALSE(memo.can_update(other, created, Rules{}));
    CHECK_REFUSED(memo.update("after", other, 8, created, {}), editor_must_be_author);
  }
  CHECK(memo.memo == "before");
}

TEST_CASE("of several broken rules of a memo the first one in the table is told") {
  auto memo = memo_saying("before");
  auto const late = created + 2 * one_day;
  CHECK_REFUSED(memo.update("", operation_user(4), 8, late, {}), editor_must_be_author);
  CHECK_REFUSED(memo.update("", author, 8, late, {}), memo_edit_window_has_closed);
  CHECK_REFUSED(memo.update(repeated(" ", 1001), author, 8, created, {}), content_is_blank);
}

TEST_CASE("the same text again is no news") {
  auto memo = memo_saying("before");
  auto const event = memo.update("before", author, 8, created + one_ms, {});
  REQUIRE(event);
  CHECK_FALSE(event.value());
  CHECK(memo.updated_at == created);
}

TEST_CASE("the same text again is refused like any other once the edit window has closed") {
  auto memo = memo_saying("before");
  auto const refused = memo.update("before", author, 9, created + one_day + one_ms, {});
  CHECK_REFUSED(refused, memo_edit_window_has_closed);
  CHECK(refused.error().number() == 4006);
}

}  // namespace lilac::support

#include "lilac/support/user_support_log.hpp"

#include "support/sample.hpp"

namespace lilac::support {

TEST_CASE("a line begins with who did it") {
  CHECK(meta_of(operation_user(3), {}).text == R"({"by":{"kind":"OperationUser","id":3}})");
  CHECK(meta_of(system_actor, {.note = "started"}).text == R"({"by":{"kind":"System","id":0},"note":"started"})");
}

TEST_CASE("a line shows its facts in a fixed order and leaves out what is not there") {
  auto const by = std::string{R"({"by":{"kind":"OperationUser","id":3},)"};
  auto const meta = [](LogFacts const& facts) { return meta_of(operation_user(3), facts).text; };
  CHECK(meta({.from = "COMPLETED", .to = "PENDING", .reason = "wrong person"}) ==
        by + R"("from":"COMPLETED","to":"PENDING","reason":"wrong person"})");
  CHECK(meta({.before = "a", .after = "b"}) == by + R"("before":"a","after":"b"})");
  CHECK(meta({.site_from = SiteId{5}, .site_to = SiteId{6}}) == by + R"("from":5,"to":6})");
  CHECK(meta({.md_from = MdId{1}, .md_to = MdId{2}}) == by + R"("md_from":1,"md_to":2})");
  CHECK(meta({.message_type = UserSupportMessageType::MISSED_CALL,
              .status = UserSupportMessageStatus::FAILED,
              .template_id = TemplateId{9},
              .reason = "NO_ADDRESS"}) ==
        by + R"("type":"MISSED_CALL","status":"FAILED","template_id":9,"reason":"NO_ADDRESS"})");
}

TEST_CASE("whatever people write, a line is JSON") {
  CHECK(meta_of(operation_user(3), {.after = "\"quoted\"\n\\"}).text ==
        R"({"by":{"kind":"OperationUser","id":3},"after":"\"quoted\"\n\\"})");
}

TEST_CASE("lines are equal by what they say") {
  LogVO const line{UserSupportLogType::MEMO, Json{R"({"after":"x"})"}};
  CHECK(line == LogVO{UserSupportLogType::MEMO, Json{R"({"after":"x"})"}});
  CHECK_FALSE(line == LogVO{UserSupportLogType::ISSUE, Json{R"({"after":"x"})"}});
  CHECK_FALSE(line == LogVO{UserSupportLogType::MEMO, Json{R"({"after":"y"})"}});
}

TEST_CASE("a line keeps whom, when and what it is about") {
  auto const now = instant("2026-01-12T10:00+09:00");
  UserSupportLog log{.id = {31}};
  auto const event = log.record({{7}, {70}, 8}, {UserSupportLogType::MEMO, Json{}}, 11, now);
  CHECK(same(event, {{7}, {70}, 8, {31}, UserSupportLogType::MEMO, 11}));
  CHECK(same(log, {{31}, {7}, {70}, UserSupportLogType::MEMO, 8, Json{}, 11, now, now}));
}

}  // namespace lilac::support

#include "lilac/support/user_support_message.hpp"

#include "lilac/support/errors.hpp"
#include "support/sample.hpp"

namespace lilac::support {

namespace {

using enum UserSupportMessageType;
using enum UserSupportMessageStatus;

Instant const now = instant("2026-01-12T10:00+09:00");
Actor const operator_3 = operation_user(3);
CycleDay const day_8{{7}, {70}, 8};

UserSupportMessage message_of(UserSupportMessageType type) {
  UserSupportMessage message{.id = {51}};
  switch (type) {
    case TEMPLATE:
      message.send_template_message(day_8, {TemplateId{9}, {{"name", "Kim"}}, "Hello Kim"}, operator_3, now);
      break;
    case FREE_TEXT:
      REQUIRE(message.send_free_text_message(day_8, "Hello", operator_3, now, {}));
      break;
    case MISSED_CALL:
      message.send_missed_call_message(day_8, {42}, {TemplateId{9}, {}, "We called"}, operator_3, now);
      break;
    case LAST_SURVEY_REMINDER:
      message.send_last_survey_reminder(day_8, {TemplateId{9}, {}, "Please answer"}, operator_3, now);
      break;
  }
  return message;
}

}  // namespace

TEST_CASE("a message waits until somebody says what became of it") {
  UserSupportMessage message{.id = {51}};
  auto const event =
      message.send_missed_call_message(day_8, {42}, {TemplateId{9}, {{"name", "Kim"}}, "Hello Kim"}, operator_3, now);
  CHECK(same(event, {{7}, {70}, 8, {51}, UserOutboundPlanId{42}, MISSED_CALL, TemplateId{9}, {{"name", "Kim"}}, {}}));
  CHECK(same(message, {{51},
                       {7},
                       {70},
                       UserOutboundPlanId{42},
                       MISSED_CALL,
                       TemplateId{9},
                       "Hello Kim",
                       RETRY_PENDING,
                       {},
                       {3},
                       now,
                       now}));
}

TEST_CASE("without a template the text itself is asked for") {
  UserSupportMessage message{.id = {51}};
  auto const event = message.send_free_text_message(day_8, "Hello", operator_3, now, {});
  REQUIRE(event);
  CHECK(event.value().text == PersonalText{"Hello"});
  CHECK_FALSE(event.value().template_id);
  CHECK(message.content == "Hello");
}

TEST_CASE("a free text has at most 2,000 code points and says something") {
  for (auto const character : {std::string_view{"a"}, hangul, emoji}) {
    UserSupportMessage message;
    CHECK(message.send_free_text_message(day_8, repeated(character, 2000), operator_3, now, {}));
    CHECK_REFUSED(message.send_free_text_message(day_8, repeated(character, 2001), operator_3, now, {}),
                  free_text_is_too_long);
  }
  UserSupportMessage message;
  CHECK_REFUSED(message.send_free_text_message(day_8, " \u200B", operator_3, now, {}), content_is_blank);
}

TEST_CASE("each type of message has its own word for having been sent") {
  MessageOutcome heard;
  auto message = message_of(TEMPLATE);
  CHECK(message.record_outcome(SENT, {}, 9, now + one_ms, heard));
  CHECK(same(std::get<TemplateMessageSent>(heard), {{7}, {70}, 9, {51}, TemplateId{9}}));
  CHECK(message.status == SENT);
  CHECK(message.updated_at == now + one_ms);
  message = message_of(FREE_TEXT);
  CHECK(message.record_outcome(SENT, {}, 9, now, heard));
  CHECK(same(std::get<FreeTextMessageSent>(heard), {{7}, {70}, 9, {51}}));
  message = message_of(MISSED_CALL);
  CHECK(message.record_outcome(SENT, {}, 9, now, heard));
  CHECK(same(std::get<MissedCallMessageSent>(heard), {{7}, {70}, 9, {42}, {51}, TemplateId{9}}));
  message = message_of(LAST_SURVEY_REMINDER);
  CHECK(message.record_outcome(SENT, {}, 9, now, heard));
  CHECK(same(std::get<LastSurveyReminderMessageSent>(heard), {{7}, {70}, 9, {51}, TemplateId{9}}));
}

TEST_CASE("a missed-call message has its own word for having failed, the others share one") {
  MessageOutcome heard;
  auto missed = message_of(MISSED_CALL);
  CHECK(missed.record_outcome(FAILED, "NO_ADDRESS", 9, now, heard));
  CHECK(same(std::get<MissedCallMessageFailed>(heard), {{7}, {70}, 9, {42}, {51}, TemplateId{9}, "NO_ADDRESS"}));
  CHECK(missed.failure_reason == "NO_ADDRESS");
  for (auto const type : {TEMPLATE, FREE_TEXT, LAST_SURVEY_REMINDER}) {
    auto message = message_of(type);
    CHECK(message.record_outcome(FAILED, "NO_ADDRESS", 9, now, heard));
    auto const& failed = std::get<SupportMessageFailed>(heard);
    CHECK(failed.message_type == type);
    CHECK(failed.reason == "NO_ADDRESS");
  }
}

TEST_CASE("the latest word holds: a late success, a bounce, a new try") {
  MessageOutcome heard;
  auto message = message_of(FREE_TEXT);
  CHECK(message.record_outcome(FAILED, "VENDOR_DOWN", 9, now, heard));
  MessageOutcome silent;
  CHECK(message.record_outcome(RETRY_PENDING, {}, 9, now, silent));
  CHECK(std::holds_alternative<std::monostate>(silent));
  CHECK_FALSE(message.failure_reason);
  CHECK(message.record_outcome(SENT, {}, 9, now, heard));
  CHECK(std::holds_alternative<FreeTextMessageSent>(heard));
  CHECK(message.record_outcome(FAILED, "BOUNCED", 9, now, heard));
  CHECK(message.status == FAILED);
}

TEST_CASE("what is known already is no news") {
  MessageOutcome heard;
  auto message = message_of(FREE_TEXT);
  CHECK_FALSE(message.record_outcome(RETRY_PENDING, {}, 9, now, heard));
  CHECK(message.record_outcome(SENT, {}, 9, now, heard));
  MessageOutcome silent;
  CHECK_FALSE(message.record_outcome(SENT, {}, 9, now + one_ms, silent));
  CHECK(std::holds_alternative<std::monostate>(silent));
  CHECK(message.updated_at == now);
}

TEST_CASE("only a message that waits is cancelled, and only one that failed is tried again") {
  auto message = message_of(FREE_TEXT);
  CHECK(message.cancel(9).value());
  CHECK_FALSE(message.retry(9).value());
  message.status = FAILED;
  CHECK_FALSE(message.cancel(9).value());
  for (auto const* reason : {"CANCELLED", "EXPIRED"}) {
    message.failure_reason = reason;
    CHECK_FALSE(message.retry(9).value());
  }
  message.failure_reason = "VENDOR_SAYS_NO";
  CHECK(same(*message.retry(9).value(), {{7}, {70}, 9, {51}}));
  message.status = SENT;
  CHECK_REFUSED(message.cancel(9), message_was_sent);
  CHECK_REFUSED(message.retry(9), message_was_sent);
  CHECK(message_was_sent.number == 4001);
}

TEST_CASE("a failed message names its template, whatever its type") {
  for (auto const type : {TEMPLATE, LAST_SURVEY_REMINDER}) {
    MessageOutcome heard;
    auto message = message_of(type);
    REQUIRE(message.record_outcome(FAILED, "NO_ADDRESS", 9, now, heard));
    CHECK(same(std::get<SupportMessageFailed>(heard), {{7}, {70}, 9, {51}, type, TemplateId{9}, "NO_ADDRESS"}));
  }
}

TEST_CASE("only a failed message has a reason, whatever is handed over") {
  MessageOutcome heard;
  auto message = message_of(FREE_TEXT);
  REQUIRE(message.record_outcome(SENT, "LEFTOVER", 9, now, heard));
  CHECK_FALSE(message.failure_reason);
  REQUIRE(message.record_outcome(RETRY_PENDING, "LEFTOVER", 9, now, heard));
  CHECK_FALSE(message.failure_reason);
}

TEST_CASE("a message of every type knows the operator who asked for it, and nobody when it was System") {
  for (auto const type : {TEMPLATE, FREE_TEXT, MISSED_CALL, LAST_SURVEY_REMINDER}) {
    CHECK(message_of(type).created_by == OperatorId{3});
  }
  UserSupportMessage reminder{.id = {51}};
  reminder.send_last_survey_reminder(day_8, {{}, {}, "Please answer"}, Actor{ActorKind::System, 3}, now);
  CHECK(reminder.created_by == OperatorId{0});
}

}  // namespace lilac::support

// Stories about messages, from the desk through messaging to the carrier and back.
#include "support/desk.hpp"

namespace lilac::support {

using enum UserSupportLogType;
using enum UserSupportMessageType;
using enum UserSupportMessageStatus;
using messaging::SendResult;

namespace {

constexpr messaging::FailureKind permanent = messaging::FailureKind::PERMANENT;

/// Template 9 says "Hello {name}".
void define_greeting(Desk& desk) {
  messaging::DefineTemplate define;
  define.template_id = {9};
  define.channel = messaging::Channel::SMS;
  define.locale = "en";
  define.body = "Hello {name}";
  define.variables = {"name"};
  desk.given(admin(1), define);
}

void refuse_all(Desk& desk) {
  desk.gateway().on_send = [](auto const&) { return SendResult::rejected(permanent, "VENDOR_SAYS_NO"); };
}

}  // namespace

TEST_CASE("a free text goes out, and the desk hears of it") {
  Desk desk;
  desk.when(operator_3, SendFreeTextMessage{user_7, cycle_70, "See you on Monday."})
      .then(any<SupportMessageRequested>(), such_that<messaging::MessageAccepted>("of the desk", [](auto const& e) {
              return e.dedup_key == "support:1" && e.purpose == "support.free_text" && e.recipient_id == 7;
            }));
  desk.then_answers(desk.row(UserMessageId{1}));
  CHECK(desk.row(UserMessageId{1}).status == RETRY_PENDING);
  desk.when_idle().then_among_others(FreeTextMessageSent{user_7, cycle_70, 1, {1}}, logged(MESSAGE_SENT));
  CHECK(desk.row(UserMessageId{1}).status == SENT);
  CHECK(desk.last_facts() == R"({"type":"FREE_TEXT","status":"SENT"})");
  REQUIRE(desk.gateway().sent.size() == 1);
  CHECK(desk.gateway().sent[0].text == "See you on Monday.");
  CHECK(desk.gateway().sent[0].address == Address{"010-1234-5678"});
}

TEST_CASE("a template message keeps what it said") {
  Desk desk;
  define_greeting(desk);
  desk.given(operator_3, SendTemplateMessage{user_7, cycle_70, {9}, {{"name", "Minji"}}});
  CHECK(desk.row(UserMessageId{1}).content == "Hello Minji");
  desk.when_idle().then_among_others(TemplateMessageSent{user_7, cycle_70, 1, {1}, TemplateId{9}},
                                     logged(MESSAGE_SENT));
  CHECK(desk.gateway().sent.at(0).text == "Hello Minji");
  CHECK(desk.last_facts() == R"({"type":"TEMPLATE","status":"SENT","template_id":9})");
}

TEST_CASE("a template that does not fit is refused in the words of the desk") {
  Desk desk;
  define_greeting(desk);
  desk.when(operator_3, SendTemplateMessage{user_7, cycle_70, {8}, {}})
      .then_refused(template_is_unknown, "template_id");
  desk.when(operator_3, SendTemplateMessage{user_7, cycle_70, {9}, {}}).then_refused(variable_is_missing);
  desk.when(operator_3, SendTemplateMessage{user_7, cycle_70, {9}, {{"name", "Minji"}, {"age", "9"}}})
      .then_refused(variable_is_surplus);
  messaging::DefineTemplate mail;
  mail.template_id = {10};
  mail.channel = messaging::Channel::EMAIL;
  mail.body = "Hello";
  desk.given(admin(1), mail);
  desk.when(operator_3, SendTemplateMessage{user_7, cycle_70, {10}, {}})
      .then_refused(template_does_not_fit, "template_id");
  // Whatever a template is sent for.
  auto const refuses_like_that = [&](auto const& with) {
    desk.when(operator_3, with(TemplateId{8}, Dictionary{})).then_refused(template_is_unknown, "template_id");
    desk.when(operator_3, with(TemplateId{9}, Dictionary{})).then_refused(variable_is_missing);
    desk.when(operator_3, with(TemplateId{9}, Dictionary{{"name", "Minji"}, {"age", "9"}}))
        .then_refused(variable_is_surplus);
    desk.when(operator_3, with(TemplateId{10}, Dictionary{})).then_refused(template_does_not_fit, "template_id");
  };
  refuses_like_that([&](TemplateId id, Dictionary const& variables) {
    return SendMissedCallMessage{desk.call(1), id, variables};
  });
  refuses_like_that([](TemplateId id, Dictionary const& variables) {
    return SendLastSurveyReminder{user_7, cycle_70, id, variables};
  });
  for (auto const* rule : {&template_is_unknown, &variable_is_missing, &variable_is_surplus, &template_does_not_fit}) {
    CHECK(rule->number == 4103);
  }
}

TEST_CASE("a missed call is followed by the shipped text, and the call stays as it is") {
  Desk desk;
  auto const call = desk.call_row(1);
  desk.when(operator_3, SendMissedCallMessage{call.id})
      .then(any<SupportMessageRequested>(), any<messaging::MessageAccepted>());
  CHECK(same(desk.call_row(1), call));
  desk.when_idle().then_among_others(MissedCallMessageSent{user_7, cycle_70, 1, call.id, {1}, {}},
                                     logged(MESSAGE_SENT));
  CHECK(desk.gateway().sent.at(0).text == Rules{}.missed_call_text);
  CHECK(desk.rows<UserSupportMessage::find_by_outbound_id>(call.id).size() == 1);
}

TEST_CASE("a missed-call message goes to whom was not reached: also after a skipped call, not after a completed one") {
  Desk desk;
  desk.given(operator_3, SkipOutbound{desk.call(1)}).given(operator_3, CompleteOutbound{desk.call(2)});
  desk.when(operator_3, SendMissedCallMessage{desk.call(1)}).then_among_others(any<SupportMessageRequested>());
  desk.when(operator_3, SendMissedCallMessage{desk.call(2), TemplateId{8}})
      .then_refused(call_already_completed, "user_outbound_id");
  desk.when(operator_3, SendMissedCallMessage{desk.call(3), TemplateId{8}}).then_refused(template_is_unknown);
  desk.when(operator_3, SendMissedCallMessage{desk.call(3), {}, {{"name", "x"}}})
      .then_refused(variable_is_surplus, "variables.name");
  desk.when(operator_3, SendMissedCallMessage{{99}}).then_refused(rules::not_found);
}

TEST_CASE("nobody is reminded of a survey that is in") {
  Desk desk;
  desk.when(system_actor, SendLastSurveyReminder{user_7, cycle_70}).then_among_others(any<SupportMessageRequested>());
  desk.when_idle().then_among_others(any<LastSurveyReminderMessageSent>(), logged(MESSAGE_SENT));
  CHECK(desk.last_facts() == R"({"type":"LAST_SURVEY_REMINDER","status":"SENT"})");
  CHECK(desk.gateway().sent.at(0).text == Rules{}.last_survey_reminder_text);
  desk.given(system_actor, CompleteLastOutbound{user_7, cycle_70});
  desk.when(operator_3, SendLastSurveyReminder{user_7, cycle_70}).then_refused(survey_is_completed, "user_cycle_id");
}

TEST_CASE("messages are refused in the order of the table") {
  Desk desk;
  desk.enrolled(8, 80, "2026-01-05");
  desk.when(operator_3, SendFreeTextMessage{{9}, cycle_70, ""}).then_refused(rules::not_found);
  desk.when(operator_3, SendFreeTextMessage{user_7, {80}, ""}).then_refused(cycle_of_another_user, "user_cycle_id");
  desk.when(operator_3, SendTemplateMessage{user_7, {80}, {8}, {}}).then_refused(cycle_of_another_user);
  desk.when(operator_3, SendLastSurveyReminder{user_7, {80}}).then_refused(cycle_of_another_user);
  desk.when(operator_3, SendFreeTextMessage{user_7, cycle_70, "\u200B"}).then_refused(content_is_blank, "text");
  desk.when(operator_3, SendFreeTextMessage{user_7, cycle_70, repeated(hangul, 2001)})
      .then_refused(free_text_is_too_long, "text");
  desk.when(operator_3, SendFreeTextMessage{user_7, cycle_70, repeated("a", 2001)})
      .then_refused(free_text_is_too_long, "text");
  desk.when(operator_3, SendFreeTextMessage{user_7, cycle_70, repeated("a", 2000)})
      .then_among_others(any<SupportMessageRequested>());
  desk.when(operator_3, SendFreeTextMessage{user_7, cycle_70, repeated(emoji, 1001)})
      .then_refused(text_is_longer_than_a_message, "text");
  desk.when(operator_3, SendFreeTextMessage{user_7, cycle_70, repeated(emoji, 1000)})
      .then_among_others(any<SupportMessageRequested>());
}

TEST_CASE("a message to nobody's telephone fails without a carrier, and the command succeeded") {
  Desk desk;
  desk.given(operator_3, UpdateUserContact{user_7, "Kim", Address{}, "Asia/Seoul"});
  desk.given(operator_3, SendMissedCallMessage{desk.call(1)});
  desk.when_idle().then_among_others(MissedCallMessageFailed{user_7, cycle_70, 1, desk.call(1), {1}, {}, "NO_ADDRESS"},
                                     logged(MESSAGE_SENT));
  CHECK(desk.gateway().sent.empty());
  CHECK(desk.row(UserMessageId{1}).status == FAILED);
  CHECK(desk.row(UserMessageId{1}).failure_reason == "NO_ADDRESS");
  CHECK(desk.last_facts() == R"({"type":"MISSED_CALL","status":"FAILED","reason":"NO_ADDRESS"})");
}

TEST_CASE("a message that failed is tried again, and a late success is told and logged") {
  Desk desk;
  refuse_all(desk);
  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "Hello"});
  desk.when_idle().then_among_others(SupportMessageFailed{user_7, cycle_70, 1, {1}, FREE_TEXT, {}, "VENDOR_SAYS_NO"},
                                     logged(MESSAGE_SENT));
  desk.gateway().on_send = [](auto const&) { return SendResult::accepted("v"); };
  desk.when(operator_4, RetrySupportMessage{{1}})
      .then(SupportMessageRetryRequested{user_7, cycle_70, 1, {1}}, any<messaging::DeadLetterRetried>())
      .then_answers(desk.row(UserMessageId{1}));
  CHECK(desk.row(UserMessageId{1}).status == RETRY_PENDING);
  desk.when(operator_4, RetrySupportMessage{{1}}).then_nothing();
  desk.when_idle().then_among_others(FreeTextMessageSent{user_7, cycle_70, 1, {1}}, logged(MESSAGE_SENT));
  CHECK(desk.row(UserMessageId{1}).status == SENT);
  desk.when(operator_3, RetrySupportMessage{{1}}).then_refused(message_was_sent, "message_id");
  desk.when(operator_3, CancelSupportMessage{{1}}).then_refused(message_was_sent, "message_id");
  desk.when(operator_3, RetrySupportMessage{{2}}).then_refused(rules::not_found);
  desk.when(operator_3, CancelSupportMessage{{2}}).then_refused(rules::not_found);
}

TEST_CASE("a message that waits is stopped, and nothing goes out") {
  Desk desk;
  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "Hello"});
  desk.when(operator_3, CancelSupportMessage{{1}})
      .then(SupportMessageCancelRequested{user_7, cycle_70, 1, {1}}, any<messaging::MessageCancelled>(),
            SupportMessageFailed{user_7, cycle_70, 1, {1}, FREE_TEXT, {}, "CANCELLED"}, logged(MESSAGE_SENT))
      .then_answers(desk.row(UserMessageId{1}));
  desk.when(operator_3, CancelSupportMessage{{1}}).then_nothing();
  // It is stopped for good.
  desk.when(operator_3, RetrySupportMessage{{1}}).then_nothing();
  CHECK(desk.row(UserMessageId{1}).status == FAILED);
  desk.when_idle();
  CHECK(desk.gateway().sent.empty());
}

TEST_CASE("a message that bounces after all has failed") {
  Desk desk;
  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "Hello"}).when_idle();
  auto const key = desk.gateway().sent.at(0).key;
  desk.when(system_actor, messaging::RecordReceipt{key, messaging::Receipt::BOUNCED, "BOUNCED"})
      .then_among_others(any<messaging::MessageFailed>(), any<SupportMessageFailed>(), logged(MESSAGE_SENT));
  CHECK(desk.row(UserMessageId{1}).status == FAILED);
}

TEST_CASE("an arrived message was sent: nothing new for the desk") {
  Desk desk;
  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "Hello"}).when_idle();
  auto const key = desk.gateway().sent.at(0).key;
  desk.when(system_actor, messaging::RecordReceipt{key, messaging::Receipt::DELIVERED, {}})
      .then(any<messaging::MessageDelivered>());
  CHECK(desk.row(UserMessageId{1}).status == SENT);
}

TEST_CASE("an outcome of a message that the desk does not have is refused, after the actor") {
  Desk desk;
  desk.when(system_actor, RecordMessageOutcome{{99}, SENT}).then_refused(rules::not_found, "message_id");
  desk.when(operator_3, RecordMessageOutcome{{99}, SENT}).then_refused(rules::actor_not_allowed);
  desk.given(operator_3, SendFreeTextMessage{user_7, cycle_70, "Hello"});
  desk.when(system_actor, RecordMessageOutcome{{1}, RETRY_PENDING}).then_nothing();
}

TEST_CASE("a message that a host asked for under a name of the desk's goes out, though the desk does not have it") {
  Desk desk;
  messaging::RequestMessage foreign;
  foreign.dedup_key = "support:99";
  foreign.purpose = "support.free_text";
  foreign.recipient_id = user_7.value;
  foreign.steps = {messaging::Channel::SMS};
  foreign.text = "hello";
  desk.given(system_actor, foreign);
  desk.when_idle().then_among_others(any<messaging::MessageSent>());
  CHECK(desk.gateway().sent.size() == 1);
}

TEST_CASE("a text of more characters than the desk takes is too long, whatever a message would hold") {
  Desk desk;
  auto const send = [&](std::string const& text) -> testing::Scenario& {
    return desk.when(operator_3, SendFreeTextMessage{user_7, cycle_70, text});
  };
  send(repeated(hangul, 2001)).then_refused(free_text_is_too_long, "text");
  send(repeated(hangul, 2000)).then_refused(text_is_longer_than_a_message, "text");
  send(repeated(hangul, 1001)).then_refused(text_is_longer_than_a_message, "text");
  send(repeated(hangul, 1000)).then_among_others(any<SupportMessageRequested>());
  send(repeated("a", 2000)).then_among_others(any<SupportMessageRequested>());
  auto const refused = desk.engine().execute(SendFreeTextMessage{user_7, cycle_70, repeated(hangul, 1001)}, operator_3,
                                             {.at = desk.now()});
  CHECK(refused.error().number() == 4104);
  CHECK(refused.error().value() == "2002");
}

TEST_CASE("a template's text, and the host's own, are measured too") {
  Rules rules;
  rules.missed_call_text = repeated(hangul, 1001);
  Desk desk{rules};
  define_greeting(desk);
  desk.when(operator_3, SendTemplateMessage{user_7, cycle_70, {9}, {{"name", repeated("a", 1995)}}})
      .then_refused(text_is_longer_than_a_message, "template_id");
  desk.when(operator_3, SendTemplateMessage{user_7, cycle_70, {9}, {{"name", repeated("a", 1994)}}})
      .then_among_others(any<SupportMessageRequested>());
  desk.when(operator_3, SendLastSurveyReminder{user_7, cycle_70, TemplateId{9}, {{"name", repeated("a", 1995)}}})
      .then_refused(text_is_longer_than_a_message, "template_id");
  desk.when(operator_3, SendMissedCallMessage{desk.call(1)}).then_refused(text_is_longer_than_a_message, "template_id");
}

TEST_CASE("a host may say it in other words") {
  Rules rules;
  rules.missed_call_text = "전화드렸습니다.";
  Desk desk{rules};
  desk.given(operator_3, SendMissedCallMessage{desk.call(1)});
  CHECK(desk.row(UserMessageId{1}).content == "전화드렸습니다.");
}

TEST_CASE("a reminder of a survey that is in is refused before its template is looked up") {
  Desk desk;
  desk.given(system_actor, CompleteLastOutbound{user_7, cycle_70});
  desk.when(operator_3, SendLastSurveyReminder{user_7, cycle_70, TemplateId{8}, {}})
      .then_refused(survey_is_completed, "user_cycle_id");
}

TEST_CASE("a refusal of a text tells its length, that of a variable its name, and neither the words") {
  Desk desk;
  define_greeting(desk);
  auto const secret = repeated("secret", 400);
  auto const check = [&](auto const& command, Rule const& rule, std::string_view field,
                         std::optional<std::string> const& told) {
    auto const refused = desk.engine().execute(command, operator_3, {.at = desk.now()});
    CHECK_REFUSED(refused, rule);
    CHECK(refused.error().field() == field);
    CHECK(refused.error().value() == told);
    CHECK(refused.error().message().find("secret") == std::string::npos);
  };
  check(SendFreeTextMessage{user_7, cycle_70, secret}, free_text_is_too_long, "text", "2400");
  check(SendTemplateMessage{user_7, cycle_70, {9}, {{"name", "Kim"}, {"age", "secret"}}}, variable_is_surplus,
        "variables.age", {});
  check(SendMissedCallMessage{desk.call(1), {}, {{"age", "secret"}}}, variable_is_surplus, "variables.age", {});
  check(SendTemplateMessage{user_7, cycle_70, {9}, {{"nickname", "secret"}}}, variable_is_missing, "variables.name",
        {});
}

}  // namespace lilac::support

// What the lines of the support log are about, and what those about messages say.
#include "support/desk.hpp"

namespace lilac::support {

using enum UserSupportLogType;
using enum UserSupportMessageType;
using messaging::SendResult;

namespace {

/// A desk with a template 9, which says "Hello", and one message that went out before.
struct MessageDesk : Desk {
  MessageDesk() {
    messaging::DefineTemplate define;
    define.template_id = {9};
    define.channel = messaging::Channel::SMS;
    define.locale = "en";
    define.body = "Hello";
    given(admin(1), define);
    given(operator_3, SendFreeTextMessage{user_7, cycle_70, "An earlier one"}).when_idle();
  }
  /// Asks for message 2, and lets the carrier take it or refuse it.
  void send(UserSupportMessageType type, std::optional<TemplateId> by, bool taken) {
    if (!taken) {
      gateway().on_send = [](auto const&) {
        return SendResult::rejected(messaging::FailureKind::PERMANENT, "VENDOR_SAYS_NO");
      };
    }
    ask_for(type, by);
    when_idle();
  }

 private:
  void ask_for(UserSupportMessageType type, std::optional<TemplateId> by) {
    switch (type) {
      case TEMPLATE:
        given(operator_3, SendTemplateMessage{user_7, cycle_70, by.value(), {}});
        return;
      case FREE_TEXT:
        given(operator_3, SendFreeTextMessage{user_7, cycle_70, "Hello"});
        return;
      case MISSED_CALL:
        given(operator_3, SendMissedCallMessage{call(1), by, {}});
        return;
      case LAST_SURVEY_REMINDER:
        given(operator_3, SendLastSurveyReminder{user_7, cycle_70, by, {}});
        return;
    }
  }
};

struct Sending {
  UserSupportMessageType type;
  std::optional<TemplateId> by;
  char const* line_when_sent;
  char const* line_when_failed;
};
Sending const sendings[] = {
    {TEMPLATE, TemplateId{9},  //
     R"({"type":"TEMPLATE","status":"SENT","template_id":9})",
     R"({"type":"TEMPLATE","status":"FAILED","template_id":9,"reason":"VENDOR_SAYS_NO"})"},
    {FREE_TEXT, std::nullopt,  //
     R"({"type":"FREE_TEXT","status":"SENT"})", R"({"type":"FREE_TEXT","status":"FAILED","reason":"VENDOR_SAYS_NO"})"},
    {MISSED_CALL, TemplateId{9},  //
     R"({"type":"MISSED_CALL","status":"SENT","template_id":9})",
     R"({"type":"MISSED_CALL","status":"FAILED","template_id":9,"reason":"VENDOR_SAYS_NO"})"},
    {MISSED_CALL, std::nullopt,  //
     R"({"type":"MISSED_CALL","status":"SENT"})",
     R"({"type":"MISSED_CALL","status":"FAILED","reason":"VENDOR_SAYS_NO"})"},
    {LAST_SURVEY_REMINDER, TemplateId{9},  //
     R"({"type":"LAST_SURVEY_REMINDER","status":"SENT","template_id":9})",
     R"({"type":"LAST_SURVEY_REMINDER","status":"FAILED","template_id":9,"reason":"VENDOR_SAYS_NO"})"},
    {LAST_SURVEY_REMINDER, std::nullopt,  //
     R"({"type":"LAST_SURVEY_REMINDER","status":"SENT"})",
     R"({"type":"LAST_SURVEY_REMINDER","status":"FAILED","reason":"VENDOR_SAYS_NO"})"},
};

}  // namespace

TEST_CASE("a line about a message says its type, what became of it, its template if it has one, and why it failed") {
  for (auto const& sending : sendings) {
    MessageDesk taken, refused;
    taken.send(sending.type, sending.by, true);
    CHECK(taken.last_facts() == sending.line_when_sent);
    refused.send(sending.type, sending.by, false);
    CHECK(refused.last_facts() == sending.line_when_failed);
  }
}

TEST_CASE("a line about a message is about that message, however it ended") {
  for (auto const& sending : sendings) {
    CAPTURE(sending.line_when_sent);
    for (auto const taken : {true, false}) {
      CAPTURE(taken);
      MessageDesk desk;
      desk.send(sending.type, sending.by, taken);
      CHECK(desk.last_line().type == MESSAGE_SENT);
      CHECK(desk.last_line().relation_id == 2);
    }
  }
}

TEST_CASE("a line about a call is about that call, whatever happened to it") {
  Desk desk;
  auto const call = desk.call(2);
  auto const contact = instant("2026-01-19T10:00+09:00");
  auto const status_line = logged(OUTBOUND_STATUS_CHANGE, call.value);
  auto const schedule_line = logged(CONTACT_SCHEDULE_CHANGE, call.value);
  desk.when(operator_3, RecordOutboundSchedule{call, contact}).then_among_others(schedule_line);
  desk.when(operator_3, CancelOutboundSchedule{call}).then_among_others(schedule_line);
  desk.when(operator_3, RecordOutboundSchedule{call, contact}).then_among_others(schedule_line);
  desk.when(operator_3, CompleteOutbound{call}).then_among_others(status_line);
  desk.when(operator_3, WithdrawOutbound{call}).then_among_others(status_line, schedule_line);
  desk.when(operator_3, SkipOutbound{call}).then_among_others(status_line);
  desk.when(system_actor, CompleteLastOutbound{user_7, cycle_70})
      .then_among_others(logged(OUTBOUND_STATUS_CHANGE, desk.call(3).value));
}

TEST_CASE("a line about a memo is about that memo, from its creation on") {
  Desk desk;
  desk.given(operator_3, CreateMemo{user_7, cycle_70, "an earlier one"});
  desk.when(operator_3, CreateMemo{user_7, cycle_70, "call after six"}).then_among_others(logged(MEMO, 2));
  desk.when(operator_3, UpdateMemo{{2}, "call after seven"}).then_among_others(logged(MEMO, 2));
}

TEST_CASE("a line about an issue is about that issue, from its registration on") {
  Desk desk;
  desk.given(operator_3, CreateIssue{user_7, cycle_70, "an earlier one"});
  desk.when(operator_3, CreateIssue{user_7, cycle_70, "cannot log in"}).then_among_others(logged(ISSUE, 2));
  desk.when(operator_3, UpdateIssue{{2}, "cannot log in at all"}).then_among_others(logged(ISSUE, 2));
  desk.when(operator_4, ChangeIssueStatus{{2}, UserSupportIssueStatus::RESOLVED}).then_among_others(logged(ISSUE, 2));
}

TEST_CASE("a line about a hospital or a doctor is about the user") {
  Desk desk;
  desk.when(operator_3, UpdateUserSite{user_7, {6}}).then_among_others(logged(SITE_UPDATE, user_7.value));
  desk.when(operator_3, UpdateUserMd{user_7, {1}}).then_among_others(logged(ACCOUNT_UPDATED, user_7.value));
  desk.when(operator_3, DeleteUserMd{user_7}).then_among_others(logged(ACCOUNT_DELETED, user_7.value));
}

}  // namespace lilac::support

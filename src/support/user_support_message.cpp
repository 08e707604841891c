#include "lilac/support/user_support_message.hpp"

#include "support/content.hpp"

namespace lilac::support {

using enum UserSupportMessageType;
using enum UserSupportMessageStatus;

namespace {

MessageOutcome sent(UserSupportMessage const& message, std::int32_t today) {
  switch (message.message_type) {
    case TEMPLATE:
      return TemplateMessageSent{message.user_id, message.user_cycle_id, today, message.id, message.template_id};
    case FREE_TEXT:
      return FreeTextMessageSent{message.user_id, message.user_cycle_id, today, message.id};
    case MISSED_CALL:
      return MissedCallMessageSent{message.user_id, message.user_cycle_id,
                                   today,           message.user_outbound_id.value_or(UserOutboundPlanId{}),
                                   message.id,      message.template_id};
    case LAST_SURVEY_REMINDER:
      return LastSurveyReminderMessageSent{message.user_id, message.user_cycle_id, today, message.id,
                                           message.template_id};
  }
  return {};
}

MessageOutcome failed(UserSupportMessage const& message, std::int32_t today) {
  auto reason = message.failure_reason.value_or("");
  if (message.message_type == MISSED_CALL) {
    return MissedCallMessageFailed{message.user_id,
                                   message.user_cycle_id,
                                   today,
                                   message.user_outbound_id.value_or(UserOutboundPlanId{}),
                                   message.id,
                                   message.template_id,
                                   std::move(reason)};
  }
  return SupportMessageFailed{message.user_id,     message.user_cycle_id, today, message.id, message.message_type,
                              message.template_id, std::move(reason)};
}

}  // namespace

SupportMessageRequested UserSupportMessage::send_template_message(CycleDay const& on, MessageContent message,
                                                                  Actor const& by, Instant now) {
  return request(TEMPLATE, on, std::nullopt, std::move(message), by, now);
}

result<SupportMessageRequested> UserSupportMessage::send_free_text_message(CycleDay const& on, PersonalText text,
                                                                           Actor const& by, Instant now,
                                                                           Rules const& rules) {
  BOOST_OUTCOME_TRY(check_content(text, "text", rules.longest_free_text, free_text_is_too_long));
  return request(FREE_TEXT, on, std::nullopt, {std::nullopt, {}, std::move(text)}, by, now);
}

SupportMessageRequested UserSupportMessage::send_missed_call_message(CycleDay const& on, UserOutboundPlanId call,
                                                                     MessageContent message, Actor const& by,
                                                                     Instant now) {
  return request(MISSED_CALL, on, call, std::move(message), by, now);
}

SupportMessageRequested UserSupportMessage::send_last_survey_reminder(CycleDay const& on, MessageContent message,
                                                                      Actor const& by, Instant now) {
  return request(LAST_SURVEY_REMINDER, on, std::nullopt, std::move(message), by, now);
}

SupportMessageRequested UserSupportMessage::request(UserSupportMessageType type, CycleDay const& on,
                                                    std::optional<UserOutboundPlanId> call, MessageContent message,
                                                    Actor const& by, Instant now) {
  user_id = on.user_id;
  user_cycle_id = on.user_cycle_id;
  user_outbound_id = call;
  message_type = type;
  template_id = message.template_id;
  content = std::move(message.text);
  status = RETRY_PENDING;
  created_by = OperatorId{by.kind == ActorKind::OperationUser ? by.id : 0};
  created_at = updated_at = now;
  SupportMessageRequested requested{user_id,     user_cycle_id, on.day_index, id,
                                    call,        message_type,  template_id,  std::move(message.variables),
                                    std::nullopt};
  if (!template_id) requested.text = content;
  return requested;
}

result<std::optional<SupportMessageCancelRequested>> UserSupportMessage::cancel(std::int32_t today) const {
  // What was sent cannot be taken back.
  if (status == SENT) return refuse(message_was_sent, field("message_id"), value(id.value));
  if (status == FAILED) return std::optional<SupportMessageCancelRequested>{};
  return std::optional{SupportMessageCancelRequested{user_id, user_cycle_id, today, id}};
}

result<std::optional<SupportMessageRetryRequested>> UserSupportMessage::retry(std::int32_t today) const {
  // What was sent is not sent twice.
  if (status == SENT) return refuse(message_was_sent, field("message_id"), value(id.value));
  // What is on its way, was stopped or came too late is not tried again.
  if (status == RETRY_PENDING || has_ended_for_good()) return std::optional<SupportMessageRetryRequested>{};
  return std::optional{SupportMessageRetryRequested{user_id, user_cycle_id, today, id}};
}

bool UserSupportMessage::has_ended_for_good() const {
  return failure_reason == reason_cancelled || failure_reason == reason_expired || failure_reason == reason_suppressed;
}

bool UserSupportMessage::record_outcome(UserSupportMessageStatus outcome, std::optional<std::string> reason,
                                        std::int32_t today, Instant now, MessageOutcome& event) {
  if (status == outcome) return false;
  status = outcome;
  failure_reason = outcome == FAILED ? std::move(reason) : std::nullopt;
  updated_at = now;
  if (status == SENT) event = sent(*this, today);
  if (status == FAILED) event = failed(*this, today);
  return true;
}

}  // namespace lilac::support

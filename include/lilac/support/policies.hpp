// The lilac stickies of the desk: whenever this happened, then that is done (000 §2).
//
// All run in the transaction of what happened, as System and on behalf of whoever acted: a completed call without its
// log line cannot exist. The table at the end is everything that happens by itself; its order is the order in which it
// happens.
#pragma once

#include <charconv>

#include "lilac/engine/policy.hpp"
#include "lilac/messaging/commands.hpp"
#include "lilac/messaging/events.hpp"
#include "lilac/support/bridges.hpp"
#include "lilac/support/commands.hpp"
#include "lilac/support/ports.hpp"

namespace lilac::support {

// ── Everything is written down ───────────────────────────────────────────────────────────────────────────────────────

/// The line about an event: whom it is about and on which day is the event's own.
template <class E>
RecordSupportLog line_about(E const& e, UserSupportLogType type, std::int64_t relation_id, LogFacts facts) {
  return {e.user_id, e.user_cycle_id, e.day_index, type, relation_id, std::move(facts)};
}

// OUTBOUND_STATUS_CHANGE {from, to, reason?}, about the call

inline RecordSupportLog log_completed_call(OutboundCompleted const& e) {
  return line_about(e, UserSupportLogType::OUTBOUND_STATUS_CHANGE, e.user_outbound_id.value,
                    {.from = "PENDING", .to = "COMPLETED"});
}
inline RecordSupportLog log_skipped_call(OutboundSkipped const& e) {
  return line_about(e, UserSupportLogType::OUTBOUND_STATUS_CHANGE, e.user_outbound_id.value,
                    {.from = "PENDING", .to = "SKIPPED", .reason = e.reason});
}
inline RecordSupportLog log_withdrawn_call(OutboundWithdrawn const& e) {
  return line_about(e, UserSupportLogType::OUTBOUND_STATUS_CHANGE, e.user_outbound_id.value,
                    {.from = word(e.from), .to = "PENDING", .reason = e.reason});
}
inline RecordSupportLog log_auto_completed_call(LastOutboundAutoCompleted const& e) {
  return line_about(e, UserSupportLogType::OUTBOUND_STATUS_CHANGE, e.user_outbound_id.value,
                    {.from = "PENDING", .to = "COMPLETED"});
}

// CONTACT_SCHEDULE_CHANGE {from?, to?}, about the call

inline RecordSupportLog log_recorded_schedule(OutboundScheduleRecorded const& e) {
  LogFacts facts{.to = to_text(e.schedule_at)};
  if (e.previous) facts.from = to_text(*e.previous);
  return line_about(e, UserSupportLogType::CONTACT_SCHEDULE_CHANGE, e.user_outbound_id.value, std::move(facts));
}
inline RecordSupportLog log_canceled_schedule(OutboundScheduleCanceled const& e) {
  return line_about(e, UserSupportLogType::CONTACT_SCHEDULE_CHANGE, e.user_outbound_id.value,
                    {.from = to_text(e.schedule_at)});
}

// MEMO {before?, after}, about the memo

inline RecordSupportLog log_created_memo(UserMemoCreated const& e) {
  return line_about(e, UserSupportLogType::MEMO, e.memo_id.value, {.after = e.memo});
}
inline RecordSupportLog log_updated_memo(UserMemoUpdated const& e) {
  return line_about(e, UserSupportLogType::MEMO, e.memo_id.value, {.before = e.before, .after = e.memo});
}

// ISSUE {before?, after?, from?, to?, reason?}, about the issue

inline RecordSupportLog log_created_issue(UserIssueCreated const& e) {
  return line_about(e, UserSupportLogType::ISSUE, e.issue_id.value, {.after = e.issue});
}
inline RecordSupportLog log_updated_issue(UserIssueUpdated const& e) {
  return line_about(e, UserSupportLogType::ISSUE, e.issue_id.value, {.before = e.before, .after = e.issue});
}
inline RecordSupportLog log_issue_status(UserIssueStatusChanged const& e) {
  return line_about(e, UserSupportLogType::ISSUE, e.issue_id.value,
                    {.from = word(e.from), .to = word(e.to), .reason = e.reason});
}

// SITE_UPDATE {from, to} and ACCOUNT_… {md_from?, md_to?}, about the user

inline RecordSupportLog log_updated_site(UserSiteUpdated const& e) {
  return line_about(e, UserSupportLogType::SITE_UPDATE, e.user_id.value, {.site_from = e.from, .site_to = e.to});
}
inline RecordSupportLog log_updated_md(UserMdUpdateRequested const& e) {
  return line_about(e, UserSupportLogType::ACCOUNT_UPDATED, e.user_id.value, {.md_from = e.from, .md_to = e.to});
}
inline RecordSupportLog log_deleted_md(UserMdDeleteRequested const& e) {
  return line_about(e, UserSupportLogType::ACCOUNT_DELETED, e.user_id.value, {.md_from = e.from});
}

// MESSAGE_SENT {type, status, template_id?, reason?}, about the message

inline RecordSupportLog log_sent_template_message(TemplateMessageSent const& e) {
  return line_about(e, UserSupportLogType::MESSAGE_SENT, e.message_id.value,
                    {.message_type = UserSupportMessageType::TEMPLATE,
                     .status = UserSupportMessageStatus::SENT,
                     .template_id = e.template_id});
}
inline RecordSupportLog log_sent_free_text_message(FreeTextMessageSent const& e) {
  return line_about(e, UserSupportLogType::MESSAGE_SENT, e.message_id.value,
                    {.message_type = UserSupportMessageType::FREE_TEXT, .status = UserSupportMessageStatus::SENT});
}
inline RecordSupportLog log_sent_missed_call_message(MissedCallMessageSent const& e) {
  return line_about(e, UserSupportLogType::MESSAGE_SENT, e.message_id.value,
                    {.message_type = UserSupportMessageType::MISSED_CALL,
                     .status = UserSupportMessageStatus::SENT,
                     .template_id = e.template_id});
}
inline RecordSupportLog log_sent_last_survey_reminder(LastSurveyReminderMessageSent const& e) {
  return line_about(e, UserSupportLogType::MESSAGE_SENT, e.message_id.value,
                    {.message_type = UserSupportMessageType::LAST_SURVEY_REMINDER,
                     .status = UserSupportMessageStatus::SENT,
                     .template_id = e.template_id});
}
inline RecordSupportLog log_failed_missed_call_message(MissedCallMessageFailed const& e) {
  return line_about(e, UserSupportLogType::MESSAGE_SENT, e.message_id.value,
                    {.message_type = UserSupportMessageType::MISSED_CALL,
                     .status = UserSupportMessageStatus::FAILED,
                     .template_id = e.template_id,
                     .reason = e.reason});
}
inline RecordSupportLog log_failed_message(SupportMessageFailed const& e) {
  return line_about(e, UserSupportLogType::MESSAGE_SENT, e.message_id.value,
                    {.message_type = e.message_type,
                     .status = UserSupportMessageStatus::FAILED,
                     .template_id = e.template_id,
                     .reason = e.reason});
}

// ── Calls ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Whenever a call is withdrawn, its contact schedule is cancelled.
inline CancelOutboundSchedule cancel_schedule_of_withdrawn_call(OutboundWithdrawn const& e) {
  return {e.user_outbound_id};
}

/// Whenever the last survey is in, the last call completes itself.
inline CompleteLastOutbound complete_last_call_on_survey(LastSurveyCompleted const& e) {
  return {e.user_id, e.user_cycle_id};
}

// ── Messages go out through messaging ────────────────────────────────────────────────────────────────────────────────

/// By these messaging knows a message of the desk: asked twice it sends once, and its outcome finds back.
inline std::string dedup_key_of(UserMessageId message) { return "support:" + std::to_string(message.value); }
inline char const* purpose_of(UserSupportMessageType type) {
  switch (type) {
    case UserSupportMessageType::TEMPLATE:
      return "support.template";
    case UserSupportMessageType::FREE_TEXT:
      return "support.free_text";
    case UserSupportMessageType::MISSED_CALL:
      return "support.missed_call";
    case UserSupportMessageType::LAST_SURVEY_REMINDER:
      return "support.last_survey_reminder";
  }
  return "support";
}

/// Whenever a message is asked for, messaging is to send it.
inline messaging::RequestMessage request_message(SupportMessageRequested const& e) {
  messaging::RequestMessage request{};
  request.dedup_key = dedup_key_of(e.message_id);
  request.purpose = purpose_of(e.message_type);
  request.recipient_id = e.user_id.value;
  request.recipient_kind = PersonKind::user;
  request.steps.assign(message_steps.begin(), message_steps.end());
  if (e.template_id) request.template_id = messaging::TemplateId{e.template_id->value};
  request.variables = e.variables;
  request.text = e.text;
  return request;
}
/// Whenever somebody wants a message stopped, messaging stops it if it still can.
inline messaging::CancelMessage cancel_message(SupportMessageCancelRequested const& e) {
  return {.message_id = {}, .dedup_key = dedup_key_of(e.message_id)};
}
/// Whenever somebody wants a failed message tried again, messaging does.
inline messaging::RetryDeadLetter retry_message(SupportMessageRetryRequested const& e) {
  return {.message_id = {}, .dedup_key = dedup_key_of(e.message_id)};
}

// Whenever messaging knows more about a message of ours, the desk does too. Messages of others are none of its
// business.

/// The desk's message that one of messaging's events is about, or nothing.
inline std::optional<UserMessageId> message_of(std::string_view purpose, std::string_view dedup_key) {
  constexpr std::string_view our_purpose = "support.", our_key = "support:";
  if (!purpose.starts_with(our_purpose) || !dedup_key.starts_with(our_key)) return std::nullopt;
  auto const digits = dedup_key.substr(our_key.size());
  UserMessageId message{};
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), message.value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  if (dedup_key_of(message) != dedup_key) return std::nullopt;  // another spelling is another message
  return message;
}
/// Nothing for a message that the desk does not have: a host may have asked for it under a name of ours before we do,
/// and that must not stop its outcomes.
template <class E>
result<std::optional<RecordMessageOutcome>> outcome_of(E const& e, Reader& reader, UserSupportMessageStatus status,
                                                       std::optional<std::string> reason = {}) {
  auto const message = message_of(e.purpose, e.dedup_key);
  if (!message) return std::optional<RecordMessageOutcome>{};
  BOOST_OUTCOME_TRY(auto const* ours, reader.find(*message));
  if (ours == nullptr) return std::optional<RecordMessageOutcome>{};
  return std::optional{RecordMessageOutcome{*message, status, std::move(reason)}};
}

using HeardOutcome = result<std::optional<RecordMessageOutcome>>;

inline HeardOutcome record_sent_message(messaging::MessageSent const& e, Reader& reader) {
  return outcome_of(e, reader, UserSupportMessageStatus::SENT);
}
inline HeardOutcome record_delivered_message(messaging::MessageDelivered const& e, Reader& reader) {
  return outcome_of(e, reader, UserSupportMessageStatus::SENT);
}
inline HeardOutcome record_failed_message(messaging::MessageFailed const& e, Reader& reader) {
  return outcome_of(e, reader, UserSupportMessageStatus::FAILED, e.reason);
}
inline HeardOutcome record_expired_message(messaging::MessageExpired const& e, Reader& reader) {
  return outcome_of(e, reader, UserSupportMessageStatus::FAILED, reason_expired);
}
inline HeardOutcome record_cancelled_message(messaging::MessageCancelled const& e, Reader& reader) {
  return outcome_of(e, reader, UserSupportMessageStatus::FAILED, reason_cancelled);
}
inline HeardOutcome record_suppressed_message(messaging::MessageSuppressed const& e, Reader& reader) {
  return outcome_of(e, reader, UserSupportMessageStatus::FAILED, reason_suppressed);
}
/// It bounced, and goes out by another channel.
inline HeardOutcome record_redirected_message(messaging::ChannelFellBack const& e, Reader& reader) {
  return outcome_of(e, reader, UserSupportMessageStatus::RETRY_PENDING);
}
inline HeardOutcome record_retried_message(messaging::DeadLetterRetried const& e, Reader& reader) {
  return outcome_of(e, reader, UserSupportMessageStatus::RETRY_PENDING);
}

// ── The table ────────────────────────────────────────────────────────────────────────────────────────────────────────

inline constexpr PolicyInfo policies[] = {
    policy<&log_completed_call>("A completed call is logged"),
    policy<&log_skipped_call>("A skipped call is logged"),
    policy<&log_withdrawn_call>("A withdrawn call is logged"),
    policy<&log_auto_completed_call>("A call that the survey completed is logged"),
    policy<&log_recorded_schedule>("An appointment for a call is logged"),
    policy<&log_canceled_schedule>("A cancelled appointment is logged"),
    policy<&cancel_schedule_of_withdrawn_call>("A withdrawn call loses its appointment"),
    policy<&complete_last_call_on_survey>("The last survey completes the last call"),

    policy<&log_created_memo>("A memo is logged"),
    policy<&log_updated_memo>("An edit of a memo is logged"),
    policy<&log_created_issue>("An issue is logged"),
    policy<&log_updated_issue>("An edit of an issue is logged"),
    policy<&log_issue_status>("A change of an issue's status is logged"),

    policy<&log_updated_site>("A change of the prescribing hospital is logged"),
    policy<&log_updated_md>("A change of the prescribing doctor is logged"),
    policy<&log_deleted_md>("A removal of the prescribing doctor is logged"),
    deliver<&SiteContext::update_site>("The Site context hears of a user's new site"),
    deliver<&SiteContext::update_md>("The Site context hears of a user's new doctor"),
    deliver<&SiteContext::delete_md>("The Site context hears that a user's doctor was removed"),

    policy<&log_sent_template_message>("A sent template message is logged"),
    policy<&log_sent_free_text_message>("A sent free text is logged"),
    policy<&log_sent_missed_call_message>("A sent missed-call message is logged"),
    policy<&log_sent_last_survey_reminder>("A sent survey reminder is logged"),
    policy<&log_failed_missed_call_message>("A failed missed-call message is logged"),
    policy<&log_failed_message>("Any other failed message is logged"),
    policy<&request_message>("Messaging sends what the desk asks for"),
    policy<&cancel_message>("Messaging stops what the desk wants stopped"),
    policy<&retry_message>("Messaging tries again what the desk wants tried again"),
    policy<&record_sent_message>("A message of the desk that went out is sent"),
    policy<&record_delivered_message>("A message of the desk that arrived is sent"),
    policy<&record_failed_message>("A message of the desk that no channel carried has failed"),
    policy<&record_expired_message>("A message of the desk that came too late has failed"),
    policy<&record_cancelled_message>("A message of the desk that was stopped has failed"),
    policy<&record_suppressed_message>("A message of the desk that its user does not want has failed"),
    policy<&record_redirected_message>("A message of the desk that goes by another channel waits again"),
    policy<&record_retried_message>("A message of the desk that is tried again waits again"),
};

}  // namespace lilac::support

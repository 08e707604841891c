// How messages are asked for, and how their outcome comes back.
#include "lilac/support/bridges.hpp"
#include "lilac/support/handlers.hpp"
#include "lilac/support/ports.hpp"
#include "support/cycle_day.hpp"

namespace lilac::support {

namespace {

/// What a message says: its template's text, or the shipped one, which takes no variables.
result<MessageContent> content_of(Work& work, std::optional<TemplateId> template_id, Dictionary const& variables,
                                  std::string const& shipped_text) {
  if (template_id) {
    BOOST_OUTCOME_TRY(auto text, work.port<Templates>().render(work, *template_id, variables));
    BOOST_OUTCOME_TRY(check_fits_a_message(work.host(), text, "template_id"));
    return MessageContent{template_id, variables, std::move(text)};
  }
  if (!variables.empty()) return refuse(variable_is_surplus, field("variables." + variables.begin()->first));
  BOOST_OUTCOME_TRY(check_fits_a_message(work.host(), shipped_text, "template_id"));
  return MessageContent{std::nullopt, {}, shipped_text};
}

}  // namespace

result<UserSupportMessage> handle(Handling<SendTemplateMessage>& work, SendTemplateMessage const& command) {
  BOOST_OUTCOME_TRY(auto const on, day_of(work, command.user_id, command.user_cycle_id));
  BOOST_OUTCOME_TRY(auto content, content_of(work, command.template_id, command.variables, {}));
  BOOST_OUTCOME_TRY(auto* message, work.create<UserSupportMessage>());
  return work.save(*message, message->send_template_message(on, std::move(content), work.actor(), work.now()));
}

result<UserSupportMessage> handle(Handling<SendFreeTextMessage>& work, SendFreeTextMessage const& command) {
  BOOST_OUTCOME_TRY(auto const on, day_of(work, command.user_id, command.user_cycle_id));
  BOOST_OUTCOME_TRY(auto* message, work.create<UserSupportMessage>());
  BOOST_OUTCOME_TRY(auto requested,
                    message->send_free_text_message(on, command.text, work.actor(), work.now(), work.rules<Rules>()));
  BOOST_OUTCOME_TRY(check_fits_a_message(work.host(), message->content, "text"));
  return work.save(*message, std::move(requested));
}

result<UserSupportMessage> handle(Handling<SendMissedCallMessage>& work, SendMissedCallMessage const& command) {
  BOOST_OUTCOME_TRY(auto const* call, work.read(command.user_outbound_id));
  BOOST_OUTCOME_TRY(auto const on, day_of(work, call->user_id, call->user_cycle_id));
  // Who was reached did not miss the call.
  if (call->status == UserOutboundStatus::COMPLETED) {
    return refuse(call_already_completed, field("user_outbound_id"), value(call->id.value));
  }
  BOOST_OUTCOME_TRY(auto content,
                    content_of(work, command.template_id, command.variables, work.rules<Rules>().missed_call_text));
  BOOST_OUTCOME_TRY(auto* message, work.create<UserSupportMessage>());
  return work.save(*message,
                   message->send_missed_call_message(on, call->id, std::move(content), work.actor(), work.now()));
}

result<UserSupportMessage> handle(Handling<SendLastSurveyReminder>& work, SendLastSurveyReminder const& command) {
  BOOST_OUTCOME_TRY(auto const on, day_of(work, command.user_id, command.user_cycle_id));
  BOOST_OUTCOME_TRY(auto const* cycle, work.read(command.user_cycle_id));
  // Nobody is reminded of what they have done.
  if (cycle->survey_completed_at) return refuse(survey_is_completed, field("user_cycle_id"), value(cycle->id.value));
  BOOST_OUTCOME_TRY(auto content, content_of(work, command.template_id, command.variables,
                                             work.rules<Rules>().last_survey_reminder_text));
  BOOST_OUTCOME_TRY(auto* message, work.create<UserSupportMessage>());
  return work.save(*message, message->send_last_survey_reminder(on, std::move(content), work.actor(), work.now()));
}

result<UserSupportMessage> handle(Handling<CancelSupportMessage>& work, CancelSupportMessage const& command) {
  BOOST_OUTCOME_TRY(auto* message, work.load(command.message_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, message->user_cycle_id));
  BOOST_OUTCOME_TRY(auto const requested, message->cancel(today));
  if (!requested) return *message;
  return work.save(*message, *requested);
}

result<UserSupportMessage> handle(Handling<RetrySupportMessage>& work, RetrySupportMessage const& command) {
  BOOST_OUTCOME_TRY(auto* message, work.load(command.message_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, message->user_cycle_id));
  BOOST_OUTCOME_TRY(auto const requested, message->retry(today));
  if (!requested) return *message;
  return work.save(*message, *requested);
}

result<> handle(Handling<RecordMessageOutcome>& work, RecordMessageOutcome const& command) {
  BOOST_OUTCOME_TRY(auto* message, work.load(command.message_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, message->user_cycle_id));
  MessageOutcome heard;
  if (!message->record_outcome(command.status, command.reason, today, work.now(), heard)) return outcome::success();
  std::visit(
      [&]<class Event>(Event& event) {
        if constexpr (std::is_same_v<Event, std::monostate>)
          work.save(*message);
        else
          work.save(*message, std::move(event));
      },
      heard);
  return outcome::success();
}

}  // namespace lilac::support

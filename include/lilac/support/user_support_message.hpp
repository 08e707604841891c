// A message to a person, as the desk sees it. How it goes out is messaging's business.
#pragma once

#include <variant>

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/support/events.hpp"
#include "lilac/support/rules.hpp"

namespace lilac::support {

/// What a message says, and where that came from.
struct MessageContent {
  std::optional<TemplateId> template_id{};
  Dictionary variables{};
  PersonalText text{};  ///< as it reads when it is sent
};

/// Reasons of failures after which nothing can be sent any more.
inline constexpr char const* reason_cancelled = "CANCELLED";
inline constexpr char const* reason_expired = "EXPIRED";
inline constexpr char const* reason_suppressed = "SUPPRESSED";

/// What an outcome means for the desk; the first when nobody needs to hear of it.
using MessageOutcome = std::variant<std::monostate, TemplateMessageSent, FreeTextMessageSent, MissedCallMessageSent,
                                    LastSurveyReminderMessageSent, MissedCallMessageFailed, SupportMessageFailed>;

struct UserSupportMessage {
  UserMessageId id{};
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::optional<UserOutboundPlanId> user_outbound_id{};
  UserSupportMessageType message_type{};
  std::optional<TemplateId> template_id{};
  PersonalText content{};
  UserSupportMessageStatus status = UserSupportMessageStatus::RETRY_PENDING;
  std::optional<std::string> failure_reason{};  ///< a code
  OperatorId created_by{};                      ///< 0 when System asked
  Instant created_at{};
  Instant updated_at{};

  static constexpr std::uint16_t number = 2006;
  static constexpr auto methods = names("send_template_message", "send_free_text_message", "send_missed_call_message",
                                        "send_last_survey_reminder", "cancel", "retry", "record_outcome");
  struct find_by_user_id_and_user_cycle_id;
  struct find_by_outbound_id;
  using finders = types<find_by_user_id_and_user_cycle_id, find_by_outbound_id>;

  SupportMessageRequested send_template_message(CycleDay const& on, MessageContent content, Actor const& by,
                                                Instant now);
  /// Errors: content_is_blank, free_text_is_too_long.
  result<SupportMessageRequested> send_free_text_message(CycleDay const& on, PersonalText text, Actor const& by,
                                                         Instant now, Rules const& rules);
  SupportMessageRequested send_missed_call_message(CycleDay const& on, UserOutboundPlanId call, MessageContent content,
                                                   Actor const& by, Instant now);
  SupportMessageRequested send_last_survey_reminder(CycleDay const& on, MessageContent content, Actor const& by,
                                                    Instant now);

  /// Nothing when it has failed anyway. Errors: message_was_sent.
  result<std::optional<SupportMessageCancelRequested>> cancel(std::int32_t today) const;
  /// Nothing when it is on its way anyway, and when it was cancelled or has expired, which is for good.
  /// Errors: message_was_sent.
  result<std::optional<SupportMessageRetryRequested>> retry(std::int32_t today) const;
  /// True when the outcome says something new; then `event` tells what others should hear, if anything. A later success
  /// follows a failure, and a bounce a success: the latest word holds.
  bool record_outcome(UserSupportMessageStatus outcome, std::optional<std::string> reason, std::int32_t today,
                      Instant now, MessageOutcome& event);

 private:
  bool has_ended_for_good() const;
  SupportMessageRequested request(UserSupportMessageType type, CycleDay const& on,
                                  std::optional<UserOutboundPlanId> call, MessageContent message, Actor const& by,
                                  Instant now);
};
BOOST_DESCRIBE_STRUCT(UserSupportMessage, (),
                      (id, user_id, user_cycle_id, user_outbound_id, message_type, template_id, content, status,
                       failure_reason, created_by, created_at, updated_at))
/// Newest first.
struct UserSupportMessage::find_by_user_id_and_user_cycle_id
    : Index<&UserSupportMessage::user_id, &UserSupportMessage::user_cycle_id, desc<&UserSupportMessage::id>> {};
/// Newest first.
struct UserSupportMessage::find_by_outbound_id
    : Index<&UserSupportMessage::user_outbound_id, desc<&UserSupportMessage::id>> {};

}  // namespace lilac::support

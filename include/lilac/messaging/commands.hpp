#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lilac/messaging/channel_limits.hpp"
#include "lilac/messaging/events.hpp"
#include "lilac/messaging/message.hpp"
#include "lilac/messaging/outcome.hpp"
#include "lilac/messaging/ports.hpp"
#include "lilac/messaging/quiet_hours.hpp"
#include "lilac/messaging/template.hpp"

namespace lilac::messaging {

/// Which message a command was about, and where it stands.
struct MessageAnswer {
  MessageId message_id;
  MessageState state = MessageState::Accepted;
};
BOOST_DESCRIBE_STRUCT(MessageAnswer, (), (message_id, state))

/// Asks for one message to one person. The same dedup_key with the same request (purpose, recipient, template id,
/// variables, steps, free text) answers with the first message; with another request it is refused (4905).
/// Refused: dedup_key_is_reserved (to people), steps_are_empty, channel_is_repeated, content_must_be_one,
/// text_is_blank, variables_need_a_template, never_ready_before_expiry, dedup_key_reused, not_found for a template,
/// template_lacks_channel, variable_is_missing, variable_is_surplus, text_is_too_long, advertising_must_be_declared,
/// advertising_must_say_so.
struct RequestMessage {
  std::string dedup_key;  ///< with a colon in it, as `support:7`, it is a context's own: only System may use it
  std::string purpose;
  Category category = Category::TRANSACTIONAL;
  std::int64_t recipient_id = 0;
  std::vector<Channel> steps;             ///< tried in this order
  std::optional<TemplateId> template_id;  ///< its newest version is taken
  Dictionary variables;
  std::optional<PersonalText> text;  ///< in place of a template
  std::optional<Instant> earliest_at;
  std::optional<Instant> expires_at;
  std::optional<PersonKind> recipient_kind{};  ///< empty: a line for what billing asks for, else a user

  using reply = MessageAnswer;
  using publishes = events<MessageAccepted, MessageHeld, MessageSuppressed>;
  static constexpr std::uint16_t number = 1001;
  static constexpr auto actors = allow(ActorKind::System, ActorKind::OperationUser, ActorKind::Staff);
  static constexpr auto aliases = names("ReserveMessage");

  Person recipient() const;
};
BOOST_DESCRIBE_STRUCT(RequestMessage, (),
                      (dedup_key, purpose, category, recipient_id, steps, template_id, variables, text, earliest_at,
                       expires_at, recipient_kind))

/// Names the message by exactly one of its two names. When it cannot be cancelled any more a person is refused; System
/// then gets the state that holds, and the message is tried no more: not again, by no other channel, and not when it
/// bounces or somebody retries it. Refused: message_cannot_be_cancelled.
struct CancelMessage {
  std::optional<MessageId> message_id;
  std::optional<std::string> dedup_key;

  using reply = MessageAnswer;
  using publishes = events<MessageCancelled>;
  static constexpr std::uint16_t number = 1002;
  static constexpr auto actors = allow(ActorKind::System, ActorKind::OperationUser, ActorKind::Staff);
};
BOOST_DESCRIBE_STRUCT(CancelMessage, (), (message_id, dedup_key))

/// Sends a failed message again, from its first step. Names it like CancelMessage, and answers System like it: policies
/// of other contexts run as System. One whose further tries were cancelled stays as it is. Refused:
/// message_is_not_a_dead_letter, message_is_not_to_be_retried.
struct RetryDeadLetter {
  std::optional<MessageId> message_id;
  std::optional<std::string> dedup_key;

  using reply = MessageAnswer;
  using publishes = events<DeadLetterRetried>;
  static constexpr std::uint16_t number = 1003;
  static constexpr auto actors = allow(ActorKind::System, ActorKind::Admin, ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(RetryDeadLetter, (), (message_id, dedup_key))

/// Adds a version. The same content as the channel's newest version answers with that version, and nothing is added.
/// Refused: body_is_blank, variable_is_declared_twice, placeholder_is_malformed, placeholder_is_not_declared,
/// variable_is_not_used.
struct DefineTemplate {
  TemplateId template_id;
  Channel channel = Channel::EMAIL;
  Category category = Category::TRANSACTIONAL;
  std::string locale;
  std::string subject;
  std::string body;
  std::vector<std::string> variables;

  using reply = TemplateVersion;
  using publishes = events<TemplateDefined>;
  static constexpr std::uint16_t number = 1004;
  static constexpr auto actors = allow(ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(DefineTemplate, (), (template_id, channel, category, locale, subject, body, variables))

/// What one claim hands to the courier.
struct Claim {
  std::vector<OutgoingMessage> to_send;  ///< in the order of release
  std::vector<StatusQuestion> to_ask;
  std::int32_t changed = 0;  ///< messages that the claim moved, claimed ones included
};
BOOST_DESCRIBE_STRUCT(Claim, (), (to_send, to_ask, changed))

/// Takes what is due: messages to send, outcomes to ask for. The commit counts the tries (ours).
struct ClaimMessages {
  std::int32_t limit = 0;  ///< of each of the two; at most Rules::claim_size

  using reply = Claim;
  using publishes = events<MessageAttempted, MessageAttemptFailed, ChannelFellBack, MessageHeld, MessageSuppressed,
                           MessageExpired, MessageFailed>;
  static constexpr std::uint16_t number = 1005;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(ClaimMessages, (), (limit))

/// Never refused for a state: an outcome that says nothing new changes nothing.
struct RecordSendOutcomes {
  std::vector<SendOutcome> outcomes;

  using reply = void;
  using publishes = events<MessageSent, MessageAttemptFailed, ChannelFellBack, MessageHeld, MessageExpired,
                           MessageFailed, MessageCancelled, CircuitOpened, CircuitClosed>;
  static constexpr std::uint16_t number = 1006;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(RecordSendOutcomes, (), (outcomes))

enum class Receipt : std::uint8_t { DELIVERED, BOUNCED };
BOOST_DESCRIBE_ENUM(Receipt, DELIVERED, BOUNCED)

/// What the vendor reports later about a key. Nothing changes for a key of another generation or step, nor once the
/// message has ended otherwise. Errors: 4901 (key) for a message that is not there.
struct RecordReceipt {
  std::string key;  ///< the gateway key
  Receipt receipt = Receipt::DELIVERED;
  std::string reason;  ///< of a bounce: a code

  using reply = void;
  using publishes = events<MessageDelivered, MessageAttemptFailed, ChannelFellBack, MessageFailed, MessageCancelled>;
  static constexpr std::uint16_t number = 1007;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(RecordReceipt, (), (key, receipt, reason))

/// Sets all quiet hours of one owner; no windows end them. Messages that wait are judged by the new ones.
/// Refused: quiet_setting_is_of_another_owner, quiet_zone_is_unknown, window_is_not_a_time_of_day, too_little_is_open:
/// with all other owners' windows less than an hour of somebody's day would be left on some channel.
struct SetQuietHours {
  QuietOwner owner = QuietOwner::TENANT;
  std::optional<std::int64_t> recipient_id;  ///< of a recipient's, and of no other
  std::vector<QuietWindow> windows;
  std::string time_zone;                       ///< the tenant's: IANA name, for recipients without a known zone
  QuietMode mode = QuietMode::MANDATORY;       ///< the tenant's
  std::optional<bool> follows_tenant;          ///< a recipient's
  std::optional<PersonKind> recipient_kind{};  ///< of a recipient; empty: a user

  using reply = QuietHours;
  using publishes = events<QuietHoursSet>;
  static constexpr std::uint16_t number = 1008;
  static constexpr auto actors = allow(ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(SetQuietHours, (),
                      (owner, recipient_id, windows, time_zone, mode, follows_tenant, recipient_kind))

/// So many messages may go by a channel in each period. The bucket begins empty, now. Refused: limit_is_out_of_range.
struct SetChannelLimits {
  Channel channel = Channel::EMAIL;
  std::int32_t messages = 0;  ///< 0 ends the limit
  Duration period = std::chrono::seconds(1);
  std::int32_t burst = 0;  ///< at once, after a pause; 0: as many as `messages`

  using reply = ChannelLimits;
  using publishes = events<ChannelLimitsSet>;
  static constexpr std::uint16_t number = 1009;
  static constexpr auto actors = allow(ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(SetChannelLimits, (), (channel, messages, period, burst))

/// This person gets no messages of this kind any more, from the next claim on; a claim that was not committed before is
/// judged again. What is suppressed already stays as it is. Refused: only_for_oneself, for a customer who names
/// another, or a user or a line of the same number.
struct Suppress {
  std::int64_t recipient_id = 0;
  std::optional<Channel> channel;              ///< empty: all
  std::optional<Category> category;            ///< empty: all
  std::string reason;                          ///< a code, e.g. OPTED_OUT
  std::optional<PersonKind> recipient_kind{};  ///< empty: a user

  using reply = void;
  using publishes = events<RecipientSuppressed>;
  static constexpr std::uint16_t number = 1010;
  static constexpr auto actors = allow(ActorKind::Admin, ActorKind::Customer);
};
BOOST_DESCRIBE_STRUCT(Suppress, (), (recipient_id, channel, category, reason, recipient_kind))

/// This person gets such messages again. What was suppressed meanwhile stays so.
/// Refused: only_for_oneself, for a customer who names another.
struct Unsuppress {
  std::int64_t recipient_id = 0;
  std::optional<Channel> channel;              ///< empty: all
  std::optional<Category> category;            ///< empty: all
  std::optional<PersonKind> recipient_kind{};  ///< empty: a user

  using reply = void;
  using publishes = events<RecipientUnsuppressed>;
  static constexpr std::uint16_t number = 1011;
  static constexpr auto actors = allow(ActorKind::Admin, ActorKind::Customer);
};
BOOST_DESCRIBE_STRUCT(Unsuppress, (), (recipient_id, channel, category, recipient_kind))

}  // namespace lilac::messaging

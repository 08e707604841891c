// What happens to a message, in the order of its life. Every event names its message, purpose, recipient and dedup key,
// so that whoever asked recognises it; none carries a text or an address.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lilac/kernel/message.hpp"
#include "lilac/messaging/enums.hpp"
#include "lilac/messaging/ids.hpp"

namespace lilac::messaging {

/// Events of before kinds of persons were told: the recipient of what billing asked for is a line, any other is a user.
void tell_recipient_kind(boost::json::object& payload);

struct MessageAccepted {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  Category category = Category::TRANSACTIONAL;
  std::vector<Channel> steps;
  std::optional<TemplateId> template_id;
  std::optional<std::int32_t> template_version;
  PersonalDigest text_hash;
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1001;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageAccepted, (),
                      (message_id, purpose, recipient_id, dedup_key, category, steps, template_id, template_version,
                       text_hash, recipient_kind))

struct MessageHeld {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  std::optional<Instant> until;  ///< empty: until somebody decides
  HoldReason reason = HoldReason::RESERVED;
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1002;
  static constexpr std::int32_t version = 3;  ///< 2: also for QUIET_HOURS
  static constexpr std::array<Upcast, 1> upcasts{Upcast{2, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageHeld, (), (message_id, purpose, recipient_id, dedup_key, until, reason, recipient_kind))

/// The gateway is about to be called: the try counts from here on, whatever comes of it.
struct MessageAttempted {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  Channel channel = Channel::EMAIL;
  std::int32_t step = 0;
  std::int32_t attempt = 0;  ///< from 1, within the step
  std::int32_t generation = 0;
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1003;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageAttempted, (),
                      (message_id, purpose, recipient_id, dedup_key, channel, step, attempt, generation,
                       recipient_kind))

/// The gateway took it. Of `support.*` and the like: the message shows as sent.
struct MessageSent {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  Channel channel = Channel::EMAIL;
  bool possible_duplicate = false;
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1004;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageSent, (),
                      (message_id, purpose, recipient_id, dedup_key, channel, possible_duplicate, recipient_kind))

struct MessageDelivered {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  Channel channel = Channel::EMAIL;
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1005;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageDelivered, (), (message_id, purpose, recipient_id, dedup_key, channel, recipient_kind))

struct MessageAttemptFailed {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  Channel channel = Channel::EMAIL;
  std::int32_t step = 0;
  std::int32_t attempt = 0;
  FailureKind kind = FailureKind::PERMANENT;
  std::string reason;              ///< a code, never the gateway's free words
  std::optional<Instant> next_at;  ///< of the next try, or of the question for the outcome; empty: none on this step
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1006;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageAttemptFailed, (),
                      (message_id, purpose, recipient_id, dedup_key, channel, step, attempt, kind, reason, next_at,
                       recipient_kind))

struct ChannelFellBack {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  Channel from = Channel::EMAIL;
  Channel to = Channel::EMAIL;
  std::string reason;
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1007;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(ChannelFellBack, (),
                      (message_id, purpose, recipient_id, dedup_key, from, to, reason, recipient_kind))

/// The last step is used up: a dead letter. It may be sent after all, by RetryDeadLetter.
struct MessageFailed {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  Channel channel = Channel::EMAIL;
  std::string reason;  ///< a code: NO_ADDRESS, BOUNCED, or the gateway's
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1008;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageFailed, (),
                      (message_id, purpose, recipient_id, dedup_key, channel, reason, recipient_kind))

struct MessageExpired {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1009;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageExpired, (), (message_id, purpose, recipient_id, dedup_key, recipient_kind))

struct MessageCancelled {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1010;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageCancelled, (), (message_id, purpose, recipient_id, dedup_key, recipient_kind))

/// It is not sent, by no channel: its recipient does not want it, or has not agreed to it.
struct MessageSuppressed {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  Channel channel = Channel::EMAIL;  ///< of the step it had come to
  std::string reason;                ///< a code: CHANNEL_SUPPRESSED or NO_CONSENT
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1014;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(MessageSuppressed, (),
                      (message_id, purpose, recipient_id, dedup_key, channel, reason, recipient_kind))

/// A dead letter waits again (ours: the list of the specification has no event for it).
struct DeadLetterRetried {
  MessageId message_id;
  std::string purpose;
  std::int64_t recipient_id = 0;
  std::string dedup_key;
  std::int32_t generation = 0;
  PersonKind recipient_kind = PersonKind::user;

  static constexpr std::uint16_t number = 1011;
  static constexpr std::int32_t version = 2;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &tell_recipient_kind}};
};
BOOST_DESCRIBE_STRUCT(DeadLetterRetried, (), (message_id, purpose, recipient_id, dedup_key, generation, recipient_kind))

struct TemplateDefined {
  TemplateId template_id;
  std::int32_t template_version = 0;
  Channel channel = Channel::EMAIL;
  std::string locale;

  static constexpr std::uint16_t number = 1012;
};
BOOST_DESCRIBE_STRUCT(TemplateDefined, (), (template_id, template_version, channel, locale))

/// A daily window of silence, `[start, end)` on the recipient's wall clock. One that begins later than it ends goes
/// over midnight; one that ends where it begins is off.
struct QuietWindow {
  Duration start{0};  ///< since midnight, in whole minutes
  Duration end{0};
  std::optional<Channel> channel;  ///< empty: all
};
BOOST_DESCRIBE_STRUCT(QuietWindow, (), (start, end, channel))

/// From now on these are the owner's quiet hours (ours, as everything below: the list of the specification has no
/// events for settings).
struct QuietHoursSet {
  QuietOwner owner = QuietOwner::SYSTEM;
  std::int64_t recipient_id = 0;
  std::vector<QuietWindow> windows;
  std::string time_zone;
  QuietMode mode = QuietMode::MANDATORY;
  std::optional<bool> follows_tenant;
  std::optional<PersonKind> recipient_kind{};  ///< of a recipient's; empty there: from before kinds were told

  static constexpr std::uint16_t number = 1013;
  static constexpr std::int32_t version = 2;
};
BOOST_DESCRIBE_STRUCT(QuietHoursSet, (),
                      (owner, recipient_id, windows, time_zone, mode, follows_tenant, recipient_kind))

struct RecipientSuppressed {
  std::int64_t recipient_id = 0;
  Channel channel = Channel::EMAIL;
  Category category = Category::TRANSACTIONAL;
  std::string reason;                          ///< a code
  std::optional<PersonKind> recipient_kind{};  ///< empty: from before kinds were told

  static constexpr std::uint16_t number = 1015;
  static constexpr std::int32_t version = 2;
};
BOOST_DESCRIBE_STRUCT(RecipientSuppressed, (), (recipient_id, channel, category, reason, recipient_kind))

struct RecipientUnsuppressed {
  std::int64_t recipient_id = 0;
  Channel channel = Channel::EMAIL;
  Category category = Category::TRANSACTIONAL;
  std::optional<PersonKind> recipient_kind{};  ///< empty: from before kinds were told

  static constexpr std::uint16_t number = 1016;
  static constexpr std::int32_t version = 2;
};
BOOST_DESCRIBE_STRUCT(RecipientUnsuppressed, (), (recipient_id, channel, category, recipient_kind))

struct ChannelLimitsSet {
  Channel channel = Channel::EMAIL;
  std::int32_t messages = 0;  ///< per period; 0: no limit
  Duration period{0};
  std::int32_t burst = 0;

  static constexpr std::uint16_t number = 1017;
};
BOOST_DESCRIBE_STRUCT(ChannelLimitsSet, (), (channel, messages, period, burst))

/// The channel's gateway failed so often in a row that nothing is sent there for a while.
struct CircuitOpened {
  Channel channel = Channel::EMAIL;
  std::int32_t failures = 0;
  Instant until;  ///< then one message tries

  static constexpr std::uint16_t number = 1018;
};
BOOST_DESCRIBE_STRUCT(CircuitOpened, (), (channel, failures, until))

/// The channel's gateway works again.
struct CircuitClosed {
  Channel channel = Channel::EMAIL;

  static constexpr std::uint16_t number = 1019;
};
BOOST_DESCRIBE_STRUCT(CircuitClosed, (), (channel))

}  // namespace lilac::messaging

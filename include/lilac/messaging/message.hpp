// The Message aggregate: one message to one person, from its acceptance to its end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/messaging/events.hpp"
#include "lilac/messaging/outcome.hpp"
#include "lilac/messaging/rules.hpp"

namespace lilac::messaging {

/// How a try ended, or a question for its outcome, or a bounce: events in this order; what did not happen is empty.
struct TryEnded {
  std::optional<MessageSent> sent{};
  std::optional<MessageAttemptFailed> attempt_failed{};
  std::optional<ChannelFellBack> fell_back{};
  std::optional<MessageHeld> held{};
  std::optional<MessageExpired> expired{};
  std::optional<MessageFailed> failed{};

  bool is_nothing() const { return !sent && !attempt_failed && !fell_back && !held && !expired && !failed; }
};
/// A step that is used up: the next one, or the end.
struct StepEnded {
  std::optional<ChannelFellBack> fell_back{};
  std::optional<MessageFailed> failed{};
};

struct Message {
  MessageId id;
  std::string dedup_key;
  std::int64_t request_hash = 0;  ///< of what makes two requests the same; outlives redaction
  std::int32_t generation = 0;    ///< how often a person retried the dead letter
  std::string purpose;            ///< e.g. support.missed_call
  Category category = Category::TRANSACTIONAL;
  std::int64_t recipient_id = 0;
  std::vector<Channel> steps;
  std::optional<TemplateId> template_id;
  std::optional<std::int32_t> template_version;
  Dictionary variables;
  std::optional<PersonalText> text;
  std::int64_t text_hash = 0;  ///< of all steps' texts as they were when the message was accepted
  std::optional<Instant> earliest_at;
  std::optional<Instant> expires_at;
  MessageState state = MessageState::Accepted;
  /// When the state ends by itself: Held (or the message expires before) and RetryWaiting are over, Ready is since, the
  /// InFlight claim lapses, the Unknown outcome is asked for. In a final state the instant at which it was reached.
  Instant due_at;
  std::optional<HoldReason> hold_reason;
  std::int32_t step = 0;
  std::int32_t attempts = 0;        ///< of this step in this generation
  std::int32_t polls = 0;           ///< questions for the outcome since the last certain answer
  bool possible_duplicate = false;  ///< was sent again though nobody knew whether it had been sent
  std::string failure_reason;       ///< of the last failure: a code
  std::string vendor_id;
  Instant accepted_at;
  Instant updated_at;
  std::string correlation_id;                  ///< of the request; empty when its caller gave none
  Channel present_channel = Channel::EMAIL;    ///< of the present step: what waits is found by it
  std::optional<PersonKind> recipient_kind{};  ///< empty: from before kinds were told, see recipient()

  static constexpr std::uint16_t number = 1001;
  static constexpr auto methods =
      names("accept", "hold", "keep_quiet", "release", "expire", "suppress", "claim", "skip_step", "give_up",
            "lose_claim", "claim_question", "record", "record_delivery", "record_bounce", "cancel", "retry");
  struct find_by_dedup_key;
  struct find_by_state;
  struct find_ready_by_channel;
  using finders = types<find_by_dedup_key, find_by_state, find_ready_by_channel>;

  /// Of before kinds of persons were told: a line for what billing asked for, else a user.
  Person recipient() const;
  Channel channel() const { return steps[static_cast<std::size_t>(step)]; }
  /// `{message}:{step}:{generation}`: what the gateway recognises a repetition by.
  std::string gateway_key() const;

  // Each change of state is one function. Called in another state it changes nothing and returns nothing; only what
  // a person asks for is refused.

  /// Accepted: the text is frozen, nothing is sent yet. The request's fields are already in place.
  MessageAccepted accept(Instant now);
  /// Accepted → Held, when earliest_at is still to come.
  std::optional<MessageHeld> hold(Instant now);
  /// Accepted, Ready; Held, RetryWaiting when their time has come → Held: the recipient is not to be disturbed until
  /// then. Does nothing when `until` has come.
  std::optional<MessageHeld> keep_quiet(Instant until, Instant now);
  /// Accepted → Ready; Held, RetryWaiting → Ready when their time has come. True when it did so.
  bool release(Instant now);
  /// Ready; Held, RetryWaiting when their time has come → Expired, when expires_at has come.
  std::optional<MessageExpired> expire(Instant now);
  /// Accepted, Ready; Held when its time has come → Suppressed.
  std::optional<MessageSuppressed> suppress(std::string_view reason, Instant now);
  /// Ready → InFlight, when due. Counts the try.
  std::optional<MessageAttempted> claim(Instant now, Rules const& rules);
  /// Ready → (InFlight) → Ready with the next step, or Failed: this step cannot even be tried.
  StepEnded skip_step(std::string_view reason, Instant now);
  /// Ready → (InFlight) → Failed: no step can be tried.
  std::optional<MessageFailed> give_up(std::string_view reason, Instant now);
  /// InFlight → Unknown, when the claim has lapsed without an outcome: whoever claimed it is gone.
  std::optional<MessageAttemptFailed> lose_claim(Instant now, Rules const& rules);
  /// Unknown: counts a question for the outcome, which is about to be asked. True when it did so.
  bool claim_question(Instant now, Rules const& rules);
  /// InFlight, Unknown → what came of the try. An outcome of another try changes nothing: the first one holds.
  TryEnded record(SendOutcome const& outcome, Instant now, Rules const& rules);
  /// Sent, InFlight, Unknown → Delivered.
  std::optional<MessageDelivered> record_delivery(Instant now);
  /// Sent, InFlight, Unknown → Ready with the next step, or Failed.
  TryEnded record_bounce(std::string_view reason, Instant now);
  bool can_cancel() const;
  /// Accepted, Held, Ready, RetryWaiting → Cancelled; else refused (4201).
  result<MessageCancelled> cancel(Instant now);
  /// Failed → Ready, from the first step, with a new generation and so with new gateway keys; else refused (4201).
  result<DeadLetterRetried> retry(Instant now);
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, dedup_key, request_hash, generation, purpose, category, recipient_id, steps, template_id,
                       template_version, variables, text, text_hash, earliest_at, expires_at, state, due_at,
                       hold_reason, step, attempts, polls, possible_duplicate, failure_reason, vendor_id, accepted_at,
                       updated_at, correlation_id, present_channel, recipient_kind))
struct Message::find_by_dedup_key : Unique<&Message::dedup_key> {};
/// In the order of release: when it became due, then acceptance. For Failed: the dead letters.
struct Message::find_by_state : Index<&Message::state, &Message::due_at> {};
/// What may go, in the order of release: a channel that must wait keeps no other waiting.
struct Message::find_ready_by_channel
    : Where<Index<&Message::present_channel, &Message::due_at>, &Message::state, MessageState::Ready> {};

/// A gateway key taken apart.
struct GatewayKey {
  MessageId message_id;
  std::int32_t step = 0;
  std::int32_t generation = 0;
};
std::optional<GatewayKey> parse_gateway_key(std::string_view key);

/// The end of time, for what is held until somebody decides.
inline constexpr Instant never{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}};

}  // namespace lilac::messaging

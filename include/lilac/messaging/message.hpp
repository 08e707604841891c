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
  std::optional<MessageCancelled> cancelled{};  ///< since somebody wanted it stopped before

  bool is_nothing() const {
    return !sent && !attempt_failed && !fell_back && !held && !expired && !failed && !cancelled;
  }
};
/// A step that is used up: the next one, or the end.
struct StepEnded {
  std::optional<ChannelFellBack> fell_back{};
  std::optional<MessageFailed> failed{};
};

struct Message {
  MessageId id;
  std::string dedup_key;
  PersonalDigest request_hash;  ///< of what makes two requests the same
  std::int32_t generation = 0;  ///< how often a person retried the dead letter
  std::string purpose;          ///< e.g. support.missed_call
  Category category = Category::TRANSACTIONAL;
  std::int64_t recipient_id = 0;
  std::vector<Channel> steps;
  std::optional<TemplateId> template_id;
  std::optional<std::int32_t> template_version;
  Dictionary variables;
  std::optional<PersonalText> text;
  PersonalDigest text_hash;  ///< of all steps' texts as they were when the message was accepted
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
  bool possible_duplicate = false;  ///< is sent again, or is not, though nobody knows whether it was sent
  std::string failure_reason;       ///< of the last failure: a code
  std::string vendor_id;
  Instant accepted_at;
  Instant updated_at;
  std::string correlation_id;                  ///< of the request; empty when its caller gave none
  Channel present_channel = Channel::EMAIL;    ///< of the present step: what waits is found by it
  std::int32_t tries = 0;                      ///< over all steps and generations: the number of the present try
  bool key_was_given = false;                  ///< to a gateway, the present one: receipts may come for it
  bool claim_lapsed = false;                   ///< of the present try: whoever claimed it may send it still
  bool is_named_by_store = false;              ///< its keys at the gateway begin with the store's name
  bool is_cancelled = false;                   ///< too late for what was on its way: nothing further is tried
  std::optional<PersonKind> recipient_kind{};  ///< empty: from before kinds were told, see recipient()

  static constexpr std::uint16_t number = 1001;
  static constexpr auto methods = names("accept", "hold", "keep_quiet", "release", "expire", "suppress", "claim",
                                        "skip_step", "give_up", "lose_claim", "claim_question", "record",
                                        "record_delivery", "record_bounce", "cancel", "cancel_further_tries", "retry");
  struct find_by_dedup_key;
  struct find_by_state;
  struct find_ready_by_channel;
  struct find_by_recipient_id;
  using finders = types<find_by_dedup_key, find_by_state, find_ready_by_channel, find_by_recipient_id>;

  /// Of before kinds of persons were told: a line for what billing asked for, else a user.
  Person recipient() const;
  Channel channel() const { return steps[static_cast<std::size_t>(step)]; }
  /// `{message}:{step}:{generation}`: what the gateway recognises a repetition by, behind the store's name.
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
  /// Ready → InFlight, when due. Counts the try and gives it its number.
  std::optional<MessageAttempted> claim(Instant now, Rules const& rules);
  /// Ready → (InFlight) → Ready with the next step, or Failed: this step cannot even be tried.
  StepEnded skip_step(std::string_view reason, Instant now);
  /// Ready → (InFlight) → Failed: no step can be tried.
  std::optional<MessageFailed> give_up(std::string_view reason, Instant now);
  /// InFlight → Unknown, when the claim has lapsed without an outcome: whoever claimed it is gone, or slow. Should it
  /// be sent again, it is marked: the gateway may get it once more from a slow one.
  std::optional<MessageAttemptFailed> lose_claim(Instant now, Rules const& rules);
  /// Unknown: counts a question for the outcome, which is about to be asked. True when it did so.
  bool claim_question(Instant now, Rules const& rules);
  /// InFlight, Unknown → what came of the try. An outcome of another try changes nothing: the first one holds. Held,
  /// Ready, RetryWaiting → Sent, when the gateway took the last try after all: it is not sent again then.
  TryEnded record(SendOutcome const& outcome, Instant now, Rules const& rules);
  /// InFlight, Unknown, Sent; Held, Ready, RetryWaiting when its key was given to a gateway → Delivered.
  std::optional<MessageDelivered> record_delivery(Instant now);
  /// The same states → Ready with the next step, or Failed; or Cancelled.
  TryEnded record_bounce(std::string_view reason, Instant now);
  bool can_cancel() const;
  /// Accepted, Held, Ready, RetryWaiting → Cancelled; else refused (4201).
  result<MessageCancelled> cancel(Instant now);
  /// InFlight, Unknown, Sent, Failed: what is on its way may arrive, but when it does not it is Cancelled, and tried no
  /// more, by no channel and by nobody. True when this is new.
  bool cancel_further_tries(Instant now);
  /// Whether its recipient may have read it: a gateway has it, or nobody knows.
  bool may_have_arrived() const;
  /// Failed → Ready, from the first step, with a new generation and so with new gateway keys; else refused (4201), also
  /// when its further tries were cancelled.
  result<DeadLetterRetried> retry(Instant now);
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, dedup_key, request_hash, generation, purpose, category, recipient_id, steps, template_id,
                       template_version, variables, text, text_hash, earliest_at, expires_at, state, due_at,
                       hold_reason, step, attempts, polls, possible_duplicate, failure_reason, vendor_id, accepted_at,
                       updated_at, correlation_id, present_channel, tries, key_was_given, claim_lapsed, is_cancelled,
                       is_named_by_store, recipient_kind))
struct Message::find_by_dedup_key : Unique<&Message::dedup_key> {};
/// In the order of release: when it became due, then acceptance. For Failed: the dead letters.
struct Message::find_by_state : Index<&Message::state, &Message::due_at> {};
/// Of persons of all kinds.
struct Message::find_by_recipient_id : Index<&Message::recipient_id> {};
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

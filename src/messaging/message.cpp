#include "lilac/messaging/message.hpp"

#include <algorithm>
#include <charconv>

#include "lilac/kernel/codec.hpp"
#include "lilac/messaging/errors.hpp"
#include "messaging/recipients.hpp"

namespace lilac::messaging {

namespace {

constexpr auto unresolved = "UNRESOLVED";  ///< the reason of a failure of which nobody will ever tell

template <class E>
E event_of(Message const& message) {
  E event{};
  event.message_id = message.id;
  event.purpose = message.purpose;
  event.recipient_id = message.recipient_id;
  event.dedup_key = message.dedup_key;
  event.recipient_kind = message.recipient().kind;
  return event;
}

bool has_expired(Message const& message, Instant now) { return message.expires_at && now >= *message.expires_at; }

/// Held or RetryWaiting, and that is over.
bool has_waited(Message const& message, Instant now) {
  return (message.state == MessageState::Held || message.state == MessageState::RetryWaiting) && now >= message.due_at;
}

void move_to(Message& message, MessageState state, Instant due_at, Instant now) {
  message.state = state;
  message.due_at = due_at;
  message.updated_at = now;
  message.present_channel = message.channel();
  if (state != MessageState::Held) message.hold_reason.reset();
}

// The delay after the nth try of a step: doubled each time, capped, and drawn from (0, delay], so that many messages
// that failed together do not come back together. The draw depends on the message alone, so that neither a restart nor
// another order changes it.
Duration delay_after(Message const& message, Rules const& rules) {
  auto delay = std::min(rules.retry_delay, rules.retry_cap);
  for (std::int32_t tried = 1; tried < message.attempts && delay < rules.retry_cap; ++tried)
    delay = std::min(delay * 2, rules.retry_cap);
  if (!rules.full_jitter || delay.count() <= 1) return delay;
  auto const name =
      std::to_string(message.id.value) + ':' + std::to_string(message.step) + ':' + std::to_string(message.attempts);
  auto const drawn = digest(name, static_cast<std::uint64_t>(rules.seed));
  return Duration{1 + static_cast<std::int64_t>(drawn % static_cast<std::uint64_t>(delay.count()))};
}

// The step is used up: the next one at once, or the end.
StepEnded end_step(Message& message, Instant now) {
  StepEnded ended;
  if (static_cast<std::size_t>(message.step) + 1 < message.steps.size()) {
    ended.fell_back = event_of<ChannelFellBack>(message);
    ended.fell_back->from = message.channel();
    ended.fell_back->reason = message.failure_reason;
    ++message.step;
    message.attempts = 0;
    message.polls = 0;
    message.key_was_given = false;
    ended.fell_back->to = message.channel();
    move_to(message, MessageState::Ready, now, now);
  } else {
    ended.failed = event_of<MessageFailed>(message);
    ended.failed->channel = message.channel();
    ended.failed->reason = message.failure_reason;
    move_to(message, MessageState::Failed, now, now);
  }
  return ended;
}

MessageAttemptFailed attempt_failed(Message& message, FailureKind kind, std::string_view reason) {
  message.failure_reason = reason_code(reason);
  auto failed = event_of<MessageAttemptFailed>(message);
  failed.channel = message.channel();
  failed.step = message.step;
  failed.attempt = message.attempts;
  failed.kind = kind;
  failed.reason = message.failure_reason;
  return failed;
}

MessageCancelled stop(Message& message, Instant now) {
  move_to(message, MessageState::Cancelled, now, now);
  return event_of<MessageCancelled>(message);
}

// A try that certainly failed: again later while tries are left and it may help, else the next step. What was cancelled
// meanwhile goes no further.
TryEnded fail_try(Message& message, FailureKind kind, std::string_view reason, Instant now, Rules const& rules) {
  TryEnded ended;
  ended.attempt_failed = attempt_failed(message, kind, reason);
  message.polls = 0;
  if (message.is_cancelled) {
    ended.cancelled = stop(message, now);
    return ended;
  }
  if (kind == FailureKind::TRANSIENT && message.attempts < rules.tries) {
    move_to(message, MessageState::RetryWaiting, now + delay_after(message, rules), now);
    ended.attempt_failed->next_at = message.due_at;
    return ended;
  }
  auto step = end_step(message, now);
  ended.fell_back = std::move(step.fell_back);
  ended.failed = std::move(step.failed);
  return ended;
}

TryEnded accept_try(Message& message, std::string const& vendor_id, Instant now) {
  move_to(message, MessageState::Sent, now, now);
  message.vendor_id = vendor_id;
  message.polls = 0;
  message.failure_reason.clear();
  TryEnded ended;
  ended.sent = event_of<MessageSent>(message);
  ended.sent->channel = message.channel();
  ended.sent->possible_duplicate = message.possible_duplicate;
  return ended;
}

TryEnded lose_answer(Message& message, Instant now, Rules const& rules) {
  TryEnded ended;
  ended.attempt_failed = attempt_failed(message, FailureKind::UNKNOWN, "NO_ANSWER");
  move_to(message, MessageState::Unknown, now + rules.poll_delay, now);
  ended.attempt_failed->next_at = message.due_at;
  return ended;
}

// The gateway never got it: the same step with the same key, and no try is consumed. A gateway that says so each time
// must not keep a message for ever, so after the last question in a row the try counts. When the claim had lapsed, who
// claimed it may be slow and not gone: the gateway did not have it yet, and what is sent now may come twice.
TryEnded repeat_try(Message& message, Instant now, Rules const& rules) {
  constexpr auto reason = "NEVER_ARRIVED";
  if (message.claim_lapsed) message.possible_duplicate = true;
  if (has_expired(message, now)) {
    move_to(message, MessageState::Expired, now, now);
    TryEnded ended;
    ended.expired = event_of<MessageExpired>(message);
    return ended;
  }
  if (message.polls >= rules.polls) return fail_try(message, FailureKind::TRANSIENT, reason, now, rules);
  TryEnded ended;
  ended.attempt_failed = attempt_failed(message, FailureKind::UNKNOWN, reason);
  if (message.is_cancelled) {
    ended.cancelled = stop(message, now);
    return ended;
  }
  ended.attempt_failed->next_at = now;
  --message.attempts;
  move_to(message, MessageState::Ready, now, now);
  return ended;
}

// Nobody will ever tell: the rule decides, and the message is marked, since it may reach its recipient twice.
TryEnded resolve(Message& message, Instant now, Rules const& rules) {
  if (rules.unresolved == Unresolved::hold && !message.is_cancelled) {
    TryEnded ended;
    message.failure_reason = unresolved;
    move_to(message, MessageState::Held, never, now);
    message.hold_reason = HoldReason::UNRESOLVED;
    ended.held = event_of<MessageHeld>(message);
    ended.held->reason = HoldReason::UNRESOLVED;
    return ended;
  }
  message.possible_duplicate = true;
  auto const kind = rules.unresolved == Unresolved::resend ? FailureKind::TRANSIENT : FailureKind::UNKNOWN;
  return fail_try(message, kind, unresolved, now, rules);
}

/// A receipt for its present key may come: a gateway was given it.
bool may_be_told_of(Message const& message) {
  switch (message.state) {
    case MessageState::InFlight:
    case MessageState::Unknown:
    case MessageState::Sent:
      return true;
    case MessageState::Held:
    case MessageState::Ready:
    case MessageState::RetryWaiting:
      return message.key_was_given || message.attempts > 0;
    default:
      return false;
  }
}

}  // namespace

Person Message::recipient() const { return {recipient_kind.value_or(kind_before_kinds(purpose)), recipient_id}; }

std::string Message::gateway_key() const {
  return std::to_string(id.value) + ':' + std::to_string(step) + ':' + std::to_string(generation);
}

std::optional<GatewayKey> parse_gateway_key(std::string_view key) {
  GatewayKey parsed;
  auto const* at = key.data();
  auto const* const end = at + key.size();
  auto take = [&](auto& number) {
    auto const [stop, error] = std::from_chars(at, end, number);
    at = stop;
    return error == std::errc{} && number >= 0;
  };
  auto colon = [&] { return at != end && *at++ == ':'; };
  if (!take(parsed.message_id.value) || !colon() || !take(parsed.step) || !colon() || !take(parsed.generation) ||
      at != end)
    return std::nullopt;
  return parsed;
}

MessageAccepted Message::accept(Instant now) {
  accepted_at = now;
  move_to(*this, MessageState::Accepted, now, now);
  auto accepted = event_of<MessageAccepted>(*this);
  accepted.category = category;
  accepted.steps = steps;
  accepted.template_id = template_id;
  accepted.template_version = template_version;
  accepted.text_hash = text_hash;
  return accepted;
}

std::optional<MessageHeld> Message::hold(Instant now) {
  if (state != MessageState::Accepted || !earliest_at || *earliest_at <= now) return std::nullopt;
  move_to(*this, MessageState::Held, *earliest_at, now);
  hold_reason = HoldReason::RESERVED;
  auto held = event_of<MessageHeld>(*this);
  held.until = earliest_at;
  held.reason = HoldReason::RESERVED;
  return held;
}

std::optional<MessageHeld> Message::keep_quiet(Instant until, Instant now) {
  if (until <= now) return std::nullopt;
  if (state != MessageState::Accepted && state != MessageState::Ready && !has_waited(*this, now)) return std::nullopt;
  auto const ends = expires_at ? std::min(until, *expires_at) : until;  // whichever comes first ends the wait
  move_to(*this, MessageState::Held, ends, now);
  hold_reason = HoldReason::QUIET_HOURS;
  auto held = event_of<MessageHeld>(*this);
  held.until = until;
  held.reason = HoldReason::QUIET_HOURS;
  return held;
}

bool Message::release(Instant now) {
  if (state == MessageState::Accepted) {
    move_to(*this, MessageState::Ready, now, now);
    return true;
  }
  if (!has_waited(*this, now)) return false;
  move_to(*this, MessageState::Ready, due_at, now);  // its place in the order is the instant at which it became due
  return true;
}

std::optional<MessageExpired> Message::expire(Instant now) {
  if ((state != MessageState::Ready && !has_waited(*this, now)) || !has_expired(*this, now)) return std::nullopt;
  move_to(*this, MessageState::Expired, now, now);
  return event_of<MessageExpired>(*this);
}

std::optional<MessageSuppressed> Message::suppress(std::string_view reason, Instant now) {
  auto const has_been_held = state == MessageState::Held && has_waited(*this, now);
  if (state != MessageState::Accepted && state != MessageState::Ready && !has_been_held) return std::nullopt;
  failure_reason = reason_code(reason);
  move_to(*this, MessageState::Suppressed, now, now);
  auto suppressed = event_of<MessageSuppressed>(*this);
  suppressed.channel = channel();
  suppressed.reason = failure_reason;
  return suppressed;
}

std::optional<MessageAttempted> Message::claim(Instant now, Rules const& rules) {
  if (state != MessageState::Ready || now < due_at) return std::nullopt;
  move_to(*this, MessageState::InFlight, now + rules.in_flight_timeout, now);
  ++attempts;
  ++tries;
  key_was_given = true;
  claim_lapsed = false;
  auto attempted = event_of<MessageAttempted>(*this);
  attempted.channel = channel();
  attempted.step = step;
  attempted.attempt = attempts;
  attempted.generation = generation;
  return attempted;
}

StepEnded Message::skip_step(std::string_view reason, Instant now) {
  if (state != MessageState::Ready) return {};
  failure_reason = reason_code(reason);
  return end_step(*this, now);
}

std::optional<MessageFailed> Message::give_up(std::string_view reason, Instant now) {
  if (state != MessageState::Ready) return std::nullopt;
  failure_reason = reason_code(reason);
  auto failed = event_of<MessageFailed>(*this);
  failed.channel = channel();
  failed.reason = failure_reason;
  move_to(*this, MessageState::Failed, now, now);
  return failed;
}

std::optional<MessageAttemptFailed> Message::lose_claim(Instant now, Rules const&) {
  if (state != MessageState::InFlight || now < due_at) return std::nullopt;
  auto lost = attempt_failed(*this, FailureKind::UNKNOWN, "CLAIM_LAPSED");
  move_to(*this, MessageState::Unknown, now, now);
  claim_lapsed = true;
  lost.next_at = now;
  return lost;
}

bool Message::claim_question(Instant now, Rules const& rules) {
  if (state != MessageState::Unknown || now < due_at) return false;
  ++polls;
  move_to(*this, MessageState::Unknown, now + rules.poll_delay, now);
  return true;
}

TryEnded Message::record(SendOutcome const& outcome, Instant now, Rules const& rules) {
  if (outcome.generation != generation || outcome.step != step || outcome.try_number != tries) return {};
  if (state != MessageState::InFlight && state != MessageState::Unknown) {
    auto const waits_in_vain = can_cancel() && key_was_given && outcome.outcome == OutcomeKind::ACCEPTED;
    return waits_in_vain ? accept_try(*this, outcome.vendor_id, now) : TryEnded{};
  }
  auto const was_asked = state == MessageState::Unknown;
  switch (outcome.outcome) {
    case OutcomeKind::ACCEPTED:
      return accept_try(*this, outcome.vendor_id, now);
    case OutcomeKind::REJECTED:
      if (outcome.kind != FailureKind::UNKNOWN) {
        if (claim_lapsed) possible_duplicate = true;  // the gateway may speak of an earlier try with the same key
        return fail_try(*this, outcome.kind, outcome.reason, now, rules);
      }
      [[fallthrough]];  // "rejected, perhaps" is no answer
    case OutcomeKind::NO_ANSWER:
    case OutcomeKind::UNAVAILABLE:
      if (!was_asked) return lose_answer(*this, now, rules);
      return polls < rules.polls ? TryEnded{} : resolve(*this, now, rules);
    case OutcomeKind::NOT_FOUND:
      return was_asked ? repeat_try(*this, now, rules) : TryEnded{};
  }
  return {};
}

std::optional<MessageDelivered> Message::record_delivery(Instant now) {
  if (!may_be_told_of(*this)) return std::nullopt;
  move_to(*this, MessageState::Delivered, now, now);
  failure_reason.clear();
  auto delivered = event_of<MessageDelivered>(*this);
  delivered.channel = channel();
  return delivered;
}

TryEnded Message::record_bounce(std::string_view reason, Instant now) {
  if (!may_be_told_of(*this)) return {};
  return fail_try(*this, FailureKind::PERMANENT, reason.empty() ? "BOUNCED" : reason, now, {});
}

bool Message::can_cancel() const {
  return state == MessageState::Accepted || state == MessageState::Held || state == MessageState::Ready ||
         state == MessageState::RetryWaiting;
}

// Only a message that waits may be cancelled: one that is on its way may have arrived.
result<MessageCancelled> Message::cancel(Instant now) {
  if (!can_cancel()) {
    return refuse(message_cannot_be_cancelled, field("state"),
                  value(name_of(type_of<MessageState>(), static_cast<std::int64_t>(state))));
  }
  return stop(*this, now);
}

bool Message::cancel_further_tries(Instant now) {
  auto const may_go_on = state == MessageState::InFlight || state == MessageState::Unknown ||
                         state == MessageState::Sent || state == MessageState::Failed;
  if (!may_go_on || is_cancelled) return false;
  is_cancelled = true;
  updated_at = now;
  return true;
}

bool Message::may_have_arrived() const {
  return state == MessageState::InFlight || state == MessageState::Unknown || is_sent(state) || possible_duplicate ||
         failure_reason == unresolved;
}

// Only a dead letter may be tried again. It begins with its first step, since whatever made that one fail is what a
// person has repaired; the new generation gives it new gateway keys.
result<DeadLetterRetried> Message::retry(Instant now) {
  if (state != MessageState::Failed) {
    return refuse(message_is_not_a_dead_letter, field("state"),
                  value(name_of(type_of<MessageState>(), static_cast<std::int64_t>(state))));
  }
  // What somebody wanted stopped is not tried again.
  if (is_cancelled) return refuse(message_is_not_to_be_retried, field("message_id"), value(id.value));
  ++generation;
  step = 0;
  attempts = 0;
  polls = 0;
  key_was_given = false;
  failure_reason.clear();
  move_to(*this, MessageState::Ready, now, now);
  auto retried = event_of<DeadLetterRetried>(*this);
  retried.generation = generation;
  return retried;
}

}  // namespace lilac::messaging

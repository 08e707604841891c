#include "lilac/messaging/message.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "lilac/messaging/errors.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 1 / 12} + 12h};
constexpr State all_states[] = {State::Accepted,     State::Held,      State::Ready,      State::InFlight,
                                State::RetryWaiting, State::Unknown,   State::Sent,       State::Delivered,
                                State::Failed,       State::Cancelled, State::Suppressed, State::Expired};

char const* spelled(State state) { return name_of(type_of<State>(), static_cast<std::int64_t>(state)); }

/// A message by e-mail, then by SMS, in `state` since noon and due at noon, with one try made where the state says so.
Message message_in(State state) {
  Message message;
  message.id = {5};
  message.dedup_key = "k";
  message.purpose = "test.purpose";
  message.recipient_id = 7;
  message.steps = {Channel::EMAIL, Channel::SMS};
  message.text = "hello";
  message.state = state;
  message.due_at = noon;
  if (state != State::Accepted && state != State::Held && state != State::Ready) {
    message.attempts = message.tries = 1;
    message.key_was_given = true;
  }
  return message;
}

Rules without_jitter() {
  Rules rules;
  rules.full_jitter = false;
  return rules;
}

SendOutcome outcome_for(Message const& message, OutcomeKind kind, FailureKind failure = FailureKind::PERMANENT,
                        std::string reason = "R") {
  return {message.id, message.generation, message.step,  message.attempts, kind,
          failure,    std::move(reason),  std::string{}, message.tries};
}

struct Change {
  char const* name;
  std::function<void(Message&)> apply;
  std::vector<std::pair<State, State>> allowed;
};

std::vector<Change> all_changes() {
  auto const rules = without_jitter();
  auto record = [rules](OutcomeKind kind, FailureKind failure = FailureKind::PERMANENT) {
    return [rules, kind, failure](Message& m) { m.record(outcome_for(m, kind, failure), noon, rules); };
  };
  return {
      {"hold",
       [](Message& m) {
         m.earliest_at = noon + 1h;
         m.hold(noon);
       },
       {{State::Accepted, State::Held}}},
      {"release",
       [](Message& m) { m.release(noon); },
       {{State::Accepted, State::Ready}, {State::Held, State::Ready}, {State::RetryWaiting, State::Ready}}},
      {"expire",
       [](Message& m) {
         m.expires_at = noon;
         m.expire(noon);
       },
       {{State::Ready, State::Expired}, {State::Held, State::Expired}, {State::RetryWaiting, State::Expired}}},
      {"keep quiet",
       [](Message& m) {
         m.keep_quiet(noon + 1h, noon);
         CHECK((m.state != State::Held || m.due_at == noon + 1h));
       },
       {{State::Accepted, State::Held}, {State::Ready, State::Held}, {State::RetryWaiting, State::Held}}},
      {"suppress",
       [](Message& m) { m.suppress("R", noon); },
       {{State::Accepted, State::Suppressed}, {State::Ready, State::Suppressed}, {State::Held, State::Suppressed}}},
      {"claim", [rules](Message& m) { m.claim(noon, rules); }, {{State::Ready, State::InFlight}}},
      {"skip the last step",
       [](Message& m) {
         m.step = 1;
         m.skip_step("NO_ADDRESS", noon);
       },
       {{State::Ready, State::Failed}}},
      {"give up", [](Message& m) { m.give_up("R", noon); }, {{State::Ready, State::Failed}}},
      {"lose the claim", [rules](Message& m) { m.lose_claim(noon, rules); }, {{State::InFlight, State::Unknown}}},
      {"accepted by the gateway",
       record(OutcomeKind::ACCEPTED),
       {{State::InFlight, State::Sent}, {State::Unknown, State::Sent}, {State::RetryWaiting, State::Sent}}},
      {"rejected for good",
       record(OutcomeKind::REJECTED, FailureKind::PERMANENT),
       {{State::InFlight, State::Ready}, {State::Unknown, State::Ready}}},
      {"rejected for now",
       record(OutcomeKind::REJECTED, FailureKind::TRANSIENT),
       {{State::InFlight, State::RetryWaiting}, {State::Unknown, State::RetryWaiting}}},
      {"rejected for good on the last step",
       [rules](Message& m) {
         m.step = 1;
         m.record(outcome_for(m, OutcomeKind::REJECTED), noon, rules);
       },
       {{State::InFlight, State::Failed}, {State::Unknown, State::Failed}}},
      {"no answer", record(OutcomeKind::NO_ANSWER), {{State::InFlight, State::Unknown}}},
      {"never arrived", record(OutcomeKind::NOT_FOUND), {{State::Unknown, State::Ready}}},
      {"never arrived and expired",
       [rules](Message& m) {
         m.expires_at = noon;
         m.record(outcome_for(m, OutcomeKind::NOT_FOUND), noon, rules);
       },
       {{State::Unknown, State::Expired}}},
      {"unresolved, hold",
       [rules](Message& m) {
         auto holding = rules;
         holding.unresolved = Unresolved::hold;
         m.polls = holding.polls;
         m.record(outcome_for(m, OutcomeKind::UNAVAILABLE), noon, holding);
       },
       {{State::InFlight, State::Unknown}, {State::Unknown, State::Held}}},
      {"delivered",
       [](Message& m) { m.record_delivery(noon); },
       {{State::Sent, State::Delivered},
        {State::InFlight, State::Delivered},
        {State::Unknown, State::Delivered},
        {State::RetryWaiting, State::Delivered}}},
      {"bounced",
       [](Message& m) { m.record_bounce("", noon); },
       {{State::Sent, State::Ready},
        {State::InFlight, State::Ready},
        {State::Unknown, State::Ready},
        {State::RetryWaiting, State::Ready}}},
      {"bounced on the last step",
       [](Message& m) {
         m.step = 1;
         m.record_bounce("", noon);
       },
       {{State::Sent, State::Failed},
        {State::InFlight, State::Failed},
        {State::Unknown, State::Failed},
        {State::RetryWaiting, State::Failed}}},
      {"cancel",
       [](Message& m) { (void)m.cancel(noon); },
       {{State::Accepted, State::Cancelled},
        {State::Held, State::Cancelled},
        {State::Ready, State::Cancelled},
        {State::RetryWaiting, State::Cancelled}}},
      {"retry", [](Message& m) { (void)m.retry(noon); }, {{State::Failed, State::Ready}}},
  };
}

TEST_CASE("Each change leads from the states of the table and from no other") {
  for (auto const& change : all_changes()) {
    for (auto const from : all_states) {
      auto message = message_in(from);
      change.apply(message);
      auto expected = from;
      for (auto const& [start, end] : change.allowed) {
        if (start == from) expected = end;
      }
      INFO(change.name, " from ", spelled(from));
      CHECK(spelled(message.state) == std::string(spelled(expected)));
    }
  }
}

TEST_CASE("Cancelling what no longer waits is refused, with its state") {
  for (auto const from : all_states) {
    auto message = message_in(from);
    auto const can = message.can_cancel();
    auto const cancelled = message.cancel(noon);
    CHECK(cancelled.has_value() == can);
    if (!can) {
      CHECK(cancelled.error().is(message_cannot_be_cancelled));
      CHECK(cancelled.error().value() == spelled(from));
    }
  }
}

TEST_CASE("Retrying what is not a dead letter is refused, with its state") {
  for (auto const from : all_states) {
    auto message = message_in(from);
    auto const retried = message.retry(noon);
    CHECK(retried.has_value() == (from == State::Failed));
    if (!retried) {
      CHECK(retried.error().is(message_is_not_a_dead_letter));
      CHECK(retried.error().number() == 4201);
    }
  }
}

TEST_CASE("A retried dead letter begins again with new gateway keys") {
  auto message = message_in(State::Failed);
  message.step = 1;
  message.polls = 2;
  auto const retried = message.retry(noon);
  REQUIRE(retried);
  CHECK(retried.value().generation == 1);
  CHECK(message.gateway_key() == "5:0:1");
  CHECK(message.attempts == 0);
  CHECK(message.polls == 0);
  CHECK(message.due_at == noon);
}

TEST_CASE("Nothing is released, claimed, asked or lost a millisecond too early") {
  auto const rules = without_jitter();
  auto const early = noon - 1ms;
  for (auto const state : {State::Held, State::RetryWaiting}) {
    auto message = message_in(state);
    CHECK_FALSE(message.release(early));
    CHECK(message.release(noon));
  }
  auto ready = message_in(State::Ready);
  CHECK_FALSE(ready.claim(early, rules));
  CHECK(ready.claim(noon, rules));
  auto unknown = message_in(State::Unknown);
  CHECK_FALSE(unknown.claim_question(early, rules));
  CHECK(unknown.claim_question(noon, rules));
  CHECK(unknown.due_at == noon + rules.poll_delay);
  auto in_flight = message_in(State::InFlight);
  CHECK_FALSE(in_flight.lose_claim(early, rules));
  CHECK(in_flight.lose_claim(noon, rules));
}

TEST_CASE("A message expires at expires_at, not a millisecond before") {
  auto message = message_in(State::Ready);
  message.expires_at = noon;
  CHECK_FALSE(message.expire(noon - 1ms));
  CHECK(message.expire(noon));
}

TEST_CASE("earliest_at holds a message only while it is to come") {
  auto message = message_in(State::Accepted);
  message.earliest_at = noon;
  CHECK_FALSE(message.hold(noon));
  auto const held = message.hold(noon - 1ms);
  REQUIRE(held);
  CHECK(held->until == noon);
  CHECK(held->reason == HoldReason::RESERVED);
}

TEST_CASE("A claim counts the try and says which") {
  auto message = message_in(State::Ready);
  auto const attempted = message.claim(noon, Rules{});
  REQUIRE(attempted);
  CHECK(attempted->attempt == 1);
  CHECK(attempted->channel == Channel::EMAIL);
  CHECK(message.due_at == noon + Rules{}.in_flight_timeout);
}

TEST_CASE("Transient failures wait 30 s, then 60 s, and the third falls back") {
  auto const rules = without_jitter();
  auto message = message_in(State::Ready);
  auto at = noon;
  for (auto const delay : {Duration{30s}, Duration{60s}}) {
    REQUIRE(message.claim(at, rules));
    auto const ended =
        message.record(outcome_for(message, OutcomeKind::REJECTED, FailureKind::TRANSIENT, "BUSY"), at, rules);
    REQUIRE(ended.attempt_failed);
    CHECK(ended.attempt_failed->next_at == at + delay);
    CHECK(ended.attempt_failed->reason == "BUSY");
    CHECK_FALSE(ended.fell_back);
    at += delay;
    REQUIRE(message.release(at));
  }
  REQUIRE(message.claim(at, rules));
  auto const last =
      message.record(outcome_for(message, OutcomeKind::REJECTED, FailureKind::TRANSIENT, "BUSY"), at, rules);
  CHECK_FALSE(last.attempt_failed->next_at);
  REQUIRE(last.fell_back);
  CHECK(last.fell_back->from == Channel::EMAIL);
  CHECK(last.fell_back->to == Channel::SMS);
  CHECK(message.state == State::Ready);
  CHECK(message.attempts == 0);
}

TEST_CASE("Delays double up to the cap, and full jitter draws from (0, delay]") {
  auto rules = without_jitter();
  rules.tries = 100;
  auto delay_of = [&](std::int32_t attempt) {
    auto message = message_in(State::InFlight);
    message.attempts = attempt;
    message.record(outcome_for(message, OutcomeKind::REJECTED, FailureKind::TRANSIENT), noon, rules);
    return message.due_at - noon;
  };
  CHECK(delay_of(3) == 120s);
  CHECK(delay_of(5) == 480s);
  CHECK(delay_of(6) == 600s);
  CHECK(delay_of(99) == 600s);
  rules.full_jitter = true;
  std::set<Duration> drawn;
  for (std::int32_t attempt = 1; attempt < 100; ++attempt) {
    auto const delay = delay_of(attempt);
    CHECK(delay > 0ms);
    CHECK(delay <= 600s);
    CHECK(delay == delay_of(attempt));
    drawn.insert(delay);
  }
  CHECK(drawn.size() > 90);
  auto const before = delay_of(7);
  rules.seed = 1;
  CHECK(delay_of(7) != before);
}

TEST_CASE("An outcome of another try, step or generation changes nothing") {
  auto const rules = without_jitter();
  auto other = [](auto change) {
    auto message = message_in(State::InFlight);
    auto outcome = outcome_for(message, OutcomeKind::ACCEPTED);
    change(outcome);
    return message.record(outcome, noon, Rules{}).is_nothing() && message.state == State::InFlight;
  };
  CHECK(other([](SendOutcome& o) { ++o.try_number; }));
  CHECK(other([](SendOutcome& o) { --o.try_number; }));
  CHECK(other([](SendOutcome& o) { ++o.step; }));
  CHECK(other([](SendOutcome& o) { ++o.generation; }));
  auto message = message_in(State::InFlight);
  CHECK(message.record(outcome_for(message, OutcomeKind::ACCEPTED), noon, rules).sent);
  CHECK(message.record(outcome_for(message, OutcomeKind::REJECTED), noon, rules).is_nothing());
}

TEST_CASE("What never arrived is sent again with the same key, and the try does not count") {
  auto const rules = without_jitter();
  auto message = message_in(State::Unknown);
  auto const key = message.gateway_key();
  auto const ended = message.record(outcome_for(message, OutcomeKind::NOT_FOUND), noon, rules);
  CHECK(ended.attempt_failed->kind == FailureKind::UNKNOWN);
  CHECK(message.attempts == 0);
  CHECK(message.gateway_key() == key);
  CHECK(message.due_at == noon);
}

TEST_CASE("A gateway that never knows its own keys uses up the tries in the end") {
  auto const rules = without_jitter();
  auto message = message_in(State::Unknown);
  message.polls = rules.polls;
  auto const ended = message.record(outcome_for(message, OutcomeKind::NOT_FOUND), noon, rules);
  CHECK(ended.attempt_failed->kind == FailureKind::TRANSIENT);
  CHECK(message.state == State::RetryWaiting);
  CHECK(message.polls == 0);
  CHECK_FALSE(message.possible_duplicate);
}

TEST_CASE("An outcome that nobody tells is asked for six times, then the rule decides") {
  for (auto const unresolved : {Unresolved::resend, Unresolved::fall_back, Unresolved::hold}) {
    auto rules = without_jitter();
    rules.unresolved = unresolved;
    auto message = message_in(State::Unknown);
    auto at = noon;
    for (int poll = 1; poll < 6; ++poll, at += rules.poll_delay) {
      REQUIRE(message.claim_question(at, rules));
      CHECK(message.record(outcome_for(message, OutcomeKind::UNAVAILABLE), at, rules).is_nothing());
    }
    REQUIRE(message.claim_question(at, rules));
    auto const ended = message.record(outcome_for(message, OutcomeKind::UNAVAILABLE), at, rules);
    if (unresolved == Unresolved::resend) CHECK(message.state == State::RetryWaiting);
    if (unresolved == Unresolved::fall_back) CHECK(ended.fell_back->to == Channel::SMS);
    if (unresolved == Unresolved::hold) {
      CHECK(message.state == State::Held);
      CHECK(message.due_at == never);
      CHECK_FALSE(ended.held->until);
      CHECK(ended.held->reason == HoldReason::UNRESOLVED);
    }
    CHECK(message.possible_duplicate == (unresolved != Unresolved::hold));
  }
}

TEST_CASE("What was sent though it may have arrived before says so") {
  auto message = message_in(State::InFlight);
  message.possible_duplicate = true;
  auto const ended = message.record(outcome_for(message, OutcomeKind::ACCEPTED), noon, Rules{});
  CHECK(ended.sent->possible_duplicate);
}

TEST_CASE("A try has a number that no other has, over all steps and generations") {
  auto const rules = without_jitter();
  auto message = message_in(State::Ready);
  auto const next = [&] {
    REQUIRE(message.claim(noon, rules));
    return message.tries;
  };
  CHECK(next() == 1);
  message.lose_claim(message.due_at, rules);
  message.record(outcome_for(message, OutcomeKind::NOT_FOUND), noon, rules);
  CHECK(next() == 2);
  message.record(outcome_for(message, OutcomeKind::REJECTED), noon, rules);
  CHECK(message.step == 1);
  CHECK(next() == 3);
  message.record(outcome_for(message, OutcomeKind::REJECTED), noon, rules);
  REQUIRE(message.retry(noon));
  CHECK(next() == 4);
}

TEST_CASE("A message may have arrived when a gateway has it or nobody knows, and not when it certainly failed") {
  for (auto const state : all_states) {
    auto const has_it = state == State::InFlight || state == State::Unknown || is_sent(state);
    CHECK(message_in(state).may_have_arrived() == has_it);
    auto marked = message_in(state);
    marked.possible_duplicate = true;
    CHECK(marked.may_have_arrived());
  }
  auto rules = without_jitter();
  rules.unresolved = Unresolved::hold;
  auto held = message_in(State::Unknown);
  held.polls = rules.polls;
  held.record(outcome_for(held, OutcomeKind::UNAVAILABLE), noon, rules);
  CHECK(held.may_have_arrived());
  REQUIRE(held.cancel(noon));
  CHECK(held.may_have_arrived());
}

TEST_CASE("Further tries are cancelled where there may be any, and once") {
  for (auto const state : all_states) {
    auto message = message_in(state);
    auto const may_go_on =
        state == State::InFlight || state == State::Unknown || state == State::Sent || state == State::Failed;
    CHECK(message.cancel_further_tries(noon) == may_go_on);
    CHECK(message.state == state);
    CHECK_FALSE(message.cancel_further_tries(noon));
  }
}

TEST_CASE("A rejection that is heard after the claim has lapsed may be of an earlier try with the same key") {
  for (auto const has_lapsed : {false, true}) {
    auto message = message_in(State::InFlight);
    if (has_lapsed) message.lose_claim(noon, Rules{});
    message.record(outcome_for(message, OutcomeKind::REJECTED, FailureKind::TRANSIENT), noon, Rules{});
    CHECK(message.possible_duplicate == has_lapsed);
  }
}

TEST_CASE("Every state shows as waiting, sent or failed") {
  std::set<State> sent, failed, waiting;
  for (auto const state : all_states) {
    if (is_sent(state)) sent.insert(state);
    if (is_failed(state)) failed.insert(state);
    if (is_waiting(state)) waiting.insert(state);
  }
  CHECK(sent == std::set{State::Sent, State::Delivered});
  CHECK(failed == std::set{State::Failed, State::Cancelled, State::Suppressed, State::Expired});
  CHECK(waiting.size() == 6);
}

}  // namespace
}  // namespace lilac::messaging

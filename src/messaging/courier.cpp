#include "lilac/messaging/courier.hpp"

#include <algorithm>
#include <limits>

#include "lilac/engine/engine.hpp"
#include "lilac/messaging/commands.hpp"
#include "messaging/throttle.hpp"

namespace lilac::messaging {

namespace {

struct Carriers {
  MessageGateway* gateway;
  std::size_t room;  ///< in the gateway, for one batch
};

/// Nothing while somebody is missing who is needed to send.
std::optional<Carriers> carriers_of(Host const& host) {
  if (host.find_port(port_info<MessageGateway>()) == nullptr || host.find_port(port_info<AddressBook>()) == nullptr)
    return std::nullopt;
  auto& gateway = host.port<MessageGateway>();
  std::size_t room = 0;
  try {
    room = gateway.max_in_flight();
  } catch (...) {  // a gateway that cannot even tell its size takes nothing now
  }
  if (room == 0) return std::nullopt;
  return Carriers{&gateway, std::min<std::size_t>(room, std::numeric_limits<std::int32_t>::max())};
}

result<std::optional<Instant>> earliest_due(Engine& engine, std::optional<Instant> now) {
  constexpr MessageState waiting[] = {MessageState::RetryWaiting, MessageState::Held, MessageState::InFlight,
                                      MessageState::Unknown};
  StoreReader reader{engine.store()};
  BOOST_OUTCOME_TRY(auto const absent, engine.absent_modules());
  BOOST_OUTCOME_TRY(auto earliest, first_to_go(reader, now, engine.host().rules<Rules>(), absent));
  for (auto const state : waiting) {
    BOOST_OUTCOME_TRY(reader.each_after<Message::find_by_state>(
        Key{}, absent.empty() ? 1 : no_limit,
        [&](Message const& message) {
          if (is_of_one(absent, message.purpose)) return true;
          if (message.due_at < never && (!earliest || message.due_at < *earliest)) earliest = message.due_at;
          return false;
        },
        state));
  }
  return earliest;
}

template <class About>
SendOutcome outcome_of(About const& about, OutcomeKind kind) {
  return {about.message_id, about.generation, about.step, about.attempt, kind, FailureKind::PERMANENT, {}, {},
          about.try_number};
}

/// A vendor's id is worth keeping when it is a text of sensible length.
std::string kept_vendor_id(std::string id) { return id.size() <= 200 && is_valid_text(id) ? std::move(id) : ""; }

void take_answer(SendOutcome& outcome, SendResult&& answer) {
  switch (answer.answer) {
    case SendResult::Answer::Accepted:
      outcome.outcome = OutcomeKind::ACCEPTED;
      outcome.vendor_id = kept_vendor_id(std::move(answer.vendor_id));
      return;
    case SendResult::Answer::Rejected:
      outcome.outcome = OutcomeKind::REJECTED;
      outcome.kind = answer.kind;
      outcome.reason = reason_code(answer.reason);
      return;
    case SendResult::Answer::Pending:
      return;
  }
}

void take_answer(SendOutcome& outcome, StatusResult&& answer) {
  switch (answer.answer) {
    case StatusResult::Answer::Accepted:
      outcome.outcome = OutcomeKind::ACCEPTED;
      outcome.vendor_id = kept_vendor_id(std::move(answer.vendor_id));
      return;
    case StatusResult::Answer::Rejected:
      outcome.outcome = OutcomeKind::REJECTED;
      outcome.kind = answer.kind;
      outcome.reason = reason_code(answer.reason);
      return;
    case StatusResult::Answer::NotFound:
      outcome.outcome = OutcomeKind::NOT_FOUND;
      return;
    case StatusResult::Answer::Unavailable:
      return;
  }
}

/// Whatever goes wrong here, every message gets an outcome: nobody knows.
RecordSendOutcomes send(MessageGateway& gateway, std::span<OutgoingMessage const> batch) {
  RecordSendOutcomes record;
  record.outcomes.reserve(batch.size());
  for (auto const& message : batch) record.outcomes.push_back(outcome_of(message, OutcomeKind::NO_ANSWER));
  try {
    auto answers = gateway.send(batch);
    if (answers.size() == batch.size()) {
      for (std::size_t i = 0; i < answers.size(); ++i) take_answer(record.outcomes[i], std::move(answers[i]));
      return record;
    }
  } catch (...) {
  }
  for (auto& outcome : record.outcomes) outcome.reason = reason_gateway_failed;
  return record;
}

RecordSendOutcomes ask(MessageGateway& gateway, std::span<StatusQuestion const> questions) {
  RecordSendOutcomes record;
  record.outcomes.reserve(questions.size());
  for (auto const& question : questions) {
    auto& outcome = record.outcomes.emplace_back(outcome_of(question, OutcomeKind::UNAVAILABLE));
    try {
      take_answer(outcome, gateway.status(question));
    } catch (...) {
    }
  }
  return record;
}

/// Leaves out what somebody else has taken over: a gateway that was slow with the batch before has let claims lapse.
/// What is lost between this and the gateway is marked as a possible duplicate by whoever takes it.
result<std::vector<OutgoingMessage>> still_claimed(Store& store, std::span<OutgoingMessage> batch) {
  StoreReader reader{store};
  std::vector<OutgoingMessage> ours;
  ours.reserve(batch.size());
  for (auto& message : batch) {
    BOOST_OUTCOME_TRY(auto const* present, reader.find(message.message_id));
    if (present != nullptr && present->state == MessageState::InFlight && present->tries == message.try_number)
      ours.push_back(std::move(message));
  }
  return ours;
}

}  // namespace

result<std::optional<Instant>> next_round(Engine& engine) {
  if (!carriers_of(engine.host())) return std::optional<Instant>{};
  return earliest_due(engine, std::nullopt);
}

result<bool> carry(Engine& engine, Instant now) {
  auto const carriers = carriers_of(engine.host());
  if (!carriers) return false;
  BOOST_OUTCOME_TRY(auto const due, earliest_due(engine, now));
  if (!due || *due > now) return false;
  Options const options{.at = now, .was_due = true};

  BOOST_OUTCOME_TRY(auto claim,
                    engine.execute(ClaimMessages{static_cast<std::int32_t>(carriers->room)}, system_actor, options));
  if (!claim.to_ask.empty()) {
    BOOST_OUTCOME_TRY(engine.execute(ask(*carriers->gateway, claim.to_ask), system_actor, options));
  }
  // One batch per channel, each in the order of release, each recorded before the next is sent, and each of what is
  // ours still.
  auto& messages = claim.to_send;
  auto const by_channel = [](OutgoingMessage const& a, OutgoingMessage const& b) { return a.channel < b.channel; };
  if (!std::is_sorted(messages.begin(), messages.end(), by_channel))  // most are for one channel
    std::stable_sort(messages.begin(), messages.end(), by_channel);
  for (auto first = messages.begin(); first != messages.end();) {
    auto const last = std::find_if(first, messages.end(),
                                   [&](OutgoingMessage const& message) { return message.channel != first->channel; });
    BOOST_OUTCOME_TRY(auto const batch, still_claimed(engine.store(), {first, last}));
    if (!batch.empty()) {
      BOOST_OUTCOME_TRY(engine.execute(send(*carriers->gateway, batch), system_actor, options));
    }
    first = last;
  }
  return claim.changed > 0;
}

}  // namespace lilac::messaging

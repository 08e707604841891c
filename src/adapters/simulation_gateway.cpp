#include "lilac/adapters/simulation_gateway.hpp"

#include <algorithm>

#include "lilac/kernel/codec.hpp"

namespace lilac {

using messaging::Channel;
using messaging::FailureKind;
using messaging::SendResult;
using messaging::StatusResult;

SimulatedChannel const& SimulationGateway::profile(Channel channel) const {
  switch (channel) {
    case Channel::EMAIL:
      return simulation_.email;
    case Channel::SMS:
      return simulation_.sms;
    case Channel::PUSH:
      return simulation_.push;
    case Channel::ALARM:
      return simulation_.alarm;
  }
  return simulation_.email;
}

bool SimulationGateway::is_out(Channel channel, Instant at) const {
  return std::any_of(simulation_.outages.begin(), simulation_.outages.end(), [&](Outage const& outage) {
    return outage.channel == channel && outage.from <= at && at < outage.until;
  });
}

SendResult SimulationGateway::take(messaging::OutgoingMessage const& message) {
  ++counts_.sends;
  auto const& channel = profile(message.channel);
  if (is_out(message.channel, message.at)) {
    ++counts_.failures;
    return SendResult::rejected(FailureKind::TRANSIENT, "OUTAGE");
  }
  auto const known = known_from_.find(message.key);
  if (known != known_from_.end()) {
    ++counts_.repeated_keys;
    if (simulation_.honours_keys) return SendResult::accepted("sim-" + message.key);
    ++counts_.duplicates;
  }
  // Not by the store's name before the key: the same messages have the same fate in every store.
  auto const is_named = message.key.size() > 17 && message.key[16] == ':';
  auto const name = (is_named ? message.key.substr(17) : message.key) + '#' + std::to_string(message.attempt);
  auto drawn = static_cast<std::int64_t>(digest(name, static_cast<std::uint64_t>(simulation_.seed)) % 1'000'000);
  auto happens = [&drawn](std::int32_t rate) { return (drawn -= rate) < 0; };
  if (happens(channel.transient_failures)) {
    ++counts_.failures;
    return SendResult::rejected(FailureKind::TRANSIENT, "SIMULATED_TRANSIENT");
  }
  if (happens(channel.permanent_failures)) {
    ++counts_.failures;
    return SendResult::rejected(FailureKind::PERMANENT, "SIMULATED_PERMANENT");
  }
  if (happens(channel.lost_sends)) return SendResult::pending();
  ++counts_.carried;
  known_from_.insert_or_assign(message.key, message.at + channel.delay);
  if (happens(channel.lost_replies) || channel.delay > Duration{0}) return SendResult::pending();
  return SendResult::accepted("sim-" + message.key);
}

std::vector<SendResult> SimulationGateway::send(std::span<messaging::OutgoingMessage const> batch) {
  std::lock_guard const lock(mutex_);
  std::vector<SendResult> answers;
  answers.reserve(batch.size());
  for (auto const& message : batch) answers.push_back(take(message));
  return answers;
}

StatusResult SimulationGateway::status(messaging::StatusQuestion const& question) {
  std::lock_guard const lock(mutex_);
  ++counts_.questions;
  if (is_out(question.channel, question.at)) return StatusResult::unavailable();
  auto const known = known_from_.find(question.key);
  if (known == known_from_.end()) return StatusResult::not_found();
  if (question.at < known->second) return StatusResult::unavailable();
  return StatusResult::accepted("sim-" + question.key);
}

SimulationGateway::Counts SimulationGateway::counts() const {
  std::lock_guard const lock(mutex_);
  return counts_;
}

}  // namespace lilac

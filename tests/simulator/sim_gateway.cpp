#include "simulator/sim_gateway.hpp"

#include <stdexcept>

namespace lilac::simulator {

using messaging::FailureKind;
using messaging::SendResult;
using messaging::StatusResult;

namespace {

constexpr std::uint32_t longest_outage = 8;  ///< calls

}  // namespace

std::size_t SimGateway::max_in_flight() const {
  if (world_.happens(Fault::gateway_is_full)) return world_.choices.below(3);
  return 100;
}

// Out for some calls; short outages in a row are flapping.
bool SimGateway::is_out() {
  if (world_.is_calm) return false;
  if (calls_until_back_ > 0) {
    --calls_until_back_;
    return true;
  }
  if (!world_.happens(Fault::gateway_is_out)) return false;
  calls_until_back_ = world_.choices.below(longest_outage);
  return true;
}

void SimGateway::carry(messaging::OutgoingMessage const& message, Parcel& parcel) {
  auto const repeats = world_.flaw == Flaw::key_is_carried_twice;
  if (parcel.carried > 0) world_.sightings.saw("gateway: a key that was carried comes again");
  if (parcel.carried > 0 && honours_keys_ && !repeats) return;
  if (parcel.carried > 0) world_.sightings.saw("gateway: a key is carried again");
  ++parcel.carried;
  parcel.rejection.reset();
  world_.trace.note("carried " + message.key);
  if (world_.happens(Fault::message_bounces)) {
    receipts.push_back({message.key, messaging::Receipt::BOUNCED});
    parcel.has_bounced = true;
  } else if (world_.happens(Fault::receipt_comes)) {
    receipts.push_back({message.key, messaging::Receipt::DELIVERED});
  }
}

SendResult SimGateway::take(messaging::OutgoingMessage const& message) {
  auto& parcel = parcels_[message.key];
  ++parcel.given;
  // The frozen text is what makes a repetition one.
  auto const text = message.subject + "|" + message.text;
  if (parcel.given > 1 && parcel.text != text) world_.verdict.broken("a key always carries the same text", message.key);
  parcel.text = text;
  auto const [first, is_new] =
      keys_.try_emplace(Try{message.message_id.value, message.step, message.generation}, message.key);
  if (first->second != message.key)
    world_.verdict.broken("all tries of a step have one key", message.key + " was " + first->second);
  if (!is_new) world_.sightings.saw("gateway: a step is tried again");

  if (world_.happens(Fault::rejected_for_now)) return SendResult::rejected(FailureKind::TRANSIENT, "BUSY");
  if (world_.happens(Fault::rejected_for_good)) return SendResult::rejected(FailureKind::PERMANENT, "NO_SUCH_NUMBER");
  if (world_.happens(Fault::send_is_lost)) return SendResult::pending();
  if (world_.happens(Fault::answer_is_late)) {
    parcel.tells_from = message.at + std::chrono::seconds(world_.choices.below(600));
    constexpr std::optional<FailureKind> fates[] = {std::nullopt, FailureKind::TRANSIENT, FailureKind::PERMANENT};
    auto const fate = world_.choices.one_of(fates);
    if (!fate) carry(message, parcel);
    if (parcel.carried == 0) parcel.rejection = fate;
    return SendResult::pending();
  }
  if (world_.happens(Fault::answer_never_comes)) {
    parcel.never_tells = true;
    if (world_.choices.below(2) == 0) carry(message, parcel);
    return SendResult::pending();
  }
  carry(message, parcel);
  if (world_.happens(Fault::gateway_times_out)) {
    // "Rejected, perhaps" is no answer either.
    if (world_.choices.below(2) == 0) return SendResult::pending();
    return SendResult::rejected(FailureKind::UNKNOWN, "TIMED_OUT");
  }
  return SendResult::accepted("v-" + message.key);
}

std::vector<SendResult> SimGateway::send(std::span<messaging::OutgoingMessage const> batch) {
  if (is_dead()) return {};
  if (world_.happens(Fault::process_dies_sending)) {
    // Before or behind the carrying of the first ones.
    auto left = world_.choices.below(static_cast<std::uint32_t>(batch.size()) + 1);
    for (auto const& message : batch) {
      if (left-- == 0) break;
      take(message);
    }
    on_death();
    return {};
  }
  // Somebody may come before the first is carried, or behind the last, before anybody knows of it.
  auto const has_rival = world_.happens(Fault::rival_while_sending);
  auto const is_early = has_rival && world_.choices.below(2) == 0;
  if (is_early) {
    ++world_.interference;
    on_rival();
  }
  if (is_out()) return std::vector<SendResult>(batch.size(), SendResult::rejected(FailureKind::TRANSIENT, "OUTAGE"));
  auto const throws = world_.happens(Fault::gateway_throws);
  auto const before_throwing = throws ? world_.choices.below(static_cast<std::uint32_t>(batch.size()) + 1) : 0;
  std::vector<SendResult> answers;
  for (auto const& message : batch) {
    if (throws && answers.size() == before_throwing) throw std::runtime_error("the connection broke");
    answers.push_back(take(message));
  }
  if (has_rival && !is_early) {
    ++world_.interference;
    on_rival();
  }
  if (throws) throw 7;  // whatever a host throws
  if (world_.happens(Fault::answers_are_garbled)) {
    if (world_.choices.below(2) == 0)
      answers.pop_back();
    else
      answers.push_back(SendResult::accepted());
  }
  return answers;
}

StatusResult SimGateway::status(messaging::StatusQuestion const& question) {
  if (is_dead()) return StatusResult::unavailable();
  if (world_.happens(Fault::rival_while_sending)) {
    ++world_.interference;
    on_rival();
  }
  if (is_out()) return StatusResult::unavailable();
  if (world_.happens(Fault::gateway_throws)) throw std::runtime_error("the connection broke");
  if (world_.happens(Fault::status_is_unavailable)) return StatusResult::unavailable();
  auto const found = parcels_.find(question.key);
  if (found == parcels_.end()) {
    world_.sightings.saw("gateway: status not found");
    return StatusResult::not_found();
  }
  auto const& parcel = found->second;
  if (parcel.never_tells) return StatusResult::unavailable();
  if (parcel.tells_from && question.at < *parcel.tells_from) return StatusResult::unavailable();
  if (parcel.carried > 0) {
    world_.sightings.saw("gateway: status accepted");
    return StatusResult::accepted("v-" + question.key);
  }
  if (parcel.rejection) {
    world_.sightings.saw("gateway: status rejected");
    return StatusResult::rejected(*parcel.rejection, "LATE_NO");
  }
  world_.sightings.saw("gateway: status not found");
  return StatusResult::not_found();
}

}  // namespace lilac::simulator

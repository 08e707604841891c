// A carrier that fails on purpose, always in the same way: every outcome is a hash of (seed, key, attempt).
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <mutex>

#include "lilac/kernel/time.hpp"
#include "lilac/messaging/ports.hpp"

namespace lilac {

/// How one channel behaves. Rates are per million tries.
struct SimulatedChannel {
  std::int32_t transient_failures = 0;
  std::int32_t permanent_failures = 0;
  std::int32_t lost_replies = 0;  ///< carried, but the answer never comes back; status() knows
  std::int32_t lost_sends = 0;    ///< never arrives, and no answer comes back; status() finds nothing
  Duration delay{0};              ///< until status() tells; a channel with a delay answers Pending
};
/// `[from, until)`: sends fail transiently, and status() is unavailable.
struct Outage {
  messaging::Channel channel = messaging::Channel::EMAIL;
  Instant from;
  Instant until;
};
struct Simulation {
  std::int64_t seed = 0;
  SimulatedChannel email{};
  SimulatedChannel sms{};
  SimulatedChannel push{};
  SimulatedChannel alarm{};
  std::vector<Outage> outages{};
  bool honours_keys = true;  ///< a key that was carried is not carried again
  std::size_t max_in_flight = 100;

  /// A telecom's night of bills: e-mail takes a second and fails for now once in a hundred tries, short messages never
  /// fail.
  static Simulation of_tr1l(std::int64_t seed) {
    return {.seed = seed, .email = {.transient_failures = 10'000, .delay = std::chrono::seconds(1)}};
  }
};

/// Threads may share it.
class SimulationGateway final : public messaging::MessageGateway {
 public:
  struct Counts {
    std::int64_t sends = 0;          ///< messages given, repetitions included
    std::int64_t carried = 0;        ///< messages that reached somebody
    std::int64_t repeated_keys = 0;  ///< keys given again after they had been carried
    std::int64_t duplicates = 0;     ///< of those, carried again: none when keys are honoured
    std::int64_t failures = 0;       ///< answered Rejected
    std::int64_t questions = 0;
  };

  explicit SimulationGateway(Simulation simulation = {}) : simulation_(std::move(simulation)) {}

  std::vector<messaging::SendResult> send(std::span<messaging::OutgoingMessage const> batch) override;
  messaging::StatusResult status(messaging::StatusQuestion const& question) override;
  std::size_t max_in_flight() const override { return simulation_.max_in_flight; }
  Counts counts() const;

 private:
  messaging::SendResult take(messaging::OutgoingMessage const& message);
  SimulatedChannel const& profile(messaging::Channel channel) const;
  bool is_out(messaging::Channel channel, Instant at) const;

  Simulation simulation_;
  mutable std::mutex mutex_;
  boost::unordered_flat_map<std::string, Instant> known_from_;  ///< keys carried, and when status() begins to tell
  Counts counts_;
};

}  // namespace lilac

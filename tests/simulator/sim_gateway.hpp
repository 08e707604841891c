// A carrier of messages that times out, loses answers, flaps and repeats itself, and remembers what really reached
// somebody.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "lilac/messaging/commands.hpp"
#include "lilac/messaging/ports.hpp"
#include "simulator/world.hpp"

namespace lilac::simulator {

/// What the vendor tells later about a key that was carried.
struct PendingReceipt {
  std::string key;
  messaging::Receipt receipt;
};

class SimGateway final : public messaging::MessageGateway {
 public:
  /// What the gateway knows of one key.
  struct Parcel {
    std::uint32_t given = 0;
    std::uint32_t carried = 0;
    bool has_bounced = false;
    std::optional<Instant> tells_from{};  ///< until then status() cannot tell
    bool never_tells = false;
    std::optional<messaging::FailureKind> rejection{};  ///< that status() tells
    std::string text{};
  };

  SimGateway(World& world, bool honours_keys) : world_(world), honours_keys_(honours_keys) {}

  std::vector<messaging::SendResult> send(std::span<messaging::OutgoingMessage const> batch) override;
  messaging::StatusResult status(messaging::StatusQuestion const& question) override;
  std::size_t max_in_flight() const override;

  bool honours_keys() const { return honours_keys_; }
  std::map<std::string, Parcel, std::less<>> const& parcels() const { return parcels_; }
  /// Receipts that the vendor has not sent yet, in no particular order.
  std::vector<PendingReceipt> receipts{};
  std::function<void()> on_death{};  ///< the process dies
  std::function<void()> on_rival{};  ///< something happens at the same time
  std::function<bool()> is_dead = [] { return false; };

 private:
  bool is_out();
  messaging::SendResult take(messaging::OutgoingMessage const& message);
  void carry(messaging::OutgoingMessage const& message, Parcel& parcel);

  World& world_;
  bool honours_keys_;
  using Try = std::tuple<std::int64_t, std::int32_t, std::int32_t>;  ///< message, step, generation
  std::map<Try, std::string> keys_;
  std::map<std::string, Parcel, std::less<>> parcels_;
  std::uint32_t calls_until_back_ = 0;
};

}  // namespace lilac::simulator

// A vendor who carries whatever it is given, as often as it is given it, and remembers to whom.
#pragma once

#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "lilac/messaging/ports.hpp"

namespace lilac::desks {

/// The decisions of a story: the same ones for the same seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  /// 0 ≤ n < sides.
  std::int64_t roll(std::int64_t sides) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(sides));
  }
  bool one_in(std::int64_t times) { return roll(times) == 0; }

 private:
  std::mt19937_64 engine_;
};

class Vendor {
 public:
  struct Parcel {
    std::string key;
    std::string address;
    messaging::Channel channel;
  };

  explicit Vendor(Dice& dice) : dice_(dice) {}

  messaging::SendResult take(messaging::OutgoingMessage const& message);
  messaging::StatusResult tell(std::string const& key) const;
  std::map<messaging::MessageId, std::vector<Parcel>> const& carried() const { return carried_; }

  bool is_well = false;  ///< refuses nothing and answers at once

 private:
  Dice& dice_;
  std::map<messaging::MessageId, std::vector<Parcel>> carried_;
  std::map<std::string, int> keys_;
};

/// One desk's way to the vendor.
class Line final : public messaging::MessageGateway {
 public:
  Line(Vendor& vendor, Dice& dice) : vendor_(vendor), dice_(dice) {}

  std::vector<messaging::SendResult> send(std::span<messaging::OutgoingMessage const> batch) override;
  messaging::StatusResult status(messaging::StatusQuestion const& question) override;
  std::size_t max_in_flight() const override { return 3; }

  /// Called before a batch is carried and when it was: the desk's process may stand still there.
  std::function<void()> on_stop = [] {};

 private:
  Vendor& vendor_;
  Dice& dice_;
};

}  // namespace lilac::desks

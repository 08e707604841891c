// Two desks with unlike modules on one file, whose clocks are an hour apart, at one vendor.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>

#include "adapters/temporary_directory.hpp"
#include "desks/own_work.hpp"
#include "desks/vendor.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/billing/billing.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"
#include "lilac/testing/support.hpp"

namespace lilac::desks {

using Modules = std::vector<ModuleInfo const*>;
inline Modules const every_module{&messaging::module, &support::module, &billing::module};

struct Desk {
  Desk(std::string const& path, Modules own, Duration clock_is_ahead, Vendor& vendor, Dice& dice);

  bool has(ModuleInfo const& module) const;
  Instant now(Instant world) const { return world + ahead; }

  Modules modules;
  Duration ahead;
  Line line;
  TzdbZones zones;
  testing::RecordingSiteContext site;
  std::unique_ptr<Store> file;
  std::optional<OwnWork> store;
  std::optional<Engine> engine;
};

/// Persons 1 to 5 are users of the support desk and lines of the bill, with the same numbers and other telephones.
inline constexpr std::int64_t persons = 5;
inline std::string phone_of_user(std::int64_t id) { return "010-1000-000" + std::to_string(id); }
inline std::string phone_of_line(std::int64_t id) { return "010-2000-000" + std::to_string(id); }
inline std::string mail_of_line(std::int64_t id) { return "line" + std::to_string(id) + "@example.com"; }

class Pair {
 public:
  Pair(Modules first, Modules second, std::uint64_t seed);

  /// One thing that one of the desks does, or time passes.
  void step();
  /// The vendor and the desks' processes are well again, and time passes until nothing is left to do.
  void rest();

  Vendor const& vendor() const { return vendor_; }
  Desk& first() { return first_; }
  Desk& second() { return second_; }
  int stops() const { return stops_; }
  std::vector<messaging::Message> messages();
  std::vector<DeadLetter> dead_letters();

 private:
  struct Told {
    std::int64_t calls = 0, messages = 0, usages = 0;
  };
  void set_up();
  void act(Desk& desk);
  void act_at_support(Desk& desk);
  void act_at_billing(Desk& desk);
  void settle(Desk& desk);
  void work_on(Desk& desk);
  /// The desk's process stands still, perhaps for longer than its claims hold, and the other one goes on.
  void stand_still(Desk& desk);
  Desk& other(Desk const& desk) { return &desk == &first_ ? second_ : first_; }
  template <class C>
  void run(Desk& desk, C const& command, Actor by);

  Dice dice_;
  TemporaryDirectory directory_;
  Vendor vendor_{dice_};
  Desk first_, second_;
  Instant world_;
  Told told_;
  std::int32_t period_ = 202601;
  bool is_standing_ = false;
  int stops_ = 0;
};

}  // namespace lilac::desks

// A process of the host: an engine over a store that may take it down. What it held in memory goes with it.
#pragma once

#include <memory>
#include <vector>

#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/engine.hpp"
#include "simulator/sim_gateway.hpp"
#include "simulator/sim_site.hpp"
#include "simulator/sim_store.hpp"

namespace lilac::simulator {

std::span<ModuleInfo const* const> modules();
Zones const& zones();

/// Tells the sightings what engines tell it.
class Watcher final : public Observer {
 public:
  explicit Watcher(Sightings& sightings) : sightings_(sightings) {}
  void fired(PolicyInfo const& policy) override { sightings_.saw(std::string("policy ") + policy.name); }
  void refused(Rule const& rule) override { sightings_.saw(std::string("rule ") + rule.id); }

 private:
  Sightings& sightings_;
};

class Process {
 public:
  Process(Store& memory, World& world, SimGateway& gateway, SimSite& site, std::function<void()> rival = {});

  /// Starts it, if it does not run. False when the store did not let it.
  bool start();
  void stop();
  /// What is dead is gone.
  void bury();
  bool is_running() const { return engine_ != nullptr; }
  Engine& engine() { return *engine_; }
  SimStore& store() { return store_; }
  /// Events of these kinds that its subscribers ever heard.
  std::uint64_t heard_completed() const { return heard_completed_; }
  std::uint64_t heard_sent() const { return heard_sent_; }

 private:
  void listen();

  World& world_;
  SimGateway& gateway_;
  SimSite& site_;
  SimStore store_;
  Watcher watcher_;
  std::unique_ptr<Engine> engine_;
  std::vector<Subscription> subscriptions_;
  std::uint64_t heard_completed_ = 0;
  std::uint64_t heard_sent_ = 0;
};

}  // namespace lilac::simulator

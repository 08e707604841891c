#include "simulator/process.hpp"

#include "lilac/engine/rules.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"

namespace lilac::simulator {

namespace {

constexpr ModuleInfo const* all_modules[] = {&support::module, &messaging::module};

}  // namespace

std::span<ModuleInfo const* const> modules() { return all_modules; }

Zones const& zones() {
  static TzdbZones const zones;  // reading the database takes longer than many simulations
  return zones;
}

Process::Process(Store& memory, World& world, SimGateway& gateway, SimSite& site, std::function<void()> rival)
    : world_(world),
      gateway_(gateway),
      site_(site),
      store_(memory, world, std::move(rival)),
      watcher_(world.sightings) {}

bool Process::start() {
  if (engine_) return true;
  Host host;
  host.bind<Zones>(const_cast<Zones&>(zones())).set(world_.profile.messaging);
  // Its clocks jump by years on purpose; what a step back is refused for has tests of its own.
  host.set(engine::Rules{.longest_step_back = Duration::max()});
  support::bind_bridges(host);
  if (!world_.happens(Fault::port_is_unbound)) host.bind<messaging::MessageGateway>(gateway_);
  if (!world_.happens(Fault::port_is_unbound)) host.bind<support::SiteContext>(site_);
  auto const mishaps = world_.mishaps;
  try {
    engine_ = std::make_unique<Engine>(store_, modules(), host);
  } catch (ConfigurationError const& error) {
    world_.trace.note(std::string("not started: ") + error.what());
    if (world_.mishaps == mishaps && !store_.is_dead())
      world_.verdict.broken("nothing fails without a cause", error.what());
    world_.sightings.saw("process: not started");
    return false;
  }
  engine_->observe(&watcher_);
  if (world_.choices.below(2) == 1) listen();  // a commit whose events are heard keeps them
  world_.sightings.saw("process: started");
  return true;
}

void Process::listen() {
  subscriptions_.push_back(engine_->on<support::OutboundCompleted>(
      [this](support::OutboundCompleted const&, Heard const&) { ++heard_completed_; }));
  subscriptions_.push_back(
      engine_->on<messaging::MessageSent>([this](messaging::MessageSent const&, Heard const&) { ++heard_sent_; }));
}

void Process::stop() {
  subscriptions_.clear();
  engine_.reset();
}

void Process::bury() {
  if (!store_.is_dead()) return;
  stop();
  store_.revive();
  world_.sightings.saw("process: died");
}

}  // namespace lilac::simulator

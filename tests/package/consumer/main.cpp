// A host of its own: defines one call of the programme and hears of it. It brings its own time zones, so it needs
// neither the tzdb adapter nor a database.
#include <cstdio>

#include "lilac/adapters/memory.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"

namespace {

struct UtcOnly final : lilac::Zones {
  bool knows(std::string_view zone) const override { return zone == "UTC"; }
  lilac::LocalTime to_local(std::string_view, lilac::Instant instant) const override {
    return lilac::LocalTime{instant.time_since_epoch()};
  }
  lilac::Instant to_instant(std::string_view, lilac::LocalTime local) const override {
    return lilac::Instant{local.time_since_epoch()};
  }
};

}  // namespace

int main() {
  UtcOnly zones;
  lilac::Host host;
  host.bind<lilac::Zones>(zones);
  lilac::MemoryStore store;
  lilac::Engine engine{store, {&lilac::support::module, &lilac::messaging::module}, lilac::support::bind_bridges(host)};

  int heard = 0;
  auto const subscription = engine.on<lilac::support::OutboundPlanDefined>([&](auto const&, auto const&) { ++heard; });

  lilac::support::DefineOutboundPlan const command{.sequence = 1, .day_index = 3};
  auto const plan = engine.execute(command, lilac::admin(1), {.at = lilac::Instant{}});
  if (!plan) {
    std::fprintf(stderr, "refused with %d\n", plan.error().number());
    return 1;
  }
  auto const refused = engine.execute(command, lilac::operation_user(3), {.at = lilac::Instant{}});
  std::printf("a call is planned on day %d; %d event heard\n", plan.value().day_index, heard);
  return plan.value().day_index == 3 && heard == 1 && !refused ? 0 : 1;
}

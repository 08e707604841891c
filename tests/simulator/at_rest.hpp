// What must hold when nothing goes wrong any more and everything has had its time.
#pragma once

#include "lilac/engine/engine.hpp"
#include "simulator/history.hpp"
#include "simulator/sim_gateway.hpp"
#include "simulator/sim_site.hpp"

namespace lilac::simulator {

struct AtRest {
  Engine& engine;
  Store& memory;
  History const& history;
  SimGateway const& gateway;
  SimSite const& site;
  World& world;
};

void check_at_rest(AtRest const& rest);

/// Notes which states messages are in.
void see_messages(Store& memory, Sightings& sightings);

}  // namespace lilac::simulator

// One simulation, from an empty store to rest: a phase in which everything may go wrong, then one in which nothing
// does.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "simulator/choices.hpp"
#include "simulator/record.hpp"
#include "simulator/world.hpp"

namespace lilac::simulator {

struct Setting {
  std::string profile = "swarm";
  Flaw flaw = Flaw::none;
  std::function<void(std::string_view)> reader{};  ///< of the trace
};

struct Outcome {
  std::optional<Violation> violation;
  std::uint64_t hash = 0;  ///< of everything that happened
  std::string profile;     ///< what could go wrong
  Story story;             ///< tells it again
};

Outcome simulate(Choices choices, Setting const& setting, Sightings& sightings);

}  // namespace lilac::simulator

// Many simulations, one after another: each seed is one, and together they must have seen everything.
#pragma once

#include <iosfwd>

#include "simulator/simulation.hpp"

namespace lilac::simulator {

struct Campaign {
  std::uint64_t first = 1;
  std::uint64_t seeds = 200;
  std::size_t steps = 200;   ///< of the safety phase
  std::uint64_t twice = 10;  ///< every so many seeds, one is run twice
  int shrinking = 1500;      ///< tries
  Setting setting{};
  bool shows_sightings = false;
};

/// The choices of a seed: the same everywhere.
Choices choices_of(std::uint64_t seed, std::size_t steps);

struct Failure {
  std::uint64_t seed;
  Outcome outcome;
  Outcome shrunk;             ///< the same violation, by fewer decisions
  std::string shrunk_faults;  ///< what went wrong on the way there
};
/// Runs a seed; nothing when all is well.
std::optional<Failure> run_seed(Campaign const& campaign, std::uint64_t seed, Sightings& sightings);

/// Runs all seeds, says what failed and how to repeat it, and what was never seen. The number of failures.
int run(Campaign const& campaign, std::ostream& out);
/// Tells one story.
int replay(Story const& story, Setting const& setting, std::ostream& out);

}  // namespace lilac::simulator

// What a run of many seeds must have seen at least once each, so that green is not vacuous.
#pragma once

#include <string>
#include <vector>

#include "simulator/record.hpp"

namespace lilac::simulator {

/// What is rare is asked for only of many seeds.
std::vector<std::string> never_seen(Sightings const& sightings, std::uint64_t seeds);

}  // namespace lilac::simulator

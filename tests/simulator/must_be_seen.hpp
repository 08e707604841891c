// What a run of many seeds must have seen at least once each, so that green is not vacuous.
#pragma once

#include <string>
#include <vector>

#include "simulator/record.hpp"

namespace lilac::simulator {

std::vector<std::string> never_seen(Sightings const& sightings);

}  // namespace lilac::simulator

// Makes a failing story as short and as plain as it gets: fewer steps, fewer decisions, fewer faults.
#pragma once

#include <functional>

#include "simulator/choices.hpp"

namespace lilac::simulator {

/// `fails` tells a story and gives it back as it was told when it still fails in the same way. It is called at most
/// `tries` times.
Story shrink(Story story, std::function<std::optional<Story>(Story const&)> const& fails, int tries);

}  // namespace lilac::simulator

// What a host may tune of the engine itself: `host.set(lilac::engine::Rules{.longest_step_back = 1h})`.
#pragma once

#include "lilac/kernel/describe.hpp"
#include "lilac/kernel/time.hpp"

namespace lilac::engine {

struct Rules {
  /// How far before the latest instant that the store has seen a command's `at` may lie; further back it is refused
  /// with clock_stepped_back (4908). The order of things is the order of commits, whatever the clocks say. The longest
  /// duration that fits refuses nothing: for a host that takes in what happened long ago, or whose clock has once been
  /// wrong by a year.
  Duration longest_step_back = std::chrono::minutes(5);
};
BOOST_DESCRIBE_STRUCT(Rules, (), (longest_step_back))

}  // namespace lilac::engine

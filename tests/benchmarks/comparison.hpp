// What the engine costs: each case is measured beside code written by hand that leaves the same rows behind.
#pragma once

#include <benchmark/benchmark.h>

#include <functional>
#include <string>
#include <vector>

namespace lilac::benchmarks {

/// What the engine may cost at most, compared with the bare loop.
struct Goal {
  enum class Unit { nanoseconds_more, times, none };
  Unit unit = Unit::none;
  double limit = 0;
};

using Loop = std::function<void(benchmark::State&)>;

struct Case {
  std::string name;
  Loop bare;
  Loop engine;
  Goal goal{};
  benchmark::IterationCount commands = 0;  ///< in one run
  int threads = 1;
  /// Commands that wait (for a disk, for each other) are judged by the clock on the wall, others by processor time,
  /// which a busy machine disturbs less.
  bool waits = false;
};

struct Plan {
  int runs = 9;           ///< of each side, alternating; the medians are compared
  std::string filter;     ///< only cases whose name contains this
  std::string json_file;  ///< empty: none
};

/// Measures, prints the table, and writes it as JSON if asked to. False when the file cannot be written.
bool compare(std::vector<Case> const& cases, Plan const& plan);

}  // namespace lilac::benchmarks

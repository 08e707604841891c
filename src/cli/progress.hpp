#pragma once

#include <chrono>
#include <cstdint>

#include "cli/program.hpp"

namespace lilac::cli {

/// How far a long input has come, on stderr and only when that is a terminal: lines, their rate, the time that remains.
class Progress {
 public:
  /// `bytes` of the whole input, or how many there are of `unit`; 0 when nobody knows.
  Progress(Console& console, std::uint64_t bytes, bool wanted, char const* unit = "lines");
  ~Progress();
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  void update(std::uint64_t bytes, std::int64_t lines);

 private:
  using Clock = std::chrono::steady_clock;
  Console& console_;
  std::uint64_t total_;
  bool wanted_;
  char const* unit_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point shown_ = started_;
  bool visible_ = false;
};

}  // namespace lilac::cli

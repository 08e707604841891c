// Memory that runs out when a test says so: every allocation of this program and its libraries is counted.
#pragma once

#include <cstdint>

namespace host {

struct Memory {
  /// From now on the allocation of that number fails, counted from 1; and all after it when `for_good`.
  static void fail_at(std::int64_t number, bool for_good);
  /// Nothing fails any more. How many allocations there were since fail_at().
  static std::int64_t relax();
  /// Whether one failed since fail_at().
  static bool has_failed();
  /// Allocations that were not given back.
  static std::int64_t live();
  /// Whether allocations of C are counted and fail, too; otherwise only those of C++ do.
  static bool counts_c();
};

}  // namespace host

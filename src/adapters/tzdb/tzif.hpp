// A zone's compiled file.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "adapters/tzdb/clock_rule.hpp"
#include "lilac/adapters/tzdb.hpp"

namespace lilac::tzdb {

struct History {
  Duration first_offset{};              ///< before all changes
  std::vector<Change> listed{};         ///< in order
  std::optional<ClockRule> afterwards;  ///< from the last listed change on; nothing when the clock never changed
};

/// Throws the ZoneFault that keeps the file from being read right.
History read_tzif(std::string_view bytes);

}  // namespace lilac::tzdb

// A zone's whole history, as fast lookups want it.
#pragma once

#include <vector>

#include "adapters/tzdb/tzif.hpp"

namespace lilac::tzdb {

class ClockTable {
 public:
  explicit ClockTable(History const& history);

  Duration offset_at(Instant instant) const;
  /// The first instant at which the clock shows `local` or later.
  Instant first_showing(LocalTime local) const;

 private:
  /// A span of time during which the zone's clock differs from UTC by the same offset.
  struct Period {
    Instant begin;
    Duration offset;
    /// The clock shows every reading before this one by the end of the period, or showed it in an earlier one.
    LocalTime shown_before;
  };

  void add(Change const& change);
  void add_rule(ClockRule const& rule, Instant from);
  void note_what_is_shown();

  /// In order; the first one also holds for whatever is earlier, the last for later.
  std::vector<Period> periods_;
  /// From here on the table covers one cycle of the calendar, after which everything comes again.
  Instant cycle_begin_ = Instant::max();
};

}  // namespace lilac::tzdb

// A run settles one period for all lines of one cycle day, in chunks that can be interrupted anywhere.
#pragma once

#include <optional>
#include <string>

#include "lilac/billing/period.hpp"
#include "lilac/billing/rules.hpp"
#include "lilac/billing/vocabulary.hpp"
#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"

namespace lilac::billing {

struct BillingRunOpened;
struct BillsSettled;
struct BillingRunSettled;
struct BillingRunPaused;
struct BillingRunResumed;
struct RunApproved;
struct RunDiscarded;
struct BillsReleased;
struct ReleaseReserved;
struct ReleaseCancelled;
struct RunClosed;

/// One cycle day: which bill what is recorded now comes on. Every command that depends on it reads this row, so that
/// nothing slips between a run's cut-off and the next period. It counts the openings of runs, and what is recorded
/// notes the next one: what comes before what is the order of commits, whatever the clocks of their callers say.
struct BillingCycle {
  BillingCycleId id;            ///< the cycle day
  std::int32_t collecting = 0;  ///< the period on whose bill usage, payments and adjustments come now
  std::int32_t openings = 0;    ///< of runs, discarded ones included

  /// What is recorded now is in time for this opening, and for those after it.
  std::int32_t next_opening() const { return openings + 1; }

  static constexpr std::uint16_t number = 3006;
};
BOOST_DESCRIBE_STRUCT(BillingCycle, (), (id, collecting, openings))

/// What one chunk did.
struct ChunkCounts {
  std::int64_t targets = 0;  ///< = bills + quarantined + excluded
  std::int64_t bills = 0;
  std::int64_t quarantined = 0;
  std::int64_t excluded = 0;
  std::int64_t total = 0;  ///< of the bills, in minor units
  std::int64_t lines = 0;  ///< the sum of all lines: the same, unless something is wrong
};
BOOST_DESCRIBE_STRUCT(ChunkCounts, (), (targets, bills, quarantined, excluded, total, lines))

struct BillingRun {
  BillingRunId id;
  std::int32_t period = 0;
  std::int32_t cycle_day = 0;
  PriceBookId price_version;
  Instant cut_off;  ///< where it is before the opening, what happened or was recorded later comes on the next bill
  RunState state = RunState::Opened;
  bool is_live = true;      ///< false when it is discarded and its drafts are gone
  std::int32_t token = 1;   ///< whoever settles shows it; a newer one shuts the older out
  SubscriberId settled_to;  ///< the last subscriber who is settled
  ChunkCounts counts;
  std::optional<BillingRunId> previous;  ///< the run whose unpaid bills are arrears here
  std::int32_t collecting_before = 0;    ///< what its cycle day collected for before it was opened
  Instant opened_at;
  std::optional<Instant> settled_at;
  std::optional<Instant> approved_at;
  std::optional<Instant> released_at;
  std::optional<Instant> reserved_at;  ///< when the bills go out, if that is later
  bool going_out = false;              ///< bills are being sent: the release can no longer be cancelled
  Instant updated_at;
  std::int32_t opening = 0;   ///< which one of its cycle day it was, from 1; 0 of runs that were opened uncounted
  std::int64_t reissued = 0;  ///< bills that replace another one

  static constexpr std::uint16_t number = 3007;
  static constexpr auto methods = names("open", "take_over", "settle", "pause", "resume", "approve", "discard",
                                        "release", "begin_sending", "cancel_release", "close");
  struct find_live;
  struct find_by_cycle_day;
  using finders = types<find_live, find_by_cycle_day>;

  /// Whether its bills are issued.
  bool is_issued() const {
    return state == RunState::Approved || state == RunState::Released || state == RunState::Closed;
  }

  Cycle cycle() const { return cycle_of(period, cycle_day); }

  // Each change of state is one function. Where it can refuse, any other state is: run_cannot_become (4301).

  BillingRunOpened open(Instant now);
  /// A second process goes on in place of the first, whose token is worth nothing from here on. The state stays.
  void take_over(Instant now);
  /// Opened → Settling, and one chunk more, up to `to`. The state was looked at before.
  BillsSettled settle(ChunkCounts const& chunk, SubscriberId to, Instant now);
  /// Settling → Settled; → Failed when more than Rules::most_quarantined_percent are quarantined.
  BillingRunSettled finish(Rules const& rules, Instant now);
  result<BillingRunPaused> pause(Instant now);    ///< Settling → Paused
  result<BillingRunResumed> resume(Instant now);  ///< Paused, Failed → Settling; a new token
  result<RunApproved> approve(Instant now);       ///< Settled → Approved
  result<RunDiscarded> discard(Instant now);      ///< all up to Approved → Discarded
  /// Approved → Released. Errors: also reservation_is_past (4310).
  result<ReleaseReserved> release(std::optional<Instant> at, Instant now);
  std::optional<BillsReleased> begin_sending(Instant now);  ///< nothing when it was cancelled or has begun
  /// Released → Approved, before its time. Errors: also reservation_is_past (4310).
  result<ReleaseCancelled> cancel_release(Instant now);
  result<RunClosed> close(Instant now);  ///< Released → Closed
};
BOOST_DESCRIBE_STRUCT(BillingRun, (),
                      (id, period, cycle_day, price_version, cut_off, state, is_live, token, settled_to, counts,
                       previous, collecting_before, opened_at, settled_at, approved_at, released_at, reserved_at,
                       going_out, updated_at, opening, reissued))
/// One live run per period and cycle day.
struct BillingRun::find_live : Where<Unique<&BillingRun::period, &BillingRun::cycle_day>, &BillingRun::is_live, true> {
};
/// Newest period first.
struct BillingRun::find_by_cycle_day : Index<&BillingRun::cycle_day, desc<&BillingRun::period>> {};

/// A subscriber who got no bill, and why.
struct Quarantined {
  QuarantinedId id;
  BillingRunId run_id;
  SubscriberId subscriber_id;
  std::int32_t error = 0;  ///< its number
  std::string reason;      ///< the rule's name, e.g. plan_is_unknown
  std::string field;
  std::string value;
  Instant at;

  static constexpr std::uint16_t number = 3009;
};
BOOST_DESCRIBE_STRUCT(Quarantined, (), (id, run_id, subscriber_id, error, reason, field, value, at))

}  // namespace lilac::billing

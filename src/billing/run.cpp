#include "lilac/billing/run.hpp"

#include <initializer_list>

#include "lilac/billing/errors.hpp"
#include "lilac/billing/events.hpp"

namespace lilac::billing {

namespace {

// A run goes its way in steps that are on the table, and in no other.
result<> must_be_in(BillingRun const& run, std::initializer_list<RunState> states, RunState to) {
  for (auto const state : states) {
    if (run.state == state) return outcome::success();
  }
  auto const word = [](RunState state) { return name_of(type_of<RunState>(), static_cast<std::int64_t>(state)); };
  return refuse(run_cannot_become, field("run_id"), value(word(run.state)), limit(word(to)));
}

void enter(BillingRun& run, RunState state, Instant now) {
  run.state = state;
  run.updated_at = now;
}

}  // namespace

BillingRunOpened BillingRun::open(Instant now) {
  enter(*this, RunState::Opened, now);
  return {id, period, cycle_day, price_version, cut_off};
}

void BillingRun::take_over(Instant now) {
  ++token;
  updated_at = now;
}

BillsSettled BillingRun::settle(ChunkCounts const& chunk, SubscriberId to, Instant now) {
  enter(*this, RunState::Settling, now);
  auto const after = settled_to;
  settled_to = to;
  counts.targets += chunk.targets;
  counts.bills += chunk.bills;
  counts.quarantined += chunk.quarantined;
  counts.excluded += chunk.excluded;
  counts.total += chunk.total;
  counts.lines += chunk.lines;
  return {id, after, to, chunk, counts};
}

// Whoever cannot be charged is set aside; when that is more than a few, something is wrong with all.
BillingRunSettled BillingRun::finish(Rules const& rules, Instant now) {
  auto const too_many = counts.quarantined * 100 > counts.targets * rules.most_quarantined_percent;
  enter(*this, too_many ? RunState::Failed : RunState::Settled, now);
  settled_at = now;
  return {id, period, cycle_day, state, counts};
}

result<BillingRunPaused> BillingRun::pause(Instant now) {
  BOOST_OUTCOME_TRY(must_be_in(*this, {RunState::Settling}, RunState::Paused));
  enter(*this, RunState::Paused, now);
  return BillingRunPaused{id};
}

result<BillingRunResumed> BillingRun::resume(Instant now) {
  BOOST_OUTCOME_TRY(must_be_in(*this, {RunState::Paused, RunState::Failed}, RunState::Settling));
  enter(*this, RunState::Settling, now);
  ++token;
  return BillingRunResumed{id, token};
}

result<RunApproved> BillingRun::approve(Instant now) {
  BOOST_OUTCOME_TRY(must_be_in(*this, {RunState::Settled}, RunState::Approved));
  enter(*this, RunState::Approved, now);
  approved_at = now;
  return RunApproved{id, counts.bills};
}

result<RunDiscarded> BillingRun::discard(Instant now) {
  BOOST_OUTCOME_TRY(must_be_in(
      *this,
      {RunState::Opened, RunState::Settling, RunState::Paused, RunState::Failed, RunState::Settled, RunState::Approved},
      RunState::Discarded));
  enter(*this, RunState::Discarded, now);
  ++token;
  return RunDiscarded{id, period, cycle_day};
}

result<ReleaseReserved> BillingRun::release(std::optional<Instant> at, Instant now) {
  BOOST_OUTCOME_TRY(must_be_in(*this, {RunState::Approved}, RunState::Released));
  if (at && *at <= now) return refuse(reservation_is_past, field("reserved_at"), value(*at));
  // From here on it succeeds.
  enter(*this, RunState::Released, now);
  released_at = now;
  reserved_at = at;
  return ReleaseReserved{id, at};
}

std::optional<BillsReleased> BillingRun::begin_sending(Instant now) {
  if (state != RunState::Released || going_out) return std::nullopt;
  going_out = true;
  updated_at = now;
  return BillsReleased{id, period, cycle_day};
}

result<ReleaseCancelled> BillingRun::cancel_release(Instant now) {
  BOOST_OUTCOME_TRY(must_be_in(*this, {RunState::Released}, RunState::Approved));
  if (going_out || !reserved_at || *reserved_at <= now)
    return refuse(reservation_is_past, field("run_id"), value(reserved_at.value_or(*released_at)));
  // From here on it succeeds.
  enter(*this, RunState::Approved, now);
  released_at.reset();
  reserved_at.reset();
  return ReleaseCancelled{id};
}

result<RunClosed> BillingRun::close(Instant now) {
  BOOST_OUTCOME_TRY(must_be_in(*this, {RunState::Released}, RunState::Closed));
  enter(*this, RunState::Closed, now);
  return RunClosed{id};
}

}  // namespace lilac::billing

// Every row of the run's state table, allowed and refused.
#include <map>
#include <set>

#include "billing/stage.hpp"

namespace lilac::billing {

namespace {

constexpr Instant then_{std::chrono::sys_days{std::chrono::year{2026} / 2 / 1}};

BillingRun in(RunState state) {
  BillingRun run;
  run.id = {1};
  run.period = 202601;
  run.cycle_day = 25;
  run.state = state;
  run.released_at = then_;
  run.reserved_at = then_ + std::chrono::hours{1};
  return run;
}

/// What a step makes of a run; nothing when it is refused.
using Step = std::optional<RunState> (*)(BillingRun&);

template <class Done>
std::optional<RunState> state_after(Done&& done, BillingRun const& run) {
  if (done) return run.state;
  CHECK(done.error().is(run_cannot_become));
  return std::nullopt;
}

}  // namespace

TEST_CASE("A run goes its way in the steps of the table, and in no other") {
  using enum RunState;
  struct Row {
    char const* name;
    Step step;
    std::map<RunState, RunState> allowed;
  };
  std::vector<Row> const rows{
      {"pause", [](BillingRun& run) { return state_after(run.pause(then_), run); }, {{Settling, Paused}}},
      {"resume",
       [](BillingRun& run) { return state_after(run.resume(then_), run); },
       {{Paused, Settling}, {Failed, Settling}}},
      {"approve", [](BillingRun& run) { return state_after(run.approve(then_), run); }, {{Settled, Approved}}},
      {"discard",
       [](BillingRun& run) { return state_after(run.discard(then_), run); },
       {{Opened, Discarded},
        {Settling, Discarded},
        {Paused, Discarded},
        {Failed, Discarded},
        {Settled, Discarded},
        {Approved, Discarded}}},
      {"release", [](BillingRun& run) { return state_after(run.release({}, then_), run); }, {{Approved, Released}}},
      {"cancel_release",
       [](BillingRun& run) { return state_after(run.cancel_release(then_), run); },
       {{Released, Approved}}},
      {"close", [](BillingRun& run) { return state_after(run.close(then_), run); }, {{Released, Closed}}},
  };
  for (auto const& row : rows) {
    for (auto const& state : type_of<RunState>().names) {
      auto const from = static_cast<RunState>(state.value);
      CAPTURE(row.name);
      CAPTURE(state.name);
      auto run = in(from);
      auto const found = row.step(run);
      auto const expected = row.allowed.find(from);
      CHECK(found == (expected == row.allowed.end() ? std::nullopt : std::optional{expected->second}));
      if (!found) CHECK(run.state == from);
    }
  }
}

TEST_CASE("A reservation is for later, and is cancelled before its time only") {
  auto run = in(RunState::Approved);
  CHECK(run.release(then_, then_).error().is(reservation_is_past));
  CHECK(run.release(then_ + Duration{1}, then_));
  CHECK(run.cancel_release(then_ + Duration{1}).error().is(reservation_is_past));
  CHECK(run.cancel_release(then_));
  CHECK(run.state == RunState::Approved);
  CHECK_FALSE(run.reserved_at);
  CHECK(run.release({}, then_));
  CHECK(run.cancel_release(then_).error().is(reservation_is_past));
}

TEST_CASE("Sending begins once, and not for a release that was cancelled") {
  auto run = in(RunState::Released);
  CHECK(run.begin_sending(then_));
  CHECK_FALSE(run.begin_sending(then_));
  CHECK(run.cancel_release(then_).error().is(reservation_is_past));
  auto cancelled = in(RunState::Approved);
  CHECK_FALSE(cancelled.begin_sending(then_));
}

TEST_CASE("A run fails when more than one in a hundred is quarantined") {
  Rules const rules;
  auto run = in(RunState::Settling);
  run.counts = {200, 198, 2, 0, 0, 0};
  CHECK(run.finish(rules, then_).state == RunState::Settled);
  run.counts = {200, 197, 3, 0, 0, 0};
  CHECK(run.finish(rules, then_).state == RunState::Failed);
  run.counts = {};
  CHECK(run.finish(rules, then_).state == RunState::Settled);
}

TEST_CASE("Whoever takes over or resumes has a new token, and so has a discarded run") {
  auto run = in(RunState::Settling);
  run.take_over(then_);
  CHECK(run.token == 2);
  CHECK(run.pause(then_));
  CHECK(run.resume(then_).value().token == 3);
  CHECK(run.discard(then_));
  CHECK(run.token == 4);
}

}  // namespace lilac::billing

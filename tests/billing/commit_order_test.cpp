// What comes before what is the order of commits: callers' clocks say nothing about it.
#include <chrono>

#include "billing/stage.hpp"

namespace lilac::billing {

namespace {

using namespace std::chrono_literals;

/// Line 1, whose January bill is issued; the clocks of those who record things are a second off.
struct Clocks : BillingDesk {
  Clocks() { line(1); }
  void issue_january() { run = approved(202601); }
  void issue_february() {
    at("2026-02-26T09:00+09:00");
    run = approved(202602);
  }
  void issue_march() {
    at("2026-03-26T09:00+09:00");
    run = approved(202603);
  }
  /// A second before the run was opened, by somebody's clock.
  Clocks& by_a_slow_clock() {
    at(run.opened_at - 1s);
    return *this;
  }
  /// A correction that reissues the month's bill, from the month's first day on.
  void reissue(std::int32_t period) {
    given(operator_3, SubscribeAddOn{{1}, "SAFE", cycle_of(period, 25).first});
    given(boss, CorrectBill{bill_id(period, 1), "an add-on was forgotten"});
    CHECK(ask(GetBill{bill_id(period, 1, 2)}).at(0).state == BillState::Issued);
  }
  std::int64_t lines_of(Bill const& bill, LineKind kind) {
    std::int64_t count = 0;
    for (auto const& each : bill.lines) count += each.kind == kind ? 1 : 0;
    return count;
  }
  BillingRun run;
};

}  // namespace

TEST_CASE(
    "Use that was committed after the opening is on the next bill and not on the reissued one, by whatever clock") {
  Clocks desk;
  desk.issue_january();
  desk.by_a_slow_clock().when(system_actor, usage(1, "late", 10'000)).then(any<UsageRecorded>());
  desk.at("2026-01-27T09:00+09:00");
  desk.reissue(202601);
  CHECK(desk.lines_of(desk.bill(202601, 1, 2), LineKind::USE) == 0);
  desk.issue_february();
  CHECK(desk.lines_of(desk.bill(202602, 1), LineKind::USE) == 1);
}

TEST_CASE("Use that was committed before the opening is on its own bill, by whatever clock") {
  Clocks desk;
  desk.after(1s);
  desk.given(system_actor, usage(1, "in time", 10'000));
  desk.after(-1s);
  desk.issue_january();
  CHECK(desk.lines_of(desk.bill(202601, 1), LineKind::USE) == 1);
  desk.reissue(202601);
  CHECK(desk.lines_of(desk.bill(202601, 1, 2), LineKind::USE) == 1);
  desk.issue_february();
  CHECK(desk.lines_of(desk.bill(202602, 1), LineKind::USE) == 0);
}

TEST_CASE("A payment that was committed after the opening counts on the next bill and not on the reissued one") {
  Clocks desk;
  desk.issue_january();
  desk.issue_february();
  desk.by_a_slow_clock().given(operator_3, RecordPayment{BillingDesk::bill_id(202601, 1), 33'000, "p-1"});
  desk.at("2026-02-27T09:00+09:00");
  desk.reissue(202602);
  CHECK(desk.bill(202602, 1, 2).arrears == 33'000);
  auto const owed = desk.bill(202602, 1, 2).total.minor;
  desk.issue_march();
  CHECK(desk.bill(202603, 1).arrears == owed - 33'000);
}

TEST_CASE("A payment that was committed before the opening counts on that bill, by whatever clock") {
  Clocks desk;
  desk.issue_january();
  desk.at("2026-02-26T09:00:01+09:00");
  desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202601, 1), 33'000, "p-1"});
  desk.issue_february();
  CHECK(desk.bill(202602, 1).total.minor == 33'000);
  desk.reissue(202602);
  CHECK(desk.bill(202602, 1, 2).arrears == 0);
  desk.issue_march();
  CHECK(desk.bill(202603, 1).arrears == 33'000 + 5'500);
}

TEST_CASE("An adjustment that was committed after the opening is on the next bill and not on the reissued one") {
  Clocks desk;
  desk.issue_january();
  desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202601, 1), 33'000, "p-1"});
  desk.issue_february();
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2026-01-25")});
  desk.by_a_slow_clock()
      .when(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "a day of the other plan"})
      .then(such_that<AdjustmentCreated>("on March's", [](AdjustmentCreated const& e) { return e.period == 202603; }));
  desk.at("2026-02-27T09:00+09:00");
  desk.given(boss, CorrectBill{BillingDesk::bill_id(202602, 1), "the other plan"});
  CHECK(desk.lines_of(desk.bill(202602, 1, 2), LineKind::ADJUSTMENT) == 0);
  desk.issue_march();
  CHECK(desk.lines_of(desk.bill(202603, 1), LineKind::ADJUSTMENT) == 1);
}

TEST_CASE("A line that is registered in the instant its run was opened is the run's if it came before it") {
  Clocks desk;
  desk.line(2);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.line(3);
  auto const run = desk.settled(202601);
  CHECK(run.counts.targets == 2);
  desk.line(4);
  CHECK(desk.ask(GetTargets{run.id}).size() == 2);
  CHECK(desk.ask(GetExcluded{run.id}).empty());
  for (auto const& line : desk.ask(Reconcile{run.id})) {
    CAPTURE(line.name);
    CHECK(line.is_right);
  }
}

TEST_CASE("A line that was registered before the opening is the run's, and after it is not, by whatever clock") {
  Clocks desk;
  desk.after(1s);
  desk.line(2);
  desk.after(-1s);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.after(-1s);
  desk.line(3);
  auto const run = desk.settled(202601);
  CHECK(run.counts.targets == 2);
  CHECK(desk.ask(GetTargets{run.id}).size() == 2);
  CHECK(desk.ask(GetExcluded{run.id}).empty());
  for (auto const& line : desk.ask(Reconcile{run.id})) CHECK(line.is_right);
}

TEST_CASE("What was recorded while runs were there that are discarded is on the bill of its cycle") {
  Clocks desk;
  auto const mistaken = desk.settled(202601);
  desk.given(system_actor, usage(1, "december", 1'000, "2025-12-10T00:00:00Z"));
  CHECK(desk.ask(GetUsage{{1}, 202602}).size() == 1);
  desk.given(boss, DiscardRun{mistaken.id});
  desk.when_idle();
  desk.approved(202512);
  CHECK(desk.lines_of(desk.bill(202512, 1), LineKind::USE) == 1);
  desk.approved(202601);
  CHECK(desk.lines_of(desk.bill(202601, 1), LineKind::USE) == 0);
}

TEST_CASE("What was used before the first run's cycle, which set the line aside, is on the first bill there is, once") {
  Rules generous;
  generous.most_quarantined_percent = 100;
  BillingDesk desk{generous};
  auto poison = BillingDesk::registration(1);
  poison.plan = "P9";
  desk.line(poison);
  desk.given(system_actor, usage(1, "november", 1'000, "2025-11-10T00:00:00Z"));
  desk.given(system_actor, usage(1, "december", 2'000, "2025-12-10T00:00:00Z"));
  desk.given(system_actor, usage(1, "january", 4'000));
  CHECK(desk.approved(202601).counts.quarantined == 1);

  SUBCASE("of the next run") {
    desk.given(operator_3, ChangePlan{{1}, "P1", poison.joined_on});
    desk.at("2026-02-26T09:00+09:00");
    CHECK(desk.ask(PreviewBill{{1}, 202602, {}}).at(0).total.minor == 33'000 + 7'000);
    desk.approved(202602);
    CHECK(desk.bill(202602, 1).total.minor == 33'000 + 7'000);
  }
  SUBCASE("of the run after the next, which set it aside as well") {
    desk.at("2026-02-26T09:00+09:00");
    CHECK(desk.approved(202602).counts.quarantined == 1);
    desk.given(operator_3, ChangePlan{{1}, "P1", poison.joined_on});
  }
  SUBCASE("of the first run itself, when it is settled again") {
    desk.given(operator_3, ChangePlan{{1}, "P1", poison.joined_on});
    desk.given(operator_3, RetryQuarantined{desk.live_run(202601).id});
    CHECK(desk.bill(202601, 1).total.minor == 33'000 + 7'000);
    desk.at("2026-02-26T09:00+09:00");
    desk.approved(202602);
  }
  desk.at("2026-03-26T09:00+09:00");
  desk.approved(202603);
  std::int64_t used = 0;
  for (auto const& row : desk.ask(GetBillsOfSubscriber{{1}})) {
    for (auto const& line : row.bill.lines) used += line.kind == LineKind::USE ? line.amount : 0;
  }
  CHECK(used == 7'000);
}

}  // namespace lilac::billing

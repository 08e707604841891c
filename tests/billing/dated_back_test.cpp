// Changes of a line that count from a day of a billed cycle on: the next bill makes up for them.
#include <array>
#include <map>
#include <random>

#include "billing/stage.hpp"

namespace lilac::billing {

namespace {

std::vector<std::int64_t> adjusted_on(Bill const& bill) {
  std::vector<std::int64_t> amounts;
  for (auto const& line : bill.lines) {
    if (line.kind == LineKind::ADJUSTMENT) amounts.push_back(line.amount);
  }
  return amounts;
}
using Amounts = std::vector<std::int64_t>;

/// Line 1 for 33,000 a month, with January's bill, of 31 days, issued and paid; February's cycle is over.
struct Billed : BillingDesk {
  explicit Billed(Rules const& rules = {}) : BillingDesk(rules) {
    line(1);
    approved(202601);
    given(operator_3, RecordPayment{bill_id(202601, 1), 33'000, "p-1"});
    at("2026-02-26T09:00+09:00");
  }
  /// Whether January's bill, whoever changes what, is made up for by 22,000 / 31 for each of so many days.
  Amounts for_days(std::int64_t days) {
    auto const share = [&](std::int64_t monthly) { return monthly - monthly * (31 - days) / 31; };
    auto const total = 33'000 * (31 - days) / 31 + share(55'000);
    return days == 0 ? Amounts{} : Amounts{total / 10 * 10 - 33'000};
  }
};

}  // namespace

TEST_CASE("A plan that changes on a day of a billed cycle is made up for on the next bill, and not before that day") {
  struct Case {
    char const* from;
    std::int64_t days;
  };
  for (auto const& one :
       {Case{"2025-12-26", 31}, Case{"2026-01-01", 25}, Case{"2026-01-25", 1}, Case{"2026-01-26", 0}}) {
    CAPTURE(one.from);
    Billed desk;
    desk.given(operator_3, ChangePlan{{1}, "P2", day(one.from)});
    CHECK(adjusted_on(desk.ask(PreviewBill{{1}, 202602, {}}).at(0)) == desk.for_days(one.days));
    desk.approved(202602);
    auto const bill = desk.bill(202602, 1);
    CHECK(adjusted_on(bill) == desk.for_days(one.days));
    CHECK(bill.lines[0].amount == 55'000);
    // It is done with.
    CHECK_FALSE(desk.row(SubscriberId{1}).changed_from);
    desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202602, 1), bill.total.minor, "p-2"});
    desk.at("2026-03-26T09:00+09:00");
    desk.approved(202603);
    CHECK(desk.bill(202603, 1).total.minor == 55'000);
  }
}

TEST_CASE("The chunk that makes up for a change says so, and the customer's ledger has it") {
  Billed desk;
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2026-01-01")});
  desk.given(operator_3, OpenBillingRun{202602, 25, {}, {}});
  auto const amount = desk.for_days(25).at(0);
  desk.when(operator_3, SettleNextChunk{{2}, 1})
      .then(
          AdjustmentCreated{
              {2}, {1001}, BillingDesk::bill_id(202601, 1), 202602, amount, "changed for days that were billed"},
          any<BillsSettled>(), any<BillingRunSettled>());
  CHECK(desk.row(AccountId{1001}).adjusted == amount);
  CHECK(desk.ask(GetLedger{{1001}}).at(1).reference == "adjustment:202601-25-0000000001#1");
  for (auto const& line : desk.ask(Reconcile{{2}})) CHECK(line.is_right);
}

TEST_CASE("What CorrectBill made up for, by another bill or an adjustment, is not made up for again") {
  SUBCASE("reissued") {
    BillingDesk desk;
    desk.line(1);
    desk.approved(202601);
    desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-12-26")});
    desk.given(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "wrong plan"});
    desk.at("2026-02-26T09:00+09:00");
    desk.approved(202602);
    CHECK(desk.bill(202602, 1).arrears == 55'000);
    CHECK(adjusted_on(desk.bill(202602, 1)).empty());
  }
  SUBCASE("adjusted") {
    Billed desk;
    desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-12-26")});
    desk.given(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "wrong plan"});
    desk.approved(202602);
    CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{22'000});
  }
  SUBCASE("and the other way round") {
    Billed desk;
    desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-12-26")});
    desk.approved(202602);
    desk.when(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "wrong plan"}).then_refused(nothing_to_correct);
  }
}

TEST_CASE("A run in place of a discarded one makes up for a change once, and again only for what changed meanwhile") {
  Billed desk;
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-12-26")});
  auto const run = desk.settled(202602);
  desk.given(boss, DiscardRun{run.id});
  desk.when_idle();
  SUBCASE("nothing did") {
    desk.approved(202602);
    CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{22'000});
  }
  SUBCASE("it was a mistake") {
    desk.given(operator_3, ChangePlan{{1}, "P1", day("2025-12-26")});
    desk.approved(202602);
    CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{22'000, -22'000});
  }
  SUBCASE("a cut-off before the discarded run leaves it to the next bill") {
    desk.given(operator_3, OpenBillingRun{202602, 25, {}, parse_instant("2026-02-26T00:00+09:00")});
    desk.given(operator_3, SettleNextChunk{desk.live_run(202602).id, 1});
    CHECK(adjusted_on(desk.bill(202602, 1)).empty());
    CHECK(desk.ask(GetLedger{{1001}}).at(1).period == 202603);
  }
}

TEST_CASE("What a run makes up for is its own, also when its cut-off is in the past and the bill is charged again") {
  Billed desk;
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-12-26")});
  auto const cut_off = parse_instant("2026-02-26T00:00+09:00").value();
  for (auto const id : {2, 3}) {
    CAPTURE(id);
    desk.given(operator_3, OpenBillingRun{202602, 25, {}, cut_off});
    desk.given(operator_3, SettleNextChunk{{id}, 1});
    CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{22'000});
    CHECK(adjusted_on(desk.ask(PreviewBill{{1}, 202602, {}}).at(0)) == Amounts{22'000});
    if (id == 3) break;
    desk.given(boss, DiscardRun{{id}});
    desk.when_idle();
  }
}

TEST_CASE("A change after a line was settled waits for the next run, also when its run is not approved yet") {
  Billed desk;
  desk.settled(202602);
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2026-02-25")});
  desk.given(boss, ApproveRun{{2}});
  desk.at("2026-03-26T09:00+09:00");
  desk.approved(202603);
  CHECK(adjusted_on(desk.bill(202603, 1)) == Amounts{33'000 * 30 / 31 + (55'000 - 55'000 * 30 / 31) - 33'000});
}

TEST_CASE("A change that cannot be charged sets the line aside until it is mended, and is made up for then") {
  Rules generous;
  generous.most_quarantined_percent = 100;
  Billed desk{generous};
  desk.given(operator_3, ChangePlan{{1}, "P9", day("2025-12-26")});
  auto const run = desk.settled(202602);
  CHECK(run.counts.quarantined == 1);
  CHECK(desk.row(AccountId{1001}).adjusted == 0);
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-12-26")});
  desk.when(operator_3, RetryQuarantined{run.id}).then(any<AdjustmentCreated>(), any<QuarantineResolved>());
  CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{22'000});
}

TEST_CASE("A guardian's limit that was lowered since forbids nothing that a bill has") {
  BillingDesk desk;
  auto minor = BillingDesk::registration(1);
  minor.birth_year = 2012;
  desk.line(minor);
  auto bought = usage(1, "m-1", 30'000);
  bought.kind = UsageKind::MICROPAYMENT;
  bought.counterparty = "A shop";
  desk.given(system_actor, bought);
  desk.approved(202601);
  desk.given(operator_3, SetGuardianLimit{{1}, 1'000});
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-12-26")});
  desk.at("2026-02-26T09:00+09:00");
  CHECK(desk.approved(202602).counts.bills == 1);
  CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{22'000});
}

TEST_CASE("Whatever counts from a day of a billed cycle on is made up for: suspending, leaving, add-ons, discounts") {
  auto const on = day("2025-12-26");
  SUBCASE("a suspension of the whole cycle, and its end") {
    Billed desk;
    desk.given(operator_3, Suspend{{1}, on});
    desk.given(operator_3, Resume{{1}, day("2026-01-26")});
    desk.approved(202602);
    CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{-33'000});
  }
  SUBCASE("leaving: the credit is on a bill of a cycle in which the line was no more") {
    Billed desk;
    desk.given(operator_3, Leave{{1}, on});
    CHECK(desk.approved(202602).counts.bills == 1);
    CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{-33'000});
    CHECK(desk.bill(202602, 1).credit_carried == 33'000);
    CHECK(desk.ask(GetAccount{{1001}, day("2026-02-27")}).at(0).balance == -33'000);
  }
  SUBCASE("an add-on, and its end") {
    Billed desk;
    desk.given(operator_3, SubscribeAddOn{{1}, "SAFE", on});
    desk.approved(202602);
    CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{5'500});
    desk.given(operator_3, EndAddOn{{1}, "SAFE", day("2026-01-26")});
    desk.at("2026-03-26T09:00+09:00");
    desk.approved(202603);
    CHECK(adjusted_on(desk.bill(202603, 1)) == Amounts{-5'500});
  }
  SUBCASE("a discount") {
    Billed desk;
    desk.given(operator_3, GrantDiscount{{1}, "CONTRACT", on, {}});
    desk.approved(202602);
    CHECK(adjusted_on(desk.bill(202602, 1)) == Amounts{-8'250});
  }
}

// ── Against a reckoning of its own ───────────────────────────────────────────────────────────────────────────────────

namespace {

using std::chrono::days;

/// The period's cycle is over then, in Seoul as well.
Instant two_days_after(std::int32_t period) {
  return Instant{(cycle_of(period, 25).last + days{2}).time_since_epoch()};
}

/// What a line has, day by day.
struct Calendar {
  std::map<LocalDate, std::string> plans;
  std::map<LocalDate, bool> suspended;
  std::map<LocalDate, bool> safe;

  template <class T>
  static T on(std::map<LocalDate, T> const& changes, LocalDate day) {
    auto const after = changes.upper_bound(day);
    return after == changes.begin() ? T{} : std::prev(after)->second;
  }
  /// The month's prices over the pieces of the cycle between two changes, each cut to units; the last has the rest.
  std::int64_t charge(Cycle const& cycle) const {
    std::vector<std::pair<LocalDate, std::int64_t>> pieces;
    for (auto day = cycle.first; day <= cycle.last; day += days{1}) {
      if (pieces.empty() || plans.contains(day) || suspended.contains(day) || safe.contains(day))
        pieces.push_back({day, 0});
      ++pieces.back().second;
    }
    std::int64_t sum = 0;
    for (auto const& [what, monthly] : {std::pair{"P1", 33'000}, {"P2", 55'000}, {"SAFE", 5'500}}) {
      std::int64_t given = 0;
      for (auto const& piece : pieces) {
        auto const share = &piece == &pieces.back() ? monthly - given : monthly * piece.second / cycle.days();
        given += share;
        auto const has = std::string_view{what} == "SAFE" ? on(safe, piece.first) : on(plans, piece.first) == what;
        if (has && !on(suspended, piece.first)) sum += share;
      }
    }
    return sum;
  }
};

}  // namespace

TEST_CASE("Over three billed cycles, the next bill makes up for what a reckoning day by day says, cycle by cycle") {
  auto prices = BillingDesk::prices();
  prices.truncate_below = 1;
  prices.late_fee_percent = 0;
  std::int64_t made_up = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random{seed};
    auto const any_of = [&](int most) { return static_cast<int>(random() % static_cast<std::uint32_t>(most)); };
    BillingDesk desk;
    desk.given(boss, prices);
    desk.line(1);
    Calendar calendar;
    calendar.plans[BillingDesk::registration(1).joined_on] = "P1";
    std::array const periods = {202601, 202602, 202603};
    std::map<std::int32_t, std::int64_t> billed;
    for (auto const period : periods) {
      desk.at(two_days_after(period));
      desk.approved(period);
      billed[period] = calendar.charge(cycle_of(period, 25));
      REQUIRE(desk.bill(period, 1).own == billed[period]);
    }
    // Each kind of change goes forward in time.
    auto const some_day = [&](LocalDate after) { return std::max(after, day("2025-12-20") + days{any_of(110)}); };
    auto from = some_day(calendar.plans.begin()->first);
    for (auto const* plan : {"P2", "P1"}) {
      if (any_of(3) == 0) continue;
      desk.given(operator_3, ChangePlan{{1}, plan, from});
      calendar.plans[from] = plan;
      from = some_day(from + days{1});
    }
    if (any_of(2) == 0) {
      auto const paused = some_day(day("2025-12-20")), until = some_day(paused + days{1});
      desk.given(operator_3, Suspend{{1}, paused}).given(operator_3, Resume{{1}, until});
      calendar.suspended[paused] = true;
      calendar.suspended[until] = false;
    }
    if (any_of(2) == 0) {
      auto const subscribed = some_day(day("2025-12-20"));
      desk.given(operator_3, SubscribeAddOn{{1}, "SAFE", subscribed});
      calendar.safe[subscribed] = true;
    }
    desk.at(two_days_after(202604));
    desk.approved(202604);
    Amounts expected;
    for (auto const period : periods) {
      auto const difference = calendar.charge(cycle_of(period, 25)) - billed[period];
      if (difference != 0) expected.push_back(difference);
    }
    made_up += static_cast<std::int64_t>(expected.size());
    auto const bill = desk.bill(202604, 1);
    CHECK(adjusted_on(bill) == expected);
    std::int64_t charged = 0;
    for (auto const& line : bill.lines)
      charged += line.kind == LineKind::PLAN || line.kind == LineKind::ADD_ON ? line.amount : 0;
    CHECK(charged == calendar.charge(cycle_of(202604, 25)));
  }
  CHECK(made_up > 60);
}

}  // namespace lilac::billing

// Runs through the engine: chunks, fencing, twice the same, quarantine, discarding, several periods.
#include "billing/stage.hpp"
#include "lilac/billing/charging.hpp"
#include "lilac/testing/coverage.hpp"

namespace lilac::billing {

TEST_CASE("A run settles everybody of its cycle day, in chunks, and says what each did") {
  BillingDesk desk{in_chunks_of(2)};
  for (auto const id : {1, 2, 3}) desk.line(id);
  auto other_day = BillingDesk::registration(4);
  other_day.cycle_day = 10;
  desk.line(other_day);
  desk.when(operator_3, OpenBillingRun{202601, 25, {}, {}}).then(BillingRunOpened{{1}, 202601, 25, {1}, desk.now()});
  ChunkCounts const two{2, 2, 0, 0, 66'000, 66'000}, one{1, 1, 0, 0, 33'000, 33'000}, all{3, 3, 0, 0, 99'000, 99'000};
  desk.when(operator_3, SettleNextChunk{{1}, 1}).then(BillsSettled{{1}, {0}, {2}, two, two});
  CHECK(desk.live_run(202601).state == RunState::Settling);
  desk.when(operator_3, SettleNextChunk{{1}, 1})
      .then(BillsSettled{{1}, {2}, {3}, one, all}, BillingRunSettled{{1}, 202601, 25, RunState::Settled, all});
  desk.when(operator_3, SettleNextChunk{{1}, 1}).then_nothing();
  CHECK(desk.ask(GetBills{{1}, {}, {}, {}, {}}).size() == 3);
  auto const bill = desk.bill(202601, 3);
  CHECK(bill.no() == "202601-25-0000000003");
  CHECK(bill.due_on == day("2026-02-09"));
  CHECK(bill.price_version.value == 1);
}

TEST_CASE("A chunk that ends with the last line is followed by an empty one that settles the run") {
  BillingDesk desk{in_chunks_of(2)};
  desk.line(1).line(2);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.when(operator_3, SettleNextChunk{{1}, 1}).then(any<BillsSettled>());
  desk.when(operator_3, SettleNextChunk{{1}, 1}).then(any<BillsSettled>(), any<BillingRunSettled>());
  CHECK(desk.live_run(202601).counts.bills == 2);
}

TEST_CASE("Run twice, nothing is settled twice: the second answers with the first one's counts") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.settled(202601);
  desk.at("2026-01-26T12:00+09:00");
  desk.when(operator_3, OpenBillingRun{202601, 25, {}, {}}).then_nothing().then_answers(run);
  desk.when(operator_3, OpenBillingRun{202601, 25, PriceBookId{1}, run.cut_off}).then_nothing().then_answers(run);
  auto dearer = BillingDesk::prices();
  dearer.plans[0].monthly = 1;
  desk.given(boss, dearer);
  desk.when(operator_3, OpenBillingRun{202601, 25, PriceBookId{2}, {}}).then_refused(other_run_is_live);
  desk.when(operator_3, OpenBillingRun{202601, 25, {}, desk.now()}).then_refused(other_run_is_live);
  CHECK(desk.ask(GetBills{run.id, {}, {}, {}, {}}).size() == 1);
}

TEST_CASE("Of two processes that settle one run, the one that came later goes on, and the other is shut out") {
  BillingDesk desk{in_chunks_of(1)};
  desk.line(1).line(2);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.given(operator_3, SettleNextChunk{{1}, 1});
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.when(operator_3, SettleNextChunk{{1}, 1}).then_refused(token_is_old, "token");
  desk.when(operator_3, SettleNextChunk{{1}, 3}).then_refused(token_is_old, "token");
  desk.when(operator_3, SettleNextChunk{{1}, 2}).then(any<BillsSettled>());
}

TEST_CASE("A paused run goes on after it is resumed, with a new token") {
  BillingDesk desk{in_chunks_of(1)};
  desk.line(1).line(2);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.given(operator_3, SettleNextChunk{{1}, 1});
  desk.when(operator_3, PauseRun{{1}}).then(BillingRunPaused{{1}});
  desk.when(operator_3, SettleNextChunk{{1}, 1}).then_refused(run_cannot_become);
  desk.when(operator_3, ResumeRun{{1}}).then(BillingRunResumed{{1}, 2});
  desk.when(operator_3, SettleNextChunk{{1}, 1}).then_refused(token_is_old);
  desk.given(operator_3, SettleNextChunk{{1}, 2});
  desk.given(operator_3, SettleNextChunk{{1}, 2});
  CHECK(desk.live_run(202601).state == RunState::Settled);
  CHECK(desk.live_run(202601).counts.bills == 2);
}

TEST_CASE("Periods come one after the other, and none before its time") {
  BillingDesk desk;
  desk.line(1);
  desk.when(operator_3, OpenBillingRun{202613, 25, {}, {}}).then_refused(period_is_not_a_month, "period");
  desk.when(operator_3, OpenBillingRun{202601, 0, {}, {}}).then_refused(cycle_day_is_not_a_day, "cycle_day");
  desk.when(operator_3, OpenBillingRun{202601, 25, {}, desk.now() + Duration{1}})
      .then_refused(cut_off_is_in_the_future, "cut_off");
  desk.when(operator_3, OpenBillingRun{202601, 25, PriceBookId{9}, {}}).then_refused(rules::not_found);
  desk.when(Actor{ActorKind::Customer, 1}, OpenBillingRun{202601, 25, {}, {}}).then_refused(rules::actor_not_allowed);
  auto const run = desk.settled(202601);
  desk.at("2026-02-26T09:00+09:00");
  desk.when(operator_3, OpenBillingRun{202602, 25, {}, {}}).then_refused(run_before_is_not_approved, "period");
  desk.given(boss, ApproveRun{run.id});
  desk.when(operator_3, OpenBillingRun{202512, 25, {}, {}}).then_refused(period_is_past, "period");
  desk.when(operator_3, OpenBillingRun{202602, 25, {}, {}}).then(any<BillingRunOpened>());
}

TEST_CASE("A cycle is settled once it is over, on the host's calendar") {
  BillingDesk desk;
  desk.line(1);
  desk.at("2026-02-25T23:59:59.999+09:00");
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.given(operator_3, SettleNextChunk{{1}, 1});
  desk.given(boss, ApproveRun{{1}});
  desk.when(operator_3, OpenBillingRun{202602, 25, {}, {}}).then_refused(cycle_is_not_over, "period");
  desk.at("2026-02-26T00:00+09:00");
  desk.when(operator_3, OpenBillingRun{202602, 25, {}, desk.now()}).then(any<BillingRunOpened>());
}

TEST_CASE("No period is left out, also after one was discarded") {
  BillingDesk desk;
  desk.line(1);
  desk.approved(202601);
  desk.at("2026-05-26T09:00+09:00");
  desk.when(operator_3, OpenBillingRun{202603, 25, {}, {}}).then_refused(period_is_not_next, "period");
  auto const run = desk.settled(202602);
  desk.given(boss, DiscardRun{run.id});
  desk.when_idle();
  desk.when(operator_3, OpenBillingRun{202603, 25, {}, {}}).then_refused(period_is_not_next, "period");
  desk.when(operator_3, OpenBillingRun{202602, 25, {}, {}}).then(any<BillingRunOpened>());
}

TEST_CASE("The first run has all that was recorded before; discarded, an earlier one may be the first") {
  BillingDesk desk;
  desk.line(1);
  desk.given(system_actor, usage(1, "december", 1'000, "2025-12-10T00:00:00Z"));
  auto const run = desk.settled(202601);
  CHECK(desk.bill(202601, 1).total.minor == 34'000);
  desk.given(boss, DiscardRun{run.id});
  desk.when_idle();
  desk.approved(202512);
  CHECK(desk.bill(202512, 1).total.minor == 34'000);
  desk.approved(202601);
  CHECK(desk.bill(202601, 1).own == 33'000);
}

TEST_CASE("A run leaves other cycle days' usage and payments alone") {
  BillingDesk desk;
  auto other = BillingDesk::registration(2);
  other.cycle_day = 10;
  desk.line(1).line(other).line(3);
  desk.given(system_actor, usage(2, "day 10's", 5'000, "2026-01-20T00:00:00Z"));
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, parse_instant("2026-01-15T00:00:00Z")});
  desk.given(operator_3, SettleNextChunk{{1}, 1});
  CHECK(desk.ask(GetUsage{{2}, 202602}).size() == 1);
  CHECK(desk.live_run(202601).counts.total == 66'000);
}

TEST_CASE("A payment after an explicit cut-off counts on the bill after the next") {
  BillingDesk desk;
  desk.line(1);
  desk.approved(202601);
  auto const bill = BillingDesk::bill_id(202601, 1);
  desk.at("2026-02-08T09:00+09:00");
  desk.given(operator_3, RecordPayment{bill, 33'000, "p-1"});
  desk.at("2026-02-26T09:00+09:00");
  desk.given(operator_3, OpenBillingRun{202602, 25, {}, parse_instant("2026-02-01T00:00:00Z")});
  desk.given(operator_3, SettleNextChunk{{2}, 1});
  CHECK(desk.bill(202602, 1).arrears == 33'000);
  CHECK(desk.ask(GetLedger{{1001}}).at(0).period == 202603);

  SUBCASE("run again with a later cut-off, the payment is back, and so is usage that was missing") {
    desk.after(std::chrono::hours{1});
    desk.given(system_actor, usage(1, "missing", 2'000, "2026-02-20T00:00:00Z"));
    CHECK(desk.ask(GetUsage{{1}, 202603}).size() == 1);
    desk.given(boss, DiscardRun{{2}});
    desk.when_idle();
    desk.after(std::chrono::hours{1});
    desk.approved(202602);
    CHECK(desk.bill(202602, 1).total.minor == 35'000);
    CHECK(desk.ask(GetUsage{{1}, 202602}).size() == 1);
    CHECK(desk.ask(GetLedger{{1001}}).at(0).period == 202602);
    desk.at("2026-03-26T09:00+09:00");
    desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202602, 1), 35'000, "p-2"});
    desk.approved(202603);
    CHECK(desk.bill(202603, 1).total.minor == 33'000);
  }
}

TEST_CASE("A line that is registered behind the run's position is none of it, and nothing disagrees") {
  BillingDesk desk;
  desk.line(1).line(3);
  auto const run = desk.settled(202601);
  desk.after(std::chrono::hours{1});
  desk.line(2);
  CHECK(desk.ask(GetTargets{run.id}).size() == 2);
  CHECK(desk.ask(GetExcluded{run.id}).empty());
  for (auto const& line : desk.ask(Reconcile{run.id})) CHECK(line.is_right);
}

TEST_CASE("A line that is registered after the run was opened waits for the next cycle, wherever its number stands") {
  BillingDesk desk{in_chunks_of(1)};
  desk.line(1);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.given(operator_3, SettleNextChunk{{1}, 1});
  desk.after(Duration{1});
  desk.line(5);
  desk.given(operator_3, SettleNextChunk{{1}, 1});
  desk.given(operator_3, SettleNextChunk{{1}, 1});
  CHECK(desk.live_run(202601).counts.targets == 1);
  CHECK(desk.ask(GetTargets{{1}}).size() == 1);
  CHECK(desk.ask(GetBill{BillingDesk::bill_id(202601, 5)}).empty());
}

TEST_CASE("A discarded run has nothing to show, also when another one stands in its place") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.settled(202601);
  desk.given(boss, DiscardRun{run.id});
  desk.when_idle();
  auto const again = desk.settled(202601);
  CHECK(desk.ask(GetBills{run.id, {}, {}, {}, {}}).empty());
  CHECK(desk.ask(GetQuarantined{run.id}).empty());
  CHECK(desk.ask(GetDeliveries{run.id, {}, {}}).empty());
  CHECK(desk.ask(GetTargets{run.id}).empty());
  CHECK(desk.ask(GetExcluded{run.id}).empty());
  CHECK(desk.ask(Reconcile{run.id}).empty());
  CHECK(desk.ask(GetTargets{again.id}).size() == 1);
}

TEST_CASE("A discarded run's drafts go in pages of a few") {
  BillingDesk desk;
  for (std::int64_t id = 1; id <= 25; ++id) desk.line(id);
  auto const run = desk.settled(202601);
  desk.given(boss, DiscardRun{run.id});
  desk.when_idle();
  for (std::int64_t id = 1; id <= 25; ++id) CHECK(desk.ask(GetBill{BillingDesk::bill_id(202601, id)}).empty());
  CHECK(desk.settled(202601).counts.bills == 25);
}

TEST_CASE("Rules that make no sense are refused when a run is opened") {
  struct Case {
    char const* field;
    void (*spoil)(Rules&);
  };
  constexpr Case cases[] = {
      {"rules.due_days", [](Rules& r) { r.due_days = -1; }},
      {"rules.due_days", [](Rules& r) { r.due_days = 29; }},
      {"rules.most_quarantined_percent", [](Rules& r) { r.most_quarantined_percent = -1; }},
      {"rules.most_quarantined_percent", [](Rules& r) { r.most_quarantined_percent = 101; }},
      {"rules.chunk", [](Rules& r) { r.chunk = 0; }},
      {"rules.time_zone", [](Rules& r) { r.time_zone = "Nowhere/Atlantis"; }},
  };
  for (auto const& one : cases) {
    CAPTURE(one.field);
    Rules rules;
    one.spoil(rules);
    BillingDesk desk{rules};
    desk.line(1);
    desk.when(operator_3, OpenBillingRun{202601, 25, {}, {}}).then_refused(rules::invalid_argument, one.field);
  }
  Rules widest;
  widest.due_days = 28;
  widest.most_quarantined_percent = 0;
  BillingDesk desk{widest};
  desk.line(1);
  CHECK(desk.settled(202601).state == RunState::Settled);
}

TEST_CASE("Whoever joined on the last day, or left on the second, was a customer") {
  BillingDesk desk;
  auto late = BillingDesk::registration(1);
  late.joined_on = day("2026-01-25");
  desk.line(late).line(2);
  desk.given(operator_3, Leave{{2}, day("2025-12-27")});
  auto const run = desk.settled(202601);
  CHECK(run.counts.bills == 2);
  CHECK(run.counts.excluded == 0);
}

TEST_CASE("Without prices nothing is settled") {
  testing::World world;
  world.modules = {&messaging::module, &billing::module};
  auto const zones = std::make_shared<TzdbZones>();
  world.host.bind<Zones>(*zones);
  world.props = zones;
  testing::Scenario story{std::move(world)};
  story.at("2026-01-26T09:00+09:00");
  story.when(operator_3, OpenBillingRun{202601, 25, {}, {}}).then_refused(nothing_is_published);
  story.given(system_actor, BillingDesk::registration(1));
  story.when(operator_3, SubscribeAddOn{{1}, "SAFE", day("2026-01-26")}).then_refused(nothing_is_published);
  story.when(operator_3, GrantDiscount{{1}, "CONTRACT", day("2026-01-26"), 24}).then_refused(nothing_is_published);
}

TEST_CASE("A run that is not where a command leads on from stays where it is") {
  BillingDesk desk;
  desk.line(1);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.when(operator_3, PauseRun{{1}}).then_refused(run_cannot_become, "run_id");
  desk.when(operator_3, ResumeRun{{1}}).then_refused(run_cannot_become, "run_id");
  desk.when(operator_3, ReleaseBills{{1}, {}}).then_refused(run_cannot_become, "run_id");
  desk.when(operator_3, CancelRelease{{1}}).then_refused(run_cannot_become, "run_id");
  CHECK(desk.live_run(202601).state == RunState::Opened);
  desk.given(operator_3, ReleaseBills{desk.approved(202601).id, {}});
  desk.when(boss, DiscardRun{{1}}).then_refused(run_cannot_become, "run_id");
  CHECK(desk.live_run(202601).state == RunState::Released);
}

TEST_CASE("Whoever was no customer in the cycle and owes nothing is excluded") {
  BillingDesk desk;
  auto later = BillingDesk::registration(2);
  later.joined_on = day("2026-01-26");
  desk.line(1).line(later).line(3);
  desk.given(operator_3, Leave{{3}, day("2025-12-26")});
  auto const run = desk.settled(202601);
  CHECK(run.counts.targets == 3);
  CHECK(run.counts.excluded == 2);
  auto const excluded = desk.ask(GetExcluded{run.id});
  REQUIRE(excluded.size() == 2);
  CHECK(excluded[0].subscriber_id.value == 2);
  CHECK(excluded[1].left_on == day("2025-12-26"));
}

TEST_CASE("Whoever has left still gets late usage and arrears on a bill") {
  BillingDesk desk;
  desk.line(1);
  desk.approved(202601);
  desk.at("2026-02-26T09:00+09:00");
  desk.given(operator_3, Leave{{1}, day("2026-01-26")});
  desk.approved(202602);
  auto const bill = desk.bill(202602, 1);
  CHECK(bill.arrears == 33'000);
  CHECK(bill.total.minor == 33'660);  // with a late fee of 2 %
}

TEST_CASE("A subscriber with broken data is set aside, keeps nobody else from a bill, and is settled once mended") {
  Rules generous;
  generous.most_quarantined_percent = 50;
  BillingDesk desk{generous};
  auto poison = BillingDesk::registration(2);
  poison.plan = "NO_SUCH_PLAN";
  desk.line(1).line(poison);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.when(operator_3, SettleNextChunk{{1}, 1})
      .then(SubscriberQuarantined{{1}, {2}, 4304, "plan_is_unknown", "plans"}, any<BillsSettled>(),
            any<BillingRunSettled>());
  auto const set_aside = desk.ask(GetQuarantined{{1}});
  REQUIRE(set_aside.size() == 1);
  CHECK(set_aside[0].value == "NO_SUCH_PLAN");
  desk.when(operator_3, RetryQuarantined{{1}}).then_nothing();
  CHECK(desk.live_run(202601).counts.quarantined == 1);
  desk.given(operator_3, ChangePlan{{2}, "P2", day("2025-06-01")});
  desk.when(operator_3, RetryQuarantined{{1}})
      .then(QuarantineResolved{{1}, {2}, BillingDesk::bill_id(202601, 2), false});
  auto const run = desk.live_run(202601);
  CHECK(run.counts.quarantined == 0);
  CHECK(run.counts.bills == 2);
  CHECK(run.counts.total == 88'000);
  CHECK(desk.ask(GetQuarantined{{1}}).empty());
  for (auto const& line : desk.ask(Reconcile{{1}})) CHECK(line.is_right);
}

TEST_CASE("Whatever is wrong with a line, quarantine says it: price, discount, guardian's limit, too much of it") {
  BillingDesk desk;
  auto lines = std::vector(5, BillingDesk::registration(1));
  for (std::size_t n = 0; n < lines.size(); ++n) lines[n].subscriber_id = {static_cast<std::int64_t>(n) + 1};
  lines[0].add_ons = {{"GAME", lines[0].joined_on, {}}};
  lines[1].discounts = {{"FRIEND", lines[1].joined_on, {}}};
  lines[2].birth_year = 2012;
  for (auto const& line : lines) desk.line(line);
  auto bought = usage(3, "m-1", 30'001);
  bought.kind = UsageKind::MICROPAYMENT;
  bought.counterparty = "A shop";
  desk.given(system_actor, bought);
  for (std::size_t n = 0; n <= most_usage_of_a_cycle; ++n)
    desk.given(system_actor, usage(4, "u-" + std::to_string(n), 1));
  auto const run = desk.settled(202601);
  CHECK(run.counts.bills == 1);
  std::vector<std::string> reasons;
  for (auto const& row : desk.ask(GetQuarantined{run.id})) {
    reasons.push_back(row.reason + " " + row.field);
    // No command is refused by these: this is how they are seen.
    for (auto const* rule : module.errors) {
      if (row.reason == rule->id) testing::Coverage::of_this_run().refused(*rule);
    }
  }
  CHECK(reasons == std::vector<std::string>{"add_on_is_unknown add_ons", "discount_is_unknown discounts",
                                            "guardian_limit_is_passed usage", "too_much_in_one_cycle usage"});
}

namespace {

/// A minor's line, on a desk that lets a run with nothing but quarantine be approved.
struct MinorsDesk : BillingDesk {
  MinorsDesk() : BillingDesk(generous()) {
    auto minor = registration(1);
    minor.birth_year = 2012;
    line(minor);
  }
  void buy(std::string source, std::int64_t amount, std::string_view at) {
    auto bought = usage(1, std::move(source), amount, at);
    bought.kind = UsageKind::MICROPAYMENT;
    bought.counterparty = "A shop";
    given(system_actor, bought);
  }
  static Rules generous() {
    Rules rules;
    rules.most_quarantined_percent = 100;
    return rules;
  }
};

}  // namespace

TEST_CASE("What a minor bought in a month counts together, also when some of it comes late, on the next bill") {
  MinorsDesk desk;
  desk.buy("in time", 20'000, "2026-01-20T10:00:00Z");
  desk.approved(202601);
  desk.at("2026-02-26T09:00+09:00");
  desk.buy("late", 10'000, "2026-01-21T10:00:00Z");
  desk.buy("february", 30'000, "2026-02-20T10:00:00Z");
  CHECK(desk.ask(PreviewBill{{1}, 202602, {}}).size() == 1);  // 30,000 of each month: the limit
  desk.buy("one more", 1, "2026-01-22T10:00:00Z");
  auto const run = desk.settled(202602);
  REQUIRE(desk.ask(GetQuarantined{run.id}).size() == 1);
  CHECK(desk.ask(GetQuarantined{run.id})[0].reason == "guardian_limit_is_passed");
  CHECK(desk.ask(GetQuarantined{run.id})[0].value == "30001");
  desk.given(operator_3, SetGuardianLimit{{1}, 30'001});
  desk.given(operator_3, RetryQuarantined{run.id});
  CHECK(desk.ask(GetQuarantined{run.id}).empty());
}

TEST_CASE("Months of a minor that wait together in quarantine are judged one by one") {
  MinorsDesk desk;
  desk.given(operator_3, ChangePlan{{1}, "P9", day("2025-06-01")});
  desk.buy("january", 30'000, "2026-01-20T10:00:00Z");
  CHECK(desk.approved(202601).counts.quarantined == 1);
  desk.at("2026-02-26T09:00+09:00");
  desk.buy("february", 30'000, "2026-02-20T10:00:00Z");
  desk.given(operator_3, ChangePlan{{1}, "P1", day("2025-06-01")});
  CHECK(desk.settled(202602).counts.quarantined == 0);
  CHECK(desk.bill(202602, 1).total.minor == 33'000 + 60'000);
}

TEST_CASE("Too many in quarantine, and the run has failed; mended and resumed, it is settled") {
  BillingDesk desk;
  auto poison = BillingDesk::registration(2);
  poison.plan = "NO_SUCH_PLAN";
  desk.line(1).line(poison);
  auto const run = desk.settled(202601);
  CHECK(run.state == RunState::Failed);
  desk.when(boss, ApproveRun{run.id}).then_refused(run_cannot_become);
  desk.given(operator_3, ChangePlan{{2}, "P1", day("2025-06-01")});
  desk.given(operator_3, RetryQuarantined{run.id});
  desk.given(operator_3, ResumeRun{run.id});
  desk.when(operator_3, SettleNextChunk{run.id, run.token + 1}).then(any<BillsSettled>(), any<BillingRunSettled>());
  CHECK(desk.live_run(202601).state == RunState::Settled);
}

TEST_CASE("Whoever was in quarantine finds what was used, and owed, on the next bill") {
  Rules generous;
  generous.most_quarantined_percent = 100;
  BillingDesk desk{generous};
  desk.line(1);
  desk.approved(202601);
  desk.at("2026-02-26T09:00+09:00");
  desk.given(operator_3, ChangePlan{{1}, "P9", day("2026-02-01")});
  desk.given(system_actor, usage(1, "u-1", 2'000, "2026-02-10T00:00:00Z"));
  auto const second = desk.approved(202602);
  CHECK(second.counts.quarantined == 1);
  desk.at("2026-03-26T09:00+09:00");
  desk.given(operator_3, ChangePlan{{1}, "P1", day("2026-02-01")});
  desk.approved(202603);
  auto const bill = desk.bill(202603, 1);
  CHECK(bill.arrears == 33'000);
  CHECK(bill.total.minor == 33'000 + 33'000 + 2'000 + 660);
  desk.when(operator_3, RetryQuarantined{second.id}).then_refused(run_is_built_upon);
}

TEST_CASE("Only runs that have settled something retry those in quarantine") {
  BillingDesk desk;
  desk.line(1);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.when(operator_3, RetryQuarantined{{1}}).then_refused(run_cannot_become);
}

TEST_CASE("A cut-off in the past leaves what happened later to the next bill") {
  BillingDesk desk;
  desk.line(1);
  desk.given(system_actor, usage(1, "before", 1'000, "2026-01-20T00:00:00Z"));
  desk.given(system_actor, usage(1, "at", 2'000, "2026-01-22T00:00:00Z"));
  desk.given(system_actor, usage(1, "after", 4'000, "2026-01-22T00:00:00.001Z"));
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, parse_instant("2026-01-22T00:00:00Z")});
  desk.given(operator_3, SettleNextChunk{{1}, 1});
  CHECK(desk.bill(202601, 1).total.minor == 36'000);
  CHECK(desk.ask(GetUsage{{1}, 202602}).at(0).source_id == "after");
}

TEST_CASE("A run with wrong prices is discarded, its drafts go, and the period is run again") {
  BillingDesk desk;
  auto poison = BillingDesk::registration(3);
  poison.plan = "P9";
  desk.line(1).line(2).line(poison);
  auto const run = desk.settled(202601);
  desk.when(operator_3, DiscardRun{run.id}).then_refused(rules::actor_not_allowed);
  desk.when(boss, DiscardRun{run.id}).then(RunDiscarded{run.id, 202601, 25});
  desk.when(operator_3, OpenBillingRun{202601, 25, {}, {}}).then_refused(other_run_is_live);
  desk.given(system_actor, usage(1, "meanwhile", 1'000));
  desk.when_idle();
  CHECK(desk.ask(GetBills{run.id, {}, {}, {}, {}}).empty());
  CHECK(desk.ask(GetQuarantined{run.id}).empty());
  auto prices = BillingDesk::prices();
  prices.plans.push_back({"P9", "5G 99", 99'000});
  desk.given(boss, prices);
  auto const again = desk.settled(202601);
  CHECK(again.id.value == 2);
  CHECK(again.price_version.value == 2);
  CHECK(again.counts.bills == 3);
  CHECK(desk.bill(202601, 1).total.minor == 34'000);
}

TEST_CASE("What somebody paid, or what a later run rests on, is not discarded") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.approved(202601);
  desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202601, 1), 1'000, "p-1"});
  desk.when(boss, DiscardRun{run.id}).then_refused(run_is_built_upon);
  BillingDesk other;
  other.line(1);
  auto const first = other.approved(202601);
  other.at("2026-02-26T09:00+09:00");
  other.settled(202602);
  other.when(boss, DiscardRun{first.id}).then_refused(run_is_built_upon);
}

TEST_CASE("A run with a reissued bill is not discarded: an issued bill is never deleted") {
  BillingDesk desk;
  desk.line(1).line(2);
  auto const run = desk.approved(202601);
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-06-01")});
  desk.given(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "wrong plan"});
  desk.when(boss, DiscardRun{run.id}).then_refused(run_is_built_upon, "run_id");
  CHECK(desk.live_run(202601).reissued == 1);
  CHECK(desk.ask(GetBills{run.id, {}, {}, {}, {}}).size() == 3);
}

TEST_CASE("An approved run that nobody has built upon is discarded as well") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.approved(202601);
  desk.given(boss, DiscardRun{run.id});
  desk.when_idle();
  CHECK(desk.ask(GetBill{BillingDesk::bill_id(202601, 1)}).empty());
}

TEST_CASE("Drafts are erased in pages, and a page that comes twice does nothing") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.settled(202601);
  desk.when(system_actor, DeleteDrafts{run.id, 0, std::numeric_limits<std::int64_t>::max(), true}).then_nothing();
  CHECK(desk.ask(GetBills{run.id, {}, {}, {}, {}}).size() == 1);
}

TEST_CASE("Settled, approved and released by one trigger, where that is wanted") {
  Rules chained;
  chained.chain_release = true;
  BillingDesk desk{chained};
  desk.line(1);
  desk.given(operator_3, OpenBillingRun{202601, 25, {}, {}});
  desk.when(operator_3, SettleNextChunk{{1}, 1})
      .then(any<BillsSettled>(), any<BillingRunSettled>(), any<RunApproved>(), any<ReleaseReserved>(),
            any<BillsReleased>());
  desk.when_idle();
  CHECK(desk.gateway().sent.size() == 1);
}

TEST_CASE("A run that failed is not approved by itself") {
  Rules chained;
  chained.chain_release = true;
  BillingDesk desk{chained};
  auto poison = BillingDesk::registration(1);
  poison.plan = "P9";
  desk.line(poison);
  CHECK(desk.settled(202601).state == RunState::Failed);
}

TEST_CASE("Preview charges without storing anything") {
  BillingDesk desk;
  desk.line(1);
  desk.given(system_actor, usage(1, "u", 1'000));
  auto const bill = desk.ask(PreviewBill{{1}, 202601, {}}).at(0);
  CHECK(bill.total.minor == 34'000);
  CHECK(desk.ask(GetBill{bill.id}).empty());
  desk.approved(202601);
  CHECK(desk.bill(202601, 1).total == bill.total);
  CHECK(desk.ask(PreviewBill{{1}, 202602, {}}).at(0).arrears == 34'000);
}

}  // namespace lilac::billing

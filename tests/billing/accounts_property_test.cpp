// Months of whatever people do, by clocks that are up to an hour off: every record is on one live bill, and accounts
// add up.
#include <rapidcheck.h>

#include <map>

#include "billing/stage.hpp"

namespace lilac::billing {

namespace {

using std::chrono::days;
using std::chrono::minutes;

/// Each as likely as the others, from the first history on.
int up_to(int most) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, most + 1)); }
template <class T>
T const& any_of(std::vector<T> const& all) {
  return all[static_cast<std::size_t>(up_to(static_cast<int>(all.size()) - 1))];
}

Rules one_at_a_time() {
  auto rules = in_chunks_of(1);
  rules.most_quarantined_percent = 100;
  return rules;
}

/// How often what the properties are about has come about, over all histories.
struct Seen {
  int bills = 0, reissued = 0, made_up = 0, paid = 0, used = 0, discarded = 0, quarantined = 0, fees = 0, late = 0,
      cut_off = 0;
};

class Months {
 public:
  explicit Months(Seen& seen) : desk_(one_at_a_time()), seen_(seen) {
    register_line();
    register_line();
  }

  /// Some months, and two more in which nothing is done but settling, so that everything has come on a bill.
  void pass() {
    auto const busy = 2 + up_to(4);
    for (auto n = 0; n < busy; ++n) {
      some_of_what_people_do();
      settle_month();
      some_of_what_people_do();
      if (up_to(1) == 0) {
        mend();
        attempt(operator_3, RetryQuarantined{desk_.live_run(issued_.back()).id});
        some_of_what_people_do();
      }
      check_records(false);
      check_accounts();
    }
    mend();
    is_quiet_ = true;
    settle_month();
    settle_month();
    check_records(true);
    check_accounts();
    count();
  }

 private:
  // Time goes on between commands, and each is stamped by somebody's clock.
  void by_some_clock() {
    time_ += minutes{5};
    desk_.at(time_ + minutes{up_to(120) - 60});
  }
  template <class C>
  void attempt(Actor by, C const& command) {
    by_some_clock();
    desk_.when(by, command);
  }
  LocalDate last_billed_day() const { return cycle_of(period_before(period_), 25).last; }
  LocalDate today() const { return LocalDate{std::chrono::floor<days>(time_).time_since_epoch()}; }

  void register_line() {
    auto line = BillingDesk::registration(++lines_);
    line.customer_id = {1001 + up_to(1)};
    by_some_clock();
    desk_.line(line);
    customers_.insert(line.customer_id);
  }
  SubscriberId some_line() { return {up_to(static_cast<int>(lines_) - 1) + 1}; }

  void some_of_what_people_do() {
    for (auto left = up_to(15); left > 0; --left) do_something();
  }
  void do_something() {
    if (is_quiet_) return;
    auto const line = some_line();
    auto const from = today() - days{up_to(75) - 5};
    switch (up_to(11)) {
      case 0:
      case 1:
      case 2: {
        by_some_clock();
        auto used = usage(line.value, "u-" + std::to_string(++sources_), up_to(30'000));
        used.happened_at = desk_.now() - std::chrono::hours{up_to(40 * 24)};
        if (up_to(1) == 0) used.kind = UsageKind::INSTALMENT;
        desk_.given(system_actor, used);
        break;
      }
      case 3:
      case 4:
        attempt(operator_3, RecordPayment{some_bill(line), 1 + up_to(80'000), "p-" + std::to_string(++sources_)});
        break;
      case 5:
        mend();
        attempt(operator_3, ChangePlan{line, any_of<std::string>({"P1", "P2"}), last_billed_day()});
        attempt(boss, CorrectBill{some_bill(line), "whatever"});
        break;
      case 6:
        mend();
        attempt(operator_3, ChangePlan{line, any_of<std::string>({"P1", "P2"}), from});
        break;
      case 7:
        if (desk_.row(line).status() == SubscriberStatus::SUSPENDED)
          attempt(operator_3, Resume{line, from});
        else
          attempt(operator_3, Suspend{line, from});
        break;
      case 8:
        attempt(operator_3, SubscribeAddOn{line, "SAFE", from});
        attempt(operator_3, GrantDiscount{line, any_of<std::string>({"CONTRACT", "BUNDLE"}), from, 2});
        break;
      case 9:
        if (lines_ < 4) register_line();
        break;
      default:
        // Nobody can charge this, until it is mended.
        attempt(operator_3, ChangePlan{line, "P9", desk_.row(line).plans.back().from});
    }
  }
  /// Most often of the month before.
  BillId some_bill(SubscriberId line) {
    auto const period = issued_.empty() ? 202601 : up_to(1) == 0 ? issued_.back() : any_of(issued_);
    return BillingDesk::bill_id(period, line.value, up_to(3) == 0 ? 2 : 1);
  }
  void mend() {
    for (std::int64_t id = 1; id <= lines_; ++id) {
      auto const plan = desk_.row(SubscriberId{id}).plans.back();
      if (plan.code == "P9") attempt(operator_3, ChangePlan{{id}, "P1", plan.from});
    }
  }

  void settle_month() {
    time_ = std::max(time_, Instant{(cycle_of(period_, 25).last + days{2}).time_since_epoch()});
    settle();
    if (up_to(3) == 0) {
      attempt(boss, DiscardRun{desk_.live_run(period_).id});
      desk_.when_idle();
      ++seen_.discarded;
      some_of_what_people_do();
      settle();
    }
    auto const run = desk_.live_run(period_);
    desk_.given(boss, ApproveRun{run.id});
    for (auto const& line : desk_.ask(Reconcile{run.id})) RC_ASSERT(line.is_right);
    seen_.quarantined += static_cast<int>(run.counts.quarantined);
    issued_.push_back(period_);
    period_ = period_after(period_);
  }
  /// Most often none; else up to ten days ago.
  std::optional<Instant> some_cut_off() {
    if (is_quiet_ || up_to(3) > 0) return std::nullopt;
    ++seen_.cut_off;
    return desk_.now() - std::chrono::hours{up_to(10 * 24)};
  }
  void settle() {
    by_some_clock();
    desk_.given(operator_3, OpenBillingRun{period_, 25, {}, some_cut_off()});
    auto run = desk_.live_run(period_);
    for (auto left = 20; run.state != RunState::Settled && left > 0; --left) {
      if (up_to(2) == 0) do_something();
      attempt(operator_3, SettleNextChunk{run.id, run.token});
      run = desk_.live_run(period_);
    }
    RC_ASSERT(run.state == RunState::Settled);
  }

  /// Of issued runs; a bill that a later revision replaces is not live.
  std::map<std::int64_t, std::vector<Bill>> live_bills() {
    std::map<std::int64_t, std::vector<Bill>> bills;
    for (auto const period : issued_) {
      for (auto const& row : desk_.ask(GetBills{desk_.live_run(period).id, {}, {}, false, {}})) {
        RC_ASSERT(row.state == BillState::Issued);
        bills[row.bill.subscriber_id.value].push_back(row.bill);
      }
    }
    return bills;
  }

  void check_records(bool all) {
    std::map<std::int64_t, int> used, adjusted;
    for (auto const& [line, bills] : live_bills()) {
      for (auto const& bill : bills) {
        for (auto const& each : bill.lines) {
          if (each.kind == LineKind::USE || each.kind == LineKind::INSTALMENT) ++used[each.source_id];
          if (each.kind == LineKind::ADJUSTMENT) ++adjusted[each.source_id];
        }
      }
    }
    auto const is_right = [&](int bills) { return all ? bills == 1 : bills <= 1; };
    for (auto const& row : desk_.rows<Usage::find_by_period>()) {
      RC_ASSERT(is_right(used[row.id.value]));
      if (row.period > row.used_in) ++seen_.late;
    }
    for (auto const& row : desk_.rows<LedgerEntry::find_by_period>()) {
      if (row.kind == EntryKind::ADJUSTMENT) RC_ASSERT(is_right(adjusted[row.id.value]));
    }
  }

  struct Columns {
    std::int64_t billed = 0, fees = 0, adjusted = 0, paid = 0, bills = 0, lines = 0, carried = 0, unsettled = 0;
  };
  // Once from the lines of all bills and the ledger, and once from what the newest bill of each line asks for.
  void check_accounts() {
    auto const live = live_bills();
    for (auto const customer : customers_) {
      Columns sum;
      auto const ledger = desk_.ask(GetLedger{customer});
      for (auto const& entry : ledger) (entry.kind == EntryKind::PAYMENT ? sum.paid : sum.adjusted) += entry.amount;
      for (auto const& line : desk_.rows<Subscriber::find_by_customer_id>(customer)) {
        ++sum.lines;
        auto const found = live.find(line.id.value);
        if (found == live.end()) continue;
        sum.bills += static_cast<std::int64_t>(found->second.size());
        for (auto const& bill : found->second) add_columns(sum, bill);
        auto const& newest = found->second.back();
        sum.carried += newest.total.minor - newest.credit_carried;
        std::int64_t unsettled = charges_of(found->second);
        for (auto const& entry : ledger) {
          if (entry.subscriber_id != line.id) continue;
          auto const sign = entry.kind == EntryKind::PAYMENT ? -1 : 1;
          if (entry.period > newest.period) sum.carried += sign * entry.amount;
          if (sign < 0 || entry.amount < 0 || entry.period <= newest.period) unsettled += sign * entry.amount;
        }
        sum.unsettled += std::max<std::int64_t>(0, unsettled);
      }
      auto const statement = desk_.ask(GetAccount{customer, today()}).at(0);
      RC_ASSERT(statement.lines == sum.lines);
      RC_ASSERT(statement.bills == sum.bills);
      RC_ASSERT(statement.billed == sum.billed);
      RC_ASSERT(statement.fees == sum.fees);
      RC_ASSERT(statement.adjusted == sum.adjusted);
      RC_ASSERT(statement.paid == sum.paid);
      RC_ASSERT(statement.balance == statement.billed + statement.fees + statement.adjusted - statement.paid);
      RC_ASSERT(statement.balance == sum.carried);
      // Nothing is overdue before the first due day; after the last one everything is that is left.
      RC_ASSERT(statement.overdue >= 0);
      RC_ASSERT(desk_.ask(GetAccount{customer, day("2026-02-09")}).at(0).overdue == 0);
      RC_ASSERT(desk_.ask(GetAccount{customer, day("2027-12-31")}).at(0).overdue == sum.unsettled);
    }
  }
  static void add_columns(Columns& sum, Bill const& bill) {
    for (auto const& line : bill.lines) {
      if (line.kind == LineKind::LATE_FEE) sum.fees += line.amount;
      if (line.kind <= LineKind::DISCOUNT || line.kind == LineKind::VAT || line.kind == LineKind::ROUNDING)
        sum.billed += line.amount;
    }
  }
  static std::int64_t charges_of(std::vector<Bill> const& bills) {
    Columns sum;
    for (auto const& bill : bills) add_columns(sum, bill);
    return sum.billed + sum.fees;
  }

  void count() {
    for (auto const& [line, bills] : live_bills()) {
      for (auto const& bill : bills) {
        ++seen_.bills;
        seen_.reissued += bill.revision > 1 ? 1 : 0;
        for (auto const& each : bill.lines) {
          seen_.made_up += each.kind == LineKind::ADJUSTMENT ? 1 : 0;
          seen_.used += each.kind == LineKind::USE || each.kind == LineKind::INSTALMENT ? 1 : 0;
          seen_.fees += each.kind == LineKind::LATE_FEE ? 1 : 0;
        }
      }
    }
    for (auto const& entry : desk_.rows<LedgerEntry::find_by_period>())
      seen_.paid += entry.kind == EntryKind::PAYMENT ? 1 : 0;
  }

  BillingDesk desk_;
  Seen& seen_;
  Instant time_ = parse_instant("2026-01-20T12:00+09:00").value();
  std::int32_t period_ = 202601;
  std::int64_t lines_ = 0;
  int sources_ = 0;
  bool is_quiet_ = false;
  std::set<AccountId> customers_;
  std::vector<std::int32_t> issued_;
};

}  // namespace

TEST_CASE("Whatever is done by whatever clocks: each record is on one live bill, once, and accounts add up") {
  Seen seen;
  CHECK(rc::check([&] { Months{seen}.pass(); }));
  // It has all come about, and not a few times.
  std::map<std::string, int> const counts{
      {"bills", seen.bills}, {"reissued", seen.reissued},   {"made up for", seen.made_up},     {"paid", seen.paid},
      {"used", seen.used},   {"discarded", seen.discarded}, {"quarantined", seen.quarantined}, {"fees", seen.fees},
      {"late", seen.late},   {"cut off", seen.cut_off}};
  for (auto const& one : counts) {
    CAPTURE(one.first);
    CHECK(one.second > 20);
  }
}

}  // namespace lilac::billing

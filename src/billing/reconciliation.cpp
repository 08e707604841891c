// Every number of a run, counted from the rows themselves and compared with what must equal it.
#include <map>

#include "billing/known.hpp"
#include "lilac/billing/bridges.hpp"
#include "lilac/billing/views.hpp"

namespace lilac::billing {

namespace {

class Reconciliation {
 public:
  Reconciliation(Reader& reader, BillingRun const& run, Rows<ReconciliationLine> sink)
      : reader_(reader), run_(run), range_(bills_of(run.period, run.cycle_day)), sink_(sink) {}

  result<> run(Host const& host) {
    BOOST_OUTCOME_TRY(count_bills());
    BOOST_OUTCOME_TRY(count_others(host));
    auto const bills = query("billing.GetBills", R"("voided":false)");
    auto const targets = live_ + quarantined_ + excluded_;
    give("targets", run_.counts.targets, query("billing.GetTargets"));
    give("bills", live_, bills);
    give("voided bills", voided_, query("billing.GetBills", R"("voided":true)"));
    give("quarantined", quarantined_, query("billing.GetQuarantined"));
    give("excluded", excluded_, query("billing.GetExcluded"));
    check("targets = bills + quarantined + excluded", targets, run_.counts.targets);
    check("bills = the run's", live_, run_.counts.bills);
    give("sum of bills", sum_of_bills_, bills);
    give("sum of lines", sum_of_lines_, bills);
    check("sum of bills = sum of lines", sum_of_bills_, sum_of_lines_);
    check("sum of bills = the run's", sum_of_bills_, run_.counts.total);
    check("sum of lines = the run's", sum_of_lines_, run_.counts.lines);
    if (!run_.going_out) return outcome::success();
    return deliveries();
  }

 private:
  result<> count_bills() {
    Bill before;
    auto const take = [&] {
      if (before.id == BillId{}) return;
      ++live_;
      sum_of_bills_ += before.total.minor;
      for (auto const& line : before.lines) sum_of_lines_ += line.amount;
    };
    BOOST_OUTCOME_TRY(reader_.each_of(range_.after, no_limit, [&](Bill const& bill) {
      if (bill.id > range_.last) return false;
      bill.revision == 1 ? take() : void(++voided_);
      before = bill;
      return true;
    }));
    take();
    return outcome::success();
  }

  result<> count_others(Host const& host) {
    BOOST_OUTCOME_TRY(answer(GetQuarantined{run_.id}, reader_, host, [&](Quarantined const&) {
      ++quarantined_;
      return true;
    }));
    return answer(GetExcluded{run_.id}, reader_, host, [&](ExcludedSubscriber const&) {
      ++excluded_;
      return true;
    });
  }

  // Each live bill is in one place: not asked for, or where its message is.
  result<> deliveries() {
    std::map<std::string_view, std::int64_t> counts;
    std::vector<std::pair<BillId, std::string>> page;
    std::int64_t requested = 0;
    auto after = BillDeliveryId{range_.after.value};
    do {
      page.clear();
      BOOST_OUTCOME_TRY(reader_.each_of(after, 1'000, [&](BillDelivery const& row) {
        if (row.id.value > range_.last.value) return false;
        after = row.id;
        page.emplace_back(row.bill_id(), row.dedup_key());
        return true;
      }));
      for (auto const& [bill, key] : page) {
        BOOST_OUTCOME_TRY(auto const* later, reader_.find(BillId{bill.value + 1}));
        if (later != nullptr) continue;
        ++requested;
        BOOST_OUTCOME_TRY(auto const* standing, standing_of_message(reader_, key));
        ++counts[standing == nullptr ? "without a message" : standing];
      }
    } while (!page.empty());
    auto const not_requested = live_ - requested;
    auto sum = not_requested;
    give("released", live_, query("billing.GetBills", R"("voided":false)"));
    give("not yet requested", not_requested, query("billing.GetBills", R"("voided":false,"delivery":"NotRequested")"));
    for (auto const* standing : all_standings()) {
      give(standing, counts[standing], query("billing.GetDeliveries", R"("standing":")" + std::string(standing) + '"'));
      sum += counts[standing];
    }
    check("released = not yet requested + all of these", sum, live_);
    return outcome::success();
  }

  std::string query(char const* name, std::string const& more = {}) const {
    return std::string(name) + R"( {"run_id":)" + std::to_string(run_.id.value) + (more.empty() ? "" : "," + more) +
           "}";
  }
  void give(std::string_view name, std::int64_t value, std::string query) {
    if (wanted_) wanted_ = sink_(ReconciliationLine{std::string(name), value, std::move(query), true});
  }
  void check(std::string_view name, std::int64_t left, std::int64_t right) {
    if (wanted_) wanted_ = sink_(ReconciliationLine{std::string(name), left - right, {}, left == right});
  }

  Reader& reader_;
  BillingRun const& run_;
  BillRange range_;
  Rows<ReconciliationLine> sink_;
  bool wanted_ = true;
  std::int64_t live_ = 0, voided_ = 0, quarantined_ = 0, excluded_ = 0, sum_of_bills_ = 0, sum_of_lines_ = 0;
};

}  // namespace

result<> answer(Reconcile const& query, Reader& reader, Host const& host, Rows<ReconciliationLine> sink) {
  BOOST_OUTCOME_TRY(auto const* run, reader.read(query.run_id));
  if (!run->is_live) return outcome::success();
  auto const copy = *run;
  return Reconciliation{reader, copy, sink}.run(host);
}

}  // namespace lilac::billing

// What customers owe.
#include <algorithm>
#include <map>

#include "billing/known.hpp"
#include "lilac/billing/views.hpp"

namespace lilac::billing {

namespace {

result<std::vector<Subscriber>> lines_of(Reader& reader, AccountId customer) {
  std::vector<Subscriber> lines;
  BOOST_OUTCOME_TRY(
      reader.each<Subscriber::find_by_customer_id>([&](Subscriber const& line) { lines.push_back(line); }, customer));
  return lines;
}

/// The issued bills of a line that are not voided, oldest first.
result<std::vector<Bill>> issued_bills(Reader& reader, Subscriber const& line) {
  std::vector<std::int32_t> periods;
  BOOST_OUTCOME_TRY(reader.each<BillingRun::find_by_cycle_day>(
      [&](BillingRun const& run) {
        if (run.is_issued()) periods.push_back(run.period);
      },
      line.cycle_day));
  std::vector<Bill> bills;
  for (auto const period : periods) {
    BOOST_OUTCOME_TRY(auto const* bill, live_bill(reader, period, line.cycle_day, line.id));
    if (bill != nullptr) bills.push_back(*bill);
  }
  std::ranges::reverse(bills);
  return bills;
}

/// What one bill asks for by itself, apart from what earlier ones left.
struct Asked {
  std::int64_t charges = 0;
  std::int64_t fees = 0;
  std::int64_t adjusted_up = 0;
  LocalDate due_on{};

  std::int64_t sum() const { return charges + fees + adjusted_up; }
};
Asked asked_by(Bill const& bill) {
  Asked asked;
  asked.due_on = bill.due_on;
  for (auto const& line : bill.lines) {
    switch (line.kind) {
      case LineKind::CREDIT:
      case LineKind::ARREARS:
      case LineKind::CREDIT_CARRIED:
        break;
      case LineKind::LATE_FEE:
        asked.fees += line.amount;
        break;
      case LineKind::ADJUSTMENT:
        asked.adjusted_up += std::max<std::int64_t>(0, line.amount);
        break;
      default:
        asked.charges += line.amount;
    }
  }
  return asked;
}

/// What a line's customer paid or was given back, by line.
result<std::map<SubscriberId, std::int64_t>> credits_of(Reader& reader, AccountId customer) {
  std::map<SubscriberId, std::int64_t> credits;
  BOOST_OUTCOME_TRY(reader.each<LedgerEntry::find_by_account_id>(
      [&](LedgerEntry const& entry) {
        if (entry.kind == EntryKind::PAYMENT)
          credits[entry.subscriber_id] += entry.amount;
        else
          credits[entry.subscriber_id] += std::max<std::int64_t>(0, -entry.amount);
      },
      customer));
  return credits;
}

// Whatever is in the customer's favour settles the oldest bill first; what is left of one is overdue after its day.
std::int64_t overdue_of(std::vector<Asked> const& oldest_first, std::int64_t credit, LocalDate as_of) {
  for (auto const& asked : oldest_first) credit += std::max<std::int64_t>(0, -asked.sum());
  std::int64_t overdue = 0;
  for (auto const& asked : oldest_first) {
    auto const settled = std::min(credit, std::max<std::int64_t>(0, asked.sum()));
    credit -= settled;
    if (asked.due_on < as_of) overdue += std::max<std::int64_t>(0, asked.sum()) - settled;
  }
  return overdue;
}

}  // namespace

result<> answer(GetAccount const& query, Reader& reader, Host const&, Rows<AccountStatement> sink) {
  BOOST_OUTCOME_TRY(auto const* account, reader.read(query.customer_id));
  AccountStatement statement;
  statement.customer_id = account->id;
  statement.lines = account->lines;
  statement.paid = account->paid;
  statement.adjusted = account->adjusted;
  statement.as_of = query.as_of;
  BOOST_OUTCOME_TRY(auto const lines, lines_of(reader, query.customer_id));
  BOOST_OUTCOME_TRY(auto credits, credits_of(reader, query.customer_id));
  for (auto const& line : lines) {
    BOOST_OUTCOME_TRY(auto const bills, issued_bills(reader, line));
    statement.bills += static_cast<std::int32_t>(bills.size());
    std::vector<Asked> oldest_first;
    for (auto const& bill : bills) {
      auto const& asked = oldest_first.emplace_back(asked_by(bill));
      statement.billed += asked.charges;
      statement.fees += asked.fees;
    }
    statement.overdue += overdue_of(oldest_first, credits[line.id], query.as_of);
  }
  statement.balance = statement.billed + statement.fees + statement.adjusted - statement.paid;
  sink(statement);
  return outcome::success();
}

result<> answer(GetLedger const& query, Reader& reader, Host const&, Rows<LedgerEntry> sink) {
  return reader.each<LedgerEntry::find_by_account_id>(sink, query.customer_id);
}

result<> answer(GetCustomerSummary const& query, Reader& reader, Host const&, Rows<CustomerSummary> sink) {
  BOOST_OUTCOME_TRY(check_period(query.period));
  CustomerSummary summary{query.customer_id, query.period, 0, {}, {}};
  BOOST_OUTCOME_TRY(auto const lines, lines_of(reader, query.customer_id));
  for (auto const& line : lines) {
    BOOST_OUTCOME_TRY(auto const* bill, live_bill(reader, query.period, line.cycle_day, line.id));
    if (bill == nullptr) continue;
    ++summary.lines;
    summary.total = {summary.total.minor + bill->total.minor, bill->total.currency};
    summary.bills.push_back(bill->id);
  }
  sink(summary);
  return outcome::success();
}

result<> answer(GetMonths const&, Reader& reader, Host const&, Rows<MonthOverMonth> sink) {
  std::vector<BillingRun> runs;
  BOOST_OUTCOME_TRY(reader.each<BillingRun::find_by_cycle_day>([&](BillingRun const& run) {
    if (run.is_issued()) runs.push_back(run);
  }));
  std::map<std::int32_t, MonthOverMonth, std::greater<>> months;
  for (auto const& run : runs) {
    auto& month = months[run.period];
    month.period = run.period;
    month.bills += run.counts.bills;
    month.total += run.counts.total;
    month.quarantined += run.counts.quarantined;
    BOOST_OUTCOME_TRY(auto const* batch, reader.find(DeliveryBatchId{run.id.value}));
    if (batch == nullptr) continue;
    month.delivered += batch->delivered;
    month.failed += batch->failed;
  }
  constexpr std::int64_t million = 1'000'000;
  for (auto& [period, month] : months) {
    if (auto const ended = month.delivered + month.failed; ended > 0)
      month.failed_per_million = month.failed * million / ended;
    if (auto const before = months.find(period_before(period)); before != months.end()) {
      month.bills_more = month.bills - before->second.bills;
      month.total_more = month.total - before->second.total;
      if (before->second.total > 0)
        month.total_more_per_million =
            share(Money{*month.total_more}, million, before->second.total).value_or(Money{}).minor;
    }
    if (!sink(month)) break;
  }
  return outcome::success();
}

}  // namespace lilac::billing

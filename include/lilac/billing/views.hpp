// What billing can be asked. Rows are current when they are read.
#pragma once

#include "lilac/billing/commands.hpp"
#include "lilac/billing/document.hpp"
#include "lilac/engine/host.hpp"
#include "lilac/engine/reader.hpp"

namespace lilac::billing {

template <class Row>
using Rows = FunctionRef<bool(Row const&)>;

/// All runs of a cycle day, or of all, newest period first.
struct GetBillingRuns {
  std::optional<std::int32_t> cycle_day;
  using row = BillingRun;
  static constexpr std::uint16_t number = 3001;
};
BOOST_DESCRIBE_STRUCT(GetBillingRuns, (), (cycle_day))

/// A bill and where it stands.
struct BillOverview {
  Bill bill;
  std::string no;
  BillState state = BillState::Draft;
  DeliveryState delivery = DeliveryState::NotRequested;
  std::optional<DeliveryChannel> channel;
};
BOOST_DESCRIBE_STRUCT(BillOverview, (), (bill, no, state, delivery, channel))

/// Bills of a live run behind `after`, all revisions, in the order of their subscribers.
struct GetBills {
  BillingRunId run_id;
  std::optional<BillId> after;
  std::optional<std::int32_t> limit;  ///< of bills that are looked at
  std::optional<bool> voided;         ///< only those, or only the others
  std::optional<DeliveryState> delivery;
  using row = BillOverview;
  static constexpr std::uint16_t number = 3002;
};
BOOST_DESCRIBE_STRUCT(GetBills, (), (run_id, after, limit, voided, delivery))

/// One bill; no row when there is none.
struct GetBill {
  BillId bill_id;
  using row = BillOverview;
  static constexpr std::uint16_t number = 3003;
};
BOOST_DESCRIBE_STRUCT(GetBill, (), (bill_id))

/// All bills of a line, newest period first, all revisions.
struct GetBillsOfSubscriber {
  SubscriberId subscriber_id;
  using row = BillOverview;
  static constexpr std::uint16_t number = 3004;
};
BOOST_DESCRIBE_STRUCT(GetBillsOfSubscriber, (), (subscriber_id))

/// What a line would be charged for a period now: nothing is stored. The bill's run is 0. Errors: as a quarantined
/// subscriber's.
struct PreviewBill {
  SubscriberId subscriber_id;
  std::int32_t period = 0;
  std::optional<PriceBookId> price_version;  ///< empty: the newest
  using row = Bill;
  static constexpr std::uint16_t number = 3005;
};
BOOST_DESCRIBE_STRUCT(PreviewBill, (), (subscriber_id, period, price_version))

struct GetQuarantined {
  BillingRunId run_id;
  using row = Quarantined;
  static constexpr std::uint16_t number = 3006;
};
BOOST_DESCRIBE_STRUCT(GetQuarantined, (), (run_id))

struct TargetLine {
  SubscriberId subscriber_id;
};
BOOST_DESCRIBE_STRUCT(TargetLine, (), (subscriber_id))

struct ExcludedSubscriber {
  SubscriberId subscriber_id;
  LocalDate joined_on{};
  std::optional<LocalDate> left_on;
};
BOOST_DESCRIBE_STRUCT(ExcludedSubscriber, (), (subscriber_id, joined_on, left_on))

/// Whom the run has come to: lines of its cycle day that were registered before it was opened.
struct GetTargets {
  BillingRunId run_id;
  using row = TargetLine;
  static constexpr std::uint16_t number = 3018;
};
BOOST_DESCRIBE_STRUCT(GetTargets, (), (run_id))

/// Targets that have neither a bill nor a place in quarantine.
struct GetExcluded {
  BillingRunId run_id;
  using row = ExcludedSubscriber;
  static constexpr std::uint16_t number = 3007;
};
BOOST_DESCRIBE_STRUCT(GetExcluded, (), (run_id))

/// Deliveries of a run's bills, of one state or of all. Bills without any are NotRequested, and have no row here.
struct GetDeliveries {
  BillingRunId run_id;
  std::optional<DeliveryState> state;
  std::optional<std::string> standing;  ///< of its message, as Reconcile counts it; only of bills that are not voided
  using row = BillDelivery;
  static constexpr std::uint16_t number = 3008;
};
BOOST_DESCRIBE_STRUCT(GetDeliveries, (), (run_id, state, standing))

/// One document of a bill.
struct GetBillDocument {
  BillId bill_id;
  DocumentForm form = DocumentForm::TEXT;
  std::optional<bool> with_usage;  ///< false: only usage that is charged
  using row = BillDocument;
  static constexpr std::uint16_t number = 3009;
};
BOOST_DESCRIBE_STRUCT(GetBillDocument, (), (bill_id, form, with_usage))

/// What a customer owes, over all lines: balance = billed + fees + adjusted - paid. Amounts are minor units of the
/// currency of the bills.
struct AccountStatement {
  AccountId customer_id;
  std::int32_t lines = 0;
  std::int32_t bills = 0;   ///< issued and not voided
  std::int64_t billed = 0;  ///< what was new on them, without late fees and adjustments
  std::int64_t paid = 0;
  std::int64_t adjusted = 0;  ///< on a bill or not yet
  std::int64_t balance = 0;   ///< to be paid now; negative: a credit
  std::int64_t overdue = 0;   ///< unpaid of bills that were due before `as_of`; what was paid settles the oldest first
  LocalDate as_of{};
  std::int64_t fees = 0;  ///< for paying late
};
BOOST_DESCRIBE_STRUCT(AccountStatement, (),
                      (customer_id, lines, bills, billed, paid, adjusted, balance, overdue, as_of, fees))

struct GetAccount {
  AccountId customer_id;
  LocalDate as_of{};
  using row = AccountStatement;
  static constexpr std::uint16_t number = 3010;
};
BOOST_DESCRIBE_STRUCT(GetAccount, (), (customer_id, as_of))

/// Payments and adjustments of a customer, in the order in which they were recorded.
struct GetLedger {
  AccountId customer_id;
  using row = LedgerEntry;
  static constexpr std::uint16_t number = 3011;
};
BOOST_DESCRIBE_STRUCT(GetLedger, (), (customer_id))

/// A customer's lines in one period together: one bill a line, one sum.
struct CustomerSummary {
  AccountId customer_id;
  std::int32_t period = 0;
  std::int32_t lines = 0;
  Money total;
  std::vector<BillId> bills;
};
BOOST_DESCRIBE_STRUCT(CustomerSummary, (), (customer_id, period, lines, total, bills))

struct GetCustomerSummary {
  AccountId customer_id;
  std::int32_t period = 0;
  using row = CustomerSummary;
  static constexpr std::uint16_t number = 3012;
};
BOOST_DESCRIBE_STRUCT(GetCustomerSummary, (), (customer_id, period))

/// One number of a run, and the query that lists what it counts.
struct ReconciliationLine {
  std::string name;
  std::int64_t value = 0;
  std::string query;     ///< its name, a blank, and its fields as JSON: what `lilac ask` takes
  bool is_right = true;  ///< of a check: both sides are equal
};
BOOST_DESCRIBE_STRUCT(ReconciliationLine, (), (name, value, query, is_right))

/// targets = bills + quarantined + excluded; Σ bills = Σ lines = run sum; released = not yet requested + waiting + … .
/// Every number is counted from the rows and not from the run's own counters.
struct Reconcile {
  BillingRunId run_id;
  using row = ReconciliationLine;
  static constexpr std::uint16_t number = 3013;
};
BOOST_DESCRIBE_STRUCT(Reconcile, (), (run_id))

/// One period over all cycle days, and the change from the one before.
struct MonthOverMonth {
  std::int32_t period = 0;
  std::int64_t bills = 0;
  std::int64_t total = 0;
  std::int64_t quarantined = 0;
  std::int64_t delivered = 0;
  std::int64_t failed = 0;
  std::int64_t failed_per_million = 0;     ///< of what came to an end
  std::optional<std::int64_t> bills_more;  ///< than in the period before
  std::optional<std::int64_t> total_more;
  std::optional<std::int64_t> total_more_per_million;  ///< of the total before
};
BOOST_DESCRIBE_STRUCT(MonthOverMonth, (),
                      (period, bills, total, quarantined, delivered, failed, failed_per_million, bills_more, total_more,
                       total_more_per_million))

/// Newest period first.
struct GetMonths {
  using row = MonthOverMonth;
  static constexpr std::uint16_t number = 3014;
};
BOOST_DESCRIBE_STRUCT(GetMonths, (), ())

struct GetPrices {
  std::optional<PriceBookId> version;  ///< empty: the newest
  using row = PriceBook;
  static constexpr std::uint16_t number = 3015;
};
BOOST_DESCRIBE_STRUCT(GetPrices, (), (version))

struct GetSubscriber {
  SubscriberId subscriber_id;
  using row = Subscriber;
  static constexpr std::uint16_t number = 3016;
};
BOOST_DESCRIBE_STRUCT(GetSubscriber, (), (subscriber_id))

/// What was used, bought or is paid by instalments on the bill of a period.
struct GetUsage {
  SubscriberId subscriber_id;
  std::int32_t period = 0;
  using row = Usage;
  static constexpr std::uint16_t number = 3017;
};
BOOST_DESCRIBE_STRUCT(GetUsage, (), (subscriber_id, period))

result<> answer(GetBillingRuns const& query, Reader& reader, Host const& host, Rows<BillingRun> sink);
result<> answer(GetBills const& query, Reader& reader, Host const& host, Rows<BillOverview> sink);
result<> answer(GetBill const& query, Reader& reader, Host const& host, Rows<BillOverview> sink);
result<> answer(GetBillsOfSubscriber const& query, Reader& reader, Host const& host, Rows<BillOverview> sink);
result<> answer(PreviewBill const& query, Reader& reader, Host const& host, Rows<Bill> sink);
result<> answer(GetQuarantined const& query, Reader& reader, Host const& host, Rows<Quarantined> sink);
result<> answer(GetTargets const& query, Reader& reader, Host const& host, Rows<TargetLine> sink);
result<> answer(GetExcluded const& query, Reader& reader, Host const& host, Rows<ExcludedSubscriber> sink);
result<> answer(GetDeliveries const& query, Reader& reader, Host const& host, Rows<BillDelivery> sink);
result<> answer(GetBillDocument const& query, Reader& reader, Host const& host, Rows<BillDocument> sink);
result<> answer(GetAccount const& query, Reader& reader, Host const& host, Rows<AccountStatement> sink);
result<> answer(GetLedger const& query, Reader& reader, Host const& host, Rows<LedgerEntry> sink);
result<> answer(GetCustomerSummary const& query, Reader& reader, Host const& host, Rows<CustomerSummary> sink);
result<> answer(Reconcile const& query, Reader& reader, Host const& host, Rows<ReconciliationLine> sink);
result<> answer(GetMonths const& query, Reader& reader, Host const& host, Rows<MonthOverMonth> sink);
result<> answer(GetPrices const& query, Reader& reader, Host const& host, Rows<PriceBook> sink);
result<> answer(GetSubscriber const& query, Reader& reader, Host const& host, Rows<Subscriber> sink);
result<> answer(GetUsage const& query, Reader& reader, Host const& host, Rows<Usage> sink);

}  // namespace lilac::billing

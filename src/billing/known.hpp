// What is known of a range of subscribers when they are charged, read in the order of its indexes.
#pragma once

#include <unordered_map>
#include <vector>

#include "lilac/billing/charging.hpp"
#include "lilac/billing/run.hpp"
#include "lilac/engine/reader.hpp"

namespace lilac::billing {

struct Known {
  std::vector<Usage> usage;
  std::vector<LedgerEntry> entries;
  CarriedOver before{};
  bool is_nothing() const { return usage.empty() && entries.empty() && before.total == 0 && before.credit == 0; }
};

/// Whose bills are settled: a run, or one that is only imagined.
struct Settling {
  std::int32_t period = 0;
  std::int32_t cycle_day = 0;
  std::optional<BillingRunId> previous;
  Instant cut_off;
  Cycle cycle() const { return cycle_of(period, cycle_day); }
};
Settling settling_of(BillingRun const& run);

class KnownFacts {
 public:
  /// Reads what concerns the subscribers from `first` to `last`.
  static result<KnownFacts> read(Reader& reader, Settling const& settling, SubscriberId first, SubscriberId last);

  Known const& of(SubscriberId subscriber) const {
    auto const found = known_.find(subscriber.value);
    return found == known_.end() ? nothing_ : found->second;
  }
  /// What happened after the cut-off, and so belongs on the next bill.
  std::vector<UsageId> const& late_usage() const { return late_usage_; }
  std::vector<LedgerEntryId> const& late_entries() const { return late_entries_; }

  /// What the last bill of a line left that got none in the run before: it was quarantined then. Adds what was used,
  /// paid and adjusted on the bills it did not get.
  result<> look_back(Reader& reader, Settling const& settling, Subscriber const& line);

 private:
  std::unordered_map<std::int64_t, Known> known_;
  Known nothing_;
  std::vector<UsageId> late_usage_;
  std::vector<LedgerEntryId> late_entries_;
};

/// All bills of one run have numbers behind `after` up to `last`; a subscriber's likewise.
struct BillRange {
  BillId after;
  BillId last;
};
BillRange bills_of(std::int32_t period, std::int32_t cycle_day);
BillRange bills_of(std::int32_t period, std::int32_t cycle_day, SubscriberId first, SubscriberId last);

/// The newest revision of a subscriber's bill; null when there is none. Lives as long as the reader.
result<Bill const*> live_bill(Reader& reader, std::int32_t period, std::int32_t cycle_day, SubscriberId subscriber);

/// Empty when nothing is published.
result<std::optional<PriceBookId>> newest_prices(Reader& reader);
/// The prices of a version; without one, the newest. Errors: nothing_is_published, not_found.
result<PriceBook const*> prices_of(Reader& reader, std::optional<PriceBookId> version);

/// The newest live run of a cycle day before `period`; null when there is none.
result<BillingRun const*> run_before(Reader& reader, std::int32_t cycle_day, std::int32_t period);

/// Fills a bill that has its number.
void write_bill(Bill& bill, Settling const& settling, BillingRunId run, Subscriber const& line, PriceBook const& prices,
                Charges&& charges, Rules const& rules);

}  // namespace lilac::billing

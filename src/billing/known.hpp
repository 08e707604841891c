// What is known of a range of subscribers when they are charged, read in the order of its indexes.
#pragma once

#include <unordered_map>
#include <vector>

#include "lilac/billing/charging.hpp"
#include "lilac/billing/run.hpp"
#include "lilac/engine/host.hpp"
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
  Instant cut_off;    ///< what happened later is late
  Instant opened_at;  ///< what was recorded from then on is not its own
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
  /// Rows that stand under another period than the one on whose bill they come: what happened after the cut-off goes on
  /// to the next one, and what a discarded run of this period put off, or kept out while it was there, comes back.
  struct Moved {
    std::vector<UsageId> usage;
    std::vector<LedgerEntryId> entries;
  };
  Moved const& late() const { return late_; }
  Moved const& returned() const { return returned_; }

  /// All that is known of a line. Where it got no bill in the run before, as it was quarantined then, that is what its
  /// last bill left, and what was used, paid and adjusted on the bills it did not get.
  result<Known const*> complete(Reader& reader, Settling const& settling, Subscriber const& line);

 private:
  result<> look_back(Reader& reader, Settling const& settling, Subscriber const& line);
  result<> read_period(Reader& reader, Settling const& settling, std::int32_t period, SubscriberId first,
                       SubscriberId last);

  std::unordered_map<std::int64_t, Known> known_;
  Known nothing_;
  Moved late_, returned_;
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

/// The day of an instant where the host counts its days. Errors: invalid_argument for a zone that does not exist.
result<LocalDate> local_day(Host const& host, Instant instant);

/// Fills a bill that has its number.
void write_bill(Bill& bill, Settling const& settling, BillingRunId run, Subscriber const& line, PriceBook const& prices,
                Charges&& charges, Rules const& rules);

}  // namespace lilac::billing

// What is known of a range of subscribers when they are charged, read in the order of its indexes.
#pragma once

#include <limits>
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
  Instant cut_off = Instant::max();  ///< what happened later is late; where none was named, nothing is
  std::int32_t opening = std::numeric_limits<std::int32_t>::max();  ///< what came after it is not its own
  Instant opened_at = Instant::max();
  bool is_done = false;  ///< everything stands under the period on whose bill it is: nothing moves any more

  Cycle cycle() const { return cycle_of(period, cycle_day); }
  /// Whether something was registered or recorded before the run was opened, in the order of commits. Where neither
  /// was counted, as both are older than counting, their callers' clocks must do.
  bool is_in_time(std::int32_t in_time_for, Instant at) const {
    return opening == 0 && in_time_for == 0 ? at <= opened_at : in_time_for <= opening;
  }
};
Settling settling_of(BillingRun const& run);
/// Of a run whose bills are issued.
Settling settled_by(BillingRun const& run);

class KnownFacts {
 public:
  /// Reads what concerns the subscribers from `first` to `last`.
  static result<KnownFacts> read(Reader& reader, Settling const& settling, SubscriberId first, SubscriberId last);

  Known const& of(SubscriberId subscriber) const {
    auto const found = known_.find(subscriber.value);
    return found == known_.end() ? nothing_ : found->second;
  }
  /// Rows that stand under another period than the one on whose bill they come: what happened after the cut-off goes on
  /// to the next one, and what discarded runs put off, or kept out while they were there, comes back.
  struct Moved {
    std::vector<UsageId> usage;
    std::vector<LedgerEntryId> entries;
  };
  Moved const& late() const { return late_; }
  Moved const& returned() const { return returned_; }

  /// All that is known of a line. Where it got no bill in the run before, as it was quarantined then, that is what its
  /// last bill left, and what was used, paid and adjusted on the bills it did not get.
  result<Known const*> complete(Reader& reader, Settling const& settling, Subscriber const& line);

  /// An entry that is made for this bill.
  void add(LedgerEntry const& entry) { known_[entry.subscriber_id.value].entries.push_back(entry); }

 private:
  result<> look_back(Reader& reader, Settling const& settling, Subscriber const& line);
  result<> read_period(Reader& reader, Settling const& settling, std::int32_t period, SubscriberId first,
                       SubscriberId last);
  result<> read_what_returns(Reader& reader, Settling const& settling, SubscriberId first, SubscriberId last);
  result<> keep_period(Reader& reader, std::int32_t cycle_day, std::int32_t period, Subscriber const& line);

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

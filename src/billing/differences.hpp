// What bills that are written would be by now, and what makes up for it.
#pragma once

#include <vector>

#include "billing/known.hpp"
#include "lilac/billing/events.hpp"

namespace lilac::billing {

/// What is paid and adjusted on one bill.
struct OnBill {
  bool is_paid = false;
  std::int64_t adjusted = 0;
  std::int32_t adjustments = 0;
};
result<OnBill> entries_of(Reader& reader, BillId bill);

/// A line's charges for the cycle of a run whose bills are issued, as they are now, with the run's prices. Errors:
/// those of charge(), and the store's own.
result<Charges> charge_again(Reader& reader, BillingRun const& run, Subscriber const& line);

/// What a bill would ask for beyond what it and its adjustments do.
struct Difference {
  Bill const* bill = nullptr;
  std::int64_t amount = 0;
  std::int32_t adjustments = 0;  ///< it has so many
};
Difference difference(Bill const& bill, Charges const& charges, OnBill const& entries);

/// Of all bills that changes of a line are dated back into, up to the run `last`: oldest first, those that are as they
/// were left out. Errors: as charge_again.
result<std::vector<Difference>> differences(Reader& reader, std::optional<BillingRunId> last, Subscriber const& line);

/// Fills an adjustment that makes up for it on the bill of a period.
AdjustmentCreated write_adjustment(LedgerEntry& entry, Difference const& difference, std::int32_t period,
                                   std::string reason);

}  // namespace lilac::billing

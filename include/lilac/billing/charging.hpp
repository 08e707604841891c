// What one subscriber owes for one cycle: a function of what is known, and of nothing else.
#pragma once

#include <span>
#include <vector>

#include "lilac/billing/account.hpp"
#include "lilac/billing/bill.hpp"
#include "lilac/billing/price_book.hpp"
#include "lilac/billing/rules.hpp"
#include "lilac/billing/subscriber.hpp"
#include "lilac/billing/usage.hpp"

namespace lilac::billing {

/// What the bill before left.
struct CarriedOver {
  BillId bill_id{};
  std::int64_t total = 0;
  std::int64_t own = 0;  ///< of it, what no late fee was taken on yet
  std::int64_t credit = 0;
  LocalDate due_on{};
};

struct ChargingFacts {
  Subscriber const& subscriber;
  Cycle cycle;
  PriceBook const& prices;
  std::span<Usage const> usage;
  std::span<LedgerEntry const> entries;  ///< payments and adjustments since the bill before
  CarriedOver before{};
  /// Micropayments that earlier bills have, of months of which there are some in `usage` as well: for the guardian's
  /// limit, which is a month's.
  std::span<Usage const> bought_before{};
};

struct Charges {
  std::vector<BillLine> lines;  ///< in the order of LineKind; never two of the same source
  std::int64_t total = 0;       ///< of the lines; never negative
  std::int64_t own = 0;
  std::int64_t arrears = 0;
  std::int64_t vat_included = 0;
  std::int64_t credit_carried = 0;
};

inline constexpr std::size_t most_usage_of_a_cycle = 10'000;

/// Errors: plan_is_unknown, add_on_is_unknown, discount_is_unknown (4304), guardian_limit_is_passed (4314),
/// too_much_in_one_cycle (4313): with any of them the subscriber is quarantined, not charged wrongly.
result<Charges> charge(ChargingFacts const& facts);

/// Whether a discount of so many months counts in the cycle. Months are cycles: 12 are on 12 bills, from the first one
/// whose last day is not before `from`.
bool is_granted_in(LocalDate from, std::optional<std::int32_t> months, Cycle const& cycle);

/// So many days after the cycle's last one, then on to the next day that is no holiday.
LocalDate due_on(Cycle const& cycle, Rules const& rules);

}  // namespace lilac::billing

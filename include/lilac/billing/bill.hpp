// A bill: written as a draft, issued when its run is approved, and never changed after that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lilac/billing/vocabulary.hpp"
#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/money.hpp"

namespace lilac::billing {

struct BillLine {
  LineKind kind = LineKind::PLAN;
  std::string code;  ///< of a price or discount; else what it is in words
  std::int64_t quantity = 1;
  Unit unit = Unit::ONCE;
  std::int64_t amount = 0;  ///< in minor units of the bill's currency; negative: in the subscriber's favour
  Tax tax = Tax::TAXABLE;
  bool includes_tax = true;
  std::int64_t source_id = 0;       ///< of the usage, entry or bill it comes from
  std::optional<std::string> name;  ///< as shown, where it is not the code
  std::optional<PersonalText> counterparty;
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(BillLine, (),
                      (kind, code, quantity, unit, amount, tax, includes_tax, source_id, name, counterparty, at))

/// Where a bill comes from, in 61 bits: bills of one run are neighbours in the order of their subscribers, and a
/// restart gives every bill the number it had.
struct BillKey {
  std::int32_t period = 0;
  std::int32_t cycle_day = 0;
  SubscriberId subscriber_id;
  std::int32_t revision = 1;  ///< from 1; 0 stands before all

  BillId id() const;
  static BillKey of(BillId id);
};
inline constexpr std::int64_t largest_subscriber_id = (std::int64_t{1} << 36) - 1;
inline constexpr std::int32_t largest_revision = 255;

struct Bill {
  BillId id;  ///< made of the four fields that follow
  std::int32_t period = 0;
  std::int32_t cycle_day = 0;
  SubscriberId subscriber_id;
  std::int32_t revision = 1;
  AccountId customer_id;
  BillingRunId run_id;
  Money total;                      ///< to be paid: the sum of the lines, never negative
  std::int64_t own = 0;             ///< of it, what is new: without arrears and late fee
  std::int64_t arrears = 0;         ///< what earlier bills left, late fees in it included
  std::int64_t vat_included = 0;    ///< tax within the prices, for information
  std::int64_t credit_carried = 0;  ///< what goes to the next bill in the subscriber's favour
  LocalDate issue_on{};             ///< the last day of the cycle
  LocalDate due_on{};
  PriceBookId price_version;
  std::optional<BillId> replaces;
  std::vector<BillLine> lines;

  static constexpr std::uint16_t number = 3008;

  /// `202601-25-0000000042`: the same for all revisions.
  std::string no() const;
};
BOOST_DESCRIBE_STRUCT(Bill, (),
                      (id, period, cycle_day, subscriber_id, revision, customer_id, run_id, total, own, arrears,
                       vat_included, credit_carried, issue_on, due_on, price_version, replaces, lines))

}  // namespace lilac::billing

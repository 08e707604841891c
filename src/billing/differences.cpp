#include "billing/differences.hpp"

#include <algorithm>

#include "billing/charges_of.hpp"

namespace lilac::billing {

result<OnBill> entries_of(Reader& reader, BillId bill) {
  OnBill found;
  BOOST_OUTCOME_TRY(reader.each<LedgerEntry::find_by_bill_id>(
      [&](LedgerEntry const& entry) {
        found.is_paid = found.is_paid || entry.kind == EntryKind::PAYMENT;
        if (entry.kind != EntryKind::ADJUSTMENT) return;
        found.adjusted += entry.amount;
        ++found.adjustments;
      },
      bill));
  return found;
}

// What a bill has was allowed when it was written, whatever a guardian allows by now.
result<Charges> charge_again(Reader& reader, BillingRun const& run, Subscriber const& line) {
  auto const settling = settled_by(run);
  BOOST_OUTCOME_TRY(auto const* prices, reader.read(run.price_version));
  BOOST_OUTCOME_TRY(auto facts, KnownFacts::read(reader, settling, line.id, line.id));
  BOOST_OUTCOME_TRY(auto const* known, facts.complete(reader, settling, line));
  auto of_age = line;
  of_age.birth_year.reset();
  return charges_of(reader, settling, of_age, *prices, *known);
}

Difference difference(Bill const& bill, Charges const& charges, OnBill const& entries) {
  auto const asked = bill.total.minor - bill.credit_carried;
  return {&bill, charges.total - charges.credit_carried - asked - entries.adjusted, entries.adjustments};
}

// A cycle without a bill has nothing to make up for: whoever was in quarantine then is not charged for it by the month.
result<std::vector<Difference>> differences(Reader& reader, std::optional<BillingRunId> last, Subscriber const& line) {
  std::vector<Difference> all;
  if (!line.changed_from) return all;
  for (auto id = last; id;) {
    BOOST_OUTCOME_TRY(auto const* run, reader.read(*id));
    if (run->cycle().last < *line.changed_from) break;
    BOOST_OUTCOME_TRY(auto const* bill, live_bill(reader, run->period, run->cycle_day, line.id));
    if (bill != nullptr) {
      BOOST_OUTCOME_TRY(auto const charges, charge_again(reader, *run, line));
      BOOST_OUTCOME_TRY(auto const entries, entries_of(reader, bill->id));
      if (auto const found = difference(*bill, charges, entries); found.amount != 0) all.push_back(found);
    }
    id = run->previous;
  }
  std::ranges::reverse(all);
  return all;
}

AdjustmentCreated write_adjustment(LedgerEntry& entry, Difference const& difference, std::int32_t period,
                                   std::string reason) {
  auto const& bill = *difference.bill;
  entry.account_id = bill.customer_id;
  entry.subscriber_id = bill.subscriber_id;
  entry.bill_id = bill.id;
  entry.kind = EntryKind::ADJUSTMENT;
  entry.cycle_day = bill.cycle_day;
  entry.period = period;
  entry.amount = difference.amount;
  entry.reference = adjustment_prefix + bill.no() + "#" + std::to_string(difference.adjustments + 1);
  return {entry.id, entry.account_id, bill.id, period, difference.amount, std::move(reason)};
}

}  // namespace lilac::billing

// A bill that was wrong: replaced as long as nothing rests on it, adjusted on the next one after that.
#include "billing/differences.hpp"
#include "billing/known.hpp"
#include "billing/readiness.hpp"
#include "lilac/billing/bridges.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/billing/handlers.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac::billing {

namespace {

result<Correction> adjust(Handling<CorrectBill>& work, Account& account, Difference const& difference,
                          BillingCycle const& cycle, std::string const& reason) {
  account.adjust(difference.amount, work.now());
  BOOST_OUTCOME_TRY(auto* entry, work.create<LedgerEntry>());
  auto created = write_adjustment(*entry, difference, cycle.collecting, reason);
  entry->at = work.now();
  entry->in_time_for = cycle.next_opening();
  return Correction{std::nullopt, work.save(*entry, std::move(created))};
}

/// Whether somebody may have read the bill, or the one that it corrects: what was certainly not sent needs no notice.
result<bool> may_have_been_read(Work& work, BillId bill) {
  BOOST_OUTCOME_TRY(auto const* delivery, work.find(BillDeliveryId{bill.value}));
  if (delivery == nullptr) return false;
  if (delivery->state == DeliveryState::Delivered || delivery->is_correction) return true;
  for (std::int32_t sending = 0; sending <= delivery->resend; ++sending) {
    BOOST_OUTCOME_TRY(auto const may_have, may_have_arrived(work, delivery->dedup_key(sending)));
    if (may_have) return true;
  }
  return false;
}

result<Correction> reissue(Handling<CorrectBill>& work, Bill const& bill, BillingRun& run, Subscriber const& line,
                           Charges&& charges, std::string const& reason) {
  if (bill.revision == largest_revision)
    return refuse(revisions_are_used_up, field("bill_id"), limit(std::int64_t{largest_revision}));
  BOOST_OUTCOME_TRY(auto const* prices, work.read(run.price_version));
  BOOST_OUTCOME_TRY(auto const was_sent, may_have_been_read(work, bill.id));
  // Of a released run it goes out at once.
  if (run.going_out) {
    BOOST_OUTCOME_TRY(check_can_send(work, was_sent));
  }
  auto* revision = work.create(BillId{bill.id.value + 1});
  write_bill(*revision, settling_of(run), run.id, line, *prices, std::move(charges), work.rules<Rules>());
  revision->replaces = bill.id;
  run.counts.total += revision->total.minor - bill.total.minor;
  run.counts.lines += revision->total.minor - bill.total.minor;
  ++run.reissued;
  run.updated_at = work.now();
  work.keep(run);
  return Correction{work.save(*revision, BillVoided{bill.id, revision->id, reason},
                              BillReissued{revision->id, bill.id, revision->total, run.going_out, was_sent}),
                    std::nullopt};
}

}  // namespace

result<Correction> handle(Handling<CorrectBill>& work, CorrectBill const& command) {
  BOOST_OUTCOME_TRY(auto const* bill, work.read(command.bill_id));
  BOOST_OUTCOME_TRY(auto* run, work.load(bill->run_id));
  if (!run->is_issued()) return refuse(bill_is_not_issued, field("bill_id"), value(bill->id.value));
  BOOST_OUTCOME_TRY(auto const* later, work.find(BillId{bill->id.value + 1}));
  if (later != nullptr) return refuse(bill_is_voided, field("bill_id"), value(bill->id.value));
  BOOST_OUTCOME_TRY(auto const* line, work.read(bill->subscriber_id));
  BOOST_OUTCOME_TRY(auto const* cycle, work.read(BillingCycleId{bill->cycle_day}));
  // A payment at the same time changes the account as well: one of the two is judged again.
  BOOST_OUTCOME_TRY(auto* account, work.load(bill->customer_id));
  work.keep(*account);
  BOOST_OUTCOME_TRY(auto charges, charge_again(work, *run, *line));
  BOOST_OUTCOME_TRY(auto const entries, entries_of(work, bill->id));
  Error const same = refuse(nothing_to_correct, field("bill_id"), value(bill->id.value));
  // What was paid, or was carried into a later bill, stays as it is.
  if (entries.is_paid || entries.adjustments > 0 || cycle->collecting > period_after(bill->period)) {
    auto const found = difference(*bill, charges, entries);
    if (found.amount == 0) return same.clone();
    return adjust(work, *account, found, *cycle, command.reason);
  }
  if (digest(type_of<std::vector<BillLine>>(), &charges.lines) ==
      digest(type_of<std::vector<BillLine>>(), &bill->lines))
    return same.clone();
  return reissue(work, *bill, *run, *line, std::move(charges), command.reason);
}

}  // namespace lilac::billing

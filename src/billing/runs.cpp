// How a run begins, stops, is approved or discarded, and sends its bills.
#include "billing/known.hpp"
#include "billing/readiness.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/billing/handlers.hpp"

namespace lilac::billing {

namespace {

/// Runs one change of a run's state and saves what it decided.
template <class C, class Change>
result<BillingRun> change_run(Handling<C>& work, BillingRunId id, Change change) {
  BOOST_OUTCOME_TRY(auto* run, work.load(id));
  BOOST_OUTCOME_TRY(auto event, change(*run));
  return work.save(*run, std::move(event));
}

std::string release_of(BillingRunId run) { return "billing.release:" + std::to_string(run.value); }

result<BillingCycle*> cycle_of_day(Work& work, std::int32_t cycle_day) {
  BOOST_OUTCOME_TRY(auto const* known, work.find(BillingCycleId{cycle_day}));
  if (known == nullptr) return work.create(BillingCycleId{cycle_day});
  return work.load(known->id);
}

// Rules that a host sets are numbers that make sense: a bill falls due before the next one is written.
result<> check_rules(Rules const& ours) {
  auto const within = [](std::int64_t number, std::int64_t most) { return number >= 0 && number <= most; };
  if (!within(ours.due_days, 28)) return refuse(rules::invalid_argument, field("rules.due_days"), value(ours.due_days));
  if (!within(ours.most_quarantined_percent, 100))
    return refuse(rules::invalid_argument, field("rules.most_quarantined_percent"),
                  value(ours.most_quarantined_percent));
  if (ours.chunk < 1) return refuse(rules::invalid_argument, field("rules.chunk"), value(ours.chunk));
  return outcome::success();
}

// Twice the same run is one run; whoever asks second goes on in place of the first.
result<BillingRun> go_on_with(Handling<OpenBillingRun>& work, BillingRun& run, OpenBillingRun const& command) {
  auto const is_same = command.price_version.value_or(run.price_version) == run.price_version &&
                       command.cut_off.value_or(run.cut_off) == run.cut_off;
  if (!is_same || run.state == RunState::Discarded)
    return refuse(other_run_is_live, field("period"), value(run.id.value));
  if (run.state == RunState::Opened || run.state == RunState::Settling) {
    run.take_over(work.now());
    work.keep(run);
  }
  return run;
}

// A run that was opened uncounted has not counted its reissued bills either.
result<bool> has_reissued(Work& work, BillingRun const& run, BillRange const& range) {
  auto found = run.reissued > 0;
  if (run.opening > 0 || !run.approved_at) return found;
  BOOST_OUTCOME_TRY(work.each_of(range.after, no_limit, [&](Bill const& bill) {
    if (bill.id > range.last) return false;
    found = found || bill.revision > 1;
    return !found;
  }));
  return found;
}

// Bills that somebody paid or corrected, or that a later run rests on, stay.
result<> check_nothing_rests_on(Work& work, BillingRun const& run) {
  BOOST_OUTCOME_TRY(auto const* cycle, work.read(BillingCycleId{run.cycle_day}));
  auto const range = bills_of(run.period, run.cycle_day);
  BOOST_OUTCOME_TRY(auto is_used, has_reissued(work, run, range));
  is_used = is_used || cycle->collecting > period_after(run.period);
  auto before_first = Reader::prefix<LedgerEntry::find_by_bill_id>(range.after);
  append_id(before_first, 0, false);
  BOOST_OUTCOME_TRY(work.each_after<LedgerEntry::find_by_bill_id>(
      before_first, 1, [&](LedgerEntry const& entry) { is_used = is_used || entry.bill_id <= range.last; }));
  if (is_used) return refuse(run_is_built_upon, field("run_id"), value(run.id.value));
  return outcome::success();
}

}  // namespace

result<BillingRun> handle(Handling<OpenBillingRun>& work, OpenBillingRun const& command) {
  BOOST_OUTCOME_TRY(check_period(command.period));
  BOOST_OUTCOME_TRY(check_cycle_day(command.cycle_day));
  BOOST_OUTCOME_TRY(auto* cycle, cycle_of_day(work, command.cycle_day));
  BOOST_OUTCOME_TRY(auto* live, work.load_first<BillingRun::find_live>(command.period, command.cycle_day));
  if (live != nullptr) return go_on_with(work, *live, command);
  BOOST_OUTCOME_TRY(check_rules(work.rules<Rules>()));
  // Nothing is settled before its time, and periods come one after the other.
  if (command.cut_off.value_or(work.now()) > work.now())
    return refuse(cut_off_is_in_the_future, field("cut_off"), value(*command.cut_off));
  auto const collecting = cycle->collecting;
  if (collecting > command.period)
    return refuse(period_is_past, field("period"), value(command.period), limit(period_before(collecting)));
  if (collecting != 0 && collecting < command.period)
    return refuse(period_is_not_next, field("period"), value(command.period), limit(collecting));
  BOOST_OUTCOME_TRY(auto const today, local_day(work.host(), work.now()));
  auto const last = cycle_of(command.period, command.cycle_day).last;
  if (today <= last) return refuse(cycle_is_not_over, field("period"), value(command.period), limit(to_text(last)));
  BOOST_OUTCOME_TRY(auto const* before, run_before(work, command.cycle_day, command.period));
  if (before != nullptr && !before->is_issued())
    return refuse(run_before_is_not_approved, field("period"), value(before->period));
  BOOST_OUTCOME_TRY(auto const* prices, prices_of(work, command.price_version));
  // From here on it succeeds.
  cycle->collecting = period_after(command.period);
  ++cycle->openings;
  work.keep(*cycle);
  BOOST_OUTCOME_TRY(auto* run, work.create<BillingRun>());
  run->period = command.period;
  run->cycle_day = command.cycle_day;
  run->price_version = prices->id;
  run->cut_off = command.cut_off.value_or(work.now());
  run->collecting_before = collecting;
  run->opened_at = work.now();
  run->opening = cycle->openings;
  if (before != nullptr) run->previous = before->id;
  return work.save(*run, run->open(work.now()));
}

result<BillingRun> handle(Handling<PauseRun>& work, PauseRun const& command) {
  return change_run(work, command.run_id, [&](BillingRun& run) { return run.pause(work.now()); });
}

result<BillingRun> handle(Handling<ResumeRun>& work, ResumeRun const& command) {
  return change_run(work, command.run_id, [&](BillingRun& run) { return run.resume(work.now()); });
}

result<BillingRun> handle(Handling<ApproveRun>& work, ApproveRun const& command) {
  return change_run(work, command.run_id, [&](BillingRun& run) { return run.approve(work.now()); });
}

result<BillingRun> handle(Handling<DiscardRun>& work, DiscardRun const& command) {
  BOOST_OUTCOME_TRY(auto* run, work.load(command.run_id));
  BOOST_OUTCOME_TRY(auto discarded, run->discard(work.now()));
  BOOST_OUTCOME_TRY(check_nothing_rests_on(work, *run));
  // What is recorded from now on may come on its bills again, and what was recorded meanwhile as well.
  BOOST_OUTCOME_TRY(auto* cycle, work.load(BillingCycleId{run->cycle_day}));
  cycle->collecting = run->collecting_before;
  work.keep(*cycle);
  return work.save(*run, std::move(discarded));
}

result<> handle(Handling<DeleteDrafts>& work, DeleteDrafts const& command) {
  BOOST_OUTCOME_TRY(auto* run, work.load(command.run_id));
  if (run->state != RunState::Discarded || !run->is_live) return outcome::success();
  std::vector<BillId> bills;
  BOOST_OUTCOME_TRY(work.each_of(BillId{command.after}, no_limit, [&](Bill const& bill) {
    if (bill.id.value > command.to) return false;
    bills.push_back(bill.id);
    return true;
  }));
  for (auto const id : bills) {
    BOOST_OUTCOME_TRY(work.erase_by_id(entity_info<Bill>(), id.value));
  }
  std::vector<QuarantinedId> quarantined;
  BOOST_OUTCOME_TRY(work.each_of(QuarantinedId{command.after}, no_limit, [&](Quarantined const& row) {
    if (row.id.value > command.to) return false;
    quarantined.push_back(row.id);
    return true;
  }));
  for (auto const id : quarantined) {
    BOOST_OUTCOME_TRY(work.erase_by_id(entity_info<Quarantined>(), id.value));
  }
  if (command.is_last) {
    run->is_live = false;
    work.keep(*run);
  }
  return outcome::success();
}

result<BillingRun> handle(Handling<ReleaseBills>& work, ReleaseBills const& command) {
  BOOST_OUTCOME_TRY(auto* run, work.load(command.run_id));
  BOOST_OUTCOME_TRY(auto reserved, run->release(command.reserved_at, work.now()));
  BOOST_OUTCOME_TRY(check_can_send(work, false));
  if (command.reserved_at) {
    BOOST_OUTCOME_TRY(work.schedule(release_of(run->id), *command.reserved_at, SendBills{run->id}));
  }
  return work.save(*run, std::move(reserved));
}

result<BillingRun> handle(Handling<CancelRelease>& work, CancelRelease const& command) {
  BOOST_OUTCOME_TRY(auto* run, work.load(command.run_id));
  BOOST_OUTCOME_TRY(auto cancelled, run->cancel_release(work.now()));
  BOOST_OUTCOME_TRY(work.unschedule(release_of(run->id)));
  return work.save(*run, std::move(cancelled));
}

// A template may have changed since the time was reserved. Who carries is another process's affair, maybe: messages
// wait for it.
result<> handle(Handling<SendBills>& work, SendBills const& command) {
  BOOST_OUTCOME_TRY(auto* run, work.load(command.run_id));
  auto released = run->begin_sending(work.now());
  if (!released) return outcome::success();
  BOOST_OUTCOME_TRY(check_template(work, false));
  auto* batch = work.create(DeliveryBatchId{run->id.value});
  batch->bills = run->counts.bills;
  batch->started_at = work.now();
  work.keep(*batch);
  work.save(*run, std::move(*released));
  return outcome::success();
}

result<BillingRun> handle(Handling<CloseRun>& work, CloseRun const& command) {
  BOOST_OUTCOME_TRY(auto* run, work.load(command.run_id));
  BOOST_OUTCOME_TRY(auto closed, run->close(work.now()));
  BOOST_OUTCOME_TRY(auto const* batch, work.find(DeliveryBatchId{run->id.value}));
  auto const not_requested = batch == nullptr ? run->counts.bills : run->counts.bills - batch->requested;
  BOOST_OUTCOME_TRY(auto const* open, work.first<BillDelivery::find_open>(run->id));
  if (not_requested > 0 || open != nullptr) {
    auto const done = batch == nullptr ? 0 : batch->delivered + batch->failed + batch->stopped;
    auto const wanted = batch == nullptr ? run->counts.bills : std::max(run->counts.bills, batch->requested);
    return refuse(deliveries_are_open, field("run_id"), value(wanted - done));
  }
  return work.save(*run, std::move(closed));
}

result<PublishedPage> handle(Handling<PublishIssuedBills>& work, PublishIssuedBills const& command) {
  BOOST_OUTCOME_TRY(auto* run, work.load(command.run_id));
  if (!run->is_issued()) return refuse(bill_is_not_issued, field("run_id"), value(command.run_id.value));
  constexpr std::int32_t most = 5'000;
  if (command.limit < 1 || command.limit > most)
    return refuse(rules::invalid_argument, field("limit"), value(command.limit), limit(std::int64_t{most}));
  auto const range = bills_of(run->period, run->cycle_day);
  PublishedPage page{std::max(command.after, range.after), 0};
  std::vector<BillIssued> issued;
  BOOST_OUTCOME_TRY(work.each_of(page.last, static_cast<std::size_t>(command.limit), [&](Bill const& bill) {
    if (bill.id > range.last) return false;
    issued.push_back({bill.id, bill.subscriber_id, bill.no(), bill.total, bill.due_on});
    return true;
  }));
  for (auto& event : issued) {
    page.last = event.bill_id;
    ++page.bills;
    work.save(*run, std::move(event));
  }
  return page;
}

}  // namespace lilac::billing

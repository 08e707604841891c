// Runs and bills as they stand.
#include "lilac/billing/views.hpp"

#include "billing/charges_of.hpp"
#include "billing/differences.hpp"
#include "billing/known.hpp"
#include "lilac/billing/bridges.hpp"
#include "lilac/billing/errors.hpp"

namespace lilac::billing {

namespace {

constexpr std::size_t page_of_bills = 1'000;

/// A bill is voided by the revision that follows it.
result<BillOverview> overview_of(Reader& reader, Bill const& bill) {
  BillOverview row;
  row.bill = bill;
  row.no = bill.no();
  BOOST_OUTCOME_TRY(auto const* run, reader.read(bill.run_id));
  BOOST_OUTCOME_TRY(auto const* later, reader.find(BillId{bill.id.value + 1}));
  row.state = later != nullptr ? BillState::Voided : run->is_issued() ? BillState::Issued : BillState::Draft;
  BOOST_OUTCOME_TRY(auto const* delivery, reader.find(BillDeliveryId{bill.id.value}));
  if (delivery != nullptr) {
    row.delivery = delivery->state;
    row.channel = delivery->channel;
  }
  return row;
}

/// Nothing for a run that was discarded: what it had is gone, and another one may stand in its place.
result<std::optional<BillRange>> bills_of_live(Reader& reader, BillingRunId id) {
  BOOST_OUTCOME_TRY(auto const* run, reader.read(id));
  if (!run->is_live) return std::optional<BillRange>{};
  return std::optional{bills_of(run->period, run->cycle_day)};
}

/// The period's run, or what it would be.
result<Settling> settling_for(Reader& reader, std::int32_t period, std::int32_t cycle_day) {
  BOOST_OUTCOME_TRY(auto const* live, reader.first<BillingRun::find_live>(period, cycle_day));
  if (live != nullptr) return settling_of(*live);
  Settling settling;
  settling.period = period;
  settling.cycle_day = cycle_day;
  // What stands under the periods after one that was passed over is not its.
  BOOST_OUTCOME_TRY(auto const* cycle, reader.read(BillingCycleId{cycle_day}));
  settling.is_done = cycle->collecting > period;
  BOOST_OUTCOME_TRY(auto const* before, run_before(reader, cycle_day, period));
  if (before != nullptr) settling.previous = before->id;
  return settling;
}

result<> give(Reader& reader, std::span<Bill const> bills, Rows<BillOverview> sink) {
  for (auto const& bill : bills) {
    BOOST_OUTCOME_TRY(auto const row, overview_of(reader, bill));
    if (!sink(row)) break;
  }
  return outcome::success();
}

result<std::vector<Bill>> bills_between(Reader& reader, BillRange const& range, std::size_t limit) {
  std::vector<Bill> bills;
  BOOST_OUTCOME_TRY(reader.each_of(range.after, limit, [&](Bill const& bill) {
    if (bill.id > range.last) return false;
    bills.push_back(bill);
    return true;
  }));
  return bills;
}

}  // namespace

result<> answer(GetBillingRuns const& query, Reader& reader, Host const&, Rows<BillingRun> sink) {
  if (query.cycle_day) return reader.each<BillingRun::find_by_cycle_day>(sink, *query.cycle_day);
  return reader.each<BillingRun::find_by_cycle_day>(sink);
}

result<> answer(GetBills const& query, Reader& reader, Host const&, Rows<BillOverview> sink) {
  if (query.limit && *query.limit < 1) return refuse(rules::invalid_argument, field("limit"), value(*query.limit));
  BOOST_OUTCOME_TRY(auto range, bills_of_live(reader, query.run_id));
  if (!range) return outcome::success();
  if (query.after) range->after = std::max(range->after, *query.after);
  auto wanted = true;
  auto const filtered = [&](BillOverview const& row) {
    if (query.voided && *query.voided != (row.state == BillState::Voided)) return true;
    if (query.delivery && *query.delivery != row.delivery) return true;
    wanted = sink(row);
    return wanted;
  };
  auto left = query.limit ? static_cast<std::size_t>(*query.limit) : no_limit;
  while (wanted && left > 0) {
    BOOST_OUTCOME_TRY(auto const bills, bills_between(reader, *range, std::min(left, page_of_bills)));
    if (bills.empty()) break;
    BOOST_OUTCOME_TRY(give(reader, bills, filtered));
    range->after = bills.back().id;
    left -= bills.size();
  }
  return outcome::success();
}

result<> answer(GetBill const& query, Reader& reader, Host const&, Rows<BillOverview> sink) {
  BOOST_OUTCOME_TRY(auto const* bill, reader.find(query.bill_id));
  if (bill == nullptr) return outcome::success();
  return give(reader, {bill, 1}, sink);
}

result<> answer(GetBillsOfSubscriber const& query, Reader& reader, Host const&, Rows<BillOverview> sink) {
  BOOST_OUTCOME_TRY(auto const* line, reader.read(query.subscriber_id));
  std::vector<BillRange> ranges;
  BOOST_OUTCOME_TRY(reader.each<BillingRun::find_by_cycle_day>(
      [&](BillingRun const& run) {
        if (run.is_live) ranges.push_back(bills_of(run.period, run.cycle_day, line->id, line->id));
      },
      line->cycle_day));
  for (auto const& range : ranges) {
    BOOST_OUTCOME_TRY(auto const bills, bills_between(reader, range, no_limit));
    BOOST_OUTCOME_TRY(give(reader, bills, sink));
  }
  return outcome::success();
}

result<> answer(PreviewBill const& query, Reader& reader, Host const& host, Rows<Bill> sink) {
  BOOST_OUTCOME_TRY(check_period(query.period));
  BOOST_OUTCOME_TRY(auto const* line, reader.read(query.subscriber_id));
  BOOST_OUTCOME_TRY(auto const* prices, prices_of(reader, query.price_version));
  BOOST_OUTCOME_TRY(auto const settling, settling_for(reader, query.period, line->cycle_day));
  BOOST_OUTCOME_TRY(auto facts, KnownFacts::read(reader, settling, line->id, line->id));
  BOOST_OUTCOME_TRY(facts.complete(reader, settling, *line));
  BOOST_OUTCOME_TRY(auto const all, differences(reader, settling.previous, *line));
  for (auto const& difference : all) {
    LedgerEntry entry;
    write_adjustment(entry, difference, query.period, {});
    facts.add(entry);
  }
  BOOST_OUTCOME_TRY(auto charges, charges_of(reader, settling, *line, *prices, facts.of(line->id)));
  Bill bill;
  bill.id = BillKey{query.period, line->cycle_day, line->id, 1}.id();
  write_bill(bill, settling, {}, *line, *prices, std::move(charges), host.rules<Rules>());
  sink(bill);
  return outcome::success();
}

result<> answer(GetQuarantined const& query, Reader& reader, Host const&, Rows<Quarantined> sink) {
  BOOST_OUTCOME_TRY(auto const range, bills_of_live(reader, query.run_id));
  if (!range) return outcome::success();
  return reader.each_of(QuarantinedId{range->after.value}, no_limit,
                        [&](Quarantined const& row) { return row.id.value <= range->last.value && sink(row); });
}

result<> answer(GetTargets const& query, Reader& reader, Host const&, Rows<TargetLine> sink) {
  BOOST_OUTCOME_TRY(auto const* run, reader.read(query.run_id));
  if (!run->is_live) return outcome::success();
  auto const settling = settling_of(*run);
  return reader.each<Subscriber::find_by_cycle_day>(
      [&](Subscriber const& line) {
        if (line.id > run->settled_to) return false;
        return !settling.is_in_time(line.in_time_for, line.registered_at) || sink(TargetLine{line.id});
      },
      run->cycle_day);
}

result<> answer(GetExcluded const& query, Reader& reader, Host const&, Rows<ExcludedSubscriber> sink) {
  BOOST_OUTCOME_TRY(auto const* run, reader.read(query.run_id));
  if (!run->is_live) return outcome::success();
  auto const settling = settling_of(*run);
  auto const range = bills_of(run->period, run->cycle_day);
  // Bills, quarantine and lines are all in the order of subscribers: whoever is in neither of the first two is left.
  std::vector<SubscriberId> kept;
  BOOST_OUTCOME_TRY(reader.each_of(range.after, no_limit, [&](Bill const& bill) {
    if (bill.id > range.last) return false;
    if (bill.revision == 1) kept.push_back(bill.subscriber_id);
    return true;
  }));
  auto const bills = static_cast<std::ptrdiff_t>(kept.size());
  BOOST_OUTCOME_TRY(reader.each_of(QuarantinedId{range.after.value}, no_limit, [&](Quarantined const& row) {
    if (row.id.value > range.last.value) return false;
    kept.push_back(row.subscriber_id);
    return true;
  }));
  std::inplace_merge(kept.begin(), kept.begin() + bills, kept.end());
  auto next = kept.begin();
  return reader.each<Subscriber::find_by_cycle_day>(
      [&](Subscriber const& line) {
        if (line.id > run->settled_to) return false;
        if (!settling.is_in_time(line.in_time_for, line.registered_at)) return true;
        while (next != kept.end() && *next < line.id) ++next;
        if (next != kept.end() && *next == line.id) return true;
        return sink(ExcludedSubscriber{line.id, line.joined_on, line.left_on});
      },
      run->cycle_day);
}

result<> answer(GetDeliveries const& query, Reader& reader, Host const&, Rows<BillDelivery> sink) {
  BOOST_OUTCOME_TRY(auto const range, bills_of_live(reader, query.run_id));
  if (!range) return outcome::success();
  auto after = BillDeliveryId{range->after.value};
  std::vector<BillDelivery> page;
  do {
    page.clear();
    BOOST_OUTCOME_TRY(reader.each_of(after, page_of_bills, [&](BillDelivery const& row) {
      if (row.id.value > range->last.value) return false;
      page.push_back(row);
      return true;
    }));
    for (auto const& row : page) {
      after = row.id;
      if (query.state && row.state != *query.state) continue;
      if (query.standing) {
        BOOST_OUTCOME_TRY(auto const* later, reader.find(BillId{row.id.value + 1}));
        BOOST_OUTCOME_TRY(auto const* standing, standing_of_message(reader, row.dedup_key()));
        if (later != nullptr || standing == nullptr || *query.standing != standing) continue;
      }
      if (!sink(row)) return outcome::success();
    }
  } while (!page.empty());
  return outcome::success();
}

result<> answer(GetBillDocument const& query, Reader& reader, Host const& host, Rows<BillDocument> sink) {
  BOOST_OUTCOME_TRY(auto const* bill, reader.read(query.bill_id));
  BOOST_OUTCOME_TRY(auto const overview, overview_of(reader, *bill));
  BOOST_OUTCOME_TRY(auto const* line, reader.read(bill->subscriber_id));
  DocumentFacts facts{*bill, *line, overview.state};
  if (query.with_usage.value_or(false)) {
    BOOST_OUTCOME_TRY(reader.each<Usage::find_by_period>(
        [&](Usage const& usage) {
          if (usage.kind == UsageKind::INFORMATION) facts.information.push_back(usage);
        },
        bill->cycle_day, bill->period, bill->subscriber_id));
  }
  sink(document_of(facts, query.form, host.rules<Rules>()));
  return outcome::success();
}

result<> answer(GetPrices const& query, Reader& reader, Host const&, Rows<PriceBook> sink) {
  BOOST_OUTCOME_TRY(auto const* prices, prices_of(reader, query.version));
  sink(*prices);
  return outcome::success();
}

result<> answer(GetSubscriber const& query, Reader& reader, Host const&, Rows<Subscriber> sink) {
  BOOST_OUTCOME_TRY(auto const* line, reader.find(query.subscriber_id));
  if (line != nullptr) sink(*line);
  return outcome::success();
}

result<> answer(GetUsage const& query, Reader& reader, Host const&, Rows<Usage> sink) {
  BOOST_OUTCOME_TRY(auto const* line, reader.read(query.subscriber_id));
  return reader.each<Usage::find_by_period>(sink, line->cycle_day, query.period, query.subscriber_id);
}

}  // namespace lilac::billing

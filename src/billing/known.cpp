#include "billing/known.hpp"

#include "lilac/billing/errors.hpp"

namespace lilac::billing {

namespace {

CarriedOver left_by(Bill const& bill) {
  return {bill.id, bill.total.minor, bill.own, bill.credit_carried, bill.due_on};
}

/// Rows of a finder that begins with cycle day, period and subscriber, for a range of subscribers.
template <class Finder, class Each>
result<> each_between(Reader& reader, std::int32_t cycle_day, std::int32_t period, SubscriberId first,
                      SubscriberId last, Each each) {
  auto before_first = Reader::prefix<Finder>(cycle_day, period, first);
  append_id(before_first, 0, false);  // ids begin with 1
  return reader.each_after<Finder>(
      before_first, no_limit,
      [&](entity_of_finder<Finder> const& row) {
        if (row.subscriber_id > last) return false;
        each(row);
        return true;
      },
      cycle_day, period);
}

/// Calls `each` for the periods of a cycle day from `first` to `last` under which rows of a finder stand, oldest first.
template <class Finder, class Each>
result<> each_period(Reader& reader, std::int32_t cycle_day, std::int32_t first, std::int32_t last, Each each) {
  for (auto from = first; from <= last;) {
    auto before_first = Reader::prefix<Finder>(cycle_day, from, SubscriberId{0});
    append_id(before_first, 0, false);
    std::optional<std::int32_t> found;
    BOOST_OUTCOME_TRY(reader.each_after<Finder>(
        before_first, 1, [&](entity_of_finder<Finder> const& row) { found = row.period; }, cycle_day));
    if (!found || *found > last) break;
    BOOST_OUTCOME_TRY(each(*found));
    from = *found + 1;
  }
  return outcome::success();
}

constexpr auto last_period = std::numeric_limits<std::int32_t>::max() - 1;

}  // namespace

Settling settling_of(BillingRun const& run) {
  return {run.period,  run.cycle_day, run.previous, run.cut_off < run.opened_at ? run.cut_off : Instant::max(),
          run.opening, run.opened_at};
}
Settling settled_by(BillingRun const& run) {
  auto settling = settling_of(run);
  settling.cut_off = Instant::max();
  settling.is_done = true;
  return settling;
}

result<KnownFacts> KnownFacts::read(Reader& reader, Settling const& settling, SubscriberId first, SubscriberId last) {
  KnownFacts facts;
  if (!settling.previous) {
    // The first run of a cycle day has all that was used before.
    BOOST_OUTCOME_TRY(each_period<Usage::find_by_period>(
        reader, settling.cycle_day, 0, period_before(settling.period),
        [&](std::int32_t period) { return facts.read_period(reader, settling, period, first, last); }));
  }
  BOOST_OUTCOME_TRY(facts.read_period(reader, settling, settling.period, first, last));
  if (!settling.is_done) {
    BOOST_OUTCOME_TRY(facts.read_what_returns(reader, settling, first, last));
  }
  if (!settling.previous) return facts;
  BOOST_OUTCOME_TRY(auto const* before, reader.read(*settling.previous));
  auto const range = bills_of(before->period, before->cycle_day, first, last);
  // Of revisions the last one counts, and comes last.
  BOOST_OUTCOME_TRY(reader.each_of(range.after, no_limit, [&](Bill const& bill) {
    if (bill.id > range.last) return false;
    facts.known_[bill.subscriber_id.value].before = left_by(bill);
    return true;
  }));
  return facts;
}

result<> KnownFacts::read_period(Reader& reader, Settling const& settling, std::int32_t period, SubscriberId first,
                                 SubscriberId last) {
  BOOST_OUTCOME_TRY(
      each_between<Usage::find_by_period>(reader, settling.cycle_day, period, first, last, [&](Usage const& usage) {
        if (usage.at > settling.cut_off)
          late_.usage.push_back(usage.id);
        else
          known_[usage.subscriber_id.value].usage.push_back(usage);
      }));
  return each_between<LedgerEntry::find_by_period>(reader, settling.cycle_day, period, first, last,
                                                   [&](LedgerEntry const& entry) {
                                                     if (entry.at > settling.cut_off)
                                                       late_.entries.push_back(entry.id);
                                                     else
                                                       known_[entry.subscriber_id.value].entries.push_back(entry);
                                                   });
}

// What stands under a later period is this one's if it came before the run was opened, and happened within its cycle
// and before the cut-off: a run that was discarded had moved it there, or kept it out.
result<> KnownFacts::read_what_returns(Reader& reader, Settling const& settling, SubscriberId first,
                                       SubscriberId last) {
  auto const next = period_after(settling.period);
  BOOST_OUTCOME_TRY(
      each_period<Usage::find_by_period>(reader, settling.cycle_day, next, last_period, [&](std::int32_t period) {
        return each_between<Usage::find_by_period>(
            reader, settling.cycle_day, period, first, last, [&](Usage const& usage) {
              if (usage.used_in > settling.period || usage.at > settling.cut_off ||
                  !settling.is_in_time(usage.in_time_for, usage.recorded_at))
                return;
              known_[usage.subscriber_id.value].usage.push_back(usage);
              returned_.usage.push_back(usage.id);
            });
      }));
  return each_period<LedgerEntry::find_by_period>(
      reader, settling.cycle_day, next, last_period, [&](std::int32_t period) {
        return each_between<LedgerEntry::find_by_period>(
            reader, settling.cycle_day, period, first, last, [&](LedgerEntry const& entry) {
              if (entry.at > settling.cut_off || !settling.is_in_time(entry.in_time_for, entry.at)) return;
              known_[entry.subscriber_id.value].entries.push_back(entry);
              returned_.entries.push_back(entry.id);
            });
      });
}

result<Known const*> KnownFacts::complete(Reader& reader, Settling const& settling, Subscriber const& line) {
  if (of(line.id).before.bill_id == BillId{}) {
    BOOST_OUTCOME_TRY(look_back(reader, settling, line));
  }
  return &of(line.id);
}

// Nothing of a line is older than the line. What the first run should have had of the time before it stands there.
result<> KnownFacts::look_back(Reader& reader, Settling const& settling, Subscriber const& line) {
  for (auto previous = settling.previous; previous;) {
    BOOST_OUTCOME_TRY(auto const* run, reader.read(*previous));
    if (!settling_of(*run).is_in_time(line.in_time_for, line.registered_at)) return outcome::success();
    BOOST_OUTCOME_TRY(auto const* bill, live_bill(reader, run->period, run->cycle_day, line.id));
    if (bill != nullptr) {
      if (previous != settling.previous) known_[line.id.value].before = left_by(*bill);
      return outcome::success();
    }
    BOOST_OUTCOME_TRY(keep_period(reader, run->cycle_day, run->period, line));
    previous = run->previous;
    if (previous) continue;
    BOOST_OUTCOME_TRY(each_period<Usage::find_by_period>(
        reader, run->cycle_day, 0, period_before(run->period),
        [&](std::int32_t period) { return keep_period(reader, run->cycle_day, period, line); }));
  }
  return outcome::success();
}

result<> KnownFacts::keep_period(Reader& reader, std::int32_t cycle_day, std::int32_t period, Subscriber const& line) {
  auto& known = known_[line.id.value];
  BOOST_OUTCOME_TRY(each_between<Usage::find_by_period>(reader, cycle_day, period, line.id, line.id,
                                                        [&](Usage const& usage) { known.usage.push_back(usage); }));
  return each_between<LedgerEntry::find_by_period>(reader, cycle_day, period, line.id, line.id,
                                                   [&](LedgerEntry const& entry) { known.entries.push_back(entry); });
}

BillRange bills_of(std::int32_t period, std::int32_t cycle_day) {
  return bills_of(period, cycle_day, {0}, {largest_subscriber_id});
}
BillRange bills_of(std::int32_t period, std::int32_t cycle_day, SubscriberId first, SubscriberId last) {
  return {{BillKey{period, cycle_day, first, 0}.id().value - 1},
          BillKey{period, cycle_day, last, largest_revision}.id()};
}

result<Bill const*> live_bill(Reader& reader, std::int32_t period, std::int32_t cycle_day, SubscriberId subscriber) {
  std::optional<BillId> newest;
  auto const range = bills_of(period, cycle_day, subscriber, subscriber);
  BOOST_OUTCOME_TRY(reader.each_of(range.after, no_limit, [&](Bill const& bill) {
    if (bill.id > range.last) return false;
    newest = bill.id;
    return true;
  }));
  if (!newest) return static_cast<Bill const*>(nullptr);
  return reader.read(*newest);
}

result<std::optional<PriceBookId>> newest_prices(Reader& reader) {
  std::optional<PriceBookId> newest;
  BOOST_OUTCOME_TRY(reader.each_of(PriceBookId{0}, no_limit, [&](PriceBook const& book) { newest = book.id; }));
  return newest;
}

result<PriceBook const*> prices_of(Reader& reader, std::optional<PriceBookId> version) {
  if (!version) {
    BOOST_OUTCOME_TRY(version, newest_prices(reader));
  }
  if (!version) return refuse(nothing_is_published, field("price_version"));
  return reader.read(*version);
}

result<BillingRun const*> run_before(Reader& reader, std::int32_t cycle_day, std::int32_t period) {
  std::optional<BillingRunId> found;
  BOOST_OUTCOME_TRY(reader.each<BillingRun::find_by_cycle_day>(
      [&](BillingRun const& run) {
        if (run.is_live && run.period < period) found = run.id;
        return !found;
      },
      cycle_day));
  if (!found) return static_cast<BillingRun const*>(nullptr);
  return reader.read(*found);
}

result<LocalDate> local_day(Host const& host, Instant instant) {
  auto const& zone = host.rules<Rules>().time_zone;
  auto const& zones = host.port<Zones>();
  if (!zones.knows(zone)) return refuse(rules::invalid_argument, field("rules.time_zone"), value(zone));
  return zones.local_date(zone, instant);
}

void write_bill(Bill& bill, Settling const& settling, BillingRunId run, Subscriber const& line, PriceBook const& prices,
                Charges&& charges, Rules const& rules) {
  auto const key = BillKey::of(bill.id);
  auto const cycle = settling.cycle();
  bill.period = key.period;
  bill.cycle_day = key.cycle_day;
  bill.subscriber_id = key.subscriber_id;
  bill.revision = key.revision;
  bill.customer_id = line.customer_id;
  bill.run_id = run;
  bill.total = {charges.total, *Currency::parse(prices.currency)};
  bill.own = charges.own;
  bill.arrears = charges.arrears;
  bill.vat_included = charges.vat_included;
  bill.credit_carried = charges.credit_carried;
  bill.issue_on = cycle.last;
  bill.due_on = due_on(cycle, rules);
  bill.price_version = prices.id;
  bill.lines = std::move(charges.lines);
}

}  // namespace lilac::billing

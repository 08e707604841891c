// A run's work: everybody of the cycle day is charged, set aside, or has nothing to do with it.
#include "billing/charges_of.hpp"
#include "billing/differences.hpp"
#include "billing/known.hpp"
#include "billing/readiness.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/billing/handlers.hpp"

namespace lilac::billing {

namespace {

/// Charges the lines of one page, and counts.
template <class C>
class Page {
 public:
  Page(Handling<C>& work, BillingRun const& run, PriceBook const& prices, KnownFacts& facts)
      : work_(work),
        run_(run),
        settling_(settling_of(run)),
        cycle_(settling_.cycle()),
        prices_(prices),
        facts_(facts) {}

  // Who was not a customer in the cycle and owes nothing gets no bill. Who cannot be charged is set aside, and keeps
  // nobody else from a bill.
  result<> settle(Subscriber const& line) {
    ++counts_.targets;
    auto charged = charge(line);
    if (!charged) {
      if (!sets_aside(charged.error())) return std::move(charged).error();
      auto* row = work_.create(QuarantinedId{key_of(line, 0).id().value});
      describe(*row, line, charged.error());
      ++counts_.quarantined;
      work_.save(*row, SubscriberQuarantined{run_.id, line.id, charged.error().number(), row->reason, row->field});
      return outcome::success();
    }
    BOOST_OUTCOME_TRY(keep_what_makes_up(line));
    if (charged.value())
      write(line, std::move(*charged.value()));
    else
      ++counts_.excluded;
    return outcome::success();
  }

  /// Nothing where the cycle has nothing to do with the line. Errors: those of charge(), and the store's own.
  result<std::optional<Charges>> charge(Subscriber const& line) {
    BOOST_OUTCOME_TRY(facts_.complete(work_, settling_, line));
    BOOST_OUTCOME_TRY(make_up_for_changes(line));
    auto const& known = facts_.of(line.id);
    if (!line.belongs_to(cycle_) && known.is_nothing()) return std::optional<Charges>{};
    BOOST_OUTCOME_TRY(auto charges, charges_of(work_, settling_, line, prices_, known));
    return std::optional{std::move(charges)};
  }

  /// Whether an error of charge() is the line's own; what a store says is nobody's.
  static bool sets_aside(Error const& error) { return error.number() / 100 == 43; }

  /// Once a line is charged or excluded: what was made for it stays, and its changes are done with.
  result<> keep_what_makes_up(Subscriber const& line) {
    for (auto& [entry, created] : made_) {
      BOOST_OUTCOME_TRY(auto* account, work_.load(entry->account_id));
      account->adjust(entry->amount, work_.now());
      work_.keep(*account);
      work_.save(*entry, std::move(created));
    }
    if (!line.changed_from) return outcome::success();
    BOOST_OUTCOME_TRY(auto* changed, work_.load(line.id));
    changed->changed_from.reset();
    work_.keep(*changed);
    return outcome::success();
  }

  BillId write(Subscriber const& line, Charges&& charges) {
    auto* bill = work_.create(key_of(line, 1).id());
    write_bill(*bill, settling_, run_.id, line, prices_, std::move(charges), work_.template rules<Rules>());
    ++counts_.bills;
    counts_.total += bill->total.minor;
    for (auto const& each : bill->lines) counts_.lines += each.amount;
    work_.keep(*bill);
    return bill->id;
  }

  void describe(Quarantined& row, Subscriber const& line, Error const& refused) {
    row.run_id = run_.id;
    row.subscriber_id = line.id;
    row.error = refused.number();
    row.reason = refused.rule().id;
    row.field = std::string(refused.field());
    row.value = refused.value().value_or("");
    row.at = work_.now();
  }

  // What happened after the cut-off is on the next bill.
  result<> move_to_their_periods() {
    BOOST_OUTCOME_TRY(move(facts_.late(), period_after(run_.period)));
    return move(facts_.returned(), run_.period);
  }

  ChunkCounts const& counts() const { return counts_; }

 private:
  // What changes of the line are dated back into, and is billed, is adjusted on this bill.
  result<> make_up_for_changes(Subscriber const& line) {
    made_.clear();
    BOOST_OUTCOME_TRY(auto const all, differences(work_, run_.previous, line));
    for (auto const& difference : all) {
      BOOST_OUTCOME_TRY(auto* entry, work_.template create<LedgerEntry>());
      auto created = write_adjustment(*entry, difference, run_.period, "changed for days that were billed");
      // The run's own: whatever its cut-off, it is before that.
      entry->at = std::min(work_.now(), run_.cut_off);
      entry->in_time_for = run_.opening;
      facts_.add(*entry);
      made_.push_back({entry, std::move(created)});
    }
    return outcome::success();
  }

  result<> move(KnownFacts::Moved const& rows, std::int32_t period) {
    for (auto const id : rows.usage) {
      BOOST_OUTCOME_TRY(auto* usage, work_.load(id));
      usage->period = period;
      work_.keep(*usage);
    }
    for (auto const id : rows.entries) {
      BOOST_OUTCOME_TRY(auto* entry, work_.load(id));
      entry->period = period;
      work_.keep(*entry);
    }
    return outcome::success();
  }
  BillKey key_of(Subscriber const& line, std::int32_t revision) const {
    return {run_.period, run_.cycle_day, line.id, revision};
  }

  Handling<C>& work_;
  BillingRun const& run_;
  Settling settling_;
  Cycle cycle_;
  PriceBook const& prices_;
  KnownFacts& facts_;
  ChunkCounts counts_;
  struct Made {
    LedgerEntry* entry;
    AdjustmentCreated created;
  };
  std::vector<Made> made_;  ///< for the line that is charged
};

/// The next subscribers of a cycle day behind `after`, by id.
result<std::vector<Subscriber>> next_lines(Reader& reader, std::int32_t cycle_day, SubscriberId after,
                                           std::size_t limit) {
  auto key = Reader::prefix<Subscriber::find_by_cycle_day>(cycle_day);
  append_id(key, after.value, false);
  std::vector<Subscriber> lines;
  BOOST_OUTCOME_TRY(reader.each_after<Subscriber::find_by_cycle_day>(
      key, limit, [&](Subscriber const& line) { lines.push_back(line); }, cycle_day));
  return lines;
}

}  // namespace

result<BillingRun> handle(Handling<SettleNextChunk>& work, SettleNextChunk const& command) {
  BOOST_OUTCOME_TRY(auto* run, work.load(command.run_id));
  // Only one settles at a time: the one with the newest token.
  if (run->token != command.token) return refuse(token_is_old, field("token"), value(command.token), limit(run->token));
  if (run->state == RunState::Settled || run->state == RunState::Failed) return *run;
  if (run->state != RunState::Opened && run->state != RunState::Settling) {
    return refuse(run_cannot_become, field("run_id"),
                  value(name_of(type_of<RunState>(), static_cast<std::int64_t>(run->state))), limit("Settling"));
  }
  auto const& rules = work.rules<Rules>();
  auto const room = static_cast<std::size_t>(std::max(1, rules.chunk));
  BOOST_OUTCOME_TRY(auto const lines, next_lines(work, run->cycle_day, run->settled_to, room));
  auto chunk = ChunkCounts{};
  auto to = run->settled_to;
  if (!lines.empty()) {
    to = lines.back().id;
    BOOST_OUTCOME_TRY(auto const* prices, work.read(run->price_version));
    BOOST_OUTCOME_TRY(auto facts, KnownFacts::read(work, settling_of(*run), lines.front().id, to));
    Page page{work, *run, *prices, facts};
    for (auto const& line : lines) {
      // Whoever was registered later is none of this run's.
      if (!settling_of(*run).is_in_time(line.in_time_for, line.registered_at)) continue;
      BOOST_OUTCOME_TRY(page.settle(line));
    }
    BOOST_OUTCOME_TRY(page.move_to_their_periods());
    chunk = page.counts();
  }
  auto settled = run->settle(chunk, to, work.now());
  if (lines.size() == room) return work.save(*run, std::move(settled));
  auto finished = run->finish(rules, work.now());
  return work.save(*run, std::move(settled), std::move(finished));
}

result<BillingRun> handle(Handling<RetryQuarantined>& work, RetryQuarantined const& command) {
  BOOST_OUTCOME_TRY(auto* run, work.load(command.run_id));
  if (run->state == RunState::Opened || run->state == RunState::Closed || run->state == RunState::Discarded) {
    return refuse(run_cannot_become, field("run_id"),
                  value(name_of(type_of<RunState>(), static_cast<std::int64_t>(run->state))), limit("Settled"));
  }
  BOOST_OUTCOME_TRY(auto const* cycle, work.read(BillingCycleId{run->cycle_day}));
  if (cycle->collecting > period_after(run->period))
    return refuse(run_is_built_upon, field("run_id"), value(run->id.value));
  std::vector<SubscriberId> lines;
  auto const range = bills_of(run->period, run->cycle_day);
  BOOST_OUTCOME_TRY(work.each_of(QuarantinedId{range.after.value}, no_limit, [&](Quarantined const& row) {
    if (row.id.value > range.last.value) return false;
    lines.push_back(row.subscriber_id);
    return true;
  }));
  BOOST_OUTCOME_TRY(auto const* prices, work.read(run->price_version));
  for (auto const id : lines) {
    BOOST_OUTCOME_TRY(auto const* line, work.read(id));
    BOOST_OUTCOME_TRY(auto facts, KnownFacts::read(work, settling_of(*run), id, id));
    Page page{work, *run, *prices, facts};
    BOOST_OUTCOME_TRY(page.move_to_their_periods());
    auto charged = page.charge(*line);
    auto const row_id = QuarantinedId{BillKey{run->period, run->cycle_day, id, 0}.id().value};
    BOOST_OUTCOME_TRY(auto* row, work.load(row_id));
    if (!charged) {
      if (!page.sets_aside(charged.error())) return std::move(charged).error();
      page.describe(*row, *line, charged.error());
      work.keep(*row);
      continue;
    }
    BOOST_OUTCOME_TRY(page.keep_what_makes_up(*line));
    work.erase(*row);
    --run->counts.quarantined;
    if (!charged.value()) {
      ++run->counts.excluded;
      continue;
    }
    // Of a released run it goes out at once.
    if (run->going_out) {
      BOOST_OUTCOME_TRY(check_can_send(work, false));
    }
    auto const bill_id = page.write(*line, std::move(*charged.value()));
    run->counts.bills += page.counts().bills;
    run->counts.total += page.counts().total;
    run->counts.lines += page.counts().lines;
    work.save(*run, QuarantineResolved{run->id, id, bill_id, run->going_out});
  }
  run->updated_at = work.now();
  return work.keep(*run);
}

}  // namespace lilac::billing

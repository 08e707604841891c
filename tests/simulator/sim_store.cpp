#include "simulator/sim_store.hpp"

#include "lilac/support/user_cycle.hpp"
#include "simulator/commit_audit.hpp"

namespace lilac::simulator {

namespace {

constexpr std::uint32_t longest_wait = 40;    ///< operations before a mishap
constexpr std::uint32_t shortest_wait = 4;    ///< before a rival: it meets the next commits
constexpr std::uint32_t longest_outage = 12;  ///< operations that fail in a row

constexpr Fault own_faults[] = {Fault::store_fails,  Fault::store_is_down, Fault::reply_is_lost,
                                Fault::scan_is_torn, Fault::process_dies,  Fault::process_dies_after_commit,
                                Fault::rival_writes};

/// A write that no command made.
void change_aside(Store& memory) {
  support::UserCycle cycle;
  std::uint32_t version = 0;
  RowHint hint = 0;
  alignas(support::UserCycle) std::byte room[sizeof(support::UserCycle)];
  auto const& entity = entity_info<support::UserCycle>();
  auto const found = memory.load(entity, 10, room, version, hint);
  if (!found || !found.value()) return;
  auto* const row = std::launder(reinterpret_cast<support::UserCycle*>(room));
  cycle = *row;
  row->~UserCycle();
  cycle.end_reason = PersonalText{"aside"};
  RowWrite const write{&entity, 10, version, version + 1, RowWrite::Action::update, &cycle, 0};
  WriteSet set;
  set.rows = {&write, 1};
  static_cast<void>(memory.commit(set).has_value());
}

Error dead_process() { return storage_error("the process is dead"); }

}  // namespace

SimStore::SimStore(Store& memory, World& world, std::function<void()> rival)
    : memory_(memory), world_(world), rival_(std::move(rival)) {}

void SimStore::arm() {
  mishap_.reset();
  if (world_.is_calm) return;
  for (auto const fault : own_faults) {
    if (!world_.choices.chance(world_.profile.rate(fault))) continue;
    auto const after = world_.choices.below(fault == Fault::rival_writes ? shortest_wait : longest_wait);
    auto const length = fault == Fault::store_is_down ? 2 + world_.choices.below(longest_outage) : 1;
    mishap_ = Mishap{fault, after, length};
    return;
  }
}

void SimStore::disarm() { mishap_.reset(); }

void SimStore::die() { is_dead_ = true; }

void SimStore::revive() {
  is_dead_ = false;
  mishap_.reset();
}

/// The armed fault has come and wants an operation of this kind.
bool SimStore::is_due(Fault fault) { return mishap_ && mishap_->fault == fault && mishap_->after == 0; }

void SimStore::over() {
  world_.count(mishap_->fault);
  if (mishap_->fault == Fault::rival_writes)
    ++world_.interference;
  else
    ++world_.mishaps;
  if (--mishap_->length == 0) arm();  // sometimes the next follows
}

// What every operation has to pass.
result<> SimStore::pass() {
  if (is_dead_) return dead_process();
  ++operations_;
  if (!world_.verdict.is_good()) return dead_process();
  if (operations_ > budget_) {
    world_.verdict.broken("everything comes to rest",
                          "one step has made " + std::to_string(operations_) + " operations");
    return dead_process();
  }
  if (!mishap_) return outcome::success();
  if (mishap_->after > 0) {
    --mishap_->after;
    return outcome::success();
  }
  if (is_due(Fault::process_dies)) {
    over();
    die();
    return dead_process();
  }
  if (is_due(Fault::store_fails) || is_due(Fault::store_is_down)) {
    over();
    return storage_error("the medium failed");
  }
  return outcome::success();
}

template <class Row, class Read>
result<> SimStore::torn(FunctionRef<bool(Row const&)> sink, Read read) {
  BOOST_OUTCOME_TRY(pass());
  if (!is_due(Fault::scan_is_torn)) return read(sink);
  auto const rows = world_.choices.below(4);
  over();
  std::uint32_t seen = 0;
  auto some = [&](Row const& row) { return seen++ < rows && sink(row); };
  BOOST_OUTCOME_TRY(read(FunctionRef<bool(Row const&)>{some}));
  return storage_error("the scan was torn");
}

result<> SimStore::prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) {
  BOOST_OUTCOME_TRY(pass());
  return memory_.prepare(entities, events);
}
result<bool> SimStore::load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                            RowHint& hint) {
  BOOST_OUTCOME_TRY(pass());
  return memory_.load(entity, id, out, version, hint);
}
result<> SimStore::scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink) {
  return torn<RowView>(sink, [&](RowSink to) { return memory_.scan(index, prefix, after, limit, to); });
}
result<> SimStore::scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  return torn<RowView>(sink, [&](RowSink to) { return memory_.scan_all(entity, after, limit, to); });
}
result<std::int64_t> SimStore::next_id(EntityInfo const& entity) {
  BOOST_OUTCOME_TRY(pass());
  return memory_.next_id(entity);
}
result<bool> SimStore::find_command(std::string_view command_id, StoredCommand& out) {
  BOOST_OUTCOME_TRY(pass());
  if (world_.flaw == Flaw::command_id_is_forgotten) return false;
  return memory_.find_command(command_id, out);
}
result<> SimStore::read_journal(std::int64_t after, std::size_t limit, EventSink sink) {
  return torn<EventRow>(sink, [&](EventSink to) {
    if (world_.flaw != Flaw::event_is_hidden || limit == 1) return memory_.read_journal(after, limit, to);
    auto some = [&](EventRow const& row) { return row.entity_id == 2 || to(row); };
    return memory_.read_journal(after, limit, EventSink{some});
  });
}
result<> SimStore::read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) {
  return torn<CommandRow>(
      sink, [&](FunctionRef<bool(CommandRow const&)> to) { return memory_.read_commands(after, limit, to); });
}
result<> SimStore::read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) {
  return torn<ChangeRow>(sink, [&](ChangeSink to) { return memory_.read_changes(after, limit, to); });
}
result<std::int64_t> SimStore::last_position() {
  BOOST_OUTCOME_TRY(pass());
  return memory_.last_position();
}

result<> SimStore::commit(WriteSet const& set) {
  BOOST_OUTCOME_TRY(pass());
  if (is_due(Fault::rival_writes)) {
    over();
    if (rival_) rival_();
  }
  audit(set, world_.verdict);
  ++commits_;
  if (world_.flaw == Flaw::commit_is_forgotten && commits_ % 20 == 0) return outcome::success();
  if (auto done = memory_.commit(set); !done) {
    world_.trace.note("commit refused: " + done.error().message());
    world_.sightings.saw(std::string("commit refused: ") + done.error().rule().id);
    return done;
  }
  if (world_.flaw == Flaw::row_is_changed_aside && commits_ == 30) change_aside(memory_);
  if (is_due(Fault::reply_is_lost)) {
    over();
    return storage_error("no answer to the commit");
  }
  if (is_due(Fault::process_dies_after_commit)) {
    over();
    die();
    return dead_process();
  }
  return outcome::success();
}

}  // namespace lilac::simulator

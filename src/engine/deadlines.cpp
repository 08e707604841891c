// Time as an argument: what is due runs in the order of its due times, each stamped with its own.
#include <algorithm>

#include "engine/engine_impl.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

using engine::Deadline;
using engine::RelayEntry;
using engine::RelayState;

result<std::optional<Instant>> Engine::Impl::next_due(std::optional<Instant> workers_idle_at) {
  StoreReader reader{store};
  std::optional<Instant> earliest;
  auto consider = [&](std::optional<Instant> due) {
    if (due && (!earliest || *due < *earliest)) earliest = due;
  };
  BOOST_OUTCOME_TRY(auto* deadline, reader.first<Deadline::find_by_due>());
  if (deadline != nullptr) consider(deadline->due_at);
  BOOST_OUTCOME_TRY(reader.each<RelayEntry::find_due>([&](RelayEntry const& entry) {
    if (is_unbound(entry.consumer)) return true;
    consider(entry.next_at);
    return false;
  }));
  for (auto const* worker : registry.workers()) {
    BOOST_OUTCOME_TRY(auto due, worker->due(engine));
    if (due && workers_idle_at && *due <= *workers_idle_at) continue;
    consider(due);
  }
  return earliest;
}

// A refused deadline becomes a dead letter: it is looked at, not lost, and does not stop the ones behind it.
result<bool> Engine::Impl::run_deadline(Instant now) {
  StoreReader reader{store};
  BOOST_OUTCOME_TRY(auto* due, reader.first<Deadline::find_by_due>());
  if (due == nullptr || due->due_at > now) return false;
  auto erase_it = [&](Work& work) -> result<bool> {
    // Somebody else may have run it, moved it or cancelled it since it was read.
    BOOST_OUTCOME_TRY(auto* present, work.find(due->id));
    if (present == nullptr || !equal(type_of<Deadline>(), due, present)) return false;
    BOOST_OUTCOME_TRY(auto* row, work.load(due->id));
    work.erase(*row);
    return true;
  };
  auto done = run_stored(due->command, due->payload.text, due->due_at, due->correlation_id, erase_it);
  if (done) return true;
  if (done.error().retriable()) return std::move(done).error();
  auto const refusal = refused(std::move(done).error());
  BOOST_OUTCOME_TRY(keep_books(now, [&](Work& work) -> result<> {
    BOOST_OUTCOME_TRY(auto ours, erase_it(work));
    if (!ours) return outcome::success();
    BOOST_OUTCOME_TRY(auto* dead, work.create<RelayEntry>());
    dead->consumer = "deadline:" + due->name;
    dead->state = RelayState::dead;
    dead->attempts = 1;
    dead->next_at = due->due_at;
    dead->error = refusal.message();
    dead->command = due->command;
    dead->payload = due->payload;
    work.keep(*dead);
    return outcome::success();
  }));
  return true;
}

result<> Engine::advance_to(Instant now) {
  BOOST_OUTCOME_TRY(check_instant(now, "now"));
  auto& impl = *impl_;
  std::optional<Instant> reached;
  std::optional<Instant> workers_idle_at;  // they found nothing then, and nothing has happened since
  for (;;) {
    BOOST_OUTCOME_TRY(impl.take_from_journal());
    BOOST_OUTCOME_TRY(auto due, impl.next_due(workers_idle_at));
    if (!due || *due > now) break;
    auto const at = reached ? std::max(*reached, *due) : *due;
    reached = at;
    BOOST_OUTCOME_TRY(auto ran, impl.run_deadline(at));
    if (ran) {  // deadlines first, one by one: each may move the others
      workers_idle_at.reset();
      continue;
    }
    BOOST_OUTCOME_TRY(auto relayed, impl.relay_due(at));
    BOOST_OUTCOME_TRY(auto worked, impl.run_workers(at));
    if (relayed || worked)
      workers_idle_at.reset();
    else
      workers_idle_at = at;
  }
  BOOST_OUTCOME_TRY(impl.feed_views());
  return outcome::success();
}

}  // namespace lilac

// Time as an argument: what is due runs in the order of its due times, each stamped with its own.
#include <algorithm>

#include "engine/due.hpp"
#include "engine/engine_impl.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

using engine::Deadline;
using engine::RelayEntry;
using engine::RelayState;

namespace {

/// The row, to be erased or moved; null when somebody else has run it, moved it or cancelled it since it was read.
result<Deadline*> unchanged(Work& work, Deadline const& read) {
  BOOST_OUTCOME_TRY(auto const* present, work.find(read.id));
  if (present == nullptr || !equal(type_of<Deadline>(), &read, present)) return static_cast<Deadline*>(nullptr);
  return work.load(read.id);
}

}  // namespace

result<std::optional<Instant>> Engine::Impl::next_due(std::optional<Instant> workers_idle_at) {
  std::optional<Instant> earliest;
  auto consider = [&](std::optional<Instant> due) {
    if (due && (!earliest || *due < *earliest)) earliest = due;
  };
  BOOST_OUTCOME_TRY(auto const deadline, first_deadline());
  if (deadline) consider(deadline->due_at);
  BOOST_OUTCOME_TRY(find_committed<RelayEntry::find_due>(store, [&](RelayEntry const& entry) {
    if (!can_try(entry)) return true;
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

result<std::optional<Deadline>> Engine::Impl::first_deadline() {
  std::optional<Deadline> first;
  BOOST_OUTCOME_TRY(find_committed<Deadline::find_by_due>(store, [&](Deadline const& deadline) {
    if (registry.stored_command(deadline.command) == nullptr) return true;
    first = deadline;
    return false;
  }));
  return first;
}

result<bool> Engine::Impl::run_deadline(Instant now) {
  BOOST_OUTCOME_TRY(auto const due, first_deadline());
  if (!due || due->due_at > now) return false;
  auto const at = due->first_due_at.value_or(due->due_at);
  auto done = run_stored(due->command, due->payload.text, at, due->correlation_id, [&](Work& work) -> result<bool> {
    BOOST_OUTCOME_TRY(auto* ours, unchanged(work, *due));
    if (ours == nullptr) return false;
    work.erase(*ours);
    return true;
  });
  if (!done) {
    // The store's own trouble is nobody's try.
    if (done.error().is(rules::storage_failed)) return std::move(done).error();
    BOOST_OUTCOME_TRY(put_off(*due, refused(std::move(done).error()), now));
  }
  return true;
}

// What may do better later goes behind the others and keeps its name, so that it can still be moved and cancelled. What
// is refused for good becomes a dead letter: it is looked at, not lost, and does not stop the ones behind it.
result<> Engine::Impl::put_off(Deadline const& deadline, Error const& refusal, Instant now) {
  return keep_books(now, [&](Work& work) -> result<> {
    BOOST_OUTCOME_TRY(auto* ours, unchanged(work, deadline));
    if (ours == nullptr) return outcome::success();
    auto const tries = deadline.attempts + 1;
    auto const first_due_at = deadline.first_due_at.value_or(deadline.due_at);
    if (refusal.retriable() && tries < usual_tries) {
      ours->attempts = tries;
      ours->first_due_at = first_due_at;
      ours->due_at = now + pause_after(tries);
      work.keep(*ours);
      return outcome::success();
    }
    work.erase(*ours);
    BOOST_OUTCOME_TRY(auto* dead, work.create<RelayEntry>());
    dead->consumer = "deadline:" + deadline.name;
    dead->state = RelayState::dead;
    dead->attempts = tries;
    dead->next_at = first_due_at;
    dead->error = fit_to_store(refusal).message();
    dead->command = deadline.command;
    dead->payload = deadline.payload;
    work.keep(*dead);
    return outcome::success();
  });
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
    BOOST_OUTCOME_TRY(auto relayed, impl.relay_due(at, now));
    BOOST_OUTCOME_TRY(auto worked, impl.run_workers(at));
    if (relayed || worked)
      workers_idle_at.reset();
    else
      workers_idle_at = at;
  }
  BOOST_OUTCOME_TRY(impl.feed_views());
  return outcome::success();
}

result<LeftAlone> Engine::left_alone(Instant now) {
  BOOST_OUTCOME_TRY(check_instant(now, "now"));
  LeftAlone left;
  BOOST_OUTCOME_TRY(each_committed<Deadline::find_by_due>(
      impl_->store, 1,
      [&](Deadline const& deadline) {
        if (deadline.due_at > now) return false;
        if (impl_->registry.stored_command(deadline.command) == nullptr) ++left.deadlines;
        return true;
      },
      [&] { left.deadlines = 0; }));
  BOOST_OUTCOME_TRY(each_committed<RelayEntry::find_due>(
      impl_->store, 1,
      [&](RelayEntry const& entry) {
        if (entry.next_at > now) return false;
        if (!impl_->knows(entry)) ++left.entries;
        return true;
      },
      [&] { left.entries = 0; }));
  return left;
}

}  // namespace lilac

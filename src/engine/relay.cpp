// After commits: policies and deliveries from the journal. Per-key order, tries counted before they are made, a poison
// entry parks its own key and nothing else.
#include <algorithm>
#include <limits>
#include <utility>

#include "engine/due.hpp"
#include "engine/engine_impl.hpp"
#include "engine/own_ids.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

using engine::RelayEntry;
using engine::RelayState;

constexpr std::size_t claim_size = 64;
constexpr std::size_t fan_out_page = 500;
constexpr Duration first_pause = std::chrono::seconds(30);
constexpr Duration longest_pause = std::chrono::hours(1);
constexpr Duration lease = std::chrono::minutes(5);  ///< a claim whose process died is taken up again after this

std::string event_id(EventRow const& event) {
  return std::to_string(event.command.position) + "." + std::to_string(event.ordinal);
}

std::string correlation_of(EventRow const& event) {
  return event.command.correlation_id.empty() ? "#" + std::to_string(event.command.position)
                                              : std::string(event.command.correlation_id);
}

/// A command that a fan-out emitted, kept until the page is run.
struct Emitted {
  std::int64_t key;
  Object command;
};

}  // namespace

Duration pause_after(std::int32_t tries) {
  auto pause = first_pause;
  for (std::int32_t i = 1; i < tries && pause < longest_pause; ++i) pause *= 2;
  return std::min(pause, longest_pause);
}

std::int32_t tries_within(Duration patience) {
  std::int32_t tries = 1;
  auto left = patience;
  for (; pause_after(tries) < longest_pause; ++tries) {
    if (left < pause_after(tries)) return tries;
    left -= pause_after(tries);
  }
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max() / 2;
  return tries + static_cast<std::int32_t>(std::min<std::int64_t>(left / longest_pause, most));
}

Error error_of_throw(char const* what) {
  try {
    throw;
  } catch (std::exception const& thrown) {
    // Whatever it says is stored, and no store takes what is no text.
    auto const* said = thrown.what();
    return refuse(rules::gateway_failed, field(what), value(is_valid_text(said) ? said : "it threw"));
  } catch (...) {
    return refuse(rules::gateway_failed, field(what), value("it threw"));
  }
}

Error without_words(Error const& failure) {
  return refuse_saying(failure.rule(), field(""), std::to_string(failure.number()) + " " + failure.rule().name);
}

Error fit_to_store(Error const& failure) {
  return failure.is(rules::gateway_failed) ? without_words(failure) : failure.clone();
}

Engine::Impl::Consumer* Engine::Impl::consumer_of(RelayEntry const& entry) {
  auto const found = consumers_by_name.find(policy_of(entry));
  return found == consumers_by_name.end() ? nullptr : found->second;
}

bool Engine::Impl::knows(RelayEntry const& entry) {
  return entry.command != 0 ? registry.stored_command(entry.command) != nullptr : consumer_of(entry) != nullptr;
}

bool Engine::Impl::can_try(RelayEntry const& entry) {
  if (entry.command != 0) return knows(entry);
  auto const* consumer = consumer_of(entry);
  return consumer != nullptr && consumer->is_bound;
}

std::int32_t Engine::Impl::most_tries(RelayEntry const& entry) {
  auto const* consumer = entry.command != 0 ? nullptr : consumer_of(entry);
  return consumer == nullptr ? usual_tries : consumer->most_tries;
}

// What was tried before is claimed alone: if it is what ends the process, it takes no others along.
result<bool> Engine::Impl::relay_due(Instant at, Instant present) {
  std::vector<RelayEntry> claimed;
  bool found = false;
  BOOST_OUTCOME_TRY(keep_books(at, [&](Work& work) -> result<> {
    claimed.clear();
    std::vector<Id<RelayEntry>> due;
    BOOST_OUTCOME_TRY(each_committed<RelayEntry::find_due>(
        store, claim_size,
        [&](RelayEntry const& entry) {
          if (entry.next_at > at) return false;
          if (!can_try(entry)) return true;
          if (entry.attempts > 0 && !due.empty()) return false;
          due.push_back(entry.id);
          return entry.attempts == 0 && due.size() < claim_size;
        },
        [&] { due.clear(); }));
    found = !due.empty();
    for (auto const id : due) {
      BOOST_OUTCOME_TRY(auto const* there, work.find(id));
      // Another desk may have been here since.
      if (there == nullptr || there->state != RelayState::waiting || there->next_at > at) continue;
      BOOST_OUTCOME_TRY(auto* entry, work.load(id));
      if (entry->attempts >= most_tries(*entry)) {  // every try ended with the process: a poison entry
        entry->state = RelayState::dead;
        if (entry->error.empty()) entry->error = "the process ended during each try";
      } else {
        ++entry->attempts;
        entry->next_at = present + lease;
        claimed.push_back(*entry);
      }
      work.keep(*entry);
    }
    return outcome::success();
  }));
  for (auto const& entry : claimed) {
    BOOST_OUTCOME_TRY(relay_entry(entry, at));
  }
  return found;
}

result<> Engine::Impl::relay_entry(RelayEntry const& entry, Instant now) {
  // The event is copied out, so that the store is free while the host works.
  std::string command_id;
  std::string correlation_id;
  EventRow event{};
  std::optional<Object> payload;
  if (entry.position != 0) {
    auto read = store.read_journal(entry.position - 1, 1, [&](EventRow const& row) {
      if (row.position != entry.position) return false;
      event = row;
      command_id = row.command.command_id;
      correlation_id = row.command.correlation_id;
      payload.emplace(Object::copy_of(*row.type->type, row.payload));
      return false;
    });
    if (!read && !read.error().is(rules::corrupt))
      return read;  // one event that cannot be read ends nobody else's turn
  }
  event.command.command_id = command_id;
  event.command.correlation_id = correlation_id;
  if (entry.command != 0) return run_command_of(entry, payload ? correlation_of(event) : std::string{}, now);
  auto const& consumer = *consumer_of(entry);
  if (!payload || event.type != consumer.policy->when) {
    return finish(entry, now, corrupt_error("event " + std::to_string(entry.position) + " is not in the journal"));
  }
  event.payload = payload->at();
  return consumer.policy->form == PolicyForm::delivery ? deliver(consumer, entry, event, now)
                                                       : fan_out(consumer, entry, event, now);
}

result<> Engine::Impl::run_command_of(RelayEntry const& entry, std::string_view correlation_id, Instant now) {
  auto done = run_stored(entry.command, entry.payload.text, now, correlation_id, [&](Work& work) -> result<bool> {
    BOOST_OUTCOME_TRY(auto* present, still_claimed(work, entry));
    if (present == nullptr) return false;
    work.erase(*present);
    return true;
  });
  if (done || done.error().is(rules::storage_failed)) return done;
  return finish(entry, now, fit_to_store(refused(std::move(done).error())));
}

result<> Engine::Impl::deliver(Consumer const& consumer, RelayEntry const& entry, EventRow const& event, Instant now) {
  // Who was stopped for longer than its claim holds finds here that somebody else took it up.
  StoreReader reader{store};
  BOOST_OUTCOME_TRY(auto const* present, reader.find(entry.id));
  if (present == nullptr || !equal(type_of<RelayEntry>(), &entry, present)) return outcome::success();
  auto const& policy = *consumer.policy;
  BOOST_OUTCOME_TRY(introduce());
  // What was delivered before the store had a name keeps the key under which it may have arrived.
  auto const is_named = event.position > facts.identity_since;
  auto const key = (is_named ? facts.identity + ":" : std::string()) + consumer.name + ":" + event_id(event);
  auto const attempt = [&]() -> result<> {
    Delivery const delivery{key, event.command.at, entry.attempts};
    try {
      if (auto* port = host.find_port(*policy.port)) return policy.deliver(event.payload, port, delivery);
      return host.find_receiver(*policy.port)->deliver(policy, event.payload, delivery);
    } catch (...) {
      return error_of_throw(policy.port->name);
    }
  };
  auto done = attempt();
  if (observer != nullptr) observer->fired(policy);
  if (done) return finish(entry, now, std::nullopt);
  // What a port refuses in words of this library may still quote what it was given.
  auto const is_clean = host.trusts_errors_of(*policy.port);
  return finish(entry, now, is_clean ? std::move(done).error() : without_words(done.error()));
}

// One page: its commands, and how far it came, in one commit.
result<> Engine::Impl::fan_out(Consumer const& consumer, RelayEntry const& entry, EventRow const& event, Instant now) {
  auto const& policy = *consumer.policy;
  std::vector<Emitted> page;
  auto take = [&](std::int64_t key, void const* command) {
    page.push_back({key, Object::copy_of(*policy.then->type, command)});
  };
  bool more = false;
  StoreReader reader{store};
  auto const emit = [&]() -> result<> {
    try {
      return policy.fan_out(event.payload, reader, entry.page_after, fan_out_page, take, more);
    } catch (...) {
      return error_of_throw(policy.name);
    }
  };
  if (auto emitted = emit(); !emitted) return finish(entry, now, fit_to_store(emitted.error()));
  if (observer != nullptr) observer->fired(policy);
  auto const prefix = own_ids::policy + event_id(event) + ":" + consumer.name + ":";
  auto const correlation = correlation_of(event);
  auto done = transact([&](UnitOfWork& unit) -> result<Next> {
    auto ours = false;
    BOOST_OUTCOME_TRY(unit.keep_books(now, [&](Work& work) -> result<> {
      BOOST_OUTCOME_TRY(auto* present, still_claimed(work, entry));
      ours = present != nullptr;
      return outcome::success();
    }));
    if (!ours) return Next::nothing;
    for (auto const& emitted : page) {
      auto const id = prefix + std::to_string(emitted.key);
      UnitOfWork::Root root;
      root.remembers_reply = false;  // nobody else knows this id
      Next next{};
      auto const run = [&]() -> result<> {
        try {
          BOOST_OUTCOME_TRY(admit(*policy.then, emitted.command.at(), system_actor, {now, id, correlation}, root));
          return run_root(unit, root, nullptr, next);
        } catch (...) {
          return error_of_throw(policy.then->name);
        }
      };
      auto ran = run();
      if (ran) continue;
      if (ran.error().is(rules::storage_failed)) return std::move(ran).error();
      auto const refusal = refused(std::move(ran).error());
      BOOST_OUTCOME_TRY(unit.keep_books(now, [&](Work& work) -> result<> {
        BOOST_OUTCOME_TRY(auto* alone, work.create<RelayEntry>());
        alone->consumer = consumer.name + ":" + std::to_string(emitted.key);
        alone->position = entry.position;
        alone->state = refusal.retriable() ? RelayState::waiting : RelayState::dead;
        alone->attempts = 1;
        alone->next_at = refusal.retriable() ? now + pause_after(1) : now;
        alone->error = fit_to_store(refusal).message();
        alone->command = policy.then->number;
        alone->payload.text.clear();
        append_json(alone->payload.text, *policy.then->type, emitted.command.at(), Showing::whole);
        work.keep(*alone);
        return outcome::success();
      }));
    }
    BOOST_OUTCOME_TRY(unit.keep_books(now, [&](Work& work) -> result<> {
      if (!more) return finish_in(work, entry, now, std::nullopt);
      BOOST_OUTCOME_TRY(auto* present, still_claimed(work, entry));
      present->page_after = page.back().key;
      present->attempts = 0;
      present->next_at = now;
      work.keep(*present);
      return outcome::success();
    }));
    return Next::commit;
  });
  if (done || done.error().is(rules::storage_failed)) return done;
  return finish(entry, now, fit_to_store(refused(std::move(done).error())));
}

// Null when the lease has run out and somebody else took the entry up: then it is theirs.
result<RelayEntry*> Engine::Impl::still_claimed(Work& work, RelayEntry const& entry) {
  BOOST_OUTCOME_TRY(auto* present, work.find(entry.id));
  if (present == nullptr || !equal(type_of<RelayEntry>(), &entry, present)) return static_cast<RelayEntry*>(nullptr);
  return work.load(entry.id);
}

result<> Engine::Impl::finish(RelayEntry const& entry, Instant now, std::optional<Error> failure) {
  return keep_books(now, [&](Work& work) -> result<> { return finish_in(work, entry, now, failure); });
}

result<> Engine::Impl::finish_in(Work& work, RelayEntry const& entry, Instant now,
                                 std::optional<Error> const& failure) {
  BOOST_OUTCOME_TRY(auto* present, still_claimed(work, entry));
  if (present == nullptr) return outcome::success();
  if (failure) {
    present->error = failure->message();
    // A command that was refused for good is not asked again; what a port refuses may have any reason.
    auto const is_final = entry.command != 0 && !failure->retriable();
    if (is_final || entry.attempts >= most_tries(entry)) {
      present->state = RelayState::dead;
    } else {
      present->next_at = now + pause_after(entry.attempts);
    }
    work.keep(*present);
    return outcome::success();
  }
  work.erase(*present);
  return let_next_go(work, entry.consumer, entry.key_entity, entry.key_id, now);
}

result<> Engine::Impl::let_next_go(Work& work, std::string const& line, std::int32_t key_entity, std::int64_t key_id,
                                   Instant now) {
  BOOST_OUTCOME_TRY(auto* next, work.load_first<RelayEntry::find_by_key>(line, key_entity, key_id));
  if (next == nullptr || next->state != RelayState::parked) return outcome::success();
  next->state = RelayState::waiting;
  next->next_at = std::max(next->next_at, now);
  work.keep(*next);
  return outcome::success();
}

result<> Engine::Impl::run_stored(std::int32_t number, std::string_view payload, Instant at,
                                  std::string_view correlation_id, FunctionRef<result<bool>(Work&)> erase_holder) {
  auto const* entry = registry.stored_command(number);
  if (entry == nullptr) return refuse(rules::not_found, field("command"), value(static_cast<std::int64_t>(number)));
  auto const& type = *entry->info->type;
  auto const command = default_of(type);
  auto done = decode_text(payload, type, command.get(), Decoding::tolerant);
  UnitOfWork::Root root;
  if (done) done = admit(*entry->info, command.get(), system_actor, {at, {}, correlation_id}, root);
  if (!done) return done;
  try {
    return transact([&](UnitOfWork& unit) -> result<Next> {
      auto ours = false;
      BOOST_OUTCOME_TRY(unit.keep_books(at, [&](Work& work) -> result<> {
        BOOST_OUTCOME_TRY(ours, erase_holder(work));
        return outcome::success();
      }));
      if (!ours) return Next::nothing;
      BOOST_OUTCOME_TRY(unit.run(root, nullptr));
      return Next::commit;
    });
  } catch (...) {
    return error_of_throw(entry->info->name);
  }
}

result<bool> Engine::Impl::run_workers(Instant now) {
  bool did_something = false;
  for (auto const* worker : registry.workers()) {
    for (;;) {
      BOOST_OUTCOME_TRY(auto did, worker->step(engine, now));
      if (!did) break;
      did_something = true;
    }
  }
  return did_something;
}

result<> Engine::run_until_idle(Instant now) {
  BOOST_OUTCOME_TRY(check_instant(now, "now"));
  for (bool busy = true; busy;) {
    BOOST_OUTCOME_TRY(auto taken, impl_->take_from_journal());
    BOOST_OUTCOME_TRY(auto relayed, impl_->relay_due(now, now));
    BOOST_OUTCOME_TRY(auto worked, impl_->run_workers(now));
    busy = taken || relayed || worked;
  }
  BOOST_OUTCOME_TRY(impl_->feed_views());
  return outcome::success();
}

result<std::vector<DeadLetter>> Engine::dead_letters() {
  StoreReader reader{impl_->store};
  std::vector<DeadLetter> letters;
  for (auto const state : {RelayState::dead, RelayState::parked}) {
    BOOST_OUTCOME_TRY(reader.each<RelayEntry::find_by_state>(
        [&](RelayEntry const& entry) {
          letters.push_back({entry.id.value, policy_of(entry), entry.position,
                             std::to_string(entry.key_entity) + "/" + std::to_string(entry.key_id), entry.attempts,
                             state == RelayState::parked, entry.error});
        },
        state));
  }
  return letters;
}

result<> Engine::replay_dead_letter(std::int64_t id, Instant now) {
  BOOST_OUTCOME_TRY(check_instant(now, "now"));
  StoreReader reader{impl_->store};
  BOOST_OUTCOME_TRY(auto* found, reader.read(Id<RelayEntry>{id}));
  if (found->state != RelayState::dead) return refuse(rules::invalid_argument, field("dead_letter"), value(id));
  auto erase_it = [&](Work& work) -> result<bool> {
    BOOST_OUTCOME_TRY(auto* entry, work.load(Id<RelayEntry>{id}));
    work.erase(*entry);
    return true;
  };
  if (found->command != 0) return impl_->run_stored(found->command, found->payload.text, now, {}, erase_it);
  return impl_->keep_books(now, [&](Work& work) -> result<> {
    BOOST_OUTCOME_TRY(auto* entry, work.load(Id<RelayEntry>{id}));
    // An older program's letters may stand behind others of their port: then they wait for their turn.
    BOOST_OUTCOME_TRY(auto const* first,
                      work.first<RelayEntry::find_by_key>(entry->consumer, entry->key_entity, entry->key_id));
    entry->state = first->id == entry->id ? RelayState::waiting : RelayState::parked;
    entry->attempts = 0;
    entry->next_at = now;
    work.keep(*entry);
    return outcome::success();
  });
}

}  // namespace lilac

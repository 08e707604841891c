// After commits: policies and deliveries from the journal. Per-key order, tries counted before they are made, a poison
// entry parks its own key and nothing else.
#include <algorithm>
#include <utility>

#include "engine/engine_impl.hpp"
#include "engine/own_ids.hpp"
#include "engine/persons.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {

using engine::Cursor;
using engine::RelayEntry;
using engine::RelayState;

constexpr std::size_t journal_page = 512;
constexpr std::size_t claim_size = 64;
constexpr std::size_t fan_out_page = 500;
constexpr std::int32_t most_attempts = 5;
constexpr Duration first_delay = std::chrono::seconds(30);
constexpr Duration longest_delay = std::chrono::hours(1);
constexpr Duration lease = std::chrono::minutes(5);  ///< a claim whose process died is taken up again after this
constexpr std::int64_t stored_at_least_every = 4096;

Duration delay_after(std::int32_t attempt) {
  auto delay = first_delay;
  for (std::int32_t i = 1; i < attempt && delay < longest_delay; ++i) delay *= 2;
  return std::min(delay, longest_delay);
}

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

Engine::Impl::RelayKey Engine::Impl::key_of(EventRow const& event) {
  if (event.entity != nullptr) return {event.entity->number, event.entity_id};
  if (auto const person = first_person(*event.type->type, event.payload))
    return {engine::relay_key::of(person->kind), person->id};
  return {engine::relay_key::itself, event.command.position};
}

// Before kinds were told apart, all persons' entries stood where now only users' do. While one of those is unfinished,
// what comes for that person goes behind it. Where events tell the kind, there are none of those.
result<Engine::Impl::RelayKey> Engine::Impl::place_of(Work& work, Consumer const& consumer, RelayKey key) {
  if (key.entity >= engine::relay_key::itself || tells_kinds(*consumer.policy->when->type)) return key;
  BOOST_OUTCOME_TRY(auto const* before,
                    work.first<RelayEntry::find_by_key>(consumer.name, engine::relay_key::user, key.id));
  return before == nullptr ? key : RelayKey{engine::relay_key::user, key.id};
}

void Engine::Impl::open_consumers() {
  auto add = [&](std::string name, PolicyInfo const* policy, ViewInfo const* view) {
    auto& consumer = consumers.emplace_back();
    consumer.name = std::move(name);
    consumer.policy = policy;
    consumer.view = view;
  };
  for (auto const* policy : registry.after_commit())
    add(std::string(policy->when->context) + "." + policy->name, policy, nullptr);
  for (auto const* view : registry.views()) add(std::string("view.") + view->name, nullptr, view);
  // New policies begin at the journal's present end, whenever their cursors can be written.
  auto const end = store.last_position();
  if (!end) throw ConfigurationError(std::string(end.error().message()));
  for (auto& consumer : consumers) consumer.position = consumer.view == nullptr ? end.value() : 0;
  // A store that cannot be written (opened for reading only) has no use for cursors; what needs them asks again.
  static_cast<void>(have_cursors());
}

result<> Engine::Impl::have_cursors() {
  if (cursors_open || consumers.empty()) return outcome::success();
  BOOST_OUTCOME_TRY(keep_books(Instant{}, [&](Work& work) -> result<> {
    for (auto& consumer : consumers) {
      BOOST_OUTCOME_TRY(auto* cursor, work.first<Cursor::find_by_consumer>(consumer.name));
      if (cursor != nullptr) continue;
      BOOST_OUTCOME_TRY(auto* created, work.create<Cursor>());
      created->consumer = consumer.name;
      created->position = consumer.position;
      work.keep(*created);
    }
    return outcome::success();
  }));
  StoreReader reader{store};
  for (auto& consumer : consumers) {
    BOOST_OUTCOME_TRY(auto* cursor, reader.first<Cursor::find_by_consumer>(consumer.name));
    if (cursor == nullptr) return corrupt_error("the cursor of " + consumer.name + " is gone");
    consumer.position = cursor->position;
    consumer.stored = cursor->position;
  }
  cursors_open = true;
  return outcome::success();
}

result<> Engine::Impl::refresh(Consumer& consumer) {
  StoreReader reader{store};
  BOOST_OUTCOME_TRY(auto* cursor, reader.first<Cursor::find_by_consumer>(consumer.name));
  if (cursor == nullptr) return corrupt_error("the cursor of " + consumer.name + " is gone");
  consumer.stored = cursor->position;
  consumer.position = std::max(consumer.position.load(), cursor->position);
  return outcome::success();
}

bool Engine::Impl::is_unbound(Consumer const& consumer) const {
  if (consumer.policy == nullptr || consumer.policy->port == nullptr) return false;
  auto const& port = *consumer.policy->port;
  return host.find_port(port) == nullptr && host.find_receiver(port) == nullptr;
}

bool Engine::Impl::is_unbound(std::string_view name) const {
  return std::any_of(consumers.begin(), consumers.end(),
                     [&](Consumer const& consumer) { return consumer.name == name && is_unbound(consumer); });
}

result<bool> Engine::Impl::take_from_journal() {
  BOOST_OUTCOME_TRY(have_cursors());
  BOOST_OUTCOME_TRY(auto end, store.last_position());
  bool did_something = false;
  for (auto& consumer : consumers) {
    if (consumer.policy == nullptr) continue;
    // What would go through an unbound port waits in the journal until a host binds it.
    if (is_unbound(consumer)) continue;
    while (consumer.position < end) {
      std::vector<Taken> taken;
      std::int64_t up_to = consumer.position;
      BOOST_OUTCOME_TRY(store.read_journal(up_to, journal_page, [&](EventRow const& event) {
        up_to = event.position;
        if (event.type == consumer.policy->when) taken.push_back({event.position, key_of(event), event.command.at});
        return taken.size() < claim_size;
      }));
      if (up_to == consumer.position) break;
      if (!taken.empty() || up_to - consumer.stored > stored_at_least_every) {
        BOOST_OUTCOME_TRY(take_in(consumer, up_to, taken));
        did_something = did_something || !taken.empty();
      } else {
        consumer.position = up_to;
      }
    }
  }
  return did_something;
}

// Each event becomes an entry, behind an unfinished one of the same key; the cursor moves with them in one commit.
result<> Engine::Impl::take_in(Consumer& consumer, std::int64_t up_to, std::span<Taken const> taken) {
  bool overtaken = false;
  BOOST_OUTCOME_TRY(keep_books(Instant{}, [&](Work& work) -> result<> {
    BOOST_OUTCOME_TRY(auto* cursor, work.load_first<Cursor::find_by_consumer>(consumer.name));
    overtaken = cursor == nullptr || cursor->position != consumer.stored;
    if (overtaken) return outcome::success();
    for (auto const& event : taken) {
      BOOST_OUTCOME_TRY(auto const key, place_of(work, consumer, event.key));
      BOOST_OUTCOME_TRY(auto* before, work.first<RelayEntry::find_by_key>(consumer.name, key.entity, key.id));
      BOOST_OUTCOME_TRY(auto* entry, work.create<RelayEntry>());
      entry->consumer = consumer.name;
      entry->position = event.position;
      entry->key_entity = key.entity;
      entry->key_id = key.id;
      entry->state = before == nullptr ? RelayState::waiting : RelayState::parked;
      entry->next_at = event.at;
      work.keep(*entry);
    }
    cursor->position = up_to;
    work.keep(*cursor);
    return outcome::success();
  }));
  if (overtaken) return refresh(consumer);
  consumer.position = up_to;
  consumer.stored = up_to;
  return outcome::success();
}

result<> Engine::Impl::store_positions() {
  for (auto& consumer : consumers) {
    if (consumer.position != consumer.stored) {
      BOOST_OUTCOME_TRY(take_in(consumer, consumer.position, {}));
    }
  }
  return outcome::success();
}

// What was tried before is claimed alone: if it is what ends the process, it takes no others along.
result<bool> Engine::Impl::relay_due(Instant now) {
  std::vector<RelayEntry> claimed;
  bool found = false;
  BOOST_OUTCOME_TRY(keep_books(now, [&](Work& work) -> result<> {
    claimed.clear();
    std::vector<Id<RelayEntry>> due;
    BOOST_OUTCOME_TRY(work.each<RelayEntry::find_due>([&](RelayEntry const& entry) {
      if (entry.next_at > now) return false;
      if (is_unbound(entry.consumer)) return true;
      if (entry.attempts > 0 && !due.empty()) return false;
      due.push_back(entry.id);
      return entry.attempts == 0 && due.size() < claim_size;
    }));
    found = !due.empty();
    for (auto const id : due) {
      BOOST_OUTCOME_TRY(auto* entry, work.load(id));
      if (entry->attempts >= most_attempts) {  // every try ended with the process: a poison entry
        entry->state = RelayState::dead;
        if (entry->error.empty()) entry->error = "the process ended during each try";
      } else {
        ++entry->attempts;
        entry->next_at = now + lease;
        claimed.push_back(*entry);
      }
      work.keep(*entry);
    }
    return outcome::success();
  }));
  for (auto const& entry : claimed) {
    BOOST_OUTCOME_TRY(relay_entry(entry, now));
  }
  return found;
}

result<> Engine::Impl::relay_entry(RelayEntry const& entry, Instant now) {
  auto const consumer =
      std::find_if(consumers.begin(), consumers.end(), [&](Consumer const& one) { return one.name == entry.consumer; });
  if (consumer == consumers.end() || consumer->policy == nullptr) {
    return finish(entry, now, refuse(rules::not_found, field("policy"), value(entry.consumer)));
  }
  // The event is copied out, so that the store is free while the host works.
  std::string command_id;
  std::string correlation_id;
  EventRow event{};
  std::optional<Object> payload;
  BOOST_OUTCOME_TRY(store.read_journal(entry.position - 1, 1, [&](EventRow const& row) {
    event = row;
    command_id = row.command.command_id;
    correlation_id = row.command.correlation_id;
    payload.emplace(Object::copy_of(*row.type->type, row.payload));
    return false;
  }));
  if (!payload || event.position != entry.position) {
    return finish(entry, now, corrupt_error("event " + std::to_string(entry.position) + " is not in the journal"));
  }
  event.payload = payload->at();
  event.command.command_id = command_id;
  event.command.correlation_id = correlation_id;
  return consumer->policy->form == PolicyForm::delivery ? deliver(*consumer, entry, event, now)
                                                        : fan_out(*consumer, entry, event, now);
}

result<> Engine::Impl::deliver(Consumer const& consumer, RelayEntry const& entry, EventRow const& event, Instant now) {
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
    } catch (std::exception const& thrown) {
      return refuse(rules::gateway_failed, field(policy.port->name), value(thrown.what()));
    } catch (...) {
      return refuse(rules::gateway_failed, field(policy.port->name), value("it threw"));
    }
  };
  auto done = attempt();
  if (observer != nullptr) observer->fired(policy);
  if (done) return finish(entry, now, std::nullopt);
  return finish(entry, now, std::move(done).error());
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
  if (auto emitted = policy.fan_out(event.payload, reader, entry.page_after, fan_out_page, take, more); !emitted) {
    return finish(entry, now, std::move(emitted).error());
  }
  if (observer != nullptr) observer->fired(policy);
  auto const prefix = own_ids::policy + event_id(event) + ":" + consumer.name + ":";
  auto const correlation = correlation_of(event);
  return transact([&](UnitOfWork& unit) -> result<Next> {
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
      auto done = admit(*policy.then, emitted.command.at(), system_actor, {now, id, correlation}, root);
      if (done) done = run_root(unit, root, nullptr, next);
      if (done) continue;
      if (done.error().retriable()) return std::move(done).error();
      auto const refusal = refused(std::move(done).error());
      BOOST_OUTCOME_TRY(unit.keep_books(now, [&](Work& work) -> result<> {
        BOOST_OUTCOME_TRY(auto* dead, work.create<RelayEntry>());
        dead->consumer = consumer.name + ":" + std::to_string(emitted.key);
        dead->position = entry.position;
        dead->state = RelayState::dead;
        dead->attempts = 1;
        dead->next_at = now;
        dead->error = refusal.message();
        dead->command = policy.then->number;
        dead->payload.text.clear();
        append_json(dead->payload.text, *policy.then->type, emitted.command.at(), Showing::whole);
        work.keep(*dead);
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
    if (entry.attempts >= most_attempts) {
      present->state = RelayState::dead;
    } else {
      present->next_at = now + delay_after(entry.attempts);
    }
    work.keep(*present);
    return outcome::success();
  }
  work.erase(*present);
  BOOST_OUTCOME_TRY(auto* behind,
                    work.load_first<RelayEntry::find_by_key>(entry.consumer, entry.key_entity, entry.key_id));
  if (behind != nullptr && behind->state == RelayState::parked) {
    behind->state = RelayState::waiting;
    behind->next_at = std::max(behind->next_at, now);
    work.keep(*behind);
  }
  return outcome::success();
}

result<> Engine::Impl::run_stored(std::int32_t number, std::string_view payload, Instant at,
                                  std::string_view correlation_id, FunctionRef<result<bool>(Work&)> erase_holder) {
  auto const* entry = registry.command(static_cast<std::uint16_t>(number));
  if (entry == nullptr) return refuse(rules::not_found, field("command"), value(static_cast<std::int64_t>(number)));
  auto const& type = *entry->info->type;
  auto const command = default_of(type);
  auto done = decode_text(payload, type, command.get(), Decoding::tolerant);
  UnitOfWork::Root root;
  if (done) done = admit(*entry->info, command.get(), system_actor, {at, {}, correlation_id}, root);
  if (done) {
    done = transact([&](UnitOfWork& unit) -> result<Next> {
      auto ours = false;
      BOOST_OUTCOME_TRY(unit.keep_books(at, [&](Work& work) -> result<> {
        BOOST_OUTCOME_TRY(ours, erase_holder(work));
        return outcome::success();
      }));
      if (!ours) return Next::nothing;
      BOOST_OUTCOME_TRY(unit.run(root, nullptr));
      return Next::commit;
    });
  }
  return done;
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
    BOOST_OUTCOME_TRY(auto relayed, impl_->relay_due(now));
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
          letters.push_back({entry.id.value, entry.consumer, entry.position,
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
    entry->state = RelayState::waiting;
    entry->attempts = 0;
    entry->next_at = now;
    work.keep(*entry);
    return outcome::success();
  });
}

}  // namespace lilac

// From the journal into the relay. The journal is read once for all policies, page by page; a page's entries and the
// cursors that it moves go in one commit. Each policy has a cursor of its own, so that desks with other modules, or of
// another version, never read past what only somebody else handles; entries of one port stand in one line.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/engine_impl.hpp"
#include "engine/persons.hpp"

namespace lilac {

using engine::Cursor;
using engine::RelayEntry;
using engine::RelayState;

namespace {

constexpr std::size_t journal_page = 512;
constexpr std::size_t most_taken = 256;  ///< in one commit, and what one more event brings
constexpr std::int64_t stored_at_least_every = 4096;

/// Threads take in at the same time: who comes late must not set back what another one has reached.
void raise(std::atomic<std::int64_t>& at, std::int64_t to) {
  for (auto present = at.load(); present < to && !at.compare_exchange_weak(present, to);) {
  }
}

}  // namespace

Engine::Impl::RelayKey Engine::Impl::key_of(EventRow const& event) {
  if (event.entity != nullptr) return {event.entity->number, event.entity_id};
  if (auto const person = first_person(*event.type->type, event.payload))
    return {engine::relay_key::of(person->kind), person->id};
  return {engine::relay_key::itself, event.command.position};
}

void Engine::Impl::open_consumers() {
  listeners.resize(registry.event_numbers());
  for (auto const* policy : registry.after_commit()) {
    listeners[policy->when->number].push_back(consumers.size());
    auto& consumer = consumers.emplace_back();
    consumer.name = std::string(policy->when->context) + "." + policy->name;
    consumer.policy = policy;
    consumer.line = consumer.name;
    consumers_by_name[consumer.name] = &consumer;
    if (policy->port == nullptr) continue;
    consumer.line = std::string(policy->port->context) + "." + policy->port->name;
    consumer.is_bound = host.find_port(*policy->port) != nullptr || host.find_receiver(*policy->port) != nullptr;
    consumer.most_tries = tries_within(policy->port->patience);
  }
  for (auto const& consumer : consumers) {
    if (consumer.line == consumer.name || !consumers_by_name.contains(consumer.line)) continue;
    throw ConfigurationError("a port and a policy are both named " + consumer.line);
  }
  for (auto const* view : registry.views()) {
    auto& consumer = consumers.emplace_back();
    consumer.name = std::string("view.") + view->name;
    consumer.line = consumer.name;
    consumer.view = view;
  }
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
    return take_over_entries(work);
  }));
  StoreReader reader{store};
  std::vector<std::int64_t> found;
  for (auto const& consumer : consumers) {
    BOOST_OUTCOME_TRY(auto* cursor, reader.first<Cursor::find_by_consumer>(consumer.name));
    if (cursor == nullptr) return corrupt_error("the cursor of " + consumer.name + " is gone");
    found.push_back(cursor->position);
  }
  std::lock_guard const lock(opening_mutex);
  if (cursors_open) return outcome::success();  // another thread was faster, and may have gone on since
  auto position = found.begin();
  for (auto& consumer : consumers) consumer.position = consumer.stored = *position++;
  cursors_open = true;
  return outcome::success();
}

result<> Engine::Impl::take_over_entries(Work& work) {
  std::set<std::tuple<std::string, std::int32_t, std::int64_t>> joined;
  for (auto const& consumer : consumers) {
    if (consumer.line == consumer.name) continue;
    std::vector<Id<RelayEntry>> found;
    BOOST_OUTCOME_TRY(
        work.each<RelayEntry::find_by_key>([&](RelayEntry const& entry) { found.push_back(entry.id); }, consumer.name));
    for (auto const id : found) {
      BOOST_OUTCOME_TRY(auto* entry, work.load(id));
      entry->policy = consumer.name;
      entry->consumer = consumer.line;
      work.keep(*entry);
      joined.insert({consumer.line, entry->key_entity, entry->key_id});
    }
  }
  std::set<std::string> lines;
  for (auto const& consumer : consumers) lines.insert(consumer.line);
  for (auto const& line : lines) {
    std::vector<RelayEntry> found;
    BOOST_OUTCOME_TRY(work.each<RelayEntry::find_by_key>([&](RelayEntry const& entry) { found.push_back(entry); }, line,
                                                         engine::relay_key::user));
    for (auto const& old : found) {
      std::optional<RelayKey> key;
      auto read = store.read_journal(old.position - 1, 1, [&](EventRow const& event) {
        if (event.position == old.position) key = key_of(event);
        return false;
      });
      if (!read && !read.error().is(rules::corrupt)) return read;  // whoever does the entry says what is corrupt
      if (!key || key->entity == old.key_entity) continue;
      BOOST_OUTCOME_TRY(auto* entry, work.load(old.id));
      joined.insert({line, old.key_entity, old.key_id});
      joined.insert({line, key->entity, key->id});
      entry->key_entity = key->entity;
      entry->key_id = key->id;
      work.keep(*entry);
    }
  }
  for (auto const& [line, key_entity, key_id] : joined) {
    std::vector<Id<RelayEntry>> in_line;
    BOOST_OUTCOME_TRY(work.each<RelayEntry::find_by_key>([&](RelayEntry const& entry) { in_line.push_back(entry.id); },
                                                         line, key_entity, key_id));
    for (auto const id : in_line) {
      BOOST_OUTCOME_TRY(auto* entry, work.load(id));
      if (entry->state == RelayState::dead) continue;
      entry->state = id == in_line.front() ? RelayState::waiting : RelayState::parked;
      work.keep(*entry);
    }
  }
  return outcome::success();
}

result<> Engine::Impl::refresh(Consumer& consumer) {
  StoreReader reader{store};
  BOOST_OUTCOME_TRY(auto* cursor, reader.first<Cursor::find_by_consumer>(consumer.name));
  if (cursor == nullptr) return corrupt_error("the cursor of " + consumer.name + " is gone");
  raise(consumer.position, cursor->position);
  consumer.stored = cursor->position;
  return outcome::success();
}

// Stored first: a position that another thread reached in between belongs to a cursor that it has moved, which take_in
// finds out.
Engine::Impl::Standing Engine::Impl::standing_of(Consumer& consumer) {
  auto const stored = consumer.stored.load();
  return {&consumer, stored, consumer.position.load()};
}

result<bool> Engine::Impl::take_from_journal() {
  BOOST_OUTCOME_TRY(have_cursors());
  BOOST_OUTCOME_TRY(auto const end, store.last_position());
  bool did_something = false;
  std::vector<Standing> standings(consumers.size());
  std::vector<Taken> taken;
  for (;;) {
    auto from = end;
    for (std::size_t i = 0; i < consumers.size(); ++i) {
      auto& consumer = consumers[i];
      if (consumer.policy == nullptr || !consumer.is_bound) continue;
      standings[i] = standing_of(consumer);
      from = std::min(from, standings[i].position);
    }
    if (from >= end) return did_something;
    taken.clear();
    auto up_to = from;
    BOOST_OUTCOME_TRY(store.read_journal(from, journal_page, [&](EventRow const& event) {
      up_to = event.position;
      if (event.type->number >= listeners.size()) return true;
      for (auto const place : listeners[event.type->number]) {
        auto& standing = standings[place];
        if (standing.consumer == nullptr || event.position <= standing.position) continue;
        if (event.type != standing.consumer->policy->when) continue;
        taken.push_back({standing.consumer, event.position, key_of(event), event.command.at});
        standing.moves_to = 1;
      }
      return taken.size() < most_taken;
    }));
    if (up_to == from) up_to = end;  // what is left was written by modules that are not linked here
    for (auto& standing : standings) {
      if (standing.consumer == nullptr) continue;
      auto const is_far_ahead = up_to - standing.stored > stored_at_least_every && up_to > standing.position;
      if (standing.moves_to != 0 || is_far_ahead) standing.moves_to = up_to;
    }
    auto const moves = std::ranges::any_of(standings, [](Standing const& one) { return one.moves_to != 0; });
    if (moves) {
      BOOST_OUTCOME_TRY(take_in(standings, taken));
    }
    for (auto const& standing : standings) {
      if (standing.consumer != nullptr && standing.moves_to == 0) raise(standing.consumer->position, up_to);
    }
    did_something = did_something || !taken.empty();
  }
}

result<> Engine::Impl::take_in(std::span<Standing const> standings, std::span<Taken const> taken) {
  std::vector<Consumer*> overtaken;
  BOOST_OUTCOME_TRY(keep_books(Instant{}, [&](Work& work) -> result<> {
    overtaken.clear();
    std::vector<Cursor*> cursors;
    for (auto const& standing : standings) {
      if (standing.moves_to == 0) continue;
      BOOST_OUTCOME_TRY(auto* cursor, work.load_first<Cursor::find_by_consumer>(standing.consumer->name));
      if (cursor == nullptr || cursor->position != standing.stored)
        overtaken.push_back(standing.consumer);
      else
        cursor->position = standing.moves_to;
      cursors.push_back(cursor);
    }
    if (!overtaken.empty()) return outcome::success();
    for (auto* cursor : cursors) work.keep(*cursor);
    // Who stands in the lines is asked before anybody joins them: a scan looks at all that its work has made.
    std::map<std::tuple<std::string_view, std::int32_t, std::int64_t>, bool> has_others;
    for (auto const& event : taken) {
      auto const& line = event.consumer->line;
      auto const [place, is_new] = has_others.try_emplace({line, event.key.entity, event.key.id}, false);
      if (!is_new) continue;
      BOOST_OUTCOME_TRY(auto* before, work.load_first<RelayEntry::find_by_key>(line, event.key.entity, event.key.id));
      place->second = before != nullptr;
      if (before != nullptr) work.keep(*before);  // so that whoever ends it meanwhile looks again who is next
    }
    for (auto const& event : taken) {
      BOOST_OUTCOME_TRY(auto* entry, work.create<RelayEntry>());
      entry->consumer = event.consumer->line;
      if (event.consumer->policy->port != nullptr) entry->policy = event.consumer->name;
      entry->position = event.position;
      entry->key_entity = event.key.entity;
      entry->key_id = event.key.id;
      auto const waits_behind = std::exchange(has_others[{event.consumer->line, event.key.entity, event.key.id}], true);
      entry->state = waits_behind ? RelayState::parked : RelayState::waiting;
      entry->next_at = event.at;
      work.keep(*entry);
    }
    return outcome::success();
  }));
  for (auto* consumer : overtaken) {
    BOOST_OUTCOME_TRY(refresh(*consumer));
  }
  if (!overtaken.empty()) return outcome::success();
  for (auto const& standing : standings) {
    if (standing.moves_to == 0) continue;
    raise(standing.consumer->position, standing.moves_to);
    raise(standing.consumer->stored, standing.moves_to);
  }
  return outcome::success();
}

result<> Engine::Impl::store_positions() {
  std::vector<Standing> standings;
  for (auto& consumer : consumers) {
    auto standing = standing_of(consumer);
    if (standing.position == standing.stored) continue;
    standing.moves_to = standing.position;
    standings.push_back(standing);
  }
  if (standings.empty()) return outcome::success();
  return take_in(standings, {});
}

}  // namespace lilac

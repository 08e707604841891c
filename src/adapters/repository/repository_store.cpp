#include "lilac/adapters/repository_store.hpp"

#include <algorithm>

#include "adapters/chance.hpp"
#include "adapters/repository/journal_text.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/evolution.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

namespace {

std::string json_of(TypeInfo const& type, void const* value) {
  std::string text;
  append_json(text, type, value, Showing::whole);
  return text;
}

}  // namespace

RepositoryStore::RepositoryStore(HostTransaction& transaction, DocumentTable& documents, JournalTable& journal,
                                 std::vector<AnyRepository*> repositories)
    : transaction_(transaction), documents_(documents), journal_(journal), repositories_(std::move(repositories)) {}

result<> RepositoryStore::prepare(std::span<EntityInfo const* const> entities,
                                  std::span<EventInfo const* const> events) {
  std::lock_guard const lock(mutex_);
  for (auto const* entity : entities) entities_[entity->number] = entity;
  for (auto const* event : events) events_[event->number] = event;
  return outcome::success();
}

AnyRepository* RepositoryStore::repository_of(EntityInfo const& entity) const {
  auto const found = std::find_if(repositories_.begin(), repositories_.end(),
                                  [&](AnyRepository* one) { return &one->entity() == &entity; });
  return found == repositories_.end() ? nullptr : *found;
}

result<RepositoryStore::Found> RepositoryStore::read_document(EntityInfo const& entity,
                                                              DocumentTable::Document const& document) const {
  auto row = Object::of(*entity.type);
  BOOST_OUTCOME_TRY(decode_text(document.json, *entity.type, row.at(), Decoding::tolerant));
  return Found{document.id, document.version, std::move(row).share()};
}

result<std::optional<RepositoryStore::Found>> RepositoryStore::find(EntityInfo const& entity, std::int64_t id) {
  if (auto* repository = repository_of(entity)) return repository->any_find(id);
  BOOST_OUTCOME_TRY(auto document, documents_.find(entity.number, id));
  if (!document) return std::optional<Found>{};
  BOOST_OUTCOME_TRY(auto found, read_document(entity, *document));
  return std::optional<Found>{std::move(found)};
}

result<std::vector<RepositoryStore::Found>> RepositoryStore::find_all(EntityInfo const& entity) {
  if (auto* repository = repository_of(entity)) return repository->any_all();
  BOOST_OUTCOME_TRY(auto documents, documents_.find_all(entity.number));
  std::vector<Found> rows;
  for (auto const& document : documents) {
    BOOST_OUTCOME_TRY(auto found, read_document(entity, document));
    rows.push_back(std::move(found));
  }
  return rows;
}

// Host finders answer by whole columns; an index is then served from what they give.
result<std::vector<RepositoryStore::Found>> RepositoryStore::find_by(IndexInfo const& index, std::string_view prefix) {
  if (auto* repository = repository_of(*index.entity)) return repository->any_find(index, prefix);
  return find_all(*index.entity);
}

result<bool> RepositoryStore::load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                                   RowHint& hint) {
  std::lock_guard const lock(mutex_);
  BOOST_OUTCOME_TRY(auto found, find(entity, id));
  if (!found) return false;
  entity.type->object->copy(out, found->row.get());
  version = found->version;
  hint = 0;
  return true;
}

result<> RepositoryStore::scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                               RowSink sink) {
  struct Placed {
    Key key;
    Found const* found;
  };
  std::lock_guard const lock(mutex_);
  BOOST_OUTCOME_TRY(auto rows, find_by(index, prefix.bytes()));
  std::vector<Placed> placed;
  for (auto const& row : rows) {
    if (!is_indexed(index, row.row.get())) continue;
    auto key = entry_key(index, row.row.get());
    if (key.bytes().starts_with(prefix.bytes()) && (after.empty() || key.bytes() > after.bytes())) {
      placed.push_back({std::move(key), &row});
    }
  }
  std::sort(placed.begin(), placed.end(),
            [](Placed const& a, Placed const& b) { return a.key.bytes() < b.key.bytes(); });
  for (auto const& one : placed) {
    if (limit-- == 0 || !sink({one.found->id, one.found->version, one.found->row.get(), 0})) break;
  }
  return outcome::success();
}

result<> RepositoryStore::scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  std::lock_guard const lock(mutex_);
  BOOST_OUTCOME_TRY(auto rows, find_all(entity));
  std::sort(rows.begin(), rows.end(), [](Found const& a, Found const& b) { return a.id < b.id; });
  for (auto const& row : rows) {
    if (row.id <= after) continue;
    if (limit-- == 0 || !sink({row.id, row.version, row.row.get(), 0})) break;
  }
  return outcome::success();
}

result<std::int64_t> RepositoryStore::next_id(EntityInfo const& entity) {
  std::lock_guard const lock(mutex_);
  if (auto* repository = repository_of(entity)) return repository->any_next_id();
  auto& last = last_ids_[entity.number];
  if (!last.is_known) {
    BOOST_OUTCOME_TRY(auto documents, documents_.find_all(entity.number));
    for (auto const& document : documents) last.id = std::max(last.id, document.id);
    last.is_known = true;
  }
  return ++last.id;
}

result<bool> RepositoryStore::find_command(std::string_view command_id, StoredCommand& out) {
  std::lock_guard const lock(mutex_);
  BOOST_OUTCOME_TRY(auto command, journal_.find_command(command_id));
  if (!command) return false;
  out.position = command->position;
  out.payload_hash = command->payload_hash;
  out.has_reply = !command->reply.empty() && out.reply != nullptr && out.reply_type != nullptr;
  if (out.has_reply) {
    auto const reply = Object::of(*out.reply_type);
    BOOST_OUTCOME_TRY(decode_text(command->reply, *out.reply_type, reply.at(), Decoding::tolerant));
    out.reply_type->object->move(out.reply, reply.at());
  }
  return true;
}

result<> RepositoryStore::read_journal(std::int64_t after, std::size_t limit, EventSink sink) {
  std::lock_guard const lock(mutex_);
  std::optional<JournalTable::Command> command;
  while (limit > 0) {
    BOOST_OUTCOME_TRY(auto events, journal_.events_after(after, limit));
    if (events.empty()) break;
    for (auto const& event : events) {
      if (event.position <= after) return corrupt_error("the journal gives events out of order");
      after = event.position;
      auto const type = events_.find(event.type);
      // What other modules wrote into the same store is not this program's business.
      if (type == events_.end()) continue;
      --limit;
      if (!command || command->position != event.command) {
        BOOST_OUTCOME_TRY(command, journal_.command_at(event.command));
        if (!command) return corrupt_error("the command of event " + std::to_string(event.position) + " is gone");
      }
      auto const payload = Object::of(*type->second->type);
      BOOST_OUTCOME_TRY(decode_event(*type->second, event.type_version, event.payload, payload.at()));
      auto const entity = entities_.find(event.entity);
      if (!sink({event.position, command_row(*command), event.ordinal, event.cause_ordinal, type->second,
                 entity == entities_.end() ? nullptr : entity->second, event.entity_id, event.version, payload.at()})) {
        return outcome::success();
      }
    }
  }
  return outcome::success();
}

result<> RepositoryStore::read_commands(std::int64_t after, std::size_t limit,
                                        FunctionRef<bool(CommandRow const&)> sink) {
  std::lock_guard const lock(mutex_);
  BOOST_OUTCOME_TRY(auto commands, journal_.commands_after(after, limit));
  for (auto const& command : commands) {
    if (!sink(command_row(command))) break;
  }
  return outcome::success();
}

result<> RepositoryStore::read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) {
  std::lock_guard const lock(mutex_);
  std::size_t given = 0;
  while (given < limit) {
    BOOST_OUTCOME_TRY(auto commands, journal_.commands_after(after, 64));
    if (commands.empty()) break;
    for (auto const& command : commands) {
      if (given >= limit) return outcome::success();
      after = command.position;
      std::vector<StoredChange> changes;
      BOOST_OUTCOME_TRY(decode_changes(command.changes, changes));
      for (auto const& change : changes) {
        auto const entity = entities_.find(static_cast<std::uint16_t>(change.entity));
        if (entity == entities_.end()) continue;
        ++given;
        if (!sink(change_row(command.position, *entity->second, change))) return outcome::success();
      }
    }
  }
  return outcome::success();
}

result<Secret> RepositoryStore::draw_secret() { return drawn_by_chance(); }

result<std::int64_t> RepositoryStore::last_position() {
  std::lock_guard const lock(mutex_);
  return journal_.last_event();
}

result<> RepositoryStore::commit(WriteSet const& set) {
  std::lock_guard const lock(mutex_);
  BOOST_OUTCOME_TRY(transaction_.begin());
  auto done = check(set);
  if (done) done = write(set);
  if (done) done = transaction_.commit();
  if (!done) {
    transaction_.roll_back();
    for (auto& [entity, last] : last_ids_) last.is_known = false;  // another writer may have taken some
  }
  return done;
}

result<> RepositoryStore::check(WriteSet const& set) {
  for (auto const& row : set.rows) {
    BOOST_OUTCOME_TRY(auto found, find(*row.entity, row.id));
    auto const present = found ? found->version : 0;
    if (present != row.base_version) return conflict_on(*row.entity, row.id);
  }
  for (auto const& command : set.commands) {
    if (command.command_id.empty()) continue;
    BOOST_OUTCOME_TRY(auto known, journal_.find_command(command.command_id));
    if (known) return conflict_on_command(command.command_id);
  }
  return outcome::success();
}

result<> RepositoryStore::write(WriteSet const& set) {
  BOOST_OUTCOME_TRY(write_rows(set));
  BOOST_OUTCOME_TRY(write_commands(set));
  BOOST_OUTCOME_TRY(write_edits(set));
  if (set.trim_below > 0) {
    BOOST_OUTCOME_TRY(journal_.remove_events_below(set.trim_below));
  }
  if (set.trim_commands_below > 0) {
    BOOST_OUTCOME_TRY(journal_.remove_commands_below(set.trim_commands_below));
  }
  return outcome::success();
}

result<> RepositoryStore::write_rows(WriteSet const& set) {
  using Action = RowWrite::Action;
  for (auto const& row : set.rows) {
    if (row.action == Action::check) continue;
    auto* repository = repository_of(*row.entity);
    if (row.action == Action::erase) {
      BOOST_OUTCOME_TRY(repository != nullptr ? repository->any_remove(row.id)
                                              : documents_.remove(row.entity->number, row.id));
    } else if (repository != nullptr) {
      BOOST_OUTCOME_TRY(repository->any_save(row.row, row.version));
    } else {
      BOOST_OUTCOME_TRY(
          documents_.save(row.entity->number, {row.id, row.version, json_of(*row.entity->type, row.row)}));
      auto& last = last_ids_[row.entity->number];
      last.id = std::max(last.id, row.id);
    }
  }
  // Afterwards, so that two rows may swap their places.
  for (auto const& row : set.rows) {
    if (row.row != nullptr) {
      BOOST_OUTCOME_TRY(check_unique(row));
    }
  }
  return outcome::success();
}

result<> RepositoryStore::check_unique(RowWrite const& row) {
  for (auto const* index : row.entity->indexes) {
    if (!index->unique || !is_indexed(*index, row.row)) continue;
    Key key;
    append_columns(key, *index, row.row);
    BOOST_OUTCOME_TRY(auto others, find_by(*index, key.bytes()));
    for (auto const& other : others) {
      if (other.id == row.id || !is_indexed(*index, other.row.get())) continue;
      Key same;
      append_columns(same, *index, other.row.get());
      if (same.bytes() == key.bytes()) return duplicate_in(*index, row.id);
    }
  }
  return outcome::success();
}

result<> RepositoryStore::write_commands(WriteSet const& set) {
  BOOST_OUTCOME_TRY(auto position, journal_.last_command());
  BOOST_OUTCOME_TRY(auto event_position, journal_.last_event());
  for (auto const& write : set.commands) {
    JournalTable::Command command{++position,
                                  write.origin,
                                  write.command != nullptr ? write.command->number : write.events.front().type->number,
                                  std::string(write.command_id),
                                  write.payload_hash,
                                  write.reply != nullptr ? json_of(*write.reply_type, write.reply) : std::string{},
                                  write.actor,
                                  write.at,
                                  std::string(write.correlation_id),
                                  encode_changes(write.changes)};
    BOOST_OUTCOME_TRY(journal_.save(command));
    for (auto const& event : write.events) {
      JournalTable::Event const row{++event_position,
                                    position,
                                    event.ordinal,
                                    event.cause_ordinal,
                                    event.type->number,
                                    event.type->version,
                                    event.entity != nullptr ? event.entity->number : std::uint16_t{0},
                                    event.entity_id,
                                    event.version,
                                    json_of(*event.type->type, event.payload)};
      BOOST_OUTCOME_TRY(journal_.save(row));
    }
  }
  return outcome::success();
}

result<> RepositoryStore::write_edits(WriteSet const& set) {
  for (auto const& edit : set.edits) {
    BOOST_OUTCOME_TRY(auto events, journal_.events_after(edit.position - 1, 1));
    if (events.empty() || events.front().position != edit.position) continue;
    events.front().payload = json_of(*edit.type->type, edit.payload);
    events.front().type_version = edit.type->version;
    BOOST_OUTCOME_TRY(journal_.save(events.front()));
  }
  for (auto const& edit : set.replies) {
    BOOST_OUTCOME_TRY(auto command, journal_.command_at(edit.command));
    if (!command || command->reply.empty()) continue;
    command->reply = json_of(*edit.type, edit.reply);
    BOOST_OUTCOME_TRY(journal_.save(*command));
  }
  return outcome::success();
}

}  // namespace lilac

#include "lilac/adapters/memory.hpp"

#include <mutex>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "adapters/chance.hpp"
#include "adapters/memory/journal.hpp"
#include "adapters/memory/lock.hpp"
#include "adapters/memory/open_scan.hpp"
#include "adapters/memory/table.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

using memory::Lock;
using memory::OpenScan;
using memory::Places;
using memory::Slot;
using memory::Table;

struct MemoryStore::Data {
  std::mutex mutex;
  std::vector<std::unique_ptr<Table>> tables;  ///< by the entity's number
  memory::Journal journal;
  std::optional<std::mt19937_64> chance;  ///< when seeded

  // --- One commit. The lists are kept for their memory. ------------------------------------------------------------
  /// A row of the set and where it goes.
  struct Change {
    RowWrite const* write;
    Table* table;
    Slot* slot;
    Places changed;  ///< the indexes in which it gets another place

    bool is_insert() const { return write->action == RowWrite::Action::insert; }
    Places unique() const { return changed & table->unique_places(); }
  };
  std::vector<Change> changes;
  std::vector<Object> written;  ///< what will stand in place of something else, where it may not be consumed

  Table& table(EntityInfo const& entity) { return *tables[entity.number]; }
  std::unique_ptr<RemainingRows> begin_scan(Table& rows, IndexInfo const* index, Key const& prefix, Key const& after,
                                            std::int64_t after_id, std::size_t first, RowSink sink);
  /// Finds all rows as they were read, or a conflict.
  result<> find(WriteSet const& set);
  /// Gives all rows their places in unique indexes, or none and tells which place is taken.
  result<> take_unique_places();
  void take_back(std::span<Change const> entered);
  /// All that may fail …
  void prepare(WriteSet const& set);
  /// … and the rest.
  void finish(WriteSet const& set);
  /// Memory ran out before the rest: everything is as it was. Needs none.
  void undo(memory::Journal::Mark const& mark);
};

MemoryStore::MemoryStore() : data_(std::make_unique<Data>()) {}
MemoryStore::MemoryStore(Seed seed) : MemoryStore() { data_->chance.emplace(seed.value); }
MemoryStore::~MemoryStore() = default;

result<Secret> MemoryStore::draw_secret() {
  Lock const lock(data_->mutex);
  if (!data_->chance) return drawn_by_chance();
  auto const first = (*data_->chance)();
  return Secret{first, (*data_->chance)()};
}

result<> MemoryStore::prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const>) {
  Lock const lock(data_->mutex);
  for (auto const* entity : entities) {
    if (data_->tables.size() <= entity->number) data_->tables.resize(entity->number + 1U);
    auto& table = data_->tables[entity->number];
    if (!table) table = std::make_unique<Table>(*entity);
    if (&table->entity() != entity)
      return corrupt_error(std::string("two entities share the number of ") + entity->name);
  }
  return outcome::success();
}

result<bool> MemoryStore::load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                               RowHint& hint) {
  Lock const lock(data_->mutex);
  auto* slot = data_->table(entity).find(id);
  if (slot == nullptr) return false;
  entity.type->object->copy(out, slot->object());
  version = slot->version;
  hint = reinterpret_cast<RowHint>(slot);
  return true;
}

result<> MemoryStore::scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                           RowSink sink) {
  Lock const lock(data_->mutex);
  data_->table(*index.entity).scan(index, prefix.bytes(), after.bytes(), limit, sink);
  return outcome::success();
}

result<> MemoryStore::scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  Lock const lock(data_->mutex);
  data_->table(entity).scan_all(after, limit, sink);
  return outcome::success();
}

result<std::unique_ptr<RemainingRows>> MemoryStore::begin_scan(IndexInfo const& index, Key const& prefix,
                                                               Key const& after, std::size_t, std::size_t first,
                                                               RowSink sink) {
  Lock const lock(data_->mutex);
  return data_->begin_scan(data_->table(*index.entity), &index, prefix, after, 0, first, sink);
}

result<std::unique_ptr<RemainingRows>> MemoryStore::begin_scan_all(EntityInfo const& entity, std::int64_t after,
                                                                   std::size_t, std::size_t first, RowSink sink) {
  Lock const lock(data_->mutex);
  return data_->begin_scan(data_->table(entity), nullptr, Key{}, Key{}, after, first, sink);
}

// One row more is looked at, so that a scan that ends with its first page is never opened.
std::unique_ptr<RemainingRows> MemoryStore::Data::begin_scan(Table& rows, IndexInfo const* index, Key const& prefix,
                                                             Key const& after, std::int64_t after_id, std::size_t first,
                                                             RowSink sink) {
  OpenScan::Place reached{index, {}, {}, after_id};
  auto is_left = false;
  auto take = [&](RowView const& row) {
    if (first == 0) {
      is_left = true;
      return false;
    }
    if (--first == 0) {
      reached.key = OpenScan::key_of(index, row.id, row.row);
      reached.id = row.id;
    }
    return sink(row);
  };
  rows.scan(index, prefix.bytes(), after.bytes(), after_id, first + 1, take);
  if (!is_left) return nullptr;
  reached.prefix = prefix.bytes();
  return std::make_unique<OpenScan>(mutex, rows, std::move(reached));
}

result<std::int64_t> MemoryStore::next_id(EntityInfo const& entity) {
  Lock const lock(data_->mutex);
  return data_->table(entity).take_id();
}

result<bool> MemoryStore::find_command(std::string_view command_id, StoredCommand& out) {
  Lock const lock(data_->mutex);
  return data_->journal.find(command_id, out);
}

result<> MemoryStore::read_journal(std::int64_t after, std::size_t limit, EventSink sink) {
  Lock const lock(data_->mutex);
  data_->journal.read_events(after, limit, sink);
  return outcome::success();
}

result<> MemoryStore::read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) {
  Lock const lock(data_->mutex);
  data_->journal.read_commands(after, limit, sink);
  return outcome::success();
}

result<> MemoryStore::read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) {
  Lock const lock(data_->mutex);
  data_->journal.read_changes(after, limit, sink);
  return outcome::success();
}

result<std::int64_t> MemoryStore::last_position() {
  Lock const lock(data_->mutex);
  return data_->journal.last_position();
}

result<> MemoryStore::commit(WriteSet const& set) {
  Lock const lock(data_->mutex);
  BOOST_OUTCOME_TRY(data_->find(set));
  auto const mark = data_->journal.mark();
  try {
    BOOST_OUTCOME_TRY(data_->take_unique_places());
    data_->prepare(set);
  } catch (...) {
    data_->undo(mark);
    throw;
  }
  data_->finish(set);
  return outcome::success();
}

// Nothing is touched before everything has been found right.
result<> MemoryStore::Data::find(WriteSet const& set) {
  using Action = RowWrite::Action;
  changes.clear();
  for (auto const& row : set.rows) {
    auto& rows = table(*row.entity);
    rows.have_places();
    auto* slot = rows.find(row.id, row.hint);
    if ((slot == nullptr ? 0 : slot->version) != row.base_version) return conflict_on(*row.entity, row.id);
    switch (row.action) {
      case Action::check:
        break;
      case Action::insert:
      case Action::erase:
        changes.push_back({&row, &rows, slot, rows.all_places()});
        break;
      case Action::update:
        changes.push_back({&row, &rows, slot, rows.changed_places(*slot, row.row)});
        break;
    }
  }
  for (auto const& command : set.commands) {
    if (!command.command_id.empty() && journal.knows(command.command_id)) {
      return conflict_on_command(command.command_id);
    }
  }
  return outcome::success();
}

// Rows first leave their old places, so that two rows may swap theirs. Each then enters its new ones at once, so that
// two new rows cannot have the same.
result<> MemoryStore::Data::take_unique_places() {
  for (auto& change : changes) {
    if (change.is_insert())
      change.slot = &change.table->reserve();
    else
      change.table->leave(change.slot->object(), change.changed);
  }
  for (auto const& change : changes) {
    auto const* const row = change.write->row;
    if (row == nullptr || change.unique() == 0) continue;
    if (auto const* index = change.table->violated(change.write->id, row, change.unique())) {
      take_back({changes.data(), &change});
      return duplicate_in(*index, change.write->id);
    }
    change.table->enter(*change.slot, row, change.unique());
  }
  return outcome::success();
}

void MemoryStore::Data::take_back(std::span<Change const> entered) {
  for (auto const& change : entered) {
    if (change.write->row != nullptr) change.table->leave(change.write->row, change.unique());
  }
  // The slot that was reserved first is the next one again.
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    if (change->is_insert())
      change->table->give_back(*std::exchange(change->slot, nullptr));
    else
      change->table->enter(*change->slot, change->slot->object(), change->changed);
  }
}

void MemoryStore::Data::prepare(WriteSet const& set) {
  written.clear();
  for (auto const& change : changes) {
    change.table->keep_for_scans(change.write->id, change.is_insert() ? nullptr : change.slot);
  }
  for (auto const& change : changes) {
    auto const& [write, table, slot, changed] = change;
    if (write->row == nullptr) continue;
    table->enter(*slot, write->row, changed & ~table->unique_places());
    if (change.is_insert())
      table->fill(*slot, write->id, write->version, write->row, set.may_consume);
    else if (!set.may_consume)
      written.push_back(Object::copy_of(*write->entity->type, write->row));
  }
  for (auto const& edit : set.edits) written.push_back(Object::copy_of(*edit.type->type, edit.payload));
  for (auto const& edit : set.replies) written.push_back(Object::copy_of(*edit.type, edit.reply));
  for (auto const& command : set.commands) journal.append(command, set.may_consume);
}

void MemoryStore::Data::finish(WriteSet const& set) {
  auto next = written.begin();
  for (auto const& change : changes) {
    auto const& write = *change.write;
    if (write.row == nullptr)
      change.table->erase(*change.slot);
    else if (!change.is_insert())
      change.table->update(*change.slot, write.version, set.may_consume ? write.row : (next++)->at());
  }
  for (auto const& edit : set.edits) journal.edit(edit, (next++)->at());
  for (auto const& edit : set.replies) journal.edit(edit, (next++)->at());
  if (set.trim_below > 0) journal.trim_below(set.trim_below);
  if (set.trim_commands_below > 0) journal.trim_commands_below(set.trim_commands_below);
  written.clear();
}

void MemoryStore::Data::undo(memory::Journal::Mark const& mark) {
  journal.roll_back(mark);
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    change->table->drop_places();
    if (!change->is_insert() || change->slot == nullptr) continue;
    if (change->slot->version != 0)
      change->table->erase(*change->slot);
    else
      change->table->give_back(*change->slot);
  }
}

}  // namespace lilac

#include "adapters/sqlite/session.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

#include "adapters/sqlite/failure.hpp"
#include "adapters/sqlite/schema.hpp"

namespace lilac::sqlite {
namespace {

using Action = RowWrite::Action;
using Written = Table::Written;

/// The tables must be as lilac_schema says, whatever people did to them.
result<> check_columns(SQLite::Database& database, Table const& table, std::string const& path) {
  try {
    SQLite::Statement const query{database,
                                  "SELECT " + table.selected() + " FROM " + identifier(table.name()) + " LIMIT 0"};
    return outcome::success();
  } catch (SQLite::Exception const& failure) {
    if (failure.getErrorCode() != SQLITE_ERROR) throw;
    return corrupt_error(path + ": " + failure.what());
  }
}

}  // namespace

result<> Session::prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) {
  for (auto const* entity : entities) {
    auto const known = known_.entities.find(entity->number);
    if (known != known_.entities.end() && known->second != entity) {
      return corrupt_error(std::string{"two entities share the number of "} + entity->name);
    }
  }
  std::vector<std::string> missing;
  {
    Snapshot const snapshot{*database_};  // others may be migrating
    BOOST_OUTCOME_TRY(missing, missing_statements(*database_, entities, events, path_));
  }
  if (!missing.empty()) {
    if (options_.read_only) return storage_error(path_ + ": must be migrated first and may not be written");
    Transaction transaction{transactions_, *database_};
    BOOST_OUTCOME_TRY(missing, missing_statements(*database_, entities, events, path_));  // or have migrated
    for (auto const& statement : missing) database_->exec(statement);
    transaction.commit();
  }
  for (auto const* event : events) known_.events[event->number] = event;
  for (auto const* entity : entities) {
    auto& entry = entries_[entity];
    if (!entry) entry = std::make_unique<Entry>(*entity);
    known_.entities[entity->number] = entity;
    BOOST_OUTCOME_TRY(check_columns(*database_, entry->table, path_));
  }
  return outcome::success();
}

Session::Entry& Session::entry(EntityInfo const& entity) {
  auto const found = entries_.find(&entity);
  if (found == entries_.end()) throw Unreadable(std::string{"has not been prepared for "} + entity.name);
  return *found->second;
}

Table& Session::table(EntityInfo const& entity) { return entry(entity).table; }

void Session::notice_others() {
  Use query{data_version_query_, *database_};
  query->executeStep();
  auto const version = number_in(*query, 0);
  if (version == data_version_) return;
  data_version_ = version;
  ++generation_;
  journal_.forget_positions();
  for (auto& [entity, entry] : entries_) entry->knows_last_id = false;
}

result<std::int64_t> Session::next_id(EntityInfo const& entity) {
  // An id that another process takes from now on is a conflict at commit. One that it took already must not be given: a
  // command could be refused for what that row's own command left, before its commit can tell the conflict.
  notice_others();
  auto& ids = entry(entity);
  if (!ids.knows_last_id) {
    Use erased{erased_id_, *database_};
    erased->bind(1, entity.number);
    auto const erased_id = erased->executeStep() ? number_in(*erased, 0) : 0;
    ids.last_id = std::max({ids.last_id, erased_id, ids.table.greatest_id(*database_)});
    ids.knows_last_id = true;
  }
  if (ids.last_id == std::numeric_limits<std::int64_t>::max()) {
    return storage_error(path_ + ": there are no more ids of " + entity.name);
  }
  return ++ids.last_id;
}

result<> Session::commit(WriteSet const& set) {
  if (options_.read_only) return storage_error(path_ + ": may not be written");
  BOOST_OUTCOME_TRY(auto const attempt, write(set));
  if (attempt == Attempt::done) return outcome::success();
  return write_carefully(set);
}

result<Session::Attempt> Session::write(WriteSet const& set) {
  Transaction transaction{transactions_, *database_};
  notice_others();
  for (auto const& row : set.rows) {
    // Rows that were read since anybody last wrote are still what they were.
    if (row.action != Action::check || row.hint == generation_) continue;
    if (table(*row.entity).version_of(*database_, row.id) != row.base_version) return conflict_on(*row.entity, row.id);
  }
  for (auto const action : {Action::erase, Action::update, Action::insert}) {
    for (auto const& row : set.rows) {
      if (row.action != action) continue;
      auto& rows = table(*row.entity);
      auto const written = action == Action::erase    ? rows.erase(*database_, row)
                           : action == Action::update ? rows.update(*database_, row)
                                                      : rows.insert(*database_, row);
      if (written == Written::violates) return Attempt::violates;
      if (written != Written::done) return conflict_on(*row.entity, row.id);
      if (action == Action::erase) remember_erased(row);
    }
  }
  BOOST_OUTCOME_TRY(finish(transaction, set));
  return Attempt::done;
}

result<> Session::write_carefully(WriteSet const& set) {
  Transaction transaction{transactions_, *database_};
  notice_others();
  // Conflicts come before duplicates: whoever lost a race shall try again, not hear that the winner exists.
  BOOST_OUTCOME_TRY(check_all(set));
  for (auto const& row : set.rows) {
    if (row.action != Action::erase && row.action != Action::update) continue;
    if (table(*row.entity).erase(*database_, row) != Written::done) return conflict_on(*row.entity, row.id);
    if (row.action == Action::erase) remember_erased(row);
  }
  for (auto const& row : set.rows) {
    if (row.action != Action::insert && row.action != Action::update) continue;
    auto& rows = table(*row.entity);
    switch (rows.insert(*database_, row)) {
      case Written::done:
        break;
      case Written::violates: {
        auto const* index = rows.violated(*database_, row.id, row.row);
        if (index == nullptr) return storage_error(path_ + ": an index that is not declared refuses a row");
        return duplicate_in(*index, row.id);
      }
      default:
        return conflict_on(*row.entity, row.id);
    }
  }
  return finish(transaction, set);
}

result<> Session::check_all(WriteSet const& set) {
  for (auto const& row : set.rows) {
    if (table(*row.entity).version_of(*database_, row.id) != row.base_version) return conflict_on(*row.entity, row.id);
  }
  for (auto const& command : set.commands) {
    if (!command.command_id.empty() && journal_.knows(*database_, command.command_id)) {
      return conflict_on_command(command.command_id);
    }
  }
  return outcome::success();
}

result<> Session::finish(Transaction& transaction, WriteSet const& set) {
  BOOST_OUTCOME_TRY(journal_.write(*database_, set));
  transaction.commit();
  journal_.committed();
  ++generation_;
  for (auto const& row : set.rows) {
    if (row.action != Action::insert) continue;
    auto& last = entry(*row.entity).last_id;
    last = std::max(last, row.id);
  }
  return outcome::success();
}

// An erased row's id is not given again, also when it was the greatest.
void Session::remember_erased(RowWrite const& row) {
  Use statement{set_erased_id_, *database_};
  statement->bind(1, row.id);
  statement->bind(2, row.entity->number);
  statement->exec();
}

}  // namespace lilac::sqlite

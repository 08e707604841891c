// A second connection to the store's file, which holds on to one moment of it while the first one writes.
#pragma once

#include <memory>
#include <unordered_map>

#include "adapters/sqlite/statement.hpp"
#include "adapters/sqlite/table.hpp"
#include "lilac/adapters/sqlite.hpp"

namespace lilac::sqlite {

/// What a scan reads, and how far it has come.
struct Course {
  EntityInfo const* entity;
  IndexInfo const* index;  ///< null: by id
  Key prefix;
  Key after;
  std::int64_t after_id;
  bool is_at_end = false;

  /// The next rows, at most `limit`. Throws Unreadable.
  result<> read(Table& table, SQLite::Database& database, std::size_t limit, RowHint hint, RowSink sink);
};

class Reader {
 public:
  explicit Reader(std::unique_ptr<SQLite::Database> database) : database_(std::move(database)) {}

  SQLite::Database& database() { return *database_; }
  Table& table(EntityInfo const& entity);
  /// What is read from here on is of this moment.
  void begin();
  /// False when it cannot be used again.
  bool end();

 private:
  std::unique_ptr<SQLite::Database> database_;  // before all that keeps statements
  std::unordered_map<EntityInfo const*, std::unique_ptr<Table>> tables_;
  Prepared begin_{"BEGIN"};
  Prepared look_{"SELECT 1 FROM sqlite_master LIMIT 1"};
  Prepared end_{"ROLLBACK"};
};

}  // namespace lilac::sqlite

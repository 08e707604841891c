// An open file with everything that is kept for it. One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "adapters/sqlite/connection.hpp"
#include "adapters/sqlite/journal.hpp"
#include "adapters/sqlite/table.hpp"

namespace lilac::sqlite {

class Session {
 public:
  Session(std::string const& path, SqliteOptions const& options, std::unique_ptr<SQLite::Database> database)
      : path_(path), options_(options), database_(std::move(database)) {}

  result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events);
  result<std::int64_t> next_id(EntityInfo const& entity);
  result<> commit(WriteSet const& set);

  SQLite::Database& database() { return *database_; }
  Table& table(EntityInfo const& entity);
  Journal& journal() { return journal_; }
  /// Rows read now carry it: as long as it stays the same, nobody wrote.
  RowHint hint() const { return generation_; }
  /// Finds out whether another connection wrote since the last time.
  void notice_others();

 private:
  struct Entry {
    explicit Entry(EntityInfo const& entity) : table(entity) {}
    Table table;
    std::int64_t last_id = 0;    ///< given out or found
    bool knows_last_id = false;  ///< false: other writers may be further
  };

  Entry& entry(EntityInfo const& entity);
  /// What became of a write set. A unique index that is violated half-way may be satisfied in the end.
  enum class Attempt : std::uint8_t { done, violates };
  result<Attempt> write(WriteSet const& set);
  /// The same for write sets whose rows take each other's places: all changed rows go away before any comes back.
  result<> write_carefully(WriteSet const& set);
  result<> check_all(WriteSet const& set);
  result<> finish(Transaction& transaction, WriteSet const& set);
  void remember_erased(RowWrite const& row);

  std::string const& path_;
  SqliteOptions const& options_;
  std::unique_ptr<SQLite::Database> database_;  // before all that keeps statements
  KnownTypes known_;
  Journal journal_{known_};
  std::unordered_map<EntityInfo const*, std::unique_ptr<Entry>> entries_;
  std::uint64_t generation_ = 1;
  std::int64_t data_version_ = 0;

  TransactionStatements transactions_;
  Prepared data_version_query_{"PRAGMA data_version"};
  Prepared erased_id_{"SELECT erased_id FROM lilac_schema WHERE entity = ?"};
  Prepared set_erased_id_{"UPDATE lilac_schema SET erased_id = max(erased_id, ?) WHERE entity = ?"};
};

}  // namespace lilac::sqlite

// The table of one entity: its names, its columns and the statements that read and write one row.
#pragma once

#include <memory>
#include <vector>

#include "adapters/sqlite/columns.hpp"
#include "adapters/sqlite/constructed.hpp"
#include "adapters/sqlite/index_scan.hpp"
#include "lilac/engine/store.hpp"

namespace lilac::sqlite {

/// `support_user_support_log` for support's UserSupportLog.
std::string table_name(EntityInfo const& entity);
/// The column that holds a row's version: `version`, unless the entity has a field of that name.
std::string version_column(EntityInfo const& entity);

class Table {
 public:
  explicit Table(EntityInfo const& entity);

  EntityInfo const& entity() const { return entity_; }
  std::string const& name() const { return name_; }
  /// All columns and the version, as `read` expects them.
  std::string const& selected() const { return selected_; }
  IndexScan& scan_of(IndexInfo const& index);

  bool load(SQLite::Database& database, std::int64_t id, void* out, std::uint32_t& version);
  /// 0 when there is no such row.
  std::uint32_t version_of(SQLite::Database& database, std::int64_t id);
  void scan_all(SQLite::Database& database, std::int64_t after, std::size_t limit, RowHint hint, RowSink sink);
  /// Reads what `selected()` names into a constructed object, and returns the version. Throws Unreadable.
  std::uint32_t read(SQLite::Statement const& row, void* object) const;

  /// How a write went. A unique index that is violated leaves the row as it was.
  enum class Written : std::uint8_t { done, missing, exists, violates };
  Written insert(SQLite::Database& database, RowWrite const& write);
  /// Missing when the stored version is not `base_version`.
  Written update(SQLite::Database& database, RowWrite const& write);
  Written erase(SQLite::Database& database, RowWrite const& write);
  /// The unique index in which another row stands where `row` would, or null.
  IndexInfo const* violated(SQLite::Database& database, std::int64_t id, void const* row);

  /// The greatest id in the table; 0 when there is none.
  std::int64_t greatest_id(SQLite::Database& database);

 private:
  int bind(SQLite::Statement& statement, void const* row) const;
  std::string update_statement(std::vector<bool> const& kept) const;

  EntityInfo const& entity_;
  std::string name_;
  std::string version_column_;
  std::vector<std::vector<Column>> columns_;  ///< by field
  std::string selected_;
  std::vector<std::unique_ptr<IndexScan>> scans_;  ///< as the entity's indexes

  Prepared select_, version_of_, scan_all_, greatest_id_, insert_, update_unindexed_, update_, erase_;
};

}  // namespace lilac::sqlite

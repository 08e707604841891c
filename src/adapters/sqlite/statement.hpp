// Prepared statements are kept and used again; one use ends with a reset, however it ends.
#pragma once

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace lilac::sqlite {

/// A statement that is prepared when it is first used.
class Prepared {
 public:
  Prepared() = default;
  explicit Prepared(std::string sql) : sql_(std::move(sql)) {}

  SQLite::Statement& on(SQLite::Database& database) {
    if (!statement_) statement_ = std::make_unique<SQLite::Statement>(database, sql_);
    return *statement_;
  }
  std::string const& sql() const { return sql_; }

 private:
  std::string sql_;
  std::unique_ptr<SQLite::Statement> statement_;
};

/// One use of a kept statement.
class Use {
 public:
  Use(Prepared& prepared, SQLite::Database& database) : statement_(prepared.on(database)) {}
  ~Use() { statement_.tryReset(); }
  Use(Use const&) = delete;
  Use& operator=(Use const&) = delete;
  SQLite::Statement& operator*() const { return statement_; }
  SQLite::Statement* operator->() const { return &statement_; }

 private:
  SQLite::Statement& statement_;
};

inline std::int64_t number_in(SQLite::Statement const& row, int column) { return row.getColumn(column).getInt64(); }
/// Valid until the statement goes on.
std::string_view text_in(SQLite::Statement const& row, int column);
/// Binds a copy.
void bind_text(SQLite::Statement& statement, int parameter, std::string_view text);
/// Binds NULL when `text` is empty.
void bind_text_or_null(SQLite::Statement& statement, int parameter, std::string_view text);
/// `limit` as SQL's LIMIT takes it.
std::int64_t sql_limit(std::size_t limit);

/// `name` as an SQL identifier.
std::string identifier(std::string_view name);
/// `text` as an SQL literal.
std::string literal(std::string_view text);

}  // namespace lilac::sqlite

// Opening a file: nothing is written to one that is not ours, and nothing is read from one that is damaged.
#pragma once

#include <SQLiteCpp/Database.h>

#include <memory>
#include <string>

#include "adapters/sqlite/statement.hpp"
#include "lilac/adapters/sqlite.hpp"

namespace lilac::sqlite {

/// Waits for others that open it at the same time, as long as the busy timeout.
result<std::unique_ptr<SQLite::Database>> open_database(std::string const& path, SqliteOptions const& options);

/// False when it is all in memory.
bool has_file(SQLite::Database& database);
/// Another connection to the file that `database` has open, for reading. Null when that does not lie in its place any
/// more. Throws SQLite::Exception.
std::unique_ptr<SQLite::Database> open_beside(SQLite::Database& database, SqliteOptions const& options);
/// Differs from what it was when this connection last read or wrote, if anybody wrote in between.
std::uint32_t data_version(SQLite::Database& database);

/// What begins and ends write transactions of a connection.
struct TransactionStatements {
  Prepared begin{"BEGIN IMMEDIATE"};
  Prepared commit{"COMMIT"};
};

/// Everything that is read while it lives is of one moment.
class Snapshot {
 public:
  explicit Snapshot(SQLite::Database& database);
  ~Snapshot();
  Snapshot(Snapshot const&) = delete;
  Snapshot& operator=(Snapshot const&) = delete;

 private:
  SQLite::Database& database_;
};

/// Ends a transaction that could not be taken back when it failed, as memory had run out.
void end_left_transaction(SQLite::Database& database);

/// A write transaction, which other writers wait for; rolled back unless it is committed.
class Transaction {
 public:
  Transaction(TransactionStatements& statements, SQLite::Database& database);
  ~Transaction();
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;
  void commit();

 private:
  TransactionStatements& statements_;
  SQLite::Database& database_;
};

}  // namespace lilac::sqlite

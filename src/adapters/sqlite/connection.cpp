#include "adapters/sqlite/connection.hpp"

#include <sqlite3.h>

#include <charconv>
#include <chrono>
#include <filesystem>

#include "adapters/sqlite/failure.hpp"
#include "adapters/sqlite/schema.hpp"

namespace lilac::sqlite {
namespace {

std::int64_t pragma(SQLite::Database& database, char const* name) {
  return database.execAndGet(std::string{"PRAGMA "} + name).getInt64();
}

bool is_empty(SQLite::Database& database) {
  return database.execAndGet("SELECT count(*) FROM sqlite_master").getInt64() == 0;
}

/// True when the file is ours already, false when it is empty and may become ours. To be asked within a transaction:
/// between two looks another process may make an empty file ours.
result<bool> is_ours(SQLite::Database& database, std::string const& path) {
  auto const application = pragma(database, "application_id");
  if (application == application_id) {
    if (pragma(database, "user_version") <= schema_format) return true;
    return corrupt_error(path + ": was written by a newer version of this program");
  }
  if (application == 0 && is_empty(database)) return false;
  return corrupt_error(path + ": is a database of another program");
}

char const* name_of(SqliteOptions::Synchronous synchronous) {
  switch (synchronous) {
    case SqliteOptions::Synchronous::full:
      return "FULL";
    case SqliteOptions::Synchronous::normal:
      return "NORMAL";
    case SqliteOptions::Synchronous::off:
      return "OFF";
  }
  return "FULL";
}

/// Whether the check says that it could not read a page, rather than what is wrong with one.
bool tells_of_failed_read(std::string_view finding) {
  if (finding.find("failed to get page") != finding.npos) return true;
  constexpr std::string_view code_follows = "error code=";
  auto const at = finding.find(code_follows);
  if (at == finding.npos) return false;
  auto code = SQLITE_CORRUPT;
  auto const digits = finding.substr(at + code_follows.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), code);
  return (code & 0xFF) != SQLITE_CORRUPT;
}

result<> check_integrity(SQLite::Database& database, std::string const& path) {
  auto const found = database.execAndGet("PRAGMA quick_check(1)").getString();
  if (found == "ok") return outcome::success();
  if (tells_of_failed_read(found)) return storage_error(path + ": " + found);
  return corrupt_error(path + ": " + found);
}

/// Another process may be doing the same; whoever comes second finds it done.
result<> initialise(SQLite::Database& database, std::string const& path) {
  TransactionStatements statements;
  Transaction transaction{statements, database};
  BOOST_OUTCOME_TRY(auto ours, is_ours(database, path));
  if (!ours) create_journal(database);
  transaction.commit();
  return outcome::success();
}

/// What a program that ended early leaves beside a file, or one that has it open: a log or a journal that is not empty.
bool is_closed(std::string const& path) {
  for (auto const* const ending : {"-wal", "-journal"}) {
    std::error_code no_such_file;
    auto const size = std::filesystem::file_size(path + ending, no_such_file);
    if (!no_such_file && size > 0) return false;
  }
  return true;
}

bool is_to_be_checked(std::string const& path, SqliteOptions const& options) {
  switch (options.check) {
    case SqliteOptions::Check::after_crash:
      return !is_closed(path);
    case SqliteOptions::Check::always:
      return true;
    case SqliteOptions::Check::never:
      return false;
  }
  return true;
}

/// A log is what lets several processes share the file; files in memory have none and need none.
result<> keep_log(SQLite::Database& database, std::string const& path) {
  auto const mode = database.execAndGet("PRAGMA journal_mode = WAL").getString();
  if (mode == "wal" || mode == "memory") return outcome::success();
  return storage_error(path + ": cannot have a write-ahead log, its journal mode stays " + mode);
}

/// Else a column that is missing would be read as a text that says its name.
void take_no_names_for_texts(SQLite::Database& database) {
  sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
}

/// One try. Throws SQLite::Exception.
result<std::unique_ptr<SQLite::Database>> try_to_open(std::string const& path, SqliteOptions const& options) {
  // Before the file is opened, which already begins to take a log back.
  auto const to_be_checked = is_to_be_checked(path, options);
  auto flags = SQLite::OPEN_NOMUTEX | (options.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE);
  if (!options.read_only && !options.must_exist) flags |= SQLite::OPEN_CREATE;
  auto database = std::make_unique<SQLite::Database>(path, flags, static_cast<int>(options.busy_timeout.count()));
  take_no_names_for_texts(*database);
  if (!options.read_only && sqlite3_db_readonly(database->getHandle(), "main") == 1) {
    return storage_error(path + ": may not be written");
  }
  // Before anything is written: whose file is it?
  auto ours = false;
  {
    Snapshot const snapshot{*database};
    BOOST_OUTCOME_TRY(ours, is_ours(*database, path));
  }
  if (!ours && options.read_only) return storage_error(path + ": is empty and may not be written");
  if (!options.read_only) {
    BOOST_OUTCOME_TRY(keep_log(*database, path));
    database->execAndGet("PRAGMA secure_delete = ON");  // what is erased is overwritten, so that it can be forgotten
    database->exec(std::string{"PRAGMA synchronous = "} + name_of(options.synchronous));
    if (options.max_pages > 0) database->execAndGet("PRAGMA max_page_count = " + std::to_string(options.max_pages));
  }
  if (ours && to_be_checked) {
    BOOST_OUTCOME_TRY(check_integrity(*database, path));
  }
  if (!ours) {
    BOOST_OUTCOME_TRY(initialise(*database, path));
  }
  return database;
}

/// Whether another connection was in the way, so that the same may work a moment later.
bool is_busy(SQLite::Exception const& failure) {
  auto const code = failure.getErrorCode() & 0xFF;
  return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_PROTOCOL;
}

constexpr int pause_ms = 2;  ///< between two tries to open

}  // namespace

// SQLite waits for most locks by itself, but not for the one that changes the journal's mode, since who waited there
// with a lock in hands could wait for ever.
result<std::unique_ptr<SQLite::Database>> open_database(std::string const& path, SqliteOptions const& options) {
  auto const give_up = std::chrono::steady_clock::now() + options.busy_timeout;
  for (;;) {
    try {
      return try_to_open(path, options);
    } catch (SQLite::Exception const& failure) {
      if (!is_busy(failure) || std::chrono::steady_clock::now() >= give_up) return error_of(failure, path);
    }
    sqlite3_sleep(pause_ms);
  }
}

bool has_file(SQLite::Database& database) {
  auto const* const path = sqlite3_db_filename(database.getHandle(), "main");
  return path != nullptr && *path != '\0';
}

std::unique_ptr<SQLite::Database> open_beside(SQLite::Database& database, SqliteOptions const& options) {
  int has_moved = 0;
  sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  if (has_moved != 0) return nullptr;
  // The path as it was when the file was opened, whatever the working directory is now.
  auto const* const path = sqlite3_db_filename(database.getHandle(), "main");
  auto beside = std::make_unique<SQLite::Database>(path, SQLite::OPEN_NOMUTEX | SQLite::OPEN_READONLY,
                                                   static_cast<int>(options.busy_timeout.count()));
  take_no_names_for_texts(*beside);
  return beside;
}

std::uint32_t data_version(SQLite::Database& database) {
  std::uint32_t version = 0;
  sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_DATA_VERSION, &version);
  return version;
}

Snapshot::Snapshot(SQLite::Database& database) : database_(database) { database_.exec("BEGIN"); }
Snapshot::~Snapshot() { database_.tryExec("ROLLBACK"); }

Transaction::Transaction(TransactionStatements& statements, SQLite::Database& database)
    : statements_(statements), database_(database) {
  Use begin{statements_.begin, database_};
  begin->exec();
}

Transaction::~Transaction() {
  // Some failures end a transaction by themselves.
  if (sqlite3_get_autocommit(database_.getHandle()) == 0) database_.tryExec("ROLLBACK");
}

void end_left_transaction(SQLite::Database& database) {
  if (sqlite3_get_autocommit(database.getHandle()) == 0) database.exec("ROLLBACK");
}

void Transaction::commit() {
  Use commit{statements_.commit, database_};
  commit->exec();
}

}  // namespace lilac::sqlite

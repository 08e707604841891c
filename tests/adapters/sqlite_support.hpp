// What the tests of the SQLite store share: opening or failing, plain SQL past the store, and the suite's bench.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "adapters/temporary_directory.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "testing/contract/bench.hpp"

namespace lilac {

inline std::unique_ptr<SqliteStore> open_store(std::string const& path, SqliteOptions options = {}) {
  auto store = SqliteStore::open(path, options);
  if (!store) FAIL(store.error().message());
  return std::move(store).value();
}

/// A store prepared for the suite's entities.
inline contract::Bench open_bench(std::string const& path, SqliteOptions options = {}) {
  return contract::Bench{open_store(path, options)};
}

inline void run_sql(std::string const& path, std::string const& sql) {
  SQLite::Database{path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(sql);
}

inline std::string query_sql(std::string const& path, std::string const& sql) {
  SQLite::Database database{path, SQLite::OPEN_READONLY};
  return database.execAndGet(sql).getString();
}

/// Opening is refused by `rule`, with an error that names the path.
inline void expect_unusable(std::string const& path, Rule const& rule, SqliteOptions options = {}) {
  auto const store = SqliteStore::open(path, options);
  REQUIRE_FALSE(store);
  CHECK(store.error().rule().id == std::string{rule.id});
  CHECK(store.error().message().find(path) != std::string::npos);
}

inline SqliteOptions read_only() {
  SqliteOptions options;
  options.read_only = true;
  return options;
}

}  // namespace lilac

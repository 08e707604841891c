#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "adapters/sqlite_support.hpp"

using namespace lilac;
using contract::Item;
using contract::item;
using contract::Writes;

namespace {

void write_file(std::string const& path, std::string const& bytes) { std::ofstream{path, std::ios::binary} << bytes; }
std::string read_file(std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// A file with a few hundred rows in it, closed.
void fill(std::string const& path) {
  auto bench = open_bench(path);
  for (std::int64_t id = 1; id <= 300; ++id) {
    auto row = item(id);
    row.name = std::string(100, 'n');
    bench.must_insert(row);
  }
}

}  // namespace

TEST_CASE("a new file and an empty file are initialised") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  open_bench(path).must_insert(item(1));
  CHECK(query_sql(path, "PRAGMA application_id") == std::to_string(0x4C494C43));
  CHECK(query_sql(path, "PRAGMA user_version") == "1");
  CHECK(query_sql(path, "PRAGMA journal_mode") == "wal");
  write_file(directory / "empty.db", "");
  open_bench(directory / "empty.db").must_insert(item(1));
}

TEST_CASE("files of others are refused and left alone") {
  TemporaryDirectory const directory;
  auto const text = directory / "text.db";
  write_file(text, std::string(5000, 'x'));
  expect_unusable(text, rules::corrupt);
  CHECK(read_file(text) == std::string(5000, 'x'));
  write_file(text, "short");
  expect_unusable(text, rules::corrupt);

  auto const tables = directory / "tables.db";
  run_sql(tables, "CREATE TABLE theirs(x); INSERT INTO theirs VALUES (1)");
  auto const before = read_file(tables);
  expect_unusable(tables, rules::corrupt);
  CHECK(read_file(tables) == before);

  auto const marked = directory / "marked.db";
  run_sql(marked, "PRAGMA application_id = 7");
  expect_unusable(marked, rules::corrupt);
}

TEST_CASE("a file of a newer format is refused") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  run_sql(path, "PRAGMA user_version = 2");
  expect_unusable(path, rules::corrupt);
}

TEST_CASE("a file cut short is refused") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  auto const whole = read_file(path);
  for (auto const size : {whole.size() / 2, whole.size() - 4096, std::size_t{4096}, std::size_t{100}}) {
    CAPTURE(size);
    write_file(path, whole.substr(0, size));
    expect_unusable(path, rules::corrupt);
  }
  write_file(path, whole);
  CHECK(open_bench(path).must_load(Id<Item>{300}).version == 1);
}

TEST_CASE("damage within a file is found where it was not closed, or where one asks for it") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  auto damaged = read_file(path);
  for (auto at = damaged.size() / 2; at < damaged.size() / 2 + 8192; ++at) damaged[at] = '\x5A';
  write_file(path, damaged);
  using Check = SqliteOptions::Check;

  SUBCASE("a file that was closed is opened without reading it") {
    for (auto const check : {Check::after_crash, Check::never}) {
      auto const store = SqliteStore::open(path, {.check = check});
      CHECK(store.has_value());
    }
    CHECK(read_file(path) == damaged);
  }
  SUBCASE("asked for, it is read") { expect_unusable(path, rules::corrupt, {.check = Check::always}); }
  SUBCASE("a log beside it says that it was not closed") {
    write_file(path + "-wal", "left");
    CHECK(SqliteStore::open(path, {.check = Check::never}).has_value());
    write_file(path + "-wal", "left");
    expect_unusable(path, rules::corrupt);
  }
  SUBCASE("an empty log does not") {
    write_file(path + "-wal", "");
    CHECK(SqliteStore::open(path).has_value());
  }
  SUBCASE("so does a journal") {
    write_file(path + "-journal", "left");
    expect_unusable(path, rules::corrupt);
  }
  SUBCASE("what is damaged is told where it is read") {
    auto bench = open_bench(path);
    auto const read = bench.store().scan_all(entity_info<Item>(), 0, 1000, [](RowView const&) { return true; });
    REQUIRE_FALSE(read);
    CHECK(read.error().is(rules::corrupt));
  }
}

TEST_CASE("a file that cannot be opened is a failure of the storage") {
  TemporaryDirectory const directory;
  SqliteOptions options;
  options.must_exist = true;
  expect_unusable(directory / "missing.db", rules::storage_failed, options);
  expect_unusable(directory / "missing.db", rules::storage_failed, read_only());
  expect_unusable(directory / "no/such/directory.db", rules::storage_failed);
  expect_unusable(directory.path().string(), rules::storage_failed);
  CHECK(std::filesystem::is_empty(directory.path()));
}

/// While it lives, SQLite opens files as on a disk whose processes share no memory.
struct NoSharedMemory {
  NoSharedMemory() { REQUIRE(sqlite3_vfs_register(sqlite3_vfs_find("unix-none"), 1) == SQLITE_OK); }
  ~NoSharedMemory() { sqlite3_vfs_register(sqlite3_vfs_find("unix"), 1); }
};

TEST_CASE("a disk that cannot have a write-ahead log is refused, and nothing is made there") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  {
    NoSharedMemory const disk;
    auto const store = SqliteStore::open(path);
    REQUIRE_FALSE(store);
    CHECK(store.error().is(rules::storage_failed));
    CHECK(store.error().message().find("cannot have a write-ahead log") != std::string::npos);
  }
  CHECK(read_file(path).empty());
  open_bench(path).must_insert(item(1));
}

TEST_CASE("a store that is opened for reading only reads") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  auto bench = open_bench(path, read_only());
  CHECK(bench.must_load(Id<Item>{7}).version == 1);
  auto const refused = Writes{}.insert(item(400)).commit_to(bench.store());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(rules::storage_failed));

  write_file(directory / "empty.db", "");
  expect_unusable(directory / "empty.db", rules::storage_failed, read_only());
  open_store(directory / "unprepared.db");
  auto unprepared = open_store(directory / "unprepared.db", read_only());
  std::array<EntityInfo const*, 1> const entities{&entity_info<Item>()};
  auto const prepared = unprepared->prepare(entities, {});
  REQUIRE_FALSE(prepared);
  CHECK(prepared.error().is(rules::storage_failed));
}

TEST_CASE("a file without write permission is refused unless it is only read") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  run_sql(path, "PRAGMA journal_mode = DELETE");
  CHECK(chmod(directory.path().c_str(), 0755) == 0);
  CHECK(chmod(path.c_str(), 0444) == 0);
  constexpr uid_t nobody = 65534;
  auto const was_root = geteuid() == 0;  // whom permissions do not stop
  if (was_root) REQUIRE(seteuid(nobody) == 0);
  expect_unusable(path, rules::storage_failed);
  CHECK(open_bench(path, read_only()).must_load(Id<Item>{7}).version == 1);
  if (was_root) REQUIRE(seteuid(0) == 0);
}

TEST_CASE("a full disk refuses commits and damages nothing") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  std::int64_t stored = 0;
  std::string before;
  {
    SqliteOptions options;
    options.max_pages = 60;
    auto bench = open_bench(path, options);
    for (;;) {
      before = bench.contents();
      auto row = item(stored + 1);
      row.name = std::string(3000, 'n');
      contract::CommandSpec command;
      command.command_id = "command " + std::to_string(row.id.value);
      command.events = {{row.id, "note", {}}};
      auto const done = Writes{}.insert(row).command(command).commit_to(bench.store());
      if (!done) {
        CHECK(done.error().is(rules::storage_failed));
        CHECK(done.error().retriable());
        break;
      }
      ++stored;
      REQUIRE(stored < 1000);
    }
    CHECK(stored > 5);
    CHECK(bench.contents() == before);
  }
  auto bench = open_bench(path);
  CHECK(bench.contents() == before);
  bench.must_insert(item(stored + 1));
}

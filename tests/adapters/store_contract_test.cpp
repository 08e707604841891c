#include "lilac/testing/store_contract.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "adapters/temporary_directory.hpp"
#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/sqlite.hpp"

using namespace lilac;

namespace {

void expect_contract(std::function<std::unique_ptr<Store>()> make_empty) {
  auto const report = testing::check_store_contract(std::move(make_empty));
  for (auto const& failed : report.failed) FAIL_CHECK(failed);
  CHECK(report.ok());
  CHECK(report.passed.size() > 30);
}

std::unique_ptr<Store> open_sqlite(std::string const& path, SqliteOptions options = {}) {
  auto store = SqliteStore::open(path, options);
  if (!store) FAIL(store.error().message());
  return std::move(store).value();
}

}  // namespace

TEST_CASE("the memory store keeps the contract") {
  expect_contract([] { return std::make_unique<MemoryStore>(); });
}

TEST_CASE("the SQLite store keeps the contract in memory") {
  expect_contract([] { return open_sqlite(":memory:"); });
}

TEST_CASE("the SQLite store keeps the contract in a file") {
  TemporaryDirectory const directory;
  int files = 0;
  SqliteOptions options;
  options.synchronous = SqliteOptions::Synchronous::off;
  expect_contract([&] { return open_sqlite(directory / ("store" + std::to_string(files++) + ".db"), options); });
}

TEST_CASE("the suite notices a store that forgets") {
  struct Forgetful final : Store {
    MemoryStore kept;
    result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) override {
      return kept.prepare(entities, events);
    }
    result<bool> load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                      RowHint& hint) override {
      return kept.load(entity, id, out, version, hint);
    }
    result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                  RowSink sink) override {
      return kept.scan(index, prefix, after, limit, sink);
    }
    result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override {
      return kept.scan_all(entity, after, limit, sink);
    }
    result<std::int64_t> next_id(EntityInfo const& entity) override { return kept.next_id(entity); }
    result<bool> find_command(std::string_view, StoredCommand&) override { return false; }
    result<> read_journal(std::int64_t after, std::size_t limit, EventSink sink) override {
      return kept.read_journal(after, limit, sink);
    }
    result<> read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) override {
      return kept.read_commands(after, limit, sink);
    }
    result<> read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) override {
      return kept.read_changes(after, limit, sink);
    }
    result<std::int64_t> last_position() override { return kept.last_position(); }
    result<Secret> draw_secret() override { return kept.draw_secret(); }
    result<> commit(WriteSet const& set) override { return kept.commit(set); }
  };
  auto const report = testing::check_store_contract([] { return std::make_unique<Forgetful>(); });
  CHECK_FALSE(report.ok());
  CHECK(report.failed.size() == 4);
}

#include "adapters/sqlite_support.hpp"

using namespace lilac;
using contract::Bench;
using contract::Color;
using contract::CommandSpec;
using contract::Counter;
using contract::Item;
using contract::item;
using contract::Writes;

namespace {

template <class T>
std::int64_t next_id(Bench& bench) {
  return contract::need(bench.store().next_id(entity_info<T>()), "an id");
}
std::int64_t last_position(Bench& bench) { return contract::need(bench.store().last_position(), "the last position"); }

CommandSpec noted(std::string id) {
  CommandSpec command;
  command.command_id = std::move(id);
  command.events = {{{1}, "note", {}}};
  return command;
}

}  // namespace

TEST_CASE("what was committed is there when the file is opened again") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  std::string before;
  {
    auto bench = open_bench(path);
    bench.must_insert(item(1));
    bench.must_insert(item(30));
    CHECK(Writes{}.update(item(1), 1).command(noted("a")).commit_to(bench.store()));
    CHECK(Writes{}.erase(Id<Item>{30}, 1).command(noted("b")).commit_to(bench.store()));
    CHECK(Writes{}.trim_below(3).commit_to(bench.store()));
    before = bench.contents();
  }
  auto bench = open_bench(path);
  CHECK(bench.contents() == before);
  CHECK(last_position(bench) == 2);
  CHECK(next_id<Item>(bench) == 31);
  CHECK(next_id<Counter>(bench) == 1);
  auto const again = Writes{}.command(noted("b")).commit_to(bench.store());
  REQUIRE_FALSE(again);
  CHECK(again.error().is(rules::conflict));
  CHECK(Writes{}.command(noted("c")).commit_to(bench.store()));
  CHECK(last_position(bench) == 3);
}

TEST_CASE("two stores on one file see each other's commits") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto one = open_bench(path);
  auto two = open_bench(path);
  one.must_insert(item(1));
  one.must_insert(item(2));
  CHECK(two.must_load(Id<Item>{1}).version == 1);

  SUBCASE("a stale row is a conflict, whatever was remembered") {
    auto const loaded = two.must_load(Id<Item>{1});
    CHECK(Writes{}.update(item(1), 1).commit_to(one.store()));
    auto const done = Writes{}.check(loaded.row.id, 1, loaded.hint).insert(item(9)).commit_to(two.store());
    REQUIRE_FALSE(done);
    CHECK(done.error().is(rules::conflict));
    CHECK(two.must_load(Id<Item>{1}).version == 2);
    CHECK(Writes{}.update(item(1), 2).commit_to(two.store()));
    CHECK(one.must_load(Id<Item>{1}).version == 3);
  }
  SUBCASE("positions go on") {
    CHECK(Writes{}.command(noted("a")).commit_to(one.store()));
    CHECK(Writes{}.command(noted("b")).commit_to(two.store()));
    CHECK(Writes{}.command(noted("c")).command(noted("d")).commit_to(one.store()));
    CHECK(last_position(two) == 4);
    CHECK(last_position(one) == 4);
  }
  SUBCASE("an id that the other one took is a conflict, and then not given again") {
    CHECK(next_id<Item>(one) == 3);
    CHECK(next_id<Item>(two) == 3);
    one.must_insert(item(3));
    one.must_insert(item(4));
    auto const taken = Writes{}.insert(item(3)).commit_to(two.store());
    REQUIRE_FALSE(taken);
    CHECK(taken.error().is(rules::conflict));
    CHECK(next_id<Item>(two) == 5);
  }
  SUBCASE("an id that the other one has used is not given") {
    CHECK(next_id<Item>(two) == 3);
    one.must_insert(item(3));
    one.must_insert(item(4));
    CHECK(next_id<Item>(two) == 5);
  }
  SUBCASE("a command id is once in effect") {
    CHECK(Writes{}.command(noted("a")).commit_to(one.store()));
    auto const again = Writes{}.command(noted("a")).commit_to(two.store());
    REQUIRE_FALSE(again);
    CHECK(again.error().is(rules::conflict));
  }
}

TEST_CASE("a lock that another program holds too long is a failure that may be tried again") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  SqliteOptions options;
  options.busy_timeout = std::chrono::milliseconds{0};
  auto bench = open_bench(path, options);
  {
    SQLite::Database other{path, SQLite::OPEN_READWRITE};
    other.exec("BEGIN IMMEDIATE");
    auto const done = Writes{}.insert(item(1)).commit_to(bench.store());
    REQUIRE_FALSE(done);
    CHECK(done.error().is(rules::storage_failed));
    CHECK(done.error().retriable());
    CHECK(!bench.load(Id<Item>{1}));
  }
  bench.must_insert(item(1));
}

TEST_CASE("people can query the tables with plain SQL") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto bench = open_bench(path);
  auto row = item(1);
  row.name = "O'Hara";
  row.color = Color::blue;
  row.rank = 4;
  row.price = {104'500, Currency{"USD"}};
  row.due = *parse_instant("2026-01-12T00:30:00.007Z");
  contract::Everything everything;
  everything.id = {1};
  everything.date = *parse_date("2026-01-12");
  everything.instant = *parse_instant("0001-01-01T00:00:00.001Z");
  everything.lines = {{"product", 3, {}}};
  auto command = noted("a");
  command.actor = operation_user(3);
  command.at = *row.due;
  CHECK(Writes{}.insert(row).insert(everything).command(command).commit_to(bench.store()));

  CHECK(query_sql(path,
                  "SELECT id || name || rank || price_minor || price_currency || active || version "
                  "FROM contract_item WHERE name = 'O''Hara'") == "1O'Hara4104500USD11");
  CHECK(query_sql(path, "SELECT color || ' ' || due FROM contract_item_readable") == "blue 2026-01-12T00:30:00.007Z");
  CHECK(query_sql(path, "SELECT date || ' ' || instant || ' ' || color FROM contract_everything_readable") ==
        "2026-01-12 0001-01-01T00:00:00.001Z red");
  CHECK(query_sql(path, "SELECT json_extract(lines, '$[0].quantity') FROM contract_everything") == "3");
  CHECK(query_sql(path,
                  "SELECT at || ' ' || actor_kind || actor_id || ' ' || event || ' ' || "
                  "json_extract(payload, '$.note') FROM journal_readable") ==
        "2026-01-12T00:30:00.007Z OperationUser3 contract.ItemChanged note");
}

TEST_CASE("values that people damaged are told as damage, where they are") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto bench = open_bench(path);
  bench.must_insert(item(1));
  contract::Everything everything;
  everything.id = {1};
  CHECK(Writes{}.insert(everything).command(noted("a")).commit_to(bench.store()));

  auto const expect_damage = [&]<class T>(Id<T> id, std::string const& column) {
    CAPTURE(column);
    alignas(T) std::byte raw[sizeof(T)];
    std::uint32_t version;
    RowHint hint;
    auto const loaded = bench.store().load(entity_info<T>(), id.value, raw, version, hint);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().is(rules::corrupt));
    CHECK(loaded.error().message().find(path) != std::string::npos);
    CHECK(loaded.error().message().find(column) != std::string::npos);
    auto const scanned = bench.store().scan_all(entity_info<T>(), 0, 10, [](RowView const&) { return true; });
    CHECK_FALSE(scanned);
  };
  for (auto const& [column, damage, repair] :
       {std::array{"color", "5", "0"}, std::array{"owner", "NULL", "0"}, std::array{"owner", "'text'", "0"},
        std::array{"name", "NULL", "''"}, std::array{"name", "x'00FF'", "''"},
        std::array{"name", "CAST(x'FF' AS TEXT)", "''"}, std::array{"price_currency", "'won'", "'KRW'"},
        std::array{"active", "2", "1"}, std::array{"due", "9223372036854775807", "NULL"},
        std::array{"version", "0", "1"}}) {
    run_sql(path, std::string{"UPDATE contract_item SET "} + column + " = " + damage);
    expect_damage(Id<Item>{1}, column);
    run_sql(path, std::string{"UPDATE contract_item SET "} + column + " = " + repair);
    CHECK(bench.must_load(Id<Item>{1}).version == 1);
  }
  run_sql(path, "UPDATE contract_everything SET lines = '[{\"product\":'");
  expect_damage(Id<contract::Everything>{1}, "lines");

  auto const read_journal = [&] { return bench.store().read_journal(0, 10, [](EventRow const&) { return true; }); };
  CHECK(read_journal());
  run_sql(path, "UPDATE journal_event SET payload = '{'");
  CHECK_FALSE(read_journal());
  run_sql(path, "UPDATE journal_event SET payload = '{}'");
  CHECK(read_journal());
  run_sql(path, "UPDATE journal_command SET actor_kind = 99");
  CHECK_FALSE(read_journal());
  run_sql(path, "UPDATE journal_command SET changes = x'FFFF'");
  CHECK_FALSE(bench.store().read_changes(0, 10, [](ChangeRow const&) { return true; }));
}

TEST_CASE("events of other modules in the same file are passed over") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto bench = open_bench(path);
  CHECK(Writes{}.command(noted("a")).command(noted("b")).commit_to(bench.store()));
  run_sql(path, "UPDATE journal_event SET type = 65000 WHERE position = 1");
  std::vector<std::int64_t> seen;
  CHECK(bench.store().read_journal(0, 10, [&](EventRow const& row) {
    seen.push_back(row.position);
    return true;
  }));
  CHECK(seen == std::vector<std::int64_t>{2});
}

TEST_CASE("an entity that was not prepared is refused") {
  auto store = open_store(":memory:");
  auto const id = store->next_id(entity_info<Item>());
  REQUIRE_FALSE(id);
  CHECK(id.error().message().find("Item") != std::string::npos);
}

// Scans of a file in pages: the rest is read by a connection of its own, which holds on to the moment of the first
// page.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <set>
#include <thread>

#include "adapters/sqlite_support.hpp"
#include "lilac/engine/reader.hpp"

using namespace lilac;
using contract::Bench;
using contract::Item;
using contract::item;
using contract::Writes;

namespace {

constexpr std::int64_t many = 700;
constexpr std::size_t first_page = 256;
using Ids = std::vector<std::int64_t>;

Item numbered(std::int64_t id, std::int64_t place) {
  auto row = item(id);
  row.owner = place;
  return row;
}

void fill(Bench& bench) {
  Writes writes;
  for (std::int64_t id = 1; id <= many; ++id) writes.insert(numbered(id, id));
  REQUIRE(writes.commit_to(bench.store()));
}

result<> move(Bench& bench, std::int64_t id, std::int64_t to) {
  return Writes{}.update(numbered(id, to), bench.must_load(Id<Item>{id}).version).commit_to(bench.store());
}

/// A scan of which the first page is read.
struct Reading {
  Ids ids;
  std::vector<RowView> views;  ///< without their rows
  std::unique_ptr<RemainingRows> rest;

  explicit Reading(Bench& bench) {
    auto take = [this](RowView const& view) { return show(view); };
    auto begun = bench.store().begin_scan(index_info<Item::find_by_owner>(), {}, {}, no_limit, first_page, take);
    REQUIRE(begun);
    rest = std::move(begun).value();
    REQUIRE(rest != nullptr);
  }
  result<> go_on(std::size_t limit = no_limit) {
    return rest->next(limit, [this](RowView const& view) { return show(view); });
  }
  bool show(RowView const& view) {
    ids.push_back(view.id);
    views.push_back(view);
    return true;
  }
};

Ids all_ids() {
  Ids ids;
  for (std::int64_t id = 1; id <= many; ++id) ids.push_back(id);
  return ids;
}

std::uintmax_t log_size(std::string const& path) { return std::filesystem::file_size(path + "-wal"); }

constexpr SqliteOptions quick{.synchronous = SqliteOptions::Synchronous::off};

}  // namespace

TEST_CASE("each scan is of one moment while another store writes the same file") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto reading = open_bench(path, quick);
  auto writing = open_bench(path, quick);
  fill(reading);
  std::atomic<bool> ends{false};
  std::atomic<int> moves{0};
  std::jthread const writer{[&] {
    for (int round = 0; !ends; ++round) {
      auto const id = 1 + round * 37 % many;
      if (move(writing, id, round % 2 == 0 ? -id : 2 * many - id)) ++moves;
    }
  }};
  StoreReader reader{reading.store()};
  for (int scan = 0; scan < 60 || moves < 60; ++scan) {
    std::set<std::int64_t> ids;
    std::size_t rows = 0;
    auto last = std::numeric_limits<std::int64_t>::min();
    auto in_order = true;
    auto const done = reader.each<Item::find_by_owner>([&](Item const& row) {
      ids.insert(row.id.value);
      ++rows;
      in_order = in_order && row.owner >= last;
      last = row.owner;
    });
    CHECK(done);
    CHECK(rows == many);
    CHECK(ids.size() == many);
    CHECK(in_order);
  }
  ends = true;
}

TEST_CASE("a scan from behind a key takes several steps, all of one moment") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto reading = open_bench(path, quick);
  auto writing = open_bench(path, quick);
  auto const place = [&](std::int64_t id, std::int64_t owner, std::string name) {
    auto row = numbered(id, owner);
    row.rank = 1;
    row.name = std::move(name);
    return row;
  };
  for (auto const& row : {place(1, 1, "a"), place(2, 1, "c"), place(3, 5, "a")}) reading.must_insert(row);
  auto const& index = index_info<Item::find_by_rank>();
  auto const behind = place(1, 1, "a");
  Ids seen;
  CHECK(reading.store().scan(index, {}, entry_key(index, &behind), 10, [&](RowView const& view) {
    seen.push_back(view.id);
    if (view.id == 2) CHECK(Writes{}.update(place(3, 1, "b"), 1).commit_to(writing.store()));
    return true;
  }));
  CHECK(seen == Ids{2, 3});
}

TEST_CASE("what a scan showed of an older moment is a conflict, whoever wrote since") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto bench = open_bench(path, quick);
  auto other = open_bench(path, quick);
  fill(bench);
  for (bool const is_own : {true, false}) {
    Reading reading{bench};
    REQUIRE(reading.go_on(10));
    REQUIRE(move(is_own ? bench : other, 600, is_own ? 600 : -1));
    REQUIRE(reading.go_on());
    CHECK(reading.ids == all_ids());
    auto const& seen = reading.views[599];
    auto const stale =
        Writes{}.check(Id<Item>{600}, seen.version, seen.hint).insert(item(9000)).commit_to(bench.store());
    REQUIRE_FALSE(stale);
    CHECK(stale.error().is(rules::conflict));
  }
}

TEST_CASE("the log is emptied during the store's own scan, and by nobody during another one's") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto options = quick;
  options.busy_timeout = std::chrono::milliseconds{0};
  auto bench = open_bench(path, options);
  auto other = open_bench(path, options);
  fill(bench);
  Reading own{bench};
  REQUIRE(move(bench, 700, -1));
  CHECK(log_size(path) > 0);
  CHECK(bench.store().scrub());
  CHECK(log_size(path) == 0);
  CHECK(own.go_on());
  CHECK(own.ids == all_ids());
  REQUIRE(move(bench, 700, 700));
  {
    Reading of_other{other};
    REQUIRE(move(bench, 1, 1));
    auto const done = bench.store().scrub();
    REQUIRE_FALSE(done);
    CHECK(done.error().is(rules::storage_failed));
    REQUIRE(of_other.go_on());
    CHECK(of_other.ids == all_ids());
  }
  CHECK(bench.store().scrub());
  CHECK(log_size(path) == 0);
}

TEST_CASE("closing a store that has scanned takes its log away") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  {
    auto bench = open_bench(path, quick);
    fill(bench);
    Reading left{bench};
    Reading ended{bench};
    REQUIRE(ended.go_on());
  }
  CHECK_FALSE(std::filesystem::exists(path + "-wal"));
  CHECK(query_sql(path, "SELECT count(*) FROM contract_item") == std::to_string(many));
}

TEST_CASE("a scan of a file that is not in its place any more keeps copies") {
  TemporaryDirectory const directory;
  auto bench = open_bench(directory / "store.db", quick);
  fill(bench);
  std::filesystem::rename(directory / "store.db", directory / "moved.db");
  Reading reading{bench};
  REQUIRE(move(bench, 700, -1));
  REQUIRE(reading.go_on());
  CHECK(reading.ids == all_ids());
}

TEST_CASE("a scan of a file that is only read") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto writing = open_bench(path, quick);
  fill(writing);
  auto bench = open_bench(path, read_only());
  Reading reading{bench};
  REQUIRE(move(writing, 700, -1));
  REQUIRE(reading.go_on());
  CHECK(reading.ids == all_ids());
}

TEST_CASE("a scan that was inherited through fork refuses, and the parent's goes on") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto bench = open_bench(path, quick);
  fill(bench);
  auto reading = std::make_unique<Reading>(bench);
  auto const child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    auto const refused = reading->go_on();
    auto mine = open_bench(path, quick);  // closes what was inherited
    auto const refused_again = reading->go_on();
    auto const moved = move(mine, 700, -1);
    reading.reset();
    _exit(!refused && refused.error().is(rules::storage_failed) && !refused_again && moved ? 0 : 1);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  REQUIRE(reading->go_on());
  CHECK(reading->ids == all_ids());
  CHECK(bench.must_load(Id<Item>{700}).row.owner == -1);
}

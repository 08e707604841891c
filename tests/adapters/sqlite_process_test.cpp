#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/sqlite_support.hpp"

using namespace lilac;
using contract::Counter;
using contract::Item;
using contract::item;
using contract::Writes;

namespace {

/// Runs `body` in a child process and returns its exit code: 0 when it returned true.
template <class Body>
int in_child(Body body) {
  auto const child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    int code = 1;
    try {
      code = body() ? 0 : 1;
    } catch (...) {
      code = 2;
    }
    _exit(code);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100;
}

}  // namespace

TEST_CASE("a store that was inherited through fork refuses, and one opened after it works") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  auto bench = open_bench(path);
  bench.must_insert(item(1));

  SUBCASE("refuses everything") {
    CHECK(in_child([&] {
            auto& store = bench.store();
            auto const refused = [](auto const& done) { return !done && done.error().is(rules::storage_failed); };
            alignas(Item) std::byte raw[sizeof(Item)];
            std::uint32_t version;
            RowHint hint;
            StoredCommand stored;
            return refused(store.load(entity_info<Item>(), 1, raw, version, hint)) &&
                   refused(Writes{}.insert(item(2)).commit_to(store)) && refused(store.next_id(entity_info<Item>())) &&
                   refused(store.find_command("a", stored)) && refused(store.last_position());
          }) == 0);
  }
  SUBCASE("a new one works next to the parent's") {
    CHECK(in_child([&] {
            auto mine = open_bench(path);
            mine.must_insert(item(2));
            return mine.must_load(Id<Item>{1}).version == 1 && !bench.store().last_position();
          }) == 0);
    CHECK(bench.must_load(Id<Item>{2}).version == 1);
  }
  SUBCASE("the child's locks are its own") {
    // Whoever closes a file last takes its log away. The parent must notice that the child still writes there.
    auto const shared = directory / "shared.db";
    auto mine = std::make_unique<contract::Bench>(open_bench(shared));
    mine->must_insert(item(1));
    int opened[2], closed[2];
    REQUIRE(pipe(opened) == 0);
    REQUIRE(pipe(closed) == 0);
    auto const child = fork();
    REQUIRE(child >= 0);
    char byte = 'x';
    if (child == 0) {
      auto own = open_bench(shared);
      if (write(opened[1], &byte, 1) != 1 || read(closed[0], &byte, 1) != 1) _exit(1);
      own.must_insert(item(2));
      _exit(0);
    }
    REQUIRE(read(opened[0], &byte, 1) == 1);
    mine.reset();
    REQUIRE(write(closed[1], &byte, 1) == 1);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(open_bench(shared).must_load(Id<Item>{2}).version == 1);
  }
  SUBCASE("closing what was inherited leaves the parent's file alone") {
    auto owned = std::make_unique<contract::Bench>(open_bench(path));
    owned->must_insert(item(5));
    CHECK(in_child([&] {
            owned.reset();
            return true;
          }) == 0);
    owned->must_insert(item(6));
    CHECK(open_bench(path).must_load(Id<Item>{6}).version == 1);
  }
  CHECK(bench.must_load(Id<Item>{1}).version == 1);
  bench.must_insert(item(9));
}

TEST_CASE("what was acknowledged survives a killed process, whole") {
  TemporaryDirectory const directory;
  for (int round = 0; round < 5; ++round) {
    auto const path = directory / ("store" + std::to_string(round) + ".db");
    int acknowledged[2];
    REQUIRE(pipe(acknowledged) == 0);
    auto const child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      close(acknowledged[0]);
      auto bench = open_bench(path);
      bench.must_insert(Counter{{1}, 0});
      for (std::int64_t i = 1;; ++i) {
        contract::CommandSpec command;
        command.command_id = std::to_string(i);
        command.events = {{{i}, "note", {}}};
        auto const done = Writes{}
                              .update(Counter{{1}, i}, static_cast<std::uint32_t>(i))
                              .insert(item(i))
                              .command(command)
                              .commit_to(bench.store());
        if (!done || write(acknowledged[1], &i, sizeof i) != sizeof i) _exit(1);
      }
    }
    close(acknowledged[1]);
    std::int64_t last = 0;
    for (int seen = 0; seen < 20 + 7 * round; ++seen) {
      if (read(acknowledged[0], &last, sizeof last) != sizeof last) break;
    }
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    while (read(acknowledged[0], &last, sizeof last) == sizeof last) {
    }
    close(acknowledged[0]);

    auto bench = open_bench(path);
    auto const counter = bench.must_load(Id<Counter>{1});
    auto const stored = counter.row.count;
    CHECK(last >= 20);
    CHECK((stored == last || stored == last + 1));  // the last one may not have been acknowledged any more
    CHECK(counter.version == stored + 1);
    CHECK(contract::need(bench.store().last_position(), "the last position") == stored);
    CHECK(bench.must_load(Id<Item>{stored}).version == 1);
    CHECK(!bench.load(Id<Item>{stored + 1}));
    StoredCommand command;
    CHECK(contract::need(bench.store().find_command(std::to_string(stored), command), "the command"));
  }
}

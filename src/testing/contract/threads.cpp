#include <algorithm>
#include <mutex>

#include "testing/contract/bench.hpp"
#include "testing/contract/in_threads.hpp"

namespace lilac::contract {
namespace {

constexpr int rounds = 40;

void no_lost_update(Bench& bench) {
  Id<Counter> const id{1};
  bench.must_insert(Counter{id, 0});
  in_threads([&](int thread) {
    for (int round = 0; round < rounds; ++round) {
      for (bool done = false; !done;) {
        auto loaded = bench.must_load(id);
        ++loaded.row.count;
        CommandSpec command;
        command.command_id = std::to_string(thread) + "/" + std::to_string(round);
        command.events = {{{1}, "note", {}}};
        auto const committed = Writes{}.update(loaded.row, loaded.version).command(command).commit_to(bench.store());
        done = committed.has_value();
        if (!done) expect_refused(committed, rules::conflict, "an increment that lost");
      }
    }
  });
  auto const counter = bench.must_load(id);
  expect(counter.row.count == threads * rounds, "no increment is lost: " + std::to_string(counter.row.count));
  expect(counter.version == threads * rounds + 1, "each has its version");
  expect(need(bench.store().last_position(), "last") == threads * rounds, "each has its event");
}

void no_write_skew(Bench& bench) {
  // Each thread raises its own counter only while the other one is at 0.
  Id<Counter> const ids[] = {{1}, {2}};
  for (int round = 0; round < rounds; ++round) {
    for (auto const id : ids) {
      auto const before = bench.load(id);
      auto const done = before ? Writes{}.update(Counter{id, 0}, before->version).commit_to(bench.store())
                               : Writes{}.insert(Counter{id, 0}).commit_to(bench.store());
      expect_done(done, "a counter is reset");
    }
    in_threads([&](int thread) {
      auto const mine = bench.must_load(ids[thread % 2]);
      auto const other = bench.must_load(ids[1 - thread % 2]);
      if (other.row.count != 0) return;
      auto raised = mine.row;
      ++raised.count;
      auto const done =
          Writes{}.check(other.row.id, other.version, other.hint).update(raised, mine.version).commit_to(bench.store());
      if (!done) expect_refused(done, rules::conflict, "a thread that lost");
    });
    expect(bench.must_load(ids[0]).row.count == 0 || bench.must_load(ids[1]).row.count == 0,
           "what was read and checked did not change");
  }
}

void distinct_ids(Bench& bench) {
  std::mutex mutex;
  std::vector<std::int64_t> ids;
  in_threads([&](int) {
    for (int round = 0; round < rounds; ++round) {
      auto const id = need(bench.store().next_id(entity_info<Counter>()), "an id");
      if (round % 2 == 0) bench.must_insert(Counter{{id}, 0});
      std::lock_guard const lock{mutex};
      ids.push_back(id);
    }
  });
  std::ranges::sort(ids);
  expect(std::ranges::adjacent_find(ids) == ids.end(), "threads get different ids");
}

}  // namespace

std::vector<NamedCheck> thread_checks() {
  return {{"concurrent updates are never lost", &no_lost_update},
          {"checked rows prevent write skew between threads", &no_write_skew},
          {"threads get different ids", &distinct_ids}};
}

}  // namespace lilac::contract

#include "testing/contract/bench.hpp"

namespace lilac::contract {
namespace {

Id<Item> const one{1};
Id<Item> const two{2};

/// Rows 1 (at version 2) and 2 (at version 1), and a command.
void fill(Bench& bench) {
  bench.must_insert(item(1));
  bench.must_insert(item(2));
  auto changed = item(1);
  changed.name = "changed";
  CommandSpec command;
  command.command_id = "first";
  command.events = {{one, "note", {}}};
  command.changes = {{&entity_info<Item>(), 1, 2, 77, false}};
  expect_done(Writes{}.update(changed, 1).command(command).commit_to(bench.store()), "the store is filled");
}

/// The write set is refused and leaves nothing behind.
void expect_conflict(Bench& bench, Writes writes, std::string const& what) {
  auto const before = bench.contents();
  CommandSpec command;
  command.command_id = "second";
  command.events = {{one, "never", {}}};
  command.changes = {{&entity_info<Item>(), 1, 3, 78, false}};
  writes.insert(item(50)).update(item(2), 1).insert(Counter{{9}, 9}).command(command);
  expect_refused(writes.commit_to(bench.store()), rules::conflict, what);
  expect(bench.contents() == before, what + " leaves nothing behind");
  StoredCommand stored;
  expect(!need(bench.store().find_command("second", stored), "find_command"), what + " remembers no command");
}

void stale_update(Bench& bench) {
  fill(bench);
  expect_conflict(bench, std::move(Writes{}.update(item(1), 1)), "an update of an older version");
  expect_conflict(bench, std::move(Writes{}.update(item(1), 3)), "an update of a version that never was");
  expect_conflict(bench, std::move(Writes{}.update(item(7), 1)), "an update of a row that is not there");
}

void stale_erase(Bench& bench) {
  fill(bench);
  expect_conflict(bench, std::move(Writes{}.erase(one, 1)), "an erasure of an older version");
  expect_conflict(bench, std::move(Writes{}.erase(Id<Item>{7}, 1)), "an erasure of a row that is not there");
}

void existing_insert(Bench& bench) {
  fill(bench);
  auto other = item(70);
  other.id = one;
  expect_conflict(bench, std::move(Writes{}.insert(other)), "an insertion of an id that exists");
}

void stale_check(Bench& bench) {
  fill(bench);
  expect_conflict(bench, std::move(Writes{}.check(one, 1)), "a check of an older version");
  auto const loaded = bench.must_load(one);
  auto const other = bench.must_load(two);
  expect_done(Writes{}.check(one, 2, loaded.hint).insert(item(10)).commit_to(bench.store()), "a row is as it was read");
  expect_done(Writes{}.check(two, 1, other.hint).insert(item(11)).commit_to(bench.store()),
              "a row that others wrote around is as it was read");
  expect_done(Writes{}.update(item(1), 2).commit_to(bench.store()), "a row is updated");
  expect_conflict(bench, std::move(Writes{}.check(one, 2, loaded.hint)), "a check of a row that changed since");
  expect_done(Writes{}.erase(one, 3).commit_to(bench.store()), "a row is erased");
  expect_conflict(bench, std::move(Writes{}.check(one, 3, loaded.hint)), "a check of a row that was erased since");
}

void existing_command(Bench& bench) {
  fill(bench);
  auto const before = bench.contents();
  CommandSpec again;
  again.command_id = "first";
  expect_refused(Writes{}.insert(item(50)).command(again).commit_to(bench.store()), rules::conflict,
                 "a command id that exists");
  CommandSpec fresh;
  fresh.command_id = "second";
  expect_refused(Writes{}.insert(item(50)).command(fresh).command(again).commit_to(bench.store()), rules::conflict,
                 "a command id that exists, after one that does not");
  expect(bench.contents() == before, "a command id that exists leaves nothing behind");
  auto duplicate = item(60);
  duplicate.code = item(1).code;
  expect_refused(Writes{}.insert(duplicate).command(again).commit_to(bench.store()), rules::conflict,
                 "a command id that exists, with a duplicate,");
  expect_refused(Writes{}.insert(duplicate).check(one, 1).commit_to(bench.store()), rules::conflict,
                 "a stale row, with a duplicate,");
  CommandSpec none;
  expect_done(Writes{}.command(none).command(none).commit_to(bench.store()), "commands without ids do not collide");
}

void later_commits(Bench& bench) {
  fill(bench);
  expect_conflict(bench, std::move(Writes{}.update(item(1), 1)), "an update of an older version");
  expect_done(Writes{}.update(item(1), 2).commit_to(bench.store()), "a commit succeeds after one was refused");
  expect(bench.must_load(one).version == 3, "its row is there");
}

}  // namespace

std::vector<NamedCheck> conflict_checks() {
  return {{"an update of another version is a conflict", &stale_update},
          {"an erasure of another version is a conflict", &stale_erase},
          {"an insertion of an existing id is a conflict", &existing_insert},
          {"a checked row that changed is a conflict", &stale_check},
          {"a command id that exists is a conflict, before any duplicate", &existing_command},
          {"a refused commit is in nobody's way", &later_commits}};
}

}  // namespace lilac::contract

#include "testing/contract/bench.hpp"

namespace lilac::contract {
namespace {

void expect_duplicate(Bench& bench, Writes writes, char const* index, std::string const& what) {
  auto const before = bench.contents();
  auto const done = writes.insert(Counter{{77}, 1}).commit_to(bench.store());
  expect_refused(done, rules::already_exists, what);
  expect(done.error().field() == std::string{"Item."} + index,
         what + " names the index: " + std::string{done.error().field()});
  expect(bench.contents() == before, what + " leaves nothing behind");
}

Item with_ticket(std::int64_t id, std::optional<std::string> ticket, std::int64_t owner = 0) {
  auto row = item(id);
  row.ticket = std::move(ticket);
  row.owner = owner;
  return row;
}

Item with_code(std::int64_t id, std::string code, bool active = true) {
  auto row = item(id);
  row.code = std::move(code);
  row.active = active;
  return row;
}

void duplicates(Bench& bench) {
  bench.must_insert(with_ticket(1, "t"));
  expect_duplicate(bench, std::move(Writes{}.insert(with_ticket(2, "t"))), "find_by_ticket", "a duplicate");
  bench.must_insert(with_ticket(2, "t", 5));
  bench.must_insert(with_ticket(3, "u"));
  expect_duplicate(bench, std::move(Writes{}.update(with_ticket(3, "t", 5), 1)), "find_by_ticket",
                   "an update to a duplicate");
  expect_done(Writes{}.update(with_ticket(1, "t"), 1).commit_to(bench.store()), "a row may keep what is its own");
  expect_duplicate(bench, std::move(Writes{}.insert(with_ticket(4, "v")).insert(with_ticket(5, "v"))), "find_by_ticket",
                   "a duplicate within a write set");
}

void empty_columns(Bench& bench) {
  bench.must_insert(with_ticket(1, std::nullopt));
  expect_duplicate(bench, std::move(Writes{}.insert(with_ticket(2, std::nullopt))), "find_by_ticket",
                   "an empty column like another empty one");
  bench.must_insert(with_ticket(2, ""));
  bench.must_insert(with_ticket(3, std::nullopt, 1));
  bench.must_insert(with_ticket(4, "0"));
}

void conditions(Bench& bench) {
  bench.must_insert(with_code(1, "c"));
  bench.must_insert(with_code(2, "c", false));
  bench.must_insert(with_code(3, "c", false));
  expect_duplicate(bench, std::move(Writes{}.update(with_code(2, "c"), 1)), "find_active_by_code",
                   "a row that becomes active");
  expect_done(Writes{}.update(with_code(1, "c", false), 1).commit_to(bench.store()), "the active row steps back");
  expect_done(Writes{}.update(with_code(2, "c"), 1).commit_to(bench.store()), "another one becomes active");
  expect_done(Writes{}.update(with_code(3, "c"), 1).update(with_code(2, "c", false), 2).commit_to(bench.store()),
              "both at once, in any order");
  expect(bench.scan(index_info<Item::find_active_by_code>()) == std::vector<std::int64_t>{3}, "only one is active");
}

void exchanges(Bench& bench) {
  bench.must_insert(with_code(1, "a"));
  bench.must_insert(with_code(2, "b"));
  bench.must_insert(with_code(3, "c"));
  expect_done(Writes{}
                  .update(with_code(1, "b"), 1)
                  .update(with_code(2, "c"), 1)
                  .update(with_code(3, "a"), 1)
                  .commit_to(bench.store()),
              "rows may exchange what is unique");
  expect(bench.scan(index_info<Item::find_active_by_code>()) == std::vector<std::int64_t>{3, 1, 2}, "they did");
  expect(bench.must_load(Id<Item>{2}).version == 2, "their versions were counted");
  expect_done(Writes{}.insert(with_code(4, "a")).erase(Id<Item>{3}, 2).commit_to(bench.store()),
              "a row may take what an erased one leaves");
  expect_duplicate(bench, std::move(Writes{}.update(with_code(1, "c"), 2).update(with_code(4, "b"), 1)),
                   "find_active_by_code", "an exchange that leaves a duplicate");
}

}  // namespace

std::vector<NamedCheck> unique_checks() {
  return {{"a unique index refuses duplicates and names itself", &duplicates},
          {"empty columns are equal in a unique index", &empty_columns},
          {"a unique index with a condition counts only the rows that meet it", &conditions},
          {"what is unique may change hands within one write set", &exchanges}};
}

}  // namespace lilac::contract

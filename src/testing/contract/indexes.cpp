#include <algorithm>
#include <map>
#include <set>

#include "lilac/engine/reader.hpp"
#include "testing/contract/bench.hpp"

namespace lilac::contract {
namespace {

/// Rows whose columns meet often: every combination of a few values, empty ones among them.
std::vector<Item> crowded_rows() {
  std::vector<Item> rows;
  char const* const names[] = {"", "a", "a b", "ab", "b", "é", "😀"};
  for (std::int64_t id = 1; id <= 28; ++id) {
    auto row = item(id);
    row.owner = id % 3 - 1;
    if (id % 4 != 0) row.rank = id % 5 - 2;
    row.name = names[static_cast<std::size_t>(id) % std::size(names)];
    row.color = id % 2 == 0 ? Color::blue : Color::green;
    row.active = id % 3 != 0;
    if (id % 4 < 2) row.ticket.reset();
    row.owner = id % 4 < 2 ? id * 10 : row.owner;
    if (id % 5 == 0) row.owner = -1;
    if (id % 4 < 2 && id % 5 == 0) row.owner = -id * 10;
    row.price = {id % 3 - 1, id % 2 == 0 ? Currency{"KRW"} : Currency{"EUR"}};
    if (id % 3 != 1) row.due = Instant{Duration{(id % 4 - 1) * 1000}};
    rows.push_back(row);
  }
  return rows;
}

/// The key of the first columns of a row.
Key prefix_of(IndexInfo const& index, Item const& row, std::size_t columns) {
  Key key;
  for (auto const& column : index.columns.first(columns)) {
    auto const& field = index.entity->type->fields[column.field];
    append_column(key, *field.type, field.at_const(&row), column.descending);
  }
  return key;
}

/// What a scan must find: rows by their keys' bytes.
using Expected = std::map<std::string, std::int64_t, std::less<>>;

std::vector<std::int64_t> ids_in(Expected const& entries, std::string_view prefix, std::string_view after,
                                 std::size_t limit) {
  std::vector<std::int64_t> ids;
  for (auto const& [key, id] : entries) {
    if (ids.size() == limit) break;
    if (key.starts_with(prefix) && (after.empty() || key > after)) ids.push_back(id);
  }
  return ids;
}

Expected expected_of(IndexInfo const& index, std::vector<Item> const& rows) {
  Expected entries;
  for (auto const& row : rows) {
    if (is_indexed(index, &row)) entries.emplace(entry_key(index, &row).bytes(), row.id.value);
  }
  return entries;
}

void expect_index(Bench& bench, IndexInfo const& index, std::vector<Item> const& rows) {
  auto const entries = expected_of(index, rows);
  std::set<std::string, std::less<>> seen;
  for (auto const& row : rows) {
    for (std::size_t columns = 0; columns <= index.columns.size(); ++columns) {
      auto const prefix = prefix_of(index, row, columns);
      if (!seen.emplace(prefix.bytes()).second) continue;
      auto const what = std::string{index.name} + " with " + std::to_string(columns) + " columns of row " +
                        std::to_string(row.id.value);
      expect(bench.scan(index, prefix) == ids_in(entries, prefix.bytes(), {}, no_limit), what + " in order");
      for (auto const& from : rows) {
        auto const after = entry_key(index, &from);
        expect(bench.scan(index, prefix, after, 3) == ids_in(entries, prefix.bytes(), after.bytes(), 3),
               what + ", three rows after row " + std::to_string(from.id.value));
      }
    }
  }
}

void scans(Bench& bench) {
  auto rows = crowded_rows();
  for (auto const& row : rows) bench.must_insert(row);
  for (auto const* index : entity_info<Item>().indexes) expect_index(bench, *index, rows);

  // The same after rows moved in, out of and within the indexes.
  for (auto& row : rows) {
    if (row.id.value % 2 == 0) continue;
    row.active = !row.active;
    row.rank = row.rank ? std::nullopt : std::optional<std::int64_t>{1};
    row.name += "z";
    row.price.currency = Currency{"USD"};
    expect_done(Writes{}.update(row, 1).commit_to(bench.store()), "a row is updated");
  }
  expect_done(Writes{}.erase(rows.back().id, 1).commit_to(bench.store()), "a row is erased");
  rows.pop_back();
  for (auto const* index : entity_info<Item>().indexes) expect_index(bench, *index, rows);
}

void row_views(Bench& bench) {
  auto row = item(1);
  row.owner = 7;
  bench.must_insert(row);
  row.name = "changed";
  expect_done(Writes{}.update(row, 1).commit_to(bench.store()), "a row is updated");
  auto const& index = index_info<Item::find_by_owner>();
  int calls = 0;
  expect_done(bench.store().scan(index, {}, {}, no_limit,
                                 [&](RowView const& view) {
                                   ++calls;
                                   expect(view.id == 1 && view.version == 2, "a scan shows ids and versions");
                                   expect(equal(type_of<Item>(), view.row, &row), "a scan shows whole rows");
                                   return true;
                                 }),
              "a scan");
  expect(calls == 1, "a scan shows each row once");
}

void stopping(Bench& bench) {
  for (std::int64_t id = 1; id <= 5; ++id) bench.must_insert(item(id));
  auto const& index = index_info<Item::find_by_owner>();
  int calls = 0;
  auto const stop = [&](RowView const&) { return ++calls < 2; };
  expect_done(bench.store().scan(index, {}, {}, no_limit, stop), "a scan that is stopped");
  expect(calls == 2, "a scan stops when it is told to");
  calls = 0;
  expect_done(bench.store().scan_all(entity_info<Item>(), 0, no_limit, stop), "a scan that is stopped");
  expect(calls == 2, "a scan of all rows stops when it is told to");
  expect(bench.scan(index, {}, {}, 0).empty(), "a limit of 0 finds nothing");
}

void paging(Bench& bench) {
  for (std::int64_t id = 1; id <= 30; ++id) {
    auto row = item(id);
    row.rank = id / 4;
    bench.must_insert(row);
  }
  auto const& index = index_info<Item::find_by_rank>();
  std::vector<std::int64_t> seen;
  Key after;
  for (std::size_t page = 1; page > 0;) {
    page = 0;
    expect_done(bench.store().scan(index, {}, after, 4,
                                   [&](RowView const& view) {
                                     ++page;
                                     seen.push_back(view.id);
                                     after = entry_key(index, view.row);
                                     return true;
                                   }),
                "a page");
    // What was seen last goes away, a row behind comes in, and the pages go on.
    if (page == 0) break;
    auto const last = bench.must_load(Id<Item>{seen.back()});
    expect_done(Writes{}.erase(last.row.id, last.version).commit_to(bench.store()), "a row is erased");
    if (seen.size() > 12) continue;
    auto row = item(100 + static_cast<std::int64_t>(seen.size()));
    row.rank = 50;
    bench.must_insert(row);
  }
  std::vector<std::int64_t> wanted;
  for (std::int64_t id = 1; id <= 30; ++id) wanted.push_back(id);
  for (auto const id : {104, 108, 112}) wanted.push_back(id);
  auto by_rank = wanted;
  std::ranges::stable_sort(by_rank, {}, [](std::int64_t id) {
    auto const rank = id > 30 ? 50 : id / 4;
    return std::pair{rank, "item " + std::to_string(id)};
  });
  expect(seen == by_rank, "pages show every row once, while others are erased and inserted");
}

void all_rows(Bench& bench) {
  for (std::int64_t const id : {5, 1, 9, 3, 7}) bench.must_insert(Counter{{id}, id});
  auto const all = [&](std::int64_t after, std::size_t limit) {
    std::vector<std::int64_t> ids;
    expect_done(bench.store().scan_all(entity_info<Counter>(), after, limit,
                                       [&](RowView const& view) {
                                         ids.push_back(view.id);
                                         expect(static_cast<Counter const*>(view.row)->count == view.id, "whole rows");
                                         return true;
                                       }),
                "all rows");
    return ids;
  };
  using Ids = std::vector<std::int64_t>;
  expect(all(0, no_limit) == Ids{1, 3, 5, 7, 9}, "all rows come by ascending id");
  expect(all(3, 2) == Ids{5, 7}, "two rows after row 3");
  expect(all(4, 1) == Ids{5}, "one row after an id that no row has");
  expect(all(9, no_limit).empty(), "nothing after the last");
  expect_done(Writes{}.erase(Id<Counter>{5}, 1).commit_to(bench.store()), "a row is erased");
  bench.must_insert(Counter{{4}, 4});
  expect(all(0, no_limit) == Ids{1, 3, 4, 7, 9}, "erased rows are gone, new ones in their place");
}

}  // namespace

std::vector<NamedCheck> index_checks() {
  return {{"scans find what their prefix and after-key say, in the order of the keys", &scans},
          {"scans show rows with their versions", &row_views},
          {"scans stop when told to", &stopping},
          {"pages go on behind rows that went away", &paging},
          {"all rows of an entity come by id", &all_rows}};
}

}  // namespace lilac::contract

// Scans in pages, between which others write: all that one scan shows is of the moment when it began.
#include <algorithm>
#include <set>

#include "testing/contract/bench.hpp"
#include "testing/contract/in_threads.hpp"

namespace lilac::contract {
namespace {

constexpr auto no_limit = static_cast<std::size_t>(-1);
constexpr std::int64_t rows = 600;
constexpr std::size_t first_page = 256;
constexpr std::size_t page = 100;

/// What is scanned.
struct Scanned {
  IndexInfo const* index;  ///< null: all rows, by id
  Key prefix{};
  Key after{};
  std::int64_t after_id = 0;
};

/// Rows as text, with their versions.
using Seen = std::vector<std::string>;

std::string text_of(RowView const& view) {
  auto text = std::to_string(view.version) + ' ';
  append_json(text, type_of<Item>(), view.row, Showing::whole);
  return text;
}

/// A scan of items that is read on when its owner likes.
class Reading {
 public:
  Reading(Bench& bench, Scanned const& scanned) {
    auto take = [this](RowView const& view) { return show(view); };
    rest_ =
        scanned.index != nullptr
            ? need(bench.store().begin_scan(*scanned.index, scanned.prefix, scanned.after, no_limit, first_page, take),
                   "a scan in pages")
            : need(bench.store().begin_scan_all(entity_info<Item>(), scanned.after_id, no_limit, first_page, take),
                   "a scan in pages");
    expect(seen_.size() <= first_page, "the first page is no longer than it may be");
  }

  /// False when there was no more.
  bool go_on(std::size_t limit = page) {
    if (rest_ == nullptr) return false;
    auto const before = seen_.size();
    expect_done(rest_->next(limit, [this](RowView const& view) { return show(view); }), "the next page");
    expect(seen_.size() - before <= limit, "a page is no longer than it may be");
    return seen_.size() > before;
  }
  Seen const& to_the_end() {
    while (go_on()) {
    }
    return seen_;
  }
  Seen const& seen() const { return seen_; }
  RemainingRows* rest() const { return rest_.get(); }

 private:
  bool show(RowView const& view) {
    seen_.push_back(text_of(view));
    return true;
  }

  Seen seen_;
  std::unique_ptr<RemainingRows> rest_;
};

/// One call of the store's own scan.
Seen all_at_once(Bench& bench, Scanned const& scanned) {
  Seen seen;
  auto const take = [&](RowView const& view) {
    seen.push_back(text_of(view));
    return true;
  };
  expect_done(scanned.index != nullptr
                  ? bench.store().scan(*scanned.index, scanned.prefix, scanned.after, no_limit, take)
                  : bench.store().scan_all(entity_info<Item>(), scanned.after_id, no_limit, take),
              "a scan");
  return seen;
}

/// A row's places in the indexes rise, or fall, with its id.
Item numbered(std::int64_t id, std::int64_t place) {
  auto row = item(id);
  row.owner = place;
  row.rank = place;
  row.price = {place, Currency{"KRW"}};
  return row;
}

void fill(Bench& bench, std::int64_t count = rows) {
  Writes writes;
  for (std::int64_t id = 1; id <= count; ++id) writes.insert(numbered(id, id));
  expect_done(writes.commit_to(bench.store()), "many rows are inserted");
}

void move(Bench& bench, std::int64_t id, std::int64_t to) {
  auto const there = bench.must_load(Id<Item>{id});
  expect_done(Writes{}.update(numbered(id, to), there.version).commit_to(bench.store()), "a row is moved");
}
void erase(Bench& bench, std::int64_t id) {
  auto const there = bench.must_load(Id<Item>{id});
  expect_done(Writes{}.erase(there.row.id, there.version).commit_to(bench.store()), "a row is erased");
}

/// What a writer does between two pages: places are those of numbered().
void write_between(Bench& bench, int turn) {
  switch (turn) {
    case 0:
      move(bench, 10, rows + 10);  // from behind the scan to ahead of it, or the other way
      move(bench, 590, -590);      // for an index that falls
      move(bench, 400, 401);       // ahead, to where nearly another one is
      move(bench, 20, 21);         // behind
      erase(bench, 30);
      erase(bench, 580);
      bench.must_insert(numbered(rows + 1, 450));
      bench.must_insert(numbered(rows + 2, 2));
      break;
    case 1: {
      move(bench, 590, 590);  // back, with another version
      move(bench, 401, -401);
      bench.must_insert(numbered(580, 580));  // another row under the same id
      erase(bench, rows + 1);
      auto renamed = bench.must_load(Id<Item>{500});  // in its place
      renamed.row.code = "renamed";
      expect_done(Writes{}.update(renamed.row, renamed.version).commit_to(bench.store()), "a row is renamed");
      break;
    }
    case 2: {
      Writes all;  // everything else changes its place
      for (std::int64_t id = 41; id < 390; ++id) all.update(numbered(id, 1000 - id), 1);
      expect_done(all.commit_to(bench.store()), "many rows are moved");
      break;
    }
    default:
      for (std::int64_t id = 41; id < 390; id += 17) erase(bench, id);
      move(bench, 10, 10);
  }
}

std::vector<Scanned> all_scans() {
  auto const behind = numbered(40, 40);
  auto const& by_rank = index_info<Item::find_by_rank>();
  return {{nullptr},
          {nullptr, {}, {}, 40},
          {&index_info<Item::find_by_owner>()},
          {&index_info<Item::find_by_falling_name>()},
          {&index_info<Item::find_by_price>()},
          {&index_info<Item::find_active_by_color>()},
          {&by_rank},
          {&by_rank, {}, entry_key(by_rank, &behind)}};
}

std::string name_of_scan(Scanned const& scanned) {
  return std::string{scanned.index == nullptr ? "all rows" : scanned.index->name};
}

void one_moment(Bench& bench) {
  fill(bench);
  // All are read at the same time, each a page further between two writes.
  auto const scans = all_scans();
  std::vector<Seen> wanted;
  std::vector<std::unique_ptr<Reading>> readings;
  for (auto const& scanned : scans) {
    wanted.push_back(all_at_once(bench, scanned));
    readings.push_back(std::make_unique<Reading>(bench, scanned));
    expect(wanted.back().size() >= static_cast<std::size_t>(rows) - 40, "a scan shows all rows");
  }
  for (int turn = 0; turn < 4; ++turn) {
    write_between(bench, turn);
    for (auto const& reading : readings) reading->go_on(page - 20);
  }
  for (std::size_t i = 0; i < scans.size(); ++i) {
    expect(readings[i]->to_the_end() == wanted[i],
           name_of_scan(scans[i]) + ": pages show each row once, as it was when the scan began");
    expect(!readings[i]->go_on(), "behind the last row there is none");
  }
  // What begins now sees what was written.
  for (auto const& scanned : scans) {
    expect(Reading{bench, scanned}.to_the_end() == all_at_once(bench, scanned),
           name_of_scan(scanned) + ": a new scan shows what is there now");
  }
}

void one_prefix(Bench& bench) {
  Writes writes;
  for (std::int64_t id = 1; id <= rows; ++id) {
    auto row = numbered(id, id);
    row.owner = id % 2;
    writes.insert(row);
  }
  expect_done(writes.commit_to(bench.store()), "many rows are inserted");
  Key prefix;
  std::int64_t const owner = 1;
  append_column(prefix, type_of<std::int64_t>(), &owner, false);
  Scanned const scanned{&index_info<Item::find_newest_by_owner>(), prefix};
  auto const wanted = all_at_once(bench, scanned);
  expect(wanted.size() == static_cast<std::size_t>(rows) / 2, "half of the rows have the prefix");
  Reading reading{bench, scanned};
  for (std::int64_t const id : {1, 2, 3, 4, 599, 600}) {  // out of the prefix and into it
    auto there = bench.must_load(Id<Item>{id});
    there.row.owner = 1 - there.row.owner;
    expect_done(Writes{}.update(there.row, there.version).commit_to(bench.store()), "a row is moved");
  }
  expect(reading.to_the_end() == wanted, "what leaves a prefix is still shown, what comes into it is not");
}

void several_moments(Bench& bench) {
  fill(bench);
  Scanned const scanned{&index_info<Item::find_by_owner>()};
  auto const first_wanted = all_at_once(bench, scanned);
  Reading first{bench, scanned};
  write_between(bench, 0);
  auto const second_wanted = all_at_once(bench, scanned);
  Reading second{bench, scanned};
  {
    Reading abandoned{bench, scanned};
    abandoned.go_on();
  }
  write_between(bench, 1);
  expect(second.to_the_end() == second_wanted, "a scan that began later is of a later moment");
  expect(first.to_the_end() == first_wanted, "a scan that began earlier is of an earlier one");
  auto const written = bench.contents();
  expect_done(Writes{}.commit_to(bench.store()), "nothing is written");
  expect(bench.contents() == written, "scans that were left change nothing");
}

void scrubbed(Bench& bench) {
  fill(bench);
  Scanned const scanned{&index_info<Item::find_by_owner>()};
  auto const wanted = all_at_once(bench, scanned);
  Reading begun{bench, scanned};
  Reading further{bench, scanned};
  further.go_on();
  write_between(bench, 0);
  expect_done(bench.store().scrub(), "the store is scrubbed during a scan");
  write_between(bench, 1);
  expect(begun.to_the_end() == wanted && further.to_the_end() == wanted, "scans go on when the store was scrubbed");
}

void stopped(Bench& bench) {
  fill(bench, 300);
  auto const& index = index_info<Item::find_by_owner>();
  std::size_t calls = 0;
  auto const stop = [&](RowView const&) { return ++calls < 3; };
  auto const rest = need(bench.store().begin_scan(index, {}, {}, no_limit, first_page, stop), "a scan in pages");
  expect(calls == 3 && rest == nullptr, "a scan that stops on its first page has no rest");
  Reading reading{bench, {&index}};
  expect(reading.rest() != nullptr, "behind a full page there is a rest");
  Seen seen;
  for (std::size_t turn = 0; turn < 22; ++turn) {
    calls = 0;
    expect_done(reading.rest()->next(10,
                                     [&](RowView const& view) {
                                       seen.push_back(text_of(view));
                                       return ++calls < 2;
                                     }),
                "a page that is stopped");
    expect(calls == 2, "a page stops when it is told to");
  }
  auto const wanted = all_at_once(bench, {&index});
  auto const begins = wanted.begin() + static_cast<std::ptrdiff_t>(first_page);
  expect(std::equal(seen.begin(), seen.end(), begins, wanted.end()), "a scan goes on behind the row that stopped it");
}

void lengths(Bench& bench) {
  std::int64_t there = 0;
  for (std::int64_t const count : {0, 1, 255, 256, 257, 356, 357}) {
    while (there < count) {
      ++there;
      bench.must_insert(numbered(there, there));
    }
    for (auto const& scanned : {Scanned{nullptr}, Scanned{&index_info<Item::find_by_owner>()}}) {
      auto const seen = Reading{bench, scanned}.to_the_end();
      expect(seen.size() == static_cast<std::size_t>(count), "pages show all of " + std::to_string(count) + " rows");
    }
  }
}

/// Each in its own thread: some move rows to and fro, others scan.
void moving(Bench& bench) {
  fill(bench, 300);
  in_threads([&](int thread) {
    if (thread % 2 == 0) {
      for (int round = 0; round < 60; ++round) {
        auto const id = 1 + (round * 37 + thread) % 150 * 2 + thread / 2;
        move(bench, id, round % 2 == 0 ? -id : 1000 - id);
      }
      return;
    }
    for (int round = 0; round < 15; ++round) {
      auto const seen = Reading{bench, {&index_info<Item::find_by_owner>()}}.to_the_end();
      std::set<std::string> ids;
      for (auto const& text : seen) {
        auto const begins = text.find("\"id\":");
        ids.insert(text.substr(begins, text.find(',') - begins));
      }
      expect(seen.size() == 300 && ids.size() == 300, "a scan shows each row once while others move them");
    }
  });
}

}  // namespace

std::vector<NamedCheck> moment_checks() {
  return {
      {"a scan in pages is of the moment when it began, whatever is moved, erased and inserted meanwhile", &one_moment},
      {"a scan of a prefix in pages is of one moment", &one_prefix},
      {"scans at the same time are each of their own moment", &several_moments},
      {"a scan goes on when the store is scrubbed", &scrubbed},
      {"pages stop when told to", &stopped},
      {"pages show all rows, however many there are", &lengths},
      {"scans show each row once while threads move them", &moving}};
}

}  // namespace lilac::contract

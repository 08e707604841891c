// Every operation of the store fails once, or from there on until somebody repairs it; and every commit loses its reply
// once. After each: whoever asked heard of it (5901), nothing is half done, and going on ends where an undisturbed day
// ends.
#include <doctest/doctest.h>

#include <iostream>

#include "faults/day.hpp"
#include "faults/failing_store.hpp"
#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/sqlite.hpp"

namespace lilac::faults {
namespace {

enum class Medium : std::uint8_t { memory, sqlite };
enum class Fault : std::uint8_t { refuses_once, refuses_until_repaired, loses_the_reply };

char const* name_of(Medium medium) { return medium == Medium::memory ? "memory" : "SQLite"; }
char const* name_of(Fault fault) {
  switch (fault) {
    case Fault::refuses_once:
      return "an operation fails once";
    case Fault::refuses_until_repaired:
      return "operations fail until it is repaired";
    case Fault::loses_the_reply:
      return "the reply of a commit is lost";
  }
  return "";
}

std::unique_ptr<Store> make_store(Medium medium) {
  if (medium == Medium::memory) return std::make_unique<MemoryStore>(MemoryStore::Seed{0});
  return std::move(SqliteStore::open(":memory:", {.check = SqliteOptions::Check::never})).value();
}

/// One run of the day on a store of its own.
struct Run {
  explicit Run(Day const& day, Medium medium)
      : store(make_store(medium)), player(day, [this] { return Program::start(failing, outside); }) {}

  std::unique_ptr<Store> store;
  FailingStore failing{*store};
  Outside outside;
  Player player;
};

struct Undisturbed {
  Undisturbed(Day const& day, Medium medium) {
    Run run{day, medium};
    REQUIRE(run.player.play());
    operations = run.failing.operations();
    commits = run.failing.commits_made();
    everything = everything_in(*run.store);
    outcome = outcome_in(*run.store);
    effects = run.outside.effects();
    answers = run.player.answers();
    REQUIRE(disagreements_in(*run.store) == "");
    REQUIRE_FALSE(run.failing.made_failed_try());
    REQUIRE_FALSE(holds_unfinished_try(*run.store));
  }
  std::int64_t operations, commits;
  std::string everything, outcome, effects;
  std::vector<std::string> answers;
};

struct Totals {
  int points = 0;        ///< at which something failed
  int same_bytes = 0;    ///< of them, those after which rows and journal are byte for byte as undisturbed
  int came_later = 0;    ///< of them, those that cut off or failed a try, whose outcome came later
  int refusals = 0;      ///< answers 5901
  int failed_tries = 0;  ///< points that only made a try fail, which the engine makes again by itself
  int at_opening = 0;    ///< points that the engine did not need yet when it was made
  std::map<std::string, int> failures{};
};

void play_with_fault(Day const& day, Medium medium, Fault fault, std::int64_t point, Undisturbed const& undisturbed,
                     Totals& totals) {
  CAPTURE(std::string{name_of(medium)});
  CAPTURE(std::string{name_of(fault)});
  CAPTURE(point);
  Run run{day, medium};
  switch (fault) {
    case Fault::refuses_once:
      run.failing.fail_from(point, point);
      break;
    case Fault::refuses_until_repaired:
      run.failing.fail_from(point, FailingStore::for_ever);
      break;
    case Fault::loses_the_reply:
      run.failing.lose_reply_of_commit(point);
      break;
  }
  auto cut_off = false;
  auto failed_step = std::optional<std::size_t>{};
  std::size_t steps = 0;
  run.player.after_step = [&] {
    if (!run.failing.failures().empty() && !failed_step) {
      failed_step = steps;
      if (steps > 0) {  // else the store may not even know its entities
        cut_off = holds_unfinished_try(*run.store);
        REQUIRE(disagreements_in(*run.store) == "");
      }
    }
    ++steps;
  };
  int refusals = 0;
  for (;;) {
    auto const done = run.player.play();
    if (done) break;
    REQUIRE(done.error().number() == 5901);
    REQUIRE(done.error().retriable());
    REQUIRE(++refusals <= 3);
    if (fault == Fault::refuses_until_repaired && refusals == 3) run.failing.heal();
  }
  REQUIRE(failed_step);
  if (fault == Fault::refuses_until_repaired) REQUIRE(refusals == 3);
  if (fault == Fault::refuses_once || fault == Fault::loses_the_reply) REQUIRE(refusals <= 1);
  ++totals.points;
  totals.refusals += refusals;
  for (auto const& [operation, count] : run.failing.failures()) totals.failures[operation] += count;
  if (refusals == 0) {
    // Nobody heard of it: a try failed by it, which is made again, or it was the start, which needs no cursors yet.
    if (run.failing.made_failed_try())
      ++totals.failed_tries;
    else
      ++totals.at_opening;
    if (!run.failing.made_failed_try()) REQUIRE(*failed_step == 0);
  }
  REQUIRE(disagreements_in(*run.store) == "");
  if (cut_off || run.failing.made_failed_try()) {
    ++totals.came_later;
    REQUIRE(difference(outcome_in(*run.store), undisturbed.outcome) == "");
  } else {
    ++totals.same_bytes;
    REQUIRE(difference(everything_in(*run.store), undisturbed.everything) == "");
    REQUIRE(run.player.answers() == undisturbed.answers);
  }
  REQUIRE(run.outside.effects() == undisturbed.effects);
}

/// Every `stride`-th point of a day.
void sweep(char const* name, Day const& day, Medium medium, Fault fault, std::int64_t stride) {
  Undisturbed const undisturbed{day, medium};
  auto const last = fault == Fault::loses_the_reply ? undisturbed.commits : undisturbed.operations;
  Totals totals;
  for (std::int64_t point = 1; point <= last; point += stride) {
    play_with_fault(day, medium, fault, point, undisturbed, totals);
  }
  std::cout << name << ", " << name_of(medium) << ", " << name_of(fault) << ": " << totals.points << " fault points, "
            << totals.same_bytes + totals.came_later << " survived (" << totals.same_bytes << " with the same bytes, "
            << totals.came_later << " with an outcome that came later); " << totals.refusals << " answers 5901, "
            << totals.failed_tries << " only made a try fail, " << totals.at_opening << " were made good at opening;";
  for (auto const& [operation, count] : totals.failures) std::cout << ' ' << operation << ' ' << count;
  std::cout << std::endl;
  CHECK(totals.points > 0);
  CHECK(totals.points == (last + stride - 1) / stride);
  CHECK(totals.same_bytes + totals.came_later == totals.points);
  CHECK(totals.same_bytes > totals.came_later);
}

Day once_opened(Day day) {
  day.reopen_before = 0;  // a store in memory ends with its program
  return day;
}

TEST_CASE("Any operation of a store in memory may fail once, and the day ends as it should") {
  sweep("short day", once_opened(short_day()), Medium::memory, Fault::refuses_once, 1);
}
TEST_CASE("A store in memory may fail from any operation on until it is repaired, and the day ends as it should") {
  sweep("short day", once_opened(short_day()), Medium::memory, Fault::refuses_until_repaired, 5);
}
TEST_CASE("Any commit of a store in memory may lose its reply, and nothing is done twice") {
  sweep("short day", once_opened(short_day()), Medium::memory, Fault::loses_the_reply, 1);
}
TEST_CASE("An operation of SQLite may fail once, and the day ends as it should") {
  sweep("short day", once_opened(short_day()), Medium::sqlite, Fault::refuses_once, 29);
}
TEST_CASE("SQLite may fail until it is repaired, and the day ends as it should") {
  sweep("short day", once_opened(short_day()), Medium::sqlite, Fault::refuses_until_repaired, 29);
}
TEST_CASE("A commit of SQLite may lose its reply, and nothing is done twice") {
  sweep("short day", once_opened(short_day()), Medium::sqlite, Fault::loses_the_reply, 7);
}

constexpr Fault all_faults[] = {Fault::refuses_once, Fault::refuses_until_repaired, Fault::loses_the_reply};

TEST_SUITE("sweep_memory" * doctest::skip()) {
  TEST_CASE("Every operation of a store in memory may fail, and either day ends as it should") {
    for (auto const fault : all_faults) {
      sweep("short day", once_opened(short_day()), Medium::memory, fault, 1);
      sweep("whole day", once_opened(whole_day()), Medium::memory, fault, 1);
    }
  }
}
TEST_SUITE("sweep_sqlite" * doctest::skip()) {
  TEST_CASE("Every operation of SQLite may fail, and the short day ends as it should") {
    for (auto const fault : all_faults) sweep("short day", once_opened(short_day()), Medium::sqlite, fault, 1);
  }
}
TEST_SUITE("sweep_sqlite_whole_day" * doctest::skip()) {
  TEST_CASE("Every operation of SQLite may fail once, and the whole day ends as it should") {
    for (auto const fault : {Fault::refuses_once, Fault::loses_the_reply})
      sweep("whole day", once_opened(whole_day()), Medium::sqlite, fault, 1);
  }
}

}  // namespace
}  // namespace lilac::faults

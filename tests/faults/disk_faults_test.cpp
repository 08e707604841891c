// Every read, write, sync, truncation and removal that SQLite makes fails once, or from there on until the disk is
// repaired; and the disk is full. After each: whoever asked heard of it (5901, never 5903), the file is whole, and
// going on ends where an undisturbed day ends.
#include <iostream>

#include "faults/disk_desk.hpp"
#include "faults/faulty_disk.hpp"

namespace lilac::faults {
namespace {

struct Fault {
  char const* name;
  bool is_full;
  bool stays;
};
constexpr Fault faults[] = {{"an operation fails once", false, false},
                            {"operations fail until the disk is repaired", false, true},
                            {"a write finds no room once", true, false},
                            {"writes find no room until there is some again", true, true}};

struct Totals {
  int points = 0;
  int same_bytes = 0;
  int came_later = 0;
  int refusals = 0;   ///< answers 5901
  int unnoticed = 0;  ///< points that SQLite made good by itself: a copy of its log into the file, which it tries again
};

/// False when the day ended before anything failed.
bool play_with_fault(CalmDay const& calm, Fault const& fault, std::int64_t point, Totals& totals) {
  CAPTURE(std::string{fault.name});
  CAPTURE(point);
  TemporaryDirectory directory;
  Outside outside;
  auto disk = std::make_unique<FaultyDisk>();
  DiskDesk desk{directory / "desk.db", outside};
  Player player{calm.day, [&] { return desk.start(); }};
  auto const last = fault.stays ? FaultyDisk::for_ever : point;
  if (fault.is_full)
    disk->be_full_from(point, last);
  else
    disk->fail_from(point, last);

  auto cut_off = false;
  int refusals = 0;
  for (;;) {
    auto const done = player.play();
    if (done) break;
    REQUIRE_MESSAGE(done.error().number() == 5901, done.error().message());
    REQUIRE(++refusals <= 3);
    if (fault.stays && refusals < 3) continue;
    if (fault.stays) {
      // The process is ended while nothing works, and started again on a sound disk.
      player.end_program();
      desk.close();
      disk->heal();
      auto const repaired = desk.start();
      REQUIRE_MESSAGE(repaired, repaired.error().message());
      REQUIRE(disagreements_in(*desk.store()) == "");
    }
    if (desk.store() != nullptr) cut_off = cut_off || holds_unfinished_try(*desk.store());
  }
  if (disk->failures() == 0) return false;
  disk->heal();
  ++totals.points;
  totals.refusals += refusals;
  if (refusals == 0) ++totals.unnoticed;
  REQUIRE(disagreements_in(*desk.store()) == "");
  if (cut_off || desk.made_failed_try()) {
    ++totals.came_later;
    REQUIRE(difference(outcome_in(*desk.store()), calm.outcome) == "");
  } else {
    ++totals.same_bytes;
    REQUIRE(difference(everything_in(*desk.store()), calm.everything) == "");
  }
  REQUIRE(outside.effects() == calm.effects);
  player.end_program();
  desk.close();

  disk.reset();
  desk.synchronous = SqliteOptions::Synchronous::off;
  REQUIRE(integrity_of(desk.path()) == "ok");
  auto const reopened = desk.start();
  REQUIRE_MESSAGE(reopened, reopened.error().message());
  REQUIRE(disagreements_in(*desk.store()) == "");
  return true;
}

void sweep(char const* name, CalmDay const& calm, Fault const& fault, std::int64_t stride) {
  Totals totals;
  for (std::int64_t point = 1; play_with_fault(calm, fault, point, totals); point += stride) {
  }
  std::cout << name << ", " << fault.name << ": " << totals.points << " fault points, "
            << totals.same_bytes + totals.came_later << " survived (" << totals.same_bytes << " with the same bytes, "
            << totals.came_later << " with an outcome that came later), 0 corrupt; " << totals.refusals
            << " answers 5901, " << totals.unnoticed << " made good by SQLite" << std::endl;
  CHECK(totals.points > 0);
  CHECK(totals.refusals > 0);
  CHECK(totals.same_bytes + totals.came_later == totals.points);
}

TEST_CASE("The disk may fail or be full at an operation, and the file stays whole") {
  FrequentCheckpoints const checkpoints;
  CalmDay const calm{short_day()};
  for (auto const& fault : faults) sweep("short day", calm, fault, 67);
}

TEST_CASE("A file that cannot be read while it is opened is not taken for a damaged one") {
  TemporaryDirectory directory;
  Outside outside;
  auto disk = std::make_unique<FaultyDisk>();
  DiskDesk desk{directory / "desk.db", outside};
  REQUIRE(desk.start());
  desk.close();
  int points = 0;
  for (std::int64_t point = 1;; ++point) {
    CAPTURE(point);
    disk->fail_from(point, point);
    auto const store = SqliteStore::open(desk.path(), {.check = SqliteOptions::Check::always});
    if (disk->failures() == 0) break;
    ++points;
    if (!store) REQUIRE_MESSAGE(store.error().number() == 5901, store.error().message());
  }
  std::cout << "opening a file: " << points << " fault points, " << points << " survived" << std::endl;
  CHECK(points > 50);
}

void sweep_all(Fault const& fault) {
  FrequentCheckpoints const checkpoints;
  sweep("short day", CalmDay{short_day()}, fault, 1);
}
TEST_SUITE("sweep_once" * doctest::skip()) {
  TEST_CASE("Every operation of the disk may fail once, and the file stays whole") { sweep_all(faults[0]); }
}
TEST_SUITE("sweep_until_repaired" * doctest::skip()) {
  TEST_CASE("From every operation on the disk may fail, and the file stays whole") { sweep_all(faults[1]); }
}
TEST_SUITE("sweep_full_once" * doctest::skip()) {
  TEST_CASE("Every write may find no room once, and the file stays whole") { sweep_all(faults[2]); }
}
TEST_SUITE("sweep_full_until_room" * doctest::skip()) {
  TEST_CASE("From every write on the disk may be full, and the file stays whole") { sweep_all(faults[3]); }
}

}  // namespace
}  // namespace lilac::faults

// The power goes at every change that SQLite makes to its files. Whatever was not synced is gone, or part of it is.
// Afterwards every acknowledged command is there, none is half done, and going on ends where an undisturbed day ends.
#include <iostream>

#include "faults/disk_desk.hpp"
#include "faults/faulty_disk.hpp"

namespace lilac::faults {
namespace {

struct Totals {
  int points = 0;
  int same_bytes = 0;
  int came_later = 0;
  int acknowledged = 0;  ///< before the power went, over all points
  int lost = 0;
  int without_file = 0;  ///< points at which nothing of the file had been synced
};

/// False when the day ended before the power went.
bool play_with_power_loss(CalmDay const& calm, std::int64_t point, Survives survives, Totals& totals) {
  CAPTURE(point);
  TemporaryDirectory directory;
  Outside outside;
  auto disk = std::make_unique<FaultyDisk>();
  DiskDesk desk{directory / "desk.db", outside};
  Player player{calm.day, [&] { return desk.start(); }};
  disk->cut_power_at(point);
  auto const done = player.play();
  if (!done) REQUIRE(done.error().number() == 5901);
  player.end_program();
  desk.close();
  if (disk->has_power()) return false;
  disk->lose_unsynced(survives, static_cast<std::uint64_t>(point));
  disk.reset();
  desk.synchronous = SqliteOptions::Synchronous::off;
  ++totals.points;
  auto const acknowledged = player.answers();
  auto const there = std::filesystem::exists(desk.path());
  if (!there) ++totals.without_file;
  if (there) REQUIRE(integrity_of(desk.path()) == "ok");

  // From here on the disk is sound.
  auto started = desk.start();
  REQUIRE_MESSAGE(started, started.error().message());
  for (std::size_t line = 0; line < acknowledged.size(); ++line) {
    auto const id = command_id_of(calm.day.lines[line]);
    if (id.empty() || !acknowledges(acknowledged[line])) continue;
    ++totals.acknowledged;
    CAPTURE(id);
    auto const kept = holds_command(*desk.store(), id);
    CHECK(kept);
    if (!kept) ++totals.lost;
  }
  REQUIRE(disagreements_in(*desk.store()) == "");
  auto const cut_off = holds_unfinished_try(*desk.store());
  started.value().reset();
  auto const resumed = player.play();
  REQUIRE_MESSAGE(resumed, resumed.error().message());
  REQUIRE(disagreements_in(*desk.store()) == "");
  if (cut_off) {
    ++totals.came_later;
    REQUIRE(difference(outcome_in(*desk.store()), calm.outcome) == "");
  } else {
    ++totals.same_bytes;
    REQUIRE(difference(everything_in(*desk.store()), calm.everything) == "");
    for (std::size_t line = 0; line < acknowledged.size(); ++line) {
      REQUIRE(calm.gave(line, player.answers()[line]));
      if (!acknowledged[line].empty()) REQUIRE(calm.gave(line, acknowledged[line]));
    }
  }
  REQUIRE(outside.effects() == calm.effects);
  player.end_program();
  desk.close();
  REQUIRE(integrity_of(desk.path()) == "ok");
  return true;
}

void sweep(char const* name, CalmDay const& calm, Survives survives, std::int64_t stride) {
  Totals totals;
  for (std::int64_t point = 1; play_with_power_loss(calm, point, survives, totals); point += stride) {
  }
  std::cout << name << ", the power goes and "
            << (survives == Survives::nothing ? "nothing unsynced survives" : "some of what is unsynced survives")
            << ": " << totals.points << " fault points, " << totals.same_bytes + totals.came_later << " survived ("
            << totals.same_bytes << " with the same bytes, " << totals.came_later
            << " with an outcome that came later; at " << totals.without_file << " there was no file yet), "
            << totals.acknowledged << " acknowledged commands looked for, " << totals.lost << " lost" << std::endl;
  CHECK(totals.points > 0);
  CHECK(totals.acknowledged > totals.points);
  CHECK(totals.lost == 0);
  CHECK(totals.same_bytes + totals.came_later == totals.points);
}

TEST_CASE("The power may go at a change of the file, and no acknowledged command is lost") {
  FrequentCheckpoints const checkpoints;
  CalmDay const calm{short_day()};
  for (auto const survives : {Survives::nothing, Survives::some}) sweep("short day", calm, survives, 29);
}

void sweep_all(Survives survives) {
  FrequentCheckpoints const checkpoints;
  sweep("short day", CalmDay{short_day()}, survives, 1);
}
TEST_SUITE("sweep_nothing_survives" * doctest::skip()) {
  TEST_CASE("The power may go at every change of the file, and what is not synced with it") {
    sweep_all(Survives::nothing);
  }
}
TEST_SUITE("sweep_some_survives" * doctest::skip()) {
  TEST_CASE("The power may go at every change of the file, and some of what is not synced with it") {
    sweep_all(Survives::some);
  }
}
TEST_SUITE("sweep_whole_day" * doctest::skip()) {
  TEST_CASE("The power may go on a whole day with a log as long as SQLite lets it grow") {
    CalmDay const calm{whole_day()};
    for (auto const survives : {Survives::nothing, Survives::some}) sweep("whole day", calm, survives, 7);
  }
}

}  // namespace
}  // namespace lilac::faults

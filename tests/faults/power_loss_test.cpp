// The power goes at every change that SQLite makes to its files. Whatever was not synced is gone, or part of it is.
// Afterwards every acknowledged command is there, none is half done, and going on ends where an undisturbed day ends.
#include <filesystem>
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

/// A day during which the power went: what is left of it, on a sound disk.
struct Rest {
  explicit Rest(CalmDay const& calm)
      : desk(directory / "desk.db", outside), player(calm.day, [&] { return desk.start(); }) {}

  TemporaryDirectory directory;
  Outside outside;
  DiskDesk desk;
  Player player;
  bool has_file = false;

  /// False when the day ended before the power went.
  bool lose_power_at(std::int64_t point, Survives survives, SqliteOptions::Synchronous synchronous) {
    FaultyDisk disk;
    disk.cut_power_at(point);
    desk.synchronous = synchronous;
    auto const done = player.play();
    player.end_program();
    desk.close();
    if (disk.has_power()) return false;
    if (!done) REQUIRE(done.error().number() == 5901);
    disk.lose_unsynced(survives, static_cast<std::uint64_t>(point));
    has_file = std::filesystem::exists(desk.path());
    desk.synchronous = SqliteOptions::Synchronous::off;  // from here on the power stays
    return true;
  }

  /// Ids of the commands that were acknowledged before the power went.
  std::vector<std::string> acknowledged(CalmDay const& calm) const {
    std::vector<std::string> ids;
    for (std::size_t line = 0; line < calm.day.lines.size(); ++line) {
      auto id = command_id_of(calm.day.lines[line]);
      if (!id.empty() && acknowledges(player.answers()[line])) ids.push_back(std::move(id));
    }
    return ids;
  }
  /// How many of these are not in the file.
  int missing(std::vector<std::string> const& ids) {
    int count = 0;
    for (auto const& id : ids) count += holds_command(*desk.store(), id) ? 0 : 1;
    return count;
  }
};

/// False when the day ended before the power went.
bool play_with_power_loss(CalmDay const& calm, std::int64_t point, Survives survives, Totals& totals) {
  CAPTURE(point);
  Rest rest{calm};
  auto& desk = rest.desk;
  auto& player = rest.player;
  if (!rest.lose_power_at(point, survives, SqliteOptions::Synchronous::full)) return false;
  ++totals.points;
  if (!rest.has_file) ++totals.without_file;
  if (rest.has_file) REQUIRE(integrity_of(desk.path()) == "ok");

  auto started = desk.start();
  REQUIRE_MESSAGE(started, started.error().message());
  auto const acknowledged = rest.acknowledged(calm);
  totals.acknowledged += static_cast<int>(acknowledged.size());
  auto const lost = rest.missing(acknowledged);
  CHECK(lost == 0);
  totals.lost += lost;
  REQUIRE(disagreements_in(*desk.store()) == "");
  auto const cut_off = holds_unfinished_try(*desk.store());
  auto const answers = player.answers();
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
    for (std::size_t line = 0; line < answers.size(); ++line) {
      REQUIRE(calm.gave(line, player.answers()[line]));
      if (!answers[line].empty()) REQUIRE(calm.gave(line, answers[line]));
    }
  }
  REQUIRE(rest.outside.effects() == calm.effects);
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
  for (auto const survives : {Survives::nothing, Survives::some}) sweep("short day", calm, survives, 47);
}

// Also shows that the disk here does lose what is not synced.
TEST_CASE("With less synchronisation a power loss takes the last commands, and never half of one") {
  CalmDay const calm{short_day()};
  int points = 0;
  int lost = 0;
  for (std::int64_t point = 150;; point += 97) {
    CAPTURE(point);
    Rest rest{calm};
    if (!rest.lose_power_at(point, Survives::some, SqliteOptions::Synchronous::normal)) break;
    ++points;
    if (rest.has_file) REQUIRE(integrity_of(rest.desk.path()) == "ok");
    auto const started = rest.desk.start();
    REQUIRE_MESSAGE(started, started.error().message());
    lost += rest.missing(rest.acknowledged(calm));
    REQUIRE(disagreements_in(*rest.desk.store()) == "");
  }
  std::cout << "short day, the power goes and commits are not synced: " << points << " fault points, " << points
            << " survived, " << lost << " acknowledged commands lost, as is to be expected" << std::endl;
  CHECK(points > 0);
  CHECK(lost > 0);
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

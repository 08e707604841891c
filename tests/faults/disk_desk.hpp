// A day on an SQLite file, and what is asked of the file afterwards.
#pragma once

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <string>

#include "adapters/temporary_directory.hpp"
#include "faults/day.hpp"
#include "faults/failing_store.hpp"
#include "lilac/adapters/sqlite.hpp"

namespace lilac::faults {

/// While it lives, write-ahead logs are copied into their files every few pages, so that a short day does it often.
class FrequentCheckpoints {
 public:
  FrequentCheckpoints() { sqlite3_auto_extension(entry()); }
  ~FrequentCheckpoints() { sqlite3_cancel_auto_extension(entry()); }
  FrequentCheckpoints(FrequentCheckpoints const&) = delete;
  FrequentCheckpoints& operator=(FrequentCheckpoints const&) = delete;

 private:
  static int set(sqlite3* database, char const**, void const*) { return sqlite3_wal_autocheckpoint(database, 40); }
  // The C interface takes every extension as a function without parameters.
  static void (*entry())() { return reinterpret_cast<void (*)()>(&set); }
};

/// The program with its file: what ends when the process does.
class DiskDesk {
 public:
  DiskDesk(std::string path, Outside& outside) : path_(std::move(path)), outside_(outside) {}

  /// For Player: another program on the file, with full synchronisation, as is the default, unless nothing more depends
  /// on it.
  result<std::unique_ptr<Program>> start() {
    close();
    BOOST_OUTCOME_TRY(sqlite_, SqliteStore::open(path_, {.synchronous = synchronous}));
    watched_ = std::make_unique<FailingStore>(*sqlite_);
    return Program::start(*watched_, outside_);
  }
  /// After the program.
  void close() {
    made_failed_try_ = made_failed_try();
    watched_.reset();
    sqlite_.reset();
  }
  /// Null before it was opened.
  Store* store() { return sqlite_.get(); }
  bool made_failed_try() const { return made_failed_try_ || (watched_ && watched_->made_failed_try()); }
  std::string const& path() const { return path_; }

  SqliteOptions::Synchronous synchronous = SqliteOptions::Synchronous::full;

 private:
  std::string path_;
  Outside& outside_;
  std::unique_ptr<SqliteStore> sqlite_;
  std::unique_ptr<FailingStore> watched_;  ///< fails nothing here
  bool made_failed_try_ = false;
};

inline bool is_too_late(std::string const& answer) { return answer.find(rules::clock_stepped_back.id) != answer.npos; }

/// The day as it goes on a sound disk.
struct CalmDay {
  explicit CalmDay(Day const& given) : day(given) {
    TemporaryDirectory directory;
    Outside outside;
    DiskDesk desk{directory / "desk.db", outside};
    desk.synchronous = SqliteOptions::Synchronous::off;
    Player player{day, [&] { return desk.start(); }};
    REQUIRE(player.play());
    answers = player.answers();
    // What a redaction took from remembered answers stays away.
    player.end_program();
    REQUIRE(player.play());
    later_answers = player.answers();
    everything = everything_in(*desk.store());
    outcome = outcome_in(*desk.store());
    effects = outside.effects();
    REQUIRE(disagreements_in(*desk.store()) == "");
    player.end_program();
  }
  bool gave(std::size_t line, std::string const& answer) const {
    if (answer == answers[line] || answer == later_answers[line]) return true;
    // What was refused is judged again, and too late by now; by how much depends on how far the day had come.
    return is_too_late(answer) && is_too_late(later_answers[line]);
  }
  Day day;
  std::vector<std::string> answers, later_answers;
  std::string everything, outcome, effects;
};

/// SQLite's own check of a closed file.
inline std::string integrity_of(std::string const& path) {
  SQLite::Database database{path, SQLite::OPEN_READWRITE};
  return database.execAndGet("PRAGMA integrity_check").getString();
}

/// An answer that is not an error is an acknowledgement.
inline bool acknowledges(std::string const& answer) {
  return !answer.empty() && answer.find(R"("error":)") == answer.npos;
}

inline bool holds_command(Store& store, std::string const& command_id) {
  StoredCommand stored;
  auto const found = store.find_command(command_id, stored);
  return found && found.value();
}

}  // namespace lilac::faults

// A disk under SQLite that fails at a chosen operation, or loses its power there.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>

#include "faults/disk_image.hpp"

namespace lilac::faults {

/// While it lives it is SQLite's default file system. It stands before the real one: files, locks and the shared memory
/// of the write-ahead log are those (a log's index in shared memory is made anew after a crash, so nothing depends on
/// what is left of it). Syncing only notes what is safe.
class FaultyDisk {
 public:
  enum class Operation : std::uint8_t { read, write, sync, truncate, remove };
  static constexpr auto for_ever = std::numeric_limits<std::int64_t>::max();

  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(FaultyDisk const&) = delete;
  FaultyDisk& operator=(FaultyDisk const&) = delete;

  /// From the `first` operation on to the `last`, counted from 1, all fail, each with the error of its kind.
  void fail_from(std::int64_t first, std::int64_t last);
  /// The same with writes alone, which find no room (SQLITE_FULL).
  void be_full_from(std::int64_t first, std::int64_t last);
  void heal();
  /// At this change (reads do not count) the power goes: it is not made, and nothing works any more.
  void cut_power_at(std::int64_t change);

  std::int64_t failures() const;  ///< since the fault was chosen
  bool has_power() const;

  /// Makes the files what the power loss left of them, once every connection to them is closed.
  void lose_unsynced(Survives survives, std::uint64_t seed);

  struct System;  ///< what SQLite sees of it

 private:
  std::unique_ptr<System> system_;
};

}  // namespace lilac::faults

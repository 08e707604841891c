// Time zones from the operating system's IANA database: its compiled files (TZif, RFC 9636), with their footers.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lilac/kernel/time.hpp"

namespace lilac {

/// Why a zone is not known.
enum class ZoneFault : std::uint8_t {
  missing,       ///< the database has no file of this name, or the name is none
  not_tzif,      ///< the file does not begin as a zone's file does
  truncated,     ///< it ends before what its header announces, or within its footer
  malformed,     ///< it contradicts itself: changes out of order, a kind of time that is not there, a day too long
  no_rule,       ///< it lists changes, but no footer says what comes after the last one
  unknown_rule,  ///< its footer is no rule of POSIX
  leap_seconds,  ///< it counts leap seconds, which an Instant does not
  no_room        ///< more than 2,047 zones are in use
};

/// Thrown for a zone that is not known, which the port forbids to ask for.
class UnknownZone : public std::invalid_argument {
 public:
  UnknownZone(std::string_view zone, ZoneFault fault);
  ZoneFault fault() const { return fault_; }

 private:
  ZoneFault fault_;
};

/// May be used by many threads at once. The first use of a zone reads its whole history into a table that is kept as
/// long as this object; from then on the zone costs some nanoseconds, no lock and no allocation. A zone is right from
/// the year 1 to 9999, whether its file lists changes far ahead or only up to the last one that follows no rule (`fat`
/// and `slim`, as zic has it). A file that cannot be read right makes its zone unknown, never wrong.
class TzdbZones final : public Zones {
 public:
  /// The system's database. Throws std::runtime_error when there is none.
  TzdbZones();
  /// The database in `folder`. Throws std::runtime_error when that is no folder.
  explicit TzdbZones(std::string folder);
  ~TzdbZones() override;
  TzdbZones(TzdbZones const&) = delete;
  TzdbZones& operator=(TzdbZones const&) = delete;

  bool knows(std::string_view zone) const override;
  /// Both throw UnknownZone for a zone that is not known.
  LocalTime to_local(std::string_view zone, Instant instant) const override;
  Instant to_instant(std::string_view zone, LocalTime local) const override;

 private:
  struct Zone;

  Zone const& known(std::string_view name) const;
  Zone const* find(std::string_view name, ZoneFault& fault) const;
  Zone const* find_loaded(std::string_view name) const;
  Zone const* load(std::string_view name, ZoneFault& fault) const;

  std::string folder_;
  /// An open-addressed hash table by name that only grows; the database has some 600 names.
  static constexpr std::size_t capacity = 2048;
  mutable std::array<std::atomic<Zone const*>, capacity> slots_{};
  mutable std::mutex loading_;
  mutable std::vector<std::unique_ptr<Zone const>> zones_;
};

}  // namespace lilac

// Time zones from the operating system's IANA database, through Howard Hinnant's date library.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "lilac/kernel/time.hpp"

namespace lilac {

/// May be used by many threads at once. The first use of a zone reads its whole history into a table that is kept as
/// long as this object; from then on the zone costs some nanoseconds, no lock and no allocation. The database as
/// installed lists changes of the clock up to 2037; after that a zone keeps its last offset.
class TzdbZones final : public Zones {
 public:
  /// Throws std::runtime_error when the system has no time zone database.
  TzdbZones();
  ~TzdbZones() override;
  TzdbZones(TzdbZones const&) = delete;
  TzdbZones& operator=(TzdbZones const&) = delete;

  bool knows(std::string_view zone) const override;
  /// Both throw std::invalid_argument for a zone that is not known, which the port forbids to ask for.
  LocalTime to_local(std::string_view zone, Instant instant) const override;
  Instant to_instant(std::string_view zone, LocalTime local) const override;

 private:
  struct Zone;

  Zone const& known(std::string_view name) const;
  Zone const* find(std::string_view name) const;
  Zone const* find_loaded(std::string_view name) const;
  Zone const* load(std::string_view name) const;

  /// An open-addressed hash table by name that only grows; the database has some 600 names.
  static constexpr std::size_t capacity = 2048;
  mutable std::array<std::atomic<Zone const*>, capacity> slots_{};
  mutable std::mutex loading_;
  mutable std::vector<std::unique_ptr<Zone const>> zones_;
};

}  // namespace lilac

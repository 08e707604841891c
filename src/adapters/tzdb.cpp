#include "lilac/adapters/tzdb.hpp"

#include <date/tz.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

namespace lilac {

namespace {

/// A span of time during which the zone's clock differs from UTC by the same offset.
struct Period {
  Instant begin;
  Duration offset;
  /// The clock shows every reading before this one by the end of the period, or showed it in an earlier one.
  LocalTime shown_before;
};

Instant const first_instant = *parse_instant("0001-01-01T00:00:00Z");
Instant const last_instant = *parse_instant("9999-12-31T23:59:59.999Z");

/// All periods from year 1 to 9999, in order; the first one also holds for whatever is earlier, the last for later.
std::vector<Period> periods_of(date::time_zone const& zone) {
  std::vector<Period> periods;
  for (Instant at = first_instant; at <= last_instant;) {
    auto const info = zone.get_info(at);
    Duration const offset = info.offset;
    Instant const end = info.end;  // At most in the year 32767, which milliseconds can hold.
    auto const shown_before = LocalTime{std::min(end, last_instant).time_since_epoch() + offset};
    if (!periods.empty() && periods.back().offset == offset)
      periods.back().shown_before = std::max(periods.back().shown_before, shown_before);
    else
      periods.push_back(
          {at, offset, periods.empty() ? shown_before : std::max(shown_before, periods.back().shown_before)});
    at = end;
  }
  return periods;
}

/// Names are short and similar, so their length and both ends tell most of them apart.
std::size_t hash_of(std::string_view name) {
  std::uint64_t front = 0, back = 0;
  auto const size = std::min<std::size_t>(name.size(), sizeof front);
  if (size > 0) {
    std::memcpy(&front, name.data(), size);
    std::memcpy(&back, name.data() + name.size() - size, size);
  }
  auto const product = (front ^ name.size()) * 0xa0761d6478bd642fU + back * 0xe7037ed1a0b428dbU;
  return static_cast<std::size_t>(product >> 32);
}

}  // namespace

struct TzdbZones::Zone {
  std::string name;
  std::vector<Period> periods;

  Period const& at(Instant instant) const {
    if (instant >= periods.back().begin) return periods.back();  // Many zones have not changed for decades.
    auto const next = std::upper_bound(periods.begin(), periods.end(), instant,
                                       [](Instant at, Period const& period) { return at < period.begin; });
    return next == periods.begin() ? *next : *(next - 1);
  }
  /// The period in which the clock first shows `local` or later.
  Period const& showing(LocalTime local) const {
    auto const found = std::upper_bound(periods.begin(), periods.end(), local,
                                        [](LocalTime at, Period const& period) { return at < period.shown_before; });
    return found == periods.end() ? periods.back() : *found;
  }
};

TzdbZones::TzdbZones() { date::get_tzdb(); }
TzdbZones::~TzdbZones() = default;

bool TzdbZones::knows(std::string_view zone) const { return find(zone) != nullptr; }

LocalTime TzdbZones::to_local(std::string_view zone, Instant instant) const {
  return LocalTime{instant.time_since_epoch() + known(zone).at(instant).offset};
}

Instant TzdbZones::to_instant(std::string_view zone, LocalTime local) const {
  auto const& table = known(zone);
  auto const& period = table.showing(local);
  Instant const instant{local.time_since_epoch() - period.offset};
  return &period == &table.periods.front() ? instant : std::max(instant, period.begin);
}

TzdbZones::Zone const& TzdbZones::known(std::string_view name) const {
  if (auto const* zone = find(name)) return *zone;
  throw std::invalid_argument("unknown time zone");
}

TzdbZones::Zone const* TzdbZones::find(std::string_view name) const {
  auto const* loaded = find_loaded(name);
  return loaded ? loaded : load(name);
}

TzdbZones::Zone const* TzdbZones::find_loaded(std::string_view name) const {
  for (auto slot = hash_of(name) % capacity;; slot = (slot + 1) % capacity) {
    auto const* zone = slots_[slot].load(std::memory_order_acquire);
    if (!zone || zone->name == name) return zone;
  }
}

TzdbZones::Zone const* TzdbZones::load(std::string_view name) const {
  std::lock_guard const lock{loading_};
  if (auto const* zone = find_loaded(name)) return zone;  // Another thread was faster.
  if (zones_.size() + 1 == capacity) return nullptr;      // One slot stays free, where every search ends.
  try {
    zones_.push_back(std::make_unique<Zone const>(Zone{std::string{name}, periods_of(*date::locate_zone(name))}));
  } catch (std::runtime_error const&) {
    return nullptr;
  }
  auto slot = hash_of(name) % capacity;
  while (slots_[slot].load(std::memory_order_relaxed)) slot = (slot + 1) % capacity;
  slots_[slot].store(zones_.back().get(), std::memory_order_release);
  return zones_.back().get();
}

}  // namespace lilac

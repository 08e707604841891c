#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>

#include "adapters/tzdb/clock_table.hpp"
#include "lilac/adapters/tzdb.hpp"

namespace lilac {

namespace {

namespace fs = std::filesystem;

std::string system_folder() {
  for (auto const* folder : {"/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"}) {
    std::error_code ignored;
    if (fs::is_directory(folder, ignored)) return folder;
  }
  throw std::runtime_error("the system has no time zone database");
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

/// What may be asked of the file system: parts of letters, digits, `_`, `+` and `-`. The copies with other names, and
/// what means another zone on every machine, are no names of IANA's.
bool is_name(std::string_view name) {
  for (auto const* other : {"posix/", "right/"}) {
    if (name.starts_with(other)) return false;
  }
  if (name.empty() || name == "localtime" || name == "posixrules") return false;
  bool after_slash = true;
  for (char const c : name) {
    bool const is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    bool const is_other = (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-';
    if (!is_letter && !is_other && (c != '/' || after_slash)) return false;
    after_slash = c == '/';
  }
  return !after_slash;
}

std::string read_file(fs::path const& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) throw ZoneFault::missing;
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  if (!file && errno == ENOMEM) throw std::bad_alloc();  // which says nothing of the zone
  if (!file) throw ZoneFault::missing;
  return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

std::string_view sentence_of(ZoneFault fault) {
  switch (fault) {
    case ZoneFault::missing:
      return "unknown time zone";
    case ZoneFault::not_tzif:
      return "its file is no time zone";
    case ZoneFault::truncated:
      return "its file ends too early";
    case ZoneFault::malformed:
      return "its file contradicts itself";
    case ZoneFault::no_rule:
      return "its file does not say what comes after its last change";
    case ZoneFault::unknown_rule:
      return "its file ends with an unknown rule";
    case ZoneFault::leap_seconds:
      return "its file counts leap seconds";
    case ZoneFault::no_room:
      return "too many time zones are in use";
  }
  return "cannot be read";
}

}  // namespace

struct TzdbZones::Zone {
  std::string name;
  tzdb::ClockTable clock;
};

UnknownZone::UnknownZone(std::string_view zone, ZoneFault fault)
    : std::invalid_argument(std::string{zone} + ": " + std::string{sentence_of(fault)}), fault_(fault) {}

TzdbZones::TzdbZones() : TzdbZones(system_folder()) {}
TzdbZones::TzdbZones(std::string folder) : folder_(std::move(folder)) {
  std::error_code ignored;
  if (!fs::is_directory(folder_, ignored)) throw std::runtime_error("there is no time zone database in " + folder_);
}
TzdbZones::~TzdbZones() = default;

bool TzdbZones::knows(std::string_view zone) const {
  ZoneFault ignored{};
  return find(zone, ignored) != nullptr;
}

LocalTime TzdbZones::to_local(std::string_view zone, Instant instant) const {
  return LocalTime{instant.time_since_epoch() + known(zone).clock.offset_at(instant)};
}

Instant TzdbZones::to_instant(std::string_view zone, LocalTime local) const {
  return known(zone).clock.first_showing(local);
}

TzdbZones::Zone const& TzdbZones::known(std::string_view name) const {
  ZoneFault fault{};
  if (auto const* zone = find(name, fault)) return *zone;
  throw UnknownZone(name, fault);
}

TzdbZones::Zone const* TzdbZones::find(std::string_view name, ZoneFault& fault) const {
  auto const* loaded = find_loaded(name);
  return loaded ? loaded : load(name, fault);
}

TzdbZones::Zone const* TzdbZones::find_loaded(std::string_view name) const {
  for (auto slot = hash_of(name) % capacity;; slot = (slot + 1) % capacity) {
    auto const* zone = slots_[slot].load(std::memory_order_acquire);
    if (!zone || zone->name == name) return zone;
  }
}

TzdbZones::Zone const* TzdbZones::load(std::string_view name, ZoneFault& fault) const {
  fault = ZoneFault::missing;
  if (!is_name(name)) return nullptr;
  std::lock_guard const lock{loading_};
  if (auto const* zone = find_loaded(name)) return zone;  // Another thread was faster.
  try {
    auto const history = tzdb::read_tzif(read_file(fs::path{folder_} / name));
    if (zones_.size() + 1 == capacity) throw ZoneFault::no_room;  // One slot stays free, where every search ends.
    zones_.push_back(std::make_unique<Zone const>(Zone{std::string{name}, tzdb::ClockTable{history}}));
  } catch (ZoneFault found) {
    fault = found;
    return nullptr;
  }
  auto slot = hash_of(name) % capacity;
  while (slots_[slot].load(std::memory_order_relaxed)) slot = (slot + 1) % capacity;
  slots_[slot].store(zones_.back().get(), std::memory_order_release);
  return zones_.back().get();
}

}  // namespace lilac

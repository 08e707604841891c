// zones_dump FOLDER: for each zone named in a line of the input, every change of its clock that TzdbZones shows from
// 1900 to the end of 2200, as `NAME offset second:offset second:offset …`, all in seconds. A zone that is not known
// gives `NAME ! why`.
#include <iostream>

#include "lilac/adapters/tzdb.hpp"

using namespace lilac;

namespace {

using std::chrono::seconds;

class Clock {
 public:
  Clock(TzdbZones const& zones, std::string const& zone) : zones_(zones), zone_(zone) {}

  Duration offset_at(Instant at) const { return zones_.to_local(zone_, at).time_since_epoch() - at.time_since_epoch(); }
  /// The second in which the offset became what it is at `end`; it was another at `begin`.
  Instant change_between(Instant begin, Instant end) const {
    auto const offset = offset_at(end);
    while (end - begin > seconds{1}) {
      auto const middle = begin + (end - begin) / seconds{2} * seconds{1};
      (offset_at(middle) == offset ? end : begin) = middle;
    }
    return end;
  }

 private:
  TzdbZones const& zones_;
  std::string const& zone_;
};

void dump(TzdbZones const& zones, std::string const& zone) {
  auto const begin = parse_instant("1900-01-01T00:00Z").value();
  auto const end = parse_instant("2201-01-01T00:00Z").value();
  constexpr std::chrono::hours step{12};
  Clock const clock{zones, zone};
  auto const in_seconds = [](auto time) { return std::chrono::duration_cast<seconds>(time).count(); };
  std::cout << zone << ' ' << in_seconds(clock.offset_at(begin));
  for (auto at = begin; at < end; at += step) {
    auto const offset = clock.offset_at(at + step);
    if (offset == clock.offset_at(at)) continue;
    std::cout << ' ' << in_seconds(clock.change_between(at, at + step).time_since_epoch()) << ':' << in_seconds(offset);
  }
  std::cout << '\n';
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  TzdbZones const zones{std::string{arguments[1]}};
  for (std::string zone; std::getline(std::cin, zone);) {
    try {
      dump(zones, zone);
    } catch (UnknownZone const& unknown) {
      std::cout << zone << " ! " << unknown.what() << '\n';
    }
  }
}

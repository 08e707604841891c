#include "lilac/messaging/quiet_hours.hpp"

#include <algorithm>

#include "lilac/messaging/errors.hpp"

namespace lilac::messaging {

namespace {

constexpr Duration day = std::chrono::hours(24);

bool is_time_of_day(Duration time) {
  return time >= Duration{0} && time < day && time % std::chrono::minutes(1) == Duration{0};
}

/// The end of the silence that holds at a time of day, from that day's midnight on; nothing when it is not quiet.
std::optional<Duration> end_of_silence(std::span<QuietWindow const> windows, Duration time) {
  std::optional<Duration> end;
  for (auto const& window : windows) {
    std::optional<Duration> ends;
    if (window.start < window.end) {
      if (window.start <= time && time < window.end) ends = window.end;
    } else if (window.start > window.end) {
      if (time >= window.start) ends = window.end + day;
      if (time < window.end) ends = window.end;
    }
    if (ends && (!end || *ends > *end)) end = ends;
  }
  return end;
}

/// What the clock on somebody's wall shows.
class WallClock {
 public:
  WallClock(Zones const& zones, std::string_view zone) : zones_(zones), zone_(zone) {}

  LocalTime shows(Instant at) const {
    return zone_.empty() ? LocalTime{at.time_since_epoch()} : zones_.to_local(zone_, at);
  }
  /// The instant at which the clock has run on by `time`, or that at which it was set before.
  Instant run_on(Instant at, Duration time) const {
    auto const offset = offset_at(at);
    auto there = at + time;
    if (offset_at(there) == offset) return there;
    auto same = at;
    while (there - same > Duration{1}) {
      auto const middle = same + (there - same) / 2;
      (offset_at(middle) == offset ? same : there) = middle;
    }
    return there;
  }

 private:
  Duration offset_at(Instant at) const { return shows(at).time_since_epoch() - at.time_since_epoch(); }

  Zones const& zones_;
  std::string_view zone_;
};

}  // namespace

// Only a recipient's quiet hours name a recipient and choose whether to follow the tenant's.
// Only the tenant's have a time zone and say whom they hold for.
// A window begins and ends on a minute of the day.
result<QuietHoursSet> QuietHours::set(QuietHours const& wanted, Instant now) {
  if (owner != QuietOwner::RECIPIENT && wanted.follows_tenant)
    return refuse(quiet_setting_is_of_another_owner, field("follows_tenant"));
  if (owner != QuietOwner::TENANT && !wanted.time_zone.empty())
    return refuse(quiet_setting_is_of_another_owner, field("time_zone"));
  if (owner != QuietOwner::TENANT && wanted.mode != QuietMode::MANDATORY)
    return refuse(quiet_setting_is_of_another_owner, field("mode"));
  for (std::size_t n = 0; n < wanted.windows.size(); ++n) {
    auto const path = "windows[" + std::to_string(n) + "].";
    auto const& window = wanted.windows[n];
    if (!is_time_of_day(window.start))
      return refuse(window_is_not_a_time_of_day, field(path + "start"), value(to_text(window.start)));
    if (!is_time_of_day(window.end))
      return refuse(window_is_not_a_time_of_day, field(path + "end"), value(to_text(window.end)));
  }
  // From here on it succeeds.
  windows = wanted.windows;
  time_zone = wanted.time_zone;
  mode = wanted.mode;
  follows_tenant = wanted.follows_tenant;
  updated_at = now;
  return QuietHoursSet{owner, recipient_id, windows, time_zone, mode, follows_tenant, recipient_kind};
}

// The system's windows hold for everybody.
// The tenant's hold for everybody, for whoever has not declined, or for whoever asked for them.
// A recipient's own are added: nobody can take silence away from the others.
std::vector<QuietWindow> windows_for(Channel channel, QuietHours const* system, QuietHours const* tenant,
                                     QuietHours const* recipient) {
  std::vector<QuietWindow> holding;
  auto const add = [&](QuietHours const* hours) {
    if (hours == nullptr) return;
    for (auto const& window : hours->windows) {
      if (window.start != window.end && (!window.channel || *window.channel == channel)) holding.push_back(window);
    }
  };
  auto const follows = [&] {
    auto const choice = recipient != nullptr ? recipient->follows_tenant : std::nullopt;
    switch (tenant->mode) {
      case QuietMode::MANDATORY:
        return true;
      case QuietMode::OPT_OUT:
        return choice.value_or(true);
      case QuietMode::OPT_IN:
        return choice.value_or(false);
    }
    return true;
  };
  add(system);
  if (tenant != nullptr && follows()) add(tenant);
  add(recipient);
  return holding;
}

Duration open_in_a_day(std::span<QuietWindow const> windows) {
  Duration open{0};
  for (Duration time{0}; time < day; time += std::chrono::minutes(1)) {
    if (!end_of_silence(windows, time)) open += std::chrono::minutes(1);
  }
  return open;
}

Instant quiet_until(std::span<QuietWindow const> windows, Zones const& zones, std::string_view zone, Instant from) {
  if (windows.empty()) return from;
  WallClock const clock{zones, zone};
  auto at = from;
  // A day has at most so many ends of windows; twice that, and the times at which the clock is set.
  for (auto left = 2 * windows.size() + 4; left > 0; --left) {
    auto const shown = clock.shows(at);
    Duration const time = shown - std::chrono::floor<std::chrono::days>(shown);
    auto const end = end_of_silence(windows, time);
    if (!end) break;
    at = clock.run_on(at, *end - time);
  }
  return at;
}

}  // namespace lilac::messaging

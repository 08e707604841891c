// The days of a user's calendar.
#pragma once

#include <algorithm>

#include "lilac/engine/host.hpp"
#include "lilac/support/rules.hpp"
#include "lilac/support/user_support.hpp"

namespace lilac::support {

inline constexpr LocalDate first_date{std::chrono::year{1} / 1 / 1};
inline constexpr LocalDate last_date{std::chrono::year{9999} / 12 / 31};

/// Days go by the user's own zone. Where this machine does not know it they go by the desk's, so that one user's zone
/// keeps nobody else from the list; where it does not know that one either, by UTC.
class Calendar {
 public:
  Calendar(UserSupport const& user, Host const& host) : zones_(host.port<Zones>()), zone_(user.time_zone) {
    if (zones_.knows(zone_)) return;
    is_users_own_ = false;
    auto const& desks = host.rules<Rules>().time_zone;
    zone_ = zones_.knows(desks) ? std::string_view{desks} : std::string_view{};
  }

  bool is_users_own() const { return is_users_own_; }
  /// An instant beyond the calendar's ends is on its first or last day.
  LocalDate date_of(Instant instant) const {
    auto const day = zone_.empty() ? LocalDate{std::chrono::floor<std::chrono::days>(instant).time_since_epoch()}
                                   : zones_.local_date(zone_, instant);
    return std::clamp(day, first_date, last_date);
  }

 private:
  Zones const& zones_;
  std::string_view zone_;
  bool is_users_own_ = true;
};

}  // namespace lilac::support

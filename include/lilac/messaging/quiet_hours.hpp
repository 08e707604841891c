// When people are not to be disturbed: daily windows on the recipient's own wall clock.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/messaging/enums.hpp"
#include "lilac/messaging/events.hpp"
#include "lilac/messaging/ids.hpp"

namespace lilac::messaging {

/// Quiet hours of one owner: of the system, of the tenant (both once), or of one recipient. Those of a recipient from
/// before kinds of persons were told hold for every kind of that number that has none of its own: nobody knows whose
/// they were, and silence disturbs nobody.
struct QuietHours {
  QuietHoursId id;
  QuietOwner owner = QuietOwner::SYSTEM;
  std::int64_t recipient_id = 0;  ///< of a recipient's, else 0
  std::vector<QuietWindow> windows;
  std::string time_zone;                  ///< the tenant's: of recipients without a known one; else empty
  QuietMode mode = QuietMode::MANDATORY;  ///< the tenant's: whom its windows hold for
  std::optional<bool> follows_tenant;     ///< a recipient's choice; counts unless the tenant's are mandatory
  Instant updated_at;
  std::optional<PersonKind> recipient_kind{};  ///< of a recipient's; empty there: from before kinds were told

  static constexpr std::uint16_t number = 1003;
  static constexpr auto methods = names("set");
  struct find_by_owner;
  using finders = types<find_by_owner>;

  /// The owner's windows are these from now on. Whether too little of the day is left is for whoever knows the others'.
  /// Errors: 4209 for what is no time of day and for a setting that belongs to another owner.
  result<QuietHoursSet> set(QuietHours const& wanted, Instant now);
};
BOOST_DESCRIBE_STRUCT(QuietHours, (),
                      (id, owner, recipient_id, windows, time_zone, mode, follows_tenant, updated_at, recipient_kind))
struct QuietHours::find_by_owner : Unique<&QuietHours::owner, &QuietHours::recipient_id, &QuietHours::recipient_kind> {
};

/// A union of windows leaves at least this much of a day open.
inline constexpr Duration least_open = std::chrono::hours(1);

/// When nobody gets an advertisement without having agreed to that (Korean Network Act, art. 50).
inline constexpr QuietWindow advertising_night{std::chrono::hours(21), std::chrono::hours(8), {}};

/// The windows that hold for one recipient on one channel: the system's, the tenant's unless the recipient may and does
/// decline them, the recipient's own. Null: that owner has none.
std::vector<QuietWindow> windows_for(Channel channel, QuietHours const* system, QuietHours const* tenant,
                                     QuietHours const* recipient);

/// How much of a day, on a clock that is never set, no window covers.
Duration open_in_a_day(std::span<QuietWindow const> windows);

/// The first instant from `from` on at which the clock of `zone` shows a time in no window: `from` itself when it is
/// not quiet. A window holds whenever the clock shows its time, so an hour that comes twice is quiet twice, and an end
/// that the clock skips is the instant of the skip. An empty zone is UTC; any other must be known. When windows leave
/// nothing of the day, some instant after the next days' windows.
Instant quiet_until(std::span<QuietWindow const> windows, Zones const& zones, std::string_view zone, Instant from);

}  // namespace lilac::messaging

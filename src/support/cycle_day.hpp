// Which day of whose cycle it is.
#pragma once

#include "lilac/engine/work.hpp"
#include "lilac/support/errors.hpp"
#include "lilac/support/user_cycle.hpp"
#include "support/calendar.hpp"

namespace lilac::support {

/// The user's own calendar shows this day now.
inline LocalDate local_today(Work& work, UserSupport const& user) {
  return Calendar{user, work.host()}.date_of(work.now());
}

/// The day of the cycle that it is now. Errors: not_found.
inline result<std::int32_t> day_of(Work& work, UserCycleId cycle_id) {
  BOOST_OUTCOME_TRY(auto const* cycle, work.read(cycle_id));
  BOOST_OUTCOME_TRY(auto const* user, work.read(cycle->user_id));
  return cycle->day_on(local_today(work, *user));
}

/// The user's cycle, which must be theirs. Errors: not_found, cycle_of_another_user.
inline result<UserCycle const*> cycle_of(Work& work, UserId user_id, UserCycleId cycle_id) {
  BOOST_OUTCOME_TRY(work.read(user_id));
  BOOST_OUTCOME_TRY(auto const* cycle, work.read(cycle_id));
  // User and cycle belong together.
  if (cycle->user_id != user_id) return refuse(cycle_of_another_user, field("user_cycle_id"), value(cycle_id.value));
  return cycle;
}

/// The day of a cycle that must be the user's. Errors: as cycle_of().
inline result<CycleDay> day_of(Work& work, UserId user_id, UserCycleId cycle_id) {
  BOOST_OUTCOME_TRY(auto const* cycle, cycle_of(work, user_id, cycle_id));
  BOOST_OUTCOME_TRY(auto const* user, work.read(user_id));
  return CycleDay{user_id, cycle_id, cycle->day_on(local_today(work, *user))};
}

}  // namespace lilac::support

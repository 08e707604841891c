#include "lilac/support/user_cycle.hpp"

#include "lilac/support/errors.hpp"

namespace lilac::support {

std::int32_t UserCycle::day_on(LocalDate today) const {
  return static_cast<std::int32_t>((today - started_on).count()) + 1;
}

void UserCycle::begin(UserId user, LocalDate first_day, std::int64_t digest) {
  user_id = user;
  started_on = first_day;
  enrolment_digest = {digest};
}

result<UserCycleEnded> UserCycle::end(PersonalText reason, LocalDate today) {
  // A cycle ends once.
  if (!is_running()) return refuse(cycle_has_ended, field("user_cycle_id"), value(id.value));
  // From here on it succeeds.
  ended_on = today;
  end_reason = reason;
  return UserCycleEnded{user_id, id, day_on(today), today, std::move(reason)};
}

bool UserCycle::complete_survey(Instant now) {
  if (survey_completed_at) return false;
  survey_completed_at = now;
  return true;
}

}  // namespace lilac::support

// One treatment cycle of one person (ours: the sources only name its id).
#pragma once

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/support/events.hpp"

namespace lilac::support {

struct UserCycle {
  UserCycleId id{};
  UserId user_id{};
  LocalDate started_on{};
  std::optional<LocalDate> ended_on{};
  std::optional<PersonalText> end_reason{};
  std::optional<Instant> survey_completed_at{};
  PersonalDigest enrolment_digest{};  ///< of the whole enrolment: a repeated one is told from another one by it

  static constexpr std::uint16_t number = 2008;
  static constexpr auto methods = names("begin", "end", "complete_survey", "day_on");
  struct find_by_user_id;
  using finders = types<find_by_user_id>;

  bool is_running() const { return !ended_on; }
  /// The day of the cycle that `today` is: 1 on started_on, 0 and less before it; never clamped.
  std::int32_t day_on(LocalDate today) const;

  void begin(UserId user, LocalDate first_day, std::int64_t digest);
  /// `today` on the user's own calendar. Errors: cycle_has_ended.
  result<UserCycleEnded> end(PersonalText reason, LocalDate today);
  /// False when it was completed before.
  bool complete_survey(Instant now);
};
BOOST_DESCRIBE_STRUCT(UserCycle, (),
                      (id, user_id, started_on, ended_on, end_reason, survey_completed_at, enrolment_digest))
/// Latest start first.
struct UserCycle::find_by_user_id : Index<&UserCycle::user_id, desc<&UserCycle::started_on>> {};

}  // namespace lilac::support

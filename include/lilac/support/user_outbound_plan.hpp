// One call to one person: planned by the programme, scheduled and resolved by operators.
#pragma once

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/support/events.hpp"

namespace lilac::support {

/// The status of a call as people see it on a given day: like the stored one, but ACTIVE once its plan date has come.
struct UserOutboundStatusVO {
  UserOutboundStatus status{};
  bool operator==(UserOutboundStatusVO const&) const = default;
};
BOOST_DESCRIBE_STRUCT(UserOutboundStatusVO, (), (status))

struct UserOutboundPlan {
  UserOutboundPlanId id{};
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t sequence{};
  std::int32_t day_index{};     ///< the planned day of the cycle
  UserOutboundStatus status{};  ///< never ACTIVE: that is derived
  LocalDate plan_date{};
  std::optional<Instant> contact_at{};      ///< when somebody agreed to be called
  std::optional<OperatorId> resolved_by{};  ///< empty as well when the survey completed the call
  std::optional<Instant> resolved_at{};
  Instant created_at{};
  Instant updated_at{};

  static constexpr std::uint16_t number = 2002;
  static constexpr auto aliases = names("UserOutboundCallPlan");
  static constexpr auto methods =
      names("plan", "complete", "skip", "withdraw", "set_schedule", "cancel_schedule", "auto_complete", "status_at");
  struct find_by_user_cycle_id;
  struct find_by_user_cycle_id_and_sequence;
  struct find_pending_by_contact_at_and_plan_date;
  using finders =
      types<find_by_user_cycle_id, find_by_user_cycle_id_and_sequence, find_pending_by_contact_at_and_plan_date>;

  bool is_resolved() const { return status == UserOutboundStatus::COMPLETED || status == UserOutboundStatus::SKIPPED; }
  /// `today` on the user's own calendar.
  UserOutboundStatusVO status_at(LocalDate today) const;

  /// A new call. The plan date is the `day_index`-th day of the cycle; day 1 is the day it started on.
  void plan(UserId user, UserCycleId cycle, LocalDate started_on, std::int32_t sequence, std::int32_t day_index,
            Instant now);

  // `today` is the day of the cycle on which it happens, which need not be the planned one.

  /// Early and out of sequence is allowed; contact_at stays. Errors: call_already_completed, call_was_skipped.
  result<OutboundCompleted> complete(Actor const& by, std::int32_t today, Instant now);
  /// Errors: call_already_completed, call_was_skipped.
  result<OutboundSkipped> skip(Actor const& by, std::optional<PersonalText> reason, std::int32_t today, Instant now);
  /// Errors: call_is_not_resolved.
  result<OutboundWithdrawn> withdraw(std::optional<PersonalText> reason, std::int32_t today, Instant now);
  /// Nothing when it is scheduled so already. Errors: call_is_resolved, schedule_must_be_in_the_future.
  result<std::optional<OutboundScheduleRecorded>> set_schedule(Instant schedule_at, std::int32_t today, Instant now);
  /// Nothing when there is no schedule. Errors: call_is_resolved, but not for System, which then changes nothing.
  result<std::optional<OutboundScheduleCanceled>> cancel_schedule(Actor const& by, std::int32_t today, Instant now);
  /// Nothing when it is resolved already.
  std::optional<LastOutboundAutoCompleted> auto_complete(std::int32_t today, Instant now);
};
BOOST_DESCRIBE_STRUCT(UserOutboundPlan, (),
                      (id, user_id, user_cycle_id, sequence, day_index, status, plan_date, contact_at, resolved_by,
                       resolved_at, created_at, updated_at))
struct UserOutboundPlan::find_by_user_cycle_id : Index<&UserOutboundPlan::user_cycle_id> {};
struct UserOutboundPlan::find_by_user_cycle_id_and_sequence
    : Unique<&UserOutboundPlan::user_cycle_id, &UserOutboundPlan::sequence> {};
/// What today's list is made of: those without an appointment first, by plan date, then appointments by time.
struct UserOutboundPlan::find_pending_by_contact_at_and_plan_date
    : Where<Index<&UserOutboundPlan::contact_at, &UserOutboundPlan::plan_date>, &UserOutboundPlan::status,
            UserOutboundStatus::PENDING> {};

}  // namespace lilac::support

#include "lilac/support/user_outbound_plan.hpp"

#include "lilac/support/errors.hpp"

namespace lilac::support {

using enum UserOutboundStatus;

UserOutboundStatusVO UserOutboundPlan::status_at(LocalDate today) const {
  // A pending call is active from its plan date on.
  return {status == PENDING && plan_date <= today ? ACTIVE : status};
}

void UserOutboundPlan::plan(UserId user, UserCycleId cycle, LocalDate started_on, std::int32_t nth, std::int32_t day,
                            Instant now) {
  user_id = user;
  user_cycle_id = cycle;
  sequence = nth;
  day_index = day;
  status = PENDING;
  plan_date = started_on + std::chrono::days(day - 1);
  created_at = updated_at = now;
}

result<OutboundCompleted> UserOutboundPlan::complete(Actor const& by, std::int32_t today, Instant now) {
  // A call is completed once.
  if (status == COMPLETED) return refuse(call_already_completed, field("user_outbound_id"), value(id.value));
  // A skipped call is withdrawn before it is completed.
  if (status == SKIPPED) return refuse(call_was_skipped, field("user_outbound_id"), value(id.value));
  // From here on it succeeds.
  status = COMPLETED;
  resolved_by = OperatorId{by.id};
  resolved_at = updated_at = now;
  return OutboundCompleted{user_id, user_cycle_id, today, id};
}

result<OutboundSkipped> UserOutboundPlan::skip(Actor const& by, std::optional<PersonalText> reason, std::int32_t today,
                                               Instant now) {
  // A completed call cannot be skipped any more.
  if (status == COMPLETED) return refuse(call_already_completed, field("user_outbound_id"), value(id.value));
  // A call is skipped once.
  if (status == SKIPPED) return refuse(call_was_skipped, field("user_outbound_id"), value(id.value));
  // From here on it succeeds.
  status = SKIPPED;
  resolved_by = OperatorId{by.id};
  resolved_at = updated_at = now;
  return OutboundSkipped{user_id, user_cycle_id, today, id, std::move(reason)};
}

result<OutboundWithdrawn> UserOutboundPlan::withdraw(std::optional<PersonalText> reason, std::int32_t today,
                                                     Instant now) {
  // Only what was completed or skipped can be taken back.
  if (!is_resolved()) return refuse(call_is_not_resolved, field("user_outbound_id"), value(id.value));
  // From here on it succeeds.
  auto const from = status;
  status = PENDING;
  resolved_by.reset();
  resolved_at.reset();
  updated_at = now;
  return OutboundWithdrawn{user_id, user_cycle_id, today, id, from, std::move(reason)};
}

result<std::optional<OutboundScheduleRecorded>> UserOutboundPlan::set_schedule(Instant schedule_at, std::int32_t today,
                                                                               Instant now) {
  // A call that is done with needs no schedule.
  if (is_resolved()) return refuse(call_is_resolved, field("user_outbound_id"), value(id.value));
  // Nobody can be called in the past.
  if (schedule_at <= now) {
    return refuse(schedule_must_be_in_the_future, field("schedule_at"), value(schedule_at), limit(to_text(now)));
  }
  if (contact_at == schedule_at) return std::optional<OutboundScheduleRecorded>{};
  // From here on it succeeds.
  auto const previous = contact_at;
  contact_at = schedule_at;
  updated_at = now;
  return std::optional{OutboundScheduleRecorded{user_id, user_cycle_id, today, id, schedule_at, previous}};
}

result<std::optional<OutboundScheduleCanceled>> UserOutboundPlan::cancel_schedule(Actor const& by, std::int32_t today,
                                                                                  Instant now) {
  // The schedule of a call that is done with is history. A policy takes it as it is.
  if (is_resolved() && by.kind != ActorKind::System) {
    return refuse(call_is_resolved, field("user_outbound_id"), value(id.value));
  }
  if (is_resolved() || !contact_at) return std::optional<OutboundScheduleCanceled>{};
  // From here on it succeeds.
  OutboundScheduleCanceled canceled{user_id, user_cycle_id, today, id, *contact_at};
  contact_at.reset();
  updated_at = now;
  return std::optional{canceled};
}

std::optional<LastOutboundAutoCompleted> UserOutboundPlan::auto_complete(std::int32_t today, Instant now) {
  // What an operator decided about the call stands.
  if (is_resolved()) return std::nullopt;
  status = COMPLETED;
  resolved_at = updated_at = now;
  return LastOutboundAutoCompleted{user_id, user_cycle_id, today, id};
}

}  // namespace lilac::support

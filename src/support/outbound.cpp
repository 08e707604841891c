// How calls are resolved, taken back and scheduled.
#include "lilac/support/handlers.hpp"
#include "support/cycle_day.hpp"

namespace lilac::support {

result<UserOutboundPlan> handle(Handling<CompleteOutbound>& work, CompleteOutbound const& command) {
  BOOST_OUTCOME_TRY(auto* call, work.load(command.user_outbound_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, call->user_cycle_id));
  BOOST_OUTCOME_TRY(auto completed, call->complete(work.actor(), today, work.now()));
  return work.save(*call, completed);
}

result<UserOutboundPlan> handle(Handling<SkipOutbound>& work, SkipOutbound const& command) {
  BOOST_OUTCOME_TRY(auto* call, work.load(command.user_outbound_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, call->user_cycle_id));
  BOOST_OUTCOME_TRY(auto skipped, call->skip(work.actor(), command.reason, today, work.now()));
  return work.save(*call, std::move(skipped));
}

result<UserOutboundPlan> handle(Handling<WithdrawOutbound>& work, WithdrawOutbound const& command) {
  BOOST_OUTCOME_TRY(auto* call, work.load(command.user_outbound_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, call->user_cycle_id));
  BOOST_OUTCOME_TRY(auto withdrawn, call->withdraw(command.reason, today, work.now()));
  return work.save(*call, std::move(withdrawn));
}

result<UserOutboundPlan> handle(Handling<RecordOutboundSchedule>& work, RecordOutboundSchedule const& command) {
  BOOST_OUTCOME_TRY(auto* call, work.load(command.user_outbound_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, call->user_cycle_id));
  BOOST_OUTCOME_TRY(auto const recorded, call->set_schedule(command.schedule_at, today, work.now()));
  if (!recorded) return *call;
  return work.save(*call, *recorded);
}

result<UserOutboundPlan> handle(Handling<CancelOutboundSchedule>& work, CancelOutboundSchedule const& command) {
  BOOST_OUTCOME_TRY(auto* call, work.load(command.user_outbound_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, call->user_cycle_id));
  BOOST_OUTCOME_TRY(auto const canceled, call->cancel_schedule(work.actor(), today, work.now()));
  if (!canceled) return *call;
  return work.save(*call, *canceled);
}

result<> handle(Handling<CompleteLastOutbound>& work, CompleteLastOutbound const& command) {
  BOOST_OUTCOME_TRY(auto const on, day_of(work, command.user_id, command.user_cycle_id));
  BOOST_OUTCOME_TRY(auto* cycle, work.load(command.user_cycle_id));
  if (!cycle->complete_survey(work.now())) return outcome::success();
  work.save(*cycle);

  UserOutboundPlanId last;
  BOOST_OUTCOME_TRY(work.each<UserOutboundPlan::find_by_user_cycle_id_and_sequence>(
      [&](UserOutboundPlan const& call) { last = call.id; }, command.user_cycle_id));
  BOOST_OUTCOME_TRY(auto* call, work.load(last));
  auto const completed = call->auto_complete(on.day_index, work.now());
  if (completed) work.save(*call, *completed);
  return outcome::success();
}

}  // namespace lilac::support

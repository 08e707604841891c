// How memos, issues and log lines are written.
#include "lilac/support/handlers.hpp"
#include "support/cycle_day.hpp"

namespace lilac::support {

result<UserSupportMemo> handle(Handling<CreateMemo>& work, CreateMemo const& command) {
  BOOST_OUTCOME_TRY(auto const on, day_of(work, command.user_id, command.user_cycle_id));
  BOOST_OUTCOME_TRY(auto* memo, work.create<UserSupportMemo>());
  BOOST_OUTCOME_TRY(auto created, memo->create(on, command.memo, work.actor(), work.now(), work.rules<Rules>()));
  return work.save(*memo, std::move(created));
}

result<UserSupportMemo> handle(Handling<UpdateMemo>& work, UpdateMemo const& command) {
  BOOST_OUTCOME_TRY(auto* memo, work.load(command.memo_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, memo->user_cycle_id));
  BOOST_OUTCOME_TRY(auto updated, memo->update(command.memo, work.actor(), today, work.now(), work.rules<Rules>()));
  if (!updated) return *memo;
  return work.save(*memo, *std::move(updated));
}

result<UserSupportIssue> handle(Handling<CreateIssue>& work, CreateIssue const& command) {
  BOOST_OUTCOME_TRY(auto const on, day_of(work, command.user_id, command.user_cycle_id));
  BOOST_OUTCOME_TRY(auto* issue, work.create<UserSupportIssue>());
  BOOST_OUTCOME_TRY(auto created, issue->create(on, command.issue, work.actor(), work.now(), work.rules<Rules>()));
  return work.save(*issue, std::move(created));
}

result<UserSupportIssue> handle(Handling<UpdateIssue>& work, UpdateIssue const& command) {
  BOOST_OUTCOME_TRY(auto* issue, work.load(command.issue_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, issue->user_cycle_id));
  BOOST_OUTCOME_TRY(auto updated, issue->update(command.issue, work.actor(), today, work.now(), work.rules<Rules>()));
  if (!updated) return *issue;
  return work.save(*issue, *std::move(updated));
}

result<UserSupportIssue> handle(Handling<ChangeIssueStatus>& work, ChangeIssueStatus const& command) {
  BOOST_OUTCOME_TRY(auto* issue, work.load(command.issue_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, issue->user_cycle_id));
  BOOST_OUTCOME_TRY(auto changed, issue->change_status(command.to, command.reason, today, work.now()));
  return work.save(*issue, std::move(changed));
}

result<> handle(Handling<RecordSupportLog>& work, RecordSupportLog const& command) {
  BOOST_OUTCOME_TRY(cycle_of(work, command.user_id, command.user_cycle_id));
  BOOST_OUTCOME_TRY(check_facts(command.facts));
  BOOST_OUTCOME_TRY(auto* log, work.create<UserSupportLog>());
  work.save(*log, log->record({command.user_id, command.user_cycle_id, command.day_index},
                              {command.type, meta_of(work.origin(), command.facts)}, command.relation_id, work.now()));
  return outcome::success();
}

}  // namespace lilac::support

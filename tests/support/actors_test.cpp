// Who may ask the desk for what. Everybody else is refused before anything is looked up.
#include <map>
#include <set>

#include "support/desk.hpp"

namespace lilac::support {

TEST_CASE("each command is refused to every actor that the wall does not give it to") {
  using Kinds = std::set<ActorKind>;
  Kinds const operation_user_only{ActorKind::OperationUser}, system_only{ActorKind::System},
      admin_only{ActorKind::Admin};
  Kinds const operation_user_or_system{ActorKind::OperationUser, ActorKind::System};
  std::map<std::string, Kinds> const wall{
      {"DefineOutboundPlan", admin_only},
      {"SetOutboundPlanActive", admin_only},
      {"EnrolUserCycle", {ActorKind::System, ActorKind::Admin}},
      {"EndUserCycle", operation_user_or_system},
      {"CompleteOutbound", operation_user_only},
      {"SkipOutbound", operation_user_only},
      {"WithdrawOutbound", operation_user_only},
      {"RecordOutboundSchedule", operation_user_only},
      {"CancelOutboundSchedule", operation_user_or_system},
      {"CompleteLastOutbound", system_only},
      {"CreateMemo", operation_user_only},
      {"UpdateMemo", operation_user_only},
      {"CreateIssue", operation_user_only},
      {"UpdateIssue", operation_user_only},
      {"ChangeIssueStatus", operation_user_only},
      {"SendTemplateMessage", operation_user_only},
      {"SendFreeTextMessage", operation_user_only},
      {"SendMissedCallMessage", operation_user_only},
      {"SendLastSurveyReminder", operation_user_or_system},
      {"CancelSupportMessage", operation_user_only},
      {"RetrySupportMessage", operation_user_only},
      {"RecordMessageOutcome", system_only},
      {"UpdateUserSite", operation_user_only},
      {"UpdateUserMd", operation_user_only},
      {"DeleteUserMd", operation_user_only},
      {"UpdateUserContact", operation_user_only},
      {"RecordSupportLog", system_only},
  };
  Desk desk;
  auto const before = desk.store().last_position().value();
  CHECK(support::module.commands.size() == wall.size());
  for (auto const& entry : support::module.commands) {
    auto const& command = *entry.info;
    CAPTURE(command.name);
    auto const& allowed = wall.at(command.name);
    for (auto const& actor : type_of<ActorKind>().names) {
      auto const kind = static_cast<ActorKind>(actor.value);
      CAPTURE(actor.name);
      CHECK(command.actors.contains(kind) == (allowed.count(kind) > 0));
      if (allowed.count(kind) > 0) continue;
      // All fields empty: any other check would come up with another refusal.
      auto const& ops = *command.type->object;
      std::vector<std::max_align_t> payload(ops.size / sizeof(std::max_align_t) + 1);
      ops.construct(payload.data());
      auto const refused = desk.engine().execute_raw(command, payload.data(), {kind, 3}, {.at = desk.now()}, nullptr);
      CHECK_REFUSED(refused, rules::actor_not_allowed);
      ops.destroy(payload.data());
    }
  }
  CHECK(desk.store().last_position().value() == before);
}

}  // namespace lilac::support

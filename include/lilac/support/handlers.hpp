// How each command is carried out: load, decide, save. The decisions are the aggregates'.
#pragma once

#include "lilac/engine/work.hpp"
#include "lilac/support/commands.hpp"

namespace lilac::support {

// The programme and the people in it
result<OutboundPlan> handle(Handling<DefineOutboundPlan>& work, DefineOutboundPlan const& command);
result<OutboundPlan> handle(Handling<SetOutboundPlanActive>& work, SetOutboundPlanActive const& command);
result<UserCycle> handle(Handling<EnrolUserCycle>& work, EnrolUserCycle const& command);
result<UserCycle> handle(Handling<EndUserCycle>& work, EndUserCycle const& command);

// Calls
result<UserOutboundPlan> handle(Handling<CompleteOutbound>& work, CompleteOutbound const& command);
result<UserOutboundPlan> handle(Handling<SkipOutbound>& work, SkipOutbound const& command);
result<UserOutboundPlan> handle(Handling<WithdrawOutbound>& work, WithdrawOutbound const& command);
result<UserOutboundPlan> handle(Handling<RecordOutboundSchedule>& work, RecordOutboundSchedule const& command);
result<UserOutboundPlan> handle(Handling<CancelOutboundSchedule>& work, CancelOutboundSchedule const& command);
result<> handle(Handling<CompleteLastOutbound>& work, CompleteLastOutbound const& command);

// Memos and issues
result<UserSupportMemo> handle(Handling<CreateMemo>& work, CreateMemo const& command);
result<UserSupportMemo> handle(Handling<UpdateMemo>& work, UpdateMemo const& command);
result<UserSupportIssue> handle(Handling<CreateIssue>& work, CreateIssue const& command);
result<UserSupportIssue> handle(Handling<UpdateIssue>& work, UpdateIssue const& command);
result<UserSupportIssue> handle(Handling<ChangeIssueStatus>& work, ChangeIssueStatus const& command);

// Messages
result<UserSupportMessage> handle(Handling<SendTemplateMessage>& work, SendTemplateMessage const& command);
result<UserSupportMessage> handle(Handling<SendFreeTextMessage>& work, SendFreeTextMessage const& command);
result<UserSupportMessage> handle(Handling<SendMissedCallMessage>& work, SendMissedCallMessage const& command);
result<UserSupportMessage> handle(Handling<SendLastSurveyReminder>& work, SendLastSurveyReminder const& command);
result<UserSupportMessage> handle(Handling<CancelSupportMessage>& work, CancelSupportMessage const& command);
result<UserSupportMessage> handle(Handling<RetrySupportMessage>& work, RetrySupportMessage const& command);
result<> handle(Handling<RecordMessageOutcome>& work, RecordMessageOutcome const& command);

// The roster
result<UserSupport> handle(Handling<UpdateUserSite>& work, UpdateUserSite const& command);
result<UserSupport> handle(Handling<UpdateUserMd>& work, UpdateUserMd const& command);
result<UserSupport> handle(Handling<DeleteUserMd>& work, DeleteUserMd const& command);
result<UserSupport> handle(Handling<UpdateUserContact>& work, UpdateUserContact const& command);

// The log
result<> handle(Handling<RecordSupportLog>& work, RecordSupportLog const& command);

}  // namespace lilac::support

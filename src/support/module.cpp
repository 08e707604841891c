#include "lilac/support/module.hpp"

#include "lilac/support/errors.hpp"
#include "lilac/support/handlers.hpp"
#include "lilac/support/policies.hpp"
#include "lilac/support/views.hpp"

namespace lilac::support {

namespace {

constexpr auto commands =
    command_table<DefineOutboundPlan, SetOutboundPlanActive, EnrolUserCycle, EndUserCycle,                  //
                  CompleteOutbound, SkipOutbound, WithdrawOutbound, RecordOutboundSchedule,                 //
                  CancelOutboundSchedule, CompleteLastOutbound,                                             //
                  CreateMemo, UpdateMemo, CreateIssue, UpdateIssue, ChangeIssueStatus,                      //
                  SendTemplateMessage, SendFreeTextMessage, SendMissedCallMessage, SendLastSurveyReminder,  //
                  CancelSupportMessage, RetrySupportMessage, RecordMessageOutcome,                          //
                  UpdateUserSite, UpdateUserMd, DeleteUserMd, UpdateUserContact,                            //
                  RecordSupportLog>();

constexpr auto published =
    event_table<OutboundPlanDefined, OutboundPlanActiveSet, UserCycleEnrolled, UserCycleEnded,  //
                OutboundCompleted, OutboundSkipped, OutboundWithdrawn, OutboundScheduleRecorded,
                OutboundScheduleCanceled, LastSurveyCompleted, LastOutboundAutoCompleted,                      //
                UserMemoCreated, UserMemoUpdated, UserIssueCreated, UserIssueUpdated, UserIssueStatusChanged,  //
                UserSiteUpdated, UserSiteUpdateRequested, UserMdUpdateRequested, UserMdDeleteRequested,
                UserContactUpdated,  //
                SupportMessageRequested, SupportMessageCancelRequested, SupportMessageRetryRequested,
                TemplateMessageSent, FreeTextMessageSent, MissedCallMessageSent, LastSurveyReminderMessageSent,
                MissedCallMessageFailed, SupportMessageFailed,  //
                SupportLogHistoryRecorded>();

constexpr auto entities = entity_table<OutboundPlan, UserOutboundPlan, UserSupportMemo, UserSupportIssue,
                                       UserSupportLog, UserSupportMessage, UserSupport, UserCycle>();

constexpr auto values = value_table<UserOutboundStatusVO, LogVO, UserOutboundStatus, UserSupportIssueStatus,
                                    UserSupportLogType, UserSupportMessageType, UserSupportMessageStatus, UserSort>();

constexpr auto queries = query_table<FindUsers, Today, GetLogs, GetPlans, GetMemos, GetIssues, GetMessages>();

constexpr auto ports = port_table<Zones, Templates, SiteContext>();

constexpr Rule const* errors[] = {&call_was_skipped,
                                  &call_is_resolved,
                                  &call_is_not_resolved,
                                  &survey_is_completed,
                                  &message_was_sent,
                                  &call_already_completed,
                                  &memo_is_too_long,
                                  &issue_is_too_long,
                                  &free_text_is_too_long,
                                  &editor_must_be_author,
                                  &issue_edit_window_has_closed,
                                  &memo_edit_window_has_closed,
                                  &schedule_must_be_in_the_future,
                                  &content_is_blank,
                                  &issue_is_closed,
                                  &issue_cannot_become,
                                  &template_is_unknown,
                                  &variable_is_missing,
                                  &variable_is_surplus,
                                  &template_does_not_fit,
                                  &text_is_longer_than_a_message,
                                  &cycle_is_enrolled_otherwise,
                                  &cycle_has_ended,
                                  &sequence_is_taken,
                                  &cycle_of_another_user,
                                  &id_must_be_positive,
                                  &nothing_is_planned,
                                  &time_zone_is_unknown,
                                  &phone_is_not_a_number,
                                  &day_is_not_plannable,
                                  &start_is_too_late,
                                  &fact_is_said_twice};

/// What 000 and 001 call things that have no place for a second name.
constexpr AlsoKnownAs also_known_as[] = {
    {"actor", "System (Event Receiver)", "System"},
    {"external", "Outbound Management Context", "LastSurveyCompleted"},
    {"rule", "24시간 내 본인 작성 메모만", "memo_edit_window_has_closed"},
    {"rule", "24시간 내 본인 작성 이슈만", "issue_edit_window_has_closed"},
    {"rule", "42일차 설문 완료 시 마지막 콜 자동 완료", "complete_last_call_on_survey"},
    {"enum", "메시지 유형 (템플릿/자유 텍스트/부재중)", "UserSupportMessageType"},
    {"enum", "발송 상태 (성공/실패/재시도 대기)", "UserSupportMessageStatus"},
    {"enum-value", "PATIENT_ISSUE", "UserSupportLogType.ISSUE"},
    {"enum-value", "CALL_SCHEDULE_CHANGE", "UserSupportLogType.CONTACT_SCHEDULE_CHANGE"},
    {"enum-value", "FOLLOW_UP_STATUS_CHANGE", "UserSupportLogType.OUTBOUND_STATUS_CHANGE"},
};

}  // namespace

ModuleInfo const module{
    .name = "support",
    .commands = commands,
    .events = published,
    .entities = entities,
    .values = values,
    .policies = policies,
    .queries = queries,
    .ports = ports,
    .errors = errors,
    .rules = &type_of<Rules>(),
    .also_known_as = also_known_as,
};

}  // namespace lilac::support

// What people and policies can ask of the desk (000 §3, 001 §4), in the order of the wall.
//
// Checks come in one order: may this actor ask for it (4004), does everything it names exist (4901), do user and cycle
// belong together (4904), and then the rules that stand at the command, left to right. A command that would change
// nothing succeeds and publishes nothing.
#pragma once

#include <vector>

#include "lilac/support/outbound_plan.hpp"
#include "lilac/support/user_cycle.hpp"
#include "lilac/support/user_outbound_plan.hpp"
#include "lilac/support/user_support.hpp"
#include "lilac/support/user_support_issue.hpp"
#include "lilac/support/user_support_log.hpp"
#include "lilac/support/user_support_memo.hpp"
#include "lilac/support/user_support_message.hpp"

namespace lilac::support {

// ── The programme ────────────────────────────────────────────────────────────────────────────────────────────────────

/// Adds a call to the programme, active at once. Refused: day_is_not_plannable, sequence_is_taken.
struct DefineOutboundPlan {
  std::int32_t sequence{};
  std::int32_t day_index{};

  using reply = OutboundPlan;
  using publishes = events<OutboundPlanDefined>;
  static constexpr std::uint16_t number = 2001;
  static constexpr auto actors = allow(ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(DefineOutboundPlan, (), (sequence, day_index))

/// Refused: sequence_is_taken, when another active plan has the sequence.
struct SetOutboundPlanActive {
  OutboundPlanId outbound_plan_id{};
  bool is_active{};

  using reply = OutboundPlan;
  using publishes = events<OutboundPlanActiveSet>;
  static constexpr std::uint16_t number = 2002;
  static constexpr auto actors = allow(ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(SetOutboundPlanActive, (), (outbound_plan_id, is_active))

// ── A person is followed ─────────────────────────────────────────────────────────────────────────────────────────────

/// Takes a user's cycle into care: plans its calls and puts the user on the roster. The same again changes nothing.
/// `sequences` names the calls to plan, in any order; without it, all active ones.
/// Refused: not_found for a sequence that is not active, cycle_is_enrolled_otherwise (4902), id_must_be_positive,
/// nothing_is_planned, start_is_too_late, phone_is_not_a_number, time_zone_is_unknown.
struct EnrolUserCycle {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  LocalDate started_on{};
  SiteId site_id{};
  std::optional<MdId> md_id{};
  PersonalText name{};
  Address phone{};
  std::string time_zone{};
  std::optional<std::vector<std::int32_t>> sequences{};

  using reply = UserCycle;
  using publishes = events<UserCycleEnrolled>;
  static constexpr std::uint16_t number = 2003;
  static constexpr auto actors = allow(ActorKind::System, ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(EnrolUserCycle, (),
                      (user_id, user_cycle_id, started_on, site_id, md_id, name, phone, time_zone, sequences))

/// The cycle's pending calls leave all lists; its history stays.
/// Refused: cycle_of_another_user, cycle_has_ended.
struct EndUserCycle {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  PersonalText reason{};

  using reply = UserCycle;
  using publishes = events<UserCycleEnded>;
  static constexpr std::uint16_t number = 2004;
  static constexpr auto actors = allow(ActorKind::OperationUser, ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(EndUserCycle, (), (user_id, user_cycle_id, reason))

// ── Calls ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Early and out of sequence is allowed. Refused: call_already_completed, call_was_skipped.
struct CompleteOutbound {
  UserOutboundPlanId user_outbound_id{};

  using reply = UserOutboundPlan;
  using publishes = events<OutboundCompleted>;
  static constexpr std::uint16_t number = 2005;
  static constexpr auto actors = allow(ActorKind::OperationUser);
  static constexpr auto aliases = names("CompleteOutboundPlanCommand");
};
BOOST_DESCRIBE_STRUCT(CompleteOutbound, (), (user_outbound_id))

/// Refused: call_already_completed, call_was_skipped.
struct SkipOutbound {
  UserOutboundPlanId user_outbound_id{};
  std::optional<PersonalText> reason{};

  using reply = UserOutboundPlan;
  using publishes = events<OutboundSkipped>;
  static constexpr std::uint16_t number = 2006;
  static constexpr auto actors = allow(ActorKind::OperationUser);
  static constexpr auto aliases = names("SkipOutboundPlanCommand");
};
BOOST_DESCRIBE_STRUCT(SkipOutbound, (), (user_outbound_id, reason))

/// A completed or skipped call is to be made after all, also one that the survey completed.
/// Refused: call_is_not_resolved.
struct WithdrawOutbound {
  UserOutboundPlanId user_outbound_id{};
  std::optional<PersonalText> reason{};

  using reply = UserOutboundPlan;
  using publishes = events<OutboundWithdrawn>;
  static constexpr std::uint16_t number = 2007;
  static constexpr auto actors = allow(ActorKind::OperationUser);
  static constexpr auto aliases = names("WithdrawOutboundPlanCommand", "WithdrawOutboundCallResult", "RevokeOutbound");
};
BOOST_DESCRIBE_STRUCT(WithdrawOutbound, (), (user_outbound_id, reason))

/// Refused: call_is_resolved, schedule_must_be_in_the_future.
struct RecordOutboundSchedule {
  UserOutboundPlanId user_outbound_id{};
  Instant schedule_at{};

  using reply = UserOutboundPlan;
  using publishes = events<OutboundScheduleRecorded>;
  static constexpr std::uint16_t number = 2008;
  static constexpr auto actors = allow(ActorKind::OperationUser);
  static constexpr auto aliases = names("SetOutboundCallSchedule");
};
BOOST_DESCRIBE_STRUCT(RecordOutboundSchedule, (), (user_outbound_id, schedule_at))

/// Refused: call_is_resolved (a person only: for System nothing changes then).
struct CancelOutboundSchedule {
  UserOutboundPlanId user_outbound_id{};

  using reply = UserOutboundPlan;
  using publishes = events<OutboundScheduleCanceled>;
  static constexpr std::uint16_t number = 2009;
  static constexpr auto actors = allow(ActorKind::OperationUser, ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(CancelOutboundSchedule, (), (user_outbound_id))

/// The last survey is in: the call of highest sequence is completed, unless it is resolved already. Coming again, it
/// changes nothing. Refused: cycle_of_another_user.
struct CompleteLastOutbound {
  UserId user_id{};
  UserCycleId user_cycle_id{};

  using reply = void;
  using publishes = events<LastOutboundAutoCompleted>;
  static constexpr std::uint16_t number = 2010;
  static constexpr auto actors = allow(ActorKind::System);
  static constexpr auto aliases = names("CompeleteLastOutboundAuto", "LastOutboundCompleted");
};
BOOST_DESCRIBE_STRUCT(CompleteLastOutbound, (), (user_id, user_cycle_id))

// ── Memos and issues ─────────────────────────────────────────────────────────────────────────────────────────────────

/// Refused: cycle_of_another_user, content_is_blank, memo_is_too_long.
struct CreateMemo {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  PersonalText memo{};

  using reply = UserSupportMemo;
  using publishes = events<UserMemoCreated>;
  static constexpr std::uint16_t number = 2011;
  static constexpr auto actors = allow(ActorKind::OperationUser);
  static constexpr auto aliases = names("CreateSupportMemoCommand", "CreateUserMemo");
};
BOOST_DESCRIBE_STRUCT(CreateMemo, (), (user_id, user_cycle_id, memo))

/// Refused: editor_must_be_author, memo_edit_window_has_closed, content_is_blank, memo_is_too_long.
struct UpdateMemo {
  UserMemoId memo_id{};
  PersonalText memo{};

  using reply = UserSupportMemo;
  using publishes = events<UserMemoUpdated>;
  static constexpr std::uint16_t number = 2012;
  static constexpr auto actors = allow(ActorKind::OperationUser);
  static constexpr auto aliases = names("UpdateSupportMemoMessageCommand", "UpdateUserMemo");
};
BOOST_DESCRIBE_STRUCT(UpdateMemo, (), (memo_id, memo))

/// Refused: cycle_of_another_user, content_is_blank, issue_is_too_long.
struct CreateIssue {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  PersonalText issue{};

  using reply = UserSupportIssue;
  using publishes = events<UserIssueCreated>;
  static constexpr std::uint16_t number = 2013;
  static constexpr auto actors = allow(ActorKind::OperationUser);
  static constexpr auto aliases = names("CreateSupportIssueCommand");
};
BOOST_DESCRIBE_STRUCT(CreateIssue, (), (user_id, user_cycle_id, issue))

/// Refused: editor_must_be_author, issue_is_closed, issue_edit_window_has_closed, content_is_blank, issue_is_too_long.
struct UpdateIssue {
  UserIssueId issue_id{};
  PersonalText issue{};

  using reply = UserSupportIssue;
  using publishes = events<UserIssueUpdated>;
  static constexpr std::uint16_t number = 2014;
  static constexpr auto actors = allow(ActorKind::OperationUser);
  static constexpr auto aliases = names("UpdateSupportIssueMessageCommand");
};
BOOST_DESCRIBE_STRUCT(UpdateIssue, (), (issue_id, issue))

/// Refused: issue_cannot_become, also when it is so already.
struct ChangeIssueStatus {
  UserIssueId issue_id{};
  UserSupportIssueStatus to{};
  std::optional<PersonalText> reason{};

  using reply = UserSupportIssue;
  using publishes = events<UserIssueStatusChanged>;
  static constexpr std::uint16_t number = 2015;
  static constexpr auto actors = allow(ActorKind::OperationUser);
  static constexpr auto aliases = names("ChangeUserSupportIssueStatus", "resolve()", "cancel()");
};
BOOST_DESCRIBE_STRUCT(ChangeIssueStatus, (), (issue_id, to, reason))

// ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Refused: cycle_of_another_user, template_is_unknown, variable_is_missing, variable_is_surplus,
/// template_does_not_fit, text_is_longer_than_a_message.
struct SendTemplateMessage {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  TemplateId template_id{};
  Dictionary variables{};

  using reply = UserSupportMessage;
  using publishes = events<SupportMessageRequested>;
  static constexpr std::uint16_t number = 2016;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(SendTemplateMessage, (), (user_id, user_cycle_id, template_id, variables))

/// Refused: cycle_of_another_user, content_is_blank, free_text_is_too_long, text_is_longer_than_a_message.
struct SendFreeTextMessage {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  PersonalText text{};

  using reply = UserSupportMessage;
  using publishes = events<SupportMessageRequested>;
  static constexpr std::uint16_t number = 2017;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(SendFreeTextMessage, (), (user_id, user_cycle_id, text))

/// The call itself stays as it is; a skipped one is allowed. Without a template it says Rules::missed_call_text.
/// Refused: call_already_completed, template_is_unknown, variable_is_missing, variable_is_surplus,
/// template_does_not_fit, text_is_longer_than_a_message.
struct SendMissedCallMessage {
  UserOutboundPlanId user_outbound_id{};
  std::optional<TemplateId> template_id{};
  Dictionary variables{};

  using reply = UserSupportMessage;
  using publishes = events<SupportMessageRequested>;
  static constexpr std::uint16_t number = 2018;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(SendMissedCallMessage, (), (user_outbound_id, template_id, variables))

/// Without a template it says Rules::last_survey_reminder_text.
/// Refused: survey_is_completed, and like SendTemplateMessage.
struct SendLastSurveyReminder {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::optional<TemplateId> template_id{};
  Dictionary variables{};

  using reply = UserSupportMessage;
  using publishes = events<SupportMessageRequested>;
  static constexpr std::uint16_t number = 2019;
  static constexpr auto actors = allow(ActorKind::OperationUser, ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(SendLastSurveyReminder, (), (user_id, user_cycle_id, template_id, variables))

/// Stops a message that still waits; one that is on its way to the carrier may go out all the same.
/// Refused: message_was_sent.
struct CancelSupportMessage {
  UserMessageId message_id{};

  using reply = UserSupportMessage;
  using publishes = events<SupportMessageCancelRequested>;
  static constexpr std::uint16_t number = 2020;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(CancelSupportMessage, (), (message_id))

/// Tries a message again that no channel carried. One that is on its way, was cancelled or has expired stays as it is.
/// Refused: message_was_sent.
struct RetrySupportMessage {
  UserMessageId message_id{};

  using reply = UserSupportMessage;
  using publishes = events<SupportMessageRetryRequested>;
  static constexpr std::uint16_t number = 2021;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(RetrySupportMessage, (), (message_id))

/// What became of a message. An outcome that says nothing new changes nothing. Refused: 4901 for a message that the
/// desk does not have.
struct RecordMessageOutcome {
  UserMessageId message_id{};
  UserSupportMessageStatus status{};
  std::optional<std::string> reason{};  ///< of a failure: a code

  using reply = void;
  using publishes = events<TemplateMessageSent, FreeTextMessageSent, MissedCallMessageSent,
                           LastSurveyReminderMessageSent, MissedCallMessageFailed, SupportMessageFailed>;
  static constexpr std::uint16_t number = 2022;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(RecordMessageOutcome, (), (message_id, status, reason))

// ── The roster ───────────────────────────────────────────────────────────────────────────────────────────────────────

struct UpdateUserSite {
  UserId user_id{};
  SiteId site_id{};

  using reply = UserSupport;
  using publishes = events<UserSiteUpdated, UserSiteUpdateRequested>;
  static constexpr std::uint16_t number = 2023;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(UpdateUserSite, (), (user_id, site_id))

struct UpdateUserMd {
  UserId user_id{};
  MdId md_id{};

  using reply = UserSupport;
  using publishes = events<UserMdUpdateRequested>;
  static constexpr std::uint16_t number = 2024;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(UpdateUserMd, (), (user_id, md_id))

struct DeleteUserMd {
  UserId user_id{};

  using reply = UserSupport;
  using publishes = events<UserMdDeleteRequested>;
  static constexpr std::uint16_t number = 2025;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(DeleteUserMd, (), (user_id))

/// A new zone holds from now on: neither log lines nor plan dates are rewritten.
/// Refused: time_zone_is_unknown, phone_is_not_a_number.
struct UpdateUserContact {
  UserId user_id{};
  PersonalText name{};
  Address phone{};
  std::string time_zone{};

  using reply = UserSupport;
  using publishes = events<UserContactUpdated>;
  static constexpr std::uint16_t number = 2026;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(UpdateUserContact, (), (user_id, name, phone, time_zone))

// ── The log ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Adds a line; `LOG` is for a host's own. Refused: not_found, cycle_of_another_user, fact_is_said_twice. The policies'
/// lines never are.
struct RecordSupportLog {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserSupportLogType type{};
  std::int64_t relation_id{};
  LogFacts facts{};

  using reply = void;
  using publishes = events<SupportLogHistoryRecorded>;
  static constexpr std::uint16_t number = 2027;
  static constexpr auto actors = allow(ActorKind::System);
  static constexpr auto aliases = names("RecordSupportLogCommand", "record()");
};
BOOST_DESCRIBE_STRUCT(RecordSupportLog, (), (user_id, user_cycle_id, day_index, type, relation_id, facts))

}  // namespace lilac::support

// The storming wall: everything that happens at the desk, from left to right (000 §1, 001 §1).
//
// Every event says whom it is about (user_id, user_cycle_id), on which day of the cycle it happened (day_index) and
// which thing it happened to; an edit says what it was before. Policies read nothing else.
#pragma once

#include "lilac/kernel/message.hpp"
#include "lilac/support/vocabulary.hpp"

namespace lilac::support {

// ── The programme ────────────────────────────────────────────────────────────────────────────────────────────────────

/// A call was added to the programme. Only cycles that are enrolled from now on have it.
struct OutboundPlanDefined {
  OutboundPlanId outbound_plan_id{};
  std::int32_t sequence{};
  std::int32_t day_index{};

  static constexpr std::uint16_t number = 2001;
};
BOOST_DESCRIBE_STRUCT(OutboundPlanDefined, (), (outbound_plan_id, sequence, day_index))

/// A call of the programme was switched on or off for cycles that are enrolled from now on.
struct OutboundPlanActiveSet {
  OutboundPlanId outbound_plan_id{};
  std::int32_t sequence{};
  std::int32_t day_index{};
  bool is_active{};

  static constexpr std::uint16_t number = 2002;
};
BOOST_DESCRIBE_STRUCT(OutboundPlanActiveSet, (), (outbound_plan_id, sequence, day_index, is_active))

// ── A person is followed ─────────────────────────────────────────────────────────────────────────────────────────────

/// A user began a cycle, and their calls were planned. Name and phone are masked.
struct UserCycleEnrolled {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  LocalDate started_on{};
  std::int32_t planned_calls{};
  SiteId site_id{};
  std::optional<MdId> md_id{};
  PersonalText masked_name{};
  PersonalText masked_phone{};
  std::string time_zone{};

  static constexpr std::uint16_t number = 2003;
};
BOOST_DESCRIBE_STRUCT(UserCycleEnrolled, (),
                      (user_id, user_cycle_id, day_index, started_on, planned_calls, site_id, md_id, masked_name,
                       masked_phone, time_zone))

struct UserCycleEnded {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  LocalDate ended_on{};
  PersonalText reason{};

  static constexpr std::uint16_t number = 2004;
};
BOOST_DESCRIBE_STRUCT(UserCycleEnded, (), (user_id, user_cycle_id, day_index, ended_on, reason))

// ── Calls ────────────────────────────────────────────────────────────────────────────────────────────────────────────

struct OutboundCompleted {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserOutboundPlanId user_outbound_id{};

  static constexpr std::uint16_t number = 2005;
};
BOOST_DESCRIBE_STRUCT(OutboundCompleted, (), (user_id, user_cycle_id, day_index, user_outbound_id))

struct OutboundSkipped {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserOutboundPlanId user_outbound_id{};
  std::optional<PersonalText> reason{};

  static constexpr std::uint16_t number = 2006;
};
BOOST_DESCRIBE_STRUCT(OutboundSkipped, (), (user_id, user_cycle_id, day_index, user_outbound_id, reason))

/// A completed or skipped call is to be made after all.
struct OutboundWithdrawn {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserOutboundPlanId user_outbound_id{};
  UserOutboundStatus from{};  ///< COMPLETED or SKIPPED
  std::optional<PersonalText> reason{};

  static constexpr std::uint16_t number = 2007;
};
BOOST_DESCRIBE_STRUCT(OutboundWithdrawn, (), (user_id, user_cycle_id, day_index, user_outbound_id, from, reason))

struct OutboundScheduleRecorded {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserOutboundPlanId user_outbound_id{};
  Instant schedule_at{};
  std::optional<Instant> previous{};

  static constexpr std::uint16_t number = 2008;
  static constexpr auto aliases = names("OutboundContactScheduleRecorded");
};
BOOST_DESCRIBE_STRUCT(OutboundScheduleRecorded, (),
                      (user_id, user_cycle_id, day_index, user_outbound_id, schedule_at, previous))

struct OutboundScheduleCanceled {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserOutboundPlanId user_outbound_id{};
  Instant schedule_at{};  ///< that is off

  static constexpr std::uint16_t number = 2009;
  static constexpr auto aliases = names("OutboundContactScheduleCanceled");
};
BOOST_DESCRIBE_STRUCT(OutboundScheduleCanceled, (), (user_id, user_cycle_id, day_index, user_outbound_id, schedule_at))

/// From the Outbound Management Context: the survey of the last day is in.
struct LastSurveyCompleted {
  UserId user_id{};
  UserCycleId user_cycle_id{};

  static constexpr std::uint16_t number = 2010;
  static constexpr auto aliases = names("Inbound: LastSurveyCompleted");
  static constexpr bool received = true;
};
BOOST_DESCRIBE_STRUCT(LastSurveyCompleted, (), (user_id, user_cycle_id))

/// The survey completed the last call: nobody needs to make it.
struct LastOutboundAutoCompleted {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserOutboundPlanId user_outbound_id{};

  static constexpr std::uint16_t number = 2011;
  static constexpr auto aliases = names("LastOutboundCompleted");
};
BOOST_DESCRIBE_STRUCT(LastOutboundAutoCompleted, (), (user_id, user_cycle_id, day_index, user_outbound_id))

// ── Memos and issues ─────────────────────────────────────────────────────────────────────────────────────────────────

struct UserMemoCreated {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserMemoId memo_id{};
  PersonalText memo{};

  static constexpr std::uint16_t number = 2012;
  static constexpr auto aliases = names("UserSupportMemoCreated");
};
BOOST_DESCRIBE_STRUCT(UserMemoCreated, (), (user_id, user_cycle_id, day_index, memo_id, memo))

struct UserMemoUpdated {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserMemoId memo_id{};
  PersonalText before{};
  PersonalText memo{};

  static constexpr std::uint16_t number = 2013;
  static constexpr auto aliases = names("UserSupportMemoMessageUpdated");
};
BOOST_DESCRIBE_STRUCT(UserMemoUpdated, (), (user_id, user_cycle_id, day_index, memo_id, before, memo))

struct UserIssueCreated {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserIssueId issue_id{};
  PersonalText issue{};

  static constexpr std::uint16_t number = 2014;
  static constexpr auto aliases = names("UserSupportIssueCreated");
};
BOOST_DESCRIBE_STRUCT(UserIssueCreated, (), (user_id, user_cycle_id, day_index, issue_id, issue))

/// 001 calls the new text `memo`; it is an issue.
struct UserIssueUpdated {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserIssueId issue_id{};
  PersonalText before{};
  PersonalText issue{};

  static constexpr std::uint16_t number = 2015;
  static constexpr auto aliases = names("UserSupportIssueMessageUpdated");
};
BOOST_DESCRIBE_STRUCT(UserIssueUpdated, (), (user_id, user_cycle_id, day_index, issue_id, before, issue))

struct UserIssueStatusChanged {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserIssueId issue_id{};
  UserSupportIssueStatus from{};
  UserSupportIssueStatus to{};
  std::optional<PersonalText> reason{};

  static constexpr std::uint16_t number = 2016;
  static constexpr auto aliases = names("UserSupportIssueStatusChanged");
};
BOOST_DESCRIBE_STRUCT(UserIssueStatusChanged, (), (user_id, user_cycle_id, day_index, issue_id, from, to, reason))

// ── The roster ───────────────────────────────────────────────────────────────────────────────────────────────────────

struct UserSiteUpdated {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  SiteId from{};
  SiteId to{};

  static constexpr std::uint16_t number = 2017;
};
BOOST_DESCRIBE_STRUCT(UserSiteUpdated, (), (user_id, user_cycle_id, day_index, from, to))

/// To the Site context.
struct UserSiteUpdateRequested {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  SiteId from{};
  SiteId to{};

  static constexpr std::uint16_t number = 2018;
  static constexpr auto aliases = names("Outbound: UserSiteUpdateRequested");
};
BOOST_DESCRIBE_STRUCT(UserSiteUpdateRequested, (), (user_id, user_cycle_id, day_index, from, to))

/// To the Site context.
struct UserMdUpdateRequested {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  std::optional<MdId> from{};
  MdId to{};

  static constexpr std::uint16_t number = 2019;
  static constexpr auto aliases = names("Outbound: UserMdUpdateRequested");
};
BOOST_DESCRIBE_STRUCT(UserMdUpdateRequested, (), (user_id, user_cycle_id, day_index, from, to))

/// To the Site context.
struct UserMdDeleteRequested {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  MdId from{};

  static constexpr std::uint16_t number = 2020;
  static constexpr auto aliases = names("Outbound: UserMdDeleteRequested");
};
BOOST_DESCRIBE_STRUCT(UserMdDeleteRequested, (), (user_id, user_cycle_id, day_index, from))

/// Name and phone are masked.
struct UserContactUpdated {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  PersonalText masked_name{};
  PersonalText masked_phone{};
  std::string time_zone{};

  static constexpr std::uint16_t number = 2021;
};
BOOST_DESCRIBE_STRUCT(UserContactUpdated, (), (user_id, user_cycle_id, day_index, masked_name, masked_phone, time_zone))

// ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// A message to the user is to go out. With a template, messaging renders it itself from `variables`.
struct SupportMessageRequested {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserMessageId message_id{};
  std::optional<UserOutboundPlanId> user_outbound_id{};
  UserSupportMessageType message_type{};
  std::optional<TemplateId> template_id{};
  Dictionary variables{};
  std::optional<PersonalText> text{};  ///< when there is no template

  static constexpr std::uint16_t number = 2022;
};
BOOST_DESCRIBE_STRUCT(SupportMessageRequested, (),
                      (user_id, user_cycle_id, day_index, message_id, user_outbound_id, message_type, template_id,
                       variables, text))

struct SupportMessageCancelRequested {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserMessageId message_id{};

  static constexpr std::uint16_t number = 2023;
};
BOOST_DESCRIBE_STRUCT(SupportMessageCancelRequested, (), (user_id, user_cycle_id, day_index, message_id))

struct SupportMessageRetryRequested {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserMessageId message_id{};

  static constexpr std::uint16_t number = 2024;
};
BOOST_DESCRIBE_STRUCT(SupportMessageRetryRequested, (), (user_id, user_cycle_id, day_index, message_id))

struct TemplateMessageSent {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserMessageId message_id{};
  std::optional<TemplateId> template_id{};

  static constexpr std::uint16_t number = 2025;
};
BOOST_DESCRIBE_STRUCT(TemplateMessageSent, (), (user_id, user_cycle_id, day_index, message_id, template_id))

struct FreeTextMessageSent {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserMessageId message_id{};

  static constexpr std::uint16_t number = 2026;
};
BOOST_DESCRIBE_STRUCT(FreeTextMessageSent, (), (user_id, user_cycle_id, day_index, message_id))

struct MissedCallMessageSent {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserOutboundPlanId user_outbound_id{};
  UserMessageId message_id{};
  std::optional<TemplateId> template_id{};

  static constexpr std::uint16_t number = 2027;
};
BOOST_DESCRIBE_STRUCT(MissedCallMessageSent, (),
                      (user_id, user_cycle_id, day_index, user_outbound_id, message_id, template_id))

struct LastSurveyReminderMessageSent {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserMessageId message_id{};
  std::optional<TemplateId> template_id{};

  static constexpr std::uint16_t number = 2028;
};
BOOST_DESCRIBE_STRUCT(LastSurveyReminderMessageSent, (), (user_id, user_cycle_id, day_index, message_id, template_id))

/// For good: there will be no further try, unless somebody asks for one.
struct MissedCallMessageFailed {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserOutboundPlanId user_outbound_id{};
  UserMessageId message_id{};
  std::optional<TemplateId> template_id{};
  std::string reason{};  ///< a code, e.g. NO_ADDRESS

  static constexpr std::uint16_t number = 2029;
};
BOOST_DESCRIBE_STRUCT(MissedCallMessageFailed, (),
                      (user_id, user_cycle_id, day_index, user_outbound_id, message_id, template_id, reason))

/// The same for the other types of message.
struct SupportMessageFailed {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserMessageId message_id{};
  UserSupportMessageType message_type{};
  std::optional<TemplateId> template_id{};
  std::string reason{};

  static constexpr std::uint16_t number = 2030;
};
BOOST_DESCRIBE_STRUCT(SupportMessageFailed, (),
                      (user_id, user_cycle_id, day_index, message_id, message_type, template_id, reason))

// ── The log ──────────────────────────────────────────────────────────────────────────────────────────────────────────

struct SupportLogHistoryRecorded {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
  UserSupportLogId log_id{};
  UserSupportLogType type{};
  std::int64_t relation_id{};

  static constexpr std::uint16_t number = 2031;
};
BOOST_DESCRIBE_STRUCT(SupportLogHistoryRecorded, (), (user_id, user_cycle_id, day_index, log_id, type, relation_id))

}  // namespace lilac::support

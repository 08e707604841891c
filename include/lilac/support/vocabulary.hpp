// The words of the desk: who is followed, through what, and in which state a thing can be (001 §2, §3).
#pragma once

#include <type_traits>

#include "lilac/kernel/describe.hpp"

namespace lilac::support {

struct OutboundPlan;
struct UserOutboundPlan;
struct UserSupportMemo;
struct UserSupportIssue;
struct UserSupportLog;
struct UserSupportMessage;
struct UserSupport;
struct UserCycle;

using OutboundPlanId = Id<OutboundPlan>;
using UserOutboundPlanId = Id<UserOutboundPlan>;
using UserMemoId = Id<UserSupportMemo>;
using UserIssueId = Id<UserSupportIssue>;
using UserSupportLogId = Id<UserSupportLog>;
using UserMessageId = Id<UserSupportMessage>;
/// Users and their cycles are numbered by the host, from 1.
using UserId = Id<UserSupport>;
using UserCycleId = Id<UserCycle>;

// What other systems own and the desk only points at.
using OperatorId = Id<struct Operator>;
using SiteId = Id<struct Site>;
using MdId = Id<struct Md>;
using TemplateId = Id<struct MessageTemplate>;

enum class UserOutboundStatus : std::uint8_t {
  PENDING,
  COMPLETED,
  SKIPPED,
  ACTIVE  ///< PENDING, and its plan date has come in the user's zone. Derived, never stored.
};
BOOST_DESCRIBE_ENUM(UserOutboundStatus, PENDING, COMPLETED, SKIPPED, ACTIVE)

enum class UserSupportIssueStatus : std::uint8_t { REGISTERED, IN_PROGRESS, RESOLVED, CANCELLED };
BOOST_DESCRIBE_ENUM(UserSupportIssueStatus, REGISTERED, IN_PROGRESS, RESOLVED, CANCELLED)

enum class UserSupportLogType : std::uint8_t {
  LOG,  ///< a host's own line
  MEMO,
  ISSUE,
  CONTACT_SCHEDULE_CHANGE,
  OUTBOUND_STATUS_CHANGE,
  ACCOUNT_UPDATED,  ///< the prescribing doctor changed
  ACCOUNT_DELETED,  ///< the prescribing doctor was removed
  SITE_UPDATE,
  MESSAGE_SENT  ///< a message was sent, or failed for good
};
BOOST_DESCRIBE_ENUM(UserSupportLogType, LOG, MEMO, ISSUE, CONTACT_SCHEDULE_CHANGE, OUTBOUND_STATUS_CHANGE,
                    ACCOUNT_UPDATED, ACCOUNT_DELETED, SITE_UPDATE, MESSAGE_SENT)

enum class UserSupportMessageType : std::uint8_t { TEMPLATE, FREE_TEXT, MISSED_CALL, LAST_SURVEY_REMINDER };
BOOST_DESCRIBE_ENUM(UserSupportMessageType, TEMPLATE, FREE_TEXT, MISSED_CALL, LAST_SURVEY_REMINDER)

enum class UserSupportMessageStatus : std::uint8_t { SENT, FAILED, RETRY_PENDING };
BOOST_DESCRIBE_ENUM(UserSupportMessageStatus, SENT, FAILED, RETRY_PENDING)

/// The word for a value of an enumeration, e.g. "PENDING".
template <class E>
requires std::is_enum_v<E>
char const* word(E value) { return name_of(type_of<E>(), static_cast<std::int64_t>(value)); }

/// A day of somebody's cycle. Day 1 is the day it started on; days before it are 0 and negative, and none is clamped.
struct CycleDay {
  UserId user_id{};
  UserCycleId user_cycle_id{};
  std::int32_t day_index{};
};

}  // namespace lilac::support

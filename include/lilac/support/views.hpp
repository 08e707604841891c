// What the desk can be asked. Rows come one by one and are current when they are read; memory is bounded by a page.
#pragma once

#include "lilac/engine/host.hpp"
#include "lilac/engine/reader.hpp"
#include "lilac/support/commands.hpp"

namespace lilac::support {

// ── The roster ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// One person on the roster, as of an instant.
struct UserOverview {
  UserId user_id{};
  UserCycleId user_cycle_id{};  ///< the current one
  SiteId site_id{};
  std::optional<MdId> md_id{};
  PersonalText name{};
  Address phone{};
  std::string time_zone{};
  std::int32_t day_index{};
  std::optional<UserOutboundPlanId> next_outbound_id{};  ///< the pending call of the current cycle that is due first
  std::optional<LocalDate> next_due_on{};                ///< local date of its appointment, or else its plan date
  std::optional<Instant> next_contact_at{};
  std::int32_t overdue_days{};               ///< 0 when nothing is due before the user's today
  std::int32_t open_issues{};                ///< of all cycles
  std::optional<Instant> last_contact_at{};  ///< when the latest completed call of any cycle was completed
  Instant as_of{};
  PersonalText place{};   ///< in the order asked for; FindUsers::after takes it
  bool uses_desk_zone{};  ///< this machine does not know the user's time zone: days are those of Rules::time_zone
};
BOOST_DESCRIBE_STRUCT(UserOverview, (),
                      (user_id, user_cycle_id, site_id, md_id, name, phone, time_zone, day_index, next_outbound_id,
                       next_due_on, next_contact_at, overdue_days, open_issues, last_contact_at, as_of, place,
                       uses_desk_zone))

enum class UserSort : std::uint8_t {
  MOST_OVERDUE,     ///< then due first, then by id
  NAME,             ///< by code points
  LONGEST_UNHEARD,  ///< never contacted first
  USER_ID
};
BOOST_DESCRIBE_ENUM(UserSort, MOST_OVERDUE, NAME, LONGEST_UNHEARD, USER_ID)

/// A page of the roster. The next page begins behind `after`, the `place` of the last row, asked with the same as_of.
struct FindUsers {
  Instant as_of{};  ///< overdue days are counted from here
  std::optional<SiteId> site_id{};
  std::optional<MdId> md_id{};
  std::optional<LocalDate> due_by{};  ///< a call is due on that day or before
  std::optional<bool> has_open_issue{};
  std::optional<PersonalText> text{};  ///< part of the name; ASCII letters match either case
  std::optional<UserSort> sort{};      ///< MOST_OVERDUE
  std::optional<PersonalText> after{};
  std::optional<std::int32_t> limit{};  ///< 50; at most 1,000

  using row = UserOverview;
  static constexpr std::uint16_t number = 2001;
  static constexpr auto aliases = names("find_users", "findUsers()");
};
BOOST_DESCRIBE_STRUCT(FindUsers, (), (as_of, site_id, md_id, due_by, has_open_issue, text, sort, after, limit))

// ── Today ────────────────────────────────────────────────────────────────────────────────────────────────────────────

struct DueCall {
  UserOutboundPlanId user_outbound_id{};
  UserId user_id{};
  UserCycleId user_cycle_id{};
  SiteId site_id{};
  PersonalText name{};
  Address phone{};
  std::int32_t sequence{};
  std::int32_t day_index{};  ///< the planned one
  LocalDate plan_date{};
  std::optional<Instant> contact_at{};
  LocalDate due_on{};  ///< local date of the appointment, or else the plan date
  std::int32_t overdue_days{};
  bool uses_desk_zone{};  ///< this machine does not know the user's time zone: days are those of Rules::time_zone
};
BOOST_DESCRIBE_STRUCT(DueCall, (),
                      (user_outbound_id, user_id, user_cycle_id, site_id, name, phone, sequence, day_index, plan_date,
                       contact_at, due_on, overdue_days, uses_desk_zone))

/// The pending calls of running cycles that are due at an instant, each judged on its user's own calendar:
/// appointments first, by time; then the most overdue.
struct Today {
  Instant at{};

  using row = DueCall;
  static constexpr std::uint16_t number = 2002;
  static constexpr auto aliases = names("today");
};
BOOST_DESCRIBE_STRUCT(Today, (), (at))

// ── Histories ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// The support log of a user or of a cycle, newest first, from behind the line `after`.
/// Errors: invalid_argument when neither is named; cycle_of_another_user.
struct GetLogs {
  std::optional<UserId> user_id{};
  std::optional<UserCycleId> user_cycle_id{};
  std::optional<UserSupportLogId> after{};
  std::optional<std::int32_t> limit{};  ///< all

  using row = UserSupportLog;
  static constexpr std::uint16_t number = 2003;
  static constexpr auto aliases = names("get_logs", "getLogs(userId)", "콜 예정일 이력 관리");
};
BOOST_DESCRIBE_STRUCT(GetLogs, (), (user_id, user_cycle_id, after, limit))

// The others are asked by user and cycle; without a cycle, of the current one. Errors: not_found,
// cycle_of_another_user.

/// The calls of a cycle in sequence. With `at`, their status is as people see it then: ACTIVE once the plan date has
/// come.
struct GetPlans {
  UserId user_id{};
  std::optional<UserCycleId> user_cycle_id{};
  std::optional<Instant> at{};

  using row = UserOutboundPlan;
  static constexpr std::uint16_t number = 2004;
  static constexpr auto aliases = names("get_plans");
};
BOOST_DESCRIBE_STRUCT(GetPlans, (), (user_id, user_cycle_id, at))

/// Newest first.
struct GetMemos {
  UserId user_id{};
  std::optional<UserCycleId> user_cycle_id{};

  using row = UserSupportMemo;
  static constexpr std::uint16_t number = 2005;
  static constexpr auto aliases = names("get_memos", "메모 조회");
};
BOOST_DESCRIBE_STRUCT(GetMemos, (), (user_id, user_cycle_id))

/// Newest first.
struct GetIssues {
  UserId user_id{};
  std::optional<UserCycleId> user_cycle_id{};
  std::optional<UserSupportIssueStatus> status{};

  using row = UserSupportIssue;
  static constexpr std::uint16_t number = 2006;
  static constexpr auto aliases = names("get_issues", "이슈 조회");
};
BOOST_DESCRIBE_STRUCT(GetIssues, (), (user_id, user_cycle_id, status))

/// Newest first.
struct GetMessages {
  UserId user_id{};
  std::optional<UserCycleId> user_cycle_id{};

  using row = UserSupportMessage;
  static constexpr std::uint16_t number = 2007;
  static constexpr auto aliases = names("get_messages", "메시지 송출 기록");
};
BOOST_DESCRIBE_STRUCT(GetMessages, (), (user_id, user_cycle_id))

template <class Row>
using Rows = FunctionRef<bool(Row const&)>;

result<> answer(FindUsers const& query, Reader& reader, Host const& host, Rows<UserOverview> sink);
result<> answer(Today const& query, Reader& reader, Host const& host, Rows<DueCall> sink);
result<> answer(GetLogs const& query, Reader& reader, Host const& host, Rows<UserSupportLog> sink);
result<> answer(GetPlans const& query, Reader& reader, Host const& host, Rows<UserOutboundPlan> sink);
result<> answer(GetMemos const& query, Reader& reader, Host const& host, Rows<UserSupportMemo> sink);
result<> answer(GetIssues const& query, Reader& reader, Host const& host, Rows<UserSupportIssue> sink);
result<> answer(GetMessages const& query, Reader& reader, Host const& host, Rows<UserSupportMessage> sink);

}  // namespace lilac::support

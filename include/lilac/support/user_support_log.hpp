// The support log: one line for everything that happened to a person. Lines are added, never changed.
#pragma once

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/support/events.hpp"

namespace lilac::support {

/// What a line says: equal by value.
struct LogVO {
  UserSupportLogType type{};
  Json meta{};
  bool operator==(LogVO const&) const = default;
};
BOOST_DESCRIBE_STRUCT(LogVO, (), (type, meta))

/// What a policy knows about a line: the members of its meta. What is empty is left out.
struct LogFacts {
  std::optional<UserSupportMessageType> message_type{};  ///< `type`
  std::optional<UserSupportMessageStatus> status{};
  std::optional<PersonalText> before{};
  std::optional<PersonalText> after{};
  std::optional<std::string> from{};  ///< a status, or an instant
  std::optional<std::string> to{};
  std::optional<SiteId> site_from{};  ///< `from`
  std::optional<SiteId> site_to{};    ///< `to`
  std::optional<MdId> md_from{};
  std::optional<MdId> md_to{};
  std::optional<TemplateId> template_id{};
  std::optional<PersonalText> reason{};
  std::optional<PersonalText> note{};  ///< of a host's own line
};
BOOST_DESCRIBE_STRUCT(LogFacts, (),
                      (message_type, status, before, after, from, to, site_from, site_to, md_from, md_to, template_id,
                       reason, note))

/// A member of the meta is said once. Errors: fact_is_said_twice.
result<> check_facts(LogFacts const& facts);
/// `{"by":{"kind":"OperationUser","id":3},"from":"PENDING","to":"COMPLETED"}`: who did it, then the facts in the order
/// in which LogFacts lists them.
Json meta_of(Actor const& by, LogFacts const& facts);

struct UserSupportLog {
  UserSupportLogId id{};
  UserId user_id{};
  UserCycleId user_cycle_id{};
  UserSupportLogType type{};
  std::int32_t day_index{};
  Json meta{};
  std::int64_t relation_id{};  ///< of the call, memo, issue, message or user that the line is about
  Instant created_at{};
  Instant updated_at{};

  static constexpr std::uint16_t number = 2005;
  static constexpr auto methods = names("record");
  struct find_by_user_cycle_id;
  struct find_by_user_id;
  using finders = types<find_by_user_cycle_id, find_by_user_id>;

  SupportLogHistoryRecorded record(CycleDay const& on, LogVO line, std::int64_t relation, Instant now);
};
BOOST_DESCRIBE_STRUCT(UserSupportLog, (),
                      (id, user_id, user_cycle_id, type, day_index, meta, relation_id, created_at, updated_at))
/// Newest first.
struct UserSupportLog::find_by_user_cycle_id : Index<&UserSupportLog::user_cycle_id, desc<&UserSupportLog::id>> {};
/// Newest first.
struct UserSupportLog::find_by_user_id : Index<&UserSupportLog::user_id, desc<&UserSupportLog::id>> {};

}  // namespace lilac::support

// A matter that somebody has to deal with.
#pragma once

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/support/events.hpp"
#include "lilac/support/rules.hpp"

namespace lilac::support {

/// REGISTERED → IN_PROGRESS, RESOLVED, CANCELLED · IN_PROGRESS → RESOLVED, CANCELLED · RESOLVED → IN_PROGRESS.
/// 000's "active" is REGISTERED or IN_PROGRESS.
constexpr bool can_become(UserSupportIssueStatus from, UserSupportIssueStatus to) {
  using enum UserSupportIssueStatus;
  switch (from) {
    case REGISTERED:
      return to == IN_PROGRESS || to == RESOLVED || to == CANCELLED;
    case IN_PROGRESS:
      return to == RESOLVED || to == CANCELLED;
    case RESOLVED:
      return to == IN_PROGRESS;
    case CANCELLED:
      return false;
  }
  return false;
}

struct UserSupportIssue {
  UserIssueId id{};
  UserId user_id{};
  UserCycleId user_cycle_id{};
  PersonalText issue{};
  UserSupportIssueStatus status{};
  OperatorId created_by{};
  Instant created_at{};
  Instant updated_at{};

  static constexpr std::uint16_t number = 2004;
  static constexpr auto aliases = names("SupportIssue");
  static constexpr auto methods = names("create", "update", "can_update", "change_status", "resolve", "cancel");
  struct find_by_user_cycle_id;
  struct find_by_user_id_and_status;
  using finders = types<find_by_user_cycle_id, find_by_user_id_and_status>;

  bool is_open() const {
    return status == UserSupportIssueStatus::REGISTERED || status == UserSupportIssueStatus::IN_PROGRESS;
  }

  /// Errors: content_is_blank, issue_is_too_long.
  result<UserIssueCreated> create(CycleDay const& on, PersonalText text, Actor const& by, Instant now,
                                  Rules const& rules);
  /// Nothing when the text stays the same. An edit does not restart the window.
  /// Errors: editor_must_be_author, issue_is_closed, issue_edit_window_has_closed, content_is_blank, issue_is_too_long.
  result<std::optional<UserIssueUpdated>> update(PersonalText text, Actor const& editor, std::int32_t today,
                                                 Instant now, Rules const& rules);
  /// Whether update() would be allowed: a screen greys out its button by this.
  bool can_update(Actor const& editor, Instant now, Rules const& rules) const;
  /// Any operator may do so. Errors: issue_cannot_become.
  result<UserIssueStatusChanged> change_status(UserSupportIssueStatus to, std::optional<PersonalText> reason,
                                               std::int32_t today, Instant now);
  result<UserIssueStatusChanged> resolve(std::optional<PersonalText> reason, std::int32_t today, Instant now) {
    return change_status(UserSupportIssueStatus::RESOLVED, std::move(reason), today, now);
  }
  result<UserIssueStatusChanged> cancel(std::optional<PersonalText> reason, std::int32_t today, Instant now) {
    return change_status(UserSupportIssueStatus::CANCELLED, std::move(reason), today, now);
  }
};
BOOST_DESCRIBE_STRUCT(UserSupportIssue, (),
                      (id, user_id, user_cycle_id, issue, status, created_by, created_at, updated_at))
/// Newest first.
struct UserSupportIssue::find_by_user_cycle_id : Index<&UserSupportIssue::user_cycle_id, desc<&UserSupportIssue::id>> {
};
/// Open issues are counted by it.
struct UserSupportIssue::find_by_user_id_and_status : Index<&UserSupportIssue::user_id, &UserSupportIssue::status> {};

}  // namespace lilac::support

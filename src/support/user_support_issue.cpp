#include "lilac/support/user_support_issue.hpp"

#include "support/content.hpp"

namespace lilac::support {

namespace {

bool is_author(UserSupportIssue const& issue, Actor const& editor) {
  return editor.kind == ActorKind::OperationUser && editor.id == issue.created_by.value;
}

/// The last instant belongs to the window.
bool is_window_open(UserSupportIssue const& issue, Instant now, Rules const& rules) {
  return now - issue.created_at <= rules.edit_window;
}

}  // namespace

result<UserIssueCreated> UserSupportIssue::create(CycleDay const& on, PersonalText text, Actor const& by, Instant now,
                                                  Rules const& rules) {
  BOOST_OUTCOME_TRY(check_content(text, "issue", rules.longest_issue, issue_is_too_long));
  // From here on it succeeds.
  user_id = on.user_id;
  user_cycle_id = on.user_cycle_id;
  issue = std::move(text);
  status = UserSupportIssueStatus::REGISTERED;
  created_by = OperatorId{by.id};
  created_at = updated_at = now;
  return UserIssueCreated{user_id, user_cycle_id, on.day_index, id, issue};
}

result<std::optional<UserIssueUpdated>> UserSupportIssue::update(PersonalText text, Actor const& editor,
                                                                 std::int32_t today, Instant now, Rules const& rules) {
  // An issue is edited by its author only.
  if (!is_author(*this, editor)) return refuse(editor_must_be_author, field("issue_id"), value(id.value));
  // Only while it is open.
  if (!is_open()) return refuse(issue_is_closed, field("issue_id"), value(word(status)));
  // And only while its edit window is open.
  if (!is_window_open(*this, now, rules)) {
    return refuse(issue_edit_window_has_closed, field("issue_id"), value(now), limit(rules.edit_window));
  }
  BOOST_OUTCOME_TRY(check_content(text, "issue", rules.longest_issue, issue_is_too_long));
  if (text == issue) return std::optional<UserIssueUpdated>{};
  // From here on it succeeds.
  issue.swap(text);
  updated_at = now;
  return std::optional{UserIssueUpdated{user_id, user_cycle_id, today, id, std::move(text), issue}};
}

bool UserSupportIssue::can_update(Actor const& editor, Instant now, Rules const& rules) const {
  return is_author(*this, editor) && is_open() && is_window_open(*this, now, rules);
}

result<UserIssueStatusChanged> UserSupportIssue::change_status(UserSupportIssueStatus to,
                                                               std::optional<PersonalText> reason, std::int32_t today,
                                                               Instant now) {
  // An issue goes only the ways that lead on, or is opened again.
  if (!can_become(status, to)) return refuse(issue_cannot_become, field("to"), value(word(to)), limit(word(status)));
  // From here on it succeeds.
  auto const from = std::exchange(status, to);
  updated_at = now;
  return UserIssueStatusChanged{user_id, user_cycle_id, today, id, from, to, std::move(reason)};
}

}  // namespace lilac::support

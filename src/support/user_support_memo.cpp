#include "lilac/support/user_support_memo.hpp"

#include "support/content.hpp"

namespace lilac::support {

namespace {

bool is_author(UserSupportMemo const& memo, Actor const& editor) {
  return editor.kind == ActorKind::OperationUser && editor.id == memo.created_by.value;
}

/// The last instant belongs to the window.
bool is_window_open(UserSupportMemo const& memo, Instant now, Rules const& rules) {
  return now - memo.created_at <= rules.edit_window;
}

}  // namespace

result<UserMemoCreated> UserSupportMemo::create(CycleDay const& on, PersonalText text, Actor const& by, Instant now,
                                                Rules const& rules) {
  BOOST_OUTCOME_TRY(check_content(text, "memo", rules.longest_memo, memo_is_too_long));
  // From here on it succeeds.
  user_id = on.user_id;
  user_cycle_id = on.user_cycle_id;
  memo = std::move(text);
  created_by = OperatorId{by.id};
  created_at = updated_at = now;
  return UserMemoCreated{user_id, user_cycle_id, on.day_index, id, memo};
}

result<std::optional<UserMemoUpdated>> UserSupportMemo::update(PersonalText text, Actor const& editor,
                                                               std::int32_t today, Instant now, Rules const& rules) {
  // A memo is edited by its author only.
  if (!is_author(*this, editor)) return refuse(editor_must_be_author, field("memo_id"), value(id.value));
  // And only while its edit window is open.
  if (!is_window_open(*this, now, rules)) {
    return refuse(memo_edit_window_has_closed, field("memo_id"), value(now), limit(rules.edit_window));
  }
  BOOST_OUTCOME_TRY(check_content(text, "memo", rules.longest_memo, memo_is_too_long));
  if (text == memo) return std::optional<UserMemoUpdated>{};
  // From here on it succeeds.
  memo.swap(text);
  updated_at = now;
  return std::optional{UserMemoUpdated{user_id, user_cycle_id, today, id, std::move(text), memo}};
}

bool UserSupportMemo::can_update(Actor const& editor, Instant now, Rules const& rules) const {
  return is_author(*this, editor) && is_window_open(*this, now, rules);
}

}  // namespace lilac::support

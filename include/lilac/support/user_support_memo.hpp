// What an operator wrote down about a person.
#pragma once

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/support/events.hpp"
#include "lilac/support/rules.hpp"

namespace lilac::support {

struct UserSupportMemo {
  UserMemoId id{};
  UserId user_id{};
  UserCycleId user_cycle_id{};
  PersonalText memo{};
  OperatorId created_by{};
  Instant created_at{};
  Instant updated_at{};

  static constexpr std::uint16_t number = 2003;
  static constexpr auto aliases = names("SupportMemo");
  static constexpr auto methods = names("create", "update", "can_update");
  struct find_by_user_id_and_user_cycle_id;
  using finders = types<find_by_user_id_and_user_cycle_id>;

  /// Errors: content_is_blank, memo_is_too_long.
  result<UserMemoCreated> create(CycleDay const& on, PersonalText text, Actor const& by, Instant now,
                                 Rules const& rules);
  /// Nothing when the text stays the same. An edit does not restart the window.
  /// Errors: editor_must_be_author, memo_edit_window_has_closed, content_is_blank, memo_is_too_long.
  result<std::optional<UserMemoUpdated>> update(PersonalText text, Actor const& editor, std::int32_t today, Instant now,
                                                Rules const& rules);
  /// Whether update() would be allowed: a screen greys out its button by this.
  bool can_update(Actor const& editor, Instant now, Rules const& rules) const;
};
BOOST_DESCRIBE_STRUCT(UserSupportMemo, (), (id, user_id, user_cycle_id, memo, created_by, created_at, updated_at))
/// Newest first.
struct UserSupportMemo::find_by_user_id_and_user_cycle_id
    : Index<&UserSupportMemo::user_id, &UserSupportMemo::user_cycle_id, desc<&UserSupportMemo::id>> {};

}  // namespace lilac::support

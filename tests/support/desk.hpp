// The desk of most stories: a programme of three calls, and user 7 in cycle 70 since 2026-01-05. A message that fails
// is not tried again.
#pragma once

#include "lilac/testing/support.hpp"
#include "support/sample.hpp"

namespace lilac::support {

using testing::any;
using testing::logged;
using testing::such_that;

inline constexpr UserId user_7{7};
inline constexpr UserCycleId cycle_70{70};
inline constexpr Actor operator_3 = operation_user(3);
inline constexpr Actor operator_4 = operation_user(4);

/// A story at the desk. It begins on 2026-01-05, 09:00 in Seoul.
struct Desk : testing::SupportDesk {
  explicit Desk(Rules const& rules = {}) : SupportDesk(rules, tried_once()) {
    at("2026-01-05T09:00+09:00");
    programme({7, 14, 42}).enrolled(user_7.value, cycle_70.value, "2026-01-05");
  }

  /// The call of that sequence in user 7's cycle: 1 is planned for day 7, 2 for day 14, 3 for day 42.
  UserOutboundPlanId call(std::int32_t sequence, UserCycleId cycle = cycle_70) { return call_of(cycle, sequence).id; }
  UserOutboundPlan call_row(std::int32_t sequence) { return call_of(cycle_70, sequence); }
  /// The newest log line of user 7.
  UserSupportLog last_line() { return last_line_of(user_7); }
  /// Its facts, without who did it.
  std::string last_facts() {
    auto const meta = last_line().meta.text;
    auto const end = meta.find("},");
    return end == std::string::npos ? meta : "{" + meta.substr(end + 2);
  }

  /// Puts into the store what no command would: a row as another machine or an earlier version may have left it.
  template <class T, class Change>
  void overwrite(Id<T> id, Change change) {
    std::uint32_t version = 0;
    RowHint hint = 0;
    alignas(T) std::byte raw[sizeof(T)];
    REQUIRE(engine().store().load(entity_info<T>(), id.value, raw, version, hint).value());
    auto& loaded = *std::launder(reinterpret_cast<T*>(raw));
    change(loaded);
    RowWrite const write{&entity_info<T>(), id.value, version, version + 1, RowWrite::Action::update, &loaded, hint};
    WriteSet set;
    set.rows = std::span(&write, 1);
    CHECK(engine().store().commit(set));
    loaded.~T();
  }

 private:
  static messaging::Rules tried_once() {
    messaging::Rules sending;
    sending.tries = 1;
    return sending;
  }
};

}  // namespace lilac::support

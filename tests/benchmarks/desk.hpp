// The same desk for both sides: people in the care of it, and their planned calls.
#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>

#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/support/user_cycle.hpp"
#include "lilac/support/user_outbound_plan.hpp"
#include "lilac/support/user_support.hpp"

namespace lilac::benchmarks {

inline constexpr std::int64_t calls_of_a_user = 5;
inline constexpr Actor operator_3 = operation_user(3);
inline Instant const call_time = *parse_instant("2026-03-12T10:00:00+09:00");
inline constexpr std::string_view memo_text = "Takes the medicine after breakfast; asked to be called in the evening.";

/// Read once; both sides look zones up in the same tables.
Zones& zones();

/// Calls `put(row)` with every row of a desk that has `plans` planned calls: a cycle, a roster entry and five calls for
/// each user. Ids count from 1.
template <class Put>
void for_each_row(std::int64_t plans, Put put) {
  auto const first_day = LocalDate{std::chrono::days{20458}};  // 2026-01-05
  for (std::int64_t user = 1; user <= plans / calls_of_a_user; ++user) {
    support::UserCycle cycle;
    cycle.id = {user};
    cycle.begin({user}, first_day + std::chrono::days{user % 42}, user);
    put(cycle);
    support::UserSupport entry;
    entry.user_id = {user};
    entry.follow({user}, {1}, {}, {"Kim Minji", {"010-1234-5678"}, "Asia/Seoul"}, call_time);
    put(entry);
    for (std::int32_t nth = 1; nth <= calls_of_a_user; ++nth) {
      support::UserOutboundPlan call;
      call.id = {(user - 1) * calls_of_a_user + nth};
      call.plan({user}, {user}, cycle.started_on, nth, nth * 7, call_time);
      put(call);
    }
  }
}

/// Fills an empty store that an engine has prepared.
void fill(Store& store, std::int64_t plans);

/// The calls in an order that no cache foresees, each once completed and once withdrawn.
class Turns {
 public:
  explicit Turns(std::int64_t plans, std::int64_t first = 1)
      : plans_(static_cast<std::uint64_t>(plans)), first_(first) {}
  /// True for completing, false for withdrawing `call`.
  bool next() {
    completes_ = !completes_;
    if (!completes_) return false;
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    call = {static_cast<std::int64_t>(state_ % plans_) + first_};
    return true;
  }
  support::UserOutboundPlanId call;

 private:
  std::uint64_t plans_;
  std::int64_t first_;
  std::uint64_t state_ = 88172645463325252U;
  bool completes_ = false;
};

/// Command ids as hosts give them: short, and every one new.
class CommandIds {
 public:
  explicit CommandIds(char thread = 'a') { text_[0] = thread; }
  std::string_view next() {
    auto const end = std::to_chars(text_ + 2, text_ + sizeof text_, ++count_).ptr;
    return {text_, static_cast<std::size_t>(end - text_)};
  }

 private:
  char text_[24] = {'a', '-'};
  std::uint64_t count_ = 0;
};

}  // namespace lilac::benchmarks

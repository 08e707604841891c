// The calls that are to be made today.
#include <functional>
#include <limits>
#include <map>

#include "lilac/support/views.hpp"
#include "support/reading.hpp"

namespace lilac::support {

namespace {

using Pending = UserOutboundPlan::find_pending_by_contact_at_and_plan_date;

class TodaysList {
 public:
  TodaysList(Instant at, Reader& reader, Host const& host, Rows<DueCall> sink)
      : at_(at), reader_(reader), host_(host), sink_(sink) {}

  /// Appointments, by time: the order of the index.
  result<> appointments() {
    // No calendar's today reaches farther.
    auto const end = at_ + std::chrono::hours(48);
    BOOST_OUTCOME_TRY(reader_.each_after<Pending>(behind_unscheduled(), no_limit, [&](UserOutboundPlan const& call) {
      if (*call.contact_at > end) return false;
      if (auto const due = due_call(call)) give(*due);
      return goes_on();
    }));
    return std::move(failed_);
  }

  /// The others, the most overdue first. The index has them by plan date, and somebody else's today may be a day ahead:
  /// a call is held back until no later plan date can be more overdue.
  result<> by_plan_date() {
    auto const latest_today =
        std::chrono::local_days{std::chrono::floor<std::chrono::days>(at_).time_since_epoch() + std::chrono::days(1)};
    BOOST_OUTCOME_TRY(reader_.each<Pending>(
        [&](UserOutboundPlan const& call) {
          if (call.plan_date > latest_today) return false;
          give_held_back(days_between(call.plan_date, latest_today));
          if (auto due = due_call(call)) held_back_[due->overdue_days].push_back(std::move(*due));
          return goes_on();
        },
        std::nullopt));
    give_held_back(0);
    return std::move(failed_);
  }

 private:
  /// The place in the index behind all calls without an appointment.
  static Key behind_unscheduled() {
    auto key = Reader::prefix<Pending>(std::nullopt, last_date);
    append_id(key, std::numeric_limits<std::int64_t>::max(), ids_descend(index_info<Pending>()));
    return key;
  }
  bool goes_on() const { return wanted_ && failed_.has_value(); }
  void give(DueCall const& call) { wanted_ = wanted_ && sink_(call); }
  /// Gives what is at least so much overdue.
  void give_held_back(std::int32_t least) {
    while (!held_back_.empty() && held_back_.begin()->first >= least) {
      for (auto const& call : held_back_.begin()->second) give(call);
      held_back_.erase(held_back_.begin());
    }
  }
  /// Nothing unless the call is due and its cycle runs.
  std::optional<DueCall> due_call(UserOutboundPlan const& call) {
    auto cycle = copy_of(reader_, call.user_cycle_id);
    auto user = copy_of(reader_, call.user_id);
    if (!cycle || !user) {
      failed_ = cycle ? std::move(user).error() : std::move(cycle).error();
      return std::nullopt;
    }
    if (!cycle.value() || !user.value()) return std::nullopt;
    auto const& of = *user.value();
    if (!cycle.value()->is_running() || of.current_user_cycle_id != call.user_cycle_id) return std::nullopt;
    Calendar const calendar{of, host_};
    auto const due_on = due_date(call, calendar);
    auto const overdue = days_between(due_on, calendar.date_of(at_));
    if (overdue < 0) return std::nullopt;
    return DueCall{call.id,  of.user_id,    call.user_cycle_id,      of.site_id,     of.name,
                   of.phone, call.sequence, call.day_index,          call.plan_date, call.contact_at,
                   due_on,   overdue,       !calendar.is_users_own()};
  }

  Instant at_;
  Reader& reader_;
  Host const& host_;
  Rows<DueCall> sink_;
  bool wanted_ = true;
  result<> failed_ = outcome::success();
  std::map<std::int32_t, std::vector<DueCall>, std::greater<>> held_back_;
};

}  // namespace

result<> answer(Today const& query, Reader& reader, Host const& host, Rows<DueCall> sink) {
  TodaysList list{query.at, reader, host, sink};
  BOOST_OUTCOME_TRY(list.appointments());
  return list.by_plan_date();
}

}  // namespace lilac::support

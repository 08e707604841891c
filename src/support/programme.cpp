// The programme, and how a person comes into it and leaves it.
#include <algorithm>

#include "lilac/kernel/codec.hpp"
#include "lilac/support/handlers.hpp"
#include "support/cycle_day.hpp"

namespace lilac::support {

namespace {

/// No two active plans have the same sequence.
result<> check_sequence_is_free(Work& work, std::int32_t sequence) {
  BOOST_OUTCOME_TRY(auto const* taken, work.first<OutboundPlan::find_active_by_sequence>(sequence));
  if (taken != nullptr) return refuse(sequence_is_taken, field("sequence"), value(sequence));
  return outcome::success();
}

struct PlannedCall {
  std::int32_t sequence;
  std::int32_t day_index;
};

/// All active calls of the programme, in sequence.
result<std::vector<PlannedCall>> all_calls(Work& work) {
  std::vector<PlannedCall> calls;
  BOOST_OUTCOME_TRY(work.each<OutboundPlan::find_active_by_sequence>([&](OutboundPlan const& plan) {
    calls.push_back({plan.sequence, plan.day_index});
  }));
  return calls;
}

/// The named ones, in sequence and each once. Errors: not_found for one that is not active.
result<std::vector<PlannedCall>> named_calls(Work& work, std::vector<std::int32_t> const& sequences) {
  std::vector<PlannedCall> calls;
  for (std::size_t i = 0; i < sequences.size(); ++i) {
    BOOST_OUTCOME_TRY(auto const* plan, work.first<OutboundPlan::find_active_by_sequence>(sequences[i]));
    if (plan == nullptr) {
      return refuse(rules::not_found, field("sequences[" + std::to_string(i) + "]"), value(sequences[i]));
    }
    calls.push_back({plan->sequence, plan->day_index});
  }
  std::sort(calls.begin(), calls.end(), [](auto const& a, auto const& b) { return a.sequence < b.sequence; });
  auto const same = [](auto const& a, auto const& b) { return a.sequence == b.sequence; };
  calls.erase(std::unique(calls.begin(), calls.end(), same), calls.end());
  return calls;
}

/// Of the whole enrolment. Sequences name a set, in whatever order and how often.
std::int64_t content_of(EnrolUserCycle enrolment) {
  if (enrolment.sequences) {
    auto& sequences = *enrolment.sequences;
    std::ranges::sort(sequences);
    sequences.erase(std::unique(sequences.begin(), sequences.end()), sequences.end());
  }
  return static_cast<std::int64_t>(digest(type_of<EnrolUserCycle>(), &enrolment));
}

result<> check_id(std::int64_t id, std::string_view name) {
  // The host counts users and cycles from 1.
  if (id < 1) return refuse(id_must_be_positive, field(name), value(id));
  return outcome::success();
}

result<> check_enrolment(Work& work, EnrolUserCycle const& command, std::vector<PlannedCall> const& calls) {
  BOOST_OUTCOME_TRY(check_id(command.user_id.value, "user_id"));
  BOOST_OUTCOME_TRY(check_id(command.user_cycle_id.value, "user_cycle_id"));
  // A cycle without calls is nothing to follow.
  if (calls.empty()) return refuse(nothing_is_planned, field("sequences"));
  // All its calls are on the calendar.
  for (auto const& call : calls) {
    if (!in_range(command.started_on + std::chrono::days(call.day_index - 1))) {
      return refuse(start_is_too_late, field("started_on"), value(to_text(command.started_on)));
    }
  }
  // A telephone number can be dialled.
  if (!is_phone_or_none(command.phone)) return refuse(phone_is_not_a_number, field("phone"));
  // The user lives somewhere.
  if (!work.port<Zones>().knows(command.time_zone)) {
    return refuse(time_zone_is_unknown, field("time_zone"), value(command.time_zone));
  }
  return outcome::success();
}

/// The user's roster entry with this cycle in it. The roster keeps what came with the cycle that started last.
result<UserSupport const*> put_on_roster(Handling<EnrolUserCycle>& work, EnrolUserCycle const& command) {
  BOOST_OUTCOME_TRY(auto const* known, work.find(command.user_id));
  if (known != nullptr) {
    BOOST_OUTCOME_TRY(auto const* current, work.read(known->current_user_cycle_id));
    if (command.started_on < current->started_on) return known;
  }
  UserSupport* user = nullptr;
  if (known == nullptr) {
    user = work.create(command.user_id);
  } else {
    BOOST_OUTCOME_TRY(user, work.load(command.user_id));
  }
  user->follow(command.user_cycle_id, command.site_id, command.md_id, {command.name, command.phone, command.time_zone},
               work.now());
  return &work.save(*user);
}

}  // namespace

result<OutboundPlan> handle(Handling<DefineOutboundPlan>& work, DefineOutboundPlan const& command) {
  BOOST_OUTCOME_TRY(auto* plan, work.create<OutboundPlan>());
  BOOST_OUTCOME_TRY(auto defined, plan->define(command.sequence, command.day_index, work.rules<Rules>(), work.now()));
  BOOST_OUTCOME_TRY(check_sequence_is_free(work, command.sequence));
  return work.save(*plan, defined);
}

result<OutboundPlan> handle(Handling<SetOutboundPlanActive>& work, SetOutboundPlanActive const& command) {
  BOOST_OUTCOME_TRY(auto* plan, work.load(command.outbound_plan_id));
  auto const set = plan->set_active(command.is_active, work.now());
  if (!set) return *plan;
  if (plan->is_active) {
    BOOST_OUTCOME_TRY(check_sequence_is_free(work, plan->sequence));
  }
  return work.save(*plan, *set);
}

result<UserCycle> handle(Handling<EnrolUserCycle>& work, EnrolUserCycle const& command) {
  // A cycle is enrolled once: the same again is no news, anything else is refused.
  auto const content = content_of(command);
  BOOST_OUTCOME_TRY(auto const* known, work.find(command.user_cycle_id));
  if (known != nullptr && known->enrolment_digest.may_be(content)) return *known;
  BOOST_OUTCOME_TRY(auto const calls, command.sequences ? named_calls(work, *command.sequences) : all_calls(work));
  if (known != nullptr) {
    return refuse(cycle_is_enrolled_otherwise, field("user_cycle_id"), value(command.user_cycle_id.value));
  }
  BOOST_OUTCOME_TRY(check_enrolment(work, command, calls));
  // From here on it succeeds.
  BOOST_OUTCOME_TRY(auto const* user, put_on_roster(work, command));
  auto* cycle = work.create(command.user_cycle_id);
  cycle->begin(command.user_id, command.started_on, content);
  for (auto const& call : calls) {
    BOOST_OUTCOME_TRY(auto* plan, work.create<UserOutboundPlan>());
    plan->plan(command.user_id, command.user_cycle_id, command.started_on, call.sequence, call.day_index, work.now());
    work.keep(*plan);
  }
  return work.save(
      *cycle, UserCycleEnrolled{command.user_id, command.user_cycle_id, cycle->day_on(local_today(work, *user)),
                                command.started_on, static_cast<std::int32_t>(calls.size()), command.site_id,
                                command.md_id, masked_name(command.name), command.phone.masked(), command.time_zone});
}

result<UserCycle> handle(Handling<EndUserCycle>& work, EndUserCycle const& command) {
  BOOST_OUTCOME_TRY(day_of(work, command.user_id, command.user_cycle_id));
  BOOST_OUTCOME_TRY(auto const* user, work.read(command.user_id));
  BOOST_OUTCOME_TRY(auto* cycle, work.load(command.user_cycle_id));
  BOOST_OUTCOME_TRY(auto ended, cycle->end(command.reason, local_today(work, *user)));
  return work.save(*cycle, std::move(ended));
}

}  // namespace lilac::support

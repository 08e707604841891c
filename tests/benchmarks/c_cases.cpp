// Through C: what the C interface adds to the engine, its reply read and its result destroyed.
#include <lilac/support.h>

#include <cstdlib>
#include <memory>

#include "benchmarks/cases.hpp"
#include "benchmarks/engine_desk.hpp"
#include "lilac/adapters/memory.hpp"
#include "lilac/support/support.hpp"

namespace lilac::benchmarks {
namespace {

constexpr benchmark::IterationCount commands = 32768;
constexpr std::int64_t calls = 1000;
constexpr std::int64_t users = calls / calls_of_a_user;
constexpr std::int32_t first_day = 20458;  // 2026-01-05

/// The same people and calls on both sides, brought by the same commands.
struct CppDesk {
  CppDesk() : engine(store, {&support::module, &messaging::module}, desk_host()) {
    for (std::int32_t nth = 1; nth <= calls_of_a_user; ++nth) run(support::DefineOutboundPlan{nth, nth * 7});
    for (std::int64_t user = 1; user <= users; ++user) {
      run(support::EnrolUserCycle{{user},
                                  {user},
                                  LocalDate{std::chrono::days{first_day}},
                                  {1},
                                  {},
                                  "Kim Minji",
                                  {"010-1234-5678"},
                                  "Asia/Seoul",
                                  {}});
    }
  }
  template <class C>
  void run(C const& command) {
    if (!engine.execute(command, admin(1), {call_time})) std::abort();
  }
  void turn(Turns& turns, std::string_view id) {
    auto const reply = turns.next()
                           ? engine.execute(support::CompleteOutbound{turns.call}, operator_3, {call_time, id})
                           : engine.execute(support::WithdrawOutbound{turns.call, {}}, operator_3, {call_time, id});
    if (!reply) std::abort();
    benchmark::DoNotOptimize(reply.value().status);
  }
  MemoryStore store;
  Engine engine;
};

class CDesk {
 public:
  CDesk() {
    must(lilac_open(nullptr, &desk_, nullptr));
    auto call = lilac_by(LILAC_ACTOR_ADMIN, 1);
    call.at = call_time.time_since_epoch().count();
    lilac_support_define_outbound_plan_command plan = LILAC_SUPPORT_DEFINE_OUTBOUND_PLAN_COMMAND_INIT;
    for (plan.sequence = 1; plan.sequence <= calls_of_a_user; ++plan.sequence) {
      plan.day_index = plan.sequence * 7;
      must(lilac_support_define_outbound_plan(desk_, &plan, &call, nullptr, nullptr, nullptr));
    }
    lilac_support_enrol_user_cycle_command enrolment = LILAC_SUPPORT_ENROL_USER_CYCLE_COMMAND_INIT;
    enrolment.started_on = first_day;
    enrolment.site_id = 1;
    enrolment.name = lilac_text_of("Kim Minji");
    enrolment.phone = lilac_text_of("010-1234-5678");
    enrolment.time_zone = lilac_text_of("Asia/Seoul");
    for (std::int64_t user = 1; user <= users; ++user) {
      enrolment.user_id = enrolment.user_cycle_id = user;
      must(lilac_support_enrol_user_cycle(desk_, &enrolment, &call, nullptr, nullptr, nullptr));
    }
  }
  ~CDesk() { lilac_close(desk_); }
  CDesk(CDesk const&) = delete;
  CDesk& operator=(CDesk const&) = delete;

  void turn(Turns& turns, std::string_view id) {
    auto call = lilac_by(LILAC_ACTOR_OPERATION_USER, 3);
    call.at = call_time.time_since_epoch().count();
    call.command_id = {id.data(), id.size()};
    lilac_result* result = nullptr;
    lilac_support_user_outbound_plan const* reply = nullptr;
    if (turns.next()) {
      lilac_support_complete_outbound_command command = LILAC_SUPPORT_COMPLETE_OUTBOUND_COMMAND_INIT;
      command.user_outbound_id = turns.call.value;
      must(lilac_support_complete_outbound(desk_, &command, &call, &reply, &result, nullptr));
    } else {
      lilac_support_withdraw_outbound_command command = LILAC_SUPPORT_WITHDRAW_OUTBOUND_COMMAND_INIT;
      command.user_outbound_id = turns.call.value;
      must(lilac_support_withdraw_outbound(desk_, &command, &call, &reply, &result, nullptr));
    }
    benchmark::DoNotOptimize(reply->status);
    lilac_result_destroy(result);
  }

 private:
  static void must(lilac_status status) {
    if (status != LILAC_OK) std::abort();
  }
  lilac_desk* desk_ = nullptr;
};

template <class Desk>
Loop complete_call() {
  return [](benchmark::State& state) {
    Desk desk;
    Turns turns{calls};
    CommandIds ids;
    for (auto _ : state) desk.turn(turns, ids.next());
  };
}

}  // namespace

std::vector<Case> c_cases() {
  return {
      {"complete_call/1000/in_c", complete_call<CppDesk>(), complete_call<CDesk>(), {Goal::Unit::times, 1.5}, commands},
  };
}

}  // namespace lilac::benchmarks

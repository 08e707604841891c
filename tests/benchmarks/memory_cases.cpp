// In memory: what the engine adds to typed code on the same containers.
#include <boost/signals2/signal.hpp>
#include <cstdlib>
#include <memory>
#include <thread>
#include <type_traits>

#include "benchmarks/bare_desk.hpp"
#include "benchmarks/cases.hpp"
#include "benchmarks/engine_desk.hpp"
#include "lilac/adapters/memory.hpp"

namespace lilac::benchmarks {
namespace {

using namespace lilac::support;

/// Two events a command: with so many commands on a fresh desk the journal stays within 65,536 rows.
constexpr benchmark::IterationCount warm_commands = 32768;
constexpr benchmark::IterationCount cold_commands = 100000;

struct MemoryDesk {
  explicit MemoryDesk(std::int64_t plans) : desk(store, plans) {}
  MemoryStore store;
  EngineDesk desk;
};

/// A warm desk is new in every run, on memory that is not: it holds what `warm_commands` leave behind. A cold one grows
/// as long as the program runs.
enum class Journal { warm, cold };

template <class Desk>
class Bench {
 public:
  Bench(std::int64_t plans, Journal journal) : plans_(plans), journal_(journal) {}
  Desk& desk() { return *desk_; }
  Desk& begin() {
    if (!desk_ || journal_ == Journal::warm) {
      desk_.reset();
      desk_ = std::make_unique<Desk>(plans_);
      ids = CommandIds{};
    }
    return *desk_;
  }
  void end() {
    if (journal_ == Journal::warm) desk_.reset();
  }
  std::int64_t plans() const { return plans_; }
  CommandIds ids;

 private:
  std::int64_t plans_;
  Journal journal_;
  std::unique_ptr<Desk> desk_;
};

template <class Reply>
void expect(result<Reply> const& answer) {
  if (!answer) std::abort();
}

enum class Ids { with, without };

void turn(BareDesk& desk, Turns& turns, std::string_view id) {
  if (turns.next())
    benchmark::DoNotOptimize(desk.complete(turns.call, operator_3, call_time, id));
  else
    benchmark::DoNotOptimize(desk.withdraw(turns.call, operator_3, call_time, id));
}
void turn(MemoryDesk& memory, Turns& turns, std::string_view id) {
  auto& engine = memory.desk.engine;
  if (turns.next())
    expect(engine.execute(CompleteOutbound{turns.call}, operator_3, {call_time, id}));
  else
    expect(engine.execute(WithdrawOutbound{turns.call, {}}, operator_3, {call_time, id}));
}

template <class Desk>
Loop complete_call(std::int64_t plans, Journal journal, Ids with) {
  return [bench = std::make_shared<Bench<Desk>>(plans, journal), with](benchmark::State& state) {
    auto& desk = bench->begin();
    Turns turns{bench->plans()};
    for (auto _ : state) turn(desk, turns, with == Ids::with ? bench->ids.next() : std::string_view{});
    bench->end();
  };
}

void memo(BareDesk& desk, std::int64_t user, std::string_view id) {
  benchmark::DoNotOptimize(desk.create_memo({user}, {user}, memo_text, operator_3, call_time, id));
}
void memo(MemoryDesk& memory, std::int64_t user, std::string_view id) {
  expect(memory.desk.engine.execute(CreateMemo{{user}, {user}, PersonalText{std::string(memo_text)}}, operator_3,
                                    {call_time, id}));
}

template <class Desk>
Loop create_memo(std::int64_t plans, Journal journal) {
  return [bench = std::make_shared<Bench<Desk>>(plans, journal)](benchmark::State& state) {
    auto& desk = bench->begin();
    Turns turns{bench->plans() / calls_of_a_user};
    for (auto _ : state) {
      while (!turns.next()) {
      }
      memo(desk, turns.call.value, bench->ids.next());
    }
    bench->end();
  };
}

Loop bare_preview() {
  return [bench = std::make_shared<Bench<BareDesk>>(1000, Journal::warm)](benchmark::State& state) {
    auto& desk = bench->begin();
    Turns turns{bench->plans()};
    for (auto _ : state) {
      turns.next();
      benchmark::DoNotOptimize(desk.preview_complete(turns.call, operator_3, call_time));
    }
  };
}
Loop engine_preview() {
  return [bench = std::make_shared<Bench<MemoryDesk>>(1000, Journal::warm)](benchmark::State& state) {
    auto& engine = bench->begin().desk.engine;
    Turns turns{bench->plans()};
    for (auto _ : state) {
      turns.next();
      auto preview = engine.preview(CompleteOutbound{turns.call}, operator_3, {call_time});
      expect(preview);
      benchmark::DoNotOptimize(preview.value().events.data());
    }
  };
}

Loop bare_subscriber() {
  return [bench = std::make_shared<Bench<BareDesk>>(1000, Journal::warm)](benchmark::State& state) {
    auto& desk = bench->begin();
    Turns turns{bench->plans()};
    std::int64_t heard = 0;
    boost::signals2::signal<void(UserOutboundPlan const&)> completed;
    boost::signals2::scoped_connection const connection =
        completed.connect([&](UserOutboundPlan const& call) { heard += call.id.value; });
    for (auto _ : state) {
      auto const id = bench->ids.next();
      if (turns.next())
        completed(desk.complete(turns.call, operator_3, call_time, id));
      else
        benchmark::DoNotOptimize(desk.withdraw(turns.call, operator_3, call_time, id));
    }
    benchmark::DoNotOptimize(heard);
    bench->end();
  };
}
Loop engine_subscriber() {
  return [bench = std::make_shared<Bench<MemoryDesk>>(1000, Journal::warm)](benchmark::State& state) {
    auto& desk = bench->begin();
    Turns turns{bench->plans()};
    std::int64_t heard = 0;
    {
      auto const subscription = desk.desk.engine.on<OutboundCompleted>(
          [&](OutboundCompleted const& event, Heard const&) { heard += event.user_outbound_id.value; });
      for (auto _ : state) turn(desk, turns, bench->ids.next());
    }
    benchmark::DoNotOptimize(heard);
    bench->end();
  };
}

/// Each thread works on calls of its own, so that nothing conflicts and only the shared desk is measured.
template <class Desk>
Loop two_threads() {
  return [bench = std::make_shared<Bench<Desk>>(1000, Journal::warm)](benchmark::State& state) {
    if (state.thread_index() == 0) bench->begin();
    auto const share = bench->plans() / state.threads();
    Turns turns{share, 1 + share * state.thread_index()};
    CommandIds ids{static_cast<char>('a' + state.thread_index())};
    for (auto _ : state) turn(bench->desk(), turns, ids.next());  // the loop begins for all threads at once
    if (state.thread_index() == 0) bench->end();
  };
}

/// As complete_call() in a process that has had another thread: from then on all locks are really taken.
template <class Desk>
Loop complete_call_locked() {
  return [alone = complete_call<Desk>(1000, Journal::warm, Ids::with)](benchmark::State& state) {
    std::thread{[] {}}.join();
    alone(state);
  };
}

constexpr Goal ns_more(double limit) { return {Goal::Unit::nanoseconds_more, limit}; }

}  // namespace

std::vector<Case> memory_cases() {
  auto const both = [](std::string name, auto make, Goal goal, benchmark::IterationCount commands) {
    return Case{std::move(name), make(std::type_identity<BareDesk>{}), make(std::type_identity<MemoryDesk>{}), goal,
                commands};
  };
  auto const calls = [&](std::string name, std::int64_t plans, Journal journal, Ids ids, Goal goal) {
    return both(
        std::move(name), [=]<class Desk>(std::type_identity<Desk>) { return complete_call<Desk>(plans, journal, ids); },
        goal, journal == Journal::warm ? warm_commands : cold_commands);
  };
  auto const memos = [&](std::string name, std::int64_t plans, Journal journal, Goal goal) {
    return both(
        std::move(name), [=]<class Desk>(std::type_identity<Desk>) { return create_memo<Desk>(plans, journal); }, goal,
        journal == Journal::warm ? warm_commands : cold_commands);
  };
  return {
      calls("complete_call/1000/warm", 1000, Journal::warm, Ids::with, ns_more(80)),
      calls("complete_call/1000/warm/no_command_id", 1000, Journal::warm, Ids::without, ns_more(80)),
      calls("complete_call/1000/cold", 1000, Journal::cold, Ids::with, {}),
      calls("complete_call/1000000/warm", 1000000, Journal::warm, Ids::with, ns_more(250)),
      calls("complete_call/1000000/cold", 1000000, Journal::cold, Ids::with, ns_more(250)),
      memos("create_memo/1000/warm", 1000, Journal::warm, ns_more(80)),
      memos("create_memo/1000/cold", 1000, Journal::cold, {}),
      memos("create_memo/1000000/warm", 1000000, Journal::warm, ns_more(250)),
      memos("create_memo/1000000/cold", 1000000, Journal::cold, ns_more(250)),
      {"complete_call/1000/preview", bare_preview(), engine_preview(), {}, warm_commands},
      {"complete_call/1000/subscriber", bare_subscriber(), engine_subscriber(), {}, warm_commands},
      {"complete_call/1000/two_threads",
       two_threads<BareDesk>(),
       two_threads<MemoryDesk>(),
       {},
       warm_commands,
       2,
       true},
      {"complete_call/1000/warm_locked",
       complete_call_locked<BareDesk>(),
       complete_call_locked<MemoryDesk>(),
       {},
       warm_commands},
  };
}

}  // namespace lilac::benchmarks

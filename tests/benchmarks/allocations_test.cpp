// How often the happy path asks for memory, counted and not timed: the engine must not ask more often than typed code
// on the same containers does.
#include <doctest/doctest.h>

#include <cstdlib>
#include <new>

#include "benchmarks/bare_desk.hpp"
#include "benchmarks/engine_desk.hpp"
#include "lilac/adapters/memory.hpp"

namespace {

std::int64_t allocations = 0;

void* counted(std::size_t size, std::size_t align) {
  ++allocations;
  // aligned_alloc wants whole multiples of the alignment.
  if (auto* memory = std::aligned_alloc(align, (size + align - 1) / align * align)) return memory;
  throw std::bad_alloc{};
}

}  // namespace

// Every way to ask for memory ends in these two.
void* operator new(std::size_t size) { return counted(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t align) { return counted(size, static_cast<std::size_t>(align)); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace lilac::benchmarks {
namespace {

using namespace lilac::support;

constexpr std::int64_t plans = 1000;
constexpr int commands = 2000;

template <class Turn>
std::int64_t allocations_of(Turn&& turn) {
  Turns turns{plans};
  CommandIds ids;
  auto const once = [&] {
    auto const completes = turns.next();
    turn(completes, turns.call, ids.next());
  };
  for (int i = 0; i < commands; ++i) once();  // what is kept for the next command is made here
  auto const before = allocations;
  for (int i = 0; i < commands; ++i) once();
  return allocations - before;
}

TEST_CASE("completing and withdrawing a call allocates no more often than the bare loop") {
  BareDesk bare{plans};
  MemoryStore store;
  EngineDesk desk{store, plans};
  auto& engine = desk.engine;
  bool refused = false;

  auto const bare_allocations = allocations_of([&](bool completes, UserOutboundPlanId call, std::string_view id) {
    completes ? bare.complete(call, operator_3, call_time, id) : bare.withdraw(call, operator_3, call_time, id);
  });
  auto const engine_allocations = allocations_of([&](bool completes, UserOutboundPlanId call, std::string_view id) {
    auto const done = completes ? engine.execute(CompleteOutbound{call}, operator_3, {call_time, id})
                                : engine.execute(WithdrawOutbound{call, {}}, operator_3, {call_time, id});
    refused = refused || !done;
  });

  CHECK_FALSE(refused);
  CHECK(bare_allocations >= commands);  // at least each log line has its text
  CHECK(engine_allocations <= bare_allocations);
}

}  // namespace
}  // namespace lilac::benchmarks

#include "gil.hpp"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace lilac::python {

namespace {

constexpr auto longest_wait = std::chrono::seconds(1);

enum class Phase : int {
  running,
  leaving,  ///< nobody comes in, those inside come to their end
  over      ///< nobody gets the interpreter back
};
std::atomic<Phase> phase{Phase::running};
std::atomic<pthread_t> last_thread{};  ///< the one that ends the interpreter

std::atomic<std::int64_t> threads_inside{0};   ///< without the interpreter, in C++ code of ours
std::atomic<std::int64_t> threads_waiting{0};  ///< for the interpreter, and not to be stopped any more
thread_local std::int64_t depth = 0;           ///< of this thread
std::atomic<std::uint64_t> forks{0};

bool is_last_thread() { return pthread_equal(pthread_self(), last_thread.load()) != 0; }

/// Takes the interpreter, or sleeps when it is over.
template <class Take>
auto take_unless_over(Take take) {
  threads_waiting.fetch_add(1);
  if (phase.load() == Phase::over && !is_last_thread()) {
    threads_waiting.fetch_sub(1);
    sleep_for_good();
  }
  auto const taken = take();
  threads_waiting.fetch_sub(1);
  return taken;
}

// Only the forking thread lives on in the child.
void after_fork_in_child() {
  threads_inside = depth;
  threads_waiting = 0;
  forks.fetch_add(1, std::memory_order_relaxed);
}

void wait_until_none(std::atomic<std::int64_t> const& threads, std::int64_t but) {
  auto const until = std::chrono::steady_clock::now() + longest_wait;
  while (threads.load() > but && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

}  // namespace

void sleep_for_good() {
  for (;;) pause();
}

void come_in() {
  if (phase.load(std::memory_order_relaxed) == Phase::running || depth > 0 || is_last_thread()) return;
  PyEval_SaveThread();
  sleep_for_good();
}

bool is_running() { return phase.load(std::memory_order_relaxed) == Phase::running; }
std::uint64_t fork_generation() { return forks.load(std::memory_order_relaxed); }
void watch_forks() { pthread_atfork(nullptr, nullptr, &after_fork_in_child); }

WithoutGil::WithoutGil() {
  ++depth;
  threads_inside.fetch_add(1, std::memory_order_relaxed);
  state_ = PyEval_SaveThread();
}
WithoutGil::~WithoutGil() {
  take_unless_over([this] {
    PyEval_RestoreThread(state_);
    return true;
  });
  threads_inside.fetch_sub(1, std::memory_order_relaxed);
  --depth;
}

WithGil::WithGil() : state_(take_unless_over([] { return PyGILState_Ensure(); })) {}
WithGil::~WithGil() { PyGILState_Release(state_); }

void leave() {
  last_thread = pthread_self();
  phase = Phase::leaving;
  auto* state = PyEval_SaveThread();
  wait_until_none(threads_inside, depth);
  phase = Phase::over;
  wait_until_none(threads_waiting, 0);
  PyEval_RestoreThread(state);
}

}  // namespace lilac::python

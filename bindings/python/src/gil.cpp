#include "gil.hpp"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace lilac::python {

namespace {

constexpr auto longest_wait = std::chrono::seconds(5);

std::atomic<std::int64_t> threads_inside{0};  ///< without the interpreter, in C++ code of ours
thread_local std::int64_t depth = 0;          ///< of this thread
std::atomic<std::uint64_t> forks{0};
std::atomic<bool> is_over{false};
std::atomic<pthread_t> last_thread{};  ///< the one that ends the interpreter

[[noreturn]] void sleep_for_good() {
  for (;;) pause();
}

void wait_if_over() {
  if (!may_enter()) sleep_for_good();
}

// Only the forking thread lives on in the child.
void after_fork_in_child() {
  threads_inside = depth;
  forks.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

bool may_enter() {
  return !is_over.load(std::memory_order_acquire) || pthread_equal(pthread_self(), last_thread.load()) != 0;
}
bool is_running() { return !is_over.load(std::memory_order_acquire); }
std::uint64_t fork_generation() { return forks.load(std::memory_order_relaxed); }
void watch_forks() { pthread_atfork(nullptr, nullptr, &after_fork_in_child); }

WithoutGil::WithoutGil() {
  ++depth;
  threads_inside.fetch_add(1, std::memory_order_relaxed);
  state_ = PyEval_SaveThread();
}
WithoutGil::~WithoutGil() {
  wait_if_over();
  PyEval_RestoreThread(state_);
  threads_inside.fetch_sub(1, std::memory_order_relaxed);
  --depth;
}

WithGil::WithGil() {
  wait_if_over();
  state_ = PyGILState_Ensure();
}
WithGil::~WithGil() { PyGILState_Release(state_); }

void leave() {
  auto const own = depth;
  auto* state = PyEval_SaveThread();
  auto const until = std::chrono::steady_clock::now() + longest_wait;
  while (threads_inside.load() > own && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  last_thread = pthread_self();
  is_over.store(true, std::memory_order_release);
  PyEval_RestoreThread(state);
}

}  // namespace lilac::python

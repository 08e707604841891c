#include "adapters/sqlite/fork_guard.hpp"

#include <pthread.h>

#include <algorithm>
#include <vector>

namespace lilac::sqlite {
namespace {

struct Guarded {
  std::mutex mutex;
  std::vector<ForkGuard*> all;
};

/// Never destroyed: a process may fork while it ends.
Guarded& guarded() {
  static auto* const instance = new Guarded;
  return *instance;
}

}  // namespace

struct ForkHandlers {
  static void before() {
    guarded().mutex.lock();
    for (auto* one : guarded().all) one->mutex_.lock();
  }
  static void after() {
    for (auto* one : guarded().all) one->mutex_.unlock();
    guarded().mutex.unlock();
  }
  static void after_in_child() {
    for (auto* one : guarded().all) one->inherited_ = true;
    after();
  }
};

void ForkGuard::begin_guarding() {
  static int const installed =
      pthread_atfork(&ForkHandlers::before, &ForkHandlers::after, &ForkHandlers::after_in_child);
  static_cast<void>(installed);
  std::lock_guard const lock{guarded().mutex};
  guarded().all.push_back(this);
}

void ForkGuard::end_guarding() {
  std::lock_guard const lock{guarded().mutex};
  std::erase(guarded().all, this);
}

void ForkGuard::close_inherited() {
  std::lock_guard const lock{guarded().mutex};
  for (auto* one : guarded().all) {
    std::lock_guard const use{one->mutex_};
    if (one->inherited_) one->close();
  }
}

}  // namespace lilac::sqlite

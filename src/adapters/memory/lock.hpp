#pragma once

#include <mutex>
#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#endif

namespace lilac::memory {

/// Held while the store is used. As long as the process has one thread there is nobody to be kept out, and the mutex is
/// left alone, as std::shared_ptr does with its counts: a command locks half a dozen times. A thread begins only where
/// no lock is held, since nothing but the store's own code runs under it.
class Lock {
 public:
  explicit Lock(std::mutex& mutex) : mutex_(is_needed() ? &mutex : nullptr) {
    if (mutex_ != nullptr) mutex_->lock();
  }
  ~Lock() {
    if (mutex_ != nullptr) mutex_->unlock();
  }
  Lock(Lock const&) = delete;
  Lock& operator=(Lock const&) = delete;

 private:
  static bool is_needed() {
#if __has_include(<sys/single_threaded.h>)
    return __libc_single_threaded == 0;
#else
    return true;
#endif
  }

  std::mutex* mutex_;
};

}  // namespace lilac::memory

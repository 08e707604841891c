// What a handle inside a call of the host stands for can serve one caller at a time, and goes when the call ends.
#pragma once

#include <atomic>

#include "misuse.hpp"

namespace lilac::capi {

class UseOfOne {
 public:
  /// As long as this lives it is in use.
  class Use {
   public:
    explicit Use(std::atomic<int>& state) : state_(state) {}
    ~Use() {
      state_.store(at_rest, std::memory_order_release);
      state_.notify_all();
    }
    Use(Use const&) = delete;
    Use& operator=(Use const&) = delete;

   private:
    std::atomic<int>& state_;
  };

  /// Throws Misuse when it is in use, by another thread or further up this one's stack, or has ended.
  Use begin(char const* what) {
    int expected = at_rest;
    if (!state_.compare_exchange_strong(expected, in_use, std::memory_order_acquire)) {
      throw Misuse(LILAC_E_HANDLE, what, std::string(what) + (expected == in_use ? " is in use" : " has ended"));
    }
    return Use{state_};
  }
  /// Waits for a thread that is still using it against the rules; nobody does afterwards.
  void end() {
    for (int seen = at_rest; !state_.compare_exchange_strong(seen, ended, std::memory_order_acquire);) {
      if (seen == ended) return;
      state_.wait(seen);
      seen = at_rest;
    }
  }

 private:
  enum : int { at_rest, in_use, ended };
  std::atomic<int> state_{at_rest};
};

}  // namespace lilac::capi

#pragma once

#include <mutex>
#include <thread>
#include <vector>

#include "testing/contract/bench.hpp"

namespace lilac::contract {

inline constexpr int threads = 4;

/// Runs `body` in several threads; what it throws fails the check.
template <class Body>
void in_threads(Body body) {
  bool failed = false;
  std::string why;
  std::mutex mutex;
  {
    std::vector<std::jthread> running;
    for (int thread = 0; thread < threads; ++thread) {
      running.emplace_back([&, thread] {
        try {
          body(thread);
        } catch (std::exception const& unmet) {
          std::lock_guard const lock{mutex};
          failed = true;
          why = unmet.what();
        }
      });
    }
  }
  expect(!failed, why);
}

}  // namespace lilac::contract

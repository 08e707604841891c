#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "lilac/engine/engine.hpp"

namespace lilac {

/// Host subscribers by event number, on Boost.Signals2. Nothing is paid while there are none.
class Subscriptions {
 public:
  Subscriptions();
  ~Subscriptions();
  Subscription connect(EventInfo const& event, std::function<void(void const*, Heard const&)> slot);
  bool any() const { return any_.load(std::memory_order_acquire); }
  void emit(EventInfo const& event, void const* payload, Heard const& heard);

 private:
  struct Signals;
  std::atomic<bool> any_{false};
  std::mutex mutex_;
  std::unique_ptr<Signals> signals_;
};

}  // namespace lilac

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "lilac/engine/engine.hpp"

namespace lilac {

/// Host subscribers by event, on Boost.Signals2. Nothing is paid while there are none, also when the last has left.
class Subscriptions {
 public:
  Subscriptions();
  ~Subscriptions();
  Subscription connect(EventInfo const& event, std::function<void(void const*, Heard const&)> slot);
  bool any() const { return live_->load(std::memory_order_acquire) > 0; }
  void emit(EventInfo const& event, void const* payload, Heard const& heard);

 private:
  struct Signals;
  /// How many connections there are. Shared with them: they may be dropped on any thread, and after the engine.
  std::shared_ptr<std::atomic<std::int64_t>> live_ = std::make_shared<std::atomic<std::int64_t>>(0);
  std::mutex mutex_;
  std::unique_ptr<Signals> signals_;
};

}  // namespace lilac

// lilac_subscription: a function of the host that hears of events.
#pragma once

#include "handles.hpp"
#include "host_port.hpp"
#include "lilac/engine/engine.hpp"

namespace lilac::capi {

/// Lives until its subscription has ended and its last call has returned.
class Listener {
 public:
  Listener(EventInfo const& event, lilac_on_event slot, void* user_data, PortEnd end)
      : event_(event), slot_(slot), user_data_(user_data), end_(std::move(end)) {}
  void hear(void const* payload, Heard const& heard) const;

 private:
  EventInfo const& event_;
  lilac_on_event slot_;
  void* user_data_;
  PortEnd end_;
};

struct HostSubscription {
  using handle = lilac_subscription;
  static constexpr HandleKind kind = HandleKind::subscription;

  std::shared_ptr<Listener> listener;
  Subscription connection;
};

}  // namespace lilac::capi

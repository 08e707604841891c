// lilac_desk: an engine on a store, with the host's ports.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "boundary.hpp"
#include "handles.hpp"
#include "host_port.hpp"
#include "host_tables.hpp"
#include "lilac.h"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/engine.hpp"
#include "receiver.hpp"

namespace lilac::messaging {
class MessageGateway;
}

namespace lilac::capi {

/// Ends of all ports that lilac_options name.
using PortEnds = std::array<PortEnd, 4>;

class Desk {
 public:
  using handle = lilac_desk;
  static constexpr HandleKind kind = HandleKind::desk;

  /// Throws Misuse, ConfigurationError, std::bad_alloc. The ends are the desk's from the beginning.
  Desk(lilac_options const& options, PortEnds ends);
  ~Desk();

  Engine& engine() { return *engine_; }
  /// LILAC_NOW is what the clock shows. Throws Misuse.
  Instant instant_of(std::int64_t given);
  /// Who calls, from `call`; NULL is System, now. The texts are borrowed from it. Throws Misuse.
  std::pair<Actor, Options> caller_of(lilac_call const* call);

  /// The status of a call of the engine. Where a function of the host failed, its failure and not the engine's.
  lilac_status answer(result<> const& done, lilac_error** error);
  lilac_status refuse(Error const& refusal, lilac_error** error);

  lilac_subscription* subscribe(EventInfo const& event, lilac_on_event slot, void* user_data, PortEnd end);
  /// From now on there are none.
  void end_subscriptions();

 private:
  std::unique_ptr<Store> open_store(lilac_options const& options);
  Host host_of(lilac_options const& options);

  PortEnds ends_;  ///< before everything that calls the ports, so that it goes after them
  HostFailures failures_;
  std::optional<HostPort<lilac_clock>> clock_;
  std::optional<HostTables> tables_;
  std::shared_ptr<messaging::MessageGateway> gateway_;
  std::optional<HostReceiver> receiver_;
  TzdbZones zones_;
  std::unique_ptr<Store> store_;
  std::optional<Engine> engine_;
  std::mutex mutex_;  ///< of what is below
  bool closed_ = false;
  std::vector<lilac_subscription*> subscriptions_;
};

}  // namespace lilac::capi

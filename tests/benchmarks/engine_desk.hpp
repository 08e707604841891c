// The desk as Lilac ships it, on any store.
#pragma once

#include "benchmarks/desk.hpp"
#include "lilac/messaging/module.hpp"
#include "lilac/support/bridges.hpp"
#include "lilac/support/commands.hpp"
#include "lilac/support/module.hpp"

namespace lilac::benchmarks {

inline Host desk_host() {
  Host host;
  host.bind(zones());
  return support::bind_bridges(host);
}

/// Opens an engine on an empty store and fills it.
struct EngineDesk {
  EngineDesk(Store& store, std::int64_t plans) : engine(store, {&support::module, &messaging::module}, desk_host()) {
    fill(store, plans);
  }
  Engine engine;
};

}  // namespace lilac::benchmarks

// Any bytes as a script: lines are played or refused, nothing else.
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/script.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"

namespace {

struct Desk {
  lilac::MemoryStore store;
  lilac::TzdbZones& zones;
  lilac::Engine engine;
  explicit Desk(lilac::TzdbZones& known)
      : zones(known), engine(store, {&lilac::support::module, &lilac::messaging::module}, host()) {}
  lilac::Host host() const {
    lilac::Host bound;
    bound.bind<lilac::Zones>(zones);
    lilac::support::bind_bridges(bound);
    return bound;
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static lilac::TzdbZones zones;
  Desk desk{zones};
  std::int64_t results = 0;
  lilac::Script script{desk.engine, {}, [&](lilac::ScriptResult const& result) {
                         std::string line;
                         lilac::append_result_json(line, result);
                         ++results;
                       }};
  // In two pieces, since text may be cut anywhere.
  auto const* text = reinterpret_cast<char const*>(data);
  if (!script.feed({text, size / 2}) || !script.feed({text + size / 2, size - size / 2}) || !script.finish()) abort();
  return 0;
}

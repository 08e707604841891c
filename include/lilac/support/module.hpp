#pragma once

#include "lilac/engine/module.hpp"

namespace lilac::support {

/// The desk as the engine links it, together with messaging:
/// Engine engine{store, {&support::module, &messaging::module}, bind_bridges(host)};
extern ModuleInfo const module;

}  // namespace lilac::support

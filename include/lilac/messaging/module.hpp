#pragma once

#include "lilac/engine/module.hpp"

namespace lilac::messaging {

/// Messaging as the engine links it: Engine engine{store, {&messaging::module}, host};
extern ModuleInfo const module;

}  // namespace lilac::messaging

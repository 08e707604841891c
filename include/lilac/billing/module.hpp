#pragma once

#include "lilac/engine/module.hpp"

namespace lilac::billing {

extern ModuleInfo const module;

}  // namespace lilac::billing

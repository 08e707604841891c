#pragma once

#include <string>
#include <vector>

#include "engine/registry.hpp"
#include "lilac/engine/reader.hpp"

namespace lilac {

/// Modules that the store knows and the registry does not, by name.
result<std::vector<std::string>> modules_absent_from(Registry const& registry, Reader& reader);

}  // namespace lilac

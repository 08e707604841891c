#pragma once

#include <vector>

#include "benchmarks/comparison.hpp"

namespace lilac::benchmarks {

std::vector<Case> memory_cases();
/// Beside the engine, called from C++.
std::vector<Case> c_cases();
/// `folder` must be on the disk that is to be measured; the files in it are deleted afterwards.
std::vector<Case> sqlite_cases(std::string const& folder);

}  // namespace lilac::benchmarks

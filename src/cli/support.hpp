#pragma once

#include "cli/program.hpp"

namespace lilac::cli {

/// The support desk in the program: `log`, `today`, `users`, and `--site`.
Face& support_face();

}  // namespace lilac::cli

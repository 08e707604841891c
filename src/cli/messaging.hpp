#pragma once

#include "cli/program.hpp"

namespace lilac::cli {

/// Messaging in the program: `--gateway` and `--seed`.
Face& messaging_face();

}  // namespace lilac::cli

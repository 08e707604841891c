#pragma once

#include "cli/program.hpp"

namespace lilac::cli {

/// Billing in the program: `billing generate`, `settle`, `approve`, `release`, `report`, `bill`.
Face& billing_face();

}  // namespace lilac::cli

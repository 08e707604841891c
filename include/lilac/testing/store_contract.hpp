// What every store must do, as a suite that a host runs on a store of its own, under any test framework or none.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lilac/engine/store.hpp"

namespace lilac::testing {

struct ContractReport {
  std::vector<std::string> passed;  ///< what the store does
  std::vector<std::string> failed;  ///< what it does not do, and what happened instead

  bool ok() const { return failed.empty() && !passed.empty(); }
};

/// Runs all checks, each on a store of its own. `make_empty` returns a new store that holds nothing and was not
/// prepared. Rows are of entities of the suite (context `contract`, numbers 9101 …). Some use four threads.
ContractReport check_store_contract(std::function<std::unique_ptr<Store>()> make_empty);

}  // namespace lilac::testing

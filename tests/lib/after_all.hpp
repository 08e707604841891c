// What can only be said when all test cases of a program have run.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace lilac::testing {

/// `AfterAll check{[] { return std::vector<std::string>{…}; }};` at namespace scope: whatever is returned is printed
/// and fails the program. Not asked when only some cases were chosen.
struct AfterAll {
  using Check = std::function<std::vector<std::string>()>;
  explicit AfterAll(Check check) { all().push_back(std::move(check)); }
  static std::vector<Check>& all() {
    static std::vector<Check> checks;
    return checks;
  }
};

}  // namespace lilac::testing

// The one `main` of all test programs; compiling doctest's implementation once keeps the others quick.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <iostream>

#include "lib/after_all.hpp"

int main(int argc, char** argv) {
  doctest::Context context(argc, argv);
  auto const status = context.run();
  if (argc > 1 || context.shouldExit()) return status;
  std::size_t missing = 0;
  for (auto const& check : lilac::testing::AfterAll::all()) {
    for (auto const& line : check()) {
      std::cerr << "after all tests: " << line << '\n';
      ++missing;
    }
  }
  return missing == 0 ? status : 1;
}

// lilac_freeze >> tests/frozen/samples.tsv: prints samples of what is not frozen yet. Lines that are there stay for
// good.
#include <algorithm>
#include <iostream>

#include "frozen/filled.hpp"

int main(int argc, char** argv) {
  auto const frozen = lilac::frozen::read_samples(argc > 1 ? argv[1] : "tests/frozen/samples.tsv");
  for (auto const& sample : lilac::frozen::present_samples(lilac::frozen::all_modules())) {
    auto const known = std::any_of(frozen.begin(), frozen.end(),
                                   [&](auto const& one) { return lilac::frozen::is_of_the_same_version(one, sample); });
    if (!known) std::cout << lilac::frozen::line_of(sample) << '\n';
  }
}

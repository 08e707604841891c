// The lilac program: all contexts of this library.
#include <array>

#include "cli/billing.hpp"
#include "cli/messaging.hpp"
#include "cli/support.hpp"

int main(int argc, char** argv) {
  std::array<lilac::cli::Face*, 3> const faces{&lilac::cli::support_face(), &lilac::cli::messaging_face(),
                                               &lilac::cli::billing_face()};
  return lilac::cli::run(argc, argv, {}, faces);
}

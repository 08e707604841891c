// The lilac program: all contexts of this library.
#include <array>

#include "cli/messaging.hpp"
#include "cli/support.hpp"

int main(int argc, char** argv) {
  std::array<lilac::cli::Face*, 2> const faces{&lilac::cli::support_face(), &lilac::cli::messaging_face()};
  return lilac::cli::run(argc, argv, {}, faces);
}

#include <random>

#include "lilac/engine/store.hpp"

namespace lilac {

result<Secret> Store::draw_secret() {
  try {
    std::random_device chance;
    auto const word = [&] { return std::uint64_t{chance()} << 32U | chance(); };
    auto const first = word();
    return Secret{first, word()};
  } catch (std::exception const& failed) {
    return storage_error(std::string("no chance to be had: ") + failed.what());
  }
}

result<> Store::scrub() { return outcome::success(); }

}  // namespace lilac

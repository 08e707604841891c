#pragma once

#include <exception>
#include <random>
#include <string>

#include "lilac/engine/store.hpp"

namespace lilac {

/// Drawn from the system's source of chance: what a store's draw_secret() answers with.
inline result<Secret> drawn_by_chance() {
  try {
    std::random_device chance;
    auto const word = [&] { return std::uint64_t{chance()} << 32U | chance(); };
    auto const first = word();
    return Secret{first, word()};
  } catch (std::exception const& failed) {
    return storage_error(std::string("no chance to be had: ") + failed.what());
  }
}

}  // namespace lilac

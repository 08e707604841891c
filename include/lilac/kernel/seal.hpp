// Digests that only who has the key can test a guess against.
#pragma once

#include <array>
#include <cstdint>

namespace lilac {

/// What nobody can guess.
using Secret = std::array<std::uint64_t, 2>;

/// SipHash-2-4 of one 64-bit word: without the key nothing is learned of the word, with it the same word gives the
/// same.
std::uint64_t seal(Secret const& key, std::uint64_t word);

}  // namespace lilac

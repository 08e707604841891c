// Digests of what persons say are keyed, so that nothing can be tried against them once the person is forgotten.
#pragma once

#include <optional>

#include "lilac/engine/reader.hpp"
#include "lilac/engine/records.hpp"
#include "lilac/engine/row_digest.hpp"

namespace lilac {

/// A digest under a person's key. Its last byte tells the key's generation, so that whoever has a later key sees that
/// there is nothing to compare; sealed by several keys it is the sum of theirs, and changes whoever of them is
/// forgotten.
std::uint64_t sealed_with(engine::ForgetKey const& key, std::uint64_t digest);
/// The digest before it is sealed by any: of no generation.
constexpr std::uint64_t unsealed(std::uint64_t digest) { return digest & ~std::uint64_t{0xFF}; }
/// The digest under the present keys of the record's persons; nothing when one has none, since then nothing was ever
/// said of that person.
result<std::optional<std::uint64_t>> resealed(Reader& reader, std::uint64_t digest, TypeInfo const& type,
                                              void const* record);
/// A sealed hash of a command or received event also tells its number, which is no secret: whatever is forgotten, one
/// command is not taken for another.
constexpr std::uint64_t numbered(std::uint64_t seal, std::uint16_t number) {
  return (seal & ~std::uint64_t{0xFFFF00}) | std::uint64_t{number} << 8U;
}
/// True when `stored` may be from before a key was destroyed that `seal` was made with: the two cannot be compared.
constexpr bool may_be_older(std::uint64_t stored, std::uint64_t seal) { return (stored & 0xFF) < (seal & 0xFF); }

}  // namespace lilac

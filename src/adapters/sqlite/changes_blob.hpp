// The changes of one command in few bytes: they are written with every command and read only by checks and replays.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lilac/engine/store.hpp"

namespace lilac::sqlite {

/// A change as it is stored: the entity by its number.
struct StoredChange {
  std::uint16_t entity;
  std::int64_t id;
  std::uint32_t version;
  std::uint64_t digest;
  bool erased;
};

/// Appends each change as: entity number × 2 + erased, id (zigzag) and version as varints, then 8 bytes of digest
/// (little-endian) unless erased.
void append_changes(std::string& out, std::span<Change const> changes);
/// Takes the first change off `bytes`. False when they are damaged.
bool take_change(std::string_view& bytes, StoredChange& out);

}  // namespace lilac::sqlite

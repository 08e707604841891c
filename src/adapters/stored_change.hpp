// Change entries as stores keep them that write text.
#pragma once

#include <span>
#include <vector>

#include "lilac/engine/store.hpp"

namespace lilac {

/// A change entry with plain numbers.
struct StoredChange {
  std::int32_t entity{};
  std::int64_t id{};
  std::int64_t version{};
  std::int64_t digest{};
  bool erased{};
};
BOOST_DESCRIBE_STRUCT(StoredChange, (), (entity, id, version, digest, erased))

inline std::vector<StoredChange> stored(std::span<Change const> changes) {
  std::vector<StoredChange> plain;
  for (auto const& change : changes) {
    plain.push_back({change.entity->number, change.id, static_cast<std::int64_t>(change.version),
                     static_cast<std::int64_t>(change.digest), change.erased});
  }
  return plain;
}
inline ChangeRow change_row(std::int64_t command, EntityInfo const& entity, StoredChange const& change) {
  return {command,
          &entity,
          change.id,
          static_cast<std::uint32_t>(change.version),
          static_cast<std::uint64_t>(change.digest),
          change.erased};
}

}  // namespace lilac

#pragma once

#include <vector>

#include "lilac/engine/key.hpp"

namespace lilac {

/// Whether a scan may begin behind this key: it is empty, or has all columns and the id. Stores need not agree on where
/// the place behind half a key is.
inline bool is_place_behind(IndexInfo const& index, Key const& after) {
  std::vector<DecodedColumn> columns;
  return after.empty() || (decode_key(index, after.bytes(), columns) && columns.size() == index.columns.size() + 1);
}

}  // namespace lilac

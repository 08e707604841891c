// How described records lie in memory as C structs: a head, then their fields in order, each at its natural alignment.
// The generator prints structs by these rules, and what passes the boundary is converted by them: nothing is written
// down per type.
#pragma once

#include <algorithm>
#include <cstddef>

#include "lilac.h"
#include "lilac/kernel/type_info.hpp"

namespace lilac::capi {

/// What stands for a list; each list has a struct of its own with the same layout.
struct List {
  void const* items;
  std::size_t count;
};

struct Extent {
  std::size_t size;
  std::size_t align;
};
template <class T>
constexpr Extent extent = {sizeof(T), alignof(T)};

/// Of one field.
Extent extent_of(TypeInfo const& type);
/// Of an item of a list.
Extent item_extent_of(TypeInfo const& type);
/// Of the whole struct of a record.
Extent struct_extent_of(TypeInfo const& record);

constexpr std::size_t aligned(std::size_t offset, std::size_t align) { return (offset + align - 1) / align * align; }

/// Calls `each(field, offset, extent)` for the fields in order.
template <class Each>
void for_each_field(TypeInfo const& record, Each each) {
  auto offset = sizeof(lilac_head);
  for (auto const& field : record.fields) {
    auto const extent = extent_of(*field.type);
    offset = aligned(offset, extent.align);
    each(field, offset, extent);
    offset += extent.size;
  }
}

}  // namespace lilac::capi

#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace lilac {

/// A strong type over the store's 64-bit ids: a UserId is not a MemoId.
template <class Tag>
struct Id {
  std::int64_t value{};
  auto operator<=>(Id const&) const = default;
};

template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

}  // namespace lilac

template <class Tag>
struct std::hash<lilac::Id<Tag>> {
  std::size_t operator()(lilac::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};

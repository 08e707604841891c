// Looking for what is due, without a copy of each row that is not.
#pragma once

#include "engine/entry_key.hpp"
#include "lilac/engine/store.hpp"
#include "lilac/kernel/entity.hpp"

namespace lilac {

/// Shows what is committed in a finder's order until `each` returns false. It must not call the store. Mostly one of
/// the first `few` is what is looked for.
template <class Finder, class Each>
result<> each_committed(Store& store, std::size_t few, Each each) {
  using T = entity_of_finder<Finder>;
  constexpr std::size_t many = 256;
  auto const& index = index_info<Finder>();
  Key after;
  for (auto page = few;; page = many) {
    std::size_t shown = 0;
    auto goes_on = true;
    Key last;
    BOOST_OUTCOME_TRY(store.scan(index, Key{}, after, page, [&](RowView const& view) {
      goes_on = each(*static_cast<T const*>(view.row));
      if (++shown == page) last = entry_key(index, view.row);
      return goes_on;
    }));
    if (!goes_on || shown < page) return outcome::success();
    after = std::move(last);
  }
}

}  // namespace lilac

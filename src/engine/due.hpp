// Looking for what is due, without a copy of each row that is not.
#pragma once

#include "lilac/engine/reader.hpp"
#include "lilac/kernel/entity.hpp"

namespace lilac {

/// Shows what is committed in a finder's order, as of one moment, until `each` returns false. It must not call the
/// store. Mostly one of the first `few` is what is looked for; else `each` sees all from the first on, after `anew`.
template <class Finder, class Each, class Anew>
result<> each_committed(Store& store, std::size_t few, Each each, Anew anew) {
  using T = entity_of_finder<Finder>;
  std::size_t shown = 0;
  auto goes_on = true;
  auto show = [&](RowView const& view) {
    ++shown;
    goes_on = each(*static_cast<T const*>(view.row));
    return goes_on;
  };
  BOOST_OUTCOME_TRY(store.scan(index_info<Finder>(), Key{}, Key{}, few, show));
  if (!goes_on || shown < few) return outcome::success();
  anew();
  return store.scan(index_info<Finder>(), Key{}, Key{}, no_limit, show);
}

/// The same for the first that `each` accepts by returning false.
template <class Finder, class Each>
result<> find_committed(Store& store, Each each) {
  return each_committed<Finder>(store, 1, each, [] {});
}

}  // namespace lilac

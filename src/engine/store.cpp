#include "lilac/engine/store.hpp"

#include "engine/row_copies.hpp"

namespace lilac {

namespace {

/// Shows the first rows of one scan and keeps the others.
result<std::unique_ptr<RemainingRows>> begin_with_copies(TypeInfo const& type, std::size_t first, RowSink sink,
                                                         FunctionRef<result<>(RowSink)> scan) {
  std::unique_ptr<CopiedRows> rest;
  auto take = [&](RowView const& view) {
    if (first > 0) {
      --first;
      return sink(view);
    }
    if (!rest) rest = std::make_unique<CopiedRows>(type);
    return rest->rows().take(view);
  };
  BOOST_OUTCOME_TRY(scan(take));
  return rest;
}

}  // namespace

result<std::unique_ptr<RemainingRows>> Store::begin_scan(IndexInfo const& index, Key const& prefix, Key const& after,
                                                         std::size_t limit, std::size_t first, RowSink sink) {
  return begin_with_copies(*index.entity->type, first, sink,
                           [&](RowSink take) { return scan(index, prefix, after, limit, take); });
}

result<std::unique_ptr<RemainingRows>> Store::begin_scan_all(EntityInfo const& entity, std::int64_t after,
                                                             std::size_t limit, std::size_t first, RowSink sink) {
  return begin_with_copies(*entity.type, first, sink,
                           [&](RowSink take) { return scan_all(entity, after, limit, take); });
}

result<> Store::scrub() { return outcome::success(); }

}  // namespace lilac

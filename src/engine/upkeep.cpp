// Care of the journal: trimming what every consumer has read.
#include <algorithm>
#include <limits>

#include "engine/engine_impl.hpp"

namespace lilac {

namespace {

constexpr int most_lost_trims = 5;

}  // namespace

result<bool> Engine::Impl::is_trimmed() {
  std::int64_t first = 0;
  BOOST_OUTCOME_TRY(store.read_journal(0, 1, [&](EventRow const& event) {
    first = event.position;
    return false;
  }));
  if (first != 0) return first > 1;
  BOOST_OUTCOME_TRY(auto last, store.last_position());
  return last > 0;
}

// The cursors are those of the store, and are written with the trimming: another engine that rebuilds a view or takes
// events in at the same time either comes first, and is seen, or comes second, and sees the trimmed journal.
result<std::int64_t> Engine::Impl::trim(std::int64_t position) {
  BOOST_OUTCOME_TRY(auto last, store.last_position());
  auto below = std::min(position, last + 1);
  std::vector<engine::Cursor> cursors;
  cursors.reserve(consumers.size());
  std::vector<RowWrite> rows;
  for (auto const& consumer : consumers) {
    using ByConsumer = engine::Cursor::find_by_consumer;
    BOOST_OUTCOME_TRY(store.scan(index_info<ByConsumer>(), Reader::prefix<ByConsumer>(consumer.name), Key{}, 1,
                                 [&](RowView const& view) {
                                   auto& cursor = cursors.emplace_back(*static_cast<engine::Cursor const*>(view.row));
                                   below = std::min(below, cursor.position + 1);
                                   rows.push_back({&entity_info<engine::Cursor>(), view.id, view.version,
                                                   view.version + 1, RowWrite::Action::update, &cursor, 0});
                                   return false;
                                 }));
  }
  // Unfinished entries still need their events; a deadline's dead letter (position 0) has none.
  using ByPosition = engine::RelayEntry::find_by_position;
  auto behind_deadlines = Reader::prefix<ByPosition>(std::int64_t{0});
  append_id(behind_deadlines, std::numeric_limits<std::int64_t>::max(), false);
  StoreReader reader{store};
  BOOST_OUTCOME_TRY(reader.each_after<ByPosition>(
      behind_deadlines, 1, [&](engine::RelayEntry const& oldest) { below = std::min(below, oldest.position); }));
  WriteSet set;
  set.rows = rows;
  set.trim_below = below;
  BOOST_OUTCOME_TRY(store.commit(set));
  return below;
}

result<std::int64_t> Engine::trim_journal(std::int64_t position) {
  BOOST_OUTCOME_TRY(impl_->have_cursors());
  BOOST_OUTCOME_TRY(impl_->store_positions());
  for (int lost = 0;; ++lost) {
    auto trimmed = impl_->trim(position);
    if (trimmed || !trimmed.error().is(rules::conflict) || lost == most_lost_trims) return trimmed;
  }
}

}  // namespace lilac

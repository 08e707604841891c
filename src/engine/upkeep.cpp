// Care of the journal: trimming what every consumer has read.
#include <algorithm>
#include <deque>
#include <limits>

#include "engine/engine_impl.hpp"

namespace lilac {

namespace {

constexpr int most_lost_trims = 5;
constexpr std::size_t commands_page = 512;

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

// The cursors are all those of the store, also of modules that are not linked here, and are written with the trimming:
// another engine that rebuilds a view or takes events in at the same time either comes first, and is seen, or comes
// second, and sees the trimmed journal.
result<TrimmedJournal> Engine::Impl::trim(std::int64_t position) {
  BOOST_OUTCOME_TRY(auto last, store.last_position());
  TrimmedJournal done{std::min(position, last + 1), {}};
  auto const hold_back = [&](std::string const& by, std::int64_t first_needed) {
    if (first_needed >= done.below) return;
    done.below = first_needed;
    done.held_back_by = by;
  };
  std::deque<engine::Cursor> cursors;
  std::vector<RowWrite> rows;
  BOOST_OUTCOME_TRY(
      store.scan(index_info<engine::Cursor::find_by_consumer>(), Key{}, Key{}, no_limit, [&](RowView const& view) {
        auto& cursor = cursors.emplace_back(*static_cast<engine::Cursor const*>(view.row));
        hold_back(cursor.consumer, cursor.position + 1);
        rows.push_back({&entity_info<engine::Cursor>(), view.id, view.version, view.version + 1,
                        RowWrite::Action::update, &cursor, 0});
        return true;
      }));
  // Unfinished entries still need their events; a deadline's dead letter (position 0) has none.
  using ByPosition = engine::RelayEntry::find_by_position;
  auto behind_deadlines = Reader::prefix<ByPosition>(std::int64_t{0});
  append_id(behind_deadlines, std::numeric_limits<std::int64_t>::max(), false);
  StoreReader reader{store};
  BOOST_OUTCOME_TRY(reader.each_after<ByPosition>(
      behind_deadlines, 1, [&](engine::RelayEntry const& oldest) { hold_back(policy_of(oldest), oldest.position); }));
  WriteSet set;
  set.rows = rows;
  set.trim_below = done.below;
  BOOST_OUTCOME_TRY(store.commit(set));
  return done;
}

result<TrimmedJournal> Engine::trim_journal(std::int64_t position) {
  BOOST_OUTCOME_TRY(impl_->have_cursors());
  BOOST_OUTCOME_TRY(impl_->store_positions());
  for (int lost = 0;; ++lost) {
    auto trimmed = impl_->trim(position);
    if (trimmed || !trimmed.error().is(rules::conflict) || lost == most_lost_trims) return trimmed;
  }
}

// The order of commands is the order of their events, so all before the first that is still wanted go.
result<std::int64_t> Engine::trim_commands(Instant before) {
  auto& store = impl_->store;
  auto wanted = std::numeric_limits<std::int64_t>::max();
  BOOST_OUTCOME_TRY(store.read_journal(0, 1, [&](EventRow const& event) {
    wanted = event.command.position;
    return false;
  }));
  std::int64_t first_left = 0;
  for (bool more = true; more;) {
    more = false;
    BOOST_OUTCOME_TRY(store.read_commands(first_left, commands_page, [&](CommandRow const& command) {
      first_left = command.position;
      more = command.at < before && command.position < wanted;
      return more;
    }));
  }
  WriteSet set;
  set.trim_commands_below = first_left;
  BOOST_OUTCOME_TRY(store.commit(set));
  return first_left;
}

result<> Engine::forget_consumer(std::string_view consumer) {
  auto& impl = *impl_;
  for (auto const& own : impl.consumers) {
    if (own.name == consumer) return refuse(rules::invalid_argument, field("consumer"), value(consumer));
  }
  std::vector<Id<engine::RelayEntry>> unfinished;
  StoreReader reader{impl.store};
  BOOST_OUTCOME_TRY(reader.each_of(Id<engine::RelayEntry>{}, no_limit, [&](engine::RelayEntry const& entry) {
    if (policy_of(entry) == consumer) unfinished.push_back(entry.id);
  }));
  return impl.keep_books(Instant{}, [&](Work& work) -> result<> {
    BOOST_OUTCOME_TRY(auto* cursor, work.load_first<engine::Cursor::find_by_consumer>(std::string(consumer)));
    if (cursor == nullptr) return refuse(rules::not_found, field("consumer"), value(consumer));
    work.erase(*cursor);
    for (auto const id : unfinished) {
      BOOST_OUTCOME_TRY(auto* present, work.find(id));
      if (present == nullptr) continue;
      BOOST_OUTCOME_TRY(auto* entry, work.load(id));
      work.erase(*entry);
      // Whoever waited behind it in its port's line is next.
      BOOST_OUTCOME_TRY(impl.let_next_go(work, entry->consumer, entry->key_entity, entry->key_id, entry->next_at));
    }
    return outcome::success();
  });
}

}  // namespace lilac

// Scans overlay what their unit changed: its rows replace or hide the store's.
#include <algorithm>
#include <boost/container/small_vector.hpp>

#include "engine/unit_of_work.hpp"

namespace lilac {

namespace {

/// From here on scans keep the places of a unit's own rows in order.
constexpr std::size_t many_rows = 64;

}  // namespace

bool UnitOfWork::hides(EntityInfo const& entity, std::int64_t id) const {
  for (auto at = find(entity, id); at != none; at = rows_[static_cast<std::size_t>(at)].older) {
    if (rows_[static_cast<std::size_t>(at)].saved) return true;
  }
  return false;
}

// What the handler at work holds may still change, so only rows of those before are taken in.
UnitOfWork::OwnPlaces& UnitOfWork::own_places(IndexInfo const& index) {
  auto& places = own_places_[&index];
  for (; places.seen < rows_.size() && rows_[places.seen].handler != handler_; ++places.seen) {
    auto const& row = rows_[places.seen];
    if (row.entity != index.entity || !row.saved || row.erased || !is_indexed(index, row.object)) continue;
    places.rows[std::string(entry_key(index, row.object).bytes())] = static_cast<std::int32_t>(places.seen);
  }
  return places;
}

/// This unit's own rows of a scan, in key order: as many as the scan can want.
std::vector<UnitOfWork::FoundRow> UnitOfWork::own_rows(IndexInfo const& index, Key const& prefix, Key const& after,
                                                       std::size_t limit) {
  auto const is_asked_for = [&](std::string_view key) {
    return key.starts_with(prefix.bytes()) && (after.empty() || key > after.bytes());
  };
  std::vector<FoundRow> own;
  std::size_t looked_at = 0;
  if (rows_.size() > many_rows) {
    auto const& places = own_places(index);
    looked_at = places.seen;
    auto const from = after.bytes() < prefix.bytes() ? prefix.bytes() : after.bytes();
    for (auto at = places.rows.lower_bound(from);
         at != places.rows.end() && own.size() < limit && at->first.starts_with(prefix.bytes()); ++at) {
      auto const& row = rows_[static_cast<std::size_t>(at->second)];
      if (!is_own(row, *index.entity) || !is_asked_for(at->first)) continue;
      own.push_back({{}, row.id, 0});
      own.back().key.append(at->first);
    }
  }
  for (auto i = looked_at; i < rows_.size(); ++i) {
    auto const& row = rows_[i];
    if (!is_own(row, *index.entity) || !is_indexed(index, row.object)) continue;
    auto key = entry_key(index, row.object);
    if (is_asked_for(key.bytes())) own.push_back({std::move(key), row.id, 0});
  }
  std::sort(own.begin(), own.end(), [](FoundRow const& a, FoundRow const& b) { return a.key.bytes() < b.key.bytes(); });
  return own;
}

result<> UnitOfWork::scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                          RowSink sink) {
  auto const& entity = *index.entity;
  auto own = own_rows(index, prefix, after, limit);
  std::size_t given = 0;
  // False when it is enough.
  auto emit = [&](FoundRow const& one) -> result<bool> {
    auto const known = find(entity, one.id) != none;
    BOOST_OUTCOME_TRY(auto row, read(entity, one.id));
    if (row == nullptr) return true;  // went away since it was scanned
    if (!known && rows_.back().base != one.version) {
      // Another writer changed it since it was scanned: it counts only if it still stands there.
      if (!is_indexed(index, row) || entry_key(index, row).bytes() != one.key.bytes()) return true;
    }
    ++given;
    return sink({one.id, 0, row, 0}) && given < limit;
  };
  auto next_own = own.begin();
  Key from = after;
  for (auto more = limit > 0; more;) {
    // A page of ids first: rows are read, and the sink is called, without the store in between.
    auto const page = std::min<std::size_t>(limit - given, 256);
    boost::container::small_vector<FoundRow, 1> found;  // most scans are for the first row
    BOOST_OUTCOME_TRY(store_.scan(index, prefix, from, page, [&](RowView const& view) {
      found.push_back({entry_key(index, view.row), view.id, view.version});
      return true;
    }));
    more = found.size() == page;
    for (auto& stored : found) {
      from = stored.key;
      if (hides(entity, stored.id)) continue;
      while (next_own != own.end() && next_own->key.bytes() < stored.key.bytes()) {
        BOOST_OUTCOME_TRY(auto go_on, emit(*next_own++));
        if (!go_on) return outcome::success();
      }
      BOOST_OUTCOME_TRY(auto go_on, emit(stored));
      if (!go_on) return outcome::success();
    }
  }
  while (next_own != own.end() && given < limit) {
    BOOST_OUTCOME_TRY(auto go_on, emit(*next_own++));
    if (!go_on) break;
  }
  return outcome::success();
}

result<> UnitOfWork::scan(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  std::vector<std::int64_t> ids;
  std::size_t erased = 0;
  for (auto const& row : rows_) {
    if (row.entity != &entity || !row.saved || row.replaced || row.id <= after) continue;
    if (row.erased)
      ++erased;
    else if (row.base == 0)
      ids.push_back(row.id);
  }
  // As many more as this unit hides.
  BOOST_OUTCOME_TRY(
      store_.scan_all(entity, after, limit > no_limit - erased ? no_limit : limit + erased, [&](RowView const& view) {
        ids.push_back(view.id);
        return true;
      }));
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::size_t given = 0;
  for (auto const id : ids) {
    if (given == limit) break;
    BOOST_OUTCOME_TRY(auto row, read(entity, id));
    if (row == nullptr) continue;
    ++given;
    if (!sink({id, 0, row, 0})) break;
  }
  return outcome::success();
}

}  // namespace lilac

// Scans overlay what their unit changed: its rows replace or hide the store's.
#include <algorithm>
#include <cassert>

#include "engine/entry_key.hpp"
#include "engine/unit_of_work.hpp"

namespace lilac {

namespace {

/// From here on scans keep the places of a unit's own rows in order.
constexpr std::size_t many_rows = 64;

constexpr std::size_t page_size = 256;

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
      own.push_back({{}, row.id, 0, 0, {}});
      own.back().key.append(at->first);
    }
  }
  for (auto i = looked_at; i < rows_.size(); ++i) {
    auto const& row = rows_[i];
    if (!is_own(row, *index.entity) || !is_indexed(index, row.object)) continue;
    auto key = entry_key(index, row.object);
    if (is_asked_for(key.bytes())) own.push_back({std::move(key), row.id, 0, 0, {}});
  }
  std::sort(own.begin(), own.end(), [](FoundRow const& a, FoundRow const& b) { return a.key.bytes() < b.key.bytes(); });
  return own;
}

UnitOfWork::FoundRow UnitOfWork::found(EntityInfo const& entity, Key&& key, RowView const& view) {
  FoundRow row{std::move(key), view.id, view.version, view.hint, {}};
  if (find(entity, view.id) != none) return row;  // this unit's own state counts
  auto* const room = arena_.take(entity.type->object->size, entity.type->object->align);
  entity.type->object->copy(room, view.row);
  row.copy = {room, Destroy{entity.type->object}};
  return row;
}

/// What the store held when it was scanned. That it still does is checked by the commit.
result<void const*> UnitOfWork::adopt(EntityInfo const& entity, FoundRow& row) {
  if (!row.copy || find(entity, row.id) != none) return read(entity, row.id);
  auto* const object = row.copy.release();
  add({&entity, row.id, object, row.hint, row.version, row.version, row.version, newest(entity, row.id), handler_, none,
       none, false, false, false, false});
  return static_cast<void const*>(object);
}

// The sink is called without the store in between, so rows of the store are first found, a page at a time.
result<> UnitOfWork::merge(EntityInfo const& entity, std::vector<FoundRow> own, Place behind, std::size_t limit,
                           StoreScan const& scan, RowSink sink) {
  std::size_t given = 0;
  // False when it is enough.
  auto emit = [&](FoundRow& one) -> result<bool> {
    BOOST_OUTCOME_TRY(auto const* row, adopt(entity, one));
    if (row == nullptr) return true;
    ++given;
    return sink({one.id, 0, row, 0}) && given < limit;
  };
  FoundRows found;
  auto take = [&](RowView const& view) {
    found.push_back(this->found(entity, scan.key_of(view), view));
    return true;
  };
  auto const is_hidden = [&](FoundRow const& stored) { return hides(entity, stored.id); };
  auto next_own = own.begin();
  for (auto more = limit > 0; more;) {
    auto wanted = limit - given;
    std::unique_ptr<RemainingRows> rest;
    for (;; wanted *= 2) {
      found.clear();
      if (wanted > page_size) {
        if (wanted < no_limit - rows_.size()) wanted += rows_.size();
        BOOST_OUTCOME_TRY(rest, scan.begin(behind, wanted, take));
        break;
      }
      BOOST_OUTCOME_TRY(scan.whole(behind, wanted, take));
      // Hidden rows do not count. Those that are missing are not scanned for on their own, which would be at another
      // moment.
      auto const hidden = static_cast<std::size_t>(std::ranges::count_if(found, is_hidden));
      if (found.size() < wanted || wanted - hidden >= limit - given) break;
    }
    // What the sink itself changes can hide rows that counted; then there may be more to find.
    more = false;
    for (;;) {
      for (auto& stored : found) {
        if (is_hidden(stored)) continue;
        while (next_own != own.end() && next_own->key.bytes() < stored.key.bytes()) {
          BOOST_OUTCOME_TRY(auto go_on, emit(*next_own++));
          if (!go_on) return outcome::success();
        }
        BOOST_OUTCOME_TRY(auto go_on, emit(stored));
        if (!go_on) return outcome::success();
      }
      if (!found.empty()) behind = {std::move(found.back().key), found.back().id};
      wanted -= std::min(wanted, found.size());
      more = wanted == 0;
      if (!rest || more) break;
      found.clear();
      auto const page = std::min(wanted, page_size);
      BOOST_OUTCOME_TRY(rest->next(page, take));
      if (found.size() < page) rest.reset();
    }
  }
  while (next_own != own.end() && given < limit) {
    BOOST_OUTCOME_TRY(auto go_on, emit(*next_own++));
    if (!go_on) break;
  }
  return outcome::success();
}

result<> UnitOfWork::scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                          RowSink sink) {
  assert(is_place_behind(index, after));
  auto whole = [&](Place const& behind, std::size_t most, RowSink take) {
    return store_.scan(index, prefix, behind.key, most, take);
  };
  auto begin = [&](Place const& behind, std::size_t most, RowSink take) {
    return store_.begin_scan(index, prefix, behind.key, most, page_size, take);
  };
  auto key_of = [&](RowView const& view) { return entry_key(index, view.row); };
  return merge(*index.entity, own_rows(index, prefix, after, limit), {after, 0}, limit, {whole, begin, key_of}, sink);
}

result<> UnitOfWork::scan(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) {
  auto const key_of_id = [](std::int64_t id) {
    Key key;
    append_id(key, id, false);
    return key;
  };
  std::vector<FoundRow> own;
  for (auto const& row : rows_) {
    if (is_own(row, entity) && row.id > after) own.push_back({key_of_id(row.id), row.id, 0, 0, {}});
  }
  std::sort(own.begin(), own.end(), [](FoundRow const& a, FoundRow const& b) { return a.id < b.id; });
  auto whole = [&](Place const& behind, std::size_t most, RowSink take) {
    return store_.scan_all(entity, behind.id, most, take);
  };
  auto begin = [&](Place const& behind, std::size_t most, RowSink take) {
    return store_.begin_scan_all(entity, behind.id, most, page_size, take);
  };
  auto key_of = [&](RowView const& view) { return key_of_id(view.id); };
  return merge(entity, std::move(own), {{}, after}, limit, {whole, begin, key_of}, sink);
}

}  // namespace lilac

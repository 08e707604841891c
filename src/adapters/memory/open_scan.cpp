#include "adapters/memory/open_scan.hpp"

#include <limits>

#include "adapters/memory/lock.hpp"
#include "adapters/memory/table.hpp"

namespace lilac::memory {

namespace {

constexpr auto no_limit = std::numeric_limits<std::size_t>::max();

}  // namespace

std::string OpenScan::key_of(IndexInfo const* index, std::int64_t id, void const* row) {
  if (index != nullptr) return std::string(entry_key(*index, row).bytes());
  Key by_id;
  append_id(by_id, id, false);
  return std::string(by_id.bytes());
}

OpenScan::OpenScan(std::mutex& mutex, Table& table, Place place)
    : mutex_(mutex), table_(table), place_(std::move(place)) {
  table_.open(*this);
}

OpenScan::~OpenScan() {
  Lock const lock(mutex_);
  table_.close(*this);
}

void OpenScan::keep(std::int64_t id, Slot* slot) {
  if (changed_.contains(id)) return;
  if (slot == nullptr || (place_.index != nullptr && !is_indexed(*place_.index, slot->object()))) {
    changed_.insert(id);
    return;
  }
  auto key = key_of(place_.index, id, slot->object());
  auto const is_to_be_shown = key > place_.key && (place_.index == nullptr || key.starts_with(place_.prefix));
  if (!is_to_be_shown) {
    changed_.insert(id);
    return;
  }
  auto const kept = kept_.insert_or_assign(
      std::move(key), Kept{id, slot->version, Object::copy_of(*table_.entity().type, slot->object())});
  try {
    changed_.insert(id);
  } catch (...) {
    kept_.erase(kept.first);
    throw;
  }
}

result<> OpenScan::next(std::size_t limit, RowSink sink) {
  if (is_at_end_ || limit == 0) return outcome::success();
  Lock const lock(mutex_);
  auto goes_on = true;
  auto const show = [&](RowView const& row) {
    goes_on = sink(row) && --limit > 0;
    return goes_on;
  };
  auto const show_kept_before = [&](std::string const* key) {
    while (goes_on && !kept_.empty() && (key == nullptr || kept_.begin()->first < *key)) {
      auto const first = kept_.extract(kept_.begin());
      auto const& row = first.mapped();
      place_.key = first.key();
      place_.id = row.id;
      show({row.id, row.version, row.row.at(), 0});
    }
  };
  auto take = [&](RowView const& row) {
    if (changed_.contains(row.id)) return true;
    if (!kept_.empty()) {
      auto const key = key_of(place_.index, row.id, row.row);
      show_kept_before(&key);
      if (!goes_on) return false;
    }
    if (show(row)) return true;
    place_.key = key_of(place_.index, row.id, row.row);
    place_.id = row.id;
    return false;
  };
  table_.scan(place_.index, place_.prefix, place_.key, place_.id, no_limit, take);
  show_kept_before(nullptr);
  is_at_end_ = goes_on;
  return outcome::success();
}

}  // namespace lilac::memory

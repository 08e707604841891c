#include "adapters/memory/table.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>

#include "adapters/memory/open_scan.hpp"

namespace lilac::memory {

Table::Table(EntityInfo const& entity)
    : entity_(entity),
      slot_size_((sizeof(Slot) + entity.type->object->size + alignof(Slot) - 1) & ~(alignof(Slot) - 1)) {
  assert(entity.indexes.size() < std::numeric_limits<Places>::digits);
  indexes_.reserve(entity.indexes.size());
  for (auto const* index : entity.indexes) {
    auto const place = Places{1} << indexes_.size();
    all_places_ |= place;
    if (index->unique) unique_places_ |= place;
    indexes_.emplace_back(*index);
  }
}

Table::~Table() {
  if (entity_.type->object->trivially_destructible) return;
  for (std::size_t i = 0; i < slots_; ++i) {
    auto* slot = slot_at(i);
    if (slot->version != 0) entity_.type->object->destroy(slot->object());
  }
}

Slot& Table::reserve() {
  if (!free_.empty()) {
    auto* slot = free_.back();
    free_.pop_back();
    return *slot;
  }
  if (slots_ == segments_.size() * slots_per_segment) {
    free_.reserve((segments_.size() + 1) * slots_per_segment);
    segments_.push_back(std::make_unique_for_overwrite<std::byte[]>(slots_per_segment * slot_size_));
  }
  return *new (slot_at(slots_++)) Slot{};
}

template <class Do>
void Table::for_each(Places places, Do&& visit) {
  for (; places != 0; places &= places - 1) visit(indexes_[static_cast<std::size_t>(std::countr_zero(places))]);
}

Places Table::changed_places(Slot& slot, void const* next) const {
  Places changed = 0;
  for (std::size_t i = 0; i < indexes_.size(); ++i) {
    if (!indexes_[i].same_place(slot.object(), next)) changed |= Places{1} << i;
  }
  return changed;
}

void Table::leave(void const* row, Places places) {
  for_each(places, [&](Index& index) { index.leave(row); });
}
void Table::enter(Slot& slot, void const* row, Places places) {
  for_each(places, [&](Index& index) { index.enter(slot, row); });
}

IndexInfo const* Table::violated(std::int64_t id, void const* row, Places places) const {
  for (places &= unique_places_; places != 0; places &= places - 1) {
    auto const& index = indexes_[static_cast<std::size_t>(std::countr_zero(places))];
    if (index.is_taken(id, row)) return &index.info();
  }
  return nullptr;
}

void Table::drop_places() {
  for (auto& index : indexes_) index.drop();
  has_places_ = false;
}

void Table::have_places() {
  if (has_places_) return;
  for (auto& index : indexes_) index.begin_anew();
  for (std::size_t i = 0; i < slots_; ++i) {
    auto* slot = slot_at(i);
    if (slot->version != 0) enter(*slot, slot->object(), all_places_);
  }
  has_places_ = true;
}

void Table::fill(Slot& slot, std::int64_t id, std::uint32_t version, void* row, bool consume) {
  auto const& ops = *entity_.type->object;
  auto const stands_elsewhere = &slot != own_slot(id);
  if (stands_elsewhere) elsewhere_.emplace(id, &slot);
  try {
    if (ordered_) {
      if (ordered_ids_.empty() || id > ordered_ids_.back())
        ordered_ids_.push_back(id);
      else
        ordered_ = false;
    }
    consume ? ops.move(slot.object(), row) : ops.copy(slot.object(), row);
  } catch (...) {
    if (stands_elsewhere) elsewhere_.erase(id);
    ordered_ = false;
    throw;
  }
  slot.id = id;
  slot.version = version;
  last_id_ = std::max(last_id_, id);
}

void Table::update(Slot& slot, std::uint32_t version, void* row) {
  entity_.type->object->destroy(slot.object());
  entity_.type->object->move(slot.object(), row);
  slot.version = version;
}

void Table::erase(Slot& slot) {
  if (!has_own_position(slot.id)) elsewhere_.erase(slot.id);
  entity_.type->object->destroy(slot.object());
  slot.version = 0;
  slot.id = 0;
  give_back(slot);
}

void Table::keep_for_scans(std::int64_t id, Slot* slot) const {
  for (auto* const scan : open_scans_) scan->keep(id, slot);
}

void Table::scan(IndexInfo const& index, std::string_view prefix, std::string_view after, std::size_t limit,
                 RowSink sink) {
  have_places();
  for (auto const& one : indexes_) {
    if (&one.info() == &index) one.scan(prefix, after, limit, sink);
  }
}

void Table::scan(IndexInfo const* index, std::string_view prefix, std::string_view after, std::int64_t after_id,
                 std::size_t limit, RowSink sink) {
  index == nullptr ? scan_all(after_id, limit, sink) : scan(*index, prefix, after, limit, sink);
}

void Table::scan_all(std::int64_t after, std::size_t limit, RowSink sink) {
  if (!ordered_) {
    ordered_ids_.clear();
    for (std::size_t i = 0; i < slots_; ++i) {
      auto const* slot = slot_at(i);
      if (slot->version != 0) ordered_ids_.push_back(slot->id);
    }
    std::sort(ordered_ids_.begin(), ordered_ids_.end());
    ordered_ = true;
  }
  for (auto at = std::upper_bound(ordered_ids_.begin(), ordered_ids_.end(), after);
       at != ordered_ids_.end() && limit > 0; ++at) {
    auto* slot = find(*at);
    if (slot == nullptr) continue;  // erased since
    --limit;
    if (!sink({slot->id, slot->version, slot->object(), reinterpret_cast<RowHint>(slot)})) break;
  }
}

}  // namespace lilac::memory

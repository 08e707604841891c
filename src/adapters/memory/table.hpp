// Rows of one entity: slots with stable addresses, found by id, and the declared indexes over them.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <vector>

#include "adapters/memory/index.hpp"

namespace lilac::memory {

/// A set of a table's indexes, by their positions.
using Places = std::uint64_t;

class Table {
 public:
  explicit Table(EntityInfo const& entity);
  ~Table();
  Table(Table const&) = delete;
  Table& operator=(Table const&) = delete;

  EntityInfo const& entity() const { return entity_; }
  Slot* find(std::int64_t id) const {
    auto const found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }
  /// The slot that `hint` names if it still holds `id`, else the one found by id.
  Slot* find(std::int64_t id, RowHint hint) const {
    auto* slot = reinterpret_cast<Slot*>(hint);
    return slot != nullptr && slot->id == id && slot->version != 0 ? slot : find(id);
  }
  std::int64_t last_id() const { return last_id_; }
  std::int64_t take_id() { return ++last_id_; }

  /// The indexes in which a row may stand, and those of them that are unique.
  Places all_places() const { return all_places_; }
  Places unique_places() const { return unique_places_; }
  /// The indexes in which `next` stands elsewhere than the row that it will replace.
  Places changed_places(Slot& slot, void const* next) const;
  /// Takes a row out of some indexes. It comes back by enter(), or at its new place by update().
  void leave(Slot& slot, Places places);
  void enter(Slot& slot, Places places);
  /// The unique index, of `places`, in which a row of another id stands where `row` would, or null.
  IndexInfo const* violated(std::int64_t id, void const* row, Places places) const;

  Slot& insert(std::int64_t id, std::uint32_t version, void* row, bool consume);
  /// `changed` as changed_places() told, which the row must have left.
  void update(Slot& slot, std::uint32_t version, void* row, bool consume, Places changed);
  /// The row must have left all its places.
  void erase(Slot& slot);

  void scan(IndexInfo const& index, std::string_view prefix, std::string_view after, std::size_t limit,
            RowSink sink) const;
  void scan_all(std::int64_t after, std::size_t limit, RowSink sink);

 private:
  static constexpr std::size_t slots_per_segment = 256;

  Slot* new_slot();
  Slot* slot_at(std::size_t position) const;
  template <class Do>
  void for_each(Places places, Do&& visit);

  EntityInfo const& entity_;
  std::size_t slot_size_;
  boost::unordered_flat_map<std::int64_t, Slot*> by_id_;
  std::vector<std::unique_ptr<std::byte[]>> segments_;
  std::size_t slots_ = 0;
  std::vector<Slot*> free_;
  std::vector<Index> indexes_;
  Places all_places_ = 0;
  Places unique_places_ = 0;
  std::int64_t last_id_ = 0;
  std::vector<std::int64_t> ordered_ids_;  ///< for scan_all: made when first asked for
  bool ordered_ = false;
};

}  // namespace lilac::memory

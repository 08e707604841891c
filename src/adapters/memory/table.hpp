// Rows of one entity: slots with stable addresses, found by id, and the declared indexes over them.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <vector>

#include "adapters/memory/index.hpp"

namespace lilac::memory {

class OpenScan;

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
    if (has_own_position(id)) return slot_at(position_of(id));
    auto const found = elsewhere_.find(id);
    return found == elsewhere_.end() ? nullptr : found->second;
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
  /// `row` leaves some indexes, or enters them as what the slot holds or will hold.
  void leave(void const* row, Places places);
  void enter(Slot& slot, void const* row, Places places);
  /// The unique index, of `places`, in which a row of another id stands where `row` would, or null.
  IndexInfo const* violated(std::int64_t id, void const* row, Places places) const;

  /// After memory ran out somewhere among the places of rows, they are dropped, which needs none, and found again from
  /// the rows themselves when they are next asked for.
  void drop_places();
  void have_places();

  /// A slot for a new row, which it gets by fill(), or which is given back.
  Slot& reserve();
  void give_back(Slot& slot) { free_.push_back(&slot); }  // there is room for all of them
  /// Either there is a row then, or it throws.
  void fill(Slot& slot, std::int64_t id, std::uint32_t version, void* row, bool consume);
  /// The row gets a new value, which is moved; its places in indexes are the caller's to change.
  void update(Slot& slot, std::uint32_t version, void* row);
  /// The row must have left all its places.
  void erase(Slot& slot);

  void scan(IndexInfo const& index, std::string_view prefix, std::string_view after, std::size_t limit, RowSink sink);
  void scan_all(std::int64_t after, std::size_t limit, RowSink sink);
  /// By an index from behind a key, or where there is none from behind an id.
  void scan(IndexInfo const* index, std::string_view prefix, std::string_view after, std::int64_t after_id,
            std::size_t limit, RowSink sink);

  /// Scans that are to show the rows as they are now, each until it is closed.
  void open(OpenScan& scan) { open_scans_.push_back(&scan); }
  void close(OpenScan& scan) { std::erase(open_scans_, &scan); }
  /// A row is about to be changed: of a new one there is no slot yet. Before anything is.
  void keep_for_scans(std::int64_t id, Slot* slot) const;

 private:
  static constexpr std::size_t slots_per_segment = 256;

  Slot* slot_at(std::size_t position) const {
    return reinterpret_cast<Slot*>(segments_[position / slots_per_segment].get() +
                                   position % slots_per_segment * slot_size_);
  }
  /// Where a row stands when all rows came in the order of their ids: the usual case, in which nothing is looked up.
  static std::size_t position_of(std::int64_t id) { return static_cast<std::size_t>(id) - 1; }
  /// The slot where a row of this id would stand then, or null.
  Slot const* own_slot(std::int64_t id) const {
    auto const position = position_of(id);
    return position < slots_ ? slot_at(position) : nullptr;
  }
  bool has_own_position(std::int64_t id) const {
    auto const position = position_of(id);
    return position < slots_ && slot_at(position)->id == id;
  }
  template <class Do>
  void for_each(Places places, Do&& visit);

  EntityInfo const& entity_;
  std::size_t slot_size_;
  boost::unordered_flat_map<std::int64_t, Slot*> elsewhere_;  ///< the rows that do not stand where their id says
  std::vector<std::unique_ptr<std::byte[]>> segments_;
  std::size_t slots_ = 0;
  std::vector<Slot*> free_;
  std::vector<Index> indexes_;
  bool has_places_ = true;
  Places all_places_ = 0;
  Places unique_places_ = 0;
  std::int64_t last_id_ = 0;
  std::vector<std::int64_t> ordered_ids_;  ///< for scan_all: made when first asked for
  bool ordered_ = false;
  std::vector<OpenScan*> open_scans_;
};

}  // namespace lilac::memory

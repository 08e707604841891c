// One declared index of a table: the places of its rows in order.
#pragma once

#include "adapters/memory/entries.hpp"
#include "lilac/engine/store.hpp"

namespace lilac::memory {

/// A row in place. Its object follows the header.
struct Slot {
  std::int64_t id;        ///< 0 when it is empty
  std::uint32_t version;  ///< 0 when it is empty
  void* object() { return this + 1; }
};

class Index {
 public:
  explicit Index(IndexInfo const& info);

  IndexInfo const& info() const { return *info_; }
  /// True when both rows stand at the same place, or both outside.
  bool same_place(void const* a, void const* b) const;
  /// `row` is what the slot's object will be, or is.
  void enter(Slot& slot, void const* row);
  /// Takes out the entry with which a row entered, if it did.
  void leave(void const* row);
  /// No row has a place, and none can be looked for, until it begins anew, empty.
  void drop() { entries_.drop(); }
  void begin_anew() { entries_.begin_anew(); }
  /// True when a row of another id stands where `row` would. Only asked of unique indexes.
  bool is_taken(std::int64_t id, void const* row) const;
  void scan(std::string_view prefix, std::string_view after, std::size_t limit, RowSink sink) const;

 private:
  /// Calls `use` with the key of a row, which refers to bytes that live only so long.
  template <class Use>
  void with_key_of(void const* row, Use&& use) const;

  IndexInfo const* info_;
  bool only_numbers_;  ///< as in most indexes: their keys need no bytes in between
  Entries entries_;
};

}  // namespace lilac::memory

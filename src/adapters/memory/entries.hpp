// The entries of one index in order of their keys: a B+ tree.
#pragma once

#include "adapters/memory/index_key.hpp"
#include "lilac/kernel/function_ref.hpp"

namespace lilac::memory {

struct Slot;

struct Entry {
  IndexKey key;
  Slot* slot;
};

/// Neighbours stand side by side in leaves of a few dozen, so that a place is found with few looks into memory, and a
/// new entry rarely needs any. Above the leaves are branches, which know the least key of each child but the first.
/// Leaves that become empty are freed; those that are merely left half empty are not joined.
class Entries {
 public:
  Entries();
  ~Entries();
  /// Nothing can be done with what was moved from.
  Entries(Entries&& other) noexcept;
  Entries& operator=(Entries&&) = delete;

  /// From now on nothing can be done with it, until it begins anew. Needs no memory.
  void drop();
  void begin_anew();

  /// Nothing has this key yet. When memory runs out it can only be dropped.
  void insert(IndexKey const& key, Slot* slot);
  /// False when nothing has this key.
  bool erase(IndexKey const& key);
  /// Shows the entries from `key` on, or only those behind it, until `show` returns false.
  void for_each_from(IndexKey const& key, FunctionRef<bool(Entry const&)> show) const;
  void for_each_behind(IndexKey const& key, FunctionRef<bool(Entry const&)> show) const;

 private:
  struct Leaf;
  struct Branch;
  static void free(void* node, unsigned height);
  static void split(Branch& parent, std::size_t child, unsigned height, IndexKey const& coming);
  static bool erase(void* node, unsigned height, IndexKey const& key, bool& found);
  template <class IsBefore>
  static bool show_from(void const* node, unsigned height, IndexKey const& key, IsBefore is_before,
                        FunctionRef<bool(Entry const&)> show);
  static bool show_all(void const* node, unsigned height, FunctionRef<bool(Entry const&)> show);

  void* root_;           ///< a leaf when height_ is 0, else a branch
  unsigned height_ = 0;  ///< branches above each leaf
};

}  // namespace lilac::memory

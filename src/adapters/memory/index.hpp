// One declared index of a table: the places of its rows in order.
#pragma once

#include <cstring>
#include <memory_resource>
#include <optional>
#include <set>
#include <span>

#include "lilac/engine/store.hpp"

namespace lilac::memory {

/// A row in place. Its object follows the header.
struct Slot {
  std::int64_t id;
  std::uint32_t version;  ///< 0: empty
  void* object() { return this + 1; }
};

/// A key, mostly without allocation. Its first bytes are held as two numbers that compare like them.
class IndexKey {
 public:
  explicit IndexKey(std::string_view bytes);
  /// The key of columns that are all numbers, each already in the order of its bytes.
  static constexpr std::size_t most_numbers = 4;
  explicit IndexKey(std::span<std::uint64_t const> numbers);
  IndexKey(IndexKey&& other) noexcept;
  IndexKey& operator=(IndexKey&&) = delete;
  ~IndexKey() {
    if (is_spilled()) delete[] spilled_;
  }

  bool starts_with(IndexKey const& prefix) const;
  bool operator<(IndexKey const& other) const {
    if (words_[0] != other.words_[0]) return words_[0] < other.words_[0];
    if (words_[1] != other.words_[1]) return words_[1] < other.words_[1];
    // Words are filled up with zeros: where they end the key, its length decides.
    if (size_ <= sizeof words_ || other.size_ <= sizeof words_) return size_ < other.size_;
    return tail() < other.tail();
  }

 private:
  bool is_spilled() const { return size_ > sizeof words_ + sizeof in_place_; }
  /// The bytes behind the words, if there are any.
  std::string_view tail() const {
    if (size_ <= sizeof words_) return {};
    return {is_spilled() ? spilled_ : in_place_, size_ - sizeof words_};
  }

  std::uint64_t words_[2];
  std::uint32_t size_;
  union {
    char in_place_[16];  ///< room for two more numbers
    char* spilled_;
  };
};

class Index {
 public:
  Index(IndexInfo const& info, std::pmr::memory_resource& nodes);

  IndexInfo const& info() const { return *info_; }
  /// True when both rows stand at the same place, or both outside.
  bool same_place(void const* a, void const* b) const;
  /// `row` is what the slot's object will be, or is.
  void enter(Slot& slot, void const* row);
  void leave(Slot& slot);
  /// True when a row of another id stands where `row` would. Only asked of unique indexes.
  bool is_taken(std::int64_t id, void const* row) const;
  void scan(std::string_view prefix, std::string_view after, std::size_t limit, RowSink sink) const;

 private:
  struct Entry {
    IndexKey key;
    Slot* slot;
  };
  struct Less {
    using is_transparent = void;
    static IndexKey const& of(Entry const& entry) { return entry.key; }
    static IndexKey const& of(IndexKey const& key) { return key; }
    template <class A, class B>
    bool operator()(A const& a, B const& b) const {
      return of(a) < of(b);
    }
  };

  using Entries = std::pmr::set<Entry, Less>;

  IndexKey key_of(void const* row) const;

  IndexInfo const* info_;
  bool only_numbers_;  ///< as in most indexes: their keys need no bytes in between
  Entries entries_;
  std::optional<Entries::iterator> last_entered_;  ///< rows often come in order: the next one's place is then behind it
};

}  // namespace lilac::memory

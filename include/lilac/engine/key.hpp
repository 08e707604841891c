// The one key encoding of all stores: comparing two keys as bytes orders them as their columns.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "lilac/kernel/entity.hpp"

namespace lilac {

/// Bytes of an index key. Short keys (the usual ones) need no allocation.
class Key {
 public:
  Key() = default;
  std::string_view bytes() const { return spilled_.empty() ? std::string_view{inline_, size_} : spilled_; }
  bool empty() const { return size_ == 0 && spilled_.empty(); }
  void append(std::string_view more) {
    if (spilled_.empty() && size_ + more.size() <= sizeof inline_) {
      std::memcpy(inline_ + size_, more.data(), more.size());
      size_ += static_cast<unsigned>(more.size());
    } else {
      if (spilled_.empty()) spilled_.assign(inline_, size_);
      spilled_ += more;
    }
  }
  void append(char byte) { append(std::string_view{&byte, 1}); }
  /// Eight bytes, the highest first.
  void append_big_endian(std::uint64_t number) {
    char bytes[sizeof number];
    for (unsigned i = 0; i < sizeof number; ++i) bytes[i] = static_cast<char>(number >> (56 - 8 * i));
    append(std::string_view{bytes, sizeof bytes});
  }
  void clear() {
    size_ = 0;
    spilled_.clear();
  }

 private:
  unsigned size_ = 0;
  char inline_[52];
  std::string spilled_;
};

/// Appends one column. Whole numbers: 8 bytes, big-endian, sign flipped; text: its bytes and a NUL; an optional: 0 when
/// empty, else 1 and its value; money: currency, then minor units. `descending` inverts every byte.
/// Only scalars and optionals of scalars may be columns.
void append_column(Key& key, TypeInfo const& type, void const* value, bool descending);
/// Appends a present value where the column itself is optional.
void append_present(Key& key, TypeInfo const& inner, void const* value, bool descending);
/// Appends an id, the last part of every index entry.
void append_id(Key& key, std::int64_t id, bool descending);

/// True when `row` meets the index's conditions.
bool is_indexed(IndexInfo const& index, void const* row);
/// All columns of `row`, without the id: what a unique index compares.
void append_columns(Key& key, IndexInfo const& index, void const* row);
/// All columns and the id: where the row stands in the index.
Key entry_key(IndexInfo const& index, void const* row);
/// True when equal keys are ordered by descending id: the index's last column is descending.
bool ids_descend(IndexInfo const& index);

/// Reads a key back into column values, for stores that compare columns and not bytes. `take(column, type, value)` is
/// called for each whole column that `key` holds; value is null for an empty optional. The id, where the key goes so
/// far, comes last with column = columns.size(). Returns false when the bytes are not a key of this index.
struct DecodedColumn {
  std::size_t column;
  TypeInfo const* type;  ///< never optional
  bool null;
  std::int64_t number;  ///< of everything that is one number (minor units for money)
  std::string text;     ///< of text; the currency of money
};
bool decode_key(IndexInfo const& index, std::string_view key, std::vector<DecodedColumn>& out);

}  // namespace lilac

// The key of an index entry as the memory store holds it.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace lilac::memory {

/// Its first bytes are held as two numbers that compare like them, a few more in place. A longer key only refers to the
/// rest: to the bytes that it was made of, until it is kept. So keys are copied and moved as plain memory.
class IndexKey {
 public:
  IndexKey() = default;
  explicit IndexKey(std::string_view bytes);
  /// The key of columns that are all numbers, each already in the order of its bytes.
  static constexpr std::size_t most_numbers = 4;
  explicit IndexKey(std::span<std::uint64_t const> numbers);

  /// The same key with a copy of its bytes, which live until it is dropped.
  IndexKey kept() const { return is_long() ? copy() : *this; }
  void drop() {
    if (is_long()) delete[] rest_;
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
  IndexKey copy() const;
  bool is_long() const { return size_ > sizeof words_ + sizeof in_place_; }
  /// The bytes behind the words, if there are any.
  std::string_view tail() const {
    if (size_ <= sizeof words_) return {};
    return {is_long() ? rest_ : in_place_, size_ - sizeof words_};
  }

  std::uint64_t words_[2] = {};
  std::uint32_t size_ = 0;
  union {
    char in_place_[16] = {};  ///< room for two more numbers
    char const* rest_;
  };
};

}  // namespace lilac::memory

#include "adapters/memory/index_key.hpp"

#include <algorithm>

namespace lilac::memory {

namespace {

/// Up to eight bytes as the number that orders like them.
std::uint64_t word_of(char const* bytes, std::size_t size) {
  unsigned char all[sizeof(std::uint64_t)] = {};
  std::memcpy(all, bytes, std::min(size, sizeof all));
  return std::uint64_t{all[0]} << 56 | std::uint64_t{all[1]} << 48 | std::uint64_t{all[2]} << 40 |
         std::uint64_t{all[3]} << 32 | std::uint64_t{all[4]} << 24 | std::uint64_t{all[5]} << 16 |
         std::uint64_t{all[6]} << 8 | std::uint64_t{all[7]};
}

}  // namespace

IndexKey::IndexKey(std::string_view bytes) : size_(static_cast<std::uint32_t>(bytes.size())) {
  constexpr auto word = sizeof(std::uint64_t);
  words_[0] = word_of(bytes.data(), bytes.size());
  words_[1] = bytes.size() > word ? word_of(bytes.data() + word, bytes.size() - word) : 0;
  if (size_ <= sizeof words_) return;
  if (is_long())
    rest_ = bytes.data() + sizeof words_;
  else
    std::memcpy(in_place_, bytes.data() + sizeof words_, size_ - sizeof words_);
}

IndexKey::IndexKey(std::span<std::uint64_t const> numbers)
    : words_{numbers[0], numbers.size() > 1 ? numbers[1] : 0}, size_(static_cast<std::uint32_t>(numbers.size_bytes())) {
  char* at = in_place_;
  for (auto const number : numbers.subspan(std::min<std::size_t>(numbers.size(), 2))) {
    for (unsigned i = 0; i < sizeof number; ++i) *at++ = static_cast<char>(number >> (56 - 8 * i));
  }
}

IndexKey IndexKey::copy() const {
  auto* const bytes = new char[size_ - sizeof words_];
  std::memcpy(bytes, rest_, size_ - sizeof words_);
  auto copy = *this;
  copy.rest_ = bytes;
  return copy;
}

bool IndexKey::starts_with(IndexKey const& prefix) const {
  if (size_ < prefix.size_) return false;
  for (std::size_t i = 0; i < 2; ++i) {
    auto const before = i * sizeof(std::uint64_t);
    if (prefix.size_ <= before) return true;
    auto const bytes = std::min(prefix.size_ - before, sizeof(std::uint64_t));
    if ((words_[i] ^ prefix.words_[i]) >> 8 * (sizeof(std::uint64_t) - bytes) != 0) return false;
  }
  return tail().starts_with(prefix.tail());
}

}  // namespace lilac::memory

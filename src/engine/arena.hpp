#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace lilac {

/// Memory that is given back all at once. Blocks are kept for the next use.
class Arena {
 public:
  void* take(std::size_t size, std::size_t align) {
    auto offset = (used_ + align - 1) & ~(align - 1);
    if (block_ == blocks_.size() || offset + size > blocks_[block_].size) {
      next_block(size + align);
      offset = 0;
    }
    used_ = offset + size;
    return blocks_[block_].bytes.get() + offset;
  }
  void reset() {
    block_ = 0;
    used_ = 0;
  }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  void next_block(std::size_t at_least) {
    if (!blocks_.empty() && block_ < blocks_.size()) ++block_;
    while (block_ < blocks_.size() && blocks_[block_].size < at_least) ++block_;
    if (block_ == blocks_.size()) {
      auto const size = at_least > usual_ ? at_least : usual_;
      blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
    }
    used_ = 0;
  }

  static constexpr std::size_t usual_ = 32 * 1024;
  std::vector<Block> blocks_;
  std::size_t block_ = 0;
  std::size_t used_ = 0;
};

}  // namespace lilac

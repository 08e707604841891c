#pragma once

#include <memory_resource>

#include "engine/arena.hpp"

namespace lilac::memory {

/// Memory for the nodes of all indexes, which are of one size: what is given back is given out again first. Much
/// quicker than a pool for any size.
class Nodes final : public std::pmr::memory_resource {
 private:
  struct Free {
    Free* next;
  };

  void* do_allocate(std::size_t size, std::size_t align) override {
    if (size != size_) {
      if (size_ != 0) return std::pmr::new_delete_resource()->allocate(size, align);
      size_ = size;
    }
    if (free_ == nullptr) return arena_.take(size, align);
    auto* const node = free_;
    free_ = node->next;
    return node;
  }
  void do_deallocate(void* memory, std::size_t size, std::size_t align) override {
    if (size != size_) return std::pmr::new_delete_resource()->deallocate(memory, size, align);
    free_ = new (memory) Free{free_};
  }
  bool do_is_equal(std::pmr::memory_resource const& other) const noexcept override { return this == &other; }

  Arena arena_;
  std::size_t size_ = 0;  ///< of the first node, and so of all
  Free* free_ = nullptr;
};

}  // namespace lilac::memory

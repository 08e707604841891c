#include "adapters/memory/entries.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

namespace lilac::memory {

namespace {

constexpr std::size_t most = 32;  // entries of a leaf, and children of a branch

/// Makes room at a position of an array that holds `size` elements.
template <class T>
void open(T* all, std::size_t size, std::size_t at) {
  static_assert(std::is_trivially_copyable_v<T>);
  std::memmove(all + at + 1, all + at, (size - at) * sizeof(T));
}
template <class T>
void close(T* all, std::size_t size, std::size_t at) {
  std::memmove(all + at, all + at + 1, (size - at - 1) * sizeof(T));
}

/// How many elements of an ordered array come first for which `is_before` holds.
template <class T, class IsBefore>
std::size_t count_before(T const* all, std::size_t size, IsBefore is_before) {
  return static_cast<std::size_t>(std::partition_point(all, all + size, is_before) - all);
}

}  // namespace

struct Entries::Leaf {
  std::size_t size = 0;
  Entry entries[most];

  bool is_full() const { return size == most; }
  /// The first entry that is not before `key`.
  std::size_t find(IndexKey const& key) const {
    return count_before(entries, size, [&](Entry const& one) { return one.key < key; });
  }
};

struct Entries::Branch {
  std::size_t size = 0;
  IndexKey least[most];  ///< of what is below each child; the first is never looked at
  void* children[most];

  bool is_full() const { return size == most; }
  /// The child under which `key` stands, or would.
  std::size_t find(IndexKey const& key) const {
    return count_before(least + 1, size - 1, [&](IndexKey const& one) { return !(key < one); });
  }
  void insert(std::size_t at, IndexKey const& key, void* child) {
    open(least, size, at);
    open(children, size, at);
    least[at] = key;
    children[at] = child;
    ++size;
  }
  void erase(std::size_t at) {
    // Of the first child no key is kept, so what goes with it is the second's.
    auto const key = std::max<std::size_t>(at, 1);
    if (key < size) {
      least[key].drop();
      close(least, size, key);
    }
    close(children, size, at);
    --size;
  }
};

Entries::Entries() : root_(new Leaf) {}
Entries::Entries(Entries&& other) noexcept : root_(std::exchange(other.root_, nullptr)), height_(other.height_) {}
Entries::~Entries() { drop(); }

void Entries::drop() {
  if (root_ != nullptr) free(root_, height_);
  root_ = nullptr;
  height_ = 0;
}
void Entries::begin_anew() {
  drop();
  root_ = new Leaf;
}

void Entries::free(void* node, unsigned height) {
  if (height == 0) {
    auto* const leaf = static_cast<Leaf*>(node);
    for (std::size_t i = 0; i < leaf->size; ++i) leaf->entries[i].key.drop();
    delete leaf;
    return;
  }
  auto* const branch = static_cast<Branch*>(node);
  for (std::size_t i = 0; i < branch->size; ++i) {
    if (i > 0) branch->least[i].drop();
    free(branch->children[i], height - 1);
  }
  delete branch;
}

// Full nodes are split on the way down, so there is room above each for what the next split gives.
void Entries::insert(IndexKey const& key, Slot* slot) {
  auto const is_full = height_ == 0 ? static_cast<Leaf*>(root_)->is_full() : static_cast<Branch*>(root_)->is_full();
  if (is_full) {
    auto* const above = new Branch;
    above->insert(0, {}, root_);
    root_ = above;
    ++height_;
    split(*above, 0, height_ - 1, key);
  }
  auto* node = root_;
  for (auto height = height_; height > 0; --height) {
    auto& branch = *static_cast<Branch*>(node);
    auto child = branch.find(key);
    node = branch.children[child];
    auto const child_is_full =
        height == 1 ? static_cast<Leaf*>(node)->is_full() : static_cast<Branch*>(node)->is_full();
    if (!child_is_full) continue;
    split(branch, child, height - 1, key);
    if (!(key < branch.least[child + 1])) node = branch.children[child + 1];
  }
  auto& leaf = *static_cast<Leaf*>(node);
  auto const at = leaf.find(key);
  assert(at == leaf.size || key < leaf.entries[at].key);
  Entry const entry{key.kept(), slot};  // all that may fail, before anything is moved
  open(leaf.entries, leaf.size, at);
  leaf.entries[at] = entry;
  ++leaf.size;
}

void Entries::split(Branch& parent, std::size_t child, unsigned height, IndexKey const& coming) {
  auto* const node = parent.children[child];
  if (height > 0) {
    auto& left = *static_cast<Branch*>(node);
    auto* const right = new Branch;
    right->size = left.size - most / 2;
    left.size = most / 2;
    std::copy_n(left.least + left.size, right->size, right->least);
    std::copy_n(left.children + left.size, right->size, right->children);
    parent.insert(child + 1, right->least[0], right);  // the key goes up with what it holds
    return;
  }
  auto& left = *static_cast<Leaf*>(node);
  auto room = std::make_unique<Leaf>();
  // Rows often come in order: then the left leaf stays full.
  auto const is_behind_all = left.entries[left.size - 1].key < coming;
  auto const stay = is_behind_all ? left.size : most / 2;
  auto const least = (is_behind_all ? coming : left.entries[stay].key).kept();
  auto* const right = room.release();
  right->size = left.size - stay;
  left.size = stay;
  std::copy_n(left.entries + stay, right->size, right->entries);
  parent.insert(child + 1, least, right);
}

bool Entries::erase(IndexKey const& key) {
  auto found = false;
  if (!erase(root_, height_, key, found)) {
    // A branch of one child is not needed as long as it is the topmost.
    while (height_ > 0 && static_cast<Branch*>(root_)->size == 1) {
      auto* const branch = static_cast<Branch*>(root_);
      root_ = branch->children[0];
      delete branch;
      --height_;
    }
  } else if (height_ > 0) {
    delete static_cast<Branch*>(root_);
    root_ = new Leaf;
    height_ = 0;
  }
  return found;
}

/// True when the node is empty now.
bool Entries::erase(void* node, unsigned height, IndexKey const& key, bool& found) {
  if (height == 0) {
    auto& leaf = *static_cast<Leaf*>(node);
    auto const at = leaf.find(key);
    found = at < leaf.size && !(key < leaf.entries[at].key);
    if (found) {
      leaf.entries[at].key.drop();
      close(leaf.entries, leaf.size, at);
      --leaf.size;
    }
    return leaf.size == 0;
  }
  auto& branch = *static_cast<Branch*>(node);
  auto const child = branch.find(key);
  if (erase(branch.children[child], height - 1, key, found)) {
    free(branch.children[child], height - 1);
    branch.erase(child);
  }
  return branch.size == 0;
}

template <class IsBefore>
bool Entries::show_from(void const* node, unsigned height, IndexKey const& key, IsBefore is_before,
                        FunctionRef<bool(Entry const&)> show) {
  if (height == 0) {
    auto const& leaf = *static_cast<Leaf const*>(node);
    return std::all_of(leaf.entries + count_before(leaf.entries, leaf.size, is_before), leaf.entries + leaf.size, show);
  }
  auto const& branch = *static_cast<Branch const*>(node);
  auto child = branch.find(key);
  if (!show_from(branch.children[child], height - 1, key, is_before, show)) return false;
  while (++child < branch.size) {
    if (!show_all(branch.children[child], height - 1, show)) return false;
  }
  return true;
}

bool Entries::show_all(void const* node, unsigned height, FunctionRef<bool(Entry const&)> show) {
  if (height == 0) {
    auto const& leaf = *static_cast<Leaf const*>(node);
    return std::all_of(leaf.entries, leaf.entries + leaf.size, show);
  }
  auto const& branch = *static_cast<Branch const*>(node);
  return std::all_of(branch.children, branch.children + branch.size,
                     [&](void const* child) { return show_all(child, height - 1, show); });
}

void Entries::for_each_from(IndexKey const& key, FunctionRef<bool(Entry const&)> show) const {
  show_from(
      root_, height_, key, [&](Entry const& one) { return one.key < key; }, show);
}
void Entries::for_each_behind(IndexKey const& key, FunctionRef<bool(Entry const&)> show) const {
  show_from(
      root_, height_, key, [&](Entry const& one) { return !(key < one.key); }, show);
}

}  // namespace lilac::memory

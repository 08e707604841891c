#include "handles.hpp"

#include <pthread.h>

#include <mutex>
#include <vector>

namespace lilac::capi {

namespace {

static_assert(sizeof(void*) == sizeof(std::uint64_t), "a handle holds a slot, its kind and its generation");

struct Slot {
  std::uint32_t generation = 1;
  HandleKind kind{};
  std::shared_ptr<void> object{};  ///< null: the slot is free
};

/// slot (28 bits), kind (4), generation (32); never null, as generations begin at 1.
void* name_of(std::size_t slot, Slot const& of) {
  auto const bits =
      std::uint64_t{of.generation} << 32U | std::uint64_t{static_cast<std::uint8_t>(of.kind)} << 28U | slot;
  return reinterpret_cast<void*>(bits);
}

class Table {
 public:
  void* add(HandleKind kind, std::shared_ptr<void> object) {
    std::lock_guard const lock{mutex_};
    if (free_.empty()) {
      free_.reserve(slots_.size() + 1);  // so that giving a slot back never fails
      slots_.emplace_back();
      free_.push_back(slots_.size() - 1);
    }
    auto const slot = free_.back();
    free_.pop_back();
    slots_[slot].kind = kind;
    slots_[slot].object = std::move(object);
    return name_of(slot, slots_[slot]);
  }

  std::shared_ptr<void> find(HandleKind kind, void const* handle) {
    std::lock_guard const lock{mutex_};
    auto const* slot = at(kind, handle);
    return slot == nullptr ? nullptr : slot->object;
  }

  bool has(HandleKind kind, void const* handle) {
    std::lock_guard const lock{mutex_};
    return at(kind, handle) != nullptr;
  }

  std::shared_ptr<void> remove(HandleKind kind, void const* handle) {
    std::lock_guard const lock{mutex_};
    auto* slot = at(kind, handle);
    if (slot == nullptr) return nullptr;
    // A slot whose generations are used up is never taken again.
    if (++slot->generation != 0) free_.push_back(static_cast<std::size_t>(slot - slots_.data()));
    return std::move(slot->object);
  }

  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }
  /// What came from the parent of a fork is kept out of reach: other threads may have been at work on it.
  void forget() {
    inherited_.push_back(new std::vector<Slot>(slots_));
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      if (slots_[slot].object == nullptr) continue;
      slots_[slot].object.reset();
      if (++slots_[slot].generation != 0) free_.push_back(slot);
    }
  }

 private:
  Slot* at(HandleKind kind, void const* handle) {
    auto const bits = reinterpret_cast<std::uint64_t>(handle);
    auto const slot = static_cast<std::size_t>(bits & 0xFFF'FFFFU);
    if (slot >= slots_.size() || slots_[slot].object == nullptr || slots_[slot].kind != kind ||
        name_of(slot, slots_[slot]) != handle) {
      return nullptr;
    }
    return &slots_[slot];
  }

  std::mutex mutex_;
  std::vector<Slot> slots_;
  std::vector<std::size_t> free_;
  std::vector<std::vector<Slot>*> inherited_;
};

/// Never destroyed: a program may hold handles while it ends.
Table& table() {
  static auto* const instance = [] {
    auto* const made = new Table;
    pthread_atfork([] { table().lock(); }, [] { table().unlock(); },
                   [] {
                     table().forget();
                     table().unlock();
                   });
    return made;
  }();
  return *instance;
}

}  // namespace

// The last reference goes after the lock: destroying an object may call the host.
void* add_handle(HandleKind kind, std::shared_ptr<void> object) { return table().add(kind, std::move(object)); }
std::shared_ptr<void> find_handle(HandleKind kind, void const* handle) { return table().find(kind, handle); }
bool is_handle(HandleKind kind, void const* handle) { return table().has(kind, handle); }
std::shared_ptr<void> remove_handle(HandleKind kind, void const* handle) { return table().remove(kind, handle); }

}  // namespace lilac::capi

#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "lilac/engine/store.hpp"

namespace lilac {

/// Ids that previews and refused commands drew and did not use come back here and are drawn again first, so that the
/// same inputs give the same ids.
class IdPool {
 public:
  result<std::int64_t> draw(Store& store, EntityInfo const& entity) {
    while (any_.load(std::memory_order_acquire)) {
      auto const next = take(entity);
      if (!next) break;
      if (!next->doubted) return next->id;
      // No lock is held while the store is asked: it may be the host's, which may call back.
      auto found = has_row(store, entity, next->id);
      if (!found) {
        give_back_doubted(entity, next->id);
        return std::move(found).error();
      }
      if (!found.value()) return next->id;
    }
    return store.next_id(entity);
  }
  /// An id that there is no memory to keep is not drawn again: a gap is better than a failure while one is undone.
  void give_back(EntityInfo const& entity, std::int64_t id) noexcept {
    try {
      std::lock_guard const lock(mutex_);
      auto& free = free_[&entity];
      free.insert(std::lower_bound(free.begin(), free.end(), id, std::greater<>{}), id);  // smallest last
      any_.store(true, std::memory_order_release);
    } catch (std::bad_alloc const&) {
    }
  }
  /// After a commit that failed and may have been made all the same: whoever draws the id next looks for its row first.
  /// A handler that worked with a taken id could be refused for what the row's own command left, keys derived from the
  /// id.
  void give_back_doubted(EntityInfo const& entity, std::int64_t id) noexcept {
    try {
      std::lock_guard const lock(mutex_);
      doubted_.insert({&entity, id});
    } catch (std::bad_alloc const&) {
      return;
    }
    give_back(entity, id);
  }
  /// After a conflict: a row may have come from outside with one of these ids. It is not given out again.
  void drop_taken(Store& store) {
    if (!any_.load(std::memory_order_acquire)) return;
    std::map<EntityInfo const*, std::vector<std::int64_t>> free;
    {
      std::lock_guard const lock(mutex_);
      free.swap(free_);
    }
    for (auto const& [entity, ids] : free) {
      for (auto const id : ids) {
        if (!is_taken(store, *entity, id)) give_back(*entity, id);
      }
    }
  }

 private:
  struct Free {
    std::int64_t id;
    bool doubted;
  };
  std::optional<Free> take(EntityInfo const& entity) {
    std::lock_guard const lock(mutex_);
    auto& free = free_[&entity];
    if (free.empty()) return std::nullopt;
    auto const id = free.back();
    free.pop_back();
    return Free{id, doubted_.erase({&entity, id}) != 0};
  }
  /// When in doubt, it is.
  static bool is_taken(Store& store, EntityInfo const& entity, std::int64_t id) {
    auto const found = has_row(store, entity, id);
    return !found || found.value();
  }
  static result<bool> has_row(Store& store, EntityInfo const& entity, std::int64_t id) {
    auto const& ops = *entity.type->object;
    std::unique_ptr<void, void (*)(void*)> row{::operator new(ops.size), [](void* at) { ::operator delete(at); }};
    std::uint32_t version = 0;
    RowHint hint = 0;
    BOOST_OUTCOME_TRY(auto const found, store.load(entity, id, row.get(), version, hint));
    if (found) ops.destroy(row.get());
    return found;
  }

  std::atomic<bool> any_{false};
  std::mutex mutex_;
  std::map<EntityInfo const*, std::vector<std::int64_t>> free_;
  std::set<std::pair<EntityInfo const*, std::int64_t>> doubted_;  ///< of those
};

}  // namespace lilac

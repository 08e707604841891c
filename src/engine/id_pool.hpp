#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <vector>

#include "lilac/engine/store.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

/// Ids that previews and refused commands drew and did not use come back here and are drawn again first, so that the
/// same inputs give the same ids.
///
/// Another writer may have committed a row under such an id meanwhile: a sequence that this store shares with another
/// process, an id that came from outside, a commit that failed and was made all the same. So the store is asked for
/// each id that is drawn again, and one that has a row is never handed out. What comes between the question and the
/// commit is told by has_row() afterwards.
class IdPool {
 public:
  struct Drawn {
    std::int64_t id;
    bool again;  ///< it was given back before
  };
  result<Drawn> draw(Store& store, EntityInfo const& entity) {
    while (any_.load(std::memory_order_acquire)) {
      auto const id = take(entity);
      if (!id) break;
      // No lock is held while the store is asked: it may be the host's, which may call back.
      auto taken = has_row(store, entity, *id);
      if (!taken) {
        give_back(entity, *id);
        return std::move(taken).error();
      }
      if (!taken.value()) return Drawn{*id, true};
    }
    BOOST_OUTCOME_TRY(auto const fresh, store.next_id(entity));
    return Drawn{fresh, false};
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
  static result<bool> has_row(Store& store, EntityInfo const& entity, std::int64_t id) {
    auto row = Object::room_for(*entity.type);
    std::uint32_t version = 0;
    RowHint hint = 0;
    BOOST_OUTCOME_TRY(auto const found, store.load(entity, id, row.at(), version, hint));
    if (found) row.is_constructed();
    return found;
  }

 private:
  std::optional<std::int64_t> take(EntityInfo const& entity) {
    std::lock_guard const lock(mutex_);
    auto& free = free_[&entity];
    if (free.empty()) return std::nullopt;
    auto const id = free.back();
    free.pop_back();
    return id;
  }

  std::atomic<bool> any_{false};
  std::mutex mutex_;
  std::map<EntityInfo const*, std::vector<std::int64_t>> free_;
};

}  // namespace lilac

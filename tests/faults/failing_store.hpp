// A store that fails at a chosen operation, or loses the reply of a commit that it made.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>

#include "engine/passing_store.hpp"
#include "faults/picture.hpp"

namespace lilac::faults {

class FailingStore final : public parcel::PassingStore {
 public:
  static constexpr auto for_ever = std::numeric_limits<std::int64_t>::max();

  explicit FailingStore(Store& inner) : PassingStore(inner) {
    before = [this](std::string_view operation) -> result<> {
      if (++operations_; operations_ < first_ || operations_ > last_) return outcome::success();
      ++failures_[std::string(operation)];
      return storage_error("this operation was made to fail");
    };
  }

  /// Operations are counted from 1. Nothing of those that fail is done.
  void fail_from(std::int64_t first, std::int64_t last) {
    first_ = first;
    last_ = last;
  }
  /// The commit is made, and answered with an error.
  void lose_reply_of_commit(std::int64_t nth) { lost_commit_ = nth; }
  void heal() { last_ = 0; }

  std::int64_t operations() const { return operations_; }
  std::int64_t commits_made() const { return made_; }
  bool made_failed_try() const { return made_failed_try_; }
  /// How often each operation failed, by name.
  std::map<std::string, int> const& failures() const { return failures_; }

  result<> commit(WriteSet const& set) override {
    auto const failed_try = records_failed_try(set);  // before its rows are moved from
    BOOST_OUTCOME_TRY(PassingStore::commit(set));
    made_failed_try_ = made_failed_try_ || failed_try;
    if (++made_ != lost_commit_) return outcome::success();
    ++failures_["commit"];
    return storage_error("the commit was made, its reply is lost");
  }

 private:
  std::int64_t operations_ = 0;
  std::int64_t first_ = 1;
  std::int64_t last_ = 0;
  std::int64_t made_ = 0;  ///< commits
  std::int64_t lost_commit_ = 0;
  bool made_failed_try_ = false;
  std::map<std::string, int> failures_;
};

}  // namespace lilac::faults

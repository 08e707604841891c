// What an engine knows of its store beside the rows of contexts: who it is, and how late it has become there.
#pragma once

#include <atomic>
#include <string>

#include "lilac/kernel/result.hpp"
#include "lilac/kernel/time.hpp"

namespace lilac {

class StoreFacts {
 public:
  explicit StoreFacts(Duration longest_step_back) : longest_step_back_(longest_step_back) {}

  /// Written once, before any thread reads it.
  std::string identity;
  std::int64_t identity_since = 0;

  /// Refused with clock_stepped_back (4908) when `at` lies too far before `seen`.
  result<> check_order(Instant at, Instant seen) const;
  /// The same against what this engine has seen.
  result<> check_order(Instant at) const { return check_order(at, Instant{Duration{seen_.load()}}); }
  /// True when the store shall hear of it: what it knows is a minute old.
  bool is_news(Instant at) const { return at.time_since_epoch().count() >= news_from_.load(std::memory_order_relaxed); }
  /// Somebody committed a command of this instant.
  void see(Instant at);
  /// This engine did, and with it what the store shall hear.
  void committed(Instant at);

 private:
  Duration const longest_step_back_;
  std::atomic<std::int64_t> seen_{no_instant};
  std::atomic<std::int64_t> news_from_{no_instant};
  static constexpr std::int64_t no_instant = Instant::min().time_since_epoch().count();
};

}  // namespace lilac

#include "engine/store_facts.hpp"

#include <algorithm>

namespace lilac {

namespace {

// A commit a minute of a busy desk's time is what it costs that others know how late it is.
constexpr Duration told_every = std::chrono::minutes(1);

void raise(std::atomic<std::int64_t>& number, std::int64_t to) {
  for (auto known = number.load(); known < to && !number.compare_exchange_weak(known, to);) {
  }
}

}  // namespace

result<> StoreFacts::check_order(Instant at, Instant seen) const {
  if (seen == Instant::min() || at >= seen || seen - at <= longest_step_back_) return outcome::success();
  return refuse(rules::clock_stepped_back, field("at"), value(at), limit(to_text(seen)));
}

void StoreFacts::see(Instant at) { raise(seen_, at.time_since_epoch().count()); }

void StoreFacts::committed(Instant at) {
  see(at);
  if (is_news(at)) raise(news_from_, (at + told_every).time_since_epoch().count());
}

}  // namespace lilac

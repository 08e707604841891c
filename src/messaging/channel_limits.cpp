#include "lilac/messaging/channel_limits.hpp"

#include <algorithm>
#include <limits>

#include "lilac/messaging/errors.hpp"

namespace lilac::messaging {

namespace {

// Their product, and the tokens of the longest wait, stay far within 64 bits.
constexpr std::int32_t most_messages = 1'000'000;
constexpr Duration longest_period = std::chrono::hours(24);

}  // namespace

// A limit is a number of messages in a period, and a burst.
result<ChannelLimitsSet> ChannelLimits::set(std::int32_t wanted, Duration per, std::int32_t at_once, Instant now) {
  if (wanted < 0 || wanted > most_messages) return refuse(limit_is_out_of_range, field("messages"), value(wanted));
  if (per <= Duration{0} || per > longest_period)
    return refuse(limit_is_out_of_range, field("period"), value(to_text(per)));
  if (at_once < 0 || at_once > most_messages) return refuse(limit_is_out_of_range, field("burst"), value(at_once));
  // From here on it succeeds.
  messages = wanted;
  period = per;
  burst = at_once;
  empty(now);
  minted_at = now;  // whatever clock was there before
  return ChannelLimitsSet{channel, messages, period, burst};
}

bool ChannelLimits::is_ahead(Instant now, Rules const& rules) const {
  auto const far = now + std::max(messages == 0 ? Duration{0} : period, rules.in_flight_timeout);
  return (messages > 0 && minted_at > far) || (open_until && *open_until > far + rules.breaker_pause);
}

bool ChannelLimits::come_back(Instant now, Rules const& rules) {
  if (!is_ahead(now, rules)) return false;
  tokens = 0;
  minted_at = now;
  if (open_until) open_until = std::min(*open_until, now + rules.breaker_pause);
  updated_at = now;
  return true;
}

std::int64_t ChannelLimits::room(Instant now) const {
  auto const in_bucket = messages == 0 ? std::numeric_limits<std::int64_t>::max() : minted(now) / period.count();
  if (!open_until) return in_bucket;
  return now < *open_until ? 0 : std::min<std::int64_t>(in_bucket, 1);
}

Instant ChannelLimits::room_at(Instant now) const {
  auto at = open_until ? std::max(now, *open_until) : now;
  auto const missing = messages == 0 ? 0 : period.count() - minted(at);
  if (missing <= 0) return at;
  auto const from = std::max(at, minted_at);  // before that nothing is minted
  return from + Duration{(missing + messages - 1) / messages};
}

void ChannelLimits::charge(std::int64_t count, Instant now, Rules const& rules) {
  if (messages > 0) {
    tokens = std::max<std::int64_t>(0, minted(now) - count * period.count());
    minted_at = std::max(minted_at, now);
  }
  if (open_until) open_until = now + rules.breaker_pause;
  updated_at = now;
}

void ChannelLimits::empty(Instant now) {
  tokens = 0;
  minted_at = std::max(minted_at, now);
  updated_at = now;
}

std::optional<CircuitOpened> ChannelLimits::record_failure(Instant now, Rules const& rules) {
  if (failures < std::numeric_limits<std::int32_t>::max()) ++failures;
  updated_at = now;
  if (rules.breaker_failures <= 0 || failures < rules.breaker_failures) return std::nullopt;
  auto const was_open = open_until.has_value();
  open_until = now + rules.breaker_pause;
  if (was_open) return std::nullopt;
  return CircuitOpened{channel, failures, *open_until};
}

std::optional<CircuitClosed> ChannelLimits::record_answer(Instant now) {
  if (failures == 0 && !open_until) return std::nullopt;
  auto const was_open = open_until.has_value();
  failures = 0;
  open_until.reset();
  updated_at = now;
  if (!was_open) return std::nullopt;
  return CircuitClosed{channel};
}

/// What would be in the bucket now. A clock that stepped back mints nothing.
std::int64_t ChannelLimits::minted(Instant now) const {
  if (now <= minted_at) return tokens;
  auto const elapsed = (now - minted_at).count();
  auto const missing = capacity() - tokens;
  return elapsed > missing / messages ? capacity() : tokens + elapsed * messages;
}

std::int64_t ChannelLimits::capacity() const { return (burst > 0 ? burst : messages) * period.count(); }

}  // namespace lilac::messaging

// How fast a channel may go, and whether its gateway works: a token bucket and a circuit breaker.
#pragma once

#include <optional>

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/messaging/events.hpp"
#include "lilac/messaging/ids.hpp"
#include "lilac/messaging/rules.hpp"

namespace lilac::messaging {

/// One per channel that was ever limited or failed; a channel has one gateway, and so one vendor. Neither limit is a
/// state of a message: what must wait stays Ready, in its place, and consumes no try.
struct ChannelLimits {
  ChannelLimitsId id;  ///< from the channel
  Channel channel = Channel::EMAIL;
  std::int32_t messages = 0;  ///< per period; 0: as many as come
  Duration period = std::chrono::seconds(1);
  std::int32_t burst = 0;  ///< that the bucket holds at most; 0: as many as `messages`
  /// What is in the bucket, in messages times milliseconds of the period: exact, without fractions.
  std::int64_t tokens = 0;
  Instant minted_at;                  ///< up to when tokens were minted; see come_back
  std::int32_t failures = 0;          ///< of the gateway, in a row
  std::optional<Instant> open_until;  ///< the circuit is open; from then on one message tries
  Instant updated_at;

  static constexpr std::uint16_t number = 1005;
  static constexpr auto methods =
      names("set", "come_back", "room", "charge", "empty", "record_failure", "record_answer");

  static ChannelLimitsId id_of(Channel channel) { return {static_cast<std::int64_t>(channel) + 1}; }

  /// A new limit begins with an empty bucket, now. Errors: 4210.
  result<ChannelLimitsSet> set(std::int32_t messages, Duration period, std::int32_t burst, Instant now);
  /// Whether a clock that was far ahead charged it, or opened the circuit: by more than a period and than the time
  /// after which a claim lapses. Clocks that differ less are taken for one, which has stepped back.
  bool is_ahead(Instant now, Rules const& rules) const;
  /// When it is ahead: the bucket fills anew from now, so at most one bucket's worth waits, and an open circuit lets
  /// one message try after a pause. True when it did so.
  bool come_back(Instant now, Rules const& rules);
  /// How many messages may go now.
  std::int64_t room(Instant now) const;
  /// When there will be room for one; `now` when there is.
  Instant room_at(Instant now) const;
  /// So many messages go. A circuit that is half open stays shut for the others until this one's outcome is known, or
  /// the pause is over.
  void charge(std::int64_t count, Instant now, Rules const& rules);
  /// Nobody knows what the vendor has counted: the bucket fills anew.
  void empty(Instant now);
  /// The gateway did not take a message though nothing was wrong with it. Opens the circuit after the last one in a
  /// row.
  std::optional<CircuitOpened> record_failure(Instant now, Rules const& rules);
  /// The gateway answered: it works.
  std::optional<CircuitClosed> record_answer(Instant now);

 private:
  std::int64_t minted(Instant now) const;
  std::int64_t capacity() const;
};
BOOST_DESCRIBE_STRUCT(ChannelLimits, (),
                      (id, channel, messages, period, burst, tokens, minted_at, failures, open_until, updated_at))

}  // namespace lilac::messaging

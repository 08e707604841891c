// How the limits of channels take part in claims and outcomes.
#pragma once

#include <array>

#include "lilac/engine/work.hpp"
#include "lilac/messaging/channel_limits.hpp"
#include "lilac/messaging/message.hpp"
#include "messaging/absent.hpp"

namespace lilac::messaging {

inline constexpr std::array all_channels{Channel::EMAIL, Channel::SMS, Channel::PUSH, Channel::ALARM};

/// The channel's row, to change; a new one when it has none.
result<ChannelLimits*> limits_of(Work& work, Channel channel);

/// Limits that a clock far ahead has charged begin anew.
result<> bring_limits_back(Work& work);
/// Messages that may go now, in the order of release over all channels: at most `limit`, and of each channel as many as
/// its limits have room for.
result<std::vector<MessageId>> ready_to_go(Work& work, std::size_t limit, AbsentContexts const& absent);
/// When the first of them may go; nothing when none is ready. Who knows what time it is gives `now`, and is told of
/// what waits only for a clock that was far ahead.
result<std::optional<Instant>> first_to_go(Reader& reader, std::optional<Instant> now, Rules const& rules,
                                           AbsentContexts const& absent);

/// What happened to a channel because of one outcome.
struct CircuitChanged {
  ChannelLimits* limits = nullptr;  ///< to be kept; null when nothing changed
  std::optional<CircuitOpened> opened{};
  std::optional<CircuitClosed> closed{};
};
/// A gateway fails that throws, or that takes nothing for now; a message that it refuses for good it has answered. An
/// answer that is still to come says nothing.
result<CircuitChanged> record_in_circuit(Work& work, Channel channel, SendOutcome const& outcome);

}  // namespace lilac::messaging

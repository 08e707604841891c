#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>

namespace lilac::messaging {

enum class Channel : std::uint8_t { EMAIL, SMS, PUSH, ALARM };
BOOST_DESCRIBE_ENUM(Channel, EMAIL, SMS, PUSH, ALARM)

enum class Category : std::uint8_t { TRANSACTIONAL, ADVERTISING };
BOOST_DESCRIBE_ENUM(Category, TRANSACTIONAL, ADVERTISING)

/// Where a message stands. Others show Sent and Delivered as sent; Failed, Cancelled, Suppressed and Expired as failed;
/// the rest as waiting.
enum class MessageState : std::uint8_t {
  Accepted,
  Held,
  Ready,
  InFlight,
  RetryWaiting,
  Unknown,
  Sent,
  Delivered,
  Failed,
  Cancelled,
  Suppressed,
  Expired
};
BOOST_DESCRIBE_ENUM(MessageState, Accepted, Held, Ready, InFlight, RetryWaiting, Unknown, Sent, Delivered, Failed,
                    Cancelled, Suppressed, Expired)

constexpr bool is_sent(MessageState state) { return state == MessageState::Sent || state == MessageState::Delivered; }
constexpr bool is_failed(MessageState state) {
  return state == MessageState::Failed || state == MessageState::Cancelled || state == MessageState::Suppressed ||
         state == MessageState::Expired;
}
constexpr bool is_waiting(MessageState state) { return !is_sent(state) && !is_failed(state); }

/// How a try failed: never going to work here, may work later, or nobody knows whether it worked.
enum class FailureKind : std::uint8_t { PERMANENT, TRANSIENT, UNKNOWN };
BOOST_DESCRIBE_ENUM(FailureKind, PERMANENT, TRANSIENT, UNKNOWN)

/// Why a message is held: its earliest_at has not come, nobody could tell whether it was sent, or its recipient is not
/// to be disturbed now.
enum class HoldReason : std::uint8_t { RESERVED, UNRESOLVED, QUIET_HOURS };
BOOST_DESCRIBE_ENUM(HoldReason, RESERVED, UNRESOLVED, QUIET_HOURS)

/// What to do with a message of which the gateway never told whether it was sent.
enum class Unresolved : std::uint8_t { resend, fall_back, hold };
BOOST_DESCRIBE_ENUM(Unresolved, resend, fall_back, hold)

/// Whose quiet hours.
enum class QuietOwner : std::uint8_t { SYSTEM, TENANT, RECIPIENT };
BOOST_DESCRIBE_ENUM(QuietOwner, SYSTEM, TENANT, RECIPIENT)

/// Whom the tenant's quiet hours hold for: everybody, whoever has not declined them, or whoever asked for them.
enum class QuietMode : std::uint8_t { MANDATORY, OPT_OUT, OPT_IN };
BOOST_DESCRIBE_ENUM(QuietMode, MANDATORY, OPT_OUT, OPT_IN)

}  // namespace lilac::messaging

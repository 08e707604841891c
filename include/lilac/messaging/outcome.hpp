#pragma once

#include <string>
#include <string_view>

#include "lilac/kernel/describe.hpp"
#include "lilac/messaging/enums.hpp"
#include "lilac/messaging/ids.hpp"

namespace lilac::messaging {

enum class OutcomeKind : std::uint8_t {
  ACCEPTED,
  REJECTED,
  NO_ANSWER,   ///< to a send: pending, failed without an answer
  NOT_FOUND,   ///< to a question: never got it
  UNAVAILABLE  ///< to a question: cannot tell
};
BOOST_DESCRIBE_ENUM(OutcomeKind, ACCEPTED, REJECTED, NO_ANSWER, NOT_FOUND, UNAVAILABLE)

/// The reason of a NO_ANSWER when the gateway threw, or answered nonsense; one that answered Pending has none.
inline constexpr char const* reason_gateway_failed = "GATEWAY_FAILED";

/// What came of one try: of (message, generation, step, try_number) and of no other.
struct SendOutcome {
  MessageId message_id;
  std::int32_t generation = 0;
  std::int32_t step = 0;
  std::int32_t attempt = 0;
  OutcomeKind outcome = OutcomeKind::NO_ANSWER;
  FailureKind kind = FailureKind::PERMANENT;  ///< of a rejected one
  std::string reason;
  std::string vendor_id;
  std::int32_t try_number = 0;  ///< as the claim gave it
};
BOOST_DESCRIBE_STRUCT(SendOutcome, (),
                      (message_id, generation, step, attempt, outcome, kind, reason, vendor_id, try_number))

/// A vendor's reason as messaging keeps and publishes it: a code of letters, digits and `_ . -` that begins with a
/// letter, has at most 64 characters and no five digits in a row. Anything else might be a sentence with an address in
/// it and becomes UNSPECIFIED. The codes of our own decisions (CANCELLED, EXPIRED, SUPPRESSED) get VENDOR_ before them.
std::string reason_code(std::string_view reason);

}  // namespace lilac::messaging

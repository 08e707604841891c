#pragma once

#include "lilac/kernel/describe.hpp"
#include "lilac/messaging/enums.hpp"

namespace lilac::messaging {

/// The numbers of messaging, with the defaults of the specification.
struct Rules {
  std::int32_t claim_size = 100;                         ///< messages that one claim takes at most
  std::int32_t tries = 3;                                ///< in all, per step; 1 is "one try per channel"
  Duration retry_delay = std::chrono::seconds(30);       ///< after the first try; doubled after each further one
  Duration retry_cap = std::chrono::minutes(10);         ///< no delay is longer
  bool full_jitter = true;                               ///< a delay is drawn from (0, delay]
  Duration in_flight_timeout = std::chrono::minutes(2);  ///< after which a claimed message without outcome is Unknown
  std::int32_t polls = 6;                                ///< questions for the outcome, in a row
  Duration poll_delay = std::chrono::seconds(30);        ///< before the first question and between two
  Unresolved unresolved = Unresolved::resend;            ///< when the last question brought no answer
  std::int64_t seed = 0;                                 ///< of the jitter
  std::int32_t breaker_failures = 20;                    ///< of a channel in a row, which open its circuit; 0: never
  Duration breaker_pause = std::chrono::seconds(30);     ///< until one message tries again
};
BOOST_DESCRIBE_STRUCT(Rules, (),
                      (claim_size, tries, retry_delay, retry_cap, full_jitter, in_flight_timeout, polls, poll_delay,
                       unresolved, seed, breaker_failures, breaker_pause))

/// The profile in which each channel is tried once (002 §4.4's other reading).
inline Rules one_try_per_channel() {
  Rules rules;
  rules.tries = 1;
  return rules;
}

}  // namespace lilac::messaging

#pragma once

#include "lilac/kernel/result.hpp"

namespace lilac::messaging {

inline constexpr Rule message_cannot_be_cancelled{
    4201, "INVALID_MESSAGE_STATE", "message_cannot_be_cancelled",
    "Only a message that waits may be cancelled; message {field} is {value}."};
inline constexpr Rule message_is_not_a_dead_letter{
    4201, "INVALID_MESSAGE_STATE", "message_is_not_a_dead_letter",
    "Only a failed message may be tried again; message {field} is {value}."};
inline constexpr Rule message_is_not_to_be_retried{
    4201, "INVALID_MESSAGE_STATE", "message_is_not_to_be_retried",
    "Message {value} was cancelled while it was on its way: it is not tried again."};

inline constexpr Rule variable_is_missing{4202, "TEMPLATE_VARIABLES", "variable_is_missing",
                                          "The template declares {field}, which is not given."};
inline constexpr Rule variable_is_surplus{4202, "TEMPLATE_VARIABLES", "variable_is_surplus",
                                          "The template does not declare {field}."};

inline constexpr Rule placeholder_is_not_declared{4203, "TEMPLATE_INVALID", "placeholder_is_not_declared",
                                                  "The placeholder {value} in {field} is not declared."};
inline constexpr Rule placeholder_is_malformed{
    4203, "TEMPLATE_INVALID", "placeholder_is_malformed",
    "A placeholder is a name in braces, and a literal brace is doubled; see {field} at character {value}."};
inline constexpr Rule variable_is_not_used{4203, "TEMPLATE_INVALID", "variable_is_not_used",
                                           "The declared variable {value} has no placeholder."};
inline constexpr Rule variable_is_declared_twice{4203, "TEMPLATE_INVALID", "variable_is_declared_twice",
                                                 "The variable {value} is declared twice."};
inline constexpr Rule template_lacks_channel{4203, "TEMPLATE_INVALID", "template_lacks_channel",
                                             "The template has no version for the channel {value}."};
inline constexpr Rule body_is_blank{4203, "TEMPLATE_INVALID", "body_is_blank", "A template needs a body."};

inline constexpr Rule content_must_be_one{4204, "MESSAGE_CONTENT", "content_must_be_one",
                                          "A message has either a template or a text, not both and not neither."};
inline constexpr Rule text_is_blank{4204, "MESSAGE_CONTENT", "text_is_blank", "A message needs a text."};
inline constexpr Rule variables_need_a_template{4204, "MESSAGE_CONTENT", "variables_need_a_template",
                                                "Only a template takes variables."};

inline constexpr Rule steps_are_empty{4205, "MESSAGE_STEPS", "steps_are_empty",
                                      "A message needs at least one channel."};
inline constexpr Rule channel_is_repeated{4205, "MESSAGE_STEPS", "channel_is_repeated",
                                          "Each channel may be a step once; {value} is repeated."};

inline constexpr Rule advertising_must_be_declared{
    4206, "MESSAGE_CATEGORY", "advertising_must_be_declared",
    "A template marked as advertising is never sent as a transactional message."};

inline constexpr Rule advertising_must_say_so{4206, "MESSAGE_CATEGORY", "advertising_must_say_so",
                                              "An advertisement begins with (광고), on {value} too."};

inline constexpr Rule never_ready_before_expiry{4207, "MESSAGE_TIMES", "never_ready_before_expiry",
                                                "A message must not expire at {value}, before it may be sent."};

inline constexpr Rule dedup_key_is_reserved{
    4208, "MESSAGE_KEY_RESERVED", "dedup_key_is_reserved",
    "A key with a colon is a context's own, which only System may use: {value}."};

inline constexpr Rule window_is_not_a_time_of_day{
    4209, "INVALID_QUIET_HOURS", "window_is_not_a_time_of_day",
    "A quiet window begins and ends on a whole minute from 0m to 1439m after midnight; {field} is {value}."};
inline constexpr Rule too_little_is_open{4209, "INVALID_QUIET_HOURS", "too_little_is_open",
                                         "Quiet hours must leave at least {limit} of each day open, not {value}."};
inline constexpr Rule quiet_setting_is_of_another_owner{4209, "INVALID_QUIET_HOURS",
                                                        "quiet_setting_is_of_another_owner",
                                                        "{field} is a setting of another owner's quiet hours."};
inline constexpr Rule quiet_zone_is_unknown{4209, "INVALID_QUIET_HOURS", "quiet_zone_is_unknown",
                                            "There is no time zone {value}."};

inline constexpr Rule limit_is_out_of_range{
    4210, "INVALID_CHANNEL_LIMITS", "limit_is_out_of_range",
    "A limit is 0 to 1000000 messages, with a burst of 0 to 1000000, in 1ms to 24h; {field} is {value}."};

inline constexpr Rule only_for_oneself{4004, "UNAUTHORIZED_ACTION", "only_for_oneself",
                                       "A customer decides only what that customer gets."};

inline constexpr Rule text_is_too_long{4211, "MESSAGE_LENGTH", "text_is_too_long",
                                       "A short message has at most {limit} bytes, not {value}."};

inline constexpr Rule dedup_key_reused{4905, "IDEMPOTENCY_KEY_REUSED", "dedup_key_reused",
                                       "The key {value} was used before for another message."};

}  // namespace lilac::messaging

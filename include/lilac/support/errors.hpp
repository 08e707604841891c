// Every way in which the desk says no, named by the rule that was broken. Numbers are API: never reused, never
// renumbered (001 §6; ours from 4101; 49xx are shared by all contexts).
#pragma once

#include "lilac/kernel/result.hpp"

namespace lilac::support {

// 4001 INVALID_CALL_STATUS
inline constexpr Rule call_was_skipped{4001, "INVALID_CALL_STATUS", "call_was_skipped",
                                       "Call {value} was skipped; withdraw that first."};
inline constexpr Rule call_is_resolved{4001, "INVALID_CALL_STATUS", "call_is_resolved",
                                       "Call {value} is completed or skipped, so its schedule stays as it is."};
inline constexpr Rule call_is_not_resolved{4001, "INVALID_CALL_STATUS", "call_is_not_resolved",
                                           "Call {value} is neither completed nor skipped: nothing to withdraw."};
inline constexpr Rule survey_is_completed{4001, "INVALID_CALL_STATUS", "survey_is_completed",
                                          "The last survey of cycle {value} is completed: nothing to remind of."};
inline constexpr Rule message_was_sent{4001, "INVALID_CALL_STATUS", "message_was_sent",
                                       "Message {value} was sent already."};

inline constexpr Rule call_already_completed{4002, "CALL_ALREADY_COMPLETED", "call_already_completed",
                                             "Call {value} is completed already."};

// 4003 MEMO_CONTENT_TOO_LONG: {value} is the length, never the words.
inline constexpr Rule memo_is_too_long{
    4003,  "MEMO_CONTENT_TOO_LONG", "memo_is_too_long", "A memo has at most {limit} characters, not {value}.",
    false, "MEMO_CONTENT_TOO_LOG"};
inline constexpr Rule issue_is_too_long{
    4003,  "MEMO_CONTENT_TOO_LONG", "issue_is_too_long", "An issue has at most {limit} characters, not {value}.",
    false, "MEMO_CONTENT_TOO_LOG"};
inline constexpr Rule free_text_is_too_long{
    4003,  "MEMO_CONTENT_TOO_LONG", "free_text_is_too_long", "A message has at most {limit} characters, not {value}.",
    false, "MEMO_CONTENT_TOO_LOG"};

inline constexpr Rule editor_must_be_author{4004, "UNAUTHORIZED_ACTION", "editor_must_be_author",
                                            "Only its author may edit {field} {value}."};

// 001 calls 4005 to 4007 all a failed memo; each has its own rule here.
inline constexpr Rule issue_edit_window_has_closed{
    4005, "UPDATED_FAIL", "issue_edit_window_has_closed",
    "An issue may be edited only within {limit} of its creation, not at {value}."};
inline constexpr Rule memo_edit_window_has_closed{
    4006, "MEMO_UPDATED_FAIL", "memo_edit_window_has_closed",
    "A memo may be edited only within {limit} of its creation, not at {value}."};
inline constexpr Rule schedule_must_be_in_the_future{4007,
                                                     "CONTACT_SCHEDULE_RECORD_FAIL",
                                                     "schedule_must_be_in_the_future",
                                                     "A contact is scheduled for later than {limit}, not for {value}.",
                                                     false,
                                                     "CONTECT_SCHEDULE_RECORD_FAIL"};

inline constexpr Rule content_is_blank{4101, "CONTENT_EMPTY", "content_is_blank", "{field} says nothing."};

// 4102 INVALID_ISSUE_STATUS
inline constexpr Rule issue_is_closed{4102, "INVALID_ISSUE_STATUS", "issue_is_closed",
                                      "The issue is {value}: only an open one is edited."};
inline constexpr Rule issue_cannot_become{4102, "INVALID_ISSUE_STATUS", "issue_cannot_become",
                                          "An issue that is {limit} cannot become {value}."};

// 4103 TEMPLATE_INVALID
inline constexpr Rule template_is_unknown{4103, "TEMPLATE_INVALID", "template_is_unknown",
                                          "There is no template {value}."};
inline constexpr Rule variable_is_missing{4103, "TEMPLATE_INVALID", "variable_is_missing",
                                          "The template needs {field}."};
inline constexpr Rule variable_is_surplus{4103, "TEMPLATE_INVALID", "variable_is_surplus",
                                          "The template has no place for {field}."};
inline constexpr Rule template_does_not_fit{4103, "TEMPLATE_INVALID", "template_does_not_fit",
                                            "Template {value} cannot be sent with these variables."};

// 4104 MESSAGE_TOO_LONG: {value} is the length, never the words.
inline constexpr Rule text_is_longer_than_a_message{
    4104, "MESSAGE_TOO_LONG", "text_is_longer_than_a_message",
    "A long short message holds {limit} bytes, and {field} takes {value}: a letter of ASCII takes one, Hangul two."};

// 4902 ALREADY_EXISTS
inline constexpr Rule cycle_is_enrolled_otherwise{
    4902, "ALREADY_EXISTS", "cycle_is_enrolled_otherwise",
    "Cycle {value} is enrolled already, for another user or with other content."};
inline constexpr Rule cycle_has_ended{4902, "ALREADY_EXISTS", "cycle_has_ended", "Cycle {value} has ended already."};
inline constexpr Rule sequence_is_taken{4902, "ALREADY_EXISTS", "sequence_is_taken",
                                        "Another active plan has the sequence {value}."};

// 4904 INVALID_ARGUMENT
inline constexpr Rule cycle_of_another_user{4904, "INVALID_ARGUMENT", "cycle_of_another_user",
                                            "Cycle {value} is not this user's."};
inline constexpr Rule id_must_be_positive{4904, "INVALID_ARGUMENT", "id_must_be_positive",
                                          "{field} is counted from 1, not {value}."};
inline constexpr Rule nothing_is_planned{4904, "INVALID_ARGUMENT", "nothing_is_planned",
                                         "There is no active plan to enrol into."};
inline constexpr Rule time_zone_is_unknown{4904, "INVALID_ARGUMENT", "time_zone_is_unknown",
                                           "{field} is not a known time zone: {value}."};
inline constexpr Rule phone_is_not_a_number{4904, "INVALID_ARGUMENT", "phone_is_not_a_number",
                                            "{field} is not a telephone number."};
inline constexpr Rule day_is_not_plannable{4904, "INVALID_ARGUMENT", "day_is_not_plannable",
                                           "A call is planned on day 1 to {limit}, not on day {value}."};
inline constexpr Rule start_is_too_late{4904, "INVALID_ARGUMENT", "start_is_too_late",
                                        "A cycle that starts on {value} ends beyond the calendar."};
inline constexpr Rule fact_is_said_twice{4904, "INVALID_ARGUMENT", "fact_is_said_twice",
                                         "{field} would say {value} a second time in one log line."};

}  // namespace lilac::support

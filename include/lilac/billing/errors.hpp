// How billing says no. Numbers are API: never reused, never renumbered.
#pragma once

#include "lilac/kernel/result.hpp"

namespace lilac::billing {

inline constexpr Rule run_cannot_become{4301, "INVALID_RUN_STATE", "run_cannot_become",
                                        "A run that is {value} cannot become {limit}."};
inline constexpr Rule run_before_is_not_approved{
    4301, "INVALID_RUN_STATE", "run_before_is_not_approved",
    "The run of period {value} is not approved yet: what it leaves unpaid belongs on these bills."};
inline constexpr Rule run_is_built_upon{4301, "INVALID_RUN_STATE", "run_is_built_upon",
                                        "Payments, corrections or a later run rest on the bills of run {value}."};
inline constexpr Rule other_run_is_live{4302, "RUN_EXISTS", "other_run_is_live",
                                        "Another run of this period and cycle day is live: run {value}."};
inline constexpr Rule token_is_old{4303, "LEASE_LOST", "token_is_old",
                                   "Somebody else settles this run now: token {value} was replaced by {limit}."};

inline constexpr Rule plan_is_unknown{4304, "PRICE_UNKNOWN", "plan_is_unknown", "The price book has no plan {value}."};
inline constexpr Rule add_on_is_unknown{4304, "PRICE_UNKNOWN", "add_on_is_unknown",
                                        "The price book has no add-on {value}."};
inline constexpr Rule discount_is_unknown{4304, "PRICE_UNKNOWN", "discount_is_unknown",
                                          "The price book has no discount {value}."};
inline constexpr Rule nothing_is_published{4304, "PRICE_UNKNOWN", "nothing_is_published",
                                           "No prices are published yet."};

inline constexpr Rule period_is_not_a_month{4305, "INVALID_PERIOD", "period_is_not_a_month",
                                            "A period is a month as 202601, from 2000 on, not {value}."};
inline constexpr Rule cycle_day_is_not_a_day{4305, "INVALID_PERIOD", "cycle_day_is_not_a_day",
                                             "A cycle day is from 1 to 31, not {value}."};
inline constexpr Rule period_is_past{4305, "INVALID_PERIOD", "period_is_past",
                                     "Period {limit} is approved already, so {value} is past."};
inline constexpr Rule period_is_not_next{4305, "INVALID_PERIOD", "period_is_not_next",
                                         "Period {limit} comes first: what was recorded for it would be on no bill."};
inline constexpr Rule cycle_is_not_over{4305, "INVALID_PERIOD", "cycle_is_not_over",
                                        "The cycle of period {value} is over after {limit}, and not before."};
inline constexpr Rule cut_off_is_in_the_future{4305, "INVALID_PERIOD", "cut_off_is_in_the_future",
                                               "The cut-off is not later than now, as {value} is."};

inline constexpr Rule subscriber_is_invalid{4306, "INVALID_SUBSCRIBER", "subscriber_is_invalid",
                                            "{field} cannot be {value}."};
inline constexpr Rule line_has_left{4306, "INVALID_SUBSCRIBER", "line_has_left", "The line ended on {value}."};
inline constexpr Rule line_is_suspended{4306, "INVALID_SUBSCRIBER", "line_is_suspended",
                                        "The line is suspended since {value}."};
inline constexpr Rule line_is_not_suspended{4306, "INVALID_SUBSCRIBER", "line_is_not_suspended",
                                            "The line is not suspended."};
inline constexpr Rule add_on_is_subscribed{4306, "INVALID_SUBSCRIBER", "add_on_is_subscribed",
                                           "The line has the add-on {value} then."};
inline constexpr Rule add_on_is_not_subscribed{4306, "INVALID_SUBSCRIBER", "add_on_is_not_subscribed",
                                               "The line has no add-on {value} that could end."};
inline constexpr Rule day_is_too_early{4306, "INVALID_SUBSCRIBER", "day_is_too_early",
                                       "{field} is not before {limit}, as {value} is."};

inline constexpr Rule bill_is_not_issued{4307, "BILL_NOT_ISSUED", "bill_is_not_issued",
                                         "Bill {value} is not issued: its run is not approved."};
inline constexpr Rule bill_is_voided{4307, "BILL_NOT_ISSUED", "bill_is_voided",
                                     "Bill {value} is voided; a later revision replaces it."};
inline constexpr Rule delivery_cannot_become{4308, "INVALID_DELIVERY_STATE", "delivery_cannot_become",
                                             "A delivery that is {value} cannot become {limit}."};
inline constexpr Rule nothing_to_correct{4309, "NOTHING_TO_CORRECT", "nothing_to_correct",
                                         "Charged again, bill {value} is the same."};
inline constexpr Rule revisions_are_used_up{4309, "NOTHING_TO_CORRECT", "revisions_are_used_up",
                                            "A bill has at most {limit} revisions."};
inline constexpr Rule reservation_is_past{4310, "RESERVATION_IS_PAST", "reservation_is_past",
                                          "The reserved time {value} has come."};
inline constexpr Rule deliveries_are_open{4311, "DELIVERIES_ARE_OPEN", "deliveries_are_open",
                                          "The run still sends bills: {value} are not at their end."};
inline constexpr Rule prices_are_invalid{4312, "INVALID_PRICES", "prices_are_invalid", "{field} cannot be {value}."};
inline constexpr Rule usage_is_invalid{4313, "INVALID_AMOUNT", "usage_is_invalid", "{field} cannot be {value}."};
inline constexpr Rule use_is_negative{4313, "INVALID_AMOUNT", "use_is_negative",
                                      "Use is not negative, as {value} is: an adjustment gives back."};
inline constexpr Rule payment_is_not_positive{4313, "INVALID_AMOUNT", "payment_is_not_positive",
                                              "A payment is more than 0, at most {limit}, not {value}."};
inline constexpr Rule too_much_in_one_cycle{4313, "INVALID_AMOUNT", "too_much_in_one_cycle",
                                            "One bill has at most {limit} records of usage."};
inline constexpr Rule guardian_limit_is_passed{
    4314, "GUARDIAN_LIMIT", "guardian_limit_is_passed",
    "Micropayments of a minor come to {value}, and the guardian's limit is {limit}."};
inline constexpr Rule template_is_missing{4315, "NOT_READY_TO_SEND", "template_is_missing",
                                          "Messaging has no template {value}, which {field} names: define it."};
inline constexpr Rule template_does_not_fit{4315, "NOT_READY_TO_SEND", "template_does_not_fit",
                                            "Template {value}, which {field} names, does not fit a bill: {limit}"};
inline constexpr Rule address_book_is_missing{4315, "NOT_READY_TO_SEND", "address_book_is_missing",
                                              "No address book is bound that knows the subscribers."};
inline constexpr Rule gateway_is_missing{4315, "NOT_READY_TO_SEND", "gateway_is_missing",
                                         "No gateway is bound that carries messages."};
inline constexpr Rule reference_is_taken{4902, "ALREADY_EXISTS", "reference_is_taken",
                                         "{field} {value} was recorded before with other content."};

}  // namespace lilac::billing

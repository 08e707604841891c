/* Made by lilac_c_headers from the descriptions of the contexts; not to be edited. */
/* clang-format off */
#ifndef LILAC_MESSAGING_H
#define LILAC_MESSAGING_H

#include <lilac.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Refusals, each with the rules that share the number. */
#define LILAC_MESSAGING_E_UNAUTHORIZED_ACTION 4004 /* only_for_oneself */
#define LILAC_MESSAGING_E_INVALID_MESSAGE_STATE 4201 /* message_cannot_be_cancelled, message_is_not_a_dead_letter, message_is_not_to_be_retried */
#define LILAC_MESSAGING_E_TEMPLATE_VARIABLES 4202 /* variable_is_missing, variable_is_surplus */
#define LILAC_MESSAGING_E_TEMPLATE_INVALID 4203 /* placeholder_is_not_declared, placeholder_is_malformed, variable_is_not_used, variable_is_declared_twice, template_lacks_channel, body_is_blank */
#define LILAC_MESSAGING_E_MESSAGE_CONTENT 4204 /* content_must_be_one, text_is_blank, variables_need_a_template */
#define LILAC_MESSAGING_E_MESSAGE_STEPS 4205 /* steps_are_empty, channel_is_repeated */
#define LILAC_MESSAGING_E_MESSAGE_CATEGORY 4206 /* advertising_must_be_declared, advertising_must_say_so */
#define LILAC_MESSAGING_E_MESSAGE_TIMES 4207 /* never_ready_before_expiry */
#define LILAC_MESSAGING_E_MESSAGE_KEY_RESERVED 4208 /* dedup_key_is_reserved */
#define LILAC_MESSAGING_E_INVALID_QUIET_HOURS 4209 /* window_is_not_a_time_of_day, too_little_is_open, quiet_setting_is_of_another_owner, quiet_zone_is_unknown */
#define LILAC_MESSAGING_E_INVALID_CHANNEL_LIMITS 4210 /* limit_is_out_of_range */
#define LILAC_MESSAGING_E_MESSAGE_LENGTH 4211 /* text_is_too_long */
#define LILAC_MESSAGING_E_IDEMPOTENCY_KEY_REUSED 4905 /* dedup_key_reused */

#define LILAC_MESSAGING_CHANNEL_EMAIL 0
#define LILAC_MESSAGING_CHANNEL_SMS 1
#define LILAC_MESSAGING_CHANNEL_PUSH 2
#define LILAC_MESSAGING_CHANNEL_ALARM 3

#define LILAC_MESSAGING_CATEGORY_TRANSACTIONAL 0
#define LILAC_MESSAGING_CATEGORY_ADVERTISING 1

#define LILAC_MESSAGING_MESSAGE_STATE_ACCEPTED 0
#define LILAC_MESSAGING_MESSAGE_STATE_HELD 1
#define LILAC_MESSAGING_MESSAGE_STATE_READY 2
#define LILAC_MESSAGING_MESSAGE_STATE_IN_FLIGHT 3
#define LILAC_MESSAGING_MESSAGE_STATE_RETRY_WAITING 4
#define LILAC_MESSAGING_MESSAGE_STATE_UNKNOWN 5
#define LILAC_MESSAGING_MESSAGE_STATE_SENT 6
#define LILAC_MESSAGING_MESSAGE_STATE_DELIVERED 7
#define LILAC_MESSAGING_MESSAGE_STATE_FAILED 8
#define LILAC_MESSAGING_MESSAGE_STATE_CANCELLED 9
#define LILAC_MESSAGING_MESSAGE_STATE_SUPPRESSED 10
#define LILAC_MESSAGING_MESSAGE_STATE_EXPIRED 11

#define LILAC_MESSAGING_FAILURE_KIND_PERMANENT 0
#define LILAC_MESSAGING_FAILURE_KIND_TRANSIENT 1
#define LILAC_MESSAGING_FAILURE_KIND_UNKNOWN 2

#define LILAC_MESSAGING_HOLD_REASON_RESERVED 0
#define LILAC_MESSAGING_HOLD_REASON_UNRESOLVED 1
#define LILAC_MESSAGING_HOLD_REASON_QUIET_HOURS 2

#define LILAC_MESSAGING_UNRESOLVED_RESEND 0
#define LILAC_MESSAGING_UNRESOLVED_FALL_BACK 1
#define LILAC_MESSAGING_UNRESOLVED_HOLD 2

#define LILAC_MESSAGING_OUTCOME_KIND_ACCEPTED 0
#define LILAC_MESSAGING_OUTCOME_KIND_REJECTED 1
#define LILAC_MESSAGING_OUTCOME_KIND_NO_ANSWER 2
#define LILAC_MESSAGING_OUTCOME_KIND_NOT_FOUND 3
#define LILAC_MESSAGING_OUTCOME_KIND_UNAVAILABLE 4

#define LILAC_MESSAGING_RECEIPT_DELIVERED 0
#define LILAC_MESSAGING_RECEIPT_BOUNCED 1

#define LILAC_MESSAGING_QUIET_OWNER_SYSTEM 0
#define LILAC_MESSAGING_QUIET_OWNER_TENANT 1
#define LILAC_MESSAGING_QUIET_OWNER_RECIPIENT 2

#define LILAC_MESSAGING_QUIET_MODE_MANDATORY 0
#define LILAC_MESSAGING_QUIET_MODE_OPT_OUT 1
#define LILAC_MESSAGING_QUIET_MODE_OPT_IN 2

#define LILAC_MESSAGING_METRIC_KIND_ACCEPTED 0
#define LILAC_MESSAGING_METRIC_KIND_HELD 1
#define LILAC_MESSAGING_METRIC_KIND_ATTEMPTED 2
#define LILAC_MESSAGING_METRIC_KIND_SENT 3
#define LILAC_MESSAGING_METRIC_KIND_POSSIBLE_DUPLICATE 4
#define LILAC_MESSAGING_METRIC_KIND_DELIVERED 5
#define LILAC_MESSAGING_METRIC_KIND_REJECTED_PERMANENT 6
#define LILAC_MESSAGING_METRIC_KIND_REJECTED_TRANSIENT 7
#define LILAC_MESSAGING_METRIC_KIND_NO_ANSWER 8
#define LILAC_MESSAGING_METRIC_KIND_FELL_BACK 9
#define LILAC_MESSAGING_METRIC_KIND_FAILED 10
#define LILAC_MESSAGING_METRIC_KIND_EXPIRED 11
#define LILAC_MESSAGING_METRIC_KIND_CANCELLED 12
#define LILAC_MESSAGING_METRIC_KIND_SUPPRESSED 13
#define LILAC_MESSAGING_METRIC_KIND_RETRIED 14
#define LILAC_MESSAGING_METRIC_KIND_CIRCUIT_OPENED 15

#define LILAC_MESSAGING_PERSON_KIND_USER 0
#define LILAC_MESSAGING_PERSON_KIND_CUSTOMER 1
#define LILAC_MESSAGING_PERSON_KIND_SUBSCRIBER 2
#define LILAC_MESSAGING_PERSON_KIND_SELLER 3
#define LILAC_MESSAGING_PERSON_KIND_CONSULTANT 4

typedef struct lilac_messaging_message_answer {
  lilac_head head;
  int64_t message_id;
  int32_t state; /* LILAC_MESSAGING_MESSAGE_STATE_… */
} lilac_messaging_message_answer;
#define LILAC_MESSAGING_MESSAGE_ANSWER_INIT { {(uint32_t)sizeof(lilac_messaging_message_answer), 6, 0}, 0, 0 }

typedef struct lilac_messaging_outgoing_message {
  lilac_head head;
  lilac_text key;
  int64_t message_id;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t step;
  int32_t attempt;
  int32_t generation;
  int32_t category; /* LILAC_MESSAGING_CATEGORY_… */
  lilac_text address; /* an address; read back masked */
  lilac_text subject;
  lilac_text text;
  int64_t at; /* UTC ms */
  uint8_t is_long;
  int32_t try_number;
} lilac_messaging_outgoing_message;
#define LILAC_MESSAGING_OUTGOING_MESSAGE_INIT { {(uint32_t)sizeof(lilac_messaging_outgoing_message), 6, 0}, {NULL, 0}, 0, 0, 0, 0, 0, 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0, 0, 0 }

typedef struct lilac_messaging_status_question {
  lilac_head head;
  lilac_text key;
  int64_t message_id;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t step;
  int32_t attempt;
  int32_t generation;
  int64_t at; /* UTC ms */
  int32_t try_number;
} lilac_messaging_status_question;
#define LILAC_MESSAGING_STATUS_QUESTION_INIT { {(uint32_t)sizeof(lilac_messaging_status_question), 6, 0}, {NULL, 0}, 0, 0, 0, 0, 0, 0, 0 }

typedef struct lilac_messaging_claim {
  lilac_head head;
  struct { const struct lilac_messaging_outgoing_message *const *items; size_t count; } to_send;
  struct { const struct lilac_messaging_status_question *const *items; size_t count; } to_ask;
  int32_t changed;
} lilac_messaging_claim;
#define LILAC_MESSAGING_CLAIM_INIT { {(uint32_t)sizeof(lilac_messaging_claim), 6, 0}, {NULL, 0}, {NULL, 0}, 0 }

typedef struct lilac_messaging_send_outcome {
  lilac_head head;
  int64_t message_id;
  int32_t generation;
  int32_t step;
  int32_t attempt;
  int32_t outcome; /* LILAC_MESSAGING_OUTCOME_KIND_… */
  int32_t kind; /* LILAC_MESSAGING_FAILURE_KIND_… */
  lilac_text reason;
  lilac_text vendor_id;
  int32_t try_number;
} lilac_messaging_send_outcome;
#define LILAC_MESSAGING_SEND_OUTCOME_INIT { {(uint32_t)sizeof(lilac_messaging_send_outcome), 6, 0}, 0, 0, 0, 0, 2, 0, {NULL, 0}, {NULL, 0}, 0 }

typedef struct lilac_messaging_quiet_window {
  lilac_head head;
  int64_t start; /* ms */
  int64_t end; /* ms */
  lilac_optional channel; /* LILAC_MESSAGING_CHANNEL_… */
} lilac_messaging_quiet_window;
#define LILAC_MESSAGING_QUIET_WINDOW_INIT { {(uint32_t)sizeof(lilac_messaging_quiet_window), 6, 0}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_text_preview {
  lilac_head head;
  lilac_text subject;
  lilac_text text;
  int64_t bytes;
  uint8_t is_long;
} lilac_messaging_text_preview;
#define LILAC_MESSAGING_TEXT_PREVIEW_INIT { {(uint32_t)sizeof(lilac_messaging_text_preview), 6, 0}, {NULL, 0}, {NULL, 0}, 0, 0 }

typedef struct lilac_messaging_prometheus_text {
  lilac_head head;
  lilac_text text;
} lilac_messaging_prometheus_text;
#define LILAC_MESSAGING_PROMETHEUS_TEXT_INIT { {(uint32_t)sizeof(lilac_messaging_prometheus_text), 6, 0}, {NULL, 0} }

typedef struct lilac_messaging_message {
  lilac_head head;
  int64_t id;
  lilac_text dedup_key;
  int64_t request_hash;
  int32_t generation;
  lilac_text purpose;
  int32_t category; /* LILAC_MESSAGING_CATEGORY_… */
  int64_t recipient_id;
  struct { const int32_t *items; size_t count; } steps; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_optional template_id;
  lilac_optional template_version;
  lilac_dictionary variables;
  lilac_text text;
  int64_t text_hash;
  lilac_optional earliest_at; /* UTC ms */
  lilac_optional expires_at; /* UTC ms */
  int32_t state; /* LILAC_MESSAGING_MESSAGE_STATE_… */
  int64_t due_at; /* UTC ms */
  lilac_optional hold_reason; /* LILAC_MESSAGING_HOLD_REASON_… */
  int32_t step;
  int32_t attempts;
  int32_t polls;
  uint8_t possible_duplicate;
  lilac_text failure_reason;
  lilac_text vendor_id;
  int64_t accepted_at; /* UTC ms */
  int64_t updated_at; /* UTC ms */
  lilac_text correlation_id;
  int32_t present_channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t tries;
  uint8_t key_was_given;
  uint8_t claim_lapsed;
  uint8_t is_cancelled;
  uint8_t is_named_by_store;
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message;
#define LILAC_MESSAGING_MESSAGE 1001
#define LILAC_MESSAGING_MESSAGE_INIT { {(uint32_t)sizeof(lilac_messaging_message), 3, 1001}, 0, {NULL, 0}, 0, 0, {NULL, 0}, 0, 0, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, 0, 0, 0, {NULL, 0}, {NULL, 0}, 0, 0, {NULL, 0}, 0, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_template_version {
  lilac_head head;
  int64_t id;
  int64_t template_id;
  int32_t version;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t category; /* LILAC_MESSAGING_CATEGORY_… */
  lilac_text locale;
  lilac_text subject;
  lilac_text body;
  struct { const lilac_text *items; size_t count; } variables;
  int64_t defined_at; /* UTC ms */
} lilac_messaging_template_version;
#define LILAC_MESSAGING_TEMPLATE_VERSION 1002
#define LILAC_MESSAGING_TEMPLATE_VERSION_INIT { {(uint32_t)sizeof(lilac_messaging_template_version), 3, 1002}, 0, 0, 1, 0, 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0 }

typedef struct lilac_messaging_quiet_hours {
  lilac_head head;
  int64_t id;
  int32_t owner; /* LILAC_MESSAGING_QUIET_OWNER_… */
  int64_t recipient_id;
  struct { const struct lilac_messaging_quiet_window *const *items; size_t count; } windows;
  lilac_text time_zone;
  int32_t mode; /* LILAC_MESSAGING_QUIET_MODE_… */
  lilac_optional follows_tenant;
  int64_t updated_at; /* UTC ms */
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_quiet_hours;
#define LILAC_MESSAGING_QUIET_HOURS 1003
#define LILAC_MESSAGING_QUIET_HOURS_INIT { {(uint32_t)sizeof(lilac_messaging_quiet_hours), 3, 1003}, 0, 0, 0, {NULL, 0}, {NULL, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_suppression {
  lilac_head head;
  int64_t id;
  int64_t recipient_id;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t category; /* LILAC_MESSAGING_CATEGORY_… */
  lilac_text reason;
  uint8_t holds;
  int64_t changed_at; /* UTC ms */
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_suppression;
#define LILAC_MESSAGING_SUPPRESSION 1004
#define LILAC_MESSAGING_SUPPRESSION_INIT { {(uint32_t)sizeof(lilac_messaging_suppression), 3, 1004}, 0, 0, 0, 0, {NULL, 0}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_channel_limits {
  lilac_head head;
  int64_t id;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t messages;
  int64_t period; /* ms */
  int32_t burst;
  int64_t tokens;
  int64_t minted_at; /* UTC ms */
  int32_t failures;
  lilac_optional open_until; /* UTC ms */
  int64_t updated_at; /* UTC ms */
} lilac_messaging_channel_limits;
#define LILAC_MESSAGING_CHANNEL_LIMITS 1005
#define LILAC_MESSAGING_CHANNEL_LIMITS_INIT { {(uint32_t)sizeof(lilac_messaging_channel_limits), 3, 1005}, 0, 0, 0, 1000, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0 }

typedef struct lilac_messaging_message_metric {
  lilac_head head;
  int64_t id;
  int32_t kind; /* LILAC_MESSAGING_METRIC_KIND_… */
  lilac_optional channel; /* LILAC_MESSAGING_CHANNEL_… */
  int64_t count;
} lilac_messaging_message_metric;
#define LILAC_MESSAGING_MESSAGE_METRIC 1006
#define LILAC_MESSAGING_MESSAGE_METRIC_INIT { {(uint32_t)sizeof(lilac_messaging_message_metric), 3, 1006}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0 }

typedef struct lilac_messaging_decision_mark {
  lilac_head head;
  int64_t id;
  int64_t decisions;
} lilac_messaging_decision_mark;
#define LILAC_MESSAGING_DECISION_MARK 1007
#define LILAC_MESSAGING_DECISION_MARK_INIT { {(uint32_t)sizeof(lilac_messaging_decision_mark), 3, 1007}, 0, 0 }

typedef struct lilac_messaging_request_message_command {
  lilac_head head;
  lilac_text dedup_key;
  lilac_text purpose;
  int32_t category; /* LILAC_MESSAGING_CATEGORY_… */
  int64_t recipient_id;
  struct { const int32_t *items; size_t count; } steps; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_optional template_id;
  lilac_dictionary variables;
  lilac_text text;
  lilac_optional earliest_at; /* UTC ms */
  lilac_optional expires_at; /* UTC ms */
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_request_message_command;
#define LILAC_MESSAGING_REQUEST_MESSAGE_COMMAND 1001
#define LILAC_MESSAGING_REQUEST_MESSAGE_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_request_message_command), 1, 1001}, {NULL, 0}, {NULL, 0}, 0, 0, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_cancel_message_command {
  lilac_head head;
  lilac_optional message_id;
  lilac_text dedup_key;
} lilac_messaging_cancel_message_command;
#define LILAC_MESSAGING_CANCEL_MESSAGE_COMMAND 1002
#define LILAC_MESSAGING_CANCEL_MESSAGE_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_cancel_message_command), 1, 1002}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_messaging_retry_dead_letter_command {
  lilac_head head;
  lilac_optional message_id;
  lilac_text dedup_key;
} lilac_messaging_retry_dead_letter_command;
#define LILAC_MESSAGING_RETRY_DEAD_LETTER_COMMAND 1003
#define LILAC_MESSAGING_RETRY_DEAD_LETTER_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_retry_dead_letter_command), 1, 1003}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_messaging_define_template_command {
  lilac_head head;
  int64_t template_id;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t category; /* LILAC_MESSAGING_CATEGORY_… */
  lilac_text locale;
  lilac_text subject;
  lilac_text body;
  struct { const lilac_text *items; size_t count; } variables;
} lilac_messaging_define_template_command;
#define LILAC_MESSAGING_DEFINE_TEMPLATE_COMMAND 1004
#define LILAC_MESSAGING_DEFINE_TEMPLATE_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_define_template_command), 1, 1004}, 0, 0, 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0} }

typedef struct lilac_messaging_claim_messages_command {
  lilac_head head;
  int32_t limit;
} lilac_messaging_claim_messages_command;
#define LILAC_MESSAGING_CLAIM_MESSAGES_COMMAND 1005
#define LILAC_MESSAGING_CLAIM_MESSAGES_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_claim_messages_command), 1, 1005}, 0 }

typedef struct lilac_messaging_record_send_outcomes_command {
  lilac_head head;
  struct { const struct lilac_messaging_send_outcome *const *items; size_t count; } outcomes;
} lilac_messaging_record_send_outcomes_command;
#define LILAC_MESSAGING_RECORD_SEND_OUTCOMES_COMMAND 1006
#define LILAC_MESSAGING_RECORD_SEND_OUTCOMES_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_record_send_outcomes_command), 1, 1006}, {NULL, 0} }

typedef struct lilac_messaging_record_receipt_command {
  lilac_head head;
  lilac_text key;
  int32_t receipt; /* LILAC_MESSAGING_RECEIPT_… */
  lilac_text reason;
} lilac_messaging_record_receipt_command;
#define LILAC_MESSAGING_RECORD_RECEIPT_COMMAND 1007
#define LILAC_MESSAGING_RECORD_RECEIPT_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_record_receipt_command), 1, 1007}, {NULL, 0}, 0, {NULL, 0} }

typedef struct lilac_messaging_set_quiet_hours_command {
  lilac_head head;
  int32_t owner; /* LILAC_MESSAGING_QUIET_OWNER_… */
  lilac_optional recipient_id;
  struct { const struct lilac_messaging_quiet_window *const *items; size_t count; } windows;
  lilac_text time_zone;
  int32_t mode; /* LILAC_MESSAGING_QUIET_MODE_… */
  lilac_optional follows_tenant;
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_set_quiet_hours_command;
#define LILAC_MESSAGING_SET_QUIET_HOURS_COMMAND 1008
#define LILAC_MESSAGING_SET_QUIET_HOURS_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_set_quiet_hours_command), 1, 1008}, 1, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_set_channel_limits_command {
  lilac_head head;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t messages;
  int64_t period; /* ms */
  int32_t burst;
} lilac_messaging_set_channel_limits_command;
#define LILAC_MESSAGING_SET_CHANNEL_LIMITS_COMMAND 1009
#define LILAC_MESSAGING_SET_CHANNEL_LIMITS_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_set_channel_limits_command), 1, 1009}, 0, 0, 1000, 0 }

typedef struct lilac_messaging_suppress_command {
  lilac_head head;
  int64_t recipient_id;
  lilac_optional channel; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_optional category; /* LILAC_MESSAGING_CATEGORY_… */
  lilac_text reason;
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_suppress_command;
#define LILAC_MESSAGING_SUPPRESS_COMMAND 1010
#define LILAC_MESSAGING_SUPPRESS_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_suppress_command), 1, 1010}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_unsuppress_command {
  lilac_head head;
  int64_t recipient_id;
  lilac_optional channel; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_optional category; /* LILAC_MESSAGING_CATEGORY_… */
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_unsuppress_command;
#define LILAC_MESSAGING_UNSUPPRESS_COMMAND 1011
#define LILAC_MESSAGING_UNSUPPRESS_COMMAND_INIT { {(uint32_t)sizeof(lilac_messaging_unsuppress_command), 1, 1011}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_message_accepted_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t category; /* LILAC_MESSAGING_CATEGORY_… */
  struct { const int32_t *items; size_t count; } steps; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_optional template_id;
  lilac_optional template_version;
  int64_t text_hash;
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_accepted_event;
#define LILAC_MESSAGING_MESSAGE_ACCEPTED_EVENT 1001
#define LILAC_MESSAGING_MESSAGE_ACCEPTED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_accepted_event), 2, 1001}, 0, {NULL, 0}, 0, {NULL, 0}, 0, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, 0 }

typedef struct lilac_messaging_message_held_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  lilac_optional until; /* UTC ms */
  int32_t reason; /* LILAC_MESSAGING_HOLD_REASON_… */
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_held_event;
#define LILAC_MESSAGING_MESSAGE_HELD_EVENT 1002
#define LILAC_MESSAGING_MESSAGE_HELD_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_held_event), 2, 1002}, 0, {NULL, 0}, 0, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, 0 }

typedef struct lilac_messaging_message_attempted_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t step;
  int32_t attempt;
  int32_t generation;
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_attempted_event;
#define LILAC_MESSAGING_MESSAGE_ATTEMPTED_EVENT 1003
#define LILAC_MESSAGING_MESSAGE_ATTEMPTED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_attempted_event), 2, 1003}, 0, {NULL, 0}, 0, {NULL, 0}, 0, 0, 0, 0, 0 }

typedef struct lilac_messaging_message_sent_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  uint8_t possible_duplicate;
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_sent_event;
#define LILAC_MESSAGING_MESSAGE_SENT_EVENT 1004
#define LILAC_MESSAGING_MESSAGE_SENT_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_sent_event), 2, 1004}, 0, {NULL, 0}, 0, {NULL, 0}, 0, 0, 0 }

typedef struct lilac_messaging_message_delivered_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_delivered_event;
#define LILAC_MESSAGING_MESSAGE_DELIVERED_EVENT 1005
#define LILAC_MESSAGING_MESSAGE_DELIVERED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_delivered_event), 2, 1005}, 0, {NULL, 0}, 0, {NULL, 0}, 0, 0 }

typedef struct lilac_messaging_message_attempt_failed_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t step;
  int32_t attempt;
  int32_t kind; /* LILAC_MESSAGING_FAILURE_KIND_… */
  lilac_text reason;
  lilac_optional next_at; /* UTC ms */
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_attempt_failed_event;
#define LILAC_MESSAGING_MESSAGE_ATTEMPT_FAILED_EVENT 1006
#define LILAC_MESSAGING_MESSAGE_ATTEMPT_FAILED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_attempt_failed_event), 2, 1006}, 0, {NULL, 0}, 0, {NULL, 0}, 0, 0, 0, 0, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0 }

typedef struct lilac_messaging_channel_fell_back_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t from; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t to; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_text reason;
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_channel_fell_back_event;
#define LILAC_MESSAGING_CHANNEL_FELL_BACK_EVENT 1007
#define LILAC_MESSAGING_CHANNEL_FELL_BACK_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_channel_fell_back_event), 2, 1007}, 0, {NULL, 0}, 0, {NULL, 0}, 0, 0, {NULL, 0}, 0 }

typedef struct lilac_messaging_message_failed_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_text reason;
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_failed_event;
#define LILAC_MESSAGING_MESSAGE_FAILED_EVENT 1008
#define LILAC_MESSAGING_MESSAGE_FAILED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_failed_event), 2, 1008}, 0, {NULL, 0}, 0, {NULL, 0}, 0, {NULL, 0}, 0 }

typedef struct lilac_messaging_message_expired_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_expired_event;
#define LILAC_MESSAGING_MESSAGE_EXPIRED_EVENT 1009
#define LILAC_MESSAGING_MESSAGE_EXPIRED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_expired_event), 2, 1009}, 0, {NULL, 0}, 0, {NULL, 0}, 0 }

typedef struct lilac_messaging_message_cancelled_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_cancelled_event;
#define LILAC_MESSAGING_MESSAGE_CANCELLED_EVENT 1010
#define LILAC_MESSAGING_MESSAGE_CANCELLED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_cancelled_event), 2, 1010}, 0, {NULL, 0}, 0, {NULL, 0}, 0 }

typedef struct lilac_messaging_dead_letter_retried_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t generation;
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_dead_letter_retried_event;
#define LILAC_MESSAGING_DEAD_LETTER_RETRIED_EVENT 1011
#define LILAC_MESSAGING_DEAD_LETTER_RETRIED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_dead_letter_retried_event), 2, 1011}, 0, {NULL, 0}, 0, {NULL, 0}, 0, 0 }

typedef struct lilac_messaging_template_defined_event {
  lilac_head head;
  int64_t template_id;
  int32_t template_version;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_text locale;
} lilac_messaging_template_defined_event;
#define LILAC_MESSAGING_TEMPLATE_DEFINED_EVENT 1012
#define LILAC_MESSAGING_TEMPLATE_DEFINED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_template_defined_event), 2, 1012}, 0, 0, 0, {NULL, 0} }

typedef struct lilac_messaging_quiet_hours_set_event {
  lilac_head head;
  int32_t owner; /* LILAC_MESSAGING_QUIET_OWNER_… */
  int64_t recipient_id;
  struct { const struct lilac_messaging_quiet_window *const *items; size_t count; } windows;
  lilac_text time_zone;
  int32_t mode; /* LILAC_MESSAGING_QUIET_MODE_… */
  lilac_optional follows_tenant;
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_quiet_hours_set_event;
#define LILAC_MESSAGING_QUIET_HOURS_SET_EVENT 1013
#define LILAC_MESSAGING_QUIET_HOURS_SET_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_quiet_hours_set_event), 2, 1013}, 0, 0, {NULL, 0}, {NULL, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_message_suppressed_event {
  lilac_head head;
  int64_t message_id;
  lilac_text purpose;
  int64_t recipient_id;
  lilac_text dedup_key;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_text reason;
  int32_t recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_message_suppressed_event;
#define LILAC_MESSAGING_MESSAGE_SUPPRESSED_EVENT 1014
#define LILAC_MESSAGING_MESSAGE_SUPPRESSED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_message_suppressed_event), 2, 1014}, 0, {NULL, 0}, 0, {NULL, 0}, 0, {NULL, 0}, 0 }

typedef struct lilac_messaging_recipient_suppressed_event {
  lilac_head head;
  int64_t recipient_id;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t category; /* LILAC_MESSAGING_CATEGORY_… */
  lilac_text reason;
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_recipient_suppressed_event;
#define LILAC_MESSAGING_RECIPIENT_SUPPRESSED_EVENT 1015
#define LILAC_MESSAGING_RECIPIENT_SUPPRESSED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_recipient_suppressed_event), 2, 1015}, 0, 0, 0, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_recipient_unsuppressed_event {
  lilac_head head;
  int64_t recipient_id;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t category; /* LILAC_MESSAGING_CATEGORY_… */
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_recipient_unsuppressed_event;
#define LILAC_MESSAGING_RECIPIENT_UNSUPPRESSED_EVENT 1016
#define LILAC_MESSAGING_RECIPIENT_UNSUPPRESSED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_recipient_unsuppressed_event), 2, 1016}, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_channel_limits_set_event {
  lilac_head head;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t messages;
  int64_t period; /* ms */
  int32_t burst;
} lilac_messaging_channel_limits_set_event;
#define LILAC_MESSAGING_CHANNEL_LIMITS_SET_EVENT 1017
#define LILAC_MESSAGING_CHANNEL_LIMITS_SET_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_channel_limits_set_event), 2, 1017}, 0, 0, 0, 0 }

typedef struct lilac_messaging_circuit_opened_event {
  lilac_head head;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  int32_t failures;
  int64_t until; /* UTC ms */
} lilac_messaging_circuit_opened_event;
#define LILAC_MESSAGING_CIRCUIT_OPENED_EVENT 1018
#define LILAC_MESSAGING_CIRCUIT_OPENED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_circuit_opened_event), 2, 1018}, 0, 0, 0 }

typedef struct lilac_messaging_circuit_closed_event {
  lilac_head head;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
} lilac_messaging_circuit_closed_event;
#define LILAC_MESSAGING_CIRCUIT_CLOSED_EVENT 1019
#define LILAC_MESSAGING_CIRCUIT_CLOSED_EVENT_INIT { {(uint32_t)sizeof(lilac_messaging_circuit_closed_event), 2, 1019}, 0 }

typedef struct lilac_messaging_get_messages_query {
  lilac_head head;
  int32_t state; /* LILAC_MESSAGING_MESSAGE_STATE_… */
} lilac_messaging_get_messages_query;
#define LILAC_MESSAGING_GET_MESSAGES_QUERY 1001
#define LILAC_MESSAGING_GET_MESSAGES_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_get_messages_query), 4, 1001}, 2 }

typedef struct lilac_messaging_get_dead_messages_query {
  lilac_head head;
} lilac_messaging_get_dead_messages_query;
#define LILAC_MESSAGING_GET_DEAD_MESSAGES_QUERY 1002
#define LILAC_MESSAGING_GET_DEAD_MESSAGES_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_get_dead_messages_query), 4, 1002} }

typedef struct lilac_messaging_get_message_query {
  lilac_head head;
  lilac_optional message_id;
  lilac_text dedup_key;
} lilac_messaging_get_message_query;
#define LILAC_MESSAGING_GET_MESSAGE_QUERY 1003
#define LILAC_MESSAGING_GET_MESSAGE_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_get_message_query), 4, 1003}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_messaging_get_template_versions_query {
  lilac_head head;
  int64_t template_id;
} lilac_messaging_get_template_versions_query;
#define LILAC_MESSAGING_GET_TEMPLATE_VERSIONS_QUERY 1004
#define LILAC_MESSAGING_GET_TEMPLATE_VERSIONS_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_get_template_versions_query), 4, 1004}, 0 }

typedef struct lilac_messaging_get_quiet_hours_query {
  lilac_head head;
  lilac_optional recipient_id;
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_get_quiet_hours_query;
#define LILAC_MESSAGING_GET_QUIET_HOURS_QUERY 1005
#define LILAC_MESSAGING_GET_QUIET_HOURS_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_get_quiet_hours_query), 4, 1005}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_get_suppressions_query {
  lilac_head head;
  int64_t recipient_id;
  lilac_optional recipient_kind; /* LILAC_MESSAGING_PERSON_KIND_… */
} lilac_messaging_get_suppressions_query;
#define LILAC_MESSAGING_GET_SUPPRESSIONS_QUERY 1006
#define LILAC_MESSAGING_GET_SUPPRESSIONS_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_get_suppressions_query), 4, 1006}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_get_channel_limits_query {
  lilac_head head;
} lilac_messaging_get_channel_limits_query;
#define LILAC_MESSAGING_GET_CHANNEL_LIMITS_QUERY 1007
#define LILAC_MESSAGING_GET_CHANNEL_LIMITS_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_get_channel_limits_query), 4, 1007} }

typedef struct lilac_messaging_preview_template_query {
  lilac_head head;
  int64_t template_id;
  int32_t channel; /* LILAC_MESSAGING_CHANNEL_… */
  lilac_dictionary variables;
  lilac_optional version;
} lilac_messaging_preview_template_query;
#define LILAC_MESSAGING_PREVIEW_TEMPLATE_QUERY 1008
#define LILAC_MESSAGING_PREVIEW_TEMPLATE_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_preview_template_query), 4, 1008}, 0, 0, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_messaging_get_message_metrics_query {
  lilac_head head;
} lilac_messaging_get_message_metrics_query;
#define LILAC_MESSAGING_GET_MESSAGE_METRICS_QUERY 1009
#define LILAC_MESSAGING_GET_MESSAGE_METRICS_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_get_message_metrics_query), 4, 1009} }

typedef struct lilac_messaging_get_prometheus_text_query {
  lilac_head head;
} lilac_messaging_get_prometheus_text_query;
#define LILAC_MESSAGING_GET_PROMETHEUS_TEXT_QUERY 1010
#define LILAC_MESSAGING_GET_PROMETHEUS_TEXT_QUERY_INIT { {(uint32_t)sizeof(lilac_messaging_get_prometheus_text_query), 4, 1010} }

typedef struct lilac_messaging_rules {
  lilac_head head;
  int32_t claim_size;
  int32_t tries;
  int64_t retry_delay; /* ms */
  int64_t retry_cap; /* ms */
  uint8_t full_jitter;
  int64_t in_flight_timeout; /* ms */
  int32_t polls;
  int64_t poll_delay; /* ms */
  int32_t unresolved; /* LILAC_MESSAGING_UNRESOLVED_… */
  int64_t seed;
  int32_t breaker_failures;
  int64_t breaker_pause; /* ms */
} lilac_messaging_rules;
#define LILAC_MESSAGING_RULES 1000
#define LILAC_MESSAGING_RULES_INIT { {(uint32_t)sizeof(lilac_messaging_rules), 5, 1000}, 100, 3, 30000, 600000, 1, 120000, 6, 30000, 0, 0, 20, 30000 }

/* Commands: the reply (may be NULL) is borrowed until *out is destroyed; otherwise as lilac_execute. */
static inline lilac_status lilac_messaging_request_message(lilac_desk *desk, const lilac_messaging_request_message_command *command,
    const lilac_call *call, const lilac_messaging_message_answer **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_messaging_message_answer *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_messaging_cancel_message(lilac_desk *desk, const lilac_messaging_cancel_message_command *command,
    const lilac_call *call, const lilac_messaging_message_answer **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_messaging_message_answer *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_messaging_retry_dead_letter(lilac_desk *desk, const lilac_messaging_retry_dead_letter_command *command,
    const lilac_call *call, const lilac_messaging_message_answer **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_messaging_message_answer *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_messaging_define_template(lilac_desk *desk, const lilac_messaging_define_template_command *command,
    const lilac_call *call, const lilac_messaging_template_version **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_messaging_template_version *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_messaging_claim_messages(lilac_desk *desk, const lilac_messaging_claim_messages_command *command,
    const lilac_call *call, const lilac_messaging_claim **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_messaging_claim *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_messaging_record_send_outcomes(lilac_desk *desk, const lilac_messaging_record_send_outcomes_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}
static inline lilac_status lilac_messaging_record_receipt(lilac_desk *desk, const lilac_messaging_record_receipt_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}
static inline lilac_status lilac_messaging_set_quiet_hours(lilac_desk *desk, const lilac_messaging_set_quiet_hours_command *command,
    const lilac_call *call, const lilac_messaging_quiet_hours **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_messaging_quiet_hours *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_messaging_set_channel_limits(lilac_desk *desk, const lilac_messaging_set_channel_limits_command *command,
    const lilac_call *call, const lilac_messaging_channel_limits **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_messaging_channel_limits *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_messaging_suppress(lilac_desk *desk, const lilac_messaging_suppress_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}
static inline lilac_status lilac_messaging_unsuppress(lilac_desk *desk, const lilac_messaging_unsuppress_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}

/* Questions: the rows are borrowed until *out is destroyed; otherwise as lilac_query. */
static inline lilac_status lilac_messaging_get_messages(lilac_desk *desk, const lilac_messaging_get_messages_query *question,
    const lilac_messaging_message *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_message *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_messaging_get_dead_messages(lilac_desk *desk, const lilac_messaging_get_dead_messages_query *question,
    const lilac_messaging_message *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_message *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_messaging_get_message(lilac_desk *desk, const lilac_messaging_get_message_query *question,
    const lilac_messaging_message *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_message *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_messaging_get_template_versions(lilac_desk *desk, const lilac_messaging_get_template_versions_query *question,
    const lilac_messaging_template_version *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_template_version *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_messaging_get_quiet_hours(lilac_desk *desk, const lilac_messaging_get_quiet_hours_query *question,
    const lilac_messaging_quiet_hours *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_quiet_hours *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_messaging_get_suppressions(lilac_desk *desk, const lilac_messaging_get_suppressions_query *question,
    const lilac_messaging_suppression *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_suppression *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_messaging_get_channel_limits(lilac_desk *desk, const lilac_messaging_get_channel_limits_query *question,
    const lilac_messaging_channel_limits *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_channel_limits *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_messaging_preview_template(lilac_desk *desk, const lilac_messaging_preview_template_query *question,
    const lilac_messaging_text_preview *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_text_preview *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_messaging_get_message_metrics(lilac_desk *desk, const lilac_messaging_get_message_metrics_query *question,
    const lilac_messaging_message_metric *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_message_metric *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_messaging_get_prometheus_text(lilac_desk *desk, const lilac_messaging_get_prometheus_text_query *question,
    const lilac_messaging_prometheus_text *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_messaging_prometheus_text *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}

#ifdef __cplusplus
}
#endif

#endif

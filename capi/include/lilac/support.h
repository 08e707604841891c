/* Made by lilac_c_headers from the descriptions of the contexts; not to be edited. */
/* clang-format off */
#ifndef LILAC_SUPPORT_H
#define LILAC_SUPPORT_H

#include <lilac.h>
#include <lilac/messaging.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Refusals, each with the rules that share the number. */
#define LILAC_SUPPORT_E_INVALID_CALL_STATUS 4001 /* call_was_skipped, call_is_resolved, call_is_not_resolved, survey_is_completed, message_was_sent */
#define LILAC_SUPPORT_E_CALL_ALREADY_COMPLETED 4002 /* call_already_completed */
#define LILAC_SUPPORT_E_MEMO_CONTENT_TOO_LONG 4003 /* memo_is_too_long, issue_is_too_long, free_text_is_too_long */
#define LILAC_SUPPORT_E_UNAUTHORIZED_ACTION 4004 /* editor_must_be_author */
#define LILAC_SUPPORT_E_UPDATED_FAIL 4005 /* issue_edit_window_has_closed */
#define LILAC_SUPPORT_E_MEMO_UPDATED_FAIL 4006 /* memo_edit_window_has_closed */
#define LILAC_SUPPORT_E_CONTACT_SCHEDULE_RECORD_FAIL 4007 /* schedule_must_be_in_the_future */
#define LILAC_SUPPORT_E_CONTENT_EMPTY 4101 /* content_is_blank */
#define LILAC_SUPPORT_E_INVALID_ISSUE_STATUS 4102 /* issue_is_closed, issue_cannot_become */
#define LILAC_SUPPORT_E_TEMPLATE_INVALID 4103 /* template_is_unknown, variable_is_missing, variable_is_surplus, template_does_not_fit */
#define LILAC_SUPPORT_E_MESSAGE_TOO_LONG 4104 /* text_is_longer_than_a_message */
#define LILAC_SUPPORT_E_ALREADY_EXISTS 4902 /* cycle_is_enrolled_otherwise, cycle_has_ended, sequence_is_taken */
#define LILAC_SUPPORT_E_INVALID_ARGUMENT 4904 /* cycle_of_another_user, id_must_be_positive, nothing_is_planned, time_zone_is_unknown, phone_is_not_a_number, day_is_not_plannable, start_is_too_late, fact_is_said_twice */

#define LILAC_SUPPORT_USER_OUTBOUND_STATUS_PENDING 0
#define LILAC_SUPPORT_USER_OUTBOUND_STATUS_COMPLETED 1
#define LILAC_SUPPORT_USER_OUTBOUND_STATUS_SKIPPED 2
#define LILAC_SUPPORT_USER_OUTBOUND_STATUS_ACTIVE 3

#define LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_LOG 0
#define LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_MEMO 1
#define LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_ISSUE 2
#define LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_CONTACT_SCHEDULE_CHANGE 3
#define LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_OUTBOUND_STATUS_CHANGE 4
#define LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_ACCOUNT_UPDATED 5
#define LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_ACCOUNT_DELETED 6
#define LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_SITE_UPDATE 7
#define LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_MESSAGE_SENT 8

#define LILAC_SUPPORT_USER_SUPPORT_ISSUE_STATUS_REGISTERED 0
#define LILAC_SUPPORT_USER_SUPPORT_ISSUE_STATUS_IN_PROGRESS 1
#define LILAC_SUPPORT_USER_SUPPORT_ISSUE_STATUS_RESOLVED 2
#define LILAC_SUPPORT_USER_SUPPORT_ISSUE_STATUS_CANCELLED 3

#define LILAC_SUPPORT_USER_SUPPORT_MESSAGE_TYPE_TEMPLATE 0
#define LILAC_SUPPORT_USER_SUPPORT_MESSAGE_TYPE_FREE_TEXT 1
#define LILAC_SUPPORT_USER_SUPPORT_MESSAGE_TYPE_MISSED_CALL 2
#define LILAC_SUPPORT_USER_SUPPORT_MESSAGE_TYPE_LAST_SURVEY_REMINDER 3

#define LILAC_SUPPORT_USER_SUPPORT_MESSAGE_STATUS_SENT 0
#define LILAC_SUPPORT_USER_SUPPORT_MESSAGE_STATUS_FAILED 1
#define LILAC_SUPPORT_USER_SUPPORT_MESSAGE_STATUS_RETRY_PENDING 2

#define LILAC_SUPPORT_USER_SORT_MOST_OVERDUE 0
#define LILAC_SUPPORT_USER_SORT_NAME 1
#define LILAC_SUPPORT_USER_SORT_LONGEST_UNHEARD 2
#define LILAC_SUPPORT_USER_SORT_USER_ID 3

typedef struct lilac_support_user_outbound_status_vo {
  lilac_head head;
  int32_t status; /* LILAC_SUPPORT_USER_OUTBOUND_STATUS_… */
} lilac_support_user_outbound_status_vo;
#define LILAC_SUPPORT_USER_OUTBOUND_STATUS_VO_INIT { {(uint32_t)sizeof(lilac_support_user_outbound_status_vo), 6, 0}, 0 }

typedef struct lilac_support_log_vo {
  lilac_head head;
  int32_t type; /* LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_… */
  lilac_text meta; /* a JSON object */
} lilac_support_log_vo;
#define LILAC_SUPPORT_LOG_VO_INIT { {(uint32_t)sizeof(lilac_support_log_vo), 6, 0}, 0, {NULL, 0} }

typedef struct lilac_support_outbound_plan {
  lilac_head head;
  int64_t id;
  int32_t sequence;
  int32_t day_index;
  uint8_t is_active;
  int64_t created_at; /* UTC ms */
  int64_t updated_at; /* UTC ms */
} lilac_support_outbound_plan;
#define LILAC_SUPPORT_OUTBOUND_PLAN 2001
#define LILAC_SUPPORT_OUTBOUND_PLAN_INIT { {(uint32_t)sizeof(lilac_support_outbound_plan), 3, 2001}, 0, 0, 0, 0, 0, 0 }

typedef struct lilac_support_user_outbound_plan {
  lilac_head head;
  int64_t id;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t sequence;
  int32_t day_index;
  int32_t status; /* LILAC_SUPPORT_USER_OUTBOUND_STATUS_… */
  int32_t plan_date; /* days since 1970-01-01 */
  lilac_optional contact_at; /* UTC ms */
  lilac_optional resolved_by;
  lilac_optional resolved_at; /* UTC ms */
  int64_t created_at; /* UTC ms */
  int64_t updated_at; /* UTC ms */
} lilac_support_user_outbound_plan;
#define LILAC_SUPPORT_USER_OUTBOUND_PLAN 2002
#define LILAC_SUPPORT_USER_OUTBOUND_PLAN_INIT { {(uint32_t)sizeof(lilac_support_user_outbound_plan), 3, 2002}, 0, 0, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, 0 }

typedef struct lilac_support_user_support_memo {
  lilac_head head;
  int64_t id;
  int64_t user_id;
  int64_t user_cycle_id;
  lilac_text memo;
  int64_t created_by;
  int64_t created_at; /* UTC ms */
  int64_t updated_at; /* UTC ms */
} lilac_support_user_support_memo;
#define LILAC_SUPPORT_USER_SUPPORT_MEMO 2003
#define LILAC_SUPPORT_USER_SUPPORT_MEMO_INIT { {(uint32_t)sizeof(lilac_support_user_support_memo), 3, 2003}, 0, 0, 0, {NULL, 0}, 0, 0, 0 }

typedef struct lilac_support_user_support_issue {
  lilac_head head;
  int64_t id;
  int64_t user_id;
  int64_t user_cycle_id;
  lilac_text issue;
  int32_t status; /* LILAC_SUPPORT_USER_SUPPORT_ISSUE_STATUS_… */
  int64_t created_by;
  int64_t created_at; /* UTC ms */
  int64_t updated_at; /* UTC ms */
} lilac_support_user_support_issue;
#define LILAC_SUPPORT_USER_SUPPORT_ISSUE 2004
#define LILAC_SUPPORT_USER_SUPPORT_ISSUE_INIT { {(uint32_t)sizeof(lilac_support_user_support_issue), 3, 2004}, 0, 0, 0, {NULL, 0}, 0, 0, 0, 0 }

typedef struct lilac_support_user_support_log {
  lilac_head head;
  int64_t id;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t type; /* LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_… */
  int32_t day_index;
  lilac_text meta; /* a JSON object */
  int64_t relation_id;
  int64_t created_at; /* UTC ms */
  int64_t updated_at; /* UTC ms */
} lilac_support_user_support_log;
#define LILAC_SUPPORT_USER_SUPPORT_LOG 2005
#define LILAC_SUPPORT_USER_SUPPORT_LOG_INIT { {(uint32_t)sizeof(lilac_support_user_support_log), 3, 2005}, 0, 0, 0, 0, 0, {NULL, 0}, 0, 0, 0 }

typedef struct lilac_support_user_support_message {
  lilac_head head;
  int64_t id;
  int64_t user_id;
  int64_t user_cycle_id;
  lilac_optional user_outbound_id;
  int32_t message_type; /* LILAC_SUPPORT_USER_SUPPORT_MESSAGE_TYPE_… */
  lilac_optional template_id;
  lilac_text content;
  int32_t status; /* LILAC_SUPPORT_USER_SUPPORT_MESSAGE_STATUS_… */
  lilac_text failure_reason;
  int64_t created_by;
  int64_t created_at; /* UTC ms */
  int64_t updated_at; /* UTC ms */
} lilac_support_user_support_message;
#define LILAC_SUPPORT_USER_SUPPORT_MESSAGE 2006
#define LILAC_SUPPORT_USER_SUPPORT_MESSAGE_INIT { {(uint32_t)sizeof(lilac_support_user_support_message), 3, 2006}, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, 2, {NULL, 0}, 0, 0, 0 }

typedef struct lilac_support_user_support {
  lilac_head head;
  int64_t user_id;
  int64_t current_user_cycle_id;
  int64_t site_id;
  lilac_optional md_id;
  lilac_text name;
  lilac_text phone; /* an address; read back masked */
  lilac_text time_zone;
  int64_t updated_at; /* UTC ms */
} lilac_support_user_support;
#define LILAC_SUPPORT_USER_SUPPORT 2007
#define LILAC_SUPPORT_USER_SUPPORT_INIT { {(uint32_t)sizeof(lilac_support_user_support), 3, 2007}, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0 }

typedef struct lilac_support_user_cycle {
  lilac_head head;
  int64_t id;
  int64_t user_id;
  int32_t started_on; /* days since 1970-01-01 */
  lilac_optional ended_on; /* days since 1970-01-01 */
  lilac_text end_reason;
  lilac_optional survey_completed_at; /* UTC ms */
  int64_t enrolment_digest;
} lilac_support_user_cycle;
#define LILAC_SUPPORT_USER_CYCLE 2008
#define LILAC_SUPPORT_USER_CYCLE_INIT { {(uint32_t)sizeof(lilac_support_user_cycle), 3, 2008}, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0 }

typedef struct lilac_support_define_outbound_plan_command {
  lilac_head head;
  int32_t sequence;
  int32_t day_index;
} lilac_support_define_outbound_plan_command;
#define LILAC_SUPPORT_DEFINE_OUTBOUND_PLAN_COMMAND 2001
#define LILAC_SUPPORT_DEFINE_OUTBOUND_PLAN_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_define_outbound_plan_command), 1, 2001}, 0, 0 }

typedef struct lilac_support_set_outbound_plan_active_command {
  lilac_head head;
  int64_t outbound_plan_id;
  uint8_t is_active;
} lilac_support_set_outbound_plan_active_command;
#define LILAC_SUPPORT_SET_OUTBOUND_PLAN_ACTIVE_COMMAND 2002
#define LILAC_SUPPORT_SET_OUTBOUND_PLAN_ACTIVE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_set_outbound_plan_active_command), 1, 2002}, 0, 0 }

typedef struct lilac_support_enrol_user_cycle_command {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t started_on; /* days since 1970-01-01 */
  int64_t site_id;
  lilac_optional md_id;
  lilac_text name;
  lilac_text phone; /* an address; read back masked */
  lilac_text time_zone;
  struct { const int32_t *items; size_t count; } sequences;
} lilac_support_enrol_user_cycle_command;
#define LILAC_SUPPORT_ENROL_USER_CYCLE_COMMAND 2003
#define LILAC_SUPPORT_ENROL_USER_CYCLE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_enrol_user_cycle_command), 1, 2003}, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0} }

typedef struct lilac_support_end_user_cycle_command {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  lilac_text reason;
} lilac_support_end_user_cycle_command;
#define LILAC_SUPPORT_END_USER_CYCLE_COMMAND 2004
#define LILAC_SUPPORT_END_USER_CYCLE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_end_user_cycle_command), 1, 2004}, 0, 0, {NULL, 0} }

typedef struct lilac_support_complete_outbound_command {
  lilac_head head;
  int64_t user_outbound_id;
} lilac_support_complete_outbound_command;
#define LILAC_SUPPORT_COMPLETE_OUTBOUND_COMMAND 2005
#define LILAC_SUPPORT_COMPLETE_OUTBOUND_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_complete_outbound_command), 1, 2005}, 0 }

typedef struct lilac_support_skip_outbound_command {
  lilac_head head;
  int64_t user_outbound_id;
  lilac_text reason;
} lilac_support_skip_outbound_command;
#define LILAC_SUPPORT_SKIP_OUTBOUND_COMMAND 2006
#define LILAC_SUPPORT_SKIP_OUTBOUND_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_skip_outbound_command), 1, 2006}, 0, {NULL, 0} }

typedef struct lilac_support_withdraw_outbound_command {
  lilac_head head;
  int64_t user_outbound_id;
  lilac_text reason;
} lilac_support_withdraw_outbound_command;
#define LILAC_SUPPORT_WITHDRAW_OUTBOUND_COMMAND 2007
#define LILAC_SUPPORT_WITHDRAW_OUTBOUND_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_withdraw_outbound_command), 1, 2007}, 0, {NULL, 0} }

typedef struct lilac_support_record_outbound_schedule_command {
  lilac_head head;
  int64_t user_outbound_id;
  int64_t schedule_at; /* UTC ms */
} lilac_support_record_outbound_schedule_command;
#define LILAC_SUPPORT_RECORD_OUTBOUND_SCHEDULE_COMMAND 2008
#define LILAC_SUPPORT_RECORD_OUTBOUND_SCHEDULE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_record_outbound_schedule_command), 1, 2008}, 0, 0 }

typedef struct lilac_support_cancel_outbound_schedule_command {
  lilac_head head;
  int64_t user_outbound_id;
} lilac_support_cancel_outbound_schedule_command;
#define LILAC_SUPPORT_CANCEL_OUTBOUND_SCHEDULE_COMMAND 2009
#define LILAC_SUPPORT_CANCEL_OUTBOUND_SCHEDULE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_cancel_outbound_schedule_command), 1, 2009}, 0 }

typedef struct lilac_support_complete_last_outbound_command {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
} lilac_support_complete_last_outbound_command;
#define LILAC_SUPPORT_COMPLETE_LAST_OUTBOUND_COMMAND 2010
#define LILAC_SUPPORT_COMPLETE_LAST_OUTBOUND_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_complete_last_outbound_command), 1, 2010}, 0, 0 }

typedef struct lilac_support_create_memo_command {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  lilac_text memo;
} lilac_support_create_memo_command;
#define LILAC_SUPPORT_CREATE_MEMO_COMMAND 2011
#define LILAC_SUPPORT_CREATE_MEMO_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_create_memo_command), 1, 2011}, 0, 0, {NULL, 0} }

typedef struct lilac_support_update_memo_command {
  lilac_head head;
  int64_t memo_id;
  lilac_text memo;
} lilac_support_update_memo_command;
#define LILAC_SUPPORT_UPDATE_MEMO_COMMAND 2012
#define LILAC_SUPPORT_UPDATE_MEMO_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_update_memo_command), 1, 2012}, 0, {NULL, 0} }

typedef struct lilac_support_create_issue_command {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  lilac_text issue;
} lilac_support_create_issue_command;
#define LILAC_SUPPORT_CREATE_ISSUE_COMMAND 2013
#define LILAC_SUPPORT_CREATE_ISSUE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_create_issue_command), 1, 2013}, 0, 0, {NULL, 0} }

typedef struct lilac_support_update_issue_command {
  lilac_head head;
  int64_t issue_id;
  lilac_text issue;
} lilac_support_update_issue_command;
#define LILAC_SUPPORT_UPDATE_ISSUE_COMMAND 2014
#define LILAC_SUPPORT_UPDATE_ISSUE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_update_issue_command), 1, 2014}, 0, {NULL, 0} }

typedef struct lilac_support_change_issue_status_command {
  lilac_head head;
  int64_t issue_id;
  int32_t to; /* LILAC_SUPPORT_USER_SUPPORT_ISSUE_STATUS_… */
  lilac_text reason;
} lilac_support_change_issue_status_command;
#define LILAC_SUPPORT_CHANGE_ISSUE_STATUS_COMMAND 2015
#define LILAC_SUPPORT_CHANGE_ISSUE_STATUS_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_change_issue_status_command), 1, 2015}, 0, 0, {NULL, 0} }

typedef struct lilac_support_send_template_message_command {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int64_t template_id;
  lilac_dictionary variables;
} lilac_support_send_template_message_command;
#define LILAC_SUPPORT_SEND_TEMPLATE_MESSAGE_COMMAND 2016
#define LILAC_SUPPORT_SEND_TEMPLATE_MESSAGE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_send_template_message_command), 1, 2016}, 0, 0, 0, {NULL, 0} }

typedef struct lilac_support_send_free_text_message_command {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  lilac_text text;
} lilac_support_send_free_text_message_command;
#define LILAC_SUPPORT_SEND_FREE_TEXT_MESSAGE_COMMAND 2017
#define LILAC_SUPPORT_SEND_FREE_TEXT_MESSAGE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_send_free_text_message_command), 1, 2017}, 0, 0, {NULL, 0} }

typedef struct lilac_support_send_missed_call_message_command {
  lilac_head head;
  int64_t user_outbound_id;
  lilac_optional template_id;
  lilac_dictionary variables;
} lilac_support_send_missed_call_message_command;
#define LILAC_SUPPORT_SEND_MISSED_CALL_MESSAGE_COMMAND 2018
#define LILAC_SUPPORT_SEND_MISSED_CALL_MESSAGE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_send_missed_call_message_command), 1, 2018}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_support_send_last_survey_reminder_command {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  lilac_optional template_id;
  lilac_dictionary variables;
} lilac_support_send_last_survey_reminder_command;
#define LILAC_SUPPORT_SEND_LAST_SURVEY_REMINDER_COMMAND 2019
#define LILAC_SUPPORT_SEND_LAST_SURVEY_REMINDER_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_send_last_survey_reminder_command), 1, 2019}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_support_cancel_support_message_command {
  lilac_head head;
  int64_t message_id;
} lilac_support_cancel_support_message_command;
#define LILAC_SUPPORT_CANCEL_SUPPORT_MESSAGE_COMMAND 2020
#define LILAC_SUPPORT_CANCEL_SUPPORT_MESSAGE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_cancel_support_message_command), 1, 2020}, 0 }

typedef struct lilac_support_retry_support_message_command {
  lilac_head head;
  int64_t message_id;
} lilac_support_retry_support_message_command;
#define LILAC_SUPPORT_RETRY_SUPPORT_MESSAGE_COMMAND 2021
#define LILAC_SUPPORT_RETRY_SUPPORT_MESSAGE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_retry_support_message_command), 1, 2021}, 0 }

typedef struct lilac_support_record_message_outcome_command {
  lilac_head head;
  int64_t message_id;
  int32_t status; /* LILAC_SUPPORT_USER_SUPPORT_MESSAGE_STATUS_… */
  lilac_text reason;
} lilac_support_record_message_outcome_command;
#define LILAC_SUPPORT_RECORD_MESSAGE_OUTCOME_COMMAND 2022
#define LILAC_SUPPORT_RECORD_MESSAGE_OUTCOME_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_record_message_outcome_command), 1, 2022}, 0, 0, {NULL, 0} }

typedef struct lilac_support_update_user_site_command {
  lilac_head head;
  int64_t user_id;
  int64_t site_id;
} lilac_support_update_user_site_command;
#define LILAC_SUPPORT_UPDATE_USER_SITE_COMMAND 2023
#define LILAC_SUPPORT_UPDATE_USER_SITE_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_update_user_site_command), 1, 2023}, 0, 0 }

typedef struct lilac_support_update_user_md_command {
  lilac_head head;
  int64_t user_id;
  int64_t md_id;
} lilac_support_update_user_md_command;
#define LILAC_SUPPORT_UPDATE_USER_MD_COMMAND 2024
#define LILAC_SUPPORT_UPDATE_USER_MD_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_update_user_md_command), 1, 2024}, 0, 0 }

typedef struct lilac_support_delete_user_md_command {
  lilac_head head;
  int64_t user_id;
} lilac_support_delete_user_md_command;
#define LILAC_SUPPORT_DELETE_USER_MD_COMMAND 2025
#define LILAC_SUPPORT_DELETE_USER_MD_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_delete_user_md_command), 1, 2025}, 0 }

typedef struct lilac_support_update_user_contact_command {
  lilac_head head;
  int64_t user_id;
  lilac_text name;
  lilac_text phone; /* an address; read back masked */
  lilac_text time_zone;
} lilac_support_update_user_contact_command;
#define LILAC_SUPPORT_UPDATE_USER_CONTACT_COMMAND 2026
#define LILAC_SUPPORT_UPDATE_USER_CONTACT_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_update_user_contact_command), 1, 2026}, 0, {NULL, 0}, {NULL, 0}, {NULL, 0} }

typedef struct lilac_support_log_facts {
  lilac_head head;
  lilac_optional message_type; /* LILAC_SUPPORT_USER_SUPPORT_MESSAGE_TYPE_… */
  lilac_optional status; /* LILAC_SUPPORT_USER_SUPPORT_MESSAGE_STATUS_… */
  lilac_text before;
  lilac_text after;
  lilac_text from;
  lilac_text to;
  lilac_optional site_from;
  lilac_optional site_to;
  lilac_optional md_from;
  lilac_optional md_to;
  lilac_optional template_id;
  lilac_text reason;
  lilac_text note;
} lilac_support_log_facts;
#define LILAC_SUPPORT_LOG_FACTS_INIT { {(uint32_t)sizeof(lilac_support_log_facts), 6, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0} }

typedef struct lilac_support_record_support_log_command {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int32_t type; /* LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_… */
  int64_t relation_id;
  const struct lilac_support_log_facts *facts;
} lilac_support_record_support_log_command;
#define LILAC_SUPPORT_RECORD_SUPPORT_LOG_COMMAND 2027
#define LILAC_SUPPORT_RECORD_SUPPORT_LOG_COMMAND_INIT { {(uint32_t)sizeof(lilac_support_record_support_log_command), 1, 2027}, 0, 0, 0, 0, 0, NULL }

typedef struct lilac_support_outbound_plan_defined_event {
  lilac_head head;
  int64_t outbound_plan_id;
  int32_t sequence;
  int32_t day_index;
} lilac_support_outbound_plan_defined_event;
#define LILAC_SUPPORT_OUTBOUND_PLAN_DEFINED_EVENT 2001
#define LILAC_SUPPORT_OUTBOUND_PLAN_DEFINED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_outbound_plan_defined_event), 2, 2001}, 0, 0, 0 }

typedef struct lilac_support_outbound_plan_active_set_event {
  lilac_head head;
  int64_t outbound_plan_id;
  int32_t sequence;
  int32_t day_index;
  uint8_t is_active;
} lilac_support_outbound_plan_active_set_event;
#define LILAC_SUPPORT_OUTBOUND_PLAN_ACTIVE_SET_EVENT 2002
#define LILAC_SUPPORT_OUTBOUND_PLAN_ACTIVE_SET_EVENT_INIT { {(uint32_t)sizeof(lilac_support_outbound_plan_active_set_event), 2, 2002}, 0, 0, 0, 0 }

typedef struct lilac_support_user_cycle_enrolled_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int32_t started_on; /* days since 1970-01-01 */
  int32_t planned_calls;
  int64_t site_id;
  lilac_optional md_id;
  lilac_text masked_name;
  lilac_text masked_phone;
  lilac_text time_zone;
} lilac_support_user_cycle_enrolled_event;
#define LILAC_SUPPORT_USER_CYCLE_ENROLLED_EVENT 2003
#define LILAC_SUPPORT_USER_CYCLE_ENROLLED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_cycle_enrolled_event), 2, 2003}, 0, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0}, {NULL, 0} }

typedef struct lilac_support_user_cycle_ended_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int32_t ended_on; /* days since 1970-01-01 */
  lilac_text reason;
} lilac_support_user_cycle_ended_event;
#define LILAC_SUPPORT_USER_CYCLE_ENDED_EVENT 2004
#define LILAC_SUPPORT_USER_CYCLE_ENDED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_cycle_ended_event), 2, 2004}, 0, 0, 0, 0, {NULL, 0} }

typedef struct lilac_support_outbound_completed_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t user_outbound_id;
} lilac_support_outbound_completed_event;
#define LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT 2005
#define LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_outbound_completed_event), 2, 2005}, 0, 0, 0, 0 }

typedef struct lilac_support_outbound_skipped_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t user_outbound_id;
  lilac_text reason;
} lilac_support_outbound_skipped_event;
#define LILAC_SUPPORT_OUTBOUND_SKIPPED_EVENT 2006
#define LILAC_SUPPORT_OUTBOUND_SKIPPED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_outbound_skipped_event), 2, 2006}, 0, 0, 0, 0, {NULL, 0} }

typedef struct lilac_support_outbound_withdrawn_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t user_outbound_id;
  int32_t from; /* LILAC_SUPPORT_USER_OUTBOUND_STATUS_… */
  lilac_text reason;
} lilac_support_outbound_withdrawn_event;
#define LILAC_SUPPORT_OUTBOUND_WITHDRAWN_EVENT 2007
#define LILAC_SUPPORT_OUTBOUND_WITHDRAWN_EVENT_INIT { {(uint32_t)sizeof(lilac_support_outbound_withdrawn_event), 2, 2007}, 0, 0, 0, 0, 0, {NULL, 0} }

typedef struct lilac_support_outbound_schedule_recorded_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t user_outbound_id;
  int64_t schedule_at; /* UTC ms */
  lilac_optional previous; /* UTC ms */
} lilac_support_outbound_schedule_recorded_event;
#define LILAC_SUPPORT_OUTBOUND_SCHEDULE_RECORDED_EVENT 2008
#define LILAC_SUPPORT_OUTBOUND_SCHEDULE_RECORDED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_outbound_schedule_recorded_event), 2, 2008}, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_outbound_schedule_canceled_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t user_outbound_id;
  int64_t schedule_at; /* UTC ms */
} lilac_support_outbound_schedule_canceled_event;
#define LILAC_SUPPORT_OUTBOUND_SCHEDULE_CANCELED_EVENT 2009
#define LILAC_SUPPORT_OUTBOUND_SCHEDULE_CANCELED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_outbound_schedule_canceled_event), 2, 2009}, 0, 0, 0, 0, 0 }

typedef struct lilac_support_last_survey_completed_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
} lilac_support_last_survey_completed_event;
#define LILAC_SUPPORT_LAST_SURVEY_COMPLETED_EVENT 2010
#define LILAC_SUPPORT_LAST_SURVEY_COMPLETED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_last_survey_completed_event), 2, 2010}, 0, 0 }

typedef struct lilac_support_last_outbound_auto_completed_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t user_outbound_id;
} lilac_support_last_outbound_auto_completed_event;
#define LILAC_SUPPORT_LAST_OUTBOUND_AUTO_COMPLETED_EVENT 2011
#define LILAC_SUPPORT_LAST_OUTBOUND_AUTO_COMPLETED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_last_outbound_auto_completed_event), 2, 2011}, 0, 0, 0, 0 }

typedef struct lilac_support_user_memo_created_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t memo_id;
  lilac_text memo;
} lilac_support_user_memo_created_event;
#define LILAC_SUPPORT_USER_MEMO_CREATED_EVENT 2012
#define LILAC_SUPPORT_USER_MEMO_CREATED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_memo_created_event), 2, 2012}, 0, 0, 0, 0, {NULL, 0} }

typedef struct lilac_support_user_memo_updated_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t memo_id;
  lilac_text before;
  lilac_text memo;
} lilac_support_user_memo_updated_event;
#define LILAC_SUPPORT_USER_MEMO_UPDATED_EVENT 2013
#define LILAC_SUPPORT_USER_MEMO_UPDATED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_memo_updated_event), 2, 2013}, 0, 0, 0, 0, {NULL, 0}, {NULL, 0} }

typedef struct lilac_support_user_issue_created_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t issue_id;
  lilac_text issue;
} lilac_support_user_issue_created_event;
#define LILAC_SUPPORT_USER_ISSUE_CREATED_EVENT 2014
#define LILAC_SUPPORT_USER_ISSUE_CREATED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_issue_created_event), 2, 2014}, 0, 0, 0, 0, {NULL, 0} }

typedef struct lilac_support_user_issue_updated_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t issue_id;
  lilac_text before;
  lilac_text issue;
} lilac_support_user_issue_updated_event;
#define LILAC_SUPPORT_USER_ISSUE_UPDATED_EVENT 2015
#define LILAC_SUPPORT_USER_ISSUE_UPDATED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_issue_updated_event), 2, 2015}, 0, 0, 0, 0, {NULL, 0}, {NULL, 0} }

typedef struct lilac_support_user_issue_status_changed_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t issue_id;
  int32_t from; /* LILAC_SUPPORT_USER_SUPPORT_ISSUE_STATUS_… */
  int32_t to; /* LILAC_SUPPORT_USER_SUPPORT_ISSUE_STATUS_… */
  lilac_text reason;
} lilac_support_user_issue_status_changed_event;
#define LILAC_SUPPORT_USER_ISSUE_STATUS_CHANGED_EVENT 2016
#define LILAC_SUPPORT_USER_ISSUE_STATUS_CHANGED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_issue_status_changed_event), 2, 2016}, 0, 0, 0, 0, 0, 0, {NULL, 0} }

typedef struct lilac_support_user_site_updated_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t from;
  int64_t to;
} lilac_support_user_site_updated_event;
#define LILAC_SUPPORT_USER_SITE_UPDATED_EVENT 2017
#define LILAC_SUPPORT_USER_SITE_UPDATED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_site_updated_event), 2, 2017}, 0, 0, 0, 0, 0 }

typedef struct lilac_support_user_site_update_requested_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t from;
  int64_t to;
} lilac_support_user_site_update_requested_event;
#define LILAC_SUPPORT_USER_SITE_UPDATE_REQUESTED_EVENT 2018
#define LILAC_SUPPORT_USER_SITE_UPDATE_REQUESTED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_site_update_requested_event), 2, 2018}, 0, 0, 0, 0, 0 }

typedef struct lilac_support_user_md_update_requested_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  lilac_optional from;
  int64_t to;
} lilac_support_user_md_update_requested_event;
#define LILAC_SUPPORT_USER_MD_UPDATE_REQUESTED_EVENT 2019
#define LILAC_SUPPORT_USER_MD_UPDATE_REQUESTED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_md_update_requested_event), 2, 2019}, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0 }

typedef struct lilac_support_user_md_delete_requested_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t from;
} lilac_support_user_md_delete_requested_event;
#define LILAC_SUPPORT_USER_MD_DELETE_REQUESTED_EVENT 2020
#define LILAC_SUPPORT_USER_MD_DELETE_REQUESTED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_md_delete_requested_event), 2, 2020}, 0, 0, 0, 0 }

typedef struct lilac_support_user_contact_updated_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  lilac_text masked_name;
  lilac_text masked_phone;
  lilac_text time_zone;
} lilac_support_user_contact_updated_event;
#define LILAC_SUPPORT_USER_CONTACT_UPDATED_EVENT 2021
#define LILAC_SUPPORT_USER_CONTACT_UPDATED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_user_contact_updated_event), 2, 2021}, 0, 0, 0, {NULL, 0}, {NULL, 0}, {NULL, 0} }

typedef struct lilac_support_support_message_requested_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t message_id;
  lilac_optional user_outbound_id;
  int32_t message_type; /* LILAC_SUPPORT_USER_SUPPORT_MESSAGE_TYPE_… */
  lilac_optional template_id;
  lilac_dictionary variables;
  lilac_text text;
} lilac_support_support_message_requested_event;
#define LILAC_SUPPORT_SUPPORT_MESSAGE_REQUESTED_EVENT 2022
#define LILAC_SUPPORT_SUPPORT_MESSAGE_REQUESTED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_support_message_requested_event), 2, 2022}, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0} }

typedef struct lilac_support_support_message_cancel_requested_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t message_id;
} lilac_support_support_message_cancel_requested_event;
#define LILAC_SUPPORT_SUPPORT_MESSAGE_CANCEL_REQUESTED_EVENT 2023
#define LILAC_SUPPORT_SUPPORT_MESSAGE_CANCEL_REQUESTED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_support_message_cancel_requested_event), 2, 2023}, 0, 0, 0, 0 }

typedef struct lilac_support_support_message_retry_requested_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t message_id;
} lilac_support_support_message_retry_requested_event;
#define LILAC_SUPPORT_SUPPORT_MESSAGE_RETRY_REQUESTED_EVENT 2024
#define LILAC_SUPPORT_SUPPORT_MESSAGE_RETRY_REQUESTED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_support_message_retry_requested_event), 2, 2024}, 0, 0, 0, 0 }

typedef struct lilac_support_template_message_sent_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t message_id;
  lilac_optional template_id;
} lilac_support_template_message_sent_event;
#define LILAC_SUPPORT_TEMPLATE_MESSAGE_SENT_EVENT 2025
#define LILAC_SUPPORT_TEMPLATE_MESSAGE_SENT_EVENT_INIT { {(uint32_t)sizeof(lilac_support_template_message_sent_event), 2, 2025}, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_free_text_message_sent_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t message_id;
} lilac_support_free_text_message_sent_event;
#define LILAC_SUPPORT_FREE_TEXT_MESSAGE_SENT_EVENT 2026
#define LILAC_SUPPORT_FREE_TEXT_MESSAGE_SENT_EVENT_INIT { {(uint32_t)sizeof(lilac_support_free_text_message_sent_event), 2, 2026}, 0, 0, 0, 0 }

typedef struct lilac_support_missed_call_message_sent_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t user_outbound_id;
  int64_t message_id;
  lilac_optional template_id;
} lilac_support_missed_call_message_sent_event;
#define LILAC_SUPPORT_MISSED_CALL_MESSAGE_SENT_EVENT 2027
#define LILAC_SUPPORT_MISSED_CALL_MESSAGE_SENT_EVENT_INIT { {(uint32_t)sizeof(lilac_support_missed_call_message_sent_event), 2, 2027}, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_last_survey_reminder_message_sent_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t message_id;
  lilac_optional template_id;
} lilac_support_last_survey_reminder_message_sent_event;
#define LILAC_SUPPORT_LAST_SURVEY_REMINDER_MESSAGE_SENT_EVENT 2028
#define LILAC_SUPPORT_LAST_SURVEY_REMINDER_MESSAGE_SENT_EVENT_INIT { {(uint32_t)sizeof(lilac_support_last_survey_reminder_message_sent_event), 2, 2028}, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_missed_call_message_failed_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t user_outbound_id;
  int64_t message_id;
  lilac_optional template_id;
  lilac_text reason;
} lilac_support_missed_call_message_failed_event;
#define LILAC_SUPPORT_MISSED_CALL_MESSAGE_FAILED_EVENT 2029
#define LILAC_SUPPORT_MISSED_CALL_MESSAGE_FAILED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_missed_call_message_failed_event), 2, 2029}, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_support_support_message_failed_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t message_id;
  int32_t message_type; /* LILAC_SUPPORT_USER_SUPPORT_MESSAGE_TYPE_… */
  lilac_optional template_id;
  lilac_text reason;
} lilac_support_support_message_failed_event;
#define LILAC_SUPPORT_SUPPORT_MESSAGE_FAILED_EVENT 2030
#define LILAC_SUPPORT_SUPPORT_MESSAGE_FAILED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_support_message_failed_event), 2, 2030}, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_support_support_log_history_recorded_event {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int32_t day_index;
  int64_t log_id;
  int32_t type; /* LILAC_SUPPORT_USER_SUPPORT_LOG_TYPE_… */
  int64_t relation_id;
} lilac_support_support_log_history_recorded_event;
#define LILAC_SUPPORT_SUPPORT_LOG_HISTORY_RECORDED_EVENT 2031
#define LILAC_SUPPORT_SUPPORT_LOG_HISTORY_RECORDED_EVENT_INIT { {(uint32_t)sizeof(lilac_support_support_log_history_recorded_event), 2, 2031}, 0, 0, 0, 0, 0, 0 }

typedef struct lilac_support_find_users_query {
  lilac_head head;
  int64_t as_of; /* UTC ms */
  lilac_optional site_id;
  lilac_optional md_id;
  lilac_optional due_by; /* days since 1970-01-01 */
  lilac_optional has_open_issue;
  lilac_text text;
  lilac_optional sort; /* LILAC_SUPPORT_USER_SORT_… */
  lilac_text after;
  lilac_optional limit;
} lilac_support_find_users_query;
#define LILAC_SUPPORT_FIND_USERS_QUERY 2001
#define LILAC_SUPPORT_FIND_USERS_QUERY_INIT { {(uint32_t)sizeof(lilac_support_find_users_query), 4, 2001}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_user_overview {
  lilac_head head;
  int64_t user_id;
  int64_t user_cycle_id;
  int64_t site_id;
  lilac_optional md_id;
  lilac_text name;
  lilac_text phone; /* an address; read back masked */
  lilac_text time_zone;
  int32_t day_index;
  lilac_optional next_outbound_id;
  lilac_optional next_due_on; /* days since 1970-01-01 */
  lilac_optional next_contact_at; /* UTC ms */
  int32_t overdue_days;
  int32_t open_issues;
  lilac_optional last_contact_at; /* UTC ms */
  int64_t as_of; /* UTC ms */
  lilac_text place;
  uint8_t uses_desk_zone;
} lilac_support_user_overview;
#define LILAC_SUPPORT_USER_OVERVIEW_INIT { {(uint32_t)sizeof(lilac_support_user_overview), 6, 0}, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, {NULL, 0}, 0 }

typedef struct lilac_support_today_query {
  lilac_head head;
  int64_t at; /* UTC ms */
} lilac_support_today_query;
#define LILAC_SUPPORT_TODAY_QUERY 2002
#define LILAC_SUPPORT_TODAY_QUERY_INIT { {(uint32_t)sizeof(lilac_support_today_query), 4, 2002}, 0 }

typedef struct lilac_support_due_call {
  lilac_head head;
  int64_t user_outbound_id;
  int64_t user_id;
  int64_t user_cycle_id;
  int64_t site_id;
  lilac_text name;
  lilac_text phone; /* an address; read back masked */
  int32_t sequence;
  int32_t day_index;
  int32_t plan_date; /* days since 1970-01-01 */
  lilac_optional contact_at; /* UTC ms */
  int32_t due_on; /* days since 1970-01-01 */
  int32_t overdue_days;
  uint8_t uses_desk_zone;
} lilac_support_due_call;
#define LILAC_SUPPORT_DUE_CALL_INIT { {(uint32_t)sizeof(lilac_support_due_call), 6, 0}, 0, 0, 0, 0, {NULL, 0}, {NULL, 0}, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, 0, 0 }

typedef struct lilac_support_get_logs_query {
  lilac_head head;
  lilac_optional user_id;
  lilac_optional user_cycle_id;
  lilac_optional after;
  lilac_optional limit;
} lilac_support_get_logs_query;
#define LILAC_SUPPORT_GET_LOGS_QUERY 2003
#define LILAC_SUPPORT_GET_LOGS_QUERY_INIT { {(uint32_t)sizeof(lilac_support_get_logs_query), 4, 2003}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_get_plans_query {
  lilac_head head;
  int64_t user_id;
  lilac_optional user_cycle_id;
  lilac_optional at; /* UTC ms */
} lilac_support_get_plans_query;
#define LILAC_SUPPORT_GET_PLANS_QUERY 2004
#define LILAC_SUPPORT_GET_PLANS_QUERY_INIT { {(uint32_t)sizeof(lilac_support_get_plans_query), 4, 2004}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_get_memos_query {
  lilac_head head;
  int64_t user_id;
  lilac_optional user_cycle_id;
} lilac_support_get_memos_query;
#define LILAC_SUPPORT_GET_MEMOS_QUERY 2005
#define LILAC_SUPPORT_GET_MEMOS_QUERY_INIT { {(uint32_t)sizeof(lilac_support_get_memos_query), 4, 2005}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_get_issues_query {
  lilac_head head;
  int64_t user_id;
  lilac_optional user_cycle_id;
  lilac_optional status; /* LILAC_SUPPORT_USER_SUPPORT_ISSUE_STATUS_… */
} lilac_support_get_issues_query;
#define LILAC_SUPPORT_GET_ISSUES_QUERY 2006
#define LILAC_SUPPORT_GET_ISSUES_QUERY_INIT { {(uint32_t)sizeof(lilac_support_get_issues_query), 4, 2006}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_get_messages_query {
  lilac_head head;
  int64_t user_id;
  lilac_optional user_cycle_id;
} lilac_support_get_messages_query;
#define LILAC_SUPPORT_GET_MESSAGES_QUERY 2007
#define LILAC_SUPPORT_GET_MESSAGES_QUERY_INIT { {(uint32_t)sizeof(lilac_support_get_messages_query), 4, 2007}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_support_rules {
  lilac_head head;
  int64_t edit_window; /* ms */
  int32_t longest_memo;
  int32_t longest_issue;
  int32_t longest_free_text;
  int32_t last_plannable_day;
  lilac_text missed_call_text;
  lilac_text last_survey_reminder_text;
  lilac_text time_zone;
} lilac_support_rules;
#define LILAC_SUPPORT_RULES 2000
#define LILAC_SUPPORT_RULES_INIT { {(uint32_t)sizeof(lilac_support_rules), 5, 2000}, 86400000, 1000, 1000, 2000, 3650, LILAC_TEXT("We tried to call you today and could not reach you. We will call again; you may also call us back."), LILAC_TEXT("Your last survey is still open. Please complete it in the app: it takes only a few minutes."), LILAC_TEXT("Asia/Seoul") }

/* Commands: the reply (may be NULL) is borrowed until *out is destroyed; otherwise as lilac_execute. */
static inline lilac_status lilac_support_define_outbound_plan(lilac_desk *desk, const lilac_support_define_outbound_plan_command *command,
    const lilac_call *call, const lilac_support_outbound_plan **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_outbound_plan *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_set_outbound_plan_active(lilac_desk *desk, const lilac_support_set_outbound_plan_active_command *command,
    const lilac_call *call, const lilac_support_outbound_plan **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_outbound_plan *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_enrol_user_cycle(lilac_desk *desk, const lilac_support_enrol_user_cycle_command *command,
    const lilac_call *call, const lilac_support_user_cycle **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_cycle *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_end_user_cycle(lilac_desk *desk, const lilac_support_end_user_cycle_command *command,
    const lilac_call *call, const lilac_support_user_cycle **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_cycle *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_complete_outbound(lilac_desk *desk, const lilac_support_complete_outbound_command *command,
    const lilac_call *call, const lilac_support_user_outbound_plan **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_outbound_plan *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_skip_outbound(lilac_desk *desk, const lilac_support_skip_outbound_command *command,
    const lilac_call *call, const lilac_support_user_outbound_plan **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_outbound_plan *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_withdraw_outbound(lilac_desk *desk, const lilac_support_withdraw_outbound_command *command,
    const lilac_call *call, const lilac_support_user_outbound_plan **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_outbound_plan *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_record_outbound_schedule(lilac_desk *desk, const lilac_support_record_outbound_schedule_command *command,
    const lilac_call *call, const lilac_support_user_outbound_plan **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_outbound_plan *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_cancel_outbound_schedule(lilac_desk *desk, const lilac_support_cancel_outbound_schedule_command *command,
    const lilac_call *call, const lilac_support_user_outbound_plan **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_outbound_plan *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_complete_last_outbound(lilac_desk *desk, const lilac_support_complete_last_outbound_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}
static inline lilac_status lilac_support_create_memo(lilac_desk *desk, const lilac_support_create_memo_command *command,
    const lilac_call *call, const lilac_support_user_support_memo **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_memo *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_update_memo(lilac_desk *desk, const lilac_support_update_memo_command *command,
    const lilac_call *call, const lilac_support_user_support_memo **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_memo *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_create_issue(lilac_desk *desk, const lilac_support_create_issue_command *command,
    const lilac_call *call, const lilac_support_user_support_issue **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_issue *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_update_issue(lilac_desk *desk, const lilac_support_update_issue_command *command,
    const lilac_call *call, const lilac_support_user_support_issue **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_issue *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_change_issue_status(lilac_desk *desk, const lilac_support_change_issue_status_command *command,
    const lilac_call *call, const lilac_support_user_support_issue **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_issue *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_send_template_message(lilac_desk *desk, const lilac_support_send_template_message_command *command,
    const lilac_call *call, const lilac_support_user_support_message **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_message *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_send_free_text_message(lilac_desk *desk, const lilac_support_send_free_text_message_command *command,
    const lilac_call *call, const lilac_support_user_support_message **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_message *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_send_missed_call_message(lilac_desk *desk, const lilac_support_send_missed_call_message_command *command,
    const lilac_call *call, const lilac_support_user_support_message **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_message *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_send_last_survey_reminder(lilac_desk *desk, const lilac_support_send_last_survey_reminder_command *command,
    const lilac_call *call, const lilac_support_user_support_message **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_message *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_cancel_support_message(lilac_desk *desk, const lilac_support_cancel_support_message_command *command,
    const lilac_call *call, const lilac_support_user_support_message **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_message *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_retry_support_message(lilac_desk *desk, const lilac_support_retry_support_message_command *command,
    const lilac_call *call, const lilac_support_user_support_message **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support_message *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_record_message_outcome(lilac_desk *desk, const lilac_support_record_message_outcome_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}
static inline lilac_status lilac_support_update_user_site(lilac_desk *desk, const lilac_support_update_user_site_command *command,
    const lilac_call *call, const lilac_support_user_support **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_update_user_md(lilac_desk *desk, const lilac_support_update_user_md_command *command,
    const lilac_call *call, const lilac_support_user_support **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_delete_user_md(lilac_desk *desk, const lilac_support_delete_user_md_command *command,
    const lilac_call *call, const lilac_support_user_support **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_update_user_contact(lilac_desk *desk, const lilac_support_update_user_contact_command *command,
    const lilac_call *call, const lilac_support_user_support **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_support_user_support *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_support_record_support_log(lilac_desk *desk, const lilac_support_record_support_log_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}

/* Questions: the rows are borrowed until *out is destroyed; otherwise as lilac_query. */
static inline lilac_status lilac_support_find_users(lilac_desk *desk, const lilac_support_find_users_query *question,
    const lilac_support_user_overview *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_support_user_overview *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_support_today(lilac_desk *desk, const lilac_support_today_query *question,
    const lilac_support_due_call *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_support_due_call *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_support_get_logs(lilac_desk *desk, const lilac_support_get_logs_query *question,
    const lilac_support_user_support_log *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_support_user_support_log *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_support_get_plans(lilac_desk *desk, const lilac_support_get_plans_query *question,
    const lilac_support_user_outbound_plan *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_support_user_outbound_plan *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_support_get_memos(lilac_desk *desk, const lilac_support_get_memos_query *question,
    const lilac_support_user_support_memo *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_support_user_support_memo *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_support_get_issues(lilac_desk *desk, const lilac_support_get_issues_query *question,
    const lilac_support_user_support_issue *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_support_user_support_issue *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_support_get_messages(lilac_desk *desk, const lilac_support_get_messages_query *question,
    const lilac_support_user_support_message *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_support_user_support_message *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}

#ifdef __cplusplus
}
#endif

#endif

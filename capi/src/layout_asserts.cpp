/* Made by lilac_c_headers from the descriptions of the contexts; not to be edited. */
/* clang-format off */
/* The structs lie in memory as the library converts them. */
#include <stddef.h>

#include "lilac/messaging.h"
#include "lilac/support.h"
#include "lilac/billing.h"

static_assert(sizeof(lilac_messaging_message_answer) == 24, "size");
static_assert(offsetof(lilac_messaging_message_answer, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_answer, state) == 16, "offset");

static_assert(sizeof(lilac_messaging_outgoing_message) == 120, "size");
static_assert(offsetof(lilac_messaging_outgoing_message, key) == 8, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, message_id) == 24, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, channel) == 32, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, step) == 36, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, attempt) == 40, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, generation) == 44, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, category) == 48, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, address) == 56, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, subject) == 72, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, text) == 88, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, at) == 104, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, is_long) == 112, "offset");
static_assert(offsetof(lilac_messaging_outgoing_message, try_number) == 116, "offset");

static_assert(sizeof(lilac_messaging_status_question) == 64, "size");
static_assert(offsetof(lilac_messaging_status_question, key) == 8, "offset");
static_assert(offsetof(lilac_messaging_status_question, message_id) == 24, "offset");
static_assert(offsetof(lilac_messaging_status_question, channel) == 32, "offset");
static_assert(offsetof(lilac_messaging_status_question, step) == 36, "offset");
static_assert(offsetof(lilac_messaging_status_question, attempt) == 40, "offset");
static_assert(offsetof(lilac_messaging_status_question, generation) == 44, "offset");
static_assert(offsetof(lilac_messaging_status_question, at) == 48, "offset");
static_assert(offsetof(lilac_messaging_status_question, try_number) == 56, "offset");

static_assert(sizeof(lilac_messaging_claim) == 48, "size");
static_assert(offsetof(lilac_messaging_claim, to_send) == 8, "offset");
static_assert(offsetof(lilac_messaging_claim, to_ask) == 24, "offset");
static_assert(offsetof(lilac_messaging_claim, changed) == 40, "offset");

static_assert(sizeof(lilac_messaging_send_outcome) == 80, "size");
static_assert(offsetof(lilac_messaging_send_outcome, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_send_outcome, generation) == 16, "offset");
static_assert(offsetof(lilac_messaging_send_outcome, step) == 20, "offset");
static_assert(offsetof(lilac_messaging_send_outcome, attempt) == 24, "offset");
static_assert(offsetof(lilac_messaging_send_outcome, outcome) == 28, "offset");
static_assert(offsetof(lilac_messaging_send_outcome, kind) == 32, "offset");
static_assert(offsetof(lilac_messaging_send_outcome, reason) == 40, "offset");
static_assert(offsetof(lilac_messaging_send_outcome, vendor_id) == 56, "offset");
static_assert(offsetof(lilac_messaging_send_outcome, try_number) == 72, "offset");

static_assert(sizeof(lilac_messaging_quiet_window) == 40, "size");
static_assert(offsetof(lilac_messaging_quiet_window, start) == 8, "offset");
static_assert(offsetof(lilac_messaging_quiet_window, end) == 16, "offset");
static_assert(offsetof(lilac_messaging_quiet_window, channel) == 24, "offset");

static_assert(sizeof(lilac_messaging_text_preview) == 56, "size");
static_assert(offsetof(lilac_messaging_text_preview, subject) == 8, "offset");
static_assert(offsetof(lilac_messaging_text_preview, text) == 24, "offset");
static_assert(offsetof(lilac_messaging_text_preview, bytes) == 40, "offset");
static_assert(offsetof(lilac_messaging_text_preview, is_long) == 48, "offset");

static_assert(sizeof(lilac_messaging_prometheus_text) == 24, "size");
static_assert(offsetof(lilac_messaging_prometheus_text, text) == 8, "offset");

static_assert(sizeof(lilac_messaging_message) == 344, "size");
static_assert(offsetof(lilac_messaging_message, id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message, dedup_key) == 16, "offset");
static_assert(offsetof(lilac_messaging_message, request_hash) == 32, "offset");
static_assert(offsetof(lilac_messaging_message, generation) == 40, "offset");
static_assert(offsetof(lilac_messaging_message, purpose) == 48, "offset");
static_assert(offsetof(lilac_messaging_message, category) == 64, "offset");
static_assert(offsetof(lilac_messaging_message, recipient_id) == 72, "offset");
static_assert(offsetof(lilac_messaging_message, steps) == 80, "offset");
static_assert(offsetof(lilac_messaging_message, template_id) == 96, "offset");
static_assert(offsetof(lilac_messaging_message, template_version) == 112, "offset");
static_assert(offsetof(lilac_messaging_message, variables) == 128, "offset");
static_assert(offsetof(lilac_messaging_message, text) == 144, "offset");
static_assert(offsetof(lilac_messaging_message, text_hash) == 160, "offset");
static_assert(offsetof(lilac_messaging_message, earliest_at) == 168, "offset");
static_assert(offsetof(lilac_messaging_message, expires_at) == 184, "offset");
static_assert(offsetof(lilac_messaging_message, state) == 200, "offset");
static_assert(offsetof(lilac_messaging_message, due_at) == 208, "offset");
static_assert(offsetof(lilac_messaging_message, hold_reason) == 216, "offset");
static_assert(offsetof(lilac_messaging_message, step) == 232, "offset");
static_assert(offsetof(lilac_messaging_message, attempts) == 236, "offset");
static_assert(offsetof(lilac_messaging_message, polls) == 240, "offset");
static_assert(offsetof(lilac_messaging_message, possible_duplicate) == 244, "offset");
static_assert(offsetof(lilac_messaging_message, failure_reason) == 248, "offset");
static_assert(offsetof(lilac_messaging_message, vendor_id) == 264, "offset");
static_assert(offsetof(lilac_messaging_message, accepted_at) == 280, "offset");
static_assert(offsetof(lilac_messaging_message, updated_at) == 288, "offset");
static_assert(offsetof(lilac_messaging_message, correlation_id) == 296, "offset");
static_assert(offsetof(lilac_messaging_message, present_channel) == 312, "offset");
static_assert(offsetof(lilac_messaging_message, tries) == 316, "offset");
static_assert(offsetof(lilac_messaging_message, key_was_given) == 320, "offset");
static_assert(offsetof(lilac_messaging_message, claim_lapsed) == 321, "offset");
static_assert(offsetof(lilac_messaging_message, is_cancelled) == 322, "offset");
static_assert(offsetof(lilac_messaging_message, is_named_by_store) == 323, "offset");
static_assert(offsetof(lilac_messaging_message, recipient_kind) == 328, "offset");

static_assert(sizeof(lilac_messaging_template_version) == 112, "size");
static_assert(offsetof(lilac_messaging_template_version, id) == 8, "offset");
static_assert(offsetof(lilac_messaging_template_version, template_id) == 16, "offset");
static_assert(offsetof(lilac_messaging_template_version, version) == 24, "offset");
static_assert(offsetof(lilac_messaging_template_version, channel) == 28, "offset");
static_assert(offsetof(lilac_messaging_template_version, category) == 32, "offset");
static_assert(offsetof(lilac_messaging_template_version, locale) == 40, "offset");
static_assert(offsetof(lilac_messaging_template_version, subject) == 56, "offset");
static_assert(offsetof(lilac_messaging_template_version, body) == 72, "offset");
static_assert(offsetof(lilac_messaging_template_version, variables) == 88, "offset");
static_assert(offsetof(lilac_messaging_template_version, defined_at) == 104, "offset");

static_assert(sizeof(lilac_messaging_quiet_hours) == 112, "size");
static_assert(offsetof(lilac_messaging_quiet_hours, id) == 8, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours, owner) == 16, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours, recipient_id) == 24, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours, windows) == 32, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours, time_zone) == 48, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours, mode) == 64, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours, follows_tenant) == 72, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours, updated_at) == 88, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours, recipient_kind) == 96, "offset");

static_assert(sizeof(lilac_messaging_suppression) == 80, "size");
static_assert(offsetof(lilac_messaging_suppression, id) == 8, "offset");
static_assert(offsetof(lilac_messaging_suppression, recipient_id) == 16, "offset");
static_assert(offsetof(lilac_messaging_suppression, channel) == 24, "offset");
static_assert(offsetof(lilac_messaging_suppression, category) == 28, "offset");
static_assert(offsetof(lilac_messaging_suppression, reason) == 32, "offset");
static_assert(offsetof(lilac_messaging_suppression, holds) == 48, "offset");
static_assert(offsetof(lilac_messaging_suppression, changed_at) == 56, "offset");
static_assert(offsetof(lilac_messaging_suppression, recipient_kind) == 64, "offset");

static_assert(sizeof(lilac_messaging_channel_limits) == 88, "size");
static_assert(offsetof(lilac_messaging_channel_limits, id) == 8, "offset");
static_assert(offsetof(lilac_messaging_channel_limits, channel) == 16, "offset");
static_assert(offsetof(lilac_messaging_channel_limits, messages) == 20, "offset");
static_assert(offsetof(lilac_messaging_channel_limits, period) == 24, "offset");
static_assert(offsetof(lilac_messaging_channel_limits, burst) == 32, "offset");
static_assert(offsetof(lilac_messaging_channel_limits, tokens) == 40, "offset");
static_assert(offsetof(lilac_messaging_channel_limits, minted_at) == 48, "offset");
static_assert(offsetof(lilac_messaging_channel_limits, failures) == 56, "offset");
static_assert(offsetof(lilac_messaging_channel_limits, open_until) == 64, "offset");
static_assert(offsetof(lilac_messaging_channel_limits, updated_at) == 80, "offset");

static_assert(sizeof(lilac_messaging_message_metric) == 48, "size");
static_assert(offsetof(lilac_messaging_message_metric, id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_metric, kind) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_metric, channel) == 24, "offset");
static_assert(offsetof(lilac_messaging_message_metric, count) == 40, "offset");

static_assert(sizeof(lilac_messaging_decision_mark) == 24, "size");
static_assert(offsetof(lilac_messaging_decision_mark, id) == 8, "offset");
static_assert(offsetof(lilac_messaging_decision_mark, decisions) == 16, "offset");

static_assert(sizeof(lilac_messaging_request_message_command) == 168, "size");
static_assert(offsetof(lilac_messaging_request_message_command, dedup_key) == 8, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, purpose) == 24, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, category) == 40, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, recipient_id) == 48, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, steps) == 56, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, template_id) == 72, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, variables) == 88, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, text) == 104, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, earliest_at) == 120, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, expires_at) == 136, "offset");
static_assert(offsetof(lilac_messaging_request_message_command, recipient_kind) == 152, "offset");

static_assert(sizeof(lilac_messaging_cancel_message_command) == 40, "size");
static_assert(offsetof(lilac_messaging_cancel_message_command, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_cancel_message_command, dedup_key) == 24, "offset");

static_assert(sizeof(lilac_messaging_retry_dead_letter_command) == 40, "size");
static_assert(offsetof(lilac_messaging_retry_dead_letter_command, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_retry_dead_letter_command, dedup_key) == 24, "offset");

static_assert(sizeof(lilac_messaging_define_template_command) == 88, "size");
static_assert(offsetof(lilac_messaging_define_template_command, template_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_define_template_command, channel) == 16, "offset");
static_assert(offsetof(lilac_messaging_define_template_command, category) == 20, "offset");
static_assert(offsetof(lilac_messaging_define_template_command, locale) == 24, "offset");
static_assert(offsetof(lilac_messaging_define_template_command, subject) == 40, "offset");
static_assert(offsetof(lilac_messaging_define_template_command, body) == 56, "offset");
static_assert(offsetof(lilac_messaging_define_template_command, variables) == 72, "offset");

static_assert(sizeof(lilac_messaging_claim_messages_command) == 12, "size");
static_assert(offsetof(lilac_messaging_claim_messages_command, limit) == 8, "offset");

static_assert(sizeof(lilac_messaging_record_send_outcomes_command) == 24, "size");
static_assert(offsetof(lilac_messaging_record_send_outcomes_command, outcomes) == 8, "offset");

static_assert(sizeof(lilac_messaging_record_receipt_command) == 48, "size");
static_assert(offsetof(lilac_messaging_record_receipt_command, key) == 8, "offset");
static_assert(offsetof(lilac_messaging_record_receipt_command, receipt) == 24, "offset");
static_assert(offsetof(lilac_messaging_record_receipt_command, reason) == 32, "offset");

static_assert(sizeof(lilac_messaging_set_quiet_hours_command) == 104, "size");
static_assert(offsetof(lilac_messaging_set_quiet_hours_command, owner) == 8, "offset");
static_assert(offsetof(lilac_messaging_set_quiet_hours_command, recipient_id) == 16, "offset");
static_assert(offsetof(lilac_messaging_set_quiet_hours_command, windows) == 32, "offset");
static_assert(offsetof(lilac_messaging_set_quiet_hours_command, time_zone) == 48, "offset");
static_assert(offsetof(lilac_messaging_set_quiet_hours_command, mode) == 64, "offset");
static_assert(offsetof(lilac_messaging_set_quiet_hours_command, follows_tenant) == 72, "offset");
static_assert(offsetof(lilac_messaging_set_quiet_hours_command, recipient_kind) == 88, "offset");

static_assert(sizeof(lilac_messaging_set_channel_limits_command) == 32, "size");
static_assert(offsetof(lilac_messaging_set_channel_limits_command, channel) == 8, "offset");
static_assert(offsetof(lilac_messaging_set_channel_limits_command, messages) == 12, "offset");
static_assert(offsetof(lilac_messaging_set_channel_limits_command, period) == 16, "offset");
static_assert(offsetof(lilac_messaging_set_channel_limits_command, burst) == 24, "offset");

static_assert(sizeof(lilac_messaging_suppress_command) == 80, "size");
static_assert(offsetof(lilac_messaging_suppress_command, recipient_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_suppress_command, channel) == 16, "offset");
static_assert(offsetof(lilac_messaging_suppress_command, category) == 32, "offset");
static_assert(offsetof(lilac_messaging_suppress_command, reason) == 48, "offset");
static_assert(offsetof(lilac_messaging_suppress_command, recipient_kind) == 64, "offset");

static_assert(sizeof(lilac_messaging_unsuppress_command) == 64, "size");
static_assert(offsetof(lilac_messaging_unsuppress_command, recipient_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_unsuppress_command, channel) == 16, "offset");
static_assert(offsetof(lilac_messaging_unsuppress_command, category) == 32, "offset");
static_assert(offsetof(lilac_messaging_unsuppress_command, recipient_kind) == 48, "offset");

static_assert(sizeof(lilac_messaging_message_accepted_event) == 128, "size");
static_assert(offsetof(lilac_messaging_message_accepted_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_accepted_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_accepted_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_accepted_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_accepted_event, category) == 56, "offset");
static_assert(offsetof(lilac_messaging_message_accepted_event, steps) == 64, "offset");
static_assert(offsetof(lilac_messaging_message_accepted_event, template_id) == 80, "offset");
static_assert(offsetof(lilac_messaging_message_accepted_event, template_version) == 96, "offset");
static_assert(offsetof(lilac_messaging_message_accepted_event, text_hash) == 112, "offset");
static_assert(offsetof(lilac_messaging_message_accepted_event, recipient_kind) == 120, "offset");

static_assert(sizeof(lilac_messaging_message_held_event) == 80, "size");
static_assert(offsetof(lilac_messaging_message_held_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_held_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_held_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_held_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_held_event, until) == 56, "offset");
static_assert(offsetof(lilac_messaging_message_held_event, reason) == 72, "offset");
static_assert(offsetof(lilac_messaging_message_held_event, recipient_kind) == 76, "offset");

static_assert(sizeof(lilac_messaging_message_attempted_event) == 80, "size");
static_assert(offsetof(lilac_messaging_message_attempted_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_attempted_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_attempted_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_attempted_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_attempted_event, channel) == 56, "offset");
static_assert(offsetof(lilac_messaging_message_attempted_event, step) == 60, "offset");
static_assert(offsetof(lilac_messaging_message_attempted_event, attempt) == 64, "offset");
static_assert(offsetof(lilac_messaging_message_attempted_event, generation) == 68, "offset");
static_assert(offsetof(lilac_messaging_message_attempted_event, recipient_kind) == 72, "offset");

static_assert(sizeof(lilac_messaging_message_sent_event) == 72, "size");
static_assert(offsetof(lilac_messaging_message_sent_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_sent_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_sent_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_sent_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_sent_event, channel) == 56, "offset");
static_assert(offsetof(lilac_messaging_message_sent_event, possible_duplicate) == 60, "offset");
static_assert(offsetof(lilac_messaging_message_sent_event, recipient_kind) == 64, "offset");

static_assert(sizeof(lilac_messaging_message_delivered_event) == 64, "size");
static_assert(offsetof(lilac_messaging_message_delivered_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_delivered_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_delivered_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_delivered_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_delivered_event, channel) == 56, "offset");
static_assert(offsetof(lilac_messaging_message_delivered_event, recipient_kind) == 60, "offset");

static_assert(sizeof(lilac_messaging_message_attempt_failed_event) == 112, "size");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, channel) == 56, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, step) == 60, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, attempt) == 64, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, kind) == 68, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, reason) == 72, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, next_at) == 88, "offset");
static_assert(offsetof(lilac_messaging_message_attempt_failed_event, recipient_kind) == 104, "offset");

static_assert(sizeof(lilac_messaging_channel_fell_back_event) == 88, "size");
static_assert(offsetof(lilac_messaging_channel_fell_back_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_channel_fell_back_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_channel_fell_back_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_channel_fell_back_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_channel_fell_back_event, from) == 56, "offset");
static_assert(offsetof(lilac_messaging_channel_fell_back_event, to) == 60, "offset");
static_assert(offsetof(lilac_messaging_channel_fell_back_event, reason) == 64, "offset");
static_assert(offsetof(lilac_messaging_channel_fell_back_event, recipient_kind) == 80, "offset");

static_assert(sizeof(lilac_messaging_message_failed_event) == 88, "size");
static_assert(offsetof(lilac_messaging_message_failed_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_failed_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_failed_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_failed_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_failed_event, channel) == 56, "offset");
static_assert(offsetof(lilac_messaging_message_failed_event, reason) == 64, "offset");
static_assert(offsetof(lilac_messaging_message_failed_event, recipient_kind) == 80, "offset");

static_assert(sizeof(lilac_messaging_message_expired_event) == 64, "size");
static_assert(offsetof(lilac_messaging_message_expired_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_expired_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_expired_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_expired_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_expired_event, recipient_kind) == 56, "offset");

static_assert(sizeof(lilac_messaging_message_cancelled_event) == 64, "size");
static_assert(offsetof(lilac_messaging_message_cancelled_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_cancelled_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_cancelled_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_cancelled_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_cancelled_event, recipient_kind) == 56, "offset");

static_assert(sizeof(lilac_messaging_dead_letter_retried_event) == 64, "size");
static_assert(offsetof(lilac_messaging_dead_letter_retried_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_dead_letter_retried_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_dead_letter_retried_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_dead_letter_retried_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_dead_letter_retried_event, generation) == 56, "offset");
static_assert(offsetof(lilac_messaging_dead_letter_retried_event, recipient_kind) == 60, "offset");

static_assert(sizeof(lilac_messaging_template_defined_event) == 40, "size");
static_assert(offsetof(lilac_messaging_template_defined_event, template_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_template_defined_event, template_version) == 16, "offset");
static_assert(offsetof(lilac_messaging_template_defined_event, channel) == 20, "offset");
static_assert(offsetof(lilac_messaging_template_defined_event, locale) == 24, "offset");

static_assert(sizeof(lilac_messaging_quiet_hours_set_event) == 96, "size");
static_assert(offsetof(lilac_messaging_quiet_hours_set_event, owner) == 8, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours_set_event, recipient_id) == 16, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours_set_event, windows) == 24, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours_set_event, time_zone) == 40, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours_set_event, mode) == 56, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours_set_event, follows_tenant) == 64, "offset");
static_assert(offsetof(lilac_messaging_quiet_hours_set_event, recipient_kind) == 80, "offset");

static_assert(sizeof(lilac_messaging_message_suppressed_event) == 88, "size");
static_assert(offsetof(lilac_messaging_message_suppressed_event, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_message_suppressed_event, purpose) == 16, "offset");
static_assert(offsetof(lilac_messaging_message_suppressed_event, recipient_id) == 32, "offset");
static_assert(offsetof(lilac_messaging_message_suppressed_event, dedup_key) == 40, "offset");
static_assert(offsetof(lilac_messaging_message_suppressed_event, channel) == 56, "offset");
static_assert(offsetof(lilac_messaging_message_suppressed_event, reason) == 64, "offset");
static_assert(offsetof(lilac_messaging_message_suppressed_event, recipient_kind) == 80, "offset");

static_assert(sizeof(lilac_messaging_recipient_suppressed_event) == 56, "size");
static_assert(offsetof(lilac_messaging_recipient_suppressed_event, recipient_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_recipient_suppressed_event, channel) == 16, "offset");
static_assert(offsetof(lilac_messaging_recipient_suppressed_event, category) == 20, "offset");
static_assert(offsetof(lilac_messaging_recipient_suppressed_event, reason) == 24, "offset");
static_assert(offsetof(lilac_messaging_recipient_suppressed_event, recipient_kind) == 40, "offset");

static_assert(sizeof(lilac_messaging_recipient_unsuppressed_event) == 40, "size");
static_assert(offsetof(lilac_messaging_recipient_unsuppressed_event, recipient_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_recipient_unsuppressed_event, channel) == 16, "offset");
static_assert(offsetof(lilac_messaging_recipient_unsuppressed_event, category) == 20, "offset");
static_assert(offsetof(lilac_messaging_recipient_unsuppressed_event, recipient_kind) == 24, "offset");

static_assert(sizeof(lilac_messaging_channel_limits_set_event) == 32, "size");
static_assert(offsetof(lilac_messaging_channel_limits_set_event, channel) == 8, "offset");
static_assert(offsetof(lilac_messaging_channel_limits_set_event, messages) == 12, "offset");
static_assert(offsetof(lilac_messaging_channel_limits_set_event, period) == 16, "offset");
static_assert(offsetof(lilac_messaging_channel_limits_set_event, burst) == 24, "offset");

static_assert(sizeof(lilac_messaging_circuit_opened_event) == 24, "size");
static_assert(offsetof(lilac_messaging_circuit_opened_event, channel) == 8, "offset");
static_assert(offsetof(lilac_messaging_circuit_opened_event, failures) == 12, "offset");
static_assert(offsetof(lilac_messaging_circuit_opened_event, until) == 16, "offset");

static_assert(sizeof(lilac_messaging_circuit_closed_event) == 12, "size");
static_assert(offsetof(lilac_messaging_circuit_closed_event, channel) == 8, "offset");

static_assert(sizeof(lilac_messaging_get_messages_query) == 12, "size");
static_assert(offsetof(lilac_messaging_get_messages_query, state) == 8, "offset");

static_assert(sizeof(lilac_messaging_get_dead_messages_query) == 8, "size");

static_assert(sizeof(lilac_messaging_get_message_query) == 40, "size");
static_assert(offsetof(lilac_messaging_get_message_query, message_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_get_message_query, dedup_key) == 24, "offset");

static_assert(sizeof(lilac_messaging_get_template_versions_query) == 16, "size");
static_assert(offsetof(lilac_messaging_get_template_versions_query, template_id) == 8, "offset");

static_assert(sizeof(lilac_messaging_get_quiet_hours_query) == 40, "size");
static_assert(offsetof(lilac_messaging_get_quiet_hours_query, recipient_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_get_quiet_hours_query, recipient_kind) == 24, "offset");

static_assert(sizeof(lilac_messaging_get_suppressions_query) == 32, "size");
static_assert(offsetof(lilac_messaging_get_suppressions_query, recipient_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_get_suppressions_query, recipient_kind) == 16, "offset");

static_assert(sizeof(lilac_messaging_get_channel_limits_query) == 8, "size");

static_assert(sizeof(lilac_messaging_preview_template_query) == 56, "size");
static_assert(offsetof(lilac_messaging_preview_template_query, template_id) == 8, "offset");
static_assert(offsetof(lilac_messaging_preview_template_query, channel) == 16, "offset");
static_assert(offsetof(lilac_messaging_preview_template_query, variables) == 24, "offset");
static_assert(offsetof(lilac_messaging_preview_template_query, version) == 40, "offset");

static_assert(sizeof(lilac_messaging_get_message_metrics_query) == 8, "size");

static_assert(sizeof(lilac_messaging_get_prometheus_text_query) == 8, "size");

static_assert(sizeof(lilac_messaging_rules) == 96, "size");
static_assert(offsetof(lilac_messaging_rules, claim_size) == 8, "offset");
static_assert(offsetof(lilac_messaging_rules, tries) == 12, "offset");
static_assert(offsetof(lilac_messaging_rules, retry_delay) == 16, "offset");
static_assert(offsetof(lilac_messaging_rules, retry_cap) == 24, "offset");
static_assert(offsetof(lilac_messaging_rules, full_jitter) == 32, "offset");
static_assert(offsetof(lilac_messaging_rules, in_flight_timeout) == 40, "offset");
static_assert(offsetof(lilac_messaging_rules, polls) == 48, "offset");
static_assert(offsetof(lilac_messaging_rules, poll_delay) == 56, "offset");
static_assert(offsetof(lilac_messaging_rules, unresolved) == 64, "offset");
static_assert(offsetof(lilac_messaging_rules, seed) == 72, "offset");
static_assert(offsetof(lilac_messaging_rules, breaker_failures) == 80, "offset");
static_assert(offsetof(lilac_messaging_rules, breaker_pause) == 88, "offset");

static_assert(sizeof(lilac_support_user_outbound_status_vo) == 12, "size");
static_assert(offsetof(lilac_support_user_outbound_status_vo, status) == 8, "offset");

static_assert(sizeof(lilac_support_log_vo) == 32, "size");
static_assert(offsetof(lilac_support_log_vo, type) == 8, "offset");
static_assert(offsetof(lilac_support_log_vo, meta) == 16, "offset");

static_assert(sizeof(lilac_support_outbound_plan) == 48, "size");
static_assert(offsetof(lilac_support_outbound_plan, id) == 8, "offset");
static_assert(offsetof(lilac_support_outbound_plan, sequence) == 16, "offset");
static_assert(offsetof(lilac_support_outbound_plan, day_index) == 20, "offset");
static_assert(offsetof(lilac_support_outbound_plan, is_active) == 24, "offset");
static_assert(offsetof(lilac_support_outbound_plan, created_at) == 32, "offset");
static_assert(offsetof(lilac_support_outbound_plan, updated_at) == 40, "offset");

static_assert(sizeof(lilac_support_user_outbound_plan) == 112, "size");
static_assert(offsetof(lilac_support_user_outbound_plan, id) == 8, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, user_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, user_cycle_id) == 24, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, sequence) == 32, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, day_index) == 36, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, status) == 40, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, plan_date) == 44, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, contact_at) == 48, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, resolved_by) == 64, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, resolved_at) == 80, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, created_at) == 96, "offset");
static_assert(offsetof(lilac_support_user_outbound_plan, updated_at) == 104, "offset");

static_assert(sizeof(lilac_support_user_support_memo) == 72, "size");
static_assert(offsetof(lilac_support_user_support_memo, id) == 8, "offset");
static_assert(offsetof(lilac_support_user_support_memo, user_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_support_memo, user_cycle_id) == 24, "offset");
static_assert(offsetof(lilac_support_user_support_memo, memo) == 32, "offset");
static_assert(offsetof(lilac_support_user_support_memo, created_by) == 48, "offset");
static_assert(offsetof(lilac_support_user_support_memo, created_at) == 56, "offset");
static_assert(offsetof(lilac_support_user_support_memo, updated_at) == 64, "offset");

static_assert(sizeof(lilac_support_user_support_issue) == 80, "size");
static_assert(offsetof(lilac_support_user_support_issue, id) == 8, "offset");
static_assert(offsetof(lilac_support_user_support_issue, user_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_support_issue, user_cycle_id) == 24, "offset");
static_assert(offsetof(lilac_support_user_support_issue, issue) == 32, "offset");
static_assert(offsetof(lilac_support_user_support_issue, status) == 48, "offset");
static_assert(offsetof(lilac_support_user_support_issue, created_by) == 56, "offset");
static_assert(offsetof(lilac_support_user_support_issue, created_at) == 64, "offset");
static_assert(offsetof(lilac_support_user_support_issue, updated_at) == 72, "offset");

static_assert(sizeof(lilac_support_user_support_log) == 80, "size");
static_assert(offsetof(lilac_support_user_support_log, id) == 8, "offset");
static_assert(offsetof(lilac_support_user_support_log, user_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_support_log, user_cycle_id) == 24, "offset");
static_assert(offsetof(lilac_support_user_support_log, type) == 32, "offset");
static_assert(offsetof(lilac_support_user_support_log, day_index) == 36, "offset");
static_assert(offsetof(lilac_support_user_support_log, meta) == 40, "offset");
static_assert(offsetof(lilac_support_user_support_log, relation_id) == 56, "offset");
static_assert(offsetof(lilac_support_user_support_log, created_at) == 64, "offset");
static_assert(offsetof(lilac_support_user_support_log, updated_at) == 72, "offset");

static_assert(sizeof(lilac_support_user_support_message) == 136, "size");
static_assert(offsetof(lilac_support_user_support_message, id) == 8, "offset");
static_assert(offsetof(lilac_support_user_support_message, user_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_support_message, user_cycle_id) == 24, "offset");
static_assert(offsetof(lilac_support_user_support_message, user_outbound_id) == 32, "offset");
static_assert(offsetof(lilac_support_user_support_message, message_type) == 48, "offset");
static_assert(offsetof(lilac_support_user_support_message, template_id) == 56, "offset");
static_assert(offsetof(lilac_support_user_support_message, content) == 72, "offset");
static_assert(offsetof(lilac_support_user_support_message, status) == 88, "offset");
static_assert(offsetof(lilac_support_user_support_message, failure_reason) == 96, "offset");
static_assert(offsetof(lilac_support_user_support_message, created_by) == 112, "offset");
static_assert(offsetof(lilac_support_user_support_message, created_at) == 120, "offset");
static_assert(offsetof(lilac_support_user_support_message, updated_at) == 128, "offset");

static_assert(sizeof(lilac_support_user_support) == 104, "size");
static_assert(offsetof(lilac_support_user_support, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_support, current_user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_support, site_id) == 24, "offset");
static_assert(offsetof(lilac_support_user_support, md_id) == 32, "offset");
static_assert(offsetof(lilac_support_user_support, name) == 48, "offset");
static_assert(offsetof(lilac_support_user_support, phone) == 64, "offset");
static_assert(offsetof(lilac_support_user_support, time_zone) == 80, "offset");
static_assert(offsetof(lilac_support_user_support, updated_at) == 96, "offset");

static_assert(sizeof(lilac_support_user_cycle) == 88, "size");
static_assert(offsetof(lilac_support_user_cycle, id) == 8, "offset");
static_assert(offsetof(lilac_support_user_cycle, user_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_cycle, started_on) == 24, "offset");
static_assert(offsetof(lilac_support_user_cycle, ended_on) == 32, "offset");
static_assert(offsetof(lilac_support_user_cycle, end_reason) == 48, "offset");
static_assert(offsetof(lilac_support_user_cycle, survey_completed_at) == 64, "offset");
static_assert(offsetof(lilac_support_user_cycle, enrolment_digest) == 80, "offset");

static_assert(sizeof(lilac_support_define_outbound_plan_command) == 16, "size");
static_assert(offsetof(lilac_support_define_outbound_plan_command, sequence) == 8, "offset");
static_assert(offsetof(lilac_support_define_outbound_plan_command, day_index) == 12, "offset");

static_assert(sizeof(lilac_support_set_outbound_plan_active_command) == 24, "size");
static_assert(offsetof(lilac_support_set_outbound_plan_active_command, outbound_plan_id) == 8, "offset");
static_assert(offsetof(lilac_support_set_outbound_plan_active_command, is_active) == 16, "offset");

static_assert(sizeof(lilac_support_enrol_user_cycle_command) == 120, "size");
static_assert(offsetof(lilac_support_enrol_user_cycle_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_enrol_user_cycle_command, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_enrol_user_cycle_command, started_on) == 24, "offset");
static_assert(offsetof(lilac_support_enrol_user_cycle_command, site_id) == 32, "offset");
static_assert(offsetof(lilac_support_enrol_user_cycle_command, md_id) == 40, "offset");
static_assert(offsetof(lilac_support_enrol_user_cycle_command, name) == 56, "offset");
static_assert(offsetof(lilac_support_enrol_user_cycle_command, phone) == 72, "offset");
static_assert(offsetof(lilac_support_enrol_user_cycle_command, time_zone) == 88, "offset");
static_assert(offsetof(lilac_support_enrol_user_cycle_command, sequences) == 104, "offset");

static_assert(sizeof(lilac_support_end_user_cycle_command) == 40, "size");
static_assert(offsetof(lilac_support_end_user_cycle_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_end_user_cycle_command, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_end_user_cycle_command, reason) == 24, "offset");

static_assert(sizeof(lilac_support_complete_outbound_command) == 16, "size");
static_assert(offsetof(lilac_support_complete_outbound_command, user_outbound_id) == 8, "offset");

static_assert(sizeof(lilac_support_skip_outbound_command) == 32, "size");
static_assert(offsetof(lilac_support_skip_outbound_command, user_outbound_id) == 8, "offset");
static_assert(offsetof(lilac_support_skip_outbound_command, reason) == 16, "offset");

static_assert(sizeof(lilac_support_withdraw_outbound_command) == 32, "size");
static_assert(offsetof(lilac_support_withdraw_outbound_command, user_outbound_id) == 8, "offset");
static_assert(offsetof(lilac_support_withdraw_outbound_command, reason) == 16, "offset");

static_assert(sizeof(lilac_support_record_outbound_schedule_command) == 24, "size");
static_assert(offsetof(lilac_support_record_outbound_schedule_command, user_outbound_id) == 8, "offset");
static_assert(offsetof(lilac_support_record_outbound_schedule_command, schedule_at) == 16, "offset");

static_assert(sizeof(lilac_support_cancel_outbound_schedule_command) == 16, "size");
static_assert(offsetof(lilac_support_cancel_outbound_schedule_command, user_outbound_id) == 8, "offset");

static_assert(sizeof(lilac_support_complete_last_outbound_command) == 24, "size");
static_assert(offsetof(lilac_support_complete_last_outbound_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_complete_last_outbound_command, user_cycle_id) == 16, "offset");

static_assert(sizeof(lilac_support_create_memo_command) == 40, "size");
static_assert(offsetof(lilac_support_create_memo_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_create_memo_command, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_create_memo_command, memo) == 24, "offset");

static_assert(sizeof(lilac_support_update_memo_command) == 32, "size");
static_assert(offsetof(lilac_support_update_memo_command, memo_id) == 8, "offset");
static_assert(offsetof(lilac_support_update_memo_command, memo) == 16, "offset");

static_assert(sizeof(lilac_support_create_issue_command) == 40, "size");
static_assert(offsetof(lilac_support_create_issue_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_create_issue_command, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_create_issue_command, issue) == 24, "offset");

static_assert(sizeof(lilac_support_update_issue_command) == 32, "size");
static_assert(offsetof(lilac_support_update_issue_command, issue_id) == 8, "offset");
static_assert(offsetof(lilac_support_update_issue_command, issue) == 16, "offset");

static_assert(sizeof(lilac_support_change_issue_status_command) == 40, "size");
static_assert(offsetof(lilac_support_change_issue_status_command, issue_id) == 8, "offset");
static_assert(offsetof(lilac_support_change_issue_status_command, to) == 16, "offset");
static_assert(offsetof(lilac_support_change_issue_status_command, reason) == 24, "offset");

static_assert(sizeof(lilac_support_send_template_message_command) == 48, "size");
static_assert(offsetof(lilac_support_send_template_message_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_send_template_message_command, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_send_template_message_command, template_id) == 24, "offset");
static_assert(offsetof(lilac_support_send_template_message_command, variables) == 32, "offset");

static_assert(sizeof(lilac_support_send_free_text_message_command) == 40, "size");
static_assert(offsetof(lilac_support_send_free_text_message_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_send_free_text_message_command, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_send_free_text_message_command, text) == 24, "offset");

static_assert(sizeof(lilac_support_send_missed_call_message_command) == 48, "size");
static_assert(offsetof(lilac_support_send_missed_call_message_command, user_outbound_id) == 8, "offset");
static_assert(offsetof(lilac_support_send_missed_call_message_command, template_id) == 16, "offset");
static_assert(offsetof(lilac_support_send_missed_call_message_command, variables) == 32, "offset");

static_assert(sizeof(lilac_support_send_last_survey_reminder_command) == 56, "size");
static_assert(offsetof(lilac_support_send_last_survey_reminder_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_send_last_survey_reminder_command, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_send_last_survey_reminder_command, template_id) == 24, "offset");
static_assert(offsetof(lilac_support_send_last_survey_reminder_command, variables) == 40, "offset");

static_assert(sizeof(lilac_support_cancel_support_message_command) == 16, "size");
static_assert(offsetof(lilac_support_cancel_support_message_command, message_id) == 8, "offset");

static_assert(sizeof(lilac_support_retry_support_message_command) == 16, "size");
static_assert(offsetof(lilac_support_retry_support_message_command, message_id) == 8, "offset");

static_assert(sizeof(lilac_support_record_message_outcome_command) == 40, "size");
static_assert(offsetof(lilac_support_record_message_outcome_command, message_id) == 8, "offset");
static_assert(offsetof(lilac_support_record_message_outcome_command, status) == 16, "offset");
static_assert(offsetof(lilac_support_record_message_outcome_command, reason) == 24, "offset");

static_assert(sizeof(lilac_support_update_user_site_command) == 24, "size");
static_assert(offsetof(lilac_support_update_user_site_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_update_user_site_command, site_id) == 16, "offset");

static_assert(sizeof(lilac_support_update_user_md_command) == 24, "size");
static_assert(offsetof(lilac_support_update_user_md_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_update_user_md_command, md_id) == 16, "offset");

static_assert(sizeof(lilac_support_delete_user_md_command) == 16, "size");
static_assert(offsetof(lilac_support_delete_user_md_command, user_id) == 8, "offset");

static_assert(sizeof(lilac_support_update_user_contact_command) == 64, "size");
static_assert(offsetof(lilac_support_update_user_contact_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_update_user_contact_command, name) == 16, "offset");
static_assert(offsetof(lilac_support_update_user_contact_command, phone) == 32, "offset");
static_assert(offsetof(lilac_support_update_user_contact_command, time_zone) == 48, "offset");

static_assert(sizeof(lilac_support_log_facts) == 216, "size");
static_assert(offsetof(lilac_support_log_facts, message_type) == 8, "offset");
static_assert(offsetof(lilac_support_log_facts, status) == 24, "offset");
static_assert(offsetof(lilac_support_log_facts, before) == 40, "offset");
static_assert(offsetof(lilac_support_log_facts, after) == 56, "offset");
static_assert(offsetof(lilac_support_log_facts, from) == 72, "offset");
static_assert(offsetof(lilac_support_log_facts, to) == 88, "offset");
static_assert(offsetof(lilac_support_log_facts, site_from) == 104, "offset");
static_assert(offsetof(lilac_support_log_facts, site_to) == 120, "offset");
static_assert(offsetof(lilac_support_log_facts, md_from) == 136, "offset");
static_assert(offsetof(lilac_support_log_facts, md_to) == 152, "offset");
static_assert(offsetof(lilac_support_log_facts, template_id) == 168, "offset");
static_assert(offsetof(lilac_support_log_facts, reason) == 184, "offset");
static_assert(offsetof(lilac_support_log_facts, note) == 200, "offset");

static_assert(sizeof(lilac_support_record_support_log_command) == 48, "size");
static_assert(offsetof(lilac_support_record_support_log_command, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_record_support_log_command, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_record_support_log_command, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_record_support_log_command, type) == 28, "offset");
static_assert(offsetof(lilac_support_record_support_log_command, relation_id) == 32, "offset");
static_assert(offsetof(lilac_support_record_support_log_command, facts) == 40, "offset");

static_assert(sizeof(lilac_support_outbound_plan_defined_event) == 24, "size");
static_assert(offsetof(lilac_support_outbound_plan_defined_event, outbound_plan_id) == 8, "offset");
static_assert(offsetof(lilac_support_outbound_plan_defined_event, sequence) == 16, "offset");
static_assert(offsetof(lilac_support_outbound_plan_defined_event, day_index) == 20, "offset");

static_assert(sizeof(lilac_support_outbound_plan_active_set_event) == 32, "size");
static_assert(offsetof(lilac_support_outbound_plan_active_set_event, outbound_plan_id) == 8, "offset");
static_assert(offsetof(lilac_support_outbound_plan_active_set_event, sequence) == 16, "offset");
static_assert(offsetof(lilac_support_outbound_plan_active_set_event, day_index) == 20, "offset");
static_assert(offsetof(lilac_support_outbound_plan_active_set_event, is_active) == 24, "offset");

static_assert(sizeof(lilac_support_user_cycle_enrolled_event) == 112, "size");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, started_on) == 28, "offset");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, planned_calls) == 32, "offset");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, site_id) == 40, "offset");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, md_id) == 48, "offset");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, masked_name) == 64, "offset");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, masked_phone) == 80, "offset");
static_assert(offsetof(lilac_support_user_cycle_enrolled_event, time_zone) == 96, "offset");

static_assert(sizeof(lilac_support_user_cycle_ended_event) == 48, "size");
static_assert(offsetof(lilac_support_user_cycle_ended_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_cycle_ended_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_cycle_ended_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_cycle_ended_event, ended_on) == 28, "offset");
static_assert(offsetof(lilac_support_user_cycle_ended_event, reason) == 32, "offset");

static_assert(sizeof(lilac_support_outbound_completed_event) == 40, "size");
static_assert(offsetof(lilac_support_outbound_completed_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_outbound_completed_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_outbound_completed_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_outbound_completed_event, user_outbound_id) == 32, "offset");

static_assert(sizeof(lilac_support_outbound_skipped_event) == 56, "size");
static_assert(offsetof(lilac_support_outbound_skipped_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_outbound_skipped_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_outbound_skipped_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_outbound_skipped_event, user_outbound_id) == 32, "offset");
static_assert(offsetof(lilac_support_outbound_skipped_event, reason) == 40, "offset");

static_assert(sizeof(lilac_support_outbound_withdrawn_event) == 64, "size");
static_assert(offsetof(lilac_support_outbound_withdrawn_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_outbound_withdrawn_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_outbound_withdrawn_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_outbound_withdrawn_event, user_outbound_id) == 32, "offset");
static_assert(offsetof(lilac_support_outbound_withdrawn_event, from) == 40, "offset");
static_assert(offsetof(lilac_support_outbound_withdrawn_event, reason) == 48, "offset");

static_assert(sizeof(lilac_support_outbound_schedule_recorded_event) == 64, "size");
static_assert(offsetof(lilac_support_outbound_schedule_recorded_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_outbound_schedule_recorded_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_outbound_schedule_recorded_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_outbound_schedule_recorded_event, user_outbound_id) == 32, "offset");
static_assert(offsetof(lilac_support_outbound_schedule_recorded_event, schedule_at) == 40, "offset");
static_assert(offsetof(lilac_support_outbound_schedule_recorded_event, previous) == 48, "offset");

static_assert(sizeof(lilac_support_outbound_schedule_canceled_event) == 48, "size");
static_assert(offsetof(lilac_support_outbound_schedule_canceled_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_outbound_schedule_canceled_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_outbound_schedule_canceled_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_outbound_schedule_canceled_event, user_outbound_id) == 32, "offset");
static_assert(offsetof(lilac_support_outbound_schedule_canceled_event, schedule_at) == 40, "offset");

static_assert(sizeof(lilac_support_last_survey_completed_event) == 24, "size");
static_assert(offsetof(lilac_support_last_survey_completed_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_last_survey_completed_event, user_cycle_id) == 16, "offset");

static_assert(sizeof(lilac_support_last_outbound_auto_completed_event) == 40, "size");
static_assert(offsetof(lilac_support_last_outbound_auto_completed_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_last_outbound_auto_completed_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_last_outbound_auto_completed_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_last_outbound_auto_completed_event, user_outbound_id) == 32, "offset");

static_assert(sizeof(lilac_support_user_memo_created_event) == 56, "size");
static_assert(offsetof(lilac_support_user_memo_created_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_memo_created_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_memo_created_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_memo_created_event, memo_id) == 32, "offset");
static_assert(offsetof(lilac_support_user_memo_created_event, memo) == 40, "offset");

static_assert(sizeof(lilac_support_user_memo_updated_event) == 72, "size");
static_assert(offsetof(lilac_support_user_memo_updated_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_memo_updated_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_memo_updated_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_memo_updated_event, memo_id) == 32, "offset");
static_assert(offsetof(lilac_support_user_memo_updated_event, before) == 40, "offset");
static_assert(offsetof(lilac_support_user_memo_updated_event, memo) == 56, "offset");

static_assert(sizeof(lilac_support_user_issue_created_event) == 56, "size");
static_assert(offsetof(lilac_support_user_issue_created_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_issue_created_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_issue_created_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_issue_created_event, issue_id) == 32, "offset");
static_assert(offsetof(lilac_support_user_issue_created_event, issue) == 40, "offset");

static_assert(sizeof(lilac_support_user_issue_updated_event) == 72, "size");
static_assert(offsetof(lilac_support_user_issue_updated_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_issue_updated_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_issue_updated_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_issue_updated_event, issue_id) == 32, "offset");
static_assert(offsetof(lilac_support_user_issue_updated_event, before) == 40, "offset");
static_assert(offsetof(lilac_support_user_issue_updated_event, issue) == 56, "offset");

static_assert(sizeof(lilac_support_user_issue_status_changed_event) == 64, "size");
static_assert(offsetof(lilac_support_user_issue_status_changed_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_issue_status_changed_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_issue_status_changed_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_issue_status_changed_event, issue_id) == 32, "offset");
static_assert(offsetof(lilac_support_user_issue_status_changed_event, from) == 40, "offset");
static_assert(offsetof(lilac_support_user_issue_status_changed_event, to) == 44, "offset");
static_assert(offsetof(lilac_support_user_issue_status_changed_event, reason) == 48, "offset");

static_assert(sizeof(lilac_support_user_site_updated_event) == 48, "size");
static_assert(offsetof(lilac_support_user_site_updated_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_site_updated_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_site_updated_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_site_updated_event, from) == 32, "offset");
static_assert(offsetof(lilac_support_user_site_updated_event, to) == 40, "offset");

static_assert(sizeof(lilac_support_user_site_update_requested_event) == 48, "size");
static_assert(offsetof(lilac_support_user_site_update_requested_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_site_update_requested_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_site_update_requested_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_site_update_requested_event, from) == 32, "offset");
static_assert(offsetof(lilac_support_user_site_update_requested_event, to) == 40, "offset");

static_assert(sizeof(lilac_support_user_md_update_requested_event) == 56, "size");
static_assert(offsetof(lilac_support_user_md_update_requested_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_md_update_requested_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_md_update_requested_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_md_update_requested_event, from) == 32, "offset");
static_assert(offsetof(lilac_support_user_md_update_requested_event, to) == 48, "offset");

static_assert(sizeof(lilac_support_user_md_delete_requested_event) == 40, "size");
static_assert(offsetof(lilac_support_user_md_delete_requested_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_md_delete_requested_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_md_delete_requested_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_md_delete_requested_event, from) == 32, "offset");

static_assert(sizeof(lilac_support_user_contact_updated_event) == 80, "size");
static_assert(offsetof(lilac_support_user_contact_updated_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_contact_updated_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_contact_updated_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_user_contact_updated_event, masked_name) == 32, "offset");
static_assert(offsetof(lilac_support_user_contact_updated_event, masked_phone) == 48, "offset");
static_assert(offsetof(lilac_support_user_contact_updated_event, time_zone) == 64, "offset");

static_assert(sizeof(lilac_support_support_message_requested_event) == 112, "size");
static_assert(offsetof(lilac_support_support_message_requested_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_support_message_requested_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_support_message_requested_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_support_message_requested_event, message_id) == 32, "offset");
static_assert(offsetof(lilac_support_support_message_requested_event, user_outbound_id) == 40, "offset");
static_assert(offsetof(lilac_support_support_message_requested_event, message_type) == 56, "offset");
static_assert(offsetof(lilac_support_support_message_requested_event, template_id) == 64, "offset");
static_assert(offsetof(lilac_support_support_message_requested_event, variables) == 80, "offset");
static_assert(offsetof(lilac_support_support_message_requested_event, text) == 96, "offset");

static_assert(sizeof(lilac_support_support_message_cancel_requested_event) == 40, "size");
static_assert(offsetof(lilac_support_support_message_cancel_requested_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_support_message_cancel_requested_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_support_message_cancel_requested_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_support_message_cancel_requested_event, message_id) == 32, "offset");

static_assert(sizeof(lilac_support_support_message_retry_requested_event) == 40, "size");
static_assert(offsetof(lilac_support_support_message_retry_requested_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_support_message_retry_requested_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_support_message_retry_requested_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_support_message_retry_requested_event, message_id) == 32, "offset");

static_assert(sizeof(lilac_support_template_message_sent_event) == 56, "size");
static_assert(offsetof(lilac_support_template_message_sent_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_template_message_sent_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_template_message_sent_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_template_message_sent_event, message_id) == 32, "offset");
static_assert(offsetof(lilac_support_template_message_sent_event, template_id) == 40, "offset");

static_assert(sizeof(lilac_support_free_text_message_sent_event) == 40, "size");
static_assert(offsetof(lilac_support_free_text_message_sent_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_free_text_message_sent_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_free_text_message_sent_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_free_text_message_sent_event, message_id) == 32, "offset");

static_assert(sizeof(lilac_support_missed_call_message_sent_event) == 64, "size");
static_assert(offsetof(lilac_support_missed_call_message_sent_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_missed_call_message_sent_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_missed_call_message_sent_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_missed_call_message_sent_event, user_outbound_id) == 32, "offset");
static_assert(offsetof(lilac_support_missed_call_message_sent_event, message_id) == 40, "offset");
static_assert(offsetof(lilac_support_missed_call_message_sent_event, template_id) == 48, "offset");

static_assert(sizeof(lilac_support_last_survey_reminder_message_sent_event) == 56, "size");
static_assert(offsetof(lilac_support_last_survey_reminder_message_sent_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_last_survey_reminder_message_sent_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_last_survey_reminder_message_sent_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_last_survey_reminder_message_sent_event, message_id) == 32, "offset");
static_assert(offsetof(lilac_support_last_survey_reminder_message_sent_event, template_id) == 40, "offset");

static_assert(sizeof(lilac_support_missed_call_message_failed_event) == 80, "size");
static_assert(offsetof(lilac_support_missed_call_message_failed_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_missed_call_message_failed_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_missed_call_message_failed_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_missed_call_message_failed_event, user_outbound_id) == 32, "offset");
static_assert(offsetof(lilac_support_missed_call_message_failed_event, message_id) == 40, "offset");
static_assert(offsetof(lilac_support_missed_call_message_failed_event, template_id) == 48, "offset");
static_assert(offsetof(lilac_support_missed_call_message_failed_event, reason) == 64, "offset");

static_assert(sizeof(lilac_support_support_message_failed_event) == 80, "size");
static_assert(offsetof(lilac_support_support_message_failed_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_support_message_failed_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_support_message_failed_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_support_message_failed_event, message_id) == 32, "offset");
static_assert(offsetof(lilac_support_support_message_failed_event, message_type) == 40, "offset");
static_assert(offsetof(lilac_support_support_message_failed_event, template_id) == 48, "offset");
static_assert(offsetof(lilac_support_support_message_failed_event, reason) == 64, "offset");

static_assert(sizeof(lilac_support_support_log_history_recorded_event) == 56, "size");
static_assert(offsetof(lilac_support_support_log_history_recorded_event, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_support_log_history_recorded_event, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_support_log_history_recorded_event, day_index) == 24, "offset");
static_assert(offsetof(lilac_support_support_log_history_recorded_event, log_id) == 32, "offset");
static_assert(offsetof(lilac_support_support_log_history_recorded_event, type) == 40, "offset");
static_assert(offsetof(lilac_support_support_log_history_recorded_event, relation_id) == 48, "offset");

static_assert(sizeof(lilac_support_find_users_query) == 144, "size");
static_assert(offsetof(lilac_support_find_users_query, as_of) == 8, "offset");
static_assert(offsetof(lilac_support_find_users_query, site_id) == 16, "offset");
static_assert(offsetof(lilac_support_find_users_query, md_id) == 32, "offset");
static_assert(offsetof(lilac_support_find_users_query, due_by) == 48, "offset");
static_assert(offsetof(lilac_support_find_users_query, has_open_issue) == 64, "offset");
static_assert(offsetof(lilac_support_find_users_query, text) == 80, "offset");
static_assert(offsetof(lilac_support_find_users_query, sort) == 96, "offset");
static_assert(offsetof(lilac_support_find_users_query, after) == 112, "offset");
static_assert(offsetof(lilac_support_find_users_query, limit) == 128, "offset");

static_assert(sizeof(lilac_support_user_overview) == 208, "size");
static_assert(offsetof(lilac_support_user_overview, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_user_overview, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_user_overview, site_id) == 24, "offset");
static_assert(offsetof(lilac_support_user_overview, md_id) == 32, "offset");
static_assert(offsetof(lilac_support_user_overview, name) == 48, "offset");
static_assert(offsetof(lilac_support_user_overview, phone) == 64, "offset");
static_assert(offsetof(lilac_support_user_overview, time_zone) == 80, "offset");
static_assert(offsetof(lilac_support_user_overview, day_index) == 96, "offset");
static_assert(offsetof(lilac_support_user_overview, next_outbound_id) == 104, "offset");
static_assert(offsetof(lilac_support_user_overview, next_due_on) == 120, "offset");
static_assert(offsetof(lilac_support_user_overview, next_contact_at) == 136, "offset");
static_assert(offsetof(lilac_support_user_overview, overdue_days) == 152, "offset");
static_assert(offsetof(lilac_support_user_overview, open_issues) == 156, "offset");
static_assert(offsetof(lilac_support_user_overview, last_contact_at) == 160, "offset");
static_assert(offsetof(lilac_support_user_overview, as_of) == 176, "offset");
static_assert(offsetof(lilac_support_user_overview, place) == 184, "offset");
static_assert(offsetof(lilac_support_user_overview, uses_desk_zone) == 200, "offset");

static_assert(sizeof(lilac_support_today_query) == 16, "size");
static_assert(offsetof(lilac_support_today_query, at) == 8, "offset");

static_assert(sizeof(lilac_support_due_call) == 120, "size");
static_assert(offsetof(lilac_support_due_call, user_outbound_id) == 8, "offset");
static_assert(offsetof(lilac_support_due_call, user_id) == 16, "offset");
static_assert(offsetof(lilac_support_due_call, user_cycle_id) == 24, "offset");
static_assert(offsetof(lilac_support_due_call, site_id) == 32, "offset");
static_assert(offsetof(lilac_support_due_call, name) == 40, "offset");
static_assert(offsetof(lilac_support_due_call, phone) == 56, "offset");
static_assert(offsetof(lilac_support_due_call, sequence) == 72, "offset");
static_assert(offsetof(lilac_support_due_call, day_index) == 76, "offset");
static_assert(offsetof(lilac_support_due_call, plan_date) == 80, "offset");
static_assert(offsetof(lilac_support_due_call, contact_at) == 88, "offset");
static_assert(offsetof(lilac_support_due_call, due_on) == 104, "offset");
static_assert(offsetof(lilac_support_due_call, overdue_days) == 108, "offset");
static_assert(offsetof(lilac_support_due_call, uses_desk_zone) == 112, "offset");

static_assert(sizeof(lilac_support_get_logs_query) == 72, "size");
static_assert(offsetof(lilac_support_get_logs_query, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_get_logs_query, user_cycle_id) == 24, "offset");
static_assert(offsetof(lilac_support_get_logs_query, after) == 40, "offset");
static_assert(offsetof(lilac_support_get_logs_query, limit) == 56, "offset");

static_assert(sizeof(lilac_support_get_plans_query) == 48, "size");
static_assert(offsetof(lilac_support_get_plans_query, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_get_plans_query, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_get_plans_query, at) == 32, "offset");

static_assert(sizeof(lilac_support_get_memos_query) == 32, "size");
static_assert(offsetof(lilac_support_get_memos_query, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_get_memos_query, user_cycle_id) == 16, "offset");

static_assert(sizeof(lilac_support_get_issues_query) == 48, "size");
static_assert(offsetof(lilac_support_get_issues_query, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_get_issues_query, user_cycle_id) == 16, "offset");
static_assert(offsetof(lilac_support_get_issues_query, status) == 32, "offset");

static_assert(sizeof(lilac_support_get_messages_query) == 32, "size");
static_assert(offsetof(lilac_support_get_messages_query, user_id) == 8, "offset");
static_assert(offsetof(lilac_support_get_messages_query, user_cycle_id) == 16, "offset");

static_assert(sizeof(lilac_support_rules) == 80, "size");
static_assert(offsetof(lilac_support_rules, edit_window) == 8, "offset");
static_assert(offsetof(lilac_support_rules, longest_memo) == 16, "offset");
static_assert(offsetof(lilac_support_rules, longest_issue) == 20, "offset");
static_assert(offsetof(lilac_support_rules, longest_free_text) == 24, "offset");
static_assert(offsetof(lilac_support_rules, last_plannable_day) == 28, "offset");
static_assert(offsetof(lilac_support_rules, missed_call_text) == 32, "offset");
static_assert(offsetof(lilac_support_rules, last_survey_reminder_text) == 48, "offset");
static_assert(offsetof(lilac_support_rules, time_zone) == 64, "offset");

static_assert(sizeof(lilac_billing_price) == 56, "size");
static_assert(offsetof(lilac_billing_price, code) == 8, "offset");
static_assert(offsetof(lilac_billing_price, name) == 24, "offset");
static_assert(offsetof(lilac_billing_price, monthly) == 40, "offset");
static_assert(offsetof(lilac_billing_price, tax) == 48, "offset");
static_assert(offsetof(lilac_billing_price, includes_tax) == 52, "offset");

static_assert(sizeof(lilac_billing_discount) == 88, "size");
static_assert(offsetof(lilac_billing_discount, code) == 8, "offset");
static_assert(offsetof(lilac_billing_discount, name) == 24, "offset");
static_assert(offsetof(lilac_billing_discount, base) == 40, "offset");
static_assert(offsetof(lilac_billing_discount, percent) == 44, "offset");
static_assert(offsetof(lilac_billing_discount, amount) == 48, "offset");
static_assert(offsetof(lilac_billing_discount, cap) == 56, "offset");
static_assert(offsetof(lilac_billing_discount, months) == 72, "offset");

static_assert(sizeof(lilac_billing_plan_term) == 32, "size");
static_assert(offsetof(lilac_billing_plan_term, code) == 8, "offset");
static_assert(offsetof(lilac_billing_plan_term, from) == 24, "offset");

static_assert(sizeof(lilac_billing_add_on) == 48, "size");
static_assert(offsetof(lilac_billing_add_on, code) == 8, "offset");
static_assert(offsetof(lilac_billing_add_on, from) == 24, "offset");
static_assert(offsetof(lilac_billing_add_on, until) == 32, "offset");

static_assert(sizeof(lilac_billing_granted_discount) == 48, "size");
static_assert(offsetof(lilac_billing_granted_discount, code) == 8, "offset");
static_assert(offsetof(lilac_billing_granted_discount, from) == 24, "offset");
static_assert(offsetof(lilac_billing_granted_discount, months) == 32, "offset");

static_assert(sizeof(lilac_billing_suspension) == 32, "size");
static_assert(offsetof(lilac_billing_suspension, from) == 8, "offset");
static_assert(offsetof(lilac_billing_suspension, until) == 16, "offset");

static_assert(sizeof(lilac_billing_bill_line) == 120, "size");
static_assert(offsetof(lilac_billing_bill_line, kind) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_line, code) == 16, "offset");
static_assert(offsetof(lilac_billing_bill_line, quantity) == 32, "offset");
static_assert(offsetof(lilac_billing_bill_line, unit) == 40, "offset");
static_assert(offsetof(lilac_billing_bill_line, amount) == 48, "offset");
static_assert(offsetof(lilac_billing_bill_line, tax) == 56, "offset");
static_assert(offsetof(lilac_billing_bill_line, includes_tax) == 60, "offset");
static_assert(offsetof(lilac_billing_bill_line, source_id) == 64, "offset");
static_assert(offsetof(lilac_billing_bill_line, name) == 72, "offset");
static_assert(offsetof(lilac_billing_bill_line, counterparty) == 88, "offset");
static_assert(offsetof(lilac_billing_bill_line, at) == 104, "offset");

static_assert(sizeof(lilac_billing_chunk_counts) == 56, "size");
static_assert(offsetof(lilac_billing_chunk_counts, targets) == 8, "offset");
static_assert(offsetof(lilac_billing_chunk_counts, bills) == 16, "offset");
static_assert(offsetof(lilac_billing_chunk_counts, quarantined) == 24, "offset");
static_assert(offsetof(lilac_billing_chunk_counts, excluded) == 32, "offset");
static_assert(offsetof(lilac_billing_chunk_counts, total) == 40, "offset");
static_assert(offsetof(lilac_billing_chunk_counts, lines) == 48, "offset");

static_assert(sizeof(lilac_billing_bill) == 152, "size");
static_assert(offsetof(lilac_billing_bill, id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill, period) == 16, "offset");
static_assert(offsetof(lilac_billing_bill, cycle_day) == 20, "offset");
static_assert(offsetof(lilac_billing_bill, subscriber_id) == 24, "offset");
static_assert(offsetof(lilac_billing_bill, revision) == 32, "offset");
static_assert(offsetof(lilac_billing_bill, customer_id) == 40, "offset");
static_assert(offsetof(lilac_billing_bill, run_id) == 48, "offset");
static_assert(offsetof(lilac_billing_bill, total) == 56, "offset");
static_assert(offsetof(lilac_billing_bill, own) == 72, "offset");
static_assert(offsetof(lilac_billing_bill, arrears) == 80, "offset");
static_assert(offsetof(lilac_billing_bill, vat_included) == 88, "offset");
static_assert(offsetof(lilac_billing_bill, credit_carried) == 96, "offset");
static_assert(offsetof(lilac_billing_bill, issue_on) == 104, "offset");
static_assert(offsetof(lilac_billing_bill, due_on) == 108, "offset");
static_assert(offsetof(lilac_billing_bill, price_version) == 112, "offset");
static_assert(offsetof(lilac_billing_bill, replaces) == 120, "offset");
static_assert(offsetof(lilac_billing_bill, lines) == 136, "offset");

static_assert(sizeof(lilac_billing_ledger_entry) == 96, "size");
static_assert(offsetof(lilac_billing_ledger_entry, id) == 8, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, account_id) == 16, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, subscriber_id) == 24, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, bill_id) == 32, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, kind) == 40, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, cycle_day) == 44, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, period) == 48, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, amount) == 56, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, reference) == 64, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, at) == 80, "offset");
static_assert(offsetof(lilac_billing_ledger_entry, in_time_for) == 88, "offset");

static_assert(sizeof(lilac_billing_correction) == 24, "size");
static_assert(offsetof(lilac_billing_correction, revision) == 8, "offset");
static_assert(offsetof(lilac_billing_correction, adjustment) == 16, "offset");

static_assert(sizeof(lilac_billing_published_page) == 24, "size");
static_assert(offsetof(lilac_billing_published_page, last) == 8, "offset");
static_assert(offsetof(lilac_billing_published_page, bills) == 16, "offset");

static_assert(sizeof(lilac_billing_bill_document) == 48, "size");
static_assert(offsetof(lilac_billing_bill_document, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_document, form) == 16, "offset");
static_assert(offsetof(lilac_billing_bill_document, content) == 24, "offset");
static_assert(offsetof(lilac_billing_bill_document, hash) == 40, "offset");

static_assert(sizeof(lilac_billing_bill_overview) == 56, "size");
static_assert(offsetof(lilac_billing_bill_overview, bill) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_overview, no) == 16, "offset");
static_assert(offsetof(lilac_billing_bill_overview, state) == 32, "offset");
static_assert(offsetof(lilac_billing_bill_overview, delivery) == 36, "offset");
static_assert(offsetof(lilac_billing_bill_overview, channel) == 40, "offset");

static_assert(sizeof(lilac_billing_target_line) == 16, "size");
static_assert(offsetof(lilac_billing_target_line, subscriber_id) == 8, "offset");

static_assert(sizeof(lilac_billing_excluded_subscriber) == 40, "size");
static_assert(offsetof(lilac_billing_excluded_subscriber, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_excluded_subscriber, joined_on) == 16, "offset");
static_assert(offsetof(lilac_billing_excluded_subscriber, left_on) == 24, "offset");

static_assert(sizeof(lilac_billing_account_statement) == 80, "size");
static_assert(offsetof(lilac_billing_account_statement, customer_id) == 8, "offset");
static_assert(offsetof(lilac_billing_account_statement, lines) == 16, "offset");
static_assert(offsetof(lilac_billing_account_statement, bills) == 20, "offset");
static_assert(offsetof(lilac_billing_account_statement, billed) == 24, "offset");
static_assert(offsetof(lilac_billing_account_statement, paid) == 32, "offset");
static_assert(offsetof(lilac_billing_account_statement, adjusted) == 40, "offset");
static_assert(offsetof(lilac_billing_account_statement, balance) == 48, "offset");
static_assert(offsetof(lilac_billing_account_statement, overdue) == 56, "offset");
static_assert(offsetof(lilac_billing_account_statement, as_of) == 64, "offset");
static_assert(offsetof(lilac_billing_account_statement, fees) == 72, "offset");

static_assert(sizeof(lilac_billing_customer_summary) == 56, "size");
static_assert(offsetof(lilac_billing_customer_summary, customer_id) == 8, "offset");
static_assert(offsetof(lilac_billing_customer_summary, period) == 16, "offset");
static_assert(offsetof(lilac_billing_customer_summary, lines) == 20, "offset");
static_assert(offsetof(lilac_billing_customer_summary, total) == 24, "offset");
static_assert(offsetof(lilac_billing_customer_summary, bills) == 40, "offset");

static_assert(sizeof(lilac_billing_reconciliation_line) == 56, "size");
static_assert(offsetof(lilac_billing_reconciliation_line, name) == 8, "offset");
static_assert(offsetof(lilac_billing_reconciliation_line, value) == 24, "offset");
static_assert(offsetof(lilac_billing_reconciliation_line, query) == 32, "offset");
static_assert(offsetof(lilac_billing_reconciliation_line, is_right) == 48, "offset");

static_assert(sizeof(lilac_billing_month_over_month) == 112, "size");
static_assert(offsetof(lilac_billing_month_over_month, period) == 8, "offset");
static_assert(offsetof(lilac_billing_month_over_month, bills) == 16, "offset");
static_assert(offsetof(lilac_billing_month_over_month, total) == 24, "offset");
static_assert(offsetof(lilac_billing_month_over_month, quarantined) == 32, "offset");
static_assert(offsetof(lilac_billing_month_over_month, delivered) == 40, "offset");
static_assert(offsetof(lilac_billing_month_over_month, failed) == 48, "offset");
static_assert(offsetof(lilac_billing_month_over_month, failed_per_million) == 56, "offset");
static_assert(offsetof(lilac_billing_month_over_month, bills_more) == 64, "offset");
static_assert(offsetof(lilac_billing_month_over_month, total_more) == 80, "offset");
static_assert(offsetof(lilac_billing_month_over_month, total_more_per_million) == 96, "offset");

static_assert(sizeof(lilac_billing_price_book) == 120, "size");
static_assert(offsetof(lilac_billing_price_book, id) == 8, "offset");
static_assert(offsetof(lilac_billing_price_book, currency) == 16, "offset");
static_assert(offsetof(lilac_billing_price_book, plans) == 32, "offset");
static_assert(offsetof(lilac_billing_price_book, add_ons) == 48, "offset");
static_assert(offsetof(lilac_billing_price_book, discounts) == 64, "offset");
static_assert(offsetof(lilac_billing_price_book, vat_percent) == 80, "offset");
static_assert(offsetof(lilac_billing_price_book, late_fee_percent) == 84, "offset");
static_assert(offsetof(lilac_billing_price_book, truncate_below) == 88, "offset");
static_assert(offsetof(lilac_billing_price_book, minor_limit) == 96, "offset");
static_assert(offsetof(lilac_billing_price_book, content_hash) == 104, "offset");
static_assert(offsetof(lilac_billing_price_book, published_at) == 112, "offset");

static_assert(sizeof(lilac_billing_subscriber) == 240, "size");
static_assert(offsetof(lilac_billing_subscriber, id) == 8, "offset");
static_assert(offsetof(lilac_billing_subscriber, customer_id) == 16, "offset");
static_assert(offsetof(lilac_billing_subscriber, kind) == 24, "offset");
static_assert(offsetof(lilac_billing_subscriber, name) == 32, "offset");
static_assert(offsetof(lilac_billing_subscriber, email) == 48, "offset");
static_assert(offsetof(lilac_billing_subscriber, phone) == 64, "offset");
static_assert(offsetof(lilac_billing_subscriber, birth_year) == 80, "offset");
static_assert(offsetof(lilac_billing_subscriber, guardian_limit) == 96, "offset");
static_assert(offsetof(lilac_billing_subscriber, cycle_day) == 112, "offset");
static_assert(offsetof(lilac_billing_subscriber, joined_on) == 116, "offset");
static_assert(offsetof(lilac_billing_subscriber, left_on) == 120, "offset");
static_assert(offsetof(lilac_billing_subscriber, plans) == 136, "offset");
static_assert(offsetof(lilac_billing_subscriber, add_ons) == 152, "offset");
static_assert(offsetof(lilac_billing_subscriber, discounts) == 168, "offset");
static_assert(offsetof(lilac_billing_subscriber, suspensions) == 184, "offset");
static_assert(offsetof(lilac_billing_subscriber, registered_at) == 200, "offset");
static_assert(offsetof(lilac_billing_subscriber, updated_at) == 208, "offset");
static_assert(offsetof(lilac_billing_subscriber, in_time_for) == 216, "offset");
static_assert(offsetof(lilac_billing_subscriber, changed_from) == 224, "offset");

static_assert(sizeof(lilac_billing_usage) == 152, "size");
static_assert(offsetof(lilac_billing_usage, id) == 8, "offset");
static_assert(offsetof(lilac_billing_usage, subscriber_id) == 16, "offset");
static_assert(offsetof(lilac_billing_usage, cycle_day) == 24, "offset");
static_assert(offsetof(lilac_billing_usage, period) == 28, "offset");
static_assert(offsetof(lilac_billing_usage, used_in) == 32, "offset");
static_assert(offsetof(lilac_billing_usage, kind) == 36, "offset");
static_assert(offsetof(lilac_billing_usage, description) == 40, "offset");
static_assert(offsetof(lilac_billing_usage, quantity) == 56, "offset");
static_assert(offsetof(lilac_billing_usage, unit) == 64, "offset");
static_assert(offsetof(lilac_billing_usage, amount) == 72, "offset");
static_assert(offsetof(lilac_billing_usage, tax) == 80, "offset");
static_assert(offsetof(lilac_billing_usage, includes_tax) == 84, "offset");
static_assert(offsetof(lilac_billing_usage, counterparty) == 88, "offset");
static_assert(offsetof(lilac_billing_usage, at) == 104, "offset");
static_assert(offsetof(lilac_billing_usage, recorded_at) == 112, "offset");
static_assert(offsetof(lilac_billing_usage, source_id) == 120, "offset");
static_assert(offsetof(lilac_billing_usage, content_hash) == 136, "offset");
static_assert(offsetof(lilac_billing_usage, in_time_for) == 144, "offset");

static_assert(sizeof(lilac_billing_account) == 48, "size");
static_assert(offsetof(lilac_billing_account, id) == 8, "offset");
static_assert(offsetof(lilac_billing_account, kind) == 16, "offset");
static_assert(offsetof(lilac_billing_account, lines) == 20, "offset");
static_assert(offsetof(lilac_billing_account, paid) == 24, "offset");
static_assert(offsetof(lilac_billing_account, adjusted) == 32, "offset");
static_assert(offsetof(lilac_billing_account, updated_at) == 40, "offset");

static_assert(sizeof(lilac_billing_billing_cycle) == 24, "size");
static_assert(offsetof(lilac_billing_billing_cycle, id) == 8, "offset");
static_assert(offsetof(lilac_billing_billing_cycle, collecting) == 16, "offset");
static_assert(offsetof(lilac_billing_billing_cycle, openings) == 20, "offset");

static_assert(sizeof(lilac_billing_billing_run) == 200, "size");
static_assert(offsetof(lilac_billing_billing_run, id) == 8, "offset");
static_assert(offsetof(lilac_billing_billing_run, period) == 16, "offset");
static_assert(offsetof(lilac_billing_billing_run, cycle_day) == 20, "offset");
static_assert(offsetof(lilac_billing_billing_run, price_version) == 24, "offset");
static_assert(offsetof(lilac_billing_billing_run, cut_off) == 32, "offset");
static_assert(offsetof(lilac_billing_billing_run, state) == 40, "offset");
static_assert(offsetof(lilac_billing_billing_run, is_live) == 44, "offset");
static_assert(offsetof(lilac_billing_billing_run, token) == 48, "offset");
static_assert(offsetof(lilac_billing_billing_run, settled_to) == 56, "offset");
static_assert(offsetof(lilac_billing_billing_run, counts) == 64, "offset");
static_assert(offsetof(lilac_billing_billing_run, previous) == 72, "offset");
static_assert(offsetof(lilac_billing_billing_run, collecting_before) == 88, "offset");
static_assert(offsetof(lilac_billing_billing_run, opened_at) == 96, "offset");
static_assert(offsetof(lilac_billing_billing_run, settled_at) == 104, "offset");
static_assert(offsetof(lilac_billing_billing_run, approved_at) == 120, "offset");
static_assert(offsetof(lilac_billing_billing_run, released_at) == 136, "offset");
static_assert(offsetof(lilac_billing_billing_run, reserved_at) == 152, "offset");
static_assert(offsetof(lilac_billing_billing_run, going_out) == 168, "offset");
static_assert(offsetof(lilac_billing_billing_run, updated_at) == 176, "offset");
static_assert(offsetof(lilac_billing_billing_run, opening) == 184, "offset");
static_assert(offsetof(lilac_billing_billing_run, reissued) == 192, "offset");

static_assert(sizeof(lilac_billing_quarantined) == 96, "size");
static_assert(offsetof(lilac_billing_quarantined, id) == 8, "offset");
static_assert(offsetof(lilac_billing_quarantined, run_id) == 16, "offset");
static_assert(offsetof(lilac_billing_quarantined, subscriber_id) == 24, "offset");
static_assert(offsetof(lilac_billing_quarantined, error) == 32, "offset");
static_assert(offsetof(lilac_billing_quarantined, reason) == 40, "offset");
static_assert(offsetof(lilac_billing_quarantined, field) == 56, "offset");
static_assert(offsetof(lilac_billing_quarantined, value) == 72, "offset");
static_assert(offsetof(lilac_billing_quarantined, at) == 88, "offset");

static_assert(sizeof(lilac_billing_bill_delivery) == 80, "size");
static_assert(offsetof(lilac_billing_bill_delivery, id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_delivery, run_id) == 16, "offset");
static_assert(offsetof(lilac_billing_bill_delivery, resend) == 24, "offset");
static_assert(offsetof(lilac_billing_bill_delivery, state) == 28, "offset");
static_assert(offsetof(lilac_billing_bill_delivery, is_correction) == 32, "offset");
static_assert(offsetof(lilac_billing_bill_delivery, channel) == 40, "offset");
static_assert(offsetof(lilac_billing_bill_delivery, reason) == 56, "offset");
static_assert(offsetof(lilac_billing_bill_delivery, updated_at) == 72, "offset");

static_assert(sizeof(lilac_billing_delivery_batch) == 64, "size");
static_assert(offsetof(lilac_billing_delivery_batch, id) == 8, "offset");
static_assert(offsetof(lilac_billing_delivery_batch, bills) == 16, "offset");
static_assert(offsetof(lilac_billing_delivery_batch, requested) == 24, "offset");
static_assert(offsetof(lilac_billing_delivery_batch, delivered) == 32, "offset");
static_assert(offsetof(lilac_billing_delivery_batch, failed) == 40, "offset");
static_assert(offsetof(lilac_billing_delivery_batch, stopped) == 48, "offset");
static_assert(offsetof(lilac_billing_delivery_batch, started_at) == 56, "offset");

static_assert(sizeof(lilac_billing_publish_prices_command) == 96, "size");
static_assert(offsetof(lilac_billing_publish_prices_command, currency) == 8, "offset");
static_assert(offsetof(lilac_billing_publish_prices_command, plans) == 24, "offset");
static_assert(offsetof(lilac_billing_publish_prices_command, add_ons) == 40, "offset");
static_assert(offsetof(lilac_billing_publish_prices_command, discounts) == 56, "offset");
static_assert(offsetof(lilac_billing_publish_prices_command, vat_percent) == 72, "offset");
static_assert(offsetof(lilac_billing_publish_prices_command, late_fee_percent) == 76, "offset");
static_assert(offsetof(lilac_billing_publish_prices_command, truncate_below) == 80, "offset");
static_assert(offsetof(lilac_billing_publish_prices_command, minor_limit) == 88, "offset");

static_assert(sizeof(lilac_billing_register_subscriber_command) == 168, "size");
static_assert(offsetof(lilac_billing_register_subscriber_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, customer_id) == 16, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, kind) == 24, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, name) == 32, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, email) == 48, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, phone) == 64, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, birth_year) == 80, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, guardian_limit) == 96, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, cycle_day) == 112, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, joined_on) == 116, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, plan) == 120, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, add_ons) == 136, "offset");
static_assert(offsetof(lilac_billing_register_subscriber_command, discounts) == 152, "offset");

static_assert(sizeof(lilac_billing_change_plan_command) == 40, "size");
static_assert(offsetof(lilac_billing_change_plan_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_change_plan_command, plan) == 16, "offset");
static_assert(offsetof(lilac_billing_change_plan_command, from) == 32, "offset");

static_assert(sizeof(lilac_billing_suspend_command) == 24, "size");
static_assert(offsetof(lilac_billing_suspend_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_suspend_command, on) == 16, "offset");

static_assert(sizeof(lilac_billing_resume_command) == 24, "size");
static_assert(offsetof(lilac_billing_resume_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_resume_command, on) == 16, "offset");

static_assert(sizeof(lilac_billing_leave_command) == 24, "size");
static_assert(offsetof(lilac_billing_leave_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_leave_command, on) == 16, "offset");

static_assert(sizeof(lilac_billing_change_contact_command) == 48, "size");
static_assert(offsetof(lilac_billing_change_contact_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_change_contact_command, email) == 16, "offset");
static_assert(offsetof(lilac_billing_change_contact_command, phone) == 32, "offset");

static_assert(sizeof(lilac_billing_subscribe_add_on_command) == 40, "size");
static_assert(offsetof(lilac_billing_subscribe_add_on_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_subscribe_add_on_command, code) == 16, "offset");
static_assert(offsetof(lilac_billing_subscribe_add_on_command, from) == 32, "offset");

static_assert(sizeof(lilac_billing_end_add_on_command) == 40, "size");
static_assert(offsetof(lilac_billing_end_add_on_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_end_add_on_command, code) == 16, "offset");
static_assert(offsetof(lilac_billing_end_add_on_command, on) == 32, "offset");

static_assert(sizeof(lilac_billing_grant_discount_command) == 56, "size");
static_assert(offsetof(lilac_billing_grant_discount_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_grant_discount_command, code) == 16, "offset");
static_assert(offsetof(lilac_billing_grant_discount_command, from) == 32, "offset");
static_assert(offsetof(lilac_billing_grant_discount_command, months) == 40, "offset");

static_assert(sizeof(lilac_billing_set_guardian_limit_command) == 32, "size");
static_assert(offsetof(lilac_billing_set_guardian_limit_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_set_guardian_limit_command, limit) == 16, "offset");

static_assert(sizeof(lilac_billing_record_usage_command) == 112, "size");
static_assert(offsetof(lilac_billing_record_usage_command, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, kind) == 16, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, description) == 24, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, quantity) == 40, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, unit) == 48, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, amount) == 56, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, tax) == 64, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, includes_tax) == 68, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, counterparty) == 72, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, happened_at) == 88, "offset");
static_assert(offsetof(lilac_billing_record_usage_command, source_id) == 96, "offset");

static_assert(sizeof(lilac_billing_record_payment_command) == 40, "size");
static_assert(offsetof(lilac_billing_record_payment_command, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_record_payment_command, amount) == 16, "offset");
static_assert(offsetof(lilac_billing_record_payment_command, reference) == 24, "offset");

static_assert(sizeof(lilac_billing_open_billing_run_command) == 48, "size");
static_assert(offsetof(lilac_billing_open_billing_run_command, period) == 8, "offset");
static_assert(offsetof(lilac_billing_open_billing_run_command, cycle_day) == 12, "offset");
static_assert(offsetof(lilac_billing_open_billing_run_command, price_version) == 16, "offset");
static_assert(offsetof(lilac_billing_open_billing_run_command, cut_off) == 32, "offset");

static_assert(sizeof(lilac_billing_settle_next_chunk_command) == 24, "size");
static_assert(offsetof(lilac_billing_settle_next_chunk_command, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_settle_next_chunk_command, token) == 16, "offset");

static_assert(sizeof(lilac_billing_pause_run_command) == 16, "size");
static_assert(offsetof(lilac_billing_pause_run_command, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_resume_run_command) == 16, "size");
static_assert(offsetof(lilac_billing_resume_run_command, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_retry_quarantined_command) == 16, "size");
static_assert(offsetof(lilac_billing_retry_quarantined_command, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_approve_run_command) == 16, "size");
static_assert(offsetof(lilac_billing_approve_run_command, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_discard_run_command) == 16, "size");
static_assert(offsetof(lilac_billing_discard_run_command, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_delete_drafts_command) == 40, "size");
static_assert(offsetof(lilac_billing_delete_drafts_command, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_delete_drafts_command, after) == 16, "offset");
static_assert(offsetof(lilac_billing_delete_drafts_command, to) == 24, "offset");
static_assert(offsetof(lilac_billing_delete_drafts_command, is_last) == 32, "offset");

static_assert(sizeof(lilac_billing_release_bills_command) == 32, "size");
static_assert(offsetof(lilac_billing_release_bills_command, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_release_bills_command, reserved_at) == 16, "offset");

static_assert(sizeof(lilac_billing_cancel_release_command) == 16, "size");
static_assert(offsetof(lilac_billing_cancel_release_command, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_send_bills_command) == 16, "size");
static_assert(offsetof(lilac_billing_send_bills_command, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_close_run_command) == 16, "size");
static_assert(offsetof(lilac_billing_close_run_command, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_publish_issued_bills_command) == 32, "size");
static_assert(offsetof(lilac_billing_publish_issued_bills_command, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_publish_issued_bills_command, after) == 16, "offset");
static_assert(offsetof(lilac_billing_publish_issued_bills_command, limit) == 24, "offset");

static_assert(sizeof(lilac_billing_correct_bill_command) == 32, "size");
static_assert(offsetof(lilac_billing_correct_bill_command, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_correct_bill_command, reason) == 16, "offset");

static_assert(sizeof(lilac_billing_deliver_bill_command) == 24, "size");
static_assert(offsetof(lilac_billing_deliver_bill_command, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_deliver_bill_command, is_correction) == 16, "offset");

static_assert(sizeof(lilac_billing_resend_bill_command) == 16, "size");
static_assert(offsetof(lilac_billing_resend_bill_command, bill_id) == 8, "offset");

static_assert(sizeof(lilac_billing_stop_bill_delivery_command) == 16, "size");
static_assert(offsetof(lilac_billing_stop_bill_delivery_command, bill_id) == 8, "offset");

static_assert(sizeof(lilac_billing_record_bill_outcome_command) == 56, "size");
static_assert(offsetof(lilac_billing_record_bill_outcome_command, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_record_bill_outcome_command, resend) == 16, "offset");
static_assert(offsetof(lilac_billing_record_bill_outcome_command, state) == 20, "offset");
static_assert(offsetof(lilac_billing_record_bill_outcome_command, channel) == 24, "offset");
static_assert(offsetof(lilac_billing_record_bill_outcome_command, reason) == 40, "offset");

static_assert(sizeof(lilac_billing_prices_published_event) == 32, "size");
static_assert(offsetof(lilac_billing_prices_published_event, price_version) == 8, "offset");
static_assert(offsetof(lilac_billing_prices_published_event, plans) == 16, "offset");
static_assert(offsetof(lilac_billing_prices_published_event, add_ons) == 20, "offset");
static_assert(offsetof(lilac_billing_prices_published_event, discounts) == 24, "offset");

static_assert(sizeof(lilac_billing_subscriber_registered_event) == 32, "size");
static_assert(offsetof(lilac_billing_subscriber_registered_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_subscriber_registered_event, customer_id) == 16, "offset");
static_assert(offsetof(lilac_billing_subscriber_registered_event, cycle_day) == 24, "offset");
static_assert(offsetof(lilac_billing_subscriber_registered_event, joined_on) == 28, "offset");

static_assert(sizeof(lilac_billing_plan_changed_event) == 56, "size");
static_assert(offsetof(lilac_billing_plan_changed_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_plan_changed_event, from) == 16, "offset");
static_assert(offsetof(lilac_billing_plan_changed_event, to) == 32, "offset");
static_assert(offsetof(lilac_billing_plan_changed_event, on) == 48, "offset");

static_assert(sizeof(lilac_billing_subscriber_suspended_event) == 24, "size");
static_assert(offsetof(lilac_billing_subscriber_suspended_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_subscriber_suspended_event, on) == 16, "offset");

static_assert(sizeof(lilac_billing_subscriber_resumed_event) == 24, "size");
static_assert(offsetof(lilac_billing_subscriber_resumed_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_subscriber_resumed_event, on) == 16, "offset");

static_assert(sizeof(lilac_billing_subscriber_left_event) == 24, "size");
static_assert(offsetof(lilac_billing_subscriber_left_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_subscriber_left_event, on) == 16, "offset");

static_assert(sizeof(lilac_billing_contact_changed_event) == 48, "size");
static_assert(offsetof(lilac_billing_contact_changed_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_contact_changed_event, masked_email) == 16, "offset");
static_assert(offsetof(lilac_billing_contact_changed_event, masked_phone) == 32, "offset");

static_assert(sizeof(lilac_billing_add_on_subscribed_event) == 40, "size");
static_assert(offsetof(lilac_billing_add_on_subscribed_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_add_on_subscribed_event, code) == 16, "offset");
static_assert(offsetof(lilac_billing_add_on_subscribed_event, from) == 32, "offset");

static_assert(sizeof(lilac_billing_add_on_ended_event) == 40, "size");
static_assert(offsetof(lilac_billing_add_on_ended_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_add_on_ended_event, code) == 16, "offset");
static_assert(offsetof(lilac_billing_add_on_ended_event, on) == 32, "offset");

static_assert(sizeof(lilac_billing_discount_granted_event) == 56, "size");
static_assert(offsetof(lilac_billing_discount_granted_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_discount_granted_event, code) == 16, "offset");
static_assert(offsetof(lilac_billing_discount_granted_event, from) == 32, "offset");
static_assert(offsetof(lilac_billing_discount_granted_event, months) == 40, "offset");

static_assert(sizeof(lilac_billing_guardian_limit_set_event) == 32, "size");
static_assert(offsetof(lilac_billing_guardian_limit_set_event, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_guardian_limit_set_event, limit) == 16, "offset");

static_assert(sizeof(lilac_billing_usage_recorded_event) == 40, "size");
static_assert(offsetof(lilac_billing_usage_recorded_event, usage_id) == 8, "offset");
static_assert(offsetof(lilac_billing_usage_recorded_event, subscriber_id) == 16, "offset");
static_assert(offsetof(lilac_billing_usage_recorded_event, kind) == 24, "offset");
static_assert(offsetof(lilac_billing_usage_recorded_event, period) == 28, "offset");
static_assert(offsetof(lilac_billing_usage_recorded_event, amount) == 32, "offset");

static_assert(sizeof(lilac_billing_payment_recorded_event) == 48, "size");
static_assert(offsetof(lilac_billing_payment_recorded_event, entry_id) == 8, "offset");
static_assert(offsetof(lilac_billing_payment_recorded_event, account_id) == 16, "offset");
static_assert(offsetof(lilac_billing_payment_recorded_event, bill_id) == 24, "offset");
static_assert(offsetof(lilac_billing_payment_recorded_event, period) == 32, "offset");
static_assert(offsetof(lilac_billing_payment_recorded_event, amount) == 40, "offset");

static_assert(sizeof(lilac_billing_billing_run_opened_event) == 40, "size");
static_assert(offsetof(lilac_billing_billing_run_opened_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_billing_run_opened_event, period) == 16, "offset");
static_assert(offsetof(lilac_billing_billing_run_opened_event, cycle_day) == 20, "offset");
static_assert(offsetof(lilac_billing_billing_run_opened_event, price_version) == 24, "offset");
static_assert(offsetof(lilac_billing_billing_run_opened_event, cut_off) == 32, "offset");

static_assert(sizeof(lilac_billing_bills_settled_event) == 48, "size");
static_assert(offsetof(lilac_billing_bills_settled_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bills_settled_event, after) == 16, "offset");
static_assert(offsetof(lilac_billing_bills_settled_event, to) == 24, "offset");
static_assert(offsetof(lilac_billing_bills_settled_event, chunk) == 32, "offset");
static_assert(offsetof(lilac_billing_bills_settled_event, so_far) == 40, "offset");

static_assert(sizeof(lilac_billing_subscriber_quarantined_event) == 64, "size");
static_assert(offsetof(lilac_billing_subscriber_quarantined_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_subscriber_quarantined_event, subscriber_id) == 16, "offset");
static_assert(offsetof(lilac_billing_subscriber_quarantined_event, error) == 24, "offset");
static_assert(offsetof(lilac_billing_subscriber_quarantined_event, reason) == 32, "offset");
static_assert(offsetof(lilac_billing_subscriber_quarantined_event, field) == 48, "offset");

static_assert(sizeof(lilac_billing_billing_run_settled_event) == 40, "size");
static_assert(offsetof(lilac_billing_billing_run_settled_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_billing_run_settled_event, period) == 16, "offset");
static_assert(offsetof(lilac_billing_billing_run_settled_event, cycle_day) == 20, "offset");
static_assert(offsetof(lilac_billing_billing_run_settled_event, state) == 24, "offset");
static_assert(offsetof(lilac_billing_billing_run_settled_event, counts) == 32, "offset");

static_assert(sizeof(lilac_billing_billing_run_paused_event) == 16, "size");
static_assert(offsetof(lilac_billing_billing_run_paused_event, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_billing_run_resumed_event) == 24, "size");
static_assert(offsetof(lilac_billing_billing_run_resumed_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_billing_run_resumed_event, token) == 16, "offset");

static_assert(sizeof(lilac_billing_run_approved_event) == 24, "size");
static_assert(offsetof(lilac_billing_run_approved_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_run_approved_event, bills) == 16, "offset");

static_assert(sizeof(lilac_billing_run_discarded_event) == 24, "size");
static_assert(offsetof(lilac_billing_run_discarded_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_run_discarded_event, period) == 16, "offset");
static_assert(offsetof(lilac_billing_run_discarded_event, cycle_day) == 20, "offset");

static_assert(sizeof(lilac_billing_release_reserved_event) == 32, "size");
static_assert(offsetof(lilac_billing_release_reserved_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_release_reserved_event, at) == 16, "offset");

static_assert(sizeof(lilac_billing_release_cancelled_event) == 16, "size");
static_assert(offsetof(lilac_billing_release_cancelled_event, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_bills_released_event) == 24, "size");
static_assert(offsetof(lilac_billing_bills_released_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bills_released_event, period) == 16, "offset");
static_assert(offsetof(lilac_billing_bills_released_event, cycle_day) == 20, "offset");

static_assert(sizeof(lilac_billing_run_closed_event) == 16, "size");
static_assert(offsetof(lilac_billing_run_closed_event, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_bill_delivery_requested_event) == 88, "size");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, subscriber_id) == 16, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, dedup_key) == 24, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, no) == 40, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, period) == 56, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, revision) == 60, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, total) == 64, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, due_on) == 80, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, has_email) == 84, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_requested_event, is_correction) == 85, "offset");

static_assert(sizeof(lilac_billing_bill_delivered_event) == 24, "size");
static_assert(offsetof(lilac_billing_bill_delivered_event, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_delivered_event, channel) == 16, "offset");

static_assert(sizeof(lilac_billing_bill_delivery_failed_event) == 32, "size");
static_assert(offsetof(lilac_billing_bill_delivery_failed_event, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_failed_event, reason) == 16, "offset");

static_assert(sizeof(lilac_billing_bill_delivery_stopped_event) == 32, "size");
static_assert(offsetof(lilac_billing_bill_delivery_stopped_event, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_delivery_stopped_event, dedup_key) == 16, "offset");

static_assert(sizeof(lilac_billing_bill_voided_event) == 40, "size");
static_assert(offsetof(lilac_billing_bill_voided_event, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_voided_event, replaced_by) == 16, "offset");
static_assert(offsetof(lilac_billing_bill_voided_event, reason) == 24, "offset");

static_assert(sizeof(lilac_billing_bill_reissued_event) == 48, "size");
static_assert(offsetof(lilac_billing_bill_reissued_event, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_reissued_event, replaces) == 16, "offset");
static_assert(offsetof(lilac_billing_bill_reissued_event, total) == 24, "offset");
static_assert(offsetof(lilac_billing_bill_reissued_event, is_released) == 40, "offset");
static_assert(offsetof(lilac_billing_bill_reissued_event, was_sent) == 41, "offset");

static_assert(sizeof(lilac_billing_adjustment_created_event) == 64, "size");
static_assert(offsetof(lilac_billing_adjustment_created_event, entry_id) == 8, "offset");
static_assert(offsetof(lilac_billing_adjustment_created_event, account_id) == 16, "offset");
static_assert(offsetof(lilac_billing_adjustment_created_event, bill_id) == 24, "offset");
static_assert(offsetof(lilac_billing_adjustment_created_event, period) == 32, "offset");
static_assert(offsetof(lilac_billing_adjustment_created_event, amount) == 40, "offset");
static_assert(offsetof(lilac_billing_adjustment_created_event, reason) == 48, "offset");

static_assert(sizeof(lilac_billing_bill_issued_event) == 64, "size");
static_assert(offsetof(lilac_billing_bill_issued_event, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_bill_issued_event, subscriber_id) == 16, "offset");
static_assert(offsetof(lilac_billing_bill_issued_event, no) == 24, "offset");
static_assert(offsetof(lilac_billing_bill_issued_event, total) == 40, "offset");
static_assert(offsetof(lilac_billing_bill_issued_event, due_on) == 56, "offset");

static_assert(sizeof(lilac_billing_quarantine_resolved_event) == 40, "size");
static_assert(offsetof(lilac_billing_quarantine_resolved_event, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_quarantine_resolved_event, subscriber_id) == 16, "offset");
static_assert(offsetof(lilac_billing_quarantine_resolved_event, bill_id) == 24, "offset");
static_assert(offsetof(lilac_billing_quarantine_resolved_event, is_released) == 32, "offset");

static_assert(sizeof(lilac_billing_get_billing_runs_query) == 24, "size");
static_assert(offsetof(lilac_billing_get_billing_runs_query, cycle_day) == 8, "offset");

static_assert(sizeof(lilac_billing_get_bills_query) == 80, "size");
static_assert(offsetof(lilac_billing_get_bills_query, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_get_bills_query, after) == 16, "offset");
static_assert(offsetof(lilac_billing_get_bills_query, limit) == 32, "offset");
static_assert(offsetof(lilac_billing_get_bills_query, voided) == 48, "offset");
static_assert(offsetof(lilac_billing_get_bills_query, delivery) == 64, "offset");

static_assert(sizeof(lilac_billing_get_bill_query) == 16, "size");
static_assert(offsetof(lilac_billing_get_bill_query, bill_id) == 8, "offset");

static_assert(sizeof(lilac_billing_get_bills_of_subscriber_query) == 16, "size");
static_assert(offsetof(lilac_billing_get_bills_of_subscriber_query, subscriber_id) == 8, "offset");

static_assert(sizeof(lilac_billing_preview_bill_query) == 40, "size");
static_assert(offsetof(lilac_billing_preview_bill_query, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_preview_bill_query, period) == 16, "offset");
static_assert(offsetof(lilac_billing_preview_bill_query, price_version) == 24, "offset");

static_assert(sizeof(lilac_billing_get_quarantined_query) == 16, "size");
static_assert(offsetof(lilac_billing_get_quarantined_query, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_get_targets_query) == 16, "size");
static_assert(offsetof(lilac_billing_get_targets_query, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_get_excluded_query) == 16, "size");
static_assert(offsetof(lilac_billing_get_excluded_query, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_get_deliveries_query) == 48, "size");
static_assert(offsetof(lilac_billing_get_deliveries_query, run_id) == 8, "offset");
static_assert(offsetof(lilac_billing_get_deliveries_query, state) == 16, "offset");
static_assert(offsetof(lilac_billing_get_deliveries_query, standing) == 32, "offset");

static_assert(sizeof(lilac_billing_get_bill_document_query) == 40, "size");
static_assert(offsetof(lilac_billing_get_bill_document_query, bill_id) == 8, "offset");
static_assert(offsetof(lilac_billing_get_bill_document_query, form) == 16, "offset");
static_assert(offsetof(lilac_billing_get_bill_document_query, with_usage) == 24, "offset");

static_assert(sizeof(lilac_billing_get_account_query) == 24, "size");
static_assert(offsetof(lilac_billing_get_account_query, customer_id) == 8, "offset");
static_assert(offsetof(lilac_billing_get_account_query, as_of) == 16, "offset");

static_assert(sizeof(lilac_billing_get_ledger_query) == 16, "size");
static_assert(offsetof(lilac_billing_get_ledger_query, customer_id) == 8, "offset");

static_assert(sizeof(lilac_billing_get_customer_summary_query) == 24, "size");
static_assert(offsetof(lilac_billing_get_customer_summary_query, customer_id) == 8, "offset");
static_assert(offsetof(lilac_billing_get_customer_summary_query, period) == 16, "offset");

static_assert(sizeof(lilac_billing_reconcile_query) == 16, "size");
static_assert(offsetof(lilac_billing_reconcile_query, run_id) == 8, "offset");

static_assert(sizeof(lilac_billing_get_months_query) == 8, "size");

static_assert(sizeof(lilac_billing_get_prices_query) == 24, "size");
static_assert(offsetof(lilac_billing_get_prices_query, version) == 8, "offset");

static_assert(sizeof(lilac_billing_get_subscriber_query) == 16, "size");
static_assert(offsetof(lilac_billing_get_subscriber_query, subscriber_id) == 8, "offset");

static_assert(sizeof(lilac_billing_get_usage_query) == 24, "size");
static_assert(offsetof(lilac_billing_get_usage_query, subscriber_id) == 8, "offset");
static_assert(offsetof(lilac_billing_get_usage_query, period) == 16, "offset");

static_assert(sizeof(lilac_billing_rules) == 128, "size");
static_assert(offsetof(lilac_billing_rules, chunk) == 8, "offset");
static_assert(offsetof(lilac_billing_rules, most_quarantined_percent) == 12, "offset");
static_assert(offsetof(lilac_billing_rules, due_days) == 16, "offset");
static_assert(offsetof(lilac_billing_rules, holidays) == 24, "offset");
static_assert(offsetof(lilac_billing_rules, time_zone) == 40, "offset");
static_assert(offsetof(lilac_billing_rules, chain_release) == 56, "offset");
static_assert(offsetof(lilac_billing_rules, bill_template) == 64, "offset");
static_assert(offsetof(lilac_billing_rules, correction_template) == 72, "offset");
static_assert(offsetof(lilac_billing_rules, link) == 80, "offset");
static_assert(offsetof(lilac_billing_rules, contact) == 96, "offset");
static_assert(offsetof(lilac_billing_rules, company) == 112, "offset");

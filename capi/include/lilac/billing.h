/* Made by lilac_c_headers from the descriptions of the contexts; not to be edited. */
/* clang-format off */
#ifndef LILAC_BILLING_H
#define LILAC_BILLING_H

#include <lilac.h>
#include <lilac/messaging.h>
#include <lilac/support.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Refusals, each with the rules that share the number. */
#define LILAC_BILLING_E_INVALID_RUN_STATE 4301 /* run_cannot_become, run_before_is_not_approved, run_is_built_upon */
#define LILAC_BILLING_E_RUN_EXISTS 4302 /* other_run_is_live */
#define LILAC_BILLING_E_LEASE_LOST 4303 /* token_is_old */
#define LILAC_BILLING_E_PRICE_UNKNOWN 4304 /* plan_is_unknown, add_on_is_unknown, discount_is_unknown, nothing_is_published */
#define LILAC_BILLING_E_INVALID_PERIOD 4305 /* period_is_not_a_month, cycle_day_is_not_a_day, period_is_past, period_is_not_next, cycle_is_not_over, cut_off_is_in_the_future */
#define LILAC_BILLING_E_INVALID_SUBSCRIBER 4306 /* subscriber_is_invalid, line_has_left, line_is_suspended, line_is_not_suspended, add_on_is_subscribed, add_on_is_not_subscribed, day_is_too_early */
#define LILAC_BILLING_E_BILL_NOT_ISSUED 4307 /* bill_is_not_issued, bill_is_voided */
#define LILAC_BILLING_E_INVALID_DELIVERY_STATE 4308 /* delivery_cannot_become */
#define LILAC_BILLING_E_NOTHING_TO_CORRECT 4309 /* nothing_to_correct, revisions_are_used_up */
#define LILAC_BILLING_E_RESERVATION_IS_PAST 4310 /* reservation_is_past */
#define LILAC_BILLING_E_DELIVERIES_ARE_OPEN 4311 /* deliveries_are_open */
#define LILAC_BILLING_E_INVALID_PRICES 4312 /* prices_are_invalid */
#define LILAC_BILLING_E_INVALID_AMOUNT 4313 /* usage_is_invalid, use_is_negative, payment_is_not_positive, too_much_in_one_cycle */
#define LILAC_BILLING_E_GUARDIAN_LIMIT 4314 /* guardian_limit_is_passed */
#define LILAC_BILLING_E_NOT_READY_TO_SEND 4315 /* template_is_missing, template_does_not_fit, address_book_is_missing, gateway_is_missing */
#define LILAC_BILLING_E_ALREADY_EXISTS 4902 /* reference_is_taken */

#define LILAC_BILLING_CUSTOMER_KIND_PERSONAL 0
#define LILAC_BILLING_CUSTOMER_KIND_CORPORATE 1

#define LILAC_BILLING_SUBSCRIBER_STATUS_ACTIVE 0
#define LILAC_BILLING_SUBSCRIBER_STATUS_SUSPENDED 1
#define LILAC_BILLING_SUBSCRIBER_STATUS_LEFT 2

#define LILAC_BILLING_LINE_KIND_PLAN 0
#define LILAC_BILLING_LINE_KIND_ADD_ON 1
#define LILAC_BILLING_LINE_KIND_USE 2
#define LILAC_BILLING_LINE_KIND_MICROPAYMENT 3
#define LILAC_BILLING_LINE_KIND_INSTALMENT 4
#define LILAC_BILLING_LINE_KIND_DISCOUNT 5
#define LILAC_BILLING_LINE_KIND_ADJUSTMENT 6
#define LILAC_BILLING_LINE_KIND_CREDIT 7
#define LILAC_BILLING_LINE_KIND_ARREARS 8
#define LILAC_BILLING_LINE_KIND_LATE_FEE 9
#define LILAC_BILLING_LINE_KIND_VAT 10
#define LILAC_BILLING_LINE_KIND_ROUNDING 11
#define LILAC_BILLING_LINE_KIND_CREDIT_CARRIED 12

#define LILAC_BILLING_UNIT_ONCE 0
#define LILAC_BILLING_UNIT_MONTH 1
#define LILAC_BILLING_UNIT_DAY 2
#define LILAC_BILLING_UNIT_ITEM 3
#define LILAC_BILLING_UNIT_MINUTE 4
#define LILAC_BILLING_UNIT_MESSAGE 5
#define LILAC_BILLING_UNIT_MEGABYTE 6

#define LILAC_BILLING_TAX_TAXABLE 0
#define LILAC_BILLING_TAX_EXEMPT 1
#define LILAC_BILLING_TAX_PASS_THROUGH 2

#define LILAC_BILLING_USAGE_KIND_OVER_PLAN 0
#define LILAC_BILLING_USAGE_KIND_MICROPAYMENT 1
#define LILAC_BILLING_USAGE_KIND_INSTALMENT 2
#define LILAC_BILLING_USAGE_KIND_INFORMATION 3

#define LILAC_BILLING_DISCOUNT_BASE_LIST_PLAN 0
#define LILAC_BILLING_DISCOUNT_BASE_PLAN_LEFT 1
#define LILAC_BILLING_DISCOUNT_BASE_PLAN_AND_USE_LEFT 2
#define LILAC_BILLING_DISCOUNT_BASE_FIXED 3

#define LILAC_BILLING_ENTRY_KIND_PAYMENT 0
#define LILAC_BILLING_ENTRY_KIND_ADJUSTMENT 1

#define LILAC_BILLING_RUN_STATE_OPENED 0
#define LILAC_BILLING_RUN_STATE_SETTLING 1
#define LILAC_BILLING_RUN_STATE_PAUSED 2
#define LILAC_BILLING_RUN_STATE_SETTLED 3
#define LILAC_BILLING_RUN_STATE_FAILED 4
#define LILAC_BILLING_RUN_STATE_APPROVED 5
#define LILAC_BILLING_RUN_STATE_RELEASED 6
#define LILAC_BILLING_RUN_STATE_CLOSED 7
#define LILAC_BILLING_RUN_STATE_DISCARDED 8

#define LILAC_BILLING_BILL_STATE_DRAFT 0
#define LILAC_BILLING_BILL_STATE_ISSUED 1
#define LILAC_BILLING_BILL_STATE_VOIDED 2

#define LILAC_BILLING_DELIVERY_STATE_NOT_REQUESTED 0
#define LILAC_BILLING_DELIVERY_STATE_REQUESTED 1
#define LILAC_BILLING_DELIVERY_STATE_DELIVERED 2
#define LILAC_BILLING_DELIVERY_STATE_FAILED 3
#define LILAC_BILLING_DELIVERY_STATE_STOPPED 4

#define LILAC_BILLING_DELIVERY_CHANNEL_EMAIL 0
#define LILAC_BILLING_DELIVERY_CHANNEL_SMS 1
#define LILAC_BILLING_DELIVERY_CHANNEL_PUSH 2
#define LILAC_BILLING_DELIVERY_CHANNEL_ALARM 3

#define LILAC_BILLING_DOCUMENT_FORM_TEXT 0
#define LILAC_BILLING_DOCUMENT_FORM_HTML 1
#define LILAC_BILLING_DOCUMENT_FORM_SMS 2

typedef struct lilac_billing_price {
  lilac_head head;
  lilac_text code;
  lilac_text name;
  int64_t monthly;
  int32_t tax; /* LILAC_BILLING_TAX_… */
  uint8_t includes_tax;
} lilac_billing_price;
#define LILAC_BILLING_PRICE_INIT { {(uint32_t)sizeof(lilac_billing_price), 6, 0}, {NULL, 0}, {NULL, 0}, 0, 0, 1 }

typedef struct lilac_billing_discount {
  lilac_head head;
  lilac_text code;
  lilac_text name;
  int32_t base; /* LILAC_BILLING_DISCOUNT_BASE_… */
  int32_t percent;
  int64_t amount;
  lilac_optional cap;
  lilac_optional months;
} lilac_billing_discount;
#define LILAC_BILLING_DISCOUNT_INIT { {(uint32_t)sizeof(lilac_billing_discount), 6, 0}, {NULL, 0}, {NULL, 0}, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_plan_term {
  lilac_head head;
  lilac_text code;
  int32_t from; /* days since 1970-01-01 */
} lilac_billing_plan_term;
#define LILAC_BILLING_PLAN_TERM_INIT { {(uint32_t)sizeof(lilac_billing_plan_term), 6, 0}, {NULL, 0}, 0 }

typedef struct lilac_billing_add_on {
  lilac_head head;
  lilac_text code;
  int32_t from; /* days since 1970-01-01 */
  lilac_optional until; /* days since 1970-01-01 */
} lilac_billing_add_on;
#define LILAC_BILLING_ADD_ON_INIT { {(uint32_t)sizeof(lilac_billing_add_on), 6, 0}, {NULL, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_granted_discount {
  lilac_head head;
  lilac_text code;
  int32_t from; /* days since 1970-01-01 */
  lilac_optional months;
} lilac_billing_granted_discount;
#define LILAC_BILLING_GRANTED_DISCOUNT_INIT { {(uint32_t)sizeof(lilac_billing_granted_discount), 6, 0}, {NULL, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_suspension {
  lilac_head head;
  int32_t from; /* days since 1970-01-01 */
  lilac_optional until; /* days since 1970-01-01 */
} lilac_billing_suspension;
#define LILAC_BILLING_SUSPENSION_INIT { {(uint32_t)sizeof(lilac_billing_suspension), 6, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_bill_line {
  lilac_head head;
  int32_t kind; /* LILAC_BILLING_LINE_KIND_… */
  lilac_text code;
  int64_t quantity;
  int32_t unit; /* LILAC_BILLING_UNIT_… */
  int64_t amount;
  int32_t tax; /* LILAC_BILLING_TAX_… */
  uint8_t includes_tax;
  int64_t source_id;
  lilac_text name;
  lilac_text counterparty;
  lilac_optional at; /* UTC ms */
} lilac_billing_bill_line;
#define LILAC_BILLING_BILL_LINE_INIT { {(uint32_t)sizeof(lilac_billing_bill_line), 6, 0}, 0, {NULL, 0}, 1, 0, 0, 0, 1, 0, {NULL, 0}, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_chunk_counts {
  lilac_head head;
  int64_t targets;
  int64_t bills;
  int64_t quarantined;
  int64_t excluded;
  int64_t total;
  int64_t lines;
} lilac_billing_chunk_counts;
#define LILAC_BILLING_CHUNK_COUNTS_INIT { {(uint32_t)sizeof(lilac_billing_chunk_counts), 6, 0}, 0, 0, 0, 0, 0, 0 }

typedef struct lilac_billing_bill {
  lilac_head head;
  int64_t id;
  int32_t period;
  int32_t cycle_day;
  int64_t subscriber_id;
  int32_t revision;
  int64_t customer_id;
  int64_t run_id;
  lilac_money total;
  int64_t own;
  int64_t arrears;
  int64_t vat_included;
  int64_t credit_carried;
  int32_t issue_on; /* days since 1970-01-01 */
  int32_t due_on; /* days since 1970-01-01 */
  int64_t price_version;
  lilac_optional replaces;
  struct { const struct lilac_billing_bill_line *const *items; size_t count; } lines;
} lilac_billing_bill;
#define LILAC_BILLING_BILL 3008
#define LILAC_BILLING_BILL_INIT { {(uint32_t)sizeof(lilac_billing_bill), 3, 3008}, 0, 0, 0, 0, 1, 0, 0, {0, "KRW", 0}, 0, 0, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_billing_ledger_entry {
  lilac_head head;
  int64_t id;
  int64_t account_id;
  int64_t subscriber_id;
  int64_t bill_id;
  int32_t kind; /* LILAC_BILLING_ENTRY_KIND_… */
  int32_t cycle_day;
  int32_t period;
  int64_t amount;
  lilac_text reference;
  int64_t at; /* UTC ms */
  int32_t in_time_for;
} lilac_billing_ledger_entry;
#define LILAC_BILLING_LEDGER_ENTRY 3005
#define LILAC_BILLING_LEDGER_ENTRY_INIT { {(uint32_t)sizeof(lilac_billing_ledger_entry), 3, 3005}, 0, 0, 0, 0, 0, 0, 0, 0, {NULL, 0}, 0, 0 }

typedef struct lilac_billing_correction {
  lilac_head head;
  const struct lilac_billing_bill *revision;
  const struct lilac_billing_ledger_entry *adjustment;
} lilac_billing_correction;
#define LILAC_BILLING_CORRECTION_INIT { {(uint32_t)sizeof(lilac_billing_correction), 6, 0}, NULL, NULL }

typedef struct lilac_billing_published_page {
  lilac_head head;
  int64_t last;
  int32_t bills;
} lilac_billing_published_page;
#define LILAC_BILLING_PUBLISHED_PAGE_INIT { {(uint32_t)sizeof(lilac_billing_published_page), 6, 0}, 0, 0 }

typedef struct lilac_billing_bill_document {
  lilac_head head;
  int64_t bill_id;
  int32_t form; /* LILAC_BILLING_DOCUMENT_FORM_… */
  lilac_text content;
  int64_t hash;
} lilac_billing_bill_document;
#define LILAC_BILLING_BILL_DOCUMENT_INIT { {(uint32_t)sizeof(lilac_billing_bill_document), 6, 0}, 0, 0, {NULL, 0}, 0 }

typedef struct lilac_billing_bill_overview {
  lilac_head head;
  const struct lilac_billing_bill *bill;
  lilac_text no;
  int32_t state; /* LILAC_BILLING_BILL_STATE_… */
  int32_t delivery; /* LILAC_BILLING_DELIVERY_STATE_… */
  lilac_optional channel; /* LILAC_BILLING_DELIVERY_CHANNEL_… */
} lilac_billing_bill_overview;
#define LILAC_BILLING_BILL_OVERVIEW_INIT { {(uint32_t)sizeof(lilac_billing_bill_overview), 6, 0}, NULL, {NULL, 0}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_target_line {
  lilac_head head;
  int64_t subscriber_id;
} lilac_billing_target_line;
#define LILAC_BILLING_TARGET_LINE_INIT { {(uint32_t)sizeof(lilac_billing_target_line), 6, 0}, 0 }

typedef struct lilac_billing_excluded_subscriber {
  lilac_head head;
  int64_t subscriber_id;
  int32_t joined_on; /* days since 1970-01-01 */
  lilac_optional left_on; /* days since 1970-01-01 */
} lilac_billing_excluded_subscriber;
#define LILAC_BILLING_EXCLUDED_SUBSCRIBER_INIT { {(uint32_t)sizeof(lilac_billing_excluded_subscriber), 6, 0}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_account_statement {
  lilac_head head;
  int64_t customer_id;
  int32_t lines;
  int32_t bills;
  int64_t billed;
  int64_t paid;
  int64_t adjusted;
  int64_t balance;
  int64_t overdue;
  int32_t as_of; /* days since 1970-01-01 */
  int64_t fees;
} lilac_billing_account_statement;
#define LILAC_BILLING_ACCOUNT_STATEMENT_INIT { {(uint32_t)sizeof(lilac_billing_account_statement), 6, 0}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

typedef struct lilac_billing_customer_summary {
  lilac_head head;
  int64_t customer_id;
  int32_t period;
  int32_t lines;
  lilac_money total;
  struct { const int64_t *items; size_t count; } bills;
} lilac_billing_customer_summary;
#define LILAC_BILLING_CUSTOMER_SUMMARY_INIT { {(uint32_t)sizeof(lilac_billing_customer_summary), 6, 0}, 0, 0, 0, {0, "KRW", 0}, {NULL, 0} }

typedef struct lilac_billing_reconciliation_line {
  lilac_head head;
  lilac_text name;
  int64_t value;
  lilac_text query;
  uint8_t is_right;
} lilac_billing_reconciliation_line;
#define LILAC_BILLING_RECONCILIATION_LINE_INIT { {(uint32_t)sizeof(lilac_billing_reconciliation_line), 6, 0}, {NULL, 0}, 0, {NULL, 0}, 1 }

typedef struct lilac_billing_month_over_month {
  lilac_head head;
  int32_t period;
  int64_t bills;
  int64_t total;
  int64_t quarantined;
  int64_t delivered;
  int64_t failed;
  int64_t failed_per_million;
  lilac_optional bills_more;
  lilac_optional total_more;
  lilac_optional total_more_per_million;
} lilac_billing_month_over_month;
#define LILAC_BILLING_MONTH_OVER_MONTH_INIT { {(uint32_t)sizeof(lilac_billing_month_over_month), 6, 0}, 0, 0, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_price_book {
  lilac_head head;
  int64_t id;
  lilac_text currency;
  struct { const struct lilac_billing_price *const *items; size_t count; } plans;
  struct { const struct lilac_billing_price *const *items; size_t count; } add_ons;
  struct { const struct lilac_billing_discount *const *items; size_t count; } discounts;
  int32_t vat_percent;
  int32_t late_fee_percent;
  int64_t truncate_below;
  int64_t minor_limit;
  int64_t content_hash;
  int64_t published_at; /* UTC ms */
} lilac_billing_price_book;
#define LILAC_BILLING_PRICE_BOOK 3001
#define LILAC_BILLING_PRICE_BOOK_INIT { {(uint32_t)sizeof(lilac_billing_price_book), 3, 3001}, 0, LILAC_TEXT("KRW"), {NULL, 0}, {NULL, 0}, {NULL, 0}, 10, 2, 10, 0, 0, 0 }

typedef struct lilac_billing_subscriber {
  lilac_head head;
  int64_t id;
  int64_t customer_id;
  int32_t kind; /* LILAC_BILLING_CUSTOMER_KIND_… */
  lilac_text name;
  lilac_text email; /* an address; read back masked */
  lilac_text phone; /* an address; read back masked */
  lilac_optional birth_year;
  lilac_optional guardian_limit;
  int32_t cycle_day;
  int32_t joined_on; /* days since 1970-01-01 */
  lilac_optional left_on; /* days since 1970-01-01 */
  struct { const struct lilac_billing_plan_term *const *items; size_t count; } plans;
  struct { const struct lilac_billing_add_on *const *items; size_t count; } add_ons;
  struct { const struct lilac_billing_granted_discount *const *items; size_t count; } discounts;
  struct { const struct lilac_billing_suspension *const *items; size_t count; } suspensions;
  int64_t registered_at; /* UTC ms */
  int64_t updated_at; /* UTC ms */
  int32_t in_time_for;
  lilac_optional changed_from; /* days since 1970-01-01 */
} lilac_billing_subscriber;
#define LILAC_BILLING_SUBSCRIBER 3002
#define LILAC_BILLING_SUBSCRIBER_INIT { {(uint32_t)sizeof(lilac_billing_subscriber), 3, 3002}, 0, 0, 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 1, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_usage {
  lilac_head head;
  int64_t id;
  int64_t subscriber_id;
  int32_t cycle_day;
  int32_t period;
  int32_t used_in;
  int32_t kind; /* LILAC_BILLING_USAGE_KIND_… */
  lilac_text description;
  int64_t quantity;
  int32_t unit; /* LILAC_BILLING_UNIT_… */
  int64_t amount;
  int32_t tax; /* LILAC_BILLING_TAX_… */
  uint8_t includes_tax;
  lilac_text counterparty;
  int64_t at; /* UTC ms */
  int64_t recorded_at; /* UTC ms */
  lilac_text source_id;
  int64_t content_hash;
  int32_t in_time_for;
} lilac_billing_usage;
#define LILAC_BILLING_USAGE 3003
#define LILAC_BILLING_USAGE_INIT { {(uint32_t)sizeof(lilac_billing_usage), 3, 3003}, 0, 0, 0, 0, 0, 0, {NULL, 0}, 1, 0, 0, 0, 1, {NULL, 0}, 0, 0, {NULL, 0}, 0, 0 }

typedef struct lilac_billing_account {
  lilac_head head;
  int64_t id;
  int32_t kind; /* LILAC_BILLING_CUSTOMER_KIND_… */
  int32_t lines;
  int64_t paid;
  int64_t adjusted;
  int64_t updated_at; /* UTC ms */
} lilac_billing_account;
#define LILAC_BILLING_ACCOUNT 3004
#define LILAC_BILLING_ACCOUNT_INIT { {(uint32_t)sizeof(lilac_billing_account), 3, 3004}, 0, 0, 0, 0, 0, 0 }

typedef struct lilac_billing_billing_cycle {
  lilac_head head;
  int64_t id;
  int32_t collecting;
  int32_t openings;
} lilac_billing_billing_cycle;
#define LILAC_BILLING_BILLING_CYCLE 3006
#define LILAC_BILLING_BILLING_CYCLE_INIT { {(uint32_t)sizeof(lilac_billing_billing_cycle), 3, 3006}, 0, 0, 0 }

typedef struct lilac_billing_billing_run {
  lilac_head head;
  int64_t id;
  int32_t period;
  int32_t cycle_day;
  int64_t price_version;
  int64_t cut_off; /* UTC ms */
  int32_t state; /* LILAC_BILLING_RUN_STATE_… */
  uint8_t is_live;
  int32_t token;
  int64_t settled_to;
  const struct lilac_billing_chunk_counts *counts;
  lilac_optional previous;
  int32_t collecting_before;
  int64_t opened_at; /* UTC ms */
  lilac_optional settled_at; /* UTC ms */
  lilac_optional approved_at; /* UTC ms */
  lilac_optional released_at; /* UTC ms */
  lilac_optional reserved_at; /* UTC ms */
  uint8_t going_out;
  int64_t updated_at; /* UTC ms */
  int32_t opening;
  int64_t reissued;
} lilac_billing_billing_run;
#define LILAC_BILLING_BILLING_RUN 3007
#define LILAC_BILLING_BILLING_RUN_INIT { {(uint32_t)sizeof(lilac_billing_billing_run), 3, 3007}, 0, 0, 0, 0, 0, 0, 1, 1, 0, NULL, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 0, 0, 0, 0 }

typedef struct lilac_billing_quarantined {
  lilac_head head;
  int64_t id;
  int64_t run_id;
  int64_t subscriber_id;
  int32_t error;
  lilac_text reason;
  lilac_text field;
  lilac_text value;
  int64_t at; /* UTC ms */
} lilac_billing_quarantined;
#define LILAC_BILLING_QUARANTINED 3009
#define LILAC_BILLING_QUARANTINED_INIT { {(uint32_t)sizeof(lilac_billing_quarantined), 3, 3009}, 0, 0, 0, 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0 }

typedef struct lilac_billing_bill_delivery {
  lilac_head head;
  int64_t id;
  int64_t run_id;
  int32_t resend;
  int32_t state; /* LILAC_BILLING_DELIVERY_STATE_… */
  uint8_t is_correction;
  lilac_optional channel; /* LILAC_BILLING_DELIVERY_CHANNEL_… */
  lilac_text reason;
  int64_t updated_at; /* UTC ms */
} lilac_billing_bill_delivery;
#define LILAC_BILLING_BILL_DELIVERY 3010
#define LILAC_BILLING_BILL_DELIVERY_INIT { {(uint32_t)sizeof(lilac_billing_bill_delivery), 3, 3010}, 0, 0, 0, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0}, 0 }

typedef struct lilac_billing_delivery_batch {
  lilac_head head;
  int64_t id;
  int64_t bills;
  int64_t requested;
  int64_t delivered;
  int64_t failed;
  int64_t stopped;
  int64_t started_at; /* UTC ms */
} lilac_billing_delivery_batch;
#define LILAC_BILLING_DELIVERY_BATCH 3011
#define LILAC_BILLING_DELIVERY_BATCH_INIT { {(uint32_t)sizeof(lilac_billing_delivery_batch), 3, 3011}, 0, 0, 0, 0, 0, 0, 0 }

typedef struct lilac_billing_publish_prices_command {
  lilac_head head;
  lilac_text currency;
  struct { const struct lilac_billing_price *const *items; size_t count; } plans;
  struct { const struct lilac_billing_price *const *items; size_t count; } add_ons;
  struct { const struct lilac_billing_discount *const *items; size_t count; } discounts;
  int32_t vat_percent;
  int32_t late_fee_percent;
  int64_t truncate_below;
  int64_t minor_limit;
} lilac_billing_publish_prices_command;
#define LILAC_BILLING_PUBLISH_PRICES_COMMAND 3001
#define LILAC_BILLING_PUBLISH_PRICES_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_publish_prices_command), 1, 3001}, LILAC_TEXT("KRW"), {NULL, 0}, {NULL, 0}, {NULL, 0}, 10, 2, 10, 0 }

typedef struct lilac_billing_register_subscriber_command {
  lilac_head head;
  int64_t subscriber_id;
  int64_t customer_id;
  int32_t kind; /* LILAC_BILLING_CUSTOMER_KIND_… */
  lilac_text name;
  lilac_text email; /* an address; read back masked */
  lilac_text phone; /* an address; read back masked */
  lilac_optional birth_year;
  lilac_optional guardian_limit;
  int32_t cycle_day;
  int32_t joined_on; /* days since 1970-01-01 */
  lilac_text plan;
  struct { const struct lilac_billing_add_on *const *items; size_t count; } add_ons;
  struct { const struct lilac_billing_granted_discount *const *items; size_t count; } discounts;
} lilac_billing_register_subscriber_command;
#define LILAC_BILLING_REGISTER_SUBSCRIBER_COMMAND 3002
#define LILAC_BILLING_REGISTER_SUBSCRIBER_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_register_subscriber_command), 1, 3002}, 0, 0, 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, 1, 0, {NULL, 0}, {NULL, 0}, {NULL, 0} }

typedef struct lilac_billing_change_plan_command {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text plan;
  int32_t from; /* days since 1970-01-01 */
} lilac_billing_change_plan_command;
#define LILAC_BILLING_CHANGE_PLAN_COMMAND 3003
#define LILAC_BILLING_CHANGE_PLAN_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_change_plan_command), 1, 3003}, 0, {NULL, 0}, 0 }

typedef struct lilac_billing_suspend_command {
  lilac_head head;
  int64_t subscriber_id;
  int32_t on; /* days since 1970-01-01 */
} lilac_billing_suspend_command;
#define LILAC_BILLING_SUSPEND_COMMAND 3004
#define LILAC_BILLING_SUSPEND_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_suspend_command), 1, 3004}, 0, 0 }

typedef struct lilac_billing_resume_command {
  lilac_head head;
  int64_t subscriber_id;
  int32_t on; /* days since 1970-01-01 */
} lilac_billing_resume_command;
#define LILAC_BILLING_RESUME_COMMAND 3005
#define LILAC_BILLING_RESUME_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_resume_command), 1, 3005}, 0, 0 }

typedef struct lilac_billing_leave_command {
  lilac_head head;
  int64_t subscriber_id;
  int32_t on; /* days since 1970-01-01 */
} lilac_billing_leave_command;
#define LILAC_BILLING_LEAVE_COMMAND 3006
#define LILAC_BILLING_LEAVE_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_leave_command), 1, 3006}, 0, 0 }

typedef struct lilac_billing_change_contact_command {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text email; /* an address; read back masked */
  lilac_text phone; /* an address; read back masked */
} lilac_billing_change_contact_command;
#define LILAC_BILLING_CHANGE_CONTACT_COMMAND 3027
#define LILAC_BILLING_CHANGE_CONTACT_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_change_contact_command), 1, 3027}, 0, {NULL, 0}, {NULL, 0} }

typedef struct lilac_billing_subscribe_add_on_command {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text code;
  int32_t from; /* days since 1970-01-01 */
} lilac_billing_subscribe_add_on_command;
#define LILAC_BILLING_SUBSCRIBE_ADD_ON_COMMAND 3028
#define LILAC_BILLING_SUBSCRIBE_ADD_ON_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_subscribe_add_on_command), 1, 3028}, 0, {NULL, 0}, 0 }

typedef struct lilac_billing_end_add_on_command {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text code;
  int32_t on; /* days since 1970-01-01 */
} lilac_billing_end_add_on_command;
#define LILAC_BILLING_END_ADD_ON_COMMAND 3029
#define LILAC_BILLING_END_ADD_ON_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_end_add_on_command), 1, 3029}, 0, {NULL, 0}, 0 }

typedef struct lilac_billing_grant_discount_command {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text code;
  int32_t from; /* days since 1970-01-01 */
  lilac_optional months;
} lilac_billing_grant_discount_command;
#define LILAC_BILLING_GRANT_DISCOUNT_COMMAND 3030
#define LILAC_BILLING_GRANT_DISCOUNT_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_grant_discount_command), 1, 3030}, 0, {NULL, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_set_guardian_limit_command {
  lilac_head head;
  int64_t subscriber_id;
  lilac_optional limit;
} lilac_billing_set_guardian_limit_command;
#define LILAC_BILLING_SET_GUARDIAN_LIMIT_COMMAND 3031
#define LILAC_BILLING_SET_GUARDIAN_LIMIT_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_set_guardian_limit_command), 1, 3031}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_record_usage_command {
  lilac_head head;
  int64_t subscriber_id;
  int32_t kind; /* LILAC_BILLING_USAGE_KIND_… */
  lilac_text description;
  int64_t quantity;
  int32_t unit; /* LILAC_BILLING_UNIT_… */
  int64_t amount;
  int32_t tax; /* LILAC_BILLING_TAX_… */
  uint8_t includes_tax;
  lilac_text counterparty;
  int64_t happened_at; /* UTC ms */
  lilac_text source_id;
} lilac_billing_record_usage_command;
#define LILAC_BILLING_RECORD_USAGE_COMMAND 3007
#define LILAC_BILLING_RECORD_USAGE_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_record_usage_command), 1, 3007}, 0, 0, {NULL, 0}, 1, 0, 0, 0, 1, {NULL, 0}, 0, {NULL, 0} }

typedef struct lilac_billing_record_payment_command {
  lilac_head head;
  int64_t bill_id;
  int64_t amount;
  lilac_text reference;
} lilac_billing_record_payment_command;
#define LILAC_BILLING_RECORD_PAYMENT_COMMAND 3008
#define LILAC_BILLING_RECORD_PAYMENT_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_record_payment_command), 1, 3008}, 0, 0, {NULL, 0} }

typedef struct lilac_billing_open_billing_run_command {
  lilac_head head;
  int32_t period;
  int32_t cycle_day;
  lilac_optional price_version;
  lilac_optional cut_off; /* UTC ms */
} lilac_billing_open_billing_run_command;
#define LILAC_BILLING_OPEN_BILLING_RUN_COMMAND 3009
#define LILAC_BILLING_OPEN_BILLING_RUN_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_open_billing_run_command), 1, 3009}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_settle_next_chunk_command {
  lilac_head head;
  int64_t run_id;
  int32_t token;
} lilac_billing_settle_next_chunk_command;
#define LILAC_BILLING_SETTLE_NEXT_CHUNK_COMMAND 3010
#define LILAC_BILLING_SETTLE_NEXT_CHUNK_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_settle_next_chunk_command), 1, 3010}, 0, 0 }

typedef struct lilac_billing_pause_run_command {
  lilac_head head;
  int64_t run_id;
} lilac_billing_pause_run_command;
#define LILAC_BILLING_PAUSE_RUN_COMMAND 3011
#define LILAC_BILLING_PAUSE_RUN_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_pause_run_command), 1, 3011}, 0 }

typedef struct lilac_billing_resume_run_command {
  lilac_head head;
  int64_t run_id;
} lilac_billing_resume_run_command;
#define LILAC_BILLING_RESUME_RUN_COMMAND 3012
#define LILAC_BILLING_RESUME_RUN_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_resume_run_command), 1, 3012}, 0 }

typedef struct lilac_billing_retry_quarantined_command {
  lilac_head head;
  int64_t run_id;
} lilac_billing_retry_quarantined_command;
#define LILAC_BILLING_RETRY_QUARANTINED_COMMAND 3013
#define LILAC_BILLING_RETRY_QUARANTINED_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_retry_quarantined_command), 1, 3013}, 0 }

typedef struct lilac_billing_approve_run_command {
  lilac_head head;
  int64_t run_id;
} lilac_billing_approve_run_command;
#define LILAC_BILLING_APPROVE_RUN_COMMAND 3014
#define LILAC_BILLING_APPROVE_RUN_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_approve_run_command), 1, 3014}, 0 }

typedef struct lilac_billing_discard_run_command {
  lilac_head head;
  int64_t run_id;
} lilac_billing_discard_run_command;
#define LILAC_BILLING_DISCARD_RUN_COMMAND 3015
#define LILAC_BILLING_DISCARD_RUN_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_discard_run_command), 1, 3015}, 0 }

typedef struct lilac_billing_delete_drafts_command {
  lilac_head head;
  int64_t run_id;
  int64_t after;
  int64_t to;
  uint8_t is_last;
} lilac_billing_delete_drafts_command;
#define LILAC_BILLING_DELETE_DRAFTS_COMMAND 3016
#define LILAC_BILLING_DELETE_DRAFTS_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_delete_drafts_command), 1, 3016}, 0, 0, 0, 0 }

typedef struct lilac_billing_release_bills_command {
  lilac_head head;
  int64_t run_id;
  lilac_optional reserved_at; /* UTC ms */
} lilac_billing_release_bills_command;
#define LILAC_BILLING_RELEASE_BILLS_COMMAND 3017
#define LILAC_BILLING_RELEASE_BILLS_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_release_bills_command), 1, 3017}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_cancel_release_command {
  lilac_head head;
  int64_t run_id;
} lilac_billing_cancel_release_command;
#define LILAC_BILLING_CANCEL_RELEASE_COMMAND 3018
#define LILAC_BILLING_CANCEL_RELEASE_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_cancel_release_command), 1, 3018}, 0 }

typedef struct lilac_billing_send_bills_command {
  lilac_head head;
  int64_t run_id;
} lilac_billing_send_bills_command;
#define LILAC_BILLING_SEND_BILLS_COMMAND 3019
#define LILAC_BILLING_SEND_BILLS_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_send_bills_command), 1, 3019}, 0 }

typedef struct lilac_billing_close_run_command {
  lilac_head head;
  int64_t run_id;
} lilac_billing_close_run_command;
#define LILAC_BILLING_CLOSE_RUN_COMMAND 3020
#define LILAC_BILLING_CLOSE_RUN_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_close_run_command), 1, 3020}, 0 }

typedef struct lilac_billing_publish_issued_bills_command {
  lilac_head head;
  int64_t run_id;
  int64_t after;
  int32_t limit;
} lilac_billing_publish_issued_bills_command;
#define LILAC_BILLING_PUBLISH_ISSUED_BILLS_COMMAND 3021
#define LILAC_BILLING_PUBLISH_ISSUED_BILLS_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_publish_issued_bills_command), 1, 3021}, 0, 0, 1000 }

typedef struct lilac_billing_correct_bill_command {
  lilac_head head;
  int64_t bill_id;
  lilac_text reason;
} lilac_billing_correct_bill_command;
#define LILAC_BILLING_CORRECT_BILL_COMMAND 3022
#define LILAC_BILLING_CORRECT_BILL_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_correct_bill_command), 1, 3022}, 0, {NULL, 0} }

typedef struct lilac_billing_deliver_bill_command {
  lilac_head head;
  int64_t bill_id;
  uint8_t is_correction;
} lilac_billing_deliver_bill_command;
#define LILAC_BILLING_DELIVER_BILL_COMMAND 3023
#define LILAC_BILLING_DELIVER_BILL_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_deliver_bill_command), 1, 3023}, 0, 0 }

typedef struct lilac_billing_resend_bill_command {
  lilac_head head;
  int64_t bill_id;
} lilac_billing_resend_bill_command;
#define LILAC_BILLING_RESEND_BILL_COMMAND 3024
#define LILAC_BILLING_RESEND_BILL_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_resend_bill_command), 1, 3024}, 0 }

typedef struct lilac_billing_stop_bill_delivery_command {
  lilac_head head;
  int64_t bill_id;
} lilac_billing_stop_bill_delivery_command;
#define LILAC_BILLING_STOP_BILL_DELIVERY_COMMAND 3025
#define LILAC_BILLING_STOP_BILL_DELIVERY_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_stop_bill_delivery_command), 1, 3025}, 0 }

typedef struct lilac_billing_record_bill_outcome_command {
  lilac_head head;
  int64_t bill_id;
  int32_t resend;
  int32_t state; /* LILAC_BILLING_DELIVERY_STATE_… */
  lilac_optional channel; /* LILAC_BILLING_DELIVERY_CHANNEL_… */
  lilac_text reason;
} lilac_billing_record_bill_outcome_command;
#define LILAC_BILLING_RECORD_BILL_OUTCOME_COMMAND 3026
#define LILAC_BILLING_RECORD_BILL_OUTCOME_COMMAND_INIT { {(uint32_t)sizeof(lilac_billing_record_bill_outcome_command), 1, 3026}, 0, 0, 2, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_billing_prices_published_event {
  lilac_head head;
  int64_t price_version;
  int32_t plans;
  int32_t add_ons;
  int32_t discounts;
} lilac_billing_prices_published_event;
#define LILAC_BILLING_PRICES_PUBLISHED_EVENT 3001
#define LILAC_BILLING_PRICES_PUBLISHED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_prices_published_event), 2, 3001}, 0, 0, 0, 0 }

typedef struct lilac_billing_subscriber_registered_event {
  lilac_head head;
  int64_t subscriber_id;
  int64_t customer_id;
  int32_t cycle_day;
  int32_t joined_on; /* days since 1970-01-01 */
} lilac_billing_subscriber_registered_event;
#define LILAC_BILLING_SUBSCRIBER_REGISTERED_EVENT 3002
#define LILAC_BILLING_SUBSCRIBER_REGISTERED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_subscriber_registered_event), 2, 3002}, 0, 0, 0, 0 }

typedef struct lilac_billing_plan_changed_event {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text from;
  lilac_text to;
  int32_t on; /* days since 1970-01-01 */
} lilac_billing_plan_changed_event;
#define LILAC_BILLING_PLAN_CHANGED_EVENT 3003
#define LILAC_BILLING_PLAN_CHANGED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_plan_changed_event), 2, 3003}, 0, {NULL, 0}, {NULL, 0}, 0 }

typedef struct lilac_billing_subscriber_suspended_event {
  lilac_head head;
  int64_t subscriber_id;
  int32_t on; /* days since 1970-01-01 */
} lilac_billing_subscriber_suspended_event;
#define LILAC_BILLING_SUBSCRIBER_SUSPENDED_EVENT 3004
#define LILAC_BILLING_SUBSCRIBER_SUSPENDED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_subscriber_suspended_event), 2, 3004}, 0, 0 }

typedef struct lilac_billing_subscriber_resumed_event {
  lilac_head head;
  int64_t subscriber_id;
  int32_t on; /* days since 1970-01-01 */
} lilac_billing_subscriber_resumed_event;
#define LILAC_BILLING_SUBSCRIBER_RESUMED_EVENT 3005
#define LILAC_BILLING_SUBSCRIBER_RESUMED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_subscriber_resumed_event), 2, 3005}, 0, 0 }

typedef struct lilac_billing_subscriber_left_event {
  lilac_head head;
  int64_t subscriber_id;
  int32_t on; /* days since 1970-01-01 */
} lilac_billing_subscriber_left_event;
#define LILAC_BILLING_SUBSCRIBER_LEFT_EVENT 3006
#define LILAC_BILLING_SUBSCRIBER_LEFT_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_subscriber_left_event), 2, 3006}, 0, 0 }

typedef struct lilac_billing_contact_changed_event {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text masked_email;
  lilac_text masked_phone;
} lilac_billing_contact_changed_event;
#define LILAC_BILLING_CONTACT_CHANGED_EVENT 3030
#define LILAC_BILLING_CONTACT_CHANGED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_contact_changed_event), 2, 3030}, 0, {NULL, 0}, {NULL, 0} }

typedef struct lilac_billing_add_on_subscribed_event {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text code;
  int32_t from; /* days since 1970-01-01 */
} lilac_billing_add_on_subscribed_event;
#define LILAC_BILLING_ADD_ON_SUBSCRIBED_EVENT 3031
#define LILAC_BILLING_ADD_ON_SUBSCRIBED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_add_on_subscribed_event), 2, 3031}, 0, {NULL, 0}, 0 }

typedef struct lilac_billing_add_on_ended_event {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text code;
  int32_t on; /* days since 1970-01-01 */
} lilac_billing_add_on_ended_event;
#define LILAC_BILLING_ADD_ON_ENDED_EVENT 3032
#define LILAC_BILLING_ADD_ON_ENDED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_add_on_ended_event), 2, 3032}, 0, {NULL, 0}, 0 }

typedef struct lilac_billing_discount_granted_event {
  lilac_head head;
  int64_t subscriber_id;
  lilac_text code;
  int32_t from; /* days since 1970-01-01 */
  lilac_optional months;
} lilac_billing_discount_granted_event;
#define LILAC_BILLING_DISCOUNT_GRANTED_EVENT 3033
#define LILAC_BILLING_DISCOUNT_GRANTED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_discount_granted_event), 2, 3033}, 0, {NULL, 0}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_guardian_limit_set_event {
  lilac_head head;
  int64_t subscriber_id;
  lilac_optional limit;
} lilac_billing_guardian_limit_set_event;
#define LILAC_BILLING_GUARDIAN_LIMIT_SET_EVENT 3034
#define LILAC_BILLING_GUARDIAN_LIMIT_SET_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_guardian_limit_set_event), 2, 3034}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_usage_recorded_event {
  lilac_head head;
  int64_t usage_id;
  int64_t subscriber_id;
  int32_t kind; /* LILAC_BILLING_USAGE_KIND_… */
  int32_t period;
  int64_t amount;
} lilac_billing_usage_recorded_event;
#define LILAC_BILLING_USAGE_RECORDED_EVENT 3007
#define LILAC_BILLING_USAGE_RECORDED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_usage_recorded_event), 2, 3007}, 0, 0, 0, 0, 0 }

typedef struct lilac_billing_payment_recorded_event {
  lilac_head head;
  int64_t entry_id;
  int64_t account_id;
  int64_t bill_id;
  int32_t period;
  int64_t amount;
} lilac_billing_payment_recorded_event;
#define LILAC_BILLING_PAYMENT_RECORDED_EVENT 3008
#define LILAC_BILLING_PAYMENT_RECORDED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_payment_recorded_event), 2, 3008}, 0, 0, 0, 0, 0 }

typedef struct lilac_billing_billing_run_opened_event {
  lilac_head head;
  int64_t run_id;
  int32_t period;
  int32_t cycle_day;
  int64_t price_version;
  int64_t cut_off; /* UTC ms */
} lilac_billing_billing_run_opened_event;
#define LILAC_BILLING_BILLING_RUN_OPENED_EVENT 3009
#define LILAC_BILLING_BILLING_RUN_OPENED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_billing_run_opened_event), 2, 3009}, 0, 0, 0, 0, 0 }

typedef struct lilac_billing_bills_settled_event {
  lilac_head head;
  int64_t run_id;
  int64_t after;
  int64_t to;
  const struct lilac_billing_chunk_counts *chunk;
  const struct lilac_billing_chunk_counts *so_far;
} lilac_billing_bills_settled_event;
#define LILAC_BILLING_BILLS_SETTLED_EVENT 3010
#define LILAC_BILLING_BILLS_SETTLED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_bills_settled_event), 2, 3010}, 0, 0, 0, NULL, NULL }

typedef struct lilac_billing_subscriber_quarantined_event {
  lilac_head head;
  int64_t run_id;
  int64_t subscriber_id;
  int32_t error;
  lilac_text reason;
  lilac_text field;
} lilac_billing_subscriber_quarantined_event;
#define LILAC_BILLING_SUBSCRIBER_QUARANTINED_EVENT 3011
#define LILAC_BILLING_SUBSCRIBER_QUARANTINED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_subscriber_quarantined_event), 2, 3011}, 0, 0, 0, {NULL, 0}, {NULL, 0} }

typedef struct lilac_billing_billing_run_settled_event {
  lilac_head head;
  int64_t run_id;
  int32_t period;
  int32_t cycle_day;
  int32_t state; /* LILAC_BILLING_RUN_STATE_… */
  const struct lilac_billing_chunk_counts *counts;
} lilac_billing_billing_run_settled_event;
#define LILAC_BILLING_BILLING_RUN_SETTLED_EVENT 3012
#define LILAC_BILLING_BILLING_RUN_SETTLED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_billing_run_settled_event), 2, 3012}, 0, 0, 0, 3, NULL }

typedef struct lilac_billing_billing_run_paused_event {
  lilac_head head;
  int64_t run_id;
} lilac_billing_billing_run_paused_event;
#define LILAC_BILLING_BILLING_RUN_PAUSED_EVENT 3013
#define LILAC_BILLING_BILLING_RUN_PAUSED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_billing_run_paused_event), 2, 3013}, 0 }

typedef struct lilac_billing_billing_run_resumed_event {
  lilac_head head;
  int64_t run_id;
  int32_t token;
} lilac_billing_billing_run_resumed_event;
#define LILAC_BILLING_BILLING_RUN_RESUMED_EVENT 3014
#define LILAC_BILLING_BILLING_RUN_RESUMED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_billing_run_resumed_event), 2, 3014}, 0, 0 }

typedef struct lilac_billing_run_approved_event {
  lilac_head head;
  int64_t run_id;
  int64_t bills;
} lilac_billing_run_approved_event;
#define LILAC_BILLING_RUN_APPROVED_EVENT 3015
#define LILAC_BILLING_RUN_APPROVED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_run_approved_event), 2, 3015}, 0, 0 }

typedef struct lilac_billing_run_discarded_event {
  lilac_head head;
  int64_t run_id;
  int32_t period;
  int32_t cycle_day;
} lilac_billing_run_discarded_event;
#define LILAC_BILLING_RUN_DISCARDED_EVENT 3016
#define LILAC_BILLING_RUN_DISCARDED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_run_discarded_event), 2, 3016}, 0, 0, 0 }

typedef struct lilac_billing_release_reserved_event {
  lilac_head head;
  int64_t run_id;
  lilac_optional at; /* UTC ms */
} lilac_billing_release_reserved_event;
#define LILAC_BILLING_RELEASE_RESERVED_EVENT 3017
#define LILAC_BILLING_RELEASE_RESERVED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_release_reserved_event), 2, 3017}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_release_cancelled_event {
  lilac_head head;
  int64_t run_id;
} lilac_billing_release_cancelled_event;
#define LILAC_BILLING_RELEASE_CANCELLED_EVENT 3018
#define LILAC_BILLING_RELEASE_CANCELLED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_release_cancelled_event), 2, 3018}, 0 }

typedef struct lilac_billing_bills_released_event {
  lilac_head head;
  int64_t run_id;
  int32_t period;
  int32_t cycle_day;
} lilac_billing_bills_released_event;
#define LILAC_BILLING_BILLS_RELEASED_EVENT 3019
#define LILAC_BILLING_BILLS_RELEASED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_bills_released_event), 2, 3019}, 0, 0, 0 }

typedef struct lilac_billing_run_closed_event {
  lilac_head head;
  int64_t run_id;
} lilac_billing_run_closed_event;
#define LILAC_BILLING_RUN_CLOSED_EVENT 3020
#define LILAC_BILLING_RUN_CLOSED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_run_closed_event), 2, 3020}, 0 }

typedef struct lilac_billing_bill_delivery_requested_event {
  lilac_head head;
  int64_t bill_id;
  int64_t subscriber_id;
  lilac_text dedup_key;
  lilac_text no;
  int32_t period;
  int32_t revision;
  lilac_money total;
  int32_t due_on; /* days since 1970-01-01 */
  uint8_t has_email;
  uint8_t is_correction;
} lilac_billing_bill_delivery_requested_event;
#define LILAC_BILLING_BILL_DELIVERY_REQUESTED_EVENT 3021
#define LILAC_BILLING_BILL_DELIVERY_REQUESTED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_bill_delivery_requested_event), 2, 3021}, 0, 0, {NULL, 0}, {NULL, 0}, 0, 0, {0, "KRW", 0}, 0, 0, 0 }

typedef struct lilac_billing_bill_delivered_event {
  lilac_head head;
  int64_t bill_id;
  int32_t channel; /* LILAC_BILLING_DELIVERY_CHANNEL_… */
} lilac_billing_bill_delivered_event;
#define LILAC_BILLING_BILL_DELIVERED_EVENT 3022
#define LILAC_BILLING_BILL_DELIVERED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_bill_delivered_event), 2, 3022}, 0, 0 }

typedef struct lilac_billing_bill_delivery_failed_event {
  lilac_head head;
  int64_t bill_id;
  lilac_text reason;
} lilac_billing_bill_delivery_failed_event;
#define LILAC_BILLING_BILL_DELIVERY_FAILED_EVENT 3023
#define LILAC_BILLING_BILL_DELIVERY_FAILED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_bill_delivery_failed_event), 2, 3023}, 0, {NULL, 0} }

typedef struct lilac_billing_bill_delivery_stopped_event {
  lilac_head head;
  int64_t bill_id;
  lilac_text dedup_key;
} lilac_billing_bill_delivery_stopped_event;
#define LILAC_BILLING_BILL_DELIVERY_STOPPED_EVENT 3024
#define LILAC_BILLING_BILL_DELIVERY_STOPPED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_bill_delivery_stopped_event), 2, 3024}, 0, {NULL, 0} }

typedef struct lilac_billing_bill_voided_event {
  lilac_head head;
  int64_t bill_id;
  int64_t replaced_by;
  lilac_text reason;
} lilac_billing_bill_voided_event;
#define LILAC_BILLING_BILL_VOIDED_EVENT 3025
#define LILAC_BILLING_BILL_VOIDED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_bill_voided_event), 2, 3025}, 0, 0, {NULL, 0} }

typedef struct lilac_billing_bill_reissued_event {
  lilac_head head;
  int64_t bill_id;
  int64_t replaces;
  lilac_money total;
  uint8_t is_released;
  uint8_t was_sent;
} lilac_billing_bill_reissued_event;
#define LILAC_BILLING_BILL_REISSUED_EVENT 3026
#define LILAC_BILLING_BILL_REISSUED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_bill_reissued_event), 2, 3026}, 0, 0, {0, "KRW", 0}, 0, 0 }

typedef struct lilac_billing_adjustment_created_event {
  lilac_head head;
  int64_t entry_id;
  int64_t account_id;
  int64_t bill_id;
  int32_t period;
  int64_t amount;
  lilac_text reason;
} lilac_billing_adjustment_created_event;
#define LILAC_BILLING_ADJUSTMENT_CREATED_EVENT 3027
#define LILAC_BILLING_ADJUSTMENT_CREATED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_adjustment_created_event), 2, 3027}, 0, 0, 0, 0, 0, {NULL, 0} }

typedef struct lilac_billing_bill_issued_event {
  lilac_head head;
  int64_t bill_id;
  int64_t subscriber_id;
  lilac_text no;
  lilac_money total;
  int32_t due_on; /* days since 1970-01-01 */
} lilac_billing_bill_issued_event;
#define LILAC_BILLING_BILL_ISSUED_EVENT 3028
#define LILAC_BILLING_BILL_ISSUED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_bill_issued_event), 2, 3028}, 0, 0, {NULL, 0}, {0, "KRW", 0}, 0 }

typedef struct lilac_billing_quarantine_resolved_event {
  lilac_head head;
  int64_t run_id;
  int64_t subscriber_id;
  int64_t bill_id;
  uint8_t is_released;
} lilac_billing_quarantine_resolved_event;
#define LILAC_BILLING_QUARANTINE_RESOLVED_EVENT 3029
#define LILAC_BILLING_QUARANTINE_RESOLVED_EVENT_INIT { {(uint32_t)sizeof(lilac_billing_quarantine_resolved_event), 2, 3029}, 0, 0, 0, 0 }

typedef struct lilac_billing_get_billing_runs_query {
  lilac_head head;
  lilac_optional cycle_day;
} lilac_billing_get_billing_runs_query;
#define LILAC_BILLING_GET_BILLING_RUNS_QUERY 3001
#define LILAC_BILLING_GET_BILLING_RUNS_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_billing_runs_query), 4, 3001}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_get_bills_query {
  lilac_head head;
  int64_t run_id;
  lilac_optional after;
  lilac_optional limit;
  lilac_optional voided;
  lilac_optional delivery; /* LILAC_BILLING_DELIVERY_STATE_… */
} lilac_billing_get_bills_query;
#define LILAC_BILLING_GET_BILLS_QUERY 3002
#define LILAC_BILLING_GET_BILLS_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_bills_query), 4, 3002}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_get_bill_query {
  lilac_head head;
  int64_t bill_id;
} lilac_billing_get_bill_query;
#define LILAC_BILLING_GET_BILL_QUERY 3003
#define LILAC_BILLING_GET_BILL_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_bill_query), 4, 3003}, 0 }

typedef struct lilac_billing_get_bills_of_subscriber_query {
  lilac_head head;
  int64_t subscriber_id;
} lilac_billing_get_bills_of_subscriber_query;
#define LILAC_BILLING_GET_BILLS_OF_SUBSCRIBER_QUERY 3004
#define LILAC_BILLING_GET_BILLS_OF_SUBSCRIBER_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_bills_of_subscriber_query), 4, 3004}, 0 }

typedef struct lilac_billing_preview_bill_query {
  lilac_head head;
  int64_t subscriber_id;
  int32_t period;
  lilac_optional price_version;
} lilac_billing_preview_bill_query;
#define LILAC_BILLING_PREVIEW_BILL_QUERY 3005
#define LILAC_BILLING_PREVIEW_BILL_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_preview_bill_query), 4, 3005}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_get_quarantined_query {
  lilac_head head;
  int64_t run_id;
} lilac_billing_get_quarantined_query;
#define LILAC_BILLING_GET_QUARANTINED_QUERY 3006
#define LILAC_BILLING_GET_QUARANTINED_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_quarantined_query), 4, 3006}, 0 }

typedef struct lilac_billing_get_targets_query {
  lilac_head head;
  int64_t run_id;
} lilac_billing_get_targets_query;
#define LILAC_BILLING_GET_TARGETS_QUERY 3018
#define LILAC_BILLING_GET_TARGETS_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_targets_query), 4, 3018}, 0 }

typedef struct lilac_billing_get_excluded_query {
  lilac_head head;
  int64_t run_id;
} lilac_billing_get_excluded_query;
#define LILAC_BILLING_GET_EXCLUDED_QUERY 3007
#define LILAC_BILLING_GET_EXCLUDED_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_excluded_query), 4, 3007}, 0 }

typedef struct lilac_billing_get_deliveries_query {
  lilac_head head;
  int64_t run_id;
  lilac_optional state; /* LILAC_BILLING_DELIVERY_STATE_… */
  lilac_text standing;
} lilac_billing_get_deliveries_query;
#define LILAC_BILLING_GET_DELIVERIES_QUERY 3008
#define LILAC_BILLING_GET_DELIVERIES_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_deliveries_query), 4, 3008}, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}}, {NULL, 0} }

typedef struct lilac_billing_get_bill_document_query {
  lilac_head head;
  int64_t bill_id;
  int32_t form; /* LILAC_BILLING_DOCUMENT_FORM_… */
  lilac_optional with_usage;
} lilac_billing_get_bill_document_query;
#define LILAC_BILLING_GET_BILL_DOCUMENT_QUERY 3009
#define LILAC_BILLING_GET_BILL_DOCUMENT_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_bill_document_query), 4, 3009}, 0, 0, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_get_account_query {
  lilac_head head;
  int64_t customer_id;
  int32_t as_of; /* days since 1970-01-01 */
} lilac_billing_get_account_query;
#define LILAC_BILLING_GET_ACCOUNT_QUERY 3010
#define LILAC_BILLING_GET_ACCOUNT_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_account_query), 4, 3010}, 0, 0 }

typedef struct lilac_billing_get_ledger_query {
  lilac_head head;
  int64_t customer_id;
} lilac_billing_get_ledger_query;
#define LILAC_BILLING_GET_LEDGER_QUERY 3011
#define LILAC_BILLING_GET_LEDGER_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_ledger_query), 4, 3011}, 0 }

typedef struct lilac_billing_get_customer_summary_query {
  lilac_head head;
  int64_t customer_id;
  int32_t period;
} lilac_billing_get_customer_summary_query;
#define LILAC_BILLING_GET_CUSTOMER_SUMMARY_QUERY 3012
#define LILAC_BILLING_GET_CUSTOMER_SUMMARY_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_customer_summary_query), 4, 3012}, 0, 0 }

typedef struct lilac_billing_reconcile_query {
  lilac_head head;
  int64_t run_id;
} lilac_billing_reconcile_query;
#define LILAC_BILLING_RECONCILE_QUERY 3013
#define LILAC_BILLING_RECONCILE_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_reconcile_query), 4, 3013}, 0 }

typedef struct lilac_billing_get_months_query {
  lilac_head head;
} lilac_billing_get_months_query;
#define LILAC_BILLING_GET_MONTHS_QUERY 3014
#define LILAC_BILLING_GET_MONTHS_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_months_query), 4, 3014} }

typedef struct lilac_billing_get_prices_query {
  lilac_head head;
  lilac_optional version;
} lilac_billing_get_prices_query;
#define LILAC_BILLING_GET_PRICES_QUERY 3015
#define LILAC_BILLING_GET_PRICES_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_prices_query), 4, 3015}, {0, 0, {0, 0, 0, 0, 0, 0, 0}} }

typedef struct lilac_billing_get_subscriber_query {
  lilac_head head;
  int64_t subscriber_id;
} lilac_billing_get_subscriber_query;
#define LILAC_BILLING_GET_SUBSCRIBER_QUERY 3016
#define LILAC_BILLING_GET_SUBSCRIBER_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_subscriber_query), 4, 3016}, 0 }

typedef struct lilac_billing_get_usage_query {
  lilac_head head;
  int64_t subscriber_id;
  int32_t period;
} lilac_billing_get_usage_query;
#define LILAC_BILLING_GET_USAGE_QUERY 3017
#define LILAC_BILLING_GET_USAGE_QUERY_INIT { {(uint32_t)sizeof(lilac_billing_get_usage_query), 4, 3017}, 0, 0 }

typedef struct lilac_billing_rules {
  lilac_head head;
  int32_t chunk;
  int32_t most_quarantined_percent;
  int32_t due_days;
  struct { const int32_t *items; size_t count; } holidays; /* days since 1970-01-01 */
  lilac_text time_zone;
  uint8_t chain_release;
  int64_t bill_template;
  int64_t correction_template;
  lilac_text link;
  lilac_text contact;
  lilac_text company;
} lilac_billing_rules;
#define LILAC_BILLING_RULES 3000
#define LILAC_BILLING_RULES_INIT { {(uint32_t)sizeof(lilac_billing_rules), 5, 3000}, 5000, 1, 15, {NULL, 0}, LILAC_TEXT("Asia/Seoul"), 0, 300, 301, LILAC_TEXT("https://bills.example/"), LILAC_TEXT("114"), LILAC_TEXT("Lilac Telecom") }

/* Commands: the reply (may be NULL) is borrowed until *out is destroyed; otherwise as lilac_execute. */
static inline lilac_status lilac_billing_publish_prices(lilac_desk *desk, const lilac_billing_publish_prices_command *command,
    const lilac_call *call, const lilac_billing_price_book **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_price_book *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_register_subscriber(lilac_desk *desk, const lilac_billing_register_subscriber_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_change_plan(lilac_desk *desk, const lilac_billing_change_plan_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_suspend(lilac_desk *desk, const lilac_billing_suspend_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_resume(lilac_desk *desk, const lilac_billing_resume_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_leave(lilac_desk *desk, const lilac_billing_leave_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_change_contact(lilac_desk *desk, const lilac_billing_change_contact_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_subscribe_add_on(lilac_desk *desk, const lilac_billing_subscribe_add_on_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_end_add_on(lilac_desk *desk, const lilac_billing_end_add_on_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_grant_discount(lilac_desk *desk, const lilac_billing_grant_discount_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_set_guardian_limit(lilac_desk *desk, const lilac_billing_set_guardian_limit_command *command,
    const lilac_call *call, const lilac_billing_subscriber **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_subscriber *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_record_usage(lilac_desk *desk, const lilac_billing_record_usage_command *command,
    const lilac_call *call, const lilac_billing_usage **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_usage *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_record_payment(lilac_desk *desk, const lilac_billing_record_payment_command *command,
    const lilac_call *call, const lilac_billing_ledger_entry **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_ledger_entry *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_open_billing_run(lilac_desk *desk, const lilac_billing_open_billing_run_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_settle_next_chunk(lilac_desk *desk, const lilac_billing_settle_next_chunk_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_pause_run(lilac_desk *desk, const lilac_billing_pause_run_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_resume_run(lilac_desk *desk, const lilac_billing_resume_run_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_retry_quarantined(lilac_desk *desk, const lilac_billing_retry_quarantined_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_approve_run(lilac_desk *desk, const lilac_billing_approve_run_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_discard_run(lilac_desk *desk, const lilac_billing_discard_run_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_delete_drafts(lilac_desk *desk, const lilac_billing_delete_drafts_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}
static inline lilac_status lilac_billing_release_bills(lilac_desk *desk, const lilac_billing_release_bills_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_cancel_release(lilac_desk *desk, const lilac_billing_cancel_release_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_send_bills(lilac_desk *desk, const lilac_billing_send_bills_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}
static inline lilac_status lilac_billing_close_run(lilac_desk *desk, const lilac_billing_close_run_command *command,
    const lilac_call *call, const lilac_billing_billing_run **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_billing_run *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_publish_issued_bills(lilac_desk *desk, const lilac_billing_publish_issued_bills_command *command,
    const lilac_call *call, const lilac_billing_published_page **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_published_page *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_correct_bill(lilac_desk *desk, const lilac_billing_correct_bill_command *command,
    const lilac_call *call, const lilac_billing_correction **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_correction *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_deliver_bill(lilac_desk *desk, const lilac_billing_deliver_bill_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}
static inline lilac_status lilac_billing_resend_bill(lilac_desk *desk, const lilac_billing_resend_bill_command *command,
    const lilac_call *call, const lilac_billing_bill_delivery **reply, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_execute(desk, command, call, out, error);
  if (reply != NULL) *reply = status == LILAC_OK && out != NULL ? (const lilac_billing_bill_delivery *)lilac_result_get(*out)->reply : NULL;
  return status;
}
static inline lilac_status lilac_billing_stop_bill_delivery(lilac_desk *desk, const lilac_billing_stop_bill_delivery_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}
static inline lilac_status lilac_billing_record_bill_outcome(lilac_desk *desk, const lilac_billing_record_bill_outcome_command *command,
    const lilac_call *call, lilac_result **out, lilac_error **error) {
  return lilac_execute(desk, command, call, out, error);
}

/* Questions: the rows are borrowed until *out is destroyed; otherwise as lilac_query. */
static inline lilac_status lilac_billing_get_billing_runs(lilac_desk *desk, const lilac_billing_get_billing_runs_query *question,
    const lilac_billing_billing_run *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_billing_run *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_bills(lilac_desk *desk, const lilac_billing_get_bills_query *question,
    const lilac_billing_bill_overview *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_bill_overview *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_bill(lilac_desk *desk, const lilac_billing_get_bill_query *question,
    const lilac_billing_bill_overview *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_bill_overview *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_bills_of_subscriber(lilac_desk *desk, const lilac_billing_get_bills_of_subscriber_query *question,
    const lilac_billing_bill_overview *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_bill_overview *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_preview_bill(lilac_desk *desk, const lilac_billing_preview_bill_query *question,
    const lilac_billing_bill *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_bill *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_quarantined(lilac_desk *desk, const lilac_billing_get_quarantined_query *question,
    const lilac_billing_quarantined *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_quarantined *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_targets(lilac_desk *desk, const lilac_billing_get_targets_query *question,
    const lilac_billing_target_line *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_target_line *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_excluded(lilac_desk *desk, const lilac_billing_get_excluded_query *question,
    const lilac_billing_excluded_subscriber *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_excluded_subscriber *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_deliveries(lilac_desk *desk, const lilac_billing_get_deliveries_query *question,
    const lilac_billing_bill_delivery *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_bill_delivery *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_bill_document(lilac_desk *desk, const lilac_billing_get_bill_document_query *question,
    const lilac_billing_bill_document *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_bill_document *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_account(lilac_desk *desk, const lilac_billing_get_account_query *question,
    const lilac_billing_account_statement *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_account_statement *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_ledger(lilac_desk *desk, const lilac_billing_get_ledger_query *question,
    const lilac_billing_ledger_entry *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_ledger_entry *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_customer_summary(lilac_desk *desk, const lilac_billing_get_customer_summary_query *question,
    const lilac_billing_customer_summary *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_customer_summary *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_reconcile(lilac_desk *desk, const lilac_billing_reconcile_query *question,
    const lilac_billing_reconciliation_line *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_reconciliation_line *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_months(lilac_desk *desk, const lilac_billing_get_months_query *question,
    const lilac_billing_month_over_month *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_month_over_month *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_prices(lilac_desk *desk, const lilac_billing_get_prices_query *question,
    const lilac_billing_price_book *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_price_book *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_subscriber(lilac_desk *desk, const lilac_billing_get_subscriber_query *question,
    const lilac_billing_subscriber *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_subscriber *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}
static inline lilac_status lilac_billing_get_usage(lilac_desk *desk, const lilac_billing_get_usage_query *question,
    const lilac_billing_usage *const **rows, size_t *count, lilac_result **out, lilac_error **error) {
  const lilac_status status = lilac_query(desk, question, out, error);
  const lilac_output *output = lilac_result_get(status == LILAC_OK ? *out : NULL);
  if (rows != NULL) *rows = (const lilac_billing_usage *const *)output->rows;
  if (count != NULL) *count = output->row_count;
  return status;
}

#ifdef __cplusplus
}
#endif

#endif

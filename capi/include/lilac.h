/* Lilac for C: the business rules of an event storm, behind storage and gateway interfaces that the host implements.
 *
 * How to read it
 *   - Every function returns a lilac_status. 0 is success, a number from 1000 on is that of the rule which refused
 *     (e.g. LILAC_SUPPORT_E_CALL_ALREADY_COMPLETED), a negative one is of this interface. What else is to be said is in
 *     a lilac_error, which the caller destroys; `error` may be NULL.
 *   - Commands, queries, rules are structs that the caller fills, beginning with their _INIT macro. Replies, rows and
 *     events are structs that a lilac_result owns. <lilac/support.h> and the like hold them, with one inline function
 *     per command and query. They are generated; so are their numbers, which are stable.
 *   - Handles (lilac_desk *, lilac_result *, …) are names, not addresses: NULL, one that was closed, one of another
 * kind is answered with LILAC_E_HANDLE.
 *   - Text is UTF-8, as pointer and length, without a NUL. Instants are milliseconds since 1970-01-01T00:00Z, dates
 * days since 1970-01-01, durations milliseconds.
 *   - Nothing is thrown, no thread is started, no environment or locale is read. Every function may be called by
 * several threads at once unless it says otherwise. No lock is held while a function of the host is called, so that it
 * may call back, unless its type says otherwise.
 *
 * Ownership words: "borrowed until X" is not to be used after X; "caller destroys" is to be given back.
 */
#ifndef LILAC_H
#define LILAC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LILAC_VERSION_MAJOR 0
#define LILAC_VERSION_MINOR 1
#define LILAC_VERSION_PATCH 0
/* 1000000 * major + 1000 * minor + patch, of the header. */
#define LILAC_VERSION_NUMBER (LILAC_VERSION_MAJOR * 1000000 + LILAC_VERSION_MINOR * 1000 + LILAC_VERSION_PATCH)
/* The same of the library. */
int32_t lilac_version_number(void);
/* "0.1.0"; lives as long as the program. */
const char* lilac_version(void);

/* ── Status ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef int32_t lilac_status;
#define LILAC_OK 0
/* Of a sink: it has had enough. Return LILAC_OK from the function that was filling it. */
#define LILAC_STOP 1
/* A handle is NULL, closed, of another kind, or was opened before fork() by the parent. */
#define LILAC_E_HANDLE (-1)
/* A pointer is NULL that must not be, a struct is truncated within a field or of another kind, a text has no address.
 */
#define LILAC_E_ARGUMENT (-2)
/* Memory is exhausted; there may be no lilac_error. Whether a command happened is told by giving it again under the
 * same command_id. */
#define LILAC_E_MEMORY (-3)
/* A function of the host failed; the error carries its own number and words. */
#define LILAC_E_HOST (-4)
/* A struct is newer than the library and asks for something it does not know; or a port has no such function. */
#define LILAC_E_UNSUPPORTED (-5)
/* Modules and ports do not fit together; the message names what is missing. */
#define LILAC_E_CONFIGURATION (-6)
/* An assertion of the library failed: a bug of ours. */
#define LILAC_E_INTERNAL (-7)

/* Refusals shared by all contexts. Those of a context are in its header. */
#define LILAC_E_ACTOR_NOT_ALLOWED 4004
#define LILAC_E_NOT_FOUND 4901
#define LILAC_E_ALREADY_EXISTS 4902
#define LILAC_E_CONFLICT 4903
#define LILAC_E_INVALID_ARGUMENT 4904
#define LILAC_E_IDEMPOTENCY_KEY_REUSED 4905
#define LILAC_E_JOURNAL_TRIMMED 4906
#define LILAC_E_CLOCK_STEPPED_BACK 4908
#define LILAC_E_STORAGE 5901
#define LILAC_E_GATEWAY 5902
#define LILAC_E_CORRUPT 5903
#define LILAC_E_CHAIN_TOO_LONG 5904

/* ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* UTF-8. Its size counts; only in errors and results does a NUL stand behind it. Where the text is optional,
 * data == NULL means there is none. */
typedef struct lilac_text {
  const char* data;
  size_t size;
} lilac_text;
/* Of a string literal. */
#define LILAC_TEXT(literal) \
  { (literal), sizeof(literal) - 1 }

/* Of a string that ends with NUL; of NULL, no text. */
static inline lilac_text lilac_text_of(const char* string) {
  lilac_text text = {NULL, 0};
  text.data = string;
  while (string != NULL && string[text.size] != '\0') ++text.size;
  return text;
}

/* A whole number, id, instant, date, duration, truth or enumerator that may be missing. */
typedef struct lilac_optional {
  int64_t value;
  uint8_t present; /* 0 or 1 */
  uint8_t reserved[7];
} lilac_optional;

static inline lilac_optional lilac_some(int64_t value) {
  lilac_optional some = {0, 1, {0, 0, 0, 0, 0, 0, 0}};
  some.value = value;
  return some;
}

/* Minor units of a currency, e.g. 104500 "KRW". */
typedef struct lilac_money {
  int64_t minor;
  char currency[4]; /* three capital letters and NUL */
  uint32_t reserved;
} lilac_money;

typedef struct lilac_entry {
  lilac_text key;
  lilac_text value;
} lilac_entry;

/* Named texts. Where they are optional, entries == NULL means there are none. */
typedef struct lilac_dictionary {
  const lilac_entry* entries;
  size_t count;
} lilac_dictionary;

/* How every command, event, entity, query, row and set of rules begins. It may grow at its end: set struct_size to the
 * sizeof that you were compiled with (the _INIT macro does), and read no further than the struct_size that you get.
 * Records inside others, and elements of lists, are behind pointers and begin alike. */
typedef struct lilac_head {
  uint32_t struct_size;
  uint16_t kind;   /* LILAC_COMMAND, … */
  uint16_t number; /* stable, e.g. LILAC_SUPPORT_COMPLETE_OUTBOUND_COMMAND; 0 of a value */
} lilac_head;

#define LILAC_COMMAND 1
#define LILAC_EVENT 2
#define LILAC_ENTITY 3
#define LILAC_QUERY 4
#define LILAC_RULES 5
#define LILAC_VALUE 6

/* ── Handles ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct lilac_desk lilac_desk;                 /* an engine on a store, with its ports */
typedef struct lilac_result lilac_result;             /* what a call answered */
typedef struct lilac_error lilac_error;               /* why one failed */
typedef struct lilac_batch lilac_batch;               /* the commands of one commit; only inside lilac_batch_run */
typedef struct lilac_subscription lilac_subscription; /* a wish to hear of events */
typedef struct lilac_sink lilac_sink;                 /* takes what a host's store reads; only inside that call */

/* ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct lilac_error_view {
  uint32_t struct_size;
  int32_t number;    /* the status */
  int32_t host_code; /* of LILAC_E_HOST: what the host's function put into its lilac_failure */
  uint8_t retriable; /* 1: the same again may succeed */
  uint8_t reserved[3];
  lilac_text name;    /* e.g. CALL_ALREADY_COMPLETED */
  lilac_text rule;    /* tells rules of one number apart, e.g. call_was_skipped */
  lilac_text context; /* e.g. support; empty for what all contexts share */
  lilac_text field;   /* path of what broke the rule, e.g. lines[1].quantity; empty when nothing did */
  lilac_text value;   /* of the field, unless it is personal; data == NULL without one */
  lilac_text message; /* a sentence */
} lilac_error_view;

/* Never NULL: of what is no error, an empty view. Borrowed until the error is destroyed. */
const lilac_error_view* lilac_error_get(const lilac_error* error);
/* NULL does nothing. */
lilac_status lilac_error_destroy(lilac_error* error);

/* What a function of the host says about its failure, besides returning something other than LILAC_OK. */
typedef struct lilac_failure {
  int32_t code;      /* the host's own */
  char message[252]; /* ends with NUL; more is cut off */
} lilac_failure;

/* ── Calls ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define LILAC_ACTOR_SYSTEM 0
#define LILAC_ACTOR_OPERATION_USER 1
#define LILAC_ACTOR_ADMIN 2
#define LILAC_ACTOR_CUSTOMER 3
#define LILAC_ACTOR_STAFF 4
#define LILAC_ACTOR_SALESMAN 5
#define LILAC_ACTOR_SELLER 6
#define LILAC_ACTOR_OPERATIONS 7
#define LILAC_ACTOR_PRODUCT_TEAM 8
#define LILAC_ACTOR_PAYMENT_TEAM 9
#define LILAC_ACTOR_LOGISTICS_TEAM 10
#define LILAC_ACTOR_MEMBER_TEAM 11
#define LILAC_ACTOR_PROMOTION_TEAM 12
#define LILAC_ACTOR_FINANCE_TEAM 13

/* Whose numbers these are: user 10 of a desk is not customer 10 who pays, nor the subscriber who speaks on line 10. */
#define LILAC_PERSON_USER 0
#define LILAC_PERSON_CUSTOMER 1
#define LILAC_PERSON_SUBSCRIBER 2
#define LILAC_PERSON_SELLER 3
#define LILAC_PERSON_CONSULTANT 4

/* In place of an instant: what the desk's clock shows. */
#define LILAC_NOW INT64_MIN

/* Who asks, when, and under which names. */
typedef struct lilac_call {
  uint32_t struct_size;
  int32_t actor_kind;
  int64_t actor_id;
  int64_t at;                /* the instant by which all rules judge, or LILAC_NOW */
  lilac_text command_id;     /* given: answers as the first time when it comes again */
  lilac_text correlation_id; /* default: the command's own position in the journal */
} lilac_call;
#define LILAC_CALL_INIT                                                                    \
  {                                                                                        \
    (uint32_t)sizeof(lilac_call), LILAC_ACTOR_SYSTEM, 0, LILAC_NOW, {NULL, 0}, { NULL, 0 } \
  }

static inline lilac_call lilac_by(int32_t actor_kind, int64_t actor_id) {
  lilac_call call = LILAC_CALL_INIT;
  call.actor_kind = actor_kind;
  call.actor_id = actor_id;
  return call;
}

/* An event and how it came about. */
typedef struct lilac_event {
  uint32_t struct_size;
  uint16_t number; /* of its type */
  uint16_t entity; /* number of the entity that decided; 0 for another system's event */
  int64_t entity_id;
  uint32_t version;      /* of the entity's row after it; 0 for a subscription or a receiver */
  int32_t ordinal;       /* within its command, from 0; 0 for a receiver */
  int32_t cause_ordinal; /* in a preview: of the event whose policy led here; -1 when the command itself did */
  int32_t actor_kind;    /* who ran the command */
  int64_t actor_id;
  int64_t at;
  lilac_text correlation_id; /* empty in a preview */
  const void* payload;       /* its struct, e.g. lilac_support_outbound_completed_event */
} lilac_event;

typedef struct lilac_output {
  uint32_t struct_size;
  uint32_t reserved;
  const void* reply;       /* of a command: its reply's struct; NULL when it answers nothing */
  const void* const* rows; /* of a query */
  size_t row_count;
  const lilac_event* const* events; /* of a preview: all that would happen, policies' included */
  size_t event_count;
  lilac_text json; /* of the _json functions, of lilac_board and the like; whole numbers beyond 2^53 are text there */
} lilac_output;

/* Never NULL: of what is no result, an empty output. Borrowed, with all it points to, until the result is destroyed. */
const lilac_output* lilac_result_get(const lilac_result* result);
/* NULL does nothing. */
lilac_status lilac_result_destroy(lilac_result* result);

/* Runs `command` (a struct of kind LILAC_COMMAND) with all its policies, all or nothing.
 * out: may be NULL; caller destroys. */
lilac_status lilac_execute(lilac_desk* desk, const void* command, const lilac_call* call, lilac_result** out,
                           lilac_error** error);
/* The same by the command's name, qualified by its context or one of its aliases, and its fields as a JSON object.
 * The output has the reply as a struct and as JSON. */
lilac_status lilac_execute_json(lilac_desk* desk, const char* name, size_t name_size, const char* data,
                                size_t data_size, const lilac_call* call, lilac_result** out, lilac_error** error);
/* What lilac_execute would do, with all events; nothing is written and no id is used up. */
lilac_status lilac_preview(lilac_desk* desk, const void* command, const lilac_call* call, lilac_result** out,
                           lilac_error** error);

/* Many commands, one commit; each is all-or-nothing by itself. `run` must only call lilac_batch_execute and
 * lilac_batch_receive: it is called once more when another writer was faster, and when a unique index was violated.
 * When it returns something other than LILAC_OK, nothing is committed and lilac_batch_run answers LILAC_E_HOST. */
lilac_status lilac_batch_run(lilac_desk* desk, lilac_status (*run)(void* user_data, lilac_batch* batch),
                             void* user_data, lilac_error** error);
lilac_status lilac_batch_execute(lilac_batch* batch, const void* command, const lilac_call* call, lilac_result** out,
                                 lilac_error** error);
lilac_status lilac_batch_receive(lilac_batch* batch, const void* event, const char* source_event_id,
                                 size_t source_event_id_size, int64_t at, lilac_error** error);

/* Takes another system's event (a struct of kind LILAC_EVENT), once per type and source_event_id. */
lilac_status lilac_receive(lilac_desk* desk, const void* event, const char* source_event_id,
                           size_t source_event_id_size, int64_t at, lilac_error** error);

/* Asks: `question` is a struct of kind LILAC_QUERY. All rows come at once: questions that may have many have a limit
 * and a place to go on from. */
lilac_status lilac_query(lilac_desk* desk, const void* question, lilac_result** out, lilac_error** error);
/* The same by the query's name, e.g. "support.GetLogs", and its fields as a JSON object; the output also has the rows
 * as JSON, a line each. */
lilac_status lilac_query_json(lilac_desk* desk, const char* name, size_t name_size, const char* data, size_t data_size,
                              lilac_result** out, lilac_error** error);

/* ── Time, and what waits after commits ──────────────────────────────────────────────────────────────────────────── */

/* Everything that is ready at `now` (or LILAC_NOW): policies, deliveries, messages, views. */
lilac_status lilac_run_until_idle(lilac_desk* desk, int64_t now, lilac_error** error);
/* Lets time pass: deadlines and retries in the order of their due times, after each what became ready. */
lilac_status lilac_advance_to(lilac_desk* desk, int64_t now, lilac_error** error);

/* Told of an event after its commit; the event is borrowed for the call. It may call the desk. */
typedef void (*lilac_on_event)(void* user_data, const lilac_event* event);
/* Calls `slot` after each commit that published an event of this number: in order within one command, at most once.
 * Who must not miss one reads the journal. `destroy` (may be NULL) gets user_data when the subscription has ended and
 * its last call has returned, or at once when this function fails.
 * out: caller ends it with lilac_unsubscribe, or it ends with its desk. */
lilac_status lilac_subscribe(lilac_desk* desk, uint32_t event_number, lilac_on_event slot, void* user_data,
                             void (*destroy)(void* user_data), lilac_subscription** out, lilac_error** error);
/* No call begins after it. NULL does nothing. */
lilac_status lilac_unsubscribe(lilac_subscription* subscription);

/* Gets text, borrowed for the call; returns LILAC_OK to go on, LILAC_STOP for no more, else the reading fails. */
typedef lilac_status (*lilac_on_text)(void* user_data, const char* data, size_t size);

/* Plays a script: JSON lines as `lilac run` takes them. Time passes up to each line's instant, and at the end
 * everything happens that waits. A refused line stops nothing. `take` gets one result per line as JSON. It must be the
 * only writer of its store meanwhile, and `take` must not call the desk. */
lilac_status lilac_play(lilac_desk* desk, const char* script, size_t size, lilac_on_text take, void* user_data,
                        lilac_error** error);
/* The journal from behind position `after`, one JSON line per event, addresses masked. */
lilac_status lilac_journal(lilac_desk* desk, int64_t after, lilac_on_text take, void* user_data, lilac_error** error);

/* Entries that need a person, in the output as JSON lines: id, policy, position, key, attempts, parked, error. */
lilac_status lilac_dead_letters(lilac_desk* desk, lilac_result** out, lilac_error** error);
lilac_status lilac_replay_dead_letter(lilac_desk* desk, int64_t id, int64_t now, lilac_error** error);
/* The same for all that fit what is given; an empty text fits all. `policy` is what the policy's name begins with, up
 * to a dot or a colon: "billing", "billing.deliver_released_bills"; `reason` a part of the error; `field` a field of
 * the refused command, or else of the event, that is `number`. *replayed and *refused (may be NULL) tell how many were
 * tried again, and how many commands were refused once more: those are dead letters still. */
lilac_status lilac_replay_dead_letters(lilac_desk* desk, const char* policy, size_t policy_size, const char* reason,
                                       size_t reason_size, const char* field, size_t field_size, int64_t number,
                                       int64_t now, int64_t* replayed, int64_t* refused, lilac_error** error);
lilac_status lilac_rebuild_view(lilac_desk* desk, const char* name, size_t name_size, lilac_error** error);
/* Drops events below `position`, at most up to the slowest consumer; *reached (may be NULL) tells how far it went. */
lilac_status lilac_trim_journal(lilac_desk* desk, int64_t position, int64_t* reached, lilac_error** error);
/* Drops command rows of before `before`, with the answers that they remember and the changes that they tell, as far as
 * their events were trimmed; the newest one stays. Whoever repeats such a command does it once more. *reached (may be
 * NULL) tells the position of the first that is left. */
lilac_status lilac_trim_commands(lilac_desk* desk, int64_t before, int64_t* reached, lilac_error** error);
/* Removes the personal text of a user of the desk. System and Admin only. */
lilac_status lilac_redact(lilac_desk* desk, int64_t user_id, const lilac_call* call, lilac_error** error);
/* The same of anybody: a LILAC_PERSON_… and a number. What is of a customer's lines goes with the customer. */
lilac_status lilac_redact_person(lilac_desk* desk, int32_t kind, int64_t id, const lilac_call* call,
                                 lilac_error** error);
/* Commands, events and policies as "text", "json" or "mermaid", in the output's json. */
lilac_status lilac_board(lilac_desk* desk, const char* format, size_t format_size, lilac_result** out,
                         lilac_error** error);

/* ── Ports: what the host implements ─────────────────────────────────────────────────────────────────────────────────
 *
 * A port is a struct of functions. It begins with its _INIT macro and may grow at its end. user_data is handed to each
 * function; destroy (may be NULL) gets it when the desk needs it no more, also when lilac_open fails. Functions may be
 * called by several threads at once. They return LILAC_OK, or anything else for a failure, which they describe in
 * *failure (never NULL); LILAC_E_UNSUPPORTED says that this port has no such function. What they throw (in C++) is a
 * failure, too. */

/* Shows the time. Not asked where the caller gives an instant. */
typedef struct lilac_clock {
  uint32_t struct_size;
  uint32_t reserved;
  void* user_data;
  void (*destroy)(void* user_data);
  lilac_status (*now)(void* user_data, int64_t* out, lilac_failure* failure);
} lilac_clock;
#define LILAC_CLOCK_INIT \
  { (uint32_t)sizeof(lilac_clock), 0, NULL, NULL, NULL }

#define LILAC_SEND_ACCEPTED 0
#define LILAC_SEND_PENDING 1 /* no answer yet: it will be asked for */
#define LILAC_SEND_REJECTED 2
#define LILAC_STATUS_ACCEPTED 0
#define LILAC_STATUS_REJECTED 1
#define LILAC_STATUS_NOT_FOUND 2   /* it never got this key, and is certain of that */
#define LILAC_STATUS_UNAVAILABLE 3 /* it cannot tell now */

/* What a gateway answers. Its size is fixed. */
typedef struct lilac_answer {
  int32_t answer;      /* LILAC_SEND_… or LILAC_STATUS_… */
  int32_t kind;        /* of a rejection: LILAC_MESSAGING_FAILURE_KIND_… */
  char vendor_id[128]; /* of an acceptance, if there is one; ends with NUL */
  char reason[128];    /* of a rejection: a code (letters, digits, _ . -); ends with NUL */
} lilac_answer;

struct lilac_messaging_outgoing_message; /* in <lilac/messaging.h> */
struct lilac_messaging_status_question;

/* Carries messages. A failing function means "nobody knows" for the whole batch: it is asked for later. */
typedef struct lilac_message_gateway {
  uint32_t struct_size;
  uint32_t max_in_flight; /* how many messages one send may hold; 0 lets all wait */
  void* user_data;
  void (*destroy)(void* user_data);
  /* answers: one per message, in order, all LILAC_SEND_PENDING at first. All messages have one channel. */
  lilac_status (*send)(void* user_data, const struct lilac_messaging_outgoing_message* const* messages, size_t count,
                       lilac_answer* answers, lilac_failure* failure);
  /* answer: LILAC_STATUS_UNAVAILABLE at first. */
  lilac_status (*status)(void* user_data, const struct lilac_messaging_status_question* question, lilac_answer* answer,
                         lilac_failure* failure);
} lilac_message_gateway;
#define LILAC_MESSAGE_GATEWAY_INIT \
  { (uint32_t)sizeof(lilac_message_gateway), 100, NULL, NULL, NULL, NULL }

/* Takes what policies deliver to other systems, e.g. port "SiteContext", function "update_site". A failure is tried
 * again later, then it is a dead letter; nothing that happened is taken back. */
typedef struct lilac_receiver {
  uint32_t struct_size;
  uint32_t trusts_errors; /* 1: what it fails with names no person, and is kept; 0: only the number and name are */
  void* user_data;
  void (*destroy)(void* user_data);
  /* idempotency_key: the same across tries; attempt: from 1; all borrowed for the call. */
  lilac_status (*deliver)(void* user_data, const char* port, size_t port_size, const char* function,
                          size_t function_size, const lilac_event* event, const char* idempotency_key,
                          size_t idempotency_key_size, int32_t attempt, lilac_failure* failure);
} lilac_receiver;
#define LILAC_RECEIVER_INIT \
  { (uint32_t)sizeof(lilac_receiver), 0, NULL, NULL, NULL }

/* ── The store port: a host that keeps bytes ─────────────────────────────────────────────────────────────────────────
 *
 * Rows under (entity, id), sorted index entries, and two lists that only grow: commands and events. Row data, commands
 * and events are JSON texts; index keys are any bytes (also NUL), to be compared as unsigned ones. What a store is
 * given is borrowed for the call; what it gives to a sink is copied at once. It may hold its own lock while it fills a
 * sink. lilac_check_store proves it. */

typedef struct lilac_index_spec {
  lilac_text name; /* unique within its entity; stable */
  uint8_t unique;
  uint8_t reserved[7];
} lilac_index_spec;

typedef struct lilac_table_spec {
  uint32_t entity; /* stable number */
  uint32_t reserved;
  lilac_text context;
  lilac_text name;
  const lilac_index_spec* indexes;
  size_t index_count;
} lilac_table_spec;

/* Where a row stands in one of its indexes. */
typedef struct lilac_place {
  lilac_text index;
  const char* key; /* no two rows have the same */
  size_t key_size;
  size_t unique; /* how many bytes of the key, from its start, no other row of the index may share; 0: any may */
} lilac_place;

#define LILAC_CHECK 0
#define LILAC_INSERT 1
#define LILAC_UPDATE 2
#define LILAC_ERASE 3

typedef struct lilac_row_write {
  int32_t action; /* LILAC_CHECK, …; check only compares the version */
  uint32_t entity;
  int64_t id;
  uint32_t base_version; /* what the row must have now; 0: it must not exist */
  uint32_t version;      /* what it gets */
  lilac_text data;
  const lilac_place* places; /* all of the new row; those that it had are given up */
  size_t place_count;
} lilac_row_write;

typedef struct lilac_command_write {
  lilac_text command_id; /* empty, or unlike any other command's */
  lilac_text data;
  const lilac_text* events;
  size_t event_count;
} lilac_command_write;

typedef struct lilac_record_edit {
  int64_t position;
  lilac_text data;
} lilac_record_edit;

typedef struct lilac_changes {
  uint32_t struct_size;
  uint32_t reserved;
  const lilac_row_write* rows;
  size_t row_count;
  const lilac_command_write* commands; /* each gets the next position, from 1; their events, too, in order */
  size_t command_count;
  const lilac_record_edit* command_edits; /* these data take the place of what stands there */
  size_t command_edit_count;
  const lilac_record_edit* event_edits; /* an event that is not there is passed over */
  size_t event_edit_count;
  int64_t trim_below;          /* events with a lower position are dropped; their positions stay used */
  int64_t trim_commands_below; /* the same for commands; the newest one is never dropped */
} lilac_changes;

#define LILAC_WRITTEN 0
#define LILAC_ROW_CHANGED 1   /* rows[at] did not have its base version */
#define LILAC_COMMAND_KNOWN 2 /* commands[at] has an id that is taken */
#define LILAC_PLACE_TAKEN 3   /* another row has the unique part of rows[at].places[place] */

typedef struct lilac_verdict {
  int32_t kind; /* LILAC_WRITTEN at first */
  uint32_t reserved;
  size_t at;
  size_t place;
} lilac_verdict;

typedef struct lilac_store {
  uint32_t struct_size;
  uint32_t reserved;
  void* user_data;
  void (*destroy)(void* user_data);
  /* What there will be; before anything else, again for each desk. A host that keeps its tables for longer than the
   * program runs compares them with what it has. */
  lilac_status (*prepare)(void* user_data, const lilac_table_spec* tables, size_t count, lilac_failure* failure);
  /* lilac_sink_row once if there is such a row, else not at all. */
  lilac_status (*load)(void* user_data, uint32_t entity, int64_t id, lilac_sink* sink, lilac_failure* failure);
  /* Rows by ascending key among those whose key begins with `prefix` and comes after `after` (empty: all), at most
   * `limit`, until the sink says LILAC_STOP. They are of one moment, whatever is committed while they are read. A scan
   * that may go far asks for all at once. */
  lilac_status (*scan)(void* user_data, uint32_t entity, const char* index, size_t index_size, const char* prefix,
                       size_t prefix_size, const char* after, size_t after_size, size_t limit, lilac_sink* sink,
                       lilac_failure* failure);
  /* Rows by ascending id from behind `after`, at most `limit`; of one moment. */
  lilac_status (*scan_all)(void* user_data, uint32_t entity, int64_t after, size_t limit, lilac_sink* sink,
                           lilac_failure* failure);
  /* Never the same twice, never one that a row has or had; from 1. */
  lilac_status (*next_id)(void* user_data, uint32_t entity, int64_t* out, lilac_failure* failure);
  /* lilac_sink_record once if a command has this id, else not at all. */
  lilac_status (*find_command)(void* user_data, const char* command_id, size_t command_id_size, lilac_sink* sink,
                               lilac_failure* failure);
  /* From behind position `after`, at most `limit`, in order. */
  lilac_status (*read_commands)(void* user_data, int64_t after, size_t limit, lilac_sink* sink, lilac_failure* failure);
  lilac_status (*read_events)(void* user_data, int64_t after, size_t limit, lilac_sink* sink, lilac_failure* failure);
  /* Position of the newest event, also when it was trimmed; 0 when there never was one. */
  lilac_status (*last_event)(void* user_data, int64_t* out, lilac_failure* failure);
  /* All or nothing. First every row's version, then every command id, then, with all rows at their new places, every
   * unique key: the first that does not hold goes into *verdict, LILAC_OK is returned, and nothing is changed. Rows may
   * swap their places. */
  lilac_status (*commit)(void* user_data, const lilac_changes* changes, lilac_verdict* verdict, lilac_failure* failure);
} lilac_store;
#define LILAC_STORE_INIT \
  { (uint32_t)sizeof(lilac_store), 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL }

/* What a host's store reads. LILAC_OK: more, please; LILAC_STOP: enough; anything else: return it. */
lilac_status lilac_sink_row(lilac_sink* sink, int64_t id, uint32_t version, const char* data, size_t size);
/* command: of an event, its command's position; of a command, 0. */
lilac_status lilac_sink_record(lilac_sink* sink, int64_t position, int64_t command, const char* data, size_t size);

/* Told of each check of the contract; failed: what happened instead, empty when the store passed. */
typedef void (*lilac_on_check)(void* user_data, const char* check, size_t check_size, const char* failed,
                               size_t failed_size);
/* Runs the suite that every store must pass, each check on a new store that `make_empty` fills in. Some use four
 * threads. LILAC_OK: it passed everything; LILAC_E_HOST: it did not, the error counts. */
lilac_status lilac_check_store(lilac_status (*make_empty)(void* user_data, lilac_store* out), void* user_data,
                               lilac_on_check report, lilac_error** error);

/* ── Opening ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* A carrier that fails on purpose, always in the same way for a seed; for tests and demonstrations. Rates are per
 * million tries, on every channel. */
typedef struct lilac_simulation {
  uint32_t struct_size;
  int32_t transient_failures;
  int32_t permanent_failures;
  int32_t lost_replies; /* carried, but the answer never comes back; the status tells */
  int32_t lost_sends;   /* never arrives, and no answer comes back */
  uint32_t reserved;
  int64_t seed;
  int64_t delay; /* until the status tells */
} lilac_simulation;
#define LILAC_SIMULATION_INIT \
  { (uint32_t)sizeof(lilac_simulation), 0, 0, 0, 0, 0, 0, 0 }

/* Fill `out` with a gateway of the library, to be handed to lilac_open, which then owns it; else call out->destroy. */
lilac_status lilac_simulation_gateway(const lilac_simulation* simulation, lilac_message_gateway* out,
                                      lilac_error** error);
/* Writes each message as a line into a file. */
lilac_status lilac_file_gateway(const char* path, size_t path_size, lilac_message_gateway* out, lilac_error** error);

typedef struct lilac_options {
  uint32_t struct_size;
  uint32_t read_only;                   /* of a file: 1 writes nothing to it */
  lilac_text path;                      /* of a SQLite file, made when it is missing; empty or ":memory:": in memory */
  const lilac_store* store;             /* the host's own, in place of a path */
  const lilac_message_gateway* gateway; /* NULL: messages wait */
  const lilac_receiver* receiver;       /* NULL: deliveries wait in the journal */
  const lilac_clock* clock;             /* NULL: the system's */
  const void* const* rules;             /* sets of rules (kind LILAC_RULES) in place of the defaults */
  size_t rules_count;
  /* How far before the latest instant that the store has seen a command's may lie; further back it is refused with
   * 4908. 0: five minutes; negative or INT64_MAX: any distance, for a host that takes in what happened long ago. */
  int64_t longest_step_back_ms;
} lilac_options;
#define LILAC_OPTIONS_INIT \
  { (uint32_t)sizeof(lilac_options), 0, {NULL, 0}, NULL, NULL, NULL, NULL, NULL, 0, 0 }

/* Opens a desk with all contexts. options: NULL for a desk in memory; borrowed for the call (the ports' user_data for
 * as long as the desk lives). In a child of fork() the parent's handles are none; a desk opened there works. out:
 * caller closes. */
lilac_status lilac_open(const lilac_options* options, lilac_desk** out, lilac_error** error);
/* Ends its subscriptions; no call begins after it. When calls are still running (in other threads, or around the host's
 * function that closes the desk), the last of them destroys the ports, else this function does. NULL does nothing. */
lilac_status lilac_close(lilac_desk* desk);

#ifdef __cplusplus
}
#endif

#endif

/* A host in C: its own gateway, its own clock, and a subscription; a missed call, a completed call, the user's log.
 *
 *   c_host              keeps everything in memory
 *   c_host desk.db      in a SQLite file
 *   c_host --plain      in a store of its own (plain_store.c)
 */
#include <inttypes.h>
#include <lilac/support.h>
#include <stdio.h>
#include <string.h>

#include "plain_store.h"

#define HOUR INT64_C(3600000)
#define MORNING INT64_C(1768179600000) /* 2026-01-12T01:00:00Z, ten o'clock in Seoul */

/* The clock shows what the host sets. */
static lilac_status now(void* user_data, int64_t* out, lilac_failure* failure) {
  const int64_t* shown = user_data;
  (void)failure;
  *out = *shown;
  return LILAC_OK;
}

/* The gateway prints instead of sending. It would hand `key` to its carrier, which knows a repetition by it. */
static lilac_status send(void* user_data, const struct lilac_messaging_outgoing_message* const* messages, size_t count,
                         lilac_answer* answers, lilac_failure* failure) {
  size_t n;
  (void)user_data;
  (void)failure;
  for (n = 0; n < count; ++n) {
    printf("  to %.*s: \"%.40s…\" (key %.*s)\n", (int)messages[n]->address.size, messages[n]->address.data,
           messages[n]->text.data, (int)messages[n]->key.size, messages[n]->key.data);
    answers[n].answer = LILAC_SEND_ACCEPTED;
    strcpy(answers[n].vendor_id, "printed");
  }
  return LILAC_OK;
}
static lilac_status ask(void* user_data, const struct lilac_messaging_status_question* question, lilac_answer* answer,
                        lilac_failure* failure) {
  (void)user_data;
  (void)question;
  (void)failure;
  answer->answer = LILAC_STATUS_NOT_FOUND; /* nothing is ever under way */
  return LILAC_OK;
}

/* Policies say when the Site context must hear of something. */
static lilac_status deliver(void* user_data, const char* port, size_t port_size, const char* function,
                            size_t function_size, const lilac_event* event, const char* key, size_t key_size,
                            int32_t attempt, lilac_failure* failure) {
  (void)user_data;
  (void)event;
  (void)attempt;
  (void)failure;
  printf("  %.*s is asked to %.*s (key %.*s)\n", (int)port_size, port, (int)function_size, function, (int)key_size,
         key);
  return LILAC_OK;
}

static void on_completed(void* user_data, const lilac_event* event) {
  const lilac_support_outbound_completed_event* completed = event->payload;
  (void)user_data;
  printf("  heard: call %" PRId64 " of user %" PRId64 " is completed\n", completed->user_outbound_id,
         completed->user_id);
}

/* Says why something did not work, and goes on. */
static int done(const char* what, lilac_status status, lilac_error** error) {
  const lilac_error_view* why = lilac_error_get(*error);
  if (status == LILAC_OK)
    printf("%s\n", what);
  else
    printf("%s: refused with %d %.*s: %.*s\n", what, (int)status, (int)why->name.size, why->name.data,
           (int)why->message.size, why->message.data);
  lilac_error_destroy(*error);
  *error = NULL;
  return status == LILAC_OK;
}

static int prepare_desk(lilac_desk* desk) {
  const lilac_call admin = lilac_by(LILAC_ACTOR_ADMIN, 1);
  lilac_support_define_outbound_plan_command plan = LILAC_SUPPORT_DEFINE_OUTBOUND_PLAN_COMMAND_INIT;
  lilac_support_enrol_user_cycle_command enrolment = LILAC_SUPPORT_ENROL_USER_CYCLE_COMMAND_INIT;
  lilac_error* error = NULL;
  for (plan.sequence = 1; plan.sequence <= 2; ++plan.sequence) {
    plan.day_index = 7 * plan.sequence;
    if (!done("a call is planned", lilac_support_define_outbound_plan(desk, &plan, &admin, NULL, NULL, &error), &error))
      return 0;
  }
  enrolment.user_id = 7;
  enrolment.user_cycle_id = 70;
  enrolment.started_on = 20458; /* 2026-01-05 */
  enrolment.site_id = 5;
  enrolment.name = lilac_text_of("Kim Minji");
  enrolment.phone = lilac_text_of("010-1234-5678");
  enrolment.time_zone = lilac_text_of("Asia/Seoul");
  return done("user 7 is enrolled", lilac_support_enrol_user_cycle(desk, &enrolment, &admin, NULL, NULL, &error),
              &error);
}

static int work(lilac_desk* desk, int64_t* clock) {
  const lilac_call operator3 = lilac_by(LILAC_ACTOR_OPERATION_USER, 3);
  lilac_support_send_missed_call_message_command missed = LILAC_SUPPORT_SEND_MISSED_CALL_MESSAGE_COMMAND_INIT;
  lilac_support_complete_outbound_command call = LILAC_SUPPORT_COMPLETE_OUTBOUND_COMMAND_INIT;
  lilac_subscription* subscription = NULL;
  lilac_error* error = NULL;
  lilac_result* result = NULL;
  const lilac_support_user_outbound_plan* reply = NULL;
  int well;

  if (!done("the host listens",
            lilac_subscribe(desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, on_completed, NULL, NULL, &subscription,
                            &error),
            &error))
    return 0;
  missed.user_outbound_id = 1;
  well = done("the user did not answer",
              lilac_support_send_missed_call_message(desk, &missed, &operator3, NULL, NULL, &error), &error);
  well = done("what waits is done", lilac_advance_to(desk, LILAC_NOW, &error), &error) && well;
  *clock += HOUR;
  call.user_outbound_id = 1;
  well = done("the call is made", lilac_support_complete_outbound(desk, &call, &operator3, &reply, &result, &error),
              &error) &&
         well;
  if (reply != NULL) printf("  call %" PRId64 " has status %" PRId32 "\n", reply->id, reply->status);
  lilac_result_destroy(result);
  if (done("once more", lilac_support_complete_outbound(desk, &call, &operator3, NULL, NULL, &error), &error))
    well = 0; /* it must be refused */
  lilac_unsubscribe(subscription);
  return well;
}

static int show_log(lilac_desk* desk) {
  lilac_support_get_logs_query question = LILAC_SUPPORT_GET_LOGS_QUERY_INIT;
  const lilac_support_user_support_log* const* lines = NULL;
  lilac_result* result = NULL;
  lilac_error* error = NULL;
  size_t count = 0, n;
  question.user_id = lilac_some(7);
  if (!done("the log of user 7, newest first", lilac_support_get_logs(desk, &question, &lines, &count, &result, &error),
            &error))
    return 0;
  for (n = 0; n < count; ++n) {
    printf("  day %" PRId32 ", type %" PRId32 ": %.*s\n", lines[n]->day_index, lines[n]->type, (int)lines[n]->meta.size,
           lines[n]->meta.data);
  }
  lilac_result_destroy(result);
  return count > 0;
}

int main(int count, char** arguments) {
  int64_t shown = MORNING;
  lilac_clock clock = LILAC_CLOCK_INIT;
  lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
  lilac_receiver site = LILAC_RECEIVER_INIT;
  lilac_store store = LILAC_STORE_INIT;
  lilac_options options = LILAC_OPTIONS_INIT;
  lilac_desk* desk = NULL;
  lilac_error* error = NULL;
  int well;

  clock.user_data = &shown;
  clock.now = now;
  gateway.send = send;
  gateway.status = ask;
  site.deliver = deliver;
  options.clock = &clock;
  options.gateway = &gateway;
  options.receiver = &site;
  if (count > 1 && strcmp(arguments[1], "--plain") == 0) {
    if (plain_store_make(&store) != LILAC_OK) return 1;
    options.store = &store;
  } else if (count > 1) {
    options.path = lilac_text_of(arguments[1]);
  }
  if (!done("the desk is open", lilac_open(&options, &desk, &error), &error)) return 1;
  well = prepare_desk(desk) && work(desk, &shown) && show_log(desk);
  lilac_close(desk);
  return well ? 0 : 1;
}

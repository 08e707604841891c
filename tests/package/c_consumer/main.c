#include <lilac/support.h>
#include <stdio.h>

int main(void) {
  const lilac_call admin = lilac_by(LILAC_ACTOR_ADMIN, 1);
  lilac_support_define_outbound_plan_command plan = LILAC_SUPPORT_DEFINE_OUTBOUND_PLAN_COMMAND_INIT;
  const lilac_support_outbound_plan* reply = NULL;
  lilac_result* result = NULL;
  lilac_desk* desk = NULL;
  plan.sequence = 1;
  plan.day_index = 7;
  if (lilac_version_number() != LILAC_VERSION_NUMBER) return 1;
  if (lilac_open(NULL, &desk, NULL) != LILAC_OK) return 1;
  if (lilac_support_define_outbound_plan(desk, &plan, &admin, &reply, &result, NULL) != LILAC_OK) return 1;
  printf("lilac %s: call %d is planned for day %d\n", lilac_version(), (int)reply->id, (int)reply->day_index);
  lilac_result_destroy(result);
  if (lilac_support_define_outbound_plan(desk, &plan, &admin, NULL, NULL, NULL) != LILAC_SUPPORT_E_ALREADY_EXISTS)
    return 1;
  return lilac_close(desk) == LILAC_OK ? 0 : 1;
}

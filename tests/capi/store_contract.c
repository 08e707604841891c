/* The plain C store of the example passes the suite of all stores. Ends with `N passed, N failed`. */
#include <stdio.h>

#include "plain_store.h"

typedef struct {
  int passed, failed;
} counts;

static lilac_status make_empty(void* user_data, lilac_store* out) {
  (void)user_data;
  return plain_store_make(out);
}

static void on_check(void* user_data, const char* check, size_t check_size, const char* failed, size_t failed_size) {
  counts* so_far = user_data;
  if (failed_size == 0) {
    ++so_far->passed;
    return;
  }
  ++so_far->failed;
  printf("FAILED: %.*s\n", (int)check_size, check);
  (void)failed;
}

int main(void) {
  counts so_far = {0, 0};
  lilac_error* error = NULL;
  const lilac_status status = lilac_check_store(make_empty, &so_far, on_check, &error);
  const lilac_error_view* why = lilac_error_get(error);
  if (status != LILAC_OK) printf("%.*s\n", (int)why->message.size, why->message.data);
  lilac_error_destroy(error);
  printf("%d passed, %d failed\n", so_far.passed, so_far.failed);
  return status == LILAC_OK && so_far.passed > 30 ? 0 : 1;
}

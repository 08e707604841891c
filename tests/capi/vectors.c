/* c_vectors FOLDER SCRIPT…: plays each script on a desk in memory, one with a SQLite database and one with a store in
 * plain C, and compares results and journal byte by byte with FOLDER/NAME.results.jsonl and FOLDER/NAME.journal.jsonl.
 * The last line is `N passed, N failed`. */
#include <lilac/support.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain_store.h"

typedef struct {
  char* data;
  size_t size, capacity;
} text;

static void append(text* to, const char* data, size_t size) {
  if (to->size + size + 1 > to->capacity) {
    to->capacity = (to->size + size + 1) * 2;
    to->data = realloc(to->data, to->capacity);
    if (to->data == NULL) abort();
  }
  memcpy(to->data + to->size, data, size);
  to->size += size;
  to->data[to->size] = '\0';
}

static text read_file(const char* path) {
  text all = {NULL, 0, 0};
  char piece[65536];
  size_t size;
  FILE* file = fopen(path, "rb");
  append(&all, "", 0);
  if (file == NULL) {
    printf("%s cannot be read\n", path);
    return all;
  }
  while ((size = fread(piece, 1, sizeof piece, file)) > 0) append(&all, piece, size);
  fclose(file);
  return all;
}

static lilac_status take_line(void* user_data, const char* data, size_t size) {
  append(user_data, data, size);
  append(user_data, "\n", 1);
  return LILAC_OK;
}

static lilac_status accept(void* user_data, const char* port, size_t port_size, const char* function,
                           size_t function_size, const lilac_event* event, const char* key, size_t key_size,
                           int32_t attempt, lilac_failure* failure) {
  (void)user_data, (void)port, (void)port_size, (void)function, (void)function_size;
  (void)event, (void)key, (void)key_size, (void)attempt, (void)failure;
  return LILAC_OK;
}

static int is_well(lilac_status status, lilac_error* error) {
  const lilac_error_view* why = lilac_error_get(error);
  if (status != LILAC_OK) printf("%d %.*s\n", (int)status, (int)why->message.size, why->message.data);
  lilac_error_destroy(error);
  return status == LILAC_OK;
}

static int is_same(const char* what, const text* got, const char* folder, const char* name) {
  char path[4096];
  text expected;
  int same;
  snprintf(path, sizeof path, "%s/%s.%s.jsonl", folder, name, what);
  expected = read_file(path);
  same = got->size == expected.size && memcmp(got->data, expected.data, got->size) == 0;
  if (!same)
    printf("FAILED: %s differs (%lu bytes, not %lu)\n", path, (unsigned long)got->size, (unsigned long)expected.size);
  free(expected.data);
  return same;
}

/* As `lilac run` sets a desk up when no option is given. */
static int plays_alike(const char* folder, const char* script_path, const char* database, int in_plain_store) {
  lilac_simulation simulation = LILAC_SIMULATION_INIT;
  lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
  lilac_receiver site = LILAC_RECEIVER_INIT;
  lilac_store store = LILAC_STORE_INIT;
  lilac_options options = LILAC_OPTIONS_INIT;
  lilac_desk* desk = NULL;
  lilac_error* error = NULL;
  const char* begin = strrchr(script_path, '/') == NULL ? script_path : strrchr(script_path, '/') + 1;
  char name[256];
  text script = read_file(script_path), results = {NULL, 0, 0}, journal = {NULL, 0, 0};
  int well;

  snprintf(name, sizeof name, "%.*s", (int)strcspn(begin, "."), begin);
  append(&results, "", 0);
  append(&journal, "", 0);
  simulation.seed = 1;
  simulation.transient_failures = 100000;
  simulation.permanent_failures = 20000;
  well = is_well(lilac_simulation_gateway(&simulation, &gateway, &error), error);
  site.deliver = accept;
  options.gateway = &gateway;
  options.receiver = &site;
  options.path = lilac_text_of(database);
  if (in_plain_store) {
    well = plain_store_make(&store) == LILAC_OK && well;
    options.store = &store;
  }
  error = NULL;
  well = well && is_well(lilac_open(&options, &desk, &error), error);
  error = NULL;
  well = well && is_well(lilac_play(desk, script.data, script.size, take_line, &results, &error), error);
  error = NULL;
  well = well && is_well(lilac_journal(desk, 0, take_line, &journal, &error), error);
  lilac_close(desk);
  well = is_same("results", &results, folder, name) && is_same("journal", &journal, folder, name) && well;
  free(script.data);
  free(results.data);
  free(journal.data);
  return well;
}

int main(int count, char** arguments) {
  int passed = 0, failed = 0, n;
  char database[] = "/tmp/lilac_vectors_XXXXXX";
  char file[64];
  if (count < 3 || mkdtemp(database) == NULL) return 2;
  for (n = 2; n < count; ++n) {
    snprintf(file, sizeof file, "%s/%d.db", database, n);
    if (plays_alike(arguments[1], arguments[n], NULL, 0))
      ++passed;
    else
      ++failed;
    if (plays_alike(arguments[1], arguments[n], file, 0))
      ++passed;
    else
      ++failed;
    if (plays_alike(arguments[1], arguments[n], NULL, 1))
      ++passed;
    else
      ++failed;
    remove(file);
  }
  snprintf(file, sizeof file, "%s", database);
  remove(file);
  printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}

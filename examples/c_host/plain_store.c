#include "plain_store.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* ── Bytes and arrays ────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  char* data;
  size_t size;
} bytes;

static int copy_bytes(bytes* out, const char* data, size_t size) {
  out->data = malloc(size + 1);
  if (out->data == NULL) return 0;
  if (size > 0) memcpy(out->data, data, size);
  out->data[size] = '\0';
  out->size = size;
  return 1;
}

static int compare(const char* a, size_t a_size, const char* b, size_t b_size) {
  const size_t common = a_size < b_size ? a_size : b_size;
  const int order = common > 0 ? memcmp(a, b, common) : 0;
  if (order != 0) return order;
  return a_size < b_size ? -1 : a_size > b_size;
}

static int begins_with(const bytes* text, const char* prefix, size_t size) {
  return text->size >= size && (size == 0 || memcmp(text->data, prefix, size) == 0);
}

/* Makes room for one more item; NULL when there is no memory. */
static void* with_room(void* items, size_t count, size_t* capacity, size_t item_size) {
  void* more;
  if (count < *capacity) return items;
  more = realloc(items, (*capacity * 2 + 8) * item_size);
  if (more != NULL) *capacity = *capacity * 2 + 8;
  return more;
}

/* ── What is kept ────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  bytes index;
  bytes key;
  size_t unique;
} place;

typedef struct {
  int64_t id;
  uint32_t version;
  bytes data;
  place* places;
  size_t place_count;
} row;

/* Places of all rows of a table, ordered by index and key; borrowed from the rows. */
typedef struct {
  const place* at;
  row* of;
} entry;

typedef struct {
  uint32_t entity;
  int64_t last_id;
  row** rows; /* by id */
  size_t row_count, row_capacity;
  entry* entries;
  size_t entry_count, entry_capacity;
} table;

typedef struct {
  int64_t position;
  int64_t command;
  bytes id; /* of a command; empty without one */
  bytes data;
} record;

typedef struct {
  record* items;
  size_t count, capacity;
} list;

typedef struct {
  pthread_mutex_t mutex;
  table* tables;
  size_t table_count, table_capacity;
  list commands;
  list events;
  int64_t last_event;
} store;

static void free_row(row* gone) {
  size_t n;
  if (gone == NULL) return;
  for (n = 0; n < gone->place_count; ++n) {
    free(gone->places[n].index.data);
    free(gone->places[n].key.data);
  }
  free(gone->places);
  free(gone->data.data);
  free(gone);
}

static row* new_row(const lilac_row_write* from) {
  row* made = calloc(1, sizeof *made);
  if (made == NULL) return NULL;
  made->id = from->id;
  made->version = from->version;
  made->places = calloc(from->place_count + 1, sizeof *made->places);
  if (made->places == NULL || !copy_bytes(&made->data, from->data.data, from->data.size)) {
    free_row(made);
    return NULL;
  }
  while (made->place_count < from->place_count) {
    const lilac_place* given = &from->places[made->place_count];
    place* own = &made->places[made->place_count++];
    own->unique = given->unique;
    if (!copy_bytes(&own->index, given->index.data, given->index.size) ||
        !copy_bytes(&own->key, given->key, given->key_size)) {
      free_row(made);
      return NULL;
    }
  }
  return made;
}

static table* table_of(store* self, uint32_t entity) {
  size_t n;
  for (n = 0; n < self->table_count; ++n) {
    if (self->tables[n].entity == entity) return &self->tables[n];
  }
  return NULL;
}

/* Where the row of that id is, or would be. */
static size_t row_place(const table* in, int64_t id) {
  size_t low = 0, high = in->row_count;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (in->rows[middle]->id < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
static row* find_row(const table* in, int64_t id) {
  const size_t at = row_place(in, id);
  return at < in->row_count && in->rows[at]->id == id ? in->rows[at] : NULL;
}

/* Where the entry of that index and key is, or would be. */
static size_t entry_place(const table* in, const char* index, size_t index_size, const char* key, size_t key_size) {
  size_t low = 0, high = in->entry_count;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    const place* there = in->entries[middle].at;
    int order = compare(there->index.data, there->index.size, index, index_size);
    if (order == 0) order = compare(there->key.data, there->key.size, key, key_size);
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void leave_places(table* in, const row* gone) {
  size_t kept = 0, n;
  for (n = 0; n < in->entry_count; ++n) {
    if (in->entries[n].of != gone) in->entries[kept++] = in->entries[n];
  }
  in->entry_count = kept;
}

static int take_places(table* in, row* of) {
  size_t n;
  for (n = 0; n < of->place_count; ++n) {
    const place* own = &of->places[n];
    const size_t at = entry_place(in, own->index.data, own->index.size, own->key.data, own->key.size);
    entry* more = with_room(in->entries, in->entry_count, &in->entry_capacity, sizeof *more);
    if (more == NULL) return 0;
    in->entries = more;
    memmove(&more[at + 1], &more[at], (in->entry_count - at) * sizeof *more);
    more[at].at = own;
    more[at].of = of;
    ++in->entry_count;
  }
  return 1;
}

/* The number of the place in which the row finds another one, or place_count. */
static size_t place_taken(const table* in, const row* of) {
  size_t n;
  for (n = 0; n < of->place_count; ++n) {
    const place* own = &of->places[n];
    size_t at;
    if (own->unique == 0) continue;
    at = entry_place(in, own->index.data, own->index.size, own->key.data, own->unique);
    for (; at < in->entry_count; ++at) {
      const entry* there = &in->entries[at];
      if (compare(there->at->index.data, there->at->index.size, own->index.data, own->index.size) != 0 ||
          !begins_with(&there->at->key, own->key.data, own->unique)) {
        break;
      }
      if (there->of != of) return n;
    }
  }
  return of->place_count;
}

static lilac_status no_memory(lilac_failure* failure) {
  failure->code = 12;
  strcpy(failure->message, "the store is out of memory");
  return LILAC_E_MEMORY;
}
static lilac_status no_table(lilac_failure* failure) {
  failure->code = 1;
  strcpy(failure->message, "there is no such table");
  return LILAC_E_ARGUMENT;
}

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static lilac_status prepare(void* user_data, const lilac_table_spec* tables, size_t count, lilac_failure* failure) {
  store* self = user_data;
  lilac_status status = LILAC_OK;
  size_t n;
  pthread_mutex_lock(&self->mutex);
  for (n = 0; n < count && status == LILAC_OK; ++n) {
    table* more;
    if (table_of(self, tables[n].entity) != NULL) continue;
    more = with_room(self->tables, self->table_count, &self->table_capacity, sizeof *more);
    if (more == NULL) {
      status = no_memory(failure);
      break;
    }
    self->tables = more;
    memset(&more[self->table_count], 0, sizeof *more);
    more[self->table_count++].entity = tables[n].entity;
  }
  pthread_mutex_unlock(&self->mutex);
  return status;
}

static lilac_status give(lilac_sink* sink, const row* from) {
  return lilac_sink_row(sink, from->id, from->version, from->data.data, from->data.size);
}
/* A sink that has had enough is no failure. */
static lilac_status end_of(lilac_status status) { return status == LILAC_STOP ? LILAC_OK : status; }

static lilac_status load(void* user_data, uint32_t entity, int64_t id, lilac_sink* sink, lilac_failure* failure) {
  store* self = user_data;
  lilac_status status = LILAC_OK;
  const table* in;
  const row* found;
  pthread_mutex_lock(&self->mutex);
  in = table_of(self, entity);
  found = in != NULL ? find_row(in, id) : NULL;
  if (in == NULL)
    status = no_table(failure);
  else if (found != NULL)
    status = give(sink, found);
  pthread_mutex_unlock(&self->mutex);
  return end_of(status);
}

static lilac_status scan(void* user_data, uint32_t entity, const char* index, size_t index_size, const char* prefix,
                         size_t prefix_size, const char* after, size_t after_size, size_t limit, lilac_sink* sink,
                         lilac_failure* failure) {
  store* self = user_data;
  lilac_status status = LILAC_OK;
  const table* in;
  pthread_mutex_lock(&self->mutex);
  in = table_of(self, entity);
  if (in == NULL) {
    status = no_table(failure);
  } else {
    const int from_after = compare(after, after_size, prefix, prefix_size) > 0;
    size_t at = entry_place(in, index, index_size, from_after ? after : prefix, from_after ? after_size : prefix_size);
    for (; status == LILAC_OK && limit > 0 && at < in->entry_count; ++at) {
      const place* there = in->entries[at].at;
      if (compare(there->index.data, there->index.size, index, index_size) != 0 ||
          !begins_with(&there->key, prefix, prefix_size)) {
        break;
      }
      if (after_size > 0 && compare(there->key.data, there->key.size, after, after_size) <= 0) continue;
      status = give(sink, in->entries[at].of);
      --limit;
    }
  }
  pthread_mutex_unlock(&self->mutex);
  return end_of(status);
}

static lilac_status scan_all(void* user_data, uint32_t entity, int64_t after, size_t limit, lilac_sink* sink,
                             lilac_failure* failure) {
  store* self = user_data;
  lilac_status status = LILAC_OK;
  const table* in;
  pthread_mutex_lock(&self->mutex);
  in = table_of(self, entity);
  if (in == NULL) {
    status = no_table(failure);
  } else {
    size_t at = row_place(in, after);
    for (; status == LILAC_OK && limit > 0 && at < in->row_count; ++at) {
      if (in->rows[at]->id <= after) continue;
      status = give(sink, in->rows[at]);
      --limit;
    }
  }
  pthread_mutex_unlock(&self->mutex);
  return end_of(status);
}

static lilac_status next_id(void* user_data, uint32_t entity, int64_t* out, lilac_failure* failure) {
  store* self = user_data;
  lilac_status status = LILAC_OK;
  table* in;
  pthread_mutex_lock(&self->mutex);
  in = table_of(self, entity);
  if (in == NULL)
    status = no_table(failure);
  else
    *out = ++in->last_id;
  pthread_mutex_unlock(&self->mutex);
  return status;
}

static const record* command_called(const store* self, const char* id, size_t size) {
  size_t n;
  for (n = 0; size > 0 && n < self->commands.count; ++n) {
    const record* one = &self->commands.items[n];
    if (compare(one->id.data, one->id.size, id, size) == 0) return one;
  }
  return NULL;
}

static lilac_status find_command(void* user_data, const char* command_id, size_t command_id_size, lilac_sink* sink,
                                 lilac_failure* failure) {
  store* self = user_data;
  lilac_status status = LILAC_OK;
  const record* found;
  (void)failure;
  pthread_mutex_lock(&self->mutex);
  found = command_called(self, command_id, command_id_size);
  if (found != NULL) status = lilac_sink_record(sink, found->position, 0, found->data.data, found->data.size);
  pthread_mutex_unlock(&self->mutex);
  return end_of(status);
}

static lilac_status read_list(store* self, const list* from, int64_t after, size_t limit, lilac_sink* sink) {
  lilac_status status = LILAC_OK;
  size_t n;
  pthread_mutex_lock(&self->mutex);
  for (n = 0; status == LILAC_OK && limit > 0 && n < from->count; ++n) {
    const record* one = &from->items[n];
    if (one->position <= after) continue;
    status = lilac_sink_record(sink, one->position, one->command, one->data.data, one->data.size);
    --limit;
  }
  pthread_mutex_unlock(&self->mutex);
  return end_of(status);
}
static lilac_status read_commands(void* user_data, int64_t after, size_t limit, lilac_sink* sink,
                                  lilac_failure* failure) {
  store* self = user_data;
  (void)failure;
  return read_list(self, &self->commands, after, limit, sink);
}
static lilac_status read_events(void* user_data, int64_t after, size_t limit, lilac_sink* sink,
                                lilac_failure* failure) {
  store* self = user_data;
  (void)failure;
  return read_list(self, &self->events, after, limit, sink);
}

static lilac_status last_event(void* user_data, int64_t* out, lilac_failure* failure) {
  store* self = user_data;
  (void)failure;
  pthread_mutex_lock(&self->mutex);
  *out = self->last_event;
  pthread_mutex_unlock(&self->mutex);
  return LILAC_OK;
}

/* ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static int append(list* to, int64_t position, int64_t command, lilac_text id, lilac_text data) {
  record* more = with_room(to->items, to->count, &to->capacity, sizeof *more);
  if (more == NULL) return 0;
  to->items = more;
  memset(&more[to->count], 0, sizeof *more);
  more[to->count].position = position;
  more[to->count].command = command;
  ++to->count; /* counted at once, so that what fails half-way is taken back whole */
  return copy_bytes(&more[to->count - 1].id, id.data, id.size) &&
         copy_bytes(&more[to->count - 1].data, data.data, data.size);
}
static void cut(list* from, size_t count) {
  while (from->count > count) {
    record* gone = &from->items[--from->count];
    free(gone->id.data);
    free(gone->data.data);
  }
}

static lilac_status check(store* self, const lilac_changes* changes, lilac_verdict* verdict, lilac_failure* failure) {
  size_t n;
  for (n = 0; n < changes->row_count; ++n) {
    const lilac_row_write* write = &changes->rows[n];
    const table* in = table_of(self, write->entity);
    const row* there = in != NULL ? find_row(in, write->id) : NULL;
    if (in == NULL) return no_table(failure);
    if ((there != NULL ? there->version : 0) != write->base_version) {
      verdict->kind = LILAC_ROW_CHANGED;
      verdict->at = n;
      return LILAC_OK;
    }
  }
  for (n = 0; n < changes->command_count; ++n) {
    const lilac_text id = changes->commands[n].command_id;
    if (command_called(self, id.data, id.size) != NULL) {
      verdict->kind = LILAC_COMMAND_KNOWN;
      verdict->at = n;
      return LILAC_OK;
    }
  }
  return LILAC_OK;
}

static int put_row(table* in, row* added) {
  const size_t at = row_place(in, added->id);
  row** more = with_room(in->rows, in->row_count, &in->row_capacity, sizeof *more);
  if (more == NULL) return 0;
  in->rows = more;
  memmove(&more[at + 1], &more[at], (in->row_count - at) * sizeof *more);
  more[at] = added;
  ++in->row_count;
  return 1;
}
static void take_row(table* in, int64_t id) {
  const size_t at = row_place(in, id);
  if (at == in->row_count || in->rows[at]->id != id) return;
  memmove(&in->rows[at], &in->rows[at + 1], (in->row_count - at - 1) * sizeof *in->rows);
  --in->row_count;
}

/* Puts every new row where its old one was; undone by calling it with the lists exchanged. */
static int exchange(store* self, const lilac_changes* changes, row** out, row** in) {
  int enough = 1;
  size_t n;
  for (n = 0; n < changes->row_count; ++n) {
    table* at = table_of(self, changes->rows[n].entity);
    if (changes->rows[n].action == LILAC_CHECK) continue;
    if (out[n] != NULL) {
      leave_places(at, out[n]);
      take_row(at, out[n]->id);
    }
  }
  for (n = 0; n < changes->row_count; ++n) {
    table* at = table_of(self, changes->rows[n].entity);
    if (changes->rows[n].action == LILAC_CHECK || in[n] == NULL) continue;
    enough = enough && put_row(at, in[n]) && take_places(at, in[n]);
  }
  return enough;
}

static void find_taken(store* self, const lilac_changes* changes, row** made, lilac_verdict* verdict) {
  size_t n;
  for (n = 0; n < changes->row_count; ++n) {
    size_t taken;
    if (made[n] == NULL) continue;
    taken = place_taken(table_of(self, changes->rows[n].entity), made[n]);
    if (taken < made[n]->place_count) {
      verdict->kind = LILAC_PLACE_TAKEN;
      verdict->at = n;
      verdict->place = taken;
      return;
    }
  }
}

static int append_commands(store* self, const lilac_changes* changes) {
  size_t n, e;
  static const lilac_text none = {NULL, 0};
  for (n = 0; n < changes->command_count; ++n) {
    const lilac_command_write* from = &changes->commands[n];
    const list* all = &self->commands;
    const int64_t position = all->count == 0 ? 1 : all->items[all->count - 1].position + 1;
    if (!append(&self->commands, position, 0, from->command_id, from->data)) return 0;
    for (e = 0; e < from->event_count; ++e) {
      if (!append(&self->events, ++self->last_event, position, none, from->events[e])) return 0;
    }
  }
  return 1;
}

/* Copies of what edits say, made before anything is changed; NULL without memory. */
static bytes* copy_edits(const lilac_record_edit* edits, size_t count) {
  bytes* copies = calloc(count + 1, sizeof *copies);
  size_t n;
  for (n = 0; copies != NULL && n < count; ++n) {
    if (!copy_bytes(&copies[n], edits[n].data.data, edits[n].data.size)) {
      while (n > 0) free(copies[--n].data);
      free(copies);
      return NULL;
    }
  }
  return copies;
}
static void drop_edits(bytes* copies, size_t count) {
  size_t n;
  for (n = 0; copies != NULL && n < count; ++n) free(copies[n].data);
  free(copies);
}

/* Exchanges the data; the old ones are then dropped with the copies. */
static void apply_edits(list* to, const lilac_record_edit* edits, bytes* copies, size_t count) {
  size_t n, at;
  for (n = 0; n < count; ++n) {
    for (at = 0; at < to->count; ++at) {
      const bytes old = to->items[at].data;
      if (to->items[at].position != edits[n].position) continue;
      to->items[at].data = copies[n];
      copies[n] = old;
    }
  }
}

static void trim(list* from, int64_t below) {
  size_t gone = 0;
  while (gone < from->count && from->items[gone].position < below) {
    free(from->items[gone].id.data);
    free(from->items[gone].data.data);
    ++gone;
  }
  if (gone == 0) return;
  memmove(from->items, from->items + gone, (from->count - gone) * sizeof *from->items);
  from->count -= gone;
}

/* Rows are exchanged first and exchanged back when anything does not fit. */
static lilac_status write_rows(store* self, const lilac_changes* changes, row** made, row** old, lilac_verdict* verdict,
                               lilac_failure* failure) {
  const size_t commands = self->commands.count, events = self->events.count;
  const int64_t last = self->last_event;
  size_t n;
  int enough = exchange(self, changes, old, made);
  if (enough) find_taken(self, changes, made, verdict);
  if (enough && verdict->kind == LILAC_WRITTEN) enough = append_commands(self, changes);
  if (!enough || verdict->kind != LILAC_WRITTEN) {
    cut(&self->commands, commands);
    cut(&self->events, events);
    self->last_event = last;
    exchange(self, changes, made, old); /* needs no memory: there was room for them before */
    for (n = 0; n < changes->row_count; ++n) free_row(made[n]);
    return enough ? LILAC_OK : no_memory(failure);
  }
  for (n = 0; n < changes->row_count; ++n) {
    table* at = table_of(self, changes->rows[n].entity);
    if (made[n] != NULL && made[n]->id > at->last_id) at->last_id = made[n]->id;
    if (changes->rows[n].action != LILAC_CHECK) free_row(old[n]);
  }
  return LILAC_OK;
}

/* New rows for all that are written; 0 without memory. */
static int make_rows(store* self, const lilac_changes* changes, row** made, row** old) {
  size_t n;
  for (n = 0; n < changes->row_count; ++n) {
    const lilac_row_write* write = &changes->rows[n];
    if (write->action == LILAC_CHECK) continue;
    old[n] = find_row(table_of(self, write->entity), write->id);
    if (write->action == LILAC_ERASE) continue;
    made[n] = new_row(write);
    if (made[n] == NULL) {
      while (n > 0) free_row(made[--n]);
      return 0;
    }
  }
  return 1;
}

static lilac_status commit(void* user_data, const lilac_changes* changes, lilac_verdict* verdict,
                           lilac_failure* failure) {
  store* self = user_data;
  row** made = calloc(changes->row_count + 1, sizeof *made);
  row** old = calloc(changes->row_count + 1, sizeof *old);
  bytes* commands = copy_edits(changes->command_edits, changes->command_edit_count);
  bytes* events = copy_edits(changes->event_edits, changes->event_edit_count);
  lilac_status status = LILAC_OK;
  pthread_mutex_lock(&self->mutex);
  if (made == NULL || old == NULL || commands == NULL || events == NULL)
    status = no_memory(failure);
  else
    status = check(self, changes, verdict, failure);
  if (status == LILAC_OK && verdict->kind == LILAC_WRITTEN) {
    if (!make_rows(self, changes, made, old))
      status = no_memory(failure);
    else
      status = write_rows(self, changes, made, old, verdict, failure);
  }
  if (status == LILAC_OK && verdict->kind == LILAC_WRITTEN) {
    apply_edits(&self->commands, changes->command_edits, commands, changes->command_edit_count);
    apply_edits(&self->events, changes->event_edits, events, changes->event_edit_count);
    trim(&self->events, changes->trim_below);
    trim(&self->commands, changes->trim_commands_below);
  }
  pthread_mutex_unlock(&self->mutex);
  drop_edits(commands, changes->command_edit_count);
  drop_edits(events, changes->event_edit_count);
  free(made);
  free(old);
  return status;
}

static void destroy(void* user_data) {
  store* self = user_data;
  size_t n, r;
  cut(&self->commands, 0);
  cut(&self->events, 0);
  free(self->commands.items);
  free(self->events.items);
  for (n = 0; n < self->table_count; ++n) {
    for (r = 0; r < self->tables[n].row_count; ++r) free_row(self->tables[n].rows[r]);
    free(self->tables[n].rows);
    free(self->tables[n].entries);
  }
  free(self->tables);
  pthread_mutex_destroy(&self->mutex);
  free(self);
}

lilac_status plain_store_make(lilac_store* out) {
  static const lilac_store functions = {(uint32_t)sizeof(lilac_store),
                                        0,
                                        NULL,
                                        destroy,
                                        prepare,
                                        load,
                                        scan,
                                        scan_all,
                                        next_id,
                                        find_command,
                                        read_commands,
                                        read_events,
                                        last_event,
                                        commit};
  store* self = calloc(1, sizeof *self);
  if (self == NULL) return LILAC_E_MEMORY;
  if (pthread_mutex_init(&self->mutex, NULL) != 0) {
    free(self);
    return LILAC_E_MEMORY;
  }
  *out = functions;
  out->user_data = self;
  return LILAC_OK;
}

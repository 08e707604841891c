/* Preloaded into a program to end it at one of its writes to an SQLite file, as a power cut or an out-of-memory killer
 * would: the KILL_AT_WRITE-th write to a file whose name contains KILL_FILE is not made (or, for odd numbers, made by
 * half), and the process gets SIGKILL. Without KILL_AT_WRITE it only counts, and writes the count to KILL_COUNT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long writes;
static long kill_at = -1;

static int is_watched(int fd) {
  char link[64], name[4096];
  const char* part = getenv("KILL_FILE");
  ssize_t n;
  if (!part) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink(link, name, sizeof name - 1);
  if (n < 0) return 0;
  name[n] = 0;
  return strstr(name, part) != NULL;
}

static void count(void) {
  const char* at = getenv("KILL_AT_WRITE");
  if (kill_at < 0) kill_at = at ? atol(at) : 0;
  ++writes;
}

/* True when this is the one: half of it is written first where `half` allows that. */
static int is_the_one(int fd) {
  if (!is_watched(fd)) return 0;
  count();
  return kill_at > 0 && writes == kill_at;
}

ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  static ssize_t (*real)(int, const void*, size_t, off64_t);
  if (!real) real = (ssize_t(*)(int, const void*, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
  if (is_the_one(fd)) {
    if (kill_at % 2) real(fd, data, size / 2, at);
    raise(SIGKILL);
  }
  return real(fd, data, size, at);
}
ssize_t pwrite(int fd, const void* data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

ssize_t write(int fd, const void* data, size_t size) {
  static ssize_t (*real)(int, const void*, size_t);
  if (!real) real = (ssize_t(*)(int, const void*, size_t))dlsym(RTLD_NEXT, "write");
  if (is_the_one(fd)) {
    if (kill_at % 2) real(fd, data, size / 2);
    raise(SIGKILL);
  }
  return real(fd, data, size);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  if (is_the_one(fd)) raise(SIGKILL);
  return real(fd);
}
int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  if (is_the_one(fd)) raise(SIGKILL);
  return real(fd);
}

__attribute__((destructor)) static void tell(void) {
  const char* path = getenv("KILL_COUNT");
  FILE* file;
  if (!path || !(file = fopen(path, "w"))) return;
  fprintf(file, "%ld\n", writes);
  fclose(file);
}

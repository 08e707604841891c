// lilac_benchmarks [--filter TEXT] [--runs N] [--json FILE] [--folder FOLDER]
#include <malloc.h>

#include <charconv>
#include <cstdio>
#include <cstring>
#include <limits>

#include "benchmarks/cases.hpp"

namespace {

int usage() {
  std::fputs(
      "usage: lilac_benchmarks [--filter TEXT] [--runs N] [--json FILE] [--folder FOLDER]\n"
      "  --filter  only cases whose name contains TEXT\n"
      "  --runs    runs of each side (default 9)\n"
      "  --json    writes the table and all runs there\n"
      "  --folder  where the SQLite files are put (default: here)\n",
      stderr);
  return 2;
}

}  // namespace

int main(int count, char** values) {
  // Freed memory stays with the process, so that a new desk stands on warm memory.
  mallopt(M_MMAP_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());

  lilac::benchmarks::Plan plan;
  std::string folder = ".";
  for (int i = 1; i < count; i += 2) {
    std::string_view const name = values[i];
    if (i + 1 == count) return usage();
    char const* const value = values[i + 1];
    if (name == "--filter")
      plan.filter = value;
    else if (name == "--json")
      plan.json_file = value;
    else if (name == "--folder")
      folder = value;
    else if (name != "--runs" || std::from_chars(value, value + std::strlen(value), plan.runs).ec != std::errc{} ||
             plan.runs < 1)
      return usage();
  }
  auto cases = lilac::benchmarks::memory_cases();
  auto const on_disk = lilac::benchmarks::sqlite_cases(folder);
#ifdef LILAC_WITH_C
  auto const in_c = lilac::benchmarks::c_cases();
  cases.insert(cases.end(), in_c.begin(), in_c.end());
#endif
  cases.insert(cases.end(), on_disk.begin(), on_disk.end());
  return lilac::benchmarks::compare(cases, plan) ? 0 : 1;
}

// Several processes that open one new file at the same time: whoever comes first makes it ours, nobody is refused.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <sstream>

#include "adapters/sqlite_support.hpp"

using namespace lilac;

namespace {

constexpr int racers = 6;

/// A process that opens files when it is told to: each byte that comes is a round, each line that goes an answer.
struct Racer {
  pid_t process;
  int start;
};

std::string open_once(std::string const& path, std::unique_ptr<SqliteStore>& kept) {
  static constexpr std::array<EntityInfo const*, 3> entities{
      &entity_info<contract::Everything>(), &entity_info<contract::Item>(), &entity_info<contract::Counter>()};
  auto store = SqliteStore::open(path, {.synchronous = SqliteOptions::Synchronous::off});
  if (!store) return store.error().message();
  auto const prepared = store.value()->prepare(entities, {});
  if (!prepared) return prepared.error().message();
  kept = std::move(store).value();
  return "ok";
}

[[noreturn]] void race(std::string const& directory, int racer, int start, int answers) {
  std::unique_ptr<SqliteStore> kept;
  char byte;
  for (int round = 0; read(start, &byte, 1) == 1; ++round) {
    auto const answer = open_once(directory + "/" + std::to_string(round) + ".db", kept) + "\n";
    // Some close at once, while others open; some when the next round begins.
    if ((racer + round) % 2 == 0) kept.reset();
    if (write(answers, answer.data(), answer.size()) != static_cast<ssize_t>(answer.size())) _exit(1);
  }
  _exit(0);
}

int openings_asked_for() {
  auto const* const asked = std::getenv("LILAC_OPENINGS");
  return asked == nullptr ? 300 : std::atoi(asked);
}

}  // namespace

TEST_SUITE_BEGIN("openings");

TEST_CASE("six processes may open one new file at once") {
  TemporaryDirectory const directory;
  int answers[2];
  REQUIRE(pipe(answers) == 0);
  std::vector<Racer> all;
  for (int i = 0; i < racers; ++i) {
    int start[2];
    REQUIRE(pipe(start) == 0);
    auto const process = fork();
    REQUIRE(process >= 0);
    if (process == 0) {
      close(start[1]);
      for (auto const& other : all) close(other.start);
      race(directory.path().string(), i, start[0], answers[1]);
    }
    close(start[0]);
    all.push_back({process, start[1]});
  }
  close(answers[1]);

  auto* const lines = fdopen(answers[0], "r");
  auto const wanted = openings_asked_for();
  int openings = 0, failures = 0;
  for (int round = 0; openings < wanted; ++round) {
    for (auto const& racer : all) REQUIRE(write(racer.start, "x", 1) == 1);
    for (int i = 0; i < racers; ++i, ++openings) {
      char line[1000];
      REQUIRE(std::fgets(line, sizeof line, lines) != nullptr);
      if (std::string_view{line} == "ok\n") continue;
      ++failures;
      FAIL_CHECK(std::string{line});
    }
    for (auto const* const ending : {".db", ".db-wal", ".db-shm"}) {
      if (round > 0) std::filesystem::remove(directory / (std::to_string(round - 1) + ending));
    }
  }
  for (auto const& racer : all) {
    close(racer.start);
    int status = 0;
    REQUIRE(waitpid(racer.process, &status, 0) == racer.process);
    CHECK(status == 0);
  }
  std::fclose(lines);
  MESSAGE(openings << " openings, " << failures << " failures");
}

TEST_SUITE_END();

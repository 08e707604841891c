// Replays three years of a bank's phone campaign through the desk: every row of the public "bank marketing" data set
// (UCI 222) becomes a person in care, called once a day until the call that the file tells of.
//
//   replay_bank FILE.csv.gz [--store FILE] [--batch N] [--limit N] [--seed N]
//
// Each cycle begins `campaign` − 1 days before the row's day. The earlier calls are missed: skipped, and a message
// sent. The last one is completed on the row's day (skipped when it took 0 seconds), with a memo; who says yes has an
// issue opened, which is resolved the next day. Then all counts are reconciled with the file. Exits with 1 when one is
// wrong.
#include <sys/resource.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <limits>
#include <optional>
#include <stdexcept>

#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/messaging/module.hpp"
#include "lilac/support/bridges.hpp"
#include "lilac/support/module.hpp"
#include "replay_bank/agenda.hpp"
#include "replay_bank/reconciliation.hpp"

namespace {

using namespace replay_bank;
using lilac::Engine;
using lilac::Instant;

struct Arguments {
  std::string file;
  std::string store;  ///< empty: in memory
  std::int64_t batch = 1000;
  std::int64_t limit = std::numeric_limits<std::int64_t>::max();
  std::int64_t seed = 1;
};

std::optional<Arguments> parse(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    std::string_view const name = values[i];
    if (!name.starts_with("--")) {
      if (!arguments.file.empty()) return std::nullopt;
      arguments.file = name;
      continue;
    }
    if (++i == count) return std::nullopt;
    char const* const value = values[i];
    auto* const number = name == "--batch"   ? &arguments.batch
                         : name == "--limit" ? &arguments.limit
                         : name == "--seed"  ? &arguments.seed
                                             : nullptr;
    if (name == "--store") {
      arguments.store = value;
    } else if (number == nullptr || std::from_chars(value, value + std::strlen(value), *number).ec != std::errc{} ||
               *number < 1) {
      return std::nullopt;
    }
  }
  if (arguments.file.empty()) return std::nullopt;
  return arguments;
}

template <class T>
T expect(lilac::result<T>&& answer, char const* doing) {
  if (!answer) throw std::runtime_error(std::string(doing) + ": " + answer.error().message());
  if constexpr (!std::is_void_v<T>) return std::move(answer).value();
}

std::unique_ptr<lilac::Store> open_store(std::string const& path) {
  if (path.empty()) return std::make_unique<lilac::MemoryStore>(lilac::MemoryStore::Seed{0});
  return expect(lilac::SqliteStore::open(path), "opening the store");
}

class Replay {
 public:
  Replay(Engine& engine, std::int64_t batch_size)
      : engine_(engine), batch_size_(static_cast<std::size_t>(batch_size)) {}

  /// The programme: one call a day, for as many days as anybody was called.
  void define_programme(Instant at) {
    expect(engine_.batch([&](lilac::Batch& batch) {
      for (std::int32_t day = 1; day <= most_calls; ++day) {
        lilac::support::DefineOutboundPlan const definition{day, day};
        expect(batch.execute(definition, lilac::admin(1), {at}), "defining the programme");
      }
    }),
           "defining the programme");
  }

  void add(Step&& step) {
    steps_.push_back(std::move(step));
    if (steps_.size() == batch_size_) run();
  }

  /// One commit for all steps; then messages go out, and what was to be tried again meanwhile is.
  void run() {
    if (steps_.empty()) return;
    expect(engine_.batch([&](lilac::Batch& batch) {
      for (auto const& step : steps_) {
        std::visit([&](auto const& command) { expect(batch.execute(command, step.by, {step.at}), "replaying"); },
                   step.command);
      }
    }),
           "replaying");
    auto const now = steps_.back().at;
    expect(engine_.run_until_idle(now), "sending messages");
    expect(engine_.advance_to(now), "letting time pass");
    steps_.clear();
  }

  /// Retries come to their end.
  void finish(Instant at) {
    run();
    expect(engine_.advance_to(at), "letting time pass");
  }

 private:
  Engine& engine_;
  std::size_t batch_size_;
  std::vector<Step> steps_;
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double processor_time() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

int replay(Arguments const& arguments) {
  BankFile file{arguments.file};
  lilac::TzdbZones zones;
  // One try in a hundred fails for a while, one in five hundred for good; which ones, the seed decides.
  lilac::SimulationGateway carrier{
      {.seed = arguments.seed, .sms = {.transient_failures = 10'000, .permanent_failures = 2'000}}};
  lilac::Host host;
  host.bind<lilac::Zones>(zones).bind<lilac::messaging::MessageGateway>(carrier);
  lilac::support::bind_bridges(host);
  auto const store = open_store(arguments.store);
  Engine engine{*store, {&lilac::support::module, &lilac::messaging::module}, host};
  if (expect(store->last_position(), "opening the store") != 0) {
    throw std::runtime_error(arguments.store + " is in use already; the replay begins with a new file");
  }
  Counter counter;
  engine.observe(&counter);

  auto const begin = std::chrono::steady_clock::now();
  Agenda agenda{file, arguments.limit};
  Replay desk{engine, arguments.batch};
  std::optional<Instant> first;
  Step step;
  while (agenda.next(step)) {
    if (!first) desk.define_programme(*(first = step.at));
    auto const at = step.at;
    desk.add(std::move(step));
    if (agenda.expected().commands % 50'000 == 0) {
      std::fprintf(stderr, "%s  %lld commands, %.1f s\n", lilac::to_text(at).c_str(),
                   static_cast<long long>(agenda.expected().commands), seconds_since(begin));
    }
  }
  if (!first) throw std::runtime_error(arguments.file + " has no rows");
  desk.finish(step.at + std::chrono::days{2});
  auto const seconds = seconds_since(begin);
  auto const processor_seconds = processor_time();
  engine.observe(nullptr);

  auto const found = expect(count(*store), "reading everything back");
  auto const all_equal = reconcile(agenda.expected(), found, counter, carrier.counts(), most_calls);
  // Commands that nobody here asked for are the courier's: claims, and records of what came of them.
  auto const asked = agenda.expected().commands + most_calls;
  auto const executed = found.command_rows + counter.policy_commands;
  std::printf("commands executed: %lld = %lld asked for + %lld by policies + %lld by the courier\n",
              static_cast<long long>(executed), static_cast<long long>(asked),
              static_cast<long long>(counter.policy_commands), static_cast<long long>(found.command_rows - asked));
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::printf("%.0f commands/s: %.2f s, of them %.2f s of processor time; at most %ld MiB of memory\n",
              static_cast<double>(executed) / seconds, seconds, processor_seconds, used.ru_maxrss / 1024);
  if (!all_equal) std::puts("the replay does not reconcile with the file");
  return all_equal ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  auto const arguments = parse(count, values);
  if (!arguments) {
    std::fputs("usage: replay_bank FILE.csv.gz [--store FILE] [--batch N] [--limit N] [--seed N]\n", stderr);
    return 2;
  }
  try {
    return replay(*arguments);
  } catch (std::exception const& failure) {
    std::fprintf(stderr, "replay_bank: %s\n", failure.what());
    return 2;
  }
}

// On SQLite: what the engine and the store add to prepared statements written by hand.
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "benchmarks/bare_file.hpp"
#include "benchmarks/cases.hpp"
#include "benchmarks/engine_desk.hpp"
#include "lilac/adapters/sqlite.hpp"

namespace lilac::benchmarks {
namespace {

using namespace lilac::support;

constexpr std::int64_t plans = 1000;
constexpr int commands_of_a_batch = 1000;

/// A file of a desk, which goes away with this.
class DeskFile {
 public:
  DeskFile(std::string const& folder, char const* name) : path_(folder + "/" + name) { remove(); }
  ~DeskFile() { remove(); }
  DeskFile(DeskFile const&) = delete;
  DeskFile& operator=(DeskFile const&) = delete;
  std::string const& path() const { return path_; }

 private:
  void remove() const {
    for (auto const* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end);
  }
  std::string path_;
};

std::unique_ptr<SqliteStore> open(std::string const& path) {
  auto store = SqliteStore::open(path);
  if (!store) std::abort();
  return std::move(store).value();
}

struct EngineSide {
  explicit EngineSide(std::string const& folder)
      : file(folder, "lilac_benchmark_engine.db"), store(open(file.path())), desk(*store, plans) {}
  template <class Execute>
  void turn(Execute&& execute) {
    auto const id = ids.next();
    if (turns.next())
      execute(CompleteOutbound{turns.call}, id);
    else
      execute(WithdrawOutbound{turns.call, {}}, id);
  }
  void one() {
    turn([&](auto const& command, std::string_view id) {
      if (!desk.engine.execute(command, operator_3, {call_time, id})) std::abort();
    });
  }
  void batch() {
    auto const done = desk.engine.batch([&](Batch& batch) {
      for (int i = 0; i < commands_of_a_batch; ++i) {
        turn([&](auto const& command, std::string_view id) {
          if (!batch.execute(command, operator_3, {call_time, id})) std::abort();
        });
      }
    });
    if (!done) std::abort();
  }
  DeskFile file;
  std::unique_ptr<SqliteStore> store;
  EngineDesk desk;
  Turns turns{plans};
  CommandIds ids;
};

struct BareSide {
  explicit BareSide(std::string const& folder) : file(folder, "lilac_benchmark_bare.db") {
    {
      auto const store = open(file.path());
      EngineDesk const filled{*store, plans};
    }
    desk = std::make_unique<BareFile>(file.path());
  }
  void turn() {
    auto const id = ids.next();
    if (turns.next())
      benchmark::DoNotOptimize(desk->complete(turns.call, operator_3, call_time, id));
    else
      benchmark::DoNotOptimize(desk->withdraw(turns.call, operator_3, call_time, id));
  }
  void one() {
    desk->begin();
    turn();
    desk->commit();
  }
  void batch() {
    desk->begin();
    for (int i = 0; i < commands_of_a_batch; ++i) turn();
    desk->commit();
  }
  DeskFile file;
  std::unique_ptr<BareFile> desk;
  Turns turns{plans};
  CommandIds ids;
};

/// Both cases of a side go on with the same file.
template <class Side>
class Sides {
 public:
  explicit Sides(std::string folder) : folder_(std::move(folder)) {}
  Side& side() {
    if (!side_) side_ = std::make_unique<Side>(folder_);
    return *side_;
  }

 private:
  std::string folder_;
  std::unique_ptr<Side> side_;
};

template <class Side>
Loop each_committed(std::shared_ptr<Sides<Side>> sides) {
  return [sides](benchmark::State& state) {
    auto& side = sides->side();
    for (auto _ : state) side.one();
  };
}
template <class Side>
Loop batched(std::shared_ptr<Sides<Side>> sides) {
  return [sides](benchmark::State& state) {
    auto& side = sides->side();
    while (state.KeepRunningBatch(commands_of_a_batch)) side.batch();
  };
}

}  // namespace

std::vector<Case> sqlite_cases(std::string const& folder) {
  auto const bare = std::make_shared<Sides<BareSide>>(folder);
  auto const engine = std::make_shared<Sides<EngineSide>>(folder);
  Goal const goal{Goal::Unit::times, 1.3};
  return {
      {"sqlite/complete_call/commit_each", each_committed(bare), each_committed(engine), goal, 500, 1, true},
      {"sqlite/complete_call/commit_per_1000", batched(bare), batched(engine), goal, 20000, 1, true},
  };
}

}  // namespace lilac::benchmarks

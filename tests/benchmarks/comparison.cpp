#include "benchmarks/comparison.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace lilac::benchmarks {
namespace {

/// Keeps the time of one command as Google Benchmark measured it, and prints nothing.
class Listener final : public benchmark::BenchmarkReporter {
 public:
  explicit Listener(bool waits) : waits_(waits) {}
  bool ReportContext(Context const&) override { return true; }
  void ReportRuns(std::vector<Run> const& runs) override {
    for (auto const& run : runs) nanoseconds = waits_ ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime();
  }
  double nanoseconds = 0;

 private:
  bool waits_;
};

struct Row {
  Case const* of;
  std::vector<double> bare;
  std::vector<double> engine;
};

double median(std::vector<double> values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double run_once(std::string const& name, bool waits) {
  Listener listener{waits};
  benchmark::RunSpecifiedBenchmarks(&listener, "^" + name + "(/|$)");
  return listener.nanoseconds;
}

void enlist(std::string const& name, Loop const& loop, Case const& of) {
  auto* enlisted = benchmark::RegisterBenchmark(name.c_str(), loop)->Iterations(of.commands)->Threads(of.threads);
  if (of.waits) enlisted->UseRealTime();
}

std::string goal_text(Goal const& goal) {
  char text[32] = "-";
  if (goal.unit == Goal::Unit::nanoseconds_more) std::snprintf(text, sizeof text, "+%.0f ns", goal.limit);
  if (goal.unit == Goal::Unit::times) std::snprintf(text, sizeof text, "%.2f x", goal.limit);
  return text;
}

char const* verdict(Goal const& goal, double bare, double engine) {
  switch (goal.unit) {
    case Goal::Unit::nanoseconds_more:
      return engine - bare <= goal.limit ? "yes" : "NO";
    case Goal::Unit::times:
      return engine <= bare * goal.limit ? "yes" : "NO";
    case Goal::Unit::none:
      break;
  }
  return "-";
}

void print(std::vector<Row> const& rows) {
  std::printf("\n%-42s %12s %12s %12s %7s %9s %5s\n", "case (ns per command, medians)", "bare", "engine", "difference",
              "ratio", "goal", "met?");
  for (auto const& row : rows) {
    auto const bare = median(row.bare), engine = median(row.engine);
    std::printf("%-42s %12.1f %12.1f %+12.1f %7.2f %9s %5s\n", row.of->name.c_str(), bare, engine, engine - bare,
                engine / bare, goal_text(row.of->goal).c_str(), verdict(row.of->goal, bare, engine));
  }
}

void write_runs(std::ofstream& out, char const* name, std::vector<double> const& runs) {
  out << ", \"" << name << "\": [";
  for (std::size_t i = 0; i < runs.size(); ++i) out << (i == 0 ? "" : ", ") << runs[i];
  out << "]";
}

bool write_json(std::vector<Row> const& rows, Plan const& plan) {
  std::ofstream out(plan.json_file);
  out << "{\"unit\": \"ns per command\", \"statistic\": \"median\", \"runs\": " << plan.runs << ", \"cases\": [";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const& row = rows[i];
    auto const bare = median(row.bare), engine = median(row.engine);
    out << (i == 0 ? "\n" : ",\n") << "  {\"case\": \"" << row.of->name << "\", \"bare\": " << bare
        << ", \"engine\": " << engine << ", \"difference\": " << engine - bare << ", \"ratio\": " << engine / bare
        << ", \"goal\": \"" << goal_text(row.of->goal) << "\", \"met\": \"" << verdict(row.of->goal, bare, engine)
        << "\"";
    write_runs(out, "bare_runs", row.bare);
    write_runs(out, "engine_runs", row.engine);
    out << "}";
  }
  out << "\n]}\n";
  return out.flush().good();
}

}  // namespace

bool compare(std::vector<Case> const& cases, Plan const& plan) {
  std::vector<Row> rows;
  for (auto const& one : cases) {
    if (one.name.find(plan.filter) == std::string::npos) continue;
    enlist(one.name + "/bare", one.bare, one);
    enlist(one.name + "/engine", one.engine, one);
    rows.push_back({&one, {}, {}});
  }
  for (auto& row : rows) {
    std::fprintf(stderr, "%s", row.of->name.c_str());
    for (int run = 0; run < plan.runs; ++run) {
      // Who comes first alternates, too: what a run leaves in the caches helps both sides alike.
      auto const bare_first = run % 2 == 0;
      if (bare_first) row.bare.push_back(run_once(row.of->name + "/bare", row.of->waits));
      row.engine.push_back(run_once(row.of->name + "/engine", row.of->waits));
      if (!bare_first) row.bare.push_back(run_once(row.of->name + "/bare", row.of->waits));
      std::fputc('.', stderr);
    }
    std::fputc('\n', stderr);
  }
  print(rows);
  return plan.json_file.empty() || write_json(rows, plan);
}

}  // namespace lilac::benchmarks

#include "cli/messaging.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <ostream>

#include "cli/desk.hpp"
#include "cli/timeline.hpp"
#include "lilac/adapters/file_gateway.hpp"
#include "lilac/adapters/simulation_gateway.hpp"
#include "lilac/messaging/metrics.hpp"
#include "lilac/messaging/module.hpp"
#include "lilac/messaging/queries.hpp"

namespace lilac::cli {

namespace {

constexpr std::string_view file_prefix = "file:";

/// A day on which most goes well: one try in ten has to be repeated, one in fifty fails for good.
Simulation usual_day(std::int64_t seed) {
  SimulatedChannel const channel{.transient_failures = 100'000, .permanent_failures = 20'000};
  return {.seed = seed, .email = channel, .sms = channel, .push = channel, .alarm = channel};
}

constexpr char const* metrics_help =
    R"(How many messages were accepted, tried, sent, delivered, refused, suppressed …, by channel, as Prometheus reads it.

Example:
  lilac metrics --store desk.db > /var/lib/node_exporter/lilac.prom)";

int show_metrics(Program& program, std::string const& store) {
  Desk desk{program, store, Opening::read_only};
  auto const rows = desk.engine().ask(messaging::GetPrometheusText{});
  if (!rows) throw Failure(cannot_open, rows.error().message());
  for (auto const& row : rows.value()) program.console.out << row.text;
  return all_well;
}

void add_metrics(CLI::App& app, Program& program) {
  auto store = std::make_shared<std::string>();
  auto& command = *app.add_subcommand("metrics", "Show the numbers of messages");
  command.footer(metrics_help);
  add_store_option(command, *store);
  command.callback([&program, store] { program.action = [&program, store] { return show_metrics(program, *store); }; });
}

class MessagingFace final : public Face {
 public:
  ModuleInfo const& module() const override { return messaging::module; }

  void add_options(CLI::App& app) override {
    app.add_option("--gateway", gateway_,
                   "How messages go out: sim (a simulated carrier, default), file:PATH (a line each), none (they wait)")
        ->check([](std::string const& chosen) {
          auto const known = chosen == "sim" || chosen == "none" ||
                             (chosen.starts_with(file_prefix) && chosen.size() > file_prefix.size());
          return known ? std::string{} : "--gateway must be sim, file:PATH or none, not " + chosen;
        })
        ->type_name("KIND");
    app.add_option("--seed", seed_, "Of the simulated carrier: the same seed fails in the same way (default: 1)")
        ->type_name("N");
  }

  void add_subcommands(CLI::App& app, Program& program) override { add_metrics(app, program); }

  std::string waiting_for_people(Engine& engine) override {
    std::int64_t dead = 0;
    auto const count = [&](messaging::Message const&) { return ++dead > 0; };
    must(engine.query(messaging::GetDeadMessages{}, FunctionRef<bool(messaging::Message const&)>{count}));
    if (dead == 0) return {};
    return counted(dead, "message") + (dead == 1 ? " was" : " were") +
           " carried by no channel: `lilac ask messaging.GetDeadMessages --store FILE` shows them, the command "
           "messaging.RetryDeadLetter sends one again";
  }

  void bind(Host& host) override {
    if (gateway_ == "none") return;
    if (gateway_ == "sim") {
      simulated_.emplace(usual_day(seed_));
      host.bind<messaging::MessageGateway>(*simulated_);
      return;
    }
    try {
      file_.emplace(gateway_.substr(file_prefix.size()));
    } catch (std::runtime_error const& error) {
      throw Failure(cannot_open, error.what());
    }
    host.bind<messaging::MessageGateway>(*file_);
  }

 private:
  std::string gateway_ = "sim";
  std::int64_t seed_ = 1;
  std::optional<SimulationGateway> simulated_;
  std::optional<FileGateway> file_;
};

}  // namespace

Face& messaging_face() {
  static MessagingFace face;
  return face;
}

}  // namespace lilac::cli

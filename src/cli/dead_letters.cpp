// `lilac dead-letters`: what gave up, and another try.
#include <CLI/CLI.hpp>
#include <optional>
#include <ostream>

#include "cli/desk.hpp"
#include "cli/timeline.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac::cli {

namespace {

struct DeadLetterOptions {
  std::string store;
  std::string at;
  std::string retry;
  DeadLetterFilter filter;
  std::optional<std::int32_t> period;
  bool json = false;
};

constexpr std::string_view every = "all";

constexpr char const* help =
    R"(Deliveries to other systems, policies after a commit and deadlines that gave up, and what is parked behind them.
What else waits for a person, as messages that no channel carried, is mentioned with how to see it.

Examples:
  lilac dead-letters --store desk.db
  lilac dead-letters --store desk.db --retry 3
  lilac dead-letters --store desk.db --retry all --policy billing.deliver_released_bills --period 202601
  lilac dead-letters --store desk.db --retry all --reason "no such template")";

std::string json_of(DeadLetter const& letter) {
  std::string json = "{\"id\":";
  append_integer(json, letter.id, Showing::masked);
  json += ",\"policy\":";
  append_quoted(json, letter.policy);
  json += ",\"event\":";
  append_integer(json, letter.position, Showing::masked);
  json += ",\"key\":";
  append_quoted(json, letter.key);
  json += ",\"attempts\":" + std::to_string(letter.attempts) + ",\"parked\":" + (letter.parked ? "true" : "false") +
          ",\"error\":";
  append_quoted(json, letter.error);
  return json + "}";
}

std::vector<DeadLetter> letters_of(Desk& desk) {
  auto letters = desk.engine().dead_letters();
  if (!letters) throw Failure(cannot_open, letters.error().message());
  return std::move(letters).value();
}

int list(Program& program, Desk& desk, DeadLetterOptions const& options) {
  auto& out = program.console.out;
  auto const letters = letters_of(desk);
  for (auto const& letter : letters) {
    if (options.json) {
      out << json_of(letter) << '\n';
      continue;
    }
    out << letter.id << "  " << letter.policy;
    if (letter.position > 0) out << "  event " << letter.position;
    out << (letter.parked ? "  parked behind another" : "  " + std::to_string(letter.attempts) + " tries") << '\n';
    if (!letter.error.empty()) out << "    " << printable(letter.error) << '\n';
  }
  if (letters.empty() && !options.json) out << "no dead letters\n";
  for (auto* face : program.faces) {
    auto const waiting = face->waiting_for_people(desk.engine());
    if (waiting.empty()) continue;
    if (options.json)
      program.console.err << "lilac: " << waiting << '\n';  // a line of its own among the letters would be none of them
    else
      out << waiting << '\n';
  }
  return all_well;
}

int retry_one(Program& program, Desk& desk, std::int64_t id, Instant at) {
  auto done = desk.engine().replay_dead_letter(id, at);
  if (done) return all_well;
  program.console.err << "lilac: dead letter " << id << ": " << text_of(done.error()) << '\n';
  return refused_or_found;
}

int retry_all(Program& program, Desk& desk, DeadLetterOptions const& options, Instant at) {
  auto filter = options.filter;
  if (options.period) {
    filter.field = "period";
    filter.number = *options.period;
  }
  auto done = desk.engine().replay_dead_letters(filter, at);
  if (!done) throw Failure(cannot_open, text_of(done.error()));
  auto const [replayed, refused] = done.value();
  program.console.err << "lilac: " << replayed << " tried again, " << refused << " refused again\n";
  return refused == 0 ? all_well : refused_or_found;
}

int retry(Program& program, Desk& desk, DeadLetterOptions const& options) {
  auto const at = options.at.empty() ? desk.last_instant() : instant_of("--at", options.at);
  auto const came = options.retry == every ? retry_all(program, desk, options, at)
                                           : retry_one(program, desk, std::stoll(options.retry), at);
  if (came != all_well && options.retry != every) return came;
  must(desk.engine().run_until_idle(at));
  list(program, desk, options);
  return came;
}

}  // namespace

void add_dead_letters(CLI::App& app, Program& program) {
  auto options = std::make_shared<DeadLetterOptions>();
  auto& command = *app.add_subcommand("dead-letters", "Show what gave up, and try it again");
  command.footer(help);
  add_store_option(command, options->store);
  auto* retried = command.add_option("--retry", options->retry, "Try this one again, and what is parked behind it");
  retried->type_name("ID|all")->check([](std::string const& given) {
    auto const is_id =
        !given.empty() && given.size() < 19 && given.find_first_not_of("0123456789") == std::string::npos;
    return is_id || given == every ? std::string{} : "must be the id of a dead letter, or all";
  });
  command.add_option("--policy", options->filter.policy, "With --retry all: of this policy, or this context")
      ->type_name("NAME");
  command.add_option("--reason", options->filter.reason, "With --retry all: whose error says this")->type_name("TEXT");
  command.add_option("--period", options->period, "With --retry all: about this period")->type_name("YYYYMM");
  command
      .add_option("--at", options->at,
                  "When it is tried: an instant, now, or a day (default: the instant of the newest event)")
      ->type_name("INSTANT");
  command.add_flag("--json", options->json, "For machines: one object per line");
  for (auto* face : program.faces) face->add_options(command);
  command.callback([&program, options] {
    program.action = [&program, options] {
      auto const is_narrowed = !options->filter.policy.empty() || !options->filter.reason.empty() || options->period;
      if (is_narrowed && options->retry != every)
        throw Failure(wrong_usage, "--policy, --reason and --period go with --retry all");
      auto const tries = !options->retry.empty();
      Desk desk{program, options->store, tries ? Opening::existing : Opening::read_only};
      return tries ? retry(program, desk, *options) : list(program, desk, *options);
    };
  });
}

}  // namespace lilac::cli

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
  std::optional<std::int64_t> retry;
  bool json = false;
};

constexpr char const* help =
    R"(Deliveries to other systems, policies after a commit and deadlines that gave up, and what is parked behind them.
Messages that no channel carried are not among them: those are messaging's, see messaging.RetryDeadLetter.

Examples:
  lilac dead-letters --store desk.db
  lilac dead-letters --store desk.db --retry 3)";

std::string json_of(DeadLetter const& letter) {
  auto json = "{\"id\":" + std::to_string(letter.id) + ",\"policy\":";
  append_quoted(json, letter.policy);
  json += ",\"event\":" + std::to_string(letter.position) + ",\"key\":";
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
  return all_well;
}

int retry(Program& program, Desk& desk, DeadLetterOptions const& options) {
  auto const at = options.at.empty() ? desk.last_instant() : instant_of("--at", options.at);
  auto done = desk.engine().replay_dead_letter(*options.retry, at);
  if (!done) {
    program.console.err << "lilac: dead letter " << *options.retry << ": " << text_of(done.error()) << '\n';
    return refused_or_found;
  }
  must(desk.engine().run_until_idle(at));
  return list(program, desk, options);
}

}  // namespace

void add_dead_letters(CLI::App& app, Program& program) {
  auto options = std::make_shared<DeadLetterOptions>();
  auto& command = *app.add_subcommand("dead-letters", "Show what gave up, and try it again");
  command.footer(help);
  add_store_option(command, options->store);
  command.add_option("--retry", options->retry, "Try this one again, and what is parked behind it")->type_name("ID");
  command.add_option("--at", options->at, "When it is tried (default: the instant of the newest event)")
      ->type_name("INSTANT");
  command.add_flag("--json", options->json, "For machines: one object per line");
  for (auto* face : program.faces) face->add_options(command);
  command.callback([&program, options] {
    program.action = [&program, options] {
      Desk desk{program, options->store, options->retry ? Opening::existing : Opening::read_only};
      return options->retry ? retry(program, desk, *options) : list(program, desk, *options);
    };
  });
}

}  // namespace lilac::cli

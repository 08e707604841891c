// `lilac board`: the wall of the event storm.
#include "lilac/engine/board.hpp"

#include <CLI/CLI.hpp>
#include <ostream>

#include "cli/subcommands.hpp"
#include "cli/words.hpp"

namespace lilac::cli {

namespace {

struct BoardOptions {
  std::string format = "text";
  std::string context;
};

constexpr char const* help =
    R"(Each command, the aggregate that decides it, the events that come of it, and the policies they set off.

Examples:
  lilac board                                    to read
  lilac board --context support --format json    for machines
  lilac board --format mermaid > board.mmd       to draw, e.g. in a README between ```mermaid and ```)";

int show(Program& program, BoardOptions const& options) {
  std::vector<ModuleInfo const*> modules;
  for (auto const* module : program.modules) {
    if (options.context.empty() || options.context == module->name) modules.push_back(module);
  }
  if (modules.empty()) {
    std::vector<std::string> names;
    for (auto const* module : program.modules) names.emplace_back(module->name);
    throw Failure(wrong_usage, no_such("context", options.context, names));
  }
  program.console.out << (options.format == "json"      ? board_as_json(modules)
                          : options.format == "mermaid" ? board_as_mermaid(modules)
                                                        : board_as_text(modules));
  return all_well;
}

}  // namespace

void add_board(CLI::App& app, Program& program) {
  auto options = std::make_shared<BoardOptions>();
  auto& board = *app.add_subcommand("board", "Show commands, events and policies as one wall");
  board.footer(help);
  board.add_option("--format", options->format, "text (default), json or mermaid")
      ->check(CLI::IsMember({"text", "json", "mermaid"}))
      ->type_name("FORMAT");
  board.add_option("--context", options->context, "Only this context")->type_name("NAME");
  board.callback([&program, options] { program.action = [&program, options] { return show(program, *options); }; });
}

}  // namespace lilac::cli

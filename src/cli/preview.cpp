// `lilac preview`: what commands would do, without doing it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>

#include "cli/play.hpp"

namespace lilac::cli {

namespace {

struct PreviewOptions {
  std::string line;
  std::string store;
  std::string after;
  PlayOptions play{};
};

constexpr char const* help =
    R"(Each command is tried on the store as it stands, with everything that policies make of it, and taken back.

Examples:
  lilac preview --store desk.db '{"at":"2026-01-12T10:00:00+09:00","by":{"kind":"OperationUser","id":3},
                                  "command":"support.WithdrawOutbound","data":{"user_outbound_id":42}}'
  lilac preview tomorrow.jsonl --after day.jsonl     as if the day had been played into an empty store)";

/// Plays a script that leads up to what is previewed, and shows nothing of it but what is refused.
Exit prepare(Program& program, Desk& desk, std::string const& file) {
  Input input{program.console, file};
  PlayOptions quiet;
  quiet.quiet = true;
  return play(program.console, desk, input, quiet);
}

int preview(Program& program, PreviewOptions const& options) {
  auto const opening = options.store.empty() ? Opening::create : Opening::read_only;
  auto const is_line = options.line.find('{') != std::string::npos;
  std::optional<Input> input;
  if (!is_line) input.emplace(program.console, options.line);
  Desk desk{program, options.store, opening};
  auto const led = options.after.empty() ? all_well : prepare(program, desk, options.after);
  auto const shown = is_line ? play_text(program.console, desk, options.line, options.play)
                             : play(program.console, desk, *input, options.play);
  return std::max(led, shown);
}

}  // namespace

void add_preview(CLI::App& app, Program& program) {
  auto options = std::make_shared<PreviewOptions>();
  options->play.script.preview = true;
  auto& preview_command = *app.add_subcommand("preview", "Show what commands would do, and do nothing");
  preview_command.footer(help);
  preview_command.add_option("LINE", options->line, "A line of a script, or a file of them, or -")->required();
  auto* store = preview_command.add_option("--store", options->store, "The SQLite file of the desk (default: empty)")
                    ->type_name("FILE");
  preview_command.add_option("--after", options->after, "Play this script first, in memory")
      ->type_name("FILE")
      ->excludes(store);
  add_play_options(preview_command, options->play);
  preview_command.callback(
      [&program, options] { program.action = [&program, options] { return preview(program, *options); }; });
}

}  // namespace lilac::cli

#include "cli/program.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "cli/subcommands.hpp"
#include "cli/words.hpp"

namespace lilac::cli {

namespace {

constexpr char const* about =
    "Plays scripts of commands through the business rules of an event storm, and shows what came of them.";

constexpr char const* examples = R"(Examples:
  lilac run examples/day_at_the_desk.jsonl                     a day, in memory, as a timeline
  lilac run examples/day_at_the_desk.jsonl --store desk.db     the same, kept in a SQLite file
  lilac log --user 7 --store desk.db                           all that happened to user 7
  lilac board --format mermaid                                 the wall of the event storm
  lilac COMMAND --help                                         more about one of them

Exit codes:
  0  all well
  1  a line is none of a script or was refused under --strict, check or replay found something,
     or what was asked for is not there
  2  wrong usage
  3  a file or store cannot be opened, read or written
  4  an error of the program itself)";

bool is_linked(Program const& program, ModuleInfo const& module) {
  return std::find(program.modules.begin(), program.modules.end(), &module) != program.modules.end();
}

/// Throws Failure when a word stands where a command should and is none, with the one that may be meant.
void check_commands(CLI::App const& app, int argc, char const* const* argv) {
  auto const* at = &app;
  for (int i = 1; i < argc; ++i) {
    auto const word = std::string(argv[i]);
    auto const commands = at->get_subcommands([](CLI::App const*) { return true; });
    if (commands.empty() || word.starts_with('-')) return;
    auto const found = std::find_if(commands.begin(), commands.end(),
                                    [&](CLI::App const* command) { return command->get_name() == word; });
    if (found == commands.end()) {
      std::vector<std::string> names;
      for (auto const* command : commands) names.push_back(command->get_name());
      throw Failure(wrong_usage, no_such("command", word, names));
    }
    at = *found;
  }
}

int parse_and_run(CLI::App& app, Program& program, int argc, char const* const* argv) {
  auto& console = program.console;
  check_commands(app, argc, argv);
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    if (error.get_exit_code() == 0) {
      app.exit(error, console.out, console.err);
      return all_well;
    }
    console.err << "lilac: " << error.what()
                << "\nlilac: `lilac --help` and `lilac COMMAND --help` show how to use it\n";
    return wrong_usage;
  }
  auto const code = program.action();
  console.out.flush();
  if (!console.out) throw Failure(cannot_open, "the output could not be written");
  return code;
}

}  // namespace

Console Console::standard() {
  std::ios::sync_with_stdio(false);
  Console console{std::cin, std::cout, std::cerr};
  console.out_is_terminal = isatty(STDOUT_FILENO) == 1;
  console.err_is_terminal = isatty(STDERR_FILENO) == 1;
  console.colours = console.out_is_terminal && std::getenv("NO_COLOR") == nullptr;
  winsize size{};
  if (console.out_is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    console.width = size.ws_col;
  }
  return console;
}

int run(int argc, char const* const* argv, std::span<ModuleInfo const* const> modules, std::span<Face* const> faces,
        Console console) {
  auto& err = console.err;
  try {
    Program program{console, {modules.begin(), modules.end()}, faces};
    for (auto* face : faces) {
      if (!is_linked(program, face->module())) program.modules.push_back(&face->module());
    }
    CLI::App app{about, "lilac"};
    app.require_subcommand(1);
    app.set_version_flag("--version", "lilac " LILAC_VERSION);
    app.footer(examples);
    add_run(app, program);
    add_preview(app, program);
    for (auto* face : faces) face->add_subcommands(app, program);
    add_ask(app, program);
    add_board(app, program);
    add_check(app, program);
    add_replay(app, program);
    add_journal(app, program);
    add_dead_letters(app, program);
    return parse_and_run(app, program, argc, argv);
  } catch (Failure const& failure) {
    err << "lilac: " << failure.what() << '\n';
    return failure.exit;
  } catch (std::exception const& thrown) {
    err << "lilac: internal error: " << thrown.what() << '\n';
  } catch (...) {
    err << "lilac: internal error\n";
  }
  return internal;
}

}  // namespace lilac::cli

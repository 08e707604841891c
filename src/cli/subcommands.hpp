// The subcommands that know no context. Each sets what the program does once its line is parsed.
#pragma once

#include <functional>
#include <vector>

#include "cli/program.hpp"

namespace lilac::cli {

struct Program {
  Console console;
  std::vector<ModuleInfo const*> modules;
  std::span<Face* const> faces;
  std::function<int()> action{};
};

void add_run(CLI::App& app, Program& program);
void add_preview(CLI::App& app, Program& program);
void add_ask(CLI::App& app, Program& program);
void add_board(CLI::App& app, Program& program);
void add_check(CLI::App& app, Program& program);
void add_replay(CLI::App& app, Program& program);
void add_journal(CLI::App& app, Program& program);
void add_dead_letters(CLI::App& app, Program& program);

}  // namespace lilac::cli

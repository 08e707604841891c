// Playing scripts, for `run` and `preview`.
#pragma once

#include <string>

#include "cli/desk.hpp"
#include "cli/input.hpp"
#include "lilac/engine/script.hpp"

namespace lilac::cli {

struct PlayOptions {
  ScriptOptions script{};
  bool json = false;
  bool quiet = false;
  std::string zone;
};

/// Adds --json, --quiet, --strict and --zone.
void add_play_options(CLI::App& app, PlayOptions& options);
/// Plays a whole input and shows what comes of it. Refused lines are told on stderr, except under --json, where the
/// results tell them, and on one terminal, where the timeline does. refused_or_found when a line is none of a script,
/// and under
/// --strict when one is refused. Throws Failure when the store cannot go on.
Exit play(Console& console, Desk& desk, Input& input, PlayOptions const& options);
/// The same with text that is there.
Exit play_text(Console& console, Desk& desk, std::string_view text, PlayOptions const& options);

}  // namespace lilac::cli

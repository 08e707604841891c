// The wall of the event storm, drawn from the modules' tables: command → aggregate → event → policy → command.
#pragma once

#include <string>
#include <vector>

#include "lilac/engine/module.hpp"

namespace lilac {

/// The aggregate that decides a command: the entity it answers with, else the one whose commands publish the same
/// events; null when neither tells.
EntityInfo const* aggregate_of(CommandInfo const& command, ModuleInfo const& module);

/// For people: per context its commands, each with what it leads to. Lines are at most 120 characters wide.
std::string board_as_text(std::span<ModuleInfo const* const> modules);
/// For machines: {"contexts":[{"name","commands","events","policies","ports","views"}]}, one context per line.
std::string board_as_json(std::span<ModuleInfo const* const> modules);
/// A Mermaid flowchart in the colours of the stickies, a subgraph per context.
std::string board_as_mermaid(std::span<ModuleInfo const* const> modules);

/// What a look at the wall shows. Everything but the first two is a mistake.
struct BoardFindings {
  std::vector<std::string> unhandled;    ///< events that no policy reacts to; most are simply the end of a story
  std::vector<std::string> resting;      ///< policies on events of contexts that are not linked
  std::vector<std::string> unpublished;  ///< events that no command publishes and no other system sends
  std::vector<std::string> dead;         ///< policies on those
  std::vector<std::string> cycles;  ///< policies that may call each other without end, as `A → policy → B → A`
  bool is_sound() const { return unpublished.empty() && dead.empty() && cycles.empty(); }
};
BoardFindings examine_board(std::span<ModuleInfo const* const> modules);

}  // namespace lilac

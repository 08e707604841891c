// Who leads to what on the board.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "lilac/engine/board.hpp"

namespace lilac {

using Modules = std::span<ModuleInfo const* const>;

struct BoardPolicy {
  ModuleInfo const* module;
  PolicyInfo const* policy;
};

std::vector<BoardPolicy> policies_on(Modules modules, EventInfo const& event);
/// Everything that some command publishes.
std::set<EventInfo const*> published_events(Modules modules);
std::vector<char const*> actors_of(CommandInfo const& command);

std::string qualified(char const* context, char const* name);
/// `name`, with its context when that is not `here`.
std::string seen_from(char const* here, char const* context, char const* name);
/// What a policy does: the command it runs or the port it goes through.
std::string target_of(PolicyInfo const& policy, char const* here);

}  // namespace lilac

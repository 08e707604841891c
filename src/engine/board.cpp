#include "lilac/engine/board.hpp"

#include <algorithm>
#include <map>

#include "engine/board_links.hpp"

namespace lilac {

EntityInfo const* aggregate_of(CommandInfo const& command, ModuleInfo const& module) {
  auto const answered_by = [&](CommandInfo const& one) -> EntityInfo const* {
    auto const found = std::find_if(module.entities.begin(), module.entities.end(),
                                    [&](EntityInfo const* entity) { return entity->type == one.reply; });
    return found == module.entities.end() ? nullptr : *found;
  };
  auto const shares_an_event = [&](CommandInfo const& one) {
    return std::any_of(command.publishes.begin(), command.publishes.end(), [&](EventInfo const* event) {
      return std::find(one.publishes.begin(), one.publishes.end(), event) != one.publishes.end();
    });
  };
  if (auto const* own = answered_by(command); own != nullptr) return own;
  for (auto const& entry : module.commands) {
    if (!shares_an_event(*entry.info)) continue;
    if (auto const* others = answered_by(*entry.info); others != nullptr) return others;
  }
  return nullptr;
}

std::vector<BoardPolicy> policies_on(Modules modules, EventInfo const& event) {
  std::vector<BoardPolicy> found;
  for (auto const* module : modules) {
    for (auto const& policy : module->policies) {
      if (policy.when == &event) found.push_back({module, &policy});
    }
  }
  return found;
}

std::set<EventInfo const*> published_events(Modules modules) {
  std::set<EventInfo const*> published;
  for (auto const* module : modules) {
    for (auto const& entry : module->commands) {
      published.insert(entry.info->publishes.begin(), entry.info->publishes.end());
    }
  }
  return published;
}

std::vector<char const*> actors_of(CommandInfo const& command) {
  std::vector<char const*> actors;
  for (auto const& actor : type_of<ActorKind>().names) {
    if (command.actors.contains(static_cast<ActorKind>(actor.value))) actors.push_back(actor.name);
  }
  return actors;
}

std::string qualified(char const* context, char const* name) { return std::string(context) + "." + name; }

std::string seen_from(char const* here, char const* context, char const* name) {
  return std::string_view(here) == context ? std::string(name) : qualified(context, name);
}

std::string target_of(PolicyInfo const& policy, char const* here) {
  return policy.then != nullptr ? seen_from(here, policy.then->context, policy.then->name)
                                : seen_from(here, policy.port->context, policy.port->name);
}

namespace {

/// Walks along event → policy → command → event and reports every way that leads back to where it passed before.
class CycleFinder {
 public:
  explicit CycleFinder(Modules modules) : modules_(modules) {}

  std::vector<std::string> find() {
    for (auto const* module : modules_) {
      for (auto const* event : module->events) visit(*event);
    }
    return std::move(found_);
  }

 private:
  struct Step {
    EventInfo const* event;
    char const* policy = nullptr;  ///< that led on from here
  };

  void visit(EventInfo const& event) {
    if (done_.contains(&event)) return;
    auto const before = std::find_if(way_.begin(), way_.end(), [&](Step const& step) { return step.event == &event; });
    if (before != way_.end()) return report(before);
    way_.push_back({&event});
    for (auto const& [module, policy] : policies_on(modules_, event)) {
      if (policy->then == nullptr) continue;
      way_.back().policy = policy->name;
      for (auto const* next : policy->then->publishes) visit(*next);
    }
    way_.pop_back();
    done_.insert(&event);
  }

  void report(std::vector<Step>::const_iterator from) {
    std::string text;
    for (auto step = from; step != way_.cend(); ++step) {
      text += qualified(step->event->context, step->event->name) + " → " + step->policy + " → ";
    }
    found_.push_back(text + qualified(from->event->context, from->event->name));
  }

  Modules modules_;
  std::vector<Step> way_;
  std::set<EventInfo const*> done_;
  std::vector<std::string> found_;
};

}  // namespace

BoardFindings examine_board(Modules modules) {
  BoardFindings findings;
  auto const published = published_events(modules);
  std::set<EventInfo const*> linked;
  for (auto const* module : modules) {
    for (auto const* event : module->events) {
      linked.insert(event);
      if (!event->received && !published.contains(event)) {
        findings.unpublished.push_back(qualified(event->context, event->name));
      } else if (policies_on(modules, *event).empty()) {
        findings.unhandled.push_back(qualified(event->context, event->name));
      }
    }
  }
  for (auto const* module : modules) {
    for (auto const& policy : module->policies) {
      auto const text =
          qualified(module->name, policy.name) + " waits for " + qualified(policy.when->context, policy.when->name);
      if (!linked.contains(policy.when))
        findings.resting.push_back(text);
      else if (!policy.when->received && !published.contains(policy.when))
        findings.dead.push_back(text);
    }
  }
  findings.cycles = CycleFinder{modules}.find();
  return findings;
}

}  // namespace lilac

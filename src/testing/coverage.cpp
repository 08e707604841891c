#include "lilac/testing/coverage.hpp"

namespace lilac::testing {

void Coverage::published(EventInfo const& event) {
  std::lock_guard const lock(mutex_);
  events_.insert(&event);
}
void Coverage::fired(PolicyInfo const& policy) {
  std::lock_guard const lock(mutex_);
  policies_.insert(&policy);
}
void Coverage::refused(Rule const& rule) {
  std::lock_guard const lock(mutex_);
  rules_.insert(&rule);
}

std::vector<std::string> Coverage::missing(ModuleInfo const& module) const {
  std::lock_guard const lock(mutex_);
  std::vector<std::string> never;
  for (auto const* event : module.events) {
    if (!events_.contains(event)) never.push_back(std::string("event ") + event->context + "." + event->name);
  }
  for (auto const& policy : module.policies) {
    if (!policies_.contains(&policy)) never.push_back(std::string("policy ") + policy.name);
  }
  for (auto const* rule : module.errors) {
    if (!rules_.contains(rule)) never.push_back(std::string("error ") + rule->id);
  }
  return never;
}

Coverage& Coverage::of_this_run() {
  static Coverage coverage;
  return coverage;
}

}  // namespace lilac::testing

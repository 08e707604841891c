#include "lilac/testing/coverage.hpp"

#include <sstream>
#include <string_view>

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
void Coverage::refused_command(CommandInfo const& command, Rule const& rule) {
  std::lock_guard const lock(mutex_);
  refused_[&command].insert(rule.id);
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

namespace {

/// The comment that stands before `struct NAME {` in a header, without its slashes; empty when there is none.
std::string comment_of(std::string const& header, std::string const& name) {
  auto at = header.find("\nstruct " + name + " {");
  std::string comment;
  while (at != std::string::npos && at > 0) {
    auto const begin = header.rfind('\n', at - 1) + 1;
    auto const line = std::string_view{header}.substr(begin, at - begin);
    if (!line.starts_with("/// ")) break;
    comment = std::string(line.substr(4)) + " " + comment;
    at = begin == 0 ? 0 : begin - 1;
  }
  return comment;
}

/// The ids of rules that a command's comment lists.
struct Listed {
  std::set<std::string> rules;  ///< each of them happens
  std::set<std::string> maybe;  ///< some of them
};

/// Behind "Refused:" or "Errors:", small words with an underscore, and those of each command that it is said to be
/// like: "and like SendTemplateMessage". Where it is refused as another one only now and then, "as ReleaseBills when
/// …", those of that one are its own as well.
Listed rules_listed(std::string const& header, std::string const& name) {
  auto const comment = comment_of(header, name);
  auto at = comment.find("Refused:");
  if (at == std::string::npos) at = comment.find("Errors:");
  Listed listed;
  if (at == std::string::npos) return listed;
  std::istringstream in{comment.substr(at)};
  std::string before;
  for (std::string word; in >> word; before = word) {
    auto const end = word.find_last_not_of(".,;:()");
    auto const bare = word.substr(0, end == std::string::npos ? 0 : end + 1);
    if (before == "like") listed.rules.merge(rules_listed(header, bare).rules);
    if (before == "as") listed.maybe.merge(rules_listed(header, bare).rules);
    auto const is_small = bare.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
    if (is_small && bare.find('_') != std::string::npos) listed.rules.insert(bare);
  }
  return listed;
}

}  // namespace

std::vector<std::string> Coverage::comments_that_are_wrong(ModuleInfo const& module, std::string const& header) const {
  std::lock_guard const lock(mutex_);
  static std::set<std::string> const everywhere{rules::actor_not_allowed.id,
                                                rules::not_found.id,
                                                rules::already_exists.id,
                                                rules::conflict.id,
                                                rules::invalid_argument.id,
                                                rules::journal_was_trimmed.id,
                                                rules::clock_stepped_back.id,
                                                rules::idempotency_key_reused.id,
                                                rules::storage_failed.id,
                                                rules::gateway_failed.id,
                                                rules::corrupt.id,
                                                rules::chain_too_long.id};
  std::vector<std::string> wrong;
  for (auto const& entry : module.commands) {
    auto const& command = *entry.info;
    auto const name = std::string(command.context) + "." + command.name;
    auto const listed = rules_listed(header, command.name);
    auto const seen = refused_.find(&command);
    auto const happened = [&](std::string const& rule) {
      return seen != refused_.end() && seen->second.contains(rule);
    };
    for (auto const& word : listed.rules) {
      if (!happened(word)) wrong.push_back(name + " never was refused with " + word + ", which its comment lists");
    }
    if (seen == refused_.end()) continue;
    for (auto const& rule : seen->second) {
      if (!everywhere.contains(rule) && !listed.rules.contains(rule) && !listed.maybe.contains(rule))
        wrong.push_back(name + " is refused with " + rule + ", which its comment does not list");
    }
  }
  return wrong;
}

Coverage& Coverage::of_this_run() {
  static Coverage coverage;
  return coverage;
}

}  // namespace lilac::testing

// What a whole test run has really made happen: which events were published, policies fired, rules broken.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "lilac/engine/engine.hpp"

namespace lilac::testing {

/// Counts what engines tell it. Engines of several threads may share one.
class Coverage final : public Observer {
 public:
  void published(EventInfo const& event) override;
  void fired(PolicyInfo const& policy) override;
  void refused(Rule const& rule) override;
  void refused_command(CommandInfo const& command, Rule const& rule) override;

  /// Items of `module` that never happened: "event support.X", "policy X", "error X".
  std::vector<std::string> missing(ModuleInfo const& module) const;

  /// Where the comments of `module`'s commands, as its `header` has them, do not tell the refusals that there were:
  /// "support.X is refused with R, which its comment does not list", and the other way round. A comment lists the ids
  /// of rules behind "Refused:", to its end. The kernel's own rules hold everywhere and need not be listed.
  std::vector<std::string> comments_that_are_wrong(ModuleInfo const& module, std::string const& header) const;

  /// The one that all Scenarios of this process report to.
  static Coverage& of_this_run();

 private:
  mutable std::mutex mutex_;
  std::set<EventInfo const*> events_;
  std::set<PolicyInfo const*> policies_;
  std::set<Rule const*> rules_;
  std::map<CommandInfo const*, std::set<std::string>> refused_;  ///< ids of rules
};

}  // namespace lilac::testing

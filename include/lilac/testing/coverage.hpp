// What a whole test run has really made happen: which events were published, policies fired, rules broken.
#pragma once

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

  /// Items of `module` that never happened: "event support.X", "policy X", "error X".
  std::vector<std::string> missing(ModuleInfo const& module) const;

  /// The one that all Scenarios of this process report to.
  static Coverage& of_this_run();

 private:
  mutable std::mutex mutex_;
  std::set<EventInfo const*> events_;
  std::set<PolicyInfo const*> policies_;
  std::set<Rule const*> rules_;
};

}  // namespace lilac::testing

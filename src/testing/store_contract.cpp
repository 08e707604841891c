#include "lilac/testing/store_contract.hpp"

#include "testing/contract/bench.hpp"

namespace lilac::testing {

ContractReport check_store_contract(std::function<std::unique_ptr<Store>()> make_empty) {
  ContractReport report;
  for (auto const& checks :
       {contract::row_checks(), contract::conflict_checks(), contract::index_checks(), contract::moment_checks(),
        contract::unique_checks(), contract::journal_checks(), contract::thread_checks()}) {
    for (auto const& [name, check] : checks) {
      try {
        contract::Bench bench{make_empty()};
        check(bench);
        report.passed.emplace_back(name);
      } catch (std::exception const& unmet) {
        report.failed.push_back(std::string{name} + " — " + unmet.what());
      }
    }
  }
  return report;
}

}  // namespace lilac::testing

#include "lilac/adapters/encoded_store.hpp"

#include <doctest/doctest.h>

#include "adapters/plain_tables.hpp"
#include "lilac/testing/store_contract.hpp"

namespace lilac {
namespace {

TEST_CASE("a store over a host's bytes keeps the contract") {
  auto const report =
      testing::check_store_contract([] { return std::make_unique<EncodedStore>(std::make_unique<PlainTables>()); });
  for (auto const& failed : report.failed) FAIL_CHECK(failed);
  CHECK(report.ok());
  CHECK(report.passed.size() > 30);
}

}  // namespace
}  // namespace lilac

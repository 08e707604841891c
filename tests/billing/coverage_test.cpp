// Everything in the table of billing really happened in this program's tests, and the wall hangs together.
#include "lilac/testing/coverage.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "lib/after_all.hpp"
#include "lilac/billing/module.hpp"
#include "lilac/engine/catalogue.hpp"
#include "lilac/messaging/module.hpp"

namespace lilac::billing {

namespace {

testing::AfterAll const all_of_it_happened{[] { return testing::Coverage::of_this_run().missing(module); }};
testing::AfterAll const all_refusals_are_listed{[] {
  std::ifstream header{"include/lilac/billing/commands.hpp"};
  std::string const text{std::istreambuf_iterator<char>{header}, {}};
  return testing::Coverage::of_this_run().comments_that_are_wrong(module, text);
}};

}  // namespace

TEST_CASE("Everything in the module has its own number, and every rule its own name") {
  std::set<std::uint16_t> commands, events, entities, queries;
  for (auto const& command : module.commands) CHECK(commands.insert(command.info->number).second);
  for (auto const* event : module.events) CHECK(events.insert(event->number).second);
  for (auto const* entity : module.entities) CHECK(entities.insert(entity->number).second);
  for (auto const& query : module.queries) CHECK(queries.insert(query.info->number).second);
  std::set<std::string_view> rules;
  for (auto const* rule : module.errors) CHECK(rules.insert(rule->id).second);
}

TEST_CASE("What 002 asks is answered by items that there are") {
  static ModuleInfo const* const modules[] = {&messaging::module, &billing::module};
  Catalogue const catalogue{modules};
  CHECK(catalogue.dangling() == std::vector<std::string>{});
  CHECK(catalogue.find("question", "4.5 예약 발송", "billing") != nullptr);
  CHECK(catalogue.find("concept", "Bounded Context", "billing") != nullptr);
}

}  // namespace lilac::billing

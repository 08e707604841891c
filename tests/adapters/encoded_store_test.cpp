#include "lilac/adapters/encoded_store.hpp"

#include <doctest/doctest.h>

#include "adapters/plain_tables.hpp"
#include "lilac/testing/store_contract.hpp"

namespace lilac {

/// Two modules in one store: somebody rings, somebody knocks.
struct Rang {
  std::int64_t times{};
  static constexpr std::uint16_t number = 9401;
  static constexpr bool received = true;
};
BOOST_DESCRIBE_STRUCT(Rang, (), (times))
struct Knocked {
  std::int64_t times{};
  static constexpr std::uint16_t number = 9402;
  static constexpr bool received = true;
};
BOOST_DESCRIBE_STRUCT(Knocked, (), (times))

namespace {

TEST_CASE("a store over a host's bytes keeps the contract") {
  auto const report =
      testing::check_store_contract([] { return std::make_unique<EncodedStore>(std::make_unique<PlainTables>()); });
  for (auto const& failed : report.failed) FAIL_CHECK(failed);
  CHECK(report.ok());
  CHECK(report.passed.size() > 30);
}

TEST_CASE("a program passes over the events of modules that it lacks, in a host's bytes, and misses none of its own") {
  PlainTables tables;
  EventInfo const* const both[] = {&event_info<Rang>(), &event_info<Knocked>()};
  EncodedStore first{tables};
  REQUIRE(first.prepare({}, both));
  for (std::int64_t n = 1; n <= 600; ++n) {
    Rang rang{n};
    Knocked knocked{n};
    EventWrite const event{
        n % 300 == 0 ? both[0] : both[1], nullptr, 0, 0, 0, -1, n % 300 == 0 ? static_cast<void*>(&rang) : &knocked};
    CommandWrite const command{Origin::received, nullptr,   {}, 0,           nullptr, nullptr,
                               system_actor,     Instant{}, {}, {&event, 1}, {}};
    WriteSet set;
    set.commands = {&command, 1};
    REQUIRE(first.commit(set));
  }
  EncodedStore second{tables};
  REQUIRE(second.prepare({}, std::span{both}.first(1)));
  auto const read = [&](std::int64_t after, std::size_t limit) {
    std::vector<std::int64_t> positions;
    auto const done = second.read_journal(after, limit, [&](EventRow const& row) {
      positions.push_back(row.position);
      return true;
    });
    REQUIRE_MESSAGE(done, done.error().message());
    return positions;
  };
  CHECK(read(0, 1) == std::vector<std::int64_t>{300});
  CHECK(read(0, 2) == std::vector<std::int64_t>{300, 600});
  CHECK(read(300, 512) == std::vector<std::int64_t>{600});
  CHECK(read(600, 512).empty());
}

}  // namespace
}  // namespace lilac

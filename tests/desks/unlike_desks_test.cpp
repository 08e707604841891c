// Two desks with unlike modules on one file: no message goes to another person, none goes twice without a mark, and
// neither desk touches what is another module's work.
#include <iostream>

#include "desks/pair.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac::desks {
namespace {

Modules const support_only{&messaging::module, &support::module};
Modules const billing_only{&messaging::module, &billing::module};

struct Counts {
  int messages = 0, carried = 0, twice = 0, wrong = 0, unmarked = 0, open = 0;
};

bool is_meant_for(messaging::Message const& message, std::string const& address) {
  if (message.purpose.starts_with("support.")) return address == phone_of_user(message.recipient_id);
  return address == phone_of_line(message.recipient_id) || address == mail_of_line(message.recipient_id);
}

Counts count(Pair& pair) {
  Counts counts;
  auto const& carried = pair.vendor().carried();
  for (auto const& message : pair.messages()) {
    ++counts.messages;
    if (messaging::is_waiting(message.state)) ++counts.open;
    auto const parcels = carried.find(message.id);
    if (parcels == carried.end()) continue;
    counts.carried += static_cast<int>(parcels->second.size());
    for (auto const& parcel : parcels->second) counts.wrong += is_meant_for(message, parcel.address) ? 0 : 1;
    if (parcels->second.size() == 1) continue;
    ++counts.twice;
    if (!message.possible_duplicate) {
      ++counts.unmarked;
      MESSAGE("carried ", parcels->second.size(), " times: ", to_json(message));
    }
  }
  return counts;
}

void work_side_by_side(Modules const& first, Modules const& second, std::uint64_t seed, int steps) {
  CAPTURE(seed);
  Pair pair{first, second, seed};
  for (int i = 0; i < steps; ++i) pair.step();
  pair.rest();
  auto const counts = count(pair);
  std::cout << steps << " steps, seed " << seed << ": " << counts.messages << " messages, carried " << counts.carried
            << " times, " << pair.stops() << " stops; to another person " << counts.wrong << ", twice " << counts.twice
            << ", of them unmarked " << counts.unmarked << ", still open " << counts.open << std::endl;
  CHECK(counts.carried > 0);
  CHECK(pair.stops() > 0);
  CHECK(counts.wrong == 0);
  CHECK(counts.unmarked == 0);
  CHECK(counts.open == 0);
  for (auto* desk : {&pair.first(), &pair.second()}) {
    for (auto const& trespass : desk->store->trespasses()) FAIL_CHECK(trespass);
  }
  for (auto const& letter : pair.dead_letters()) FAIL_CHECK(letter.policy << ": " << letter.error);
}

TEST_CASE("Desks of unlike modules do their own work, whoever stands still and whatever the clocks say") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    work_side_by_side(support_only, billing_only, seed, 300);
    work_side_by_side(support_only, every_module, seed, 300);
    work_side_by_side(every_module, billing_only, seed, 300);
  }
}

TEST_SUITE("sweep" * doctest::skip()) {
  TEST_CASE("Ten thousand steps of two desks of unlike modules") {
    for (std::uint64_t seed = 11; seed <= 12; ++seed) {
      work_side_by_side(support_only, billing_only, seed, 10'000);
      work_side_by_side(support_only, every_module, seed, 10'000);
      work_side_by_side(every_module, billing_only, seed, 10'000);
    }
  }
}

}  // namespace
}  // namespace lilac::desks

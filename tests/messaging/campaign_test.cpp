// A great many messages in one night: how many fail at first, by which channel they go, and that each of them ends.
#include "lilac/adapters/simulation_gateway.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

constexpr std::int64_t messages = 20'000;
constexpr std::int64_t expected = messages / 100;  // one in a hundred fails at first
constexpr std::int64_t three_sigma = 43;           // 3 √(20,000 · 0.01 · 0.99)

struct Campaign : Desk {
  SimulationGateway gateway;
  Engine engine;

  Campaign(Rules const& rules, Simulation simulation)
      : Desk(rules), gateway(std::move(simulation)), engine(store, {&module}, host(rules)) {}

  void run() {
    REQUIRE(engine.batch([&](Batch& batch) {
      for (std::int64_t i = 0; i < messages; ++i)
        CHECK(batch.execute(text_to(7, std::to_string(i), {Channel::EMAIL, Channel::SMS}), system_actor, {.at = noon}));
    }));
    REQUIRE(engine.advance_to(noon + 24h));
  }
  /// Messages of a state and how many of them went beyond their first channel.
  std::pair<std::int64_t, std::int64_t> count(State state) {
    std::int64_t all = 0, by_sms = 0;
    auto see = [&](Message const& message) {
      ++all;
      by_sms += message.step;
      return true;
    };
    REQUIRE(engine.query(GetMessages{state}, FunctionRef<bool(Message const&)>{see}));
    return {all, by_sms};
  }

 private:
  Host host(Rules const& rules) {
    auto made = host_with(rules);
    made.bind<MessageGateway>(gateway);
    return made;
  }
};

TEST_CASE("One e-mail in a hundred fails at first; with one try per channel these go by SMS, and all are sent") {
  Campaign campaign{one_try_per_channel(), Simulation::of_tr1l(2026)};
  campaign.run();
  auto const [sent, by_sms] = campaign.count(State::Sent);
  CHECK(sent == messages);
  CHECK(std::abs(by_sms - expected) <= three_sigma);
  CHECK(campaign.gateway.counts().failures == by_sms);
  CHECK(campaign.gateway.counts().carried == messages);
  CHECK(campaign.gateway.counts().duplicates == 0);
}

TEST_CASE("With three tries nearly all go by e-mail, and the same ones whatever the size of a claim") {
  Rules small;
  small.claim_size = 7;
  Campaign campaign{Rules{}, Simulation::of_tr1l(2026)};
  Campaign in_small_claims{small, Simulation::of_tr1l(2026)};
  campaign.run();
  in_small_claims.run();
  auto const [sent, by_sms] = campaign.count(State::Sent);
  CHECK(sent == messages);
  CHECK(by_sms <= 3);
  CHECK(in_small_claims.count(State::Sent) == std::pair{sent, by_sms});
  CHECK(in_small_claims.gateway.counts().failures == campaign.gateway.counts().failures);
}

TEST_CASE("With a gateway that honours no keys every second carriage is counted as possible, and none else is") {
  auto simulation = Simulation::of_tr1l(2026);
  simulation.honours_keys = false;
  simulation.email = {.lost_replies = 50'000};
  simulation.outages = {{Channel::EMAIL, noon + 1s, noon + 12h}};  // nobody tells what became of them
  Campaign campaign{Rules{}, simulation};
  campaign.run();
  std::int64_t marked = 0;
  auto see = [&](Message const& message) {
    marked += message.possible_duplicate ? 1 : 0;
    return true;
  };
  REQUIRE(campaign.engine.query(GetMessages{State::Sent}, FunctionRef<bool(Message const&)>{see}));
  CHECK(campaign.count(State::Sent).first == messages);
  CHECK(marked > 500);
  CHECK(campaign.gateway.counts().carried - messages <= marked);
  CHECK(campaign.gateway.counts().carried > messages);
}

}  // namespace
}  // namespace lilac::messaging

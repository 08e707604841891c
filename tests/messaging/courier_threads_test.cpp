#include <thread>

#include "lilac/adapters/simulation_gateway.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

TEST_CASE("Couriers on several threads never take the same message") {
  Simulation simulation;
  simulation.honours_keys = false;
  simulation.max_in_flight = 7;
  SimulationGateway gateway{simulation};
  Desk desk;
  Host host;
  host.bind<MessageGateway>(gateway).bind<AddressBook>(desk.book).bind<Zones>(zones());
  Engine engine{desk.store, {&module}, host};
  constexpr int count = 300;
  for (int i = 0; i < count; ++i)
    REQUIRE(engine.execute(Desk::text_to(7, std::to_string(i)), system_actor, {.at = noon}));

  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      // A claim that lost its race too often is refused as a conflict; another round finds the rest.
      while (true) {
        auto const done = engine.run_until_idle(noon);
        if (done || !done.error().retriable()) return;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(engine.ask(GetMessages{MessageState::Sent}).value().size() == count);
  CHECK(gateway.counts().carried == count);
  CHECK(gateway.counts().duplicates == 0);
}

}  // namespace
}  // namespace lilac::messaging

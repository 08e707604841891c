// The relay's keys of events that come from other systems and so have no row here.
#include "engine/post.hpp"

namespace lilac::parcel {

/// About nobody in particular.
struct TariffChanged {
  std::int64_t percent{};
  static constexpr std::uint16_t number = 9014;
  static constexpr bool received = true;
};
BOOST_DESCRIBE_STRUCT(TariffChanged, (), (percent))

/// Files what customs says.
struct Broker {
  virtual ~Broker() = default;
  virtual result<> file_clearance(CustomsCleared const& event, Delivery const& delivery) = 0;
  virtual result<> file_tariff(TariffChanged const& event, Delivery const& delivery) = 0;
};

namespace {

constexpr auto customs_events = event_table<CustomsCleared, TariffChanged>();
constexpr PolicyInfo customs_policies[] = {
    deliver<&Broker::file_clearance>("The broker files a clearance"),
    deliver<&Broker::file_tariff>("The broker files a tariff"),
};
constexpr auto customs_ports = port_table<Broker>();
constexpr ModuleInfo customs{
    .name = "customs", .events = customs_events, .policies = customs_policies, .ports = customs_ports};

using Filed = std::vector<std::int64_t>;

struct TestBroker final : Broker {
  std::function<bool(std::int64_t)> refuses = [](std::int64_t) { return false; };
  Filed filed;  ///< parcels, or percents

  result<> file(std::int64_t what) {
    if (refuses(what)) return refuse(rules::gateway_failed, field("Broker"), value("closed"));
    filed.push_back(what);
    return outcome::success();
  }
  result<> file_clearance(CustomsCleared const& event, Delivery const&) override { return file(event.parcel_id.value); }
  result<> file_tariff(TariffChanged const& event, Delivery const&) override { return file(event.percent); }
};

struct Customs {
  MemoryStore store;
  TestBroker broker;
  Engine engine{store, {&customs}, host_with(broker)};
  int received = 0;

  static Host host_with(Broker& broker) {
    Host host;
    host.bind(broker);
    return host;
  }
  template <class E>
  void receive(E const& event) {
    REQUIRE(engine.receive(event, std::to_string(++received), noon));
  }
  std::vector<DeadLetter> letters() { return engine.dead_letters().value(); }
};

TEST_CASE("A poison received event parks only what is about the same person") {
  Customs post;
  post.broker.refuses = [](std::int64_t parcel) { return parcel == 1; };
  for (std::int64_t const parcel : {1, 2, 3, 4}) post.receive(CustomsCleared{{parcel}, {parcel == 4 ? 8 : 7}, ""});
  REQUIRE(post.engine.advance_to(noon + 1h));
  CHECK(post.broker.filed == Filed{4});
  post.receive(CustomsCleared{{5}, {9}, ""});
  post.receive(CustomsCleared{{6}, {7}, ""});
  REQUIRE(post.engine.run_until_idle(noon + 1h));
  CHECK(post.broker.filed == Filed{4, 5});
  auto const letters = post.letters();
  REQUIRE(letters.size() == 4);
  CHECK(!letters[0].parked);
  for (auto const& letter : letters) CHECK(letter.key == "0/7");
  post.broker.refuses = [](std::int64_t) { return false; };
  REQUIRE(post.engine.replay_dead_letter(letters[0].id, noon + 1h));
  REQUIRE(post.engine.run_until_idle(noon + 1h));
  CHECK(post.broker.filed == Filed{4, 5, 1, 2, 3, 6});
}

TEST_CASE("Received events about one person keep their order, also after a failure") {
  Customs post;
  bool fails = true;
  post.broker.refuses = [&](std::int64_t) { return std::exchange(fails, false); };
  for (std::int64_t const parcel : {1, 2, 3}) post.receive(CustomsCleared{{parcel}, {7}, ""});
  REQUIRE(post.engine.advance_to(noon + 1h));
  CHECK(post.broker.filed == Filed{1, 2, 3});
}

TEST_CASE("A poison received event about nobody parks only itself") {
  Customs post;
  post.broker.refuses = [](std::int64_t percent) { return percent == 5; };
  for (std::int64_t const percent : {5, 6, 7}) post.receive(TariffChanged{percent});
  REQUIRE(post.engine.advance_to(noon + 1h));
  CHECK(post.broker.filed == Filed{6, 7});
  auto const letters = post.letters();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].key == "-1/1");
}

}  // namespace
}  // namespace lilac::parcel

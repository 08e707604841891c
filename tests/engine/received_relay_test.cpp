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

/// About a customer, who is not the user of the same number.
struct DutyCharged {
  std::int64_t duty{};
  std::int64_t customer_id{};
  static constexpr std::uint16_t number = 9015;
  static constexpr bool received = true;
};
BOOST_DESCRIBE_STRUCT(DutyCharged, (), (duty, customer_id))

/// About a person of any kind.
struct LetterReturned {
  std::int64_t letter{};
  std::int64_t recipient_id{};
  std::optional<PersonKind> recipient_kind;
  static constexpr std::uint16_t number = 9016;
  static constexpr bool received = true;
};
BOOST_DESCRIBE_STRUCT(LetterReturned, (), (letter, recipient_id, recipient_kind))

/// Files what customs says.
struct Broker {
  virtual ~Broker() = default;
  virtual result<> file_clearance(CustomsCleared const& event, Delivery const& delivery) = 0;
  virtual result<> file_tariff(TariffChanged const& event, Delivery const& delivery) = 0;
  virtual result<> file_duty(DutyCharged const& event, Delivery const& delivery) = 0;
  virtual result<> file_letter(LetterReturned const& event, Delivery const& delivery) = 0;
};

namespace {

constexpr auto customs_events = event_table<CustomsCleared, TariffChanged, DutyCharged, LetterReturned>();
constexpr PolicyInfo customs_policies[] = {
    deliver<&Broker::file_clearance>("The broker files a clearance"),
    deliver<&Broker::file_tariff>("The broker files a tariff"),
    deliver<&Broker::file_duty>("The broker files a duty"),
    deliver<&Broker::file_letter>("The broker files a letter"),
};
constexpr auto customs_ports = port_table<Broker>();
constexpr ModuleInfo customs{
    .name = "customs", .events = customs_events, .policies = customs_policies, .ports = customs_ports};

using Filed = std::vector<std::int64_t>;

struct TestBroker final : Broker {
  std::function<bool(std::int64_t)> refuses = [](std::int64_t) { return false; };
  Filed filed;  ///< parcels, percents, duties or letters

  result<> file(std::int64_t what) {
    if (refuses(what)) return refuse(rules::gateway_failed, field("Broker"), value("closed"));
    filed.push_back(what);
    return outcome::success();
  }
  result<> file_clearance(CustomsCleared const& event, Delivery const&) override { return file(event.parcel_id.value); }
  result<> file_tariff(TariffChanged const& event, Delivery const&) override { return file(event.percent); }
  result<> file_duty(DutyCharged const& event, Delivery const&) override { return file(event.duty); }
  result<> file_letter(LetterReturned const& event, Delivery const&) override { return file(event.letter); }
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

TEST_CASE("A poison received event parks nobody of the same number who is of another kind") {
  Customs post;
  post.broker.refuses = [](std::int64_t letter) { return letter == 1; };
  post.receive(LetterReturned{1, 7, PersonKind::user});
  post.receive(LetterReturned{2, 7, PersonKind::customer});
  post.receive(LetterReturned{3, 7, PersonKind::subscriber});
  post.receive(LetterReturned{4, 7, std::nullopt});  // a user, as before kinds were told
  REQUIRE(post.engine.advance_to(noon + 1h));
  CHECK(post.broker.filed == Filed{2, 3});
  auto const letters = post.letters();
  REQUIRE(letters.size() == 2);
  for (auto const& letter : letters) CHECK(letter.key == "0/7");
}

/// Puts all persons of a number under one key again, as before kinds were told.
void forget_kinds(Store& store) {
  std::vector<std::pair<engine::RelayEntry, std::uint32_t>> entries;
  REQUIRE(store.scan_all(entity_info<engine::RelayEntry>(), 0, no_limit, [&](RowView const& view) {
    entries.emplace_back(*static_cast<engine::RelayEntry const*>(view.row), view.version);
    return true;
  }));
  bool is_first = true;
  for (auto& [entry, version] : entries) {
    entry.key_entity = engine::relay_key::user;
    if (!std::exchange(is_first, false)) {
      entry.state = engine::RelayState::parked;
      entry.attempts = 0;
    }
    RowWrite const write{&entity_info<engine::RelayEntry>(), entry.id.value, version, version + 1,
                         RowWrite::Action::update,           &entry,         0};
    WriteSet set;
    set.rows = {&write, 1};
    REQUIRE(store.commit(set));
  }
}

TEST_CASE("Entries of before kinds were told get their person's key when the store is opened, and keep their order") {
  Customs post;
  post.broker.refuses = [](std::int64_t) { return true; };
  post.receive(DutyCharged{1, 7});
  post.receive(LetterReturned{2, 7, PersonKind::subscriber});
  post.receive(DutyCharged{3, 7});
  post.receive(CustomsCleared{{4}, {7}, ""});
  REQUIRE(post.engine.advance_to(noon + 1h));
  forget_kinds(post.store);
  post.broker.refuses = [](std::int64_t what) { return what == 1; };
  Engine engine{post.store, {&customs}, Customs::host_with(post.broker)};
  REQUIRE(engine.receive(DutyCharged{5, 7}, "later", noon));
  REQUIRE(engine.advance_to(noon + 12h));
  CHECK(post.broker.filed == Filed{2, 4});
  auto const letters = engine.dead_letters().value();
  REQUIRE(letters.size() == 3);
  for (auto const& letter : letters) CHECK(letter.key == "-2/7");
  post.broker.refuses = [](std::int64_t) { return false; };
  REQUIRE(engine.replay_dead_letter(letters[0].id, noon + 12h));
  REQUIRE(engine.run_until_idle(noon + 12h));
  CHECK(post.broker.filed == Filed{2, 4, 1, 3, 5});
  CHECK(engine.dead_letters().value().empty());
}

}  // namespace
}  // namespace lilac::parcel

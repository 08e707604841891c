#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

using Ids = std::vector<std::int64_t>;

Error busy() { return refuse(rules::gateway_failed, field("Tracker"), value("busy")); }

/// Publishes ParcelSent for one parcel, without a change of its own.
void send_again(Post& post, ParcelId id, Instant at = noon) {
  post.script.body = [&](Handling<Act>& work, Act const&) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    parcel->status = ParcelStatus::registered;
    work.save(*parcel);
    return 0;
  };
  REQUIRE(post.engine().execute(Act{"back"}, clerk, {.at = at}));
  REQUIRE(post.run(SendParcel{id}, at));
}

TEST_CASE("A delivery happens once, after the commit, with its time and a key") {
  Post post;
  auto const id = post.sent(noon + 1h);
  CHECK(post.tracker.calls.empty());
  post.idle(noon + 2h);
  post.idle(noon + 3h);
  REQUIRE(post.tracker.calls.size() == 1);
  CHECK(post.tracker.calls[0].parcel == id);
  CHECK(post.tracker.calls[0].at == noon + 1h);
  CHECK(post.tracker.calls[0].attempt == 1);
  CHECK(post.tracker.calls[0].key == "parcel.follow:2.0");
  CHECK(post.rows<engine::RelayEntry>().empty());
}

TEST_CASE("A port that is bound only by its name takes deliveries under their policy's name") {
  struct Receiver final : AnyReceiver {
    Names heard;
    bool is_down = false;
    result<> deliver(PolicyInfo const& policy, void const* event, Delivery const& delivery) override {
      auto const key = delivery.idempotency_key.substr(delivery.idempotency_key.find(':') + 1);
      heard.push_back(std::string(policy.port->name) + "." + policy.name + " " +
                      to_json(*static_cast<ParcelSent const*>(event)) + " " + std::string(key) + " " +
                      std::to_string(delivery.attempt));
      if (is_down) throw std::runtime_error("no line");
      return outcome::success();
    }
  };
  Receiver receiver;
  Post post{{}, false};
  auto const id = post.sent();
  post.idle(noon + 2h);
  CHECK(receiver.heard.empty());  // it waits in the journal

  post.receiver = &receiver;
  post.open();
  receiver.is_down = true;
  post.idle(noon + 2h);
  receiver.is_down = false;
  post.idle(noon + 3h);
  auto const said = "Tracker.follow {\"parcel_id\":" + std::to_string(id.value) + ",\"user_id\":7} parcel.follow:2.0 ";
  CHECK(receiver.heard == Names{said + "1", said + "2"});
  CHECK(post.tracker.calls.empty());

  // An object of the port's own type goes before.
  post.tracked = true;
  post.open();
  send_again(post, id, noon + 3h);
  post.idle(noon + 3h);
  CHECK(receiver.heard.size() == 2);
  CHECK(post.tracker.calls.size() == 1);
}

TEST_CASE("Nothing is delivered for what was refused") {
  Post post;
  auto const id = post.sent();
  CHECK(!post.run(SendParcel{id}));
  post.idle();
  CHECK(post.tracker.calls.size() == 1);
}

TEST_CASE("What a port says of its failure is kept only when the host says that it names no person") {
  for (auto const is_trusted : {false, true}) {
    for (auto const throws : {false, true}) {
      CAPTURE(is_trusted);
      CAPTURE(throws);
      Post post;
      post.trusts_tracker = is_trusted;
      post.open();
      post.sent();
      post.tracker.on_follow = [&](ParcelSent const&, Delivery const&) -> result<> {
        if (throws) throw std::runtime_error("Kim Minji, 010-1234-5678, is not at home");
        return refuse(rules::invalid_argument, field("Kim Minji"), value("010-1234-5678"));
      };
      for (auto at = noon; post.letters().empty(); at += 30s) post.idle(at);
      auto const words = post.letters()[0].error;
      CHECK((words.find("010-1234-5678") != words.npos) == is_trusted);
      CHECK((words.find("Kim Minji") != words.npos) == is_trusted);
      if (!is_trusted) CHECK(words == (throws ? "5902 GATEWAY" : "4904 INVALID_ARGUMENT"));
    }
  }
}

TEST_CASE("What happened later than now waits until then") {
  Post post;
  post.sent(noon + 1h);
  post.idle(noon + 1h - 1ms);
  CHECK(post.tracker.calls.empty());
  post.idle(noon + 1h);
  CHECK(post.tracker.calls.size() == 1);
}

TEST_CASE("Events of one row are delivered in their order, also after a failure") {
  Post post;
  auto const id = post.sent();
  send_again(post, id);
  send_again(post, id);
  std::vector<std::string> delivered;
  bool fails = true;
  post.tracker.on_follow = [&](ParcelSent const&, Delivery const& delivery) -> result<> {
    if (std::exchange(fails, false)) return busy();
    delivered.emplace_back(delivery.idempotency_key.substr(delivery.idempotency_key.find(':') + 1));
    return outcome::success();
  };
  post.idle(noon);
  CHECK(delivered.empty());
  post.idle(noon + 30s);
  CHECK(delivered == Names{"parcel.follow:2.0", "parcel.follow:4.0", "parcel.follow:6.0"});
}

TEST_CASE("A key that fails holds up only itself") {
  Post post;
  auto const poison = post.sent();
  for (int i = 0; i < 100; ++i) post.sent();
  send_again(post, poison);
  post.tracker.on_follow = [&](ParcelSent const& event, Delivery const&) -> result<> {
    if (event.parcel_id == poison) return busy();
    return outcome::success();
  };
  post.idle();
  CHECK(post.tracker.calls.size() == 101);
  CHECK(post.rows<engine::RelayEntry>().size() == 2);
}

TEST_CASE("A failed delivery is tried after 30 s, 1, 2 and 4 minutes, each time with the same key, then given up") {
  Post post;
  post.sent();
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) -> result<> { return busy(); };
  auto now = noon;
  post.idle(now);
  std::int32_t attempt = 1;
  for (auto const delay : {30s, 60s, 120s, 240s}) {
    CHECK(post.letters().empty());
    post.idle(now + delay - 1ms);
    CHECK(post.tracker.calls.size() == static_cast<std::size_t>(attempt));
    now += delay;
    post.idle(now);
    CHECK(post.tracker.calls.size() == static_cast<std::size_t>(++attempt));
    CHECK(post.tracker.calls.back().attempt == attempt);
    CHECK(post.tracker.calls.back().key == post.tracker.calls.front().key);
  }
  auto const letters = post.letters();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].policy == "parcel.follow");
  CHECK(letters[0].attempts == 5);
  CHECK(letters[0].key == "9001/1");
  CHECK(letters[0].position == 3);
  CHECK(!letters[0].parked);
  CHECK(letters[0].error == "5902 GATEWAY");
  post.idle(now + 1000h);
  CHECK(post.tracker.calls.size() == 5);
}

TEST_CASE("Time that passes makes the tries at their own times") {
  Post post;
  post.sent();
  std::vector<int> attempts;
  post.tracker.on_follow = [&](ParcelSent const&, Delivery const& delivery) -> result<> {
    attempts.push_back(delivery.attempt);
    if (delivery.attempt < 5) return busy();
    return outcome::success();
  };
  post.advance(noon + 450s - 1ms);
  CHECK(attempts == std::vector<int>{1, 2, 3, 4});
  post.advance(noon + 450s);
  CHECK(attempts == std::vector<int>{1, 2, 3, 4, 5});
  CHECK(post.letters().empty());
}

TEST_CASE("Behind a dead letter its key waits, and a replay frees it in order") {
  Post post;
  auto const id = post.sent();
  bool fails = true;
  post.tracker.on_follow = [&](ParcelSent const&, Delivery const&) -> result<> {
    if (fails) return busy();
    return outcome::success();
  };
  post.advance(noon + 1h);
  send_again(post, id, noon + 1h);
  send_again(post, id, noon + 1h);
  auto const other = post.sent(noon + 1h);
  fails = false;
  post.idle(noon + 2h);
  CHECK(post.tracker.calls.back().parcel == other);
  auto const letters = post.letters();
  REQUIRE(letters.size() == 3);
  CHECK(!letters[0].parked);
  CHECK(letters[1].parked);
  CHECK(letters[2].parked);
  CHECK(letters[1].position < letters[2].position);
  auto const parked = post.engine().replay_dead_letter(letters[1].id, noon + 2h);
  REQUIRE(!parked);
  CHECK(parked.error().is(rules::invalid_argument));
  post.tracker.calls.clear();
  REQUIRE(post.engine().replay_dead_letter(letters[0].id, noon + 2h));
  post.idle(noon + 2h);
  CHECK(post.tracker.parcels() == Ids{id.value, id.value, id.value});
  CHECK(std::is_sorted(post.tracker.calls.begin(), post.tracker.calls.end(),
                       [](auto const& a, auto const& b) { return a.key < b.key; }));
  CHECK(post.letters().empty());
  CHECK(post.rows<engine::RelayEntry>().empty());
}

TEST_CASE("A replay that fails again is tried as often as the first time") {
  Post post;
  post.sent();
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) -> result<> { return busy(); };
  post.advance(noon + 1h);
  REQUIRE(post.engine().replay_dead_letter(post.letters().at(0).id, noon + 1h));
  post.advance(noon + 2h);
  CHECK(post.tracker.calls.size() == 10);
  CHECK(post.letters().size() == 1);
}

TEST_CASE("There is no replay of what is not a dead letter") {
  Post post;
  auto const refused = post.engine().replay_dead_letter(42, noon);
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::not_found));
}

TEST_CASE("A port that throws has failed, whatever it throws") {
  Post post;
  post.trusts_tracker = true;
  post.open();
  post.sent();
  post.tracker.on_follow = [](ParcelSent const&, Delivery const& delivery) -> result<> {
    if (delivery.attempt % 2 == 1) throw std::runtime_error("no line");
    throw 42;
  };
  post.idle();
  CHECK(post.rows<engine::RelayEntry>().at(0).error == "The gateway failed: no line.");
  post.idle(noon + 30s);
  CHECK(post.rows<engine::RelayEntry>().at(0).error == "The gateway failed: it threw.");
}

TEST_CASE("A try is counted before it is made") {
  Post post;
  post.sent();
  std::int32_t counted = 0;
  post.tracker.on_follow = [&](ParcelSent const&, Delivery const&) -> result<> {
    counted = post.rows<engine::RelayEntry>().at(0).attempts;
    return outcome::success();
  };
  post.idle();
  CHECK(counted == 1);
}

TEST_CASE("What goes through an unbound port waits in the journal, and is caught up when it is bound") {
  Post post{{}, false};
  auto const first = post.sent();
  post.idle();
  post.advance(noon + 1h);
  CHECK(post.rows<engine::RelayEntry>().empty());
  post.tracked = true;
  post.open();
  auto const second = post.sent(noon + 1h);
  post.idle(noon + 1h);
  CHECK(post.tracker.parcels() == Ids{first.value, second.value});
}

TEST_CASE("What was already taken from the journal waits as well when its port is not bound any more") {
  Post post;
  auto const id = post.sent();
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) -> result<> { return busy(); };
  post.idle();
  post.tracked = false;
  post.open();
  auto const recalled = post.add();
  REQUIRE(post.run(RecallAll{{7}}, noon + 1h, admin(1)));
  post.idle(noon + 1h);
  post.advance(noon + 10h);
  CHECK(post.tracker.calls.size() == 1);
  CHECK(post.letters().empty());
  CHECK(post.parcel(recalled).status == ParcelStatus::returned);  // the others go on
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) { return outcome::success(); };
  post.tracked = true;
  post.open();
  post.idle(noon + 10h);
  CHECK(post.tracker.parcels() == Ids{id.value, id.value});
  CHECK(post.tracker.calls.back().attempt == 2);
}

TEST_CASE("A policy that is new to a store begins at the journal's present end") {
  Post post;
  Engine before{post.memory, {}};
  static_cast<void>(before);
  MemoryStore store;
  ModuleInfo without = module;
  without.policies = {};
  TestTracker tracker;
  Host host;
  host.bind<Tracker>(tracker);
  {
    Engine old{store, {&without}, host};
    REQUIRE(old.execute(RegisterParcel{{7}, "A", "", 1, {}}, clerk, {.at = noon}));
    REQUIRE(old.execute(SendParcel{{1}}, clerk, {.at = noon}));
    REQUIRE(old.execute(RegisterParcel{{7}, "B", "", 1, {}}, clerk, {.at = noon}));
  }
  Engine engine{store, {&module}, host};
  REQUIRE(engine.execute(SendParcel{{2}}, clerk, {.at = noon}));
  REQUIRE(engine.run_until_idle(noon));
  CHECK(tracker.parcels() == Ids{2});
}

// --- Crashes
// ------------------------------------------------------------------------------------------------------------

/// From now on nothing goes through: the process is dead.
void die(Post& post) {
  post.store.before = [](std::string_view) -> result<> { return dead_process(); };
}
void live(Post& post) {
  post.store.before = [](std::string_view) { return outcome::success(); };
  post.open();
}

TEST_CASE("A try whose process died is taken up again when its lease has run out, with the same key") {
  Post post;
  post.sent();
  post.tracker.on_follow = [&](ParcelSent const&, Delivery const&) -> result<> {
    die(post);
    return outcome::success();
  };
  CHECK(!post.engine().run_until_idle(noon));
  live(post);
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) { return outcome::success(); };
  post.idle(noon + 5min - 1ms);
  CHECK(post.tracker.calls.size() == 1);
  post.idle(noon + 5min);
  REQUIRE(post.tracker.calls.size() == 2);
  CHECK(post.tracker.calls[1].attempt == 2);
  CHECK(post.tracker.calls[1].key == post.tracker.calls[0].key);
  CHECK(post.rows<engine::RelayEntry>().empty());
}

TEST_CASE("An entry that ends the process at each try is given up, and takes none of those beside it along") {
  Post post;
  auto const poison = post.sent();
  for (int i = 0; i < 5; ++i) post.sent();
  post.tracker.on_follow = [&](ParcelSent const& event, Delivery const&) -> result<> {
    if (event.parcel_id == poison) die(post);
    return outcome::success();
  };
  auto now = noon;
  for (int crash = 0; crash < 5; ++crash) {
    CHECK(!post.engine().run_until_idle(now));
    live(post);
    now += 5min;
  }
  post.idle(now);
  post.idle(now + 5min);
  auto const letters = post.letters();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].key == "9001/1");
  CHECK(letters[0].error == "the process ended during each try");
  std::map<std::int64_t, int> calls;
  for (auto const id : post.tracker.parcels()) ++calls[id];
  CHECK(calls[poison.value] == 5);
  for (std::int64_t id = 2; id <= 6; ++id) CHECK(calls[id] == 1);
}

TEST_CASE("A try that outlives its lease does not undo what the one that took it up has done") {
  for (bool const fails : {false, true}) {
    Post post;
    auto const id = post.sent();
    auto other = post.another();
    bool slow = true;
    post.tracker.on_follow = [&](ParcelSent const&, Delivery const&) -> result<> {
      if (!std::exchange(slow, false)) return outcome::success();
      REQUIRE(other->run_until_idle(noon + 5min));  // meanwhile
      if (fails) return busy();
      return outcome::success();
    };
    post.idle(noon);
    CHECK(post.tracker.parcels() == Ids{id.value, id.value});
    CHECK(post.rows<engine::RelayEntry>().empty());
    post.idle(noon + 1h);
    CHECK(post.tracker.calls.size() == 2);
  }
}

TEST_CASE("An engine that cannot learn where the journal ends is not made: a new policy would begin at its start") {
  Post post;
  post.store.before = [](std::string_view operation) -> result<> {
    if (operation == "last_position") return storage_error("a hiccup");
    return outcome::success();
  };
  CHECK_THROWS_AS(static_cast<void>(post.another()), ConfigurationError);
  post.store.before = [](std::string_view) { return outcome::success(); };
  CHECK_NOTHROW(static_cast<void>(post.another()));
}

TEST_CASE("An engine whose store could not be written when it was opened stores its cursors later and misses nothing") {
  MemoryStore memory;
  PassingStore store{memory};
  TestTracker tracker;
  Host host;
  host.bind<Tracker>(tracker);
  bool broken = true;
  store.before = [&](std::string_view operation) -> result<> {
    if (broken && operation == "commit") return storage_error("disk full");
    return outcome::success();
  };
  Engine engine{store, {&module}, host};
  auto const failed = engine.run_until_idle(noon);
  REQUIRE(!failed);
  CHECK(failed.error().is(rules::storage_failed));
  broken = false;
  REQUIRE(engine.execute(RegisterParcel{{7}, "A", "", 1, {}}, clerk, {.at = noon}));
  REQUIRE(engine.execute(SendParcel{{1}}, clerk, {.at = noon}));
  REQUIRE(engine.run_until_idle(noon));
  CHECK(tracker.parcels() == Ids{1});
}

TEST_CASE("Nothing is published before the cursors stand: what dies in between would be missed for ever") {
  MemoryStore memory;
  PassingStore store{memory};
  TestTracker tracker;
  Host host;
  host.bind<Tracker>(tracker);
  auto commits_that_fail = 1;
  store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && commits_that_fail-- > 0) return storage_error("disk full");
    return outcome::success();
  };
  {
    Engine engine{store, {&module}, host};
    REQUIRE(engine.execute(RegisterParcel{{7}, "A", "", 1, {}}, clerk, {.at = noon}));
    REQUIRE(engine.execute(SendParcel{{1}}, clerk, {.at = noon}));
  }
  Engine next{store, {&module}, host};
  REQUIRE(next.run_until_idle(noon));
  CHECK(tracker.parcels() == Ids{1});
}

}  // namespace
}  // namespace lilac::parcel

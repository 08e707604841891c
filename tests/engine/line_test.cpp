// What goes through one port about one row keeps its order, over all policies of that port.
#include "engine/watch.hpp"

namespace lilac::parcel {
namespace {

/// Publishes ParcelSent for one parcel, without a change of its own.
void send_again(Post& post, ParcelId id) {
  post.script.body = [&](Handling<Act>& work, Act const&) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    parcel->status = ParcelStatus::registered;
    parcel->is_open = true;
    work.save(*parcel);
    return 0;
  };
  REQUIRE(post.engine().execute(Act{"back"}, clerk, {.at = noon}));
  REQUIRE(post.run(SendParcel{id}));
}

TEST_CASE("What goes to one port about one row comes in the order of the journal, over all its policies") {
  WatchedPost post;
  auto const id = post.sent();
  post.deliver_parcel(id);
  send_again(post, id);
  post.deliver_parcel(id);
  post.watch_at(noon);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1", "noted 1", "sent 1", "delivered 1", "noted 1"});
}

TEST_CASE("After a failed try what other policies would say about the same row waits, and other rows do not") {
  WatchedPost post;
  auto const id = post.sent();
  post.deliver_parcel(id);
  auto const other = post.sent();
  post.deliver_parcel(other);
  auto fails = true;
  post.watch.refuses = [&](std::string const& what) { return what == "sent 1" && std::exchange(fails, false); };
  post.watch_at(noon);
  CHECK(post.watch.heard == Names{"sent 2", "delivered 2", "noted 2"});
  post.watch_at(noon + 30s - 1ms);
  CHECK(post.watch.heard.size() == 3);
  post.watch_at(noon + 30s);
  CHECK(post.watch.heard == Names{"sent 2", "delivered 2", "noted 2", "sent 1", "delivered 1", "noted 1"});
  CHECK(post.rows<engine::RelayEntry>().empty());
}

TEST_CASE("What happens while an earlier event of the row waits for its next try waits behind it") {
  WatchedPost post;
  auto const id = post.sent();
  auto fails = true;
  post.watch.refuses = [&](std::string const&) { return std::exchange(fails, false); };
  post.watch_at(noon);
  post.deliver_parcel(id);
  post.watch_at(noon + 1s);
  CHECK(post.watch.heard.empty());
  post.watch_at(noon + 30s);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1", "noted 1"});
}

TEST_CASE("Behind a dead letter all policies of its port wait for that row, and a replay frees them in order") {
  WatchedPost post;
  auto const id = post.sent();
  post.deliver_parcel(id);
  auto fails = true;
  post.watch.refuses = [&](std::string const& what) { return fails && what == "sent 1"; };
  REQUIRE(post.watched->advance_to(noon + 1h));
  CHECK(post.watch.heard.empty());
  auto const letters = post.letters();
  REQUIRE(letters.size() == 3);
  CHECK(letters[0].policy == "parcel.hear_sent");
  CHECK(!letters[0].parked);
  CHECK(letters[1].policy == "parcel.hear_delivered");
  CHECK(letters[1].parked);
  CHECK(letters[2].policy == "parcel.note_delivered");
  fails = false;
  SUBCASE("by its id") { REQUIRE(post.watched->replay_dead_letter(letters[0].id, noon + 2h)); }
  SUBCASE("by its policy") {
    CHECK(post.watched->replay_dead_letters({.policy = "parcel.hear_delivered"}, noon + 2h).value().replayed == 0);
    CHECK(post.watched->replay_dead_letters({.policy = "parcel.hear_sent"}, noon + 2h).value().replayed == 1);
  }
  SUBCASE("by its port") {
    CHECK(post.watched->replay_dead_letters({.policy = "parcel.Watch"}, noon + 2h).value().replayed == 1);
  }
  post.watch_at(noon + 2h);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1", "noted 1"});
}

TEST_CASE("Each policy of a port has keys of its own, which tell its name") {
  WatchedPost post;
  auto const id = post.sent();
  post.deliver_parcel(id);
  post.watch_at(noon);
  CHECK(post.watch.keys == Names{"parcel.hear_sent:2.0", "parcel.hear_delivered:3.0", "parcel.note_delivered:3.0"});
}

TEST_CASE("Two desks that take turns tell a port each thing once and in order") {
  WatchedPost post;
  auto const other = post.desk(&watch_module);
  auto const id = post.sent();
  auto fails = true;
  post.watch.refuses = [&](std::string const&) { return std::exchange(fails, false); };
  post.watch_at(noon);
  post.deliver_parcel(id);
  REQUIRE(other->run_until_idle(noon));
  CHECK(post.watch.heard.empty());
  send_again(post, id);
  post.watch_at(noon + 1s);
  REQUIRE(other->run_until_idle(noon + 30s));
  post.watch_at(noon + 30s);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1", "noted 1", "sent 1"});
}

TEST_CASE("A desk that comes in while another one takes a page in makes no second entry, and loses none") {
  WatchedPost post;
  auto const other = post.desk(&watch_module);
  for (int i = 0; i < 3; ++i) post.deliver_parcel(post.sent());
  auto comes_in = true;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && std::exchange(comes_in, false)) REQUIRE(other->run_until_idle(noon));
    return outcome::success();
  };
  post.watch_at(noon);
  CHECK(post.watch.heard.size() == 9);
  CHECK(post.rows<engine::RelayEntry>().empty());
}

TEST_CASE("What one desk puts behind an entry that another one is just ending does not wait for ever") {
  WatchedPost post;
  auto const other = post.desk(&watch_module);
  auto const id = post.sent();
  auto comes_in = false;
  post.watch.refuses = [&](std::string const&) {
    comes_in = true;
    return false;
  };
  post.store.before = [&](std::string_view operation) -> result<> {
    // The desk has seen that nobody stands behind what it ends.
    if (operation != "commit" || !std::exchange(comes_in, false)) return outcome::success();
    post.watch.refuses = [](std::string const&) { return false; };
    post.deliver_parcel(id);
    REQUIRE(other->run_until_idle(noon));
    return outcome::success();
  };
  post.watch_at(noon);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1", "noted 1"});
  CHECK(post.rows<engine::RelayEntry>().empty());
}

TEST_CASE("A desk whose module knows fewer policies of a port reads nothing away from one that knows them all") {
  WatchedPost post;
  auto const older = post.desk(&older_watch_module);
  auto const id = post.sent();
  REQUIRE(older->run_until_idle(noon));  // it has read up to the event itself
  post.deliver_parcel(id);
  SUBCASE("and not further") {}
  SUBCASE("and further") { REQUIRE(older->run_until_idle(noon)); }
  CHECK(post.watch.heard == Names{"sent 1"});
  post.watch_at(noon);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1", "noted 1"});
}

TEST_CASE("A policy that is new to a port begins at the journal's present end, and the others of the port go on") {
  Post post{{}, false};
  TestWatch watch;
  Host host;
  host.bind<Watch>(watch);
  Engine older{post.store, {&module, &older_watch_module}, host};
  auto const id = post.sent();
  REQUIRE(post.run(DeliverParcel{id}));
  Engine newer{post.store, {&module, &watch_module}, host};
  auto const next = post.sent();
  REQUIRE(post.run(DeliverParcel{next}));
  REQUIRE(newer.run_until_idle(noon));
  CHECK(watch.heard == Names{"sent 1", "sent 2", "delivered 2", "noted 2"});
}

// --- What an older program left: each policy was a line of its own.
struct OlderEntry {
  char const* policy;
  std::int64_t position;
  engine::RelayState state;
  Instant next_at;
};

/// Parcel 1 was sent (event 3) and delivered (event 4) before the watchman came; an older program has these entries.
struct OlderStore : WatchedPost {
  explicit OlderStore(std::vector<OlderEntry> const& entries) {
    auto const id = sent();
    deliver_parcel(id);
    watch_at(noon);
    watch.heard.clear();
    watched.reset();
    REQUIRE(act([&](Handling<Act>& work) -> result<std::int64_t> {
      for (auto const& one : entries) {
        BOOST_OUTCOME_TRY(auto* entry, work.create<engine::RelayEntry>());
        entry->consumer = one.policy;
        entry->position = one.position;
        entry->key_entity = Parcel::number;
        entry->key_id = id.value;
        entry->state = one.state;
        entry->next_at = one.next_at;
        work.keep(*entry);
      }
      return 0;
    }));
    watched = desk(&watch_module);
  }
};

TEST_CASE("Entries of an older program join the line of their port in the order of the journal") {
  using engine::RelayState;
  OlderStore post{{{"parcel.hear_delivered", 4, RelayState::waiting, noon},
                   {"parcel.note_delivered", 4, RelayState::waiting, noon},
                   {"parcel.hear_sent", 3, RelayState::waiting, noon + 30s}}};
  post.watch_at(noon + 30s - 1ms);
  CHECK(post.watch.heard.empty());
  post.watch_at(noon + 30s);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1", "noted 1"});
}

TEST_CASE("A dead letter of an older program stays one, and what its port would say later about the row waits") {
  using engine::RelayState;
  OlderStore post{
      {{"parcel.hear_sent", 3, RelayState::dead, noon}, {"parcel.hear_delivered", 4, RelayState::waiting, noon}}};
  post.watch_at(noon);
  CHECK(post.watch.heard.empty());
  REQUIRE(post.letters().size() == 2);
  REQUIRE(post.watched->replay_dead_letter(post.letters()[0].id, noon));
  post.watch_at(noon);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1"});
}

TEST_CASE("A dead letter of an older program that stands behind another entry of its port waits for it when replayed") {
  using engine::RelayState;
  OlderStore post{
      {{"parcel.hear_delivered", 4, RelayState::dead, noon}, {"parcel.hear_sent", 3, RelayState::waiting, noon + 30s}}};
  REQUIRE(post.watched->replay_dead_letter(post.letters().at(0).id, noon));
  post.watch_at(noon);
  CHECK(post.watch.heard.empty());
  post.watch_at(noon + 30s);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1"});
}

}  // namespace
}  // namespace lilac::parcel

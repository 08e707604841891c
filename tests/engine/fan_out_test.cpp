#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// A user with many parcels, one of them delivered already: it refuses to be recalled.
struct Warehouse : Post {
  static constexpr std::int64_t parcels = 1203;
  static constexpr ParcelId poison{700};
  Warehouse() {
    REQUIRE(engine().batch([](Batch& batch) {
      for (std::int64_t i = 1; i <= parcels; ++i)
        REQUIRE(batch.execute(RegisterParcel{{7}, std::to_string(i), "for Kim", i, {}}, clerk, {.at = noon}));
    }));
    REQUIRE(run(DeliverParcel{poison}));
  }
  void recall() { REQUIRE(run(RecallAll{{7}}, noon, admin(1))); }
  std::map<std::int64_t, int> recalled() {
    std::map<std::int64_t, int> count;
    for (auto const& event : all<ParcelRecalled>()) ++count[event.parcel_id.value];
    return count;
  }
  bool each_once_but_poison() {
    auto const count = recalled();
    for (std::int64_t id = 1; id <= parcels; ++id) {
      auto const found = count.find(id);
      auto const times = found == count.end() ? 0 : found->second;
      if (times != (id == poison.value ? 0 : 1)) return false;
    }
    return true;
  }
};

TEST_CASE("A fan-out runs in pages and reaches every key once; one that refuses is a dead letter of its own") {
  Warehouse post;
  post.recall();
  CHECK(post.recalled().empty());
  int const commits = post.store.commits;
  post.idle();
  CHECK(post.each_once_but_poison());
  CHECK(fan_out_probe().calls == 3);
  CHECK(fan_out_probe().largest_page == 500);
  CHECK(post.store.commits - commits < 50);  // pages, not commands
  auto const letters = post.letters();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].policy == "parcel.recall_each:700");
  CHECK(letters[0].error == "The parcel is delivered already.");
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("Commands of a fan-out act as System, at the time of the relay, and belong to the story of the event") {
  Post post;
  post.add();
  REQUIRE(post.engine().execute(RecallAll{{7}}, admin(1), {.at = noon, .correlation_id = "story"}));
  REQUIRE(post.engine().execute(RecallAll{{8}}, admin(1), {.at = noon}));
  post.idle(noon + 1min);
  bool found = false;
  REQUIRE(post.memory.read_commands(0, no_limit, [&](CommandRow const& row) {
    if (row.command != RecallParcel::number) return true;
    found = true;
    CHECK(row.actor == system_actor);
    CHECK(row.at == noon + 1min);
    CHECK(row.correlation_id == "story");
    CHECK(row.command_id == "policy:2.0:parcel.recall_each:1");
    return true;
  }));
  CHECK(found);
}

TEST_CASE("Commands of a fan-out from an uncorrelated command bear that command's position") {
  Post post;
  post.add();
  REQUIRE(post.run(RecallAll{{7}}, noon, admin(1)));
  post.idle();
  std::string correlation;
  REQUIRE(post.memory.read_commands(2, no_limit, [&](CommandRow const& row) {
    correlation = row.correlation_id;
    return true;
  }));
  CHECK(correlation == "#2");
}

TEST_CASE("A fan-out over exactly one page, and over nothing, ends") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (int i = 1; i <= 500; ++i)
      REQUIRE(batch.execute(RegisterParcel{{7}, std::to_string(i), "", 1, {}}, clerk, {.at = noon}));
  }));
  REQUIRE(post.run(RecallAll{{7}}, noon, admin(1)));
  REQUIRE(post.run(RecallAll{{8}}, noon, admin(1)));
  post.idle();
  CHECK(post.all<ParcelRecalled>().size() == 500);
  CHECK(post.rows<engine::RelayEntry>().empty());
}

TEST_CASE("A fan-out that is interrupted anywhere is resumed by a new engine and is once in effect") {
  // The process dies before the commit of every number in turn; the next one waits for the lease and goes on.
  int survived = 0;
  for (int fatal = 1;; ++fatal) {
    Warehouse post;
    post.recall();
    int commits = 0;
    bool dead = false;
    post.store.before = [&](std::string_view operation) -> result<> {
      dead = dead || (operation == "commit" && ++commits == fatal);
      return dead ? result<>{dead_process()} : result<>{outcome::success()};
    };
    auto const done = post.engine().run_until_idle(noon);
    post.store.before = [](std::string_view) { return outcome::success(); };
    if (done) break;  // there are fewer commits than that
    ++survived;
    post.open();
    post.idle(noon + 5min);
    CAPTURE(fatal);
    CHECK(post.each_once_but_poison());
    CHECK(post.letters().size() == 1);
    CHECK(history_faults(post.memory) == "");
  }
  CHECK(survived >= 4);  // the claim and the commit of each page
}

TEST_CASE("A fan-out that itself fails is tried again, then a dead letter that can be replayed") {
  Post post;
  post.add();
  REQUIRE(post.run(RecallAll{{7}}, noon, admin(1)));
  fan_out_probe().fails = true;
  post.advance(noon + 1h);
  CHECK(fan_out_probe().calls == 5);
  REQUIRE(post.letters().size() == 1);
  CHECK(post.letters()[0].policy == "parcel.recall_each");
  CHECK(post.letters()[0].error == "5902 GATEWAY");
  fan_out_probe().fails = false;
  REQUIRE(post.engine().replay_dead_letter(post.letters()[0].id, noon + 2h));
  post.idle(noon + 2h);
  CHECK(post.all<ParcelRecalled>().size() == 1);
  CHECK(post.letters().empty());
}

TEST_CASE("The dead letter of one key is replayed by its command alone") {
  Warehouse post;
  post.recall();
  post.idle();
  auto const letter = post.letters().at(0).id;
  CHECK(post.engine().replay_dead_letter(letter, noon).error().is(parcel_has_left));
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(Warehouse::poison));
    parcel->status = ParcelStatus::sent;
    work.save(*parcel);
    return 0;
  }));
  REQUIRE(post.engine().replay_dead_letter(letter, noon));
  CHECK(post.recalled()[Warehouse::poison.value] == 1);
  CHECK(post.letters().empty());
}

TEST_CASE("Two recalls of one user follow each other: the key is the row that decided") {
  Post post;
  post.add();
  REQUIRE(post.run(RecallAll{{7}}, noon, admin(1)));
  REQUIRE(post.run(RecallAll{{7}}, noon, admin(1)));
  post.idle();
  CHECK(post.all<ParcelRecalled>().size() == 2);  // each event has its own effect
}

/// A page in which one command would take a place that another row has.
TEST_CASE("A key whose command breaks a unique index is a dead letter and the rest of its page is done") {
  Post post;
  for (int i = 0; i < 3; ++i) post.add();
  auto const closed = post.add("taken");
  REQUIRE(post.run(DeliverParcel{closed}));
  post.add("taken");
  // Recalling opens the parcel again, which takes its label back.
  static ModuleInfo reopening = module;
  static std::vector<CommandEntry> commands(module.commands.begin(), module.commands.end());
  for (auto& entry : commands) {
    if (entry.info != &command_info<RecallParcel>()) continue;
    entry.handle = [](Work& work, void const* command, void*) -> result<> {
      Handling<RecallParcel> handling{work};
      BOOST_OUTCOME_TRY(auto* parcel, handling.load(static_cast<RecallParcel const*>(command)->parcel_id));
      parcel->is_open = true;
      handling.save(*parcel, ParcelRecalled{parcel->id});
      return outcome::success();
    };
  }
  reopening.commands = commands;
  Engine engine{post.store, {&reopening}};
  REQUIRE(engine.execute(RecallAll{{7}}, admin(1), {.at = noon}));
  auto const done = engine.run_until_idle(noon);
  REQUIRE_MESSAGE(done, done.error().message());
  CHECK(post.all<ParcelRecalled>().size() == 4);
  auto const letters = post.letters();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].policy == "parcel.recall_each:4");
  CHECK(history_faults(post.memory) == "");
}

}  // namespace
}  // namespace lilac::parcel

#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// Schedules Ping{left} under a name.
void schedule(Post& post, std::string const& name, Instant due, std::int64_t left) {
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule(name, due, Ping{left}));
    return 0;
  }));
}
std::vector<std::int64_t> pings(Post& post) {
  std::vector<std::int64_t> lefts;
  for (auto const& ping : post.all<Pinged>()) lefts.push_back(ping.left);
  return lefts;
}
using Lefts = std::vector<std::int64_t>;

TEST_CASE("A deadline runs when its time has come, and not a millisecond before") {
  Post post;
  auto const id = post.sent();
  post.advance(noon + 48h - 1ms);
  CHECK(post.all<ParcelLost>().empty());
  post.advance(noon + 48h);
  REQUIRE(post.all<ParcelLost>().size() == 1);
  CHECK(post.parcel(id).status == ParcelStatus::lost);
  CHECK(post.rows<engine::Deadline>().empty());
}

TEST_CASE("A deadline is stamped with its due time, however late it is") {
  Post post;
  post.sent();
  post.advance(noon + 1000h);
  REQUIRE(post.all<ParcelLost>().size() == 1);
  CHECK(post.all<ParcelLost>()[0].at == noon + 48h);
  Instant at;
  REQUIRE(post.memory.read_journal(0, no_limit, [&](EventRow const& row) {
    if (row.type == &event_info<ParcelLost>()) at = row.command.at;
    return true;
  }));
  CHECK(at == noon + 48h);
}

TEST_CASE("Deadlines run in the order of their times; of the same time in the order in which they were made") {
  Post post;
  schedule(post, "c", noon + 3h, 0);
  schedule(post, "a", noon + 1h, 4);
  schedule(post, "b", noon + 2h, 2);
  schedule(post, "also b", noon + 2h, 0);
  post.advance(noon + 3h);
  CHECK(pings(post) == Lefts{4, 2, 0, 2, 0, 0, 0});
}

TEST_CASE("A deadline acts as System, for nobody else") {
  Post post;
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule("count", noon + 1h, CountParcel{{7}}));
    return 0;
  }));
  post.advance(noon + 1h);
  REQUIRE(post.all<Counted>().size() == 1);
  CHECK(post.all<Counted>()[0].by == system_actor);
  CHECK(post.all<Counted>()[0].origin == system_actor);
}

TEST_CASE("Scheduling under a name that exists moves the deadline and replaces its command") {
  Post post;
  schedule(post, "x", noon + 1h, 4);
  schedule(post, "x", noon + 2h, 0);
  post.advance(noon + 1h);
  CHECK(pings(post).empty());
  post.advance(noon + 2h);
  CHECK(pings(post) == Lefts{0});
}

TEST_CASE("A cancelled deadline never runs; to cancel what is not there is nothing") {
  Post post;
  auto const id = post.sent();
  REQUIRE(post.run(DeliverParcel{id}));
  CHECK(post.rows<engine::Deadline>().empty());
  post.advance(noon + 1000h);
  CHECK(post.all<ParcelLost>().empty());
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.unschedule("nothing"));
    return 0;
  }));
}

TEST_CASE("A deadline that is moved by an earlier one runs at its new time") {
  Post post;
  schedule(post, "later", noon + 2h, 0);
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule("mover", noon + 1h, Act{"move"}));
    return 0;
  }));
  post.script.body = [](Handling<Act>& work, Act const&) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule("later", noon + 5h, Ping{0}));
    return 0;
  };
  post.advance(noon + 4h);
  CHECK(pings(post).empty());
  post.advance(noon + 5h);
  CHECK(pings(post) == Lefts{0});
}

TEST_CASE("A deadline may schedule the next one, within the same advance") {
  Post post;
  int ticks = 0;
  post.script.body = [&](Handling<Act>& work, Act const&) -> result<std::int64_t> {
    ++ticks;
    BOOST_OUTCOME_TRY(work.schedule("tick", work.now() + 1h, Act{"tick"}));
    return 0;
  };
  REQUIRE(post.engine().execute(Act{"tick"}, clerk, {.at = noon}));
  post.advance(noon + 10h);
  CHECK(ticks == 11);
  CHECK(post.rows<engine::Deadline>().size() == 1);
}

TEST_CASE("A refused deadline becomes a dead letter and does not stop those behind it") {
  Post post;
  auto const id = post.sent();
  schedule(post, "behind", noon + 49h, 0);
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    parcel->status = ParcelStatus::recalled;
    parcel->changed_at = noon + 1000h;
    work.save(*parcel);
    return 0;
  }));
  post.advance(noon + 49h);
  CHECK(pings(post) == Lefts{0});
  auto const letters = post.letters();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].policy == "deadline:parcel.1.overdue");
  CHECK(letters[0].attempts == 1);
  CHECK(!letters[0].parked);
  CHECK(letters[0].error == "The parcel is recalled already.");
  CHECK(post.rows<engine::Deadline>().empty());
}

TEST_CASE("The dead letter of a deadline can be replayed when its reason is gone") {
  Post post;
  auto const id = post.sent();
  auto const set_status = [&](ParcelStatus status) {
    REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
      BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
      parcel->status = status;
      work.save(*parcel);
      return 0;
    }));
  };
  set_status(ParcelStatus::registered);
  post.advance(noon + 48h);
  auto const letter = post.letters().at(0).id;
  auto const refused = post.engine().replay_dead_letter(letter, noon + 50h);
  REQUIRE(!refused);
  CHECK(refused.error().is(parcel_has_left));
  CHECK(post.letters().size() == 1);
  set_status(ParcelStatus::sent);
  REQUIRE(post.engine().replay_dead_letter(letter, noon + 51h));
  CHECK(post.letters().empty());
  REQUIRE(post.all<ParcelLost>().size() == 1);
  CHECK(post.all<ParcelLost>()[0].at == noon + 51h);
  CHECK(post.engine().replay_dead_letter(letter, noon + 52h).error().is(rules::not_found));
}

TEST_CASE("Deadlines survive the engine") {
  Post post;
  schedule(post, "x", noon + 1h, 0);
  post.open();
  post.advance(noon + 1h);
  CHECK(pings(post) == Lefts{0});
}

TEST_CASE("A clock that steps back runs nothing twice and nothing early") {
  Post post;
  schedule(post, "a", noon + 1h, 0);
  schedule(post, "b", noon + 3h, 0);
  post.advance(noon + 2h);
  post.advance(noon - 24h);
  schedule(post, "c", noon - 23h, 2);
  post.advance(noon - 24h);
  CHECK(pings(post) == Lefts{0});
  post.advance(noon - 23h);
  CHECK(pings(post) == Lefts{0, 2, 0});
  post.advance(noon + 3h);
  CHECK(pings(post) == Lefts{0, 2, 0, 0});
}

TEST_CASE("A store that fails stops the advance; the deadline runs with the next one") {
  Post post;
  schedule(post, "a", noon + 1h, 0);
  post.store.before = [](std::string_view operation) -> result<> {
    if (operation == "commit") return storage_error("disk full");
    return outcome::success();
  };
  auto const failed = post.engine().advance_to(noon + 2h);
  REQUIRE(!failed);
  CHECK(failed.error().is(rules::storage_failed));
  post.store.before = [](std::string_view) { return outcome::success(); };
  post.advance(noon + 3h);
  CHECK(pings(post) == Lefts{0});
  CHECK(post.letters().empty());
}

/// Runs `interfere` when the deadline has been read and is about to be run.
void between_reading_and_running(Post& post, std::function<void()> interfere) {
  post.store.before = [scans = 0, interfere = std::move(interfere)](std::string_view operation) mutable -> result<> {
    if (operation == "load" && scans++ == 0) interfere();
    return outcome::success();
  };
}

TEST_CASE("A deadline that another desk moves at the last moment keeps its new time") {
  Post post;
  schedule(post, "x", noon + 1h, 4);
  bool moved = false;
  between_reading_and_running(post, [&] {
    moved = true;
    schedule(post, "x", noon + 3h, 0);
  });
  post.advance(noon + 2h);
  CHECK(moved);
  CHECK(pings(post).empty());
  post.advance(noon + 3h);
  CHECK(pings(post) == Lefts{0});
}

TEST_CASE("A deadline that another desk runs or cancels at the last moment is not run again, and that is no error") {
  Post post;
  schedule(post, "x", noon + 1h, 0);
  schedule(post, "y", noon + 2h, 2);
  between_reading_and_running(post, [&] {
    REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
      BOOST_OUTCOME_TRY(work.unschedule("x"));
      return 0;
    }));
  });
  post.advance(noon + 2h);
  CHECK(pings(post) == Lefts{2, 0});
  CHECK(post.letters().empty());
}

TEST_CASE("Time also runs retries, fan-outs and workers, each at its own time") {
  Post post;
  auto const id = post.sent();
  post.tracker.on_follow = [&](ParcelSent const&, Delivery const& delivery) -> result<> {
    if (delivery.attempt < 3) return refuse(rules::gateway_failed, field("x"), value("busy"));
    return outcome::success();
  };
  REQUIRE(post.run(RecallAll{{7}}, noon + 10h, admin(1)));
  post.advance(noon + 12h);
  CHECK(post.tracker.calls.size() == 3);
  CHECK(post.parcel(id).status == ParcelStatus::returned);
  CHECK(post.parcel(id).changed_at == noon + 11h);
}

}  // namespace
}  // namespace lilac::parcel

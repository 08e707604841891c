// The order of things is the order of commits; a clock that is far behind is refused.
#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// A post office whose clocks may differ by the usual five minutes.
struct Punctual : Post {
  Punctual() {
    engine_rules = {};
    open();
  }
};

auto run_at(Engine& engine, Instant at) { return engine.execute(Ping{0}, system_actor, {.at = at}); }

TEST_CASE("A command up to five minutes before what the store has seen is taken as it is, an older one is refused") {
  Punctual post;
  REQUIRE(run_at(post.engine(), noon));
  CHECK(run_at(post.engine(), noon - 5min));
  auto const refused = run_at(post.engine(), noon - 5min - 1ms);
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::clock_stepped_back));
  CHECK(refused.error().number() == 4908);
  CHECK(refused.error().field() == "at");
  CHECK(refused.error().value() == to_text(noon - 5min - 1ms));
  CHECK(post.all<Pinged>().size() == 2);
}

TEST_CASE("What another desk committed counts, to the minute, and after a restart") {
  Punctual post;
  auto other = post.another();
  REQUIRE(run_at(*other, noon));
  SUBCASE("a desk that was open already") {
    CHECK(!run_at(post.engine(), noon - 1h));
    CHECK(run_at(post.engine(), noon - 4min));
  }
  SUBCASE("a desk that opens afterwards") {
    CHECK(!run_at(post.open(), noon - 1h));
    CHECK(run_at(post.engine(), noon - 4min));
  }
  SUBCASE("less than a minute later is not told anew") {
    auto const told = post.row(Id<engine::SeenTime>{1})->at;
    REQUIRE(run_at(*other, noon + 59s));
    CHECK(post.row(Id<engine::SeenTime>{1})->at == told);
    REQUIRE(run_at(*other, noon + 60s));
    CHECK(post.row(Id<engine::SeenTime>{1})->at == noon + 60s);
  }
}

TEST_CASE("A desk whose clock is an hour behind is refused again and again, and writes nothing") {
  Punctual post;
  auto other = post.another();
  REQUIRE(run_at(*other, noon));
  auto const before = everything_text(post.memory);
  for (auto late = 60min; late > 5min; late -= 1min) CHECK(!run_at(post.engine(), noon - late));
  CHECK(everything_text(post.memory) == before);
  CHECK(run_at(post.engine(), noon - 5min));
}

TEST_CASE("Previews, batches and other systems' events are judged alike") {
  Punctual post;
  REQUIRE(run_at(post.engine(), noon));
  CHECK(!post.engine().preview(Ping{0}, system_actor, {.at = noon - 6min}));
  CHECK(post.engine().preview(Ping{0}, system_actor, {.at = noon - 4min}));
  CHECK(!post.engine().receive(CustomsCleared{{1}, {7}, ""}, "a", noon - 6min));
  REQUIRE(post.engine().batch([&](Batch& batch) {
    CHECK(!batch.execute(Ping{0}, system_actor, {.at = noon - 6min}));
    CHECK(batch.execute(Ping{0}, system_actor, {.at = noon - 4min}));
  }));
}

TEST_CASE("A refused command tells nobody the time") {
  Punctual post;
  REQUIRE(run_at(post.engine(), noon));
  CHECK(!post.run(RegisterParcel{{7}, "x", "", 0, {}}, noon + 24h));
  CHECK(run_at(post.engine(), noon));
}

TEST_CASE("What fell due long ago runs all the same") {
  Punctual post;
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule("ping", noon + 1h, Ping{0}));
    return 0;
  }));
  REQUIRE(run_at(post.engine(), noon + 5h));
  post.advance(noon + 5h);
  CHECK(post.all<Pinged>().size() == 2);
  CHECK(post.letters().empty());
  CHECK(post.engine().execute(Ping{0}, system_actor, {.at = noon + 1h, .was_due = true}));
}

TEST_CASE("How far back is a rule of the host's") {
  Punctual post;
  REQUIRE(run_at(post.engine(), noon));
  Host host;
  host.bind<Script>(post.script).bind<Tracker>(post.tracker).set(post.rules);
  SUBCASE("an hour") {
    Engine patient{post.store, {&module}, host.set(engine::Rules{.longest_step_back = 1h})};
    CHECK(run_at(patient, noon - 1h));
    CHECK(!run_at(patient, noon - 1h - 1ms));
  }
  SUBCASE("never mind") {
    Engine lenient{post.store, {&module}, host.set(engine::Rules{.longest_step_back = Duration::max()})};
    CHECK(run_at(lenient, noon - 24h * 365 * 2000));
  }
}

}  // namespace
}  // namespace lilac::parcel

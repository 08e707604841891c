// Workers whose due() and step() do not agree.
#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// Says when it is due and finds work only when `has_work`.
struct Idler {
  Instant due_at = noon;
  bool has_work = false;
  int steps = 0;
  int worked = 0;
  int asked = 0;
};
/// Finds one thing at `due_at`, and gives the idler something to do.
struct Feeder {
  std::optional<Instant> due_at;
};
Idler idler;
Feeder feeder;
constexpr int without_end = 1000;

constexpr WorkerInfo workers[] = {
    {"idler",
     [](Engine&, Instant) -> result<bool> {
       ++idler.steps;
       if (!std::exchange(idler.has_work, false)) return false;
       ++idler.worked;
       return true;
     },
     [](Engine&) -> result<std::optional<Instant>> {
       if (++idler.asked > without_end) return refuse(rules::corrupt, field("due"), value("it is asked without end"));
       return std::optional<Instant>{idler.due_at};
     }},
    {"feeder",
     [](Engine&, Instant now) -> result<bool> {
       if (!feeder.due_at || *feeder.due_at > now) return false;
       feeder.due_at.reset();
       idler.has_work = true;
       return true;
     },
     [](Engine&) -> result<std::optional<Instant>> { return feeder.due_at; }},
};
constexpr ModuleInfo idle_module{.name = "idle", .workers = workers};

struct IdlePost : Post {
  IdlePost() {
    idler = {};
    feeder = {};
  }
  Engine idle{store, {&module, &idle_module}};
};

TEST_CASE("A worker that finds nothing at its due time is left alone, and time goes on without it") {
  for (auto const due : {noon - 1h, noon, noon + 48h, noon + 72h}) {
    IdlePost post;
    post.sent();
    idler.due_at = due;
    auto const done = post.idle.advance_to(noon + 72h);
    REQUIRE_MESSAGE(done, done.error().message());
    REQUIRE(post.all<ParcelLost>().size() == 1);
    CHECK(post.all<ParcelLost>()[0].at == noon + 48h);
    CHECK(idler.steps <= 4);
  }
}

TEST_CASE("A worker that was left alone is asked again at the next call, and when its due time has moved on") {
  IdlePost post;
  REQUIRE(post.idle.advance_to(noon + 1h));
  CHECK(idler.steps == 1);
  idler.has_work = true;
  REQUIRE(post.idle.advance_to(noon + 1h));
  CHECK(idler.worked == 1);
  idler.due_at = noon + 2h;
  idler.steps = 0;
  REQUIRE(post.idle.advance_to(noon + 2h - 1ms));
  CHECK(idler.steps == 0);
  REQUIRE(post.idle.advance_to(noon + 2h));
  CHECK(idler.steps == 1);
}

TEST_CASE("A worker that was left alone works in the same call when something has happened") {
  IdlePost post;
  feeder.due_at = noon + 1h;
  REQUIRE(post.idle.advance_to(noon + 2h));
  CHECK(idler.worked == 1);
}

}  // namespace
}  // namespace lilac::parcel

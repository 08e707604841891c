// A claim begins when it is made, and is looked at again before a port is called.
#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

TEST_CASE("A claim is reckoned from the present, however long ago its entry was due") {
  Post post;
  post.sent(noon);
  Instant claimed_until;
  post.tracker.on_follow = [&](ParcelSent const&, Delivery const&) -> result<> {
    claimed_until = post.rows<engine::RelayEntry>().at(0).next_at;
    return outcome::success();
  };
  SUBCASE("time passes") { post.advance(noon + 1h); }
  SUBCASE("the relay runs") { post.idle(noon + 1h); }
  CHECK(claimed_until == noon + 1h + 5min);
}

TEST_CASE("While one desk delivers what was due an hour ago, no other one does") {
  Post post;
  post.sent(noon);
  auto const other = post.another();
  post.tracker.on_follow = [&](ParcelSent const&, Delivery const&) -> result<> {
    if (post.tracker.calls.size() == 1) REQUIRE(other->advance_to(noon + 1h + 5min - 1ms));
    return outcome::success();
  };
  post.advance(noon + 1h);
  CHECK(post.tracker.calls.size() == 1);
}

TEST_CASE("A desk that stood still for longer than its claim finds what another one took up, and leaves it alone") {
  for (auto const still : {5min - 1ms, 5min + 0ms, 60min + 0ms}) {
    CAPTURE(still.count());
    Post post;
    auto const first = post.sent();
    auto const second = post.sent();
    auto other = post.another();
    post.tracker.on_follow = [&](ParcelSent const&, Delivery const&) -> result<> {
      // Both are claimed; the desk stands still while it delivers the first.
      if (post.tracker.calls.size() == 1) REQUIRE(other->run_until_idle(noon + still));
      return outcome::success();
    };
    post.idle(noon);
    std::map<std::int64_t, int> calls;
    for (auto const id : post.tracker.parcels()) ++calls[id];
    CHECK(calls[first.value] == (still < 5min ? 1 : 2));  // nobody knows whether the first one arrived
    CHECK(calls[second.value] == 1);
    CHECK(post.rows<engine::RelayEntry>().empty());
  }
}

TEST_CASE("A desk that stood still leaves also that alone which another one tried in vain") {
  Post post;
  post.sent();
  auto const second = post.sent();
  auto other = post.another();
  post.tracker.on_follow = [&](ParcelSent const& event, Delivery const&) -> result<> {
    if (post.tracker.calls.size() == 1) REQUIRE(other->run_until_idle(noon + 5min));
    if (event.parcel_id == second) return refuse(rules::gateway_failed, field("x"), value("busy"));
    return outcome::success();
  };
  post.idle(noon);
  std::map<std::int64_t, int> calls;
  for (auto const id : post.tracker.parcels()) ++calls[id];
  CHECK(calls[second.value] == 1);
  REQUIRE(post.rows<engine::RelayEntry>().size() == 1);
  CHECK(post.rows<engine::RelayEntry>()[0].attempts == 2);
}

TEST_CASE("What another desk claims between a look at what is due and the claim is that desk's") {
  Post post;
  post.sent();
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) -> result<> {
    return refuse(rules::gateway_failed, field("x"), value("busy"));
  };
  auto const other = post.another();
  auto comes_in = false;
  auto came_in = false;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "scan" && !came_in && post.rows<engine::RelayEntry>().size() == 1) comes_in = true;
    if (operation == "load" && std::exchange(comes_in, false)) {
      came_in = true;
      REQUIRE(other->run_until_idle(noon));
    }
    return outcome::success();
  };
  post.idle(noon);
  CHECK(post.tracker.calls.size() == 1);
  CHECK(post.rows<engine::RelayEntry>().at(0).attempts == 1);
}

}  // namespace
}  // namespace lilac::parcel

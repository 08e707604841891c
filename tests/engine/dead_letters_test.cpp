// Many dead letters at once.
#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

using Count = std::pair<std::int64_t, std::int64_t>;

/// Two users with three parcels each, all delivered, so that no recall reaches them; and a third with a parcel whose
/// tracking company never answered.
struct Refused : Post {
  bool tracker_fails = true;
  Refused() {
    for (std::int64_t user = 7; user <= 8; ++user) {
      for (auto n = 0; n < 3; ++n) REQUIRE(run(DeliverParcel{parcels.emplace_back(add("", user))}));
      REQUIRE(run(RecallAll{{user}}, noon, admin(1)));
    }
    tracker.on_follow = [this](ParcelSent const&, Delivery const&) -> result<> {
      if (tracker_fails) return refuse(rules::gateway_failed, field("tracker"), value("busy"));
      return outcome::success();
    };
    sent();
    advance(noon + 24h);
    REQUIRE(letters().size() == 7);
  }
  Count replay(DeadLetterFilter const& filter) {
    auto const done = engine().replay_dead_letters(filter, noon + 25h);
    REQUIRE(done);
    advance(noon + 25h);
    return {done.value().replayed, done.value().refused};
  }
  void let_recall(ParcelId id) {
    REQUIRE(act([id](Handling<Act>& work) -> result<std::int64_t> {
      BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
      parcel->status = ParcelStatus::sent;
      work.save(*parcel);
      return 0;
    }));
  }
  std::vector<ParcelId> parcels;
};

TEST_CASE("What is refused again stays a dead letter, is counted, and stops nobody behind it") {
  Refused post;
  auto const recalled = post.all<ParcelRecalled>().size();
  post.let_recall(post.parcels[4]);
  CHECK(post.replay({.policy = "parcel.recall_each"}) == Count{1, 5});
  CHECK(post.letters().size() == 6);
  CHECK(post.all<ParcelRecalled>().size() == recalled + 1);
}

TEST_CASE("A delivery that is tried again has all its tries again") {
  Refused post;
  auto const tries = post.tracker.calls.size();
  post.tracker_fails = false;
  CHECK(post.replay({.reason = "GATEWAY"}) == Count{1, 0});
  CHECK(post.tracker.calls.size() == tries + 1);
  CHECK(post.letters().size() == 6);
}

TEST_CASE("What a policy's name begins with means it up to a dot or a colon, and not within a word") {
  Refused post;
  for (auto const* no : {"parcel.recall", "parc", "recall_each", "parcel.recall_each:", "x"}) {
    CAPTURE(no);
    CHECK(post.replay({.policy = no}) == Count{0, 0});
  }
  auto const one = "parcel.recall_each:" + std::to_string(post.parcels[0].value);
  CHECK(post.replay({.policy = one}) == Count{0, 1});
  CHECK(post.replay({.policy = "parcel.recall_each"}) == Count{0, 6});
  CHECK(post.replay({.policy = "parcel"}) == Count{1, 6});
}

TEST_CASE("A field is looked for in the refused command, and if that has none, in the event") {
  Refused post;
  for (auto const id : post.parcels) post.let_recall(id);
  CHECK(post.replay({.field = "user_id", .number = 9}) == Count{0, 0});
  CHECK(post.replay({.field = "label", .number = 0}) == Count{0, 0});  // no number
  CHECK(post.replay({.field = "parcel_id", .number = post.parcels[0].value}) == Count{1, 0});
  CHECK(post.letters().size() == 6);
  CHECK(post.replay({.field = "user_id", .number = 8}) == Count{3, 0});
  CHECK(post.letters().size() == 3);
  CHECK(post.replay({.policy = "parcel.recall_each", .reason = "delivered", .field = "user_id", .number = 7}) ==
        Count{2, 0});
  CHECK(post.letters().size() == 1);
}

TEST_CASE("An instant that is none is refused, and nothing is tried") {
  Refused post;
  auto const done = post.engine().replay_dead_letters({}, Instant::max());
  REQUIRE(!done);
  CHECK(done.error().is(rules::invalid_argument));
  CHECK(post.letters().size() == 7);
}

}  // namespace
}  // namespace lilac::parcel

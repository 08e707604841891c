// Promise 1: on one thread the same inputs give the same bytes.
#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// What a day at the post office also has: questions that change nothing, and things that are refused.
enum class Noise : std::uint8_t { none, previews_and_refusals };

void make_noise(Post& post, Noise noise, Instant at) {
  if (noise == Noise::none) return;
  for (int i = 0; i < 3; ++i) {
    REQUIRE(post.engine().preview(RegisterParcel{{7}, "preview", "", 500, {}}, clerk, {.at = at}));
    CHECK(!post.run(RegisterParcel{{7}, "x", "", 0, {}}, at));
    CHECK(!post.run(RegisterParcel{{666}, "x", "", 1, {}}, at));           // refused by a policy
    CHECK(!post.run(RegisterParcel{{7}, "always there", "", 1, {}}, at));  // refused by a unique index
    CHECK(!post.run(Ping{99}, at));                                        // refused as a chain
    CHECK(!post.engine().receive(CustomsCleared{{999}, {7}, ""}, "no", at));
    REQUIRE(post.engine().batch([&](Batch& batch) {
      CHECK(!batch.execute(RegisterParcel{{7}, "x", "", 0, {}}, clerk, {.at = at}));
    }));
  }
  CHECK(!post.act([](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule("never", noon, Ping{0}));
    for (int i = 0; i < 5; ++i) {
      BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
      work.save(*parcel, Acted{"never"});
    }
    return refuse(rules::not_found, field("x"), value(1));
  }));
}

std::string day(Noise noise) {
  Post post;
  auto const noisy = [&](Instant at) { make_noise(post, noise, at); };
  // User 666 may have no parcel.
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    auto* tally = work.create(Id<Tally>{666});
    tally->count = 1'000'000;
    work.save(*tally);
    return 0;
  }));
  post.add("always there");
  post.tracker.on_follow = [](ParcelSent const& event, Delivery const& delivery) -> result<> {
    if (event.parcel_id.value % 3 == 0 && delivery.attempt < 3) return refuse(rules::gateway_failed);
    return outcome::success();
  };
  for (int hour = 0; hour < 12; ++hour) {
    auto const now = noon + std::chrono::hours(hour);
    noisy(now);
    auto const first = post.run(RegisterParcel{{7}, "one of hour " + std::to_string(hour), "for Kim", 50, {}}, now);
    REQUIRE(first);
    noisy(now);
    REQUIRE(post.engine().batch([&](Batch& batch) {
      for (int i = 0; i < 5; ++i) {
        auto const label = std::to_string(hour) + "." + std::to_string(i);
        auto const made = batch.execute(RegisterParcel{{7 + i % 2}, label, "x", 40 * i, {}}, clerk,
                                        {.at = now, .command_id = label, .correlation_id = "day"});
        if (made && i % 2 == 1) REQUIRE(batch.execute(SendParcel{made.value().id}, clerk, {.at = now}));
      }
    }));
    noisy(now);
    REQUIRE(post.run(SendParcel{first.value().id}, now));
    if (hour == 4) REQUIRE(post.run(RecallAll{{8}}, now, admin(1)));
    noisy(now);
    post.advance(now + 30min);
    noisy(now + 30min);
    if (hour == 8) post.idle(now + 30min);
  }
  post.advance(noon + 60h);
  return everything_text(post.memory);
}

TEST_CASE("The same inputs give the same bytes") {
  auto const first = day(Noise::none);
  CHECK(first.size() > 10'000);
  CHECK(day(Noise::none) == first);
}

TEST_CASE("Previews and refusals between them change no byte") {
  CHECK(day(Noise::previews_and_refusals) == day(Noise::none));
}

}  // namespace
}  // namespace lilac::parcel

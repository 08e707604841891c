#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

constexpr char const* secret = "Kim is ill";

auto register_for(Post& post, std::int64_t user, std::string label, std::string_view id = {}) {
  return post.engine().execute(RegisterParcel{{user}, std::move(label), PersonalText{secret}, 1, {}}, clerk,
                               {.at = noon, .command_id = id});
}
bool knows(Post& post, std::string_view text) { return everything_text(post.memory).find(text) != std::string::npos; }

TEST_CASE("Redacting removes personal text from rows, views, events and remembered replies of one user") {
  Post post;
  REQUIRE(register_for(post, 7, "A", "k"));
  post.idle();
  REQUIRE(knows(post, secret));
  REQUIRE(post.engine().redact(user(7), admin(1), {.at = noon}));
  CHECK(!knows(post, secret));
  CHECK(post.parcel({1}).note.empty());
  CHECK(post.parcel({1}).label == "A");  // the rest stays
  CHECK(post.row(Id<Trail>{1})->note.empty());
  CHECK(post.all<ParcelRegistered>().at(0).note.empty());
  auto const again = register_for(post, 7, "A", "k");
  REQUIRE(again);
  CHECK(again.value().note.empty());
  CHECK(again.value().label == "A");
}

TEST_CASE("Redacting one user leaves the others") {
  Post post;
  REQUIRE(register_for(post, 7, "A"));
  REQUIRE(register_for(post, 8, "B", "k"));
  REQUIRE(post.engine().redact(user(7), admin(1), {.at = noon}));
  CHECK(post.parcel({2}).note == secret);
  CHECK(post.all<ParcelRegistered>().at(1).note == secret);
  CHECK(register_for(post, 8, "B", "k").value().note == secret);
}

TEST_CASE("After redacting, the last change of each row is its digest again") {
  Post post;
  REQUIRE(register_for(post, 7, "A"));
  REQUIRE(post.engine().redact(user(7), admin(1), {.at = noon}));
  CHECK(post.version(entity_info<Parcel>(), 1) == 2);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("Redacting again is nothing more") {
  Post post;
  REQUIRE(register_for(post, 7, "A"));
  REQUIRE(post.engine().redact(user(7), admin(1), {.at = noon}));
  REQUIRE(post.engine().redact(user(7), admin(1), {.at = noon}));
  CHECK(post.version(entity_info<Parcel>(), 1) == 2);
}

TEST_CASE("Who may not redact is refused before anything is removed") {
  Post post;
  REQUIRE(register_for(post, 7, "A", "k"));
  auto const before = everything_text(post.memory);
  auto const refused = post.engine().redact(user(7), clerk, {.at = noon});
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::actor_not_allowed));
  CHECK(everything_text(post.memory) == before);
  CHECK(post.engine().redact(user(7), admin(1), {.at = Instant::max()}).error().is(rules::invalid_argument));
  CHECK(everything_text(post.memory) == before);
  CHECK(post.engine().redact(user(7), system_actor, {.at = noon}));
}

TEST_CASE("Redacting reaches all pages of a long journal") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (int i = 0; i < 700; ++i)
      REQUIRE(batch.execute(RegisterParcel{{7}, std::to_string(i), PersonalText{secret}, 1, {}}, clerk,
                            {.at = noon, .command_id = std::to_string(i)}));
  }));
  REQUIRE(post.engine().redact(user(7), admin(1), {.at = noon}));
  CHECK(!knows(post, secret));
  CHECK(post.engine()
            .execute(RegisterParcel{{7}, "699", PersonalText{secret}, 1, {}}, clerk, {.at = noon, .command_id = "699"})
            .value()
            .note.empty());
}

TEST_CASE("Redacting reaches the commands that deadlines and dead letters hold") {
  Post post;
  REQUIRE(register_for(post, 7, "A"));
  REQUIRE(post.run(DeliverParcel{{1}}));
  REQUIRE(post.run(RecallAll{{7}}, noon, admin(1)));
  post.idle();  // the recall of a delivered parcel is a dead letter
  REQUIRE(post.letters().size() == 1);
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule("7", noon + 1h, RecallParcel{{1}, PersonalText{secret}, {7}}));
    BOOST_OUTCOME_TRY(work.schedule("8", noon + 1h, RecallParcel{{1}, "Lee is well", {8}}));
    return 0;
  }));
  REQUIRE(post.engine().redact(user(7), admin(1), {.at = noon}));
  CHECK(!knows(post, secret));
  CHECK(knows(post, "Lee is well"));
  CHECK(post.rows<engine::Deadline>().size() == 2);
  CHECK(post.letters().size() == 1);
}

TEST_CASE("Redacting that is interrupted anywhere is finished by doing it again") {
  for (int fatal = 1; fatal <= 4; ++fatal) {
    Post post;
    REQUIRE(register_for(post, 7, "A", "k"));
    post.idle();
    int commits = 0;
    post.store.before = [&](std::string_view operation) -> result<> {
      if (operation == "commit" && ++commits >= fatal) return dead_process();
      return outcome::success();
    };
    auto const done = post.engine().redact(user(7), admin(1), {.at = noon});
    post.store.before = [](std::string_view) { return outcome::success(); };
    if (done) break;
    post.open();
    REQUIRE(post.engine().redact(user(7), admin(1), {.at = noon}));
    CHECK(!knows(post, secret));
    CHECK(history_faults(post.memory) == "");
  }
}

}  // namespace
}  // namespace lilac::parcel

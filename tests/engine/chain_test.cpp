#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

TEST_CASE("Policies may follow each other 32 deep") {
  Post post;
  REQUIRE(post.run(Ping{31}));
  CHECK(post.events().size() == 32);
}

TEST_CASE("The 33rd refuses the command, names the chain and leaves nothing") {
  Post post;
  auto const before = everything_text(post.memory);
  auto const refused = post.run(Ping{32});
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::chain_too_long));
  CHECK(refused.error().number() == 5904);
  auto const chain = refused.error().value().value();
  CHECK(chain.substr(0, 28) == "Pinged → Ponged → Pinged");
  CHECK(everything_text(post.memory) == before);
}

TEST_CASE("Policies that call each other without end are stopped") {
  Post post;
  CHECK(post.run(Ping{-1}).error().is(rules::chain_too_long));
  CHECK(post.run(Ping{0}));  // and the engine goes on
}

TEST_CASE("Depth is counted along causes: many events side by side are no chain") {
  Post post;
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    auto* tally = work.create(Id<Tally>{1});
    for (int i = 0; i < 200; ++i) work.save(*tally, Pinged{31});
    return 0;
  }));
  CHECK(post.events().size() == 200 * 32);
}

TEST_CASE("In a batch, a chain that is too long refuses its own command only") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    REQUIRE(batch.execute(Ping{31}, system_actor, {.at = noon}));
    auto const refused = batch.execute(Ping{32}, system_actor, {.at = noon});
    REQUIRE(!refused);
    CHECK(refused.error().is(rules::chain_too_long));
    CHECK(refused.error().value().value().substr(0, 6) == "Pinged");
    REQUIRE(batch.execute(Ping{1}, system_actor, {.at = noon}));
  }));
  CHECK(post.events().size() == 34);
}

}  // namespace
}  // namespace lilac::parcel

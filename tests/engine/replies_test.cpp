// A reply that is a row is the row as it was committed, with what policies made of it.
#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

TEST_CASE("The reply tells what the policies have made of the row") {
  Post post{{.heavy_from = 10}};
  RegisterParcel const heavy{{7}, "an anvil", "for Kim", 10, {}};
  RegisterParcel const light{{7}, "a feather", "for Kim", 9, {}};
  SUBCASE("alone") {
    auto const reply = post.run(heavy);
    REQUIRE(reply);
    CHECK(to_json(reply.value()) == to_json(post.parcel(reply.value().id)));
    CHECK(reply.value().changed_at);
  }
  SUBCASE("no policy touched it") {
    auto const reply = post.run(light);
    REQUIRE(reply);
    CHECK(to_json(reply.value()) == to_json(post.parcel(reply.value().id)));
  }
  SUBCASE("as it is remembered, though the row has gone on since") {
    auto const first = post.engine().execute(heavy, clerk, {.at = noon, .command_id = "once"});
    REQUIRE(first);
    auto const committed = to_json(post.parcel(first.value().id));
    CHECK(to_json(first.value()) == committed);
    REQUIRE(post.run(SendParcel{first.value().id}));
    auto const again = post.engine().execute(heavy, clerk, {.at = noon, .command_id = "once"});
    REQUIRE(again);
    CHECK(to_json(again.value()) == committed);
  }
  SUBCASE("in a batch, for each command as it was after its own policies") {
    std::vector<std::string> replies;
    REQUIRE(post.engine().batch([&](Batch& batch) {
      replies.clear();
      for (auto const* command : {&heavy, &light}) {
        auto const reply = batch.execute(*command, clerk, {.at = noon});
        REQUIRE(reply);
        replies.push_back(to_json(reply.value()));
      }
    }));
    std::vector<std::string> rows;
    for (auto const& row : post.rows<Parcel>()) rows.push_back(to_json(row));
    CHECK(replies == rows);
  }
  SUBCASE("previewed") {
    auto const preview = post.engine().preview(heavy, clerk, {.at = noon});
    REQUIRE(preview);
    auto const reply = post.run(heavy);
    REQUIRE(reply);
    CHECK(to_json(preview.value().reply) == to_json(reply.value()));
  }
}

}  // namespace
}  // namespace lilac::parcel

#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

TEST_CASE("A received event is written and runs its policies, as System") {
  Post post;
  auto const id = post.add();
  REQUIRE(post.engine().receive(CustomsCleared{id, {7}, "for Kim"}, "c-1", noon + 1h, "story"));
  CHECK(post.events(2) == Names{"CustomsCleared", "ParcelSent"});
  bool found = false;
  REQUIRE(post.memory.read_journal(2, 1, [&](EventRow const& row) {
    found = true;
    CHECK(row.command.origin == Origin::received);
    CHECK(row.command.command == CustomsCleared::number);
    CHECK(row.command.command_id == "received:parcel.CustomsCleared:c-1");
    CHECK(row.command.actor == system_actor);
    CHECK(row.command.at == noon + 1h);
    CHECK(row.command.correlation_id == "story");
    CHECK(row.entity == nullptr);
    CHECK(row.ordinal == 0);
    CHECK(row.cause_ordinal == -1);
    return true;
  }));
  CHECK(found);
  CHECK(post.parcel(id).changed_at == noon + 1h);
}

TEST_CASE("An event is received once per id that it has at its source") {
  Post post;
  auto const id = post.add();
  for (int i = 0; i < 3; ++i) REQUIRE(post.engine().receive(CustomsCleared{id, {7}, ""}, "c-1", noon));
  CHECK(post.all<CustomsCleared>().size() == 1);
  post.open();
  REQUIRE(post.engine().receive(CustomsCleared{id, {7}, ""}, "c-1", noon));
  CHECK(post.all<CustomsCleared>().size() == 1);
  REQUIRE(post.engine().batch([&](Batch& batch) {
    auto const other = ParcelId{batch.execute(RegisterParcel{{7}, "B", "", 1, {}}, clerk, {.at = noon}).value().id};
    for (int i = 0; i < 2; ++i) REQUIRE(batch.receive(CustomsCleared{other, {7}, ""}, "c-2", noon));
  }));
  CHECK(post.all<CustomsCleared>().size() == 2);
}

TEST_CASE("Another event under the same id of its source is refused") {
  Post post;
  auto const id = post.add();
  REQUIRE(post.engine().receive(CustomsCleared{id, {7}, ""}, "c-1", noon));
  auto const refused = post.engine().receive(CustomsCleared{id, {8}, ""}, "c-1", noon);
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::idempotency_key_reused));
}

TEST_CASE("A received event whose policy refuses is not written and may come again") {
  Post post;
  CHECK(post.engine().receive(CustomsCleared{{1}, {7}, ""}, "c-1", noon).error().is(rules::not_found));
  CHECK(post.position() == 0);
  post.add();
  CHECK(post.engine().receive(CustomsCleared{{1}, {7}, ""}, "c-1", noon));
}

TEST_CASE("A received event needs an id, and what is in it is checked") {
  Post post;
  post.add();
  auto const before = post.position();
  CustomsCleared const event{{1}, {7}, ""};
  CHECK(post.engine().receive(event, "", noon).error().field() == "source_event_id");
  CHECK(post.engine().receive(event, "\xFF", noon).error().field() == "source_event_id");
  CHECK(post.engine().receive(event, std::string(201, 'x'), noon).error().field() == "source_event_id");
  CHECK(post.engine().receive(event, "c", noon, "\xFF").error().field() == "correlation_id");
  CHECK(post.engine().receive(CustomsCleared{{1}, {7}, "\xFF"}, "c", noon).error().field() == "note");
  CHECK(post.engine().receive(event, "c", Instant::max()).error().field() == "at");
  CHECK(post.position() == before);
}

TEST_CASE("An event that no module links, or that does not come from outside, is refused") {
  Post post;
  Engine empty{post.memory, {}};
  auto const unlinked = empty.receive(CustomsCleared{{1}, {7}, ""}, "c-1", noon);
  REQUIRE(!unlinked);
  CHECK(unlinked.error().is(rules::not_found));
  CHECK(unlinked.error().value() == "parcel.CustomsCleared");
  ParcelSent const own{{1}, {7}};
  auto const not_received = post.engine().receive_raw(event_info<ParcelSent>(), &own, "c-1", noon, {});
  REQUIRE(!not_received);
  CHECK(not_received.error().is(rules::not_found));
}

TEST_CASE("Of several received in one batch, a refused one leaves the others") {
  Post post;
  auto const a = post.add();
  auto const b = post.add();
  REQUIRE(post.engine().batch([&](Batch& batch) {
    REQUIRE(batch.receive(CustomsCleared{a, {7}, ""}, "c-1", noon));
    REQUIRE(!batch.receive(CustomsCleared{{99}, {7}, ""}, "c-2", noon));
    REQUIRE(batch.receive(CustomsCleared{b, {7}, ""}, "c-3", noon));
  }));
  CHECK(post.all<ParcelSent>().size() == 2);
}

}  // namespace
}  // namespace lilac::parcel

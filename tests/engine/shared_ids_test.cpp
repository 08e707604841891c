// Ids that were given back, and another writer that took them meanwhile.
#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// Another desk, with a sequence of its own, commits a parcel under this id.
void take_id(Post& post, std::int64_t id, std::string label) {
  Parcel row;
  row.id = {id};
  row.user_id = {8};
  row.label = std::move(label);
  RowWrite const write{&entity_info<Parcel>(), id, 0, 1, RowWrite::Action::insert, &row, 0};
  WriteSet set;
  set.rows = {&write, 1};
  REQUIRE(post.memory.commit(set));
}

/// Draws an id and is refused, so that the id is given back.
std::int64_t draw_and_lose(Post& post) {
  std::int64_t drawn = 0;
  CHECK(!post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
    drawn = parcel->id.value;
    return refuse(rules::not_found, field("x"), value(1));
  }));
  return drawn;
}

TEST_CASE("An id that was given back is drawn again, unless another writer took it") {
  Post post;
  auto const lost = draw_and_lose(post);
  SUBCASE("nobody took it") { CHECK(post.add("mine").value == lost); }
  SUBCASE("it was taken: it is not even tried") {
    take_id(post, lost, "theirs");
    int runs = 0;
    REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
      ++runs;
      BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
      CHECK(parcel->id.value != lost);
      parcel->label = "mine";
      work.save(*parcel, Acted{"mine"});
      return 0;
    }));
    CHECK(runs == 1);
  }
  CHECK(post.rows<Parcel>().size() >= 1);
}

// What the handler found may have been the other's: its refusal would be about somebody else's row.
TEST_CASE("A command that is refused because its id was taken while it ran is judged again with another id") {
  Post post;
  auto const lost = draw_and_lose(post);
  int runs = 0;
  auto const judge = [&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
    if (++runs == 1) take_id(post, parcel->id.value, "key of " + std::to_string(parcel->id.value));
    auto const key = "key of " + std::to_string(parcel->id.value);
    BOOST_OUTCOME_TRY(auto const* before, work.first<Parcel::find_by_label>(key));
    if (before != nullptr) return refuse(rules::idempotency_key_reused, field("x"), value(key));
    parcel->label = key;
    work.save(*parcel, Acted{key});
    return 0;
  };
  SUBCASE("alone") { CHECK(post.act(judge)); }
  SUBCASE("in a batch, with what came before it") {
    post.script.body = [&](Handling<Act>& work, Act const&) { return judge(work); };
    int calls = 0;
    REQUIRE(post.engine().batch([&](Batch& batch) {
      ++calls;
      CHECK(batch.execute(Ping{0}, system_actor, {.at = noon}));
      auto const done = batch.execute(Act{"test"}, clerk, {.at = noon});
      CHECK(done.has_value() == (calls == 2));
    }));
    CHECK(calls == 2);
    CHECK(post.all<Pinged>().size() == 1);
  }
  SUBCASE("previewed") {
    post.script.body = [&](Handling<Act>& work, Act const&) { return judge(work); };
    CHECK(post.engine().preview(Act{"test"}, clerk, {.at = noon}));
  }
  CHECK(runs == 2);
  CHECK(post.row(ParcelId{lost})->user_id == UserId{8});
}

TEST_CASE("A refusal that has nothing to do with ids is not judged again") {
  Post post;
  draw_and_lose(post);
  int runs = 0;
  CHECK(!post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    ++runs;
    BOOST_OUTCOME_TRY(work.create<Parcel>());
    return refuse(rules::not_found, field("x"), value(1));
  }));
  CHECK(runs == 1);
}

}  // namespace
}  // namespace lilac::parcel

// Who does not let the journal be trimmed, and how one that is gone for good is forgotten.
#include "engine/watch.hpp"

namespace lilac::parcel {
namespace {

std::int64_t first_position(Post& post) {
  std::int64_t first = 0;
  REQUIRE(post.memory.read_journal(0, 1, [&](EventRow const& row) {
    first = row.position;
    return false;
  }));
  return first;
}

TEST_CASE("A desk that lacks a module does not trim what that module's policies have not read, and says whose it is") {
  WatchedPost post;
  auto const id = post.sent();  // events 1 to 3
  post.deliver_parcel(id);
  post.idle();
  auto const trimmed = post.engine().trim_journal(1000);
  REQUIRE(trimmed);
  CHECK(trimmed.value().below == 1);
  CHECK(trimmed.value().held_back_by == "parcel.hear_delivered");
  CHECK(first_position(post) == 1);
  post.watch_at(noon);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1", "noted 1"});
  REQUIRE(post.watched->trim_journal(1));  // its cursors are stored
  auto const rest = post.engine().trim_journal(1000);
  REQUIRE(rest);
  CHECK(rest.value().below == post.position() + 1);
  CHECK(rest.value().held_back_by == "");
}

TEST_CASE("Commands of before an instant are trimmed once their events are, and the newest stays") {
  Post post;
  auto const register_one = [&](std::string_view id, Instant at) {
    return post.engine().execute(RegisterParcel{{7}, std::string(id), "for Kim", 1, {}}, system_actor,
                                 {.at = at, .command_id = id});
  };
  auto const first = register_one("a", noon);
  REQUIRE(first);
  REQUIRE(register_one("b", noon + 1h));
  REQUIRE(register_one("c", noon + 2h));
  post.idle(noon + 2h);
  auto const first_command = [&] {
    std::int64_t position = 0;
    REQUIRE(post.memory.read_commands(0, 1, [&](CommandRow const& row) {
      position = row.position;
      return false;
    }));
    return position;
  };
  CHECK(post.engine().trim_commands(noon + 1h).value() == 1);  // its events are there still
  REQUIRE(post.engine().trim_journal(1000));
  SUBCASE("up to the instant") {
    CHECK(post.engine().trim_commands(noon + 1h).value() == 2);
    CHECK(first_command() == 2);
    CHECK(register_one("b", noon + 2h));
    CHECK(post.rows<Parcel>().size() == 3);
    // Nobody knows that it was done: it is judged anew.
    CHECK(register_one("a", noon + 2h).error().is(rules::already_exists));
  }
  SUBCASE("the instant itself stays") {
    CHECK(post.engine().trim_commands(noon).value() == 1);
    CHECK(register_one("a", noon + 2h).value().id == first.value().id);
  }
  SUBCASE("the newest stays in any case") {
    CHECK(post.engine().trim_commands(noon + 1000h).value() == 3);
    CHECK(first_command() == 3);
    CHECK(post.engine().trim_commands(noon + 1000h).value() == 3);
  }
  SUBCASE("none of nothing") {
    Post empty;
    CHECK(empty.engine().trim_commands(noon).value() == 0);
  }
}

TEST_CASE("Nobody holds back what is not asked for") {
  WatchedPost post;
  post.sent();
  post.idle();
  auto const trimmed = post.engine().trim_journal(1);
  CHECK(trimmed.value().below == 1);
  CHECK(trimmed.value().held_back_by == "");
}

TEST_CASE("An unfinished event holds the journal back in the name of its policy") {
  WatchedPost post;
  post.sent();
  post.watch.refuses = [](std::string const&) { return true; };
  post.watch_at(noon);
  auto const trimmed = post.watched->trim_journal(1000);
  CHECK(trimmed.value().below == 3);
  CHECK(trimmed.value().held_back_by == "parcel.hear_sent");
}

TEST_CASE("A rival that takes events in while a desk without its module trims finds them all") {
  WatchedPost post;
  post.deliver_parcel(post.sent());
  post.idle();
  auto trims = true;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && std::exchange(trims, false)) REQUIRE(post.engine().trim_journal(1000));
    return outcome::success();
  };
  post.watch_at(noon);
  CHECK(post.watch.heard == Names{"sent 1", "delivered 1", "noted 1"});
}

TEST_CASE("A policy that was retired holds the journal back until it is forgotten, with what it has not finished") {
  WatchedPost post;
  auto const id = post.sent();
  post.deliver_parcel(id);
  post.watch.refuses = [](std::string const&) { return true; };
  post.watch_at(noon);
  REQUIRE(post.watched->trim_journal(1));
  auto const older = post.desk(&older_watch_module);
  CHECK(older->trim_journal(1000).value().held_back_by == "parcel.hear_sent");
  post.watch.refuses = [](std::string const&) { return false; };
  REQUIRE(older->advance_to(noon + 1h));
  CHECK(post.watch.heard == Names{"sent 1"});
  CHECK(older->trim_journal(1000).value().held_back_by == "parcel.hear_delivered");

  CHECK(older->forget_consumer("parcel.hear_sent").error().is(rules::invalid_argument));
  CHECK(older->forget_consumer("parcel.hear").error().is(rules::not_found));
  REQUIRE(older->forget_consumer("parcel.hear_delivered"));
  CHECK(older->trim_journal(1000).value().held_back_by == "parcel.note_delivered");
  REQUIRE(older->forget_consumer("parcel.note_delivered"));
  CHECK(older->trim_journal(1000).value().below == post.position() + 1);
  CHECK(post.rows<engine::RelayEntry>().empty());
}

TEST_CASE("What stood behind an event of a forgotten policy goes on") {
  WatchedPost post;
  auto const id = post.sent();
  post.deliver_parcel(id);
  post.watch.refuses = [](std::string const& what) { return what == "delivered 1"; };
  post.watch_at(noon);
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    parcel->status = ParcelStatus::registered;
    work.save(*parcel);
    return 0;
  }));
  REQUIRE(post.run(SendParcel{id}));
  post.watch_at(noon);
  auto const older = post.desk(&older_watch_module);
  REQUIRE(older->forget_consumer("parcel.hear_delivered"));
  REQUIRE(older->forget_consumer("parcel.note_delivered"));
  REQUIRE(older->advance_to(noon + 1h));
  CHECK(post.watch.heard == Names{"sent 1", "sent 1"});
}

}  // namespace
}  // namespace lilac::parcel

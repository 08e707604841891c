#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// The view's rows, without the versions by which they came about.
Names trails_of(Post& post) {
  Names texts;
  for (auto const& trail : post.rows<Trail>()) texts.push_back(to_json(trail, Showing::whole));
  return texts;
}

TEST_CASE("A view is fed from the journal, in order, when the engine is idle or time passes") {
  Post post;
  auto const id = post.sent();
  CHECK(post.rows<Trail>().empty());
  post.idle();
  REQUIRE(post.rows<Trail>().size() == 1);
  CHECK(post.rows<Trail>()[0].id.value == id.value);
  CHECK(post.rows<Trail>()[0].events == 2);
  CHECK(post.rows<Trail>()[0].note == "for Kim");
  post.add();
  post.advance(noon);
  CHECK(post.rows<Trail>().size() == 2);
}

TEST_CASE("A view is fed once, also over several pages and engines") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (int i = 1; i <= 400; ++i) {
      REQUIRE(batch.execute(RegisterParcel{{7}, std::to_string(i), "", 1, {}}, clerk, {.at = noon}));
      REQUIRE(batch.execute(SendParcel{{i}}, clerk, {.at = noon}));
    }
  }));
  post.idle();
  post.open();
  post.idle();
  REQUIRE(post.rows<Trail>().size() == 400);
  for (auto const& trail : post.rows<Trail>()) CHECK(trail.events == 2);
}

TEST_CASE("A view of a store that lived without it begins at the journal's start") {
  MemoryStore store;
  ModuleInfo without = module;
  without.views = {};
  {
    Engine old{store, {&without}};
    REQUIRE(old.execute(RegisterParcel{{7}, "A", "", 1, {}}, clerk, {.at = noon}));
  }
  Engine engine{store, {&module}};
  REQUIRE(engine.run_until_idle(noon));
  StoreReader reader{store};
  CHECK(reader.find(Id<Trail>{1}).value() != nullptr);
}

TEST_CASE("A view that is rebuilt is the same, and its rebuilding makes nothing happen") {
  Post post;
  for (int i = 0; i < 3; ++i) post.sent();
  post.idle();
  auto const view = trails_of(post);
  auto const journal = journal_text(post.memory);
  auto const calls = post.tracker.calls.size();
  int heard = 0;
  auto const subscription = post.engine().on<ParcelSent>([&](ParcelSent const&, Heard const&) { ++heard; });
  REQUIRE(post.engine().rebuild_view("trails"));
  post.idle();
  CHECK(trails_of(post) == view);
  CHECK(journal_text(post.memory) == journal);
  CHECK(post.tracker.calls.size() == calls);
  CHECK(heard == 0);
}

TEST_CASE("A rebuild removes what the journal does not tell") {
  Post post;
  post.add();
  post.idle();
  REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
    auto* wrong = work.create(Id<Trail>{99});
    work.save(*wrong);
    return 0;
  }));
  REQUIRE(post.engine().rebuild_view("trails"));
  CHECK(post.rows<Trail>().size() == 1);
}

// --- Rebuilding and trimming
// ------------------------------------------------------------------------------------------------

TEST_CASE("Once the journal was trimmed, a rebuild is refused and changes nothing") {
  for (std::int64_t const below : {2, 1000}) {
    Post post;
    for (int i = 0; i < 3; ++i) post.sent();
    post.idle();
    REQUIRE(post.engine().trim_journal(below));
    auto const before = everything_text(post.memory);
    auto const refused = post.engine().rebuild_view("trails");
    REQUIRE(!refused);
    CHECK(refused.error().is(rules::journal_was_trimmed));
    CHECK(refused.error().number() == 4906);
    CHECK(refused.error().field() == "view");
    CHECK(refused.error().value() == "trails");
    CHECK(everything_text(post.memory) == before);
    post.sent();
    post.idle();
    CHECK(post.rows<Trail>().size() == 4);  // it is fed as before
  }
}

TEST_CASE("A journal that was trimmed below its first event is whole: the view is rebuilt") {
  Post post;
  post.sent();
  post.idle();
  REQUIRE(post.engine().trim_journal(1));
  CHECK(post.engine().rebuild_view("trails"));
  CHECK(post.rows<Trail>().size() == 1);
}

TEST_CASE("A rebuild that a trimming overtakes is refused and changes nothing") {
  Post post;
  for (int i = 0; i < 3; ++i) post.sent();
  post.idle();
  auto const view = trails_of(post);
  auto other = post.another();
  REQUIRE(other->run_until_idle(noon));
  bool trimmed = false;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && !std::exchange(trimmed, true)) CHECK(other->trim_journal(3).value() == 3);
    return outcome::success();
  };
  auto const refused = post.engine().rebuild_view("trails");
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::journal_was_trimmed));
  CHECK(trails_of(post) == view);
}

TEST_CASE("What an interrupted rebuild still has to read is not trimmed, also not by another engine") {
  for (bool const at_the_last_moment : {false, true}) {
    Post post;
    for (int i = 0; i < 3; ++i) post.sent();
    post.idle();
    auto const view = trails_of(post);
    auto other = post.another();
    REQUIRE(post.engine().trim_journal(1));  // what it has to store of its own is stored
    // The rebuild makes one commit and dies with the next; either before the trimming, or just before its commit.
    int const own_commits = at_the_last_moment ? 1 : 0;
    int commits = 0;
    post.store.before = [&](std::string_view operation) -> result<> {
      if (operation != "commit") return outcome::success();
      auto const number = ++commits;
      if (number == own_commits) CHECK(!other->rebuild_view("trails"));
      if (number == own_commits + 2) return dead_process();
      return outcome::success();
    };
    if (!at_the_last_moment) CHECK(!other->rebuild_view("trails"));
    CHECK(post.engine().trim_journal(1000).value() == 1);
    post.open();
    post.idle();
    CHECK(trails_of(post) == view);
  }
}

TEST_CASE("A view that is not there is not found") {
  Post post;
  auto const refused = post.engine().rebuild_view("paths");
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::not_found));
  CHECK(refused.error().value() == "paths");
}

TEST_CASE("A rebuild that is interrupted is finished by the next feeding") {
  Post post;
  for (int i = 0; i < 3; ++i) post.sent();
  post.idle();
  auto const view = trails_of(post);
  int commits = 0;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && ++commits > 1) return dead_process();
    return outcome::success();
  };
  CHECK(!post.engine().rebuild_view("trails"));
  CHECK(trails_of(post).empty());
  post.store.before = [](std::string_view) { return outcome::success(); };
  post.open();
  post.idle();
  CHECK(trails_of(post) == view);
}

TEST_CASE("A view that another engine rebuilds meanwhile is fed once") {
  Post post;
  post.sent();
  post.idle();
  auto other = post.another();
  post.sent();
  REQUIRE(other->rebuild_view("trails"));
  post.sent();
  post.idle();
  REQUIRE(other->run_until_idle(noon));
  REQUIRE(post.rows<Trail>().size() == 3);
  for (auto const& trail : post.rows<Trail>()) CHECK(trail.events == 2);
}

TEST_CASE("Rows of a view have no place among the changes of commands") {
  Post post;
  post.add();
  post.idle();
  REQUIRE(post.engine().redact(user(7), admin(1), {.at = noon}));
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A worker works until it finds nothing more, and at its own time") {
  Post post;
  for (int i = 0; i < 3; ++i) post.add();
  REQUIRE(post.run(RecallAll{{7}}, noon, admin(1)));
  post.idle();
  CHECK(post.all<ParcelReturned>().empty());
  post.idle(noon + 1h - 1ms);
  CHECK(post.all<ParcelReturned>().empty());
  post.idle(noon + 1h);
  CHECK(post.all<ParcelReturned>().size() == 3);
}

TEST_CASE("Questions are answered in the order of their finder, until the asker has enough") {
  Post post;
  for (int i = 0; i < 5; ++i) post.add();
  auto const all = post.engine().ask(GetParcels{{7}, ""});
  REQUIRE(all);
  CHECK(all.value().size() == 5);
  int seen = 0;
  REQUIRE(post.engine().query(GetParcels{{7}, ""}, [&](Parcel const& parcel) {
    CHECK(parcel.id.value == ++seen);
    return seen < 2;
  }));
  CHECK(seen == 2);
  CHECK(post.engine().ask(GetParcels{{8}, ""}).value().empty());
}

}  // namespace
}  // namespace lilac::parcel

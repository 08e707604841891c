#include "engine/post.hpp"
#include "lilac/engine/row_digest.hpp"

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

TEST_CASE("A command leaves one row that says who, when and in which story") {
  Post post;
  REQUIRE(post.engine().execute(RegisterParcel{{7}, "A", "", 1, {}}, clerk,
                                {.at = noon, .command_id = "k", .correlation_id = "story"}));
  REQUIRE(post.run(Ping{0}));
  std::vector<CommandRow> rows;
  REQUIRE(post.memory.read_commands(0, no_limit, [&](CommandRow const& row) {
    rows.push_back(row);
    return true;
  }));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].position == 1);
  CHECK(rows[0].origin == Origin::command);
  CHECK(rows[0].command == RegisterParcel::number);
  CHECK(rows[0].actor == clerk);
  CHECK(rows[0].at == noon);
  CHECK(rows[1].position == 2);
  CHECK(rows[1].command == Ping::number);
  CHECK(rows[1].command_id.empty());
}

TEST_CASE("A command that publishes and changes nothing leaves its row all the same") {
  Post post;
  REQUIRE(post.act([](Handling<Act>&) -> result<std::int64_t> { return 0; }, "k"));
  int rows = 0;
  REQUIRE(post.memory.read_commands(0, no_limit, [&](CommandRow const& row) {
    rows += row.command_id == "k";
    return true;
  }));
  CHECK(rows == 1);
}

TEST_CASE("Changes name each row of a command once, with its version and a digest of its value") {
  Post post;
  auto const id = post.add("A", 7, 500);
  std::map<std::string, ChangeRow> changes;
  REQUIRE(post.memory.read_changes(0, no_limit, [&](ChangeRow const& change) {
    CHECK(changes.emplace(change.entity->name, change).second);
    return true;
  }));
  REQUIRE(changes.size() == 2);
  auto const parcel = post.parcel(id);
  StoreReader reader{post.memory};
  CHECK(is_row_digest(reader, entity_info<Parcel>(), &parcel, changes["Parcel"].digest).value());
  auto other = parcel;
  other.note += "!";
  CHECK(!is_row_digest(reader, entity_info<Parcel>(), &other, changes["Parcel"].digest).value());
  CHECK(changes["Parcel"].version == 1);
  CHECK(changes["Parcel"].command == 1);
  CHECK(changes["Tally"].version == 1);
}

TEST_CASE("Deadlines come and go without a place among the changes") {
  Post post;
  auto const id = post.sent();
  post.advance(noon + 48h);
  CHECK(post.parcel(id).status == ParcelStatus::lost);
  CHECK(history_faults(post.memory) == "");
}

// --- Trimming
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("The journal is trimmed below the position that is asked for, and not further") {
  Post post;
  for (int i = 0; i < 5; ++i) post.add();
  post.idle();
  auto const trimmed = post.engine().trim_journal(4);
  REQUIRE(trimmed);
  CHECK(trimmed.value().below == 4);
  CHECK(trimmed.value().held_back_by == "");
  CHECK(first_position(post) == 4);
  CHECK(post.position() == 10);
}

TEST_CASE("The journal is not trimmed beyond its end") {
  Post post;
  post.add();
  post.idle();
  CHECK(post.engine().trim_journal(1'000'000).value().below == 3);
  CHECK(post.position() == 2);
  post.add();
  CHECK(first_position(post) == 3);
}

TEST_CASE("The journal is trimmed at most up to the slowest consumer") {
  Post post;
  post.add();
  post.idle();
  post.add();  // nobody has read this yet
  CHECK(post.engine().trim_journal(1000).value().below == 3);
  CHECK(first_position(post) == 3);
}

TEST_CASE("What waits for a port that is not bound is not trimmed") {
  Post post{{}, false};
  post.sent();
  post.idle();
  CHECK(post.engine().trim_journal(1000).value().below == 1);
  post.tracked = true;
  post.open();
  post.idle();
  CHECK(post.tracker.calls.size() == 1);
}

TEST_CASE("Events that unfinished deliveries need are not trimmed, whatever else has failed") {
  Post post;
  auto const lost = post.sent();
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(lost));
    parcel->status = ParcelStatus::recalled;
    parcel->changed_at = noon + 1000h;
    work.save(*parcel);
    return 0;
  }));
  post.advance(noon + 49h);  // its deadline is a dead letter: it has no event
  auto const id = post.sent(noon + 49h);
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) -> result<> {
    return refuse(rules::gateway_failed, field("x"), value("busy"));
  };
  post.idle(noon + 49h);
  CHECK(post.letters().size() == 1);
  CHECK(post.engine().trim_journal(1000).value().below == post.position());
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) { return outcome::success(); };
  post.idle(noon + 50h);
  CHECK(post.tracker.calls.back().parcel == id);
  CHECK(post.tracker.calls.back().attempt == 2);
}

TEST_CASE("Trimming in the middle of many events leaves the rest readable") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (int i = 0; i < 2000; ++i) REQUIRE(batch.execute(Ping{0}, system_actor, {.at = noon}));
  }));
  post.idle();
  for (std::int64_t const below : {2, 512, 513, 514, 1024, 1025, 1026, 1999, 2001}) {
    REQUIRE(post.engine().trim_journal(below));
    auto const rest = post.events();
    CHECK(rest.size() == static_cast<std::size_t>(2001 - below));
    if (below < 2001) CHECK(first_position(post) == below);
  }
  REQUIRE(post.run(Ping{0}));
  CHECK(first_position(post) == 2001);
}

}  // namespace
}  // namespace lilac::parcel

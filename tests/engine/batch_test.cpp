#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

Options const options{.at = noon};
RegisterParcel with_label(std::string label, std::int64_t user = 7) { return {{user}, std::move(label), "", 1, {}}; }

TEST_CASE("The commands of a batch are committed at once") {
  Post post;
  int const commits = post.store.commits;
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (int i = 0; i < 10; ++i) REQUIRE(batch.execute(with_label(std::to_string(i)), clerk, options));
  }));
  CHECK(post.store.commits == commits + 1);
  CHECK(post.rows<Parcel>().size() == 10);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A refused command in the middle leaves the others, and its ids and ordinals are used again") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    CHECK(batch.execute(with_label("A"), clerk, options).value().id == ParcelId{1});
    CHECK(batch.execute(RegisterParcel{{7}, "x", "", 0, {}}, clerk, options).error().is(weight_must_be_positive));
    CHECK(batch.execute(with_label("B"), clerk, options).value().id == ParcelId{2});
  }));
  CHECK(post.events() == Names{"ParcelRegistered", "Counted", "ParcelRegistered", "Counted"});
  CHECK(post.all<Counted>().back().count == 2);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A command refused by its policy takes back all it did, and nothing of those before it") {
  Rules rules;
  rules.most_open = 2;
  Post post{rules};
  REQUIRE(post.engine().batch([](Batch& batch) {
    REQUIRE(batch.execute(with_label("A"), clerk, options));
    REQUIRE(batch.execute(with_label("B"), clerk, options));
    CHECK(batch.execute(with_label("C"), clerk, options).error().is(too_many_open));
    CHECK(batch.execute(with_label("C", 8), clerk, options).value().id == ParcelId{3});
  }));
  CHECK(post.row(Id<Tally>{7})->count == 2);
  CHECK(post.row(Id<Tally>{8})->count == 1);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A refused command that changed a row of an earlier one leaves that row as it was") {
  Post post;
  post.script.body = [](Handling<Act>& work, Act const& act) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(ParcelId{1}));
    parcel->label = act.what;
    work.save(*parcel);
    if (act.what == "refused") return refuse(rules::not_found, field("x"), value(1));
    return 0;
  };
  REQUIRE(post.engine().batch([](Batch& batch) {
    REQUIRE(batch.execute(with_label("A"), clerk, options));
    REQUIRE(batch.execute(Act{"kept"}, clerk, options));
    REQUIRE(!batch.execute(Act{"refused"}, clerk, options));
  }));
  CHECK(post.parcel({1}).label == "kept");
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A row that two commands of a batch write goes through both versions") {
  Post post;
  auto const id = post.add();
  REQUIRE(post.engine().batch([&](Batch& batch) {
    REQUIRE(batch.execute(SendParcel{id}, clerk, options));
    REQUIRE(batch.execute(DeliverParcel{id}, clerk, options));
  }));
  CHECK(post.version(entity_info<Parcel>(), id.value) == 3);
  std::vector<std::uint32_t> versions;
  REQUIRE(post.memory.read_changes(0, no_limit, [&](ChangeRow const& change) {
    if (change.entity == &entity_info<Parcel>()) versions.push_back(change.version);
    return true;
  }));
  CHECK(versions == std::vector<std::uint32_t>{1, 2, 3});
  CHECK(post.parcel(id).status == ParcelStatus::delivered);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A row registered, sent and erased in one batch leaves its history and no row") {
  Post post;
  REQUIRE(post.engine().batch([&](Batch& batch) {
    auto const id = batch.execute(with_label("A"), clerk, options).value().id;
    REQUIRE(batch.execute(SendParcel{id}, clerk, options));
    REQUIRE(batch.execute(EraseParcel{id}, clerk, options));
    CHECK(batch.execute(SendParcel{id}, clerk, options).error().is(rules::not_found));
  }));
  CHECK(post.rows<Parcel>().empty());
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("Each command of a batch has its own place in the journal, its own ordinals and its own changes") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    REQUIRE(batch.execute(Ping{1}, system_actor, {.at = noon, .command_id = "a", .correlation_id = "story"}));
    REQUIRE(batch.execute(Ping{0}, system_actor, {.at = noon + 1s}));
  }));
  std::vector<std::string> rows;
  REQUIRE(post.memory.read_journal(0, no_limit, [&](EventRow const& row) {
    rows.push_back(std::to_string(row.command.position) + "." + std::to_string(row.ordinal) + "<" +
                   std::to_string(row.cause_ordinal) + " " + std::string(row.command.command_id) + " " +
                   std::string(row.command.correlation_id) + " " + to_text(row.command.at));
    return true;
  }));
  CHECK(rows == Names{"1.0<-1 a story 2026-01-12T12:00:00.000Z", "1.1<0 a story 2026-01-12T12:00:00.000Z",
                      "2.0<-1   2026-01-12T12:00:01.000Z"});
}

TEST_CASE("A command that takes a unique place of the batch or of the store is refused alone") {
  Post post;
  post.add("stored");
  std::vector<bool> done;
  REQUIRE(post.engine().batch([&](Batch& batch) {
    done.clear();  // a batch may be called again
    for (auto const* label : {"A", "stored", "B", "A", "C"})
      done.push_back(batch.execute(with_label(label), clerk, options).has_value());
  }));
  CHECK(done == std::vector<bool>{true, false, true, false, true});
  CHECK(post.rows<Parcel>().size() == 4);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A place that an earlier command of the batch gave up may be taken") {
  Post post;
  auto const id = post.add("A");
  REQUIRE(post.engine().batch([&](Batch& batch) {
    REQUIRE(batch.execute(DeliverParcel{id}, clerk, options));
    REQUIRE(batch.execute(with_label("A"), clerk, options));
  }));
  CHECK(post.rows<Parcel>().size() == 2);
}

TEST_CASE("A batch in which nothing succeeds commits nothing") {
  Post post;
  int const commits = post.store.commits;
  REQUIRE(post.engine().batch([](Batch& batch) {
    CHECK(!batch.execute(SendParcel{{1}}, clerk, options));
    CHECK(!batch.execute(RegisterParcel{{7}, "", "", 0, {}}, admin(1), options));
  }));
  REQUIRE(post.engine().batch([](Batch&) {}));
  CHECK(post.store.commits == commits);
}

TEST_CASE("A batch that cannot be committed leaves nothing at all") {
  Post post;
  auto const before = everything_text(post.memory);
  post.store.before = [](std::string_view operation) -> result<> {
    if (operation == "commit") return storage_error("disk full");
    return outcome::success();
  };
  auto const done = post.engine().batch([](Batch& batch) {
    REQUIRE(batch.execute(with_label("A"), clerk, options));
    REQUIRE(batch.receive(CustomsCleared{{1}, {7}, ""}, "c-1", noon));
  });
  REQUIRE(!done);
  CHECK(done.error().is(rules::storage_failed));
  CHECK(everything_text(post.memory) == before);
}

TEST_CASE("A batch of many rows keeps each of them") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (int i = 1; i <= 300; ++i) {
      REQUIRE(batch.execute(with_label(std::to_string(i), i % 5), clerk, options));
      if (i % 3 == 0) REQUIRE(batch.execute(SendParcel{{i}}, clerk, options));
      if (i % 7 == 0) REQUIRE(!batch.execute(RegisterParcel{{7}, "", "", 0, {}}, clerk, options));
      if (i % 9 == 0) REQUIRE(batch.execute(EraseParcel{{i - 1}}, clerk, options));
    }
  }));
  CHECK(post.rows<Parcel>().size() == 300 - 33);
  CHECK(history_faults(post.memory) == "");
}

}  // namespace
}  // namespace lilac::parcel

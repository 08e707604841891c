#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// Makes the next `times` commits of commands conflict.
void conflict_next(Post& post, int times) {
  post.store.before = [left = times](std::string_view operation) mutable -> result<> {
    if (operation == "commit" && left > 0) {
      --left;
      return conflict_on(entity_info<Parcel>(), 1);
    }
    return outcome::success();
  };
}

/// Another desk changes a row behind the engine's back.
void change_behind(Post& post, ParcelId id, std::function<void(Parcel&)> how) {
  auto row = post.parcel(id);
  auto const version = post.version(entity_info<Parcel>(), id.value);
  how(row);
  RowWrite const write{&entity_info<Parcel>(), id.value, version, version + 1, RowWrite::Action::update, &row, 0};
  WriteSet set;
  set.rows = {&write, 1};
  REQUIRE(post.memory.commit(set));
}

/// Runs `interfere` once, just before the next commit.
void before_commit(Post& post, std::function<void()> interfere) {
  post.store.before = [done = false, interfere = std::move(interfere)](std::string_view operation) mutable -> result<> {
    if (operation == "commit" && !done) {
      done = true;
      interfere();
    }
    return outcome::success();
  };
}

TEST_CASE("A command that loses to another writer is run once more on the newer rows") {
  Post post;
  auto const id = post.add("mine");
  int runs = 0;
  before_commit(post, [&] { change_behind(post, id, [](Parcel& parcel) { parcel.weight = 77; }); });
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    ++runs;
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    parcel->label += "!";
    work.save(*parcel, Acted{std::to_string(parcel->weight)});
    return runs;
  }));
  CHECK(runs == 2);
  CHECK(post.parcel(id).label == "mine!");
  CHECK(post.parcel(id).weight == 77);
  CHECK(post.all<Acted>().size() == 1);
  CHECK(post.all<Acted>()[0].what == "77");
}

TEST_CASE("The reply is that of the run that was committed") {
  Post post;
  auto const id = post.add("mine");
  before_commit(post, [&] { change_behind(post, id, [](Parcel& parcel) { parcel.weight = 77; }); });
  auto const answer = post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* parcel, work.load(id));
    work.save(*parcel);
    return parcel->weight;
  });
  REQUIRE(answer);
  CHECK(answer.value().count == 77);
}

TEST_CASE("A command is tried six times and no more, then somebody else changed it: try again") {
  for (int const conflicts : {5, 6}) {
    Post post;
    conflict_next(post, conflicts);
    post.store.commits = 0;
    auto const done = post.run(RegisterParcel{{7}, "A", "", 1, {}});
    CHECK(done.has_value() == (conflicts == 5));
    CHECK(post.store.commits == 6);
    if (done) continue;
    CHECK(done.error().is(rules::conflict));
    CHECK(done.error().number() == 4903);
    CHECK(done.error().retriable());
    CHECK(post.rows<Parcel>().empty());
  }
}

TEST_CASE("A refusal on the newer rows is the answer") {
  Post post;
  auto const id = post.add();
  before_commit(post, [&] { change_behind(post, id, [](Parcel& parcel) { parcel.status = ParcelStatus::lost; }); });
  auto const refused = post.run(SendParcel{id});
  REQUIRE(!refused);
  CHECK(refused.error().is(parcel_has_left));
}

TEST_CASE("A row that was only read and that another changed is a conflict: no write skew") {
  Post post;
  auto const watched = post.add();
  auto const other = post.add();
  Names seen;
  before_commit(post, [&] { change_behind(post, watched, [](Parcel& parcel) { parcel.label = "new"; }); });
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto const* read, work.read(watched));
    seen.push_back(read->label);
    BOOST_OUTCOME_TRY(auto* parcel, work.load(other));
    parcel->weight = 2;
    work.save(*parcel);
    return 0;
  }));
  CHECK(seen == Names{"parcel 1", "new"});
}

TEST_CASE("A row that a scan showed, or that was loaded and dropped, is checked like one that was read") {
  for (bool const by_scan : {true, false}) {
    Post post;
    auto const watched = post.add();
    int runs = 0;
    before_commit(post, [&] { change_behind(post, watched, [](Parcel& parcel) { parcel.weight = 2; }); });
    REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
      ++runs;
      if (by_scan) {
        BOOST_OUTCOME_TRY(work.each<Parcel::find_by_user_id>([](Parcel const&) {}, UserId{7}));
      } else {
        BOOST_OUTCOME_TRY(auto* parcel, work.load(watched));
        parcel->weight = 100;
      }
      work.save(*work.create(Id<Tally>{1}));
      return 0;
    }));
    CHECK(runs == 2);
  }
}

TEST_CASE("A row that another erased meanwhile is not found on the second run") {
  Post post;
  auto const id = post.add();
  before_commit(post, [&] { REQUIRE(post.engine().execute(EraseParcel{id}, clerk, {.at = noon})); });
  auto const refused = post.run(SendParcel{id});
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::not_found));
}

TEST_CASE("A command that loses a unique place to another writer is judged again and sees the winner") {
  Post post;
  bool raced = false;
  int runs = 0;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && !raced) {
      raced = true;
      auto const won = post.engine().execute(RegisterParcel{{7}, "A", "", 1, {}}, clerk, {.at = noon});
      REQUIRE(won);
    }
    return outcome::success();
  };
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    ++runs;
    BOOST_OUTCOME_TRY(auto* there, work.load_first<Parcel::find_by_label>(std::string("A")));
    if (there == nullptr) {
      BOOST_OUTCOME_TRY(there, work.create<Parcel>());
      there->label = "A";
    }
    there->weight += 10;
    work.save(*there);
    return 0;
  }));
  CHECK(runs == 2);
  REQUIRE(post.rows<Parcel>().size() == 1);
  CHECK(post.rows<Parcel>()[0].weight == 11);
}

// --- Rows that are not there: what guards a rule that must hold across rows
// -------------------------------------------------

/// "User 9 has at most one parcel", judged by a scan; another desk registers one just before the commit. There is a
/// parcel of user 7, who has the tally 7.
struct OnlyOne {
  Post post;
  int runs = 0;
  std::optional<result<Tally>> done;

  explicit OnlyOne(std::string const& label, std::function<result<>(Handling<Act>&)> const& guard = nothing) {
    post.add();
    // The key of what is said of user 9 is there: the one who draws it guards more than is told of here.
    REQUIRE(post.run(RegisterParcel{{9}, "delivered", "", 1, {}}));
    REQUIRE(post.run(DeliverParcel{{2}}));
    REQUIRE(post.run(EraseParcel{{2}}));
    auto const body = [=, this](Handling<Act>& work) -> result<std::int64_t> {
      ++runs;
      BOOST_OUTCOME_TRY(auto const* there, work.first<Parcel::find_by_user_id>(UserId{9}));
      if (there != nullptr) return refuse(too_many_open, field("user_id"), limit(std::int64_t{1}));
      BOOST_OUTCOME_TRY(guard(work));
      BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
      parcel->user_id = {9};
      parcel->label = label.empty() ? std::to_string(runs) : label;
      work.save(*parcel);
      return 0;
    };
    before_commit(post, [=, this] { REQUIRE(post.act(body)); });
    done.emplace(post.act(body));
  }
  std::size_t parcels() { return post.engine().ask(GetParcels{{9}, ""}).value().size(); }
  static result<> nothing(Handling<Act>&) { return outcome::success(); }
};

TEST_CASE("A scan that finds nothing guards nothing: two that look at once may both insert") {
  OnlyOne both{""};
  CHECK(*both.done);
  CHECK(both.runs == 2);
  CHECK(both.parcels() == 2);
}

TEST_CASE("A unique index lets one of them in, and the other is judged again") {
  OnlyOne one{"the only one"};
  REQUIRE(!*one.done);
  CHECK(one.done->error().is(too_many_open));
  CHECK(one.runs == 3);
  CHECK(one.parcels() == 1);
}

TEST_CASE("A row that both load and save lets one of them in, and the other is judged again") {
  OnlyOne one{"", [](Handling<Act>& work) -> result<> {
                BOOST_OUTCOME_TRY(auto* tally, work.load(Id<Tally>{7}));
                work.save(*tally);
                return outcome::success();
              }};
  REQUIRE(!*one.done);
  CHECK(one.done->error().is(too_many_open));
  CHECK(one.runs == 3);
  CHECK(one.parcels() == 1);
}

TEST_CASE("Two desks that schedule under one name at once move one deadline") {
  Post post;
  auto const schedule = [](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule("one name", noon + 1h, Ping{0}));
    return 0;
  };
  bool raced = false;
  post.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "commit" && !raced) {
      raced = true;
      REQUIRE(post.act(schedule));
    }
    return outcome::success();
  };
  REQUIRE(post.act(schedule));
  CHECK(post.rows<engine::Deadline>().size() == 1);
}

TEST_CASE("A batch that loses is run once more, and once in effect") {
  Post post;
  auto const id = post.add();
  int runs = 0;
  before_commit(post, [&] { change_behind(post, id, [](Parcel& parcel) { parcel.weight = 9; }); });
  REQUIRE(post.engine().batch([&](Batch& batch) {
    ++runs;
    REQUIRE(batch.execute(SendParcel{id}, clerk, {.at = noon}));
    REQUIRE(batch.execute(Ping{0}, system_actor, {.at = noon}));
  }));
  CHECK(runs == 2);
  CHECK(post.all<ParcelSent>().size() == 1);
  CHECK(post.all<Pinged>().size() == 1);
}

TEST_CASE("Ids of a run that lost are used by the run that wins") {
  Post post;
  conflict_next(post, 3);
  CHECK(post.add() == ParcelId{1});
  CHECK(post.add() == ParcelId{2});
}

}  // namespace
}  // namespace lilac::parcel

// Scans inside a transaction see what it has changed so far.
#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

using Ids = std::vector<std::int64_t>;

/// Parcels 1 … 6 of user 7, weights 10 … 60.
struct Shelf : Post {
  Shelf() {
    for (std::int64_t i = 1; i <= 6; ++i) add("label " + std::to_string(i), 7, i * 10);
  }
  Ids during(std::function<result<Ids>(Handling<Act>&)> body) {
    Ids found;
    auto const done = act([&](Handling<Act>& work) -> result<std::int64_t> {
      BOOST_OUTCOME_TRY(found, body(work));
      return 0;
    });
    REQUIRE(done);
    return found;
  }
};

result<Ids> of_user(Work& work, std::size_t limit = no_limit, std::int64_t after = 0) {
  Ids ids;
  Key key;
  if (after != 0) {
    key = Reader::prefix<Parcel::find_by_user_id>(UserId{7});
    append_id(key, after, false);
  }
  BOOST_OUTCOME_TRY(work.each_after<Parcel::find_by_user_id>(
      key, limit, [&](Parcel const& parcel) { ids.push_back(parcel.id.value); }, UserId{7}));
  return ids;
}
result<Ids> by_weight(Work& work, std::size_t limit = no_limit) {
  Ids ids;
  BOOST_OUTCOME_TRY(work.each_after<Parcel::find_by_status_and_weight>(
      Key{}, limit, [&](Parcel const& parcel) { ids.push_back(parcel.weight); }, ParcelStatus::registered));
  return ids;
}
result<Ids> all_of(Work& work, std::size_t limit = no_limit, std::int64_t after = 0) {
  Ids ids;
  BOOST_OUTCOME_TRY(
      work.each_of(ParcelId{after}, limit, [&](Parcel const& parcel) { ids.push_back(parcel.id.value); }));
  return ids;
}
result<> add_row(Handling<Act>& work, std::int64_t user, std::int64_t weight) {
  BOOST_OUTCOME_TRY(auto* parcel, work.create<Parcel>());
  parcel->user_id = {user};
  parcel->label = "added " + std::to_string(parcel->id.value);
  parcel->weight = weight;
  work.save(*parcel);
  return outcome::success();
}
result<> change(Handling<Act>& work, std::int64_t id, std::function<void(Parcel&)> how) {
  BOOST_OUTCOME_TRY(auto* parcel, work.load(ParcelId{id}));
  how(*parcel);
  work.save(*parcel);
  return outcome::success();
}

TEST_CASE("Rows that this transaction added are found in their order") {
  Shelf shelf;
  CHECK(shelf.during([](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(add_row(work, 7, 35));
    return by_weight(work);
  }) == Ids{60, 50, 40, 35, 30, 20, 10});
}

TEST_CASE("Rows that this transaction moved are found once, at their new place") {
  Shelf shelf;
  CHECK(shelf.during([](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(change(work, 6, [](Parcel& parcel) { parcel.weight = 15; }));
    BOOST_OUTCOME_TRY(change(work, 1, [](Parcel& parcel) { parcel.weight = 70; }));
    return by_weight(work);
  }) == Ids{70, 50, 40, 30, 20, 15});
}

TEST_CASE("Rows that left the prefix or were erased are not found") {
  Shelf shelf;
  CHECK(shelf.during([](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(change(work, 2, [](Parcel& parcel) { parcel.user_id = {8}; }));
    BOOST_OUTCOME_TRY(auto* parcel, work.load(ParcelId{4}));
    work.erase(*parcel);
    return of_user(work);
  }) == Ids{1, 3, 5, 6});
}

TEST_CASE("A limit counts what is found, not what is hidden") {
  Shelf shelf;
  auto const found = shelf.during([](Handling<Act>& work) -> result<Ids> {
    for (std::int64_t const id : {1, 2, 3}) {
      BOOST_OUTCOME_TRY(auto* parcel, work.load(ParcelId{id}));
      work.erase(*parcel);
    }
    BOOST_OUTCOME_TRY(auto none, of_user(work, 0));
    CHECK(none.empty());
    BOOST_OUTCOME_TRY(auto of_entity, all_of(work, 2));
    CHECK(of_entity == Ids{4, 5});
    return of_user(work, 2);
  });
  CHECK(found == Ids{4, 5});
}

TEST_CASE("A limit also cuts rows that this transaction added") {
  Shelf shelf;
  CHECK(shelf.during([](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(add_row(work, 7, 70));
    BOOST_OUTCOME_TRY(add_row(work, 7, 65));
    return by_weight(work, 3);
  }) == Ids{70, 65, 60});
}

TEST_CASE("What comes after a key is found, of the store and of this transaction") {
  Shelf shelf;
  CHECK(shelf.during([](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(add_row(work, 7, 1));
    return of_user(work, no_limit, 4);
  }) == Ids{5, 6, 7});
  CHECK(shelf.during([](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(change(work, 5, [](Parcel& parcel) { parcel.weight = 1; }));
    return of_user(work, 2, 3);
  }) == Ids{4, 5});
}

TEST_CASE("An entity is walked by id, with what was added and without what was erased") {
  Shelf shelf;
  CHECK(shelf.during([](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(add_row(work, 8, 1));
    BOOST_OUTCOME_TRY(auto* parcel, work.load(ParcelId{2}));
    work.erase(*parcel);
    return all_of(work, no_limit, 1);
  }) == Ids{3, 4, 5, 6, 7});
}

TEST_CASE("A sink that has enough ends the scan") {
  Shelf shelf;
  Ids seen;
  shelf.during([&](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(add_row(work, 7, 100));
    BOOST_OUTCOME_TRY(work.each<Parcel::find_by_status_and_weight>(
        [&](Parcel const& parcel) {
          seen.push_back(parcel.weight);
          return seen.size() < 2;
        },
        ParcelStatus::registered));
    return Ids{};
  });
  CHECK(seen == Ids{100, 60});
}

TEST_CASE("The first of a finder is the first, with this transaction's rows; or null") {
  Shelf shelf;
  shelf.during([](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(auto const* heaviest, work.first<Parcel::find_by_status_and_weight>(ParcelStatus::registered));
    CHECK(heaviest->weight == 60);
    BOOST_OUTCOME_TRY(change(work, 1, [](Parcel& parcel) { parcel.weight = 61; }));
    BOOST_OUTCOME_TRY(auto* now, work.load_first<Parcel::find_by_status_and_weight>(ParcelStatus::registered));
    CHECK(now->id == ParcelId{1});
    BOOST_OUTCOME_TRY(auto const* none, work.first<Parcel::find_by_status_and_weight>(ParcelStatus::lost));
    CHECK(none == nullptr);
    return Ids{};
  });
}

TEST_CASE("Scans go on over several pages and see what this transaction changed in each") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (int i = 1; i <= 700; ++i)
      REQUIRE(batch.execute(RegisterParcel{{7}, std::to_string(i), "", i, {}}, system_actor, {.at = noon}));
  }));
  Ids found;
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    for (std::int64_t const id : {1, 255, 256, 257, 512, 700}) {
      BOOST_OUTCOME_TRY(auto* parcel, work.load(ParcelId{id}));
      work.erase(*parcel);
    }
    BOOST_OUTCOME_TRY(add_row(work, 7, 1));
    BOOST_OUTCOME_TRY(found, of_user(work));
    return 0;
  }));
  Ids expected;
  for (std::int64_t id = 1; id <= 701; ++id) {
    if (id != 1 && id != 255 && id != 256 && id != 257 && id != 512 && id != 700) expected.push_back(id);
  }
  CHECK(found == expected);
}

TEST_CASE("In a long batch each command sees what those before it left, and nothing of what was refused") {
  Post post;
  std::vector<Ids> found;
  post.script.body = [&](Handling<Act>& work, Act const& act) -> result<std::int64_t> {
    auto const number = std::stoll(act.what);
    if (number % 4 == 1) {
      BOOST_OUTCOME_TRY(add_row(work, 7, number));
    }
    if (number % 4 == 2) {
      BOOST_OUTCOME_TRY(change(work, 1, [&](Parcel& parcel) { parcel.weight = number; }));
    }
    if (number % 4 == 3) {
      BOOST_OUTCOME_TRY(add_row(work, 7, 1000));
      BOOST_OUTCOME_TRY(change(work, 1, [&](Parcel& parcel) { parcel.weight = 2000; }));
      BOOST_OUTCOME_TRY(auto own, by_weight(work, 2));
      CHECK(own == Ids{2000, 1000});
      return refuse(rules::not_found, field("x"), value(number));
    }
    BOOST_OUTCOME_TRY(auto ids, by_weight(work, 5));
    found.push_back(ids);
    return 0;
  };
  std::vector<Ids> expected;
  REQUIRE(post.engine().batch([&](Batch& batch) {
    found.clear();
    expected.clear();
    std::map<std::int64_t, std::int64_t> weights;  // by id
    for (std::int64_t number = 1; number <= 400; ++number) {
      auto const done = batch.execute(Act{std::to_string(number)}, clerk, {.at = noon});
      CHECK(done.has_value() == (number % 4 != 3));
      if (number % 4 == 1) weights[static_cast<std::int64_t>(weights.size()) + 1] = number;
      if (number % 4 == 2) weights[1] = number;
      if (number % 4 == 3) continue;
      Ids heaviest;
      for (auto const& [id, weight] : weights) heaviest.push_back(weight);
      std::sort(heaviest.rbegin(), heaviest.rend());
      if (heaviest.size() > 5) heaviest.resize(5);
      expected.push_back(heaviest);
    }
  }));
  CHECK(found.size() == 300);
  CHECK(found == expected);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A row that another writer moves away after the scan is not found: the command is judged again") {
  Shelf shelf;
  bool moved = false;
  std::vector<Ids> seen;
  shelf.store.before = [&](std::string_view operation) -> result<> {
    // The scan is done, the command is about to be committed: another desk delivers what it showed.
    if (operation == "commit" && !moved) {
      moved = true;
      auto const row_then = shelf.parcel(ParcelId{6});
      auto gone = row_then;
      gone.status = ParcelStatus::delivered;
      RowWrite const write{&entity_info<Parcel>(), 6, 1, 2, RowWrite::Action::update, &gone, 0};
      WriteSet set;
      set.rows = {&write, 1};
      REQUIRE(shelf.memory.commit(set));
    }
    return outcome::success();
  };
  CHECK(shelf.during([&](Handling<Act>& work) -> result<Ids> {
    BOOST_OUTCOME_TRY(auto heaviest, by_weight(work, 1));
    seen.push_back(heaviest);
    return heaviest;
  }) == Ids{50});
  CHECK(seen == std::vector<Ids>{{60}, {50}});
}

}  // namespace
}  // namespace lilac::parcel

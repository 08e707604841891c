// Scans inside a transaction see what it has changed so far.
#include <algorithm>
#include <deque>
#include <functional>

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

/// Parcels 1 … 600 of user 7, each as heavy as its number, and another desk that writes between two pages of a scan.
struct Depot : Post {
  using Weights = std::vector<std::pair<std::int64_t, std::int64_t>>;  // with ids

  Depot() {
    REQUIRE(engine().batch([](Batch& batch) {
      for (int i = 1; i <= 600; ++i)
        REQUIRE(batch.execute(RegisterParcel{{7}, std::to_string(i), "", i, {}}, system_actor, {.at = noon}));
    }));
  }
  /// Moves rows over the place where the first page ends, in both orders, and one comes and one goes.
  void write_aside() {
    std::deque<Parcel> kept;
    std::vector<RowWrite> writes;
    auto const write = [&](std::int64_t id, std::int64_t weight, RowWrite::Action action, std::uint32_t base) {
      auto& row = kept.emplace_back(base == 0 ? Parcel{} : parcel({id}));
      row.id = {id};
      row.user_id = {7};
      row.weight = weight;
      if (base == 0) row.label = "aside";
      writes.push_back(
          {&entity_info<Parcel>(), id, base, base + 1, action, action == RowWrite::Action::erase ? nullptr : &row, 0});
    };
    write(10, 1010, RowWrite::Action::update, 1);
    write(590, 5, RowWrite::Action::update, 1);
    write(300, 300, RowWrite::Action::erase, 1);
    write(601, 100, RowWrite::Action::insert, 0);
    WriteSet set;
    set.rows = writes;
    auto const done = memory.commit(set);
    REQUIRE_MESSAGE(done, done.error().message());
  }
  static Weights before() {
    Weights rows;
    for (std::int64_t id = 1; id <= 600; ++id) rows.emplace_back(id, id);
    return rows;
  }
  static Weights after() {
    auto rows = before();
    rows[9].second = 1010;
    rows[589].second = 5;
    rows.erase(rows.begin() + 299);
    rows.emplace_back(601, 100);
    return rows;
  }
};

Depot::Weights by_falling_weight(Depot::Weights rows) {
  std::ranges::stable_sort(rows, std::greater{}, [](auto const& row) { return std::pair{row.second, row.first}; });
  return rows;
}

/// All parcels, by weight or by id; `at_row` is called with the number of each.
result<Depot::Weights> walk(Reader& reader, bool by_weight, std::function<void(std::size_t)> at_row) {
  Depot::Weights seen;
  auto const show = [&](Parcel const& parcel) {
    seen.emplace_back(parcel.id.value, parcel.weight);
    at_row(seen.size());
  };
  if (by_weight) {
    BOOST_OUTCOME_TRY(reader.each<Parcel::find_by_status_and_weight>(show, ParcelStatus::registered));
  } else {
    BOOST_OUTCOME_TRY(reader.each_of(ParcelId{}, no_limit, show));
  }
  return seen;
}

TEST_CASE("One scan is of one moment, whatever another desk writes between its pages") {
  for (bool const holds_on : {true, false}) {
    for (bool const by_weight : {true, false}) {
      for (std::size_t const at : {1U, 200U, 256U, 257U, 512U}) {
        CAPTURE(holds_on);
        CAPTURE(by_weight);
        CAPTURE(at);
        Depot depot;
        depot.store.holds_on = holds_on;
        auto const write_at = [&](std::size_t row) {
          if (row == at) depot.write_aside();
        };
        StoreReader reader{depot.store};
        auto const before = by_weight ? by_falling_weight(Depot::before()) : Depot::before();
        auto const after = by_weight ? by_falling_weight(Depot::after()) : Depot::after();
        auto const seen = walk(reader, by_weight, write_at);
        REQUIRE(seen);
        CHECK(seen.value() == before);
        CHECK(walk(reader, by_weight, [](std::size_t) {}).value() == after);
      }
    }
  }
}

TEST_CASE("A scan inside a transaction is of one moment; what was read and is changed meanwhile is judged again") {
  for (bool const holds_on : {true, false}) {
    for (bool const by_weight : {true, false}) {
      CAPTURE(holds_on);
      CAPTURE(by_weight);
      Depot depot;
      depot.store.holds_on = holds_on;
      std::vector<Depot::Weights> seen;
      auto has_written = false;
      auto const done = depot.act([&](Handling<Act>& work) -> result<std::int64_t> {
        BOOST_OUTCOME_TRY(auto weights, walk(work, by_weight, [&](std::size_t row) {
                            if (row == 256 && !std::exchange(has_written, true)) depot.write_aside();
                          }));
        seen.push_back(weights);
        return 0;
      });
      REQUIRE(done);
      auto const in_order = [&](Depot::Weights rows) { return by_weight ? by_falling_weight(rows) : rows; };
      REQUIRE(seen.size() == 2);
      CHECK(seen[0] == in_order(Depot::before()));
      CHECK(seen[1] == in_order(Depot::after()));
    }
  }
}

TEST_CASE("A scan that a transaction widens, as it hides what it found first, is still of one moment") {
  Depot depot;
  Ids found;
  auto scans = 0;
  depot.store.before = [&](std::string_view operation) -> result<> {
    if (operation == "scan" && ++scans == 2) depot.write_aside();
    return outcome::success();
  };
  REQUIRE(depot.act([&](Handling<Act>& work) -> result<std::int64_t> {
    for (std::int64_t const id : {599, 600}) {
      BOOST_OUTCOME_TRY(auto* parcel, work.load(ParcelId{id}));
      work.erase(*parcel);
    }
    scans = 0;
    BOOST_OUTCOME_TRY(found, by_weight(work, 2));
    return 0;
  }));
  CHECK(found == Ids{1010, 598});
}

TEST_CASE("A limit counts on where the sink itself hides what was to come") {
  Shelf shelf;
  CHECK(shelf.during([](Handling<Act>& work) -> result<Ids> {
    Ids ids;
    result<> done = outcome::success();
    BOOST_OUTCOME_TRY(work.each_after<Parcel::find_by_user_id>(
        Key{}, 3,
        [&](Parcel const& parcel) {
          ids.push_back(parcel.id.value);
          if (ids.size() == 1) {
            done = change(work, 2, [](Parcel& next) { next.user_id = {8}; });
          }
        },
        UserId{7}));
    BOOST_OUTCOME_TRY(std::move(done));
    return ids;
  }) == Ids{1, 3, 4});
}

TEST_CASE("The store is free while a scan shows its rows, and a scan may be left") {
  Depot depot;
  StoreReader reader{depot.store};
  std::size_t rows = 0;
  REQUIRE(reader.each<Parcel::find_by_status_and_weight>(
      [&](Parcel const& parcel) {
        REQUIRE(depot.run(RegisterParcel{{8}, "more " + std::to_string(++rows), "", parcel.weight, {}}));
        StoreReader another{depot.store};
        REQUIRE(another.first<Parcel::find_by_user_id>(UserId{8}));
        return rows < 300;
      },
      ParcelStatus::registered));
  CHECK(rows == 300);
  CHECK(depot.rows<Parcel>().size() == 900);
}

}  // namespace
}  // namespace lilac::parcel

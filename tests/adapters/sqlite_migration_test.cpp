#include <boost/json.hpp>

#include "adapters/sqlite_support.hpp"

using namespace lilac;

// The same entity as it changed over time: the context and the name of a table come from the outer namespace.
namespace lilac::people::v1 {
struct Person {
  Id<Person> id;
  std::string name;
  std::int64_t age = 0;
  static constexpr std::uint16_t number = 9301;
  struct find_by_name;
  struct find_by_age;
  using finders = types<find_by_name, find_by_age>;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name, age))
struct Person::find_by_name : Index<&Person::name> {};
struct Person::find_by_age : Index<&Person::age> {};

struct Renamed {
  Id<Person> person_id;
  std::string old_name;
  static constexpr std::uint16_t number = 9301;
};
BOOST_DESCRIBE_STRUCT(Renamed, (), (person_id, old_name))
}  // namespace lilac::people::v1

namespace lilac::people::v2 {
enum class Level : std::uint8_t { low, high };
BOOST_DESCRIBE_ENUM(Level, low, high)

struct Person {
  Id<Person> id;
  std::optional<std::int64_t> age;
  std::string name;
  std::string title = "it's";
  std::int64_t score = -3;
  Level level = Level::high;
  std::optional<std::string> nick;
  Money balance{7, Currency{"USD"}};
  std::vector<std::string> tags{"new"};
  Json extra{R"({"a":"'"})"};
  static constexpr std::uint16_t number = 9301;
  struct find_by_name;
  struct find_by_score;
  using finders = types<find_by_name, find_by_score>;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, age, name, title, score, level, nick, balance, tags, extra))
struct Person::find_by_name : Index<&Person::name, desc<&Person::age>> {};
struct Person::find_by_score : Unique<&Person::score, &Person::name> {};

void lift(boost::json::object& payload) {
  payload["name"] = payload["old_name"];
  payload.erase("old_name");
}
struct Renamed {
  Id<Person> person_id;
  std::string name;
  std::string reason = "unknown";
  static constexpr std::uint16_t number = 9301;
  static constexpr std::int32_t version = 3;
  static constexpr std::array<Upcast, 1> upcasts{Upcast{1, &lift}};
};
BOOST_DESCRIBE_STRUCT(Renamed, (), (person_id, name, reason))
}  // namespace lilac::people::v2

namespace lilac::people::v3 {
struct Human {
  Id<Human> id;
  std::string name;
  std::int64_t age = 0;
  static constexpr std::uint16_t number = 9301;
  struct find_by_name;
  using finders = types<find_by_name>;
};
BOOST_DESCRIBE_STRUCT(Human, (), (id, name, age))
struct Human::find_by_name : Index<&Human::name> {};
}  // namespace lilac::people::v3

namespace lilac::people::other {
struct Person {
  Id<Person> id;
  std::string name;
  std::string age;
  static constexpr std::uint16_t number = 9301;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name, age))
}  // namespace lilac::people::other

namespace lilac::people::stranger {
struct Person {
  Id<Person> id;
  static constexpr std::uint16_t number = 9302;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id))
}  // namespace lilac::people::stranger

namespace v1 = lilac::people::v1;
namespace v2 = lilac::people::v2;
namespace v3 = lilac::people::v3;

namespace {

template <class T, class... Events>
result<> prepare(Store& store) {
  std::array<EntityInfo const*, 1> const entities{&entity_info<T>()};
  std::array<EventInfo const*, sizeof...(Events)> const events{&event_info<Events>()...};
  return store.prepare(entities, events);
}

template <class T>
T load(Store& store, std::int64_t id) {
  alignas(T) std::byte raw[sizeof(T)];
  std::uint32_t version;
  RowHint hint;
  auto const loaded = store.load(entity_info<T>(), id, raw, version, hint);
  if (!loaded) FAIL(loaded.error().message());
  REQUIRE(loaded.value());
  auto* at = std::launder(reinterpret_cast<T*>(raw));
  T row = std::move(*at);
  at->~T();
  return row;
}

template <class T>
result<> write(Store& store, RowWrite::Action action, T row, std::uint32_t base) {
  RowWrite const write{&entity_info<T>(), row.id.value, base, base + 1, action, &row, 0};
  WriteSet set;
  set.rows = {&write, 1};
  return store.commit(set);
}

/// Two people and an event, written by the first version.
void fill(std::string const& path) {
  auto store = open_store(path);
  REQUIRE(prepare<v1::Person, v1::Renamed>(*store));
  CHECK(write(*store, RowWrite::Action::insert, v1::Person{{1}, "Kim", 30}, 0));
  CHECK(write(*store, RowWrite::Action::insert, v1::Person{{2}, "Lee", 40}, 0));
  v1::Renamed renamed{{1}, "Park"};
  EventWrite const event{&event_info<v1::Renamed>(), &entity_info<v1::Person>(), 1, 1, 0, -1, &renamed};
  CommandWrite command{};
  command.origin = Origin::command;
  command.events = {&event, 1};
  WriteSet set;
  set.commands = {&command, 1};
  CHECK(store->commit(set));
}

std::string indexes_of(std::string const& path) {
  return query_sql(path,
                   "SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type = 'index' AND "
                   "tbl_name LIKE 'people%' ORDER BY name)");
}

}  // namespace

TEST_CASE("a newer program migrates the file, and an older one refuses it from then on") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  run_sql(path, "CREATE INDEX made_by_people ON people_person(age)");
  CHECK(indexes_of(path) == "made_by_people,people_person__find_by_age,people_person__find_by_name");
  {
    auto store = open_store(path);
    REQUIRE(prepare<v2::Person, v2::Renamed>(*store));
    auto kim = load<v2::Person>(*store, 1);
    CHECK(kim.name == "Kim");
    CHECK(kim.age == 30);
    CHECK(kim.title == "it's");
    CHECK(kim.score == -3);
    CHECK(kim.level == v2::Level::high);
    CHECK_FALSE(kim.nick);
    CHECK(kim.balance == Money{7, Currency{"USD"}});
    CHECK(kim.tags == std::vector<std::string>{"new"});
    CHECK(kim.extra.text == R"({"a":"'"})");
    kim.age.reset();
    kim.nick = "K";
    CHECK(write(*store, RowWrite::Action::update, kim, 1));
    CHECK_FALSE(load<v2::Person>(*store, 1).age);
    CHECK(indexes_of(path) == "made_by_people,people_person__find_by_name,people_person__find_by_score");
    CHECK(query_sql(path, "SELECT level || nick FROM people_person_readable WHERE id = 1") == "highK");

    std::vector<std::string> events;
    CHECK(store->read_journal(0, 10, [&](EventRow const& row) {
      auto const& renamed = *static_cast<v2::Renamed const*>(row.payload);
      events.push_back(renamed.name + ' ' + renamed.reason);
      return true;
    }));
    CHECK(events == std::vector<std::string>{"Park unknown"});
  }
  auto store = open_store(path);
  auto const fields = prepare<v1::Person>(*store);
  REQUIRE_FALSE(fields);
  CHECK(fields.error().is(rules::corrupt));
  CHECK(fields.error().message().find(path) != std::string::npos);
  CHECK(fields.error().message().find("newer") != std::string::npos);
  auto const events = prepare<v2::Person, v1::Renamed>(*store);
  REQUIRE_FALSE(events);
  CHECK(events.error().is(rules::corrupt));
  CHECK(prepare<v2::Person, v2::Renamed>(*store));
}

TEST_CASE("what a migration cannot do is refused before anything is changed") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  auto const before = query_sql(path, "SELECT group_concat(sql) FROM sqlite_master");
  {
    auto store = open_store(path);
    auto const kind = prepare<people::other::Person>(*store);
    REQUIRE_FALSE(kind);
    CHECK(kind.error().is(rules::corrupt));
    CHECK(kind.error().message().find("age") != std::string::npos);
    auto const number = prepare<people::stranger::Person>(*store);
    REQUIRE_FALSE(number);
    CHECK(number.error().is(rules::corrupt));
  }
  CHECK(query_sql(path, "SELECT group_concat(sql) FROM sqlite_master") == before);

  // Two rows that a new unique index would not allow.
  run_sql(path, "UPDATE people_person SET name = 'same'");
  {
    auto store = open_store(path);
    CHECK_FALSE(prepare<v2::Person>(*store));
  }
  CHECK(query_sql(path, "SELECT group_concat(sql) FROM sqlite_master") == before);
}

TEST_CASE("an entity keeps its rows under a new name, known by its number") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  auto store = open_store(path);
  REQUIRE(prepare<v3::Human>(*store));
  CHECK(load<v3::Human>(*store, 2).name == "Lee");
  CHECK(indexes_of(path) == "people_human__find_by_name");
  CHECK(query_sql(path, "SELECT count(*) FROM people_human_readable") == "2");
  CHECK(query_sql(path, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'people_person%'") == "0");
}

TEST_CASE("tables that people took away are told as damage") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  SUBCASE("the table") { run_sql(path, "DROP VIEW people_person_readable; DROP TABLE people_person"); }
  SUBCASE("a column") {
    run_sql(path,
            "DROP VIEW people_person_readable; DROP INDEX people_person__find_by_age; "
            "ALTER TABLE people_person DROP COLUMN age");
  }
  SUBCASE("the schema") { run_sql(path, "UPDATE lilac_schema SET fields = 'nothing'"); }
  auto store = open_store(path);
  auto const prepared = prepare<v1::Person>(*store);
  REQUIRE_FALSE(prepared);
  CHECK(prepared.error().message().find(path) != std::string::npos);
}

TEST_CASE("an index or view that people took away is made again") {
  TemporaryDirectory const directory;
  auto const path = directory / "store.db";
  fill(path);
  run_sql(path, "DROP VIEW people_person_readable; DROP INDEX people_person__find_by_age");
  auto store = open_store(path);
  REQUIRE(prepare<v1::Person>(*store));
  CHECK(indexes_of(path) == "people_person__find_by_age,people_person__find_by_name");
  CHECK(query_sql(path, "SELECT count(*) FROM people_person_readable") == "2");
}

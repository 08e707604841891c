#include <limits>

#include "testing/contract/bench.hpp"

namespace lilac::contract {
namespace {

Everything full_row(std::int64_t id) {
  Everything row;
  row.id = {id};
  row.flag = true;
  row.small = -7;
  row.large = 1LL << 40;
  row.text = "text";
  row.memo = "memo";
  row.address = {"010-1234-5678"};
  row.json = {R"({"a":[1,2,{"b":null}]})"};
  row.dictionary = {{"name", "Kim"}, {"empty", ""}};
  row.instant = Instant{Duration{1'768'177'800'123}};
  row.date = LocalDate{std::chrono::days{20'000}};
  row.duration = Duration{-1'500};
  row.money = {104'500, Currency{"USD"}};
  row.color = Color::blue;
  row.other = {99};
  row.line = {"product", 3, Money{-1, Currency{"KRW"}}};
  row.lines = {row.line, {}};
  row.tags = {"a", "", "c"};
  row.maybe_flag = false;
  row.maybe_number = 0;
  row.maybe_text = "";
  row.maybe_instant = Instant{};
  row.maybe_date = LocalDate{};
  row.maybe_money = Money{};
  row.maybe_color = Color::red;
  row.maybe_line = Line{};
  return row;
}

void expect_round_trip(Bench& bench, Everything const& row) {
  bench.must_insert(row);
  auto const loaded = bench.must_load(row.id);
  auto const& type = type_of<Everything>();
  expect(equal(type, &row, &loaded.row), "the row comes back as it was written: " + to_json(row, Showing::whole) +
                                             ", not " + to_json(loaded.row, Showing::whole));
  expect(loaded.version == 1, "an inserted row has the version it was written with");
}

void missing_row(Bench& bench) {
  expect(!bench.load(Id<Item>{1}), "an empty store holds no row 1");
  bench.must_insert(item(2));
  expect(!bench.load(Id<Item>{1}), "row 1 is not found next to row 2");
  expect(!bench.load(Id<Counter>{2}), "rows of other entities are not found");
}

void every_kind(Bench& bench) {
  Everything empty;
  empty.id = {1};
  expect_round_trip(bench, empty);
  expect_round_trip(bench, full_row(2));
}

/// Numbers and escapes have several spellings, and a row may stand inside others in what a store keeps.
void hostile_json(Bench& bench) {
  auto const deep = [](std::size_t depth) {
    return R"({"a":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  std::int64_t id = 0;
  for (auto const& text : {std::string{R"({"n":[1.50,-0,1E2,1e308,12345678901234567890123],"":"\u00e9\/é}\\"})"},
                           std::string{R"({"spaced": [1, 2]})"}, deep(32)}) {
    Everything row;
    row.id = {++id};
    row.json = {text};
    expect_done(check_value(type_of<Everything>(), &row), "a Json is accepted: " + text);
    expect_round_trip(bench, row);
  }
}

void extreme_numbers(Bench& bench) {
  using Large = std::numeric_limits<std::int64_t>;
  using Small = std::numeric_limits<std::int32_t>;
  auto row = full_row(Large::max());
  row.large = Large::min();
  row.small = Small::min();
  row.money.minor = Large::max();
  row.instant = *parse_instant("0001-01-01T00:00:00.000Z");
  row.date = *parse_date("9999-12-31");
  row.duration = Duration::max();
  row.maybe_number = Large::min();
  expect_round_trip(bench, row);
  row.id = {-5};
  row.large = Large::max();
  row.small = Small::max();
  row.instant = *parse_instant("9999-12-31T23:59:59.999Z");
  row.date = *parse_date("0001-01-01");
  row.duration = Duration::min();
  expect_round_trip(bench, row);
}

void hostile_text(Bench& bench) {
  std::int64_t id = 0;
  for (std::string const& text :
       {std::string{}, std::string{"'; DROP TABLE item; --"}, std::string{"\"quoted\" 'twice' \\ back`tick"},
        std::string{"line\nbreak\r\n\ttab \x01\x7F"}, std::string{"한국어 😀 é e\xCC\x81"},
        std::string{"\xEF\xBB\xBF\xE2\x80\xAE"
                    "bidi\xE2\x80\x8Bzero"},
        std::string{"%s %d ? ?1 :a @b $c"}, std::string(64 * 1024, 'x'), std::string{"{}[]null"}}) {
    auto row = full_row(++id);
    row.text = text;
    row.memo = PersonalText{text};
    row.address = {text};
    row.maybe_text = text;
    row.tags = {text, text};
    row.dictionary = {{text, text}};
    row.line.product = text;
    expect_round_trip(bench, row);
  }
}

void updates_and_erasure(Bench& bench) {
  auto row = full_row(1);
  bench.must_insert(row);
  Everything plain;
  plain.id = row.id;
  plain.text = "changed";
  expect_done(Writes{}.update(plain, 1).commit_to(bench.store()), "a row is updated");
  auto loaded = bench.must_load(row.id);
  expect(loaded.version == 2 && equal(type_of<Everything>(), &plain, &loaded.row), "the update is loaded");
  expect_done(Writes{}.update(row, 2).commit_to(bench.store()), "it is updated again");
  loaded = bench.must_load(row.id);
  expect(loaded.version == 3 && equal(type_of<Everything>(), &row, &loaded.row), "the second update is loaded");
  expect_done(Writes{}.erase(row.id, 3).commit_to(bench.store()), "it is erased");
  expect(!bench.load(row.id), "an erased row is not found");
  bench.must_insert(plain);
  expect(bench.must_load(row.id).version == 1, "an erased id can be inserted again");
}

void consuming(Bench& bench) {
  auto const row = full_row(1);
  Writes writes;
  writes.insert(row);
  expect_done(writes.commit_to(bench.store(), false), "a row is inserted");
  expect(equal(type_of<Everything>(), &row, writes.row(0)), "nothing is moved from when it may not be consumed");
  auto const loaded = bench.must_load(row.id);
  expect(equal(type_of<Everything>(), &row, &loaded.row), "the row comes back");
}

void independent_copies(Bench& bench) {
  bench.must_insert(item(1));
  auto first = bench.must_load(Id<Item>{1});
  first.row.name = "changed, not saved";
  expect(bench.must_load(Id<Item>{1}).row.name == "item 1", "what is loaded is a copy");
}

void fresh_ids(Bench& bench) {
  auto& store = bench.store();
  auto const& entity = entity_info<Item>();
  expect(need(store.next_id(entity), "an id") == 1, "ids start at 1");
  expect(need(store.next_id(entity), "an id") == 2, "ids are given once");
  expect(need(store.next_id(entity_info<Counter>()), "an id") == 1, "entities count separately");
  bench.must_insert(item(3));
  bench.must_insert(item(40));
  expect(need(store.next_id(entity), "an id") > 40, "ids that rows have are not given");
  auto const last = need(store.next_id(entity), "an id");
  bench.must_insert(item(last));
  expect_done(Writes{}.erase(Id<Item>{last}, 1).commit_to(store), "a row is erased");
  expect(need(store.next_id(entity), "an id") > last, "ids of erased rows are not given");
}

void prepared_again(Bench& bench) {
  bench.must_insert(item(1));
  std::array<EntityInfo const*, 1> const one{&entity_info<Item>()};
  expect_done(bench.store().prepare(one, {}), "a store can be prepared again");
  expect(bench.must_load(Id<Item>{1}).row.name == "item 1", "rows stay");
  bench.must_insert(Counter{{1}, 5});
  expect(bench.must_load(Id<Counter>{1}).row.count == 5, "entities that were prepared before stay known");
}

}  // namespace

std::vector<NamedCheck> row_checks() {
  return {{"a row that is not there is not found", &missing_row},
          {"fields of every kind come back as written", &every_kind},
          {"a Json comes back byte for byte", &hostile_json},
          {"numbers, instants and dates at their ends come back", &extreme_numbers},
          {"text comes back byte by byte, whatever it is", &hostile_text},
          {"rows are updated and erased, and their versions counted", &updates_and_erasure},
          {"objects are moved from only if they may be", &consuming},
          {"loaded rows are copies", &independent_copies},
          {"next_id never gives an id that a row has or had", &fresh_ids},
          {"prepare can be called again", &prepared_again}};
}

}  // namespace lilac::contract

#include "lilac/engine/key.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <compare>

using namespace lilac;

namespace lilac::keys {

enum class Shape : std::uint8_t { round, square, flat = 200 };
BOOST_DESCRIBE_ENUM(Shape, round, square, flat)

struct Thing {
  Id<Thing> id;
  std::int64_t number_of = 0;
  std::int32_t small = 0;
  bool flag = false;
  Shape shape = Shape::round;
  std::string text;
  Address address;
  Instant instant{};
  LocalDate date{};
  Duration duration{};
  Money money;
  std::optional<std::int64_t> maybe_number;
  std::optional<std::string> maybe_text;
  std::optional<Money> maybe_money;

  static constexpr std::uint16_t number = 9201;
  struct rising;
  struct falling;
  struct mixed;
  struct some;
  using finders = types<rising, falling, mixed, some>;
};
BOOST_DESCRIBE_STRUCT(Thing, (),
                      (id, number_of, small, flag, shape, text, address, instant, date, duration, money, maybe_number,
                       maybe_text, maybe_money))

struct Thing::rising : Index<&Thing::maybe_money, &Thing::maybe_text, &Thing::maybe_number, &Thing::flag, &Thing::shape,
                             &Thing::text, &Thing::address, &Thing::instant, &Thing::date, &Thing::duration,
                             &Thing::money, &Thing::small, &Thing::number_of> {};
struct Thing::falling
    : Index<desc<&Thing::maybe_money>, desc<&Thing::maybe_text>, desc<&Thing::maybe_number>, desc<&Thing::flag>,
            desc<&Thing::shape>, desc<&Thing::text>, desc<&Thing::address>, desc<&Thing::instant>, desc<&Thing::date>,
            desc<&Thing::duration>, desc<&Thing::money>, desc<&Thing::small>, desc<&Thing::number_of>> {};
struct Thing::mixed : Index<&Thing::text, desc<&Thing::maybe_text>, &Thing::maybe_number> {};
struct Thing::some : Where<Where<Index<&Thing::text>, &Thing::flag, true>, &Thing::shape, Shape::flat> {};

}  // namespace lilac::keys

using keys::Shape;
using keys::Thing;

namespace {

/// Few values, so that columns are often equal, and the ends of their ranges.
rc::Gen<std::int64_t> numbers() {
  using Limits = std::numeric_limits<std::int64_t>;
  return rc::gen::element<std::int64_t>(Limits::min(), -256, -255, -1, 0, 1, 127, 128, 255, 256, Limits::max());
}
rc::Gen<std::string> texts() {
  return rc::gen::container<std::string>(rc::gen::element<char>('\x01', 'a', 'b', '\x7F', '\x80', '\xFE', '\xFF'));
}
Currency currency_of(std::int64_t number) { return number % 2 == 0 ? Currency{"KRW"} : Currency{"EUR"}; }

rc::Gen<Thing> things() {
  return rc::gen::exec([] {
    Thing thing;
    thing.id = {*numbers()};
    thing.number_of = *numbers();
    thing.small = static_cast<std::int32_t>(*numbers());
    thing.flag = *rc::gen::arbitrary<bool>();
    thing.shape = *rc::gen::element(Shape::round, Shape::square, Shape::flat);
    thing.text = *texts();
    thing.address = {*texts()};
    thing.instant = Instant{Duration{*numbers()}};
    thing.date = LocalDate{std::chrono::days{static_cast<std::int32_t>(*numbers())}};
    thing.duration = Duration{*numbers()};
    auto const minor = *numbers();
    thing.money = {minor, currency_of(minor)};
    if (*rc::gen::arbitrary<bool>()) thing.maybe_number = *numbers();
    if (*rc::gen::arbitrary<bool>()) thing.maybe_text = *texts();
    if (*rc::gen::arbitrary<bool>()) thing.maybe_money = Money{*numbers(), currency_of(minor)};
    return thing;
  });
}

std::strong_ordering compare(std::int64_t a, std::int64_t b) { return a <=> b; }
/// Text compares by its bytes, as unsigned numbers.
std::strong_ordering compare(std::string const& a, std::string const& b) { return a.compare(b) <=> 0; }
std::strong_ordering compare(Money a, Money b) {
  auto const currencies = a.currency.text().compare(b.currency.text()) <=> 0;
  return currencies != 0 ? currencies : a.minor <=> b.minor;
}
/// Empty comes before everything.
template <class T>
std::strong_ordering compare(std::optional<T> const& a, std::optional<T> const& b) {
  return a && b ? compare(*a, *b) : a.has_value() <=> b.has_value();
}

std::strong_ordering compare_all(Thing const& a, Thing const& b) {
  for (auto const order :
       {compare(a.maybe_money, b.maybe_money), compare(a.maybe_text, b.maybe_text),
        compare(a.maybe_number, b.maybe_number), compare(a.flag, b.flag),
        compare(static_cast<std::int64_t>(a.shape), static_cast<std::int64_t>(b.shape)), compare(a.text, b.text),
        compare(a.address.secret, b.address.secret),
        compare(a.instant.time_since_epoch().count(), b.instant.time_since_epoch().count()),
        compare(a.date.time_since_epoch().count(), b.date.time_since_epoch().count()),
        compare(a.duration.count(), b.duration.count()), compare(a.money, b.money), compare(a.small, b.small),
        compare(a.number_of, b.number_of), compare(a.id.value, b.id.value)}) {
    if (order != 0) return order;
  }
  return std::strong_ordering::equal;
}

std::strong_ordering reversed(std::strong_ordering order) { return 0 <=> order; }
std::strong_ordering bytes(IndexInfo const& index, Thing const& a, Thing const& b) {
  return entry_key(index, &a).bytes().compare(entry_key(index, &b).bytes()) <=> 0;
}

/// A decoded key as columns again; what its type says is how it is compared.
void expect_column(DecodedColumn const& column, IndexInfo const& index, Thing const& thing) {
  auto const& field = index.entity->type->fields[index.columns[column.column].field];
  auto const* type = field.type;
  auto const* value = field.at_const(&thing);
  if (type->kind == Kind::optional) {
    value = type->optional->get(value);
    type = type->inner;
  }
  RC_ASSERT(column.type == type);
  RC_ASSERT(column.null == (value == nullptr));
  if (value == nullptr) return;
  if (type->kind == Kind::text || type->kind == Kind::address) {
    RC_ASSERT(column.text == text_at(*type, value));
  } else if (type->kind == Kind::money) {
    auto const& money = *static_cast<Money const*>(value);
    RC_ASSERT(column.text == money.currency.text());
    RC_ASSERT(column.number == money.minor);
  } else {
    RC_ASSERT(column.number == read_number(*type, value));
  }
}

}  // namespace

TEST_CASE("keys are ordered as their columns") {
  CHECK(rc::check("rising, falling and mixed", [] {
    auto const a = *things();
    auto b = *things();
    if (*rc::gen::arbitrary<bool>()) {  // often the first columns are equal
      b.maybe_money = a.maybe_money;
      b.maybe_text = a.maybe_text;
      b.text = a.text;
    }
    auto const order = compare_all(a, b);
    RC_ASSERT(bytes(index_info<Thing::rising>(), a, b) == order);
    RC_ASSERT(bytes(index_info<Thing::falling>(), a, b) == reversed(order));
    auto mixed = compare(a.text, b.text);
    if (mixed == 0) mixed = reversed(compare(a.maybe_text, b.maybe_text));
    if (mixed == 0) mixed = compare(a.maybe_number, b.maybe_number);
    if (mixed == 0) mixed = compare(a.id.value, b.id.value);
    RC_ASSERT(bytes(index_info<Thing::mixed>(), a, b) == mixed);
  }));
}

TEST_CASE("decoding gives back what was encoded") {
  CHECK(rc::check("whole keys, and keys of the first columns", [] {
    auto const thing = *things();
    for (auto const* index : entity_info<Thing>().indexes) {
      std::vector<DecodedColumn> columns;
      RC_ASSERT(decode_key(*index, entry_key(*index, &thing).bytes(), columns));
      RC_ASSERT(columns.size() == index->columns.size() + 1);
      RC_ASSERT(columns.back().number == thing.id.value);
      RC_ASSERT(columns.back().column == index->columns.size());
      columns.pop_back();
      for (auto const& column : columns) expect_column(column, *index, thing);

      Key prefix;
      auto const count = *rc::gen::inRange<std::size_t>(0, index->columns.size() + 1);
      for (auto const& column : index->columns.first(count)) {
        auto const& field = index->entity->type->fields[column.field];
        append_column(prefix, *field.type, field.at_const(&thing), column.descending);
      }
      RC_ASSERT(entry_key(*index, &thing).bytes().starts_with(prefix.bytes()));
      RC_ASSERT(decode_key(*index, prefix.bytes(), columns));
      RC_ASSERT(columns.size() == count);
      for (auto const& column : columns) expect_column(column, *index, thing);
    }
  }));
}

TEST_CASE("bytes that are no key are refused") {
  auto const& index = index_info<Thing::mixed>();
  Thing thing;
  thing.text = "text";
  thing.maybe_text = "more";
  auto const key = std::string{entry_key(index, &thing).bytes()};
  std::vector<DecodedColumn> columns;
  CHECK(decode_key(index, key, columns));
  CHECK_FALSE(decode_key(index, key + "x", columns));
  CHECK_FALSE(decode_key(index, key.substr(0, key.size() - 1), columns));
  CHECK_FALSE(decode_key(index, "text without an end", columns));
  CHECK_FALSE(decode_key(index, std::string_view{"text\0\x02", 6}, columns));
  CHECK(rc::check("any bytes are decoded or refused", [] {
    auto const bytes = *rc::gen::arbitrary<std::string>();
    std::vector<DecodedColumn> found;
    for (auto const* any : entity_info<Thing>().indexes) static_cast<void>(decode_key(*any, bytes, found));
  }));
}

TEST_CASE("a present value and the optional that holds it are the same column") {
  std::optional<std::int64_t> const held = 5;
  for (bool const descending : {false, true}) {
    Key of_optional, of_value;
    append_column(of_optional, type_of<std::optional<std::int64_t>>(), &held, descending);
    append_present(of_value, type_of<std::int64_t>(), &*held, descending);
    CHECK(of_optional.bytes() == of_value.bytes());
  }
}

TEST_CASE("a row is in an index only while it meets all conditions") {
  auto const& index = index_info<Thing::some>();
  Thing thing;
  CHECK_FALSE(is_indexed(index, &thing));
  thing.flag = true;
  CHECK_FALSE(is_indexed(index, &thing));
  thing.shape = Shape::flat;
  CHECK(is_indexed(index, &thing));
  CHECK(is_indexed(index_info<Thing::rising>(), &thing));
}

TEST_CASE("equal keys are ordered by id, as the last column is") {
  CHECK(ids_descend(index_info<Thing::falling>()));
  CHECK_FALSE(ids_descend(index_info<Thing::mixed>()));
  Key key;
  append_id(key, 1, true);
  CHECK(key.bytes() == std::string_view{"\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFE", 8});
}

TEST_CASE("long keys are kept whole") {
  Key key;
  std::string wanted;
  for (int i = 0; i < 30; ++i) {
    key.append("12345");
    key.append('6');
    wanted += "123456";
    CHECK(key.bytes() == wanted);
  }
  key.clear();
  CHECK(key.empty());
}

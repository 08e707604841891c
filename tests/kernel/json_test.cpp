// Writing JSON, and that what is written can be read.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "kernel/sample.hpp"
#include "lilac/kernel/codec.hpp"

using namespace lilac;

namespace {

template <class T>
result<T> read(std::string_view json, Decoding how = Decoding::strict) {
  T out{};
  BOOST_OUTCOME_TRY(decode_text(json, type_of<T>(), &out, how));
  return out;
}

rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8)), [](std::vector<int> const& picks) {
    constexpr char const* letters[] = {"a", "\"", "\\", "\n", "\x1F", "라", "🌸", "/"};
    std::string text;
    for (int const pick : picks) text += letters[pick];
    return text;
  });
}

/// Valid JSON with tokens that have several spellings, at most `depth` deep.
std::string any_json(int depth) {
  auto const pick = *rc::gen::inRange(0, depth > 0 ? 9 : 7);
  constexpr char const* tokens[] = {"1.50", "-0", "1E+2", "null", R"("\u00e9]}\"\\")", "98765432109876543210", "{}"};
  if (pick < 7) return tokens[pick];
  if (pick == 7) return "[" + any_json(depth - 1) + "," + any_json(depth - 1) + "]";
  return R"({"a":)" + any_json(depth - 1) + R"(,"\"}":)" + any_json(depth - 1) + "}";
}

sample::Order any_order() {
  auto order = sample::order();
  order.id = {*rc::gen::arbitrary<std::int64_t>()};
  order.is_open = *rc::gen::arbitrary<bool>();
  order.pieces = *rc::gen::arbitrary<std::int32_t>();
  order.weight = *rc::gen::arbitrary<std::int64_t>();
  order.title = *any_text();
  order.memo = *any_text();
  order.phone = {*any_text()};
  order.meta.text = R"({"all":)" + any_json(4) + "}";
  order.variables = {{*any_text(), *any_text()}, {*any_text(), *any_text()}};
  order.created_at = Instant{Duration{*rc::gen::inRange<std::int64_t>(-62135596800000, 253402300800000)}};
  order.due_on = LocalDate{std::chrono::days{*rc::gen::inRange(-719162, 2932897)}};
  order.window = Duration{*rc::gen::arbitrary<std::int64_t>()};
  order.price.minor = *rc::gen::arbitrary<std::int64_t>();
  order.grade = *rc::gen::element(sample::Grade::Low, sample::Grade::Middle, sample::Grade::High);
  if (*rc::gen::arbitrary<bool>()) order.closed_at = order.created_at;
  if (*rc::gen::arbitrary<bool>()) order.remark.reset();
  if (*rc::gen::arbitrary<bool>()) order.lines.clear();
  return order;
}

}  // namespace

TEST_CASE("a record is written with every field but its empty optionals, addresses masked") {
  CHECK(to_json(sample::order()) ==
        R"({"id":42,"is_open":true,"pieces":3,"weight":9000000000,"title":"tea","memo":"likes it strong",)"
        R"("phone":"010-1234-****","meta":{"a":[1,2]},"variables":{"name":"Kim"},)"
        R"("created_at":"2026-01-12T00:30:00.000Z","due_on":"2026-01-13","window":86400000,)"
        R"("price":{"minor":104500,"currency":"KRW"},"grade":"High","remark":"",)"
        R"("lines":[{"quantity":2,"note":"hot"},{"quantity":5}],"marks":[1,null]})");
}

TEST_CASE("whole numbers that readers of doubles would round are shown as text, and kept as numbers") {
  for (auto const showing : {Showing::masked, Showing::unmasked}) {
    CHECK(to_json(std::int64_t{9007199254740991}, showing) == "9007199254740991");
    CHECK(to_json(std::int64_t{9007199254740992}, showing) == R"("9007199254740992")");
    CHECK(to_json(std::int64_t{-9007199254740991}, showing) == "-9007199254740991");
    CHECK(to_json(std::int64_t{-9007199254740992}, showing) == R"("-9007199254740992")");
    CHECK(to_json(sample::OrderId{176080190118615809}, showing) == R"("176080190118615809")");
    CHECK(to_json(Money{176080190118615809, Currency{"KRW"}}, showing) ==
          R"({"minor":"176080190118615809","currency":"KRW"})");
  }
  CHECK(to_json(sample::OrderId{176080190118615809}, Showing::whole) == "176080190118615809");
  CHECK(to_json(Money{176080190118615809, Currency{"KRW"}}, Showing::whole) ==
        R"({"minor":176080190118615809,"currency":"KRW"})");
}

TEST_CASE("what is shown unmasked has its addresses as they are") {
  CHECK(to_json(Address{"010-1234-5678"}, Showing::unmasked) == R"("010-1234-5678")");
  CHECK(to_json(Address{"010-1234-5678"}, Showing::masked) == R"("010-1234-****")");
}

TEST_CASE("a store sees addresses whole") {
  CHECK(to_json(Address{"010-1234-5678"}, Showing::whole) == R"("010-1234-5678")");
  CHECK(to_json(Address{"010-1234-5678"}) == R"("010-1234-****")");
}

TEST_CASE("what is empty is written as empty") {
  CHECK(to_json(std::vector<std::int32_t>{}) == "[]");
  CHECK(to_json(Dictionary{}) == "{}");
  CHECK(to_json(Json{}) == "{}");
  CHECK(to_json(Json{""}) == "{}");
  CHECK(to_json(std::optional<bool>{}) == "null");
  CHECK(to_json(std::string{}) == R"("")");
}

TEST_CASE("quotes, backslashes and control characters are escaped, everything else is not") {
  std::string out;
  append_quoted(out, "a\"b\\c\n\t\r\x01\x1F\x7F/라");
  CHECK(out == "\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u001f\x7F/라\"");
}

TEST_CASE("every record survives being written and read") {
  CHECK(rc::check([] {
    auto const order = any_order();
    RC_ASSERT(check_value(type_of<sample::Order>(), &order).has_value());
    for (auto const how : {Decoding::strict, Decoding::tolerant}) {
      auto const again = read<sample::Order>(to_json(order, Showing::whole), how);
      RC_ASSERT(again.has_value());
      RC_ASSERT(equal(type_of<sample::Order>(), &order, &again.value()));
    }
  }));
}

TEST_CASE("whatever survives has the same digest, and a change of any number another") {
  CHECK(rc::check([] {
    auto order = any_order();
    auto const& type = type_of<sample::Order>();
    auto const before = digest(type, &order);
    auto const again = read<sample::Order>(to_json(order, Showing::whole));
    RC_ASSERT(digest(type, &again.value()) == before);
    order.weight ^= std::int64_t{1} << *rc::gen::inRange(0, 63);
    RC_ASSERT(digest(type, &order) != before);
  }));
}

// Reading JSON: what is refused, and how the refusal says where.
#include <doctest/doctest.h>

#include <boost/json/value.hpp>

#include "kernel/sample.hpp"
#include "lilac/kernel/codec.hpp"

using namespace lilac;

namespace {

struct Basket {
  std::int32_t number = 9;
  std::vector<sample::Line> lines{};
  std::optional<sample::Grade> grade{};
};
BOOST_DESCRIBE_STRUCT(Basket, (), (number, lines, grade))

template <class T>
std::string refusal(std::string_view json, Decoding how = Decoding::strict) {
  T out{};
  auto const read = decode_text(json, type_of<T>(), &out, how);
  if (read) return "accepted";
  CHECK(read.error().is(how == Decoding::strict ? rules::invalid_argument : rules::corrupt));
  return read.error().message();
}

template <class T>
T accepted(std::string_view json, Decoding how = Decoding::strict) {
  T out{};
  auto const read = decode_text(json, type_of<T>(), &out, how);
  REQUIRE_MESSAGE(read.has_value(), read.error().message());
  return out;
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("strictly, every field must be there and no other may be") {
  CHECK(refusal<Basket>(R"({"lines":[]})") == "number: is missing");
  CHECK(refusal<Basket>(R"({"number":1})") == "lines: is missing");
  CHECK(refusal<Basket>(R"({"number":1,"lines":[],"colour":1})") == "colour: is not a field");
  CHECK(refusal<Basket>(R"({"numbr":1,"lines":[]})") == "numbr: is not a field");
  CHECK(accepted<Basket>(R"({"number":1,"lines":[]})").number == 1);
}

TEST_CASE("tolerantly, what is missing keeps its default and what is unknown is ignored") {
  auto const basket = accepted<Basket>(R"({"colour":1,"grade":"Low"})", Decoding::tolerant);
  CHECK(basket.number == 9);
  CHECK(basket.grade == sample::Grade::Low);
}

TEST_CASE("tolerance ends at a wrong type") {
  CHECK(refusal<Basket>(R"({"number":"one"})", Decoding::tolerant) == "number: must be a whole number, not text");
  CHECK(refusal<Basket>(R"({"grade":"Huge"})", Decoding::tolerant) == "grade: must be one of Low, Middle, High");
  CHECK(refusal<Basket>("{", Decoding::tolerant) == "not valid JSON at byte 1: it ends too early");
}

TEST_CASE("a refusal names the path of the field") {
  Basket basket;
  auto const read = decode_text(R"({"number":1,"lines":[{"quantity":1},{"quantity":"two"}]})", type_of<Basket>(),
                                &basket, Decoding::strict);
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().field() == "lines[1].quantity");
  CHECK(read.error().message() == "lines[1].quantity: must be a whole number, not text");
}

TEST_CASE("a wrong type is named") {
  CHECK(refusal<std::int64_t>("null") == "must be a whole number, not null");
  CHECK(refusal<std::int64_t>("true") == "must be a whole number, not true or false");
  CHECK(refusal<std::int64_t>("[]") == "must be a whole number, not a list");
  CHECK(refusal<std::string>("1") == "must be text, not a number");
  CHECK(refusal<bool>("{}") == "must be true or false, not an object");
  CHECK(refusal<Basket>("[]") == "must be an object, not a list");
  CHECK(refusal<std::vector<std::int32_t>>("{}") == "must be a list, not an object");
  CHECK(refusal<Dictionary>(R"({"name":1})") == "name: must be text, not a number");
  CHECK(refusal<Json>("[]") == "must be an object, not a list");
  CHECK(refusal<Instant>("1") == "must be an instant like 2026-01-12T09:30:00+09:00, not a number");
}

TEST_CASE("decimal and exponent forms are not whole numbers") {
  CHECK(refusal<std::int64_t>("1.0") == "must be a whole number, not a decimal number");
  CHECK(refusal<std::int64_t>("1e3") == "must be a whole number, not a decimal number");
  CHECK(refusal<sample::OrderId>("1.5") == "must be a whole number, not a decimal number");
  CHECK(refusal<Duration>("0.5") == "must be a whole number of milliseconds, not a decimal number");
}

TEST_CASE("a whole number must fit its width") {
  CHECK(accepted<std::int32_t>("2147483647") == 2147483647);
  CHECK(refusal<std::int32_t>("2147483648") == "must be between -2147483648 and 2147483647");
  CHECK(accepted<std::int32_t>("-2147483648") == std::numeric_limits<std::int32_t>::min());
  CHECK(refusal<std::int32_t>("-2147483649") == "must be between -2147483648 and 2147483647");
  CHECK(accepted<std::int64_t>("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  CHECK(refusal<std::int64_t>("9223372036854775808") == "must be between -9223372036854775808 and 9223372036854775807");
  CHECK(accepted<std::int64_t>("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  CHECK(refusal<std::int64_t>("-9223372036854775809") == "must be a whole number, not a decimal number");
  CHECK(refusal<std::int64_t>("18446744073709551616") == "must be a whole number, not a decimal number");
}

TEST_CASE("a whole number may come as text, in the one spelling that it has") {
  for (auto const how : {Decoding::strict, Decoding::tolerant})
    CHECK(accepted<sample::OrderId>(R"("176080190118615809")", how).value == 176080190118615809);
  CHECK(accepted<std::int64_t>(R"("-9223372036854775808")") == std::numeric_limits<std::int64_t>::min());
  CHECK(accepted<std::int64_t>(R"("9223372036854775807")") == std::numeric_limits<std::int64_t>::max());
  CHECK(refusal<std::int64_t>(R"("9223372036854775808")") ==
        "must be between -9223372036854775808 and 9223372036854775807");
  CHECK(accepted<std::int32_t>(R"("2147483647")") == 2147483647);
  CHECK(refusal<std::int32_t>(R"("2147483648")") == "must be between -2147483648 and 2147483647");
  CHECK(accepted<std::int64_t>(R"("0")") == 0);
  CHECK(accepted<Money>(R"({"minor":"5","currency":"KRW"})").minor == 5);
  for (auto const* other : {R"("")", R"("-")", R"("+1")", R"(" 1")", R"("1 ")", R"("01")", R"("-0")", R"("1.0")",
                            R"("1e3")", R"("0x10")", R"("--1")"}) {
    CAPTURE(other);
    CHECK(refusal<std::int64_t>(other) == "must be a whole number, not text");
  }
  CHECK(refusal<bool>(R"("1")") == "must be true or false, not text");
}

TEST_CASE("an enumerator is one of those there are") {
  CHECK(accepted<sample::Grade>(R"("Middle")") == sample::Grade::Middle);
  CHECK(refusal<sample::Grade>(R"("middle")") == "must be one of Low, Middle, High");
  CHECK(refusal<sample::Grade>("1") == "must be one of Low, Middle, High, not a number");
}

TEST_CASE("instants and dates are read as their texts") {
  CHECK(accepted<Instant>(R"("2026-01-12T09:30+09:00")") == *parse_instant("2026-01-12T00:30Z"));
  CHECK(refusal<Instant>(R"("yesterday")") == "must be an instant like 2026-01-12T09:30:00+09:00");
  CHECK(refusal<LocalDate>(R"("2026-02-31")") == "must be a date like 2026-01-12");
}

TEST_CASE("an amount of money needs both its halves") {
  CHECK(accepted<Money>(R"({"minor":5,"currency":"USD"})") == Money{5, Currency{"USD"}});
  CHECK(refusal<Money>(R"({"minor":5})") == "currency: is missing");
  CHECK(refusal<Money>(R"({"currency":"KRW"})", Decoding::tolerant) == "minor: is missing");
  CHECK(refusal<Money>(R"({"minor":5,"currency":"won"})") == "currency: must be three capital letters like KRW");
  CHECK(refusal<Money>(R"({"minor":5.0,"currency":"KRW"})") == "minor: must be a whole number, not a decimal number");
  CHECK(refusal<Money>(R"({"minor":5,"currency":"KRW","x":1})") == "x: is not a field");
  CHECK(accepted<Money>(R"({"minor":5,"currency":"KRW","x":1})", Decoding::tolerant).minor == 5);
}

TEST_CASE("null empties an optional") {
  sample::Line line{1, "old"};
  REQUIRE(decode_text(R"({"quantity":2,"note":null})", type_of<sample::Line>(), &line, Decoding::strict).has_value());
  CHECK_FALSE(line.note.has_value());
}

TEST_CASE("strictly, nothing of what the object held before is left") {
  Basket basket{1, {{5, "old"}}, sample::Grade::High};
  REQUIRE(decode_text(R"({"number":2,"lines":[{"quantity":6}]})", type_of<Basket>(), &basket, Decoding::strict)
              .has_value());
  CHECK_FALSE(basket.grade.has_value());
  REQUIRE(basket.lines.size() == 1);
  CHECK(basket.lines[0].quantity == 6);
}

TEST_CASE("text must be UTF-8 without NUL") {
  CHECK(refusal<std::string>(R"("a\u0000b")") == "must be valid UTF-8 without NUL");
  CHECK(refusal<Json>(R"({"a":["\u0000"]})") == "must be valid UTF-8 without NUL");
  CHECK(refusal<Dictionary>(R"({"\u0000":"a"})") == "?: must be valid UTF-8 without NUL");
  CHECK(accepted<std::string>(R"("\ud83c\udf38")") == "🌸");
  std::string text;
  CHECK_FALSE(decode_json(boost::json::value("\xFF"), type_of<std::string>(), &text, Decoding::strict).has_value());
}

TEST_CASE("an object is kept as its compact text") {
  CHECK(accepted<Json>(R"({ "b" : [ 1 , 2 ] })").text == R"({"b":[1,2]})");
  CHECK(accepted<Json>("{\n\t\"b c\": \"\\\" d\"\r\n}").text == R"({"b c":"\" d"})");
}

TEST_CASE("an object keeps its numbers and escapes as they were written, wherever it stands") {
  std::string const object = R"({"n":[1.50,-0,1E2,12345678901234567890123,0.1],"t":"\u00e9\/é","":{"}":"\\"}})";
  CHECK(accepted<Json>(object).text == object);
  CHECK(accepted<std::vector<std::optional<Json>>>("[ null," + object + " ]").at(1)->text == object);
  struct Check {
    Decoding how;
    char const* space;
  };
  for (auto const& [how, space] : {Check{Decoding::strict, ""}, Check{Decoding::tolerant, " "}}) {
    auto order = sample::order();
    order.meta.text = object;
    order.meta.text.insert(1, space);  // one who gives text himself may have spaces in it
    auto const again = accepted<sample::Order>(to_json(order, Showing::whole), how);
    CHECK(again.meta.text == order.meta.text);
  }
}

TEST_CASE("what is not JSON is refused with its position") {
  CHECK(refusal<Json>("") == "not valid JSON at byte 0: it ends too early");
  CHECK(refusal<Json>(R"({"a":1)") == "not valid JSON at byte 6: it ends too early");
  CHECK(refusal<Json>(R"({"a":x})") == "not valid JSON at byte 5: this does not belong here");
  CHECK(refusal<Json>(R"({} {})") == "not valid JSON at byte 3: something follows after its end");
  CHECK(refusal<std::string>("\"\xFF\"") == "not valid JSON at byte 1: this does not belong here");
}

TEST_CASE("JSON may be 64 deep, not 65") {
  CHECK(parse_json(nested(64)).has_value());
  auto const deeper = parse_json(nested(65));
  REQUIRE_FALSE(deeper.has_value());
  CHECK(deeper.error().message() == "not valid JSON at byte 64: it is nested more than 64 deep");
}

TEST_CASE("an object that is given as JSON may say no more than one that is given as text") {
  CHECK(refusal<Json>(R"({"a":)" + nested(31) + "}") == "accepted");
  CHECK(refusal<Json>(R"({"a":)" + nested(32) + "}") == "must not be nested more than 32 deep");
  CHECK(refusal<Json>(R"({"a":1e308})") == "accepted");
  CHECK(refusal<Json>(R"({"a":1e400})") == "must not hold a number beyond 1.8e308");
  Json out;
  auto const infinite = boost::json::object{{"a", std::numeric_limits<double>::infinity()}};
  CHECK_FALSE(decode_json(infinite, type_of<Json>(), &out, Decoding::strict).has_value());
}

TEST_CASE("what a store already keeps is read, also where it would be refused now") {
  CHECK(accepted<Json>(R"({"a":1e400})", Decoding::tolerant).text == R"({"a":1e400})");
  CHECK(refusal<Json>(R"({"a":)" + nested(63) + "}", Decoding::tolerant) == "accepted");
}

TEST_CASE("an object may not name a member twice") {
  CHECK(refusal<Basket>(R"({"number":1,"lines":[],"number":2})") ==
        "number: not valid JSON at byte 33: an object names the same member twice");
  CHECK(refusal<Json>(R"({"a":{"b":1,"b":2}})") ==
        "b: not valid JSON at byte 17: an object names the same member twice");
  CHECK(accepted<Json>(R"({"a":{"a":1},"b":{"a":1}})").text == R"({"a":{"a":1},"b":{"a":1}})");
  CHECK(refusal<Json>(R"({"a":1,"\u0061":2})") ==
        "a: not valid JSON at byte 17: an object names the same member twice");
}

TEST_CASE("a refusal repeats no more than a little of what it was given") {
  CHECK(refusal<Basket>(R"({")" + std::string(1000, 'x') + R"(":1})") == std::string(64, 'x') + "…: is not a field");
  CHECK(refusal<sample::Grade>(R"("a secret")").find("secret") == std::string::npos);
  CHECK(refusal<LocalDate>(R"("a secret")").find("secret") == std::string::npos);
}

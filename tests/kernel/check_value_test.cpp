// What a typed caller can still get wrong.
#include <doctest/doctest.h>

#include "kernel/sample.hpp"
#include "lilac/kernel/codec.hpp"

using namespace lilac;

namespace {

template <class Change>
std::string refusal_after(Change change) {
  auto order = sample::order();
  change(order);
  auto const checked = check_value(type_of<sample::Order>(), &order);
  if (checked) return "accepted";
  CHECK(checked.error().is(rules::invalid_argument));
  return checked.error().message();
}

}  // namespace

TEST_CASE("a good value is accepted") {
  CHECK(refusal_after([](sample::Order&) {}) == "accepted");
}

TEST_CASE("text that is not UTF-8, or holds NUL, is refused wherever it stands") {
  std::string const broken = "\xFF";
  CHECK(refusal_after([&](auto& order) { order.title = broken; }) == "title: must be valid UTF-8 without NUL");
  CHECK(refusal_after([&](auto& order) { order.title = std::string(1, '\0'); }) ==
        "title: must be valid UTF-8 without NUL");
  CHECK(refusal_after([&](auto& order) { order.memo = broken; }) == "memo: must be valid UTF-8 without NUL");
  CHECK(refusal_after([&](auto& order) { order.phone.secret = broken; }) == "phone: must be valid UTF-8 without NUL");
  CHECK(refusal_after([&](auto& order) { order.remark = broken; }) == "remark: must be valid UTF-8 without NUL");
  CHECK(refusal_after([&](auto& order) { order.lines[1].note = broken; }) ==
        "lines[1].note: must be valid UTF-8 without NUL");
  CHECK(refusal_after([&](auto& order) { order.variables["name"] = broken; }) ==
        "variables.name: must be valid UTF-8 without NUL");
  CHECK(refusal_after([&](auto& order) { order.variables[broken] = ""; }) ==
        "variables.?: must be valid UTF-8 without NUL");
}

TEST_CASE("instants and dates out of range are refused") {
  CHECK(refusal_after([](auto& order) { order.created_at = Instant::max(); }) ==
        "created_at: must be between the years 1 and 9999");
  CHECK(refusal_after([](auto& order) { order.closed_at = Instant::min(); }) ==
        "closed_at: must be between the years 1 and 9999");
  CHECK(refusal_after([](auto& order) { order.due_on += std::chrono::days{4'000'000}; }) ==
        "due_on: must be between the years 1 and 9999");
}

TEST_CASE("what a rule worked out is told by its path when it is out of range") {
  auto const told = [](auto change) {
    auto order = sample::order();
    change(order);
    auto const checked = check_times(type_of<sample::Order>(), &order, "order");
    return checked ? std::string{"accepted"} : checked.error().message();
  };
  using std::chrono::days;
  static constexpr LocalDate last{std::chrono::year{9999} / 12 / 31};
  CHECK(told([](sample::Order& order) { order.due_on = last; }) == "accepted");
  CHECK(told([](sample::Order& order) { order.due_on = last + days{1}; }) ==
        "order.due_on: must be between the years 1 and 9999");
  CHECK(told([](sample::Order& order) { order.closed_at = Instant{(last + days{1}).time_since_epoch()}; }) ==
        "order.closed_at: must be between the years 1 and 9999");
}

TEST_CASE("a number that is no enumerator is refused") {
  CHECK(refusal_after([](auto& order) { order.grade = static_cast<sample::Grade>(3); }) ==
        "grade: must be one of Low, Middle, High");
}

TEST_CASE("a currency that is none is refused") {
  CHECK(refusal_after([](auto& order) { order.price.currency = Currency{"a\"b"}; }) ==
        "price: must have a currency of three capital letters");
}

TEST_CASE("a Json must be the compact text of one object") {
  auto const meta = [](std::string const& text) { return refusal_after([&](auto& order) { order.meta.text = text; }); };
  for (auto const* text : {"", "[]", "1", "{", "{} {}", "{}x", " {}", "{\n}", R"({"a":"\u0000"})", R"({"a":})"})
    CHECK_MESSAGE(meta(text) == "meta: must be the compact text of a JSON object", text);
  for (auto const* text : {"{}", R"({"a":[{"b":null},1.5,"\n"]})"}) CHECK_MESSAGE(meta(text) == "accepted", text);
}

TEST_CASE("a Json is 32 deep, not 33") {
  auto const meta = [](std::size_t depth) {
    return refusal_after([&](auto& order) {
      order.meta.text = R"({"a":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
    });
  };
  CHECK(meta(32) == "accepted");
  CHECK(meta(33) == "meta: must not be nested more than 32 deep");
}

TEST_CASE("a Json names no member twice, however the name is written") {
  auto const meta = [](char const* text) { return refusal_after([&](auto& order) { order.meta.text = text; }); };
  CHECK(meta(R"({"a":1,"b":2,"a":3})") == "meta: must not name a member twice");
  CHECK(meta(R"({"a":{"b":1,"\u0062":2}})") == "meta: must not name a member twice");
  CHECK(meta(R"({"a":{"a":1},"b":[{"a":1},{"a":1}]})") == "accepted");
}

TEST_CASE("a Json holds no number that comes back as infinity") {
  auto const meta = [](std::string const& text) { return refusal_after([&](auto& order) { order.meta.text = text; }); };
  CHECK(meta(R"({"a":1e308})") == "accepted");
  CHECK(meta(R"({"a":1e400})") == "meta: must not hold a number beyond 1.8e308");
  CHECK(meta(R"({"a":-1e400})") == "meta: must not hold a number beyond 1.8e308");
  CHECK(meta(R"({"a":1e-400})") == "accepted");
  CHECK(meta(R"({"a":1)" + std::string(308, '0') + "}") == "accepted");
  CHECK(meta(R"({"a":1)" + std::string(309, '0') + "}") == "meta: must not hold a number beyond 1.8e308");
}

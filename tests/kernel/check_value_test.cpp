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

TEST_CASE("a number that is no enumerator is refused") {
  CHECK(refusal_after([](auto& order) { order.grade = static_cast<sample::Grade>(3); }) ==
        "grade: must be one of Low, Middle, High");
}

TEST_CASE("a currency that is none is refused") {
  CHECK(refusal_after([](auto& order) { order.price.currency = Currency{"a\"b"}; }) ==
        "price: must have a currency of three capital letters");
}

TEST_CASE("a Json must be the compact text of one object") {
  for (auto const* text : {"", "[]", "1", "{", "{} {}", "{}x", " {}", "{\n}", R"({"a":"\u0000"})", R"({"a":})"})
    CHECK_MESSAGE(refusal_after([&](auto& order) { order.meta.text = text; }) ==
                      "meta: must be the compact text of a JSON object",
                  text);
  for (auto const* text : {"{}", R"({"a":[{"b":null},1.5,"\n"]})"})
    CHECK_MESSAGE(refusal_after([&](auto& order) { order.meta.text = text; }) == "accepted", text);
}

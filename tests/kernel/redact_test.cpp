// Removing what is personal, and comparing.
#include <doctest/doctest.h>

#include "kernel/sample.hpp"
#include "lilac/kernel/codec.hpp"

using namespace lilac;

namespace {

struct Letter {
  std::string subject{};
  std::optional<PersonalText> body{};
  std::vector<Address> copies{};
  PersonalDigest digest{};  ///< of the body
};
BOOST_DESCRIBE_STRUCT(Letter, (), (subject, body, copies, digest))

}  // namespace

TEST_CASE("redacting removes personal text, addresses, objects and variables, and nothing else") {
  auto order = sample::order();
  CHECK(redact(type_of<sample::Order>(), &order));
  auto expected = sample::order();
  expected.memo.clear();
  expected.phone = {};
  expected.meta = {};
  expected.variables.clear();
  CHECK(equal(type_of<sample::Order>(), &order, &expected));
}

TEST_CASE("redacting reaches into optionals and lists") {
  Letter letter{"hello", "dear Kim", {{"a@ex.com"}, {"b@ex.com"}}, {}};
  CHECK(redact(type_of<Letter>(), &letter));
  CHECK(letter.subject == "hello");
  CHECK(letter.body == PersonalText{});
  CHECK(letter.copies == std::vector<Address>(2));
}

TEST_CASE("a digest of what is personal goes with it, and is then anything's") {
  Letter letter{"", {}, {}, {12345}};
  CHECK_FALSE(letter.digest.may_be(54321));
  CHECK(redact(type_of<Letter>(), &letter));
  CHECK(letter.digest.value == 0);
  CHECK(letter.digest.may_be(54321));
  CHECK_FALSE(redact(type_of<Letter>(), &letter));
}

TEST_CASE("redacting again changes nothing and says so") {
  auto order = sample::order();
  redact(type_of<sample::Order>(), &order);
  CHECK_FALSE(redact(type_of<sample::Order>(), &order));
}

TEST_CASE("records are equal when all their fields are") {
  auto const& type = type_of<sample::Order>();
  auto const order = sample::order();
  auto other = sample::order();
  CHECK(equal(type, &order, &other));
  other.lines[1].note = "";
  CHECK_FALSE(equal(type, &order, &other));
  other = sample::order();
  other.lines.pop_back();
  CHECK_FALSE(equal(type, &order, &other));
  other = sample::order();
  other.remark.reset();
  CHECK_FALSE(equal(type, &order, &other));
  other = sample::order();
  other.price.currency = Currency{"USD"};
  CHECK_FALSE(equal(type, &order, &other));
}

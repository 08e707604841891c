#include "lilac/kernel/result.hpp"

#include <doctest/doctest.h>

#include "lilac/kernel/time.hpp"

using namespace lilac;

namespace {

constexpr Rule edit_window{4006, "MEMO_UPDATED_FAIL", "edit_window",
                           "{field} may be edited only within {limit} of creation, not at {value}."};
constexpr Rule odd_braces{1, "ODD", "odd_braces", "Braces {like} this } or { that stay."};

}  // namespace

TEST_CASE("a refusal's sentence is filled in with field, value and limit") {
  auto const at = Instant{std::chrono::milliseconds{1}};
  auto const error = refuse(edit_window, field("memo"), value(at), limit(std::chrono::hours{24}));
  CHECK(error.message() == "memo may be edited only within 24h of creation, not at 1970-01-01T00:00:00.001Z.");
  CHECK(error.number() == 4006);
  CHECK(error.name() == "MEMO_UPDATED_FAIL");
  CHECK(error.field() == "memo");
  CHECK(error.value() == "1970-01-01T00:00:00.001Z");
  CHECK(error.is(edit_window));
}

TEST_CASE("a sentence reads well when the refusal does not say everything") {
  CHECK(refuse(rules::not_found, field("order_id")).message() == "There is no such order_id.");
  CHECK(refuse(rules::not_found).message() == "There is no such.");
  CHECK(refuse(rules::already_exists).message() == "It exists already.");
  CHECK(refuse(rules::invalid_argument, field("phone")).message() == "phone is not valid.");
}

TEST_CASE("what is filled in is not read as a placeholder again") {
  auto const error = refuse(rules::invalid_argument, field("{value}"), value("{field}"));
  CHECK(error.message() == "{value} is not valid: {field}.");
}

TEST_CASE("braces around anything else are left alone") {
  CHECK(refuse(odd_braces).message() == "Braces {like} this } or { that stay.");
}

TEST_CASE("a note replaces the sentence") {
  auto const error = refuse_saying(rules::corrupt, field("page"), "page 3 is torn");
  CHECK(error.message() == "page 3 is torn");
  CHECK(error.field() == "page");
  CHECK_FALSE(error.value().has_value());
}

TEST_CASE("a clone says the same as its original") {
  auto const error = refuse(rules::conflict, field("order"), value(std::int64_t{7}));
  auto const copy = error.clone();
  CHECK(copy.message() == error.message());
  CHECK(copy.retriable());
  CHECK(refuse(rules::conflict).clone().message() == "Somebody else changed at the same time; try again.");
}

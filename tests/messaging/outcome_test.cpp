#include "lilac/messaging/outcome.hpp"

#include <doctest/doctest.h>

#include "lilac/messaging/message.hpp"

namespace lilac::messaging {

TEST_CASE("A vendor's reason is kept when it is a code") {
  for (auto const* code : {"INVALID_NUMBER", "smtp-550", "E.21", "x", "code_1234"}) CHECK(reason_code(code) == code);
}

TEST_CASE("A vendor's reason that may be a sentence or hold an address is not kept") {
  for (auto const* words : {"", "no such number", "a@b.example", "n010-1234-5678", "n12345", "1", "\xff", "번호"})
    CHECK(reason_code(words) == "UNSPECIFIED");
  CHECK(reason_code(std::string(64, 'a')) == std::string(64, 'a'));
  CHECK(reason_code(std::string(65, 'a')) == "UNSPECIFIED");
}

TEST_CASE("A vendor's reason is never taken for a decision of ours") {
  CHECK(reason_code("CANCELLED") == "VENDOR_CANCELLED");
  CHECK(reason_code("EXPIRED") == "VENDOR_EXPIRED");
  CHECK(reason_code("SUPPRESSED") == "VENDOR_SUPPRESSED");
  CHECK(reason_code("CANCELLED_LATE") == "CANCELLED_LATE");
}

TEST_CASE("A gateway key names message, step and generation") {
  Message message;
  message.id = {12};
  message.step = 1;
  message.generation = 3;
  CHECK(message.gateway_key() == "12:1:3");
  auto const key = parse_gateway_key("12:1:3");
  REQUIRE(key);
  CHECK(key->message_id == MessageId{12});
  CHECK(key->step == 1);
  CHECK(key->generation == 3);
}

TEST_CASE("What is not a gateway key is not taken for one") {
  for (auto const* text : {"", "12", "12:1", "12:1:", "12:1:3:", "12:1:3x", "a:1:3", "12:-1:3", ":1:3", "12::3",
                           "99999999999999999999:1:1", "12:1:99999999999"})
    CHECK_FALSE(parse_gateway_key(text));
}

}  // namespace lilac::messaging

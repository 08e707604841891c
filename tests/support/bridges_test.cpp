#include "lilac/support/bridges.hpp"

#include "support/desk.hpp"

namespace lilac::support {

TEST_CASE("the roster is messaging's address book") {
  Desk desk;
  StoreReader reader{desk.store()};
  RosterAddressBook book;
  auto const found = book.find(reader, 7);
  REQUIRE(found);
  REQUIRE(found.value());
  CHECK(found.value()->address_for(messaging::Channel::SMS) == Address{"010-1234-5678"});
  CHECK(found.value()->address_for(messaging::Channel::EMAIL) == Address{});
  CHECK(found.value()->time_zone == "Asia/Seoul");
  auto const nobody = book.find(reader, 8);
  REQUIRE(nobody);
  CHECK_FALSE(nobody.value());
}

}  // namespace lilac::support

#include "lilac/support/user_support.hpp"

#include "lilac/support/errors.hpp"
#include "support/sample.hpp"

namespace lilac::support {

namespace {

Instant const now = instant("2026-01-12T10:00+09:00");

UserSupport user_7() {
  UserSupport user{.user_id = {7}};
  user.follow({70}, {5}, {}, {"Kim Minji", Address{"010-1234-5678"}, "Asia/Seoul"}, now - one_day);
  return user;
}

}  // namespace

TEST_CASE("a telephone number has 7 to 15 digits; none at all is allowed") {
  for (auto const* number : {"", "010-1234-5678", "+82 10 1234 5678", "(02) 123-4567", "1234567", "123456789012345"}) {
    CAPTURE(number);
    CHECK(is_phone_or_none(Address{number}));
  }
  for (auto const* number :
       {"123456", "1234567890123456", "call me", "010-1234-567x", "++821012345678", "12345678+", "-"}) {
    CAPTURE(number);
    CHECK_FALSE(is_phone_or_none(Address{number}));
  }
}

TEST_CASE("a new site is told with the old one, and the same site is no news") {
  auto user = user_7();
  CHECK_FALSE(user.update_site({5}, 8, now));
  CHECK(user.updated_at == now - one_day);
  auto const updated = user.update_site({6}, 8, now);
  REQUIRE(updated);
  CHECK(same(*updated, {{7}, {70}, 8, {5}, {6}}));
  CHECK(user.site_id == SiteId{6});
  CHECK(user.updated_at == now);
}

TEST_CASE("a doctor is named, changed and removed") {
  auto user = user_7();
  CHECK_FALSE(user.delete_md(8, now));
  CHECK(same(*user.update_md({1}, 8, now), {{7}, {70}, 8, {}, {1}}));
  CHECK_FALSE(user.update_md({1}, 8, now));
  CHECK(same(*user.update_md({2}, 8, now), {{7}, {70}, 8, MdId{1}, {2}}));
  CHECK(same(*user.delete_md(8, now), {{7}, {70}, 8, {2}}));
  CHECK_FALSE(user.md_id);
}

TEST_CASE("a new contact is told masked only") {
  auto user = user_7();
  Contact const moved{"Kim Minji", Address{"010-8765-4321"}, "Europe/Berlin"};
  auto const updated = user.update_contact(moved, 8, now);
  REQUIRE(updated);
  REQUIRE(updated.value());
  auto const told = to_json(*updated.value(), Showing::whole);
  CHECK(told.find("8765-4321") == std::string::npos);
  CHECK(told.find("Minji") == std::string::npos);
  CHECK(updated.value()->masked_phone == "010-8765-****");
  CHECK(user.contact() == moved);
  auto const again = user.update_contact(moved, 8, now);
  REQUIRE(again);
  CHECK_FALSE(again.value());
}

TEST_CASE("a contact that cannot be dialled is refused without showing it") {
  auto user = user_7();
  auto const refused = user.update_contact({"Kim", Address{"call me maybe"}, "Asia/Seoul"}, 8, now);
  CHECK_REFUSED(refused, phone_is_not_a_number);
  CHECK(refused.error().message().find("maybe") == std::string::npos);
}

TEST_CASE("every change of a roster entry is dated") {
  struct Change {
    char const* what;
    void (*make)(UserSupport& user);
  };
  constexpr Change changes[] = {
      {"follow", [](auto& user) { user.follow({71}, {5}, MdId{1}, user.contact(), now); }},
      {"update_site", [](auto& user) { REQUIRE(user.update_site({6}, 8, now)); }},
      {"update_md", [](auto& user) { REQUIRE(user.update_md({2}, 8, now)); }},
      {"delete_md", [](auto& user) { REQUIRE(user.delete_md(8, now)); }},
      {"update_contact",
       [](auto& user) {
         REQUIRE(user.update_contact({"Kim", {}, "Asia/Seoul"}, 8, now));
       }},
  };
  for (auto const& change : changes) {
    CAPTURE(change.what);
    auto user = user_7();
    user.md_id = MdId{1};
    REQUIRE(user.updated_at < now);
    change.make(user);
    CHECK(user.updated_at == now);
  }
}

}  // namespace lilac::support

// Stories about the roster, and what the Site context hears of it.
#include "support/desk.hpp"

namespace lilac::support {

using enum UserSupportLogType;
using namespace std::chrono_literals;

namespace {

using Policies = std::vector<std::string>;

/// Of each try to tell the Site context something, by which policy.
Policies heard_of(Desk& desk) {
  Policies policies;
  for (auto const& key : desk.site().keys) {
    auto const behind_store = key.find(':') + 1;
    policies.push_back(key.substr(behind_store, key.find(':', behind_store) - behind_store));
  }
  return policies;
}

}  // namespace

TEST_CASE("a new site is stored, logged, and told to the Site context after the commit") {
  Desk desk;
  desk.when(operator_3, UpdateUserSite{user_7, {6}})
      .then(UserSiteUpdated{user_7, cycle_70, 1, {5}, {6}}, UserSiteUpdateRequested{user_7, cycle_70, 1, {5}, {6}},
            logged(SITE_UPDATE));
  desk.then_answers(desk.row(user_7));
  CHECK(desk.last_facts() == R"({"from":5,"to":6})");
  CHECK(desk.last_line().relation_id == 7);
  CHECK(desk.site().keys.empty());
  desk.when_idle();
  REQUIRE(desk.site().sites.size() == 1);
  CHECK(same(desk.site().sites[0], {user_7, cycle_70, 1, {5}, {6}}));
  CHECK(desk.site().keys.size() == 1);
  desk.when(operator_3, UpdateUserSite{user_7, {6}}).then_nothing();
  desk.when(operator_3, UpdateUserSite{{9}, {6}}).then_refused(rules::not_found);
}

TEST_CASE("a doctor is named, changed and removed, line by line") {
  Desk desk;
  desk.when(operator_3, DeleteUserMd{user_7}).then_nothing();
  desk.when(operator_3, UpdateUserMd{user_7, {1}})
      .then(UserMdUpdateRequested{user_7, cycle_70, 1, {}, {1}}, logged(ACCOUNT_UPDATED));
  CHECK(desk.last_facts() == R"({"md_to":1})");
  desk.when(operator_3, UpdateUserMd{user_7, {1}}).then_nothing();
  desk.when(operator_3, UpdateUserMd{user_7, {2}})
      .then(UserMdUpdateRequested{user_7, cycle_70, 1, MdId{1}, {2}}, logged(ACCOUNT_UPDATED));
  CHECK(desk.last_facts() == R"({"md_from":1,"md_to":2})");
  desk.when(operator_3, DeleteUserMd{user_7})
      .then(UserMdDeleteRequested{user_7, cycle_70, 1, {2}}, logged(ACCOUNT_DELETED));
  CHECK(desk.last_facts() == R"({"md_from":2})");
  desk.when_idle();
  REQUIRE(desk.site().mds.size() == 2);
  CHECK(desk.site().mds[0].to == MdId{1});
  CHECK(desk.site().mds[1].to == MdId{2});
  REQUIRE(desk.site().deleted_mds.size() == 1);
  CHECK(desk.site().deleted_mds[0].from == MdId{2});
  CHECK(heard_of(desk) == Policies{"support.update_md", "support.update_md", "support.delete_md"});
  desk.when(operator_3, UpdateUserMd{{9}, {1}}).then_refused(rules::not_found);
  desk.when(operator_3, DeleteUserMd{{9}}).then_refused(rules::not_found);
}

TEST_CASE("the Site context hears of one user what the desk asked for, in that order, also after a failed try") {
  Desk desk;
  desk.site().is_down = true;
  desk.given(operator_3, UpdateUserMd{user_7, {1}});
  desk.when_idle();
  desk.site().is_down = false;
  desk.given(operator_3, UpdateUserMd{user_7, {2}}).given(operator_3, UpdateUserSite{user_7, {6}});
  desk.given(operator_3, DeleteUserMd{user_7});
  desk.when_idle();
  CHECK(heard_of(desk) == Policies{"support.update_md"});  // it waits for its second try, and they behind it
  desk.after(30s);
  CHECK(heard_of(desk) == Policies{"support.update_md", "support.update_md", "support.update_md", "support.update_site",
                                   "support.delete_md"});
  REQUIRE(desk.site().mds.size() == 2);
  CHECK(desk.site().mds[0].to == MdId{1});
  CHECK(desk.site().mds[1].to == MdId{2});
}

TEST_CASE("what the Site context does not take ends as a dead letter and takes nothing back") {
  Desk desk;
  desk.site().is_down = true;
  desk.given(operator_3, UpdateUserMd{user_7, {1}});
  desk.after(30 * one_day);
  CHECK(desk.site().mds.empty());
  CHECK(desk.row(user_7).md_id == MdId{1});
  auto const dead = desk.engine().dead_letters().value();
  REQUIRE(dead.size() == 1);
  CHECK(dead[0].policy == "support.update_md");
  desk.site().is_down = false;
  REQUIRE(desk.engine().replay_dead_letter(dead[0].id, desk.now()));
  desk.when_idle();
  CHECK(desk.site().mds.size() == 1);
}

TEST_CASE("a new contact is told masked, and holds from now on") {
  Desk desk;
  auto const plan_date = desk.call_row(1).plan_date;
  desk.when(operator_3, UpdateUserContact{user_7, "Kim Minji", Address{"010-8765-4321"}, "America/New_York"})
      .then(UserContactUpdated{user_7, cycle_70, 1, "K********", "010-8765-****", "America/New_York"});
  CHECK(desk.call_row(1).plan_date == plan_date);
  // 09:00 in Seoul is the evening before in New York.
  desk.when(operator_3, CompleteOutbound{desk.call(1)})
      .then(OutboundCompleted{user_7, cycle_70, 0, desk.call(1)}, logged(OUTBOUND_STATUS_CHANGE));
  desk.when(operator_3, UpdateUserContact{user_7, "Kim Minji", Address{"010-8765-4321"}, "America/New_York"})
      .then_nothing();
}

TEST_CASE("a contact that reaches nobody is refused") {
  Desk desk;
  desk.when(operator_3, UpdateUserContact{{9}, "Kim", Address{}, "Asia/Seoul"}).then_refused(rules::not_found);
  desk.when(operator_3, UpdateUserContact{user_7, "Kim", Address{"x"}, "Nowhere"})
      .then_refused(time_zone_is_unknown, "time_zone");
  desk.when(operator_3, UpdateUserContact{user_7, "Kim", Address{"x"}, "Asia/Seoul"})
      .then_refused(phone_is_not_a_number, "phone");
  desk.when(operator_3, UpdateUserContact{user_7, "Kim", Address{}, "Asia/Seoul"}).then(any<UserContactUpdated>());
}

}  // namespace lilac::support

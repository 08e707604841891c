// The desk on a stage: a programme of three calls, user 7 in cycle 70 since 2026-01-05, and a carrier that follows a
// script.
#pragma once

#include <functional>

#include "lilac/adapters/tzdb.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"
#include "lilac/testing/scenario.hpp"
#include "support/sample.hpp"

namespace lilac::support {

using testing::any;
using testing::Scenario;
using testing::such_that;

/// Carries everything, unless told otherwise.
struct ScriptedCarrier final : messaging::MessageGateway {
  std::function<messaging::SendResult(messaging::OutgoingMessage const&)> on_send =
      [](messaging::OutgoingMessage const&) { return messaging::SendResult::accepted("v"); };
  std::vector<messaging::OutgoingMessage> given;

  std::vector<messaging::SendResult> send(std::span<messaging::OutgoingMessage const> batch) override {
    std::vector<messaging::SendResult> answers;
    for (auto const& message : batch) {
      given.push_back(message);
      answers.push_back(on_send(message));
    }
    return answers;
  }
  messaging::StatusResult status(messaging::StatusQuestion const&) override {
    return messaging::StatusResult::not_found();
  }
};

/// Hears what the Site context hears; says no as long as it is told to.
struct ScriptedSite final : SiteContext {
  std::vector<std::string> heard{};
  bool is_down = false;

  result<> hear(std::string what, Delivery const& delivery) {
    if (is_down) return refuse(rules::gateway_failed, field("site"), value("down"));
    heard.push_back(std::move(what) + " " + std::to_string(delivery.attempt));
    return outcome::success();
  }
  result<> update_site(UserSiteUpdateRequested const& e, Delivery const& delivery) override {
    return hear("site " + std::to_string(e.from.value) + ">" + std::to_string(e.to.value), delivery);
  }
  result<> update_md(UserMdUpdateRequested const& e, Delivery const& delivery) override {
    return hear("md " + std::to_string(e.to.value), delivery);
  }
  result<> delete_md(UserMdDeleteRequested const& e, Delivery const& delivery) override {
    return hear("no md " + std::to_string(e.from.value), delivery);
  }
};

inline TzdbZones& zones() {
  static TzdbZones zones;
  return zones;
}

struct Props {
  ScriptedCarrier carrier;
  ScriptedSite site;
};

inline constexpr UserId user_7{7};
inline constexpr UserCycleId cycle_70{70};
inline constexpr Actor operator_3 = operation_user(3);
inline constexpr Actor operator_4 = operation_user(4);

inline EnrolUserCycle enrolment_of(UserId user, UserCycleId cycle, std::string_view started_on) {
  EnrolUserCycle enrol;
  enrol.user_id = user;
  enrol.user_cycle_id = cycle;
  enrol.started_on = day(started_on);
  enrol.site_id = {5};
  enrol.name = "Kim Minji";
  enrol.phone = Address{"010-1234-5678"};
  enrol.time_zone = "Asia/Seoul";
  return enrol;
}

/// A story at the desk. It begins on 2026-01-05, 09:00 in Seoul.
struct Desk : Scenario {
  std::shared_ptr<Props> props;

  explicit Desk(Rules const& rules = {}) : Desk(std::make_shared<Props>(), rules) {}

  /// The call of that sequence in user 7's cycle: 1 is planned for day 7, 2 for day 14, 3 for day 42.
  UserOutboundPlanId call(std::int32_t sequence, UserCycleId cycle = cycle_70) {
    return rows<UserOutboundPlan::find_by_user_cycle_id_and_sequence>(cycle, sequence).at(0).id;
  }
  UserOutboundPlan call_row(std::int32_t sequence) { return row(call(sequence)); }
  /// The newest log line of user 7.
  UserSupportLog last_line() { return rows<UserSupportLog::find_by_user_id>(user_7).at(0); }
  /// Its facts, without who did it.
  std::string last_facts() {
    auto const meta = last_line().meta.text;
    auto const end = meta.find("},");
    return end == std::string::npos ? meta : "{" + meta.substr(end + 2);
  }

 private:
  Desk(std::shared_ptr<Props> with, Rules const& rules) : Scenario(world(with, rules)), props(std::move(with)) {
    at("2026-01-05T09:00+09:00");
    given(admin(1), DefineOutboundPlan{1, 7});
    given(admin(1), DefineOutboundPlan{2, 14});
    given(admin(1), DefineOutboundPlan{3, 42});
    given(admin(1), enrolment_of(user_7, cycle_70, "2026-01-05"));
  }
  static testing::World world(std::shared_ptr<Props> const& props, Rules const& rules) {
    testing::World world;
    world.modules = {&support::module, &messaging::module};
    messaging::Rules sending;
    sending.tries = 1;
    bind_bridges(world.host)
        .bind<Zones>(zones())
        .bind<messaging::MessageGateway>(props->carrier)
        .bind<SiteContext>(props->site)
        .set(rules)
        .set(sending);
    world.props = props;
    return world;
  }
};

/// A log line of this type was recorded.
inline testing::ExpectedEvent logged(UserSupportLogType type) {
  return such_that<SupportLogHistoryRecorded>(std::string("of type ") + word(type),
                                              [type](SupportLogHistoryRecorded const& e) { return e.type == type; });
}

}  // namespace lilac::support

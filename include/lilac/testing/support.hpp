// The support desk on stage: its modules with fakes behind every port, and the sentences stories begin with.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/rules.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"
#include "lilac/testing/messaging.hpp"
#include "lilac/testing/scenario.hpp"

namespace lilac::testing {

/// Keeps what the Site context is told; refuses as long as `is_down`.
class RecordingSiteContext final : public support::SiteContext {
 public:
  result<> update_site(support::UserSiteUpdateRequested const& request, Delivery const& delivery) override {
    return take(delivery, [&] { sites.push_back(request); });
  }
  result<> update_md(support::UserMdUpdateRequested const& request, Delivery const& delivery) override {
    return take(delivery, [&] { mds.push_back(request); });
  }
  result<> delete_md(support::UserMdDeleteRequested const& request, Delivery const& delivery) override {
    return take(delivery, [&] { deleted_mds.push_back(request); });
  }

  bool is_down = false;
  std::vector<support::UserSiteUpdateRequested> sites;
  std::vector<support::UserMdUpdateRequested> mds;
  std::vector<support::UserMdDeleteRequested> deleted_mds;
  std::vector<std::string> keys;  ///< idempotency keys of all tries

 private:
  template <class Keep>
  result<> take(Delivery const& delivery, Keep keep) {
    keys.emplace_back(delivery.idempotency_key);
    if (is_down) return refuse(rules::gateway_failed, field("SiteContext"), value("it is down"));
    keep();
    return outcome::success();
  }
};

/// The desk, its fakes and its story: `SupportDesk desk; desk.enrolled(…).at(…).when(…).then(…)`.
class SupportDesk : public Scenario {
 public:
  struct Props {
    TzdbZones zones;
    RecordingGateway gateway;
    RecordingSiteContext site;
  };
  /// With the default rules of both contexts unless others are given.
  explicit SupportDesk(std::optional<support::Rules> rules = std::nullopt,
                       std::optional<messaging::Rules> sending = std::nullopt)
      : SupportDesk(std::make_shared<Props>(), rules, sending) {}

  RecordingGateway& gateway() { return props_->gateway; }
  RecordingSiteContext& site() { return props_->site; }

  /// A programme of calls on these days, with sequences from 1.
  SupportDesk& programme(std::vector<std::int32_t> days) {
    for (std::size_t i = 0; i < days.size(); ++i) {
      given(admin(1), support::DefineOutboundPlan{static_cast<std::int32_t>(i + 1), days[i]});
    }
    return *this;
  }
  /// User 7's cycle 70, and the like: a cycle that began on `started_on` (yyyy-mm-dd) in Seoul. Its calls have the next
  /// free ids, in order of sequence.
  SupportDesk& enrolled(std::int64_t user, std::int64_t cycle, std::string_view started_on,
                        std::string_view zone = "Asia/Seoul") {
    given(system_actor, enrolment(user, cycle, started_on, zone));
    return *this;
  }
  /// The same as a command, to be changed before it is given: at site 5, without a doctor, with a telephone.
  static support::EnrolUserCycle enrolment(std::int64_t user, std::int64_t cycle, std::string_view started_on,
                                           std::string_view zone = "Asia/Seoul") {
    return {{user},       {cycle},     parse_date(started_on).value(), {5},
            std::nullopt, "Kim Minji", Address{"010-1234-5678"},       std::string(zone),
            std::nullopt};
  }

  /// The call of that sequence in a cycle, as it is now. It must be there.
  support::UserOutboundPlan call_of(support::UserCycleId cycle, std::int32_t sequence) {
    return rows<support::UserOutboundPlan::find_by_user_cycle_id_and_sequence>(cycle, sequence).at(0);
  }
  /// The newest line of a user's log. There must be one.
  support::UserSupportLog last_line_of(support::UserId user) {
    return rows<support::UserSupportLog::find_by_user_id>(user).at(0);
  }

 private:
  SupportDesk(std::shared_ptr<Props> props, std::optional<support::Rules> const& rules,
              std::optional<messaging::Rules> const& sending)
      : Scenario(stage(props, rules, sending)), props_(std::move(props)) {}
  static World stage(std::shared_ptr<Props> const& props, std::optional<support::Rules> const& rules,
                     std::optional<messaging::Rules> const& sending) {
    World world;
    world.modules = {&support::module, &messaging::module};
    world.host.bind<Zones>(props->zones);
    // A story may go back in time; what a clock that steps back is refused for is the engine's own story.
    world.host.set(engine::Rules{.longest_step_back = Duration::max()});
    world.host.bind<messaging::MessageGateway>(props->gateway).bind<support::SiteContext>(props->site);
    support::bind_bridges(world.host);
    if (rules) world.host.set(*rules);
    if (sending) world.host.set(*sending);
    world.props = props;
    return world;
  }

  std::shared_ptr<Props> props_;
};

/// The log line of that type, about that call, memo, issue, message or user when one is given; whatever it says.
inline ExpectedEvent logged(support::UserSupportLogType type, std::optional<std::int64_t> relation_id = std::nullopt) {
  auto what = std::string("a line of type ") + support::word(type);
  if (relation_id) what += " about " + std::to_string(*relation_id);
  return such_that<support::SupportLogHistoryRecorded>(
      std::move(what), [type, relation_id](support::SupportLogHistoryRecorded const& line) {
        return line.type == type && (!relation_id || line.relation_id == *relation_id);
      });
}

}  // namespace lilac::testing

// Billing on stage: its modules with a gateway that does as it is told, a small price book, and the sentences its
// stories begin with.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "lilac/adapters/tzdb.hpp"
#include "lilac/billing/billing.hpp"
#include "lilac/engine/rules.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/testing/messaging.hpp"
#include "lilac/testing/scenario.hpp"

namespace lilac::testing {

/// `BillingDesk desk; desk.line(1).settled(202601).at(…).when(…).then(…)`: lines of cycle day 25, prices in KRW.
class BillingDesk : public Scenario {
 public:
  struct Props {
    TzdbZones zones;
    RecordingGateway gateway;
  };
  /// On a fresh memory store unless another fresh one is given.
  explicit BillingDesk(billing::Rules const& rules = {}, std::optional<messaging::Rules> sending = std::nullopt,
                       std::unique_ptr<Store> store = nullptr)
      : BillingDesk(std::make_shared<Props>(), rules, sending, std::move(store)) {}

  RecordingGateway& gateway() { return props_->gateway; }

  /// P1 33,000 and P2 55,000 a month; add-on SAFE 5,500; discounts CONTRACT 25 %, SOLDIER 20 %, WELFARE 50 % up to
  /// 26,000, BUNDLE 5,500. All with tax; the total is cut below 10.
  static billing::PublishPrices prices() {
    using billing::DiscountBase;
    billing::PublishPrices book;
    book.plans = {{"P1", "LTE 33"}, {"P2", "5G 55"}};
    book.plans[0].monthly = 33'000;
    book.plans[1].monthly = 55'000;
    book.add_ons = {{"SAFE", "Phone care"}};
    book.add_ons[0].monthly = 5'500;
    book.discounts = {{"CONTRACT", "24 months", DiscountBase::LIST_PLAN, 25, 0, {}},
                      {"SOLDIER", "Soldier", DiscountBase::PLAN_LEFT, 20, 0, {}},
                      {"WELFARE", "Welfare", DiscountBase::PLAN_AND_USE_LEFT, 50, 0, 26'000},
                      {"BUNDLE", "Internet and mobile", DiscountBase::FIXED, 0, 5'500, {}}};
    book.minor_limit = 30'000;
    return book;
  }
  /// Line `id` of customer `1000 + id`: plan P1 since 2025-06-01, with a mailbox and a telephone.
  static billing::RegisterSubscriber registration(std::int64_t id) {
    billing::RegisterSubscriber command;
    command.subscriber_id = {id};
    command.customer_id = {1000 + id};
    command.name = "Kim Minji";
    command.email = {"minji" + std::to_string(id) + "@ex.com"};
    command.phone = {"010-1234-" + std::to_string(1000 + id % 9000)};
    command.cycle_day = 25;
    command.joined_on = std::chrono::local_days{std::chrono::year{2025} / 6 / 1};
    command.plan = "P1";
    return command;
  }
  /// The templates of a bill and of a correction, by e-mail and as a short message.
  static std::vector<messaging::DefineTemplate> templates() {
    std::vector<messaging::DefineTemplate> all;
    for (auto const& [id, word] : {std::pair{300, "Your bill"}, {301, "Your corrected bill"}}) {
      for (auto const channel : {messaging::Channel::EMAIL, messaging::Channel::SMS}) {
        messaging::DefineTemplate made;
        made.template_id = {id};
        made.channel = channel;
        made.locale = "en";
        if (channel == messaging::Channel::EMAIL) made.subject = std::string(word) + " {no}";
        made.body = std::string(word) + " {no} for {period}: {total}, due {due_on}. {link}";
        made.variables = {"no", "period", "total", "due_on", "link"};
        all.push_back(std::move(made));
      }
    }
    return all;
  }

  BillingDesk& line(billing::RegisterSubscriber const& registration) {
    given(system_actor, registration);
    return *this;
  }
  BillingDesk& line(std::int64_t id) { return line(registration(id)); }

  /// Opens the period's run at the present time, and settles to the end. Answers the run.
  billing::BillingRun settled(std::int32_t period, std::int32_t cycle_day = 25) {
    given(system_actor, billing::OpenBillingRun{period, cycle_day, {}, {}});
    auto run = live_run(period, cycle_day);
    while (run.state == billing::RunState::Opened || run.state == billing::RunState::Settling) {
      given(system_actor, billing::SettleNextChunk{run.id, run.token});
      run = live_run(period, cycle_day);
    }
    return run;
  }
  /// The same, approved.
  billing::BillingRun approved(std::int32_t period, std::int32_t cycle_day = 25) {
    auto const run = settled(period, cycle_day);
    given(admin(1), billing::ApproveRun{run.id});
    return live_run(period, cycle_day);
  }
  billing::BillingRun live_run(std::int32_t period, std::int32_t cycle_day = 25) {
    return rows<billing::BillingRun::find_live>(period, cycle_day).at(0);
  }
  static billing::BillId bill_id(std::int32_t period, std::int64_t line, std::int32_t revision = 1) {
    return billing::BillKey{period, 25, {line}, revision}.id();
  }
  /// The bill, which must be there.
  billing::Bill bill(std::int32_t period, std::int64_t line, std::int32_t revision = 1) {
    return row(bill_id(period, line, revision));
  }
  billing::DeliveryState delivery_of(std::int32_t period, std::int64_t line, std::int32_t revision = 1) {
    return ask(billing::GetBill{bill_id(period, line, revision)}).at(0).delivery;
  }

 private:
  BillingDesk(std::shared_ptr<Props> props, billing::Rules const& rules, std::optional<messaging::Rules> const& sending,
              std::unique_ptr<Store> store)
      : Scenario(stage(props, rules, sending, std::move(store))), props_(std::move(props)) {
    at("2026-01-26T09:00+09:00");
    given(admin(1), prices());
    for (auto const& made : templates()) given(admin(1), made);
  }
  static World stage(std::shared_ptr<Props> const& props, billing::Rules const& rules,
                     std::optional<messaging::Rules> const& sending, std::unique_ptr<Store> store) {
    World world;
    world.store = std::move(store);
    world.modules = {&messaging::module, &billing::module};
    world.host.bind<Zones>(props->zones).bind<messaging::MessageGateway>(props->gateway).set(rules);
    billing::bind_bridges(world.host);
    // A story may go back in time; what a clock that steps back is refused for is the engine's own story.
    world.host.set(engine::Rules{.longest_step_back = Duration::max()});
    if (sending) world.host.set(*sending);
    world.props = props;
    return world;
  }

  std::shared_ptr<Props> props_;
};

}  // namespace lilac::testing

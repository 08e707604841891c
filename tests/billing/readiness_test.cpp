// Nothing is released that cannot be sent: the template, the address book and the gateway are looked at first.
#include "billing/stage.hpp"
#include "lilac/testing/coverage.hpp"

namespace lilac::billing {

namespace {

using messaging::Channel;

constexpr std::int64_t own_template = 900;

Rules with_own_template() {
  Rules rules;
  rules.bill_template = own_template;
  return rules;
}

messaging::DefineTemplate text_for_bills(Channel channel) {
  messaging::DefineTemplate text;
  text.template_id = {own_template};
  text.channel = channel;
  text.locale = "en";
  text.body = "{no} {period} {total} {due_on} {link}";
  text.variables = {"no", "period", "total", "due_on", "link"};
  return text;
}

/// The same desk, in a process that has not everything bound.
struct OtherProcess {
  explicit OtherProcess(BillingDesk& desk, Host host)
      : engine(desk.store(), {&messaging::module, &module}, std::move(host.bind<Zones>(zones))), now(desk.now()) {
    engine.observe(&testing::Coverage::of_this_run());
  }
  template <class C>
  auto run(C const& command) {
    return engine.execute(command, operator_3, {.at = now});
  }
  TzdbZones zones;
  Engine engine;
  Instant now;
};

}  // namespace

TEST_CASE("Without a template nothing is released, now or later; defined, everything is") {
  BillingDesk desk{with_own_template()};
  for (std::int64_t id = 1; id <= 30; ++id) desk.line(id);
  auto const run = desk.approved(202601);
  desk.when(operator_3, ReleaseBills{run.id, {}}).then_refused(template_is_missing, "rules.bill_template");
  desk.when(operator_3, ReleaseBills{run.id, desk.now() + std::chrono::hours{1}})
      .then_refused(template_is_missing, "rules.bill_template");
  CHECK(desk.live_run(202601).state == RunState::Approved);
  desk.when_idle().then_nothing();
  CHECK(desk.engine().dead_letters().value().empty());
  for (auto const channel : {Channel::EMAIL, Channel::SMS}) desk.given(boss, text_for_bills(channel));
  desk.given(operator_3, ReleaseBills{run.id, {}});
  desk.when_idle();
  CHECK(desk.gateway().sent.size() == 30);
}

TEST_CASE("A template fits with a text for e-mail and for short messages, and with exactly what a bill gives") {
  BillingDesk desk{with_own_template()};
  desk.line(1);
  auto const run = desk.approved(202601);
  auto const refused = [&](messaging::DefineTemplate const& text, std::string_view why) {
    CAPTURE(why);
    desk.given(boss, text);
    desk.when(operator_3, ReleaseBills{run.id, {}}).then_refused(template_does_not_fit, "rules.bill_template");
    auto const release = desk.engine().execute(ReleaseBills{run.id, {}}, operator_3, {.at = desk.now()});
    CHECK(release.error().message().find(why) != std::string::npos);
    CHECK(release.error().value() == std::to_string(own_template));
  };
  auto const mail = text_for_bills(Channel::EMAIL), text = text_for_bills(Channel::SMS);
  refused(mail, "SMS");  // there is none yet
  auto changed = text;
  changed.body += " {name}";
  changed.variables.push_back("name");
  refused(changed, "variables.name");
  changed = text;
  changed.body = "{no} {period} {due_on} {link}";  // whoever has no mailbox would get a request that is refused
  changed.variables = {"no", "period", "due_on", "link"};
  refused(changed, "variables.total");
  changed = text;
  changed.category = messaging::Category::ADVERTISING;
  changed.body = "(광고) " + text.body;
  refused(changed, "advertising");
  changed = text;
  changed.body += std::string(2'000, 'x');
  refused(changed, "2000");
  desk.given(boss, text);
  desk.when(operator_3, ReleaseBills{run.id, {}}).then(any<ReleaseReserved>(), any<BillsReleased>());
}

TEST_CASE("Without a gateway or an address book nothing is released or sent again, and the error names which") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.approved(202601);
  testing::RecordingGateway gateway;
  Host no_book;
  no_book.bind<messaging::MessageGateway>(gateway);
  Host no_gateway;
  bind_bridges(no_gateway);
  OtherProcess without_book{desk, no_book}, without_gateway{desk, no_gateway};
  auto const refused = [](auto const& answer, Rule const& rule) {
    REQUIRE(!answer);
    CHECK(answer.error().is(rule));
  };
  refused(without_book.run(ReleaseBills{run.id, {}}), address_book_is_missing);
  refused(without_gateway.run(ReleaseBills{run.id, {}}), gateway_is_missing);
  refused(without_gateway.run(ReleaseBills{run.id, desk.now() + std::chrono::hours{1}}), gateway_is_missing);
  CHECK(desk.live_run(202601).state == RunState::Approved);
  desk.given(operator_3, ReleaseBills{run.id, {}});
  desk.when_idle();
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Delivered);
  auto const bill = BillingDesk::bill_id(202601, 1);
  refused(without_book.run(ResendBill{bill}), address_book_is_missing);
  refused(without_gateway.run(ResendBill{bill}), gateway_is_missing);
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Delivered);
  desk.when(operator_3, ResendBill{bill}).then_among_others(any<BillDeliveryRequested>());
}

TEST_CASE("A reserved release goes out in a process without a gateway, and waits there for one that has it") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.approved(202601);
  desk.given(operator_3, ReleaseBills{run.id, desk.now() + std::chrono::hours{1}});
  OtherProcess without{desk, Host{}};
  auto const later = desk.now() + std::chrono::hours{2};
  REQUIRE(without.engine.advance_to(later));
  CHECK(without.engine.dead_letters().value().empty());
  CHECK(desk.live_run(202601).going_out);
  CHECK(desk.gateway().sent.empty());
  desk.at(later).when_idle();
  CHECK(desk.gateway().sent.size() == 1);
}

TEST_CASE("A template that was spoilt after the time was reserved stops the release, as one dead letter to try again") {
  BillingDesk desk{with_own_template()};
  desk.line(1).line(2);
  for (auto const channel : {Channel::EMAIL, Channel::SMS}) desk.given(boss, text_for_bills(channel));
  auto const run = desk.approved(202601);
  desk.given(operator_3, ReleaseBills{run.id, desk.now() + std::chrono::hours{1}});
  auto spoilt = text_for_bills(Channel::SMS);
  spoilt.body += " {name}";
  spoilt.variables.push_back("name");
  desk.given(boss, spoilt);
  desk.when(system_actor, SendBills{run.id}).then_refused(template_does_not_fit, "rules.bill_template");
  Rules other;
  other.bill_template = own_template + 1;
  OtherProcess with_others{desk, Host{}.set(other)};
  auto const sent = with_others.engine.execute(SendBills{run.id}, system_actor, {.at = desk.now()});
  REQUIRE(!sent);
  CHECK(sent.error().is(template_is_missing));
  desk.after(std::chrono::hours{2});
  auto const letters = desk.engine().dead_letters().value();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].policy == "deadline:billing.release:" + std::to_string(run.id.value));
  CHECK_FALSE(desk.live_run(202601).going_out);
  desk.given(boss, text_for_bills(Channel::SMS));
  auto const done = desk.engine().replay_dead_letters({.policy = "deadline"}, desk.now());
  REQUIRE(done);
  CHECK(done.value().replayed == 1);
  desk.when_idle();
  CHECK(desk.gateway().sent.size() == 2);
}

TEST_CASE("Of a released run, a correction and a bill from quarantine need their templates as well") {
  Rules rules;
  rules.correction_template = own_template;
  rules.most_quarantined_percent = 100;
  BillingDesk desk{rules};
  auto poison = BillingDesk::registration(2);
  poison.plan = "P9";
  desk.line(1).line(poison);
  auto const run = desk.approved(202601);
  desk.given(operator_3, ReleaseBills{run.id, {}});
  desk.when_idle();
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-06-01")});
  desk.when(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "x"})
      .then_refused(template_is_missing, "rules.correction_template");
  desk.given(operator_3, ChangePlan{{2}, "P1", day("2025-06-01")});
  auto spoilt = text_for_bills(Channel::SMS);
  spoilt.template_id = {300};
  spoilt.body += " {name}";
  spoilt.variables.push_back("name");
  desk.given(boss, spoilt);
  desk.when(operator_3, RetryQuarantined{run.id}).then_refused(template_does_not_fit, "rules.bill_template");
  spoilt = text_for_bills(Channel::SMS);
  spoilt.template_id = {300};
  desk.given(boss, spoilt);
  desk.given(operator_3, RetryQuarantined{run.id});
  for (auto const channel : {Channel::EMAIL, Channel::SMS}) desk.given(boss, text_for_bills(channel));
  desk.given(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "x"});
  desk.when_idle();
  CHECK(desk.delivery_of(202601, 2) == DeliveryState::Delivered);
  CHECK(desk.delivery_of(202601, 1, 2) == DeliveryState::Delivered);
}

TEST_CASE("What is not released yet is corrected without any template") {
  Rules rules;
  rules.correction_template = own_template;
  BillingDesk desk{rules};
  desk.line(1);
  desk.approved(202601);
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-06-01")});
  desk.when(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "x"}).then(any<BillVoided>(), any<BillReissued>());
}

}  // namespace lilac::billing

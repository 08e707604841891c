// Prices, lines, usage and payments: what is taken, and what is refused.
#include "billing/stage.hpp"

namespace lilac::billing {

TEST_CASE("Published prices are a version; the same again is the same one") {
  BillingDesk desk;
  CHECK(desk.ask(GetPrices{}).at(0).id.value == 1);
  desk.when(boss, BillingDesk::prices()).then_nothing();
  auto prices = BillingDesk::prices();
  prices.plans[0].monthly = 34'000;
  desk.when(boss, prices).then(PricesPublished{{2}, 2, 1, 4});
  CHECK(desk.ask(GetPrices{}).at(0).plans[0].monthly == 34'000);
  CHECK(desk.ask(GetPrices{PriceBookId{1}}).at(0).plans[0].monthly == 33'000);
  desk.when(operator_3, prices).then_refused(rules::actor_not_allowed);
}

TEST_CASE("A price book that cannot be right is refused, naming the field") {
  struct Case {
    char const* field;
    void (*spoil)(PublishPrices&);
  };
  constexpr Case cases[] = {
      {"currency", [](PublishPrices& p) { p.currency = "USD"; }},
      {"plans", [](PublishPrices& p) { p.plans.clear(); }},
      {"plans[1].code", [](PublishPrices& p) { p.plans[1].code = "P1"; }},
      {"plans[0].code", [](PublishPrices& p) { p.plans[0].code = ""; }},
      {"plans[0].name", [](PublishPrices& p) { p.plans[0].name = " "; }},
      {"plans[1].monthly", [](PublishPrices& p) { p.plans[1].monthly = -1; }},
      {"add_ons[0].monthly", [](PublishPrices& p) { p.add_ons[0].monthly = largest_amount + 1; }},
      {"discounts[0].percent", [](PublishPrices& p) { p.discounts[0].percent = 101; }},
      {"discounts[3].percent", [](PublishPrices& p) { p.discounts[3].percent = 1; }},
      {"discounts[0].amount", [](PublishPrices& p) { p.discounts[0].amount = 1; }},
      {"discounts[2].cap", [](PublishPrices& p) { p.discounts[2].cap = -1; }},
      {"discounts[0].months", [](PublishPrices& p) { p.discounts[0].months = 0; }},
      {"vat_percent", [](PublishPrices& p) { p.vat_percent = -1; }},
      {"vat_percent", [](PublishPrices& p) { p.vat_percent = 101; }},
      {"late_fee_percent", [](PublishPrices& p) { p.late_fee_percent = 101; }},
      {"truncate_below", [](PublishPrices& p) { p.truncate_below = 0; }},
      {"truncate_below", [](PublishPrices& p) { p.truncate_below = 1'000'001; }},
      {"minor_limit", [](PublishPrices& p) { p.minor_limit = -1; }},
  };
  BillingDesk desk;
  for (auto const& one : cases) {
    CAPTURE(one.field);
    auto prices = BillingDesk::prices();
    one.spoil(prices);
    desk.when(boss, prices).then_refused(prices_are_invalid, one.field);
  }
  CHECK(desk.ask(GetPrices{}).at(0).id.value == 1);
  auto widest = BillingDesk::prices();
  widest.plans[1].monthly = largest_amount;
  widest.vat_percent = widest.discounts[0].percent = widest.late_fee_percent = 100;
  widest.truncate_below = 1'000'000;
  widest.discounts[0].months = 1'200;
  desk.when(boss, widest).then(any<PricesPublished>());
  PriceBook first;
  first.currency = "won";
  first.plans = {{"P1", "Plan", 1}};
  CHECK(first.publish({}).error().is(prices_are_invalid));
  first.currency = "KRW";
  CHECK(first.publish({}));
}

TEST_CASE("The widest line and the largest usage are taken") {
  BillingDesk desk;
  auto line = BillingDesk::registration(largest_subscriber_id);
  line.birth_year = 1900;
  line.guardian_limit = largest_amount;
  line.discounts = {{"CONTRACT", line.joined_on, 1'200}};
  desk.line(line);
  for (auto const amount : {largest_amount, std::int64_t{0}}) {
    auto used = usage(largest_subscriber_id, std::to_string(amount), amount);
    used.quantity = largest_amount;
    desk.given(system_actor, used);
  }
  desk.approved(202601);
  CHECK(desk.bill(202601, largest_subscriber_id).lines.size() == 4);
  desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202601, largest_subscriber_id), largest_amount, "p"});
  desk.when(operator_3, SetGuardianLimit{{largest_subscriber_id}, largest_amount + 1})
      .then_refused(subscriber_is_invalid, "limit");
  desk.when(operator_3, SetGuardianLimit{{largest_subscriber_id}, -1}).then_refused(subscriber_is_invalid, "limit");
  desk.when(operator_3, SetGuardianLimit{{largest_subscriber_id}, 0})
      .then(GuardianLimitSet{{largest_subscriber_id}, 0});
}

TEST_CASE("A line is registered once; the same again changes nothing, another is refused") {
  BillingDesk desk;
  desk.when(operator_3, BillingDesk::registration(1)).then(SubscriberRegistered{{1}, {1001}, 25, day("2025-06-01")});
  desk.when(operator_3, BillingDesk::registration(1)).then_nothing();
  auto other = BillingDesk::registration(1);
  other.plan = "P2";
  desk.when(operator_3, other).then_refused(rules::already_exists, "subscriber_id");
  CHECK(desk.row(SubscriberId{1}).plan_on(day("2025-06-01"))->code == "P1");
  CHECK(desk.row(AccountId{1001}).lines == 1);
  desk.when(Actor{ActorKind::Customer, 1}, BillingDesk::registration(2)).then_refused(rules::actor_not_allowed);
}

TEST_CASE("A line that cannot be right is refused, naming the field") {
  struct Case {
    char const* field;
    void (*spoil)(RegisterSubscriber&);
  };
  constexpr Case cases[] = {
      {"subscriber_id", [](RegisterSubscriber& r) { r.subscriber_id = {0}; }},
      {"subscriber_id", [](RegisterSubscriber& r) { r.subscriber_id = {largest_subscriber_id + 1}; }},
      {"customer_id", [](RegisterSubscriber& r) { r.customer_id = {0}; }},
      {"birth_year", [](RegisterSubscriber& r) { r.birth_year = 1899; }},
      {"birth_year", [](RegisterSubscriber& r) { r.birth_year = 2026; }},
      {"guardian_limit", [](RegisterSubscriber& r) { r.guardian_limit = -1; }},
      {"guardian_limit", [](RegisterSubscriber& r) { r.guardian_limit = largest_amount + 1; }},
      {"plan", [](RegisterSubscriber& r) { r.plan = ""; }},
      {"add_ons[0].code",
       [](RegisterSubscriber& r) {
         r.add_ons = {{"", r.joined_on, {}}};
       }},
      {"add_ons[0].until",
       [](RegisterSubscriber& r) {
         r.add_ons = {{"SAFE", r.joined_on, r.joined_on}};
       }},
      {"discounts[0].code",
       [](RegisterSubscriber& r) {
         r.discounts = {{"", r.joined_on, {}}};
       }},
      {"discounts[0].months",
       [](RegisterSubscriber& r) {
         r.discounts = {{"CONTRACT", r.joined_on, 0}};
       }},
  };
  BillingDesk desk;
  for (auto const& one : cases) {
    CAPTURE(one.field);
    auto registration = BillingDesk::registration(1);
    one.spoil(registration);
    desk.when(operator_3, registration).then_refused(subscriber_is_invalid, one.field);
  }
  auto registration = BillingDesk::registration(1);
  registration.cycle_day = 32;
  desk.when(operator_3, registration).then_refused(cycle_day_is_not_a_day, "cycle_day");
  registration.cycle_day = 31;
  desk.when(operator_3, registration).then(any<SubscriberRegistered>());
}

TEST_CASE("A plan is changed from a day on that is not before the last change") {
  BillingDesk desk;
  desk.line(1);
  desk.when(operator_3, ChangePlan{{1}, "P2", day("2026-01-10")}).then(PlanChanged{{1}, "P1", "P2", day("2026-01-10")});
  desk.when(operator_3, ChangePlan{{1}, "P1", day("2026-01-09")}).then_refused(day_is_too_early, "from");
  desk.when(operator_3, ChangePlan{{1}, "P1", day("2026-01-10")}).then(any<PlanChanged>());
  CHECK(desk.row(SubscriberId{1}).plans.size() == 2);
  desk.when(operator_3, ChangePlan{{1}, "", day("2026-01-11")}).then_refused(subscriber_is_invalid, "plan");
  desk.when(operator_3, ChangePlan{{2}, "P1", day("2026-01-11")}).then_refused(rules::not_found, "subscriber_id");
}

TEST_CASE("A line is suspended and resumed in turn, and ends once") {
  BillingDesk desk;
  desk.line(1);
  desk.when(operator_3, Resume{{1}, day("2026-01-10")}).then_refused(line_is_not_suspended);
  desk.when(operator_3, Suspend{{1}, day("2025-05-31")}).then_refused(day_is_too_early, "on");
  desk.when(operator_3, Suspend{{1}, day("2026-01-10")}).then(SubscriberSuspended{{1}, day("2026-01-10")});
  CHECK(desk.row(SubscriberId{1}).status() == SubscriberStatus::SUSPENDED);
  desk.when(operator_3, Suspend{{1}, day("2026-01-11")}).then_refused(line_is_suspended);
  desk.when(operator_3, Resume{{1}, day("2026-01-09")}).then_refused(day_is_too_early, "on");
  desk.when(operator_3, Resume{{1}, day("2026-01-15")}).then(SubscriberResumed{{1}, day("2026-01-15")});
  CHECK(desk.row(SubscriberId{1}).status() == SubscriberStatus::ACTIVE);
  desk.when(operator_3, Suspend{{1}, day("2026-01-14")}).then_refused(day_is_too_early, "on");
  desk.when(operator_3, Leave{{1}, day("2025-05-31")}).then_refused(day_is_too_early, "on");
  desk.when(operator_3, Leave{{1}, day("2026-01-20")}).then(SubscriberLeft{{1}, day("2026-01-20")});
  CHECK(desk.row(SubscriberId{1}).status() == SubscriberStatus::LEFT);
  desk.when(operator_3, Leave{{1}, day("2026-01-21")}).then_refused(line_has_left);
  desk.when(operator_3, Suspend{{1}, day("2026-01-21")}).then_refused(line_has_left);
  desk.when(operator_3, ChangePlan{{1}, "P2", day("2026-01-21")}).then_refused(line_has_left);
}

TEST_CASE("Add-ons come and go, and nobody has one twice at a time") {
  BillingDesk desk;
  desk.line(1);
  desk.when(operator_3, SubscribeAddOn{{1}, "SAFE", day("2025-05-31")}).then_refused(day_is_too_early, "from");
  desk.when(operator_3, SubscribeAddOn{{1}, "", day("2026-01-10")}).then_refused(subscriber_is_invalid, "code");
  desk.when(operator_3, SubscribeAddOn{{1}, "SAFE", day("2025-06-01")})
      .then(AddOnSubscribed{{1}, "SAFE", day("2025-06-01")});
  desk.when(operator_3, SubscribeAddOn{{1}, "SAFE", day("2026-01-10")}).then_refused(add_on_is_subscribed, "code");
  desk.when(operator_3, SubscribeAddOn{{1}, "GAME", day("2026-01-10")}).then_refused(add_on_is_unknown, "code");
  desk.when(operator_3, EndAddOn{{1}, "GAME", day("2026-01-10")}).then_refused(add_on_is_not_subscribed, "code");
  desk.when(operator_3, EndAddOn{{1}, "SAFE", day("2025-06-01")}).then_refused(day_is_too_early, "on");
  desk.when(operator_3, EndAddOn{{1}, "SAFE", day("2026-01-10")}).then(AddOnEnded{{1}, "SAFE", day("2026-01-10")});
  desk.when(operator_3, EndAddOn{{1}, "SAFE", day("2026-01-11")}).then_refused(add_on_is_not_subscribed, "code");
  desk.when(operator_3, SubscribeAddOn{{1}, "SAFE", day("2026-01-09")}).then_refused(add_on_is_subscribed, "code");
  desk.when(operator_3, SubscribeAddOn{{1}, "SAFE", day("2026-01-10")}).then(any<AddOnSubscribed>());
  desk.approved(202601);
  std::int64_t charged = 0;
  for (auto const& line : desk.bill(202601, 1).lines) charged += line.kind == LineKind::ADD_ON ? line.amount : 0;
  CHECK(charged == 5'500);  // both together are the month
  desk.given(operator_3, Leave{{1}, day("2026-02-01")});
  desk.when(operator_3, SubscribeAddOn{{1}, "GAME", day("2026-02-02")}).then_refused(line_has_left);
  desk.when(operator_3, GrantDiscount{{1}, "CONTRACT", day("2026-02-02"), 12}).then_refused(line_has_left);
}

TEST_CASE("A discount is granted for months, or for good") {
  BillingDesk desk;
  desk.line(1);
  desk.when(operator_3, GrantDiscount{{1}, "", day("2026-01-10"), {}}).then_refused(subscriber_is_invalid, "code");
  for (auto const months : {0, 1'201})
    desk.when(operator_3, GrantDiscount{{1}, "CONTRACT", day("2026-01-10"), months})
        .then_refused(subscriber_is_invalid, "months");
  desk.when(operator_3, GrantDiscount{{1}, "CONTRACT", day("2026-01-10"), 24})
      .then(DiscountGranted{{1}, "CONTRACT", day("2026-01-10"), 24});
  desk.when(operator_3, GrantDiscount{{1}, "CONTRACT", day("2026-01-10"), 24}).then_nothing();
  desk.when(operator_3, GrantDiscount{{1}, "CONTRAKT", day("2026-01-10"), 24})
      .then_refused(discount_is_unknown, "code");
  desk.approved(202601);
  CHECK(desk.bill(202601, 1).total.minor == 33'000 - 8'250);
}

TEST_CASE("Nobody has the same add-on twice at a time, from registration on") {
  BillingDesk desk;
  auto twice = BillingDesk::registration(1);
  twice.add_ons = {{"SAFE", day("2026-01-01"), day("2026-01-10")}, {"SAFE", day("2026-01-09"), {}}};
  desk.when(system_actor, twice).then_refused(add_on_is_subscribed, "add_ons[1].code");
  std::swap(twice.add_ons[0], twice.add_ons[1]);
  desk.when(system_actor, twice).then_refused(add_on_is_subscribed, "add_ons[1].code");
  twice.add_ons = {{"SAFE", day("2026-01-01"), {}}, {"SAFE", day("2026-01-01"), {}}};
  desk.when(system_actor, twice).then_refused(add_on_is_subscribed, "add_ons[1].code");
  // On the day on which the one has ended the next may begin.
  twice.add_ons = {{"SAFE", day("2026-01-10"), {}}, {"SAFE", day("2026-01-01"), day("2026-01-10")}};
  desk.when(system_actor, twice).then(any<SubscriberRegistered>());
}

TEST_CASE("Usage is recorded once for each source, on the bill of its cycle") {
  BillingDesk desk;
  desk.line(1);
  desk.when(system_actor, usage(1, "u-1", 1'000)).then(UsageRecorded{{1}, {1}, UsageKind::OVER_PLAN, 202601, 1'000});
  desk.when(system_actor, usage(1, "u-1", 1'000)).then_nothing();
  desk.when(system_actor, usage(1, "u-1", 1'001)).then_refused(reference_is_taken, "source_id");
  // Midnight in Seoul is where the cycle ends.
  desk.when(system_actor, usage(1, "u-2", 5, "2026-01-25T14:59:59Z")).then(any<UsageRecorded>());
  desk.when(system_actor, usage(1, "u-3", 5, "2026-01-25T15:00:00Z")).then(any<UsageRecorded>());
  CHECK(desk.ask(GetUsage{{1}, 202601}).size() == 2);
  CHECK(desk.ask(GetUsage{{1}, 202602}).size() == 1);
  desk.when(system_actor, usage(1, "u-4", 5, "2026-01-26T00:00:00.001Z")).then_refused(usage_is_invalid, "happened_at");
  desk.when(system_actor, usage(1, "u-4", 5, "2026-01-26T00:00:00Z")).then(any<UsageRecorded>());
}

TEST_CASE("Usage that cannot be right is refused, naming the field") {
  struct Case {
    char const* field;
    void (*spoil)(RecordUsage&);
  };
  constexpr Case cases[] = {
      {"source_id", [](RecordUsage& u) { u.source_id = ""; }},
      {"amount", [](RecordUsage& u) { u.amount = largest_amount + 1; }},
      {"amount", [](RecordUsage& u) { u.kind = UsageKind::INFORMATION; }},
      {"quantity", [](RecordUsage& u) { u.quantity = -1; }},
      {"quantity", [](RecordUsage& u) { u.quantity = largest_amount + 1; }},
      {"description", [](RecordUsage& u) { u.description = ""; }},
      {"counterparty", [](RecordUsage& u) { u.kind = UsageKind::MICROPAYMENT; }},
  };
  BillingDesk desk;
  desk.line(1);
  for (auto const& one : cases) {
    CAPTURE(one.field);
    auto used = usage(1, "u-1", 1'000);
    one.spoil(used);
    desk.when(system_actor, used).then_refused(usage_is_invalid, one.field);
  }
  desk.when(system_actor, usage(2, "u-1", 1)).then_refused(rules::not_found, "subscriber_id");
  Rules nowhere;
  nowhere.time_zone = "Nowhere/Atlantis";
  BillingDesk other{nowhere};
  other.line(1);
  other.when(system_actor, usage(1, "u-1", 1)).then_refused(rules::invalid_argument, "rules.time_zone");
}

TEST_CASE("Use is not negative, of whatever kind: what was charged is given back by an adjustment") {
  BillingDesk desk;
  desk.line(1);
  for (auto const& kind : type_of<UsageKind>().names) {
    CAPTURE(kind.name);
    auto used = usage(1, std::string("u-") + kind.name, -1);
    used.kind = static_cast<UsageKind>(kind.value);
    used.counterparty = "A shop";
    desk.when(system_actor, used).then_refused(use_is_negative, "amount");
    used.amount = 0;
    desk.when(system_actor, used).then(any<UsageRecorded>());
  }
}

TEST_CASE("Of what a forgotten subscriber used no digest is left to try guesses against") {
  BillingDesk desk;
  desk.line(1);
  auto bought = usage(1, "u-1", 1'000);
  bought.kind = UsageKind::MICROPAYMENT;
  bought.counterparty = "Clinic for addictions";
  desk.given(system_actor, bought);
  CHECK(desk.row(UsageId{1}).content_hash.value != 0);
  REQUIRE(desk.engine().redact({PersonKind::subscriber, 1}, boss, {.at = desk.now()}));
  CHECK(desk.row(UsageId{1}).content_hash.value == 0);
}

TEST_CASE("Late usage, after the cut-off, comes on the next bill") {
  BillingDesk desk;
  desk.line(1);
  desk.given(system_actor, usage(1, "in time", 1'000));
  desk.approved(202601);
  desk.when(system_actor, usage(1, "late", 2'000)).then(UsageRecorded{{2}, {1}, UsageKind::OVER_PLAN, 202602, 2'000});
  CHECK(desk.bill(202601, 1).total.minor == 34'000);
  desk.at("2026-02-26T09:00+09:00");
  desk.given(system_actor, RecordPayment{BillingDesk::bill_id(202601, 1), 34'000, "p-1"});
  desk.approved(202602);
  CHECK(desk.bill(202602, 1).total.minor == 35'000);
}

TEST_CASE("A payment is recorded once, for an issued bill") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.settled(202601);
  auto const bill = BillingDesk::bill_id(202601, 1);
  desk.when(operator_3, RecordPayment{bill, 33'000, "p-1"}).then_refused(bill_is_not_issued);
  desk.given(boss, ApproveRun{run.id});
  desk.when(operator_3, RecordPayment{bill, 0, "p-1"}).then_refused(payment_is_not_positive, "amount");
  desk.when(operator_3, RecordPayment{bill, largest_amount + 1, "p-1"}).then_refused(payment_is_not_positive, "amount");
  desk.when(operator_3, RecordPayment{bill, 1, ""}).then_refused(rules::invalid_argument, "reference");
  desk.when(operator_3, RecordPayment{bill, 1, "adjustment:x"}).then_refused(rules::invalid_argument, "reference");
  desk.when(operator_3, RecordPayment{{5}, 1, "p-1"}).then_refused(rules::not_found, "bill_id");
  desk.when(operator_3, RecordPayment{bill, 33'000, "p-1"}).then(PaymentRecorded{{1}, {1001}, bill, 202602, 33'000});
  desk.when(operator_3, RecordPayment{bill, 33'000, "p-1"}).then_nothing();
  desk.when(operator_3, RecordPayment{bill, 1, "p-1"}).then_refused(reference_is_taken, "reference");
  CHECK(desk.row(AccountId{1001}).paid == 33'000);
}

}  // namespace lilac::billing

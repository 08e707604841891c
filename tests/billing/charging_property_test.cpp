// Whatever a line has, uses and owes: what must hold of every bill.
#include <rapidcheck.h>

#include <algorithm>

#include "billing/facts.hpp"

namespace lilac::billing {

namespace {

LocalDate around(Cycle const& cycle) { return cycle.first + std::chrono::days{*rc::gen::inRange(-70, 45)}; }

Facts any_facts() {
  Facts facts;
  facts.cycle = cycle_of(*rc::gen::inRange(1, 13) + 202800, *rc::gen::inRange(1, 32));
  facts.prices.truncate_below = *rc::gen::element(1, 10, 100);
  facts.prices.plans[0].monthly = *rc::gen::inRange<std::int64_t>(0, 90'000);
  facts.prices.plans[1].includes_tax = *rc::gen::arbitrary<bool>();
  facts.line.joined_on = facts.line.plans[0].from = around(facts.cycle);
  auto const later = [&](LocalDate from) { return from + std::chrono::days{*rc::gen::inRange(0, 50)}; };
  if (*rc::gen::arbitrary<bool>()) facts.line.plans.push_back({"P2", later(facts.line.joined_on)});
  if (*rc::gen::arbitrary<bool>()) facts.line.left_on = later(facts.line.joined_on);
  if (*rc::gen::arbitrary<bool>()) {
    auto const from = later(facts.line.joined_on);
    facts.line.suspensions.push_back({from, later(from)});
  }
  if (*rc::gen::arbitrary<bool>()) facts.line.add_ons.push_back({"SAFE", around(facts.cycle), {}});
  for (auto const* code : {"CONTRACT", "SOLDIER", "WELFARE", "BUNDLE"}) {
    if (*rc::gen::arbitrary<bool>()) facts.grant(code);
  }
  for (auto const kind : {UsageKind::OVER_PLAN, UsageKind::MICROPAYMENT, UsageKind::INSTALMENT}) {
    if (*rc::gen::arbitrary<bool>()) facts.use(kind, *rc::gen::inRange(-20'000, 60'000));
  }
  if (*rc::gen::arbitrary<bool>()) {
    auto const total = *rc::gen::inRange<std::int64_t>(0, 100'000);
    facts.before = {{7}, total, *rc::gen::inRange<std::int64_t>(0, total + 1), 0, around(facts.cycle)};
    if (*rc::gen::arbitrary<bool>()) facts.enter(EntryKind::PAYMENT, *rc::gen::inRange(1, 120'000));
  }
  if (*rc::gen::arbitrary<bool>()) facts.enter(EntryKind::ADJUSTMENT, *rc::gen::inRange(-60'000, 60'000));
  return facts;
}

std::int64_t sum(Charges const& charges, LineKind kind) {
  std::int64_t sum = 0;
  for (auto const amount : amounts(charges, kind)) sum += amount;
  return sum;
}

}  // namespace

TEST_CASE("Lines are the total, the total is not negative, and the rounding line is the last step") {
  CHECK(rc::check([] {
    auto const facts = any_facts();
    auto const charges = facts.charged();
    RC_ASSERT(sum_of(charges) == charges.total);
    RC_ASSERT(charges.total >= 0);
    RC_ASSERT(charges.total % facts.prices.truncate_below == 0);
    auto const rounding = sum(charges, LineKind::ROUNDING);
    RC_ASSERT(rounding <= 0);
    RC_ASSERT(-rounding < facts.prices.truncate_below);
    auto const carried = sum(charges, LineKind::CREDIT_CARRIED);
    RC_ASSERT(carried == charges.credit_carried);
    RC_ASSERT(carried == 0 || (charges.total == 0 && rounding == 0));
    RC_ASSERT(std::ranges::is_sorted(charges.lines, {}, &BillLine::kind));
    RC_ASSERT(charges.own >= 0);
    RC_ASSERT(charges.own <= charges.total);
  }));
}

TEST_CASE("Discounts together are never more than what they lower") {
  CHECK(rc::check([] {
    auto const charges = any_facts().charged();
    auto const base = sum(charges, LineKind::PLAN) + sum(charges, LineKind::ADD_ON) + sum(charges, LineKind::USE);
    RC_ASSERT(-sum(charges, LineKind::DISCOUNT) <= std::max<std::int64_t>(0, base));
    for (auto const amount : amounts(charges, LineKind::DISCOUNT)) RC_ASSERT(amount < 0);
  }));
}

TEST_CASE("Wherever a line is cut in two, both parts are the whole") {
  CHECK(rc::check([] {
    Facts facts;
    facts.cycle = cycle_of(*rc::gen::inRange(1, 13) + 202800, *rc::gen::inRange(1, 32));
    facts.prices.truncate_below = 1;
    facts.prices.plans[0].monthly = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
    auto const cut = facts.cycle.first + std::chrono::days{*rc::gen::inRange(0, facts.cycle.days() + 1)};
    auto first = facts, second = facts;
    first.line.left_on = cut;
    second.line.joined_on = second.line.plans[0].from = cut;
    RC_ASSERT(first.charged().total + second.charged().total == facts.prices.plans[0].monthly);
  }));
}

TEST_CASE("Nobody pays twice: what was paid and is owed is what was asked for") {
  CHECK(rc::check([] {
    auto const facts = any_facts();
    auto const charges = facts.charged();
    std::int64_t paid = 0;
    for (auto const& entry : facts.entries) paid += entry.kind == EntryKind::PAYMENT ? entry.amount : 0;
    RC_ASSERT(sum(charges, LineKind::ARREARS) + sum(charges, LineKind::CREDIT) ==
              facts.before.total - paid - facts.before.credit);
    RC_ASSERT(sum(charges, LineKind::LATE_FEE) * 100 <= facts.before.own * facts.prices.late_fee_percent);
  }));
}

}  // namespace lilac::billing

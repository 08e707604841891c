// What a line owes: one sentence of the specification each (billing, charging rules).
#include "billing/facts.hpp"

namespace lilac::billing {

TEST_CASE("A whole cycle is a month's price, and VAT within it is told") {
  auto const charges = Facts{}.charged();
  CHECK(charges.total == 33'000);
  CHECK(charges.own == 33'000);
  CHECK(charges.vat_included == 3'000);
  REQUIRE(charges.lines.size() == 1);
  CHECK(charges.lines[0].unit == Unit::MONTH);
  CHECK(charges.lines[0].name == "LTE 33");
}

TEST_CASE("Whoever joins within the cycle pays for the days from then on") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.line.joined_on = facts.line.plans[0].from = day("2026-01-16");  // 10 of 31 days
  auto const charges = facts.charged();
  // The first 21 days have their share cut, 22,354; the last segment takes the rest.
  CHECK(amounts(charges, LineKind::PLAN) == Amounts{33'000 - 22'354});
  CHECK(line_of(charges, LineKind::PLAN).quantity == 10);
  CHECK(line_of(charges, LineKind::PLAN).unit == Unit::DAY);
  facts.line.joined_on = facts.line.plans[0].from = facts.cycle.first;
  CHECK(amounts(facts.charged(), LineKind::PLAN) == Amounts{33'000});
  facts.line.joined_on = facts.line.plans[0].from = facts.cycle.last;
  CHECK(line_of(facts.charged(), LineKind::PLAN).quantity == 1);
}

TEST_CASE("Whoever leaves within the cycle pays for the days before") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.line.left_on = day("2026-01-16");
  CHECK(amounts(facts.charged(), LineKind::PLAN) == Amounts{22'354});
  facts.line.left_on = facts.cycle.first;
  CHECK(amounts(facts.charged(), LineKind::PLAN).empty());
  facts.line.left_on = facts.cycle.last + std::chrono::days{1};
  CHECK(amounts(facts.charged(), LineKind::PLAN) == Amounts{33'000});
}

TEST_CASE("A suspended line pays nothing by the month while it is suspended") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.line.add_ons = {{"SAFE", facts.line.joined_on, {}}};
  facts.line.suspensions = {{day("2026-01-05"), day("2026-01-15")}};  // 10 days
  auto const charges = facts.charged();
  auto const part = [](std::int64_t price) {
    auto const first = price * 10 / 31, second = price * 10 / 31;
    return first + (price - first - second);
  };
  CHECK(amounts(charges, LineKind::PLAN) == Amounts{part(33'000)});
  CHECK(amounts(charges, LineKind::ADD_ON) == Amounts{part(5'500)});
  CHECK(line_of(charges, LineKind::PLAN).quantity == 21);
  facts.line.suspensions = {{day("2025-12-01"), {}}};
  CHECK(facts.charged().lines.empty());
  CHECK(facts.charged().total == 0);
}

TEST_CASE("A change day belongs to the new plan, and both plans pay for their days") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.line.plans.push_back({"P2", day("2026-01-10")});  // 15 days of P1, 16 of P2
  auto const charges = facts.charged();
  CHECK(amounts(charges, LineKind::PLAN) == Amounts{33'000 * 15 / 31, 55'000 - 55'000 * 15 / 31});
  CHECK(charges.lines[0].quantity == 15);
  CHECK(charges.lines[1].quantity == 16);
}

TEST_CASE("All segments of one price together are the price, however often something else changes") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.line.add_ons = {{"SAFE", day("2026-01-03"), day("2026-01-09")}};
  facts.line.plans.push_back({"P1", day("2026-01-10")});
  CHECK(amounts(facts.charged(), LineKind::PLAN) == Amounts{33'000});
}

TEST_CASE("In February and in leap years a day is a greater part of the month") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.cycle = cycle_of(202602, 31);
  facts.line.left_on = day("2026-02-15");
  CHECK(amounts(facts.charged(), LineKind::PLAN) == Amounts{33'000 * 14 / 28});
  facts.cycle = cycle_of(202802, 31);
  facts.line.left_on = day("2028-02-15");
  CHECK(amounts(facts.charged(), LineKind::PLAN) == Amounts{33'000 * 14 / 29});
}

TEST_CASE("Add-ons are charged from their day until their end") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.line.add_ons = {{"SAFE", day("2026-01-16"), {}}};
  CHECK(amounts(facts.charged(), LineKind::ADD_ON) == Amounts{5'500 - 5'500 * 21 / 31});
  facts.line.add_ons = {{"SAFE", day("2025-07-01"), facts.cycle.first}};
  CHECK(amounts(facts.charged(), LineKind::ADD_ON).empty());
  facts.line.add_ons = {{"SAFE", facts.cycle.last + std::chrono::days{1}, {}}};
  CHECK(amounts(facts.charged(), LineKind::ADD_ON).empty());
}

TEST_CASE("Usage is charged as recorded; information costs nothing") {
  auto const charges = Facts{}
                           .use(UsageKind::INSTALMENT, 30'000)
                           .use(UsageKind::OVER_PLAN, 1'200)
                           .use(UsageKind::INFORMATION, 0)
                           .use(UsageKind::MICROPAYMENT, 4'400)
                           .charged();
  CHECK(charges.total == 33'000 + 1'200 + 4'400 + 30'000);
  REQUIRE(charges.lines.size() == 4);
  CHECK(charges.lines[1].kind == LineKind::USE);
  CHECK(charges.lines[2].kind == LineKind::MICROPAYMENT);
  CHECK(charges.lines[2].counterparty == "A shop");
  CHECK(charges.lines[2].at.has_value());
  CHECK(charges.lines[2].source_id == 4);
  CHECK(charges.lines[3].kind == LineKind::INSTALMENT);
}

TEST_CASE("Discounts go in the book's order, each of what the ones before left, and none past zero") {
  auto facts =
      Facts{}.grant("BUNDLE").grant("WELFARE").grant("SOLDIER").grant("CONTRACT").use(UsageKind::OVER_PLAN, 1'001);
  auto const charges = facts.charged();
  // 33,000: 25 % of the list price 8,250; 20 % of 24,750 = 4,950; 50 % of (19,800 + 1,001) = 10,400.5 cut to 10,400;
  // 5,500.
  CHECK(amounts(charges, LineKind::DISCOUNT) == Amounts{-8'250, -4'950, -10'400, -5'500});
  CHECK(line_of(charges, LineKind::DISCOUNT).code == "CONTRACT");
  CHECK(charges.total == (33'000 + 1'001 - 8'250 - 4'950 - 10'400 - 5'500) / 10 * 10);
}

TEST_CASE("A discount is at most its cap") {
  auto facts = Facts{}.grant("WELFARE").use(UsageKind::OVER_PLAN, 19'000);  // half of 52,000 is the cap exactly
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-26'000});
  facts.used[0].amount = 18'999;
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-25'999});
  facts.used[0].amount = 100'000;
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-26'000});
}

TEST_CASE("A discount above its base takes what is left, and the next one finds nothing") {
  Facts facts;
  facts.prices.plans[0].monthly = 5'000;
  facts.grant("BUNDLE").grant("SOLDIER");
  auto const charges = facts.charged();
  CHECK(amounts(charges, LineKind::DISCOUNT) == Amounts{-1'000, -4'000});
  CHECK(charges.total == 0);
  CHECK(amounts(charges, LineKind::CREDIT_CARRIED).empty());
}

TEST_CASE("A discount of a term counts until its months are over") {
  Facts facts;
  facts.line.discounts = {{"CONTRACT", day("2025-01-25"), 12}};  // its first bill was January's, its last December's
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT).empty());
  facts.line.discounts = {{"CONTRACT", day("2025-01-26"), 12}};
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-8'250});
  facts.line.discounts = {{"CONTRACT", facts.cycle.last, 24}};
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-8'250});
  facts.line.discounts = {{"CONTRACT", facts.cycle.last + std::chrono::days{1}, 24}};
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT).empty());
  // One month that begins on the 31st is on the bill of the cycle that has that day, however short the next month.
  CHECK(is_granted_in(day("2025-10-31"), 1, cycle_of(202511, 29)));
  CHECK(is_granted_in(day("2025-10-31"), 1, cycle_of(202511, 30)));
  CHECK(is_granted_in(day("2025-10-31"), 1, cycle_of(202510, 31)));
  CHECK_FALSE(is_granted_in(day("2025-10-31"), 1, cycle_of(202511, 31)));
}

TEST_CASE("A grant without a term has the price book's") {
  auto facts = Facts{}.grant("CONTRACT");
  facts.line.discounts[0].from = day("2025-01-20");
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-8'250});
  facts.prices.discounts[0].months = 12;
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT).empty());
  facts.line.discounts[0].months = 13;
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-8'250});
}

TEST_CASE("A discount is taxed as what it lowers") {
  Facts facts;
  facts.prices.plans[0] = {"P1", "Exempt", 10'000, Tax::EXEMPT, true};
  facts.prices.discounts[3].amount = 15'000;
  facts.grant("BUNDLE").use(UsageKind::OVER_PLAN, 10'000);
  facts.used[0].includes_tax = false;
  auto const charges = facts.charged();
  CHECK(amounts(charges, LineKind::DISCOUNT) == Amounts{-10'000, -5'000});
  CHECK(amounts(charges, LineKind::VAT) == Amounts{500});
}

TEST_CASE("A discount over two plans of one cycle is taxed as both: what costs nothing has no tax") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.prices.plans[0] = {"P1", "Exempt", 31'000, Tax::EXEMPT, true};
  facts.prices.plans[1] = {"P2", "Taxed on top", 62'000, Tax::TAXABLE, false};
  facts.prices.discounts[1].percent = 100;
  facts.line.plans.push_back({"P2", day("2026-01-10")});  // 15 days for 15,000, then 16 for 32,000
  facts.grant("SOLDIER");
  auto charges = facts.charged();
  CHECK(amounts(charges, LineKind::DISCOUNT) == Amounts{-15'000, -32'000});
  CHECK(amounts(charges, LineKind::VAT).empty());
  CHECK(charges.total == 0);
  facts.prices.discounts[1].percent = 50;
  charges = facts.charged();
  CHECK(amounts(charges, LineKind::DISCOUNT) == Amounts{-7'500, -16'000});
  CHECK(amounts(charges, LineKind::VAT) == Amounts{1'600});
}

TEST_CASE("A discount over prices with tax and prices without lowers both, and both taxes") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.prices.plans[1].includes_tax = false;
  facts.prices.plans[0].monthly = 62'000;
  facts.prices.plans[1].monthly = 31'000;
  facts.line.plans.push_back({"P2", day("2026-01-10")});  // 30,000 with tax, 16,000 without
  facts.grant("CONTRACT");
  auto const charges = facts.charged();
  CHECK(amounts(charges, LineKind::DISCOUNT) == Amounts{-7'500, -4'000});
  CHECK(charges.vat_included == 22'500 * 10 / 110);
  CHECK(amounts(charges, LineKind::VAT) == Amounts{1'200});
}

TEST_CASE("A discount over records of use, and over add-ons, is taxed as each of them") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.prices.plans[0].monthly = 0;
  facts.prices.add_ons.push_back({"CARE", "Taxed on top", 3'000, Tax::TAXABLE, false});
  facts.prices.add_ons[0] = {"SAFE", "Exempt", 1'000, Tax::EXEMPT, true};
  facts.line.add_ons = {{"SAFE", facts.line.joined_on, {}}, {"CARE", facts.line.joined_on, {}}};
  facts.use(UsageKind::OVER_PLAN, 3'000).use(UsageKind::OVER_PLAN, 1'000);
  facts.used[0].tax = Tax::EXEMPT;
  facts.used[1].includes_tax = false;
  facts.prices.discounts[3].amount = 6'000;
  facts.grant("BUNDLE");
  auto const charges = facts.charged();
  CHECK(amounts(charges, LineKind::DISCOUNT) == Amounts{-3'000, -1'000, -500, -1'500});
  CHECK(amounts(charges, LineKind::VAT) == Amounts{150});  // of the 1,500 that are left of CARE
}

TEST_CASE("What does not divide goes to the largest remainder, and the shares are the discount exactly") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.prices.plans[0].monthly = 0;
  facts.use(UsageKind::OVER_PLAN, 100).use(UsageKind::OVER_PLAN, 200);
  facts.used[0].tax = Tax::EXEMPT;
  facts.prices.discounts[3].amount = 100;  // 33.3 and 66.7
  facts.grant("BUNDLE");
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-33, -67});
  facts.prices.discounts[3].amount = 101;  // 33.7 and 67.3
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-34, -67});
}

TEST_CASE("A discount of nothing is nothing, and none makes a credit, also where use was taken back once") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.grant("WELFARE").use(UsageKind::OVER_PLAN, -33'000);
  auto charges = facts.charged();
  CHECK(amounts(charges, LineKind::DISCOUNT).empty());
  CHECK(charges.credit_carried == 0);
  CHECK(charges.total == 0);
  facts.used[0].amount = -32'998;  // half of 2
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-1});
  facts.used[0].amount = -40'000;  // what was taken back is a credit, and no discount adds to it
  CHECK(facts.charged().credit_carried == 7'000);
  for (auto const* code : {"CONTRACT", "SOLDIER", "BUNDLE"}) {
    CAPTURE(code);
    facts.used[0].amount = -30'000;
    facts.line.discounts = {{code, facts.line.joined_on, {}}};
    CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-3'000});
    facts.used[0].amount = -33'000;
    CHECK(amounts(facts.charged(), LineKind::DISCOUNT).empty());
  }
}

TEST_CASE("A discount of no percent, of no amount or with a cap of nothing is no line") {
  Facts facts;
  for (auto& discount : facts.prices.discounts) {
    discount.percent = 0;
    discount.amount = 0;
  }
  facts.grant("CONTRACT").grant("SOLDIER").grant("WELFARE").grant("BUNDLE");
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT).empty());
  facts.prices.discounts[0].percent = 25;
  facts.prices.discounts[0].cap = 0;
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT).empty());
  facts.prices.discounts[0].cap = 1;
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-1});
}

TEST_CASE("A fixed discount is not cut by days: it takes of the plan first, then of use, then of add-ons") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.line.left_on = facts.cycle.first + std::chrono::days{1};  // one day: 1,064 of the plan, 177 of the add-on
  facts.line.add_ons = {{"SAFE", facts.line.joined_on, {}}};
  facts.grant("BUNDLE").use(UsageKind::OVER_PLAN, 300);
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-1'064, -300, -177});
  facts.prices.discounts[3].amount = 1'365;
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-1'064, -300, -1});
  facts.prices.discounts[3].amount = 1'064;
  CHECK(amounts(facts.charged(), LineKind::DISCOUNT) == Amounts{-1'064});
}

TEST_CASE("The day on which a line leaves, is suspended or ends an add-on is not charged; the cycle's last day is") {
  Facts facts;
  facts.line.add_ons = {{"SAFE", facts.cycle.first, facts.cycle.last}};
  CHECK(line_of(facts.charged(), LineKind::ADD_ON).quantity == 30);
  facts.line.add_ons[0].until = facts.cycle.last + std::chrono::days{1};
  CHECK(line_of(facts.charged(), LineKind::ADD_ON).unit == Unit::MONTH);
  facts.line.suspensions = {{facts.cycle.last, {}}};
  CHECK(line_of(facts.charged(), LineKind::PLAN).quantity == 30);
  facts.line.suspensions.clear();
  facts.line.left_on = facts.cycle.last;
  CHECK(line_of(facts.charged(), LineKind::PLAN).quantity == 30);
  facts.line.left_on = facts.cycle.last + std::chrono::days{1};
  CHECK(line_of(facts.charged(), LineKind::PLAN).unit == Unit::MONTH);
  facts.line.left_on.reset();
  facts.line.joined_on = facts.line.plans[0].from = facts.cycle.last;  // the cycle day is the cycle's last
  CHECK(line_of(facts.charged(), LineKind::PLAN).quantity == 1);
}

TEST_CASE("What is granted twice counts once") {
  CHECK(amounts(Facts{}.grant("CONTRACT").grant("CONTRACT", 24).charged(), LineKind::DISCOUNT) == Amounts{-8'250});
}

TEST_CASE("VAT is cut once a bill: within prices that have it, on top of those that have not") {
  Facts facts;
  facts.prices.truncate_below = 1;
  facts.use(UsageKind::OVER_PLAN, 101).use(UsageKind::OVER_PLAN, 108);
  facts.used[0].includes_tax = facts.used[1].includes_tax = false;
  auto charges = facts.charged();
  CHECK(amounts(charges, LineKind::VAT) == Amounts{20});  // of 209, and not 10 + 10
  CHECK(charges.vat_included == 3'000);
  facts.used[1].amount = 109;
  CHECK(amounts(facts.charged(), LineKind::VAT) == Amounts{21});
  facts.used[0].tax = facts.used[1].tax = Tax::EXEMPT;
  CHECK(amounts(facts.charged(), LineKind::VAT).empty());
  facts.prices.vat_percent = 0;
  CHECK(facts.charged().vat_included == 0);
}

TEST_CASE("The total is cut below 10, and a line says so; a book may leave it whole") {
  auto facts = Facts{}.use(UsageKind::OVER_PLAN, 9);
  auto charges = facts.charged();
  CHECK(charges.total == 33'000);
  CHECK(amounts(charges, LineKind::ROUNDING) == Amounts{-9});
  facts.used[0].amount = 10;
  CHECK(amounts(facts.charged(), LineKind::ROUNDING).empty());
  CHECK(facts.charged().total == 33'010);
  facts.used[0].amount = 9;
  facts.prices.truncate_below = 1;
  CHECK(facts.charged().total == 33'009);
}

TEST_CASE("A negative total is carried as credit, never paid") {
  auto facts = Facts{}.enter(EntryKind::ADJUSTMENT, -33'001);
  auto charges = facts.charged();
  CHECK(charges.total == 0);
  CHECK(charges.credit_carried == 1);
  CHECK(amounts(charges, LineKind::CREDIT_CARRIED) == Amounts{1});
  facts.entries[0].amount = -33'000;
  CHECK(facts.charged().total == 0);
  CHECK(facts.charged().credit_carried == 0);
  // The next bill begins with it.
  Facts next;
  next.before = {{5}, 0, 0, 1'000, day("2026-01-09")};
  CHECK(amounts(next.charged(), LineKind::CREDIT) == Amounts{-1'000});
  CHECK(next.charged().total == 32'000);
}

TEST_CASE("What is unpaid is arrears, with a late fee on what was new, once") {
  Facts facts;
  facts.before = {{5}, 20'000, 15'000, 0, day("2026-01-09")};
  auto charges = facts.charged();
  CHECK(amounts(charges, LineKind::ARREARS) == Amounts{20'000});
  CHECK(amounts(charges, LineKind::LATE_FEE) == Amounts{300});  // 2 % of 15,000, not of 20,000
  CHECK(charges.arrears == 20'000);
  CHECK(charges.total == 53'300);
  CHECK(charges.own == 33'000);
  // A payment settles the oldest first.
  facts.enter(EntryKind::PAYMENT, 5'000);
  CHECK(amounts(facts.charged(), LineKind::LATE_FEE) == Amounts{300});
  facts.enter(EntryKind::PAYMENT, 5'000);
  CHECK(amounts(facts.charged(), LineKind::ARREARS) == Amounts{10'000});
  CHECK(amounts(facts.charged(), LineKind::LATE_FEE) == Amounts{200});
  facts.enter(EntryKind::PAYMENT, 10'000);
  CHECK(facts.charged().total == 33'000);
  facts.enter(EntryKind::PAYMENT, 4'000);
  CHECK(amounts(facts.charged(), LineKind::CREDIT) == Amounts{-4'000});
}

TEST_CASE("What falls due after the cycle is arrears without a late fee") {
  Facts facts;
  facts.before = {{5}, 20'000, 20'000, 0, facts.cycle.last};
  CHECK(amounts(facts.charged(), LineKind::LATE_FEE) == Amounts{400});
  facts.before.due_on = facts.cycle.last + std::chrono::days{1};
  CHECK(amounts(facts.charged(), LineKind::LATE_FEE).empty());
  CHECK(amounts(facts.charged(), LineKind::ARREARS) == Amounts{20'000});
}

TEST_CASE("A minor's micropayments stay within the guardian's limit, or nothing is charged") {
  auto facts = Facts{}.use(UsageKind::MICROPAYMENT, 30'000);
  facts.line.birth_year = 2008;  // 18 by the year
  CHECK(facts.judged());
  facts.used[0].amount = 30'001;
  CHECK(facts.judged().error().is(guardian_limit_is_passed));
  facts.line.guardian_limit = 30'001;
  CHECK(facts.judged());
  facts.line.guardian_limit = 0;
  CHECK(facts.judged().error().is(guardian_limit_is_passed));
  facts.line.birth_year = 2007;  // 19
  CHECK(facts.judged());
  facts.line.birth_year = 2010;
  facts.line.kind = CustomerKind::CORPORATE;
  CHECK(facts.judged());
}

TEST_CASE(
    "The guardian's limit is for a month of use, also where a bill has what an earlier one lacked, or came late") {
  auto facts = Facts{}.use(UsageKind::MICROPAYMENT, 30'000).use(UsageKind::MICROPAYMENT, 30'000);
  facts.line.birth_year = 2012;
  CHECK(facts.judged().error().is(guardian_limit_is_passed));
  facts.used[0].used_in = 202512;
  CHECK(facts.judged());
  facts.used[0].amount = 30'001;
  CHECK(facts.judged().error().is(guardian_limit_is_passed));
  facts.used[0].amount = 30'000;
  facts.used[0].period = 202601;  // it came late: on this bill, of December still
  CHECK(facts.judged());
}

TEST_CASE("Whether the guardian's limit holds for a month goes by the age in that month") {
  auto facts = Facts{}.use(UsageKind::MICROPAYMENT, 30'001);
  facts.line.birth_year = 2007;  // 19 in 2026
  CHECK(facts.judged());
  facts.used[0].used_in = 202512;
  CHECK(facts.judged().error().is(guardian_limit_is_passed));
  facts.line.kind = CustomerKind::CORPORATE;
  CHECK(facts.judged());
}

TEST_CASE("What the book does not know is not charged, and quarantines") {
  Facts facts;
  facts.line.plans[0].code = "P9";
  CHECK(facts.judged().error().is(plan_is_unknown));
  facts.line.plans[0].code = "P1";
  facts.line.add_ons = {{"GAME", facts.line.joined_on, {}}};
  CHECK(facts.judged().error().is(add_on_is_unknown));
  facts.line.add_ons[0].until = facts.cycle.first;
  CHECK(facts.judged());
  facts.grant("FRIEND");
  CHECK(facts.judged().error().is(discount_is_unknown));
  facts.line.discounts[0].from = facts.cycle.last + std::chrono::days{1};
  CHECK(facts.judged());
  facts.line.suspensions = {{day("2025-12-01"), {}}};
  facts.line.plans[0].code = "P9";
  CHECK(facts.judged());  // nothing of it is charged
}

TEST_CASE("A bill has at most so many records of usage") {
  Facts facts;
  for (std::size_t n = 0; n < most_usage_of_a_cycle; ++n) facts.use(UsageKind::OVER_PLAN, 1);
  CHECK(facts.judged());
  facts.use(UsageKind::OVER_PLAN, 1);
  CHECK(facts.judged().error().is(too_much_in_one_cycle));
}

}  // namespace lilac::billing

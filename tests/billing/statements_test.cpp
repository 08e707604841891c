// What customers owe, and how the months compare.
#include "billing/stage.hpp"

namespace lilac::billing {

TEST_CASE("A customer's account is bills, payments and adjustments over all lines") {
  BillingDesk desk;
  auto second = BillingDesk::registration(2);
  second.customer_id = {1001};
  second.plan = "P2";
  desk.line(1).line(second);
  auto statement = desk.ask(GetAccount{{1001}, day("2026-02-09")}).at(0);
  CHECK(statement.lines == 2);
  CHECK(statement.balance == 0);
  desk.approved(202601);
  statement = desk.ask(GetAccount{{1001}, day("2026-02-09")}).at(0);
  CHECK(statement.bills == 2);
  CHECK(statement.billed == 88'000);
  CHECK(statement.balance == 88'000);
  CHECK(statement.overdue == 0);
  CHECK(desk.ask(GetAccount{{1001}, day("2026-02-10")}).at(0).overdue == 88'000);
  desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202601, 1), 40'000, "p-1"});
  statement = desk.ask(GetAccount{{1001}, day("2026-02-10")}).at(0);
  CHECK(statement.paid == 40'000);
  CHECK(statement.balance == 48'000);
  CHECK(statement.overdue == 55'000);
  desk.at("2026-02-26T09:00+09:00");
  desk.approved(202602);
  statement = desk.ask(GetAccount{{1001}, day("2026-02-26")}).at(0);
  // 33,000 less 7,000 of credit; 55,000 and 55,000 of arrears with a late fee of 1,100.
  CHECK(statement.balance == 26'000 + 55'000 + 55'000 + 1'100);
  CHECK(statement.overdue == 55'000);
  CHECK(desk.ask(GetLedger{{1001}}).size() == 1);
}

TEST_CASE("A corporate customer has one bill a line, and a summary") {
  BillingDesk desk;
  for (auto const id : {1, 2, 3}) {
    auto line = BillingDesk::registration(id);
    line.kind = CustomerKind::CORPORATE;
    line.customer_id = {1001};
    desk.line(line);
  }
  desk.approved(202601);
  auto const summary = desk.ask(GetCustomerSummary{{1001}, 202601}).at(0);
  CHECK(summary.lines == 3);
  CHECK(summary.total == Money{99'000});
  CHECK(summary.bills.size() == 3);
  CHECK(desk.ask(GetCustomerSummary{{1001}, 202602}).at(0).lines == 0);
  CHECK(desk.row(AccountId{1001}).kind == CustomerKind::CORPORATE);
}

TEST_CASE("A line's bills are told newest first, and all runs of a day") {
  BillingDesk desk;
  desk.line(1);
  desk.approved(202601);
  desk.at("2026-02-26T09:00+09:00");
  desk.approved(202602);
  auto const bills = desk.ask(GetBillsOfSubscriber{{1}});
  REQUIRE(bills.size() == 2);
  CHECK(bills[0].bill.period == 202602);
  CHECK(desk.ask(GetBillingRuns{25}).size() == 2);
  CHECK(desk.ask(GetBillingRuns{10}).empty());
  CHECK(desk.ask(GetBillingRuns{}).size() == 2);
  CHECK(desk.ask(GetSubscriber{{1}}).at(0).customer_id.value == 1001);
  CHECK(desk.ask(GetSubscriber{{2}}).empty());
}

TEST_CASE("Bills of a run come in pages") {
  BillingDesk desk;
  desk.line(1).line(2).line(3);
  auto const run = desk.approved(202601);
  auto const first = desk.ask(GetBills{run.id, {}, 2, {}, {}});
  REQUIRE(first.size() == 2);
  CHECK(desk.ask(GetBills{run.id, first[1].bill.id, 2, {}, {}}).size() == 1);
  CHECK_FALSE(desk.engine().ask(GetBills{run.id, {}, 0, {}, {}}));
}

TEST_CASE("Months are compared: bills, sums, failures") {
  BillingDesk desk;
  desk.line(1).line(2);
  auto const run = desk.approved(202601);
  desk.gateway().will_answer(messaging::SendResult::rejected(messaging::FailureKind::PERMANENT, "X"), 1);
  auto without = BillingDesk::registration(3);
  without.email = {};
  desk.given(operator_3, ReleaseBills{run.id, {}});
  desk.when_idle();
  desk.line(without);
  desk.at("2026-02-26T09:00+09:00");
  for (auto const id : {1, 2})
    desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202601, id), 33'000, "p-" + std::to_string(id)});
  desk.approved(202602);
  auto const months = desk.ask(GetMonths{});
  REQUIRE(months.size() == 2);
  CHECK(months[0].period == 202602);
  CHECK(months[0].bills_more == 1);
  CHECK(months[0].total_more == 33'000);
  CHECK(months[0].total_more_per_million == 500'000);
  CHECK_FALSE(months[1].bills_more);
  CHECK(months[1].delivered == 2);
}

}  // namespace lilac::billing

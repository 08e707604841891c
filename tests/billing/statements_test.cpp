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

TEST_CASE("Once a bill is paid it is not overdue, whatever came on later ones: the oldest is settled first") {
  BillingDesk desk;
  desk.line(1);
  desk.approved(202601);
  desk.at("2026-02-26T09:00+09:00");
  desk.approved(202602);
  auto const overdue_on = [&](std::string_view as_of) {
    return desk.ask(GetAccount{{1001}, day(as_of)}).at(0).overdue;
  };
  auto const bill = BillingDesk::bill_id(202602, 1);
  CHECK(overdue_on("2026-02-26") == 33'000);
  desk.given(operator_3, RecordPayment{bill, 32'999, "p-1"});
  CHECK(overdue_on("2026-02-26") == 1);
  desk.given(operator_3, RecordPayment{bill, 1, "p-2"});
  CHECK(overdue_on("2026-02-26") == 0);
  // The fee for having paid late is February's, and due with it.
  desk.given(operator_3, RecordPayment{bill, 660, "p-3"});
  CHECK(overdue_on("2026-03-12") == 0);
  CHECK(overdue_on("2026-03-13") == 33'000);
}

TEST_CASE("A bill is overdue after its due day, which holidays move, and not before, on however many bills it is") {
  Rules rules;
  for (auto on = day("2026-02-09"); on < day("2026-02-28"); on += std::chrono::days{1}) rules.holidays.push_back(on);
  BillingDesk desk{rules};
  desk.line(1);
  desk.approved(202601);
  CHECK(desk.bill(202601, 1).due_on == day("2026-02-28"));
  desk.at("2026-02-26T09:00+09:00");
  desk.approved(202602);
  CHECK(desk.bill(202602, 1).arrears == 33'000);
  auto const overdue_on = [&](std::string_view as_of) {
    return desk.ask(GetAccount{{1001}, day(as_of)}).at(0).overdue;
  };
  CHECK(overdue_on("2026-02-26") == 0);
  CHECK(overdue_on("2026-02-28") == 0);
  CHECK(overdue_on("2026-03-01") == 33'000);
}

TEST_CASE("What is given back settles the oldest bill as a payment does") {
  BillingDesk desk;
  auto line = BillingDesk::registration(1);
  line.plan = "P2";
  desk.line(line);
  desk.approved(202601);
  auto const bill = BillingDesk::bill_id(202601, 1);
  desk.given(operator_3, RecordPayment{bill, 33'000, "p-1"});
  CHECK(desk.ask(GetAccount{{1001}, day("2026-02-10")}).at(0).overdue == 22'000);
  desk.given(operator_3, ChangePlan{{1}, "P1", line.joined_on});
  desk.given(boss, CorrectBill{bill, "wrong plan"});
  auto const statement = desk.ask(GetAccount{{1001}, day("2026-02-10")}).at(0);
  CHECK(statement.adjusted == -22'000);
  CHECK(statement.balance == 0);
  CHECK(statement.overdue == 0);
}

TEST_CASE("Late fees and adjustments are in columns of their own") {
  BillingDesk desk;
  desk.line(1);
  desk.approved(202601);
  auto const bill = BillingDesk::bill_id(202601, 1);
  desk.given(operator_3, RecordPayment{bill, 3'000, "p-1"});
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-06-01")});
  desk.given(boss, CorrectBill{bill, "wrong plan"});
  desk.at("2026-02-26T09:00+09:00");
  desk.approved(202602);
  auto const statement = desk.ask(GetAccount{{1001}, day("2026-02-26")}).at(0);
  CHECK(statement.billed == 33'000 + 55'000);
  CHECK(statement.fees == 600);
  CHECK(statement.adjusted == 22'000);
  CHECK(statement.paid == 3'000);
  CHECK(statement.balance == 33'000 + 55'000 + 600 + 22'000 - 3'000);
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

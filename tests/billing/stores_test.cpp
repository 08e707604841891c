// The same months on every store: the same bills, and the same reconciliation.
#include "billing/stage.hpp"
#include "lilac/adapters/sqlite.hpp"

namespace lilac::billing {

namespace {

/// Two months with everything that can happen to a bill; what came of them as text.
std::string two_months(std::unique_ptr<Store> store) {
  messaging::Rules once;
  once.tries = 1;
  auto rules = in_chunks_of(3);
  rules.most_quarantined_percent = 50;
  BillingDesk desk{rules, once, std::move(store)};
  desk.gateway().on_send = [](messaging::OutgoingMessage const& message) {
    if (message.message_id.value % 3 == 0 && message.channel == messaging::Channel::EMAIL)
      return messaging::SendResult::rejected(messaging::FailureKind::PERMANENT, "NO_SUCH_MAILBOX");
    if (message.message_id.value == 4)
      return messaging::SendResult::rejected(messaging::FailureKind::PERMANENT, "GONE");
    return messaging::SendResult::accepted();
  };
  for (std::int64_t id = 1; id <= 8; ++id) {
    auto line = BillingDesk::registration(id);
    if (id == 2) line.plan = "NO_SUCH_PLAN";
    if (id == 3) line.joined_on = day("2026-02-01");
    if (id % 2 == 0) line.discounts = {{"CONTRACT", line.joined_on, 24}};
    desk.line(line);
    desk.given(system_actor, usage(id, "u-" + std::to_string(id), 1'234 * id));
  }
  std::string text;
  auto const tell = [&](BillingRunId run) {
    for (auto const& line : desk.ask(Reconcile{run})) text += to_json(line) + "\n";
    for (auto const& row : desk.ask(GetBills{run, {}, {}, {}, {}})) text += to_json(row) + "\n";
    for (auto const& row : desk.ask(GetDeliveries{run, {}, {}})) text += to_json(row) + "\n";
  };
  auto const first = desk.approved(202601);
  desk.given(operator_3, ReleaseBills{first.id, {}});
  desk.when_idle();
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-06-01")});
  desk.given(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "wrong plan"});
  desk.given(operator_3, RecordPayment{BillingDesk::bill_id(202601, 5), 40'000, "p-5"});
  desk.when_idle();
  tell(first.id);
  desk.at("2026-02-26T09:00+09:00");
  auto const second = desk.approved(202602);
  desk.given(operator_3, ReleaseBills{second.id, {}});
  desk.when_idle();
  tell(first.id);
  tell(second.id);
  for (auto const& month : desk.ask(GetMonths{})) text += to_json(month) + "\n";
  return text;
}

}  // namespace

TEST_CASE("Memory and SQLite agree on every bill, delivery and number") {
  auto file = SqliteStore::open(":memory:");
  REQUIRE(file);
  auto const in_memory = two_months(nullptr);
  CHECK(in_memory.find("\"is_right\":false") == std::string::npos);
  CHECK(in_memory.size() > 10'000);
  CHECK(in_memory == two_months(std::move(file).value()));
}

}  // namespace lilac::billing

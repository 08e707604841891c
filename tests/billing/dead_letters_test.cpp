// Bills whose messages could not be asked for are tried again together, by policy, reason and period.
#include "billing/stage.hpp"

namespace lilac::billing {

namespace {

constexpr std::string_view delivering = "billing.deliver_released_bills";

messaging::DefineTemplate short_message(bool is_spoilt) {
  auto text = BillingDesk::templates().at(1);
  if (is_spoilt) {
    text.body += " {name}";
    text.variables.push_back("name");
  }
  return text;
}

/// Forty bills of two cycle days, released while the template fitted, and asked for when it did not any more.
struct Undelivered : BillingDesk {
  static constexpr std::int64_t lines_of_a_day = 20;
  Undelivered() {
    for (std::int64_t id = 1; id <= 2 * lines_of_a_day; ++id) {
      auto made = registration(id);
      made.cycle_day = id <= lines_of_a_day ? 25 : 20;
      line(made);
    }
    auto const first = approved(202601, 25), second = approved(202601, 20);
    for (auto const& run : {first, second}) given(operator_3, ReleaseBills{run.id, {}});
    given(boss, short_message(true));
    when_idle();
  }
  ReplayedDeadLetters replay(DeadLetterFilter const& filter) {
    auto done = engine().replay_dead_letters(filter, now());
    REQUIRE(done);
    when_idle();
    return done.value();
  }
  std::size_t letters() { return engine().dead_letters().value().size(); }
};

}  // namespace

TEST_CASE("As long as the reason is there all are refused again, and stay") {
  Undelivered desk;
  CHECK(desk.letters() == 40);
  auto const done = desk.replay({.policy = std::string(delivering)});
  CHECK(done.replayed == 0);
  CHECK(done.refused == 40);
  CHECK(desk.letters() == 40);
  CHECK(desk.gateway().sent.empty());
}

TEST_CASE("With the reason gone, one call delivers them all, each once") {
  Undelivered desk;
  desk.given(boss, short_message(false));
  CHECK(desk.replay({.policy = "billing"}).replayed == 40);
  CHECK(desk.letters() == 0);
  CHECK(desk.gateway().sent.size() == 40);
  CHECK(desk.replay({.policy = "billing"}).replayed == 0);
  CHECK(desk.gateway().sent.size() == 40);
}

TEST_CASE("A policy, a reason, and a field of the event or of the command narrow what is tried again") {
  Undelivered desk;
  desk.given(boss, short_message(false));
  CHECK(desk.replay({.policy = "billing.deliver"}).replayed == 0);
  CHECK(desk.replay({.policy = "billing.deliver_released_bill"}).replayed == 0);
  CHECK(desk.replay({.policy = "messaging"}).replayed == 0);
  CHECK(desk.replay({.reason = "no such reason"}).replayed == 0);
  CHECK(desk.replay({.field = "period", .number = 202602}).replayed == 0);
  CHECK(desk.replay({.field = "no_such_field", .number = 0}).replayed == 0);
  CHECK(desk.letters() == 40);
  auto const bill = BillingDesk::bill_id(202601, 7);
  CHECK(desk.replay({.field = "bill_id", .number = bill.value}).replayed == 1);  // of the command
  CHECK(desk.delivery_of(202601, 7) == DeliveryState::Delivered);
  CHECK(desk.replay({.policy = std::string(delivering) + ":" + std::to_string(BillingDesk::bill_id(202601, 8).value)})
            .replayed == 1);
  CHECK(desk.replay({.reason = "variables.name", .field = "cycle_day", .number = 20}).replayed == 20);  // of the event
  CHECK(desk.letters() == 18);
  CHECK(desk.replay({.policy = std::string(delivering), .reason = "variables", .field = "period", .number = 202601})
            .replayed == 18);
  CHECK(desk.gateway().sent.size() == 40);
}

TEST_CASE("Nothing said is everything, and what has no such field is none of it") {
  Undelivered desk;
  desk.given(boss, short_message(false));
  CHECK(desk.replay({}).replayed == 40);
  CHECK(desk.letters() == 0);
}

}  // namespace lilac::billing

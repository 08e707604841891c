// Bills that were wrong: replaced while nothing rests on them, adjusted after that.
#include "billing/stage.hpp"

namespace lilac::billing {

namespace {

/// Line 1 with a bill of 33,000 that should have been one of 55,000.
struct Wrong : BillingDesk {
  BillingRun run;
  Wrong() {
    line(1).line(2);
    run = approved(202601);
    given(operator_3, ChangePlan{{1}, "P2", day("2025-06-01")});
  }
  BillId first() { return bill_id(202601, 1); }
  BillId second() { return bill_id(202601, 1, 2); }
};

}  // namespace

TEST_CASE("An issued bill is voided and reissued; both stay, linked") {
  Wrong desk;
  desk.when(boss, CorrectBill{desk.first(), "wrong plan"})
      .then(BillVoided{desk.first(), desk.second(), "wrong plan"},
            BillReissued{desk.second(), desk.first(), Money{55'000}, false, false});
  CHECK(desk.ask(GetBill{desk.first()}).at(0).state == BillState::Voided);
  auto const revision = desk.ask(GetBill{desk.second()}).at(0);
  CHECK(revision.state == BillState::Issued);
  CHECK(revision.bill.replaces == desk.first());
  CHECK(revision.no == "202601-25-0000000001");
  CHECK(desk.bill(202601, 1).total.minor == 33'000);
  CHECK(desk.live_run(202601).counts.total == 88'000);
  for (auto const& line : desk.ask(Reconcile{desk.run.id})) CHECK(line.is_right);
  desk.when(boss, CorrectBill{desk.first(), "again"}).then_refused(bill_is_voided);
  desk.when(boss, CorrectBill{desk.second(), "again"}).then_refused(nothing_to_correct);
  desk.when(operator_3, RecordPayment{desk.first(), 1, "p"}).then_refused(bill_is_voided);
  desk.when(operator_3, CorrectBill{desk.second(), "x"}).then_refused(rules::actor_not_allowed);
}

TEST_CASE("Released after a correction, only the revision is sent") {
  Wrong desk;
  desk.given(boss, CorrectBill{desk.first(), "wrong plan"});
  desk.given(operator_3, ReleaseBills{desk.run.id, {}});
  desk.when_idle();
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::NotRequested);
  CHECK(desk.delivery_of(202601, 1, 2) == DeliveryState::Delivered);
  CHECK(desk.gateway().sent.size() == 2);
  desk.when(operator_3, ResendBill{desk.first()}).then_refused(bill_is_voided);
  desk.when(system_actor, DeliverBill{desk.first(), false}).then_nothing();
}

TEST_CASE("Corrected before its message went out, the revision goes in its place") {
  Wrong desk;
  desk.gateway().room = 0;
  desk.given(operator_3, ReleaseBills{desk.run.id, {}});
  desk.when_idle();
  desk.when(boss, CorrectBill{desk.first(), "wrong plan"})
      .then_among_others(any<BillVoided>(), any<BillReissued>(), any<BillDeliveryStopped>(),
                         any<BillDeliveryRequested>(), any<messaging::MessageCancelled>());
  desk.gateway().room = 100;
  desk.when_idle();
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Stopped);
  CHECK(desk.delivery_of(202601, 1, 2) == DeliveryState::Delivered);
  REQUIRE(desk.gateway().sent.size() == 2);
  for (auto const& sent : desk.gateway().sent) CHECK(sent.subject.find("corrected") == std::string::npos);
  for (auto const& line : desk.ask(Reconcile{desk.run.id})) CHECK(line.is_right);
}

TEST_CASE("Corrected after it was sent, the revision says that it is a correction") {
  Wrong desk;
  desk.given(operator_3, ReleaseBills{desk.run.id, {}});
  desk.when_idle();
  desk.given(boss, CorrectBill{desk.first(), "wrong plan"});
  desk.when_idle();
  REQUIRE(desk.gateway().sent.size() == 3);
  CHECK(desk.gateway().sent[2].subject == "Your corrected bill 202601-25-0000000001");
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Stopped);
  CHECK(desk.row(BillDeliveryId{desk.second().value}).is_correction);
  desk.when(operator_3, CloseRun{desk.run.id}).then(any<RunClosed>());
}

namespace {

using messaging::Channel;
using messaging::FailureKind;
using messaging::SendResult;

/// While line 1's bill is with the gateway it is corrected; then the gateway answers.
struct CorrectedOnItsWay : Wrong {
  explicit CorrectedOnItsWay(SendResult const& answer) {
    gateway().on_send = [this, answer](messaging::OutgoingMessage const& message) {
      if (message.subject.find("bill 202601-25-0000000001") == std::string::npos || is_corrected)
        return SendResult::accepted();
      is_corrected = true;
      given(boss, CorrectBill{first(), "wrong plan"});
      return answer;
    };
    given(operator_3, ReleaseBills{run.id, {}});
    when_idle();
    CHECK(is_corrected);
  }
  bool is_corrected = false;
  /// How often line 1's first bill was given to a gateway, and its revision.
  std::pair<int, int> sent() {
    std::pair<int, int> found;
    for (auto const& message : gateway().sent) {
      if (message.key.starts_with(key_of_first())) ++found.first;
      if (message.subject == "Your corrected bill 202601-25-0000000001") ++found.second;
    }
    return found;
  }
  std::string key_of_first() {
    for (auto const& message : gateway().sent) {
      if (message.subject == "Your bill 202601-25-0000000001")
        return message.key.substr(0, message.key.rfind(':', message.key.rfind(':') - 1) + 1);
    }
    return "none";
  }
};

}  // namespace

TEST_CASE("Corrected while its message was on its way, the first bill goes out no more and the revision says so") {
  for (auto const& answer : {SendResult::rejected(FailureKind::TRANSIENT, "BUSY"),
                             SendResult::rejected(FailureKind::PERMANENT, "NO_SUCH_BOX"), SendResult::accepted()}) {
    CorrectedOnItsWay desk{answer};
    desk.after(std::chrono::hours{2});
    CHECK(desk.sent() == std::pair{1, 1});
    CHECK(desk.row(BillDeliveryId{desk.second().value}).is_correction);
    CHECK(desk.delivery_of(202601, 1, 2) == DeliveryState::Delivered);
    for (auto const& line : desk.ask(Reconcile{desk.run.id})) CHECK(line.is_right);
  }
}

TEST_CASE("A voided bill that bounces does not go by short message") {
  Wrong desk;
  desk.given(operator_3, ReleaseBills{desk.run.id, {}});
  desk.when_idle();
  desk.given(boss, CorrectBill{desk.first(), "wrong plan"});
  desk.when_idle();
  REQUIRE(desk.gateway().sent.size() == 3);
  auto const& first = desk.gateway().sent[0];
  desk.when(system_actor, messaging::RecordReceipt{first.key, messaging::Receipt::BOUNCED, "GONE"})
      .then_among_others(any<messaging::MessageCancelled>());
  desk.when_idle();
  CHECK(desk.gateway().sent.size() == 3);
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Stopped);
}

TEST_CASE("A voided bill's dead letters are tried again by nobody, those of earlier sendings neither") {
  Wrong desk;
  desk.gateway().will_answer(SendResult::rejected(FailureKind::PERMANENT, "X"), 4);
  desk.given(operator_3, ReleaseBills{desk.run.id, {}});
  desk.when_idle();
  REQUIRE(desk.delivery_of(202601, 1) == DeliveryState::Failed);
  desk.gateway().will_answer(SendResult::rejected(FailureKind::PERMANENT, "X"), 2);
  desk.given(operator_3, ResendBill{desk.first()});
  desk.when_idle();
  REQUIRE(desk.delivery_of(202601, 1) == DeliveryState::Failed);
  desk.when(boss, CorrectBill{desk.first(), "wrong plan"})
      .then_among_others(BillDeliveryStopped{desk.first(), "bill:202601-25-0000000001:1:0"},
                         BillDeliveryStopped{desk.first(), "bill:202601-25-0000000001:1:1"});
  for (auto const* key : {"bill:202601-25-0000000001:1:0", "bill:202601-25-0000000001:1:1"}) {
    desk.when(system_actor, messaging::RetryDeadLetter{{}, key}).then_nothing();
    CHECK(desk.engine().execute(messaging::RetryDeadLetter{{}, key}, operator_3, {.at = desk.now()}).error().number() ==
          4201);
  }
  // It certainly did not arrive: the revision is no correction.
  CHECK_FALSE(desk.row(BillDeliveryId{desk.second().value}).is_correction);
}

TEST_CASE("What was sent and is being sent again was read perhaps: its revision is a correction") {
  Wrong desk;
  desk.given(operator_3, ReleaseBills{desk.run.id, {}});
  desk.when_idle();
  desk.gateway().room = 0;
  desk.given(operator_3, ResendBill{desk.first()});
  desk.given(boss, CorrectBill{desk.first(), "wrong plan"});
  CHECK(desk.row(BillDeliveryId{desk.second().value}).is_correction);
}

TEST_CASE("A bill of which nobody knows whether it arrived is corrected as one that did") {
  Wrong desk;
  desk.gateway().on_send = [](messaging::OutgoingMessage const&) { return SendResult::pending(); };
  desk.given(operator_3, ReleaseBills{desk.run.id, {}});
  desk.when_idle();
  REQUIRE(desk.delivery_of(202601, 1) == DeliveryState::Requested);
  desk.given(boss, CorrectBill{desk.first(), "wrong plan"});
  CHECK(desk.row(BillDeliveryId{desk.second().value}).is_correction);
}

TEST_CASE("Corrected twice, the last revision still says that it is a correction") {
  Wrong desk;
  desk.given(operator_3, ReleaseBills{desk.run.id, {}});
  desk.when_idle();
  desk.gateway().room = 0;
  desk.given(boss, CorrectBill{desk.first(), "wrong plan"});
  desk.given(operator_3, ChangePlan{{1}, "P1", day("2025-06-01")});
  desk.given(boss, CorrectBill{desk.second(), "it was right"});
  CHECK(desk.row(BillDeliveryId{desk.second().value + 1}).is_correction);
}

TEST_CASE("A run is not closed while a bill was never asked for, however many revisions others have") {
  Wrong desk;
  desk.gateway().room = 0;
  desk.given(operator_3, ReleaseBills{desk.run.id, {}});
  desk.given(system_actor, DeliverBill{desk.first(), false});
  desk.given(boss, CorrectBill{desk.first(), "wrong plan"});
  CHECK(desk.row(DeliveryBatchId{desk.run.id.value}).requested == 1);
}

TEST_CASE("What was paid stays, and the difference comes on the next bill; a second correction counts the first") {
  Wrong desk;
  desk.given(operator_3, RecordPayment{desk.first(), 33'000, "p-1"});
  desk.when(boss, CorrectBill{desk.first(), "wrong plan"})
      .then(AdjustmentCreated{{2}, {1001}, desk.first(), 202602, 22'000, "wrong plan"});
  desk.when(boss, CorrectBill{desk.first(), "wrong plan"}).then_refused(nothing_to_correct);
  desk.given(operator_3, ChangePlan{{1}, "P1", day("2025-06-01")});
  desk.when(boss, CorrectBill{desk.first(), "it was right"})
      .then(AdjustmentCreated{{3}, {1001}, desk.first(), 202602, -22'000, "it was right"});
  CHECK(desk.row(AccountId{1001}).adjusted == 0);
  desk.at("2026-02-26T09:00+09:00");
  desk.approved(202602);
  auto const bill = desk.bill(202602, 1);
  CHECK(bill.total.minor == 33'000);
  CHECK(bill.lines.size() == 3);  // the plan, and two adjustments
}

TEST_CASE("What a later bill carries is adjusted, not replaced") {
  BillingDesk desk;
  desk.line(1);
  desk.approved(202601);
  desk.at("2026-02-26T09:00+09:00");
  desk.settled(202602);
  auto const first = BillingDesk::bill_id(202601, 1);
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-06-01")});
  desk.when(boss, CorrectBill{first, "wrong plan"})
      .then(such_that<AdjustmentCreated>("on the bill after next", [](AdjustmentCreated const& e) {
        return e.period == 202603 && e.amount == 22'000;
      }));
}

TEST_CASE("A draft is not corrected; its run is run again") {
  BillingDesk desk;
  desk.line(1);
  desk.settled(202601);
  desk.when(boss, CorrectBill{BillingDesk::bill_id(202601, 1), "x"}).then_refused(bill_is_not_issued);
}

TEST_CASE("What cannot be charged again stays as it is") {
  Wrong desk;
  desk.given(operator_3, ChangePlan{{1}, "P9", day("2025-06-01")});
  desk.when(boss, CorrectBill{desk.first(), "x"}).then_refused(plan_is_unknown);
}

TEST_CASE("Revisions of a bill are counted, and there is a last one") {
  BillingDesk desk;
  desk.line(1);
  desk.approved(202601);
  for (std::int32_t revision = 1; revision < largest_revision; ++revision) {
    desk.given(operator_3, ChangePlan{{1}, revision % 2 == 1 ? "P2" : "P1", day("2025-06-01")});
    desk.given(boss, CorrectBill{BillingDesk::bill_id(202601, 1, revision), "again"});
  }
  desk.given(operator_3, ChangePlan{{1}, "P2", day("2025-06-01")});
  desk.when(boss, CorrectBill{BillingDesk::bill_id(202601, 1, largest_revision), "again"})
      .then_refused(revisions_are_used_up);
}

TEST_CASE("A bill that was quarantined when the others went out goes out once it is settled") {
  Rules generous;
  generous.most_quarantined_percent = 100;
  BillingDesk desk{generous};
  auto poison = BillingDesk::registration(1);
  poison.plan = "P9";
  desk.line(poison);
  auto const run = desk.approved(202601);
  desk.given(operator_3, ReleaseBills{run.id, {}});
  desk.when_idle();
  CHECK(desk.gateway().sent.empty());
  desk.given(operator_3, ChangePlan{{1}, "P1", day("2025-06-01")});
  desk.when(operator_3, RetryQuarantined{run.id})
      .then_among_others(QuarantineResolved{run.id, {1}, BillingDesk::bill_id(202601, 1), true},
                         any<BillDeliveryRequested>());
  desk.when_idle();
  CHECK(desk.gateway().sent.size() == 1);
}

}  // namespace lilac::billing

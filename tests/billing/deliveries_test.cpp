// Bills go out: released now or later, by e-mail or short message, and what becomes of them comes back.
#include "billing/stage.hpp"

namespace lilac::billing {

namespace {

using messaging::Channel;
using messaging::FailureKind;
using messaging::SendResult;

messaging::Rules tried_once() {
  messaging::Rules rules;
  rules.tries = 1;
  return rules;
}

}  // namespace

TEST_CASE("Nothing is sent before a run is released; then every bill goes out, by e-mail first") {
  BillingDesk desk;
  desk.line(1).line(2);
  auto const run = desk.approved(202601);
  desk.when_idle();
  CHECK(desk.gateway().sent.empty());
  desk.when(operator_3, ReleaseBills{run.id, {}}).then(ReleaseReserved{run.id, {}}, BillsReleased{run.id, 202601, 25});
  desk.when_idle();
  REQUIRE(desk.gateway().sent.size() == 2);
  CHECK(desk.gateway().sent[0].channel == Channel::EMAIL);
  CHECK(desk.gateway().sent[0].text.find("202601-25-0000000001") != std::string::npos);
  CHECK(desk.gateway().sent[0].text.find("33000 KRW") != std::string::npos);
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Delivered);
  auto const batch = desk.row(DeliveryBatchId{run.id.value});
  CHECK(batch.bills == 2);
  CHECK(batch.requested == 2);
  CHECK(batch.delivered == 2);
  desk.when_idle();
  CHECK(desk.gateway().sent.size() == 2);
}

TEST_CASE("A reserved release waits for its time, and can be cancelled until then") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.approved(202601);
  auto const at = desk.now() + std::chrono::hours{5};
  desk.when(operator_3, ReleaseBills{run.id, desk.now()}).then_refused(reservation_is_past, "reserved_at");
  desk.when(operator_3, ReleaseBills{run.id, at}).then(ReleaseReserved{run.id, at});
  desk.after(std::chrono::hours{4});
  CHECK(desk.gateway().sent.empty());
  desk.when(operator_3, CancelRelease{run.id}).then(ReleaseCancelled{run.id});
  desk.after(std::chrono::hours{2});
  CHECK(desk.gateway().sent.empty());
  auto const later = desk.now() + std::chrono::hours{1};
  desk.given(operator_3, ReleaseBills{run.id, later});
  desk.after(std::chrono::hours{1});
  CHECK(desk.gateway().sent.size() == 1);
  CHECK(desk.gateway().sent[0].at >= later);
  desk.when(operator_3, CancelRelease{run.id}).then_refused(reservation_is_past);
  desk.when(system_actor, SendBills{run.id}).then_nothing();
}

TEST_CASE("Without a mailbox the short message comes first, to the number of the moment") {
  BillingDesk desk;
  auto without = BillingDesk::registration(1);
  without.email = {};
  desk.line(without);
  desk.given(operator_3, ReleaseBills{desk.approved(202601).id, {}});
  desk.when_idle();
  REQUIRE(desk.gateway().sent.size() == 1);
  CHECK(desk.gateway().sent[0].channel == Channel::SMS);
  CHECK(desk.gateway().sent[0].address.secret == "010-1234-1001");
}

TEST_CASE("A number that changes before the release, or after it, is where the bill goes") {
  BillingDesk desk;
  auto without = BillingDesk::registration(1);
  without.email = {};
  desk.line(without);
  auto const run = desk.approved(202601);
  desk.when(operator_3, ChangeContact{{1}, {}, {"010-9999-8888"}})
      .then(ContactChanged{{1}, "", Address{"010-9999-8888"}.masked()});
  desk.gateway().room = 0;
  desk.given(operator_3, ReleaseBills{run.id, {}});
  desk.when_idle();
  desk.given(operator_3, ChangeContact{{1}, {"new@ex.com"}, {"010-9999-7777"}});
  desk.gateway().room = 100;
  desk.when_idle();
  REQUIRE(desk.gateway().sent.size() == 1);
  CHECK(desk.gateway().sent[0].address.secret == "010-9999-7777");
}

TEST_CASE("What no mailbox takes goes by short message, and what nothing takes has failed") {
  BillingDesk desk{Rules{}, tried_once()};
  desk.line(1).line(2);
  desk.gateway().on_send = [](messaging::OutgoingMessage const& message) {
    auto const works = message.channel == Channel::SMS && message.message_id.value == 1;
    return works ? SendResult::accepted() : SendResult::rejected(FailureKind::PERMANENT, "NO_SUCH_PLACE");
  };
  auto const run = desk.approved(202601);
  desk.given(operator_3, ReleaseBills{run.id, {}});
  desk.when_idle().then_among_others(any<BillDeliveryRequested>(), any<BillDeliveryRequested>(),
                                     BillDelivered{BillingDesk::bill_id(202601, 1), DeliveryChannel::SMS},
                                     BillDeliveryFailed{BillingDesk::bill_id(202601, 2), "NO_SUCH_PLACE"});
  CHECK(desk.ask(GetDeliveries{run.id, DeliveryState::Failed, {}}).size() == 1);
  CHECK(desk.ask(GetDeliveries{run.id, {}, {}}).size() == 2);
  auto const batch = desk.row(DeliveryBatchId{run.id.value});
  CHECK(batch.failed == 1);
  CHECK(batch.delivered == 1);

  SUBCASE("sent again by somebody, it goes out under a new key") {
    desk.gateway().on_send = nullptr;
    desk.when(operator_3, ResendBill{BillingDesk::bill_id(202601, 2)})
        .then_among_others(such_that<BillDeliveryRequested>("another key", [](BillDeliveryRequested const& e) {
          return e.dedup_key == "bill:202601-25-0000000002:1:1";
        }));
    desk.when_idle();
    CHECK(desk.delivery_of(202601, 2) == DeliveryState::Delivered);
    CHECK(desk.row(DeliveryBatchId{run.id.value}).failed == 0);
  }
  SUBCASE("retried as a dead letter, it waits again, under its key") {
    desk.gateway().on_send = nullptr;
    desk.when(operator_3, messaging::RetryDeadLetter{{}, "bill:202601-25-0000000002:1:0"})
        .then(any<messaging::DeadLetterRetried>());
    CHECK(desk.delivery_of(202601, 2) == DeliveryState::Requested);
    desk.when_idle();
    CHECK(desk.delivery_of(202601, 2) == DeliveryState::Delivered);
  }
}

TEST_CASE("A delivered bill whose message bounces waits again, and goes by the next channel") {
  BillingDesk desk;
  desk.line(1);
  desk.given(operator_3, ReleaseBills{desk.approved(202601).id, {}});
  desk.when_idle();
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Delivered);
  desk.when(system_actor, messaging::RecordReceipt{desk.gateway().sent[0].key, messaging::Receipt::BOUNCED, "GONE"})
      .then_among_others(any<messaging::ChannelFellBack>());
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Requested);
  desk.when_idle();
  CHECK(desk.ask(GetBill{BillingDesk::bill_id(202601, 1)}).at(0).channel == DeliveryChannel::SMS);
  desk.when(system_actor, messaging::RecordReceipt{desk.gateway().sent[1].key, messaging::Receipt::DELIVERED, ""})
      .then(any<messaging::MessageDelivered>());
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Delivered);
}

TEST_CASE("What the subscriber wants no message of has failed, and so has what is cancelled") {
  BillingDesk desk;
  desk.line(1).line(2);
  desk.given(boss, messaging::Suppress{1, {}, {}, "OPTED_OUT", PersonKind::subscriber});
  auto const run = desk.approved(202601);
  desk.gateway().room = 0;
  desk.given(operator_3, ReleaseBills{run.id, {}});
  desk.when_idle();
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Failed);
  desk.when(operator_3, messaging::CancelMessage{{}, "bill:202601-25-0000000002:1:0"})
      .then(any<messaging::MessageCancelled>(), BillDeliveryFailed{BillingDesk::bill_id(202601, 2), "CANCELLED"});
}

TEST_CASE("What comes too late has failed") {
  BillingDesk desk;
  desk.line(1);
  messaging::RequestMessage early;
  early.dedup_key = "bill:202601-25-0000000001:1:0";
  early.purpose = "billing.bill";
  early.recipient_id = 1;
  early.recipient_kind = PersonKind::subscriber;
  early.steps = {Channel::EMAIL, Channel::SMS};
  early.template_id = messaging::TemplateId{300};
  early.variables = {{"no", "202601-25-0000000001"},
                     {"period", "202601"},
                     {"total", "33000 KRW"},
                     {"due_on", "2026-02-09"},
                     {"link", "https://bills.example/202601-25-0000000001"}};
  early.earliest_at = desk.now() + std::chrono::hours{1};
  early.expires_at = desk.now() + std::chrono::hours{2};
  desk.given(system_actor, early);  // a host asked for it first, with an end
  desk.given(operator_3, ReleaseBills{desk.approved(202601).id, {}});
  desk.when_idle();
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Requested);
  CHECK(desk.engine().run_until_idle(desk.now() + std::chrono::hours{3}));
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Failed);
}

TEST_CASE("A delivery is asked for once, and only what is at its end is sent again") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.approved(202601);
  auto const bill = BillingDesk::bill_id(202601, 1);
  desk.when(operator_3, ResendBill{bill}).then_refused(delivery_cannot_become, "bill_id");
  desk.gateway().room = 0;
  desk.given(operator_3, ReleaseBills{run.id, {}});
  desk.when_idle();
  desk.when(system_actor, DeliverBill{bill, false}).then_nothing();
  desk.when(operator_3, ResendBill{bill}).then_refused(delivery_cannot_become, "bill_id");
  desk.when(operator_3, ResendBill{{77}}).then_refused(rules::not_found, "bill_id");
}

TEST_CASE("What messaging reports of another bill, or an earlier sending, changes nothing") {
  BillingDesk desk;
  desk.line(1);
  desk.given(operator_3, ReleaseBills{desk.approved(202601).id, {}});
  desk.when_idle();
  auto const bill = BillingDesk::bill_id(202601, 1);
  desk.given(operator_3, ResendBill{bill});
  desk.when(system_actor, RecordBillOutcome{bill, 0, DeliveryState::Failed, {}, "OLD"}).then_nothing();
  CHECK(desk.delivery_of(202601, 1) == DeliveryState::Requested);
}

TEST_CASE("What is said of a bill that there is not is refused; of one that nobody asked for it changes nothing") {
  BillingDesk desk;
  desk.line(1);
  desk.approved(202601);
  auto const bill = BillingDesk::bill_id(202601, 1);
  desk.when(system_actor, RecordBillOutcome{{99}, 0, DeliveryState::Failed, {}, "NONE"})
      .then_refused(rules::not_found, "bill_id");
  desk.when(system_actor, StopBillDelivery{{99}}).then_refused(rules::not_found, "bill_id");
  desk.when(boss, RecordBillOutcome{{99}, 0, DeliveryState::Failed, {}, "NONE"}).then_refused(rules::actor_not_allowed);
  desk.when(system_actor, RecordBillOutcome{bill, 0, DeliveryState::Failed, {}, "NONE"}).then_nothing();
  desk.when(system_actor, StopBillDelivery{bill}).then_nothing();
}

TEST_CASE("A message under a bill's key, of a bill that there is not, goes out as any other") {
  BillingDesk desk;
  desk.line(1);
  messaging::RequestMessage foreign;
  foreign.dedup_key = "bill:202601-25-0000000001:1:0";
  foreign.purpose = "billing.bill";
  foreign.recipient_id = 1;
  foreign.steps = {Channel::EMAIL};
  foreign.text = "Hello";
  desk.given(system_actor, foreign);
  desk.when_idle().then_among_others(any<messaging::MessageSent>());
  CHECK(desk.gateway().sent.size() == 1);
}

TEST_CASE("Every row of the delivery's state table") {
  using enum DeliveryState;
  Bill bill;
  for (auto const& state : type_of<DeliveryState>().names) {
    CAPTURE(state.name);
    auto const from = static_cast<DeliveryState>(state.value);
    auto const fresh = [&] {
      BillDelivery delivery;
      delivery.id = {BillKey{202601, 25, {1}, 1}.id().value};
      delivery.state = from;
      return delivery;
    };
    Instant const now{};
    auto asked = fresh();
    CHECK(asked.request(bill, false, now).has_value() == (from == NotRequested));
    auto resent = fresh();
    CHECK(resent.resend_bill(bill, now).has_value() == (from == Delivered || from == Failed));
    auto delivered = fresh();
    CHECK(delivered.record_delivered(DeliveryChannel::SMS, now).has_value() == (from == Requested));
    auto failed = fresh();
    CHECK(failed.record_failed("X", now).has_value() == (from == Requested));
    auto waiting = fresh();
    CHECK(waiting.record_waiting(now) == (from == Delivered || from == Failed));
    auto stopped = fresh();
    CHECK(stopped.stop(now).has_value() == (from != Stopped && from != NotRequested));
  }
}

TEST_CASE("A run is closed once every bill has come to an end") {
  BillingDesk desk;
  desk.line(1);
  auto const run = desk.approved(202601);
  desk.when(operator_3, CloseRun{run.id}).then_refused(run_cannot_become);
  desk.given(operator_3, ReleaseBills{run.id, desk.now() + std::chrono::hours{1}});
  desk.when(operator_3, CloseRun{run.id}).then_refused(deliveries_are_open);
  desk.gateway().room = 0;
  desk.after(std::chrono::hours{2});
  desk.when(operator_3, CloseRun{run.id}).then_refused(deliveries_are_open);
  desk.gateway().room = 100;
  desk.when_idle();
  desk.when(operator_3, CloseRun{run.id}).then(RunClosed{run.id});
  desk.when(operator_3, RetryQuarantined{run.id}).then_refused(run_cannot_become);
}

TEST_CASE("Reconciliation: every number is counted from rows, and all checks hold at every stage") {
  BillingDesk desk;
  desk.line(1).line(2).line(3);
  auto const all_right = [&](BillingRunId run) {
    for (auto const& line : desk.ask(Reconcile{run})) {
      CAPTURE(line.name);
      CHECK(line.is_right);
      CHECK((line.query.empty() || line.query.starts_with("billing.Get")));
    }
  };
  auto const run = desk.approved(202601);
  all_right(run.id);
  desk.gateway().will_answer(SendResult::rejected(FailureKind::PERMANENT, "X"), 2);
  desk.given(operator_3, ReleaseBills{run.id, {}});
  all_right(run.id);
  desk.when_idle();
  all_right(run.id);
  CHECK(desk.ask(Reconcile{run.id}).size() > 20);
}

TEST_CASE("Issued bills are told one by one to whoever asks for them") {
  BillingDesk desk;
  desk.line(1).line(2).line(3);
  auto const run = desk.settled(202601);
  desk.when(operator_3, PublishIssuedBills{run.id, {}, 2}).then_refused(bill_is_not_issued);
  desk.given(boss, ApproveRun{run.id});
  desk.when(operator_3, PublishIssuedBills{run.id, {}, 0}).then_refused(rules::invalid_argument, "limit");
  desk.when(operator_3, PublishIssuedBills{run.id, {}, 5'001}).then_refused(rules::invalid_argument, "limit");
  desk.when(operator_3, PublishIssuedBills{run.id, {}, 2}).then(any<BillIssued>(), any<BillIssued>());
  desk.when(operator_3, PublishIssuedBills{run.id, BillingDesk::bill_id(202601, 2), 2}).then(any<BillIssued>());
}

}  // namespace lilac::billing

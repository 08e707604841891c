// Bills go out, and what comes of it comes back.
#include "billing/known.hpp"
#include "billing/readiness.hpp"
#include "lilac/billing/errors.hpp"
#include "lilac/billing/handlers.hpp"

namespace lilac::billing {

namespace {

result<bool> is_voided(Work& work, BillId bill) {
  BOOST_OUTCOME_TRY(auto const* later, work.find(BillId{bill.value + 1}));
  return later != nullptr;
}

/// The bill's delivery; null when nobody asked for it yet. Errors: not_found, when there is no such bill.
result<BillDelivery const*> delivery_of(Work& work, BillId bill) {
  BOOST_OUTCOME_TRY(auto const* delivery, work.find(BillDeliveryId{bill.value}));
  if (delivery == nullptr) {
    BOOST_OUTCOME_TRY(work.read(bill));
  }
  return delivery;
}

/// Counts in the run's batch what a delivery has become.
result<> count(Work& work, BillDelivery const& delivery, DeliveryState from) {
  if (delivery.state == from) return outcome::success();
  BOOST_OUTCOME_TRY(auto* batch, work.load(DeliveryBatchId{delivery.run_id.value}));
  batch->count(from, delivery.state);
  work.keep(*batch);
  return outcome::success();
}

// The short message goes first to whoever has no mailbox.
result<> say_where(Work& work, BillDeliveryRequested& requested) {
  BOOST_OUTCOME_TRY(auto const* line, work.read(requested.subscriber_id));
  requested.has_email = !line->email.secret.empty();
  return outcome::success();
}

}  // namespace

result<> handle(Handling<DeliverBill>& work, DeliverBill const& command) {
  BOOST_OUTCOME_TRY(auto const* known, work.find(BillDeliveryId{command.bill_id.value}));
  BOOST_OUTCOME_TRY(auto const voided, is_voided(work, command.bill_id));
  if (known != nullptr || voided) return outcome::success();
  BOOST_OUTCOME_TRY(auto const* bill, work.read(command.bill_id));
  auto* delivery = work.create(BillDeliveryId{bill->id.value});
  delivery->run_id = bill->run_id;
  auto requested = delivery->request(*bill, command.is_correction, work.now());
  BOOST_OUTCOME_TRY(say_where(work, *requested));
  BOOST_OUTCOME_TRY(count(work, *delivery, DeliveryState::NotRequested));
  work.save(*delivery, std::move(*requested));
  return outcome::success();
}

result<BillDelivery> handle(Handling<ResendBill>& work, ResendBill const& command) {
  BOOST_OUTCOME_TRY(auto const* bill, work.read(command.bill_id));
  BOOST_OUTCOME_TRY(auto const voided, is_voided(work, command.bill_id));
  if (voided) return refuse(bill_is_voided, field("bill_id"), value(command.bill_id.value));
  BOOST_OUTCOME_TRY(auto const* known, work.find(BillDeliveryId{bill->id.value}));
  if (known == nullptr)
    return refuse(delivery_cannot_become, field("bill_id"), value("NotRequested"), limit("Requested"));
  BOOST_OUTCOME_TRY(auto* delivery, work.load(known->id));
  auto const from = delivery->state;
  BOOST_OUTCOME_TRY(auto requested, delivery->resend_bill(*bill, work.now()));
  BOOST_OUTCOME_TRY(check_can_send(work, delivery->is_correction));
  BOOST_OUTCOME_TRY(say_where(work, requested));
  BOOST_OUTCOME_TRY(count(work, *delivery, from));
  return work.save(*delivery, std::move(requested));
}

result<> handle(Handling<StopBillDelivery>& work, StopBillDelivery const& command) {
  BOOST_OUTCOME_TRY(auto const* known, delivery_of(work, command.bill_id));
  if (known == nullptr) return outcome::success();
  BOOST_OUTCOME_TRY(auto* delivery, work.load(known->id));
  auto const from = delivery->state;
  auto stopped = delivery->stop(work.now());
  if (!stopped) return outcome::success();
  BOOST_OUTCOME_TRY(count(work, *delivery, from));
  for (std::int32_t earlier = 0; earlier < delivery->resend; ++earlier)
    work.save(*delivery, BillDeliveryStopped{delivery->bill_id(), delivery->dedup_key(earlier)});
  work.save(*delivery, std::move(*stopped));
  return outcome::success();
}

result<> handle(Handling<RecordBillOutcome>& work, RecordBillOutcome const& command) {
  BOOST_OUTCOME_TRY(auto const* known, delivery_of(work, command.bill_id));
  // An earlier sending's outcome says nothing about the present one.
  if (known == nullptr || known->resend != command.resend) return outcome::success();
  BOOST_OUTCOME_TRY(auto* delivery, work.load(known->id));
  auto const from = delivery->state;
  if (command.state == DeliveryState::Delivered) {
    auto const by = command.channel.value_or(DeliveryChannel::EMAIL);
    if (auto delivered = delivery->record_delivered(by, work.now())) work.save(*delivery, std::move(*delivered));
  } else if (command.state == DeliveryState::Failed) {
    if (auto failed = delivery->record_failed(command.reason, work.now())) work.save(*delivery, std::move(*failed));
  } else if (delivery->record_waiting(work.now())) {
    work.keep(*delivery);
  }
  return count(work, *delivery, from);
}

}  // namespace lilac::billing

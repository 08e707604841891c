#include "lilac/billing/delivery.hpp"

#include "lilac/billing/errors.hpp"
#include "lilac/billing/events.hpp"

namespace lilac::billing {

namespace {

/// The event that asks for it; whether there is an address for e-mail is the caller's to add.
BillDeliveryRequested asked_for(BillDelivery const& delivery, Bill const& bill) {
  return {bill.id,       bill.subscriber_id, delivery.dedup_key(), bill.no(), bill.period,
          bill.revision, bill.total,         bill.due_on,          false,     delivery.is_correction};
}

}  // namespace

std::string BillDelivery::dedup_key(std::int32_t sending) const {
  auto const key = BillKey::of(bill_id());
  Bill bill;
  bill.period = key.period;
  bill.cycle_day = key.cycle_day;
  bill.subscriber_id = key.subscriber_id;
  return "bill:" + bill.no() + ":" + std::to_string(key.revision) + ":" + std::to_string(sending);
}

std::optional<BillDeliveryRequested> BillDelivery::request(Bill const& bill, bool correction, Instant now) {
  if (state != DeliveryState::NotRequested) return std::nullopt;
  state = DeliveryState::Requested;
  is_correction = correction;
  updated_at = now;
  return asked_for(*this, bill);
}

result<BillDeliveryRequested> BillDelivery::resend_bill(Bill const& bill, Instant now) {
  // What is under way is not sent a second time, and what was stopped is not sent.
  if (state != DeliveryState::Delivered && state != DeliveryState::Failed) {
    return refuse(delivery_cannot_become, field("bill_id"),
                  value(name_of(type_of<DeliveryState>(), static_cast<std::int64_t>(state))), limit("Requested"));
  }
  // From here on it succeeds.
  ++resend;
  state = DeliveryState::Requested;
  channel.reset();
  reason.clear();
  updated_at = now;
  return asked_for(*this, bill);
}

std::optional<BillDelivered> BillDelivery::record_delivered(DeliveryChannel by, Instant now) {
  if (state != DeliveryState::Requested) return std::nullopt;
  state = DeliveryState::Delivered;
  channel = by;
  reason.clear();
  updated_at = now;
  return BillDelivered{bill_id(), by};
}

std::optional<BillDeliveryFailed> BillDelivery::record_failed(std::string const& why, Instant now) {
  if (state != DeliveryState::Requested) return std::nullopt;
  state = DeliveryState::Failed;
  reason = why;
  updated_at = now;
  return BillDeliveryFailed{bill_id(), why};
}

bool BillDelivery::record_waiting(Instant now) {
  if (state != DeliveryState::Delivered && state != DeliveryState::Failed) return false;
  state = DeliveryState::Requested;
  channel.reset();
  reason.clear();
  updated_at = now;
  return true;
}

std::optional<BillDeliveryStopped> BillDelivery::stop(Instant now) {
  if (state == DeliveryState::Stopped || state == DeliveryState::NotRequested) return std::nullopt;
  state = DeliveryState::Stopped;
  updated_at = now;
  return BillDeliveryStopped{bill_id(), dedup_key()};
}

void DeliveryBatch::count(DeliveryState from, DeliveryState to) {
  auto const number = [&](DeliveryState state) -> std::int64_t* {
    switch (state) {
      case DeliveryState::Delivered:
        return &delivered;
      case DeliveryState::Failed:
        return &failed;
      case DeliveryState::Stopped:
        return &stopped;
      case DeliveryState::NotRequested:
      case DeliveryState::Requested:
        break;
    }
    return nullptr;
  };
  if (from == DeliveryState::NotRequested) ++requested;
  if (to == DeliveryState::Stopped) --requested;
  if (auto* left = number(from)) --*left;
  if (auto* entered = number(to)) ++*entered;
}

}  // namespace lilac::billing

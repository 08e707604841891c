// The lilac stickies of billing: whenever this happened, then that is done (002 §3.1). Their order in the table at the
// end is the order in which they run.
#pragma once

#include <charconv>

#include "lilac/billing/bridges.hpp"
#include "lilac/billing/commands.hpp"
#include "lilac/billing/rules.hpp"
#include "lilac/engine/policy.hpp"
#include "lilac/messaging/commands.hpp"
#include "lilac/messaging/events.hpp"

namespace lilac::billing {

// ── From a settled run to its messages ───────────────────────────────────────────────────────────────────────────────

inline std::optional<ApproveRun> approve_settled_run(BillingRunSettled const& e, Rules const& rules) {
  if (!rules.chain_release || e.state != RunState::Settled) return std::nullopt;
  return ApproveRun{e.run_id};
}
inline std::optional<ReleaseBills> release_settled_run(BillingRunSettled const& e, Rules const& rules) {
  if (!rules.chain_release || e.state != RunState::Settled) return std::nullopt;
  return ReleaseBills{e.run_id, std::nullopt};
}
/// What is reserved waits for its deadline.
inline std::optional<SendBills> send_released_bills(ReleaseReserved const& e) {
  if (e.at) return std::nullopt;
  return SendBills{e.run_id};
}
/// Every live bill of the run, in pages.
result<> deliver_released_bills(BillsReleased const& e, Reader& reader, Emit<DeliverBill>& emit);

inline messaging::RequestMessage request_bill_message(BillDeliveryRequested const& e, Rules const& rules) {
  messaging::RequestMessage request;
  request.dedup_key = e.dedup_key;
  request.purpose = "billing.bill";
  request.recipient_id = e.subscriber_id.value;
  request.recipient_kind = PersonKind::subscriber;
  request.steps = {messaging::Channel::EMAIL, messaging::Channel::SMS};
  if (!e.has_email) request.steps.erase(request.steps.begin());
  request.template_id = messaging::TemplateId{e.is_correction ? rules.correction_template : rules.bill_template};
  request.variables = {{"no", e.no},
                       {"period", std::to_string(e.period)},
                       {"total", to_decimal_text(e.total)},
                       {"due_on", to_text(e.due_on)},
                       {"link", rules.link + e.no}};
  return request;
}

// ── Corrections ──────────────────────────────────────────────────────────────────────────────────────────────────────

inline StopBillDelivery stop_voided_bill(BillVoided const& e) { return {e.bill_id}; }
/// What is on its way may arrive; nothing further is tried.
inline messaging::CancelMessage cancel_stopped_message(BillDeliveryStopped const& e) { return {{}, e.dedup_key}; }
inline std::optional<DeliverBill> deliver_reissued_bill(BillReissued const& e) {
  if (!e.is_released) return std::nullopt;
  return DeliverBill{e.bill_id, e.was_sent};
}
inline std::optional<DeliverBill> deliver_late_bill(QuarantineResolved const& e) {
  if (!e.is_released) return std::nullopt;
  return DeliverBill{e.bill_id, false};
}
/// A discarded run's drafts, in pages.
result<> delete_discarded_drafts(RunDiscarded const& e, Reader& reader, Emit<DeleteDrafts>& emit);

// ── What becomes of a message ────────────────────────────────────────────────────────────────────────────────────────

/// Which sending of which bill a dedup key means; nothing for a message that is not of a bill.
struct Sending {
  BillId bill_id;
  std::int32_t resend = 0;
};
std::optional<Sending> sending_of(std::string_view purpose, std::string_view dedup_key);

/// Nothing for a bill that there is not: a host may ask messaging for anything under such a key.
using HeardOutcome = result<std::optional<RecordBillOutcome>>;
template <class E>
HeardOutcome outcome_of(E const& e, Reader& reader, DeliveryState state, std::optional<messaging::Channel> channel = {},
                        std::string reason = {}) {
  auto const sending = sending_of(e.purpose, e.dedup_key);
  if (!sending) return std::optional<RecordBillOutcome>{};
  BOOST_OUTCOME_TRY(auto const* delivery, reader.find(BillDeliveryId{sending->bill_id.value}));
  if (delivery == nullptr) return std::optional<RecordBillOutcome>{};
  std::optional<DeliveryChannel> by;
  if (channel) by = static_cast<DeliveryChannel>(*channel);
  return std::optional{RecordBillOutcome{sending->bill_id, sending->resend, state, by, std::move(reason)}};
}

inline HeardOutcome record_sent_bill(messaging::MessageSent const& e, Reader& reader) {
  return outcome_of(e, reader, DeliveryState::Delivered, e.channel);
}
inline HeardOutcome record_delivered_bill(messaging::MessageDelivered const& e, Reader& reader) {
  return outcome_of(e, reader, DeliveryState::Delivered, e.channel);
}
inline HeardOutcome record_failed_bill(messaging::MessageFailed const& e, Reader& reader) {
  return outcome_of(e, reader, DeliveryState::Failed, {}, e.reason);
}
inline HeardOutcome record_expired_bill(messaging::MessageExpired const& e, Reader& reader) {
  return outcome_of(e, reader, DeliveryState::Failed, {}, "EXPIRED");
}
inline HeardOutcome record_cancelled_bill(messaging::MessageCancelled const& e, Reader& reader) {
  return outcome_of(e, reader, DeliveryState::Failed, {}, "CANCELLED");
}
inline HeardOutcome record_suppressed_bill(messaging::MessageSuppressed const& e, Reader& reader) {
  return outcome_of(e, reader, DeliveryState::Failed, {}, "SUPPRESSED");
}
/// It bounced, and goes out by another channel.
inline HeardOutcome record_redirected_bill(messaging::ChannelFellBack const& e, Reader& reader) {
  return outcome_of(e, reader, DeliveryState::Requested);
}
inline HeardOutcome record_retried_bill(messaging::DeadLetterRetried const& e, Reader& reader) {
  return outcome_of(e, reader, DeliveryState::Requested);
}

// ── The table ────────────────────────────────────────────────────────────────────────────────────────────────────────

inline constexpr PolicyInfo policies[] = {
    policy<&approve_settled_run>("A settled run is approved by itself, where that is wanted"),
    policy<&release_settled_run>("And its bills are released"),
    policy<&send_released_bills>("Released bills go out at once, unless a time is reserved"),
    after_commit<&deliver_released_bills>("Every released bill is delivered"),
    policy<&request_bill_message>("Messaging sends what is to be delivered"),
    policy<&stop_voided_bill>("A voided bill is no longer delivered"),
    policy<&cancel_stopped_message>("Messaging stops what is no longer to be delivered"),
    policy<&deliver_reissued_bill>(
        "A reissued bill of a released run is delivered; it says so if the first one may have arrived"),
    policy<&deliver_late_bill>("A bill that was quarantined is delivered once it is settled"),
    after_commit<&delete_discarded_drafts>("A discarded run's drafts are erased"),
    policy<&record_sent_bill>("A bill whose message went out is delivered"),
    policy<&record_delivered_bill>("A bill whose message arrived is delivered"),
    policy<&record_failed_bill>("A bill whose message no channel carried has failed"),
    policy<&record_expired_bill>("A bill whose message came too late has failed"),
    policy<&record_cancelled_bill>("A bill whose message was stopped has failed"),
    policy<&record_suppressed_bill>("A bill whose subscriber wants no message has failed"),
    policy<&record_redirected_bill>("A bill whose message goes by another channel waits again"),
    policy<&record_retried_bill>("A bill whose message is tried again waits again"),
};

}  // namespace lilac::billing

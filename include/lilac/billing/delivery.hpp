// How a bill reaches its subscriber: apart from the bill, which never changes.
#pragma once

#include <optional>
#include <string>

#include "lilac/billing/bill.hpp"
#include "lilac/billing/vocabulary.hpp"
#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"

namespace lilac::billing {

struct BillDeliveryRequested;
struct BillDelivered;
struct BillDeliveryFailed;
struct BillDeliveryStopped;

struct BillDelivery {
  BillDeliveryId id;
  BillingRunId run_id;
  std::int32_t resend = 0;  ///< how often somebody had it sent again
  DeliveryState state = DeliveryState::NotRequested;
  bool is_correction = false;  ///< it says that it replaces a bill that somebody may have read
  std::optional<DeliveryChannel> channel;
  std::string reason;  ///< why it failed: a code
  Instant updated_at;

  static constexpr std::uint16_t number = 3010;
  static constexpr auto methods =
      names("request", "resend_bill", "record_delivered", "record_failed", "record_waiting", "stop");
  struct find_open;
  using finders = types<find_open>;

  BillId bill_id() const { return {id.value}; }
  /// `bill:{no}:{revision}:{resend}`.
  std::string dedup_key() const { return dedup_key(resend); }
  /// Of an earlier sending: 0 is the first.
  std::string dedup_key(std::int32_t sending) const;

  // What messaging reports is never refused: where it says nothing new, nothing happens.

  /// NotRequested → Requested; nothing when it was requested before.
  std::optional<BillDeliveryRequested> request(Bill const& bill, bool correction, Instant now);
  /// Delivered, Failed → Requested, under a new key. Errors: delivery_cannot_become (4308).
  result<BillDeliveryRequested> resend_bill(Bill const& bill, Instant now);
  std::optional<BillDelivered> record_delivered(DeliveryChannel by, Instant now);        ///< Requested →
  std::optional<BillDeliveryFailed> record_failed(std::string const& why, Instant now);  ///< Requested →
  /// Delivered, Failed → Requested: the carrier took it back, or somebody retried the message.
  bool record_waiting(Instant now);
  /// Any → Stopped: the bill is voided. Nothing when it has stopped before.
  std::optional<BillDeliveryStopped> stop(Instant now);
};
BOOST_DESCRIBE_STRUCT(BillDelivery, (), (id, run_id, resend, state, is_correction, channel, reason, updated_at))
/// What is requested and not at its end.
struct BillDelivery::find_open : Where<Index<&BillDelivery::run_id>, &BillDelivery::state, DeliveryState::Requested> {};

/// All deliveries of one run, counted.
struct DeliveryBatch {
  DeliveryBatchId id;
  std::int64_t bills = 0;      ///< of the run when sending began
  std::int64_t requested = 0;  ///< asked for and not stopped, once a bill
  std::int64_t delivered = 0;  ///< are so now
  std::int64_t failed = 0;
  std::int64_t stopped = 0;
  Instant started_at;

  static constexpr std::uint16_t number = 3011;

  /// Deliveries that stood in `from` (NotRequested for a new one) stand in `to`.
  void count(DeliveryState from, DeliveryState to);
};
BOOST_DESCRIBE_STRUCT(DeliveryBatch, (), (id, bills, requested, delivered, failed, stopped, started_at))

}  // namespace lilac::billing

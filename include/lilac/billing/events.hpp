// What happens in billing. Names, addresses and what somebody bought are in no event.
#pragma once

#include <optional>
#include <string>

#include "lilac/billing/bill.hpp"
#include "lilac/billing/run.hpp"
#include "lilac/billing/vocabulary.hpp"
#include "lilac/kernel/message.hpp"

namespace lilac::billing {

// ── Prices, lines, usage ─────────────────────────────────────────────────────────────────────────────────────────────

struct PricesPublished {
  PriceBookId price_version;
  std::int32_t plans = 0;
  std::int32_t add_ons = 0;
  std::int32_t discounts = 0;
  static constexpr std::uint16_t number = 3001;
};
BOOST_DESCRIBE_STRUCT(PricesPublished, (), (price_version, plans, add_ons, discounts))

struct SubscriberRegistered {
  SubscriberId subscriber_id;
  AccountId customer_id;
  std::int32_t cycle_day = 0;
  LocalDate joined_on{};
  static constexpr std::uint16_t number = 3002;
};
BOOST_DESCRIBE_STRUCT(SubscriberRegistered, (), (subscriber_id, customer_id, cycle_day, joined_on))

struct PlanChanged {
  SubscriberId subscriber_id;
  std::string from;
  std::string to;
  LocalDate on{};
  static constexpr std::uint16_t number = 3003;
};
BOOST_DESCRIBE_STRUCT(PlanChanged, (), (subscriber_id, from, to, on))

struct SubscriberSuspended {
  SubscriberId subscriber_id;
  LocalDate on{};
  static constexpr std::uint16_t number = 3004;
};
BOOST_DESCRIBE_STRUCT(SubscriberSuspended, (), (subscriber_id, on))

struct SubscriberResumed {
  SubscriberId subscriber_id;
  LocalDate on{};
  static constexpr std::uint16_t number = 3005;
};
BOOST_DESCRIBE_STRUCT(SubscriberResumed, (), (subscriber_id, on))

struct SubscriberLeft {
  SubscriberId subscriber_id;
  LocalDate on{};
  static constexpr std::uint16_t number = 3006;
};
BOOST_DESCRIBE_STRUCT(SubscriberLeft, (), (subscriber_id, on))

struct ContactChanged {
  SubscriberId subscriber_id;
  std::string masked_email;
  std::string masked_phone;
  static constexpr std::uint16_t number = 3030;
};
BOOST_DESCRIBE_STRUCT(ContactChanged, (), (subscriber_id, masked_email, masked_phone))

struct AddOnSubscribed {
  SubscriberId subscriber_id;
  std::string code;
  LocalDate from{};
  static constexpr std::uint16_t number = 3031;
};
BOOST_DESCRIBE_STRUCT(AddOnSubscribed, (), (subscriber_id, code, from))

struct AddOnEnded {
  SubscriberId subscriber_id;
  std::string code;
  LocalDate on{};
  static constexpr std::uint16_t number = 3032;
};
BOOST_DESCRIBE_STRUCT(AddOnEnded, (), (subscriber_id, code, on))

struct DiscountGranted {
  SubscriberId subscriber_id;
  std::string code;
  LocalDate from{};
  std::optional<std::int32_t> months;
  static constexpr std::uint16_t number = 3033;
};
BOOST_DESCRIBE_STRUCT(DiscountGranted, (), (subscriber_id, code, from, months))

struct GuardianLimitSet {
  SubscriberId subscriber_id;
  std::optional<std::int64_t> limit;
  static constexpr std::uint16_t number = 3034;
};
BOOST_DESCRIBE_STRUCT(GuardianLimitSet, (), (subscriber_id, limit))

/// `period`: the bill on which it comes.
struct UsageRecorded {
  UsageId usage_id;
  SubscriberId subscriber_id;
  UsageKind kind = UsageKind::OVER_PLAN;
  std::int32_t period = 0;
  std::int64_t amount = 0;
  static constexpr std::uint16_t number = 3007;
};
BOOST_DESCRIBE_STRUCT(UsageRecorded, (), (usage_id, subscriber_id, kind, period, amount))

struct PaymentRecorded {
  LedgerEntryId entry_id;
  AccountId account_id;
  BillId bill_id;
  std::int32_t period = 0;  ///< on whose bill it counts
  std::int64_t amount = 0;
  static constexpr std::uint16_t number = 3008;
};
BOOST_DESCRIBE_STRUCT(PaymentRecorded, (), (entry_id, account_id, bill_id, period, amount))

// ── Runs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

struct BillingRunOpened {
  BillingRunId run_id;
  std::int32_t period = 0;
  std::int32_t cycle_day = 0;
  PriceBookId price_version;
  Instant cut_off;
  static constexpr std::uint16_t number = 3009;
};
BOOST_DESCRIBE_STRUCT(BillingRunOpened, (), (run_id, period, cycle_day, price_version, cut_off))

/// One chunk: the subscribers behind `after` up to `to`.
struct BillsSettled {
  BillingRunId run_id;
  SubscriberId after;
  SubscriberId to;
  ChunkCounts chunk;
  ChunkCounts so_far;
  static constexpr std::uint16_t number = 3010;
};
BOOST_DESCRIBE_STRUCT(BillsSettled, (), (run_id, after, to, chunk, so_far))

struct SubscriberQuarantined {
  BillingRunId run_id;
  SubscriberId subscriber_id;
  std::int32_t error = 0;
  std::string reason;  ///< the rule's name
  std::string field;
  static constexpr std::uint16_t number = 3011;
};
BOOST_DESCRIBE_STRUCT(SubscriberQuarantined, (), (run_id, subscriber_id, error, reason, field))

/// All subscribers are done; `state` is Settled, or Failed when too many were quarantined.
struct BillingRunSettled {
  BillingRunId run_id;
  std::int32_t period = 0;
  std::int32_t cycle_day = 0;
  RunState state = RunState::Settled;
  ChunkCounts counts;
  static constexpr std::uint16_t number = 3012;
};
BOOST_DESCRIBE_STRUCT(BillingRunSettled, (), (run_id, period, cycle_day, state, counts))

struct BillingRunPaused {
  BillingRunId run_id;
  static constexpr std::uint16_t number = 3013;
};
BOOST_DESCRIBE_STRUCT(BillingRunPaused, (), (run_id))

struct BillingRunResumed {
  BillingRunId run_id;
  std::int32_t token = 0;
  static constexpr std::uint16_t number = 3014;
};
BOOST_DESCRIBE_STRUCT(BillingRunResumed, (), (run_id, token))

/// All bills of the run are issued by this.
struct RunApproved {
  BillingRunId run_id;
  std::int64_t bills = 0;
  static constexpr std::uint16_t number = 3015;
};
BOOST_DESCRIBE_STRUCT(RunApproved, (), (run_id, bills))

/// Its drafts are erased in pages from here on.
struct RunDiscarded {
  BillingRunId run_id;
  std::int32_t period = 0;
  std::int32_t cycle_day = 0;
  static constexpr std::uint16_t number = 3016;
};
BOOST_DESCRIBE_STRUCT(RunDiscarded, (), (run_id, period, cycle_day))

struct ReleaseReserved {
  BillingRunId run_id;
  std::optional<Instant> at;  ///< empty: now
  static constexpr std::uint16_t number = 3017;
};
BOOST_DESCRIBE_STRUCT(ReleaseReserved, (), (run_id, at))

struct ReleaseCancelled {
  BillingRunId run_id;
  static constexpr std::uint16_t number = 3018;
};
BOOST_DESCRIBE_STRUCT(ReleaseCancelled, (), (run_id))

/// Now every bill of the run is sent.
struct BillsReleased {
  BillingRunId run_id;
  std::int32_t period = 0;
  std::int32_t cycle_day = 0;
  static constexpr std::uint16_t number = 3019;
};
BOOST_DESCRIBE_STRUCT(BillsReleased, (), (run_id, period, cycle_day))

struct RunClosed {
  BillingRunId run_id;
  static constexpr std::uint16_t number = 3020;
};
BOOST_DESCRIBE_STRUCT(RunClosed, (), (run_id))

// ── Bills ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What a message about a bill says; the address is looked up when it goes out.
struct BillDeliveryRequested {
  BillId bill_id;
  SubscriberId subscriber_id;
  std::string dedup_key;
  std::string no;
  std::int32_t period = 0;
  std::int32_t revision = 0;
  Money total;
  LocalDate due_on{};
  bool has_email = false;  ///< without one the short message comes first
  bool is_correction = false;
  static constexpr std::uint16_t number = 3021;
};
BOOST_DESCRIBE_STRUCT(BillDeliveryRequested, (),
                      (bill_id, subscriber_id, dedup_key, no, period, revision, total, due_on, has_email,
                       is_correction))

struct BillDelivered {
  BillId bill_id;
  DeliveryChannel channel = DeliveryChannel::EMAIL;
  static constexpr std::uint16_t number = 3022;
};
BOOST_DESCRIBE_STRUCT(BillDelivered, (), (bill_id, channel))

struct BillDeliveryFailed {
  BillId bill_id;
  std::string reason;
  static constexpr std::uint16_t number = 3023;
};
BOOST_DESCRIBE_STRUCT(BillDeliveryFailed, (), (bill_id, reason))

/// One for each sending of the bill: also an earlier one may be tried again by somebody, or bounce.
struct BillDeliveryStopped {
  BillId bill_id;
  std::string dedup_key;
  static constexpr std::uint16_t number = 3024;
};
BOOST_DESCRIBE_STRUCT(BillDeliveryStopped, (), (bill_id, dedup_key))

struct BillVoided {
  BillId bill_id;
  BillId replaced_by;
  std::string reason;
  static constexpr std::uint16_t number = 3025;
};
BOOST_DESCRIBE_STRUCT(BillVoided, (), (bill_id, replaced_by, reason))

struct BillReissued {
  BillId bill_id;
  BillId replaces;
  Money total;
  bool is_released = false;  ///< the run's bills go out, so this one does
  bool was_sent = false;     ///< the bill that it replaces, or may have been: somebody may have read it
  static constexpr std::uint16_t number = 3026;
};
BOOST_DESCRIBE_STRUCT(BillReissued, (), (bill_id, replaces, total, is_released, was_sent))

struct AdjustmentCreated {
  LedgerEntryId entry_id;
  AccountId account_id;
  BillId bill_id;           ///< the one that was wrong
  std::int32_t period = 0;  ///< on whose bill it comes
  std::int64_t amount = 0;
  std::string reason;
  static constexpr std::uint16_t number = 3027;
};
BOOST_DESCRIBE_STRUCT(AdjustmentCreated, (), (entry_id, account_id, bill_id, period, amount, reason))

/// One bill that was issued, for a consumer who wants each: see IssuedBills.
struct BillIssued {
  BillId bill_id;
  SubscriberId subscriber_id;
  std::string no;
  Money total;
  LocalDate due_on{};
  static constexpr std::uint16_t number = 3028;
};
BOOST_DESCRIBE_STRUCT(BillIssued, (), (bill_id, subscriber_id, no, total, due_on))

/// A subscriber who was set aside has a bill after all.
struct QuarantineResolved {
  BillingRunId run_id;
  SubscriberId subscriber_id;
  BillId bill_id;
  bool is_released = false;  ///< the run's bills go out, so this one does
  static constexpr std::uint16_t number = 3029;
};
BOOST_DESCRIBE_STRUCT(QuarantineResolved, (), (run_id, subscriber_id, bill_id, is_released))

}  // namespace lilac::billing

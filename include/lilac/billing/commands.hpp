// What people, policies and other systems can ask of billing (002). "Errors" are what a command itself refuses with;
// beside them are those of every command: actor_not_allowed, and not_found for what an id names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lilac/billing/account.hpp"
#include "lilac/billing/bill.hpp"
#include "lilac/billing/delivery.hpp"
#include "lilac/billing/events.hpp"
#include "lilac/billing/price_book.hpp"
#include "lilac/billing/run.hpp"
#include "lilac/billing/subscriber.hpp"
#include "lilac/billing/usage.hpp"

namespace lilac::billing {

inline constexpr auto by_operations = allow(ActorKind::System, ActorKind::OperationUser);
inline constexpr auto by_system = allow(ActorKind::System);
inline constexpr auto by_admins = allow(ActorKind::System, ActorKind::Admin);

// ── Prices, lines, usage, payments ───────────────────────────────────────────────────────────────────────────────────

/// A new version of the price book; the same content as the newest answers with that. Errors: prices_are_invalid.
struct PublishPrices {
  std::string currency = "KRW";
  std::vector<Price> plans;
  std::vector<Price> add_ons;
  std::vector<Discount> discounts;
  std::int32_t vat_percent = 10;
  std::int32_t late_fee_percent = 2;
  std::int64_t truncate_below = 10;
  std::int64_t minor_limit = 0;

  using reply = PriceBook;
  using publishes = events<PricesPublished>;
  static constexpr std::uint16_t number = 3001;
  static constexpr auto actors = by_admins;
};
BOOST_DESCRIBE_STRUCT(PublishPrices, (),
                      (currency, plans, add_ons, discounts, vat_percent, late_fee_percent, truncate_below, minor_limit))

/// The same again answers with the line as it is. Errors: subscriber_is_invalid, cycle_day_is_not_a_day;
/// add_on_is_subscribed for the same add-on twice at a time; already_exists for another line of that id, or one that
/// has changed since.
struct RegisterSubscriber {
  SubscriberId subscriber_id;
  AccountId customer_id;
  CustomerKind kind = CustomerKind::PERSONAL;
  PersonalText name;
  Address email;
  Address phone;
  std::optional<std::int32_t> birth_year;
  std::optional<std::int64_t> guardian_limit;
  std::int32_t cycle_day = 1;
  LocalDate joined_on{};
  std::string plan;
  std::vector<AddOn> add_ons;
  std::vector<GrantedDiscount> discounts;

  using reply = Subscriber;
  using publishes = events<SubscriberRegistered>;
  static constexpr std::uint16_t number = 3002;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(RegisterSubscriber, (),
                      (subscriber_id, customer_id, kind, name, email, phone, birth_year, guardian_limit, cycle_day,
                       joined_on, plan, add_ons, discounts))

/// The day belongs to the new plan. This, and every other change of a line, may be dated back into cycles that are
/// billed: what it changes there is an adjustment on the next bill, unless CorrectBill was asked before. Errors:
/// line_has_left, subscriber_is_invalid, day_is_too_early.
struct ChangePlan {
  SubscriberId subscriber_id;
  std::string plan;
  LocalDate from{};

  using reply = Subscriber;
  using publishes = events<PlanChanged>;
  static constexpr std::uint16_t number = 3003;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(ChangePlan, (), (subscriber_id, plan, from))

/// From that day on nothing is charged by the month. Errors: line_has_left, line_is_suspended, day_is_too_early.
struct Suspend {
  SubscriberId subscriber_id;
  LocalDate on{};

  using reply = Subscriber;
  using publishes = events<SubscriberSuspended>;
  static constexpr std::uint16_t number = 3004;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(Suspend, (), (subscriber_id, on))

/// That day is charged again. Errors: line_is_not_suspended, day_is_too_early.
struct Resume {
  SubscriberId subscriber_id;
  LocalDate on{};

  using reply = Subscriber;
  using publishes = events<SubscriberResumed>;
  static constexpr std::uint16_t number = 3005;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(Resume, (), (subscriber_id, on))

/// That day is no longer charged. Arrears and late usage still come on bills. Errors: line_has_left, day_is_too_early.
struct Leave {
  SubscriberId subscriber_id;
  LocalDate on{};

  using reply = Subscriber;
  using publishes = events<SubscriberLeft>;
  static constexpr std::uint16_t number = 3006;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(Leave, (), (subscriber_id, on))

/// Where bills go from now on, also those that are under way.
struct ChangeContact {
  SubscriberId subscriber_id;
  Address email;
  Address phone;

  using reply = Subscriber;
  using publishes = events<ContactChanged>;
  static constexpr std::uint16_t number = 3027;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(ChangeContact, (), (subscriber_id, email, phone))

/// Errors: line_has_left, subscriber_is_invalid, day_is_too_early, add_on_is_subscribed, nothing_is_published,
/// add_on_is_unknown.
struct SubscribeAddOn {
  SubscriberId subscriber_id;
  std::string code;
  LocalDate from{};

  using reply = Subscriber;
  using publishes = events<AddOnSubscribed>;
  static constexpr std::uint16_t number = 3028;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(SubscribeAddOn, (), (subscriber_id, code, from))

/// That day is no longer charged. Errors: add_on_is_not_subscribed, day_is_too_early.
struct EndAddOn {
  SubscriberId subscriber_id;
  std::string code;
  LocalDate on{};

  using reply = Subscriber;
  using publishes = events<AddOnEnded>;
  static constexpr std::uint16_t number = 3029;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(EndAddOn, (), (subscriber_id, code, on))

/// For a number of months, or the price book's term. The same again changes nothing. Errors: line_has_left,
/// subscriber_is_invalid, nothing_is_published, discount_is_unknown.
struct GrantDiscount {
  SubscriberId subscriber_id;
  std::string code;
  LocalDate from{};
  std::optional<std::int32_t> months;

  using reply = Subscriber;
  using publishes = events<DiscountGranted>;
  static constexpr std::uint16_t number = 3030;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(GrantDiscount, (), (subscriber_id, code, from, months))

/// How much a minor may buy in a cycle; empty: what the price book says. Errors: subscriber_is_invalid.
struct SetGuardianLimit {
  SubscriberId subscriber_id;
  std::optional<std::int64_t> limit;

  using reply = Subscriber;
  using publishes = events<GuardianLimitSet>;
  static constexpr std::uint16_t number = 3031;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(SetGuardianLimit, (), (subscriber_id, limit))

/// The same source_id again answers with what was recorded first. Comes on the bill of the cycle in which it happened,
/// or on the next one if that run has been opened. Errors: usage_is_invalid, use_is_negative, reference_is_taken;
/// invalid_argument when Rules::time_zone does not exist.
struct RecordUsage {
  SubscriberId subscriber_id;
  UsageKind kind = UsageKind::OVER_PLAN;
  std::string description;
  std::int64_t quantity = 1;
  Unit unit = Unit::ONCE;
  std::int64_t amount = 0;
  Tax tax = Tax::TAXABLE;
  bool includes_tax = true;
  PersonalText counterparty;
  Instant happened_at;
  std::string source_id;

  using reply = Usage;
  using publishes = events<UsageRecorded>;
  static constexpr std::uint16_t number = 3007;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(RecordUsage, (),
                      (subscriber_id, kind, description, quantity, unit, amount, tax, includes_tax, counterparty,
                       happened_at, source_id))

/// The same reference again answers with what was recorded first; more than is owed becomes credit. Errors:
/// payment_is_not_positive, invalid_argument for a reference that is empty or an adjustment's, reference_is_taken,
/// bill_is_not_issued, bill_is_voided.
struct RecordPayment {
  BillId bill_id;
  std::int64_t amount = 0;  ///< in minor units of the bill's currency
  std::string reference;

  using reply = LedgerEntry;
  using publishes = events<PaymentRecorded>;
  static constexpr std::uint16_t number = 3008;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(RecordPayment, (), (bill_id, amount, reference))

// ── Runs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Begins a run, or takes over one that was begun with the same prices and cut-off: the token is a new one then, and
/// whoever has the old one is shut out. A run that is settled answers with its counts. Errors: period_is_not_a_month,
/// cycle_day_is_not_a_day, other_run_is_live, cut_off_is_in_the_future, period_is_past, period_is_not_next,
/// cycle_is_not_over, run_before_is_not_approved, nothing_is_published; invalid_argument for Rules that make no sense.
struct OpenBillingRun {
  std::int32_t period = 0;
  std::int32_t cycle_day = 0;
  std::optional<PriceBookId> price_version;  ///< empty: the newest, or what the run has
  std::optional<Instant> cut_off;            ///< empty: now, or what the run has

  using reply = BillingRun;
  using publishes = events<BillingRunOpened>;
  static constexpr std::uint16_t number = 3009;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(OpenBillingRun, (), (period, cycle_day, price_version, cut_off))

/// The next Rules::chunk subscribers, in one commit. Asked of a run that is settled or failed it changes nothing.
/// Errors: token_is_old (4303), run_cannot_become (4301).
struct SettleNextChunk {
  BillingRunId run_id;
  std::int32_t token = 0;

  using reply = BillingRun;
  using publishes = events<BillsSettled, SubscriberQuarantined, AdjustmentCreated, BillingRunSettled>;
  static constexpr std::uint16_t number = 3010;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(SettleNextChunk, (), (run_id, token))

/// Errors: run_cannot_become.
struct PauseRun {
  BillingRunId run_id;
  using reply = BillingRun;
  using publishes = events<BillingRunPaused>;
  static constexpr std::uint16_t number = 3011;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(PauseRun, (), (run_id))

/// With a new token. Who was quarantined stays so until RetryQuarantined. Errors: run_cannot_become.
struct ResumeRun {
  BillingRunId run_id;
  using reply = BillingRun;
  using publishes = events<BillingRunResumed>;
  static constexpr std::uint16_t number = 3012;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(ResumeRun, (), (run_id))

/// Judges everybody who is quarantined in a run once more; the reply tells how many are left. Until the next run of the
/// cycle day is opened: after that what they used and owe is on the next bills. Errors: run_cannot_become,
/// run_is_built_upon; of a released run, as ReleaseBills when it cannot be sent.
struct RetryQuarantined {
  BillingRunId run_id;
  using reply = BillingRun;
  using publishes = events<QuarantineResolved, AdjustmentCreated>;
  static constexpr std::uint16_t number = 3013;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(RetryQuarantined, (), (run_id))

/// Issues all bills of the run. Errors: run_cannot_become.
struct ApproveRun {
  BillingRunId run_id;
  using reply = BillingRun;
  using publishes = events<RunApproved>;
  static constexpr std::uint16_t number = 3014;
  static constexpr auto actors = by_admins;
};
BOOST_DESCRIBE_STRUCT(ApproveRun, (), (run_id))

/// Its bills are erased in pages after the commit; then the period can be run again. Errors: run_cannot_become;
/// run_is_built_upon when one of them is paid, corrected or reissued, or a later run was opened.
struct DiscardRun {
  BillingRunId run_id;
  using reply = BillingRun;
  using publishes = events<RunDiscarded>;
  static constexpr std::uint16_t number = 3015;
  static constexpr auto actors = by_admins;
};
BOOST_DESCRIBE_STRUCT(DiscardRun, (), (run_id))

/// One page of a discarded run (ours): all rows with a number behind `after` up to `to`. The last page frees the
/// period.
struct DeleteDrafts {
  BillingRunId run_id;
  std::int64_t after = 0;
  std::int64_t to = 0;
  bool is_last = false;
  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 3016;
  static constexpr auto actors = by_system;
};
BOOST_DESCRIBE_STRUCT(DeleteDrafts, (), (run_id, after, to, is_last))

/// Now, or at `reserved_at`: until then it can be cancelled. Nothing is released unless it can be sent: a template, an
/// address book and a gateway are there. Errors: run_cannot_become, reservation_is_past, template_is_missing,
/// template_does_not_fit, address_book_is_missing, gateway_is_missing.
struct ReleaseBills {
  BillingRunId run_id;
  std::optional<Instant> reserved_at;
  using reply = BillingRun;
  using publishes = events<ReleaseReserved>;
  static constexpr std::uint16_t number = 3017;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(ReleaseBills, (), (run_id, reserved_at))

/// Errors: run_cannot_become, reservation_is_past.
struct CancelRelease {
  BillingRunId run_id;
  using reply = BillingRun;
  using publishes = events<ReleaseCancelled>;
  static constexpr std::uint16_t number = 3018;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(CancelRelease, (), (run_id))

/// The release's time has come (ours). Changes nothing when it was cancelled. Errors: template_is_missing,
/// template_does_not_fit.
struct SendBills {
  BillingRunId run_id;
  using reply = void;
  using publishes = events<BillsReleased>;
  static constexpr std::uint16_t number = 3019;
  static constexpr auto actors = by_system;
};
BOOST_DESCRIBE_STRUCT(SendBills, (), (run_id))

/// Errors: run_cannot_become; deliveries_are_open, as long as a bill is not asked for, delivered, failed or stopped.
struct CloseRun {
  BillingRunId run_id;
  using reply = BillingRun;
  using publishes = events<RunClosed>;
  static constexpr std::uint16_t number = 3020;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(CloseRun, (), (run_id))

struct PublishedPage {
  BillId last;  ///< the next page begins behind it
  std::int32_t bills = 0;
};
BOOST_DESCRIBE_STRUCT(PublishedPage, (), (last, bills))

/// BillIssued for a page of a run's issued bills, for a consumer who wants each; a million events are not written for
/// nobody. Errors: bill_is_not_issued, invalid_argument for a limit that is none.
struct PublishIssuedBills {
  BillingRunId run_id;
  BillId after;
  std::int32_t limit = 1000;  ///< at most 5,000
  using reply = PublishedPage;
  using publishes = events<BillIssued>;
  static constexpr std::uint16_t number = 3021;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(PublishIssuedBills, (), (run_id, after, limit))

// ── Bills and their delivery ─────────────────────────────────────────────────────────────────────────────────────────

/// What a correction came to: a new revision, or an adjustment on the next bill.
struct Correction {
  std::optional<Bill> revision;
  std::optional<LedgerEntry> adjustment;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (revision, adjustment))

/// Charges an issued bill again, with what is known of the line now and the run's prices. An unpaid bill is voided and
/// reissued; what was paid, or is part of a later bill, is adjusted on the next one. Errors: bill_is_not_issued,
/// bill_is_voided, nothing_to_correct, revisions_are_used_up, plan_is_unknown and whatever else charging says; of a
/// released run, as ReleaseBills when it cannot be sent.
struct CorrectBill {
  BillId bill_id;
  std::string reason;
  using reply = Correction;
  using publishes = events<BillVoided, BillReissued, AdjustmentCreated>;
  static constexpr std::uint16_t number = 3022;
  static constexpr auto actors = by_admins;
};
BOOST_DESCRIBE_STRUCT(CorrectBill, (), (bill_id, reason))

/// Asks messaging for the bill's message (ours); once, however often it comes.
struct DeliverBill {
  BillId bill_id;
  bool is_correction = false;
  using reply = void;
  using publishes = events<BillDeliveryRequested>;
  static constexpr std::uint16_t number = 3023;
  static constexpr auto actors = by_system;
};
BOOST_DESCRIBE_STRUCT(DeliverBill, (), (bill_id, is_correction))

/// Under a new key. Errors: delivery_cannot_become, bill_is_voided, and as ReleaseBills when it cannot be sent.
struct ResendBill {
  BillId bill_id;
  using reply = BillDelivery;
  using publishes = events<BillDeliveryRequested>;
  static constexpr std::uint16_t number = 3024;
  static constexpr auto actors = by_operations;
};
BOOST_DESCRIBE_STRUCT(ResendBill, (), (bill_id))

/// A voided bill is no longer sent, by none of its messages (ours). Errors: 4901 for a bill that there is not.
struct StopBillDelivery {
  BillId bill_id;
  using reply = void;
  using publishes = events<BillDeliveryStopped>;
  static constexpr std::uint16_t number = 3025;
  static constexpr auto actors = by_system;
};
BOOST_DESCRIBE_STRUCT(StopBillDelivery, (), (bill_id))

/// What messaging reports (ours): Delivered, Failed, or Requested when it goes on. Errors: 4901 for a bill that there
/// is not.
struct RecordBillOutcome {
  BillId bill_id;
  std::int32_t resend = 0;
  DeliveryState state = DeliveryState::Delivered;
  std::optional<DeliveryChannel> channel;
  std::string reason;
  using reply = void;
  using publishes = events<BillDelivered, BillDeliveryFailed>;
  static constexpr std::uint16_t number = 3026;
  static constexpr auto actors = by_system;
};
BOOST_DESCRIBE_STRUCT(RecordBillOutcome, (), (bill_id, resend, state, channel, reason))

}  // namespace lilac::billing

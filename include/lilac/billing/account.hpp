// A customer's account: payments and adjustments beside the bills. Bills are not entered; they are what they are.
#pragma once

#include <optional>
#include <string>

#include "lilac/billing/vocabulary.hpp"
#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/text.hpp"

namespace lilac::billing {

inline constexpr char const* adjustment_prefix = "adjustment:";  ///< of references: no payment has it

/// One of the ledger beside the bills. A payment counts on the next bill that is settled after it was recorded.
struct LedgerEntry {
  LedgerEntryId id;
  AccountId account_id;
  SubscriberId subscriber_id;
  BillId bill_id;  ///< what was paid or corrected
  EntryKind kind = EntryKind::PAYMENT;
  std::int32_t cycle_day = 0;  ///< the subscriber's
  std::int32_t period = 0;     ///< on whose bill it counts
  std::int64_t amount = 0;     ///< paid, or to be charged (negative: to be given back), in minor units
  std::string reference;       ///< of the payment: the same again is not another one; an adjustment's names its bill
  Instant at;
  std::int32_t in_time_for = 0;  ///< the first opening of a run of its cycle day that it came before; see BillingCycle

  static constexpr std::uint16_t number = 3005;
  struct find_by_period;
  struct find_by_account_id;
  struct find_by_reference;
  struct find_by_bill_id;
  using finders = types<find_by_period, find_by_account_id, find_by_reference, find_by_bill_id>;
};
BOOST_DESCRIBE_STRUCT(LedgerEntry, (),
                      (id, account_id, subscriber_id, bill_id, kind, cycle_day, period, amount, reference, at,
                       in_time_for))
/// In the order in which a run reads them.
struct LedgerEntry::find_by_period : Index<&LedgerEntry::cycle_day, &LedgerEntry::period, &LedgerEntry::subscriber_id> {
};
struct LedgerEntry::find_by_account_id : Index<&LedgerEntry::account_id> {};
struct LedgerEntry::find_by_reference : Unique<&LedgerEntry::reference> {};
struct LedgerEntry::find_by_bill_id : Index<&LedgerEntry::bill_id> {};

struct Account {
  AccountId id;  ///< the customer's
  CustomerKind kind = CustomerKind::PERSONAL;
  std::int32_t lines = 0;
  std::int64_t paid = 0;      ///< all payments, in minor units
  std::int64_t adjusted = 0;  ///< all adjustments
  Instant updated_at;

  static constexpr std::uint16_t number = 3004;
  static constexpr auto methods = names("add_line", "pay", "adjust");

  void add_line(CustomerKind kind_of_customer, Instant now);
  void pay(std::int64_t amount, Instant now);
  void adjust(std::int64_t amount, Instant now);
};
BOOST_DESCRIBE_STRUCT(Account, (), (id, kind, lines, paid, adjusted, updated_at))

}  // namespace lilac::billing

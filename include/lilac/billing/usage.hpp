// What was used, bought or is paid by instalments: it is charged as it was recorded.
#pragma once

#include <optional>
#include <string>

#include "lilac/billing/vocabulary.hpp"
#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/kernel/text.hpp"

namespace lilac::billing {

struct UsageRecorded;

struct Usage {
  UsageId id;
  SubscriberId subscriber_id;
  std::int32_t cycle_day = 0;  ///< the subscriber's
  std::int32_t period = 0;     ///< on whose bill it comes: what is recorded after the cut-off comes on the next one
  std::int32_t used_in = 0;    ///< the period in which it happened
  UsageKind kind = UsageKind::OVER_PLAN;
  std::string description;  ///< as the bill shows it
  std::int64_t quantity = 1;
  Unit unit = Unit::ONCE;
  std::int64_t amount = 0;  ///< in minor units, not negative; 0 of INFORMATION
  Tax tax = Tax::TAXABLE;
  bool includes_tax = true;
  PersonalText counterparty;  ///< of a micropayment: who was paid
  Instant at;                 ///< when it happened
  Instant recorded_at;
  std::string source_id;  ///< of the record where it comes from: the same again is not another one
  PersonalDigest content_hash;
  std::int32_t in_time_for = 0;  ///< the first opening of a run of its cycle day that it came before; see BillingCycle

  static constexpr std::uint16_t number = 3003;
  static constexpr auto methods = names("record");
  struct find_by_period;
  struct find_by_source_id;
  struct find_by_subscriber_id;
  using finders = types<find_by_period, find_by_source_id, find_by_subscriber_id>;

  /// The command's fields are in place. Errors: usage_is_invalid, use_is_negative (4313), naming the field.
  result<UsageRecorded> record();
};
BOOST_DESCRIBE_STRUCT(Usage, (),
                      (id, subscriber_id, cycle_day, period, used_in, kind, description, quantity, unit, amount, tax,
                       includes_tax, counterparty, at, recorded_at, source_id, content_hash, in_time_for))
/// In the order in which a run reads it.
struct Usage::find_by_period : Index<&Usage::cycle_day, &Usage::period, &Usage::subscriber_id> {};
struct Usage::find_by_source_id : Unique<&Usage::source_id> {};
struct Usage::find_by_subscriber_id : Index<&Usage::subscriber_id> {};

}  // namespace lilac::billing

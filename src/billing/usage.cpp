#include "lilac/billing/usage.hpp"

#include "lilac/billing/errors.hpp"
#include "lilac/billing/events.hpp"
#include "lilac/billing/price_book.hpp"

namespace lilac::billing {

result<UsageRecorded> Usage::record() {
  if (source_id.empty()) return refuse(usage_is_invalid, field("source_id"), value("empty"));
  if (amount < 0) return refuse(use_is_negative, field("amount"), value(amount));
  // Information costs nothing.
  if (amount > largest_amount || (kind == UsageKind::INFORMATION && amount != 0))
    return refuse(usage_is_invalid, field("amount"), value(amount));
  if (quantity < 0 || quantity > largest_amount) return refuse(usage_is_invalid, field("quantity"), value(quantity));
  if (is_blank(description)) return refuse(usage_is_invalid, field("description"), value("blank"));
  // Whoever was paid is named.
  if (kind == UsageKind::MICROPAYMENT && is_blank(counterparty))
    return refuse(usage_is_invalid, field("counterparty"), value("blank"));
  return UsageRecorded{id, subscriber_id, kind, period, amount};
}

}  // namespace lilac::billing

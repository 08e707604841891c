#include "lilac/messaging/suppression.hpp"

#include "lilac/messaging/outcome.hpp"

namespace lilac::messaging {

std::optional<RecipientSuppressed> Suppression::suppress(std::string_view why, Instant now) {
  if (holds) return std::nullopt;
  holds = true;
  reason = reason_code(why);
  changed_at = now;
  return RecipientSuppressed{recipient_id, channel, category, reason, recipient_kind};
}

std::optional<RecipientUnsuppressed> Suppression::lift(Instant now) {
  if (!holds) return std::nullopt;
  holds = false;
  changed_at = now;
  return RecipientUnsuppressed{recipient_id, channel, category, recipient_kind};
}

}  // namespace lilac::messaging

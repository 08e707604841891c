// Whom messages are for: persons, told by kind and number, and what was written before kinds were told.
#pragma once

#include <optional>
#include <string_view>

#include "lilac/engine/reader.hpp"
#include "lilac/messaging/quiet_hours.hpp"
#include "lilac/messaging/suppression.hpp"

namespace lilac::messaging {

/// The person of a command or a query.
template <class Asking>
Person recipient_of(Asking const& asking) {
  return {asking.recipient_kind.value_or(PersonKind::user), asking.recipient_id};
}

/// The kind of a recipient of whom only the number was written, by the purpose of the message: contexts gave numbers of
/// their own people.
PersonKind kind_before_kinds(std::string_view purpose);

/// The person's own row, else the one of before kinds were told, which holds for every kind; null when there is
/// neither.
result<Suppression const*> suppression_for(Reader& reader, Person const& person, Channel channel, Category category);
/// The person's own row, else the one of before kinds were told; null when there is neither.
result<QuietHours const*> quiet_hours_for(Reader& reader, Person const& person);

}  // namespace lilac::messaging

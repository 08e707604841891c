// How views read: copies of single rows, so that a long list keeps none of them.
#pragma once

#include "lilac/engine/host.hpp"
#include "lilac/engine/reader.hpp"
#include "lilac/support/user_cycle.hpp"
#include "lilac/support/user_outbound_plan.hpp"
#include "support/calendar.hpp"

namespace lilac::support {

/// A copy of the row, or nothing. Unlike Reader::find it leaves nothing behind in the reader.
template <class T>
result<std::optional<T>> copy_of(Reader& reader, Id<T> id) {
  std::optional<T> found;
  if (id.value < 1) return found;
  BOOST_OUTCOME_TRY(reader.each_of(Id<T>{id.value - 1}, 1, [&](T const& row) {
    if (entity_info<T>().id_of(&row) == id.value) found = row;
  }));
  return found;
}

/// The day on which a call is due on the user's calendar: that of its appointment, or else its plan date.
inline LocalDate due_date(UserOutboundPlan const& call, Calendar const& calendar) {
  return call.contact_at ? calendar.date_of(*call.contact_at) : call.plan_date;
}

inline std::int32_t days_between(LocalDate from, LocalDate to) {
  return static_cast<std::int32_t>((to - from).count());
}

}  // namespace lilac::support

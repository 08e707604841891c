#include "lilac/support/outbound_plan.hpp"

#include "lilac/support/errors.hpp"

namespace lilac::support {

result<OutboundPlanDefined> OutboundPlan::define(std::int32_t nth, std::int32_t day, Rules const& rules, Instant now) {
  // A cycle begins with day 1, and the calendar has an end.
  if (day < 1 || day > rules.last_plannable_day) {
    return refuse(day_is_not_plannable, field("day_index"), value(day), limit(rules.last_plannable_day));
  }
  sequence = nth;
  day_index = day;
  is_active = true;
  created_at = updated_at = now;
  return OutboundPlanDefined{id, sequence, day_index};
}

std::optional<OutboundPlanActiveSet> OutboundPlan::set_active(bool active, Instant now) {
  if (is_active == active) return std::nullopt;
  is_active = active;
  updated_at = now;
  return OutboundPlanActiveSet{id, sequence, day_index, is_active};
}

}  // namespace lilac::support

// The programme: which calls a cycle has, and on which of its days.
#pragma once

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/support/events.hpp"
#include "lilac/support/rules.hpp"

namespace lilac::support {

/// One call of the programme. An edit never touches cycles that are enrolled already.
struct OutboundPlan {
  OutboundPlanId id{};
  std::int32_t sequence{};
  std::int32_t day_index{};
  bool is_active{};
  Instant created_at{};
  Instant updated_at{};

  static constexpr std::uint16_t number = 2001;
  static constexpr auto methods = names("define", "set_active");
  struct find_active_by_sequence;
  using finders = types<find_active_by_sequence>;

  /// A new call of the programme is active at once. Errors: day_is_not_plannable.
  result<OutboundPlanDefined> define(std::int32_t sequence, std::int32_t day_index, Rules const& rules, Instant now);
  /// Nothing when it is so already. That no other active plan has the sequence is the caller's to check.
  std::optional<OutboundPlanActiveSet> set_active(bool active, Instant now);
};
BOOST_DESCRIBE_STRUCT(OutboundPlan, (), (id, sequence, day_index, is_active, created_at, updated_at))
struct OutboundPlan::find_active_by_sequence : Where<Unique<&OutboundPlan::sequence>, &OutboundPlan::is_active, true> {
};

}  // namespace lilac::support

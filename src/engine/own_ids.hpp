// How ids of commands begin that the engine makes itself. A host's command_id may not: the two can never collide.
#pragma once

#include <string_view>

namespace lilac::own_ids {

inline constexpr char const* received = "received:";  ///< context.Event:source_event_id
inline constexpr char const* policy = "policy:";      ///< event id:context.policy:key

inline bool is_own(std::string_view command_id) {
  return command_id.starts_with(received) || command_id.starts_with(policy);
}

}  // namespace lilac::own_ids

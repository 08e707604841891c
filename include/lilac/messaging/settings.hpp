// What administrators, and customers for themselves, decide about messages in general.
#pragma once

#include "lilac/engine/work.hpp"
#include "lilac/messaging/commands.hpp"

namespace lilac::messaging {

result<QuietHours> handle(Handling<SetQuietHours>& work, SetQuietHours const& command);
result<ChannelLimits> handle(Handling<SetChannelLimits>& work, SetChannelLimits const& command);
result<> handle(Handling<Suppress>& work, Suppress const& command);
result<> handle(Handling<Unsuppress>& work, Unsuppress const& command);

}  // namespace lilac::messaging

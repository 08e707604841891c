// What the courier and vendors ask of messaging: claims, outcomes, receipts.
#pragma once

#include "lilac/engine/work.hpp"
#include "lilac/messaging/commands.hpp"

namespace lilac::messaging {

result<Claim> handle(Handling<ClaimMessages>& work, ClaimMessages const& command);
result<> handle(Handling<RecordSendOutcomes>& work, RecordSendOutcomes const& command);
result<> handle(Handling<RecordReceipt>& work, RecordReceipt const& command);

}  // namespace lilac::messaging

// What people and other contexts ask of messaging.
#pragma once

#include "lilac/engine/work.hpp"
#include "lilac/messaging/commands.hpp"

namespace lilac::messaging {

result<MessageAnswer> handle(Handling<RequestMessage>& work, RequestMessage const& command);
result<MessageAnswer> handle(Handling<CancelMessage>& work, CancelMessage const& command);
result<MessageAnswer> handle(Handling<RetryDeadLetter>& work, RetryDeadLetter const& command);
result<TemplateVersion> handle(Handling<DefineTemplate>& work, DefineTemplate const& command);

}  // namespace lilac::messaging

#pragma once

#include "lilac/kernel/id.hpp"

namespace lilac::messaging {

struct Message;
struct Template;  ///< what all versions of one template share: only its id
struct TemplateVersion;
struct QuietHours;
struct Suppression;
struct ChannelLimits;
struct DecisionMark;

using MessageId = Id<Message>;
using TemplateId = Id<Template>;
using TemplateVersionId = Id<TemplateVersion>;
using QuietHoursId = Id<QuietHours>;
using SuppressionId = Id<Suppression>;
using ChannelLimitsId = Id<ChannelLimits>;
using DecisionMarkId = Id<DecisionMark>;

}  // namespace lilac::messaging

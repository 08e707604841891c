// Everything a host needs of messaging.
#pragma once

#include "lilac/messaging/channel_limits.hpp"
#include "lilac/messaging/commands.hpp"
#include "lilac/messaging/errors.hpp"
#include "lilac/messaging/events.hpp"
#include "lilac/messaging/message.hpp"
#include "lilac/messaging/metrics.hpp"
#include "lilac/messaging/module.hpp"
#include "lilac/messaging/ports.hpp"
#include "lilac/messaging/queries.hpp"
#include "lilac/messaging/quiet_hours.hpp"
#include "lilac/messaging/rendering.hpp"
#include "lilac/messaging/rules.hpp"
#include "lilac/messaging/suppression.hpp"
#include "lilac/messaging/template.hpp"

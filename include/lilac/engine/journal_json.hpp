// The journal as JSON lines: what people read, and what two runs are compared by.
#pragma once

#include <string>

#include "lilac/engine/store.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac {

/// Appends `support.OutboundCompleted`.
void append_qualified(std::string& out, char const* context, char const* name);

/// Appends one event as one compact object: position, command (its position), ordinal, cause (ordinal of the event
/// whose policy led here, else null), type, entity, id and version (of the aggregate; null for a received event), at,
/// actor, correlation (`#` and the command's position where the caller gave none), payload.
void append_event_json(std::string& out, EventRow const& event, Showing showing = Showing::masked);

/// All events from behind position `after`, a line each (without its end), in pages of bounded size. `take` returns
/// false to stop. The same commands give the same bytes on every store.
result<> export_journal(Store& store, std::int64_t after, Showing showing,
                        FunctionRef<bool(std::string_view line)> take);

}  // namespace lilac

#pragma once

#include "engine/registry.hpp"
#include "lilac/engine/module.hpp"

namespace lilac::engine {

/// Feeds Mention, as a view's projection.
result<> note_mentions(Work& work, EventRow const& event);
inline bool is_of_mentions(ViewInfo const& view) { return view.project == &note_mentions; }
/// True when the event, or what is remembered of its command's reply, may hold words.
bool may_mention(Registry const& registry, EventRow const& event);

}  // namespace lilac::engine

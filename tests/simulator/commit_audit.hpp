// Every commit is checked where it reaches the store: what it writes and what its commands say they wrote is the same.
#pragma once

#include "lilac/engine/store.hpp"
#include "simulator/record.hpp"

namespace lilac::simulator {

/// Rows that the engine keeps for itself (deadlines, cursors, relay entries) are written without a command.
bool is_bookkeeping(EntityInfo const& entity);

void audit(WriteSet const& set, Verdict& verdict);

}  // namespace lilac::simulator

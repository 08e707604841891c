// What a store holds, as texts that two runs are compared by, and whether its rows and its journal agree.
#pragma once

#include <string>
#include <string_view>

#include "lilac/engine/store.hpp"

namespace lilac::faults {

/// Every row with its version, every command and every event: equal texts, equal stores. Left out are only the ids and
/// versions of the engine's own rows (deadlines, relay entries, cursors) and the versions of rows of views, which
/// depend on how often the program was started.
std::string everything_in(Store& store);

/// The same without what may differ when a fault cut off a try between its claim and its outcome. Such a try is taken
/// up again when its claim has run out (a message after two minutes, a delivery or a fan-out after five), so that
///   - what came of it carries a later time: updated_at and due_at of messages, created_at and updated_at of log lines,
///     changed_at of parcels; log lines and dead letters get their ids in another order, and rows other versions;
///   - a message counts another attempt, and there are more events that tell of attempts (MessageAttempted,
///     MessageAttemptFailed); a delivery or a fan-out counts another attempt;
///   - commands that no caller asked for (claims and outcomes) come in another number and order, and with them
///   positions.
/// The rows, what they say, and how many events there are of each other type stay the same.
std::string outcome_in(Store& store);

/// The lines in which two such texts differ, at most a few; empty when there are none.
std::string difference(std::string_view found, std::string_view expected);

/// Whether a try has been claimed and its outcome is not recorded.
bool holds_unfinished_try(Store& store);
/// Whether a commit records that a try failed because the address book or a fan-out could not read the store: to the
/// engine such a failure is one of the try, which is made again later.
bool records_failed_try(WriteSet const& set);

/// What `lilac replay` checks: versions without gaps, each row as its last change left it, no row without one, events
/// without gaps and each caused by an earlier one of its command. Empty when all of it holds.
std::string disagreements_in(Store& store);

}  // namespace lilac::faults

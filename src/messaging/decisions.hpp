// How claims and decisions about recipients meet in the store (see DecisionMark).
#pragma once

#include "lilac/engine/work.hpp"
#include "lilac/messaging/suppression.hpp"

namespace lilac::messaging {

/// Called by a claim before it asks what was decided: a decision that is committed before this claim is has been read,
/// or the claim is judged again. Makes the mark when there is none.
result<> read_mark(Work& work, DecisionMarkId id);
/// Called by whoever decides.
result<> count_decision(Work& work, DecisionMarkId id);

}  // namespace lilac::messaging

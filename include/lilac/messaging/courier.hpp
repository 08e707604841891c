// The courier takes due messages to the gateway: claim (commit) → send, with no transaction open → record (commit).
#pragma once

#include "lilac/engine/module.hpp"

namespace lilac::messaging {

/// One round; true when there was something to do. Does nothing while the gateway or the address book is unbound.
/// Several couriers, on several threads or one inside another, never take the same message: the claim decides.
/// A round that dies between claim and record loses nothing: its messages become Unknown when their claim lapses, and
/// the gateway is asked what became of their keys.
result<bool> carry(Engine& engine, Instant now);

/// The earliest instant at which a round would find something; nothing when no message waits or nobody can carry it.
result<std::optional<Instant>> next_round(Engine& engine);

}  // namespace lilac::messaging

#pragma once

#include "lilac/adapters/simulation_gateway.hpp"
#include "lilac/engine/engine.hpp"
#include "replay_bank/agenda.hpp"

namespace replay_bank {

/// Counts what happens inside: every policy that fired in a transaction ran one command.
struct Counter final : lilac::Observer {
  std::int64_t events = 0;
  std::int64_t policy_commands = 0;
  std::int64_t refusals = 0;
  void published(lilac::EventInfo const&) override { ++events; }
  void fired(lilac::PolicyInfo const&) override { ++policy_commands; }
  void refused(lilac::Rule const&) override { ++refusals; }
};

/// What the store holds in the end.
struct Found {
  std::int64_t users = 0, calls = 0, completed = 0, skipped = 0;
  std::int64_t messages = 0, sent = 0, failed = 0, waiting = 0;
  std::int64_t memos = 0, issues = 0, resolved = 0, logs = 0;
  std::int64_t journal_rows = 0;  ///< events
  std::int64_t command_rows = 0;  ///< one per command that was not a policy's
};

/// Reads everything back, page by page.
lilac::result<Found> count(lilac::Store& store);

/// Prints one line for each count, `expected = found`. True when all are equal.
/// `templates` is the number of calls in the programme, each defined by a command with one event.
bool reconcile(Expected const& expected, Found const& found, Counter const& counter,
               lilac::SimulationGateway::Counts const& carrier, std::int64_t templates);

}  // namespace replay_bank

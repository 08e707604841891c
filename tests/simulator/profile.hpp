// What may go wrong in one simulation, and how often. Each seed has its own mixture: a fault that is always on hides
// what only happens without it.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lilac/kernel/describe.hpp"
#include "lilac/messaging/rules.hpp"
#include "simulator/choices.hpp"

namespace lilac::simulator {

enum class Fault : std::uint8_t {
  // The store
  store_fails,                ///< one operation
  store_is_down,              ///< several in a row
  reply_is_lost,              ///< a commit is applied, and its caller hears of a failure
  scan_is_torn,               ///< fails after some rows
  process_dies,               ///< between any two operations
  process_dies_after_commit,  ///< before anybody hears of it
  rival_writes,               ///< another process commits just before a commit
  first_start_is_troubled,    ///< before there is anything in the store
  // The gateway
  gateway_times_out,  ///< carried, and no answer
  send_is_lost,       ///< never arrives, and no answer
  answer_is_late,     ///< carried or rejected; status() tells after a while
  answer_never_comes,
  rejected_for_now,
  rejected_for_good,
  answers_are_garbled,  ///< too many or too few
  gateway_throws,       ///< having carried some
  gateway_is_out,       ///< for a while, or flapping
  gateway_is_full,
  status_is_unavailable,
  process_dies_sending,
  rival_while_sending,
  receipt_comes,
  message_bounces,
  receipt_comes_twice,
  key_is_carried_twice,  ///< the gateway does not honour keys
  // Site
  port_is_unbound,  ///< until the next restart
  site_is_down,     ///< for some calls
  site_throws,
  site_reply_is_lost,
  // The clock
  clock_jumps_an_hour,
  clock_jumps_a_year,
  clock_steps_back,
  // Hosts
  wrong_actor,
  unknown_id,
  broken_text,
  command_comes_again,
  command_id_is_reused,
  event_comes_again,
  person_is_forgotten,  ///< redacted
  journal_is_trimmed
};
BOOST_DESCRIBE_ENUM(Fault, store_fails, store_is_down, reply_is_lost, scan_is_torn, process_dies,
                    process_dies_after_commit, rival_writes, first_start_is_troubled, gateway_times_out, send_is_lost,
                    answer_is_late, answer_never_comes, rejected_for_now, rejected_for_good, answers_are_garbled,
                    gateway_throws, gateway_is_out, gateway_is_full, status_is_unavailable, process_dies_sending,
                    rival_while_sending, receipt_comes, message_bounces, receipt_comes_twice, key_is_carried_twice,
                    port_is_unbound, site_is_down, site_throws, site_reply_is_lost, clock_jumps_an_hour,
                    clock_jumps_a_year, clock_steps_back, wrong_actor, unknown_id, broken_text, command_comes_again,
                    command_id_is_reused, event_comes_again, person_is_forgotten, journal_is_trimmed)
inline constexpr auto fault_count = static_cast<std::size_t>(Fault::journal_is_trimmed) + 1;
char const* name_of(Fault fault);

struct Profile {
  std::array<std::uint32_t, fault_count> rates{};  ///< in a thousand
  messaging::Rules messaging{};

  std::uint32_t rate(Fault fault) const { return rates[static_cast<std::size_t>(fault)]; }
  std::string text() const;
};

/// `swarm` draws a mixture; the others are fixed: nothing, one group of faults, or everything at once.
std::span<char const* const> profile_names();
bool is_profile(std::string_view name);
Profile draw_profile(std::string_view name, Choices& choices);

}  // namespace lilac::simulator

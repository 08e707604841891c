// Structs of options and ports as a caller of any version hands them in.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "lilac.h"

namespace lilac::capi {

/// No struct will ever be that large: a size beyond is no size.
inline constexpr std::uint32_t largest_struct = 64 * 1024;

/// Where the fields behind struct_size begin: a struct may end before any of them, not within one.
template <class T>
inline constexpr std::array<std::size_t, 0> field_starts{};
template <>
inline constexpr std::array field_starts<lilac_call>{offsetof(lilac_call, actor_kind), offsetof(lilac_call, actor_id),
                                                     offsetof(lilac_call, at), offsetof(lilac_call, command_id),
                                                     offsetof(lilac_call, correlation_id)};
template <>
inline constexpr std::array field_starts<lilac_options>{offsetof(lilac_options, read_only),
                                                        offsetof(lilac_options, path),
                                                        offsetof(lilac_options, store),
                                                        offsetof(lilac_options, gateway),
                                                        offsetof(lilac_options, receiver),
                                                        offsetof(lilac_options, clock),
                                                        offsetof(lilac_options, rules),
                                                        offsetof(lilac_options, rules_count),
                                                        offsetof(lilac_options, longest_step_back_ms)};
template <>
inline constexpr std::array field_starts<lilac_clock>{offsetof(lilac_clock, reserved), offsetof(lilac_clock, user_data),
                                                      offsetof(lilac_clock, destroy), offsetof(lilac_clock, now)};
template <>
inline constexpr std::array field_starts<lilac_receiver>{
    offsetof(lilac_receiver, trusts_errors), offsetof(lilac_receiver, user_data), offsetof(lilac_receiver, destroy),
    offsetof(lilac_receiver, deliver)};
template <>
inline constexpr std::array field_starts<lilac_message_gateway>{
    offsetof(lilac_message_gateway, max_in_flight), offsetof(lilac_message_gateway, user_data),
    offsetof(lilac_message_gateway, destroy), offsetof(lilac_message_gateway, send),
    offsetof(lilac_message_gateway, status)};
template <>
inline constexpr std::array field_starts<lilac_store>{
    offsetof(lilac_store, reserved),      offsetof(lilac_store, user_data),   offsetof(lilac_store, destroy),
    offsetof(lilac_store, prepare),       offsetof(lilac_store, load),        offsetof(lilac_store, scan),
    offsetof(lilac_store, scan_all),      offsetof(lilac_store, next_id),     offsetof(lilac_store, find_command),
    offsetof(lilac_store, read_commands), offsetof(lilac_store, read_events), offsetof(lilac_store, last_event),
    offsetof(lilac_store, commit)};
template <>
inline constexpr std::array field_starts<lilac_simulation>{offsetof(lilac_simulation, transient_failures),
                                                           offsetof(lilac_simulation, permanent_failures),
                                                           offsetof(lilac_simulation, lost_replies),
                                                           offsetof(lilac_simulation, lost_sends),
                                                           offsetof(lilac_simulation, reserved),
                                                           offsetof(lilac_simulation, seed),
                                                           offsetof(lilac_simulation, delay)};

/// Copies what the caller's struct has; the rest stays as it is in `own`. Throws Misuse.
void copy_options(void const* given, void* own, std::size_t own_size, std::span<std::size_t const> starts,
                  char const* what);
/// A struct of options as this library knows it: what the caller's is too short for keeps the default. Throws Misuse.
template <class T>
T options_from(T const* given, T own, char const* what) {
  static_assert(field_starts<T>.size() > 0, "its fields are listed above");
  if (given != nullptr) copy_options(given, &own, sizeof own, field_starts<T>, what);
  return own;
}

}  // namespace lilac::capi

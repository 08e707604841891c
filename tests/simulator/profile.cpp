#include "simulator/profile.hpp"

#include <algorithm>

namespace lilac::simulator {

namespace {

struct Group {
  char const* name;
  Fault first;
  Fault last;
};
constexpr Group groups[] = {
    {"storage", Fault::store_fails, Fault::process_dies_after_commit},
    {"rivals", Fault::rival_writes, Fault::first_start_is_troubled},
    {"gateway", Fault::gateway_times_out, Fault::receipt_comes_twice},
    {"site", Fault::port_is_unbound, Fault::site_reply_is_lost},
    {"clock", Fault::clock_jumps_an_hour, Fault::clock_steps_back},
    {"hosts", Fault::wrong_actor, Fault::journal_is_trimmed},
};
constexpr char const* names[] = {"swarm", "calm", "storage", "rivals", "gateway", "site", "clock", "hosts", "storm"};
constexpr std::uint32_t usual_rate = 100;

messaging::Rules draw_rules(Choices& choices) {
  constexpr std::int32_t claims[] = {100, 1, 2, 5};
  constexpr std::int32_t tries[] = {3, 1, 2};
  constexpr std::int32_t polls[] = {6, 1, 2};
  constexpr messaging::Unresolved unresolved[] = {messaging::Unresolved::resend, messaging::Unresolved::fall_back,
                                                  messaging::Unresolved::hold};
  messaging::Rules rules;
  rules.claim_size = choices.one_of(claims);
  rules.tries = choices.one_of(tries);
  rules.polls = choices.one_of(polls);
  rules.unresolved = choices.one_of(unresolved);
  rules.full_jitter = choices.below(2) == 0;
  constexpr std::int32_t breaker_failures[] = {20, 0, 2, 5};
  rules.breaker_failures = choices.one_of(breaker_failures);
  return rules;
}

}  // namespace

char const* name_of(Fault fault) { return lilac::name_of(type_of<Fault>(), static_cast<std::int64_t>(fault)); }

std::string Profile::text() const {
  std::string text;
  for (std::size_t i = 0; i < fault_count; ++i) {
    if (rates[i] == 0) continue;
    if (!text.empty()) text += ' ';
    text += std::string(name_of(static_cast<Fault>(i))) + "=" + std::to_string(rates[i]);
  }
  return text.empty() ? "nothing goes wrong" : text;
}

std::span<char const* const> profile_names() { return names; }

bool is_profile(std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

Profile draw_profile(std::string_view name, Choices& choices) {
  Profile profile;
  if (name == "swarm") {
    constexpr std::uint32_t drawn[] = {0, 0, 0, 15, 60, 250};
    for (auto& rate : profile.rates) rate = choices.one_of(drawn);
  } else if (name == "storm") {
    profile.rates.fill(usual_rate);
  } else {
    for (auto const& group : groups) {
      if (name != group.name) continue;
      for (auto at = static_cast<std::size_t>(group.first); at <= static_cast<std::size_t>(group.last); ++at)
        profile.rates[at] = usual_rate;
    }
  }
  profile.messaging = draw_rules(choices);
  return profile;
}

}  // namespace lilac::simulator

// What all parts of one simulation share.
#pragma once

#include "simulator/choices.hpp"
#include "simulator/profile.hpp"
#include "simulator/record.hpp"

namespace lilac::simulator {

/// A mistake put in on purpose, to see that the simulator finds it.
enum class Flaw : std::uint8_t {
  none,
  commit_is_forgotten,     ///< acknowledged, not applied
  event_is_hidden,         ///< from those who read the journal for deliveries
  key_is_carried_twice,    ///< by a gateway that says it honours keys
  row_is_changed_aside,    ///< without a command
  command_id_is_forgotten  ///< so that a repetition runs again
};

struct World {
  Choices& choices;
  Profile profile{};
  Sightings& sightings;
  Trace& trace;
  Verdict verdict{};
  Flaw flaw = Flaw::none;
  bool is_calm = false;            ///< the liveness phase: nothing goes wrong any more
  std::uint32_t mishaps = 0;       ///< of store and process, so far
  std::uint32_t interference = 0;  ///< by rivals, so far

  /// Decides whether a fault happens here, and counts it if so.
  bool happens(Fault fault) {
    if (is_calm || !choices.chance(profile.rate(fault))) return false;
    count(fault);
    return true;
  }
  void count(Fault fault) {
    sightings.saw(std::string("fault ") + name_of(fault));
    trace.note(std::string("! ") + name_of(fault));
  }
};

}  // namespace lilac::simulator

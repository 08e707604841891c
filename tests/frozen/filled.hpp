// Frozen samples: one stored payload of each event and each reply, as a released version wrote it.
#pragma once

#include <string>
#include <vector>

#include "lilac/engine/module.hpp"

namespace lilac::frozen {

struct Sample {
  std::string what;  ///< event or reply
  std::string name;  ///< support.OutboundCompleted; of a reply, its command
  std::int32_t version = 1;
  std::string payload;
};

/// What the present program would write for values in which every field says something.
std::vector<Sample> present_samples(std::span<ModuleInfo const* const> modules);
/// True when `frozen` is the sample of `present`'s version. Replies have no versions: fields are only appended to them,
/// and each form that was ever written has a sample of its own.
inline bool is_of_the_same_version(Sample const& frozen, Sample const& present) {
  return frozen.what == present.what && frozen.name == present.name && frozen.version == present.version &&
         (present.what != "reply" || frozen.payload == present.payload);
}
/// `what name version payload`, tab between.
std::string line_of(Sample const& sample);
std::vector<Sample> read_samples(std::string const& path);

/// Every module whose payloads are kept.
std::span<ModuleInfo const* const> all_modules();

}  // namespace lilac::frozen

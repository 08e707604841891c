#include "simulator/campaign.hpp"

#include <iomanip>
#include <ostream>

#include "simulator/must_be_seen.hpp"
#include "simulator/shrink.hpp"

namespace lilac::simulator {

namespace {

constexpr std::uint64_t enough_to_see_everything = 200;
constexpr int most_failures = 3;

std::string faults_in(Sightings const& seen) {
  std::string text;
  constexpr std::string_view fault = "fault ";
  for (auto const& [what, times] : seen.all()) {
    if (what.starts_with(fault)) text += (text.empty() ? "" : ", ") + what.substr(fault.size());
  }
  return text.empty() ? "nothing" : text;
}

void report(Failure const& failure, Campaign const& campaign, std::ostream& out) {
  auto const& found = *failure.outcome.violation;
  auto const& shrunk = *failure.shrunk.violation;
  auto const command = "lilac_simulator --profile " + campaign.setting.profile;
  out << "seed " << failure.seed << " FAILED: " << found.invariant << "\n  " << found.what
      << "\n  what may go wrong: " << failure.outcome.profile << "\n  again: " << command << " --seeds 1 --first "
      << failure.seed << " --steps " << campaign.steps << "\n  shrunk to " << failure.shrunk.story.size() - 1
      << " steps: " << shrunk.what << "\n  what went wrong: " << failure.shrunk_faults << "\n  again: " << command
      << " --trace --replay '" << to_text(failure.shrunk.story) << "'\n";
}

Failure shrunk(Campaign const& campaign, std::uint64_t seed, Outcome outcome) {
  Sightings unused;
  auto setting = campaign.setting;
  setting.reader = {};  // nobody wants to read all the tries
  auto best = outcome;
  auto const fails = [&](Story const& story) -> std::optional<Story> {
    auto again = simulate(Choices{story}, setting, unused);
    if (!again.violation || again.violation->invariant != outcome.violation->invariant) return std::nullopt;
    best = again;
    return again.story;
  };
  static_cast<void>(shrink(outcome.story, fails, campaign.shrinking));
  Sightings seen;
  best = simulate(Choices{best.story}, setting, seen);
  return {seed, std::move(outcome), std::move(best), faults_in(seen)};
}

}  // namespace

Choices choices_of(std::uint64_t seed, std::size_t steps) { return Choices{seed, steps + 1}; }

std::optional<Failure> run_seed(Campaign const& campaign, std::uint64_t seed, Sightings& sightings) {
  auto outcome = simulate(choices_of(seed, campaign.steps), campaign.setting, sightings);
  if (!outcome.violation && campaign.twice > 0 && seed % campaign.twice == 0) {
    // Once more from the seed, or from what was written down: it must be the same.
    Sightings unused;
    auto setting = campaign.setting;
    setting.reader = {};
    auto const again = seed / campaign.twice % 2 == 0 ? simulate(choices_of(seed, campaign.steps), setting, unused)
                                                      : simulate(Choices{outcome.story}, setting, unused);
    if (again.hash != outcome.hash || again.story != outcome.story) {
      outcome.violation = Violation{"same seed, same trace", "seed " + std::to_string(seed) + " ran differently"};
      return Failure{seed, outcome, outcome, {}};
    }
  }
  if (!outcome.violation) return std::nullopt;
  return shrunk(campaign, seed, std::move(outcome));
}

int run(Campaign const& campaign, std::ostream& out) {
  Sightings sightings;
  std::uint64_t passed = 0;
  int failed = 0;
  for (auto seed = campaign.first; seed < campaign.first + campaign.seeds && failed < most_failures; ++seed) {
    if (auto const failure = run_seed(campaign, seed, sightings)) {
      report(*failure, campaign, out);
      ++failed;
    } else {
      ++passed;
    }
  }
  if (campaign.shows_sightings) {
    for (auto const& [what, times] : sightings.all()) out << std::setw(9) << times << "  " << what << "\n";
  }
  if (failed == 0 && campaign.setting.profile == "swarm" && campaign.seeds >= enough_to_see_everything) {
    for (auto const& what : never_seen(sightings, campaign.seeds)) {
      out << "never seen: " << what << "\n";
      ++failed;
    }
  }
  out << passed << " passed, " << failed << " failed\n";
  return failed;
}

int replay(Story const& story, Setting const& setting, std::ostream& out) {
  Sightings sightings;
  auto const outcome = simulate(Choices{story}, setting, sightings);
  out << "profile: " << outcome.profile << "\nhash: " << std::hex << outcome.hash << std::dec << "\n";
  if (!outcome.violation) {
    out << "1 passed, 0 failed\n";
    return 0;
  }
  out << outcome.violation->invariant << "\n  " << outcome.violation->what << "\n0 passed, 1 failed\n";
  return 1;
}

}  // namespace lilac::simulator

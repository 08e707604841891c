// The simulator itself: it says the same thing twice, it finds mistakes that are put in on purpose, and what it prints
// repeats them.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "simulator/campaign.hpp"
#include "simulator/shrink.hpp"

namespace lilac::simulator {
namespace {

struct Planted {
  Flaw flaw;
  char const* profile;
  char const* invariant;
};
constexpr Planted planted[] = {
    {Flaw::commit_is_forgotten, "calm", "every acknowledged command survives"},
    {Flaw::event_is_hidden, "calm", "metrics count each event once"},
    {Flaw::key_is_carried_twice, "gateway", "a gateway that honours keys never delivers twice for one key"},
    {Flaw::row_is_changed_aside, "calm", "each row's versions are contiguous and its last digest is the row's"},
    {Flaw::command_id_is_forgotten, "hosts", "nothing fails without a cause"},
};

std::optional<Failure> first_failure(Planted const& mistake) {
  Campaign campaign;
  campaign.setting.profile = mistake.profile;
  campaign.setting.flaw = mistake.flaw;
  campaign.shrinking = 400;
  Sightings sightings;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    if (auto failure = run_seed(campaign, seed, sightings)) return failure;
  }
  return std::nullopt;
}

TEST_CASE("Every planted mistake is found, made short, and repeated by what is printed") {
  for (auto const& mistake : planted) {
    CAPTURE(mistake.invariant);
    auto const failure = first_failure(mistake);
    REQUIRE(failure);
    CHECK(failure->outcome.violation->invariant == mistake.invariant);
    CHECK(failure->shrunk.story.size() <= failure->outcome.story.size());
    CHECK(failure->shrunk.story.size() < 40);

    auto const story = parse_story(to_text(failure->shrunk.story));
    REQUIRE(story);
    std::ostringstream out;
    CHECK(replay(*story, {mistake.profile, mistake.flaw, {}}, out) == 1);
    CHECK(out.str().find(failure->shrunk.violation->what) != std::string::npos);
  }
}

TEST_CASE("The same seed leaves the same trace, another seed another") {
  Sightings sightings;
  auto const once = simulate(choices_of(7, 50), {}, sightings);
  CHECK(simulate(choices_of(7, 50), {}, sightings).hash == once.hash);
  CHECK(simulate(Choices{once.story}, {}, sightings).hash == once.hash);
  CHECK(simulate(choices_of(8, 50), {}, sightings).hash != once.hash);
}

TEST_CASE("A story survives being written down") {
  Story const story{{3, 1}, {}, {7}};
  CHECK(to_text(story) == "3,1;;7");
  CHECK(parse_story("3,1;;7") == story);
  CHECK(parse_story("") == Story(1));
  CHECK_FALSE(parse_story("3,x"));
}

TEST_CASE("Shrinking keeps what makes a story fail, and nothing else") {
  Story story(100, Step{5, 5});
  story[60] = {9, 4};
  auto const fails = [](Story const& tried) -> std::optional<Story> {
    auto const is_bad =
        std::any_of(tried.begin(), tried.end(), [](Step const& step) { return !step.empty() && step[0] == 9; });
    return is_bad ? std::optional{tried} : std::nullopt;
  };
  CHECK(shrink(story, fails, 1000) == Story{{}, {9}});
}

}  // namespace
}  // namespace lilac::simulator

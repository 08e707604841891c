#include <charconv>
#include <cstring>
#include <iostream>

#include "simulator/campaign.hpp"

namespace {

using namespace lilac::simulator;

void show_help(std::ostream& out) {
  out << R"(lilac_simulator [--seeds N] [--first S] [options]

Plays stories at a support desk, on the engine with its contexts support and messaging. Everything goes wrong that can:
the store fails and forgets to answer, processes die, gateways time out and flap, clocks jump, people ask twice. Then
nothing goes wrong any more, and everything must come to rest. One seed is one such story; it is the same every time.

  --seeds N        how many [200]; of 200 and more, everything must have been seen at least once
  --first S        the first seed [1]
  --steps N        of the phase in which things go wrong [200]
  --profile NAME   what may go wrong [swarm: each seed another mixture]
                   )";
  for (auto const* name : profile_names()) out << name << " ";
  out << R"(
  --twice N        every Nth seed is run twice and must leave the same trace [10; 0: none]
  --trace          says what happens
  --sightings      says at the end how often each thing happened
  --replay STORY   tells a story that a failure has printed
  --help

The last line is `N passed, N failed`; the exit code is 0 only if nothing failed.
)";
}

template <class Number>
bool parse(char const* text, Number& number) {
  if (text == nullptr) return false;
  auto const* const end = text + std::strlen(text);
  auto const [stop, error] = std::from_chars(text, end, number);
  return error == std::errc{} && stop == end;
}

}  // namespace

int main(int count, char** arguments) {
  Campaign campaign;
  std::optional<Story> story;
  for (int i = 1; i < count; ++i) {
    std::string_view const option = arguments[i];
    char const* const value = i + 1 < count ? arguments[i + 1] : nullptr;
    auto is_right = true;
    if (option == "--help" || option == "-h") {
      show_help(std::cout);
      return 0;
    }
    if (option == "--trace") {
      campaign.setting.reader = [](std::string_view line) { std::cout << line << "\n"; };
      continue;
    }
    if (option == "--sightings") {
      campaign.shows_sightings = true;
      continue;
    }
    if (option == "--seeds") {
      is_right = parse(value, campaign.seeds);
    } else if (option == "--first") {
      is_right = parse(value, campaign.first);
    } else if (option == "--steps") {
      is_right = parse(value, campaign.steps);
    } else if (option == "--twice") {
      is_right = parse(value, campaign.twice);
    } else if (option == "--profile" && value != nullptr) {
      campaign.setting.profile = value;
      is_right = is_profile(value);
    } else if (option == "--replay" && value != nullptr) {
      story = parse_story(value);
      is_right = story.has_value();
    } else {
      is_right = false;
    }
    if (!is_right) {
      std::cerr << "lilac_simulator: cannot make sense of " << option << (value != nullptr ? " " : "")
                << (value != nullptr ? value : "") << "; see --help\n";
      return 2;
    }
    ++i;
  }
  if (story) return replay(*story, campaign.setting, std::cout) == 0 ? 0 : 1;
  return run(campaign, std::cout) == 0 ? 0 : 1;
}

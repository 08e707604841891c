#include "simulator/choices.hpp"

#include <bit>
#include <charconv>

namespace lilac::simulator {

std::string to_text(Story const& story) {
  std::string text;
  for (std::size_t step = 0; step < story.size(); ++step) {
    if (step > 0) text += ';';
    for (std::size_t i = 0; i < story[step].size(); ++i) {
      if (i > 0) text += ',';
      text += std::to_string(story[step][i]);
    }
  }
  return text;
}

std::optional<Story> parse_story(std::string_view text) {
  Story story(1);
  auto const* at = text.data();
  auto const* const end = at + text.size();
  while (at != end) {
    if (*at == ';') {
      story.emplace_back();
      ++at;
    } else if (*at == ',') {
      ++at;
    } else {
      std::uint32_t decision = 0;
      auto const [stop, error] = std::from_chars(at, end, decision);
      if (error != std::errc{}) return std::nullopt;
      story.back().push_back(decision);
      at = stop;
    }
  }
  return story;
}

Random::Random(std::uint64_t seed) {
  for (auto& word : state_) {  // splitmix64: no seed gives the state of zeros that xoshiro never leaves
    auto mixed = (seed += 0x9e3779b97f4a7c15U);
    mixed = (mixed ^ mixed >> 30U) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ mixed >> 27U) * 0x94d049bb133111ebU;
    word = mixed ^ mixed >> 31U;
  }
}

std::uint64_t Random::next() {
  auto& s = state_;
  auto const result = std::rotl(s[1] * 5U, 7) * 9U;
  auto const shifted = s[1] << 17U;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = std::rotl(s[3], 45);
  return result;
}

Choices::Choices(std::uint64_t seed, std::size_t steps) : random_(Random{seed}), steps_(steps) {}
Choices::Choices(Story written) : written_(std::move(written)), steps_(written_.size()) {}

bool Choices::next_step() {
  if (told_.size() >= steps_) return false;
  told_.emplace_back();
  at_ = 0;
  return true;
}

std::optional<std::uint32_t> Choices::written_next() {
  auto const& step = written_[told_.size() - 1];
  return at_ < step.size() ? std::optional{step[at_++]} : std::nullopt;
}

std::uint32_t Choices::decide(std::uint32_t bound, std::uint32_t drawn) {
  auto const decision = random_ ? drawn : written_next().value_or(0) % bound;
  told_.back().push_back(decision);
  return decision;
}

std::uint32_t Choices::below(std::uint32_t bound) {
  if (bound <= 1) return 0;
  return decide(bound, random_ ? static_cast<std::uint32_t>(random_->next() % bound) : 0);
}

// What is written is the decision and not the draw: it stays what it is when a rate is changed.
bool Choices::chance(std::uint32_t per_thousand) {
  if (per_thousand == 0) return false;
  return decide(2, random_ && random_->next() % 1000 < per_thousand ? 1 : 0) == 1;
}

}  // namespace lilac::simulator

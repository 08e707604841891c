// Where every decision of a simulation comes from: drawn from a seed and written down, or read back from what was
// written. Nothing else is random, so a story that is told again happens again.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lilac::simulator {

/// The decisions of one step, in the order in which they were made. 0 is always the plainest one.
using Step = std::vector<std::uint32_t>;
/// Step 0 chooses what may go wrong at all.
using Story = std::vector<Step>;

/// `3,1;;7`: steps by semicolons, decisions by commas.
std::string to_text(Story const& story);
std::optional<Story> parse_story(std::string_view text);

/// xoshiro256**, seeded by splitmix64.
class Random {
 public:
  explicit Random(std::uint64_t seed);
  std::uint64_t next();

 private:
  std::array<std::uint64_t, 4> state_{};
};

class Choices {
 public:
  /// Draws a story of so many steps, step 0 included.
  Choices(std::uint64_t seed, std::size_t steps);
  /// Tells a written story again. What it does not say is 0.
  explicit Choices(Story written);

  /// False when the story is over.
  bool next_step();
  /// 0 ≤ n < `bound`.
  std::uint32_t below(std::uint32_t bound);
  /// True so many times in a thousand. A rate of 0 is no decision.
  bool chance(std::uint32_t per_thousand);
  template <class List>
  auto const& one_of(List const& list) {
    return list[below(static_cast<std::uint32_t>(std::size(list)))];
  }

  /// What was decided so far.
  Story const& told() const { return told_; }

 private:
  std::uint32_t decide(std::uint32_t bound, std::uint32_t drawn);
  std::optional<std::uint32_t> written_next();

  std::optional<Random> random_;
  Story written_;
  std::size_t steps_;
  std::size_t at_ = 0;
  Story told_;
};

}  // namespace lilac::simulator

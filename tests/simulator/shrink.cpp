#include "simulator/shrink.hpp"

#include <algorithm>
#include <numeric>

namespace lilac::simulator {

namespace {

using Fails = std::function<std::optional<Story>(Story const&)>;

class Shrinking {
 public:
  Shrinking(Story story, Fails const& fails, int tries) : best_(std::move(story)), fails_(fails), tries_(tries) {}

  Story run() {
    for (bool better = true; better && tries_ > 0;) {
      auto const before = weight();
      cut_the_end();
      remove_steps();
      plain_steps();
      plain_decisions();
      better = weight() < before;
    }
    return best_;
  }

 private:
  std::pair<std::size_t, std::uint64_t> weight() const {
    std::uint64_t sum = 0;
    for (auto const& step : best_) sum = std::accumulate(step.begin(), step.end(), sum + step.size());
    return {best_.size(), sum};
  }

  bool is_still_bad(Story const& story) {
    if (tries_ <= 0) return false;
    --tries_;
    auto told = fails_(story);
    if (!told) return false;
    best_ = std::move(*told);
    return true;
  }

  // Whatever fails at once needs nothing of what came later.
  void cut_the_end() {
    for (auto keep = best_.size() / 2; keep >= 1 && keep < best_.size(); keep = (keep + best_.size() + 1) / 2) {
      auto story = best_;
      story.resize(keep);
      if (is_still_bad(story)) keep = best_.size() / 2;
      if (tries_ <= 0) return;
    }
  }

  // Delta debugging: large pieces first.
  void remove_steps() {
    for (auto size = std::max<std::size_t>(1, best_.size() / 2); size >= 1; size /= 2) {
      for (std::size_t from = 1; from < best_.size();) {
        auto story = best_;
        auto const first = story.begin() + static_cast<std::ptrdiff_t>(from);
        auto const last = story.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, story.size()));
        story.erase(first, last);
        if (!is_still_bad(story)) from += size;
      }
    }
  }

  void plain_steps() {
    for (std::size_t at = 0; at < best_.size(); ++at) {
      if (at < best_.size() && !best_[at].empty()) {
        auto story = best_;
        story[at].clear();
        if (is_still_bad(story)) continue;
      }
      for (auto keep = at < best_.size() ? best_[at].size() / 2 : 0; keep > 0; keep /= 2) {
        auto story = best_;
        story[at].resize(keep);
        if (!is_still_bad(story)) break;
      }
    }
  }

  void plain_decisions() {
    for (std::size_t step = 0; step < best_.size(); ++step) {
      for (std::size_t i = 0; step < best_.size() && i < best_[step].size(); ++i) {
        if (best_[step][i] == 0) continue;
        auto story = best_;
        story[step][i] = 0;
        if (is_still_bad(story)) continue;
        if (best_[step][i] == 1) continue;
        story = best_;
        story[step][i] = 1;
        static_cast<void>(is_still_bad(story));
      }
    }
  }

  Story best_;
  Fails const& fails_;
  int tries_;
};

}  // namespace

Story shrink(Story story, Fails const& fails, int tries) { return Shrinking{std::move(story), fails, tries}.run(); }

}  // namespace lilac::simulator

// What a run leaves behind: what was seen, what happened in which order, and the first thing that was wrong.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "lilac/kernel/codec.hpp"

namespace lilac::simulator {

/// How often each thing happened, over many runs: without them, green might mean that nothing was tried.
class Sightings {
 public:
  void saw(std::string_view what) {
    auto const found = counts_.find(what);
    if (found == counts_.end())
      counts_.emplace(what, 1);
    else
      ++found->second;
  }
  std::uint64_t of(std::string_view what) const {
    auto const found = counts_.find(what);
    return found == counts_.end() ? 0 : found->second;
  }
  std::map<std::string, std::uint64_t, std::less<>> const& all() const { return counts_; }

 private:
  std::map<std::string, std::uint64_t, std::less<>> counts_;
};

/// Everything that happened, as one hash; and as lines, when somebody reads along.
class Trace {
 public:
  explicit Trace(std::function<void(std::string_view)> reader = {}) : reader_(std::move(reader)) {}
  void note(std::string_view line) {
    hash_ = digest(line, hash_);
    if (reader_) reader_(line);
  }
  std::uint64_t hash() const { return hash_; }

 private:
  std::function<void(std::string_view)> reader_;
  std::uint64_t hash_ = 0;
};

struct Violation {
  std::string invariant;
  std::string what;
};

/// The first violation; what follows from it is not looked at.
class Verdict {
 public:
  void broken(std::string_view invariant, std::string what) {
    if (!first_) first_ = Violation{std::string(invariant), std::move(what)};
  }
  bool is_good() const { return !first_; }
  std::optional<Violation> const& first() const { return first_; }

 private:
  std::optional<Violation> first_;
};

}  // namespace lilac::simulator

// The names in the objects that a parser has open, to see whether one comes twice.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lilac {

class MemberNames {
 public:
  void open() {
    opened_.push_back(begins_.size());
    begins_.push_back(names_.size());
  }
  void add_part(std::string_view part) { names_ += part; }
  void add_last_part(std::string_view part) {
    names_ += part;
    begins_.push_back(names_.size());
  }
  /// Ends the innermost object: the name that it has twice, or nothing.
  std::optional<std::string> close() {
    auto const first = begins_.begin() + static_cast<std::ptrdiff_t>(opened_.back());
    std::vector<std::string_view> sorted;
    sorted.reserve(static_cast<std::size_t>(begins_.end() - first));
    for (auto begin = first; begin + 1 != begins_.end(); ++begin)
      sorted.push_back(std::string_view{names_}.substr(*begin, *(begin + 1) - *begin));
    std::sort(sorted.begin(), sorted.end());
    auto const twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end()) return std::string{*twice};
    names_.resize(*first);
    begins_.erase(first, begins_.end());
    opened_.pop_back();
    return std::nullopt;
  }

 private:
  std::string names_;                ///< of the members of all open objects, one after the other
  std::vector<std::size_t> begins_;  ///< where each of them begins in `names_`
  std::vector<std::size_t> opened_;  ///< how many there were when each open object began
};

}  // namespace lilac

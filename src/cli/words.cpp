#include "cli/words.hpp"

#include <algorithm>
#include <cctype>

namespace lilac::cli {

namespace {

std::string small(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// How many letters were left out, put in, replaced or swapped with their neighbour.
std::size_t slips_between(std::string const& a, std::string const& b) {
  std::vector<std::vector<std::size_t>> slips(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t k = 0; k <= b.size(); ++k) {
      if (i == 0 || k == 0) {
        slips[i][k] = i + k;
        continue;
      }
      slips[i][k] = std::min({slips[i - 1][k] + 1, slips[i][k - 1] + 1, slips[i - 1][k - 1] + (a[i - 1] != b[k - 1])});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
        slips[i][k] = std::min(slips[i][k], slips[i - 2][k - 2] + 1);
    }
  }
  return slips.back().back();
}

}  // namespace

std::string no_such(std::string_view what, std::string_view given, std::vector<std::string> const& choices) {
  auto text = "no " + std::string(what) + " " + std::string(given) + "; ";
  constexpr std::size_t longest = 64;  // nobody mistypes a name so long
  auto const word = small(given.substr(0, longest));
  auto nearest = word.size() / 3 + 2;  // too far: another word
  std::string meant;
  for (auto const& choice : choices) {
    auto const slips = slips_between(word, small(choice));
    if (slips >= nearest) continue;
    nearest = slips;
    meant = choice;
  }
  if (!meant.empty()) return text + "did you mean " + meant + "?";
  text += "there are ";
  for (auto const& choice : choices) text += (&choice == &choices.front() ? "" : ", ") + choice;
  return text;
}

}  // namespace lilac::cli

#include "cli/columns.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace lilac::cli {

namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

/// Wide and full-width blocks of Unicode's EastAsianWidth, whole blocks at a time.
constexpr std::array wide{
    Range{0x1100, 0x115F},    // leading consonants of Hangul
    Range{0x231A, 0x231B},    // watch, hourglass
    Range{0x2E80, 0x303E},    // radicals, CJK punctuation
    Range{0x3041, 0x33FF},    // kana, compatibility Jamo, enclosed and squared letters
    Range{0x3400, 0x4DBF},    // Han, extension A
    Range{0x4E00, 0xA4CF},    // Han, Yi
    Range{0xA960, 0xA97C},    // Hangul Jamo, extended A
    Range{0xAC00, 0xD7A3},    // Hangul syllables
    Range{0xF900, 0xFAFF},    // compatibility Han
    Range{0xFE30, 0xFE6F},    // forms of CJK punctuation
    Range{0xFF01, 0xFF60},    // full-width letters
    Range{0xFFE0, 0xFFE6},    // full-width signs, ￦ among them
    Range{0x1F300, 0x1F64F},  // pictures and faces
    Range{0x1F680, 0x1F6FF},  // traffic
    Range{0x1F900, 0x1F9FF},  // more pictures
    Range{0x20000, 0x3FFFD},  // Han, further extensions
};

/// What stands on the letter before it, or is not seen at all.
constexpr std::array without_width{
    Range{0x0300, 0x036F},  // accents
    Range{0x1160, 0x11FF},  // vowels and final consonants of Hangul
    Range{0x200B, 0x200F},  // zero-width space and joiners, directions
    Range{0x2060, 0x2064},  // word joiner
    Range{0x20D0, 0x20F0},  // marks for symbols
    Range{0xD7B0, 0xD7FB},  // Hangul Jamo, extended B
    Range{0xFE00, 0xFE0F},  // variation selectors
    Range{0xFE20, 0xFE2F},  // half marks
    Range{0xFEFF, 0xFEFF},
};

template <class Ranges>
bool is_in(Ranges const& ranges, std::uint32_t point) {
  auto const found = std::find_if(ranges.begin(), ranges.end(), [&](Range const& one) { return point <= one.last; });
  return found != ranges.end() && point >= found->first;
}

/// Takes the first code point off the text.
std::uint32_t take_point(std::string_view& text) {
  auto const byte = static_cast<unsigned char>(text.front());
  std::size_t const length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  std::uint32_t point = length == 1 ? byte : byte & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length && i < text.size(); ++i)
    point = point << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(std::min(length, text.size()));
  return point;
}

std::size_t width_of_point(std::uint32_t point) {
  if (point < 0x0300) return 1;  // most text
  return is_in(without_width, point) ? 0 : is_in(wide, point) ? 2 : 1;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += width_of_point(take_point(text));
  return columns;
}

std::string padded(std::string_view text, std::size_t columns) {
  auto out = std::string(text);
  out.append(columns - std::min(columns, width_of(text)), ' ');
  return out;
}

std::string shortened(std::string_view text, std::size_t columns) {
  auto const all = text;
  auto kept = std::size_t{0};  // bytes that still leave room for the ellipsis
  for (std::size_t seen = 0; !text.empty();) {
    seen += width_of_point(take_point(text));
    if (seen > columns) return std::string(all.substr(0, kept)) + "…";
    if (seen < columns) kept = all.size() - text.size();
  }
  return std::string(all);
}

}  // namespace lilac::cli

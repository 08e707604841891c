#include "lilac/kernel/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace lilac {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080;
constexpr std::uint64_t low_bits = 0x0101010101010101;

constexpr std::size_t word_size = sizeof(std::uint64_t);

/// True when the first eight bytes, or as many as there are, are ASCII and none of them is NUL.
bool begins_plain(std::string_view text) {
  auto word = low_bits;
  if (text.size() >= word_size)
    std::memcpy(&word, text.data(), word_size);
  else
    std::memcpy(&word, text.data(), text.size());
  return ((word | ((word - low_bits) & ~word)) & high_bits) == 0;
}

constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The length of the well-formed sequence that begins `text`, or 0 (Unicode 15, table 3-7: no overlong forms, no
/// surrogates, nothing above U+10FFFF).
std::size_t sequence_length(std::string_view text) {
  auto const first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return first != 0;
  std::size_t const length = first < 0xC2 ? 0U : first < 0xE0 ? 2U : first < 0xF0 ? 3U : first < 0xF5 ? 4U : 0U;
  if (length == 0 || text.size() < length) return 0;
  auto const second = static_cast<unsigned char>(text[1]);
  unsigned const lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  unsigned const highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (second < lowest || second > highest) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  return length;
}

/// Takes the first code point off `text`, which is valid.
char32_t take_code_point(std::string_view& text) {
  auto const first = static_cast<unsigned char>(text[0]);
  std::size_t const length = first < 0x80 ? 1U : first < 0xE0 ? 2U : first < 0xF0 ? 3U : 4U;
  char32_t point = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length && i < text.size(); ++i)
    point = (point << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(std::min(length, text.size()));
  return point;
}

struct Range {
  char32_t first;
  char32_t last;
};
/// White_Space and Default_Ignorable_Code_Point of the Unicode database (15.0), in order: spaces, what has no width,
/// and the Hangul fillers that look like a space.
constexpr Range invisible[] = {
    {0x0009, 0x000D}, {0x0020, 0x0020}, {0x0085, 0x0085},   {0x00A0, 0x00A0},   {0x00AD, 0x00AD},  {0x034F, 0x034F},
    {0x061C, 0x061C}, {0x115F, 0x1160}, {0x1680, 0x1680},   {0x17B4, 0x17B5},   {0x180B, 0x180F},  {0x2000, 0x200F},
    {0x2028, 0x202F}, {0x205F, 0x206F}, {0x3000, 0x3000},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},  {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

bool is_invisible(char32_t point) {
  auto const* const range = std::ranges::lower_bound(invisible, point, {}, &Range::last);
  return range != std::end(invisible) && point >= range->first;
}

/// The first `count` letters of `text`.
std::string_view first_letters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size() && (count > 0 || is_continuation(text[end]))) {
    if (!is_continuation(text[end])) --count;
    ++end;
  }
  while (end < text.size() && is_continuation(text[end])) ++end;
  return text.substr(0, end);
}

/// Says nothing about the secret, not even its length.
constexpr char const* fully_masked = "****";

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_phone(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (is_digit(c))
      ++digits;
    else if (c != '-' && c != ' ' && c != '.' && c != '(' && c != ')' && !(c == '+' && i == 0))
      return false;
  }
  return digits >= 8;  // A shorter number would be told by what is left of it.
}

std::string masked_phone(std::string phone) {
  int left = 4;
  for (auto at = phone.rbegin(); at != phone.rend() && left > 0; ++at) {
    if (!is_digit(*at)) continue;
    *at = '*';
    --left;
  }
  return phone;
}

std::string masked_mailbox(std::string_view mailbox, std::string_view domain) {
  std::string out;
  if (length_of(mailbox) > 2) out = first_letters(mailbox, 2);
  out += "**@";
  out += domain;
  return out;
}

}  // namespace

bool is_valid_text(std::string_view text) {
  while (!text.empty()) {
    if (begins_plain(text)) {
      text.remove_prefix(std::min(text.size(), word_size));
      continue;
    }
    auto const length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::size_t length_of(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    if (!is_invisible(take_code_point(text))) return false;
  }
  return true;
}

std::string Address::masked() const {
  if (secret.empty()) return {};
  auto const at = secret.rfind('@');
  if (at != std::string::npos) {
    std::string_view const whole = secret;
    if (at == 0 || at + 1 == whole.size()) return fully_masked;
    return masked_mailbox(whole.substr(0, at), whole.substr(at + 1));
  }
  return is_phone(secret) ? masked_phone(secret) : fully_masked;
}

std::string masked_name(std::string_view name) {
  auto const letters = length_of(name);
  std::string out;
  if (letters > 1) out = first_letters(name, 1);
  out.append(letters > 1 ? letters - 1 : letters, '*');
  return out;
}

}  // namespace lilac

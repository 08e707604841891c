#include "lilac/kernel/text.hpp"

#include <doctest/doctest.h>

using namespace lilac;
using namespace std::string_view_literals;

TEST_CASE("well-formed UTF-8 of every length is text") {
  CHECK(is_valid_text(""));
  CHECK(is_valid_text("plain, and longer than eight bytes"));
  CHECK(is_valid_text("\x7F"));
  CHECK(is_valid_text("\xC2\x80"));          // U+0080, the first of two bytes
  CHECK(is_valid_text("\xE0\xA0\x80"));      // U+0800
  CHECK(is_valid_text("\xED\x9F\xBF"));      // U+D7FF, the last before the surrogates
  CHECK(is_valid_text("\xEE\x80\x80"));      // U+E000, the first after them
  CHECK(is_valid_text("\xF0\x90\x80\x80"));  // U+10000
  CHECK(is_valid_text("\xF4\x8F\xBF\xBF"));  // U+10FFFF
  CHECK(is_valid_text("라일락 🌸 lilac"));
}

TEST_CASE("NUL is not text, wherever it stands") {
  CHECK_FALSE(is_valid_text("\0"sv));
  for (std::size_t at = 0; at < 20; ++at) {
    std::string text(20, 'a');
    CHECK(is_valid_text(text));
    text[at] = '\0';
    CHECK_FALSE(is_valid_text(text));
    text[at] = '\x80';
    CHECK_FALSE(is_valid_text(text));
  }
}

TEST_CASE("malformed UTF-8 is not text") {
  CHECK_FALSE(is_valid_text("\x80"));              // a continuation without a beginning
  CHECK_FALSE(is_valid_text("\xC1\xBF"));          // overlong
  CHECK_FALSE(is_valid_text("\xE0\x9F\xBF"));      // overlong
  CHECK_FALSE(is_valid_text("\xF0\x8F\xBF\xBF"));  // overlong
  CHECK_FALSE(is_valid_text("\xED\xA0\x80"));      // a surrogate
  CHECK_FALSE(is_valid_text("\xF4\x90\x80\x80"));  // above U+10FFFF
  CHECK_FALSE(is_valid_text("\xF5\x80\x80\x80"));
  CHECK_FALSE(is_valid_text("\xFF"));
  CHECK_FALSE(is_valid_text("\xE2\x82"));  // cut off
  CHECK_FALSE(is_valid_text("\xE2\x82z"));
}

TEST_CASE("a length counts code points") {
  CHECK(length_of("") == 0);
  CHECK(length_of("abc") == 3);
  CHECK(length_of("라일락") == 3);
  CHECK(length_of("🌸") == 1);
}

TEST_CASE("white space and what cannot be seen is blank") {
  CHECK(is_blank(""));
  CHECK(is_blank(" \t\r\n"));
  CHECK(is_blank("\u0085\u00A0\u1680\u2003\u2028\u202F\u205F\u3000"));
  CHECK(is_blank("\u200B\u200C\u200D\u2060\uFEFF"));
  CHECK(is_blank("\u3164"));
}

TEST_CASE("what is blank begins and ends exactly where Unicode says") {
  auto const text_of = [](char32_t point) {
    std::string text;
    if (point < 0x80) {
      text += static_cast<char>(point);
    } else if (point < 0x800) {
      text += static_cast<char>(0xC0 | point >> 6);
    } else if (point < 0x10000) {
      text += static_cast<char>(0xE0 | point >> 12);
      text += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    } else {
      text += static_cast<char>(0xF0 | point >> 18);
      text += static_cast<char>(0x80 | (point >> 12 & 0x3F));
      text += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    }
    if (point >= 0x80) text += static_cast<char>(0x80 | (point & 0x3F));
    return text;
  };
  struct {
    char32_t first, last;
  } const ranges[] = {{0x09, 0x0D},       {0x20, 0x20},       {0x85, 0x85},      {0xA0, 0xA0},     {0xAD, 0xAD},
                      {0x34F, 0x34F},     {0x61C, 0x61C},     {0x115F, 0x1160},  {0x1680, 0x1680}, {0x17B4, 0x17B5},
                      {0x180B, 0x180F},   {0x2000, 0x200F},   {0x2028, 0x202F},  {0x205F, 0x206F}, {0x3000, 0x3000},
                      {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},  {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8},
                      {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
  for (auto const& range : ranges) {
    CAPTURE(static_cast<std::uint32_t>(range.first));
    CHECK_FALSE(is_blank(text_of(range.first - 1)));
    CHECK(is_blank(text_of(range.first)));
    CHECK(is_blank(text_of(range.last)));
    CHECK_FALSE(is_blank(text_of(range.last + 1)));
  }
}

TEST_CASE("anything that can be seen is not blank") {
  CHECK_FALSE(is_blank("."));
  CHECK_FALSE(is_blank("  \u3000가 "));
  CHECK_FALSE(is_blank("\u3163"));
  CHECK_FALSE(is_blank("\u2010"));
  CHECK_FALSE(is_blank("🌸"));
}

TEST_CASE("a phone number loses its last four digits") {
  CHECK(Address{"010-1234-5678"}.masked() == "010-1234-****");
  CHECK(Address{"01012345678"}.masked() == "0101234****");
  CHECK(Address{"+82-10-1234-5678"}.masked() == "+82-10-1234-****");
  CHECK(Address{"+821012345678"}.masked() == "+82101234****");
  CHECK(Address{"02 123 45-67"}.masked() == "02 123 **-**");
  CHECK(Address{"1588-1234"}.masked() == "1588-****");
}

TEST_CASE("a mailbox keeps its first two letters, a short one none") {
  CHECK(Address{"abc@ex.com"}.masked() == "ab**@ex.com");
  CHECK(Address{"abcdefgh@ex.com"}.masked() == "ab**@ex.com");
  CHECK(Address{"라일락@ex.com"}.masked() == "라일**@ex.com");
  CHECK(Address{"ab@ex.com"}.masked() == "**@ex.com");
  CHECK(Address{"a@ex.com"}.masked() == "**@ex.com");
  CHECK(Address{"라일@ex.com"}.masked() == "**@ex.com");
}

TEST_CASE("any other address shows nothing at all") {
  CHECK(Address{"Seoul, Main Street 5"}.masked() == "****");
  CHECK(Address{"1234567"}.masked() == "****");  // seven digits: three would tell too much
  CHECK(Address{"@ex.com"}.masked() == "****");
  CHECK(Address{"abc@"}.masked() == "****");
  CHECK(Address{"010-1234-567x"}.masked() == "****");
  CHECK(Address{}.masked() == "");
}

TEST_CASE("a name keeps its first letter, a name of one letter nothing") {
  CHECK(masked_name("김철수") == "김**");
  CHECK(masked_name("Ada") == "A**");
  CHECK(masked_name("김") == "*");
  CHECK(masked_name("") == "");
}

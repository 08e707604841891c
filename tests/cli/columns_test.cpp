#include "cli/columns.hpp"

#include <doctest/doctest.h>

namespace lilac::cli {
namespace {

TEST_CASE("Hangul, Han and kana take two columns a letter, Latin one") {
  CHECK(width_of("") == 0);
  CHECK(width_of("Kim") == 3);
  CHECK(width_of("김라일락") == 8);
  CHECK(width_of("山田たろう") == 10);
  CHECK(width_of("Müller") == 6);
  CHECK(width_of("ＡＢ") == 4);
  CHECK(width_of("₩￦") == 3);
  CHECK(width_of("🌸") == 2);
}

TEST_CASE("What stands on the letter before it takes no column") {
  CHECK(width_of("e\xCC\x81") == 1);                 // e and an acute accent
  CHECK(width_of("\xE1\x84\x80\xE1\x85\xA1") == 2);  // ㄱ and ㅏ as two Jamo: one syllable
}

TEST_CASE("Cells of names in several scripts are equally wide") {
  for (auto const* name : {"", "Kim", "김라일락", "山田", "김 Kim 🌸"}) {
    CAPTURE(name);
    CHECK(width_of(padded(name, 16)) == 16);
  }
  CHECK(padded("김라일락", 8) == "김라일락");
  CHECK(padded("김라일락", 7) == "김라일락");
}

TEST_CASE("A text is cut between letters, and never wider than its room") {
  CHECK(shortened("김라일락", 8) == "김라일락");
  CHECK(shortened("김라일락", 7) == "김라일…");
  CHECK(shortened("김라일락", 6) == "김라…");
  CHECK(shortened("lilac", 5) == "lilac");
  CHECK(shortened("lilac", 4) == "lil…");
}

}  // namespace
}  // namespace lilac::cli

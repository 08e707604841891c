#include "cli/stickies.hpp"

#include <doctest/doctest.h>

#include "cli/program.hpp"

namespace lilac::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows parsed(std::string_view text) {
  std::vector<std::size_t> lines;
  return parse_csv(text, lines);
}

TEST_CASE("Cells are plain or quoted; quoted ones hold commas, quotes and line ends") {
  CHECK(parsed("a,b\nc,\"d, e\"\n") == Rows{{"a", "b"}, {"c", "d, e"}});
  CHECK(parsed("\"say \"\"no\"\"\",x\r\n\"two\nlines\",\n") == Rows{{"say \"no\"", "x"}, {"two\nlines", ""}});
  CHECK(parsed("\xEF\xBB\xBF"
               "a,b") == Rows{{"a", "b"}});
  CHECK(parsed("a\n\n\nb\n") == Rows{{"a"}, {"b"}});
}

TEST_CASE("A quote that never closes is refused with its line") {
  try {
    parsed("a\nb,\"c\nd\n");
    FAIL("it was taken");
  } catch (Failure const& failure) {
    CHECK(failure.exit == cannot_open);
    CHECK(std::string(failure.what()) == "the quote that opens in line 2 never closes");
  }
}

TEST_CASE("Columns are found by name, in any order, and lines are counted") {
  auto const stickies = read_stickies(
      "kind,source,context,suggested_name,name_in_source\n"
      "event,000,support,X,\"X\nY\"\nrule,001,support,,Z\n",
      "file");
  REQUIRE(stickies.size() == 2);
  CHECK(stickies[0].name == "X\nY");
  CHECK(stickies[0].kind == "event");
  CHECK(stickies[1].source == "001");
  CHECK(stickies[1].line == 4);
}

TEST_CASE("A missing column and a row of another width are refused") {
  CHECK_THROWS_AS(read_stickies("a,b\n", "file"), Failure);
  CHECK_THROWS_AS(read_stickies("", "file"), Failure);
  CHECK_THROWS_AS(read_stickies("source,context,kind,name_in_source,suggested_name\na,b\n", "file"), Failure);
}

}  // namespace
}  // namespace lilac::cli

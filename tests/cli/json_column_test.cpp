#include "engine/json_column.hpp"

#include <doctest/doctest.h>

#include <string>

namespace lilac::cli {
namespace {

/// What stands at the place of a path.
std::string_view at(std::string_view json, std::string_view path) { return json.substr(place_of(json, path)); }

constexpr std::string_view json =
    R"( {"a" : [1, {"b.c": "x,}]\"", "d": [[], [true, null]]} ], "e":{"f":{}}, "x.y": -1.5e3} )";

TEST_CASE("A path leads through members and elements") {
  CHECK(at(json, "").starts_with(R"({"a")"));
  CHECK(at(json, "a").starts_with("[1,"));
  CHECK(at(json, "a[0]").starts_with("1,"));
  CHECK(at(json, "a[1].d").starts_with("[[], [true"));
  CHECK(at(json, "a[1].d[1][1]").starts_with("null"));
  CHECK(at(json, "e.f").starts_with("{}}"));
}

TEST_CASE("Names may hold dots, and texts may hold anything") {
  CHECK(at(json, "a[1].b.c").starts_with(R"("x,}])"));
  CHECK(at(json, "x.y").starts_with("-1.5e3"));
}

TEST_CASE("Of a path that leads nowhere, the last thing on the way is found") {
  CHECK(at(json, "e.g").starts_with(R"({"f")"));
  CHECK(at(json, "a[7]").starts_with("[1,"));
  CHECK(at(json, "a[x]").starts_with("[1,"));
  CHECK(at(json, "z.y").starts_with(R"({"a")"));
  CHECK(at(json, "a[0].b").starts_with("1,"));
  CHECK(at("17", "a") == "17");
}

TEST_CASE("Columns are counted in characters, from 1") {
  CHECK(column_of("abc", 0) == 1);
  CHECK(column_of("abc", 3) == 4);
  CHECK(column_of("가나다", 6) == 3);
}

}  // namespace
}  // namespace lilac::cli

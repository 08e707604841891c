#include "lilac/kernel/type_info.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "kernel/sample.hpp"

using namespace lilac;

namespace {

enum class Plain { Below = -1, Above = 1 };
BOOST_DESCRIBE_ENUM(Plain, Below, Above)
enum class Wide : std::uint16_t { Small = 1, Large = 40'000 };
BOOST_DESCRIBE_ENUM(Wide, Small, Large)
enum class Sparse : std::uint8_t { First = 10, Last = 200 };
BOOST_DESCRIBE_ENUM(Sparse, First, Last)

template <class T>
void survives(T wanted, std::int64_t number) {
  CHECK(read_number(type_of<T>(), &wanted) == number);
  T written{};
  write_number(type_of<T>(), &written, number);
  CHECK(written == wanted);
  CHECK(fits(type_of<T>(), number));
}

}  // namespace

TEST_CASE("every kind of number is read and written as one") {
  survives(true, 1);
  survives(false, 0);
  survives<std::int32_t>(-5, -5);
  survives<std::int64_t>(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min());
  survives(sample::OrderId{-7}, -7);
  survives(sample::Grade::High, 2);
  survives(Plain::Below, -1);
  survives(Wide::Large, 40'000);
  survives(Sparse::Last, 200);
  survives(Instant{Duration{-3}}, -3);
  survives(LocalDate{std::chrono::days{20'000}}, 20'000);
  survives(Duration{86'400'000}, 86'400'000);
}

TEST_CASE("a number must fit the type's width, its enumerators or its range") {
  auto const& narrow = type_of<std::int32_t>();
  CHECK(fits(narrow, std::numeric_limits<std::int32_t>::max()));
  CHECK_FALSE(fits(narrow, std::int64_t{std::numeric_limits<std::int32_t>::max()} + 1));
  CHECK(fits(narrow, std::numeric_limits<std::int32_t>::min()));
  CHECK_FALSE(fits(narrow, std::int64_t{std::numeric_limits<std::int32_t>::min()} - 1));
  CHECK_FALSE(fits(type_of<bool>(), 2));
  CHECK_FALSE(fits(type_of<sample::Grade>(), 3));
  CHECK_FALSE(fits(type_of<sample::Grade>(), -1));
  CHECK_FALSE(fits(type_of<Instant>(), std::numeric_limits<std::int64_t>::max()));
  CHECK_FALSE(fits(type_of<LocalDate>(), 4'000'000));
}

TEST_CASE("enumerators are found by their value, gaps or not") {
  CHECK(std::string_view{name_of(type_of<sample::Grade>(), 1)} == "Middle");
  CHECK(std::string_view{name_of(type_of<Sparse>(), 200)} == "Last");
  CHECK(std::string_view{name_of(type_of<Plain>(), -1)} == "Below");
  CHECK(name_of(type_of<Sparse>(), 0) == nullptr);
  CHECK(name_of(type_of<Plain>(), 0) == nullptr);
}

TEST_CASE("the text of texts, personal texts, objects and addresses is at hand") {
  std::string text = "a";
  PersonalText personal = "b";
  Address address{"c"};
  Json object{R"({"d":1})"};
  CHECK(text_at(type_of<std::string>(), &text) == "a");
  CHECK(text_at(type_of<PersonalText>(), &personal) == "b");
  CHECK(text_at(type_of<Address>(), &address) == "c");
  CHECK(text_at(type_of<Json>(), &object) == R"({"d":1})");
}

TEST_CASE("a record lists its fields in the order of their declaration") {
  auto const& type = type_of<sample::Line>();
  REQUIRE(type.fields.size() == 2);
  CHECK(std::string_view{type.name} == "Line");
  CHECK(std::string_view{type.fields[0].name} == "quantity");
  CHECK(type.fields[1].type->kind == Kind::optional);
  sample::Line line{7, std::nullopt};
  CHECK(read_number(*type.fields[0].type, type.fields[0].at(&line)) == 7);
}

#include "lilac/kernel/time.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace lilac;
using namespace std::chrono;

namespace {

constexpr Instant earliest{sys_days{year{1} / January / 1}};
constexpr Instant latest = Instant{sys_days{year{10000} / January / 1}} - milliseconds{1};
constexpr Instant example = sys_days{year{2026} / January / 12} + milliseconds{1'800'000};

}  // namespace

TEST_CASE("an instant is written in UTC with milliseconds") {
  CHECK(to_text(example) == "2026-01-12T00:30:00.000Z");
  CHECK(to_text(Instant{milliseconds{-1}}) == "1969-12-31T23:59:59.999Z");
  CHECK(to_text(earliest) == "0001-01-01T00:00:00.000Z");
  CHECK(to_text(latest) == "9999-12-31T23:59:59.999Z");
}

TEST_CASE("instants and days are in range from year 1 to 9999") {
  CHECK(in_range(earliest));
  CHECK_FALSE(in_range(earliest - milliseconds{1}));
  CHECK(in_range(latest));
  CHECK_FALSE(in_range(latest + milliseconds{1}));
  CHECK(in_range(LocalDate{year{1} / January / 1}));
  CHECK_FALSE(in_range(LocalDate{year{0} / December / 31}));
  CHECK(in_range(LocalDate{year{9999} / December / 31}));
  CHECK_FALSE(in_range(LocalDate{year{10000} / January / 1}));
}

TEST_CASE("an instant has a date everywhere unless it is on the first or the last day") {
  CHECK(has_date_everywhere(earliest + days{1}));
  CHECK_FALSE(has_date_everywhere(earliest + days{1} - milliseconds{1}));
  CHECK(has_date_everywhere(latest - days{1}));
  CHECK_FALSE(has_date_everywhere(latest - days{1} + milliseconds{1}));
  CHECK_FALSE(has_date_everywhere(Instant::min()));
  CHECK_FALSE(has_date_everywhere(Instant::max()));
}

TEST_CASE("what is out of range can still be written") {
  CHECK(to_text(latest + milliseconds{1}) == "253402300800000ms");
  CHECK(to_text(Instant::min()) == "-9223372036854775808ms");
  CHECK(to_text(LocalDate{days{10'000'000}}) == "10000000d");
}

TEST_CASE("a duration is written in the largest unit that divides it") {
  CHECK(to_text(Duration{hours{24}}) == "24h");
  CHECK(to_text(Duration{minutes{90}}) == "90m");
  CHECK(to_text(Duration{seconds{30}}) == "30s");
  CHECK(to_text(Duration{250}) == "250ms");
  CHECK(to_text(Duration{-1}) == "-1ms");
  CHECK(to_text(Duration{0}) == "0h");
}

TEST_CASE("an instant is read with Z or an offset, with or without seconds and their fraction") {
  CHECK(parse_instant("2026-01-12T00:30:00.000Z") == example);
  CHECK(parse_instant("2026-01-12T00:30:00Z") == example);
  CHECK(parse_instant("2026-01-12T00:30Z") == example);
  CHECK(parse_instant("2026-01-12T09:30:00+09:00") == example);
  CHECK(parse_instant("2026-01-11T19:30-05:00") == example);
  CHECK(parse_instant("2026-01-12T00:30:00.5Z") == example + milliseconds{500});
  CHECK(parse_instant("2026-01-12T00:30:00.25Z") == example + milliseconds{250});
  CHECK(parse_instant("2026-01-12T00:30:00.125Z") == example + milliseconds{125});
}

TEST_CASE("an offset goes up to eighteen hours") {
  CHECK(parse_instant("2026-01-12T18:30+18:00") == example);
  CHECK(parse_instant("2026-01-11T06:30-18:00") == example);
  CHECK_FALSE(parse_instant("2026-01-12T18:30+18:01").has_value());
  CHECK_FALSE(parse_instant("2026-01-12T18:30-18:01").has_value());
  CHECK_FALSE(parse_instant("2026-01-12T18:30+19:00").has_value());
  CHECK_FALSE(parse_instant("2026-01-12T18:30+09:60").has_value());
}

TEST_CASE("an offset does not lead out of range") {
  CHECK(parse_instant("0001-01-01T09:00+09:00") == earliest);
  CHECK_FALSE(parse_instant("0001-01-01T08:59+09:00").has_value());
  CHECK(parse_instant("9999-12-31T14:59:59.999-09:00") == latest);
  CHECK_FALSE(parse_instant("9999-12-31T15:00-09:00").has_value());
}

TEST_CASE("a clock ends one millisecond before midnight") {
  CHECK(parse_instant("2026-01-12T23:59:59.999Z").has_value());
  for (auto const* text : {"2026-01-12T24:00:00Z", "2026-01-12T23:60:00Z", "2026-01-12T23:59:60Z"})
    CHECK_FALSE(parse_instant(text).has_value());
}

TEST_CASE("no other spelling is an instant") {
  for (auto const* text :
       {"", "2026-01-12", "2026-01-12T00:30", "2026-01-12T00:30:00", "2026-01-12 00:30:00Z", "2026-01-12t00:30:00z",
        "2026-01-12T00:30:00.Z", "2026-01-12T00:30:00.1234Z", "2026-01-12T00:30:00,5Z", "2026-01-12T00:30:00+0900",
        "2026-01-12T00:30:00+09", "2026-01-12T0:30:00Z", "2026-01-12T00:30:00Zx", " 2026-01-12T00:30:00Z",
        "2026-1-12T00:30:00Z", "+2026-01-12T00:30:00Z", "2026-02-29T00:30:00Z", "2026-01-12T00:30:00Z\n"})
    CHECK_MESSAGE(!parse_instant(text).has_value(), text);
}

TEST_CASE("a date is a day that exists") {
  CHECK(parse_date("2026-01-12") == LocalDate{year{2026} / January / 12});
  CHECK(parse_date("2028-02-29").has_value());
  CHECK(parse_date("0001-01-01").has_value());
  CHECK(parse_date("9999-12-31").has_value());
  for (auto const* text :
       {"", "2026-02-29", "2026-02-31", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32",
        "0000-01-01", "10000-01-01", "2026-1-1", "2026-01-12T", "20260112", "2026/01/12"})
    CHECK_MESSAGE(!parse_date(text).has_value(), text);
}

TEST_CASE("every instant and every date survives being written and read") {
  CHECK(rc::check([] {
    auto const instant = Instant{
        milliseconds{*rc::gen::inRange(earliest.time_since_epoch().count(), latest.time_since_epoch().count())}};
    RC_ASSERT(parse_instant(to_text(instant)) == instant);
    auto const day = LocalDate{floor<days>(instant).time_since_epoch()};
    RC_ASSERT(parse_date(to_text(day)) == day);
  }));
}

#include <doctest/doctest.h>

#include <stdexcept>
#include <thread>

#include "lilac/adapters/tzdb.hpp"

using namespace lilac;

namespace {

TzdbZones const zones;

Instant at(std::string_view text) { return parse_instant(text).value(); }
/// A wall clock's reading, written as if it were UTC.
LocalTime shows(std::string_view text) { return LocalTime{at(text).time_since_epoch()}; }

}  // namespace

TEST_CASE("zones are known by their IANA names") {
  CHECK(zones.knows("Asia/Seoul"));
  CHECK(zones.knows("America/New_York"));
  CHECK(zones.knows("UTC"));
  for (auto const* name : {"", "Seoul", "asia/seoul", "Asia/Seoul ", "../Asia/Seoul", "Asia/Atlantis"})
    CHECK_FALSE_MESSAGE(zones.knows(name), name);
}

TEST_CASE("asking an unknown zone for its time is the caller's mistake") {
  CHECK_THROWS_AS(zones.to_local("Asia/Atlantis", Instant{}), std::invalid_argument);
  CHECK_THROWS_AS(zones.to_instant("Asia/Atlantis", LocalTime{}), std::invalid_argument);
}

TEST_CASE("the day in Seoul begins at 15:00 UTC") {
  auto const day = [](std::string_view instant) { return to_text(zones.local_date("Asia/Seoul", at(instant))); };
  CHECK(day("2026-01-11T14:59:59.999Z") == "2026-01-11");
  CHECK(day("2026-01-11T15:00:00.000Z") == "2026-01-12");
  CHECK(zones.to_instant("Asia/Seoul", shows("2026-01-12T00:00Z")) == at("2026-01-11T15:00Z"));
}

TEST_CASE("a clock turned forward skips an hour") {
  CHECK(zones.to_local("America/New_York", at("2026-03-08T06:59:59Z")) == shows("2026-03-08T01:59:59Z"));
  CHECK(zones.to_local("America/New_York", at("2026-03-08T07:00:00Z")) == shows("2026-03-08T03:00:00Z"));
}

TEST_CASE("a reading in the gap means its end") {
  auto const read = [](std::string_view local) { return zones.to_instant("America/New_York", shows(local)); };
  CHECK(read("2026-03-08T01:59:59.999Z") == at("2026-03-08T06:59:59.999Z"));
  CHECK(read("2026-03-08T02:00Z") == at("2026-03-08T07:00Z"));
  CHECK(read("2026-03-08T02:59Z") == at("2026-03-08T07:00Z"));
  CHECK(read("2026-03-08T03:00Z") == at("2026-03-08T07:00Z"));
  CHECK(read("2026-03-08T03:01Z") == at("2026-03-08T07:01Z"));
}

TEST_CASE("a reading shown twice means the first time") {
  auto const read = [](std::string_view local) { return zones.to_instant("America/New_York", shows(local)); };
  CHECK(read("2026-11-01T00:59Z") == at("2026-11-01T04:59Z"));
  CHECK(read("2026-11-01T01:00Z") == at("2026-11-01T05:00Z"));
  CHECK(read("2026-11-01T01:59:59.999Z") == at("2026-11-01T05:59:59.999Z"));
  CHECK(read("2026-11-01T02:00Z") == at("2026-11-01T07:00Z"));
}

TEST_CASE("summer time goes on for ever, also where the database lists no more changes") {
  auto const shown = [](std::string_view instant) { return zones.to_local("America/New_York", at(instant)); };
  for (auto const* year : {"2026", "2037", "2038", "2100", "2437", "2438", "2439", "9999"}) {
    std::string const y = year;
    CHECK_MESSAGE(shown(y + "-07-01T12:00Z") == shows(y + "-07-01T08:00Z"), y);
    CHECK_MESSAGE(shown(y + "-12-01T12:00Z") == shows(y + "-12-01T07:00Z"), y);
  }
}

TEST_CASE("names that mean something else on every machine, and the copies, are no zones") {
  for (auto const* name : {"localtime", "posixrules", "posix/Asia/Seoul", "right/Asia/Seoul", "tzdata.zi", "America"})
    CHECK_FALSE_MESSAGE(zones.knows(name), name);
}

TEST_CASE("a day left out of the calendar means the next one's beginning") {
  // Samoa went from the 29th straight to the 31st of December 2011.
  CHECK(zones.to_instant("Pacific/Apia", shows("2011-12-30T12:00Z")) == at("2011-12-30T10:00Z"));
  CHECK(to_text(zones.local_date("Pacific/Apia", at("2011-12-30T10:00Z"))) == "2011-12-31");
}

TEST_CASE("the first and the last instant have a wall clock") {
  for (auto const* zone : {"UTC", "Asia/Seoul", "America/New_York"}) {
    for (auto const* text : {"0001-01-01T00:00Z", "9999-12-31T23:59:59.999Z"})
      CHECK(zones.to_instant(zone, zones.to_local(zone, at(text))) == at(text));
  }
}

TEST_CASE("to_instant finds the first instant whose wall clock shows the reading or later") {
  for (auto const* zone : {"America/New_York", "Europe/London", "Asia/Seoul", "Asia/Manila", "Australia/Lord_Howe"}) {
    auto const end = at("2900-01-01T00:00Z");  // Past the calendar's whole cycle of 400 years.
    for (auto instant = at("1840-01-01T00:00Z"); instant < end; instant += std::chrono::hours{1'009}) {
      auto const local = zones.to_local(zone, instant);
      auto const first = zones.to_instant(zone, local);
      CHECK(first <= instant);
      CHECK(zones.to_local(zone, first) >= local);
      CHECK(zones.to_local(zone, first - Duration{1}) < local);
    }
  }
}

TEST_CASE("many threads may meet a zone for the first time at once") {
  TzdbZones const fresh;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&fresh] {
      for (auto const* zone : {"Asia/Seoul", "Europe/Paris", "America/New_York", "Asia/Tokyo", "UTC"}) {
        for (int round = 0; round < 100; ++round) fresh.to_local(zone, Instant{});
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(fresh.to_local("Asia/Tokyo", Instant{}) == shows("1970-01-01T09:00Z"));
}

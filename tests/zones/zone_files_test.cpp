// Files of zones that are made here, good and damaged.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "lilac/adapters/tzdb.hpp"

using namespace lilac;

namespace {

namespace fs = std::filesystem;

std::string big_endian(std::int64_t number, unsigned size) {
  std::string bytes;
  for (auto left = size; left > 0; --left)
    bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> 8U * (left - 1));
  return bytes;
}

/// A file as RFC 9636 has it, of the second version, with two kinds of time: one hour east of UTC, and two.
struct File {
  std::string magic = "TZif";
  char version = '2';
  std::vector<std::int64_t> changes{};
  std::string kinds{};  ///< of each change
  std::vector<std::int64_t> offsets{3600, 7200};
  std::int64_t leap_seconds = 0;
  std::string footer = "\nCET-1\n";

  std::string block(unsigned size_of_time) const {
    std::string bytes = magic + version + std::string(15, '\0');
    auto const count = [&](auto number) { bytes += big_endian(static_cast<std::int64_t>(number), 4); };
    count(0), count(0), count(leap_seconds), count(changes.size()), count(offsets.size()), count(4);
    for (auto const change : changes) bytes += big_endian(change, size_of_time);
    bytes += kinds;
    for (auto const offset : offsets) bytes += big_endian(offset, 4) + std::string(2, '\0');
    bytes += std::string("CET\0", 4);
    for (auto i = leap_seconds; i > 0; --i) bytes += std::string(size_of_time + 4, '\0');
    return bytes;
  }
  std::string bytes() const { return version < '2' ? block(4) : block(4) + block(8) + footer; }
};

/// A folder with one zone, Here/Now.
class Folder {
 public:
  explicit Folder(std::string const& bytes)
      : path_(fs::temp_directory_path() / ("lilac_zones_" + std::to_string(getpid()))) {
    fs::create_directories(path_ / "Here");
    std::ofstream{path_ / "Here" / "Now", std::ios::binary} << bytes;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

std::optional<ZoneFault> fault_of(std::string const& bytes) {
  Folder const folder{bytes};
  TzdbZones const zones{folder.path()};
  try {
    zones.to_local("Here/Now", Instant{});
  } catch (UnknownZone const& unknown) {
    CHECK_FALSE(zones.knows("Here/Now"));
    CHECK_THROWS_AS(zones.to_instant("Here/Now", LocalTime{}), UnknownZone);
    return unknown.fault();
  }
  CHECK(zones.knows("Here/Now"));
  return std::nullopt;
}
std::optional<ZoneFault> fault_of(File const& file) { return fault_of(file.bytes()); }

/// What the clock shows at each of the instants, of a zone whose file has `rule` and lists no change.
std::string shown(std::string const& rule, std::initializer_list<char const*> instants) {
  File file;
  file.footer = "\n" + rule + "\n";
  Folder const folder{file.bytes()};
  TzdbZones const zones{folder.path()};
  std::string all;
  for (auto const* instant : instants) {
    auto const local = zones.to_local("Here/Now", parse_instant(instant).value());
    all += (all.empty() ? "" : " ") + to_text(Instant{local.time_since_epoch()}).substr(5, 11);
    CHECK(zones.to_instant("Here/Now", local) <= parse_instant(instant).value());
  }
  return all;
}

}  // namespace

TEST_CASE("a file that is whole is read") {
  CHECK(fault_of(File{}) == std::nullopt);
  CHECK(fault_of(File{.version = '3', .changes = {-5, 5}, .kinds = {1, 0}}) == std::nullopt);
  CHECK(fault_of(File{.footer = "\n\n"}) == std::nullopt);
  CHECK(fault_of(File{.version = '\0'}) == std::nullopt);
}

TEST_CASE("a file that does not begin as a zone's is refused") {
  CHECK(fault_of(File{.magic = "TZiv"}) == ZoneFault::not_tzif);
  CHECK(fault_of(std::string{"# A text about zones, which is long enough for a header"}) == ZoneFault::not_tzif);
}

TEST_CASE("a file that is cut anywhere is refused") {
  auto const whole = File{.changes = {-5, 5}, .kinds = {1, 0}}.bytes();
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_MESSAGE(fault_of(whole.substr(0, size)) == ZoneFault::truncated, size);
}

TEST_CASE("changes without a word about what comes after the last one are refused") {
  CHECK(fault_of(File{.changes = {5}, .kinds = {1}, .footer = "\n\n"}) == ZoneFault::no_rule);
  CHECK(fault_of(File{.version = '\0', .changes = {5}, .kinds = {1}}) == ZoneFault::no_rule);
}

TEST_CASE("a footer that is no rule is refused") {
  for (auto const* rule : {"CET",
                           "-1",
                           "CE-1",
                           "<CET-1",
                           "CET-25",
                           "CET-24:00:01",
                           "CET-24CEST,M3.5.0,M10.5.0",
                           "CET24:00:01",
                           "CET-1:60",
                           "CET-1CEST",
                           "CET-1CEST,M3.5.0",
                           "CET-1CEST,M3.5.0,",
                           "CET-1CEST,M13.5.0,M10.5.0",
                           "CET-1CEST,M3.6.0,M10.5.0",
                           "CET-1CEST,M3.0.0,M10.5.0",
                           "CET-1CEST,M3.5.7,M10.5.0",
                           "CET-1CEST,J0,J9",
                           "CET-1CEST,J1,J366",
                           "CET-1CEST,0,366",
                           "CET-1CEST,M3.5.0/168,M10.5.0",
                           "CET-1CEST,M3.5.0,M10.5.0 ",
                           "CET-1CEST,M3.5.0,M10.5.0,M11.1.0"})
    CHECK_MESSAGE(fault_of(File{.footer = std::string{"\n"} + rule + "\n"}) == ZoneFault::unknown_rule, rule);
  for (auto const* rule : {"CET-1", "<+01>-1", "CET-24", "CET-1CEST,M3.5.0,M10.5.0/3", "CET-1CEST-2,J1,J365",
                           "CET-1CEST,0,365", "CET-1CEST,M3.5.0/-167,M10.5.0/167:59:59"})
    CHECK_MESSAGE(fault_of(File{.footer = std::string{"\n"} + rule + "\n"}) == std::nullopt, rule);
}

TEST_CASE("a file that contradicts itself is refused") {
  CHECK(fault_of(File{.changes = {5, 5}, .kinds = {1, 0}}) == ZoneFault::malformed);
  CHECK(fault_of(File{.changes = {5, 4}, .kinds = {1, 0}}) == ZoneFault::malformed);
  CHECK(fault_of(File{.changes = {5}, .kinds = {2}}) == ZoneFault::malformed);
  CHECK(fault_of(File{.offsets = {}}) == ZoneFault::malformed);
  CHECK(fault_of(File{.offsets = {24 * 3600 + 1}}) == ZoneFault::malformed);
  CHECK(fault_of(File{.offsets = {-24 * 3600 - 1}}) == ZoneFault::malformed);
  CHECK(fault_of(File{.offsets = {24 * 3600}}) == std::nullopt);
  CHECK(fault_of(File{.footer = "CET-1\n"}) == ZoneFault::malformed);
}

TEST_CASE("a file that counts leap seconds is refused") {
  CHECK(fault_of(File{.leap_seconds = 1}) == ZoneFault::leap_seconds);
}

TEST_CASE("a zone that the folder lacks is missing, whatever its name tries") {
  Folder const folder{File{}.bytes()};
  TzdbZones const zones{folder.path()};
  CHECK(zones.knows("Here/Now"));
  for (auto const* name :
       {"", "Here", "Here/", "/Here/Now", "Here//Now", "Here/../Here/Now", "./Here/Now", "Here/Then"}) {
    CHECK_FALSE_MESSAGE(zones.knows(name), name);
    try {
      zones.to_local(name, Instant{});
      FAIL(name);
    } catch (UnknownZone const& unknown) {
      CHECK_MESSAGE(unknown.fault() == ZoneFault::missing, name);
    }
  }
}

TEST_CASE("a folder that is none is no database") { CHECK_THROWS_AS(TzdbZones{"/no/such/folder"}, std::runtime_error); }

TEST_CASE("a rule counts weekdays of a month, days without 29 February, or days from zero") {
  auto const changes = {"2023-03-01T00:00Z", "2024-03-01T00:00Z"};
  CHECK(shown("AAA0BBB,M3.1.3/0,M9.1.0", changes) == "03-01T01:00 03-01T00:00");
  CHECK(shown("AAA0BBB,J60/0,J300", changes) == "03-01T01:00 03-01T01:00");
  CHECK(shown("AAA0BBB,60/0,300", changes) == "03-01T00:00 03-01T01:00");
}

TEST_CASE("the fifth week is the last") {
  CHECK(shown("AAA0BBB,M2.5.4/0,M9.1.0", {"2024-02-28T23:59Z", "2024-02-29T00:00Z", "2023-02-22T23:59Z",
                                          "2023-02-23T00:00Z"}) == "02-28T23:59 02-29T01:00 02-22T23:59 02-23T01:00");
}

TEST_CASE("summer time may last the whole year") {
  CHECK(shown("EST5EDT,0/0,J365/25", {"2023-01-01T03:59Z", "2023-01-01T04:00Z", "2023-07-01T04:00Z",
                                      "2024-01-01T04:30Z"}) == "12-31T23:59 01-01T00:00 07-01T00:00 01-01T00:30");
}

TEST_CASE("a rule holds from the first day to the last") {
  CHECK(shown("AAA0BBB,M3.5.0,M10.5.0", {"0001-01-01T00:00Z", "0001-07-01T00:00Z", "0401-07-01T00:00Z",
                                         "0402-07-01T00:00Z", "9999-07-01T00:00Z", "9999-12-31T00:00Z"}) ==
        "01-01T00:00 07-01T01:00 07-01T01:00 07-01T01:00 07-01T01:00 12-31T00:00");
}

TEST_CASE("the last listed change counts in its own second, the rule after it") {
  // Some versions of zic leave a last change out that a rule needs, so that the two disagree.
  Folder const folder{File{.changes = {0}, .kinds = {1}}.bytes()};
  TzdbZones const zones{folder.path()};
  CHECK(zones.to_local("Here/Now", Instant{Duration{-1}}) == LocalTime{std::chrono::hours{1} - Duration{1}});
  CHECK(zones.to_local("Here/Now", Instant{}) == LocalTime{std::chrono::hours{2}});
  CHECK(zones.to_local("Here/Now", Instant{Duration{1000}}) == LocalTime{std::chrono::hours{1} + Duration{1000}});
}

TEST_CASE("from the last listed change on the rule counts") {
  // Listed as two hours east from 2020 on; the rule says one hour in winter, two in summer.
  File const file{.changes = {parse_instant("2020-07-01T00:00Z")->time_since_epoch() / std::chrono::seconds{1}},
                  .kinds = {1},
                  .footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n"};
  Folder const folder{file.bytes()};
  TzdbZones const zones{folder.path()};
  auto const hours = [&](char const* text) {
    auto const at = parse_instant(text).value();
    return (zones.to_local("Here/Now", at).time_since_epoch() - at.time_since_epoch()) / std::chrono::hours{1};
  };
  CHECK(hours("2019-07-01T00:00Z") == 1);
  CHECK(hours("2020-06-30T23:59:59.999Z") == 1);
  CHECK(hours("2020-07-01T00:00Z") == 2);
  CHECK(hours("2020-10-25T00:59:59.999Z") == 2);
  CHECK(hours("2020-10-25T01:00Z") == 1);
  for (auto const* summer : {"2021-07-01T00:00Z", "2420-07-01T00:00Z", "2421-07-01T00:00Z", "2822-07-01T00:00Z"})
    CHECK_MESSAGE(hours(summer) == 2, summer);
}

// The shared vectors: every script in tests/scenarios, and the day of the examples, with the journal it must leave on
// every store. C and Python play the same files.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/temporary_directory.hpp"
#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/simulation_gateway.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/script.hpp"
#include "lilac/messaging/module.hpp"
#include "lilac/support/bridges.hpp"
#include "lilac/support/module.hpp"
#include "lilac/testing/coverage.hpp"

namespace lilac::cli {
namespace {

std::string read(std::filesystem::path const& path) {
  std::ifstream file{path, std::ios::binary};
  REQUIRE_MESSAGE(file, path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct AcceptingSite final : support::SiteContext {
  result<> update_site(support::UserSiteUpdateRequested const&, Delivery const&) override { return outcome::success(); }
  result<> update_md(support::UserMdUpdateRequested const&, Delivery const&) override { return outcome::success(); }
  result<> delete_md(support::UserMdDeleteRequested const&, Delivery const&) override { return outcome::success(); }
};

/// As `lilac run` sets it up when no option is given.
struct Desk {
  SimulatedChannel const channel{.transient_failures = 100'000, .permanent_failures = 20'000};
  TzdbZones zones;
  SimulationGateway gateway{{.seed = 1, .email = channel, .sms = channel, .push = channel, .alarm = channel}};
  AcceptingSite site;
  testing::Coverage coverage;
  Engine engine;

  explicit Desk(Store& store) : engine(store, {&support::module, &messaging::module}, host()) {
    engine.observe(&coverage);
  }
  Host host() {
    Host host;
    host.bind<Zones>(zones).bind<messaging::MessageGateway>(gateway).bind<support::SiteContext>(site);
    return support::bind_bridges(host);
  }
};

struct Played {
  std::string results;
  std::string journal;
};

Played play(Desk& desk, Store& store, std::string_view text) {
  Played played;
  Script script{desk.engine, {}, [&](ScriptResult const& result) {
                  append_result_json(played.results, result);
                  played.results += '\n';
                }};
  REQUIRE(script.feed(text));
  REQUIRE(script.finish());
  REQUIRE(export_journal(store, 0, Showing::masked, [&](std::string_view line) {
    played.journal += line;
    played.journal += '\n';
    return true;
  }));
  return played;
}

std::filesystem::path const day = "examples/day_at_the_desk.jsonl";

std::vector<std::filesystem::path> scripts() {
  std::vector<std::filesystem::path> found{day};
  for (auto const& entry : std::filesystem::directory_iterator("tests/scenarios")) {
    auto const name = entry.path().filename().string();
    if (name.ends_with(".jsonl") && name.find('.') == name.rfind('.')) found.push_back(entry.path());
  }
  return found;
}

std::filesystem::path expected(std::filesystem::path const& script, char const* what) {
  return std::filesystem::path{"tests/scenarios"} / (script.stem().string() + "." + what + ".jsonl");
}

TEST_CASE("Every script gives the expected results and journal, in memory") {
  for (auto const& script : scripts()) {
    CAPTURE(script.string());
    MemoryStore store;
    Desk desk{store};
    auto const played = play(desk, store, read(script));
    CHECK(played.results == read(expected(script, "results")));
    CHECK(played.journal == read(expected(script, "journal")));
  }
}

TEST_CASE("Every script leaves the same journal in SQLite") {
  for (auto const& script : scripts()) {
    CAPTURE(script.string());
    TemporaryDirectory directory;
    auto store = SqliteStore::open(directory / "desk.db", {.synchronous = SqliteOptions::Synchronous::off});
    REQUIRE(store);
    Desk desk{*store.value()};
    auto const played = play(desk, *store.value(), read(script));
    CHECK(played.results == read(expected(script, "results")));
    CHECK(played.journal == read(expected(script, "journal")));
  }
}

TEST_CASE("In a day at the desk every policy of the desk fires") {
  MemoryStore store;
  Desk desk{store};
  play(desk, store, read(day));
  std::vector<std::string> resting;
  for (auto const& missing : desk.coverage.missing(support::module)) {
    if (missing.starts_with("policy")) resting.push_back(missing);
  }
  CHECK(resting == std::vector<std::string>{});
}

TEST_CASE("A script that is played twice changes nothing the second time") {
  MemoryStore store;
  Desk desk{store};
  auto const text = read(day);
  auto const first = play(desk, store, text);
  auto const again = play(desk, store, text);
  CHECK(again.journal == first.journal);
}

}  // namespace
}  // namespace lilac::cli

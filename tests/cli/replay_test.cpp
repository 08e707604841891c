// `lilac replay` on a store whose context has a view.
#include <doctest/doctest.h>

#include <sstream>

#include "adapters/temporary_directory.hpp"
#include "cli/program.hpp"
#include "engine/parcel.hpp"
#include "lilac/adapters/sqlite.hpp"

namespace lilac::cli {
namespace {

struct Follower final : parcel::Tracker {
  result<> follow(parcel::ParcelSent const&, Delivery const&) override { return outcome::success(); }
};

struct Replayed {
  int exit;
  std::string text;
};

/// A desk with two parcels whose journal was trimmed below `below`, replayed.
Replayed replay_trimmed(std::int64_t below) {
  TemporaryDirectory directory;
  auto const path = directory / "desk.db";
  ModuleInfo const* const modules[] = {&parcel::module};
  {
    auto const store = SqliteStore::open(path).value();
    Follower follower;
    Host host;
    host.bind<parcel::Tracker>(follower);
    Engine engine{*store, modules, host};
    for (auto const* label : {"A", "B"})
      REQUIRE(engine.execute(parcel::RegisterParcel{{7}, label, "", 1, {}}, system_actor, {.at = Instant{}}));
    REQUIRE(engine.run_until_idle(Instant{}));
    REQUIRE(engine.trim_journal(below).value().below == below);
  }
  std::istringstream in;
  std::ostringstream out, err;
  char const* const arguments[] = {"lilac", "replay", "--store", path.c_str()};
  auto const exit = run(4, arguments, modules, {}, {in, out, err});
  return {exit, out.str() + err.str()};
}

bool has(Replayed const& replayed, std::string_view text) { return replayed.text.find(text) != std::string::npos; }

TEST_CASE("A replay rebuilds the views of a whole journal") {
  auto const replayed = replay_trimmed(1);
  CHECK(replayed.exit == all_well);
  CHECK(has(replayed, "1 views rebuilt"));
  CHECK(has(replayed, "everything holds"));
}

TEST_CASE("A replay leaves the views of a trimmed journal as they are, says so, and finds nothing wrong") {
  auto const replayed = replay_trimmed(3);
  CHECK(replayed.exit == all_well);
  CHECK(has(replayed, "view trails cannot be built again: the journal was trimmed"));
  CHECK(!has(replayed, "rebuilt"));
  CHECK(has(replayed, "everything holds"));
}

}  // namespace
}  // namespace lilac::cli

// A context of a few lines appears everywhere by its table alone.
#include <doctest/doctest.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <sstream>

#include "adapters/temporary_directory.hpp"
#include "cli/program.hpp"
#include "lilac/engine/catalogue.hpp"
#include "lilac/testing/scenario.hpp"
#include "throwaway/greenhouse.hpp"

namespace lilac::greenhouse {
namespace {

constexpr ModuleInfo const* modules[] = {&module};
constexpr Actor gardener{ActorKind::Staff, 1};

struct Ran {
  int exit;
  std::string out;
  std::string err;
};

/// A program of one's own is one call.
Ran run(std::vector<char const*> arguments, std::string const& input = {}) {
  arguments.insert(arguments.begin(), "garden");
  std::istringstream in{input};
  std::ostringstream out, err;
  auto const exit = cli::run(static_cast<int>(arguments.size()), arguments.data(), modules, {}, {in, out, err});
  return {exit, out.str(), err.str()};
}

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string const day =
    R"({"at":"2026-05-01T08:00:00Z","by":{"kind":"Staff","id":1},"command":"greenhouse.PotPlant","data":{"name":"fern"}}
{"at":"2026-05-01T09:00:00Z","by":{"kind":"Staff","id":1},"command":"greenhouse.PlantSeedling","data":{"name":" "}}
{"at":"2026-05-02T08:00:00Z","by":{"kind":"Staff","id":1},"command":"greenhouse.WaterPlant","data":{"plant_id":1}}
)";

TEST_CASE("Its rules can be told as a scenario") {
  testing::World world;
  world.modules = {&module};
  testing::Scenario{std::move(world)}
      .at("2026-05-01T08:00Z")
      .when(gardener, PotPlant{"fern"})
      .then(PlantPotted{{1}, "fern"}, PlantWatered{{1}, 1})
      .when(gardener, PotPlant{""})
      .then_refused(plant_needs_a_name, "name");
}

TEST_CASE("The program plays its scripts, and the store makes it a table") {
  TemporaryDirectory directory;
  auto const file = directory / "garden.db";
  auto const ran = run({"run", "-", "--store", file.c_str()}, day);
  CHECK(ran.exit == cli::all_well);
  CHECK(has(ran.out,
            "greenhouse.PotPlant\n    → PlantPotted plant_id=1 name=\"fern\"\n        → PlantWatered waterings=1\n"));
  CHECK(has(ran.out, "9501 PLANT_NAMELESS"));
  CHECK(has(ran.out, "3 lines: 2 done, 1 refused; 3 events"));

  SQLite::Database database{file};
  SQLite::Statement query{database, "SELECT name, waterings FROM greenhouse_plant"};
  REQUIRE(query.executeStep());
  CHECK(query.getColumn(0).getString() == "fern");
  CHECK(query.getColumn(1).getInt() == 2);
  query.reset();

  CHECK(run({"replay", "--store", file.c_str()}).exit == cli::all_well);
  CHECK(has(run({"journal", "--store", file.c_str()}).out, "\"type\":\"greenhouse.PlantWatered\""));
}

TEST_CASE("The board draws it") {
  CHECK(run({"board"}).out ==
        "greenhouse: 2 commands, 2 events, 1 policies\n"
        "\n"
        "  PotPlant → Plant   (Staff)\n"
        "    ● PlantPotted\n"
        "        ◆ water_potted_plant → WaterPlant\n"
        "\n"
        "  WaterPlant → Plant   (System, Staff)\n"
        "    ● PlantWatered\n");
  CHECK(has(run({"board", "--format", "mermaid"}).out, "  e9101 --> p_greenhouse_water_potted_plant\n"));
}

TEST_CASE("Check counts its stickies") {
  TemporaryDirectory directory;
  auto const file = directory / "stickies.csv";
  std::ofstream{file} << "source,context,kind,name_in_source,suggested_name\n"
                         "005,greenhouse,command,PlantSeedling,PotPlant\n"
                         "005,greenhouse,policy,PlantPotted -> WaterPlant,water\n"
                         "005,greenhouse,event,PlantDied,PlantDied\n";
  auto const ran = run({"check", "--stickies", file.c_str()});
  CHECK(ran.exit == cli::refused_or_found);
  CHECK(has(ran.out, "greenhouse 2/3\n  missing: event \"PlantDied\""));
}

TEST_CASE("The catalogue lists it") {
  Catalogue const catalogue{modules};
  CHECK(catalogue.find("command", "PlantSeedling", "greenhouse") != nullptr);
  CHECK(catalogue.find("aggregate", "Plant", "greenhouse") != nullptr);
  CHECK(catalogue.find("policy", "PlantPotted -> WaterPlant", "greenhouse") != nullptr);
  CHECK(catalogue.find("error", "9501", "greenhouse") != nullptr);
}

}  // namespace
}  // namespace lilac::greenhouse

// A context that is thrown away: two commands and one policy, in files of their own. It shows what adding a context
// takes, and that store, program, catalogue and test kit need to know nothing of it.
#pragma once

#include "lilac/engine/module.hpp"

namespace lilac::greenhouse {

/// A plant in its pot.
struct Plant {
  Id<Plant> id;
  std::string name;
  std::int32_t waterings{};

  static constexpr std::uint16_t number = 9101;
  struct find_by_name;
  using finders = types<find_by_name>;
};
BOOST_DESCRIBE_STRUCT(Plant, (), (id, name, waterings))
struct Plant::find_by_name : Unique<&Plant::name> {};

struct PlantPotted {
  Id<Plant> plant_id;
  std::string name;
  static constexpr std::uint16_t number = 9101;
};
BOOST_DESCRIBE_STRUCT(PlantPotted, (), (plant_id, name))
struct PlantWatered {
  Id<Plant> plant_id;
  std::int32_t waterings{};
  static constexpr std::uint16_t number = 9102;
};
BOOST_DESCRIBE_STRUCT(PlantWatered, (), (plant_id, waterings))

struct PotPlant {
  std::string name;
  using reply = Plant;
  using publishes = events<PlantPotted>;
  static constexpr std::uint16_t number = 9101;
  static constexpr auto actors = allow(ActorKind::Staff);
  static constexpr auto aliases = names("PlantSeedling");
};
BOOST_DESCRIBE_STRUCT(PotPlant, (), (name))
struct WaterPlant {
  Id<Plant> plant_id;
  using reply = Plant;
  using publishes = events<PlantWatered>;
  static constexpr std::uint16_t number = 9102;
  static constexpr auto actors = allow(ActorKind::Staff, ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(WaterPlant, (), (plant_id))

inline constexpr Rule plant_needs_a_name{9501, "PLANT_NAMELESS", "plant_needs_a_name", "A plant needs a name."};

/// Whenever a plant was potted, it is watered.
inline WaterPlant water_potted_plant(PlantPotted const& e) { return {e.plant_id}; }

extern ModuleInfo const module;

}  // namespace lilac::greenhouse

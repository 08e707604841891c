#include "throwaway/greenhouse.hpp"

namespace lilac::greenhouse {

result<Plant> handle(Handling<PotPlant>& work, PotPlant const& command) {
  // A plant needs a name.
  if (is_blank(command.name)) return refuse(plant_needs_a_name, field("name"));
  BOOST_OUTCOME_TRY(auto* plant, work.create<Plant>());
  plant->name = command.name;
  return work.save(*plant, PlantPotted{plant->id, plant->name});
}

result<Plant> handle(Handling<WaterPlant>& work, WaterPlant const& command) {
  BOOST_OUTCOME_TRY(auto* plant, work.load(command.plant_id));
  ++plant->waterings;
  return work.save(*plant, PlantWatered{plant->id, plant->waterings});
}

namespace {

constexpr auto commands = command_table<PotPlant, WaterPlant>();
constexpr auto published = event_table<PlantPotted, PlantWatered>();
constexpr auto entities = entity_table<Plant>();
constexpr PolicyInfo policies[] = {policy<&water_potted_plant>("A potted plant is watered")};
constexpr Rule const* errors[] = {&plant_needs_a_name};

}  // namespace

ModuleInfo const module{.name = "greenhouse",
                        .commands = commands,
                        .events = published,
                        .entities = entities,
                        .policies = policies,
                        .errors = errors};

}  // namespace lilac::greenhouse

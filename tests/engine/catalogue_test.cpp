#include "lilac/engine/catalogue.hpp"

#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

Catalogue of(ModuleInfo const& info) {
  ModuleInfo const* const modules[] = {&info};
  return Catalogue{modules};
}

CatalogueItem const& item(Catalogue const& catalogue, char const* kind, char const* name) {
  auto const* found = catalogue.find(kind, name);
  REQUIRE_MESSAGE(found != nullptr, kind, " ", name);
  return *found;
}
bool has(std::vector<std::string> const& list, char const* what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}

TEST_CASE("Everything a module says of itself is in the catalogue") {
  auto const catalogue = of(module);
  for (auto const& [kind, name] : std::vector<std::pair<char const*, char const*>>{{"command", "RegisterParcel"},
                                                                                   {"event", "ParcelSent"},
                                                                                   {"aggregate", "Parcel"},
                                                                                   {"policy", "note_heavy_parcel"},
                                                                                   {"policy", "recall_each"},
                                                                                   {"policy", "follow"},
                                                                                   {"view", "GetParcels"},
                                                                                   {"view", "trails"},
                                                                                   {"actor", "OperationUser"},
                                                                                   {"actor", "Admin"},
                                                                                   {"external", "Tracker"},
                                                                                   {"rule", "heavy_from"},
                                                                                   {"error", "parcel_has_left"},
                                                                                   {"enum", "ParcelStatus"},
                                                                                   {"enum-value", "ParcelStatus.lost"},
                                                                                   {"method", "Parcel.be_sent"},
                                                                                   {"finder", "Parcel.find_by_user_id"},
                                                                                   {"question", "Why so?"}}) {
    CHECK(item(catalogue, kind, name).context == "parcel");
  }
  CHECK(catalogue.dangling().empty());
}

TEST_CASE("Nobody acts who may run nothing, and each actor and enumeration is there once") {
  auto const catalogue = of(module);
  CHECK(catalogue.find("actor", "Seller") == nullptr);
  for (auto const& one : catalogue.items()) {
    int same = 0;
    for (auto const& other : catalogue.items()) {
      same += one.kind == other.kind && one.name == other.name && one.context == other.context;
    }
    CHECK_MESSAGE(same == 1, one.kind, " ", one.name);
  }
}

TEST_CASE("Items are found by their aliases, by kind and by context") {
  auto const catalogue = of(module);
  CHECK(catalogue.find("command", "EnterShipmentCommand") == catalogue.find("command", "RegisterParcel"));
  CHECK(catalogue.find("aggregate", "Shipment")->name == "Parcel");
  CHECK(catalogue.find("external", "Tracking Company")->name == "Tracker");
  CHECK(catalogue.find("view", "getParcels(userId)")->name == "GetParcels");
  CHECK(catalogue.find("event", "RegisterParcel") == nullptr);
  CHECK(catalogue.find("command", "RegisterParcel", "parcel") != nullptr);
  CHECK(catalogue.find("command", "RegisterParcel", "support") == nullptr);
}

TEST_CASE("A command is linked to its actors and its events, a policy to both its ends") {
  auto const catalogue = of(module);
  CHECK(item(catalogue, "command", "RegisterParcel").links == Names{"System", "OperationUser", "ParcelRegistered"});
  CHECK(item(catalogue, "policy", "note_heavy_parcel").links == Names{"ParcelRegistered", "NoteHeavy"});
  CHECK(item(catalogue, "policy", "follow").links == Names{"ParcelSent", "Tracker"});
  CHECK(item(catalogue, "policy", "follow").sentence == "The tracking company follows a sent parcel");
}

TEST_CASE("A policy bears the names of both its ends, and of the events it leads to") {
  auto const catalogue = of(module);
  auto const& cleared = item(catalogue, "policy", "send_cleared_parcel").aliases;
  CHECK(has(cleared, "CustomsCleared -> SendParcel"));
  CHECK(has(cleared, "CustomsCleared -> ParcelSent"));
  CHECK(has(cleared, "CustomsCleared -> ShipmentDispatched"));
  CHECK(has(item(catalogue, "policy", "follow").aliases, "ShipmentDispatched -> Tracker"));
}

TEST_CASE("Methods and finders are also called as the sources call them") {
  auto const catalogue = of(module);
  CHECK(has(item(catalogue, "method", "Parcel.be_sent").aliases, "Parcel.beSent()"));
  CHECK(has(item(catalogue, "method", "Parcel.be_sent").aliases, "Shipment.beSent()"));
  CHECK(has(item(catalogue, "finder", "Parcel.find_by_user_id").aliases, "Parcel.findByUserId"));
  CHECK(has(item(catalogue, "enum-value", "ParcelStatus.lost").aliases, "lost"));
}

TEST_CASE("What follows an underscore is made a capital only if it is a letter") {
  static constexpr auto methods = names("take_2_more");
  EntityInfo entity = entity_info<Tally>();
  entity.methods = methods;
  EntityInfo const* const entities[] = {&entity};
  ModuleInfo const other{.name = "other", .entities = entities};
  CHECK(has(item(of(other), "method", "Tally.take_2_more").aliases, "Tally.take2More()"));
}

TEST_CASE("An error is found by its number, its name, both, and as the source misspells it") {
  auto const catalogue = of(module);
  auto const* error = catalogue.find("error", "weight_must_be_positive");
  for (auto const* name : {"9401", "PARCEL_WEIGHT", "9401 PARCEL_WEIGHT", "9401 PARCEL_WIEGHT"})
    CHECK(catalogue.find("error", name) == error);
  CHECK(item(catalogue, "error", "9402").aliases.size() == 3);
}

TEST_CASE("A source's name becomes an alias of an item of its kind; of another kind it stands for itself") {
  auto const catalogue = of(module);
  CHECK(catalogue.find("command", "DispatchShipment")->name == "SendParcel");
  auto const& rule = item(catalogue, "rule", "Parcels weigh something");
  CHECK(rule.links == Names{"error weight_must_be_positive"});
}

TEST_CASE("An answered question points to what answers it") {
  auto const catalogue = of(module);
  CHECK(item(catalogue, "question", "Who follows a parcel?").links == Names{"follow"});
  CHECK(item(catalogue, "question", "Why so?").links == Names{"README#why"});
}

TEST_CASE("A name that names no item is told") {
  constexpr AlsoKnownAs known[] = {{"command", "Old", "NoSuchThing"}};
  constexpr AlsoKnownAs answers[] = {{"question", "Why?", "nothing"}};
  ModuleInfo other = module;
  other.also_known_as = known;
  other.answers = answers;
  CHECK(of(other).dangling() == Names{"parcel: Old -> NoSuchThing", "parcel: Why? -> nothing"});
}

TEST_CASE("A name is looked for in its own context first, then in all") {
  constexpr AlsoKnownAs known[] = {{"command", "Elsewhere", "Ping"}};
  ModuleInfo const other{.name = "other", .also_known_as = known};
  ModuleInfo const* const modules[] = {&module, &other};
  Catalogue const catalogue{modules};
  CHECK(catalogue.dangling().empty());
  CHECK(catalogue.find("command", "Elsewhere")->name == "Ping");
}

}  // namespace
}  // namespace lilac::parcel

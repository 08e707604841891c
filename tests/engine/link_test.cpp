// An engine that is put together wrongly says at once what is missing.
#include "engine/post.hpp"
#include "lilac/engine/redact_user.hpp"

namespace lilac::elsewhere {

/// A command of a context that is not linked, and one with a number that parcels have.
struct FarCommand {
  std::int64_t x{};
  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 9501;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(FarCommand, (), (x))
struct SameNumber {
  std::string x;
  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 9002;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(SameNumber, (), (x))
struct OnlyPeople {
  std::int64_t x{};
  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 9502;
  static constexpr auto actors = allow(ActorKind::OperationUser);
};
BOOST_DESCRIBE_STRUCT(OnlyPeople, (), (x))
struct FarEvent {
  std::int64_t x{};
  static constexpr std::uint16_t number = 9501;
};
BOOST_DESCRIBE_STRUCT(FarEvent, (), (x))
struct EventOfSameNumber {
  std::int64_t x{};
  static constexpr std::uint16_t number = 9001;
};
BOOST_DESCRIBE_STRUCT(EventOfSameNumber, (), (x))
struct EntityOfSameNumber {
  Id<EntityOfSameNumber> id;
  static constexpr std::uint16_t number = 9001;
};
BOOST_DESCRIBE_STRUCT(EntityOfSameNumber, (), (id))
struct Publisher {
  std::int64_t x{};
  using reply = void;
  using publishes = events<FarEvent>;
  static constexpr std::uint16_t number = 9503;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(Publisher, (), (x))

result<> handle(Handling<FarCommand>&, FarCommand const&) { return outcome::success(); }
result<> handle(Handling<SameNumber>&, SameNumber const&) { return outcome::success(); }
result<> handle(Handling<OnlyPeople>&, OnlyPeople const&) { return outcome::success(); }
result<> handle(Handling<Publisher>&, Publisher const&) { return outcome::success(); }

FarCommand call_far(parcel::ParcelSent const&) { return {}; }
SameNumber call_same_number(parcel::ParcelSent const&) { return {}; }
OnlyPeople call_people(parcel::ParcelSent const&) { return {}; }
parcel::Ping ping_when_far(FarEvent const&) { return {0}; }

struct Needed {
  virtual ~Needed() = default;
  virtual result<> tell(parcel::ParcelSent const&, Delivery const&) = 0;
};
struct Wanted {
  virtual ~Wanted() = default;
  virtual result<> tell(parcel::ParcelSent const&, Delivery const&) = 0;
  static constexpr bool optional_port = true;
};

}  // namespace lilac::elsewhere

namespace lilac::parcel {
namespace {

using namespace elsewhere;

std::string fault_of(std::initializer_list<ModuleInfo const*> modules, Host const& host = {}) {
  MemoryStore store;
  try {
    Engine const engine{store, modules, host};
  } catch (ConfigurationError const& error) {
    return error.what();
  }
  return "";
}

template <std::size_t N>
std::string fault_of_policies(PolicyInfo const (&policies)[N], Host const& host = {}) {
  ModuleInfo const other{.name = "elsewhere", .policies = policies};
  return fault_of({&module, &other}, host);
}

TEST_CASE("A policy whose command is not linked is named, with the command") {
  constexpr PolicyInfo policies[] = {policy<&call_far>("x")};
  CHECK(fault_of_policies(policies) ==
        "policy call_far of elsewhere runs elsewhere.FarCommand, but its module is not linked");
}

TEST_CASE("A policy is not given another command that happens to have the number of its own") {
  constexpr PolicyInfo policies[] = {policy<&call_same_number>("x")};
  CHECK(fault_of_policies(policies) ==
        "policy call_same_number of elsewhere runs elsewhere.SameNumber, but its module is not linked");
}

TEST_CASE("A policy whose command System may not run is named") {
  constexpr PolicyInfo policies[] = {policy<&call_people>("x")};
  constexpr auto commands = command_table<OnlyPeople>();
  ModuleInfo const other{.name = "elsewhere", .commands = commands, .policies = policies};
  CHECK(fault_of({&module, &other}) ==
        "policy call_people of elsewhere runs elsewhere.OnlyPeople, which System may not run");
}

TEST_CASE("A policy on an event of a context that is not linked rests") {
  constexpr PolicyInfo policies[] = {policy<&ping_when_far>("x")};
  CHECK(fault_of_policies(policies) == "");
}

TEST_CASE("A port that must be bound and is not is named") {
  constexpr auto ports = port_table<Needed>();
  ModuleInfo const other{.name = "elsewhere", .ports = ports};
  CHECK(fault_of({&other}) == "port Needed of elsewhere is not bound");
}

TEST_CASE("The port of a delivery must be bound even when its module does not list it") {
  constexpr PolicyInfo policies[] = {deliver<&Needed::tell>("x")};
  CHECK(fault_of_policies(policies) == "port Needed of policy tell is not bound");
}

TEST_CASE("A command, an event or an entity whose number is taken is named") {
  constexpr auto commands = command_table<SameNumber>();
  ModuleInfo const with_command{.name = "elsewhere", .commands = commands};
  CHECK(fault_of({&module, &with_command}) ==
        "commands parcel.SendParcel and elsewhere.SameNumber have the same number");
  constexpr auto events = event_table<EventOfSameNumber>();
  ModuleInfo const with_event{.name = "elsewhere", .events = events};
  CHECK(fault_of({&module, &with_event}) ==
        "events parcel.ParcelRegistered and elsewhere.EventOfSameNumber have the same number");
  constexpr auto entities = entity_table<EntityOfSameNumber>();
  ModuleInfo const with_entity{.name = "elsewhere", .entities = entities};
  CHECK(fault_of({&module, &with_entity}) == "entity elsewhere.EntityOfSameNumber has a number that is taken");
  CHECK(fault_of({&module, &module}) ==
        "commands parcel.RegisterParcel and parcel.RegisterParcel have the same number");
}

TEST_CASE("A command that publishes an event that nobody lists is named") {
  constexpr auto commands = command_table<Publisher>();
  ModuleInfo const other{.name = "elsewhere", .commands = commands};
  CHECK(fault_of({&other}) == "command elsewhere.Publisher publishes elsewhere.FarEvent, which no linked module lists");
}

TEST_CASE("Two policies that would share a cursor, or two views of one name, are named") {
  constexpr PolicyInfo policies[] = {deliver<&Wanted::tell>("x"), deliver<&Needed::tell>("y")};
  struct Bound final : Needed {
    result<> tell(ParcelSent const&, Delivery const&) override { return outcome::success(); }
  } bound;
  Host host;
  host.bind<Needed>(bound);
  CHECK(fault_of_policies(policies, host) == "two policies are named parcel.tell");
  constexpr ViewInfo views[] = {{"trails", {}, nullptr}};
  ModuleInfo const other{.name = "elsewhere", .views = views};
  CHECK(fault_of({&module, &other}) == "two views are named trails");
}

TEST_CASE("A store that cannot serve the schema is refused") {
  MemoryStore memory;
  PassingStore store{memory};
  store.before = [](std::string_view) -> result<> { return corrupt_error("it is newer"); };
  CHECK_THROWS_WITH_AS((Engine{store, {&module}}), "Stored data is damaged: it is newer.", ConfigurationError);
}

TEST_CASE("An engine knows its store, its host and its modules, its own among them") {
  Post post;
  CHECK(&post.engine().store() == &post.store);
  CHECK(post.engine().host().find_port(port_info<Script>()) == &post.script);
  auto const modules = post.engine().modules();
  REQUIRE(modules.size() == 2);
  CHECK(modules[0] == &module);
  CHECK(modules[1] == &engine::module);
}

}  // namespace
}  // namespace lilac::parcel

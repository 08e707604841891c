// A context made for testing the engine: parcels that people register, send and lose. It has every form of policy,
// deadlines, a received event, a view, a worker, and a pair of policies that call each other without end.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lilac/engine/engine.hpp"

namespace lilac::parcel {

struct User;
using UserId = Id<User>;

// --- Rows
// ---------------------------------------------------------------------------------------------------------------

enum class ParcelStatus : std::uint8_t { registered, sent, delivered, lost, recalled, returned };
BOOST_DESCRIBE_ENUM(ParcelStatus, registered, sent, delivered, lost, recalled, returned)

struct Parcel {
  Id<Parcel> id;
  UserId user_id;
  ParcelStatus status{};
  std::string label;
  PersonalText note;
  std::int64_t weight{};
  bool is_open = true;
  std::optional<Instant> changed_at;

  static constexpr std::uint16_t number = 9001;
  struct find_by_user_id;
  struct find_by_label;
  struct find_by_status_and_weight;
  using finders = types<find_by_user_id, find_by_label, find_by_status_and_weight>;
  static constexpr auto aliases = names("Shipment");
  static constexpr auto methods = names("be_sent");
};
BOOST_DESCRIBE_STRUCT(Parcel, (), (id, user_id, status, label, note, weight, is_open, changed_at))
struct Parcel::find_by_user_id : Index<&Parcel::user_id> {};
struct Parcel::find_by_label : Where<Unique<&Parcel::label>, &Parcel::is_open, true> {};
struct Parcel::find_by_status_and_weight : Index<&Parcel::status, desc<&Parcel::weight>> {};
using ParcelId = Id<Parcel>;

/// How many open parcels a user has. Its id is the user's.
struct Tally {
  Id<Tally> id;
  std::int64_t count{};
  static constexpr std::uint16_t number = 9002;
};
BOOST_DESCRIBE_STRUCT(Tally, (), (id, count))

/// What the view keeps of each parcel.
struct Trail {
  Id<Trail> id;
  UserId user_id;
  std::int64_t events{};
  PersonalText note;
  static constexpr std::uint16_t number = 9003;
};
BOOST_DESCRIBE_STRUCT(Trail, (), (id, user_id, events, note))

// --- Rules and errors
// ---------------------------------------------------------------------------------------------------

struct Rules {
  Duration delivery_window = std::chrono::hours(48);
  std::int64_t heavy_from = 100;
  std::int64_t most_open = 1'000'000;
};
BOOST_DESCRIBE_STRUCT(Rules, (), (delivery_window, heavy_from, most_open))

inline constexpr Rule weight_must_be_positive{
    9401,  "PARCEL_WEIGHT", "weight_must_be_positive", "A parcel weighs something, not {value}.",
    false, "PARCEL_WIEGHT"};
inline constexpr Rule parcel_has_left{9402, "PARCEL_LEFT", "parcel_has_left", "The parcel is {value} already."};
inline constexpr Rule too_many_open{9403, "PARCEL_TOO_MANY", "too_many_open",
                                    "A user may have at most {limit} open parcels."};

// --- Events
// -------------------------------------------------------------------------------------------------------------

struct ParcelRegistered {
  ParcelId parcel_id;
  UserId user_id;
  PersonalText note;
  std::int64_t weight{};
  static constexpr std::uint16_t number = 9001;
};
BOOST_DESCRIBE_STRUCT(ParcelRegistered, (), (parcel_id, user_id, note, weight))
struct ParcelSent {
  ParcelId parcel_id;
  UserId user_id;
  static constexpr std::uint16_t number = 9002;
  static constexpr auto aliases = names("ShipmentDispatched");
};
BOOST_DESCRIBE_STRUCT(ParcelSent, (), (parcel_id, user_id))
struct ParcelDelivered {
  ParcelId parcel_id;
  static constexpr std::uint16_t number = 9003;
};
BOOST_DESCRIBE_STRUCT(ParcelDelivered, (), (parcel_id))
/// Who acted, and for whom, when a policy counted.
struct Counted {
  std::int64_t count{};
  Actor by;
  Actor origin;
  static constexpr std::uint16_t number = 9004;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (count, by, origin))
struct HeavyNoted {
  ParcelId parcel_id;
  static constexpr std::uint16_t number = 9005;
};
BOOST_DESCRIBE_STRUCT(HeavyNoted, (), (parcel_id))
struct RecallOrdered {
  UserId user_id;
  static constexpr std::uint16_t number = 9006;
};
BOOST_DESCRIBE_STRUCT(RecallOrdered, (), (user_id))
struct ParcelRecalled {
  ParcelId parcel_id;
  static constexpr std::uint16_t number = 9007;
};
BOOST_DESCRIBE_STRUCT(ParcelRecalled, (), (parcel_id))
struct ParcelLost {
  ParcelId parcel_id;
  Instant at;
  static constexpr std::uint16_t number = 9008;
};
BOOST_DESCRIBE_STRUCT(ParcelLost, (), (parcel_id, at))
struct Pinged {
  std::int64_t left{};
  static constexpr std::uint16_t number = 9009;
};
BOOST_DESCRIBE_STRUCT(Pinged, (), (left))
struct Ponged {
  std::int64_t left{};
  static constexpr std::uint16_t number = 9010;
};
BOOST_DESCRIBE_STRUCT(Ponged, (), (left))
struct ParcelReturned {
  ParcelId parcel_id;
  static constexpr std::uint16_t number = 9011;
};
BOOST_DESCRIBE_STRUCT(ParcelReturned, (), (parcel_id))
/// Customs is another system.
struct CustomsCleared {
  ParcelId parcel_id;
  UserId user_id;
  PersonalText note;
  static constexpr std::uint16_t number = 9012;
  static constexpr bool received = true;
};
BOOST_DESCRIBE_STRUCT(CustomsCleared, (), (parcel_id, user_id, note))
/// What a test's own handler publishes.
struct Acted {
  std::string what;
  static constexpr std::uint16_t number = 9013;
};
BOOST_DESCRIBE_STRUCT(Acted, (), (what))

// --- Commands
// -----------------------------------------------------------------------------------------------------------

struct RegisterParcel {
  UserId user_id;
  std::string label;
  PersonalText note;
  std::int64_t weight = 1;
  std::optional<Instant> promised_at;

  using reply = Parcel;
  using publishes = events<ParcelRegistered>;
  static constexpr std::uint16_t number = 9001;
  static constexpr auto actors = allow(ActorKind::OperationUser, ActorKind::System);
  static constexpr auto aliases = names("EnterShipmentCommand");
};
BOOST_DESCRIBE_STRUCT(RegisterParcel, (), (user_id, label, note, weight, promised_at))
/// Sets a deadline by which the parcel must be delivered.
struct SendParcel {
  ParcelId parcel_id;
  using reply = void;
  using publishes = events<ParcelSent>;
  static constexpr std::uint16_t number = 9002;
  static constexpr auto actors = allow(ActorKind::OperationUser, ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(SendParcel, (), (parcel_id))
struct DeliverParcel {
  ParcelId parcel_id;
  using reply = void;
  using publishes = events<ParcelDelivered>;
  static constexpr std::uint16_t number = 9003;
  static constexpr auto actors = allow(ActorKind::OperationUser, ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(DeliverParcel, (), (parcel_id))
struct CountParcel {
  UserId user_id;
  using reply = void;
  using publishes = events<Counted>;
  static constexpr std::uint16_t number = 9004;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(CountParcel, (), (user_id))
struct NoteHeavy {
  ParcelId parcel_id;
  using reply = void;
  using publishes = events<HeavyNoted>;
  static constexpr std::uint16_t number = 9005;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(NoteHeavy, (), (parcel_id))
struct RecallAll {
  UserId user_id;
  using reply = void;
  using publishes = events<RecallOrdered>;
  static constexpr std::uint16_t number = 9006;
  static constexpr auto actors = allow(ActorKind::Admin);
};
BOOST_DESCRIBE_STRUCT(RecallAll, (), (user_id))
/// Refused when the parcel is delivered.
struct RecallParcel {
  ParcelId parcel_id;
  PersonalText reason;
  UserId user_id;
  using reply = void;
  using publishes = events<ParcelRecalled>;
  static constexpr std::uint16_t number = 9007;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(RecallParcel, (), (parcel_id, reason, user_id))
/// Refused unless the parcel is on its way.
struct ReportLost {
  ParcelId parcel_id;
  using reply = void;
  using publishes = events<ParcelLost>;
  static constexpr std::uint16_t number = 9008;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(ReportLost, (), (parcel_id))
/// Ping is answered by Pong and Pong by Ping, `left` times.
struct Ping {
  std::int64_t left{};
  using reply = void;
  using publishes = events<Pinged>;
  static constexpr std::uint16_t number = 9009;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(Ping, (), (left))
struct Pong {
  std::int64_t left{};
  using reply = void;
  using publishes = events<Ponged>;
  static constexpr std::uint16_t number = 9010;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(Pong, (), (left))
struct ReturnParcel {
  ParcelId parcel_id;
  using reply = void;
  using publishes = events<ParcelReturned>;
  static constexpr std::uint16_t number = 9011;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(ReturnParcel, (), (parcel_id))
struct EraseParcel {
  ParcelId parcel_id;
  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 9012;
  static constexpr auto actors = allow(ActorKind::OperationUser, ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(EraseParcel, (), (parcel_id))
/// Runs what the test bound as its Script.
struct Act {
  std::string what;
  using reply = Tally;
  using publishes = events<Acted, Pinged, ParcelRegistered>;
  static constexpr std::uint16_t number = 9013;
  static constexpr auto actors = allow(ActorKind::OperationUser, ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(Act, (), (what))

// --- Ports
// --------------------------------------------------------------------------------------------------------------

struct Script {
  virtual ~Script() = default;
  virtual result<std::int64_t> run(Handling<Act>& work, Act const& act) = 0;
  static constexpr bool optional_port = true;
};
/// Another company that follows parcels.
struct Tracker {
  virtual ~Tracker() = default;
  virtual result<> follow(ParcelSent const& event, Delivery const& delivery) = 0;
  static constexpr bool optional_port = true;
  static constexpr auto aliases = names("Tracking Company");
};

// --- Questions
// ----------------------------------------------------------------------------------------------------------

struct GetParcels {
  UserId user_id;
  std::string comment;
  using row = Parcel;
  static constexpr std::uint16_t number = 9001;
  static constexpr auto aliases = names("getParcels(userId)");
};
BOOST_DESCRIBE_STRUCT(GetParcels, (), (user_id, comment))

// --- Policies, in table order
// -------------------------------------------------------------------------------------------

CountParcel count_registered_parcel(ParcelRegistered const& event);
std::optional<NoteHeavy> note_heavy_parcel(ParcelRegistered const& event, Rules const& rules);
std::optional<Pong> answer_ping(Pinged const& event);
std::optional<Ping> answer_pong(Ponged const& event);
SendParcel send_cleared_parcel(CustomsCleared const& event);
result<> recall_each(RecallOrdered const& event, Reader& reader, Emit<RecallParcel>& emit);

/// How the fan-out behaved, and what a test wants of it.
struct FanOutProbe {
  int calls = 0;
  std::size_t largest_page = 0;
  bool fails = false;
};
FanOutProbe& fan_out_probe();

extern ModuleInfo const module;

}  // namespace lilac::parcel

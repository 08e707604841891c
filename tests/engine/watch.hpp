// A port that hears of parcels by several policies.
#pragma once

#include "engine/post.hpp"

namespace lilac::parcel {

/// A watchman who wants to hear everything about a parcel in its order.
struct Watch {
  virtual ~Watch() = default;
  virtual result<> hear_sent(ParcelSent const& event, Delivery const& delivery) = 0;
  virtual result<> hear_delivered(ParcelDelivered const& event, Delivery const& delivery) = 0;
  virtual result<> note_delivered(ParcelDelivered const& event, Delivery const& delivery) = 0;
};

inline constexpr PolicyInfo watch_policies[] = {
    deliver<&Watch::hear_sent>("The watchman hears of a sent parcel"),
    deliver<&Watch::hear_delivered>("The watchman hears of a delivered parcel"),
    deliver<&Watch::note_delivered>("The watchman notes a delivered parcel"),
};
inline constexpr auto watch_ports = port_table<Watch>();
inline constexpr ModuleInfo watch_module{.name = "watch", .policies = watch_policies, .ports = watch_ports};
/// As an older version of it was.
inline constexpr ModuleInfo older_watch_module{
    .name = "watch", .policies = std::span{watch_policies}.first(1), .ports = watch_ports};

struct TestWatch final : Watch {
  Names heard;
  std::vector<std::string> keys;
  std::function<bool(std::string const&)> refuses = [](std::string const&) { return false; };

  result<> hear(std::string what, ParcelId id, Delivery const& delivery) {
    what += " " + std::to_string(id.value);
    if (refuses(what)) return refuse(rules::gateway_failed, field("Watch"), value("asleep"));
    heard.push_back(std::move(what));
    // Without the store's name before it.
    keys.emplace_back(delivery.idempotency_key.substr(delivery.idempotency_key.find(':') + 1));
    return outcome::success();
  }
  result<> hear_sent(ParcelSent const& event, Delivery const& delivery) override {
    return hear("sent", event.parcel_id, delivery);
  }
  result<> hear_delivered(ParcelDelivered const& event, Delivery const& delivery) override {
    return hear("delivered", event.parcel_id, delivery);
  }
  result<> note_delivered(ParcelDelivered const& event, Delivery const& delivery) override {
    return hear("noted", event.parcel_id, delivery);
  }
};

/// A post office with a watchman, who is wherever a desk with his module is.
struct WatchedPost : Post {
  TestWatch watch;
  std::unique_ptr<Engine> watched;

  WatchedPost() { watched = desk(&watch_module); }
  std::unique_ptr<Engine> desk(ModuleInfo const* with) {
    Host host;
    host.bind<Script>(script).bind<Tracker>(tracker).bind<Watch>(watch);
    return std::make_unique<Engine>(store, std::initializer_list<ModuleInfo const*>{&module, with}, host);
  }
  void watch_at(Instant now) {
    auto const done = watched->run_until_idle(now);
    REQUIRE_MESSAGE(done, done.error().message());
  }
  void deliver_parcel(ParcelId id, Instant at = noon) { REQUIRE(run(DeliverParcel{id}, at)); }
};

}  // namespace lilac::parcel

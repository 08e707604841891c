// The Site context of another system: it fails, throws, loses its answers, and remembers what it did.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "lilac/support/ports.hpp"
#include "simulator/world.hpp"

namespace lilac::simulator {

class SimSite final : public support::SiteContext {
 public:
  struct Effect {
    std::uint32_t calls = 0;
    bool is_done = false;
    std::uint64_t digest = 0;
  };

  explicit SimSite(World& world) : world_(world) {}

  result<> update_site(support::UserSiteUpdateRequested const& request, Delivery const& delivery) override {
    return hear(request, delivery);
  }
  result<> update_md(support::UserMdUpdateRequested const& request, Delivery const& delivery) override {
    return hear(request, delivery);
  }
  result<> delete_md(support::UserMdDeleteRequested const& request, Delivery const& delivery) override {
    return hear(request, delivery);
  }

  /// By idempotency key: `{consumer}:{command}.{ordinal}`.
  std::map<std::string, Effect, std::less<>> const& effects() const { return effects_; }
  /// Keys in the order in which they took effect.
  std::vector<std::pair<std::int64_t, std::string>> const& order() const { return order_; }
  std::function<bool()> is_dead = [] { return false; };

 private:
  template <class Request>
  result<> hear(Request const& request, Delivery const& delivery) {
    return take(request.user_id.value, digest(type_of<Request>(), &request), delivery);
  }
  bool is_down();
  result<> take(std::int64_t user, std::uint64_t digest, Delivery const& delivery);

  World& world_;
  std::map<std::string, Effect, std::less<>> effects_;
  std::vector<std::pair<std::int64_t, std::string>> order_;
  std::uint32_t calls_until_back_ = 0;
};

}  // namespace lilac::simulator

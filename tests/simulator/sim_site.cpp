#include "simulator/sim_site.hpp"

#include <stdexcept>

namespace lilac::simulator {

namespace {

Error down(std::string_view why) { return refuse(rules::gateway_failed, field("SiteContext"), value(why)); }

constexpr std::uint32_t longest_outage = 12;  ///< calls; more than the engine tries

}  // namespace

bool SimSite::is_down() {
  if (world_.is_calm) return false;
  if (calls_until_back_ > 0) {
    --calls_until_back_;
    return true;
  }
  if (!world_.happens(Fault::site_is_down)) return false;
  calls_until_back_ = world_.choices.below(longest_outage);
  return true;
}

result<> SimSite::take(std::int64_t user, std::uint64_t digest, Delivery const& delivery) {
  if (is_dead()) return down("the process is dead");
  if (is_down()) return down("it is down");
  if (world_.happens(Fault::site_throws)) {
    if (world_.choices.below(2) == 0) throw std::runtime_error("the connection broke");
    throw 7;  // whatever a host throws
  }
  auto& effect = effects_[std::string(delivery.idempotency_key)];
  if (effect.calls++ > 0 && effect.digest != digest)
    world_.verdict.broken("a key always carries the same request", std::string(delivery.idempotency_key));
  effect.digest = digest;
  if (effect.is_done) {
    world_.sightings.saw("site: a request comes again");
  } else {
    effect.is_done = true;
    order_.emplace_back(user, delivery.idempotency_key);
    world_.trace.note("site did " + std::string(delivery.idempotency_key));
  }
  if (world_.happens(Fault::site_reply_is_lost)) return down("no answer");
  return outcome::success();
}

}  // namespace lilac::simulator

#include "receiver.hpp"

#include <memory_resource>

#include "lilac/engine/policy.hpp"
#include "output.hpp"
#include "to_c.hpp"

namespace lilac::capi {

result<> HostReceiver::deliver(PolicyInfo const& policy, void const* event, Delivery const& delivery) {
  std::pmr::monotonic_buffer_resource memory;
  auto const* const payload = struct_of(*policy.when->type, event, Showing::whole, memory);
  Heard heard{};
  heard.at = delivery.at;
  auto const told = event_of(*policy.when, heard, payload);
  std::string_view const port = policy.port->name;
  std::string_view const name = policy.name;
  auto const failed =
      host_.call("deliver", host_.functions().deliver, port.data(), port.size(), name.data(), name.size(), &told,
                 delivery.idempotency_key.data(), delivery.idempotency_key.size(), delivery.attempt);
  if (failed) return refuse(rules::gateway_failed, field(port), value(*failed));
  return outcome::success();
}

}  // namespace lilac::capi

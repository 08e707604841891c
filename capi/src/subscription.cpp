#include "subscription.hpp"

#include <memory_resource>

#include "boundary.hpp"
#include "contexts.hpp"
#include "desk.hpp"
#include "output.hpp"
#include "to_c.hpp"

namespace lilac::capi {

void Listener::hear(void const* payload, Heard const& heard) const {
  std::pmr::monotonic_buffer_resource memory;
  auto const event = event_of(event_, heard, struct_of(*event_.type, payload, Showing::masked, memory));
  slot_(user_data_, &event);
}

}  // namespace lilac::capi

using namespace lilac::capi;

lilac_status lilac_subscribe(lilac_desk* desk, uint32_t event_number, lilac_on_event slot, void* user_data,
                             void (*destroy)(void* user_data), lilac_subscription** out, lilac_error** error) {
  PortEnd end{destroy, user_data};
  clear(out);
  return guarded(error, [&] {
    need_out(out);
    auto const open = need<Desk>(desk, "desk");
    if (slot == nullptr) throw Misuse(LILAC_E_ARGUMENT, "slot", "slot is NULL");
    auto const* const event = event_of(event_number);
    if (event == nullptr) {
      throw Misuse(LILAC_E_ARGUMENT, "event_number", "there is no event of number " + std::to_string(event_number));
    }
    *out = open->subscribe(*event, slot, user_data, std::move(end));
    return LILAC_OK;
  });
}

lilac_status lilac_unsubscribe(lilac_subscription* subscription) { return destroy<HostSubscription>(subscription); }

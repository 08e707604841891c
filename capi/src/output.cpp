#include "output.hpp"

#include "boundary.hpp"
#include "to_c.hpp"

namespace lilac::capi {

void Output::set_reply(TypeInfo const& type, void const* reply) {
  reply_ = struct_of(type, reply, Showing::masked, memory_);
}

void Output::add_row(TypeInfo const& type, void const* row) {
  rows_.push_back(struct_of(type, row, Showing::masked, memory_));
}

void Output::add_event(RecordedEvent const& event, Actor by, Instant at) {
  auto* const out = static_cast<lilac_event*>(memory_.allocate(sizeof(lilac_event), alignof(lilac_event)));
  *out = {static_cast<std::uint32_t>(sizeof *out),
          event.type->number,
          event.entity != nullptr ? event.entity->number : std::uint16_t{0},
          event.entity_id,
          event.version,
          event.ordinal,
          event.cause_ordinal,
          static_cast<std::int32_t>(by.kind),
          by.id,
          at.time_since_epoch().count(),
          {"", 0},
          struct_of(*event.type->type, event.payload.get(), Showing::masked, memory_)};
  events_.push_back(out);
}

void Output::is_complete() {
  view_ = {static_cast<std::uint32_t>(sizeof view_),
           0,
           reply_,
           rows_.data(),
           rows_.size(),
           events_.data(),
           events_.size(),
           view_of(json_)};
}

lilac_result* hand_out(std::shared_ptr<Output> output) {
  output->is_complete();
  return add(std::move(output));
}

lilac_event event_of(EventInfo const& type, Heard const& heard, void const* payload) {
  return {static_cast<std::uint32_t>(sizeof(lilac_event)),
          type.number,
          heard.entity != nullptr ? heard.entity->number : std::uint16_t{0},
          heard.entity_id,
          0,
          heard.ordinal,
          -1,
          static_cast<std::int32_t>(heard.actor.kind),
          heard.actor.id,
          heard.at.time_since_epoch().count(),
          view_of(heard.correlation_id),
          payload};
}

}  // namespace lilac::capi

using namespace lilac::capi;

lilac_output const* lilac_result_get(lilac_result const* result) {
  static lilac_output const none{static_cast<std::uint32_t>(sizeof none), 0, nullptr, nullptr, 0, nullptr, 0, {"", 0}};
  auto const output = find<Output>(result);
  return output == nullptr ? &none : &output->view();
}

lilac_status lilac_result_destroy(lilac_result* result) { return destroy<Output>(result); }

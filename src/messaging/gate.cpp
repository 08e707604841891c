#include "messaging/gate.hpp"

#include <exception>

namespace lilac::messaging {

result<std::optional<Recipient>> look_up(Work& work, std::int64_t recipient_id) {
  try {
    return work.port<AddressBook>().find(work, recipient_id);
  } catch (std::exception const&) {
    return refuse_saying(rules::gateway_failed, field("recipient_id"), "The address book threw.");
  }
}

result<bool> Gate::needs_recipient(Message const& message) {
  BOOST_OUTCOME_TRY(auto const windows, windows_of(message));
  return !windows.empty();
}

result<Instant> Gate::open_from(Message const& message, Recipient const& recipient) {
  BOOST_OUTCOME_TRY(auto const windows, windows_of(message));
  return quiet_until(windows, work_.port<Zones>(), zone_of(recipient), work_.now());
}

result<std::vector<QuietWindow>> Gate::windows_of(Message const& message) {
  BOOST_OUTCOME_TRY(read_what_holds_for_all());
  QuietHours const* own = nullptr;
  if (recipients_have_own_) {
    BOOST_OUTCOME_TRY(own, quiet_hours_of(QuietOwner::RECIPIENT, message.recipient_id));
  }
  return windows_for(message.channel(), system_, tenant_, own);
}

result<QuietHours const*> Gate::quiet_hours_of(QuietOwner owner, std::int64_t recipient_id) {
  return work_.first<QuietHours::find_by_owner>(owner, recipient_id);
}

result<> Gate::read_what_holds_for_all() {
  if (knows_all_) return outcome::success();
  BOOST_OUTCOME_TRY(system_, quiet_hours_of(QuietOwner::SYSTEM, 0));
  BOOST_OUTCOME_TRY(tenant_, quiet_hours_of(QuietOwner::TENANT, 0));
  BOOST_OUTCOME_TRY(auto const* any, work_.first<QuietHours::find_by_owner>(QuietOwner::RECIPIENT));
  recipients_have_own_ = any != nullptr;
  knows_all_ = true;
  return outcome::success();
}

/// The recipient's own; when that is not known the tenant's; UTC as long as nobody named any.
std::string_view Gate::zone_of(Recipient const& recipient) const {
  auto const& zones = work_.port<Zones>();
  if (zones.knows(recipient.time_zone)) return recipient.time_zone;
  if (tenant_ != nullptr && zones.knows(tenant_->time_zone)) return tenant_->time_zone;
  return {};
}

}  // namespace lilac::messaging

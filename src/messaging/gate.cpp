#include "messaging/gate.hpp"

#include <exception>

#include "lilac/messaging/suppression.hpp"
#include "messaging/recipients.hpp"

namespace lilac::messaging {

result<std::optional<Recipient>> look_up(Work& work, Message const& message) {
  try {
    return work.port<AddressBook>().find(work, message.recipient());
  } catch (std::exception const&) {
    return refuse_saying(rules::gateway_failed, field("recipient_id"), "The address book threw.");
  }
}

bool is_of_store(Error const& error) { return error.is(rules::storage_failed) || error.is(rules::corrupt); }

result<Recipient const*> find_recipient(Work& work, Message const& message, std::optional<Recipient>& room) {
  auto found = look_up(work, message);
  if (!found && is_of_store(found.error())) return std::move(found).error();
  if (found) room = std::move(found).value();
  return room ? &*room : nullptr;
}

// Nobody gets what that person, or somebody for that person, has suppressed.
// Nobody gets an advertisement without having agreed to it before.
// Nobody is disturbed in quiet hours, nor by an advertisement at night without having agreed to that as well; e-mail
// disturbs nobody.
result<Verdict> Gate::judge(Message const& message, FunctionRef<result<Recipient const*>()> recipient_of) {
  BOOST_OUTCOME_TRY(read_what_holds_for_all());
  BOOST_OUTCOME_TRY(auto const verdict, judge_suppressions(message));
  if (verdict.kind != Verdict::Kind::go) return verdict;
  auto const is_advertisement = message.category == Category::ADVERTISING;
  BOOST_OUTCOME_TRY(auto windows, windows_of(message));
  if (windows.empty() && !is_advertisement) return Verdict{};
  BOOST_OUTCOME_TRY(auto const* recipient, recipient_of());
  if (recipient == nullptr) return Verdict{};
  if (is_advertisement && !recipient->advertising_consent) return Verdict{Verdict::Kind::suppress, {}, "NO_CONSENT"};
  if (is_advertisement && !recipient->night_consent && message.channel() != Channel::EMAIL)
    windows.push_back(advertising_night);
  auto const open = quiet_until(windows, work_.port<Zones>(), zone_of(*recipient), work_.now());
  if (open > work_.now()) return Verdict{Verdict::Kind::hold, open};
  return Verdict{};
}

// A suppressed channel is passed over while another is left.
result<Verdict> Gate::judge_suppressions(Message const& message) {
  if (!somebody_is_suppressed_) return Verdict{};
  constexpr auto reason = "CHANNEL_SUPPRESSED";
  BOOST_OUTCOME_TRY(auto const present, is_suppressed(message, message.channel()));
  if (!present) return Verdict{};
  for (auto step = static_cast<std::size_t>(message.step) + 1; step < message.steps.size(); ++step) {
    BOOST_OUTCOME_TRY(auto const later, is_suppressed(message, message.steps[step]));
    if (!later) return Verdict{Verdict::Kind::skip_step, {}, reason};
  }
  return Verdict{Verdict::Kind::suppress, {}, reason};
}

result<bool> Gate::is_suppressed(Message const& message, Channel channel) {
  BOOST_OUTCOME_TRY(auto const* found, suppression_for(work_, message.recipient(), channel, message.category));
  return found != nullptr && found->holds;
}

result<std::vector<QuietWindow>> Gate::windows_of(Message const& message) {
  QuietHours const* own = nullptr;
  if (recipients_have_own_) {
    BOOST_OUTCOME_TRY(own, quiet_hours_for(work_, message.recipient()));
  }
  return windows_for(message.channel(), system_, tenant_, own);
}

result<QuietHours const*> Gate::quiet_hours_of_all(QuietOwner owner) {
  return work_.first<QuietHours::find_by_owner>(owner, std::int64_t{0});
}

result<> Gate::read_what_holds_for_all() {
  if (knows_all_) return outcome::success();
  BOOST_OUTCOME_TRY(system_, quiet_hours_of_all(QuietOwner::SYSTEM));
  BOOST_OUTCOME_TRY(tenant_, quiet_hours_of_all(QuietOwner::TENANT));
  BOOST_OUTCOME_TRY(auto const* any, work_.first<QuietHours::find_by_owner>(QuietOwner::RECIPIENT));
  recipients_have_own_ = any != nullptr;
  BOOST_OUTCOME_TRY(auto const* suppressed, work_.first<Suppression::find_by_recipient>());
  somebody_is_suppressed_ = suppressed != nullptr;
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

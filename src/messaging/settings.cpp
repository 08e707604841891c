#include "lilac/messaging/settings.hpp"

#include "lilac/messaging/errors.hpp"

namespace lilac::messaging {

namespace {

constexpr Channel all_channels[] = {Channel::EMAIL, Channel::SMS, Channel::PUSH, Channel::ALARM};

/// The owner's row, to change; a new one when it has none.
result<QuietHours*> quiet_hours_of(Work& work, QuietOwner owner, std::int64_t recipient_id) {
  BOOST_OUTCOME_TRY(auto* hours, work.load_first<QuietHours::find_by_owner>(owner, recipient_id));
  if (hours != nullptr) return hours;
  BOOST_OUTCOME_TRY(hours, work.create<QuietHours>());
  hours->owner = owner;
  hours->recipient_id = recipient_id;
  return hours;
}

result<> check_open(QuietHours const* system, QuietHours const* tenant, QuietHours const* recipient) {
  for (auto const channel : all_channels) {
    auto const open = open_in_a_day(windows_for(channel, system, tenant, recipient));
    if (open < least_open) return refuse(too_little_is_open, field("windows"), value(to_text(open)), limit(least_open));
  }
  return outcome::success();
}

// At least an hour of everybody's day stays open: of those with quiet hours of their own, and of all others.
result<> check_everybody_is_open(Work& work, QuietHours const* system, QuietHours const* tenant) {
  BOOST_OUTCOME_TRY(check_open(system, tenant, nullptr));
  result<> all_open = outcome::success();
  BOOST_OUTCOME_TRY(work.each<QuietHours::find_by_owner>(
      [&](QuietHours const& recipient) {
        all_open = check_open(system, tenant, &recipient);
        return all_open.has_value();
      },
      QuietOwner::RECIPIENT));
  return all_open;
}

}  // namespace

result<QuietHours> handle(Handling<SetQuietHours>& work, SetQuietHours const& command) {
  if (command.recipient_id.has_value() != (command.owner == QuietOwner::RECIPIENT))
    return refuse(quiet_setting_is_of_another_owner, field("recipient_id"));
  if (!command.time_zone.empty() && !work.port<Zones>().knows(command.time_zone))
    return refuse(quiet_zone_is_unknown, field("time_zone"), value(command.time_zone));
  // The system's row is kept by every such command, so that no two of them together close a day.
  BOOST_OUTCOME_TRY(auto* system, quiet_hours_of(work, QuietOwner::SYSTEM, 0));
  work.keep(*system);
  BOOST_OUTCOME_TRY(auto* hours, quiet_hours_of(work, command.owner, command.recipient_id.value_or(0)));
  QuietHours wanted;
  wanted.windows = command.windows;
  wanted.time_zone = command.time_zone;
  wanted.mode = command.mode;
  wanted.follows_tenant = command.follows_tenant;
  BOOST_OUTCOME_TRY(auto set, hours->set(wanted, work.now()));
  work.save(*hours, std::move(set));

  BOOST_OUTCOME_TRY(auto const* tenant, work.first<QuietHours::find_by_owner>(QuietOwner::TENANT, std::int64_t{0}));
  if (command.owner == QuietOwner::RECIPIENT) {
    BOOST_OUTCOME_TRY(check_open(system, tenant, hours));
  } else {
    BOOST_OUTCOME_TRY(check_everybody_is_open(work, system, tenant));
  }
  return *hours;
}

}  // namespace lilac::messaging

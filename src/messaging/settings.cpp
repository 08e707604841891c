#include "lilac/messaging/settings.hpp"

#include "lilac/messaging/errors.hpp"
#include "lilac/messaging/suppression.hpp"
#include "messaging/decisions.hpp"
#include "messaging/recipients.hpp"
#include "messaging/throttle.hpp"

namespace lilac::messaging {

namespace {

/// The owner's row, to change; a new one when it has none. `recipient`: of a recipient's.
result<QuietHours*> quiet_hours_of(Work& work, QuietOwner owner, std::optional<Person> const& recipient) {
  auto const id = recipient ? recipient->id : 0;
  auto const kind = recipient ? std::optional{recipient->kind} : std::nullopt;
  BOOST_OUTCOME_TRY(auto* hours, work.load_first<QuietHours::find_by_owner>(owner, id, kind));
  if (hours != nullptr) return hours;
  BOOST_OUTCOME_TRY(hours, work.create<QuietHours>());
  hours->owner = owner;
  hours->recipient_id = id;
  hours->recipient_kind = kind;
  return hours;
}

/// The person's own row, to change; null when nothing was ever suppressed there. One of before kinds were told stays
/// for all others, and what it says is where the person's own begins.
result<Suppression*> own_suppression(Work& work, Person const& person, Channel channel, Category category) {
  using ByRecipient = Suppression::find_by_recipient;
  BOOST_OUTCOME_TRY(auto* own, work.load_first<ByRecipient>(person.id, channel, category, person.kind));
  if (own != nullptr) return own;
  BOOST_OUTCOME_TRY(auto const* before, work.first<ByRecipient>(person.id, channel, category, std::nullopt));
  if (before == nullptr) return own;
  BOOST_OUTCOME_TRY(own, work.create<Suppression>());
  auto const id = own->id;
  *own = *before;
  own->id = id;
  own->recipient_kind = person.kind;
  work.keep(*own);
  return own;
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

// A customer decides only for that customer.
result<> check_decides_for(Actor const& by, Person const& person) {
  if (by.kind == ActorKind::Customer && person != Person{PersonKind::customer, by.id})
    return refuse(only_for_oneself, field(by.id != person.id ? "recipient_id" : "recipient_kind"));
  return outcome::success();
}

/// Calls `act` for each channel and category that a command names, or for all.
template <class Command>
result<> for_each_kind(Command const& command, FunctionRef<result<>(Channel, Category)> act) {
  for (auto const channel : all_channels) {
    if (command.channel && *command.channel != channel) continue;
    for (auto const category : {Category::TRANSACTIONAL, Category::ADVERTISING}) {
      if (command.category && *command.category != category) continue;
      BOOST_OUTCOME_TRY(act(channel, category));
    }
  }
  return outcome::success();
}

}  // namespace

result<QuietHours> handle(Handling<SetQuietHours>& work, SetQuietHours const& command) {
  if (command.recipient_id.has_value() != (command.owner == QuietOwner::RECIPIENT))
    return refuse(quiet_setting_is_of_another_owner, field("recipient_id"));
  if (command.recipient_kind && command.owner != QuietOwner::RECIPIENT)
    return refuse(quiet_setting_is_of_another_owner, field("recipient_kind"));
  if (!command.time_zone.empty() && !work.port<Zones>().knows(command.time_zone))
    return refuse(quiet_zone_is_unknown, field("time_zone"), value(command.time_zone));
  // The system's row is kept by every such command, so that no two of them together close a day.
  BOOST_OUTCOME_TRY(auto* system, quiet_hours_of(work, QuietOwner::SYSTEM, {}));
  work.keep(*system);
  BOOST_OUTCOME_TRY(count_decision(work, DecisionMark::of_all));
  std::optional<Person> recipient;
  if (command.recipient_id) recipient = {command.recipient_kind.value_or(PersonKind::user), *command.recipient_id};
  BOOST_OUTCOME_TRY(auto* hours, quiet_hours_of(work, command.owner, recipient));
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

result<ChannelLimits> handle(Handling<SetChannelLimits>& work, SetChannelLimits const& command) {
  BOOST_OUTCOME_TRY(auto* limits, limits_of(work, command.channel));
  BOOST_OUTCOME_TRY(auto set, limits->set(command.messages, command.period, command.burst, work.now()));
  BOOST_OUTCOME_TRY(count_decision(work, DecisionMark::of_all));
  return work.save(*limits, std::move(set));
}

result<> handle(Handling<Suppress>& work, Suppress const& command) {
  auto const person = recipient_of(command);
  BOOST_OUTCOME_TRY(check_decides_for(work.actor(), person));
  BOOST_OUTCOME_TRY(count_decision(work, DecisionMark::id_of(person.id)));
  return for_each_kind(command, [&](Channel channel, Category category) -> result<> {
    BOOST_OUTCOME_TRY(auto* row, own_suppression(work, person, channel, category));
    if (row == nullptr) {
      BOOST_OUTCOME_TRY(row, work.create<Suppression>());
      row->recipient_id = person.id;
      row->recipient_kind = person.kind;
      row->channel = channel;
      row->category = category;
    }
    if (auto suppressed = row->suppress(command.reason, work.now())) work.save(*row, std::move(*suppressed));
    return outcome::success();
  });
}

result<> handle(Handling<Unsuppress>& work, Unsuppress const& command) {
  auto const person = recipient_of(command);
  BOOST_OUTCOME_TRY(check_decides_for(work.actor(), person));
  return for_each_kind(command, [&](Channel channel, Category category) -> result<> {
    BOOST_OUTCOME_TRY(auto* row, own_suppression(work, person, channel, category));
    if (row == nullptr) return outcome::success();
    if (auto lifted = row->lift(work.now())) work.save(*row, std::move(*lifted));
    return outcome::success();
  });
}

}  // namespace lilac::messaging

// How the roster is kept.
#include "lilac/support/handlers.hpp"
#include "support/cycle_day.hpp"

namespace lilac::support {

result<UserSupport> handle(Handling<UpdateUserSite>& work, UpdateUserSite const& command) {
  BOOST_OUTCOME_TRY(auto* user, work.load(command.user_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, user->current_user_cycle_id));
  auto const updated = user->update_site(command.site_id, today, work.now());
  if (!updated) return *user;
  UserSiteUpdateRequested requested{updated->user_id, updated->user_cycle_id, today, updated->from, updated->to};
  return work.save(*user, *updated, requested);
}

result<UserSupport> handle(Handling<UpdateUserMd>& work, UpdateUserMd const& command) {
  BOOST_OUTCOME_TRY(auto* user, work.load(command.user_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, user->current_user_cycle_id));
  auto const requested = user->update_md(command.md_id, today, work.now());
  if (!requested) return *user;
  return work.save(*user, *requested);
}

result<UserSupport> handle(Handling<DeleteUserMd>& work, DeleteUserMd const& command) {
  BOOST_OUTCOME_TRY(auto* user, work.load(command.user_id));
  BOOST_OUTCOME_TRY(auto today, day_of(work, user->current_user_cycle_id));
  auto const requested = user->delete_md(today, work.now());
  if (!requested) return *user;
  return work.save(*user, *requested);
}

result<UserSupport> handle(Handling<UpdateUserContact>& work, UpdateUserContact const& command) {
  BOOST_OUTCOME_TRY(auto* user, work.load(command.user_id));
  // The user lives somewhere.
  if (!work.port<Zones>().knows(command.time_zone)) {
    return refuse(time_zone_is_unknown, field("time_zone"), value(command.time_zone));
  }
  BOOST_OUTCOME_TRY(auto today, day_of(work, user->current_user_cycle_id));
  BOOST_OUTCOME_TRY(auto updated,
                    user->update_contact({command.name, command.phone, command.time_zone}, today, work.now()));
  if (!updated) return *user;
  return work.save(*user, *std::move(updated));
}

}  // namespace lilac::support

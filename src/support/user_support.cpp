#include "lilac/support/user_support.hpp"

#include <algorithm>

#include "lilac/support/errors.hpp"

namespace lilac::support {

bool is_phone_or_none(Address const& phone) {
  if (phone.secret.empty()) return true;
  auto text = std::string_view{phone.secret};
  if (text.front() == '+') text.remove_prefix(1);
  auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
  auto const digits = std::count_if(text.begin(), text.end(), is_digit);
  auto const is_telephone = [&](char c) { return is_digit(c) || std::string_view{" .-()"}.find(c) != text.npos; };
  return digits >= 7 && digits <= 15 && std::all_of(text.begin(), text.end(), is_telephone);
}

void UserSupport::follow(UserCycleId cycle, SiteId site, std::optional<MdId> md, Contact contact, Instant now) {
  current_user_cycle_id = cycle;
  site_id = site;
  md_id = md;
  name = std::move(contact.name);
  phone = std::move(contact.phone);
  time_zone = std::move(contact.time_zone);
  updated_at = now;
}

std::optional<UserSiteUpdated> UserSupport::update_site(SiteId to, std::int32_t today, Instant now) {
  if (site_id == to) return std::nullopt;
  auto const from = std::exchange(site_id, to);
  updated_at = now;
  return UserSiteUpdated{user_id, current_user_cycle_id, today, from, to};
}

std::optional<UserMdUpdateRequested> UserSupport::update_md(MdId to, std::int32_t today, Instant now) {
  if (md_id == to) return std::nullopt;
  auto const from = std::exchange(md_id, to);
  updated_at = now;
  return UserMdUpdateRequested{user_id, current_user_cycle_id, today, from, to};
}

std::optional<UserMdDeleteRequested> UserSupport::delete_md(std::int32_t today, Instant now) {
  if (!md_id) return std::nullopt;
  auto const from = *std::exchange(md_id, std::nullopt);
  updated_at = now;
  return UserMdDeleteRequested{user_id, current_user_cycle_id, today, from};
}

result<std::optional<UserContactUpdated>> UserSupport::update_contact(Contact to, std::int32_t today, Instant now) {
  // A telephone number can be dialled.
  if (!is_phone_or_none(to.phone)) return refuse(phone_is_not_a_number, field("phone"));
  if (to == contact()) return std::optional<UserContactUpdated>{};
  // From here on it succeeds.
  name = std::move(to.name);
  phone = std::move(to.phone);
  time_zone = std::move(to.time_zone);
  updated_at = now;
  return std::optional{
      UserContactUpdated{user_id, current_user_cycle_id, today, masked_name(name), phone.masked(), time_zone}};
}

}  // namespace lilac::support

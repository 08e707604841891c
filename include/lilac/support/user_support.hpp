// The roster: who is followed, from where, and how to reach them.
#pragma once

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/support/events.hpp"

namespace lilac::support {

/// How to reach a person. The zone is an IANA name; the phone may be empty, which is no address.
struct Contact {
  PersonalText name{};
  Address phone{};
  std::string time_zone{};
  bool operator==(Contact const&) const = default;
};

/// A telephone number has 7 to 15 digits, at most one leading +, and spaces, dots, hyphens and parentheses between.
/// None at all is allowed.
bool is_phone_or_none(Address const& phone);

struct UserSupport {
  UserId user_id{};
  UserCycleId current_user_cycle_id{};  ///< the one that started last
  SiteId site_id{};
  std::optional<MdId> md_id{};  ///< the prescribing doctor
  PersonalText name{};
  Address phone{};
  std::string time_zone{};
  Instant updated_at{};

  static constexpr std::uint16_t number = 2007;
  static constexpr auto methods = names("follow", "update_site", "update_md", "delete_md", "update_contact");
  struct find_by_site_id;
  struct find_by_md_id;
  using finders = types<find_by_site_id, find_by_md_id>;

  Contact contact() const { return {name, phone, time_zone}; }

  /// From now on `cycle` is the current one.
  void follow(UserCycleId cycle, SiteId site, std::optional<MdId> md, Contact contact, Instant now);
  /// Nothing when the site stays the same.
  std::optional<UserSiteUpdated> update_site(SiteId to, std::int32_t today, Instant now);
  /// Nothing when the doctor stays the same.
  std::optional<UserMdUpdateRequested> update_md(MdId to, std::int32_t today, Instant now);
  /// Nothing when there is none.
  std::optional<UserMdDeleteRequested> delete_md(std::int32_t today, Instant now);
  /// Nothing when it stays the same. That the zone is known is the caller's to check. Errors: phone_is_not_a_number.
  result<std::optional<UserContactUpdated>> update_contact(Contact to, std::int32_t today, Instant now);
};
BOOST_DESCRIBE_STRUCT(UserSupport, (),
                      (user_id, current_user_cycle_id, site_id, md_id, name, phone, time_zone, updated_at))
struct UserSupport::find_by_site_id : Index<&UserSupport::site_id> {};
struct UserSupport::find_by_md_id : Index<&UserSupport::md_id> {};

}  // namespace lilac::support

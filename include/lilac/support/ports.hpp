// What the desk needs from others. Its own things are kept by the store; time zones come in by lilac::Zones.
#pragma once

#include "lilac/engine/policy.hpp"
#include "lilac/engine/reader.hpp"
#include "lilac/support/events.hpp"

namespace lilac::support {

/// The Site context, which is told after the commit. What fails here is tried again, then it is a dead letter; nothing
/// that happened at the desk is taken back. Unbound, requests wait in the journal. Requests about one user come in the
/// order in which the desk made them, of whatever kind: one that fails holds up those behind it.
struct SiteContext {
  static constexpr bool optional_port = true;
  static constexpr auto aliases = names("Site Context", "Site");
  virtual ~SiteContext() = default;
  virtual result<> update_site(UserSiteUpdateRequested const& request, Delivery const& delivery) = 0;
  virtual result<> update_md(UserMdUpdateRequested const& request, Delivery const& delivery) = 0;
  virtual result<> delete_md(UserMdDeleteRequested const& request, Delivery const& delivery) = 0;
};

/// The templates of messages, wherever they are kept.
struct Templates {
  virtual ~Templates() = default;
  /// What a template says with these variables, exactly those that it declares. `reader` sees the command's own rows.
  /// Errors: template_is_unknown, variable_is_missing, variable_is_surplus, template_does_not_fit.
  virtual result<PersonalText> render(Reader& reader, TemplateId template_id, Dictionary const& variables) const = 0;
};

}  // namespace lilac::support

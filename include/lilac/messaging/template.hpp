// Templates are never changed: an edit defines the next version, and a message keeps the version it was asked with.
#pragma once

#include <string>
#include <vector>

#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/messaging/enums.hpp"
#include "lilac/messaging/ids.hpp"

namespace lilac::messaging {

/// One version of a template, written for one channel. Versions count per template over all its channels: "template 3
/// as of version 5" names at most one text per channel, the newest that is not newer than 5.
struct TemplateVersion {
  TemplateVersionId id;
  TemplateId template_id;
  std::int32_t version = 1;
  Channel channel = Channel::EMAIL;
  Category category = Category::TRANSACTIONAL;
  std::string locale;
  std::string subject;
  std::string body;
  std::vector<std::string> variables;  ///< declared names
  Instant defined_at;

  static constexpr std::uint16_t number = 1002;
  static constexpr auto aliases = names("Template");
  static constexpr auto methods = names("check_template", "render");
  struct find_by_template_id;
  struct find_by_template_id_and_channel;
  using finders = types<find_by_template_id, find_by_template_id_and_channel>;
};
BOOST_DESCRIBE_STRUCT(TemplateVersion, (),
                      (id, template_id, version, channel, category, locale, subject, body, variables, defined_at))
/// Newest version first.
struct TemplateVersion::find_by_template_id : Unique<&TemplateVersion::template_id, desc<&TemplateVersion::version>> {};
struct TemplateVersion::find_by_template_id_and_channel
    : Index<&TemplateVersion::template_id, &TemplateVersion::channel, desc<&TemplateVersion::version>> {};

/// A text as it goes to one person.
struct Rendered {
  std::string subject;
  std::string body;
};

/// Placeholders and declared variables must agree (4203), in subject and body together. `{name}` is a placeholder: a
/// letter or `_`, then letters, digits, `_`, `.`; `{{` and `}}` are literal braces.
result<> check_template(TemplateVersion const& version);

/// Every declared variable given and none besides (4202, naming the variable).
result<> check_variables(std::vector<std::string> const& declared, Dictionary const& variables);

/// The text with the values in place, escaped for the channel's format: HTML for e-mail, nothing for the rest. In a
/// subject line breaks and other control characters become spaces. Preview is this function: nothing is sent.
/// Variables that the version does not declare are ignored, so that steps of one message can share them; one that is
/// missing is refused (4202). `version` must have passed check_template.
result<Rendered> render(TemplateVersion const& version, Dictionary const& variables);

/// A free text in the format of the channel, without a subject.
Rendered render_text(Channel channel, std::string_view text);

}  // namespace lilac::messaging

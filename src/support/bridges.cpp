#include "lilac/support/bridges.hpp"

#include "lilac/messaging/errors.hpp"
#include "lilac/messaging/rendering.hpp"
#include "lilac/support/errors.hpp"
#include "lilac/support/user_support.hpp"

namespace lilac::support {

namespace {

/// Messaging's refusal in the words of the desk (4103). What is no refusal of the template stays as it is.
Error in_our_words(Error refused, TemplateId template_id) {
  if (refused.is(messaging::variable_is_missing)) return refuse(variable_is_missing, field(refused.field()));
  if (refused.is(messaging::variable_is_surplus)) return refuse(variable_is_surplus, field(refused.field()));
  if (refused.is(rules::not_found)) return refuse(template_is_unknown, field("template_id"), value(template_id.value));
  if (refused.number() >= 5000) return refused;
  return refuse(template_does_not_fit, field("template_id"), value(template_id.value));
}

result<PersonalText> short_message(Reader& reader, messaging::TemplateId id, Dictionary const& variables) {
  BOOST_OUTCOME_TRY(messaging::check_request(reader, id, message_steps, variables));
  BOOST_OUTCOME_TRY(auto version, messaging::newest_version(reader, id));
  BOOST_OUTCOME_TRY(auto const* text, messaging::text_for(reader, id, version, message_steps.front()));
  BOOST_OUTCOME_TRY(auto rendered, messaging::render(*text, variables));
  return PersonalText{std::move(rendered.body)};
}

}  // namespace

result<std::optional<messaging::Recipient>> RosterAddressBook::find_number(Reader& reader, std::int64_t id) {
  BOOST_OUTCOME_TRY(auto const* user, reader.find(UserId{id}));
  if (user == nullptr) return std::optional<messaging::Recipient>{};
  return std::optional{messaging::Recipient{.phone = user->phone, .time_zone = user->time_zone}};
}

result<PersonalText> MessagingTemplates::render(Reader& reader, TemplateId template_id,
                                                Dictionary const& variables) const {
  auto text = short_message(reader, messaging::TemplateId{template_id.value}, variables);
  if (!text) return in_our_words(std::move(text).error(), template_id);
  return text;
}

// A text is not longer than the longest short message.
result<> check_fits_a_message(Host const& host, PersonalText const& text, std::string_view name) {
  auto const bytes = messaging::short_message_bytes(host, text);
  if (bytes <= messaging::longest_lms) return outcome::success();
  return refuse(text_is_longer_than_a_message, field(name), value(bytes), limit(messaging::longest_lms));
}

Host& bind_bridges(Host& host) {
  static RosterAddressBook roster;
  static MessagingTemplates templates;
  return messaging::bind_address_book(host, PersonKind::user, roster).bind<Templates>(templates);
}

}  // namespace lilac::support

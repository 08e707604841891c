#include "messaging/recipients.hpp"

#include <boost/json.hpp>

#include "lilac/messaging/commands.hpp"

namespace lilac::messaging {

PersonKind kind_before_kinds(std::string_view purpose) {
  return purpose.starts_with("billing.") ? PersonKind::subscriber : PersonKind::user;
}

Person RequestMessage::recipient() const { return {recipient_kind.value_or(kind_before_kinds(purpose)), recipient_id}; }

void tell_recipient_kind(boost::json::object& payload) {
  auto const* purpose = payload.if_contains("purpose");
  if (purpose == nullptr || !purpose->is_string()) return;
  auto const& text = purpose->get_string();
  auto const kind = kind_before_kinds({text.data(), text.size()});
  payload["recipient_kind"] = name_of(type_of<PersonKind>(), static_cast<std::int64_t>(kind));
}

result<Suppression const*> suppression_for(Reader& reader, Person const& person, Channel channel, Category category) {
  using ByRecipient = Suppression::find_by_recipient;
  BOOST_OUTCOME_TRY(auto const* own, reader.first<ByRecipient>(person.id, channel, category, person.kind));
  if (own != nullptr) return own;
  return reader.first<ByRecipient>(person.id, channel, category, std::nullopt);
}

result<QuietHours const*> quiet_hours_for(Reader& reader, Person const& person) {
  using ByOwner = QuietHours::find_by_owner;
  BOOST_OUTCOME_TRY(auto const* own, reader.first<ByOwner>(QuietOwner::RECIPIENT, person.id, person.kind));
  if (own != nullptr) return own;
  return reader.first<ByOwner>(QuietOwner::RECIPIENT, person.id, std::nullopt);
}

}  // namespace lilac::messaging

#include "lilac/messaging/queries.hpp"

namespace lilac::messaging {

result<> answer(GetMessages const& query, Reader& reader, Host const&, FunctionRef<bool(Message const&)> sink) {
  return reader.each<Message::find_by_state>(sink, query.state);
}

result<> answer(GetDeadMessages const&, Reader& reader, Host const&, FunctionRef<bool(Message const&)> sink) {
  return reader.each<Message::find_by_state>(sink, MessageState::Failed);
}

result<> answer(GetMessage const& query, Reader& reader, Host const&, FunctionRef<bool(Message const&)> sink) {
  if (query.message_id.has_value() == query.dedup_key.has_value()) {
    return refuse_saying(rules::invalid_argument, field("message_id"),
                         "A message is named by either its message_id or its dedup_key.");
  }
  if (query.message_id) {
    BOOST_OUTCOME_TRY(auto const* message, reader.find(*query.message_id));
    if (message != nullptr) sink(*message);
    return outcome::success();
  }
  return reader.each<Message::find_by_dedup_key>(sink, *query.dedup_key);
}

result<> answer(GetTemplateVersions const& query, Reader& reader, Host const&,
                FunctionRef<bool(TemplateVersion const&)> sink) {
  return reader.each<TemplateVersion::find_by_template_id>(sink, query.template_id);
}

result<> answer(GetQuietHours const& query, Reader& reader, Host const&, FunctionRef<bool(QuietHours const&)> sink) {
  if (query.recipient_id)
    return reader.each<QuietHours::find_by_owner>(sink, QuietOwner::RECIPIENT, *query.recipient_id);
  return reader.each<QuietHours::find_by_owner>(sink);
}

}  // namespace lilac::messaging

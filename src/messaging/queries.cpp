#include "lilac/messaging/queries.hpp"

#include "lilac/messaging/rendering.hpp"

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

result<> answer(GetSuppressions const& query, Reader& reader, Host const&, FunctionRef<bool(Suppression const&)> sink) {
  return reader.each<Suppression::find_by_recipient>(sink, query.recipient_id);
}

result<> answer(GetChannelLimits const&, Reader& reader, Host const&, FunctionRef<bool(ChannelLimits const&)> sink) {
  return reader.each_of(ChannelLimitsId{0}, no_limit, sink);
}

result<> answer(PreviewTemplate const& query, Reader& reader, Host const& host,
                FunctionRef<bool(TextPreview const&)> sink) {
  BOOST_OUTCOME_TRY(auto const newest, newest_version(reader, query.template_id));
  BOOST_OUTCOME_TRY(auto const* version,
                    text_for(reader, query.template_id, query.version.value_or(newest), query.channel));
  BOOST_OUTCOME_TRY(check_variables(version->variables, query.variables));
  BOOST_OUTCOME_TRY(auto text, render(*version, query.variables));
  BOOST_OUTCOME_TRY(check_length(host, query.channel, text));
  TextPreview preview;
  if (query.channel == Channel::SMS) {
    preview.bytes = short_message_bytes(host, text.body);
    preview.is_long = preview.bytes > longest_sms;
  }
  preview.subject = std::move(text.subject);
  preview.text = std::move(text.body);
  sink(preview);
  return outcome::success();
}

}  // namespace lilac::messaging

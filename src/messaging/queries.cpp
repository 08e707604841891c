#include "lilac/messaging/queries.hpp"

#include "lilac/messaging/rendering.hpp"
#include "messaging/recipients.hpp"

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
  if (query.recipient_id) {
    Person const person{query.recipient_kind.value_or(PersonKind::user), *query.recipient_id};
    BOOST_OUTCOME_TRY(auto const* hours, quiet_hours_for(reader, person));
    if (hours != nullptr) sink(*hours);
    return outcome::success();
  }
  return reader.each<QuietHours::find_by_owner>(sink);
}

result<> answer(GetSuppressions const& query, Reader& reader, Host const&, FunctionRef<bool(Suppression const&)> sink) {
  auto const person = recipient_of(query);
  // Of one channel and category the row of before kinds were told comes first.
  std::vector<Suppression> rows;
  BOOST_OUTCOME_TRY(reader.each<Suppression::find_by_recipient>(
      [&](Suppression const& row) {
        if (row.recipient_kind && *row.recipient_kind != person.kind) return;
        auto const has_own = row.recipient_kind && !rows.empty() && rows.back().channel == row.channel &&
                             rows.back().category == row.category;
        if (has_own) rows.pop_back();
        rows.push_back(row);
      },
      person.id));
  for (auto const& row : rows) {
    if (!sink(row)) break;
  }
  return outcome::success();
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

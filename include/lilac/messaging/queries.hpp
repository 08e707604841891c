#pragma once

#include "lilac/engine/host.hpp"
#include "lilac/engine/reader.hpp"
#include "lilac/messaging/channel_limits.hpp"
#include "lilac/messaging/message.hpp"
#include "lilac/messaging/quiet_hours.hpp"
#include "lilac/messaging/suppression.hpp"
#include "lilac/messaging/template.hpp"

namespace lilac::messaging {

/// Messages in one state, in the order of release.
struct GetMessages {
  MessageState state = MessageState::Ready;
  using row = Message;
  static constexpr std::uint16_t number = 1001;
};
BOOST_DESCRIBE_STRUCT(GetMessages, (), (state))

/// Failed messages, those first that failed first.
struct GetDeadMessages {
  using row = Message;
  static constexpr std::uint16_t number = 1002;
};
BOOST_DESCRIBE_STRUCT(GetDeadMessages, (), ())

/// One message by exactly one of its names; no row when there is none.
struct GetMessage {
  std::optional<MessageId> message_id;
  std::optional<std::string> dedup_key;
  using row = Message;
  static constexpr std::uint16_t number = 1003;
};
BOOST_DESCRIBE_STRUCT(GetMessage, (), (message_id, dedup_key))

/// All versions of a template, newest first.
struct GetTemplateVersions {
  TemplateId template_id;
  using row = TemplateVersion;
  static constexpr std::uint16_t number = 1004;
};
BOOST_DESCRIBE_STRUCT(GetTemplateVersions, (), (template_id))

/// All quiet hours that were ever set: the system's, the tenant's, then the recipients' by their ids. Of one recipient
/// what holds: those of before kinds were told only when there are none of that person's own.
struct GetQuietHours {
  std::optional<std::int64_t> recipient_id;    ///< only this recipient's own
  std::optional<PersonKind> recipient_kind{};  ///< of that recipient; empty: a user
  using row = QuietHours;
  static constexpr std::uint16_t number = 1005;
};
BOOST_DESCRIBE_STRUCT(GetQuietHours, (), (recipient_id, recipient_kind))

/// What holds, or held, for one recipient: what is from before kinds were told only as long as that person has no row
/// of their own for the channel and category.
struct GetSuppressions {
  std::int64_t recipient_id = 0;
  std::optional<PersonKind> recipient_kind{};  ///< empty: a user
  using row = Suppression;
  static constexpr std::uint16_t number = 1006;
};
BOOST_DESCRIBE_STRUCT(GetSuppressions, (), (recipient_id, recipient_kind))

/// The limits and circuits of all channels that have any.
struct GetChannelLimits {
  using row = ChannelLimits;
  static constexpr std::uint16_t number = 1007;
};
BOOST_DESCRIBE_STRUCT(GetChannelLimits, (), ())

/// What somebody would read.
struct TextPreview {
  PersonalText subject;
  PersonalText text;       ///< HTML for e-mail, else plain
  std::int64_t bytes = 0;  ///< of a short message
  bool is_long = false;    ///< a short message that goes as LMS
};
BOOST_DESCRIBE_STRUCT(TextPreview, (), (subject, text, bytes, is_long))

/// A template with values in place, for one channel; nothing is sent. Errors: 4901 for an unknown template, 4202 naming
/// a missing or surplus variable, 4203 for a channel without a text, 4211 for a short message that is too long.
struct PreviewTemplate {
  TemplateId template_id;
  Channel channel = Channel::EMAIL;
  Dictionary variables;
  std::optional<std::int32_t> version;  ///< as of this one; empty: the newest
  using row = TextPreview;
  static constexpr std::uint16_t number = 1008;
};
BOOST_DESCRIBE_STRUCT(PreviewTemplate, (), (template_id, channel, variables, version))

result<> answer(GetMessages const& query, Reader& reader, Host const& host, FunctionRef<bool(Message const&)> sink);
result<> answer(GetDeadMessages const& query, Reader& reader, Host const& host, FunctionRef<bool(Message const&)> sink);
result<> answer(GetMessage const& query, Reader& reader, Host const& host, FunctionRef<bool(Message const&)> sink);
result<> answer(GetTemplateVersions const& query, Reader& reader, Host const& host,
                FunctionRef<bool(TemplateVersion const&)> sink);
result<> answer(GetQuietHours const& query, Reader& reader, Host const& host,
                FunctionRef<bool(QuietHours const&)> sink);
result<> answer(GetSuppressions const& query, Reader& reader, Host const& host,
                FunctionRef<bool(Suppression const&)> sink);
result<> answer(GetChannelLimits const& query, Reader& reader, Host const& host,
                FunctionRef<bool(ChannelLimits const&)> sink);
result<> answer(PreviewTemplate const& query, Reader& reader, Host const& host,
                FunctionRef<bool(TextPreview const&)> sink);

}  // namespace lilac::messaging

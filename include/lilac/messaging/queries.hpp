#pragma once

#include "lilac/engine/host.hpp"
#include "lilac/engine/reader.hpp"
#include "lilac/messaging/message.hpp"
#include "lilac/messaging/quiet_hours.hpp"
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

/// All quiet hours that were ever set: the system's, the tenant's, then the recipients' by their ids.
struct GetQuietHours {
  std::optional<std::int64_t> recipient_id;  ///< only this recipient's own
  using row = QuietHours;
  static constexpr std::uint16_t number = 1005;
};
BOOST_DESCRIBE_STRUCT(GetQuietHours, (), (recipient_id))

result<> answer(GetMessages const& query, Reader& reader, Host const& host, FunctionRef<bool(Message const&)> sink);
result<> answer(GetDeadMessages const& query, Reader& reader, Host const& host, FunctionRef<bool(Message const&)> sink);
result<> answer(GetMessage const& query, Reader& reader, Host const& host, FunctionRef<bool(Message const&)> sink);
result<> answer(GetTemplateVersions const& query, Reader& reader, Host const& host,
                FunctionRef<bool(TemplateVersion const&)> sink);
result<> answer(GetQuietHours const& query, Reader& reader, Host const& host,
                FunctionRef<bool(QuietHours const&)> sink);

}  // namespace lilac::messaging

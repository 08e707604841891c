// From a request to texts: which versions, whether the variables fit, and what each step says.
#pragma once

#include <span>

#include "lilac/engine/host.hpp"
#include "lilac/engine/reader.hpp"
#include "lilac/messaging/message.hpp"
#include "lilac/messaging/template.hpp"

namespace lilac::messaging {

/// The newest version of a template as of now; not_found (4901, field template_id) when it has none.
result<std::int32_t> newest_version(Reader& reader, TemplateId template_id);

/// The text of a template for one channel, as of `version`; 4203 when it has none for the channel.
result<TemplateVersion const*> text_for(Reader& reader, TemplateId template_id, std::int32_t version, Channel channel);

/// Checks `variables` against the newest versions for all `steps` together: exactly what they declare. Errors: 4901 for
/// an unknown template, 4202 naming a missing or surplus variable, 4203 for a channel without a text.
result<> check_request(Reader& reader, TemplateId template_id, std::span<Channel const> steps,
                       Dictionary const& variables);

/// Digest of what the message says on all its steps. Each text goes to `see`, in the order of the steps; what that
/// refuses is refused.
result<std::int64_t> text_hash_of(Reader& reader, Message const& message,
                                  FunctionRef<result<>(Channel, Rendered&&)> see);

/// How long a text is as a short message, in bytes: as the host's TextMeasure says, or as EUC-KR counts (two for what
/// is not ASCII).
std::int64_t short_message_bytes(Host const& host, std::string_view text);
/// Whether the text fits its channel: 4211 for a short message that is longer than an LMS.
result<> check_length(Host const& host, Channel channel, Rendered const& text);
inline constexpr std::int64_t longest_sms = 90;     ///< bytes; what is longer goes as LMS
inline constexpr std::int64_t longest_lms = 2'000;  ///< bytes; what is longer does not go

}  // namespace lilac::messaging

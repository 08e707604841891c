// From a request to texts: which versions, whether the variables fit, and what each step says.
#pragma once

#include <span>

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

/// What the message says on its present step.
result<Rendered> render(Reader& reader, Message const& message);
/// Digest of what it says on all its steps. What it says on its present one goes to `present`, if that is not null.
result<std::int64_t> text_hash_of(Reader& reader, Message const& message, Rendered* present = nullptr);

}  // namespace lilac::messaging

#include <exception>

#include "lilac/messaging/errors.hpp"
#include "lilac/messaging/ports.hpp"
#include "lilac/messaging/rendering.hpp"

namespace lilac::messaging {

result<> check_length(Host const& host, Channel channel, Rendered const& text) {
  if (channel != Channel::SMS) return outcome::success();
  auto const bytes = short_message_bytes(host, text.body);
  if (bytes > longest_lms) return refuse(text_is_too_long, field("text"), value(bytes), limit(longest_lms));
  return outcome::success();
}

std::int64_t short_message_bytes(Host const& host, std::string_view text) {
  if (auto const* measure = static_cast<TextMeasure const*>(host.find_port(port_info<TextMeasure>()))) {
    try {
      return measure->bytes(text);
    } catch (std::exception const&) {  // a host's measure that fails is none: it must not keep messages from going
    }
  }
  std::int64_t bytes = 0;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      bytes += 1;
    else if (byte >= 0xC0)  // the first of a code point
      bytes += 2;
  }
  return bytes;
}

}  // namespace lilac::messaging

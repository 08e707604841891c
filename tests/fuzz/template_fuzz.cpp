// Any bytes as a template: it is refused, or it renders with its declared variables whatever they say.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lilac/kernel/text.hpp"
#include "lilac/messaging/template.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  if (!lilac::is_valid_text(text)) return 0;
  auto const cut = text.find('\n');
  lilac::messaging::TemplateVersion version;
  version.body = text.substr(0, cut);
  version.subject = cut == text.npos ? "" : text.substr(cut + 1);
  version.variables = {"name", "a.b", "_x"};
  for (auto const channel : {lilac::messaging::Channel::EMAIL, lilac::messaging::Channel::SMS}) {
    version.channel = channel;
    if (!lilac::messaging::check_template(version)) continue;
    lilac::Dictionary const values{{"name", std::string(text)}, {"a.b", "{name}"}, {"_x", "<&\">"}};
    if (!lilac::messaging::render(version, values)) abort();
  }
  return 0;
}

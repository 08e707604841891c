#include "lilac/kernel/evolution.hpp"

#include <algorithm>
#include <boost/json/value.hpp>

#include "lilac/kernel/codec.hpp"

namespace lilac {

result<> decode_event(EventInfo const& type, std::int32_t version, std::string_view payload, void* out) {
  if (version == type.version) return decode_text(payload, *type.type, out, Decoding::tolerant);
  auto parsed = parse_json(payload);
  if (!parsed || !parsed.value().is_object()) return decode_text(payload, *type.type, out, Decoding::tolerant);
  auto& json = parsed.value().as_object();
  for (; version < type.version; ++version) {
    auto const step = std::ranges::find(type.upcasts, version, &Upcast::from_version);
    if (step != type.upcasts.end()) step->lift(json);
  }
  return decode_json(parsed.value(), *type.type, out, Decoding::tolerant);
}

}  // namespace lilac

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>

#include "frozen/filled.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/evolution.hpp"

namespace lilac::frozen {
namespace {

char const* const path = "tests/frozen/samples.tsv";
char const* const how =
    "payloads changed: give the event a new version with an upcast, then `lilac_freeze >> tests/frozen/samples.tsv`";

/// Decodes a frozen payload with `decode` and writes it again as the present program would.
template <class Decode>
std::string written_again(TypeInfo const& type, Decode decode) {
  std::unique_ptr<void, void (*)(void*)> raw{::operator new(type.object->size),
                                             [](void* at) { ::operator delete(at); }};
  type.object->construct(raw.get());
  auto const done = decode(raw.get());
  std::string text;
  if (done)
    append_json(text, type, raw.get(), Showing::whole);
  else
    text = done.error().message();
  type.object->destroy(raw.get());
  return text;
}

TEST_CASE("Every event and reply has a frozen sample of its present version") {
  auto const frozen = read_samples(path);
  REQUIRE(!frozen.empty());
  for (auto const& present : present_samples(all_modules())) {
    CAPTURE(line_of(present));
    auto const found = std::find_if(frozen.begin(), frozen.end(),
                                    [&](Sample const& one) { return is_of_the_same_version(one, present); });
    REQUIRE_MESSAGE(found != frozen.end(), how);
    CHECK_MESSAGE(found->payload == present.payload, how);
  }
}

TEST_CASE("Every frozen payload, of whatever version, is still read") {
  for (auto const& sample : read_samples(path)) {
    CAPTURE(line_of(sample));
    bool known = false;
    for (auto const* module : all_modules()) {
      for (auto const* event : module->events) {
        if (sample.what != "event" || sample.name != std::string(event->context) + "." + event->name) continue;
        known = true;
        auto const text = written_again(
            *event->type, [&](void* out) { return decode_event(*event, sample.version, sample.payload, out); });
        if (sample.version == event->version) CHECK(text == sample.payload);
        CHECK(boost::json::parse(text).is_object());
      }
      for (auto const& command : module->commands) {
        if (sample.what != "reply" || sample.name != std::string(command.info->context) + "." + command.info->name)
          continue;
        known = true;
        auto const text = written_again(*command.info->reply, [&](void* out) {
          return decode_text(sample.payload, *command.info->reply, out, Decoding::tolerant);
        });
        CHECK(boost::json::parse(text).is_object());
      }
    }
    CHECK_MESSAGE(known, "released events and commands are never removed");
  }
}

}  // namespace
}  // namespace lilac::frozen

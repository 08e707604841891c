// Any bytes as what a store kept: an event or a row comes out, or an error; and what came out survives being kept
// again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/evolution.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"

namespace {

void must(bool holds) {
  if (!holds) abort();
}

class Value {
 public:
  explicit Value(lilac::TypeInfo const& type)
      : type_(type), at_(::operator new (type.object->size, std::align_val_t{type.object->align})) {
    type.object->construct(at_);
  }
  ~Value() {
    type_.object->destroy(at_);
    ::operator delete (at_, std::align_val_t{type_.object->align});
  }
  Value(Value const&) = delete;
  Value& operator=(Value const&) = delete;
  void* at() { return at_; }

 private:
  lilac::TypeInfo const& type_;
  void* at_;
};

void keep_again(lilac::TypeInfo const& type, void* value) {
  std::string text;
  lilac::append_json(text, type, value, lilac::Showing::whole);
  Value again{type};
  must(lilac::decode_text(text, type, again.at(), lilac::Decoding::tolerant).has_value());
  must(lilac::equal(type, value, again.at()));
  must(lilac::digest(type, value) == lilac::digest(type, again.at()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  std::string_view const text{reinterpret_cast<char const*>(data) + 2, size - 2};
  for (auto const* module : {&lilac::support::module, &lilac::messaging::module}) {
    auto const& event = *module->events[data[0] % module->events.size()];
    Value payload{*event.type};
    if (lilac::decode_event(event, event.version, text, payload.at())) keep_again(*event.type, payload.at());
    auto const& entity = *module->entities[data[1] % module->entities.size()];
    Value row{*entity.type};
    if (lilac::decode_text(text, *entity.type, row.at(), lilac::Decoding::tolerant)) keep_again(*entity.type, row.at());
  }
  return 0;
}

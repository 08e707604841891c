// Any bytes as a key of any index: columns come out, or it is said not to be a key.
#include <cstdint>

#include "lilac/engine/key.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/support/support.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const key{reinterpret_cast<char const*>(data), size};
  for (auto const* module : {&lilac::support::module, &lilac::messaging::module}) {
    for (auto const* entity : module->entities) {
      for (auto const* index : entity->indexes) {
        std::vector<lilac::DecodedColumn> columns;
        static_cast<void>(lilac::decode_key(*index, key, columns));
      }
    }
  }
  return 0;
}

#include "adapters/sqlite/changes_blob.hpp"

#include <limits>

namespace lilac::sqlite {
namespace {

constexpr int digest_bytes = 8;

void append_varint(std::string& out, std::uint64_t number) {
  for (; number > 0x7F; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

bool take_varint(std::string_view& bytes, std::uint64_t& number) {
  number = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    auto const byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

/// Small numbers of either sign become small numbers.
std::uint64_t zigzag(std::int64_t number) {
  return static_cast<std::uint64_t>(number) << 1 ^ static_cast<std::uint64_t>(number >> 63);
}
std::int64_t unzigzag(std::uint64_t number) { return static_cast<std::int64_t>(number >> 1 ^ (~(number & 1) + 1)); }

}  // namespace

void append_changes(std::string& out, std::span<Change const> changes) {
  for (auto const& change : changes) {
    append_varint(out, std::uint64_t{change.entity->number} * 2 + (change.erased ? 1 : 0));
    append_varint(out, zigzag(change.id));
    append_varint(out, change.version);
    if (change.erased) continue;
    for (int i = 0; i < digest_bytes; ++i) out += static_cast<char>(change.digest >> (8 * i) & 0xFF);
  }
}

bool take_change(std::string_view& bytes, StoredChange& out) {
  std::uint64_t entity, id, version;
  if (!take_varint(bytes, entity) || !take_varint(bytes, id) || !take_varint(bytes, version)) return false;
  if (entity / 2 > std::numeric_limits<std::uint16_t>::max()) return false;
  if (version > std::numeric_limits<std::uint32_t>::max()) return false;
  out = {static_cast<std::uint16_t>(entity / 2), unzigzag(id), static_cast<std::uint32_t>(version), 0, entity % 2 != 0};
  if (out.erased) return true;
  if (bytes.size() < digest_bytes) return false;
  for (int i = 0; i < digest_bytes; ++i) {
    out.digest |= std::uint64_t{static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)])} << (8 * i);
  }
  bytes.remove_prefix(digest_bytes);
  return true;
}

}  // namespace lilac::sqlite

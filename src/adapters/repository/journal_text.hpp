// How a RepositoryStore writes what a journal holds as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lilac/adapters/repository.hpp"

namespace lilac {

/// A change entry with plain numbers.
struct StoredChange {
  std::int32_t entity{};
  std::int64_t id{};
  std::int64_t version{};
  std::int64_t digest{};
  bool erased{};
};
BOOST_DESCRIBE_STRUCT(StoredChange, (), (entity, id, version, digest, erased))

std::string encode_changes(std::span<Change const> changes);
result<> decode_changes(std::string_view text, std::vector<StoredChange>& out);
CommandRow command_row(JournalTable::Command const& command);

}  // namespace lilac

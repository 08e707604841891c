// How a RepositoryStore writes what a journal holds as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/stored_change.hpp"
#include "lilac/adapters/repository.hpp"

namespace lilac {

std::string encode_changes(std::span<Change const> changes);
result<> decode_changes(std::string_view text, std::vector<StoredChange>& out);
CommandRow command_row(JournalTable::Command const& command);

}  // namespace lilac

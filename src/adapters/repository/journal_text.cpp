#include "adapters/repository/journal_text.hpp"

#include "lilac/kernel/codec.hpp"

namespace lilac {

namespace {
using Changes = std::vector<StoredChange>;
}

std::string encode_changes(std::span<Change const> changes) { return to_json(stored(changes), Showing::whole); }

result<> decode_changes(std::string_view text, Changes& out) {
  return decode_text(text, type_of<Changes>(), &out, Decoding::tolerant);
}

CommandRow command_row(JournalTable::Command const& command) {
  return {command.position,     command.origin, command.number, command.command_id,
          command.payload_hash, command.actor,  command.at,     command.correlation_id};
}

}  // namespace lilac

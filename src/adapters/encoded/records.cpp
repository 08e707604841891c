#include "adapters/encoded/records.hpp"

#include "lilac/kernel/codec.hpp"

namespace lilac::encoded {

std::string json_of(TypeInfo const& type, void const* value) {
  std::string text;
  append_json(text, type, value, Showing::whole);
  return text;
}

std::string encode(CommandWrite const& command) {
  CommandRecord record;
  record.origin = static_cast<std::int32_t>(command.origin);
  record.number = command.command != nullptr ? command.command->number : command.events.front().type->number;
  record.command_id = command.command_id;
  record.payload_hash = static_cast<std::int64_t>(command.payload_hash);
  if (command.reply != nullptr) record.reply = Json{json_of(*command.reply_type, command.reply)};
  record.actor = command.actor;
  record.at = command.at;
  record.correlation_id = command.correlation_id;
  record.changes = stored(command.changes);
  return to_json(record, Showing::whole);
}

std::string encode(EventWrite const& event) {
  return to_json(EventRecord{event.type->number, event.type->version,
                             event.entity != nullptr ? event.entity->number : std::int32_t{0}, event.entity_id,
                             static_cast<std::int64_t>(event.version), event.ordinal, event.cause_ordinal,
                             Json{json_of(*event.type->type, event.payload)}},
                 Showing::whole);
}

result<CommandRecord> decode_command(std::string_view data) {
  CommandRecord record;
  BOOST_OUTCOME_TRY(decode_text(data, type_of<CommandRecord>(), &record, Decoding::tolerant));
  return record;
}

result<EventRecord> decode_event_record(std::string_view data) {
  EventRecord record;
  BOOST_OUTCOME_TRY(decode_text(data, type_of<EventRecord>(), &record, Decoding::tolerant));
  return record;
}

CommandRow row_of(std::int64_t position, CommandRecord const& record) {
  return {position,
          static_cast<Origin>(record.origin),
          static_cast<std::uint16_t>(record.number),
          record.command_id,
          static_cast<std::uint64_t>(record.payload_hash),
          record.actor,
          record.at,
          record.correlation_id};
}

}  // namespace lilac::encoded

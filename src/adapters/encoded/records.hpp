// The journal as an EncodedStore writes it: one JSON object per command and per event.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/stored_change.hpp"

namespace lilac::encoded {

struct CommandRecord {
  std::int32_t origin{};
  std::int32_t number{};  ///< of the command; of a received event's record, of the event
  std::string command_id;
  std::int64_t payload_hash{};
  std::optional<Json> reply;
  Actor actor;
  Instant at{};
  std::string correlation_id;
  std::vector<StoredChange> changes;
};
BOOST_DESCRIBE_STRUCT(CommandRecord, (),
                      (origin, number, command_id, payload_hash, reply, actor, at, correlation_id, changes))

struct EventRecord {
  std::int32_t type{};
  std::int32_t type_version{};
  std::int32_t entity{};  ///< 0 for a received event
  std::int64_t entity_id{};
  std::int64_t version{};
  std::int32_t ordinal{};
  std::int32_t cause_ordinal{};
  Json payload;
};
BOOST_DESCRIBE_STRUCT(EventRecord, (),
                      (type, type_version, entity, entity_id, version, ordinal, cause_ordinal, payload))

std::string json_of(TypeInfo const& type, void const* value);
std::string encode(CommandWrite const& command);
std::string encode(EventWrite const& event);
/// Errors: corrupt.
result<CommandRecord> decode_command(std::string_view data);
result<EventRecord> decode_event_record(std::string_view data);
CommandRow row_of(std::int64_t position, CommandRecord const& record);

}  // namespace lilac::encoded

#include "adapters/sqlite/journal.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

#include "adapters/sqlite/changes_blob.hpp"
#include "adapters/sqlite/constructed.hpp"
#include "adapters/sqlite/failure.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/evolution.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac::sqlite {
namespace {

constexpr int first_event_column = 9;

[[noreturn]] void refuse_event(std::int64_t position, std::string const& why) {
  throw Unreadable("event " + std::to_string(position) + ": " + why);
}

std::uint16_t stable_number(SQLite::Statement const& row, int column) {
  auto const number = number_in(row, column);
  if (number < 0 || number > std::numeric_limits<std::uint16_t>::max()) {
    throw Unreadable(std::string{"column "} + row.getColumnName(column) + " holds no number of a type");
  }
  return static_cast<std::uint16_t>(number);
}

/// The command columns, which both reading queries select first.
CommandRow command_in(SQLite::Statement const& row) {
  CommandRow command;
  command.position = number_in(row, 0);
  auto const origin = number_in(row, 1);
  auto const actor = number_in(row, 5);
  auto const at = number_in(row, 7);
  if (!fits(type_of<ActorKind>(), actor) || !fits(type_of<Instant>(), at) || (origin != 0 && origin != 1)) {
    throw Unreadable("command " + std::to_string(command.position) + " is damaged");
  }
  command.origin = static_cast<Origin>(origin);
  command.command = stable_number(row, 2);
  command.command_id = text_in(row, 3);
  command.payload_hash = static_cast<std::uint64_t>(number_in(row, 4));
  command.actor = {static_cast<ActorKind>(actor), number_in(row, 6)};
  command.at = Instant{Duration{at}};
  command.correlation_id = text_in(row, 8);
  return command;
}

}  // namespace

void Journal::read_positions(SQLite::Database& database) {
  if (known_positions_) return;
  Use query{positions_, database};
  if (!query->executeStep()) throw Unreadable("the journal's state is missing");
  stored_ = {number_in(*query, 0), number_in(*query, 1)};
  known_positions_ = true;
}

std::int64_t Journal::last_event(SQLite::Database& database) {
  read_positions(database);
  return stored_.event;
}

bool Journal::knows(SQLite::Database& database, std::string_view command_id) {
  Use query{knows_, database};
  bind_text(*query, 1, command_id);
  return query->executeStep();
}

bool Journal::find(SQLite::Database& database, std::string_view command_id, StoredCommand& out) {
  Use query{find_, database};
  bind_text(*query, 1, command_id);
  if (!query->executeStep()) return false;
  out.position = number_in(*query, 0);
  out.payload_hash = static_cast<std::uint64_t>(number_in(*query, 1));
  out.has_reply = false;
  if (out.reply_type == nullptr || out.reply == nullptr || query->isColumnNull(2)) return true;
  Constructed reply{*out.reply_type, out.reply};
  // A reply of another type belongs to another request under the same id, which the payload's hash tells.
  out.has_reply = decode_text(text_in(*query, 2), *out.reply_type, out.reply, Decoding::tolerant).has_value();
  if (out.has_reply) reply.keep();
  return true;
}

void Journal::read_commands(SQLite::Database& database, std::int64_t after, std::size_t limit,
                            FunctionRef<bool(CommandRow const&)> sink) {
  Use query{select_commands_, database};
  query->bind(1, after);
  query->bind(2, sql_limit(limit));
  while (query->executeStep()) {
    if (!sink(command_in(*query))) return;
  }
}

void Journal::read_events(SQLite::Database& database, std::int64_t after, std::size_t limit, EventSink sink) {
  Use query{select_events_, database};
  query->bind(1, after);
  while (limit > 0 && query->executeStep()) {
    auto column = first_event_column;
    auto const position = number_in(*query, column++);
    auto const ordinal = static_cast<std::int32_t>(number_in(*query, column++));
    auto const cause = static_cast<std::int32_t>(number_in(*query, column++));
    auto const type = known_.events.find(stable_number(*query, column++));
    auto const type_version = number_in(*query, column++);
    // What other modules wrote into the same file is not this program's business.
    if (type == known_.events.end()) continue;
    auto const& event = *type->second;
    if (type_version > event.version) refuse_event(position, std::string{event.name} + " is of a newer version");
    if (type_version < 1) refuse_event(position, std::string{event.name} + " is of no version");
    EntityInfo const* entity = nullptr;
    if (!query->isColumnNull(column)) {
      auto const found = known_.entities.find(stable_number(*query, column));
      if (found != known_.entities.end()) entity = found->second;
    }
    auto const payload = Object::of(*event.type);
    auto const decoded =
        decode_event(event, static_cast<std::int32_t>(type_version), text_in(*query, column + 3), payload.at());
    if (!decoded) refuse_event(position, std::string{event.name} + ": " + decoded.error().message());
    --limit;
    EventRow const row{position,
                       command_in(*query),
                       ordinal,
                       cause,
                       &event,
                       entity,
                       number_in(*query, column + 1),
                       static_cast<std::uint32_t>(number_in(*query, column + 2)),
                       payload.at()};
    if (!sink(row)) return;
  }
}

void Journal::read_changes(SQLite::Database& database, std::int64_t after, std::size_t limit, ChangeSink sink) {
  Use query{select_changes_, database};
  query->bind(1, after);
  while (limit > 0 && query->executeStep()) {
    auto const position = number_in(*query, 0);
    auto const cell = query->getColumn(1);
    auto const* blob = static_cast<char const*>(cell.getBlob());
    std::string_view bytes{blob, static_cast<std::size_t>(cell.getBytes())};
    while (!bytes.empty()) {
      StoredChange change;
      if (!take_change(bytes, change)) throw Unreadable("the changes of command " + std::to_string(position));
      auto const entity = known_.entities.find(change.entity);
      if (entity == known_.entities.end()) continue;
      if (limit > 0) --limit;
      if (!sink({position, entity->second, change.id, change.version, change.digest, change.erased})) return;
    }
  }
}

result<> Journal::write(SQLite::Database& database, WriteSet const& set) {
  read_positions(database);
  next_ = stored_;
  for (auto const& command : set.commands) {
    if (!append(database, command)) return conflict_on_command(command.command_id);
  }
  for (auto const& edit : set.edits) {
    json_.clear();
    append_json(json_, *edit.type->type, edit.payload, Showing::whole);
    Use statement{edit_event_, database};
    statement->bindNoCopy(1, json_);
    statement->bind(2, edit.type->version);
    statement->bind(3, edit.position);
    statement->bind(4, edit.type->number);
    statement->exec();
  }
  for (auto const& edit : set.replies) {
    json_.clear();
    append_json(json_, *edit.type, edit.reply, Showing::whole);
    Use statement{edit_reply_, database};
    statement->bindNoCopy(1, json_);
    statement->bind(2, edit.command);
    statement->exec();
  }
  if (set.trim_below > 0) trim(database, set.trim_below);
  if (set.trim_commands_below > 0) {
    Use commands{trim_commands_, database};
    commands->bind(1, std::min(set.trim_commands_below, next_.command));
    commands->exec();
  }
  return outcome::success();
}

bool Journal::append(SQLite::Database& database, CommandWrite const& command) {
  auto const received = command.origin == Origin::received && !command.events.empty();
  auto const number = command.command != nullptr ? command.command->number
                      : received                 ? command.events.front().type->number
                                                 : std::uint16_t{0};
  changes_.clear();
  append_changes(changes_, command.changes);
  Use statement{insert_command_, database};
  statement->bind(1, next_.command + 1);
  statement->bind(2, static_cast<int>(command.origin));
  statement->bind(3, number);
  bind_text_or_null(*statement, 4, command.command_id);
  statement->bind(5, static_cast<std::int64_t>(command.payload_hash));
  if (command.reply_type != nullptr && command.reply != nullptr) {
    json_.clear();
    append_json(json_, *command.reply_type, command.reply, Showing::whole);
    statement->bindNoCopy(6, json_);
  } else {
    statement->bind(6);
  }
  statement->bind(7, static_cast<int>(command.actor.kind));
  statement->bind(8, command.actor.id);
  statement->bind(9, static_cast<std::int64_t>(command.at.time_since_epoch().count()));
  bind_text_or_null(*statement, 10, command.correlation_id);
  statement->bindNoCopy(11, changes_.data(), static_cast<int>(changes_.size()));
  auto const code = statement->tryExecuteStep();
  if (code != SQLITE_DONE) {
    if (database.getExtendedErrorCode() == SQLITE_CONSTRAINT_UNIQUE) return false;
    throw SQLite::Exception(database.getHandle(), code);
  }
  ++next_.command;
  for (auto const& event : command.events) append(database, event);
  return true;
}

void Journal::append(SQLite::Database& database, EventWrite const& event) {
  json_.clear();
  append_json(json_, *event.type->type, event.payload, Showing::whole);
  Use statement{insert_event_, database};
  statement->bind(1, ++next_.event);
  statement->bind(2, next_.command);
  statement->bind(3, event.ordinal);
  statement->bind(4, event.cause_ordinal);
  statement->bind(5, event.type->number);
  statement->bind(6, event.type->version);
  if (event.entity != nullptr)
    statement->bind(7, event.entity->number);
  else
    statement->bind(7);
  statement->bind(8, event.entity_id);
  statement->bind(9, event.version);
  statement->bindNoCopy(10, json_);
  statement->exec();
}

// Positions are never given twice, so the mark is kept where the events are not.
void Journal::trim(SQLite::Database& database, std::int64_t below) {
  below = std::min(below, next_.event + 1);
  Use events{trim_, database};
  events->bind(1, below);
  events->exec();
  Use mark{trimmed_, database};
  mark->bind(1, below);
  mark->exec();
}

}  // namespace lilac::sqlite

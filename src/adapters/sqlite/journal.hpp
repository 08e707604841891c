// Commands and events as rows: written with the rows they changed, read back in order.
#pragma once

#include <map>
#include <string>

#include "adapters/sqlite/statement.hpp"
#include "lilac/engine/store.hpp"

namespace lilac::sqlite {

/// What the journal needs to know of entities and events to read itself back.
struct KnownTypes {
  std::map<std::uint16_t, EntityInfo const*> entities;
  std::map<std::uint16_t, EventInfo const*> events;
};

class Journal {
 public:
  explicit Journal(KnownTypes const& known) : known_(known) {}

  /// Positions are read anew: somebody else wrote.
  void forget_positions() { known_positions_ = false; }
  std::int64_t last_event(SQLite::Database& database);

  bool knows(SQLite::Database& database, std::string_view command_id);
  bool find(SQLite::Database& database, std::string_view command_id, StoredCommand& out);
  void read_events(SQLite::Database& database, std::int64_t after, std::size_t limit, EventSink sink);
  void read_commands(SQLite::Database& database, std::int64_t after, std::size_t limit,
                     FunctionRef<bool(CommandRow const&)> sink);
  void read_changes(SQLite::Database& database, std::int64_t after, std::size_t limit, ChangeSink sink);

  /// Within a transaction; the new positions count once it is committed. Fails with conflict_on_command.
  result<> write(SQLite::Database& database, WriteSet const& set);
  void committed() { stored_ = next_; }

 private:
  struct Positions {
    std::int64_t command = 0;
    std::int64_t event = 0;
  };
  void read_positions(SQLite::Database& database);
  /// False when the command id exists.
  bool append(SQLite::Database& database, CommandWrite const& command);
  void append(SQLite::Database& database, EventWrite const& event);
  void trim(SQLite::Database& database, std::int64_t below);

  KnownTypes const& known_;
  bool known_positions_ = false;
  Positions stored_;  ///< the last ones in the file
  Positions next_;    ///< the last ones of the transaction
  std::string json_, changes_;

  Prepared positions_{
      "SELECT (SELECT ifnull(max(position), 0) FROM journal_command), "
      "max((SELECT ifnull(max(position), 0) FROM journal_event), "
      "(SELECT trimmed_below - 1 FROM lilac_state))"};
  Prepared knows_{"SELECT 1 FROM journal_command WHERE command_id = ?"};
  Prepared find_{"SELECT position, payload_hash, reply FROM journal_command WHERE command_id = ?"};
  Prepared insert_command_{
      "INSERT INTO journal_command(position, origin, command, command_id, payload_hash, reply, "
      "actor_kind, actor_id, at, correlation_id, changes) VALUES (?,?,?,?,?,?,?,?,?,?,?)"};
  Prepared insert_event_{
      "INSERT INTO journal_event(position, command, ordinal, cause_ordinal, type, type_version, "
      "entity, entity_id, version, payload) VALUES (?,?,?,?,?,?,?,?,?,?)"};
  Prepared select_commands_{
      "SELECT position, origin, command, command_id, payload_hash, actor_kind, actor_id, at, "
      "correlation_id FROM journal_command WHERE position > ? ORDER BY position LIMIT ?"};
  Prepared select_events_{
      "SELECT c.position, c.origin, c.command, c.command_id, c.payload_hash, c.actor_kind, "
      "c.actor_id, c.at, c.correlation_id, e.position, e.ordinal, e.cause_ordinal, e.type, "
      "e.type_version, e.entity, e.entity_id, e.version, e.payload FROM journal_event e "
      "JOIN journal_command c ON c.position = e.command WHERE e.position > ? ORDER BY e.position"};
  Prepared select_changes_{"SELECT position, changes FROM journal_command WHERE position > ? ORDER BY position"};
  Prepared trim_{"DELETE FROM journal_event WHERE position < ?"};
  Prepared trim_commands_{"DELETE FROM journal_command WHERE position < ?"};
  Prepared trimmed_{"UPDATE lilac_state SET trimmed_below = max(trimmed_below, ?)"};
  Prepared edit_event_{"UPDATE journal_event SET payload = ?, type_version = ? WHERE position = ? AND type = ?"};
  Prepared edit_reply_{"UPDATE journal_command SET reply = ? WHERE position = ? AND reply IS NOT NULL"};
};

}  // namespace lilac::sqlite

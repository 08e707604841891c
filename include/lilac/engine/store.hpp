// The storage port: reads, and one atomic write. Hosts implement it; memory and SQLite are shipped.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "lilac/engine/key.hpp"
#include "lilac/kernel/actor.hpp"
#include "lilac/kernel/entity.hpp"
#include "lilac/kernel/function_ref.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/kernel/seal.hpp"

namespace lilac {

/// Whatever helps a store to find a row again at commit; 0 is always allowed. The engine only carries it.
using RowHint = std::uintptr_t;

/// A row as a scan shows it; valid only during the call.
struct RowView {
  std::int64_t id;
  std::uint32_t version;
  void const* row;  ///< an object of the entity's type
  RowHint hint;
};
/// Returns false to stop. It only copies: a store may call it while it holds its own lock.
using RowSink = FunctionRef<bool(RowView const&)>;

/// What is left of a scan behind its first page: rows as they were when that page was read, whatever is committed
/// since. Whoever began the scan ends it, before the store ends; one thread at a time.
class RemainingRows {
 public:
  virtual ~RemainingRows() = default;
  /// At most `limit` rows, from behind the last one that was shown; fewer when there are no more, or when the sink
  /// stops.
  virtual result<> next(std::size_t limit, RowSink sink) = 0;
};

/// How a journal row came to be.
enum class Origin : std::uint8_t { command, received };

/// What is remembered of one root command: the row that makes it once in effect, and its whole effect by digest.
struct Change {
  EntityInfo const* entity;
  std::int64_t id;
  std::uint32_t version;  ///< after the command; the row was written at every version from 1 up
  std::uint64_t digest;   ///< of the row's value; 0 when erased
  bool erased;
};

/// One row that a command loaded or changed.
struct RowWrite {
  enum class Action : std::uint8_t { check, insert, update, erase };
  EntityInfo const* entity;
  std::int64_t id;
  std::uint32_t base_version;  ///< what the store must still hold; 0 for insert
  std::uint32_t version;       ///< what it shall hold
  Action action;
  void* row;  ///< the object; the store may move from it when WriteSet::may_consume. Null for check and erase.
  RowHint hint;
};

struct EventWrite {
  EventInfo const* type;
  EntityInfo const* entity;  ///< the aggregate that decided; null for a received event
  std::int64_t entity_id;
  std::uint32_t version;
  std::int32_t ordinal;        ///< within its command, from 0
  std::int32_t cause_ordinal;  ///< of the event whose policy led here; -1 when the command itself did
  void* payload;               ///< an object of type->type; may be moved from when WriteSet::may_consume
};

struct CommandWrite {
  Origin origin;
  CommandInfo const* command;   ///< null when received
  std::string_view command_id;  ///< empty when the caller gave none
  std::uint64_t payload_hash;
  TypeInfo const* reply_type;  ///< null when nothing is to be remembered
  void const* reply;
  Actor actor;
  Instant at;
  std::string_view correlation_id;  ///< empty: the command's own position
  std::span<EventWrite const> events;
  std::span<Change const> changes;
};

/// Changes of the journal itself: trimming and redaction.
struct JournalEdit {
  std::int64_t position;  ///< of the event
  EventInfo const* type;
  void const* payload;
};
struct ReplyEdit {
  std::int64_t command;  ///< position
  TypeInfo const* type;
  void const* reply;
};
/// Everything that one commit writes, all or nothing.
struct WriteSet {
  std::span<RowWrite const> rows;
  std::span<CommandWrite const> commands;  ///< in order; the store gives each the next position
  bool may_consume = true;                 ///< rows and payloads may be moved from
  std::int64_t trim_below = 0;             ///< drop event rows with position < this (command rows stay)
  /// Drop command rows with position < this, with what they remember and changed. None has an event that stays, and
  /// the newest is never among them.
  std::int64_t trim_commands_below = 0;
  std::span<JournalEdit const> edits;
  std::span<ReplyEdit const> replies;
};

/// A command that succeeded before, under its command_id.
struct StoredCommand {
  std::int64_t position = 0;
  std::uint64_t payload_hash = 0;
  /// Where the reply goes: the store constructs an object of `reply_type` here when the command had a reply.
  TypeInfo const* reply_type = nullptr;
  void* reply = nullptr;
  bool has_reply = false;
};

/// A command row as read back; texts are valid only during the call.
struct CommandRow {
  std::int64_t position;
  Origin origin;
  std::uint16_t command;  ///< the command's stable number (the event's, when received)
  std::string_view command_id;
  std::uint64_t payload_hash;
  Actor actor;
  Instant at;
  std::string_view correlation_id;
};
struct EventRow {
  std::int64_t position;  ///< global order of events, from 1
  CommandRow command;
  std::int32_t ordinal;
  std::int32_t cause_ordinal;
  EventInfo const* type;
  EntityInfo const* entity;
  std::int64_t entity_id;
  std::uint32_t version;
  void const* payload;  ///< an object of type->type, already lifted to its newest version
};
/// Returns false to stop; only copies.
using EventSink = FunctionRef<bool(EventRow const&)>;

struct ChangeRow {
  std::int64_t command;  ///< position
  EntityInfo const* entity;
  std::int64_t id;
  std::uint32_t version;
  std::uint64_t digest;
  bool erased;
};
using ChangeSink = FunctionRef<bool(ChangeRow const&)>;

/// Threads may share a store. Every function fails with storage_failed (5901, retriable) when the medium does, and with
/// corrupt (5903) when what it holds cannot be read.
class Store {
 public:
  virtual ~Store() = default;

  /// Tells the store which entities and events exist, before anything else; again when another engine opens it.
  /// Fails with corrupt or storage_failed when the stored schema cannot serve them (newer, foreign, damaged).
  virtual result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) = 0;

  /// False when there is no such row. Else constructs an object of the entity at `out` (raw storage, which then is the
  /// caller's to destroy), and tells its version (≥ 1) and a hint.
  virtual result<bool> load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                            RowHint& hint) = 0;
  /// Rows whose key begins with `prefix` and comes after `after` (an entry key of the same index; empty: from the
  /// start), in key order, at most `limit`. All are of one moment.
  virtual result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                        RowSink sink) = 0;
  /// Rows of an entity by ascending id, after `after`.
  virtual result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) = 0;
  /// The same for a scan that is shown in pages while others commit: shows the `first` rows (≥ 1), and returns what
  /// shows the rest as of that moment, or null when nothing is left or the sink stopped. No more than `limit` rows will
  /// be asked for in all. Here all of them are read by one scan() and the rest is kept as copies; a store with many
  /// rows that can hold on to a moment does better.
  virtual result<std::unique_ptr<RemainingRows>> begin_scan(IndexInfo const& index, Key const& prefix, Key const& after,
                                                            std::size_t limit, std::size_t first, RowSink sink);
  virtual result<std::unique_ptr<RemainingRows>> begin_scan_all(EntityInfo const& entity, std::int64_t after,
                                                                std::size_t limit, std::size_t first, RowSink sink);
  /// The next free id of an entity, from 1; never one that a row has. Not undone by anything.
  virtual result<std::int64_t> next_id(EntityInfo const& entity) = 0;

  /// False when no command succeeded under this id.
  virtual result<bool> find_command(std::string_view command_id, StoredCommand& out) = 0;
  /// Events with position > `after`, in order, at most `limit`.
  virtual result<> read_journal(std::int64_t after, std::size_t limit, EventSink sink) = 0;
  /// Command rows with position > `after`.
  virtual result<> read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) = 0;
  /// Change entries of commands with position > `after`; a command's entries come together.
  virtual result<> read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) = 0;
  /// Position of the newest event; 0 when there is none.
  virtual result<std::int64_t> last_position() = 0;
  /// Something that nobody can guess, drawn by chance: for the store's identity and its keys.
  virtual result<Secret> draw_secret() = 0;

  /// Leaves no trace of what was overwritten or erased, as far as this store can: logs, free pages. Called when a
  /// person was forgotten; a store that keeps nothing behind needs none.
  virtual result<> scrub();

  /// Writes everything or nothing. Refused with conflict (4903) when a row's version is not its base_version, an
  /// inserted id or a command_id exists; with already_exists (4902, field = the index) when a unique index is violated.
  virtual result<> commit(WriteSet const& set) = 0;
};

/// The errors of commit, worded alike by all stores.
Error conflict_on(EntityInfo const& entity, std::int64_t id);
Error conflict_on_command(std::string_view command_id);
Error duplicate_in(IndexInfo const& index, std::int64_t id);
Error storage_error(std::string_view what);
Error corrupt_error(std::string_view what);

}  // namespace lilac

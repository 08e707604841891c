// For a host that keeps bytes: rows under (entity, id), sorted index entries, and two lists that only grow. What the
// bytes mean is the library's affair, so such a store fits every context, today's and tomorrow's. The C interface and
// the Python module hand it to their hosts.
#pragma once

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "lilac/engine/store.hpp"

namespace lilac {

/// What the host implements. Threads may call it at the same time. Bytes and texts that it is given are valid during
/// the call, and those that it gives to a sink during that sink's call; a sink returns false to stop.
///
/// Row data, commands and events are JSON texts. Index keys are any bytes (also NUL), to be compared as unsigned ones.
class EncodedTables {
 public:
  struct IndexSpec {
    std::string_view name;  ///< unique within its entity; stable
    bool unique;
  };
  struct TableSpec {
    std::uint16_t entity;  ///< stable number
    std::string_view context;
    std::string_view name;
    std::span<IndexSpec const> indexes;
  };

  struct Row {
    std::int64_t id;
    std::uint32_t version;
    std::string_view data;
  };
  using RowSink = FunctionRef<bool(Row const&)>;
  struct Record {
    std::int64_t position;  ///< from 1, without gaps
    std::int64_t command;   ///< of an event: its command's position
    std::string_view data;
  };
  using RecordSink = FunctionRef<bool(Record const&)>;

  /// Where a row stands in one of its indexes.
  struct Place {
    std::string_view index;
    std::string_view key;  ///< no two rows have the same
    /// How many bytes of the key, from its start, no other row of the index may share; 0: any row may.
    std::size_t unique;
  };
  struct Write {
    RowWrite::Action action;
    std::uint16_t entity;
    std::int64_t id;
    std::uint32_t base_version;  ///< what the row must have now; 0: it must not exist
    std::uint32_t version;       ///< what it gets
    std::string_view data;
    std::span<Place const> places;  ///< all of the new row; those that it had are given up
  };
  struct Command {
    std::string_view command_id;  ///< empty, or unlike any other command's
    std::string_view data;
    std::span<std::string_view const> events;
  };
  struct Edit {
    std::int64_t position;
    std::string_view data;
  };
  struct Changes {
    std::span<Write const> rows;
    std::span<Command const> commands;    ///< each gets the next position; their events, too, in order
    std::span<Edit const> command_edits;  ///< these data take the place of what stands there
    std::span<Edit const> event_edits;    ///< an event that is not there is passed over
    std::int64_t trim_below;              ///< events with a lower position are dropped; their positions stay used
    std::int64_t trim_commands_below;     ///< the same for commands; the newest one is never dropped
  };
  /// What became of a commit.
  struct Verdict {
    enum class Kind : std::uint8_t {
      written,
      row_changed,    ///< Changes::rows[at] did not have its base version
      command_known,  ///< Changes::commands[at] has an id that is taken
      place_taken     ///< another row of `index` has the unique part of a key of Changes::rows[at]
    };
    Kind kind = Kind::written;
    std::size_t at = 0;
    std::string index{};
  };

  virtual ~EncodedTables() = default;

  /// What there will be; called before anything else, again for each engine. A host that keeps its tables for longer
  /// than the program runs compares them with what it has.
  virtual result<> prepare(std::span<TableSpec const> tables) = 0;
  /// Calls the sink once if there is such a row, else not at all.
  virtual result<> load(std::uint16_t entity, std::int64_t id, RowSink sink) = 0;
  /// Rows by ascending key among those whose key begins with `prefix` and comes after `after` (empty: all of them), at
  /// most `limit`. They are of one moment, whatever is committed while they are read. A scan that may go far asks for
  /// all at once.
  virtual result<> scan(std::uint16_t entity, std::string_view index, std::string_view prefix, std::string_view after,
                        std::size_t limit, RowSink sink) = 0;
  /// Rows by ascending id from behind `after`, at most `limit`; of one moment.
  virtual result<> scan_all(std::uint16_t entity, std::int64_t after, std::size_t limit, RowSink sink) = 0;
  /// Never the same twice, never one that a row has or had; from 1, without gaps where nothing else says so.
  virtual result<std::int64_t> next_id(std::uint16_t entity) = 0;
  /// Calls the sink once if a command has this id, else not at all.
  virtual result<> find_command(std::string_view command_id, RecordSink sink) = 0;
  /// From behind position `after`, at most `limit`, in order.
  virtual result<> read_commands(std::int64_t after, std::size_t limit, RecordSink sink) = 0;
  virtual result<> read_events(std::int64_t after, std::size_t limit, RecordSink sink) = 0;
  /// Position of the newest event, also when it was trimmed; 0 when there never was one.
  virtual result<std::int64_t> last_event() = 0;
  /// All or nothing. First every row's version, then every command id, then, with all rows at their new places, every
  /// unique key: the first that does not hold is the verdict, and nothing is changed. Rows may swap their places.
  virtual result<Verdict> commit(Changes const& changes) = 0;
};

/// A Store over such tables, borrowed or its own. It holds no lock while it calls them.
class EncodedStore final : public Store {
 public:
  explicit EncodedStore(EncodedTables& tables) : tables_(tables) {}
  explicit EncodedStore(std::unique_ptr<EncodedTables> tables) : owned_(std::move(tables)), tables_(*owned_) {}

  result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) override;
  result<bool> load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                    RowHint& hint) override;
  result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink) override;
  result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override;
  result<std::int64_t> next_id(EntityInfo const& entity) override;
  result<bool> find_command(std::string_view command_id, StoredCommand& out) override;
  result<> read_journal(std::int64_t after, std::size_t limit, EventSink sink) override;
  result<> read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) override;
  result<> read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) override;
  result<std::int64_t> last_position() override;
  result<Secret> draw_secret() override;
  result<> commit(WriteSet const& set) override;

 private:
  EntityInfo const* entity_of(std::int32_t number) const;
  EventInfo const* event_of(std::int32_t number) const;

  std::unique_ptr<EncodedTables> owned_;
  EncodedTables& tables_;
  mutable std::shared_mutex mutex_;  ///< of the two lists of types
  std::map<std::int32_t, EntityInfo const*> entities_;
  std::map<std::int32_t, EventInfo const*> events_;
};

}  // namespace lilac

// A store in one SQLite file: real tables and columns, so that people can query it with plain SQL.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "lilac/engine/store.hpp"

namespace lilac {

struct SqliteOptions {
  /// When a commit is on the disk: `full` before commit() returns, `normal` at the next checkpoint (a power loss may
  /// take the last commits, never half of one), `off` when the operating system likes (for throw-away files).
  enum class Synchronous : std::uint8_t { full, normal, off };
  /// When opening reads the whole file through to find damage: where it was not closed, as its log is still there
  /// (after a crash, or while another process has it open), each time, or not at all. Damage of the header, of the
  /// schema and a file cut short are found at each opening, any other where it is read.
  enum class Check : std::uint8_t { after_crash, always, never };

  Synchronous synchronous = Synchronous::full;
  std::chrono::milliseconds busy_timeout{5000};  ///< how long to wait for other processes' locks, opening included
  bool read_only = false;
  bool must_exist = false;  ///< else a missing or empty file is initialised
  Check check = Check::after_crash;
  std::int64_t max_pages = 0;  ///< the file may not grow beyond; 0: no limit
};

/// Each entity has a table `<context>_<entity_in_snake_case>` and a view `…_readable`, which shows names and ISO times
/// instead of numbers; the journal is in `journal_command` and `journal_event`. Several stores and processes may share
/// a file (WAL), and open a new one at the same time. A store that a process inherited through fork() fails with
/// storage_failed; one opened after it works.
class SqliteStore final : public Store {
 public:
  /// `path` may be ":memory:". Fails with storage_failed when the file cannot be used, and with corrupt when it is
  /// damaged, belongs to another program or was written by a newer version; the error names the path.
  static result<std::unique_ptr<SqliteStore>> open(std::string const& path, SqliteOptions options = {});
  ~SqliteStore() override;

  /// Creates and migrates tables: new fields take their defaults, changed indexes are built anew. Fails with corrupt
  /// when the file has fields or event versions that this program does not know.
  result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) override;
  result<bool> load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                    RowHint& hint) override;
  result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink) override;
  result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override;
  /// The rest is read by a connection of its own, which holds on to its moment: until the scan ends, the log can only
  /// grow. Scans of files in memory keep copies.
  result<std::unique_ptr<RemainingRows>> begin_scan(IndexInfo const& index, Key const& prefix, Key const& after,
                                                    std::size_t limit, std::size_t first, RowSink sink) override;
  result<std::unique_ptr<RemainingRows>> begin_scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit,
                                                        std::size_t first, RowSink sink) override;
  result<std::int64_t> next_id(EntityInfo const& entity) override;
  result<bool> find_command(std::string_view command_id, StoredCommand& out) override;
  result<> read_journal(std::int64_t after, std::size_t limit, EventSink sink) override;
  result<> read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) override;
  result<> read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) override;
  result<std::int64_t> last_position() override;
  result<Secret> draw_secret() override;
  /// Empties the write-ahead log into the file; what is left of this store's own scans is kept in memory first. Fails
  /// with storage_failed while another connection keeps reading.
  result<> scrub() override;
  result<> commit(WriteSet const& set) override;

 private:
  class Impl;
  explicit SqliteStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lilac

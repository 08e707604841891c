// One transaction in memory: an identity map, a write set and the events, until the store takes them all at once.
#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/arena.hpp"
#include "engine/id_pool.hpp"
#include "engine/registry.hpp"
#include "engine/store_facts.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/engine/records.hpp"

namespace lilac {

inline constexpr int max_causal_depth = 32;

class UnitOfWork {
 public:
  UnitOfWork(Store& store, Registry const& registry, Host const& host, IdPool& ids, StoreFacts& facts)
      : store_(store), registry_(registry), host_(host), ids_(ids), facts_(facts) {}
  ~UnitOfWork() { reset(); }
  UnitOfWork(UnitOfWork const&) = delete;
  UnitOfWork& operator=(UnitOfWork const&) = delete;

  /// Forgets everything; ids that were drawn are given back unless they were committed.
  void reset();

  struct Root {
    Origin origin = Origin::command;
    CommandInfo const* command = nullptr;
    CommandEntry const* entry = nullptr;
    void const* payload = nullptr;
    Actor by;
    Options options;
    std::uint64_t payload_hash = 0;       ///< before it is sealed
    EventInfo const* received = nullptr;  ///< instead of a command
    bool remembers_reply = true;          ///< when it has an id
    bool is_timed = false;                ///< its instant is what a clock showed, not when something fell due
  };
  /// Runs a root command and its policies. A refusal leaves the unit as it was. The reply, if any, is constructed at
  /// `reply` (which may be null).
  result<> run(Root const& root, void* reply);
  /// Runs `body` as bookkeeping: its rows are written, no command row.
  result<> keep_books(Instant now, FunctionRef<result<>(Work&)> body);

  bool is_empty() const { return rows_.empty() && commands_.empty(); }
  /// Whether a command that succeeded before was this one, as far as anybody can still tell.
  result<bool> is_same_request(Root const& root, StoredCommand const& stored);
  /// True when a command was refused that had drawn an id under which another writer has committed a row since: what it
  /// found may have been that row's, so it is to be judged again.
  bool was_misled() const { return misled_; }
  /// Commits, and tells what happened; ids drawn stay used.
  result<> commit(bool may_consume);

  std::span<EventWrite const> events() const { return events_; }
  struct CommandRecord {
    Root root;
    std::string_view command_id;
    std::string_view correlation_id;
    std::uint64_t sealed_hash = 0;
    TypeInfo const* reply_type = nullptr;
    void const* reply = nullptr;
    std::size_t first_event = 0, end_event = 0;
    std::size_t first_change = 0, end_change = 0;
  };
  std::span<CommandRecord const> commands() const { return commands_; }
  /// A command of this unit that carries this id and is not committed yet, or null.
  CommandRecord const* pending(std::string_view command_id) const;

  void observe(Observer* observer) { observer_ = observer; }
  /// From now on a command that takes a place in a unique index that another row has is refused by itself, not only by
  /// the commit of all.
  void check_places() { checks_places_ = true; }
  Host const& host() const { return host_; }
  Store& store() const { return store_; }
  Registry const& registry() const { return registry_; }
  StoreFacts const& facts() const { return facts_; }
  std::span<EntityInfo const* const> entities() const { return registry_.entities(); }

  // For Work.
  Instant now() const { return now_; }
  Actor const& actor() const { return actor_; }
  Actor const& origin() const { return origin_; }
  std::string_view correlation() const { return correlation_; }
  /// The command whose handler runs: the root's, or the one that a policy dispatched. Both null in bookkeeping.
  struct Running {
    TypeInfo const* type = nullptr;
    void const* payload = nullptr;
  };
  Running const& running() const { return running_; }
  result<void const*> read(EntityInfo const& entity, std::int64_t id);
  result<void*> load(EntityInfo const& entity, std::int64_t id);
  void* create(EntityInfo const& entity, std::int64_t id);
  void save(void* row);
  void erase(void* row);
  void publish(EventInfo const& type, void* payload, void const* row);
  void* take(std::size_t size, std::size_t align) { return arena_.take(size, align); }
  result<std::int64_t> next_id(EntityInfo const& entity);
  result<> dispatch(CommandInfo const& command, void const* payload);
  result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink);
  result<> scan(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink);

 private:
  static constexpr std::int32_t none = -1;
  struct Row {
    EntityInfo const* entity;
    std::int64_t id;
    void* object;
    RowHint hint;
    std::uint32_t base;       ///< version in the store; 0 when it is not there
    std::uint32_t inherited;  ///< version of what this was loaded or cloned from
    std::uint32_t version;    ///< after save
    std::int32_t older;       ///< the entry of the same row before this one
    std::int32_t handler;     ///< which handler loaded it
    std::int32_t inherited_command;
    std::int32_t command;  ///< which command saved it
    bool writable;         ///< handed out to be changed
    bool saved;
    bool replaced;  ///< a later saved entry holds the row's newer state
    bool erased;
  };
  struct Drawn {
    EntityInfo const* entity;
    std::int64_t id;
    bool again;  ///< by the pool
  };
  struct Mark {
    std::size_t rows, events, drawn, changes, pending;
  };
  struct RowKey {
    EntityInfo const* entity;
    std::int64_t id;
    bool operator==(RowKey const&) const = default;
    friend std::size_t hash_value(RowKey const& key) {
      auto h = static_cast<std::uint64_t>(key.id) * 0x9E3779B97F4A7C15U ^ reinterpret_cast<std::uintptr_t>(key.entity);
      return static_cast<std::size_t>(h ^ h >> 29);
    }
  };

  Mark mark() const { return {rows_.size(), events_.size(), drawn_.size(), changes_.size(), commands_.size()}; }
  void roll_back(Mark const& to);
  /// The last entry of a row, also one that was dropped; or none.
  std::int32_t newest(EntityInfo const& entity, std::int64_t id) const;
  /// That entry, or the one before it that was not dropped.
  std::int32_t last_kept(std::int32_t entry) const;
  std::int32_t find(EntityInfo const& entity, std::int64_t id) const { return last_kept(newest(entity, id)); }
  bool is_dropped(Row const& row) const { return row.writable && !row.saved && row.handler != handler_; }
  /// Takes the row's object over, also when it throws.
  std::int32_t add(Row const& row);
  /// Takes the event's payload over, also when it throws.
  void add_event(EventWrite const& event, std::uint16_t depth);
  void index(std::int32_t position);
  Row& entry_of(void const* object);
  result<std::int32_t> fetch(EntityInfo const& entity, std::int64_t id, std::int32_t older, bool writable);
  /// What the caller asked for itself, without what policies make of it.
  result<> run_root(Root const& root, void* answer);
  result<> run_policies(std::size_t first_event);
  /// Rows in a reply become what policies have made of them since the handler with this number answered.
  void renew_rows(TypeInfo const& type, void* reply, std::int32_t handler);
  /// Now and then the store learns how late it has become; refused when others know it to be much later.
  result<> see_time(Instant at);
  bool has_taken_id() const;
  /// What is told of a digest with words in it: sealed with the keys of all whom it is about.
  result<std::uint64_t> sealed(std::uint64_t digest, TypeInfo const& type, void const* record);
  result<> seal_hash(CommandRecord& record, std::size_t first_row);
  result<engine::ForgetKey> key_of(Person person);
  bool has_words(Root const& root) const;
  static std::uint16_t number_of(Root const& root);
  Error chain_error(std::size_t event) const;
  result<> check_places_from(std::size_t first_row);
  /// Refuses when a row was created under the id of one that this unit holds.
  result<> check_created() const;
  /// Refuses when a row or an event from there on has a time that a store could not read back.
  result<> check_times_from(Mark const& start) const;
  result<> record_changes(std::size_t first_row);
  std::string_view keep_text(std::string_view text);
  /// True when this unit holds another state of the row than the store.
  bool hides(EntityInfo const& entity, std::int64_t id) const;
  /// Where saved rows of earlier handlers stand in an index. Kept up with the unit, so that a long batch does not look
  /// at all its rows for each scan.
  struct OwnPlaces {
    std::map<std::string, std::int32_t, std::less<>> rows;  ///< by entry key: position of the newest row there
    std::size_t seen = 0;                                   ///< rows before this position are in it
  };
  struct Destroy {
    ObjectOps const* ops;
    void operator()(void* object) const { ops->destroy(object); }
  };
  /// A row that a scan met, in the scan's order.
  struct FoundRow {
    Key key;
    std::int64_t id;
    std::uint32_t version;
    RowHint hint;
    std::unique_ptr<void, Destroy> copy;  ///< in the arena, until it is adopted; null for a row that is this unit's own
  };
  using FoundRows = boost::container::small_vector<FoundRow, 1>;  // most scans are for the first row
  OwnPlaces& own_places(IndexInfo const& index);
  bool is_own(Row const& row, EntityInfo const& entity) const {
    return row.entity == &entity && row.saved && !row.replaced && !row.erased;
  }
  std::vector<FoundRow> own_rows(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit);
  FoundRow found(EntityInfo const& entity, Key&& key, RowView const& view);
  result<void const*> adopt(EntityInfo const& entity, FoundRow& row);
  /// How far a scan has come: the key of an index, or an id.
  struct Place {
    Key key;
    std::int64_t id;
  };
  struct StoreScan {
    FunctionRef<result<>(Place const& behind, std::size_t limit, RowSink)> whole;
    FunctionRef<result<std::unique_ptr<RemainingRows>>(Place const& behind, std::size_t limit, RowSink)> begin;
    FunctionRef<Key(RowView const&)> key_of;
  };
  /// Gives the store's rows, all of one moment, and this unit's own, in one order.
  result<> merge(EntityInfo const& entity, std::vector<FoundRow> own, Place behind, std::size_t limit,
                 StoreScan const& scan, RowSink sink);

  Store& store_;
  Registry const& registry_;
  Host const& host_;
  IdPool& ids_;
  StoreFacts& facts_;
  Observer* observer_ = nullptr;

  Arena arena_;
  std::vector<Row> rows_;
  boost::unordered_flat_map<RowKey, std::int32_t> by_key_;  ///< used once there are many rows
  std::vector<EventWrite> events_;
  std::vector<std::uint16_t> depths_;
  std::vector<Change> changes_;
  std::vector<CommandRecord> commands_;
  mutable boost::unordered_flat_map<std::string_view, std::size_t> by_command_id_;  ///< made when asked for
  mutable std::size_t indexed_commands_ = 0;
  std::map<IndexInfo const*, OwnPlaces> own_places_;
  std::vector<Drawn> drawn_;
  std::vector<RowWrite> row_writes_;
  std::vector<CommandWrite> command_writes_;

  Instant now_{};
  Actor actor_{};
  Actor origin_{};
  std::string_view correlation_;
  Running running_;
  std::int32_t handler_ = 0;
  std::int32_t command_ = 0;
  std::size_t command_first_event_ = 0;
  std::int32_t cause_ = none;  ///< index of the event whose policy runs
  bool too_deep_ = false;
  std::optional<RowKey> created_over_;
  bool checks_places_ = false;
  bool misled_ = false;
};

}  // namespace lilac

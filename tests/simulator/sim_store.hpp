// The store of one simulated process: it stands before the memory that outlives the process, fails as it is told, and
// checks every commit.
#pragma once

#include <functional>
#include <optional>

#include "lilac/engine/store.hpp"
#include "simulator/world.hpp"

namespace lilac::simulator {

class SimStore final : public Store {
 public:
  /// `rival` runs what another process does just before a commit.
  SimStore(Store& memory, World& world, std::function<void()> rival = {});

  /// Decides what goes wrong during the next step: at which operation, and how.
  void arm();
  void disarm();
  /// From here on nothing goes through: the process is dead.
  void die();
  void revive();
  bool is_dead() const { return is_dead_; }
  std::uint64_t operations() const { return operations_; }
  std::uint64_t commits() const { return commits_; }
  /// A step that needs more operations than this never comes to rest.
  void allow(std::uint64_t operations) { budget_ = operations_ + operations; }

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
  result<Secret> draw_secret() override { return memory_.draw_secret(); }
  result<> commit(WriteSet const& set) override;

 private:
  struct Mishap {
    Fault fault;
    std::uint32_t after;   ///< operations that still go well
    std::uint32_t length;  ///< operations that fail
  };
  result<> pass();
  bool is_due(Fault fault);
  void over();
  template <class Row, class Read>
  result<> torn(FunctionRef<bool(Row const&)> sink, Read read);

  Store& memory_;
  World& world_;
  std::function<void()> rival_;
  std::optional<Mishap> mishap_;
  bool is_dead_ = false;
  std::uint64_t operations_ = 0;
  std::uint64_t commits_ = 0;
  std::uint64_t budget_ = 0;
};

}  // namespace lilac::simulator

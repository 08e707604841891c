#pragma once

#include <memory>

#include "lilac/engine/store.hpp"

namespace lilac {

/// Everything in memory, for tests, simulations and hosts that keep nothing. The reference for every other store.
/// Threads may share it; what is in it goes with it.
class MemoryStore final : public Store {
 public:
  MemoryStore();
  /// The same, and what it draws by chance follows from `seed`: for tests whose every byte is to be the same again.
  struct Seed {
    std::uint64_t value;
  };
  explicit MemoryStore(Seed seed);
  ~MemoryStore() override;

  result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) override;
  result<bool> load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                    RowHint& hint) override;
  result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink) override;
  result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override;
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
  result<> commit(WriteSet const& set) override;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace lilac

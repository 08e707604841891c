#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "lilac/adapters/repository.hpp"

namespace lilac {

/// A Store over a host's own tables. All parts are borrowed. One lock is held during each call, also while it calls the
/// host's tables, which therefore must not call the store.
class RepositoryStore final : public Store {
 public:
  RepositoryStore(HostTransaction& transaction, DocumentTable& documents, JournalTable& journal,
                  std::vector<AnyRepository*> repositories = {});

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
  using Found = AnyRepository::Found;
  AnyRepository* repository_of(EntityInfo const& entity) const;
  result<std::optional<Found>> find(EntityInfo const& entity, std::int64_t id);
  result<std::vector<Found>> find_all(EntityInfo const& entity);
  result<std::vector<Found>> find_by(IndexInfo const& index, std::string_view prefix);
  result<Found> read_document(EntityInfo const& entity, DocumentTable::Document const& document) const;
  result<> check(WriteSet const& set);
  result<> write(WriteSet const& set);
  result<> write_rows(WriteSet const& set);
  result<> check_unique(RowWrite const& row);
  result<> write_commands(WriteSet const& set);
  result<> write_edits(WriteSet const& set);

  std::mutex mutex_;
  HostTransaction& transaction_;
  DocumentTable& documents_;
  JournalTable& journal_;
  std::vector<AnyRepository*> repositories_;
  std::map<std::uint16_t, EntityInfo const*> entities_;
  std::map<std::uint16_t, EventInfo const*> events_;
  struct LastId {
    std::int64_t id = 0;
    bool is_known = false;  ///< the documents were looked at
  };
  std::map<std::uint16_t, LastId> last_ids_;  ///< of entities kept as documents
};

}  // namespace lilac

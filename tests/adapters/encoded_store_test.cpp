#include "lilac/adapters/encoded_store.hpp"

#include <doctest/doctest.h>

#include "adapters/plain_tables.hpp"
#include "lilac/testing/store_contract.hpp"

namespace lilac {
namespace {

/// The store and the tables under it.
struct PlainStore final : Store {
  PlainTables tables;
  EncodedStore store{tables};

  result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) override {
    return store.prepare(entities, events);
  }
  result<bool> load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                    RowHint& hint) override {
    return store.load(entity, id, out, version, hint);
  }
  result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink) override {
    return store.scan(index, prefix, after, limit, sink);
  }
  result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override {
    return store.scan_all(entity, after, limit, sink);
  }
  result<std::int64_t> next_id(EntityInfo const& entity) override { return store.next_id(entity); }
  result<bool> find_command(std::string_view id, StoredCommand& out) override { return store.find_command(id, out); }
  result<> read_journal(std::int64_t after, std::size_t limit, EventSink sink) override {
    return store.read_journal(after, limit, sink);
  }
  result<> read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) override {
    return store.read_commands(after, limit, sink);
  }
  result<> read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) override {
    return store.read_changes(after, limit, sink);
  }
  result<std::int64_t> last_position() override { return store.last_position(); }
  result<> commit(WriteSet const& set) override { return store.commit(set); }
};

TEST_CASE("a store over a host's bytes keeps the contract") {
  auto const report = testing::check_store_contract([] { return std::make_unique<PlainStore>(); });
  for (auto const& failed : report.failed) FAIL_CHECK(failed);
  CHECK(report.ok());
  CHECK(report.passed.size() > 30);
}

}  // namespace
}  // namespace lilac

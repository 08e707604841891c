#include <doctest/doctest.h>

#include "examples/own_tables/tables.hpp"
#include "lilac/adapters/repository_store.hpp"
#include "lilac/testing/store_contract.hpp"
#include "lilac/testing/support.hpp"

namespace lilac {
namespace {

/// The tables and the store over them, as one thing that owns all.
struct Clinic {
  clinic::Database database;
  clinic::Transaction transaction{database};
  clinic::Documents documents{database};
  clinic::Journal journal{database};
  clinic::CallRepository calls{database};
};
class ClinicStore final : public Store {
 public:
  result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) override {
    return store_.prepare(entities, events);
  }
  result<bool> load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                    RowHint& hint) override {
    return store_.load(entity, id, out, version, hint);
  }
  result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink) override {
    return store_.scan(index, prefix, after, limit, sink);
  }
  result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override {
    return store_.scan_all(entity, after, limit, sink);
  }
  result<std::int64_t> next_id(EntityInfo const& entity) override { return store_.next_id(entity); }
  result<bool> find_command(std::string_view id, StoredCommand& out) override { return store_.find_command(id, out); }
  result<> read_journal(std::int64_t after, std::size_t limit, EventSink sink) override {
    return store_.read_journal(after, limit, sink);
  }
  result<> read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) override {
    return store_.read_commands(after, limit, sink);
  }
  result<> read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) override {
    return store_.read_changes(after, limit, sink);
  }
  result<std::int64_t> last_position() override { return store_.last_position(); }
  result<Secret> draw_secret() override { return store_.draw_secret(); }
  result<> commit(WriteSet const& set) override { return store_.commit(set); }
  clinic::Database& database() { return clinic_.database; }

 private:
  Clinic clinic_;
  RepositoryStore store_{clinic_.transaction, clinic_.documents, clinic_.journal, {&clinic_.calls}};
};

TEST_CASE("A store over a host's own tables keeps the contract of all stores") {
  auto const report = testing::check_store_contract([] { return std::make_unique<ClinicStore>(); });
  for (auto const& failed : report.failed) FAIL_CHECK(failed);
  CHECK(report.ok());
}

TEST_CASE("The desk runs on the clinic's own call list") {
  testing::RecordingGateway gateway;
  TzdbZones zones;
  auto store = std::make_unique<ClinicStore>();
  auto& database = store->database();
  testing::World world;
  world.modules = {&support::module, &messaging::module};
  world.host.bind<Zones>(zones).bind<messaging::MessageGateway>(gateway);
  support::bind_bridges(world.host);
  world.store = std::move(store);
  testing::Scenario story{std::move(world)};
  story.at("2026-01-12T10:00+09:00")
      .given(admin(1), support::DefineOutboundPlan{1, 7})
      .given(system_actor, testing::SupportDesk::enrolment(7, 70, "2026-01-05"));
  CHECK(database.calls.at(1).state == "open");

  story.when(operation_user(3), support::CompleteOutbound{{1}})
      .then_among_others(testing::any<support::OutboundCompleted>());
  CHECK(database.calls.at(1).state == "done");
  CHECK(database.calls.at(1).revision == 2);

  story.when(operation_user(3), support::CompleteOutbound{{1}}).then_refused(support::call_already_completed);
  CHECK(database.calls.at(1).revision == 2);

  story.when(operation_user(3), support::WithdrawOutbound{{1}, std::nullopt})
      .then_among_others(testing::any<support::OutboundWithdrawn>());
  CHECK(story.ask(support::Today{story.now()}).size() == 1);
}

}  // namespace
}  // namespace lilac

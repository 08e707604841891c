// A post office to test in: a store, ports that follow the test's script, and an engine that can be opened again.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>

#include "engine/parcel.hpp"
#include "engine/passing_store.hpp"
#include "lilac/adapters/memory.hpp"
#include "lilac/engine/records.hpp"
#include "lilac/engine/rules.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/testing/coverage.hpp"

namespace lilac::parcel {

using namespace std::chrono_literals;

inline constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 1 / 12} + std::chrono::hours(12)};
inline constexpr Actor clerk = operation_user(3);
using Names = std::vector<std::string>;

struct TestScript final : Script {
  std::function<result<std::int64_t>(Handling<Act>&, Act const&)> body;
  result<std::int64_t> run(Handling<Act>& work, Act const& act) override { return body(work, act); }
};

struct TestTracker final : Tracker {
  struct Call {
    ParcelId parcel;
    std::string key;  ///< without the store's name before it
    Instant at;
    std::int32_t attempt;
    std::string full_key{};
  };
  std::vector<Call> calls;
  std::function<result<>(ParcelSent const&, Delivery const&)> on_follow = [](ParcelSent const&, Delivery const&) {
    return outcome::success();
  };
  result<> follow(ParcelSent const& event, Delivery const& delivery) override {
    std::string const full_key{delivery.idempotency_key};
    calls.push_back(
        {event.parcel_id, full_key.substr(full_key.find(':') + 1), delivery.at, delivery.attempt, full_key});
    return on_follow(event, delivery);
  }
  std::vector<std::int64_t> parcels() const {
    std::vector<std::int64_t> ids;
    for (auto const& call : calls) ids.push_back(call.parcel.value);
    return ids;
  }
};

struct Post {
  MemoryStore memory{MemoryStore::Seed{0}};
  PassingStore store{memory};
  TestScript script;
  TestTracker tracker;
  Rules rules;
  engine::Rules engine_rules{.longest_step_back = Duration::max()};  ///< its stories go to and fro in time
  bool tracked = true;              ///< whether the tracking company is bound when the engine is opened
  bool trusts_tracker = false;      ///< whether what it says of its failures is kept
  AnyReceiver* receiver = nullptr;  ///< of the tracker's deliveries, by name
  std::unique_ptr<Engine> owned;

  explicit Post(Rules const& given = {}, bool is_tracked = true) : rules(given), tracked(is_tracked) {
    fan_out_probe() = {};
    open();
  }
  /// Another engine on the same store, as after a restart.
  Engine& open() {
    owned.reset();
    owned = another();
    return *owned;
  }
  std::unique_ptr<Engine> another() {
    Host host;
    host.bind<Script>(script).set(rules).set(engine_rules);
    if (tracked) host.bind<Tracker>(tracker);
    if (trusts_tracker) host.trust_errors_of<Tracker>();
    if (receiver != nullptr) host.bind_receiver(port_info<Tracker>(), *receiver);
    auto engine = std::make_unique<Engine>(store, std::initializer_list<ModuleInfo const*>{&module}, host);
    engine->observe(&testing::Coverage::of_this_run());
    return engine;
  }
  Engine& engine() { return *owned; }

  template <class C>
  auto run(C const& command, Instant at = noon, Actor by = system_actor) {
    return engine().execute(command, by, {.at = at});
  }
  /// Runs `body` as the handler of a command.
  auto act(std::function<result<std::int64_t>(Handling<Act>&)> body, std::string_view id = {}) {
    script.body = [body = std::move(body)](Handling<Act>& work, Act const&) { return body(work); };
    return engine().execute(Act{"test"}, clerk, {.at = noon, .command_id = id});
  }
  ParcelId add(std::string label = "", std::int64_t user = 7, std::int64_t weight = 1) {
    if (label.empty()) label = "parcel " + std::to_string(++labels_);
    auto const parcel = run(RegisterParcel{{user}, label, "for Kim", weight, {}});
    REQUIRE(parcel);
    return parcel.value().id;
  }
  ParcelId sent(Instant at = noon) {
    auto const id = add();
    REQUIRE(run(SendParcel{id}, at));
    return id;
  }
  void idle(Instant at = noon) {
    auto const done = engine().run_until_idle(at);
    REQUIRE_MESSAGE(done, done.error().message());
  }
  void advance(Instant to) {
    auto const done = engine().advance_to(to);
    REQUIRE_MESSAGE(done, done.error().message());
  }
  std::vector<DeadLetter> letters() {
    auto found = engine().dead_letters();
    REQUIRE(found);
    return std::move(found).value();
  }
  template <class T>
  std::optional<T> row(Id<T> id) {
    StoreReader reader{memory};
    auto const found = reader.find(id);
    REQUIRE(found);
    return found.value() == nullptr ? std::nullopt : std::optional<T>{*found.value()};
  }
  template <class T>
  std::vector<T> rows() {
    std::vector<T> all;
    StoreReader reader{memory};
    REQUIRE(reader.each_of(Id<T>{}, no_limit, [&](T const& row) { all.push_back(row); }));
    return all;
  }
  Parcel parcel(ParcelId id) {
    auto found = row(id);
    REQUIRE(found);
    return *found;
  }
  std::uint32_t version(EntityInfo const& entity, std::int64_t id) {
    std::uint32_t version = 0;
    REQUIRE(memory.scan_all(entity, id - 1, 1, [&](RowView const& view) {
      if (view.id == id) version = view.version;
      return false;
    }));
    return version;
  }
  std::int64_t position() { return memory.last_position().value(); }
  /// Names of all events from behind a position.
  Names events(std::int64_t after = 0) {
    Names names;
    REQUIRE(memory.read_journal(after, no_limit, [&](EventRow const& row) {
      names.emplace_back(row.type->name);
      return true;
    }));
    return names;
  }
  template <class E>
  std::vector<E> all() {
    std::vector<E> found;
    REQUIRE(memory.read_journal(0, no_limit, [&](EventRow const& row) {
      if (row.type == &event_info<E>()) found.push_back(*static_cast<E const*>(row.payload));
      return true;
    }));
    return found;
  }

 private:
  int labels_ = 0;
};

/// Everything that a store holds of the journal and of the given entities, as text: equal bytes, equal text.
std::string journal_text(Store& store);
std::string rows_text(Store& store, std::span<EntityInfo const* const> entities);
std::string everything_text(Store& store);

/// Checks a store against its own change entries: versions without gaps, the last digest that of the row, and no row
/// that no command wrote. An empty text means that all is well.
std::string history_faults(Store& store);

}  // namespace lilac::parcel

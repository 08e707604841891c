// Stores that stand between the engine and another store, to count, to disturb or to fail.
#pragma once

#include <atomic>
#include <functional>

#include "lilac/engine/store.hpp"

namespace lilac::parcel {

/// Passes everything on, pages of a scan as "next". `before` is called with the name of each operation; what it returns
/// fails the operation.
class PassingStore : public Store {
 public:
  explicit PassingStore(Store& inner) : inner_(inner) {}

  std::function<result<>(std::string_view operation)> before = [](std::string_view) { return outcome::success(); };
  /// Called when a commit was applied; what it returns is all that its caller hears.
  std::function<result<>()> after_commit = [] { return outcome::success(); };
  std::atomic<int> commits{0};           ///< that were tried
  std::atomic<bool> may_consume{false};  ///< of the last one
  bool holds_on = true;                  ///< to a scan's moment; false: it can only scan, as a host's store

  result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) override {
    BOOST_OUTCOME_TRY(before("prepare"));
    return inner_.prepare(entities, events);
  }
  result<bool> load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                    RowHint& hint) override {
    BOOST_OUTCOME_TRY(before("load"));
    return inner_.load(entity, id, out, version, hint);
  }
  result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink) override {
    BOOST_OUTCOME_TRY(before("scan"));
    return inner_.scan(index, prefix, after, limit, sink);
  }
  result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override {
    BOOST_OUTCOME_TRY(before("scan_all"));
    return inner_.scan_all(entity, after, limit, sink);
  }
  result<std::unique_ptr<RemainingRows>> begin_scan(IndexInfo const& index, Key const& prefix, Key const& after,
                                                    std::size_t limit, std::size_t first, RowSink sink) override {
    if (!holds_on) return Store::begin_scan(index, prefix, after, limit, first, sink);
    BOOST_OUTCOME_TRY(before("scan"));
    return pass(inner_.begin_scan(index, prefix, after, limit, first, sink));
  }
  result<std::unique_ptr<RemainingRows>> begin_scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit,
                                                        std::size_t first, RowSink sink) override {
    if (!holds_on) return Store::begin_scan_all(entity, after, limit, first, sink);
    BOOST_OUTCOME_TRY(before("scan_all"));
    return pass(inner_.begin_scan_all(entity, after, limit, first, sink));
  }
  result<std::int64_t> next_id(EntityInfo const& entity) override {
    BOOST_OUTCOME_TRY(before("next_id"));
    return inner_.next_id(entity);
  }
  result<bool> find_command(std::string_view command_id, StoredCommand& out) override {
    BOOST_OUTCOME_TRY(before("find_command"));
    return inner_.find_command(command_id, out);
  }
  result<> read_journal(std::int64_t after, std::size_t limit, EventSink sink) override {
    BOOST_OUTCOME_TRY(before("read_journal"));
    return inner_.read_journal(after, limit, sink);
  }
  result<> read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) override {
    BOOST_OUTCOME_TRY(before("read_commands"));
    return inner_.read_commands(after, limit, sink);
  }
  result<> read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) override {
    BOOST_OUTCOME_TRY(before("read_changes"));
    return inner_.read_changes(after, limit, sink);
  }
  result<std::int64_t> last_position() override {
    BOOST_OUTCOME_TRY(before("last_position"));
    return inner_.last_position();
  }
  result<> scrub() override { return inner_.scrub(); }
  result<Secret> draw_secret() override { return inner_.draw_secret(); }
  result<> commit(WriteSet const& set) override {
    ++commits;
    may_consume = set.may_consume;
    BOOST_OUTCOME_TRY(before("commit"));
    BOOST_OUTCOME_TRY(inner_.commit(set));
    return after_commit();
  }

 private:
  struct PassedRows final : RemainingRows {
    PassedRows(PassingStore& store, std::unique_ptr<RemainingRows> inner) : store(store), inner(std::move(inner)) {}
    result<> next(std::size_t limit, RowSink sink) override {
      BOOST_OUTCOME_TRY(store.before("next"));
      return inner->next(limit, sink);
    }
    PassingStore& store;
    std::unique_ptr<RemainingRows> inner;
  };
  result<std::unique_ptr<RemainingRows>> pass(result<std::unique_ptr<RemainingRows>> begun) {
    BOOST_OUTCOME_TRY(auto rest, std::move(begun));
    if (rest == nullptr) return nullptr;
    return std::make_unique<PassedRows>(*this, std::move(rest));
  }

  Store& inner_;
};

/// The process dies at this point: nothing goes through any more.
inline Error dead_process() { return storage_error("the process is dead"); }

}  // namespace lilac::parcel

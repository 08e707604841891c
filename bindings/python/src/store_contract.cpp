// Proves a store that is written in Python.
#include "store_contract.hpp"

#include "entry.hpp"
#include "errors.hpp"
#include "lilac/testing/store_contract.hpp"
#include "ports.hpp"
#include "values.hpp"

namespace lilac::python {

namespace {

/// A store under test, with an entry of its own around each call: the suite calls it from several threads.
class TestedStore final : public Store {
 public:
  TestedStore(std::shared_ptr<Core> core, std::unique_ptr<Store> store)
      : core_(std::move(core)), store_(std::move(store)) {}
  ~TestedStore() override {
    WithGil const held;
    store_.reset();
    core_.reset();
  }

  result<> prepare(std::span<EntityInfo const* const> entities, std::span<EventInfo const* const> events) override {
    return during([&] { return store_->prepare(entities, events); });
  }
  result<bool> load(EntityInfo const& entity, std::int64_t id, void* out, std::uint32_t& version,
                    RowHint& hint) override {
    return during([&] { return store_->load(entity, id, out, version, hint); });
  }
  result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit, RowSink sink) override {
    return during([&] { return store_->scan(index, prefix, after, limit, sink); });
  }
  result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override {
    return during([&] { return store_->scan_all(entity, after, limit, sink); });
  }
  result<std::int64_t> next_id(EntityInfo const& entity) override {
    return during([&] { return store_->next_id(entity); });
  }
  result<bool> find_command(std::string_view command_id, StoredCommand& out) override {
    return during([&] { return store_->find_command(command_id, out); });
  }
  result<> read_journal(std::int64_t after, std::size_t limit, EventSink sink) override {
    return during([&] { return store_->read_journal(after, limit, sink); });
  }
  result<> read_commands(std::int64_t after, std::size_t limit, FunctionRef<bool(CommandRow const&)> sink) override {
    return during([&] { return store_->read_commands(after, limit, sink); });
  }
  result<> read_changes(std::int64_t after, std::size_t limit, ChangeSink sink) override {
    return during([&] { return store_->read_changes(after, limit, sink); });
  }
  result<Secret> draw_secret() override { return store_->draw_secret(); }
  result<std::int64_t> last_position() override {
    return during([&] { return store_->last_position(); });
  }
  result<> commit(WriteSet const& set) override {
    return during([&] { return store_->commit(set); });
  }

 private:
  /// What the store raises is shown where it happens, since the suite only hears that it failed.
  template <class Body>
  auto during(Body body) -> decltype(body()) {
    Entry entry{core_};
    auto done = body();
    entry.tell_kept();
    return done;
  }

  std::shared_ptr<Core> core_;
  std::unique_ptr<Store> store_;
};

PyObject* list_of(std::vector<std::string> const& texts) {
  Ref list{PyList_New(0)};
  for (auto const& text : texts) {
    Ref const shown{text_to_python(text)};
    if (!list || !shown || PyList_Append(list.get(), shown.get()) < 0) return nullptr;
  }
  return list.release();
}

}  // namespace

PyObject* check_store(PyObject* factory) {
  auto const outer = std::make_shared<Core>();
  testing::ContractReport report;
  Entry entry{outer};
  auto const well = entry.run([&]() -> result<> {
    report = testing::check_store_contract([&]() -> std::unique_ptr<Store> {
      WithGil const held;
      auto const core = std::make_shared<Core>();
      Ref const given{call_python([&] { return PyObject_CallNoArgs(factory); })};
      auto store = given ? store_of(given.get(), *core) : nullptr;
      if (!store) {
        entry.keep("factory");
        throw RaisedInPython{};
      }
      return std::make_unique<TestedStore>(core, std::move(store));
    });
    return outcome::success();
  });
  if (!well) return nullptr;
  return Py_BuildValue("(NN)", list_of(report.passed), list_of(report.failed));
}

}  // namespace lilac::python

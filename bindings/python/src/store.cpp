// A store written in Python (lilac.Store), as the tables of bytes that EncodedStore works on.
#include <algorithm>
#include <array>

#include "errors.hpp"
#include "lilac/adapters/encoded_store.hpp"
#include "ports.hpp"
#include "values.hpp"

namespace lilac::python {

namespace {

constexpr char const* python_half = "lilac._store";

/// A class of lilac._store, kept as long as the process.
PyObject* store_class(char const* name) {
  Ref const module{PyImport_ImportModule(python_half)};
  return module ? PyObject_GetAttrString(module.get(), name) : nullptr;
}

/// The classes that a store gets its arguments as.
struct Shapes {
  PyObject* index_spec = store_class("IndexSpec");
  PyObject* table_spec = store_class("TableSpec");
  PyObject* place = store_class("Place");
  PyObject* write = store_class("Write");
  PyObject* command = store_class("Command");
  PyObject* edit = store_class("Edit");
  PyObject* changes = store_class("Changes");
  PyObject* action = store_class("Action");
  PyObject* verdict = store_class("Verdict");

  bool all_there() const {
    return index_spec && table_spec && place && write && command && edit && changes && action && verdict;
  }
};
Shapes const& shapes() {
  static Shapes const all;
  return all;
}

Ref bytes(std::string_view data) {
  return Ref{PyBytes_FromStringAndSize(data.data(), static_cast<Py_ssize_t>(data.size()))};
}
Ref text(std::string_view data) { return Ref{text_to_python(data)}; }
Py_ssize_t python_limit(std::size_t limit) {
  return static_cast<Py_ssize_t>(std::min<std::size_t>(limit, PY_SSIZE_T_MAX));
}

/// A tuple of what `shown` makes of each element; empty with an exception set.
template <class Elements, class Shown>
Ref tuple_of(Elements const& elements, Shown shown) {
  Ref tuple{PyTuple_New(static_cast<Py_ssize_t>(elements.size()))};
  Py_ssize_t at = 0;
  for (auto const& element : elements) {
    Ref one = shown(element);
    if (!tuple || !one) return {};
    PyTuple_SET_ITEM(tuple.get(), at++, one.release());
  }
  return tuple;
}

Ref shown_of(EncodedTables::TableSpec const& table) {
  auto const indexes = tuple_of(table.indexes, [](EncodedTables::IndexSpec const& index) {
    return Ref{PyObject_CallFunction(shapes().index_spec, "NO", text(index.name).release(),
                                     index.unique ? Py_True : Py_False)};
  });
  if (!indexes) return {};
  return Ref{PyObject_CallFunction(shapes().table_spec, "iNNO", static_cast<int>(table.entity),
                                   text(table.context).release(), text(table.name).release(), indexes.get())};
}

Ref shown_of(EncodedTables::Place const& place) {
  return Ref{PyObject_CallFunction(shapes().place, "NNn", text(place.index).release(), bytes(place.key).release(),
                                   static_cast<Py_ssize_t>(place.unique))};
}

Ref shown_of(EncodedTables::Write const& write) {
  auto const places = tuple_of(write.places, [](auto const& place) { return shown_of(place); });
  Ref const action{PyObject_CallFunction(shapes().action, "i", static_cast<int>(write.action))};
  if (!places || !action) return {};
  return Ref{PyObject_CallFunction(shapes().write, "OiLIINO", action.get(), static_cast<int>(write.entity),
                                   static_cast<long long>(write.id), static_cast<unsigned>(write.base_version),
                                   static_cast<unsigned>(write.version), bytes(write.data).release(), places.get())};
}

Ref shown_of(EncodedTables::Command const& command) {
  auto const events = tuple_of(command.events, [](std::string_view data) { return bytes(data); });
  if (!events) return {};
  return Ref{PyObject_CallFunction(shapes().command, "NNO", text(command.command_id).release(),
                                   bytes(command.data).release(), events.get())};
}

Ref shown_of(EncodedTables::Edit const& edit) {
  return Ref{
      PyObject_CallFunction(shapes().edit, "LN", static_cast<long long>(edit.position), bytes(edit.data).release())};
}

Ref shown_of(EncodedTables::Changes const& changes) {
  auto const each = [](auto const& one) { return shown_of(one); };
  auto const rows = tuple_of(changes.rows, each);
  auto const commands = rows ? tuple_of(changes.commands, each) : Ref{};
  auto const command_edits = commands ? tuple_of(changes.command_edits, each) : Ref{};
  auto const event_edits = command_edits ? tuple_of(changes.event_edits, each) : Ref{};
  if (!event_edits) return {};
  return Ref{PyObject_CallFunction(shapes().changes, "OOOOLL", rows.get(), commands.get(), command_edits.get(),
                                   event_edits.get(), static_cast<long long>(changes.trim_below),
                                   static_cast<long long>(changes.trim_commands_below))};
}

/// Reads (number, number, bytes), which Row and Record are. False with an exception set.
bool read_triple(PyObject* given, Place const& place, std::int64_t& first, std::int64_t& second,
                 std::string_view& data) {
  if (!PyTuple_Check(given) || PyTuple_GET_SIZE(given) != 3) return raise_type(place, "a tuple of three", given);
  if (!integer_from_python(PyTuple_GET_ITEM(given, 0), first, place.element(0)) ||
      !integer_from_python(PyTuple_GET_ITEM(given, 1), second, place.element(1)))
    return false;
  auto* held = PyTuple_GET_ITEM(given, 2);
  if (!PyBytes_Check(held)) return raise_type(place.element(2), "bytes", held);
  data = {PyBytes_AS_STRING(held), static_cast<std::size_t>(PyBytes_GET_SIZE(held))};
  return true;
}

bool read(PyObject* given, Place const& place, EncodedTables::Row& row) {
  std::int64_t version = 0;
  if (!read_triple(given, place, row.id, version, row.data)) return false;
  row.version = static_cast<std::uint32_t>(version);
  return true;
}
bool read(PyObject* given, Place const& place, EncodedTables::Record& record) {
  return read_triple(given, place, record.position, record.command, record.data);
}

/// What goes wrong in a host's store is kept: the call fails with it. The engine is told what kind of thing it was; the
/// message stays where it is, since it may tell of people.
Error failure(PortCall& call) {
  auto exception = take_exception();
  auto const said = std::string(call.port()) + " raised " + Py_TYPE(exception.get())->tp_name;
  set_exception(std::move(exception));
  call.keep();
  return storage_error(said);
}

class PythonTables final : public EncodedTables {
 public:
  explicit PythonTables(PyObject* store) : store_(store) {}

  result<> prepare(std::span<TableSpec const> tables) override {
    return guarded("Store.prepare", [&](PortCall& call) -> result<> {
      auto const shown = tuple_of(tables, [](TableSpec const& table) { return shown_of(table); });
      Ref const done{shown ? call_method(store_, "prepare", "(O)", shown.get()) : nullptr};
      if (!done) return failure(call);
      return outcome::success();
    });
  }
  result<> load(std::uint16_t entity, std::int64_t id, RowSink sink) override {
    return guarded("Store.load", [&](PortCall& call) {
      return give_one<Row>(call, Ref{call_method(store_, "load", "iL", int{entity}, ll(id))}, sink);
    });
  }
  result<> scan(std::uint16_t entity, std::string_view index, std::string_view prefix, std::string_view after,
                std::size_t limit, RowSink sink) override {
    return guarded("Store.scan", [&](PortCall& call) {
      return give_all<Row>(call,
                           Ref{call_method(store_, "scan", "iNNNn", int{entity}, text(index).release(),
                                           bytes(prefix).release(), bytes(after).release(), python_limit(limit))},
                           limit, sink);
    });
  }
  result<> scan_all(std::uint16_t entity, std::int64_t after, std::size_t limit, RowSink sink) override {
    return guarded("Store.scan_all", [&](PortCall& call) {
      return give_all<Row>(
          call, Ref{call_method(store_, "scan_all", "iLn", int{entity}, ll(after), python_limit(limit))}, limit, sink);
    });
  }
  result<std::int64_t> next_id(std::uint16_t entity) override {
    return guarded("Store.next_id", [&](PortCall& call) {
      return number(call, Ref{call_method(store_, "next_id", "(i)", int{entity})});
    });
  }
  result<> find_command(std::string_view command_id, RecordSink sink) override {
    return guarded("Store.find_command", [&](PortCall& call) {
      return give_one<Record>(call, Ref{call_method(store_, "find_command", "(N)", text(command_id).release())}, sink);
    });
  }
  result<> read_commands(std::int64_t after, std::size_t limit, RecordSink sink) override {
    return read_list("Store.read_commands", "read_commands", after, limit, sink);
  }
  result<> read_events(std::int64_t after, std::size_t limit, RecordSink sink) override {
    return read_list("Store.read_events", "read_events", after, limit, sink);
  }
  result<std::int64_t> last_event() override {
    return guarded("Store.last_event",
                   [&](PortCall& call) { return number(call, Ref{call_method(store_, "last_event", nullptr)}); });
  }
  result<Verdict> commit(Changes const& changes) override {
    return guarded("Store.commit", [&](PortCall& call) -> result<Verdict> {
      auto const shown = shown_of(changes);
      Ref const answer{shown ? call_method(store_, "commit", "(O)", shown.get()) : nullptr};
      Verdict verdict;
      if (!answer || !read_verdict(answer.get(), changes, verdict)) return failure(call);
      return verdict;
    });
  }

 private:
  static long long ll(std::int64_t number) { return number; }

  /// Without an entry that may call, the store is out of reach: the call under way is about to end.
  template <class Body>
  static auto guarded(char const* port, Body body) -> decltype(body(std::declval<PortCall&>())) {
    if (auto* entry = Entry::current(); entry == nullptr || !entry->may_call())
      return storage_error("the call was interrupted");
    PortCall call{port};
    return body(call);
  }

  result<> read_list(char const* port, char const* method, std::int64_t after, std::size_t limit, RecordSink sink) {
    return guarded(port, [&](PortCall& call) {
      return give_all<Record>(call, Ref{call_method(store_, method, "Ln", ll(after), python_limit(limit))}, limit,
                              sink);
    });
  }
  static result<std::int64_t> number(PortCall& call, Ref const& answer) {
    std::int64_t number = 0;
    if (!answer || !integer_from_python(answer.get(), number, lilac::python::Place{call.port()})) return failure(call);
    return number;
  }
  template <class Given, class Sink>
  static result<> give_one(PortCall& call, Ref const& answer, Sink sink) {
    if (!answer) return failure(call);
    if (answer.get() == Py_None) return outcome::success();
    Given given{};
    if (!read(answer.get(), lilac::python::Place{call.port()}, given)) return failure(call);
    sink(given);
    return outcome::success();
  }
  template <class Given, class Sink>
  static result<> give_all(PortCall& call, Ref const& answer, std::size_t limit, Sink sink) {
    Ref const iterator{answer ? call_python([&] { return PyObject_GetIter(answer.get()); }) : nullptr};
    if (!iterator) return failure(call);
    lilac::python::Place const place{call.port()};
    for (std::size_t i = 0; i < limit; ++i) {
      Ref const one{call_python([&] { return PyIter_Next(iterator.get()); })};
      if (!one) break;
      Given given{};
      if (!read(one.get(), place.element(i), given)) return failure(call);
      if (!sink(given)) return outcome::success();
    }
    if (PyErr_Occurred() != nullptr) return failure(call);
    return outcome::success();
  }
  static bool read_verdict(PyObject* answer, Changes const& changes, Verdict& verdict) {
    if (answer == Py_None) return true;
    std::int64_t kind = 0, at = 0;
    auto const is_one = PyObject_IsInstance(answer, shapes().verdict);
    if (is_one != 1)
      return is_one == 0 && raise_type(lilac::python::Place{"Store.commit()"}, "None or a lilac.Verdict", answer);
    if (!read_attribute(answer, "kind", type_of<std::int64_t>(), &kind) ||
        !read_attribute(answer, "at", type_of<std::int64_t>(), &at) ||
        !read_attribute(answer, "index_name", type_of<std::string>(), &verdict.index))
      return false;
    verdict.kind = static_cast<Verdict::Kind>(kind);
    verdict.at = static_cast<std::size_t>(at);
    auto const of_command = verdict.kind == Verdict::Kind::command_known;
    auto const size = of_command ? changes.commands.size() : changes.rows.size();
    if (kind < 0 || kind > 3 || at < 0 || (kind != 0 && verdict.at >= size)) {
      PyErr_SetString(PyExc_ValueError, "Store.commit(): the verdict is about nothing that was to be written");
      return false;
    }
    return true;
  }

  PyObject* store_;
};

/// Tables and the store over them, as one.
class PythonStore final : public Store {
 public:
  explicit PythonStore(PyObject* store) : tables_(store), store_(tables_) {}

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
  result<bool> find_command(std::string_view command_id, StoredCommand& out) override {
    return store_.find_command(command_id, out);
  }
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

 private:
  PythonTables tables_;
  EncodedStore store_;
};

}  // namespace

std::unique_ptr<Store> store_of(PyObject* given, Core& core) {
  if (!check_instance(given, python_half, "Store", "store")) return nullptr;
  if (!shapes().all_there()) return nullptr;
  return std::make_unique<PythonStore>(core.keep(given));
}

}  // namespace lilac::python

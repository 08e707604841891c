// What a desk can do besides commands and queries, and the module's own functions. The package wraps them.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>

#include "calls.hpp"
#include "contexts.hpp"
#include "datetimes.hpp"
#include "desk.hpp"
#include "entry.hpp"
#include "errors.hpp"
#include "gateways.hpp"
#include "lilac/engine/board.hpp"
#include "lilac/engine/journal_json.hpp"
#include "lilac/engine/script.hpp"
#include "lilac/kernel/object.hpp"
#include "opening.hpp"
#include "own_records.hpp"
#include "records.hpp"
#include "store_contract.hpp"
#include "tables.hpp"

namespace lilac::python {

namespace py = pybind11;

namespace {

/// A new reference from the functions of this module; throws what is set where it is null.
py::object own(PyObject* object) {
  if (object == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(object);
}
void must(bool well) {
  if (!well) throw py::error_already_set();
}
std::shared_ptr<Core> open_core(py::handle desk) {
  auto core = core_of(desk.ptr());
  must(core != nullptr);
  return core;
}
Instant instant_of(Core const& core, py::handle at) {
  Instant instant;
  must(core.instant_of(at.ptr(), instant));
  return instant;
}
std::string text_of(py::handle given, char const* name) {
  std::string_view text;
  must(given.is_none() || text_from_python(given.ptr(), text, Place{name}));
  return std::string(text);
}

// ── Time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

void run_until_idle(py::handle desk, py::handle now) {
  auto const core = open_core(desk);
  auto const at = instant_of(*core, now);
  Entry entry{core};
  must(entry.run([&] { return core->engine().run_until_idle(at); }));
}
void advance_to(py::handle desk, py::handle now) {
  auto const core = open_core(desk);
  auto const at = instant_of(*core, now);
  Entry entry{core};
  must(entry.run([&] { return core->engine().advance_to(at); }));
}
py::object now(py::handle desk) {
  auto const core = open_core(desk);
  auto const at = instant_of(*core, py::none());
  return own(to_python(type_of<Instant>(), &at, Showing::masked));
}

// ── What needs a person ──────────────────────────────────────────────────────────────────────────────────────────────

py::list dead_letters(py::handle desk) {
  auto const core = open_core(desk);
  std::vector<DeadLetter> letters;
  Entry entry{core};
  must(entry.run([&]() -> result<> {
    BOOST_OUTCOME_TRY(auto found, core->engine().dead_letters());
    letters = std::move(found);
    return outcome::success();
  }));
  py::list list;
  for (auto const& letter : letters) {
    auto const shown = shown_of(letter);
    list.append(own(copy_to_record(type_of<DeadLetterRecord>(), &shown, Showing::masked)));
  }
  return list;
}
void replay_dead_letter(py::handle desk, std::int64_t id, py::handle now) {
  auto const core = open_core(desk);
  auto const at = instant_of(*core, now);
  Entry entry{core};
  must(entry.run([&] { return core->engine().replay_dead_letter(id, at); }));
}
py::tuple replay_dead_letters(py::handle desk, std::string policy, std::string reason, std::string field,
                              std::int64_t number, py::handle now) {
  auto const core = open_core(desk);
  auto const at = instant_of(*core, now);
  DeadLetterFilter const filter{std::move(policy), std::move(reason), std::move(field), number};
  ReplayedDeadLetters done;
  Entry entry{core};
  must(entry.run([&]() -> result<> {
    BOOST_OUTCOME_TRY(auto came, core->engine().replay_dead_letters(filter, at));
    done = came;
    return outcome::success();
  }));
  return py::make_tuple(done.replayed, done.refused);
}
void rebuild_view(py::handle desk, std::string const& name) {
  auto const core = open_core(desk);
  Entry entry{core};
  must(entry.run([&] { return core->engine().rebuild_view(name); }));
}
std::int64_t trim_journal(py::handle desk, std::int64_t position) {
  auto const core = open_core(desk);
  std::int64_t reached = 0;
  Entry entry{core};
  must(entry.run([&]() -> result<> {
    BOOST_OUTCOME_TRY(auto const trimmed, core->engine().trim_journal(position));
    reached = trimmed.below;
    return outcome::success();
  }));
  return reached;
}
std::int64_t trim_commands(py::handle desk, py::handle before) {
  auto const core = open_core(desk);
  Instant limit{};
  if (!from_python(before.ptr(), type_of<Instant>(), &limit, Place{"before"})) throw py::error_already_set();
  std::int64_t reached = 0;
  Entry entry{core};
  must(entry.run([&]() -> result<> {
    BOOST_OUTCOME_TRY(reached, core->engine().trim_commands(limit));
    return outcome::success();
  }));
  return reached;
}
void redact(py::handle desk, py::handle person, py::handle by, py::handle at) {
  auto const* whom = static_cast<Person const*>(find_in_record(person.ptr(), type_of<Person>()));
  must(whom != nullptr || raise_type(Place{"person"}, "a lilac.Person", person.ptr()));
  auto const core = open_core(desk);
  auto const* actor = static_cast<Actor const*>(find_in_record(by.ptr(), type_of<Actor>()));
  must(actor != nullptr || raise_type(Place{"by"}, "a lilac.Actor", by.ptr()));
  Options const options{.at = instant_of(*core, at)};
  Entry entry{core};
  must(entry.run([&] { return core->engine().redact(*whom, *actor, options); }));
}

// ── Other systems, batches, listeners ────────────────────────────────────────────────────────────────────────────────

void receive(py::handle target_object, py::handle event, py::handle source_event_id, py::handle at,
             py::handle correlation_id) {
  Target target;
  must(target_of(target_object.ptr(), target));
  auto const* info = event_of(reinterpret_cast<PyObject*>(Py_TYPE(event.ptr())));
  must(info != nullptr || raise_type(Place{"event"}, "an event", event.ptr()));
  if (!info->received) {
    PyErr_Format(PyExc_TypeError, "%s.%s does not come from another system", info->context, info->name);
    throw py::error_already_set();
  }
  auto const instant = instant_of(*target.core, at);
  auto const source = text_of(source_event_id, "source_event_id");
  auto const correlation = text_of(correlation_id, "correlation_id");
  auto const* payload = value_of(event.ptr());
  Entry entry{target.core};
  must(entry.run([&] {
    return target.batch != nullptr ? target.batch->receive_raw(*info, payload, source, instant, correlation)
                                   : target.core->engine().receive_raw(*info, payload, source, instant, correlation);
  }));
}

/// Calls `run(batch)` and commits. What it returned the last time is returned.
py::object run_batch(py::handle desk, py::handle batch_type, py::handle run) {
  auto const core = open_core(desk);
  Ref answer;
  Entry entry{core};
  must(entry.run([&] {
    return core->engine().batch([&](Batch& batch) {
      WithGil const held;
      LiveBatch const live{batch_type.ptr(), core, batch};
      auto const call = [&] { return PyObject_CallOneArg(run.ptr(), live.get()); };
      answer = Ref{live.get() == nullptr ? nullptr : call_python(call)};
      if (answer) return;
      entry.keep("batch");
      throw RaisedInPython{};
    });
  }));
  return own(answer.release());
}

/// What ends a subscription; it keeps neither the desk nor the callable.
class SubscriptionHandle {
 public:
  SubscriptionHandle(std::shared_ptr<Core> const& core, std::shared_ptr<Listener> const& listener)
      : core_(core), listener_(listener) {}
  void end() {
    auto const core = core_.lock();
    auto const listener = listener_.lock();
    if (core && listener && core->is_of_this_process()) core->end(listener);
  }
  bool is_active() const {
    auto const listener = listener_.lock();
    return listener && !listener->is_ended && !core_.expired();
  }

 private:
  std::weak_ptr<Core> core_;
  std::weak_ptr<Listener> listener_;
};

SubscriptionHandle listen(py::handle desk, py::handle event_type, py::handle callable) {
  auto const core = open_core(desk);
  auto const* info = PyType_Check(event_type.ptr()) != 0 ? event_of(event_type.ptr()) : nullptr;
  must(info != nullptr || raise_type(Place{"event"}, "the type of an event", event_type.ptr()));
  must(PyCallable_Check(callable.ptr()) != 0 || raise_type(Place{"callback"}, "callable", callable.ptr()));
  return {core, core->listen(*info, callable.ptr())};
}

// ── The journal ──────────────────────────────────────────────────────────────────────────────────────────────────────

std::int64_t last_position(py::handle desk) {
  auto const core = open_core(desk);
  std::int64_t position = 0;
  Entry entry{core};
  must(entry.run([&]() -> result<> {
    BOOST_OUTCOME_TRY(auto last, core->store().last_position());
    position = last;
    return outcome::success();
  }));
  return position;
}

/// One page: the lines, and the position behind which the next one begins.
py::tuple journal_page(py::handle desk, std::int64_t after, std::size_t limit, bool whole) {
  auto const core = open_core(desk);
  std::vector<std::string> lines;
  auto last = after;
  Entry entry{core};
  must(entry.run([&] {
    return core->store().read_journal(after, limit, [&](EventRow const& event) {
      append_event_json(lines.emplace_back(), event, whole ? Showing::unmasked : Showing::masked);
      last = event.position;
      return true;
    });
  }));
  py::list list;
  for (auto const& line : lines) list.append(own(text_to_python(line)));
  return py::make_tuple(list, last);
}

/// One event as the journal keeps it, by value.
struct KeptEvent {
  EventRow row;
  std::string correlation_id;
  std::shared_ptr<void> payload;
};

/// One page: (position, event, entity, entity_id, version, ordinal, cause, at, actor, correlation_id) each.
py::tuple event_page(py::handle desk, std::int64_t after, std::size_t limit) {
  auto const core = open_core(desk);
  std::vector<KeptEvent> kept;
  Entry entry{core};
  must(entry.run([&] {
    return core->store().read_journal(after, limit, [&](EventRow const& event) {
      kept.push_back({event, std::string(event.command.correlation_id),
                      Object::copy_of(*event.type->type, event.payload).share()});
      return true;
    });
  }));
  py::list list;
  for (auto const& one : kept) {
    auto const& row = one.row;
    auto const entity = row.entity == nullptr ? py::object(py::none())
                                              : py::object(py::str(qualified(row.entity->context, row.entity->name)));
    auto const correlation =
        one.correlation_id.empty() ? py::object(py::none()) : own(text_to_python(one.correlation_id));
    list.append(py::make_tuple(row.position, own(copy_to_record(*row.type->type, one.payload.get(), Showing::masked)),
                               entity, row.entity_id, row.version, row.ordinal, row.cause_ordinal,
                               own(to_python(type_of<Instant>(), &row.command.at, Showing::masked)),
                               own(copy_to_record(type_of<Actor>(), &row.command.actor, Showing::masked)),
                               correlation));
  }
  return py::make_tuple(list, kept.empty() ? after : kept.back().row.position);
}

// ── Scripts ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Plays the pieces of a script. Ctrl-C is heard between two of them.
py::list play(py::handle desk, py::iterable pieces, bool strict, std::size_t batch, bool preview, bool events) {
  auto const core = open_core(desk);
  std::vector<std::string> results;
  Script script{core->engine(),
                {.strict = strict, .batch = batch, .preview = preview, .events = events},
                [&](ScriptResult const& result) { append_result_json(results.emplace_back(), result); }};
  for (auto piece : pieces) {
    std::string_view text;
    Ref bytes;
    if (PyBytes_Check(piece.ptr())) {
      text = {PyBytes_AS_STRING(piece.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(piece.ptr()))};
    } else {
      if (!PyUnicode_Check(piece.ptr()))
        must(raise_type(Place{"script"}, "str, bytes or an iterable of them", piece.ptr()));
      bytes = Ref{PyUnicode_AsUTF8String(piece.ptr())};
      must(static_cast<bool>(bytes));
      text = {PyBytes_AS_STRING(bytes.get()), static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.get()))};
    }
    Entry entry{core};
    must(entry.run([&] { return script.feed(text); }));
    must(PyErr_CheckSignals() == 0);
    if (script.stopped()) break;
  }
  {
    Entry entry{core};
    must(entry.run([&] { return script.finish(); }));
  }
  py::list list;
  for (auto const& one : results) list.append(own(text_to_python(one)));
  return list;
}

// ── The wall ─────────────────────────────────────────────────────────────────────────────────────────────────────────

std::vector<ModuleInfo const*> all_modules() {
  std::vector<ModuleInfo const*> all;
  for (auto const* context : contexts()) all.push_back(context->module);
  return all;
}
py::list catalogue() {
  auto const modules = all_modules();
  Catalogue const all{modules};
  py::list list;
  for (auto const& item : all.items()) {
    auto const shown = shown_of(item);
    list.append(own(copy_to_record(type_of<CatalogueItemRecord>(), &shown, Showing::masked)));
  }
  return list;
}
std::string board(std::string const& format) {
  auto const modules = all_modules();
  if (format == "text") return board_as_text(modules);
  if (format == "json") return board_as_json(modules);
  if (format == "mermaid") return board_as_mermaid(modules);
  throw py::value_error("format must be text, json or mermaid, not " + format);
}

/// What the engine tells of its store. The interpreter is free meanwhile.
template <class Told>
Told told_by(py::handle desk, result<Told> (Engine::*ask)()) {
  auto const core = open_core(desk);
  Told told{};
  Entry entry{core};
  must(entry.run([&]() -> result<> {
    BOOST_OUTCOME_TRY(auto known, (core->engine().*ask)());
    told = std::move(known);
    return outcome::success();
  }));
  return told;
}

void open(py::handle desk, std::vector<std::string> contexts, py::handle path, py::handle store, py::handle zones,
          py::dict const& ports, py::handle rules, py::handle clock, py::handle on_port_error, bool read_only,
          bool must_exist, std::string const& synchronous, py::handle longest_step_back) {
  Opening opening;
  opening.contexts = std::move(contexts);
  opening.path = path.ptr();
  opening.store = store.ptr();
  opening.zones = zones.ptr();
  opening.ports = ports.ptr();
  opening.rules = rules.ptr();
  opening.clock = clock.ptr();
  opening.on_port_error = on_port_error.ptr();
  opening.read_only = read_only;
  opening.must_exist = must_exist;
  opening.synchronous = synchronous.c_str();
  opening.longest_step_back = longest_step_back.ptr();
  must(open_desk(desk.ptr(), opening));
}

void nothing(py::kwargs const&) {}

/// Runs commands in C++, one after the other, and drops their replies: what they cost without Python.
void execute_all(py::handle desk, py::list const& commands, py::handle by, py::handle at) {
  auto const core = open_core(desk);
  auto const* actor = static_cast<Actor const*>(find_in_record(by.ptr(), type_of<Actor>()));
  must(actor != nullptr || raise_type(Place{"by"}, "a lilac.Actor", by.ptr()));
  Options const options{.at = instant_of(*core, at)};
  std::vector<std::pair<CommandInfo const*, void const*>> given;
  for (auto command : commands) {
    auto const* info = command_of(command.ptr());
    must(info != nullptr || raise_type(Place{"commands"}, "a list of commands", command.ptr()));
    given.emplace_back(info, value_of(command.ptr()));
  }
  Entry entry{core};
  must(entry.run([&]() -> result<> {
    for (auto const& [info, payload] : given) {
      auto reply = Object::room_for(info->reply == nullptr ? *info->type : *info->reply);
      BOOST_OUTCOME_TRY(
          core->engine().execute_raw(*info, payload, *actor, options, info->reply == nullptr ? nullptr : reply.at()));
      if (info->reply != nullptr) reply.is_constructed();
    }
    return outcome::success();
  }));
}

void add_functions(py::module_& module) {
  using py::arg;
  module.def("types", [] { return own(listed_types()); });
  module.def("contexts", [] { return own(listed_contexts()); });
  module.def("rules", [] { return own(listed_rules()); });
  module.def(
      "describe", [](py::handle type) { return own(describe(type.ptr())); }, arg("type"));
  module.def(
      "make_method",
      [](py::handle type, std::string const& name) { return own(make_method(type.ptr(), name.c_str())); }, arg("type"),
      arg("name"));
  module.def(
      "set_error_classes",
      [](py::handle classes, py::handle make) { must(set_error_classes(classes.ptr(), make.ptr())); }, arg("classes"),
      arg("make"));
  module.def("leave", &leave);
  module.def("open", &open, arg("desk"), arg("contexts"), arg("path"), arg("store"), arg("zones"), arg("ports"),
             arg("rules"), arg("clock"), arg("on_port_error"), arg("read_only"), arg("must_exist"), arg("synchronous"),
             arg("longest_step_back"));
  module.def(
      "absent_modules", [](py::handle desk) { return told_by(desk, &Engine::absent_modules); }, arg("desk"));
  module.def(
      "store_identity", [](py::handle desk) { return told_by(desk, &Engine::store_identity); }, arg("desk"));
  module.def("now", &now, arg("desk"));
  module.def("run_until_idle", &run_until_idle, arg("desk"), arg("now"));
  module.def("advance_to", &advance_to, arg("desk"), arg("now"));
  module.def("dead_letters", &dead_letters, arg("desk"));
  module.def("replay_dead_letter", &replay_dead_letter, arg("desk"), arg("id"), arg("now"));
  module.def("replay_dead_letters", &replay_dead_letters, arg("desk"), arg("policy"), arg("reason"), arg("field"),
             arg("number"), arg("now"));
  module.def("rebuild_view", &rebuild_view, arg("desk"), arg("name"));
  module.def("trim_commands", &trim_commands, arg("desk"), arg("before"));
  module.def("trim_journal", &trim_journal, arg("desk"), arg("position"));
  module.def("redact", &redact, arg("desk"), arg("person"), arg("by"), arg("at"));
  module.def("receive", &receive, arg("target"), arg("event"), arg("source_event_id"), arg("at"),
             arg("correlation_id"));
  module.def("run_batch", &run_batch, arg("desk"), arg("batch_type"), arg("run"));
  module.def("listen", &listen, arg("desk"), arg("event"), arg("callback"));
  module.def("last_position", &last_position, arg("desk"));
  module.def("journal_page", &journal_page, arg("desk"), arg("after"), arg("limit"), arg("whole"));
  module.def("event_page", &event_page, arg("desk"), arg("after"), arg("limit"));
  module.def("play", &play, arg("desk"), arg("pieces"), arg("strict"), arg("batch"), arg("preview"), arg("events"));
  module.def("catalogue", &catalogue);
  module.def("board", &board, arg("format"));
  module.def(
      "check_store", [](py::handle factory) { return own(check_store(factory.ptr())); }, arg("factory"));
  module.def("execute_all", &execute_all, arg("desk"), arg("commands"), arg("by"), arg("at"));
  module.def("nothing", &nothing, "Does nothing: what a call costs by itself.");
}

/// Records of no context are the module's own: lilac.Actor.
void add_own_types(py::module_& module) {
  for (auto const& made : made_types()) {
    auto const dot = made.name->rfind('.');
    if (made.name->substr(0, dot) == "lilac")
      module.attr(made.name->substr(dot + 1).c_str()) = py::reinterpret_borrow<py::object>(made.python);
  }
}

void add_gateways(py::module_& module) {
  using py::arg;
  module.def(
      "file_gateway", [](py::handle path, bool whole) { return own(make_file_gateway(path.ptr(), whole)); },
      arg("path"), arg("whole"));
  module.def(
      "simulation_gateway",
      [](std::int64_t seed, py::handle channels, py::handle outages, bool honours_keys, std::int64_t most) {
        return own(make_simulation_gateway(seed, channels.ptr(), outages.ptr(), honours_keys, most));
      },
      arg("seed"), arg("channels"), arg("outages"), arg("honours_keys"), arg("max_in_flight"));
  module.def(
      "simulation_counts", [](py::handle gateway) { return own(simulation_counts(gateway.ptr())); }, arg("gateway"));
  module.def(
      "send_through",
      [](py::handle gateway, py::handle batch) { return own(send_through(gateway.ptr(), batch.ptr())); },
      arg("gateway"), arg("batch"));
  module.def(
      "ask_through",
      [](py::handle gateway, py::handle question) { return own(ask_through(gateway.ptr(), question.ptr())); },
      arg("gateway"), arg("question"));
}

}  // namespace

}  // namespace lilac::python

PYBIND11_MODULE(_lilac, module) {
  using namespace lilac::python;
  module.doc() = "The extension behind the package lilac.";
  watch_forks();
  must(import_datetime() && make_types() && add_desk_types(module.ptr()) && add_methods(module.ptr()));
  py::class_<SubscriptionHandle>(module, "_Subscription")
      .def("end", &SubscriptionHandle::end)
      .def_property_readonly("active", &SubscriptionHandle::is_active);
  module.attr("__version__") = LILAC_VERSION;
  add_own_types(module);
  add_functions(module);
  add_gateways(module);
}

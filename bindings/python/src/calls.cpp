#include "calls.hpp"

#include <structmember.h>

#include <array>
#include <cstddef>
#include <unordered_map>

#include "contexts.hpp"
#include "desk.hpp"
#include "entry.hpp"
#include "errors.hpp"
#include "lilac/kernel/object.hpp"
#include "own_records.hpp"
#include "records.hpp"

namespace lilac::python {

namespace {

struct Messages {
  std::unordered_map<RecordType const*, CommandInfo const*> commands;
  std::unordered_map<RecordType const*, EventInfo const*> events;
  std::unordered_map<RecordType const*, QueryInfo const*> queries;
};
Messages& messages() {
  static auto* const all = new Messages;
  return *all;
}
template <class Info>
Info const* find(std::unordered_map<RecordType const*, Info const*> const& in, RecordType const* type) {
  auto const found = in.find(type);
  return found == in.end() ? nullptr : found->second;
}

// ── Arguments ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// `by`, `at`, `command_id` and `correlation_id`.
struct CallOptions {
  PyObject* by = nullptr;
  PyObject* at = nullptr;
  PyObject* command_id = nullptr;
  PyObject* correlation_id = nullptr;

  /// True when `name` is one of them.
  bool take(PyObject* name, PyObject* value) {
    static std::array<PyObject*, 4> const names{PyUnicode_InternFromString("by"), PyUnicode_InternFromString("at"),
                                                PyUnicode_InternFromString("command_id"),
                                                PyUnicode_InternFromString("correlation_id")};
    std::array<PyObject**, 4> const places{&by, &at, &command_id, &correlation_id};
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] != name && PyUnicode_Compare(names[i], name) != 0) continue;
      *places[i] = value;
      return true;
    }
    return false;
  }
};

bool id_from_python(PyObject* value, std::string_view& out, char const* name) {
  return value == nullptr || value == Py_None || text_from_python(value, out, Place{name});
}

/// What the engine needs of them. False with an exception set.
bool read_options(CallOptions const& given, Core const& core, char const* callable, Actor& by, Options& out) {
  if (given.by == nullptr) {
    PyErr_Format(PyExc_TypeError, "%s() is missing the keyword argument 'by'", callable);
    return false;
  }
  auto const* actor = static_cast<Actor const*>(find_in_record(given.by, type_of<Actor>()));
  if (actor == nullptr) return raise_type(Place{"by"}, "a lilac.Actor, e.g. lilac.operator(3)", given.by);
  by = *actor;
  return core.instant_of(given.at, out.at) && id_from_python(given.command_id, out.command_id, "command_id") &&
         id_from_python(given.correlation_id, out.correlation_id, "correlation_id");
}

void refuse_surplus(char const* callable, PyObject* name) {
  PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", callable, name);
}

// ── What is called ───────────────────────────────────────────────────────────────────────────────────────────────────

PyObject* execute(Target const& target, char const* callable, CommandInfo const& command, void const* payload,
                  CallOptions const& given) {
  Actor by;
  Options options{};
  if (!read_options(given, *target.core, callable, by, options)) return nullptr;
  Ref reply;
  if (command.reply != nullptr) {
    reply = Ref{new_record(*record_type(*command.reply), Showing::masked)};
    if (!reply) return nullptr;
  }
  auto* place = reply ? value_of(reply.get()) : nullptr;
  bool replied = false;
  Entry entry{target.core};
  auto const well = entry.run([&]() -> result<> {
    auto done = target.batch != nullptr ? target.batch->execute_raw(command, payload, by, options, place)
                                        : target.core->engine().execute_raw(command, payload, by, options, place);
    replied = done.has_value();
    return done;
  });
  if (reply && replied) set_filled(reply.get());
  if (!well) return nullptr;
  if (!reply) Py_RETURN_NONE;
  return reply.release();
}

PyObject* recorded(RecordedEvent const& event) {
  Ref const payload{copy_to_record(*event.type->type, event.payload.get(), Showing::masked)};
  if (!payload) return nullptr;
  Ref entity{event.entity == nullptr ? Ref::to(Py_None).release()
                                     : text_to_python(qualified(event.entity->context, event.entity->name))};
  return Py_BuildValue("(OOLIii)", payload.get(), entity.get(), static_cast<long long>(event.entity_id),
                       static_cast<unsigned>(event.version), event.ordinal, event.cause_ordinal);
}

/// (reply, [event, …]), each event as lilac._desk makes a RecordedEvent of it.
PyObject* preview(Target const& target, char const* callable, CommandInfo const& command, void const* payload,
                  CallOptions const& given) {
  Actor by;
  Options options{};
  if (!read_options(given, *target.core, callable, by, options)) return nullptr;
  Ref reply;
  if (command.reply != nullptr) {
    reply = Ref{new_record(*record_type(*command.reply), Showing::masked)};
    if (!reply) return nullptr;
  }
  auto* place = reply ? value_of(reply.get()) : nullptr;
  bool replied = false;
  std::vector<RecordedEvent> events;
  Entry entry{target.core};
  auto const well = entry.run([&]() -> result<> {
    auto done = target.core->engine().preview_raw(command, payload, by, options, place, events);
    replied = done.has_value();
    return done;
  });
  if (reply && replied) set_filled(reply.get());
  if (!well) return nullptr;
  Ref list{PyList_New(0)};
  for (auto const& event : events) {
    Ref const shown{recorded(event)};
    if (!list || !shown || PyList_Append(list.get(), shown.get()) < 0) return nullptr;
  }
  return Py_BuildValue("(OO)", reply ? reply.get() : Py_None, list.get());
}

/// Rows by value, so that the store is free and the interpreter unbothered while they are read.
class Rows {
 public:
  explicit Rows(TypeInfo const& type) : type_(type) {}
  void take(void const* row) { rows_.push_back(Object::copy_of(type_, row)); }
  PyObject* as_list() {
    Ref list{PyList_New(static_cast<Py_ssize_t>(rows_.size()))};
    for (std::size_t i = 0; list && i < rows_.size(); ++i) {
      auto* record = move_to_record(type_, rows_[i].at(), Showing::masked);
      if (record == nullptr) return nullptr;
      PyList_SET_ITEM(list.get(), static_cast<Py_ssize_t>(i), record);
    }
    return list.release();
  }

 private:
  TypeInfo const& type_;
  std::vector<Object> rows_;
};

PyObject* ask(Target const& target, QueryInfo const& query, void const* question) {
  Rows rows{*query.row};
  Entry entry{target.core};
  auto const well = entry.run([&] {
    return target.core->engine().query_raw(query, question, [&](void const* row) {
      rows.take(row);
      return true;
    });
  });
  return well ? rows.as_list() : nullptr;
}

// ── Methods ──────────────────────────────────────────────────────────────────────────────────────────────────────────

struct MethodObject {
  PyObject_HEAD vectorcallfunc call;
  CommandInfo const* command;  ///< of a command's method
  QueryInfo const* query;      ///< of a query's
  RecordType const* record;    ///< of both
  char const* name;
};
MethodObject const& as_method(PyObject* self) { return *reinterpret_cast<MethodObject*>(self); }

/// False with an exception set unless there are `wanted` positional arguments, the first being what it works on.
bool check_positional(MethodObject const& method, Py_ssize_t found, Py_ssize_t wanted) {
  if (found == wanted) return true;
  if (wanted == 1) {
    PyErr_Format(PyExc_TypeError, "%s() takes keyword arguments only", method.name);
  } else {
    PyErr_Format(PyExc_TypeError, "%s() takes one record and keyword arguments", method.name);
  }
  return false;
}

PyObject* call_command(PyObject* self, PyObject* const* args, std::size_t flagged_size, PyObject* names) {
  auto const& method = as_method(self);
  auto const positional = PyVectorcall_NARGS(flagged_size);
  Target target;
  if (!check_positional(method, positional, 1) || !target_of(args[0], target)) return nullptr;
  auto const held = Object::of(*method.record->type);
  FieldFiller filler{*method.record, held.at()};
  CallOptions options;
  auto const count = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
  for (Py_ssize_t i = 0; i < count; ++i) {
    bool known = false;
    auto* name = PyTuple_GET_ITEM(names, i);
    if (filler.take(name, args[positional + i], known)) continue;
    if (known) return nullptr;
    if (options.take(name, args[positional + i])) continue;
    refuse_surplus(method.name, name);
    return nullptr;
  }
  if (!filler.check_complete(method.name)) return nullptr;
  return execute(target, method.name, *method.command, held.at(), options);
}

/// An instant that a question needs and that is not given is now, by the desk's clock.
bool fill_instants(MethodObject const& method, FieldFiller& filler, void* question, Core const& core) {
  for (std::size_t i = 0; i < method.record->slots.size(); ++i) {
    auto const& field = *method.record->slots[i].field;
    if (field.type->kind != Kind::instant || filler.was_given(i)) continue;
    if (!core.instant_of(nullptr, *static_cast<Instant*>(field.at(question)))) return false;
    filler.count_as_given(i);
  }
  return true;
}

PyObject* call_query(PyObject* self, PyObject* const* args, std::size_t flagged_size, PyObject* names) {
  auto const& method = as_method(self);
  auto const positional = PyVectorcall_NARGS(flagged_size);
  Target target;
  if (!check_positional(method, positional, 1) || !target_of(args[0], target)) return nullptr;
  auto const held = Object::of(*method.record->type);
  FieldFiller filler{*method.record, held.at()};
  auto const count = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
  for (Py_ssize_t i = 0; i < count; ++i) {
    bool known = false;
    auto* name = PyTuple_GET_ITEM(names, i);
    if (filler.take(name, args[positional + i], known)) continue;
    if (!known) refuse_surplus(method.name, name);
    return nullptr;
  }
  if (!fill_instants(method, filler, held.at(), *target.core) || !filler.check_complete(method.name)) return nullptr;
  return ask(target, *method.query, held.at());
}

template <auto Run>
PyObject* call_with_command(PyObject* self, PyObject* const* args, std::size_t flagged_size, PyObject* names) {
  auto const& method = as_method(self);
  auto const positional = PyVectorcall_NARGS(flagged_size);
  Target target;
  if (!check_positional(method, positional, 2) || !target_of(args[0], target)) return nullptr;
  auto const* command = find(messages().commands, record_type_of(args[1]));
  if (command == nullptr) {
    raise_type(Place{"command"}, "a command", args[1]);
    return nullptr;
  }
  CallOptions options;
  auto const count = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
  for (Py_ssize_t i = 0; i < count; ++i) {
    if (options.take(PyTuple_GET_ITEM(names, i), args[positional + i])) continue;
    refuse_surplus(method.name, PyTuple_GET_ITEM(names, i));
    return nullptr;
  }
  return Run(target, method.name, *command, value_of(args[1]), options);
}

PyObject* call_with_query(PyObject* self, PyObject* const* args, std::size_t flagged_size, PyObject* names) {
  auto const& method = as_method(self);
  Target target;
  if (!check_positional(method, PyVectorcall_NARGS(flagged_size), 2) || !target_of(args[0], target)) return nullptr;
  if (names != nullptr && PyTuple_GET_SIZE(names) > 0) {
    refuse_surplus(method.name, PyTuple_GET_ITEM(names, 0));
    return nullptr;
  }
  auto const* query = find(messages().queries, record_type_of(args[1]));
  if (query == nullptr) {
    raise_type(Place{"query"}, "a query", args[1]);
    return nullptr;
  }
  return ask(target, *query, value_of(args[1]));
}

PyObject* bind_method(PyObject* self, PyObject* object, PyObject*) {
  return object == nullptr ? Ref::to(self).release() : PyMethod_New(self, object);
}
void deallocate_method(PyObject* self) {
  auto* type = Py_TYPE(self);
  PyObject_Free(self);
  Py_DECREF(type);
}
PyObject* name_of_method(PyObject* self, void*) { return PyUnicode_FromString(as_method(self).name); }
/// Made when somebody looks: inspect is slow to import.
PyObject* signature_of_method(PyObject* self, void*) {
  Ref const module{PyImport_ImportModule("lilac._signatures")};
  return module ? PyObject_CallMethod(module.get(), "of_method", "O", self) : nullptr;
}
PyObject* record_of_method(PyObject* self, void*) {
  auto const* record = as_method(self).record;
  return Ref::to(record == nullptr ? Py_None : reinterpret_cast<PyObject*>(record->python)).release();
}
/// What its command or query says, and what comes of it.
PyObject* doc_of_method(PyObject* self, void*) {
  auto const& method = as_method(self);
  std::string doc;
  if (method.record != nullptr) {
    Ref const said{PyObject_GetAttrString(reinterpret_cast<PyObject*>(method.record->python), "__doc__")};
    std::string_view text;
    if (!said || !text_from_python(said.get(), text, Place{"__doc__"})) return nullptr;
    if (text != plain_record) doc = std::string(text) + "\n\n";
  }
  if (method.command != nullptr) {
    doc += qualified(method.command->context, method.command->name);
    for (auto const* event : method.command->publishes)
      doc += std::string(event == method.command->publishes.front() ? ", which publishes " : ", ") + event->name;
  } else if (method.query != nullptr) {
    doc += qualified(method.query->context, method.query->name) + ": a list of " + method.query->row->name;
  }
  return text_to_python(doc);
}

PyMemberDef method_members[] = {{"__vectorcalloffset__", T_PYSSIZET, offsetof(MethodObject, call), READONLY, nullptr},
                                {nullptr, 0, 0, 0, nullptr}};
PyGetSetDef method_getters[] = {{"__name__", &name_of_method, nullptr, nullptr, nullptr},
                                {"__doc__", &doc_of_method, nullptr, nullptr, nullptr},
                                {"__signature__", &signature_of_method, nullptr, nullptr, nullptr},
                                {"record", &record_of_method, nullptr, "The type of its command or query.", nullptr},
                                {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyTypeObject* method_type = nullptr;

PyTypeObject* make_method_type() {
  PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(&deallocate_method)},
                         {Py_tp_call, reinterpret_cast<void*>(&PyVectorcall_Call)},
                         {Py_tp_descr_get, reinterpret_cast<void*>(&bind_method)},
                         {Py_tp_members, method_members},
                         {Py_tp_getset, method_getters},
                         {0, nullptr}};
  PyType_Spec spec{"lilac._lilac.Method", static_cast<int>(sizeof(MethodObject)), 0,
                   Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR |
                       Py_TPFLAGS_DISALLOW_INSTANTIATION,
                   slots};
  return reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
}

PyObject* new_method(vectorcallfunc call, char const* name, RecordType const* record = nullptr,
                     CommandInfo const* command = nullptr, QueryInfo const* query = nullptr) {
  auto* memory = PyObject_Malloc(sizeof(MethodObject));
  if (memory == nullptr) return PyErr_NoMemory();
  auto* self = PyObject_Init(static_cast<PyObject*>(memory), method_type);
  auto* method = reinterpret_cast<MethodObject*>(self);
  method->call = call;
  method->command = command;
  method->query = query;
  method->record = record;
  method->name = name;
  return self;
}

bool add(PyObject* module, char const* name, PyObject* object) {
  Ref const owned{object};
  return owned && PyModule_AddObjectRef(module, name, owned.get()) == 0;
}

}  // namespace

bool index_messages() {
  for (auto const* context : contexts()) {
    for (auto const& entry : context->module->commands)
      messages().commands.emplace(record_type(*entry.info->type), entry.info);
    for (auto const* event : context->module->events) messages().events.emplace(record_type(*event->type), event);
    for (auto const& entry : context->module->queries)
      messages().queries.emplace(record_type(*entry.info->type), entry.info);
  }
  return true;
}

bool add_methods(PyObject* module) {
  method_type = make_method_type();
  if (method_type == nullptr || PyModule_AddObjectRef(module, "Method", reinterpret_cast<PyObject*>(method_type)) < 0)
    return false;
  return add(module, "execute_method", new_method(&call_with_command<&execute>, "execute")) &&
         add(module, "preview_method", new_method(&call_with_command<&preview>, "preview")) &&
         add(module, "query_method", new_method(&call_with_query, "query"));
}

PyObject* make_method(PyObject* type, char const* name) {
  auto const* record = record_type(reinterpret_cast<PyTypeObject*>(type));
  // Methods stay as long as the process, and so does what they are called.
  auto* interned = PyUnicode_InternFromString(name);
  auto const* kept = interned == nullptr ? nullptr : PyUnicode_AsUTF8(interned);
  if (kept == nullptr) return nullptr;
  if (auto const* command = find(messages().commands, record); command != nullptr)
    return new_method(&call_command, kept, record, command);
  if (auto const* query = find(messages().queries, record); query != nullptr)
    return new_method(&call_query, kept, record, nullptr, query);
  Py_DECREF(interned);
  PyErr_SetString(PyExc_TypeError, "methods are made of commands and queries");
  return nullptr;
}

CommandInfo const* command_of(PyObject* record) { return find(messages().commands, record_type_of(record)); }

char const* role_of(RecordType const& record) {
  if (find(messages().commands, &record) != nullptr) return "command";
  if (find(messages().events, &record) != nullptr) return "event";
  return find(messages().queries, &record) != nullptr ? "query" : "record";
}

EventInfo const* event_of(PyObject* type) {
  return find(messages().events, record_type(reinterpret_cast<PyTypeObject*>(type)));
}

}  // namespace lilac::python

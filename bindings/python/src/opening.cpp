// How a desk is put together: store, time zones, the contexts' own bridges, then the host's ports and numbers.
#include "opening.hpp"

#include <algorithm>
#include <cstring>

#include "contexts.hpp"
#include "desk.hpp"
#include "entry.hpp"
#include "errors.hpp"
#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "lilac/engine/rules.hpp"
#include "ports.hpp"
#include "receivers.hpp"
#include "records.hpp"

namespace lilac::python {

namespace {

bool is_given(PyObject* object) { return object != nullptr && object != Py_None; }

ContextFace const* context_named(std::string_view name) {
  for (auto const* context : contexts()) {
    if (name == context->module->name) return context;
  }
  PyErr_Format(PyExc_ValueError, "there is no context %s", std::string(name).c_str());
  return nullptr;
}
ContextFace const* context_of(ModuleInfo const& module) { return context_named(module.name); }

/// The contexts of these names, each followed by those that it is linked with, and each once; empty with an exception
/// set.
std::vector<ContextFace const*> linked(std::vector<std::string> const& names) {
  std::vector<ContextFace const*> all;
  auto const add = [&](ContextFace const* context) {
    if (std::find(all.begin(), all.end(), context) == all.end()) all.push_back(context);
  };
  for (auto const& name : names) {
    auto const* context = context_named(name);
    if (context == nullptr) return {};
    add(context);
    for (auto const* module : context->linked_with) add(context_of(*module));
  }
  if (all.empty()) PyErr_SetString(PyExc_ValueError, "a desk needs a context");
  return all;
}

bool open_sqlite(Opening const& opening, std::string const& path, Core& core) {
  SqliteOptions options;
  options.read_only = opening.read_only;
  options.must_exist = opening.must_exist;
  using Synchronous = SqliteOptions::Synchronous;
  if (std::strcmp(opening.synchronous, "normal") == 0) {
    options.synchronous = Synchronous::normal;
  } else if (std::strcmp(opening.synchronous, "off") == 0) {
    options.synchronous = Synchronous::off;
  } else if (std::strcmp(opening.synchronous, "full") != 0) {
    raise_invalid(Place{"synchronous"}, "must be full, normal or off");
    return false;
  }
  auto opened = [&] {
    WithoutGil const free;
    return SqliteStore::open(path, options);
  }();
  if (!opened) return raise(opened.error()) != nullptr;
  core.take_store(std::move(opened).value());
  return true;
}

bool open_store(Opening const& opening, Core& core) {
  if (is_given(opening.store)) {
    if (is_given(opening.path)) {
      PyErr_SetString(PyExc_TypeError, "open() takes a path or a store, not both");
      return false;
    }
    auto store = store_of(opening.store, core);
    if (!store) return false;
    core.take_store(std::move(store));
    return true;
  }
  if (!is_given(opening.path)) {
    PyErr_SetString(PyExc_TypeError, "open() needs a path or a store");
    return false;
  }
  PyObject* encoded = nullptr;
  if (PyUnicode_FSConverter(opening.path, &encoded) == 0) return false;
  Ref const owned{encoded};
  std::string const path{PyBytes_AS_STRING(encoded)};
  if (path != ":memory:") return open_sqlite(opening, path, core);
  core.take_store(std::make_unique<MemoryStore>());
  return true;
}

bool bind_zones(Opening const& opening, Core& core, Host& host) {
  auto zones = is_given(opening.zones) ? zones_of(opening.zones, core) : system_zones();
  if (!zones) return false;
  host.bind<Zones>(*zones);
  core.keep(std::move(zones));
  return true;
}

/// Binds what is given under a keyword. Null with an exception set; `known` tells whether the context has such a port.
std::shared_ptr<void> bind_port(ContextFace const& context, PyObject* keyword, PyObject* given, Core& core, Host& host,
                                bool& known) {
  for (auto const& port : context.ports) {
    known = PyUnicode_CompareWithASCIIString(keyword, port.keyword) == 0;
    if (known) return is_given(given) ? port.bind(given, core, host) : nullptr;
  }
  for (auto const* port : context.module->ports) {
    if (deliveries_to(*port).empty()) continue;
    known = PyUnicode_CompareWithASCIIString(keyword, keyword_of(*port).c_str()) == 0;
    if (known) return is_given(given) ? bind_receiver(*port, given, core, host) : nullptr;
  }
  return nullptr;
}

bool bind_in_one(std::vector<ContextFace const*> const& used, PyObject* keyword, PyObject* given, Core& core,
                 Host& host) {
  for (auto const* context : used) {
    bool known = false;
    auto adapter = bind_port(*context, keyword, given, core, host, known);
    if (!known) continue;
    if (adapter) core.keep(std::move(adapter));
    return PyErr_Occurred() == nullptr;
  }
  PyErr_Format(PyExc_TypeError, "open() got an unexpected keyword argument '%U'", keyword);
  return false;
}

bool bind_ports(Opening const& opening, std::vector<ContextFace const*> const& used, Core& core, Host& host) {
  // In their own order, not the host's: a book for everybody's people goes before those for some.
  for (auto const* context : contexts()) {
    if (context->bind_own == nullptr || std::find(used.begin(), used.end(), context) == used.end()) continue;
    context->bind_own(host);
  }
  PyObject *keyword = nullptr, *given = nullptr;
  for (Py_ssize_t at = 0; PyDict_Next(opening.ports, &at, &keyword, &given) != 0;) {
    if (!bind_in_one(used, keyword, given, core, host)) return false;
  }
  return true;
}

bool set_rules(Opening const& opening, std::vector<ContextFace const*> const& used, Host& host) {
  if (!PyList_Check(opening.rules) && !PyTuple_Check(opening.rules))
    return raise_type(Place{"rules"}, "a list or tuple of rules", opening.rules);
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(opening.rules); ++i) {
    auto* given = PySequence_Fast_GET_ITEM(opening.rules, i);
    auto const* type = record_type_of(given);
    bool known = false;
    for (auto const* context : used) {
      if (type == nullptr || context->module->rules != type->type) continue;
      host.set_raw(*type->type, value_of(given));
      known = true;
    }
    if (!known)
      return raise_type(Place{"rules"}.element(static_cast<std::size_t>(i)), "rules of a linked context", given);
  }
  return true;
}

/// timedelta.max is the longest there is: it refuses nothing.
bool set_step_back(PyObject* given, Host& host) {
  if (!is_given(given)) return true;
  engine::Rules rules;
  if (!from_python(given, type_of<Duration>(), &rules.longest_step_back, Place{"longest_step_back"})) return false;
  if (rules.longest_step_back.count() < 0) {
    raise_invalid(Place{"longest_step_back"}, "must not be negative");
    return false;
  }
  Ref const type{PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(given)), "max")};
  auto const is_longest = type ? PyObject_RichCompareBool(given, type.get(), Py_EQ) : -1;
  if (is_longest == 1) rules.longest_step_back = Duration::max();
  host.set(rules);
  return is_longest >= 0;
}

bool check_callable(PyObject* object, char const* name) {
  if (!is_given(object) || PyCallable_Check(object) != 0) return true;
  return raise_type(Place{name}, "callable", object);
}

}  // namespace

bool open_desk(PyObject* desk, Opening const& opening) {
  come_in();
  auto const used = linked(opening.contexts);
  if (used.empty() || !check_callable(opening.clock, "clock") ||
      !check_callable(opening.on_port_error, "on_port_error"))
    return false;
  auto const core = std::make_shared<Core>();
  Host host;
  if (!open_store(opening, *core) || !bind_zones(opening, *core, host) || !bind_ports(opening, used, *core, host) ||
      !set_rules(opening, used, host) || !set_step_back(opening.longest_step_back, host))
    return false;
  if (is_given(opening.clock)) core->set_clock(opening.clock);
  if (is_given(opening.on_port_error)) core->set_error_hook(opening.on_port_error);
  std::vector<ModuleInfo const*> modules;
  for (auto const* one : used) modules.push_back(one->module);
  Entry entry{core};
  auto const started = entry.run([&]() -> result<> {
    core->start(modules, host);
    return outcome::success();
  });
  return started && set_core(desk, core);
}

}  // namespace lilac::python

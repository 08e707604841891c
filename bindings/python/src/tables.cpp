#include "tables.hpp"

#include <string>

#include "calls.hpp"
#include "contexts.hpp"
#include "errors.hpp"
#include "gateways.hpp"
#include "own_records.hpp"
#include "receivers.hpp"
#include "records.hpp"

namespace lilac::python {

namespace {

PyObject* as_object(RecordType const* record) { return reinterpret_cast<PyObject*>(record->python); }

bool append(PyObject* list, PyObject* owned) {
  Ref const element{owned};
  return element && PyList_Append(list, element.get()) == 0;
}
template <class Elements, class Shown>
PyObject* list_of(Elements const& elements, Shown shown) {
  Ref list{PyList_New(0)};
  for (auto const& element : elements) {
    if (!list || !append(list.get(), shown(element))) return nullptr;
  }
  return list.release();
}
PyObject* type_object(TypeInfo const* type) {
  if (type == nullptr) Py_RETURN_NONE;
  return Ref::to(as_object(record_type(*type))).release();
}

bool make_module_records(ModuleInfo const& module) {
  auto const name = std::string("lilac.") + module.name;
  auto const make = [&](TypeInfo const* type) { return type == nullptr || make_record(*type, name) != nullptr; };
  for (auto const& entry : module.commands) {
    if (!make(entry.info->type) || !make(entry.info->reply)) return false;
  }
  for (auto const* event : module.events) {
    if (!make(event->type)) return false;
  }
  for (auto const* entity : module.entities) {
    if (!make(entity->type)) return false;
  }
  for (auto const& entry : module.queries) {
    if (!make(entry.info->type) || !make(entry.info->row)) return false;
  }
  for (auto const* value : module.values) {
    auto const made = value->kind == Kind::record ? make(value) : make_enumeration(*value, name);
    if (!made) return false;
  }
  return module.rules == nullptr || make_record(*module.rules, name, true) != nullptr;
}

bool make_own_records() {
  std::string const name = "lilac";
  return make_record(type_of<Actor>(), name) && make_record(type_of<Person>(), name) &&
         make_record(type_of<AmountOfMoney>(), name, false, "Money") &&
         make_record(type_of<HeardRecord>(), name, false, "Heard") &&
         make_record(type_of<DeliveryRecord>(), name, false, "Delivery") &&
         make_record(type_of<DeadLetterRecord>(), name, false, "DeadLetter") &&
         make_record(type_of<CatalogueItemRecord>(), name, false, "CatalogueItem");
}

PyObject* shown_of(ContextFace const& context) {
  auto const& module = *context.module;
  auto const command = [](CommandEntry const& entry) {
    Ref const reply{type_object(entry.info->reply)};
    return Py_BuildValue("(OO)", as_object(record_type(*entry.info->type)), reply.get());
  };
  auto const event = [](EventInfo const* info) {
    return Py_BuildValue("(OO)", as_object(record_type(*info->type)), info->received ? Py_True : Py_False);
  };
  auto const query = [](QueryEntry const& entry) {
    return Py_BuildValue("(OO)", as_object(record_type(*entry.info->type)), as_object(record_type(*entry.info->row)));
  };
  auto const entity = [](EntityInfo const* info) { return type_object(info->type); };
  auto const port = [](PortFace const& face) { return Py_BuildValue("(ss)", face.keyword, face.class_name); };
  auto const policy = [](PolicyInfo const* info) {
    return Py_BuildValue("(sO)", info->name, as_object(record_type(*info->when->type)));
  };
  auto const receiver = [&](PortInfo const* info) {
    return Py_BuildValue("(ssN)", keyword_of(*info).c_str(), info->name, list_of(deliveries_to(*info), policy));
  };
  std::vector<PortInfo const*> receivers;
  for (auto const* info : module.ports) {
    if (!deliveries_to(*info).empty()) receivers.push_back(info);
  }
  auto const linked = [](ModuleInfo const* with) { return PyUnicode_FromString(with->name); };
  return Py_BuildValue("{sssNsNsNsNsNsNsNsN}", "name", module.name, "commands", list_of(module.commands, command),
                       "events", list_of(module.events, event), "entities", list_of(module.entities, entity), "queries",
                       list_of(module.queries, query), "rules", type_object(module.rules), "ports",
                       list_of(context.ports, port), "receivers", list_of(receivers, receiver), "linked_with",
                       list_of(context.linked_with, linked));
}

/// How a stub writes the type of what is read, or (`taken`) of what is accepted.
std::string annotation(TypeInfo const& type, bool taken) {
  switch (type.kind) {
    case Kind::boolean:
      return "bool";
    case Kind::integer:
    case Kind::id:
      return "int";
    case Kind::text:
    case Kind::address:
      return "str";
    case Kind::json:
      return "dict[str, Any]";
    case Kind::dictionary:
      return "dict[str, str]";
    case Kind::instant:
      return "datetime";
    case Kind::date:
      return "date";
    case Kind::duration:
      return "timedelta";
    case Kind::money:
      return record_type(type_of<AmountOfMoney>())->name;
    case Kind::enumeration:
      return enumeration_of(type)->name;
    case Kind::optional:
      return annotation(*type.inner, taken) + " | None";
    case Kind::list: {
      auto const inner = annotation(*type.inner, taken);
      return taken ? "list[" + inner + "] | tuple[" + inner + ", ...]" : "tuple[" + inner + ", ...]";
    }
    case Kind::record:
      return record_type(type)->name;
  }
  return "object";
}

char const* kind_of(TypeInfo const& type) { return type.kind == Kind::instant ? "instant" : "other"; }

PyObject* shown_of(FieldSlot const& slot) {
  auto const& type = *slot.field->type;
  return Py_BuildValue("{sOsssssssO}", "name", slot.name, "kind", kind_of(type), "shown",
                       annotation(type, false).c_str(), "taken", annotation(type, true).c_str(), "has_default",
                       slot.has_default ? Py_True : Py_False);
}

}  // namespace

bool make_types() {
  if (!make_own_records()) return false;
  for (auto const* context : contexts()) {
    if (!make_module_records(*context->module)) return false;
  }
  return make_gateway_records("lilac.messaging") && index_messages();
}

PyObject* listed_types() {
  return list_of(made_types(), [](MadeType const& made) {
    auto const dot = made.name->rfind('.');
    return Py_BuildValue("(ssO)", made.name->substr(0, dot).c_str(), made.name->substr(dot + 1).c_str(), made.python);
  });
}

PyObject* listed_contexts() {
  return list_of(contexts(), [](ContextFace const* context) { return shown_of(*context); });
}

PyObject* listed_rules() {
  Ref list{PyList_New(0)};
  auto const rules = all_rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto const& rule = *rules[i];
    if (!list || !append(list.get(), Py_BuildValue("(sisssO)", context_of_rule(i), rule.number, rule.name, rule.id,
                                                   rule.sentence, rule.retriable ? Py_True : Py_False)))
      return nullptr;
  }
  return list.release();
}

PyObject* describe(PyObject* type) {
  auto const* record = record_type(reinterpret_cast<PyTypeObject*>(type));
  if (record == nullptr) {
    PyErr_SetString(PyExc_TypeError, "only records are described");
    return nullptr;
  }
  return Py_BuildValue("{sssN}", "role", role_of(*record), "fields",
                       list_of(record->slots, [](FieldSlot const& slot) { return shown_of(slot); }));
}

}  // namespace lilac::python

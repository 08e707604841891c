#include "records.hpp"

#include <cstddef>
#include <memory>
#include <new>
#include <unordered_map>

#include "datetimes.hpp"
#include "errors.hpp"

namespace lilac::python {

namespace {

constexpr std::size_t most_fields = 64;

struct RecordObject {
  PyObject_HEAD RecordType const* of;
  Showing showing;
  bool filled;
  alignas(std::max_align_t) unsigned char value[1];
};
constexpr std::size_t value_offset = offsetof(RecordObject, value);

RecordObject* as_record(PyObject* object) { return reinterpret_cast<RecordObject*>(object); }

// Types are never unmade: objects of them may outlive any module.
template <class K, class V>
using Map = std::unordered_map<K, V>;
Map<TypeInfo const*, RecordType const*>& records_by_table() {
  static auto* const map = new Map<TypeInfo const*, RecordType const*>;
  return *map;
}
Map<PyTypeObject*, RecordType const*>& records_by_type() {
  static auto* const map = new Map<PyTypeObject*, RecordType const*>;
  return *map;
}
Map<TypeInfo const*, EnumerationType const*>& enumerations() {
  static auto* const map = new Map<TypeInfo const*, EnumerationType const*>;
  return *map;
}

std::vector<MadeType>& types_in_order() {
  static auto* const all = new std::vector<MadeType>;
  return *all;
}

// ── Making and unmaking ──────────────────────────────────────────────────────────────────────────────────────────────

void deallocate(PyObject* self) {
  auto* record = as_record(self);
  if (record->filled) record->of->type->object->destroy(record->value);
  auto* type = Py_TYPE(self);
  PyObject_Free(self);
  Py_DECREF(type);
}

PyObject* refuse_positional(RecordType const& of) {
  PyErr_Format(PyExc_TypeError, "%s() takes keyword arguments only", of.short_name());
  return nullptr;
}
PyObject* refuse_surplus(RecordType const& of, PyObject* name) {
  PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", of.short_name(), name);
  return nullptr;
}

/// What a caller gave is shown to it as it gave it.
Ref default_record(RecordType const& of) {
  Ref record{new_record(of, Showing::whole)};
  if (!record) return record;
  of.type->object->construct(value_of(record.get()));
  set_filled(record.get());
  return record;
}

PyObject* make_from_vector(PyObject* type, PyObject* const* args, std::size_t flagged_size, PyObject* names) {
  auto const& of = *record_type(reinterpret_cast<PyTypeObject*>(type));
  if (PyVectorcall_NARGS(flagged_size) != 0) return refuse_positional(of);
  auto record = default_record(of);
  if (!record) return nullptr;
  FieldFiller filler{of, value_of(record.get())};
  auto const count = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
  for (Py_ssize_t i = 0; i < count; ++i) {
    bool known = false;
    auto* name = PyTuple_GET_ITEM(names, i);
    if (!filler.take(name, args[i], known)) return known ? nullptr : refuse_surplus(of, name);
  }
  return filler.check_complete(of.short_name()) ? record.release() : nullptr;
}

PyObject* make_from_dict(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  auto const* of = record_type(type);
  if (of == nullptr) {
    PyErr_SetString(PyExc_TypeError, "a record's type cannot be derived from");
    return nullptr;
  }
  if (PyTuple_GET_SIZE(args) != 0) return refuse_positional(*of);
  auto record = default_record(*of);
  if (!record) return nullptr;
  FieldFiller filler{*of, value_of(record.get())};
  PyObject *name = nullptr, *value = nullptr;
  for (Py_ssize_t at = 0; keywords != nullptr && PyDict_Next(keywords, &at, &name, &value) != 0;) {
    bool known = false;
    if (!filler.take(name, value, known)) return known ? nullptr : refuse_surplus(*of, name);
  }
  return filler.check_complete(of->short_name()) ? record.release() : nullptr;
}

// ── Looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────

PyObject* get_field(PyObject* self, void* closure) {
  auto const& slot = *static_cast<FieldSlot const*>(closure);
  auto const* record = as_record(self);
  return to_python(*slot.field->type, slot.field->at_const(record->value), record->showing);
}

PyObject* compare(PyObject* left, PyObject* right, int how) {
  if ((how != Py_EQ && how != Py_NE) || Py_TYPE(left) != Py_TYPE(right)) Py_RETURN_NOTIMPLEMENTED;
  auto const same = left == right || equal(*as_record(left)->of->type, as_record(left)->value, as_record(right)->value);
  return PyBool_FromLong(same == (how == Py_EQ) ? 1 : 0);
}

Py_hash_t hash(PyObject* self) {
  auto const found = static_cast<Py_hash_t>(digest(*as_record(self)->of->type, as_record(self)->value));
  return found == -1 ? -2 : found;
}

bool append_repr(std::string& out, TypeInfo const& type, void const* value);

bool append_python_repr(std::string& out, Ref const& object) {
  Ref const shown{object ? PyObject_Repr(object.get()) : nullptr};
  Py_ssize_t size = 0;
  auto const* text = shown ? PyUnicode_AsUTF8AndSize(shown.get(), &size) : nullptr;
  if (text == nullptr) return false;
  out.append(text, static_cast<std::size_t>(size));
  return true;
}

bool append_record_repr(std::string& out, RecordType const& of, void const* value) {
  out += of.short_name();
  out += '(';
  char const* separator = "";
  for (auto const& slot : of.slots) {
    out.append(separator).append(slot.spelled).append("=");
    if (!append_repr(out, *slot.field->type, slot.field->at_const(value))) return false;
    separator = ", ";
  }
  out += ')';
  return true;
}

/// Times as people write them, enumerators by name, addresses masked, everything else as Python shows it.
bool append_repr(std::string& out, TypeInfo const& type, void const* value) {
  switch (type.kind) {
    case Kind::instant:
      append_text(out, *static_cast<Instant const*>(value));
      return true;
    case Kind::date:
      append_text(out, *static_cast<LocalDate const*>(value));
      return true;
    case Kind::duration:
      out += to_text(*static_cast<Duration const*>(value));
      return true;
    case Kind::enumeration: {
      auto const number = read_number(type, value);
      auto const* name = name_of(type, number);
      out += name == nullptr ? std::to_string(number) : std::string(type.name) + "." + name;
      return true;
    }
    case Kind::optional: {
      auto const* held = type.optional->get(value);
      if (held != nullptr) return append_repr(out, *type.inner, held);
      out += "None";
      return true;
    }
    case Kind::list: {
      auto const size = type.list->size(value);
      out += '(';
      for (std::size_t i = 0; i < size; ++i) {
        if (i > 0) out += ", ";
        if (!append_repr(out, *type.inner, type.list->at(value, i))) return false;
      }
      out += size == 1 ? ",)" : ")";
      return true;
    }
    case Kind::record:
      return append_record_repr(out, *record_type(type), value);
    default:
      return append_python_repr(out, Ref{to_python(type, value, Showing::masked)});
  }
}

PyObject* repr(PyObject* self) {
  std::string out;
  if (!append_record_repr(out, *as_record(self)->of, as_record(self)->value)) return nullptr;
  return text_to_python(out);
}

// ── Methods ──────────────────────────────────────────────────────────────────────────────────────────────────────────

PyObject* replace(PyObject* self, PyObject* const* args, Py_ssize_t count, PyObject* names) {
  auto const& of = *as_record(self)->of;
  if (count != 0) return refuse_positional(of);
  Ref record{copy_to_record(*of.type, as_record(self)->value, as_record(self)->showing)};
  if (!record) return nullptr;
  FieldFiller filler{of, value_of(record.get())};
  auto const given = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
  for (Py_ssize_t i = 0; i < given; ++i) {
    bool known = false;
    auto* name = PyTuple_GET_ITEM(names, i);
    if (!filler.take(name, args[i], known)) return known ? nullptr : refuse_surplus(of, name);
  }
  return record.release();
}

PyObject* as_dict(PyObject* self, PyObject*) {
  auto const* record = as_record(self);
  Ref dict{PyDict_New()};
  for (auto const& slot : record->of->slots) {
    Ref const value{to_python(*slot.field->type, slot.field->at_const(record->value), record->showing)};
    if (!dict || !value || PyDict_SetItem(dict.get(), slot.name, value.get()) < 0) return nullptr;
  }
  return dict.release();
}

PyObject* json_of(PyObject* self, Showing showing) {
  std::string out;
  append_json(out, *as_record(self)->of->type, as_record(self)->value, showing);
  return text_to_python(out);
}

PyObject* to_json(PyObject* self, PyObject*) { return json_of(self, Showing::masked); }

PyObject* reduce(PyObject* self, PyObject*) {
  Ref const rebuild{PyObject_GetAttrString(reinterpret_cast<PyObject*>(Py_TYPE(self)), "_rebuild")};
  Ref const text{json_of(self, Showing::whole)};
  if (!rebuild || !text) return nullptr;
  return Py_BuildValue("O(OO)", rebuild.get(), text.get(),
                       as_record(self)->showing == Showing::whole ? Py_True : Py_False);
}

PyObject* rebuild(PyObject* type, PyObject* args) {
  PyObject *text = nullptr, *whole = nullptr;
  if (!PyArg_ParseTuple(args, "UO!", &text, &PyBool_Type, &whole)) return nullptr;
  auto const& of = *record_type(reinterpret_cast<PyTypeObject*>(type));
  auto record = default_record(of);
  if (!record) return nullptr;
  std::string_view json;
  if (!text_from_python(text, json, Place{"json"})) return nullptr;
  if (auto done = decode_text(json, *of.type, value_of(record.get()), Decoding::strict); !done)
    return raise(done.error());
  as_record(record.get())->showing = whole == Py_True ? Showing::whole : Showing::masked;
  return record.release();
}

PyObject* from_json(PyObject* type, PyObject* text) {
  Ref const args{Py_BuildValue("(OO)", text, Py_True)};
  return args ? rebuild(type, args.get()) : nullptr;
}

PyObject* itself(PyObject* self, PyObject*) { return Ref::to(self).release(); }

PyCFunction as_function(PyObject* (*function)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*)) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyMethodDef methods[] = {
    {"_replace", as_function(&replace), METH_FASTCALL | METH_KEYWORDS,
     "_replace($self, /, **fields)\n--\n\nA copy with other values in these fields."},
    {"__replace__", as_function(&replace), METH_FASTCALL | METH_KEYWORDS, nullptr},
    {"_asdict", &as_dict, METH_NOARGS, "_asdict($self, /)\n--\n\nThe fields and their values."},
    {"to_json", &to_json, METH_NOARGS,
     "to_json($self, /)\n--\n\nAs scripts and journals write it; addresses are masked."},
    {"from_json", &from_json, METH_O | METH_CLASS,
     "from_json($type, text, /)\n--\n\nReads what a script's data holds. Raises InvalidArgument, naming the place."},
    {"_rebuild", &rebuild, METH_VARARGS | METH_CLASS, nullptr},
    {"__reduce__", &reduce, METH_NOARGS, nullptr},
    {"__copy__", &itself, METH_NOARGS, nullptr},
    {"__deepcopy__", &itself, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr}};

// ── Types ────────────────────────────────────────────────────────────────────────────────────────────────────────────

bool is_keyword(char const* name) {
  Ref const module{PyImport_ImportModule("keyword")};
  Ref const found{module ? PyObject_CallMethod(module.get(), "iskeyword", "s", name) : nullptr};
  PyErr_Clear();
  return found.get() == Py_True;
}

bool make_inner(TypeInfo const& type, std::string const& module_name) {
  switch (type.kind) {
    case Kind::record:
      return make_record(type, module_name) != nullptr;
    case Kind::enumeration:
      return make_enumeration(type, module_name);
    case Kind::optional:
    case Kind::list:
      return make_inner(*type.inner, module_name);
    default:
      return true;
  }
}

bool fill_slots(RecordType& record, bool all_defaults) {
  auto const& fields = record.type->fields;
  if (fields.size() > most_fields) {
    PyErr_Format(PyExc_SystemError, "%s has more than 64 fields", record.name.c_str());
    return false;
  }
  record.slots.reserve(fields.size());
  for (auto const& field : fields) {
    auto const spelled = std::string(field.name) + (is_keyword(field.name) ? "_" : "");
    auto* name = PyUnicode_InternFromString(spelled.c_str());
    if (name == nullptr) return false;
    record.slots.push_back({&field, name, PyUnicode_AsUTF8(name), all_defaults || may_be_left_out(*field.type)});
  }
  for (auto& slot : record.slots) record.getters.push_back({slot.spelled, &get_field, nullptr, nullptr, &slot});
  record.getters.push_back({nullptr, nullptr, nullptr, nullptr, nullptr});
  return true;
}

/// `CompleteOutbound(*, user_outbound_id)` in the form that inspect.signature reads.
std::string signature_of(RecordType const& record) {
  std::string text = std::string(record.short_name()) + "(";
  if (!record.slots.empty()) text += "*";
  for (auto const& slot : record.slots) text += std::string(", ") + slot.spelled + (slot.has_default ? "=..." : "");
  return text + ")\n--\n\n";
}

bool add_names(RecordType const& record) {
  Ref names{PyTuple_New(static_cast<Py_ssize_t>(record.slots.size()))};
  if (!names) return false;
  for (std::size_t i = 0; i < record.slots.size(); ++i)
    PyTuple_SET_ITEM(names.get(), static_cast<Py_ssize_t>(i), Ref::to(record.slots[i].name).release());
  auto* type = reinterpret_cast<PyObject*>(record.python);
  return PyObject_SetAttrString(type, "__match_args__", names.get()) == 0 &&
         PyObject_SetAttrString(type, "_fields", names.get()) == 0;
}

}  // namespace

char const* RecordType::short_name() const { return name.c_str() + name.rfind('.') + 1; }

bool FieldFiller::take(PyObject* name, PyObject* given, bool& known) {
  auto const count = type_.slots.size();
  auto found = count;
  for (std::size_t tried = 0, at = next_; tried < count; ++tried, ++at) {
    if (at >= count) at = 0;
    if (type_.slots[at].name == name) {
      found = at;
      break;
    }
  }
  for (std::size_t i = 0; found == count && i < count; ++i) {  // a name that was put together at run time
    if (PyUnicode_Compare(type_.slots[i].name, name) == 0) found = i;
  }
  known = found != count;
  if (!known) return false;
  auto const& slot = type_.slots[found];
  next_ = found + 1;
  given_ |= std::uint64_t{1} << found;
  return from_python(given, *slot.field->type, slot.field->at(value_), Place{slot.spelled});
}

bool FieldFiller::check_complete(char const* callable) {
  for (std::size_t i = 0; i < type_.slots.size(); ++i) {
    if (was_given(i) || type_.slots[i].has_default) continue;
    PyErr_Format(PyExc_TypeError, "%s() is missing the keyword argument '%U'", callable, type_.slots[i].name);
    return false;
  }
  return true;
}

bool make_enumeration(TypeInfo const& type, std::string const& module_name) {
  if (enumerations().contains(&type)) return true;
  Ref const module{PyImport_ImportModule("lilac._enumerations")};
  Ref const members{PyList_New(0)};
  for (auto const& one : type.names) {
    Ref const member{Py_BuildValue("sL", one.name, static_cast<long long>(one.value))};
    if (!members || !member || PyList_Append(members.get(), member.get()) < 0) return false;
  }
  auto made = std::make_unique<EnumerationType>();
  made->name = module_name + "." + type.name;
  made->python = module
                     ? PyObject_CallMethod(module.get(), "make", "ssO", type.name, module_name.c_str(), members.get())
                     : nullptr;
  if (made->python == nullptr) return false;
  for (auto const& one : type.names) {
    auto* member = PyObject_CallFunction(made->python, "L", static_cast<long long>(one.value));
    if (member == nullptr) return false;
    made->members.emplace_back(one.value, member);
  }
  types_in_order().push_back({&made->name, made->python});
  enumerations().emplace(&type, made.release());
  return true;
}

RecordType const* make_record(TypeInfo const& type, std::string const& module_name, bool all_defaults,
                              char const* name) {
  if (auto const* made = record_type(type); made != nullptr) return made;
  for (auto const& field : type.fields) {
    if (!make_inner(*field.type, module_name)) return nullptr;
  }
  auto record = std::make_unique<RecordType>();
  record->type = &type;
  record->name = module_name + "." + (name == nullptr ? type.name : name);
  if (type.object->align > alignof(std::max_align_t) || !fill_slots(*record, all_defaults)) return nullptr;
  record->summary = signature_of(*record) + plain_record;
  PyType_Slot slots[] = {{Py_tp_new, reinterpret_cast<void*>(&make_from_dict)},
                         {Py_tp_dealloc, reinterpret_cast<void*>(&deallocate)},
                         {Py_tp_repr, reinterpret_cast<void*>(&repr)},
                         {Py_tp_hash, reinterpret_cast<void*>(&hash)},
                         {Py_tp_richcompare, reinterpret_cast<void*>(&compare)},
                         {Py_tp_getset, record->getters.data()},
                         {Py_tp_methods, methods},
                         {Py_tp_doc, record->summary.data()},
                         {0, nullptr}};
  PyType_Spec spec{record->name.c_str(), static_cast<int>(value_offset + type.object->size), 0, Py_TPFLAGS_DEFAULT,
                   slots};
  record->python = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
  if (record->python == nullptr) return nullptr;
  record->python->tp_vectorcall = &make_from_vector;
  if (!add_names(*record)) return nullptr;
  records_by_type().emplace(record->python, record.get());
  types_in_order().push_back({&record->name, reinterpret_cast<PyObject*>(record->python)});
  return records_by_table().emplace(&type, record.release()).first->second;
}

std::vector<MadeType> const& made_types() { return types_in_order(); }

RecordType const* record_type(TypeInfo const& type) {
  auto const found = records_by_table().find(&type);
  return found == records_by_table().end() ? nullptr : found->second;
}
RecordType const* record_type(PyTypeObject* type) {
  auto const found = records_by_type().find(type);
  return found == records_by_type().end() ? nullptr : found->second;
}
RecordType const* record_type_of(PyObject* object) { return record_type(Py_TYPE(object)); }
EnumerationType const* enumeration_of(TypeInfo const& type) {
  auto const found = enumerations().find(&type);
  return found == enumerations().end() ? nullptr : found->second;
}

PyObject* enumerator_to_python(TypeInfo const& type, std::int64_t value) {
  if (auto const* enumeration = enumeration_of(type); enumeration != nullptr) {
    for (auto const& [number, member] : enumeration->members) {
      if (number == value) return Ref::to(member).release();
    }
  }
  return PyLong_FromLongLong(value);  // whoever looks at a damaged value should see what it is
}

PyObject* new_record(RecordType const& type, Showing showing) {
  auto* memory = PyObject_Malloc(value_offset + type.type->object->size);
  if (memory == nullptr) return PyErr_NoMemory();
  auto* object = PyObject_Init(static_cast<PyObject*>(memory), type.python);
  auto* record = as_record(object);
  record->of = &type;
  record->showing = showing;
  record->filled = false;
  return object;
}
void* value_of(PyObject* record) { return as_record(record)->value; }
void set_filled(PyObject* record) { as_record(record)->filled = true; }
RecordType const& type_of_record(PyObject* record) { return *as_record(record)->of; }

PyObject* copy_to_record(TypeInfo const& type, void const* value, Showing showing) {
  auto* record = new_record(*record_type(type), showing);
  if (record == nullptr) return nullptr;
  type.object->copy(value_of(record), value);
  set_filled(record);
  return record;
}
PyObject* move_to_record(TypeInfo const& type, void* value, Showing showing) {
  auto* record = new_record(*record_type(type), showing);
  if (record == nullptr) return nullptr;
  type.object->move(value_of(record), value);
  set_filled(record);
  return record;
}

void const* find_in_record(PyObject* object, TypeInfo const& type) {
  auto const* of = record_type_of(object);
  return of != nullptr && of->type == &type ? as_record(object)->value : nullptr;
}

}  // namespace lilac::python

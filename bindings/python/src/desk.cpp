#include "desk.hpp"

#include <new>
#include <thread>

#include "errors.hpp"
#include "gil.hpp"

namespace lilac::python {

namespace {

struct DeskObject {
  PyObject_HEAD std::shared_ptr<Core> core;  ///< null before it is opened and after it was closed
  bool was_opened;
};
struct BatchObject {
  PyObject_HEAD std::shared_ptr<Core> core;
  Batch* live;  ///< null when it is over
  std::thread::id thread;
};
struct NamespaceObject {
  PyObject_HEAD PyObject* of;
};

PyTypeObject* desk_type = nullptr;
PyTypeObject* batch_type = nullptr;
PyTypeObject* namespace_type = nullptr;

DeskObject* as_desk(PyObject* self) { return reinterpret_cast<DeskObject*>(self); }
BatchObject* as_batch(PyObject* self) { return reinterpret_cast<BatchObject*>(self); }
NamespaceObject* as_namespace(PyObject* self) { return reinterpret_cast<NamespaceObject*>(self); }

void free_object(PyObject* self) {
  auto* type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

// ── Desk ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

PyObject* make_desk(PyTypeObject* type, PyObject*, PyObject*) {
  auto* self = type->tp_alloc(type, 0);
  if (self == nullptr) return nullptr;
  new (&as_desk(self)->core) std::shared_ptr<Core>;
  as_desk(self)->was_opened = false;
  return self;
}

/// The last call that is under way closes it, or else this one.
void let_go(DeskObject* desk) { auto const core = std::exchange(desk->core, nullptr); }

int clear_desk(PyObject* self) {
  let_go(as_desk(self));
  return 0;
}

int traverse_desk(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  auto const& core = as_desk(self)->core;
  return core ? core->traverse(visit, arg) : 0;
}

void deallocate_desk(PyObject* self) {
  PyObject_GC_UnTrack(self);
  let_go(as_desk(self));
  as_desk(self)->core.~shared_ptr();
  free_object(self);
}

PyObject* close_desk(PyObject* self, PyObject*) {
  let_go(as_desk(self));
  Py_RETURN_NONE;
}

PyObject* is_closed(PyObject* self, void*) { return PyBool_FromLong(as_desk(self)->core == nullptr ? 1 : 0); }

// ── Batch ────────────────────────────────────────────────────────────────────────────────────────────────────────────

PyObject* make_batch(PyTypeObject* type, PyObject*, PyObject*) {
  auto* self = type->tp_alloc(type, 0);
  if (self == nullptr) return nullptr;
  new (&as_batch(self)->core) std::shared_ptr<Core>;
  new (&as_batch(self)->thread) std::thread::id;
  as_batch(self)->live = nullptr;
  return self;
}

int traverse_batch(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  return 0;
}

void deallocate_batch(PyObject* self) {
  PyObject_GC_UnTrack(self);
  as_batch(self)->core.~shared_ptr();
  free_object(self);
}

PyObject* published(PyObject* self, void*) {
  Target target;
  if (!target_of(self, target)) return nullptr;
  return PyLong_FromSize_t(target.batch->published());
}

// ── Namespace ────────────────────────────────────────────────────────────────────────────────────────────────────────

PyObject* make_namespace(PyTypeObject* type, PyObject* args, PyObject*) {
  PyObject* of = nullptr;
  if (!PyArg_ParseTuple(args, "O", &of)) return nullptr;
  auto* self = type->tp_alloc(type, 0);
  if (self != nullptr) as_namespace(self)->of = Ref::to(of).release();
  return self;
}

int traverse_namespace(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(as_namespace(self)->of);
  return 0;
}
int clear_namespace(PyObject* self) {
  Py_CLEAR(as_namespace(self)->of);
  return 0;
}
void deallocate_namespace(PyObject* self) {
  PyObject_GC_UnTrack(self);
  clear_namespace(self);
  free_object(self);
}

PyMethodDef desk_methods[] = {{"close", &close_desk, METH_NOARGS,
                               "close($self, /)\n--\n\nCloses the desk; a second time does nothing. Calls that are "
                               "under way, on other threads or "
                               "around this one, come to their end first."},
                              {nullptr, nullptr, 0, nullptr}};
PyGetSetDef desk_getters[] = {{"closed", &is_closed, nullptr, "Whether it was closed.", nullptr},
                              {nullptr, nullptr, nullptr, nullptr, nullptr}};
PyGetSetDef batch_getters[] = {
    {"published", &published, nullptr, "How many events its commands have published so far.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr}};

template <class F>
void* slot(F* function) {
  return reinterpret_cast<void*>(function);
}
void* text(char const* doc) { return const_cast<char*>(doc); }

PyTypeObject* make_type(char const* name, std::size_t size, PyType_Slot* slots) {
  PyType_Spec spec{name, static_cast<int>(size), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
                   slots};
  return reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
}

PyTypeObject* make_desk_type() {
  PyType_Slot slots[] = {{Py_tp_new, slot(&make_desk)},
                         {Py_tp_dealloc, slot(&deallocate_desk)},
                         {Py_tp_traverse, slot(&traverse_desk)},
                         {Py_tp_clear, slot(&clear_desk)},
                         {Py_tp_methods, desk_methods},
                         {Py_tp_getset, desk_getters},
                         {Py_tp_doc, text("The engine behind a desk.")},
                         {0, nullptr}};
  return make_type("lilac._lilac.DeskBase", sizeof(DeskObject), slots);
}
PyTypeObject* make_batch_type() {
  PyType_Slot slots[] = {{Py_tp_new, slot(&make_batch)},
                         {Py_tp_dealloc, slot(&deallocate_batch)},
                         {Py_tp_traverse, slot(&traverse_batch)},
                         {Py_tp_getset, batch_getters},
                         {Py_tp_doc, text("The commands of one commit.")},
                         {0, nullptr}};
  return make_type("lilac._lilac.BatchBase", sizeof(BatchObject), slots);
}
PyTypeObject* make_namespace_type() {
  PyType_Slot slots[] = {{Py_tp_new, slot(&make_namespace)},
                         {Py_tp_dealloc, slot(&deallocate_namespace)},
                         {Py_tp_traverse, slot(&traverse_namespace)},
                         {Py_tp_clear, slot(&clear_namespace)},
                         {Py_tp_doc, text("One context's methods on a desk or a batch.")},
                         {0, nullptr}};
  return make_type("lilac._lilac.Namespace", sizeof(NamespaceObject), slots);
}

bool add(PyObject* module, char const* name, PyTypeObject* type) {
  return type != nullptr && PyModule_AddObjectRef(module, name, reinterpret_cast<PyObject*>(type)) == 0;
}

bool check(Core const* core) {
  come_in();
  if (core == nullptr) return raise_named("ClosedError", "the desk is closed") != nullptr;
  if (!core->is_of_this_process()) {
    return raise_named("ForkedError", "the desk belongs to the process that this one was forked off; open another") !=
           nullptr;
  }
  return true;
}

}  // namespace

bool add_desk_types(PyObject* module) {
  desk_type = make_desk_type();
  batch_type = make_batch_type();
  namespace_type = make_namespace_type();
  return add(module, "DeskBase", desk_type) && add(module, "BatchBase", batch_type) &&
         add(module, "Namespace", namespace_type);
}

bool target_of(PyObject* self, Target& out) {
  if (PyObject_TypeCheck(self, namespace_type) != 0) self = as_namespace(self)->of;
  if (self != nullptr && PyObject_TypeCheck(self, desk_type) != 0) {
    out.core = as_desk(self)->core;
    return check(out.core.get());
  }
  if (self == nullptr || PyObject_TypeCheck(self, batch_type) == 0) {
    PyErr_SetString(PyExc_TypeError, "a method of a desk is called on a desk");
    return false;
  }
  auto const* batch = as_batch(self);
  if (batch->live == nullptr) return raise_named("ClosedError", "the batch is over") != nullptr;
  if (batch->thread != std::this_thread::get_id())
    return raise_named("Error", "a batch is used by the thread that runs it only") != nullptr;
  out = {batch->core, batch->live};
  return check(out.core.get());
}

std::shared_ptr<Core> core_of(PyObject* desk) {
  if (PyObject_TypeCheck(desk, desk_type) == 0) {
    PyErr_Format(PyExc_TypeError, "a desk is wanted, not %s", Py_TYPE(desk)->tp_name);
    return nullptr;
  }
  auto core = as_desk(desk)->core;
  return check(core.get()) ? core : nullptr;
}

bool set_core(PyObject* desk, std::shared_ptr<Core> core) {
  if (as_desk(desk)->was_opened) return raise_named("ClosedError", "a desk is opened once") != nullptr;
  as_desk(desk)->core = std::move(core);
  as_desk(desk)->was_opened = true;
  return true;
}

LiveBatch::LiveBatch(PyObject* type, std::shared_ptr<Core> core, Batch& batch) : object_(PyObject_CallNoArgs(type)) {
  if (!object_) return;
  as_batch(object_.get())->core = std::move(core);
  as_batch(object_.get())->live = &batch;
  as_batch(object_.get())->thread = std::this_thread::get_id();
}
LiveBatch::~LiveBatch() {
  if (!object_) return;
  as_batch(object_.get())->live = nullptr;
  as_batch(object_.get())->core.reset();
}

}  // namespace lilac::python

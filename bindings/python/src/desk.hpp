// The C++ half of a desk, of a batch on it, and of the namespaces that give each linked context its own methods.
#pragma once

#include <memory>

#include "core.hpp"
#include "python.hpp"

namespace lilac::python {

/// What a call works on: the desk itself, or a batch on it.
struct Target {
  std::shared_ptr<Core> core;
  Batch* batch = nullptr;
};

/// Adds the types DeskBase, BatchBase and Namespace to the module. False with an exception set.
bool add_desk_types(PyObject* module);

/// What `self` (a desk, a batch or a namespace of one) works on. False with an exception set: closed, over, inherited
/// through fork(), or another thread's batch.
bool target_of(PyObject* self, Target& out);
/// The same for what only a desk can do; null with an exception set.
std::shared_ptr<Core> core_of(PyObject* desk);
/// Gives a new desk its core; it has none yet. False with an exception set.
bool set_core(PyObject* desk, std::shared_ptr<Core> core);

/// A batch object for as long as this lives; afterwards it says that it is over.
class LiveBatch {
 public:
  /// Calls `type` (a class derived from BatchBase); check get().
  LiveBatch(PyObject* type, std::shared_ptr<Core> core, Batch& batch);
  ~LiveBatch();
  LiveBatch(LiveBatch const&) = delete;
  LiveBatch& operator=(LiveBatch const&) = delete;
  PyObject* get() const { return object_.get(); }

 private:
  Ref object_;
};

}  // namespace lilac::python

// Python.h, and the two things everything here is written with: owned references and the way errors are carried.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <utility>

namespace lilac::python {

/// An owned reference. Made, copied and dropped only while the interpreter is held.
class Ref {
 public:
  Ref() = default;
  /// Takes over a new reference; null is allowed.
  explicit Ref(PyObject* owned) : object_(owned) {}
  static Ref to(PyObject* borrowed) {
    Py_XINCREF(borrowed);
    return Ref{borrowed};
  }
  Ref(Ref const& other) : object_(other.object_) { Py_XINCREF(object_); }
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() { Py_XDECREF(object_); }

  PyObject* get() const { return object_; }
  PyObject* release() { return std::exchange(object_, nullptr); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  PyObject* object_ = nullptr;
};

/// Takes the exception that is set, with its traceback; empty when none is.
Ref take_exception();
/// Sets it again, as it was.
void set_exception(Ref exception);

}  // namespace lilac::python

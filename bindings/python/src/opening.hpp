#pragma once

#include "python.hpp"

namespace lilac::python {

/// What open() was given, borrowed.
struct Opening {
  char const* context = nullptr;
  PyObject* path = nullptr;   ///< a str or path; ":memory:" keeps nothing
  PyObject* store = nullptr;  ///< or None
  PyObject* zones = nullptr;  ///< or None
  PyObject* ports = nullptr;  ///< a dict: keyword → object or None
  PyObject* rules = nullptr;  ///< a list or tuple of rule records
  PyObject* clock = nullptr;  ///< or None
  PyObject* on_port_error = nullptr;
  bool read_only = false;
  bool must_exist = false;
  char const* synchronous = "full";
};

/// Puts a desk together. False with an exception set; then the desk stays unopened.
bool open_desk(PyObject* desk, Opening const& opening);

}  // namespace lilac::python

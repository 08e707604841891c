#pragma once

#include <string>
#include <vector>

#include "python.hpp"

namespace lilac::python {

/// What open() was given, borrowed.
struct Opening {
  std::vector<std::string> contexts{};  ///< by name; those that they are linked with come along
  PyObject* path = nullptr;             ///< a str or path; ":memory:" keeps nothing
  PyObject* store = nullptr;            ///< or None
  PyObject* zones = nullptr;            ///< or None
  PyObject* ports = nullptr;            ///< a dict: keyword → object or None
  PyObject* rules = nullptr;            ///< a list or tuple of rule records
  PyObject* clock = nullptr;            ///< or None
  PyObject* on_port_error = nullptr;
  bool read_only = false;
  bool must_exist = false;
  char const* synchronous = "full";
  PyObject* longest_step_back = nullptr;  ///< a timedelta, or None
};

/// Puts a desk together. False with an exception set; then the desk stays unopened.
bool open_desk(PyObject* desk, Opening const& opening);

}  // namespace lilac::python

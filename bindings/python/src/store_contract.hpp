#pragma once

#include "python.hpp"

namespace lilac::python {

/// Runs the contract of stores on those that `factory()` returns: ([passed, …], [failed, …]); null with an exception
/// set.
PyObject* check_store(PyObject* factory);

}  // namespace lilac::python

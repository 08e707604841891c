#include "python.hpp"

namespace lilac::python {

#if PY_VERSION_HEX >= 0x030C0000

Ref take_exception() { return Ref{PyErr_GetRaisedException()}; }
void set_exception(Ref exception) { PyErr_SetRaisedException(exception.release()); }

#else

Ref take_exception() {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  if (type == nullptr) return {};
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback != nullptr) PyException_SetTraceback(value, traceback);
  Py_XDECREF(traceback);
  Py_XDECREF(type);
  return Ref{value};
}

void set_exception(Ref exception) {
  auto* value = exception.release();
  auto* type = reinterpret_cast<PyObject*>(Py_TYPE(value));
  Py_INCREF(type);
  PyErr_Restore(type, value, PyException_GetTraceback(value));
}

#endif

}  // namespace lilac::python

#include "ports.hpp"

#include "errors.hpp"
#include "values.hpp"

namespace lilac::python {

namespace {

Entry& usable_entry() {
  auto* entry = Entry::current();
  if (entry == nullptr || !entry->may_call()) throw RaisedInPython{};
  return *entry;
}

bool is_gateway_error(PyObject* exception) {
  return PyErr_GivenExceptionMatches(exception, error_class("GatewayError")) != 0;
}

std::string text_of(PyObject* exception) {
  Ref const shown{PyObject_Str(exception)};
  auto const* text = shown ? PyUnicode_AsUTF8(shown.get()) : nullptr;
  PyErr_Clear();
  return text == nullptr ? std::string{} : std::string{text};
}

}  // namespace

PortCall::PortCall(char const* port) : entry_(usable_entry()), port_(port) {}

Error PortCall::failure() {
  auto exception = take_exception();
  if (is_gateway_error(exception.get()))
    return refuse(rules::gateway_failed, field(port_), value(text_of(exception.get())));
  auto said = std::string("it raised ") + Py_TYPE(exception.get())->tp_name;
  set_exception(std::move(exception));
  report();
  return refuse(rules::gateway_failed, field(port_), value(said));
}

bool check_instance(PyObject* object, char const* module_name, char const* class_name, char const* what) {
  Ref const module{PyImport_ImportModule(module_name)};
  Ref const wanted{module ? PyObject_GetAttrString(module.get(), class_name) : nullptr};
  if (!wanted) return false;
  auto const is_one = PyObject_IsInstance(object, wanted.get());
  if (is_one == 0) raise_type(Place{what}, std::string("a lilac.") + class_name, object);
  return is_one == 1;
}

bool read_attribute(PyObject* object, char const* name, TypeInfo const& type, void* out) {
  Ref const found{PyObject_GetAttrString(object, name)};
  return found && from_python(found.get(), type, out, Place{name});
}

}  // namespace lilac::python

#include "errors.hpp"

#include <unordered_map>
#include <vector>

#include "contexts.hpp"
#include "lilac/engine/module.hpp"

namespace lilac::python {

namespace {

constexpr Rule const* kernel_rules[] = {&rules::actor_not_allowed,
                                        &rules::not_found,
                                        &rules::already_exists,
                                        &rules::conflict,
                                        &rules::invalid_argument,
                                        &rules::idempotency_key_reused,
                                        &rules::journal_was_trimmed,
                                        &rules::clock_stepped_back,
                                        &rules::storage_failed,
                                        &rules::gateway_failed,
                                        &rules::corrupt,
                                        &rules::chain_too_long};

struct Listed {
  std::vector<Rule const*> rules;
  std::vector<char const*> contexts;
};

Listed const& listed() {
  static Listed const all = [] {
    Listed found;
    for (auto const* rule : kernel_rules) {
      found.rules.push_back(rule);
      found.contexts.push_back("");
    }
    for (auto const* context : contexts()) {
      for (auto const* rule : context->module->errors) {
        found.rules.push_back(rule);
        found.contexts.push_back(context->module->name);
      }
    }
    return found;
  }();
  return all;
}

// They live as long as the process: exceptions may be raised up to its end.
std::unordered_map<Rule const*, PyObject*>& classes_by_rule() {
  static auto* const map = new std::unordered_map<Rule const*, PyObject*>;
  return *map;
}
PyObject* make_exception = nullptr;

PyObject* text_or_none(std::string_view text) {
  if (text.empty()) Py_RETURN_NONE;
  return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
}

void set(PyObject* type, std::string_view message, std::string_view field, std::string_view value) {
  Ref const exception{
      PyObject_CallFunction(make_exception, "ONNN", type,
                            PyUnicode_DecodeUTF8(message.data(), static_cast<Py_ssize_t>(message.size()), "replace"),
                            text_or_none(field), text_or_none(value))};
  if (exception) PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.get())), exception.get());
}

PyObject* class_of(Rule const& rule) {
  auto const& known = classes_by_rule();
  if (auto const found = known.find(&rule); found != known.end()) return found->second;
  return error_class(rule.number >= 5000 ? "Error" : "Refused");
}

}  // namespace

std::span<Rule const* const> all_rules() { return listed().rules; }
char const* context_of_rule(std::size_t index) { return listed().contexts[index]; }

bool set_error_classes(PyObject* classes, PyObject* make) {
  auto const rules = all_rules();
  if (!PyList_Check(classes) || static_cast<std::size_t>(PyList_GET_SIZE(classes)) != rules.size()) {
    PyErr_SetString(PyExc_ValueError, "one class for each rule is wanted");
    return false;
  }
  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto& slot = classes_by_rule()[rules[i]];
    Py_XDECREF(slot);
    slot = Ref::to(PyList_GET_ITEM(classes, static_cast<Py_ssize_t>(i))).release();
  }
  Py_XDECREF(make_exception);
  make_exception = Ref::to(make).release();
  return true;
}

PyObject* error_class(char const* name) {
  Ref const module{PyImport_ImportModule("lilac._errors")};
  Ref const found{module ? PyObject_GetAttrString(module.get(), name) : nullptr};
  if (found) return found.get();  // borrowed: the module keeps it
  PyErr_Clear();
  return PyExc_RuntimeError;
}

PyObject* raise(Error const& error) {
  set(class_of(error.rule()), error.message(), error.field(), error.value().value_or(""));
  return nullptr;
}

void raise_invalid(Place const& place, std::string_view sentence) {
  auto const where = place.text();
  set(class_of(rules::invalid_argument), where + ": " + std::string(sentence), where, {});
}

bool raise_type(Place const& place, std::string const& wanted, PyObject* found) {
  auto const* type = found == Py_None ? "None" : Py_TYPE(found)->tp_name;
  PyErr_Format(PyExc_TypeError, "%s: must be %s, not %s", place.text().c_str(), wanted.c_str(), type);
  return false;
}

PyObject* raise_named(char const* class_name, std::string const& message) {
  PyErr_SetString(error_class(class_name), message.c_str());
  return nullptr;
}

}  // namespace lilac::python

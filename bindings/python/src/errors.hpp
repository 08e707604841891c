// From refusals to exceptions. The classes are made in Python (lilac/_errors.py) and looked up here by their rule.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lilac/kernel/result.hpp"
#include "place.hpp"
#include "python.hpp"

namespace lilac::python {

/// Every rule that can refuse something, those of the kernel first.
std::span<Rule const* const> all_rules();
/// The context of a rule in that list; empty for the kernel's.
char const* context_of_rule(std::size_t index);
/// Tells which exception class stands for which rule: a list as long as all_rules(), and the function
/// `make(class, message, field, value)`. False with an exception set.
bool set_error_classes(PyObject* classes, PyObject* make);
/// The class of lilac._errors by that name, borrowed; for errors that are no refusals.
PyObject* error_class(char const* name);

/// Sets the exception that stands for `error`. Always returns null.
PyObject* raise(Error const& error);
/// lilac.InvalidArgument at a place.
void raise_invalid(Place const& place, std::string_view sentence);
/// TypeError: `place: must be WANTED, not TYPE`. Always false.
bool raise_type(Place const& place, std::string const& wanted, PyObject* found);
/// An exception of lilac._errors by name. Always null.
PyObject* raise_named(char const* class_name, std::string const& message);

}  // namespace lilac::python

// Described values to and from Python: one function each way over TypeInfo.
#pragma once

#include <string>

#include "lilac/kernel/codec.hpp"
#include "place.hpp"
#include "python.hpp"

namespace lilac::python {

/// What a Money is in Python.
struct AmountOfMoney;

/// A new reference; null with an exception set. Lists become tuples; dictionaries and JSON objects become new dicts, so
/// that changing one changes no record.
PyObject* to_python(TypeInfo const& type, void const* value, Showing showing);
/// Fills `out`, a constructed object of `type`. False with an exception set, whose message names the place: TypeError
/// for what is of the wrong type, lilac.InvalidArgument for a value that cannot be.
bool from_python(PyObject* value, TypeInfo const& type, void* out, Place const& place);

/// A str of UTF-8 text; null with an exception set.
PyObject* text_to_python(std::string_view text);
/// False with an exception set: not a str, not encodable, or with a NUL in it.
bool text_from_python(PyObject* value, std::string_view& out, Place const& place);
/// An int that fits, no bool. False with an exception set.
bool integer_from_python(PyObject* value, std::int64_t& out, Place const& place);

/// True when a value of this type need not be given: it can be empty, and then says nothing.
bool may_be_left_out(TypeInfo const& type);

}  // namespace lilac::python

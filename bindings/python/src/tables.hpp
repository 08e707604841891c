// The tables as Python objects: what the package makes its modules of, and the stubs their text.
#pragma once

#include "python.hpp"

namespace lilac::python {

/// Makes every record and enumeration of every context, and those of the module itself. False with an exception set.
bool make_types();
/// [(module, name, type), …] in the order in which they were made.
PyObject* listed_types();
/// [{name, commands: [(record, reply or None)], events: [(record, is received)], entities: [record],
/// queries: [(record, row)], rules: record or None, ports: [(keyword, class)],
/// receivers: [(keyword, class, [(method, event)])], linked_with: [name]}, …]
PyObject* listed_contexts();
/// [(context, number, name, id, sentence, retriable), …], the kernel's first, with an empty context.
PyObject* listed_rules();
/// {role, fields: [{name, kind, has_default, shown, taken}]} of a record; role: command, event, query or record;
/// `shown` and `taken` are the annotations of what is read and of what is accepted.
PyObject* describe(PyObject* type);

}  // namespace lilac::python

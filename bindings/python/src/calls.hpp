// Methods made from the tables: one per command and query, with the fields as keywords. Plain C calls, since they are
// what a host calls most.
#pragma once

#include "lilac/engine/module.hpp"
#include "python.hpp"

namespace lilac::python {

/// Remembers which record is a command, an event, a query; after the records were made. False with an exception set.
bool index_messages();
/// Adds the type of the methods, and `execute_method`, `preview_method`, `query_method`, which take a record, to the
/// module. False with an exception set.
bool add_methods(PyObject* module);
/// A method for the command or query of this record type, called `name`; null with an exception set.
PyObject* make_method(PyObject* record_type, char const* name);

/// The event that a record type is, or null.
EventInfo const* event_of(PyObject* record_type);
/// The command that a record is, or null.
CommandInfo const* command_of(PyObject* record);
struct RecordType;
/// command, event, query or record.
char const* role_of(RecordType const& record);

}  // namespace lilac::python

// Instants, dates and durations, to and from the datetime module. Never through local time.
#pragma once

#include "lilac/kernel/time.hpp"
#include "place.hpp"
#include "python.hpp"

namespace lilac::python {

/// Called once, at import. False with an exception set.
bool import_datetime();

/// An aware datetime with tzinfo=timezone.utc.
PyObject* to_python(Instant instant);
PyObject* to_python(LocalDate day);
PyObject* to_python(Duration duration);
/// A naive datetime: what a wall clock shows.
PyObject* to_python(LocalTime time);

// False with an exception set, whose message names the place. Microseconds are cut off to milliseconds, downwards.
bool from_python(PyObject* value, Instant& out, Place const& place);
bool from_python(PyObject* value, LocalDate& out, Place const& place);
bool from_python(PyObject* value, Duration& out, Place const& place);
/// Takes a naive datetime.
bool from_python(PyObject* value, LocalTime& out, Place const& place);

}  // namespace lilac::python

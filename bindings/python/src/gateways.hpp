// The gateways that Lilac ships, as Python objects: they carry without calling Python.
#pragma once

#include <memory>

#include "python.hpp"

namespace lilac::messaging {
class MessageGateway;
}

namespace lilac::python {

/// Makes the records of a simulation: lilac.messaging.SimulatedChannel and Outage. False with an exception set.
bool make_gateway_records(char const* module_name);

/// Capsules around a gateway; null with an exception set. `channels`: four SimulatedChannel, by Channel.
PyObject* make_file_gateway(PyObject* path, bool whole);
PyObject* make_simulation_gateway(std::int64_t seed, PyObject* channels, PyObject* outages, bool honours_keys,
                                  std::int64_t max_in_flight);
/// What a simulation has counted, as a dict; null with an exception set.
PyObject* simulation_counts(PyObject* capsule);
/// Sends or asks through one from Python, as a class derived from it does: tuples (answer, vendor_id, kind, reason).
PyObject* send_through(PyObject* capsule, PyObject* messages);
PyObject* ask_through(PyObject* capsule, PyObject* question);

/// The gateway itself when `given` is exactly one that we ship; null when it is a host's own or derived from ours.
std::shared_ptr<messaging::MessageGateway> shipped_gateway(PyObject* given);

}  // namespace lilac::python

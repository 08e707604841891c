// Calling a host's Python objects from the engine. Adapters borrow the object; the Core keeps it.
#pragma once

#include <memory>
#include <string>

#include "core.hpp"
#include "entry.hpp"
#include "gil.hpp"
#include "lilac/kernel/result.hpp"
#include "python.hpp"

namespace lilac::python {

/// Stands around one call of a port: holds the interpreter. Throws RaisedInPython when the call under way must end.
class PortCall {
 public:
  /// `port` names object and method, for messages: MessageGateway.send.
  explicit PortCall(char const* port);
  PortCall(PortCall const&) = delete;
  PortCall& operator=(PortCall const&) = delete;

  char const* port() const { return port_; }
  /// The exception that is set goes to the desk's hook: the engine never fails by this port.
  void report() { entry_.report(port_); }
  /// The exception that is set is kept: the call fails with it.
  void keep() { entry_.keep(port_); }
  /// What the engine is told about the exception that is set. A lilac.GatewayError is an answer and speaks for itself;
  /// anything else is reported, and only its type is named, since messages may tell of people.
  Error failure();

 private:
  Entry& entry_;
  char const* port_;
  WithGil held_;
};

/// True when `object` is an instance of `module_name`.`class_name`; else false with TypeError set: `what` must be one.
bool check_instance(PyObject* object, char const* module_name, char const* class_name, char const* what);
/// The attribute, converted; false with an exception set.
bool read_attribute(PyObject* object, char const* name, TypeInfo const& type, void* out);

/// Adapters for the ports of the kernel: lilac.Zones, lilac.Store. Null with an exception set.
std::shared_ptr<Zones> zones_of(PyObject* given, Core& core);
std::unique_ptr<Store> store_of(PyObject* given, Core& core);
/// The system's time zones, read once per process. Null with an exception set.
std::shared_ptr<Zones> system_zones();

}  // namespace lilac::python

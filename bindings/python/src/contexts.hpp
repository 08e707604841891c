// The contexts that Python sees. A further one is added to the list in contexts.cpp; its records, commands, queries,
// errors and the ports that only take deliveries are made from its tables. Its file here names what it is linked with,
// and the ports that are asked something.
#pragma once

#include <memory>
#include <span>

#include "lilac/engine/host.hpp"
#include "lilac/engine/module.hpp"
#include "python.hpp"

namespace lilac::python {

class Core;

/// A port that is asked something, and that a host may implement in Python.
struct PortFace {
  char const* keyword;     ///< of open(): gateway
  char const* class_name;  ///< the abstract class in lilac._<context>: MessageGateway
  /// Binds an adapter for `given`, an instance of the class, and returns what keeps it alive; null with an exception
  /// set.
  std::shared_ptr<void> (*bind)(PyObject* given, Core& core, Host& host);
};

struct ContextFace {
  ModuleInfo const* module;
  std::span<ModuleInfo const* const> linked_with;  ///< modules without which its policies do not run
  void (*bind_own)(Host& host);                    ///< what it binds itself, before a host's ports; or null
  std::span<PortFace const> ports;
};

/// In an order in which a context stands behind those that it is linked with.
std::span<ContextFace const* const> contexts();

extern ContextFace const messaging_face;
extern ContextFace const support_face;
extern ContextFace const billing_face;

}  // namespace lilac::python

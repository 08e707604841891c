// Ports that only take deliveries, of any context: a class made from the policies that call them, and an adapter that
// calls its methods by the policies' names.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core.hpp"
#include "lilac/engine/host.hpp"
#include "lilac/engine/module.hpp"
#include "python.hpp"

namespace lilac::python {

/// The policies of all contexts that deliver to a port, in their order; none for a port that is asked things.
std::vector<PolicyInfo const*> deliveries_to(PortInfo const& port);
/// Its keyword of open(): `site_context` for SiteContext.
std::string keyword_of(PortInfo const& port);
/// Binds `given`, an instance of the port's class; returns what keeps it alive, or null with an exception set.
std::shared_ptr<void> bind_receiver(PortInfo const& port, PyObject* given, Core& core, Host& host);

}  // namespace lilac::python

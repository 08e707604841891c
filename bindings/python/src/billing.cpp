// Billing in Python: its tables do everything.
#include <array>

#include "contexts.hpp"
#include "lilac/billing/bridges.hpp"
#include "lilac/billing/module.hpp"
#include "lilac/messaging/module.hpp"

namespace lilac::python {

namespace {
std::array<ModuleInfo const*, 1> const linked_with{&messaging::module};
}

ContextFace const billing_face{&billing::module, linked_with, [](Host& host) { billing::bind_bridges(host); }, {}};

}  // namespace lilac::python

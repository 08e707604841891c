// The support desk in Python: its tables do everything.
#include <array>

#include "contexts.hpp"
#include "lilac/messaging/module.hpp"
#include "lilac/support/bridges.hpp"
#include "lilac/support/module.hpp"

namespace lilac::python {

namespace {
std::array<ModuleInfo const*, 1> const linked_with{&messaging::module};
}

ContextFace const support_face{&support::module, linked_with, [](Host& host) { support::bind_bridges(host); }, {}};

}  // namespace lilac::python

// The billing context in C: its module, and its bridges to messaging.
#include "lilac/billing/billing.hpp"

#include "contexts.hpp"

namespace lilac::capi {

extern Context const billing;
Context const billing{&lilac::billing::module, &lilac::billing::bind_bridges};

}  // namespace lilac::capi

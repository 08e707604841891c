// The support context in C: its module, and its bridges to messaging.
#include "lilac/support/support.hpp"

#include "contexts.hpp"

namespace lilac::capi {

extern Context const support;
Context const support{&lilac::support::module, &lilac::support::bind_bridges};

}  // namespace lilac::capi

// Carriers of the host, and the library's for the host.
#pragma once

#include <memory>

#include "host_port.hpp"

namespace lilac {
class Host;
namespace messaging {
class MessageGateway;
}
}  // namespace lilac

namespace lilac::capi {

std::shared_ptr<messaging::MessageGateway> host_gateway(lilac_message_gateway const& gateway, HostFailures& failures);
void bind_gateway(Host& host, messaging::MessageGateway& gateway);

}  // namespace lilac::capi

// A host's lilac_receiver: deliveries to other systems, by name.
#pragma once

#include "host_port.hpp"
#include "lilac/engine/host.hpp"

namespace lilac::capi {

class HostReceiver final : public AnyReceiver {
 public:
  HostReceiver(lilac_receiver const& receiver, HostFailures& failures) : host_(receiver, failures) {}
  result<> deliver(PolicyInfo const& policy, void const* event, Delivery const& delivery) override;
  bool trusts_errors() const { return host_.functions().trusts_errors != 0; }

 private:
  HostPort<lilac_receiver> host_;
};

}  // namespace lilac::capi

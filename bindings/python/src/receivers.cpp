#include "receivers.hpp"

#include <cctype>

#include "contexts.hpp"
#include "lilac/engine/policy.hpp"
#include "own_records.hpp"
#include "ports.hpp"
#include "records.hpp"

namespace lilac::python {

namespace {

class PythonReceiver final : public AnyReceiver {
 public:
  PythonReceiver(PyObject* receiver, PortInfo const& port) : receiver_(receiver) {
    for (auto const* policy : deliveries_to(port))
      names_.push_back({policy, std::string(port.name) + "." + policy->name});
  }

  result<> deliver(PolicyInfo const& policy, void const* event, Delivery const& delivery) override {
    PortCall call{name_of(policy)};
    auto const shown = shown_of(delivery);
    Ref const first{copy_to_record(*policy.when->type, event, Showing::whole)};
    Ref const second{first ? copy_to_record(type_of<DeliveryRecord>(), &shown, Showing::whole) : nullptr};
    Ref const answer{second ? call_method(receiver_, policy.name, "OO", first.get(), second.get()) : nullptr};
    if (!answer) return call.failure();
    return outcome::success();
  }

 private:
  struct Name {
    PolicyInfo const* policy;
    std::string text;  ///< SiteContext.update_site
  };
  char const* name_of(PolicyInfo const& policy) const {
    for (auto const& name : names_) {
      if (name.policy == &policy) return name.text.c_str();
    }
    return policy.name;
  }

  PyObject* receiver_;
  std::vector<Name> names_;
};

}  // namespace

std::vector<PolicyInfo const*> deliveries_to(PortInfo const& port) {
  std::vector<PolicyInfo const*> found;
  for (auto const* context : contexts()) {
    for (auto const& policy : context->module->policies) {
      if (policy.port == &port) found.push_back(&policy);
    }
  }
  return found;
}

std::string keyword_of(PortInfo const& port) {
  std::string keyword;
  for (auto const* letter = port.name; *letter != 0; ++letter) {
    auto const is_upper = std::isupper(static_cast<unsigned char>(*letter)) != 0;
    if (is_upper && letter != port.name) keyword += '_';
    keyword += static_cast<char>(std::tolower(static_cast<unsigned char>(*letter)));
  }
  return keyword;
}

std::shared_ptr<void> bind_receiver(PortInfo const& port, PyObject* given, Core& core, Host& host) {
  auto const module = std::string("lilac.") + port.context;
  if (!check_instance(given, module.c_str(), port.name, keyword_of(port).c_str())) return nullptr;
  auto receiver = std::make_shared<PythonReceiver>(core.keep(given), port);
  host.bind_receiver(port, *receiver);
  Ref const trusts{PyObject_GetAttrString(given, "trusts_errors")};
  auto const is_trusted = trusts ? PyObject_IsTrue(trusts.get()) : -1;
  if (is_trusted < 0) return nullptr;
  if (is_trusted != 0) host.trust_errors_of(port);
  return receiver;
}

}  // namespace lilac::python

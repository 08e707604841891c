// The support desk in Python: its tables, and its port (lilac/_support.py).
#include <array>

#include "contexts.hpp"
#include "lilac/messaging/module.hpp"
#include "lilac/support/bridges.hpp"
#include "lilac/support/module.hpp"
#include "lilac/support/ports.hpp"
#include "own_records.hpp"
#include "ports.hpp"
#include "records.hpp"

namespace lilac::python {

namespace {

class PythonSiteContext final : public support::SiteContext {
 public:
  explicit PythonSiteContext(PyObject* site) : site_(site) {}

  result<> update_site(support::UserSiteUpdateRequested const& request, Delivery const& delivery) override {
    return tell("SiteContext.update_site", "update_site", request, delivery);
  }
  result<> update_md(support::UserMdUpdateRequested const& request, Delivery const& delivery) override {
    return tell("SiteContext.update_md", "update_md", request, delivery);
  }
  result<> delete_md(support::UserMdDeleteRequested const& request, Delivery const& delivery) override {
    return tell("SiteContext.delete_md", "delete_md", request, delivery);
  }

 private:
  template <class Request>
  result<> tell(char const* port, char const* method, Request const& request, Delivery const& delivery) {
    PortCall call{port};
    auto const shown = shown_of(delivery);
    Ref const first{copy_to_record(type_of<Request>(), &request, Showing::whole)};
    Ref const second{first ? copy_to_record(type_of<DeliveryRecord>(), &shown, Showing::whole) : nullptr};
    Ref const answer{second ? call_method(site_, method, "OO", first.get(), second.get()) : nullptr};
    if (!answer) return call.failure();
    return outcome::success();
  }

  PyObject* site_;
};

std::shared_ptr<void> bind_site(PyObject* given, Core& core, Host& host) {
  if (!check_instance(given, "lilac._support", "SiteContext", "site")) return nullptr;
  auto site = std::make_shared<PythonSiteContext>(core.keep(given));
  host.bind<support::SiteContext>(*site);
  return site;
}

constexpr PortFace ports[] = {{"site", "SiteContext", &bind_site}};
std::array<ModuleInfo const*, 1> const linked_with{&messaging::module};

}  // namespace

ContextFace const support_face{&support::module, linked_with, [](Host& host) { support::bind_bridges(host); }, ports};

}  // namespace lilac::python

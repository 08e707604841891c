// Time zones: the system's, or a host's own in Python.
#include "datetimes.hpp"
#include "errors.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "ports.hpp"
#include "values.hpp"

namespace lilac::python {

namespace {

[[noreturn]] void fail(PortCall& call) {
  call.keep();
  throw RaisedInPython{};
}

class PythonZones final : public Zones {
 public:
  explicit PythonZones(PyObject* zones) : zones_(zones) {}

  bool knows(std::string_view zone) const override {
    PortCall call{"Zones.knows"};
    Ref const name{text_to_python(zone)};
    Ref const answer{name ? call_method(zones_, "knows", "(O)", name.get()) : nullptr};
    if (!answer) fail(call);
    if (!PyBool_Check(answer.get())) {
      raise_type(Place{"Zones.knows()"}, "a bool", answer.get());
      fail(call);
    }
    return answer.get() == Py_True;
  }
  LocalTime to_local(std::string_view zone, Instant instant) const override {
    return ask<LocalTime>("Zones.to_local", "to_local", zone, instant);
  }
  Instant to_instant(std::string_view zone, LocalTime local) const override {
    return ask<Instant>("Zones.to_instant", "to_instant", zone, local);
  }

 private:
  template <class Answer, class Time>
  Answer ask(char const* port, char const* method, std::string_view zone, Time time) const {
    PortCall call{port};
    Ref const name{text_to_python(zone)};
    Ref const given{to_python(time)};
    Ref const answer{name && given ? call_method(zones_, method, "OO", name.get(), given.get()) : nullptr};
    Answer found{};
    if (!answer || !from_python(answer.get(), found, Place{port})) fail(call);
    return found;
  }

  PyObject* zones_;
};

}  // namespace

std::shared_ptr<Zones> zones_of(PyObject* given, Core& core) {
  if (!check_instance(given, "lilac._ports", "Zones", "zones")) return nullptr;
  return std::make_shared<PythonZones>(core.keep(given));
}

std::shared_ptr<Zones> system_zones() {
  static std::shared_ptr<TzdbZones> kept;
  if (kept) return kept;
  try {
    kept = std::make_shared<TzdbZones>();
  } catch (std::exception const& error) {
    raise_named("ConfigurationError", error.what());
  }
  return kept;
}

}  // namespace lilac::python

#include "gateways.hpp"

#include "entry.hpp"
#include "errors.hpp"
#include "lilac/adapters/file_gateway.hpp"
#include "lilac/adapters/simulation_gateway.hpp"
#include "records.hpp"

namespace lilac::python {

namespace {

using messaging::Channel;
using messaging::MessageGateway;

/// lilac.messaging.SimulatedChannel
struct ChannelRecord {
  std::int32_t transient_failures = 0;
  std::int32_t permanent_failures = 0;
  std::int32_t lost_replies = 0;
  std::int32_t lost_sends = 0;
  Duration delay{0};
};
BOOST_DESCRIBE_STRUCT(ChannelRecord, (), (transient_failures, permanent_failures, lost_replies, lost_sends, delay))

/// lilac.messaging.Outage
struct OutageRecord {
  Channel channel = Channel::EMAIL;
  Instant from;
  Instant until;
};
BOOST_DESCRIBE_STRUCT(OutageRecord, (), (channel, from, until))

SimulatedChannel profile_of(ChannelRecord const& given) {
  return {given.transient_failures, given.permanent_failures, given.lost_replies, given.lost_sends, given.delay};
}

using Shared = std::shared_ptr<MessageGateway>;
constexpr char const* capsule_name = "lilac.gateway";

PyObject* wrap(Shared gateway) {
  auto* held = new Shared(std::move(gateway));
  auto* capsule = PyCapsule_New(held, capsule_name, [](PyObject* dropped) {
    delete static_cast<Shared*>(PyCapsule_GetPointer(dropped, capsule_name));
  });
  if (capsule == nullptr) delete held;
  return capsule;
}
Shared unwrap(PyObject* capsule) {
  auto* held = static_cast<Shared*>(PyCapsule_GetPointer(capsule, capsule_name));
  return held == nullptr ? nullptr : *held;
}

template <class Result>
PyObject* shown_of(Result const& result) {
  return Py_BuildValue("(iNNN)", static_cast<int>(result.answer), text_to_python(result.vendor_id),
                       enumerator_to_python(type_of<messaging::FailureKind>(), static_cast<std::int64_t>(result.kind)),
                       text_to_python(result.reason));
}

}  // namespace

bool make_gateway_records(char const* module_name) {
  return make_record(type_of<ChannelRecord>(), module_name, true, "SimulatedChannel") != nullptr &&
         make_record(type_of<OutageRecord>(), module_name, false, "Outage") != nullptr;
}

PyObject* make_file_gateway(PyObject* path, bool whole) {
  PyObject* encoded = nullptr;
  if (PyUnicode_FSConverter(path, &encoded) == 0) return nullptr;
  Ref const owned{encoded};
  try {
    return wrap(std::make_shared<FileGateway>(PyBytes_AS_STRING(encoded), whole ? Showing::whole : Showing::masked));
  } catch (std::exception const& error) {
    return raise_named("GatewayError", error.what());
  }
}

PyObject* make_simulation_gateway(std::int64_t seed, PyObject* channels, PyObject* outages, bool honours_keys,
                                  std::int64_t max_in_flight) {
  std::vector<ChannelRecord> profiles;
  std::vector<OutageRecord> gaps;
  if (!from_python(channels, type_of<std::vector<ChannelRecord>>(), &profiles, Place{"channels"}) ||
      !from_python(outages, type_of<std::vector<OutageRecord>>(), &gaps, Place{"outages"}))
    return nullptr;
  if (profiles.size() != 4 || max_in_flight < 0) {
    PyErr_SetString(PyExc_ValueError, "a simulation has four channels, and room for no fewer than 0 messages");
    return nullptr;
  }
  Simulation simulation{.seed = seed,
                        .email = profile_of(profiles[0]),
                        .sms = profile_of(profiles[1]),
                        .push = profile_of(profiles[2]),
                        .alarm = profile_of(profiles[3]),
                        .honours_keys = honours_keys,
                        .max_in_flight = static_cast<std::size_t>(max_in_flight)};
  for (auto const& gap : gaps) simulation.outages.push_back({gap.channel, gap.from, gap.until});
  return wrap(std::make_shared<SimulationGateway>(std::move(simulation)));
}

PyObject* simulation_counts(PyObject* capsule) {
  auto const simulation = std::dynamic_pointer_cast<SimulationGateway>(unwrap(capsule));
  if (!simulation) {
    PyErr_SetString(PyExc_TypeError, "only a simulation counts");
    return nullptr;
  }
  auto const counts = simulation->counts();
  return Py_BuildValue("{sLsLsLsLsLsL}", "sends", static_cast<long long>(counts.sends), "carried",
                       static_cast<long long>(counts.carried), "repeated_keys",
                       static_cast<long long>(counts.repeated_keys), "duplicates",
                       static_cast<long long>(counts.duplicates), "failures", static_cast<long long>(counts.failures),
                       "questions", static_cast<long long>(counts.questions));
}

PyObject* send_through(PyObject* capsule, PyObject* messages) {
  auto const gateway = unwrap(capsule);
  std::vector<messaging::OutgoingMessage> batch;
  if (!gateway || !from_python(messages, type_of<std::vector<messaging::OutgoingMessage>>(), &batch, Place{"batch"}))
    return nullptr;
  std::vector<messaging::SendResult> results;
  {
    WithoutGil const free;
    results = gateway->send(batch);
  }
  Ref list{PyList_New(0)};
  for (auto const& one : results) {
    Ref const shown{shown_of(one)};
    if (!list || !shown || PyList_Append(list.get(), shown.get()) < 0) return nullptr;
  }
  return list.release();
}

PyObject* ask_through(PyObject* capsule, PyObject* question) {
  auto const gateway = unwrap(capsule);
  messaging::StatusQuestion asked;
  if (!gateway || !from_python(question, type_of<messaging::StatusQuestion>(), &asked, Place{"question"}))
    return nullptr;
  messaging::StatusResult answer;
  {
    WithoutGil const free;
    answer = gateway->status(asked);
  }
  return shown_of(answer);
}

std::shared_ptr<MessageGateway> shipped_gateway(PyObject* given) {
  Ref const module{PyImport_ImportModule("lilac._messaging")};
  for (auto const* name : {"SimulationGateway", "FileGateway"}) {
    Ref const type{module ? PyObject_GetAttrString(module.get(), name) : nullptr};
    if (!type || reinterpret_cast<PyObject*>(Py_TYPE(given)) != type.get()) continue;
    Ref const capsule{PyObject_GetAttrString(given, "_native")};
    if (capsule && PyCapsule_IsValid(capsule.get(), capsule_name) != 0) return unwrap(capsule.get());
  }
  PyErr_Clear();
  return nullptr;
}

}  // namespace lilac::python

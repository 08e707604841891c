#include "simulator/must_be_seen.hpp"

#include "simulator/process.hpp"
#include "simulator/profile.hpp"

namespace lilac::simulator {

namespace {

constexpr std::uint64_t many = 2000;

constexpr char const* always[] = {
    // How people were answered
    "answer: done", "answer: as the first time", "answer: of a commit whose reply was lost",
    "answer: failed, and was done", "answer: 4001", "answer: 4002", "answer: 4003", "answer: 4004", "answer: 4006",
    "answer: 4007", "answer: 4101", "answer: 4102", "answer: 4103", "answer: 4901", "answer: 4902", "answer: 4904",
    "answer: 4905", "answer: 5901", "answer: 4201", "answer: 4209", "commit refused: conflict",
    // What hosts and processes did
    "host: batch", "host: batch failed", "host: preview", "host: receipt", "host: replays a dead letter",
    "host: trims the journal", "host: looks", "process: started", "process: not started", "process: died",
    "advance: failed", "run until idle: failed",
    // Where messages were, and where they ended
    "message: Ready", "message: Held", "message: InFlight", "message: RetryWaiting", "message: Unknown",
    "message: Sent", "message: Delivered", "message: Failed", "message: Cancelled", "message: Expired",
    "message: Suppressed", "message: possible duplicate", "message: tried again by a person", "desk message: SENT",
    "desk message: FAILED", "desk message: RETRY_PENDING",
    // What other systems did
    "gateway: a key that was carried comes again", "gateway: status accepted", "gateway: status rejected",
    "gateway: status not found", "site: a request comes again", "letter: dead", "letter: parked"};

}  // namespace

std::vector<std::string> never_seen(Sightings const& sightings, std::uint64_t seeds) {
  std::vector<std::string> missing;
  auto const need = [&](std::string const& what) {
    if (sightings.of(what) == 0) missing.push_back(what);
  };
  for (auto const* what : always) need(what);
  if (seeds >= many) need("gateway: a key is carried again");
  for (std::size_t i = 0; i < fault_count; ++i) need(std::string("fault ") + name_of(static_cast<Fault>(i)));
  for (auto const* module : modules()) {
    for (auto const* event : module->events) need(std::string("event ") + event->context + "." + event->name);
    for (auto const& policy : module->policies) need(std::string("policy ") + policy.name);
  }
  return missing;
}

}  // namespace lilac::simulator

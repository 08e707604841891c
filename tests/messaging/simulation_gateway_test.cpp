#include "lilac/adapters/simulation_gateway.hpp"

#include <doctest/doctest.h>

namespace lilac {
namespace {

using namespace std::chrono_literals;
using messaging::Channel;
using messaging::OutgoingMessage;
using messaging::SendResult;
using messaging::StatusQuestion;
using messaging::StatusResult;

constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 1 / 12} + 12h};

OutgoingMessage message(std::string key, Channel channel = Channel::EMAIL, std::int32_t attempt = 1,
                        Instant at = noon) {
  OutgoingMessage out;
  out.key = std::move(key);
  out.channel = channel;
  out.attempt = attempt;
  out.at = at;
  return out;
}
SendResult send_one(SimulationGateway& gateway, OutgoingMessage const& message) {
  return gateway.send({&message, 1}).front();
}
StatusResult::Answer ask(SimulationGateway& gateway, std::string key, Instant at = noon) {
  StatusQuestion question;
  question.key = std::move(key);
  question.at = at;
  return gateway.status(question).answer;
}

TEST_CASE("About as many tries fail as the rate says, and always the same ones") {
  auto failures = [](std::int64_t seed) {
    Simulation simulation;
    simulation.seed = seed;
    simulation.email.transient_failures = 10'000;
    SimulationGateway gateway{simulation};
    std::vector<int> failed;
    for (int i = 0; i < 100'000; ++i) {
      if (send_one(gateway, message(std::to_string(i))).answer == SendResult::Answer::Rejected) failed.push_back(i);
    }
    return failed;
  };
  auto const first = failures(1);
  CHECK(first.size() > 900);
  CHECK(first.size() < 1100);
  CHECK(first == failures(1));
  CHECK(first != failures(2));
}

TEST_CASE("A lost reply was carried, a lost send was not, and status tells them apart") {
  Simulation simulation;
  simulation.email.lost_replies = 1'000'000;
  simulation.sms.lost_sends = 1'000'000;
  SimulationGateway gateway{simulation};
  CHECK(send_one(gateway, message("a")).answer == SendResult::Answer::Pending);
  CHECK(send_one(gateway, message("b", Channel::SMS)).answer == SendResult::Answer::Pending);
  CHECK(ask(gateway, "a") == StatusResult::Answer::Accepted);
  CHECK(ask(gateway, "b") == StatusResult::Answer::NotFound);
  CHECK(gateway.counts().carried == 1);
  CHECK(gateway.counts().questions == 2);
}

TEST_CASE("A key given twice is carried twice only by a gateway that does not honour keys") {
  for (bool const honours : {true, false}) {
    Simulation simulation;
    simulation.honours_keys = honours;
    SimulationGateway gateway{simulation};
    CHECK(send_one(gateway, message("a")).answer == SendResult::Answer::Accepted);
    CHECK(send_one(gateway, message("a")).answer == SendResult::Answer::Accepted);
    CHECK(gateway.counts().repeated_keys == 1);
    CHECK(gateway.counts().duplicates == (honours ? 0 : 1));
    CHECK(gateway.counts().carried == (honours ? 1 : 2));
  }
}

TEST_CASE("During an outage sends fail transiently and nobody tells, from its first instant to before its last") {
  Simulation simulation;
  simulation.outages = {{Channel::EMAIL, noon, noon + 1h}};
  SimulationGateway gateway{simulation};
  auto answer = [&](Channel channel, Instant at) { return send_one(gateway, message("k", channel, 1, at)).answer; };
  CHECK(answer(Channel::EMAIL, noon) == SendResult::Answer::Rejected);
  CHECK(answer(Channel::EMAIL, noon + 1h - 1ms) == SendResult::Answer::Rejected);
  CHECK(ask(gateway, "k", noon) == StatusResult::Answer::Unavailable);
  CHECK(answer(Channel::EMAIL, noon + 1h) == SendResult::Answer::Accepted);
  CHECK(answer(Channel::SMS, noon) == SendResult::Answer::Accepted);
}

TEST_CASE("A channel with a delay answers later, by status") {
  Simulation simulation;
  simulation.email.delay = 1s;
  SimulationGateway gateway{simulation};
  CHECK(send_one(gateway, message("a")).answer == SendResult::Answer::Pending);
  CHECK(ask(gateway, "a", noon + 1s - 1ms) == StatusResult::Answer::Unavailable);
  CHECK(ask(gateway, "a", noon + 1s) == StatusResult::Answer::Accepted);
}

}  // namespace
}  // namespace lilac

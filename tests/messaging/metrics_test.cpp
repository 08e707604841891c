// The numbers say what happened.
#include "lilac/messaging/metrics.hpp"

#include <numeric>

#include "lilac/adapters/simulation_gateway.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

std::int64_t number_of(Engine& engine, MetricKind kind) {
  std::int64_t count = 0;
  auto const metrics = engine.ask(GetMessageMetrics{});
  REQUIRE(metrics);
  for (auto const& metric : metrics.value()) {
    if (metric.kind == kind) count += metric.count;
  }
  return count;
}

TEST_CASE("What happened is counted, by channel, and told to a scraper") {
  Desk desk;
  CHECK(desk.engine.ask(GetMessageMetrics{}).value().empty());
  desk.gateway.will_answer(SendResult::rejected(FailureKind::PERMANENT, "NO_SUCH_BOX"))
      .will_answer(SendResult::accepted());
  desk.request(Desk::text_to(7, "a", {Channel::EMAIL, Channel::SMS}));
  desk.idle();
  auto const text = desk.engine.ask(GetPrometheusText{}).value().front().text;
  for (auto const* line :
       {"# TYPE lilac_messages_sent_total counter\n", "lilac_messages_accepted_total 1\n",
        "lilac_messages_attempted_total{channel=\"EMAIL\"} 1\n", "lilac_messages_attempted_total{channel=\"SMS\"} 1\n",
        "lilac_messages_rejected_permanent_total{channel=\"EMAIL\"} 1\n",
        "lilac_messages_fell_back_total{channel=\"EMAIL\"} 1\n", "lilac_messages_sent_total{channel=\"SMS\"} 1\n",
        "lilac_messages_sent_total{channel=\"PUSH\"} 0\n", "lilac_messages_expired_total 0\n"}) {
    CHECK_MESSAGE(text.find(line) != std::string::npos, line);
  }
  CHECK(text.back() == '\n');
  CHECK(text == prometheus_text(desk.engine.ask(GetMessageMetrics{}).value()));
}

TEST_CASE("Each end of a message and each event of a channel has its number") {
  Rules rules = Desk::without_jitter();
  rules.breaker_failures = 1;
  rules.tries = 1;
  rules.polls = 1;
  Desk desk{rules};
  auto expiring = Desk::text_to(7, "expiring");
  expiring.earliest_at = noon + 1min;
  expiring.expires_at = noon + 2min;
  desk.request(expiring);
  auto const cancelled = desk.request(Desk::text_to(7, "cancelled"));
  REQUIRE(desk.run(CancelMessage{cancelled, {}}));
  REQUIRE(desk.run(Suppress{8, {}, {}, "OPTED_OUT"}, noon, admin(1)));
  desk.request(Desk::text_to(8, "suppressed"));
  auto const dead = desk.request(Desk::text_to(9, "nowhere"));
  desk.idle(noon + 3min);
  REQUIRE(desk.run(RetryDeadLetter{dead, {}}, noon + 3min));
  desk.gateway.will_answer(SendResult::pending()).will_answer(SendResult::accepted());
  desk.gateway.will_answer(SendResult::rejected(FailureKind::TRANSIENT, "BUSY"));
  desk.request(Desk::text_to(7, "a", {Channel::EMAIL, Channel::SMS}), noon + 3min);
  desk.advance(noon + 1h);
  desk.request(Desk::text_to(7, "b"), noon + 1h);
  desk.advance(noon + 2h);
  REQUIRE(desk.run(RecordReceipt{"5:1:0", Receipt::DELIVERED, {}}, noon + 2h));
  desk.idle(noon + 2h);
  for (auto const& [kind, count] : {std::pair{MetricKind::ACCEPTED, 6},
                                    {MetricKind::HELD, 1},
                                    {MetricKind::EXPIRED, 1},
                                    {MetricKind::CANCELLED, 1},
                                    {MetricKind::SUPPRESSED, 1},
                                    {MetricKind::FAILED, 3},
                                    {MetricKind::RETRIED, 1},
                                    {MetricKind::NO_ANSWER, 1},
                                    {MetricKind::POSSIBLE_DUPLICATE, 1},
                                    {MetricKind::SENT, 1},
                                    {MetricKind::DELIVERED, 1},
                                    {MetricKind::REJECTED_TRANSIENT, 2},
                                    {MetricKind::CIRCUIT_OPENED, 1}}) {
    auto const* const name = name_of(type_of<MetricKind>(), static_cast<std::int64_t>(kind));
    CAPTURE(name);
    CHECK(number_of(desk.engine, kind) == count);
  }
}

TEST_CASE("The numbers add up, and a rebuild counts the same") {
  Simulation simulation;
  simulation.email = {
      .transient_failures = 300'000, .permanent_failures = 100'000, .lost_replies = 100'000, .lost_sends = 100'000};
  simulation.sms = {.transient_failures = 200'000};
  SimulationGateway gateway{simulation};
  Desk desk{Rules{}};
  auto host = desk.host_with(Rules{});
  host.bind<MessageGateway>(gateway);
  Engine engine{desk.store, {&module}, host};
  for (int i = 0; i < 300; ++i)
    REQUIRE(engine.execute(Desk::text_to(7, std::to_string(i), {Channel::EMAIL, Channel::SMS}), system_actor,
                           {.at = noon}));
  REQUIRE(engine.advance_to(noon + 24h));
  CHECK(number_of(engine, MetricKind::ACCEPTED) == 300);
  CHECK(number_of(engine, MetricKind::SENT) + number_of(engine, MetricKind::FAILED) == 300);
  CHECK(number_of(engine, MetricKind::ATTEMPTED) == gateway.counts().sends);
  CHECK(number_of(engine, MetricKind::SENT) == gateway.counts().carried);
  auto const before = engine.ask(GetPrometheusText{}).value().front().text;
  auto const position = desk.position();
  REQUIRE(engine.rebuild_view("message_metrics"));
  REQUIRE(engine.run_until_idle(noon + 24h));
  CHECK(engine.ask(GetPrometheusText{}).value().front().text == before);
  CHECK(desk.position() == position);
}

}  // namespace
}  // namespace lilac::messaging

// How fast a channel goes, and what happens while its gateway does not work.
#include "lilac/messaging/channel_limits.hpp"

#include "lilac/messaging/errors.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

// ── The bucket ───────────────────────────────────────────────────────────────────────────────────────────────────────

ChannelLimits limited(std::int32_t messages, Duration period, std::int32_t burst = 0) {
  ChannelLimits limits;
  REQUIRE(limits.set(messages, period, burst, noon));
  return limits;
}

TEST_CASE("A bucket begins empty, fills by the millisecond and holds its burst at most") {
  auto const limits = limited(10, 1s, 15);
  CHECK(limits.room(noon) == 0);
  CHECK(limits.room(noon + 99ms) == 0);
  CHECK(limits.room(noon + 100ms) == 1);
  CHECK(limits.room(noon + 1s) == 10);
  CHECK(limits.room(noon + 1499ms) == 14);
  CHECK(limits.room(noon + 1500ms) == 15);
  CHECK(limits.room(noon + 1h) == 15);
  CHECK(limited(10, 1s).room(noon + 1h) == 10);  // without a burst, as many as a period gives
}

TEST_CASE("There is room exactly from when it says") {
  for (auto const& [messages, period] :
       {std::pair{10, Duration{1s}}, {3, Duration{1s}}, {7, Duration{1h}}, {1, Duration{24h}}}) {
    auto limits = limited(messages, period);
    auto at = noon;
    for (int i = 0; i < 20; ++i) {
      auto const next = limits.room_at(at);
      CHECK(limits.room(next - 1ms) == 0);
      CHECK(limits.room(next) == 1);
      CHECK(limits.room_at(next) == next);
      limits.charge(1, next, Rules{});
      at = next;
    }
    // Nothing is lost to rounding.
    CHECK(at - noon >= period * 20 / messages);
    CHECK(at - noon <= period * 20 / messages + 20ms);
  }
}

TEST_CASE("A clock that steps back mints nothing, and nothing twice when it comes forward again") {
  auto limits = limited(10, 1s);
  limits.charge(8, noon + 1s, Rules{});
  CHECK(limits.room(noon - 1h) == 2);
  limits.charge(2, noon - 1h, Rules{});
  CHECK(limits.room(noon + 1s) == 0);
  CHECK(limits.room(noon + 1s + 100ms) == 1);
  CHECK(limits.room_at(noon - 1h) == noon + 1s + 100ms);
  limits.empty(noon - 1h);
  CHECK(limits.room(noon + 1s + 99ms) == 0);
}

TEST_CASE("A limit that is none is refused") {
  struct Case {
    std::int32_t messages;
    Duration period;
    std::int32_t burst;
    char const* field;
  };
  constexpr Case refused[] = {{-1, 1s, 0, "messages"},     {1'000'001, 1s, 0, "messages"}, {1, 0ms, 0, "period"},
                              {1, 24h + 1ms, 0, "period"}, {1, 1s, -1, "burst"},           {1, 1s, 1'000'001, "burst"}};
  Desk desk;
  for (auto const& one : refused) {
    auto const answer = desk.run(SetChannelLimits{Channel::SMS, one.messages, one.period, one.burst}, noon, admin(1));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().is(limit_is_out_of_range));
    CHECK(answer.error().field() == one.field);
  }
  CHECK(desk.engine.ask(GetChannelLimits{}).value().empty());
  for (auto const& one : {Case{0, 1ms, 0, ""}, Case{1'000'000, 24h, 1'000'000, ""}})
    CHECK(desk.run(SetChannelLimits{Channel::SMS, one.messages, one.period, one.burst}, noon, admin(1)));
  CHECK(limited(1'000'000, 24h, 1'000'000).room(noon + std::chrono::hours(24 * 365 * 100)) == 1'000'000);
}

TEST_CASE("A clock far ahead harms one bucket at most, and one that differs little has stepped back") {
  Rules const rules;
  auto limits = limited(10, 1s, 15);
  limits.charge(1, noon + 2min, rules);
  CHECK_FALSE(limits.come_back(noon, rules));
  CHECK(limits.room(noon) == 14);
  limits.charge(1, noon + 2min + 1ms, rules);
  REQUIRE(limits.come_back(noon, rules));
  CHECK(limits.room(noon) == 0);
  CHECK(limits.room_at(noon) == noon + 100ms);
  CHECK(limits.room(noon + 1500ms) == 15);
  CHECK_FALSE(limits.come_back(noon, rules));
  auto daily = limited(1, 24h);
  daily.charge(1, noon + 24h, rules);
  CHECK_FALSE(daily.come_back(noon, rules));
  daily.charge(1, noon + 24h + 1ms, rules);
  CHECK(daily.come_back(noon, rules));
  CHECK(daily.room_at(noon) == noon + 24h);
}

TEST_CASE("A circuit that a clock far ahead has opened lets a message try after a pause") {
  Rules rules;
  rules.breaker_failures = 1;
  ChannelLimits limits;
  REQUIRE(limits.record_failure(noon + 24h * 365, rules));
  REQUIRE(limits.come_back(noon, rules));
  CHECK(limits.room(noon + 30s - 1ms) == 0);
  CHECK(limits.room(noon + 30s) == 1);
  CHECK_FALSE(limits.come_back(noon, rules));
}

TEST_CASE("After a claim by a clock a year ahead the channel goes on at its pace") {
  Desk desk;
  REQUIRE(desk.run(SetChannelLimits{Channel::SMS, 2, 1s, 2}, noon, admin(1)));
  for (int i = 0; i < 10; ++i) desk.request(Desk::text_to(7, std::to_string(i)), noon);
  auto const taken = desk.run(ClaimMessages{}, noon + 24h * 365);
  REQUIRE(taken.value().to_send.size() == 2);
  desk.idle(noon);
  CHECK(desk.gateway.sent.empty());
  desk.idle(noon + 500ms);
  CHECK(desk.gateway.sent.size() == 1);
  desk.advance(noon + 10s);
  REQUIRE(desk.gateway.sent.size() == 8);
  for (std::size_t i = 0; i < 8; ++i) CHECK(desk.gateway.sent[i].at == noon + 500ms * static_cast<int>(i + 1));
}

TEST_CASE("A limit that is set anew begins with an empty bucket now, whatever clock was there before") {
  auto limits = limited(10, 1s);
  limits.charge(1, noon + 24h * 365, Rules{});
  REQUIRE(limits.set(10, 1s, 0, noon));
  CHECK(limits.room(noon) == 0);
  CHECK(limits.room(noon + 100ms) == 1);
}

TEST_CASE("Messages go at the pace of their channel, in order, and wait as Ready without a try") {
  Desk desk;
  REQUIRE(desk.run(SetChannelLimits{Channel::SMS, 2, 1s, 2}, noon, admin(1)));
  std::vector<MessageId> ids;
  for (int i = 0; i < 7; ++i) ids.push_back(desk.request(Desk::text_to(7, std::to_string(i))));
  auto const mail = desk.request(Desk::text_to(7, "mail", {Channel::EMAIL}));
  desk.idle();
  CHECK(desk.state(mail) == State::Sent);  // another channel does not wait
  CHECK(desk.gateway.sent.size() == 1);
  CHECK(desk.state(ids[0]) == State::Ready);
  CHECK(desk.message(ids[0]).attempts == 0);
  desk.advance(noon + 10s);
  REQUIRE(desk.gateway.sent.size() == 8);
  for (std::size_t i = 0; i < 7; ++i) {
    CHECK(desk.gateway.sent[i + 1].message_id == ids[i]);
    CHECK(desk.gateway.sent[i + 1].at == noon + 500ms * static_cast<int>(i + 1));
  }
}

TEST_CASE("A limit that ends lets everything go, and a restart mints nothing") {
  Desk desk;
  REQUIRE(desk.run(SetChannelLimits{Channel::SMS, 1, 1h}, noon, admin(1)));
  for (int i = 0; i < 3; ++i) desk.request(Desk::text_to(7, std::to_string(i)));
  desk.advance(noon + 1h);
  CHECK(desk.gateway.sent.size() == 1);
  Engine restarted{desk.store, {&module}, desk.host_with(Desk::without_jitter())};
  REQUIRE(restarted.advance_to(noon + 2h - 1ms));
  CHECK(desk.gateway.sent.size() == 1);
  REQUIRE(restarted.execute(SetChannelLimits{Channel::SMS, 0}, admin(1), {.at = noon + 2h - 1ms}));
  REQUIRE(restarted.advance_to(noon + 2h - 1ms));
  CHECK(desk.gateway.sent.size() == 3);
}

TEST_CASE("A claim that lapsed empties the bucket: nobody knows what the vendor has counted") {
  Desk desk;
  REQUIRE(desk.run(SetChannelLimits{Channel::SMS, 1, 1min, 10}, noon, admin(1)));
  desk.request(Desk::text_to(7, "a"));
  auto const claim = desk.run(ClaimMessages{}, noon + 10min);  // and then the process is gone
  REQUIRE(claim.value().to_send.size() == 1);
  desk.gateway.on_status = [](StatusQuestion const&) { return StatusResult::accepted(); };
  desk.advance(noon + 12min);
  auto const limits = desk.engine.ask(GetChannelLimits{}).value();
  REQUIRE(limits.size() == 1);
  CHECK(limits.front().tokens == 0);
  CHECK(limits.front().minted_at == noon + 12min);
}

// ── The circuit breaker ──────────────────────────────────────────────────────────────────────────────────────────────

TEST_CASE("The circuit opens after the last failure in a row, and an answer between begins the count anew") {
  Rules rules;
  rules.breaker_failures = 3;
  ChannelLimits limits;
  CHECK_FALSE(limits.record_failure(noon, rules));
  CHECK_FALSE(limits.record_failure(noon, rules));
  CHECK_FALSE(limits.record_answer(noon));
  CHECK_FALSE(limits.record_failure(noon, rules));
  CHECK_FALSE(limits.record_failure(noon, rules));
  CHECK(limits.room(noon) > 1000);
  auto const opened = limits.record_failure(noon, rules);
  REQUIRE(opened);
  CHECK(opened->failures == 3);
  CHECK(opened->until == noon + 30s);
  CHECK(limits.room(noon + 30s - 1ms) == 0);
  CHECK(limits.room_at(noon) == noon + 30s);
  CHECK(limits.room(noon + 30s) == 1);  // half open
  limits.charge(1, noon + 30s, rules);
  CHECK(limits.room(noon + 30s) == 0);
  CHECK_FALSE(limits.record_failure(noon + 31s, rules));  // it stays open
  CHECK(limits.room(noon + 61s - 1ms) == 0);
  CHECK(limits.room(noon + 61s) == 1);
  CHECK(limits.record_answer(noon + 62s));
  CHECK(limits.room(noon + 62s) > 1000);
  rules.breaker_failures = 0;  // never
  for (int i = 0; i < 100; ++i) CHECK_FALSE(limits.record_failure(noon, rules));
}

TEST_CASE("While a gateway is down messages wait without using up their tries, and go when it is back") {
  Rules rules = Desk::without_jitter();
  rules.tries = 2;
  rules.breaker_failures = 5;
  Desk desk{rules};
  bool is_down = true;
  desk.gateway.room = 5;
  desk.gateway.on_send = [&](OutgoingMessage const& message) {
    return is_down && message.channel == Channel::SMS ? SendResult::rejected(FailureKind::TRANSIENT, "DOWN")
                                                      : SendResult::accepted();
  };
  for (int i = 0; i < 50; ++i) desk.request(Desk::text_to(7, std::to_string(i)));
  auto const mail = desk.request(Desk::text_to(7, "mail", {Channel::EMAIL}));
  desk.idle();
  CHECK(desk.state(mail) == State::Sent);
  CHECK(desk.engine.ask(GetMessages{State::Ready}).value().size() == 45);
  REQUIRE(desk.all<CircuitOpened>().size() == 1);
  CHECK(desk.all<CircuitOpened>().front().channel == Channel::SMS);
  auto const before = desk.gateway.sent.size();
  desk.advance(noon + 5min);
  CHECK(desk.gateway.sent.size() - before <= 10);  // one each half minute
  CHECK(desk.all<CircuitClosed>().empty());
  is_down = false;
  desk.advance(noon + 6min);
  CHECK(desk.all<CircuitClosed>().size() == 1);
  CHECK(desk.engine.ask(GetMessages{State::Ready}).value().empty());
  CHECK(desk.engine.ask(GetMessages{State::Sent}).value().size() >= 45);
}

TEST_CASE("A gateway that throws or answers nonsense fails; one that answers late, or refuses for good, works") {
  struct Case {
    std::function<SendResult(OutgoingMessage const&)> answer;
    bool opens;
  };
  Case const cases[] = {
      {[](auto const&) -> SendResult { throw std::runtime_error("wire cut"); }, true},
      {[](auto const&) { return SendResult::rejected(FailureKind::TRANSIENT, "BUSY"); }, true},
      {[](auto const&) { return SendResult::pending(); }, false},
      {[](auto const&) { return SendResult::rejected(FailureKind::PERMANENT, "NO_SUCH_NUMBER"); }, false},
      {[](auto const&) { return SendResult::accepted(); }, false},
  };
  for (auto const& one : cases) {
    Rules rules = Desk::without_jitter();
    rules.breaker_failures = 3;
    Desk desk{rules};
    desk.gateway.on_send = one.answer;
    for (int i = 0; i < 5; ++i) desk.request(Desk::text_to(7, std::to_string(i)));
    desk.idle();
    CHECK(desk.all<CircuitOpened>().size() == (one.opens ? 1 : 0));
  }
}

}  // namespace
}  // namespace lilac::messaging

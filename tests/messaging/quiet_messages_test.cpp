// What quiet hours do to messages.
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

constexpr Instant night = noon;          // 21:00 in Seoul
constexpr Instant morning = noon + 11h;  // 08:00
constexpr Instant next_night = noon + 24h;

/// Nobody is written to from 21:00 to 08:00 where he is.
struct QuietDesk : Desk {
  explicit QuietDesk(std::optional<Channel> channel = {}, std::string zone = {}) {
    SetQuietHours set;
    set.windows = {{21h, 8h, channel}};
    set.time_zone = std::move(zone);
    REQUIRE(run(set, noon - 1h, admin(1)));
  }
};

TEST_CASE("A message that is asked for at night is held and goes out in the morning, in order") {
  QuietDesk desk;
  auto const first = desk.request(Desk::text_to(7, "a"), night);
  auto const second = desk.request(Desk::text_to(7, "b"), night + 1h);
  CHECK(desk.state(first) == State::Held);
  auto const held = desk.all<MessageHeld>();
  REQUIRE(held.size() == 2);
  CHECK(held[0].reason == HoldReason::QUIET_HOURS);
  CHECK(held[0].until == morning);
  desk.advance(morning - 1ms);
  CHECK(desk.gateway.sent.empty());
  desk.advance(morning);
  REQUIRE(desk.gateway.sent.size() == 2);
  CHECK(desk.gateway.sent[0].message_id == first);
  CHECK(desk.gateway.sent[1].message_id == second);
  CHECK(desk.gateway.sent[0].at == morning);
}

TEST_CASE("A millisecond before the night a message goes out, at its first it waits") {
  QuietDesk desk;
  auto const early = desk.request(Desk::text_to(7, "a"), night - 1ms);
  desk.idle(night - 1ms);
  CHECK(desk.state(early) == State::Sent);
  auto const late = desk.request(Desk::text_to(7, "b"), night);
  CHECK(desk.state(late) == State::Held);
}

TEST_CASE("A message that was ready before the night began is held at its claim") {
  QuietDesk desk;
  auto const id = desk.request(Desk::text_to(7, "a"), night - 1ms);
  desk.idle(night);
  CHECK(desk.state(id) == State::Held);
  CHECK(desk.gateway.sent.empty());
  CHECK(desk.message(id).attempts == 0);
  desk.advance(morning);
  CHECK(desk.state(id) == State::Sent);
}

TEST_CASE("A retry that becomes due at night is held, and goes on with its tries in the morning") {
  QuietDesk desk;
  desk.gateway.will_answer(SendResult::rejected(FailureKind::TRANSIENT, "BUSY"));
  auto const id = desk.request(Desk::text_to(7, "a"), night - 10s);
  desk.idle(night - 10s);
  REQUIRE(desk.state(id) == State::RetryWaiting);
  desk.advance(night + 1h);
  CHECK(desk.state(id) == State::Held);
  CHECK(desk.message(id).attempts == 1);
  desk.advance(morning);
  CHECK(desk.state(id) == State::Sent);
  CHECK(desk.message(id).attempts == 2);
}

TEST_CASE("A reserved message whose time comes at night is held once more, for another reason") {
  QuietDesk desk;
  auto request = Desk::text_to(7, "a");
  request.earliest_at = night + 2h;
  auto const id = desk.request(request, night - 2h);
  desk.advance(night + 3h);
  CHECK(desk.message(id).hold_reason == HoldReason::QUIET_HOURS);
  auto const held = desk.all<MessageHeld>();
  REQUIRE(held.size() == 2);
  CHECK(held[0].reason == HoldReason::RESERVED);
  CHECK(held[1].reason == HoldReason::QUIET_HOURS);
  CHECK(held[1].until == morning);
  desk.advance(morning);
  CHECK(desk.state(id) == State::Sent);
}

TEST_CASE("A message that expires before the silence ends, expires then and not later") {
  QuietDesk desk;
  auto request = Desk::text_to(7, "a");
  request.expires_at = night + 2h;
  auto const id = desk.request(request, night);
  CHECK(desk.all<MessageHeld>().front().until == morning);
  desk.advance(night + 2h - 1ms);
  CHECK(desk.state(id) == State::Held);
  desk.advance(night + 2h);
  CHECK(desk.state(id) == State::Expired);
  CHECK(desk.message(id).due_at == night + 2h);
  CHECK(desk.gateway.sent.empty());
}

TEST_CASE("A retry that would come after the message expired, expires instead") {
  Desk desk;
  desk.gateway.will_answer(SendResult::rejected(FailureKind::TRANSIENT, "BUSY"));
  auto request = Desk::text_to(7, "a");
  request.expires_at = noon + 10s;
  auto const id = desk.request(request);
  desk.advance(noon + 1h);
  CHECK(desk.state(id) == State::Expired);
  CHECK(desk.gateway.sent.size() == 1);
}

TEST_CASE("Silence on one channel does not hold a message on another, but what falls back to it") {
  QuietDesk desk{Channel::SMS};
  desk.gateway.on_send = [](OutgoingMessage const& message) {
    return message.channel == Channel::EMAIL ? SendResult::rejected(FailureKind::PERMANENT, "NO_SUCH_BOX")
                                             : SendResult::accepted();
  };
  auto const id = desk.request(Desk::text_to(7, "a", {Channel::EMAIL, Channel::SMS}), night);
  CHECK(desk.state(id) == State::Ready);
  desk.idle(night);
  CHECK(desk.state(id) == State::Held);
  CHECK(desk.gateway.sent.size() == 1);
  desk.advance(morning);
  CHECK(desk.state(id) == State::Sent);
}

TEST_CASE("The zone is the recipient's; who has none that is known has the tenant's, and without it UTC") {
  for (auto const* unknown : {"", "Asia/Atlantis", "seoul"}) {
    QuietDesk with_zone{{}, "America/New_York"};  // at noon UTC it is 07:00 there
    with_zone.book.recipients[8] = {Address{phone}, {}, {}, unknown};
    auto const id = with_zone.request(Desk::text_to(8, "a"), noon);
    CHECK(with_zone.state(id) == State::Held);
    CHECK(with_zone.all<MessageHeld>().front().until == noon + 1h);

    QuietDesk without_zone;
    without_zone.book.recipients[8] = {Address{phone}, {}, {}, unknown};
    CHECK(without_zone.state(without_zone.request(Desk::text_to(8, "a"), noon)) == State::Ready);
    CHECK(without_zone.state(without_zone.request(Desk::text_to(8, "b"), noon + 9h)) == State::Held);
  }
}

TEST_CASE("A recipient's own window holds for that recipient") {
  Desk desk;
  desk.book.recipients[8] = desk.book.recipients[7];
  SetQuietHours set;
  set.owner = QuietOwner::RECIPIENT;
  set.recipient_id = 7;
  set.windows = {{21h, 8h, {}}};
  REQUIRE(desk.run(set, noon - 1h, admin(1)));
  CHECK(desk.state(desk.request(Desk::text_to(7, "a"), night)) == State::Held);
  CHECK(desk.state(desk.request(Desk::text_to(8, "b"), night)) == State::Ready);
}

TEST_CASE("New quiet hours hold at once for what waits, and what ended sooner is asked again at its old end") {
  QuietDesk desk;
  auto const id = desk.request(Desk::text_to(7, "a"), night);
  SetQuietHours longer;
  longer.windows = {{21h, 10h, {}}};
  REQUIRE(desk.run(longer, night + 1h, admin(1)));
  desk.advance(morning);
  CHECK(desk.state(id) == State::Held);
  CHECK(desk.all<MessageHeld>().back().until == morning + 2h);
  desk.advance(morning + 2h);
  CHECK(desk.state(id) == State::Sent);
}

TEST_CASE("A clock that steps back into the night, or out of it, sends nothing too early and nothing twice") {
  QuietDesk desk;
  auto const id = desk.request(Desk::text_to(7, "a"), night);
  desk.idle(night - 2h);  // it was evening again: what is held stays held until the morning it was told
  CHECK(desk.state(id) == State::Held);
  auto const evening = desk.request(Desk::text_to(7, "b"), morning - 1h);
  desk.idle(morning);
  CHECK(desk.gateway.sent.size() == 2);
  auto const again = desk.request(Desk::text_to(7, "c"), morning);
  desk.idle(morning - 1h);  // back in the night: not due yet by this clock
  CHECK(desk.state(again) == State::Ready);
  CHECK(desk.gateway.sent.size() == 2);
  desk.idle(next_night);
  CHECK(desk.state(again) == State::Held);
  CHECK(desk.state(evening) == State::Sent);
}

TEST_CASE("Whoever cannot be looked up when asked for is judged at the claim") {
  QuietDesk desk;
  desk.book.before_find = [](std::int64_t) { throw std::runtime_error("the book is at the binder's"); };
  auto const id = desk.request(Desk::text_to(7, "a"), night);
  CHECK(desk.state(id) == State::Ready);
  desk.book.before_find = [](std::int64_t) {};
  desk.idle(night);
  CHECK(desk.state(id) == State::Held);
  desk.book.before_find = [](std::int64_t) { throw std::runtime_error("again"); };
  desk.idle(morning);  // released, and the claim finds nobody: a try that failed
  CHECK(desk.state(id) == State::RetryWaiting);
  CHECK(desk.gateway.sent.empty());
}

TEST_CASE("More than a claim holds is released over several claims and runs into the next night") {
  Rules rules = Desk::without_jitter();
  rules.claim_size = 10;
  Desk desk{rules};
  SetQuietHours set;
  set.windows = {{21h, 8h, {}}};
  REQUIRE(desk.run(set, noon - 1h, admin(1)));
  for (int i = 0; i < 35; ++i) desk.request(Desk::text_to(7, std::to_string(i)), night);
  // Only one claim comes about before the next night begins.
  REQUIRE(desk.engine.execute(ClaimMessages{}, system_actor, {.at = morning}));
  desk.idle(next_night);
  auto const held = desk.engine.ask(GetMessages{State::Held}).value();
  CHECK(held.size() == 25);
  for (auto const& message : held) CHECK(message.due_at == next_night + 11h);
}

}  // namespace
}  // namespace lilac::messaging

// What the vendor reports later is taken as long as the message has not ended.
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

struct Told : Desk {
  MessageId id = request(text_to(7, "k", {Channel::EMAIL, Channel::SMS}));
  using Desk::Desk;
  void tell(Receipt receipt, Instant at = noon) { REQUIRE(run(RecordReceipt{"1:0:0", receipt, "SAID"}, at)); }
};

TEST_CASE("DELIVERED while a message waits for its next try is taken, and it is not sent again") {
  Told desk;
  desk.gateway.will_answer(SendResult::rejected(FailureKind::TRANSIENT, "BUSY"));
  desk.idle();
  REQUIRE(desk.state(desk.id) == State::RetryWaiting);
  desk.tell(Receipt::DELIVERED);
  CHECK(desk.state(desk.id) == State::Delivered);
  desk.advance(noon + 1h);
  CHECK(desk.gateway.sent.size() == 1);
}

TEST_CASE("A bounce while a message waits for its next try leads to the next channel") {
  Told desk;
  desk.gateway.will_answer(SendResult::rejected(FailureKind::TRANSIENT, "BUSY"));
  desk.idle();
  desk.tell(Receipt::BOUNCED);
  desk.idle();
  REQUIRE(desk.gateway.sent.size() == 2);
  CHECK(desk.gateway.sent.back().channel == Channel::SMS);
}

TEST_CASE("A message that is held since nobody could tell is released by a receipt") {
  for (auto const receipt : {Receipt::DELIVERED, Receipt::BOUNCED}) {
    auto rules = Desk::without_jitter();
    rules.unresolved = Unresolved::hold;
    Told desk{rules};
    desk.gateway.will_answer(SendResult::pending());
    desk.advance(noon + 1h);
    REQUIRE(desk.message(desk.id).hold_reason == HoldReason::UNRESOLVED);
    desk.tell(receipt, noon + 1h);
    desk.idle(noon + 1h);
    CHECK(desk.state(desk.id) == (receipt == Receipt::DELIVERED ? State::Delivered : State::Sent));
    CHECK(desk.gateway.sent.size() == (receipt == Receipt::DELIVERED ? 1 : 2));
  }
}

TEST_CASE("The same when it waits to be sent again since the gateway never got it, and in quiet hours") {
  for (auto const is_quiet : {false, true}) {
    Told desk;
    REQUIRE(desk.run(ClaimMessages{}));  // and then nobody hears of that courier, who is slow
    desk.gateway.on_status = [&](StatusQuestion const&) {
      if (is_quiet) {
        SetQuietHours quiet;
        quiet.windows = {{20h, 22h, {}}};
        quiet.time_zone = "Asia/Seoul";
        REQUIRE(desk.run(quiet, noon + 2min, admin(1)));
      } else {
        desk.gateway.room = 0;
      }
      return StatusResult::not_found();
    };
    desk.idle(noon + 2min);
    REQUIRE(desk.state(desk.id) == (is_quiet ? State::Held : State::Ready));
    CHECK(desk.message(desk.id).attempts == 0);
    desk.tell(Receipt::DELIVERED, noon + 2min);
    CHECK(desk.state(desk.id) == State::Delivered);
  }
}

TEST_CASE("A receipt for what no gateway ever got changes nothing, nor one for what has ended") {
  Told desk;
  desk.tell(Receipt::DELIVERED);
  CHECK(desk.state(desk.id) == State::Ready);
  desk.gateway.on_send = [](OutgoingMessage const&) { return SendResult::rejected(FailureKind::PERMANENT, "NO"); };
  desk.idle();
  REQUIRE(desk.state(desk.id) == State::Failed);
  REQUIRE(desk.run(RecordReceipt{"1:1:0", Receipt::DELIVERED, {}}));
  CHECK(desk.state(desk.id) == State::Failed);
}

TEST_CASE("The next channel's own key has not been given to a gateway yet") {
  Told desk;
  desk.gateway.on_send = [&](OutgoingMessage const&) {
    desk.gateway.room = 0;
    return SendResult::rejected(FailureKind::PERMANENT, "NO");
  };
  desk.idle();
  REQUIRE(desk.message(desk.id).step == 1);
  REQUIRE(desk.run(RecordReceipt{"1:1:0", Receipt::BOUNCED, {}}));
  CHECK(desk.state(desk.id) == State::Ready);
}

TEST_CASE("A receipt for a message that is not there is refused by its key") {
  Desk desk;
  auto const refused = desk.run(RecordReceipt{"99:0:0", Receipt::DELIVERED, {}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(lilac::rules::not_found));
  CHECK(refused.error().field() == "key");
}

TEST_CASE("A gateway that took a message after all, though it said that it had not, is believed") {
  Told desk;
  auto const sent = desk.run(ClaimMessages{}).value().to_send.front();
  desk.gateway.on_status = [&](StatusQuestion const&) {
    desk.gateway.room = 0;
    return StatusResult::not_found();
  };
  desk.idle(noon + 2min);
  REQUIRE(desk.state(desk.id) == State::Ready);
  desk.gateway.room = 100;
  SendOutcome outcome{desk.id, 0, 0, 1, OutcomeKind::REJECTED, FailureKind::PERMANENT, "NO", {}, sent.try_number};
  REQUIRE(desk.run(RecordSendOutcomes{{outcome}}, noon + 2min));
  CHECK(desk.state(desk.id) == State::Ready);
  outcome.outcome = OutcomeKind::ACCEPTED;
  REQUIRE(desk.run(RecordSendOutcomes{{outcome}}, noon + 2min));
  CHECK(desk.state(desk.id) == State::Sent);
  desk.advance(noon + 1h);
  CHECK(desk.gateway.sent.empty());
}

}  // namespace
}  // namespace lilac::messaging

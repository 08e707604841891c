// A cancellation that comes too late for what is on its way is not too late for what would follow.
#include "lilac/messaging/errors.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

/// By e-mail, then by SMS; a policy cancels it while the e-mail is on its way.
struct OnItsWay : Desk {
  MessageId id = request(text_to(7, "bill:1", {Channel::EMAIL, Channel::SMS}));
  void cancel() { CHECK(run(CancelMessage{{}, "bill:1"})); }
  /// The e-mail goes out, is cancelled meanwhile, and then this comes of it.
  void cancelled_before(SendResult const& answer) {
    gateway.on_send = [this, answer](OutgoingMessage const&) {
      cancel();
      return answer;
    };
    idle();
  }
};

TEST_CASE("What was cancelled on its way is not sent again, nor by another channel") {
  for (auto const kind : {FailureKind::TRANSIENT, FailureKind::PERMANENT}) {
    OnItsWay desk;
    desk.cancelled_before(SendResult::rejected(kind, "NO"));
    CHECK(desk.state(desk.id) == State::Cancelled);
    CHECK(desk.all<MessageCancelled>().size() == 1);
    desk.advance(noon + 1h);
    CHECK(desk.gateway.sent.size() == 1);
  }
}

TEST_CASE("What was cancelled on its way and arrived is sent") {
  OnItsWay desk;
  desk.cancelled_before(SendResult::accepted());
  CHECK(desk.state(desk.id) == State::Sent);
  CHECK(desk.all<MessageCancelled>().empty());
}

TEST_CASE("When nobody knows what became of it, it is asked for, and not sent again") {
  for (auto const& answer : {StatusResult::not_found(), StatusResult::unavailable()}) {
    for (auto const unresolved : {Unresolved::resend, Unresolved::fall_back, Unresolved::hold}) {
      auto rules = Desk::without_jitter();
      rules.unresolved = unresolved;
      Desk desk{rules};
      auto const id = desk.request(Desk::text_to(7, "bill:1", {Channel::EMAIL, Channel::SMS}));
      desk.gateway.on_send = [](OutgoingMessage const&) { return SendResult::pending(); };
      desk.gateway.on_status = [&](StatusQuestion const&) { return answer; };
      desk.idle();
      REQUIRE(desk.state(id) == State::Unknown);
      REQUIRE(desk.run(CancelMessage{{}, "bill:1"}));
      CHECK(desk.state(id) == State::Unknown);
      desk.advance(noon + 1h);
      CHECK_FALSE(desk.gateway.asked.empty());
      CHECK(desk.gateway.sent.size() == 1);
      CHECK(desk.state(id) == State::Cancelled);
    }
  }
}

TEST_CASE("What was sent, cancelled, and bounced does not go by another channel") {
  OnItsWay desk;
  desk.idle();
  desk.cancel();
  CHECK(desk.state(desk.id) == State::Sent);
  REQUIRE(desk.run(RecordReceipt{desk.gateway.sent.front().key, Receipt::BOUNCED, "FULL"}));
  CHECK(desk.state(desk.id) == State::Cancelled);
  desk.advance(noon + 1h);
  CHECK(desk.gateway.sent.size() == 1);
}

TEST_CASE("A dead letter that was cancelled is tried again by nobody") {
  OnItsWay desk;
  desk.gateway.on_send = [](OutgoingMessage const&) { return SendResult::rejected(FailureKind::PERMANENT, "NO"); };
  desk.idle();
  REQUIRE(desk.state(desk.id) == State::Failed);
  desk.cancel();
  auto const refused = desk.run(RetryDeadLetter{desk.id, {}}, noon, operation_user(3));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(message_is_not_to_be_retried));
  CHECK(refused.error().number() == 4201);
  auto const by_policy = desk.run(RetryDeadLetter{desk.id, {}});
  REQUIRE(by_policy);
  CHECK(by_policy.value().state == State::Failed);
  desk.idle();
  CHECK(desk.gateway.sent.size() == 2);
}

TEST_CASE("A person is told that it is too late, and then nothing is remembered") {
  OnItsWay desk;
  desk.gateway.on_send = [&](OutgoingMessage const& message) {
    auto const refused = desk.run(CancelMessage{desk.id, {}}, noon, operation_user(3));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().is(message_cannot_be_cancelled));
    return message.channel == Channel::EMAIL ? SendResult::rejected(FailureKind::PERMANENT, "NO")
                                             : SendResult::accepted();
  };
  desk.idle();
  CHECK(desk.state(desk.id) == State::Sent);
  CHECK(desk.gateway.sent.size() == 2);
}

TEST_CASE("What was cancelled stays so when it is cancelled again, and what ended otherwise is not touched") {
  OnItsWay desk;
  desk.idle();
  desk.cancel();
  auto const version = desk.message(desk.id).updated_at;
  REQUIRE(desk.run(CancelMessage{desk.id, {}}, noon + 1h));
  CHECK(desk.message(desk.id).updated_at == version);
  REQUIRE(desk.run(RecordReceipt{desk.gateway.sent.front().key, Receipt::DELIVERED, {}}));
  CHECK(desk.state(desk.id) == State::Delivered);
  CHECK(desk.all<MessageCancelled>().empty());
}

}  // namespace
}  // namespace lilac::messaging

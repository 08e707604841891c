// Several couriers on one store, one of them slow; and who decides something while a claim is committed.
#include "engine/passing_store.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

/// Another process on the desk's store, with a connection of its own to the vendor.
struct Other {
  testing::RecordingGateway gateway;
  Engine engine;
  explicit Other(Desk& desk, Rules const& rules = Desk::without_jitter())
      : engine(desk.store, {&module}, desk.host_with(rules).bind<MessageGateway>(gateway)) {
    gateway.on_status = [](StatusQuestion const&) { return StatusResult::not_found(); };
  }
};

/// One e-mail and one short message: two batches of one claim. While the first is sent, another courier comes `after`.
struct SlowVendor : Desk {
  Other other{*this};
  MessageId mail = request(text_to(7, "mail", {Channel::EMAIL}));
  MessageId note = request(text_to(7, "note"));
  explicit SlowVendor(Duration after) {
    gateway.on_send = [this, after](OutgoingMessage const& message) {
      if (message.channel == Channel::EMAIL) REQUIRE(other.engine.run_until_idle(noon + after));
      return SendResult::accepted();
    };
    idle();
  }
};

TEST_CASE("What somebody took over while the gateway was slow is left out of the next batch") {
  SlowVendor desk{2min};
  REQUIRE(desk.gateway.sent.size() == 1);  // the short message was not ours any more
  CHECK(desk.gateway.sent.front().message_id == desk.mail);
  CHECK(desk.other.gateway.sent.size() == 2);
  CHECK(desk.state(desk.note) == State::Sent);
}

TEST_CASE("What is sent again after a claim has lapsed is marked, though the gateway says that it never got it") {
  SlowVendor desk{2min};
  CHECK(desk.gateway.sent.front().key == desk.other.gateway.sent.front().key);  // it has it twice
  CHECK(desk.message(desk.mail).possible_duplicate);
  CHECK(desk.message(desk.note).possible_duplicate);
  for (auto const& sent : desk.all<MessageSent>()) CHECK(sent.possible_duplicate);
}

TEST_CASE("A claim that has not lapsed is nobody else's, and nothing is marked") {
  SlowVendor desk{2min - 1ms};
  CHECK(desk.gateway.sent.size() == 2);
  CHECK(desk.other.gateway.sent.empty());
  CHECK_FALSE(desk.message(desk.mail).possible_duplicate);
  CHECK_FALSE(desk.message(desk.note).possible_duplicate);
}

TEST_CASE("What never arrived, says the gateway that was asked in time, is sent again without a mark") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  desk.gateway.will_answer(SendResult::pending());
  desk.gateway.on_status = [](StatusQuestion const&) { return StatusResult::not_found(); };
  desk.advance(noon + 30s);
  CHECK(desk.gateway.sent.size() == 2);
  CHECK(desk.state(id) == State::Sent);
  CHECK_FALSE(desk.message(id).possible_duplicate);
}

TEST_CASE("A late word about an earlier try does not count for the present one") {
  for (auto const says : {OutcomeKind::REJECTED, OutcomeKind::ACCEPTED, OutcomeKind::NO_ANSWER}) {
    Desk desk;
    auto const id = desk.request(Desk::text_to(7, "k"));
    auto const first = desk.run(ClaimMessages{}).value().to_send;
    REQUIRE(first.size() == 1);
    desk.gateway.on_status = [](StatusQuestion const&) { return StatusResult::not_found(); };
    desk.gateway.on_send = [](OutgoingMessage const&) { return SendResult::pending(); };
    desk.idle(noon + 2min);  // the claim has lapsed, and it is sent again
    REQUIRE(desk.gateway.sent.size() == 1);
    auto const& second = desk.gateway.sent.front();
    CHECK(second.key == first.front().key);
    CHECK(second.attempt == first.front().attempt);  // the first one is not counted
    CHECK(first.front().try_number == 1);
    CHECK(second.try_number == 2);
    SendOutcome outcome{id, 0, 0, 1, says, FailureKind::PERMANENT, "LATE", {}, first.front().try_number};
    auto const before = desk.position();
    REQUIRE(desk.run(RecordSendOutcomes{{outcome}}, noon + 2min));
    CHECK(desk.position() == before);
    CHECK(desk.state(id) == State::Unknown);
    outcome.try_number = second.try_number;
    outcome.outcome = OutcomeKind::REJECTED;
    REQUIRE(desk.run(RecordSendOutcomes{{outcome}}, noon + 2min));
    CHECK(desk.state(id) == State::Failed);
  }
}

// ── Decisions ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Somebody decides while a claim of the message to 7 is being committed.
struct DecidedMeanwhile : Desk {
  parcel::PassingStore passing{store};
  Engine claiming{passing, {&module}, host_with(without_jitter())};
  MessageId id = request(text_to(7, "k"));

  template <class C>
  void decide(C const& command) {
    auto is_due = true;
    passing.before = [this, is_due, command](std::string_view operation) mutable -> result<> {
      if (operation != "commit" || !is_due) return outcome::success();
      is_due = false;
      return run(command, noon, admin(1)).has_value() ? outcome::success() : result<>{storage_error("it must")};
    };
    REQUIRE(claiming.run_until_idle(noon));
  }
};

SetQuietHours quiet_at_noon() {
  SetQuietHours quiet;
  quiet.windows = {{20h, 22h, {}}};  // in Seoul
  quiet.time_zone = "Asia/Seoul";
  return quiet;
}

TEST_CASE("Whoever said no before a claim was committed gets nothing") {
  DecidedMeanwhile desk;
  desk.decide(Suppress{7, {}, {}, "OPTED_OUT"});
  CHECK(desk.gateway.sent.empty());
  CHECK(desk.state(desk.id) == State::Suppressed);
}

TEST_CASE("The same where others have said no before, and where this one had said so of something else") {
  for (auto const other : {std::int64_t{8}, std::int64_t{7}}) {
    DecidedMeanwhile desk;
    REQUIRE(desk.run(Suppress{other, Channel::EMAIL, {}, "OPTED_OUT"}, noon, admin(1)));
    desk.decide(Suppress{7, Channel::SMS, Category::TRANSACTIONAL, "OPTED_OUT"});
    CHECK(desk.gateway.sent.empty());
    CHECK(desk.state(desk.id) == State::Suppressed);
  }
}

TEST_CASE("Quiet hours that are set before a claim is committed hold for it, and so does a limit") {
  SUBCASE("quiet hours, the first that were ever set") {
    DecidedMeanwhile desk;
    desk.decide(quiet_at_noon());
    CHECK(desk.gateway.sent.empty());
    CHECK(desk.state(desk.id) == State::Held);
  }
  SUBCASE("the recipient's own") {
    DecidedMeanwhile desk;
    auto own = quiet_at_noon();
    own.owner = QuietOwner::RECIPIENT;
    own.recipient_id = 7;
    own.time_zone.clear();
    desk.decide(own);
    CHECK(desk.gateway.sent.empty());
    CHECK(desk.state(desk.id) == State::Held);
  }
  SUBCASE("a limit") {
    DecidedMeanwhile desk;
    desk.decide(SetChannelLimits{Channel::SMS, 1, 1s});
    CHECK(desk.gateway.sent.empty());
    CHECK(desk.state(desk.id) == State::Ready);
  }
}

TEST_CASE("A decision about somebody else, or behind the commit, leaves a claim as it is") {
  DecidedMeanwhile undisturbed;
  REQUIRE(undisturbed.claiming.run_until_idle(noon));
  DecidedMeanwhile desk;
  desk.decide(Suppress{8, {}, {}, "OPTED_OUT"});
  CHECK(desk.gateway.sent.size() == 1);
  CHECK(desk.passing.commits.load() == undisturbed.passing.commits.load());  // nothing was judged again
  REQUIRE(desk.run(Suppress{7, {}, {}, "OPTED_OUT"}, noon, admin(1)));
  CHECK(desk.state(desk.id) == State::Sent);
}

}  // namespace
}  // namespace lilac::messaging

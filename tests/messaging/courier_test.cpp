#include "lilac/messaging/courier.hpp"

#include <set>

#include "engine/passing_store.hpp"
#include "lilac/adapters/simulation_gateway.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;
using State = MessageState;

std::vector<Channel> const email_then_sms{Channel::EMAIL, Channel::SMS};

TEST_CASE("A message goes out once, with a stable key") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  desk.idle();
  desk.idle(noon + 1h);
  REQUIRE(desk.gateway.sent.size() == 1);
  auto const& sent = desk.gateway.sent.front();
  CHECK(sent.key == desk.name() + "1:0:0");
  CHECK(sent.address.secret == phone);
  CHECK(sent.text == "Please call us.");
  CHECK(sent.at == noon);
  CHECK(desk.state(id) == State::Sent);
  CHECK(desk.message(id).vendor_id == "vendor-1");
  CHECK(desk.events() == Names{"MessageAccepted", "MessageAttempted", "MessageSent"});
}

TEST_CASE("Messages go in the order of release, and a retry loses its place") {
  Desk desk;
  desk.request(Desk::text_to(7, "late"), noon + 1s);
  desk.request(Desk::text_to(7, "first"), noon);
  desk.request(Desk::text_to(7, "second"), noon);
  desk.gateway.on_send = [&](OutgoingMessage const& message) {
    return message.key == desk.name() + "2:0:0" && desk.gateway.sent.size() == 1
               ? SendResult::rejected(FailureKind::TRANSIENT, "BUSY")
               : SendResult::accepted();
  };
  desk.advance(noon + 1min);
  std::vector<std::string> keys;
  for (auto const& message : desk.gateway.sent) keys.push_back(message.key.substr(desk.name().size()));
  CHECK(keys == Names{"2:0:0", "3:0:0", "1:0:0", "2:0:0"});
}

TEST_CASE("A batch holds one channel and at most what the gateway takes") {
  Desk desk;
  desk.gateway.room = 2;
  for (int i = 0; i < 3; ++i) desk.request(Desk::text_to(7, "s" + std::to_string(i)));
  desk.request(Desk::text_to(7, "e", {Channel::EMAIL}));
  desk.idle();
  CHECK(desk.gateway.sent.size() == 4);
  CHECK(desk.gateway.batches == std::vector<std::size_t>{2, 1, 1});
}

TEST_CASE("A transient failure is tried three times, then the next channel") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k", email_then_sms));
  desk.gateway.on_send = [](OutgoingMessage const& message) {
    return message.channel == Channel::EMAIL ? SendResult::rejected(FailureKind::TRANSIENT, "BUSY")
                                             : SendResult::accepted();
  };
  desk.idle();
  CHECK(desk.state(id) == State::RetryWaiting);
  desk.advance(noon + 30s - 1ms);
  CHECK(desk.gateway.sent.size() == 1);
  desk.advance(noon + 30s);
  CHECK(desk.gateway.sent.size() == 2);
  desk.advance(noon + 90s - 1ms);
  CHECK(desk.gateway.sent.size() == 2);
  desk.advance(noon + 90s);
  CHECK(desk.gateway.sent.size() == 4);
  CHECK(desk.state(id) == State::Sent);
  CHECK(desk.events() == Names{"MessageAccepted", "MessageAttempted", "MessageAttemptFailed", "MessageAttempted",
                               "MessageAttemptFailed", "MessageAttempted", "MessageAttemptFailed", "ChannelFellBack",
                               "MessageAttempted", "MessageSent"});
  std::set<std::string> keys;
  for (auto const& message : desk.gateway.sent) keys.insert(message.key.substr(desk.name().size()));
  CHECK(keys == std::set<std::string>{"1:0:0", "1:1:0"});
}

TEST_CASE("The last step used up makes a dead letter") {
  Desk desk{one_try_per_channel()};
  auto const id = desk.request(Desk::text_to(7, "k", email_then_sms));
  desk.gateway.on_send = [](OutgoingMessage const&) { return SendResult::rejected(FailureKind::TRANSIENT, "BUSY"); };
  desk.idle();
  CHECK(desk.gateway.sent.size() == 2);
  CHECK(desk.state(id) == State::Failed);
  auto const failed = desk.all<MessageFailed>();
  REQUIRE(failed.size() == 1);
  CHECK(failed.front().reason == "BUSY");
  CHECK(failed.front().channel == Channel::SMS);
  CHECK(failed.front().dedup_key == "k");
}

TEST_CASE("Without an address a message fails and the gateway is not called") {
  Desk desk;
  auto const nobody = desk.request(Desk::text_to(8, "nobody"));
  desk.book.recipients[9] = {Address{phone}, {}, {}, {}};
  auto const no_mailbox = desk.request(Desk::text_to(9, "no mailbox", email_then_sms));
  desk.idle();
  CHECK(desk.state(nobody) == State::Failed);
  CHECK(desk.all<MessageFailed>().front().reason == "NO_ADDRESS");
  CHECK(desk.state(no_mailbox) == State::Sent);
  CHECK(desk.all<ChannelFellBack>().front().reason == "NO_ADDRESS");
  REQUIRE(desk.gateway.sent.size() == 1);
  CHECK(desk.gateway.sent.front().channel == Channel::SMS);
  CHECK(desk.all<MessageAttempted>().size() == 1);
}

TEST_CASE("A book that throws fails the try of its own message only") {
  Desk desk;
  desk.book.recipients[9] = desk.book.recipients[7];
  desk.book.before_find = [](std::int64_t recipient) {
    if (recipient == 9) throw std::runtime_error("down");
  };
  auto const unlucky = desk.request(Desk::text_to(9, "a"));
  auto const lucky = desk.request(Desk::text_to(7, "b"));
  desk.idle();
  CHECK(desk.state(lucky) == State::Sent);
  CHECK(desk.state(unlucky) == State::RetryWaiting);
  CHECK(desk.all<MessageAttemptFailed>().front().reason == "ADDRESS_BOOK_FAILED");
  desk.book.before_find = [](std::int64_t) {};
  desk.advance(noon + 30s);
  CHECK(desk.state(unlucky) == State::Sent);
}

TEST_CASE("An expired message is sent by no channel") {
  Desk desk;
  auto request = Desk::text_to(7, "k", email_then_sms);
  request.expires_at = noon + 1min;
  auto const id = desk.request(request);
  desk.idle(noon + 1min);
  CHECK(desk.state(id) == State::Expired);
  CHECK(desk.gateway.sent.empty());
  CHECK(desk.events() == Names{"MessageAccepted", "MessageExpired"});
}

TEST_CASE("Without a gateway or a book messages wait") {
  MemoryStore store;
  Host host;
  host.bind<Zones>(zones());
  Engine engine{store, {&module}, host};
  REQUIRE(engine.execute(Desk::text_to(7, "k"), system_actor, {.at = noon}));
  REQUIRE(engine.advance_to(noon + 1h));
  CHECK(engine.ask(GetMessages{State::Ready}).value().size() == 1);
}

TEST_CASE("A gateway that takes nothing lets messages wait") {
  Desk desk;
  desk.gateway.room = 0;
  auto const id = desk.request(Desk::text_to(7, "k"));
  desk.advance(noon + 1h);
  CHECK(desk.state(id) == State::Ready);
}

TEST_CASE("A gateway that throws leaves every message of the batch unknown") {
  Desk desk;
  auto const first = desk.request(Desk::text_to(7, "a"));
  auto const second = desk.request(Desk::text_to(7, "b"));
  desk.gateway.on_send = [](OutgoingMessage const&) -> SendResult { throw 42; };
  desk.idle();
  CHECK(desk.state(first) == State::Unknown);
  CHECK(desk.state(second) == State::Unknown);
  CHECK(desk.all<MessageAttemptFailed>().front().kind == FailureKind::UNKNOWN);
}

/// Answers once more than it was asked.
struct Miscounting final : MessageGateway {
  std::vector<SendResult> send(std::span<OutgoingMessage const> batch) override {
    return std::vector<SendResult>(batch.size() + 1, SendResult::accepted());
  }
  StatusResult status(StatusQuestion const&) override { return StatusResult::unavailable(); }
};

TEST_CASE("A gateway that miscounts leaves every message of the batch unknown") {
  Desk desk;
  Miscounting gateway;
  Engine engine{desk.store, {&module}, desk.host_with({}).bind<MessageGateway>(gateway)};
  auto const first = desk.request(Desk::text_to(7, "a"));
  auto const second = desk.request(Desk::text_to(7, "b"));
  REQUIRE(engine.run_until_idle(noon));
  CHECK(desk.state(first) == State::Unknown);
  CHECK(desk.state(second) == State::Unknown);
  CHECK(desk.all<MessageAttemptFailed>().front().kind == FailureKind::UNKNOWN);
}

TEST_CASE("An unknown outcome is asked for, and each answer has its consequence") {
  struct Case {
    StatusResult answer;
    State state;
    std::size_t sends;
  };
  Case const cases[] = {
      {StatusResult::accepted("v"), State::Sent, 1},
      {StatusResult::rejected(FailureKind::PERMANENT, "R"), State::Failed, 1},
      {StatusResult::rejected(FailureKind::TRANSIENT, "R"), State::RetryWaiting, 1},
      {StatusResult::rejected(FailureKind::UNKNOWN, "R"), State::Unknown, 1},
      {StatusResult::unavailable(), State::Unknown, 1},
      {StatusResult::not_found(), State::Sent, 2},
  };
  for (auto const& one : cases) {
    Desk desk;
    auto const id = desk.request(Desk::text_to(7, "k"));
    desk.gateway.on_send = [&](OutgoingMessage const&) {
      return desk.gateway.sent.size() == 1 ? SendResult::pending() : SendResult::accepted();
    };
    desk.gateway.on_status = [&](StatusQuestion const&) { return one.answer; };
    desk.advance(noon + 30s - 1ms);
    CHECK(desk.state(id) == State::Unknown);
    CHECK(desk.gateway.asked.empty());
    desk.advance(noon + 30s);
    CHECK(desk.gateway.asked.size() == 1);
    CHECK(desk.gateway.asked.front().key == desk.name() + "1:0:0");
    CHECK(desk.state(id) == one.state);
    CHECK(desk.gateway.sent.size() == one.sends);
    for (auto const& sent : desk.gateway.sent) {
      CHECK(sent.key == desk.name() + "1:0:0");
      CHECK(sent.attempt == 1);
    }
  }
}

TEST_CASE("A status that throws counts as one that cannot be told") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  desk.gateway.on_send = [](OutgoingMessage const&) { return SendResult::pending(); };
  desk.gateway.on_status = [](StatusQuestion const&) -> StatusResult { throw std::runtime_error("down"); };
  desk.advance(noon + 1min);
  CHECK(desk.state(id) == State::Unknown);
  CHECK(desk.gateway.asked.size() == 2);
}

TEST_CASE("After six questions without an answer the message is sent again and marked") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  desk.gateway.on_send = [&](OutgoingMessage const&) {
    return desk.gateway.sent.size() == 1 ? SendResult::pending() : SendResult::accepted();
  };
  desk.gateway.on_status = [](StatusQuestion const&) { return StatusResult::unavailable(); };
  desk.advance(noon + 180s - 1ms);
  CHECK(desk.gateway.asked.size() == 5);
  desk.advance(noon + 180s);
  CHECK(desk.gateway.asked.size() == 6);
  CHECK(desk.state(id) == State::RetryWaiting);
  desk.advance(noon + 210s);
  CHECK(desk.state(id) == State::Sent);
  CHECK(desk.all<MessageSent>().front().possible_duplicate);
}

TEST_CASE("A crash between claim and record is found when the claim lapses, and the gateway is asked") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  auto const claim = desk.run(ClaimMessages{});  // and then the process is gone, after or before the send
  REQUIRE(claim);
  REQUIRE(claim.value().to_send.size() == 1);
  CHECK(desk.state(id) == State::InFlight);
  Engine restarted{desk.store, {&module}, desk.host_with(Desk::without_jitter())};

  SUBCASE("it had been sent") {
    desk.gateway.on_status = [](StatusQuestion const&) { return StatusResult::accepted(); };
    REQUIRE(restarted.advance_to(noon + 2min - 1ms));
    CHECK(desk.state(id) == State::InFlight);
    REQUIRE(restarted.advance_to(noon + 2min));
    CHECK(desk.state(id) == State::Sent);
    CHECK(desk.gateway.sent.empty());
  }
  SUBCASE("it had not been sent") {
    desk.gateway.on_status = [](StatusQuestion const&) { return StatusResult::not_found(); };
    REQUIRE(restarted.advance_to(noon + 2min));
    CHECK(desk.state(id) == State::Sent);
    REQUIRE(desk.gateway.sent.size() == 1);
    CHECK(desk.gateway.sent.front().key == claim.value().to_send.front().key);
  }
  SUBCASE("the first outcome comes late") {
    auto const& sent = claim.value().to_send.front();
    REQUIRE(
        desk.run(RecordSendOutcomes{{{sent.message_id, 0, 0, 1, OutcomeKind::ACCEPTED, {}, {}, {}, sent.try_number}}},
                 noon + 1min));
    REQUIRE(restarted.advance_to(noon + 1h));
    CHECK(desk.state(id) == State::Sent);
    CHECK(desk.gateway.sent.empty());
    CHECK(desk.gateway.asked.empty());
  }
}

TEST_CASE("An outcome that comes twice, or of a message that is gone, changes nothing") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  desk.idle();
  auto const before = desk.position();
  SendOutcome const again{id, 0, 0, 1, OutcomeKind::REJECTED, FailureKind::PERMANENT, "R", {}, 1};
  auto gone = again;
  gone.message_id = {99};
  REQUIRE(desk.run(RecordSendOutcomes{{gone, again}}));
  CHECK(desk.position() == before);
  CHECK(desk.state(id) == State::Sent);
}

TEST_CASE("A message that was forgotten while it waited is not sent") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  // What redaction leaves of the row, written past the engine.
  auto redacted = desk.message(id);
  redacted.text = "";
  RowWrite const rows[] = {{&entity_info<Message>(), id.value, 1, 2, RowWrite::Action::update, &redacted, 0}};
  WriteSet set;
  set.rows = rows;
  set.may_consume = false;
  REQUIRE(desk.store.commit(set));
  desk.idle();
  CHECK(desk.gateway.sent.empty());
  CHECK(desk.state(id) == State::Failed);
  CHECK(desk.all<MessageFailed>().front().reason == "TEXT_NOT_AS_ACCEPTED");
}

TEST_CASE("A store that fails while a message is made ready ends the claim, and the message is sent later") {
  for (int failing = 1;; ++failing) {
    CAPTURE(failing);
    Desk desk;
    desk.define(Channel::SMS, "Hello {name}.", {"name"});
    auto request = Desk::text_to(7, "k");
    request.text.reset();
    request.template_id = TemplateId{3};
    request.variables = {{"name", "Kim"}};
    auto const id = desk.request(request);
    parcel::PassingStore store{desk.store};
    Engine engine{store, {&module}, desk.host_with(Desk::without_jitter())};
    int operations = 0;
    store.before = [&](std::string_view) -> result<> {
      if (++operations == failing) return storage_error("a hiccup");
      return outcome::success();
    };
    auto const done = engine.run_until_idle(noon);
    if (operations < failing) break;
    REQUIRE(!done);
    CHECK(done.error().is(rules::storage_failed));
    REQUIRE(engine.advance_to(noon + 1h));
    CHECK(desk.state(id) == State::Sent);
    CHECK(desk.all<MessageFailed>().empty());
  }
}

TEST_CASE("A courier inside another takes other messages, never the same") {
  Desk desk;
  desk.gateway.room = 1;
  for (int i = 0; i < 3; ++i) desk.request(Desk::text_to(7, "k" + std::to_string(i)));
  int depth = 0;
  desk.gateway.on_send = [&](OutgoingMessage const&) {
    if (++depth < 3) REQUIRE(desk.engine.run_until_idle(noon));
    return SendResult::accepted();
  };
  desk.idle();
  std::set<std::string> keys;
  for (auto const& message : desk.gateway.sent) keys.insert(message.key.substr(desk.name().size()));
  CHECK(desk.gateway.sent.size() == 3);
  CHECK(keys.size() == 3);
  CHECK(desk.engine.ask(GetMessages{State::Sent}).value().size() == 3);
}

TEST_CASE("Neither addresses nor words nor a vendor's sentences come into the journal") {
  Desk desk;
  desk.define(Channel::SMS, "Hi {name}", {"name"});
  auto request = Desk::text_to(7, "k", email_then_sms);
  desk.request(request);
  request = Desk::text_to(7, "t");
  request.text.reset();
  request.template_id = TemplateId{3};
  request.variables = {{"name", "Kim-Secret"}};
  desk.request(request);
  desk.gateway.on_send = [](OutgoingMessage const& message) {
    return SendResult::rejected(FailureKind::PERMANENT, "rejected " + message.address.secret + ": \xff");
  };
  desk.idle();
  auto const json = desk.journal_json();
  CHECK(json.find("UNSPECIFIED") != std::string::npos);
  for (auto const* secret : {"1234", "5678", "somebody", "ex.com", "call us", "Kim-Secret"})
    CHECK(json.find(secret) == std::string::npos);
  CHECK(to_json(desk.gateway.sent.front()).find("5678") == std::string::npos);
}

TEST_CASE("A vendor's id that is no text is dropped, and the message is sent all the same") {
  for (auto const& id : {std::string("\xff"), std::string(201, 'v')}) {
    Desk desk;
    auto const message = desk.request(Desk::text_to(7, "k"));
    desk.gateway.on_send = [&](OutgoingMessage const&) { return SendResult::accepted(id); };
    desk.idle();
    CHECK(desk.state(message) == State::Sent);
    CHECK(desk.message(message).vendor_id.empty());
  }
}

TEST_CASE("The same requests and the same gateway make the same journal") {
  auto run = [] {
    Simulation simulation;
    simulation.email = {
        .transient_failures = 300'000, .permanent_failures = 100'000, .lost_replies = 100'000, .lost_sends = 100'000};
    simulation.sms = {.transient_failures = 200'000};
    SimulationGateway gateway{simulation};
    Desk desk{Rules{}};
    Host host;
    host.bind<MessageGateway>(gateway).bind<AddressBook>(desk.book).bind<Zones>(zones());
    Engine engine{desk.store, {&module}, host};
    for (int i = 0; i < 200; ++i)
      REQUIRE(engine.execute(Desk::text_to(7, std::to_string(i), email_then_sms), system_actor, {.at = noon}));
    REQUIRE(engine.advance_to(noon + 24h));
    CHECK(gateway.counts().duplicates == 0);
    auto const sent = engine.ask(GetMessages{State::Sent}).value().size();
    auto const failed = engine.ask(GetDeadMessages{}).value().size();
    CHECK(sent + failed == 200);
    CHECK(sent > 190);
    CHECK(gateway.counts().carried == static_cast<std::int64_t>(sent));
    return desk.journal_json();
  };
  CHECK(run() == run());
}

TEST_CASE("An address that is no text is none") {
  Desk desk;
  desk.book.recipients[9] = {Address{"010-1234-\xff"}, {}, {}, {}};
  auto const id = desk.request(Desk::text_to(9, "k"));
  desk.idle();
  CHECK(desk.gateway.sent.empty());
  REQUIRE(desk.state(id) == State::Failed);
  CHECK(desk.all<MessageFailed>().front().reason == "BAD_ADDRESS");
}

TEST_CASE("A held message has the place of the instant at which it became due, not of its release") {
  Desk desk;
  auto reserved = Desk::text_to(7, "reserved");
  reserved.earliest_at = noon + 1h;
  desk.request(reserved);
  desk.request(Desk::text_to(7, "later"), noon + 1h + 1s);
  desk.idle(noon + 1h + 2s);
  REQUIRE(desk.gateway.sent.size() == 2);
  CHECK(desk.gateway.sent[0].key == desk.name() + "1:0:0");
  CHECK(desk.gateway.sent[1].key == desk.name() + "2:0:0");
}

}  // namespace
}  // namespace lilac::messaging

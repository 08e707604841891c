#include "lilac/messaging/handlers.hpp"

#include "lilac/messaging/errors.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;
using State = MessageState;

RequestMessage by_template(std::string key, std::vector<Channel> steps, Dictionary variables) {
  auto request = Desk::text_to(7, std::move(key), std::move(steps));
  request.text.reset();
  request.template_id = TemplateId{3};
  request.variables = std::move(variables);
  return request;
}

TEST_CASE("A requested message is accepted and ready at once") {
  Desk desk;
  auto const answer = desk.run(Desk::text_to(7, "k"));
  REQUIRE(answer);
  CHECK(answer.value().state == State::Ready);
  CHECK(desk.events() == Names{"MessageAccepted"});
  auto const accepted = desk.all<MessageAccepted>().front();
  CHECK(accepted.message_id == answer.value().message_id);
  CHECK(accepted.dedup_key == "k");
  CHECK(accepted.purpose == "test.note");
  CHECK(accepted.recipient_id == 7);
  CHECK(accepted.text_hash.value != 0);
}

TEST_CASE("The same request again answers with the first message and publishes nothing") {
  Desk desk;
  auto request = Desk::text_to(7, "k");
  auto const first = desk.request(request);
  request.earliest_at = noon + 1h;  // times do not make it another request
  request.expires_at = noon + 2h;
  auto const again = desk.run(request, noon + 1min);
  REQUIRE(again);
  CHECK(again.value().message_id == first);
  CHECK(desk.events() == Names{"MessageAccepted"});
  desk.idle(noon + 1min);
  CHECK(desk.run(request, noon + 2min).value().state == State::Sent);
  CHECK(desk.gateway.sent.size() == 1);
}

TEST_CASE("A key with a colon is a context's own: only System may use it") {
  for (auto const& person : {operation_user(3), Actor{ActorKind::Staff, 3}}) {
    Desk desk;
    auto const refused = desk.run(Desk::text_to(7, "support:1"), noon, person);
    REQUIRE(!refused);
    CHECK(refused.error().is(dedup_key_is_reserved));
    CHECK(refused.error().number() == 4208);
    CHECK(refused.error().field() == "dedup_key");
    CHECK(desk.events().empty());
    CHECK(desk.run(Desk::text_to(7, "support-1"), noon, person));
  }
  Desk desk;
  CHECK(desk.run(Desk::text_to(7, "support:1"), noon, system_actor));
}

TEST_CASE("Another request under the same key is refused") {
  Desk desk;
  desk.define(Channel::SMS, "Hi {name}", {"name"});
  desk.request(by_template("k", {Channel::SMS}, {{"name", "Kim"}}));
  std::vector<RequestMessage> others(5, by_template("k", {Channel::SMS}, {{"name", "Kim"}}));
  others[0].purpose = "test.other";
  others[1].recipient_id = 8;
  others[2].steps = {Channel::ALARM};
  others[3].variables["name"] = "Lee";
  others[4] = Desk::text_to(7, "k");
  for (auto const& other : others) {
    auto const refused = desk.run(other);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().number() == 4905);
    CHECK(refused.error().field() == "dedup_key");
  }
}

TEST_CASE("A newer template version does not make it another request") {
  Desk desk;
  desk.define(Channel::SMS, "Hi {name}", {"name"});
  auto const request = by_template("k", {Channel::SMS}, {{"name", "Kim"}});
  auto const first = desk.request(request);
  desk.define(Channel::SMS, "Hi {name} on {day}", {"name", "day"});
  CHECK(desk.run(request).value().message_id == first);
}

TEST_CASE("A request that cannot be sent is refused and nothing is kept") {
  Desk desk;
  desk.define(Channel::SMS, "Hi {name}", {"name"});
  struct Case {
    Rule const* broken;
    char const* field;
    std::function<void(RequestMessage&)> change;
  };
  Case const cases[] = {
      {&rules::invalid_argument, "dedup_key", [](auto& r) { r.dedup_key = " "; }},
      {&rules::invalid_argument, "dedup_key", [](auto& r) { r.dedup_key = std::string(201, 'k'); }},
      {&rules::invalid_argument, "purpose", [](auto& r) { r.purpose = ""; }},
      {&steps_are_empty, "steps", [](auto& r) { r.steps.clear(); }},
      {&channel_is_repeated, "steps",
       [](auto& r) {
         r.steps = {Channel::SMS, Channel::PUSH, Channel::SMS};
       }},
      {&content_must_be_one, "text", [](auto& r) { r.text = "both"; }},
      {&content_must_be_one, "text", [](auto& r) { r.template_id.reset(); }},
      {&text_is_blank, "text",
       [](auto& r) {
         r.template_id.reset();
         r.text = "\t";
       }},
      {&variables_need_a_template, "variables",
       [](auto& r) {
         r.template_id.reset();
         r.text = "x";
       }},
      {&never_ready_before_expiry, "expires_at", [](auto& r) { r.earliest_at = r.expires_at = noon + 1h; }},
      {&rules::not_found, "template_id", [](auto& r) { r.template_id = TemplateId{4}; }},
      {&template_lacks_channel, "steps",
       [](auto& r) {
         r.steps = {Channel::SMS, Channel::EMAIL};
       }},
      {&variable_is_missing, "variables.name", [](auto& r) { r.variables.clear(); }},
      {&variable_is_surplus, "variables.age", [](auto& r) { r.variables["age"] = "50"; }},
  };
  auto const before = desk.position();
  for (auto const& one : cases) {
    auto request = by_template("k", {Channel::SMS}, {{"name", "Kim"}});
    one.change(request);
    auto const refused = desk.run(request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().is(*one.broken));
    CHECK(refused.error().field() == one.field);
  }
  CHECK(desk.position() == before);
  auto longest = by_template(std::string(200, 'k'), {Channel::SMS}, {{"name", "Kim"}});
  CHECK(desk.run(longest));
}

TEST_CASE("An advertising template is never sent as a transactional message") {
  Desk desk;
  DefineTemplate define{{3}, Channel::SMS, Category::ADVERTISING, "ko", "", "(광고) sale", {}};
  REQUIRE(desk.run(define, noon, admin(1)));
  auto request = by_template("k", {Channel::SMS}, {});
  CHECK(desk.run(request).error().is(advertising_must_be_declared));
  request.category = Category::ADVERTISING;
  CHECK(desk.run(request));
}

TEST_CASE("A template's versions count over its channels, and the same content adds none") {
  Desk desk;
  DefineTemplate define{{3}, Channel::SMS, Category::TRANSACTIONAL, "en", "", "Hi {name}", {"name"}};
  CHECK(desk.run(define, noon, admin(1)).value().version == 1);
  auto const same = desk.run(define, noon + 1h, admin(1));
  CHECK(same.value().version == 1);
  CHECK(same.value().defined_at == noon);
  define.channel = Channel::EMAIL;
  CHECK(desk.run(define, noon, admin(1)).value().version == 2);
  define.body = "Dear {name}";
  CHECK(desk.run(define, noon, admin(1)).value().version == 3);
  CHECK(desk.events() == Names{"TemplateDefined", "TemplateDefined", "TemplateDefined"});
  auto const versions = desk.engine.ask(GetTemplateVersions{{3}});
  REQUIRE(versions);
  CHECK(versions.value().size() == 3);
  CHECK(versions.value().front().version == 3);
  define.variables = {};
  CHECK(desk.run(define, noon, admin(1)).error().is(placeholder_is_not_declared));
}

TEST_CASE("A template that does not agree with its variables is refused, and none is kept") {
  struct Case {
    Rule const* broken;
    char const* body;
    std::vector<std::string> variables;
  };
  Case const cases[] = {
      {&body_is_blank, " ", {}},
      {&placeholder_is_malformed, "Hi {name", {"name"}},
      {&placeholder_is_not_declared, "Hi {name}", {}},
      {&variable_is_not_used, "Hi", {"name"}},
      {&variable_is_declared_twice, "Hi {name}", {"name", "name"}},
  };
  Desk desk;
  for (auto const& one : cases) {
    DefineTemplate define;
    define.template_id = {3};
    define.channel = Channel::SMS;
    define.body = one.body;
    define.variables = one.variables;
    auto const refused = desk.run(define, noon, admin(1));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().is(*one.broken));
  }
  CHECK(desk.engine.ask(GetTemplateVersions{{3}}).value().empty());
}

TEST_CASE("A message keeps the template version it was asked with, on every step") {
  Desk desk;
  desk.define(Channel::EMAIL, "<b>{name}</b>", {"name"}, "For {name}");
  desk.define(Channel::SMS, "{name}, call {number}", {"name", "number"});
  auto const id = desk.request(by_template("k", {Channel::EMAIL, Channel::SMS}, {{"name", "K&L"}, {"number", "1"}}));
  desk.define(Channel::EMAIL, "new {name}", {"name"});
  desk.define(Channel::SMS, "new {name} {number}", {"name", "number"});
  desk.gateway.on_send = [](OutgoingMessage const& message) {
    return message.channel == Channel::EMAIL ? SendResult::rejected(FailureKind::PERMANENT, "NO_MAILBOX")
                                             : SendResult::accepted();
  };
  desk.idle();
  CHECK(desk.state(id) == State::Sent);
  REQUIRE(desk.gateway.sent.size() == 2);
  CHECK(desk.gateway.sent[0].subject == "For K&L");
  CHECK(desk.gateway.sent[0].text == "<b>K&amp;L</b>");
  CHECK(desk.gateway.sent[0].address.secret == mailbox);
  CHECK(desk.gateway.sent[1].subject.empty());
  CHECK(desk.gateway.sent[1].text == "K&L, call 1");
  CHECK(desk.gateway.sent[1].address.secret == phone);
}

TEST_CASE("A reserved message is held until its time") {
  Desk desk;
  auto request = Desk::text_to(7, "k");
  request.earliest_at = noon + 1h;
  auto const id = desk.request(request);
  CHECK(desk.events() == Names{"MessageAccepted", "MessageHeld"});
  desk.advance(noon + 1h - 1ms);
  CHECK(desk.state(id) == State::Held);
  desk.advance(noon + 1h);
  CHECK(desk.state(id) == State::Sent);
}

TEST_CASE("A waiting message is cancelled, by either of its names") {
  Desk desk;
  auto const first = desk.request(Desk::text_to(7, "a"));
  auto const second = desk.request(Desk::text_to(7, "b"));
  CHECK(desk.run(CancelMessage{first, {}}, noon, operation_user(3)).value().state == State::Cancelled);
  CHECK(desk.run(CancelMessage{{}, "b"}, noon, operation_user(3)).value().message_id == second);
  desk.idle();
  CHECK(desk.gateway.sent.empty());
  CHECK(desk.all<MessageCancelled>().size() == 2);
}

TEST_CASE("A message that was sent is not cancelled: a person is refused, System gets what holds") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  desk.idle();
  auto const before = desk.position();
  auto const refused = desk.run(CancelMessage{id, {}}, noon, operation_user(3));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(message_cannot_be_cancelled));
  CHECK(desk.run(CancelMessage{id, {}}).value().state == State::Sent);
  CHECK(desk.position() == before);
}

TEST_CASE("A message must be named by exactly one name that exists") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  CHECK(desk.run(CancelMessage{}).error().number() == 4904);
  CHECK(desk.run(CancelMessage{id, "k"}).error().number() == 4904);
  CHECK(desk.run(CancelMessage{{}, "other"}).error().number() == 4901);
  CHECK(desk.run(CancelMessage{MessageId{99}, {}}).error().number() == 4901);
  CHECK(desk.engine.ask(GetMessage{{}, {}}).error().number() == 4904);
  CHECK(desk.engine.ask(GetMessage{{}, "k"}).value().size() == 1);
  CHECK(desk.engine.ask(GetMessage{{}, "other"}).value().empty());
}

TEST_CASE("A dead letter is listed and sent again with new keys") {
  Desk desk;
  desk.gateway.on_send = [](OutgoingMessage const&) { return SendResult::rejected(FailureKind::PERMANENT, "DEAD"); };
  auto const id = desk.request(Desk::text_to(7, "k"));
  desk.idle();
  REQUIRE(desk.engine.ask(GetDeadMessages{}).value().size() == 1);
  CHECK(desk.all<MessageFailed>().front().reason == "DEAD");

  desk.gateway.on_send = [](OutgoingMessage const&) { return SendResult::accepted(); };
  auto const retried = desk.run(RetryDeadLetter{id, {}}, noon + 1h, operation_user(3));
  REQUIRE(retried);
  CHECK(retried.value().state == State::Ready);
  CHECK(desk.run(RetryDeadLetter{id, {}}, noon + 1h, operation_user(3)).error().is(message_is_not_a_dead_letter));
  desk.idle(noon + 1h);
  CHECK(desk.state(id) == State::Sent);
  CHECK(desk.gateway.sent[0].key == desk.name() + "1:0:0");
  CHECK(desk.gateway.sent[1].key == desk.name() + "1:0:1");
  CHECK(desk.engine.ask(GetDeadMessages{}).value().empty());
}

TEST_CASE("A receipt makes a sent message delivered, or bounces it to the next channel") {
  Desk desk;
  auto const delivered = desk.request(Desk::text_to(7, "a"));
  auto const bounced = desk.request(Desk::text_to(7, "b", {Channel::EMAIL, Channel::SMS}));
  desk.idle();
  REQUIRE(desk.run(RecordReceipt{"1:0:0", Receipt::DELIVERED, ""}));
  REQUIRE(desk.run(RecordReceipt{"2:0:0", Receipt::BOUNCED, "MAILBOX_FULL"}));
  CHECK(desk.state(delivered) == State::Delivered);
  CHECK(desk.all<ChannelFellBack>().front().reason == "MAILBOX_FULL");
  desk.idle();
  CHECK(desk.state(bounced) == State::Sent);
  REQUIRE(desk.run(RecordReceipt{"2:1:0", Receipt::BOUNCED, ""}));
  CHECK(desk.state(bounced) == State::Failed);
  CHECK(desk.all<MessageFailed>().front().reason == "BOUNCED");
}

TEST_CASE("A receipt that says nothing new changes nothing") {
  Desk desk;
  desk.request(Desk::text_to(7, "a"));
  desk.idle();
  REQUIRE(desk.run(RecordReceipt{"1:0:0", Receipt::DELIVERED, ""}));
  auto const before = desk.position();
  for (auto const* key : {"1:0:0", "1:1:0", "1:0:1"}) {
    REQUIRE(desk.run(RecordReceipt{key, Receipt::DELIVERED, ""}));
    REQUIRE(desk.run(RecordReceipt{key, Receipt::BOUNCED, ""}));
  }
  CHECK(desk.position() == before);
  CHECK(desk.run(RecordReceipt{"nonsense", Receipt::DELIVERED, ""}).error().number() == 4904);
}

TEST_CASE("A receipt's sentence does not come into the journal") {
  Desk desk;
  desk.request(Desk::text_to(7, "a"));
  desk.idle();
  REQUIRE(desk.run(RecordReceipt{"1:0:0", Receipt::BOUNCED, "no subscriber at 010-1234-5678"}));
  CHECK(desk.all<MessageFailed>().front().reason == "UNSPECIFIED");
  CHECK(desk.journal_json().find("5678") == std::string::npos);
}

TEST_CASE("Only the actors of the specification may run a command") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  Actor const customer{ActorKind::Customer, 7}, staff{ActorKind::Staff, 8};
  CHECK(desk.run(Desk::text_to(7, "c"), noon, customer).error().number() == 4004);
  CHECK(desk.run(Desk::text_to(7, "s"), noon, staff));
  CHECK(desk.run(CancelMessage{id, {}}, noon, customer).error().number() == 4004);
  CHECK(desk.run(RetryDeadLetter{id, {}}, noon, staff).error().number() == 4004);
  CHECK(desk.run(DefineTemplate{}, noon, operation_user(1)).error().number() == 4004);
  CHECK(desk.run(ClaimMessages{}, noon, admin(1)).error().number() == 4004);
  CHECK(desk.run(RecordSendOutcomes{}, noon, admin(1)).error().number() == 4004);
  CHECK(desk.run(RecordReceipt{}, noon, operation_user(1)).error().number() == 4004);
}

TEST_CASE("A retry of what is no dead letter is no news for System, which gets what holds") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  auto const before = desk.position();
  auto const answer = desk.run(RetryDeadLetter{id, {}});
  REQUIRE(answer);
  CHECK(answer.value().state == State::Ready);
  CHECK(desk.position() == before);
}

TEST_CASE("A receipt of another step changes nothing") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k", {Channel::EMAIL, Channel::SMS}));
  desk.idle();
  REQUIRE(desk.run(RecordReceipt{"1:0:0", Receipt::BOUNCED, ""}));
  desk.idle();
  REQUIRE(desk.gateway.sent.back().key == desk.name() + "1:1:0");
  for (auto const receipt : {Receipt::BOUNCED, Receipt::DELIVERED}) {
    REQUIRE(desk.run(RecordReceipt{"1:0:0", receipt, ""}));
    CHECK(desk.state(id) == State::Sent);
  }
}

TEST_CASE("A receipt of another generation changes nothing") {
  Desk desk;
  auto const id = desk.request(Desk::text_to(7, "k"));
  desk.idle();
  REQUIRE(desk.run(RecordReceipt{"1:0:0", Receipt::BOUNCED, ""}));
  REQUIRE(desk.run(RetryDeadLetter{id, {}}));
  desk.idle();
  REQUIRE(desk.gateway.sent.back().key == desk.name() + "1:0:1");
  for (auto const receipt : {Receipt::BOUNCED, Receipt::DELIVERED}) {
    REQUIRE(desk.run(RecordReceipt{"1:0:0", receipt, ""}));
    CHECK(desk.state(id) == State::Sent);
  }
}

TEST_CASE("Another free text is another request") {
  Desk desk;
  auto request = Desk::text_to(7, "k");
  desk.request(request);
  request.text = "Do not call us.";
  auto const refused = desk.run(request);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().number() == 4905);
}

TEST_CASE("The hash of an accepted text is that of the texts of all steps") {
  Desk desk;
  std::vector<Channel> const steps{Channel::EMAIL, Channel::SMS};
  desk.define(Channel::EMAIL, "Dear all", {});
  desk.define(Channel::SMS, "Hi", {});
  desk.request(by_template("first", steps, {}));
  desk.define(Channel::SMS, "Hello", {});
  desk.request(by_template("second", steps, {}));
  auto const accepted = desk.all<MessageAccepted>();
  REQUIRE(accepted.size() == 2);
  CHECK(accepted[0].text_hash != accepted[1].text_hash);
}

}  // namespace
}  // namespace lilac::messaging

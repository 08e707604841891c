// Who does not want a message, or has not agreed to it.
#include "lilac/messaging/suppression.hpp"

#include "lilac/messaging/errors.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

constexpr Instant night = noon;          // 21:00 in Seoul
constexpr Instant morning = noon + 11h;  // 08:00
constexpr Actor customer_7{ActorKind::Customer, 7};

RequestMessage advertisement(std::string key, std::vector<Channel> steps = {Channel::SMS}) {
  auto request = Desk::text_to(7, std::move(key), std::move(steps));
  request.category = Category::ADVERTISING;
  request.text = "(광고) Everything must go.";
  return request;
}

struct ConsentingDesk : Desk {
  explicit ConsentingDesk(bool to_nights = false) {
    book.recipients[7].advertising_consent = true;
    book.recipients[7].night_consent = to_nights;
  }
};

TEST_CASE("What is suppressed is not accepted for sending, and says why") {
  Desk desk;
  REQUIRE(desk.run(Suppress{7, Channel::SMS, Category::TRANSACTIONAL, "OPTED_OUT"}, noon, admin(1)));
  auto const answer = desk.run(Desk::text_to(7, "k"));
  REQUIRE(answer);
  CHECK(answer.value().state == State::Suppressed);
  auto const suppressed = desk.all<MessageSuppressed>();
  REQUIRE(suppressed.size() == 1);
  CHECK(suppressed[0].dedup_key == "k");
  CHECK(suppressed[0].channel == Channel::SMS);
  CHECK(suppressed[0].reason == "CHANNEL_SUPPRESSED");
  desk.idle();
  CHECK(desk.gateway.sent.empty());
}

TEST_CASE("A suppression is of one recipient, one channel, one category") {
  Desk desk;
  desk.book.recipients[8] = desk.book.recipients[7];
  REQUIRE(desk.run(Suppress{7, Channel::SMS, Category::ADVERTISING, "OPTED_OUT"}, noon, admin(1)));
  CHECK(desk.state(desk.request(Desk::text_to(7, "other category"))) == State::Ready);
  REQUIRE(desk.run(Suppress{7, Channel::SMS, Category::TRANSACTIONAL, "OPTED_OUT"}, noon, admin(1)));
  CHECK(desk.state(desk.request(Desk::text_to(8, "other person"))) == State::Ready);
  CHECK(desk.state(desk.request(Desk::text_to(7, "other channel", {Channel::EMAIL}))) == State::Ready);
  CHECK(desk.state(desk.request(Desk::text_to(7, "this"))) == State::Suppressed);
}

TEST_CASE("A suppression that comes while a message waits holds at its claim") {
  Desk desk;
  auto request = Desk::text_to(7, "reserved");
  request.earliest_at = noon + 1h;
  auto const reserved = desk.request(request);
  auto const ready = desk.request(Desk::text_to(7, "ready"));
  REQUIRE(desk.run(Suppress{7, {}, {}, "OPTED_OUT"}, noon, admin(1)));
  desk.idle();
  CHECK(desk.state(ready) == State::Suppressed);
  CHECK(desk.state(reserved) == State::Held);
  desk.advance(noon + 1h);
  CHECK(desk.state(reserved) == State::Suppressed);
  CHECK(desk.gateway.sent.empty());
}

TEST_CASE("A suppressed channel is passed over while another is left") {
  Desk desk;
  REQUIRE(desk.run(Suppress{7, Channel::EMAIL, {}, "OPTED_OUT"}, noon, admin(1)));
  auto const id = desk.request(Desk::text_to(7, "k", {Channel::EMAIL, Channel::SMS}));
  desk.idle();
  CHECK(desk.state(id) == State::Sent);
  REQUIRE(desk.gateway.sent.size() == 1);
  CHECK(desk.gateway.sent.front().channel == Channel::SMS);
  CHECK(desk.all<ChannelFellBack>().front().reason == "CHANNEL_SUPPRESSED");
}

TEST_CASE("A message whose last channel is suppressed when it comes there is suppressed") {
  Desk desk;
  desk.gateway.will_answer(SendResult::rejected(FailureKind::PERMANENT, "NO_SUCH_BOX"));
  REQUIRE(desk.run(Suppress{7, Channel::SMS, {}, "OPTED_OUT"}, noon, admin(1)));
  auto const id = desk.request(Desk::text_to(7, "k", {Channel::EMAIL, Channel::SMS}));
  desk.idle();
  CHECK(desk.state(id) == State::Suppressed);
}

TEST_CASE("Suppressing twice keeps the first reason, and lifting it lets messages go again") {
  Desk desk;
  constexpr auto customer = PersonKind::customer;
  REQUIRE(desk.run(Suppress{7, {}, {}, "OPTED_OUT", customer}, noon, customer_7));
  REQUIRE(desk.run(Suppress{7, {}, {}, "COMPLAINED", customer}, noon, admin(1)));
  CHECK(desk.all<RecipientSuppressed>().size() == 8);  // four channels, two categories
  REQUIRE(desk.run(Unsuppress{7, Channel::SMS, {}, customer}, noon, customer_7));
  REQUIRE(desk.run(Unsuppress{7, Channel::SMS, {}, customer}, noon, customer_7));
  REQUIRE(desk.run(Unsuppress{8, {}, {}}, noon, admin(1)));
  CHECK(desk.all<RecipientUnsuppressed>().size() == 2);
  auto const rows = desk.engine.ask(GetSuppressions{7, customer}).value();
  REQUIRE(rows.size() == 8);
  for (auto const& row : rows) {
    CHECK(row.reason == "OPTED_OUT");
    CHECK(row.holds == (row.channel != Channel::SMS));
  }
  CHECK(desk.engine.ask(GetSuppressions{8}).value().empty());
  auto request = Desk::text_to(7, "k");
  request.recipient_kind = customer;
  CHECK(desk.state(desk.request(request)) == State::Ready);
}

TEST_CASE("A customer decides only for oneself; nobody else but an administrator decides at all") {
  Desk desk;
  auto const refused = desk.run(Suppress{8, {}, {}, "OPTED_OUT"}, noon, customer_7);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(only_for_oneself));
  CHECK(refused.error().number() == 4004);
  CHECK(refused.error().field() == "recipient_id");
  CHECK(desk.run(Unsuppress{8, {}, {}}, noon, customer_7).error().is(only_for_oneself));
  for (auto const kind : {PersonKind::user, PersonKind::subscriber, PersonKind::seller, PersonKind::consultant}) {
    auto const other_kind = desk.run(Suppress{7, {}, {}, "OPTED_OUT", kind}, noon, customer_7);
    REQUIRE_FALSE(other_kind);
    CHECK(other_kind.error().is(only_for_oneself));
    CHECK(other_kind.error().field() == "recipient_kind");
    CHECK(desk.run(Unsuppress{7, {}, {}, kind}, noon, customer_7).error().is(only_for_oneself));
  }
  CHECK(desk.run(Suppress{7, {}, {}, "OPTED_OUT"}, noon, operation_user(7)).error().number() == 4004);
  CHECK(desk.events().empty());
}

TEST_CASE("A reason that is a sentence does not come into the journal") {
  Desk desk;
  REQUIRE(desk.run(Suppress{7, Channel::SMS, Category::ADVERTISING, "Kim said 010-1234-5678"}, noon, admin(1)));
  CHECK(desk.all<RecipientSuppressed>().front().reason == "UNSPECIFIED");
}

// ── Advertisements ───────────────────────────────────────────────────────────────────────────────────────────────────

TEST_CASE("An advertisement needs prior consent") {
  Desk desk;
  auto const id = desk.request(advertisement("k"), noon - 3h);
  CHECK(desk.state(id) == State::Suppressed);
  CHECK(desk.all<MessageSuppressed>().front().reason == "NO_CONSENT");
  desk.book.recipients[7].advertising_consent = true;
  auto const agreed = desk.request(advertisement("l"), noon - 3h);
  CHECK(desk.state(agreed) == State::Ready);
  desk.book.recipients[7].advertising_consent = false;  // and taken back
  desk.idle(noon - 3h);
  CHECK(desk.state(agreed) == State::Suppressed);
  CHECK(desk.gateway.sent.empty());
}

TEST_CASE("At night an advertisement waits for the morning, both sides of both bounds") {
  struct Case {
    Instant at;
    bool waits;
  };
  for (auto const& [at, waits] :
       {Case{night - 1ms, false}, Case{night, true}, Case{morning - 1ms, true}, Case{morning, false}}) {
    ConsentingDesk desk;
    auto const id = desk.request(advertisement("k"), at);
    CHECK(desk.state(id) == (waits ? State::Held : State::Ready));
    if (waits) CHECK(desk.all<MessageHeld>().front().until == morning);
    ConsentingDesk of_nights{true};
    CHECK(of_nights.state(of_nights.request(advertisement("k"), at)) == State::Ready);
    ConsentingDesk by_mail;
    CHECK(by_mail.state(by_mail.request(advertisement("k", {Channel::EMAIL}), at)) == State::Ready);
    Desk transactional;
    CHECK(transactional.state(transactional.request(Desk::text_to(7, "k"), at)) == State::Ready);
  }
}

TEST_CASE("An advertisement says so in the text itself; only an e-mail may say so in its subject") {
  for (auto const channel : {Channel::SMS, Channel::PUSH, Channel::ALARM, Channel::EMAIL}) {
    CAPTURE(channel);
    auto const asked_with = [&](std::string subject, std::string body) {
      ConsentingDesk desk;
      desk.define(channel, std::move(body), {}, std::move(subject));
      auto request = advertisement("t", {channel});
      request.text.reset();
      request.template_id = TemplateId{3};
      return desk.run(request, noon - 3h).has_value();
    };
    CHECK(asked_with("(광고) Everything must go", "Everything must go.") == (channel == Channel::EMAIL));
    CHECK(asked_with("Everything must go", "(광고) Everything must go.") == (channel != Channel::EMAIL));
    CHECK(asked_with("", "(광고) Everything must go."));
    CHECK(asked_with("(광고) Everything must go", "(광고) Everything must go."));
  }
}

TEST_CASE("An advertisement says at its beginning that it is one, on each channel") {
  ConsentingDesk desk;
  auto refused = advertisement("k");
  for (auto const* text : {"Everything must go.", " (광고) Everything", "(광고", "[광고] Everything"}) {
    refused.text = text;
    auto const answer = desk.run(refused, noon - 3h);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().is(advertising_must_say_so));
  }
  desk.define(Channel::SMS, "(광고) Hi {name}", {"name"});
  desk.define(Channel::EMAIL, "<p>Hi {name}</p>", {"name"}, "Everything must go");
  auto by_template = advertisement("t", {Channel::SMS, Channel::EMAIL});
  by_template.text.reset();
  by_template.template_id = TemplateId{3};
  by_template.variables = {{"name", "Kim"}};
  auto const answer = desk.run(by_template, noon - 3h);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().value() == "EMAIL");
  desk.define(Channel::EMAIL, "<p>Hi {name}</p>", {"name"}, "(광고) Everything must go");
  CHECK(desk.run(by_template, noon - 3h));
}

}  // namespace
}  // namespace lilac::messaging

// How long a short message is, what a preview shows, and which addresses are given to a gateway.
#include "lilac/messaging/errors.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (; count > 0; --count) all += text;
  return all;
}

/// The one message that went out for this text.
std::optional<OutgoingMessage> sent_as(Desk& desk, std::string const& text, Channel channel = Channel::SMS) {
  auto request = Desk::text_to(7, "k" + std::to_string(desk.gateway.sent.size()), {channel});
  request.text = text;
  if (!desk.run(request)) return std::nullopt;
  desk.idle();
  return desk.gateway.sent.back();
}

TEST_CASE("A short message of more than 90 bytes goes as LMS, one of more than 2,000 is refused") {
  struct Case {
    std::string text;
    bool is_long;
    bool fits;
  };
  Case const cases[] = {
      {times(90, "a"), false, true},
      {times(91, "a"), true, true},
      {times(45, "가"), false, true},
      {times(45, "가") + "a", true, true},
      {times(44, "é") + "aa", false, true},  // two bytes each: more in UTF-8 or
                                             // less
      {times(2000, "a"), true, true},
      {times(2001, "a"), true, false},
      {times(1000, "가"), true, true},
      {times(1000, "가") + "a", true, false},
  };
  for (auto const& one : cases) {
    CAPTURE(one.text.size());
    Desk desk;
    auto const sent = sent_as(desk, one.text);
    CHECK(sent.has_value() == one.fits);
    if (sent) CHECK(sent->is_long == one.is_long);
    CHECK_FALSE(sent_as(desk, one.text, Channel::EMAIL)->is_long);  // nor is it too long there
  }
  Desk desk;
  auto request = Desk::text_to(7, "k");
  request.text = times(2001, "a");
  auto const refused = desk.run(request);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(text_is_too_long));
  CHECK(refused.error().value() == "2001");
}

struct Letters final : TextMeasure {
  std::int64_t bytes(std::string_view text) const override { return static_cast<std::int64_t>(length_of(text)); }
};

TEST_CASE("A host that knows better measures short messages") {
  Desk desk;
  Letters letters;
  auto host = desk.host_with(Desk::without_jitter());
  host.bind<TextMeasure>(letters);
  Engine engine{desk.store, {&module}, host};
  auto request = Desk::text_to(7, "k");
  request.text = times(90, "가");
  REQUIRE(engine.execute(request, system_actor, {.at = noon}));
  REQUIRE(engine.run_until_idle(noon));
  REQUIRE(desk.gateway.sent.size() == 1);
  CHECK_FALSE(desk.gateway.sent.front().is_long);
}

// ── Previews ─────────────────────────────────────────────────────────────────────────────────────────────────────────

TEST_CASE("A preview shows what would be sent, and sends nothing") {
  Desk desk;
  desk.define(Channel::EMAIL, "<p>Dear {name}, {{you}} owe {sum}.</p>", {"name", "sum"}, "For {name}");
  desk.define(Channel::SMS, "{name}: {sum}", {"name", "sum"});
  Dictionary const hostile{{"name", "<script>alert('x')</script>\r\nBcc: all@ex.com"}, {"sum", "{name} & 1"}};
  auto const mail = desk.engine.ask(PreviewTemplate{{3}, Channel::EMAIL, hostile, {}});
  REQUIRE(mail);
  REQUIRE(mail.value().size() == 1);
  auto const& shown = mail.value().front();
  CHECK(shown.text.find("<script>") == std::string::npos);
  CHECK(shown.text.find("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;") != std::string::npos);
  CHECK(shown.text.find("{you} owe {name} &amp; 1.") != std::string::npos);  // values are not filled in again
  CHECK(shown.subject.find_first_of("\r\n") == std::string::npos);
  CHECK(shown.bytes == 0);

  auto const sms = desk.engine.ask(PreviewTemplate{{3}, Channel::SMS, {{"name", times(44, "가")}, {"sum", "1"}}, {}});
  REQUIRE(sms);
  CHECK(sms.value().front().bytes == 91);
  CHECK(sms.value().front().is_long);
  CHECK(desk.gateway.sent.empty());
  CHECK(desk.engine.ask(GetMessages{State::Ready}).value().empty());

  auto request = Desk::text_to(7, "k", {Channel::EMAIL});
  request.text.reset();
  request.template_id = TemplateId{3};
  request.variables = hostile;
  desk.request(request);
  desk.idle();
  CHECK(desk.gateway.sent.back().text == shown.text);
  CHECK(desk.gateway.sent.back().subject == shown.subject);
}

TEST_CASE("A preview is refused like a request, naming the variable, and may show an older version") {
  Desk desk;
  desk.define(Channel::SMS, "Hi {name}", {"name"});
  desk.define(Channel::SMS, "Hello {name} on {day}", {"name", "day"});
  struct Case {
    PreviewTemplate preview;
    Rule const* broken;
    char const* field;
  };
  Case const cases[] = {
      {{{4}, Channel::SMS, {}, {}}, &rules::not_found, "template_id"},
      {{{3}, Channel::PUSH, {}, {}}, &template_lacks_channel, "steps"},
      {{{3}, Channel::SMS, {{"name", "Kim"}}, {}}, &variable_is_missing, "variables.day"},
      {{{3}, Channel::SMS, {{"name", "Kim"}, {"day", "1"}, {"x", "1"}}, {}}, &variable_is_surplus, "variables.x"},
      {{{3}, Channel::SMS, {{"name", times(2000, "a")}, {"day", "1"}}, {}}, &text_is_too_long, "text"},
  };
  for (auto const& one : cases) {
    auto const refused = desk.engine.ask(one.preview);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().is(*one.broken));
    CHECK(refused.error().field() == one.field);
  }
  auto const old = desk.engine.ask(PreviewTemplate{{3}, Channel::SMS, {{"name", "Kim"}}, 1});
  REQUIRE(old);
  CHECK(old.value().front().text == "Hi Kim");
}

// ── Addresses ────────────────────────────────────────────────────────────────────────────────────────────────────────

TEST_CASE("An address that is not one is not given to a gateway") {
  struct Case {
    Channel channel;
    std::string address;
    bool is_one;
  };
  Case const cases[] = {
      {Channel::SMS, "010-1234-5678", true},
      {Channel::SMS, "+82 (10) 1234.5678", true},
      {Channel::ALARM, "01012345678", true},
      {Channel::SMS, "114", true},
      {Channel::SMS, "11", false},
      {Channel::SMS, times(20, "1"), true},
      {Channel::SMS, times(21, "1"), false},
      {Channel::SMS, "010-1234-5678;010-1111-2222", false},
      {Channel::SMS, "010-1234-567a", false},
      {Channel::SMS, "--", false},
      {Channel::SMS, "010" + times(38, "-"), false},
      {Channel::ALARM, "010\n1234", false},
      {Channel::SMS, std::string("010-1234-\xff"), false},
      {Channel::EMAIL, "somebody@ex.com", true},
      {Channel::EMAIL, "이름@예.한국", true},
      {Channel::EMAIL, "somebody", false},
      {Channel::EMAIL, "@ex.com", false},
      {Channel::EMAIL, "somebody@", false},
      {Channel::EMAIL, "some@body@ex.com", false},
      {Channel::EMAIL, "some body@ex.com", false},
      {Channel::EMAIL, "somebody@ex.com\r\nBcc: all@ex.com", false},
      {Channel::EMAIL, "a@ex.com,b@ex.com", false},
      {Channel::EMAIL, "Some <some@ex.com>", false},
      {Channel::EMAIL, times(319, "a") + "@b", false},
      {Channel::PUSH, "dGhpcyBpcyBhIHRva2Vu:APA91b", true},
      {Channel::PUSH, "two tokens", false},
      {Channel::PUSH, times(4097, "t"), false},
  };
  for (auto const& one : cases) {
    CAPTURE(one.address);
    CHECK(is_address(one.channel, Address{one.address}) == one.is_one);
    CHECK_FALSE(is_address(one.channel, Address{}));
    Desk desk;
    desk.book.recipients[9] = {Address{one.address}, Address{one.address}, Address{one.address}, {}};
    auto const id = desk.request(Desk::text_to(9, "k", {one.channel}));
    desk.idle();
    CHECK(desk.gateway.sent.size() == (one.is_one ? 1 : 0));
    CHECK(desk.state(id) == (one.is_one ? State::Sent : State::Failed));
    if (!one.is_one) CHECK(desk.all<MessageFailed>().front().reason == "BAD_ADDRESS");
  }
}

}  // namespace
}  // namespace lilac::messaging

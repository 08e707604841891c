#include "lilac/messaging/template.hpp"

#include <doctest/doctest.h>

#include "lilac/messaging/errors.hpp"

namespace lilac::messaging {
namespace {

TemplateVersion version_of(Channel channel, std::string subject, std::string body, std::vector<std::string> variables) {
  TemplateVersion version;
  version.channel = channel;
  version.subject = std::move(subject);
  version.body = std::move(body);
  version.variables = std::move(variables);
  return version;
}

TEST_CASE("Placeholders are replaced by their values") {
  auto const version =
      version_of(Channel::SMS, "", "Dear {name}, call {no.1} or {이름}; {name}!", {"name", "no.1", "이름"});
  REQUIRE(check_template(version));
  auto const text = render(version, {{"name", "Kim"}, {"no.1", "<1>"}, {"이름", "김"}});
  REQUIRE(text);
  CHECK(text.value().body == "Dear Kim, call <1> or 김; Kim!");
}

TEST_CASE("Doubled braces are literal, and a value is not read as a template") {
  auto const version = version_of(Channel::SMS, "", "{{literal}} {a}{{{a}}}", {"a"});
  REQUIRE(check_template(version));
  CHECK(render(version, {{"a", "{b}"}}).value().body == "{literal} {b}{{b}}");
}

TEST_CASE("In an e-mail values are escaped as HTML, its own markup is not") {
  auto const version = version_of(Channel::EMAIL, "To {a}", "<p>{a}</p>", {"a"});
  auto const text = render(version, {{"a", "<script>\"&'"}});
  CHECK(text.value().body == "<p>&lt;script&gt;&quot;&amp;&#39;</p>");
  CHECK(text.value().subject == "To <script>\"&'");
}

TEST_CASE("A value cannot add a header by breaking the subject's line") {
  auto const version = version_of(Channel::EMAIL, "To {a}", "x", {"a"});
  CHECK(render(version, {{"a", "me\r\nBcc: all@ex.com"}}).value().subject == "To me  Bcc: all@ex.com");
}

TEST_CASE("A free text is escaped for its channel") {
  CHECK(render_text(Channel::EMAIL, "1 < 2").body == "1 &lt; 2");
  CHECK(render_text(Channel::SMS, "1 < 2").body == "1 < 2");
}

TEST_CASE("A template and its declared variables must agree") {
  struct Case {
    char const* subject;
    char const* body;
    std::vector<std::string> variables;
    Rule const* broken;
    char const* field;
    char const* value;
  };
  Case const cases[] = {
      {"", " \n", {}, &body_is_blank, "body", nullptr},
      {"", "{a}", {"a", "a"}, &variable_is_declared_twice, "variables", "a"},
      {"", "{a} {b}", {"a"}, &placeholder_is_not_declared, "body", "b"},
      {"{b}", "{a}", {"a"}, &placeholder_is_not_declared, "subject", "b"},
      {"", "{a}", {"a", "b"}, &variable_is_not_used, "variables", "b"},
      {"", "가{", {}, &placeholder_is_malformed, "body", "1"},
      {"", "{}", {}, &placeholder_is_malformed, "body", "0"},
      {"", "a}b", {}, &placeholder_is_malformed, "body", "1"},
      {"", "{a b}", {"a b"}, &placeholder_is_malformed, "body", "0"},
      {"{a", "x", {"a"}, &placeholder_is_malformed, "subject", "0"},
  };
  for (auto const& one : cases) {
    CAPTURE(one.body);
    auto const checked = check_template(version_of(Channel::EMAIL, one.subject, one.body, one.variables));
    REQUIRE_FALSE(checked);
    CHECK(checked.error().is(*one.broken));
    CHECK(checked.error().field() == one.field);
    if (one.value != nullptr) CHECK(checked.error().value() == one.value);
  }
  CHECK(check_template(version_of(Channel::EMAIL, "{b}", "{a}", {"a", "b"})));
}

TEST_CASE("Variables must be exactly the declared ones") {
  CHECK(check_variables({"a", "b"}, {{"a", "1"}, {"b", ""}}));
  auto const missing = check_variables({"a", "b"}, {{"a", "1"}, {"c", "3"}});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().is(variable_is_missing));
  CHECK(missing.error().field() == "variables.b");
  auto const surplus = check_variables({"a"}, {{"a", "1"}, {"c", "secret"}});
  REQUIRE_FALSE(surplus);
  CHECK(surplus.error().is(variable_is_surplus));
  CHECK(surplus.error().field() == "variables.c");
  CHECK(surplus.error().message().find("secret") == std::string::npos);
}

TEST_CASE("Rendering refuses a missing variable and ignores one that another channel needs") {
  auto const version = version_of(Channel::SMS, "", "{a}", {"a"});
  CHECK(render(version, {{"a", "1"}, {"b", "2"}}).value().body == "1");
  CHECK(render(version, {{"b", "2"}}).error().is(variable_is_missing));
}

}  // namespace
}  // namespace lilac::messaging

#include "lilac/messaging/template.hpp"

#include <algorithm>
#include <set>

#include "lilac/kernel/function_ref.hpp"
#include "lilac/messaging/errors.hpp"

namespace lilac::messaging {

namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool may_name(char c) { return c != '{' && c != '}' && c != ' ' && !is_control(c); }

/// Splits a pattern into literal text and placeholders, in order. Returns the byte at which it is malformed, or npos.
std::size_t walk(std::string_view pattern, FunctionRef<void(std::string_view literal)> literal,
                 FunctionRef<void(std::string_view name)> placeholder) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < pattern.size();) {
    char const c = pattern[at];
    if (c != '{' && c != '}') {
      ++at;
      continue;
    }
    literal(pattern.substr(from, at - from));
    if (at + 1 < pattern.size() && pattern[at + 1] == c) {
      literal(pattern.substr(at, 1));
      at += 2;
    } else {
      if (c == '}') return at;
      auto end = at + 1;
      while (end < pattern.size() && may_name(pattern[end])) ++end;
      if (end == at + 1 || end == pattern.size() || pattern[end] != '}') return at;
      placeholder(pattern.substr(at + 1, end - at - 1));
      at = end + 1;
    }
    from = at;
  }
  literal(pattern.substr(from));
  return std::string_view::npos;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string escape_for(Channel channel, std::string_view text) {
  return channel == Channel::EMAIL ? escape_html(text) : std::string(text);
}

/// A line break in a subject could smuggle further headers into an e-mail.
std::string on_one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return text;
}

result<> check_part(std::string_view part, std::string_view pattern, std::vector<std::string> const& declared,
                    std::set<std::string, std::less<>>& used) {
  std::string undeclared;
  auto const malformed = walk(
      pattern, [](std::string_view) {},
      [&](std::string_view name) {
        used.emplace(name);
        if (undeclared.empty() && std::find(declared.begin(), declared.end(), name) == declared.end())
          undeclared = name;
      });
  if (malformed != std::string_view::npos) {
    return refuse(placeholder_is_malformed, field(part),
                  value(static_cast<std::int64_t>(length_of(pattern.substr(0, malformed)))));
  }
  if (!undeclared.empty()) return refuse(placeholder_is_not_declared, field(part), value(undeclared));
  return outcome::success();
}

}  // namespace

// A template needs a body.
// A variable is declared once.
// Every placeholder is well formed and declared.
// Every declared variable is used.
result<> check_template(TemplateVersion const& version) {
  if (is_blank(version.body)) return refuse(body_is_blank, field("body"));
  std::set<std::string, std::less<>> declared, used;
  for (auto const& name : version.variables) {
    if (!declared.insert(name).second) return refuse(variable_is_declared_twice, field("variables"), value(name));
  }
  BOOST_OUTCOME_TRY(check_part("subject", version.subject, version.variables, used));
  BOOST_OUTCOME_TRY(check_part("body", version.body, version.variables, used));
  for (auto const& name : version.variables) {
    if (!used.contains(name)) return refuse(variable_is_not_used, field("variables"), value(name));
  }
  return outcome::success();
}

// Every declared variable is given.
// No other is.
result<> check_variables(std::vector<std::string> const& declared, Dictionary const& variables) {
  for (auto const& name : declared) {
    if (!variables.contains(name)) return refuse(variable_is_missing, field("variables." + name));
  }
  for (auto const& [name, given] : variables) {
    if (std::find(declared.begin(), declared.end(), name) == declared.end())
      return refuse(variable_is_surplus, field("variables." + name));
  }
  return outcome::success();
}

result<Rendered> render(TemplateVersion const& version, Dictionary const& variables) {
  for (auto const& name : version.variables) {
    if (!variables.contains(name)) return refuse(variable_is_missing, field("variables." + name));
  }
  Rendered out;
  auto fill = [&](std::string& part, std::string_view pattern, bool is_subject) {
    walk(
        pattern, [&](std::string_view literal) { part += literal; },
        [&](std::string_view name) {
          auto const& given = variables.find(name)->second;
          part += is_subject ? given : escape_for(version.channel, given);
        });
  };
  fill(out.subject, version.subject, true);
  fill(out.body, version.body, false);
  out.subject = on_one_line(std::move(out.subject));
  return out;
}

Rendered render_text(Channel channel, std::string_view text) { return {{}, escape_for(channel, text)}; }

}  // namespace lilac::messaging

#include "kernel/json_text.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cmath>

#include "kernel/member_names.hpp"
#include "kernel/quiet_handler.hpp"

namespace lilac {

namespace json = boost::json;

namespace {

constexpr std::string_view space = " \t\n\r";

/// Looks at a text and builds nothing.
struct CheckingHandler : QuietHandler {
  MemberNames names;
  char const* fault = "must be the compact text of a JSON object";

  bool on_object_begin(json::error_code&) {
    names.open();
    return true;
  }
  bool on_object_end(std::size_t, json::error_code& ec) {
    return !names.close() || refuse("must not name a member twice", ec);
  }
  bool on_array_end(std::size_t, json::error_code&) { return true; }
  bool on_key_part(json::string_view part, std::size_t, json::error_code& ec) {
    names.add_part({part.data(), part.size()});
    return accept(part, ec);
  }
  bool on_key(json::string_view part, std::size_t, json::error_code& ec) {
    names.add_last_part({part.data(), part.size()});
    return accept(part, ec);
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code& ec) { return accept(part, ec); }
  bool on_string(json::string_view part, std::size_t, json::error_code& ec) { return accept(part, ec); }
  bool on_int64(std::int64_t, json::string_view, json::error_code&) { return true; }
  bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return true; }
  bool on_double(double number, json::string_view, json::error_code& ec) {
    return std::isfinite(number) || refuse("must not hold a number beyond 1.8e308", ec);
  }
  bool on_bool(bool, json::error_code&) { return true; }
  bool on_null(json::error_code&) { return true; }

 private:
  bool accept(json::string_view part, json::error_code& ec) {
    return part.find('\0') == json::string_view::npos || refuse(fault, ec);
  }
  bool refuse(char const* sentence, json::error_code& ec) {
    fault = sentence;
    ec = json::error::syntax;
    return false;
  }
};

std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
  if (text[at] == '"') return end_of_string(text, at);
  if (text[at] != '{' && text[at] != '[') return std::min(text.find_first_of(",]} \t\n\r", at), text.size());
  std::size_t depth = 0;
  while (true) {
    at = text.find_first_of("\"{[]}", at);
    if (text[at] == '"') {
      at = end_of_string(text, at);
      continue;
    }
    depth += text[at] == '{' || text[at] == '[' ? 1 : std::size_t{0} - 1;
    ++at;
    if (depth == 0) return at;
  }
}

}  // namespace

char const* fault_of_object(std::string_view text) {
  if (text == "{}") return nullptr;
  json::parse_options options;
  options.max_depth = deepest_json;
  json::basic_parser<CheckingHandler> parser{options};
  char const* const no_object = parser.handler().fault;
  if (text.empty() || text.front() != '{') return no_object;
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    return no_object;
  json::error_code ec;
  auto const end = parser.write_some(false, text.data(), text.size(), ec);
  if (ec == json::error::too_deep) return "must not be nested more than 32 deep";
  if (ec) return parser.handler().fault;
  return end == text.size() ? nullptr : no_object;
}

std::string_view value_text(std::string_view text) {
  text.remove_prefix(text.find_first_not_of(space));
  return text.substr(0, end_of_value(text, 0));
}

std::vector<std::string_view> parts_of(std::string_view value) {
  std::vector<std::string_view> parts;
  bool const is_object = value.front() == '{';
  constexpr std::string_view between = " \t\n\r,:";
  auto at = value.find_first_not_of(between, 1);
  while (value[at] != '}' && value[at] != ']') {
    if (is_object) at = value.find_first_not_of(between, end_of_string(value, at));
    auto const end = end_of_value(value, at);
    parts.push_back(value.substr(at, end - at));
    at = value.find_first_not_of(between, end);
  }
  return parts;
}

std::string compact(std::string_view value) {
  std::string text;
  text.reserve(value.size());
  for (std::size_t at = 0; at < value.size();) {
    auto const end = value[at] == '"' ? end_of_string(value, at) : at + 1;
    if (space.find(value[at]) == std::string_view::npos) text += value.substr(at, end - at);
    at = end;
  }
  return text;
}

}  // namespace lilac

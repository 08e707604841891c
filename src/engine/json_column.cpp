#include "engine/json_column.hpp"

#include <algorithm>
#include <charconv>

namespace lilac {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Walks over valid JSON without building anything.
class Walker {
 public:
  explicit Walker(std::string_view json) : json_(json) { skip_space(); }

  std::size_t at() const { return at_; }
  char peek() const { return at_ < json_.size() ? json_[at_] : '\0'; }
  void step() {
    if (at_ < json_.size()) ++at_;
    skip_space();
  }
  /// Leaves a string behind and returns what stands between its quotes, escapes included.
  std::string_view take_string() {
    auto const begin = ++at_;
    while (at_ < json_.size() && json_[at_] != '"') at_ += json_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_, json_.size());
    auto const text = json_.substr(begin, at_ - begin);
    step();
    return text;
  }
  void skip_value() {
    int depth = 0;
    do {
      char const c = peek();
      if (c == '\0') return;
      if (c == '"') {
        take_string();
      } else if (c == ',' || c == ':') {
        step();
      } else {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (c == '{' || c == '[' || c == '}' || c == ']')
          step();
        else
          skip_word();
      }
    } while (depth > 0);
  }

 private:
  void skip_space() {
    while (at_ < json_.size() && is_space(json_[at_])) ++at_;
  }
  void skip_word() {
    while (at_ < json_.size() && std::string_view{",:]}"}.find(json_[at_]) == std::string_view::npos) ++at_;
  }

  std::string_view json_;
  std::size_t at_ = 0;
};

/// True when `path` begins with this member; then it is shortened by it. Names may hold dots themselves.
bool take_member(std::string_view& path, std::string_view name) {
  if (!path.starts_with(name)) return false;
  auto const rest = path.substr(name.size());
  if (!rest.empty() && rest.front() != '.' && rest.front() != '[') return false;
  path = rest;
  return true;
}

bool enter_member(Walker& walker, std::string_view& path) {
  if (path.front() == '.') path.remove_prefix(1);
  for (walker.step(); walker.peek() == '"';) {
    auto const name = walker.take_string();
    walker.step();  // the colon
    if (take_member(path, name)) return true;
    walker.skip_value();
    if (walker.peek() == ',') walker.step();
  }
  return false;
}

bool enter_element(Walker& walker, std::string_view& path) {
  std::size_t index = 0;
  auto const [end, error] = std::from_chars(path.data() + 1, path.data() + path.size(), index);
  if (error != std::errc{} || end == path.data() + path.size() || *end != ']') return false;
  path.remove_prefix(static_cast<std::size_t>(end - path.data()) + 1);
  for (walker.step(); walker.peek() != ']' && walker.peek() != '\0'; --index) {
    if (index == 0) return true;
    walker.skip_value();
    if (walker.peek() == ',') walker.step();
  }
  return false;
}

}  // namespace

std::size_t column_of(std::string_view line, std::size_t byte) {
  auto const before = line.substr(0, byte);
  auto const begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::count_if(before.begin(), before.end(), begins_character)) + 1;
}

std::size_t place_of(std::string_view json, std::string_view path) {
  Walker walker{json};
  auto found = walker.at();
  while (!path.empty()) {
    auto const entered = walker.peek() == '{'                          ? enter_member(walker, path)
                         : walker.peek() == '[' && path.front() == '[' ? enter_element(walker, path)
                                                                       : false;
    if (!entered) break;
    found = walker.at();
  }
  return found;
}

}  // namespace lilac

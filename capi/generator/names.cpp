#include "names.hpp"

#include <algorithm>

namespace lilac::capi {

namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

// A word begins with a capital behind a small letter, and with the last of several capitals when a small one follows.
std::string in_snake_case(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    auto const begins =
        i > 0 && is_capital(name[i]) && name[i - 1] != '_' &&
        (!is_capital(name[i - 1]) || (i + 1 < name.size() && !is_capital(name[i + 1]) && name[i + 1] != '_'));
    if (begins) out += '_';
    out += lower(name[i]);
  }
  return out;
}

std::string in_capitals(std::string_view name) {
  auto out = in_snake_case(name);
  std::transform(out.begin(), out.end(), out.begin(), upper);
  return out;
}

}  // namespace lilac::capi

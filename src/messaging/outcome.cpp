#include "lilac/messaging/outcome.hpp"

namespace lilac::messaging {

std::string reason_code(std::string_view reason) {
  auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  auto const looks_like_a_code = [&] {
    if (reason.empty() || reason.size() > 64 || !is_letter(reason.front())) return false;
    int digits = 0;  // a phone number may be spelled with dashes and dots
    for (char const c : reason) {
      if (is_digit(c)) {
        if (++digits > 4) return false;
      } else if (is_letter(c) || c == '_') {
        digits = 0;
      } else if (c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  };
  if (!looks_like_a_code()) return "UNSPECIFIED";
  // These are said of messages that end by our own decision; a vendor's word must not be taken for it.
  auto const is_ours = reason == "CANCELLED" || reason == "EXPIRED" || reason == "SUPPRESSED";
  return (is_ours ? "VENDOR_" : "") + std::string(reason);
}

}  // namespace lilac::messaging

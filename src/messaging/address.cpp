#include <algorithm>

#include "lilac/kernel/text.hpp"
#include "lilac/messaging/ports.hpp"

namespace lilac::messaging {

namespace {

bool is_visible(char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; }

bool is_phone_number(std::string_view text) {
  auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
  auto const may_stand_between = [](char c) { return std::string_view{"+-.() "}.find(c) != std::string_view::npos; };
  auto const digits = std::count_if(text.begin(), text.end(), is_digit);
  return digits >= 3 && digits <= 20 && text.size() <= 40 &&
         std::all_of(text.begin(), text.end(), [&](char c) { return is_digit(c) || may_stand_between(c); });
}

bool is_mailbox(std::string_view text) {
  auto const at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos &&
         text.size() <= 320 && std::all_of(text.begin(), text.end(), is_visible) &&
         text.find_first_of("<>,;:\"\\") == text.npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= 4096 && std::all_of(text.begin(), text.end(), is_visible);
}

}  // namespace

bool is_address(Channel channel, Address const& address) {
  if (!is_valid_text(address.secret)) return false;
  switch (channel) {
    case Channel::EMAIL:
      return is_mailbox(address.secret);
    case Channel::SMS:
    case Channel::ALARM:
      return is_phone_number(address.secret);
    case Channel::PUSH:
      return is_token(address.secret);
  }
  return false;
}

}  // namespace lilac::messaging

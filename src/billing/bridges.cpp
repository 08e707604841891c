#include "lilac/billing/bridges.hpp"

#include <array>

#include "lilac/billing/subscriber.hpp"
#include "lilac/engine/reader.hpp"
#include "lilac/messaging/commands.hpp"
#include "lilac/messaging/errors.hpp"
#include "lilac/messaging/rendering.hpp"

namespace lilac::billing {

namespace {

constexpr std::array standings{"waiting",   "held",   "in_flight", "unknown",    "sent",
                               "delivered", "failed", "cancelled", "suppressed", "expired"};

}  // namespace

result<std::optional<messaging::Recipient>> SubscriberAddressBook::find_number(Reader& reader, std::int64_t id) {
  BOOST_OUTCOME_TRY(auto const* line, reader.find(SubscriberId{id}));
  if (line == nullptr) return std::optional<messaging::Recipient>{};
  return std::optional{messaging::Recipient{.phone = line->phone, .email = line->email}};
}

std::span<char const* const> all_standings() { return standings; }

result<char const*> standing_of_message(Reader& reader, std::string const& dedup_key) {
  char const* standing = nullptr;
  BOOST_OUTCOME_TRY(reader.each<messaging::Message::find_by_dedup_key>(
      [&](messaging::Message const& message) {
        using State = messaging::MessageState;
        switch (message.state) {
          case State::Accepted:
          case State::Ready:
          case State::RetryWaiting:
            standing = standings[0];
            break;
          case State::Held:
            standing = standings[1];
            break;
          case State::InFlight:
            standing = standings[2];
            break;
          case State::Unknown:
            standing = standings[3];
            break;
          case State::Sent:
            standing = standings[4];
            break;
          case State::Delivered:
            standing = standings[5];
            break;
          case State::Failed:
            standing = standings[6];
            break;
          case State::Cancelled:
            standing = standings[7];
            break;
          case State::Suppressed:
            standing = standings[8];
            break;
          case State::Expired:
            standing = standings[9];
            break;
        }
      },
      dedup_key));
  return standing;
}

result<bool> may_have_arrived(Reader& reader, std::string const& dedup_key) {
  BOOST_OUTCOME_TRY(auto const* message, reader.first<messaging::Message::find_by_dedup_key>(dedup_key));
  return message != nullptr && message->may_have_arrived();
}

// Whoever has no mailbox gets the short message alone: each text has all variables by itself.
// A bill is no advertisement.
result<> check_text_of_bill(Work& work, messaging::RequestMessage const& request, messaging::Channel channel) {
  BOOST_OUTCOME_TRY(messaging::check_request(work, *request.template_id, {&channel, 1}, request.variables));
  BOOST_OUTCOME_TRY(auto const newest, messaging::newest_version(work, *request.template_id));
  BOOST_OUTCOME_TRY(auto const* version, messaging::text_for(work, *request.template_id, newest, channel));
  if (version->category == messaging::Category::ADVERTISING)
    return refuse(messaging::advertising_must_be_declared, field("category"));
  BOOST_OUTCOME_TRY(auto const text, messaging::render(*version, request.variables));
  return messaging::check_length(work.host(), channel, text);
}

Host& bind_bridges(Host& host) {
  static SubscriberAddressBook subscribers;
  return messaging::bind_address_book(host, PersonKind::subscriber, subscribers);
}

}  // namespace lilac::billing

// Where billing meets messaging: messaging finds subscribers in billing's own rows.
#pragma once

#include "lilac/engine/host.hpp"
#include "lilac/engine/work.hpp"
#include "lilac/messaging/commands.hpp"
#include "lilac/messaging/ports.hpp"

namespace lilac::billing {

/// Subscribers as messaging's address book: as they are when the message goes out, so a changed number counts.
/// Addresses are those of lines: an account has none, so a customer is not in it.
class SubscriberAddressBook final : public messaging::AddressBookOfOneKind {
 public:
  SubscriberAddressBook() : AddressBookOfOneKind(PersonKind::subscriber) {}

 private:
  result<std::optional<messaging::Recipient>> find_number(Reader& reader, std::int64_t id) override;
};

/// Where the message of a bill stands, as reconciliation counts it: `waiting`, `held`, `in_flight`, `unknown`, `sent`,
/// `delivered`, `failed`, `cancelled`, `suppressed`, `expired`; null when messaging has none of that key.
result<char const*> standing_of_message(Reader& reader, std::string const& dedup_key);
/// All of them, in that order.
std::span<char const* const> all_standings();

/// Whether somebody may have read a message: its gateway has it, or nobody knows. False when there is none of that key.
result<bool> may_have_arrived(Reader& reader, std::string const& dedup_key);

/// Whether the template of a request says a bill by this channel. Errors: messaging's own, as for the request.
result<> check_text_of_bill(Work& work, messaging::RequestMessage const& request, messaging::Channel channel);

/// Binds it for subscribers; a book that is bound before stays for all others.
Host& bind_bridges(Host& host);

}  // namespace lilac::billing

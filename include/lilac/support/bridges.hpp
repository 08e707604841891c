// Where the desk meets messaging: messaging finds people on the roster, the desk finds texts in messaging's templates.
#pragma once

#include <array>

#include "lilac/engine/host.hpp"
#include "lilac/messaging/ports.hpp"
#include "lilac/support/ports.hpp"

namespace lilac::support {

/// The roster knows telephone numbers, so the desk writes short messages.
inline constexpr std::array message_steps{messaging::Channel::SMS};

/// The roster as messaging's address book: it has users, and nobody else.
class RosterAddressBook final : public messaging::AddressBookOfOneKind {
  result<std::optional<messaging::Recipient>> find_number(Reader& reader, std::int64_t id) override;
};

/// Messaging's templates as the desk's: the newest version, as a short message.
class MessagingTemplates final : public Templates {
 public:
  result<PersonalText> render(Reader& reader, TemplateId template_id, Dictionary const& variables) const override;
};

/// A text goes out as one short message. Errors: text_is_longer_than_a_message, which tells its length, never its
/// words.
result<> check_fits_a_message(Host const& host, PersonalText const& text, std::string_view field);

/// Binds both, the book for users: what is bound for other kinds of persons stays. They hold no state and live as long
/// as the program.
Host& bind_bridges(Host& host);

}  // namespace lilac::support

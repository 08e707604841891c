// What messaging needs from a host: carriers, and where people can be reached.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lilac/kernel/describe.hpp"
#include "lilac/kernel/result.hpp"
#include "lilac/messaging/enums.hpp"
#include "lilac/messaging/ids.hpp"

namespace lilac {
class Host;
class Reader;
}  // namespace lilac

namespace lilac::messaging {

/// One message on its way to a gateway.
struct OutgoingMessage {
  std::string key;  ///< `{store}:{message}:{step}:{generation}`: the same across tries of a step, in no other store
  MessageId message_id;
  Channel channel = Channel::EMAIL;
  std::int32_t step = 0;
  std::int32_t attempt = 0;  ///< from 1, of this step; one that never arrived is not counted
  std::int32_t generation = 0;
  Category category = Category::TRANSACTIONAL;
  Address address;
  PersonalText subject;         ///< empty except for e-mail
  PersonalText text;            ///< HTML for e-mail, else plain
  Instant at;                   ///< of the claim: gateways need no clock
  bool is_long = false;         ///< a short message of more than 90 bytes: it goes as LMS
  std::int32_t try_number = 0;  ///< of the message, from 1: no two tries have the same
};
BOOST_DESCRIBE_STRUCT(OutgoingMessage, (),
                      (key, message_id, channel, step, attempt, generation, category, address, subject, text, at,
                       is_long, try_number))

/// A message whose outcome is asked for.
struct StatusQuestion {
  std::string key;
  MessageId message_id;
  Channel channel = Channel::EMAIL;
  std::int32_t step = 0;
  std::int32_t attempt = 0;
  std::int32_t generation = 0;
  Instant at;
  std::int32_t try_number = 0;
};
BOOST_DESCRIBE_STRUCT(StatusQuestion, (), (key, message_id, channel, step, attempt, generation, at, try_number))

/// What a gateway says about one message it was given.
struct SendResult {
  enum class Answer : std::uint8_t {
    Accepted,
    Pending,  ///< no answer yet: it will be asked by status()
    Rejected
  };
  Answer answer = Answer::Pending;
  std::string vendor_id{};                    ///< of an accepted one, if the vendor gives any
  FailureKind kind = FailureKind::PERMANENT;  ///< of a rejected one; UNKNOWN is taken as Pending
  std::string reason{};  ///< of a rejected one: a code (letters, digits, `_ . -`, never an address)

  static SendResult accepted(std::string vendor_id = {}) { return {Answer::Accepted, std::move(vendor_id)}; }
  static SendResult pending() { return {}; }
  static SendResult rejected(FailureKind kind, std::string reason) {
    return {Answer::Rejected, {}, kind, std::move(reason)};
  }
};

/// What a gateway knows about a key.
struct StatusResult {
  enum class Answer : std::uint8_t {
    Accepted,
    Rejected,
    NotFound,    ///< it never got a message of that key, and it is certain of that
    Unavailable  ///< it cannot tell now
  };
  Answer answer = Answer::Unavailable;
  std::string vendor_id{};
  FailureKind kind = FailureKind::PERMANENT;
  std::string reason{};

  static StatusResult accepted(std::string vendor_id = {}) { return {Answer::Accepted, std::move(vendor_id)}; }
  static StatusResult rejected(FailureKind kind, std::string reason) {
    return {Answer::Rejected, {}, kind, std::move(reason)};
  }
  static StatusResult not_found() { return {Answer::NotFound}; }
  static StatusResult unavailable() { return {}; }
};

/// Carries messages. Called with no transaction open, possibly from several threads. Whatever it throws, and an answer
/// of the wrong length, counts as "nobody knows" for the whole batch.
class MessageGateway {
 public:
  static constexpr bool optional_port = true;  ///< unbound: messages wait
  virtual ~MessageGateway() = default;
  /// One result per message, in the same order. All messages of a batch have the same channel. A gateway that honours
  /// keys carries a key at most once, however often it comes.
  virtual std::vector<SendResult> send(std::span<OutgoingMessage const> batch) = 0;
  /// What became of the question's key.
  virtual StatusResult status(StatusQuestion const& question) = 0;
  /// How many messages one send may hold; 0 lets all wait.
  virtual std::size_t max_in_flight() const { return 100; }
};

/// Where one person can be reached. An empty address is none.
struct Recipient {
  Address phone{};
  Address email{};
  Address push_token{};
  std::string time_zone{};           ///< IANA name
  bool advertising_consent = false;  ///< agreed before to get advertisements
  bool night_consent = false;        ///< and to get them from 21:00 to 08:00 as well

  /// SMS and ALARM go to the phone.
  Address const& address_for(Channel channel) const {
    return channel == Channel::EMAIL ? email : channel == Channel::PUSH ? push_token : phone;
  }
};

/// Whether an address looks like one of the channel: 3 to 20 digits with `+ - . ( )` and blanks between, a mailbox with
/// one @ between two parts, a token. Anything else is not given to a gateway.
bool is_address(Channel channel, Address const& address);

/// Knows recipients: persons, told by kind and number.
class AddressBook {
 public:
  static constexpr bool optional_port = true;  ///< unbound: messages wait
  virtual ~AddressBook() = default;
  /// Nothing when the book has no such person, be it that it has none of that kind. `reader` sees the rows of the
  /// claim's own transaction: a book over entities of the same store reads through it, any other ignores it. An error
  /// is a transient failure of the try, except for the store's own (5901, 5903), which end the claim: nothing has
  /// happened then.
  virtual result<std::optional<Recipient>> find(Reader& reader, Person const& person) = 0;
};

/// A book that knows its people by number alone, since all are of one kind: nobody of another kind is in it.
class AddressBookOfOneKind : public AddressBook {
 public:
  explicit AddressBookOfOneKind(PersonKind kind = PersonKind::user) : kind_(kind) {}
  result<std::optional<Recipient>> find(Reader& reader, Person const& person) final {
    if (person.kind != kind_) return std::optional<Recipient>{};
    return find_number(reader, person.id);
  }

 protected:
  /// As find(), for the person of the book's kind with this number.
  virtual result<std::optional<Recipient>> find_number(Reader& reader, std::int64_t id) = 0;

 private:
  PersonKind kind_;
};

/// Binds `book`, which must outlive the engine, for persons of one kind. What was bound before stays for all others;
/// where nothing was, they have no recipients.
Host& bind_address_book(Host& host, PersonKind kind, AddressBook& book);

/// Knows how long a text is to the vendors of short messages.
class TextMeasure {
 public:
  static constexpr bool optional_port = true;  ///< unbound, or when it throws: one byte for ASCII, two for the rest
  virtual ~TextMeasure() = default;
  /// The bytes of `text`, valid UTF-8, in the vendor's encoding (EUC-KR in Korea).
  virtual std::int64_t bytes(std::string_view text) const = 0;
};

}  // namespace lilac::messaging

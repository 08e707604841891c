// A recipient is a person: a kind and a number. Customer 7 is not user 7, nor the subscriber of line 7.
#include "lilac/kernel/evolution.hpp"
#include "lilac/messaging/errors.hpp"
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;
using State = MessageState;

constexpr Instant night = noon;  // 21:00 in Seoul
constexpr auto user = PersonKind::user;
constexpr auto customer = PersonKind::customer;
constexpr auto subscriber = PersonKind::subscriber;

RequestMessage text_for(PersonKind kind, std::string key) {
  auto request = Desk::text_to(7, std::move(key));
  request.recipient_kind = kind;
  return request;
}

/// User, customer and subscriber 7, with a telephone each.
struct Town : Desk {
  Town() {
    book.others[{customer, 7}] = {Address{"010-2222-2222"}, {}, {}, "Asia/Seoul"};
    book.others[{subscriber, 7}] = {Address{"010-3333-3333"}, {}, {}, "Asia/Seoul"};
  }
  State state_of(PersonKind kind, std::string key, Instant at = noon) {
    return state(request(text_for(kind, std::move(key)), at));
  }
  /// Writes a row as one of before kinds were told: it is known by its number alone.
  template <class T>
  void write_before_kinds(T row) {
    row.id = {99};
    RowWrite const write{&entity_info<T>(), row.id.value, 0, 1, RowWrite::Action::insert, &row, 0};
    WriteSet set;
    set.rows = {&write, 1};
    REQUIRE(store.commit(set));
  }
};

TEST_CASE("A message reaches the telephone of the person it is for, and of nobody of the same number") {
  Town town;
  town.request(text_for(customer, "c"));
  town.request(text_for(subscriber, "s"));
  town.request(text_for(user, "u"));
  town.request(Desk::text_to(7, "nobody told the kind"));
  town.idle();
  REQUIRE(town.gateway.sent.size() == 4);
  CHECK(town.gateway.sent[0].address.secret == "010-2222-2222");
  CHECK(town.gateway.sent[1].address.secret == "010-3333-3333");
  CHECK(town.gateway.sent[2].address.secret == phone);
  CHECK(town.gateway.sent[3].address.secret == phone);
  auto const accepted = town.all<MessageAccepted>();
  CHECK(accepted[0].recipient_kind == customer);
  CHECK(accepted[3].recipient_kind == user);
}

TEST_CASE("A message to a person whom the book lacks reaches nobody of the same number") {
  Town town;
  auto const id = town.request(text_for(PersonKind::seller, "k"));
  town.idle();
  CHECK(town.state(id) == State::Failed);
  CHECK(town.gateway.sent.empty());
}

TEST_CASE("A book of one kind has nobody of another") {
  struct ByNumber final : AddressBookOfOneKind {
    using AddressBookOfOneKind::AddressBookOfOneKind;
    result<std::optional<Recipient>> find_number(Reader&, std::int64_t id) override {
      Recipient recipient;
      recipient.phone.secret = std::to_string(id);
      return std::optional{std::move(recipient)};
    }
  };
  MemoryStore store;
  StoreReader reader{store};
  ByNumber users, lines{subscriber};
  CHECK(users.find(reader, {user, 7}).value()->phone.secret == "7");
  CHECK_FALSE(users.find(reader, {customer, 7}).value());
  CHECK(lines.find(reader, {subscriber, 7}).value());
  CHECK_FALSE(lines.find(reader, {user, 7}).value());

  Host host;
  bind_address_book(bind_address_book(host, user, users), subscriber, lines);
  auto* both = static_cast<AddressBook*>(host.find_port(port_info<AddressBook>()));
  CHECK(both->find(reader, {user, 7}).value());
  CHECK(both->find(reader, {subscriber, 7}).value());
  CHECK_FALSE(both->find(reader, {customer, 7}).value());
}

TEST_CASE("The same key for the same number of another kind is another request") {
  Town town;
  town.request(text_for(customer, "k"));
  town.request(text_for(customer, "k"));
  auto const other = town.run(text_for(user, "k"));
  REQUIRE_FALSE(other);
  CHECK(other.error().is(dedup_key_reused));
}

TEST_CASE("A suppression of one person never touches another of the same number") {
  for (auto const kind : {user, customer, subscriber}) {
    Town town;
    REQUIRE(town.run(Suppress{7, {}, {}, "OPTED_OUT", kind}, noon, admin(1)));
    for (auto const other : {user, customer, subscriber}) {
      CHECK(town.state_of(other, "k" + std::to_string(static_cast<int>(other))) ==
            (other == kind ? State::Suppressed : State::Ready));
      CHECK(town.engine.ask(GetSuppressions{7, other}).value().size() == (other == kind ? 8 : 0));
    }
    REQUIRE(town.run(Unsuppress{7, {}, {}, kind == user ? customer : user}, noon, admin(1)));
    CHECK(town.state_of(kind, "still") == State::Suppressed);
    REQUIRE(town.run(Unsuppress{7, {}, {}, kind}, noon, admin(1)));
    CHECK(town.state_of(kind, "again") == State::Ready);
  }
}

TEST_CASE("Quiet hours of one person never touch another of the same number") {
  for (auto const kind : {user, customer, subscriber}) {
    Town town;
    SetQuietHours set;
    set.owner = QuietOwner::RECIPIENT;
    set.recipient_id = 7;
    set.recipient_kind = kind;
    set.windows = {{21h, 8h, {}}};
    REQUIRE(town.run(set, noon - 1h, admin(1)));
    for (auto const other : {user, customer, subscriber}) {
      CHECK(town.state_of(other, "k" + std::to_string(static_cast<int>(other)), night) ==
            (other == kind ? State::Held : State::Ready));
      CHECK(town.engine.ask(GetQuietHours{7, other}).value().size() == (other == kind ? 1 : 0));
    }
  }
}

TEST_CASE("Only a recipient's quiet hours name a kind of recipient") {
  Desk desk;
  SetQuietHours set;
  set.recipient_kind = customer;
  auto const refused = desk.run(set, noon, admin(1));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(quiet_setting_is_of_another_owner));
  CHECK(refused.error().field() == "recipient_kind");
}

TEST_CASE("A suppression of before kinds were told holds for every kind, until that person decides") {
  Town town;
  Suppression before;
  before.recipient_id = 7;
  before.channel = Channel::SMS;
  before.reason = "OPTED_OUT";
  before.holds = true;
  before.changed_at = noon - 24h;
  town.write_before_kinds(before);
  for (auto const kind : {user, customer, subscriber}) {
    CHECK(town.state_of(kind, "k" + std::to_string(static_cast<int>(kind))) == State::Suppressed);
    CHECK(town.engine.ask(GetSuppressions{7, kind}).value().size() == 1);
  }
  REQUIRE(town.run(Suppress{7, Channel::SMS, Category::TRANSACTIONAL, "COMPLAINED", user}, noon, admin(1)));
  CHECK(town.all<RecipientSuppressed>().empty());  // it held already
  REQUIRE(town.run(Unsuppress{7, Channel::SMS, {}, user}, noon, admin(1)));
  CHECK(town.all<RecipientUnsuppressed>().size() == 1);
  CHECK(town.state_of(user, "lifted") == State::Ready);
  CHECK(town.state_of(customer, "not lifted") == State::Suppressed);
  auto const own = town.engine.ask(GetSuppressions{7, user}).value();
  REQUIRE(own.size() == 1);
  CHECK_FALSE(own[0].holds);
  CHECK(own[0].reason == "OPTED_OUT");
}

TEST_CASE("Quiet hours of before kinds were told hold for every kind that has none of its own") {
  Town town;
  QuietHours before;
  before.owner = QuietOwner::RECIPIENT;
  before.recipient_id = 7;
  before.windows = {{21h, 8h, {}}};
  town.write_before_kinds(before);
  for (auto const kind : {user, customer, subscriber})
    CHECK(town.state_of(kind, "k" + std::to_string(static_cast<int>(kind)), night) == State::Held);
  SetQuietHours none;
  none.owner = QuietOwner::RECIPIENT;
  none.recipient_id = 7;
  REQUIRE(town.run(none, night, admin(1)));
  CHECK(town.state_of(user, "free", night) == State::Ready);
  CHECK(town.state_of(customer, "silent", night) == State::Held);
}

TEST_CASE("Of a message from before kinds were told the purpose says whom its number meant") {
  Message message;
  message.recipient_id = 7;
  message.purpose = "billing.bill";
  CHECK(message.recipient() == Person{subscriber, 7});
  message.purpose = "support.missed_call";
  CHECK(message.recipient() == Person{user, 7});
  message.purpose = "billing";
  CHECK(message.recipient() == Person{user, 7});
  message.purpose = "billing.bill";
  message.recipient_kind = customer;
  CHECK(message.recipient() == Person{customer, 7});

  MessageSent sent;
  auto const decode = [&](char const* payload) {
    sent = {};
    REQUIRE(decode_event(event_info<MessageSent>(), 1, payload, &sent));
    return sent.recipient_kind;
  };
  CHECK(decode(R"({"purpose":"billing.bill","recipient_id":7})") == subscriber);
  CHECK(decode(R"({"purpose":"support.missed_call","recipient_id":7})") == user);
  CHECK(decode(R"({"recipient_id":7})") == user);
  MessageHeld held;
  REQUIRE(decode_event(event_info<MessageHeld>(), 1, R"({"purpose":"billing.bill","reason":"RESERVED"})", &held));
  CHECK(held.recipient_kind == subscriber);
}

TEST_CASE("A request of before kinds were told is the same when it comes again with its kind") {
  Town town;
  auto bill = text_for(subscriber, "bill");
  bill.purpose = "billing.bill";
  auto const id = town.request(bill);
  {  // as it was written then
    auto row = town.message(id);
    row.recipient_kind.reset();
    std::uint32_t version = 0;
    REQUIRE(town.store.scan_all(entity_info<Message>(), 0, no_limit, [&](RowView const& view) {
      version = view.version;
      return true;
    }));
    RowWrite const write{&entity_info<Message>(), id.value, version, version + 1, RowWrite::Action::update, &row, 0};
    WriteSet set;
    set.rows = {&write, 1};
    REQUIRE(town.store.commit(set));
  }
  CHECK(town.request(bill) == id);
  town.idle();
  REQUIRE(town.gateway.sent.size() == 1);
  CHECK(town.gateway.sent[0].address.secret == "010-3333-3333");
}

TEST_CASE("Redacting a person empties their messages, and those of nobody else of the same number") {
  Town town;
  for (auto const kind : {user, customer, subscriber})
    town.request(text_for(kind, name_of(type_of<PersonKind>(), static_cast<std::int64_t>(kind))));
  REQUIRE(town.engine.redact({customer, 7}, admin(1), {.at = noon}));
  auto const left = [&](std::string const& key) {
    auto const rows = town.engine.ask(GetMessage{{}, key}).value();
    return rows.at(0).text && !rows.at(0).text->empty();
  };
  CHECK(left("user"));
  CHECK_FALSE(left("customer"));
  CHECK(left("subscriber"));
  REQUIRE(town.engine.redact({user, 7}, admin(1), {.at = noon}));
  CHECK_FALSE(left("user"));
  CHECK(left("subscriber"));
}

}  // namespace
}  // namespace lilac::messaging

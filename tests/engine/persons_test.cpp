// Redaction by person: what a customer, a line, a user of one number have in one store.
#include <map>

#include "engine/post.hpp"

namespace lilac::telco {

/// A line is a person, and its customer pays for it.
struct Line {
  Id<Line> id;
  std::int64_t customer_id{};
  PersonalText name;
  static constexpr std::uint16_t number = 9401;
  static constexpr auto is_person = PersonKind::subscriber;
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, customer_id, name))

struct Item {
  std::string code;
  PersonalText with;
};
BOOST_DESCRIBE_STRUCT(Item, (), (code, with))
/// Names a person of its own.
struct Guarantee {
  std::int64_t customer_id{};
  PersonalText name;
};
BOOST_DESCRIBE_STRUCT(Guarantee, (), (customer_id, name))

struct Invoice {
  Id<Invoice> id;
  std::int64_t subscriber_id{};
  std::int64_t customer_id{};
  std::vector<Item> items;
  std::optional<Guarantee> guarantee;
  static constexpr std::uint16_t number = 9402;
};
BOOST_DESCRIBE_STRUCT(Invoice, (), (id, subscriber_id, customer_id, items, guarantee))

struct Call {
  Id<Call> id;
  std::optional<std::int64_t> subscriber_id;
  PersonalText with;
  static constexpr std::uint16_t number = 9403;
};
BOOST_DESCRIBE_STRUCT(Call, (), (id, subscriber_id, with))

struct Letter {
  Id<Letter> id;
  std::int64_t recipient_id{};
  std::optional<PersonKind> recipient_kind;
  PersonalText text;
  static constexpr std::uint16_t number = 9404;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (id, recipient_id, recipient_kind, text))

struct Visit {
  Id<Visit> id;
  std::int64_t user_id{};
  PersonalText reason;
  static constexpr std::uint16_t number = 9405;
};
BOOST_DESCRIBE_STRUCT(Visit, (), (id, user_id, reason))

/// Who is told by a reply: an invoice that is not at its top.
struct Corrected {
  std::optional<Invoice> invoice;
};
BOOST_DESCRIBE_STRUCT(Corrected, (), (invoice))

struct Called {
  std::int64_t subscriber_id{};
  PersonalText with;
  static constexpr std::uint16_t number = 9401;
};
BOOST_DESCRIBE_STRUCT(Called, (), (subscriber_id, with))

struct RecordCall {
  std::int64_t subscriber_id{};
  std::int64_t customer_id{};
  PersonalText with;
  using reply = Corrected;
  using publishes = events<Called>;
  static constexpr std::uint16_t number = 9401;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(RecordCall, (), (subscriber_id, customer_id, with))

/// The call, what is charged for it, and a reply that repeats that.
result<Corrected> handle(Handling<RecordCall>& work, RecordCall const& command) {
  BOOST_OUTCOME_TRY(auto* call, work.create<Call>());
  call->subscriber_id = command.subscriber_id;
  call->with = command.with;
  BOOST_OUTCOME_TRY(auto* invoice, work.create<Invoice>());
  invoice->subscriber_id = command.subscriber_id;
  invoice->customer_id = command.customer_id;
  invoice->items = {{"CALL", command.with}};
  invoice->guarantee = Guarantee{10, PersonalText{"Park"}};
  work.save(*call, Called{command.subscriber_id, command.with});
  work.keep(*invoice);
  return Corrected{*invoice};
}

/// About a customer, or about nobody.
struct Note {
  std::optional<std::int64_t> customer_id;
  PersonalText text;
  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 9403;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(Note, (), (customer_id, text))

result<> handle(Handling<Note>&, Note const&) { return outcome::success(); }

struct Write {
  std::string what;
  std::int64_t number_of{};
  std::int64_t customer{};
  std::optional<PersonKind> kind;
  using reply = void;
  using publishes = events<>;
  static constexpr std::uint16_t number = 9402;
  static constexpr auto actors = allow(ActorKind::System);
};
BOOST_DESCRIBE_STRUCT(Write, (), (what, number_of, customer, kind))

result<> handle(Handling<Write>& work, Write const& command) {
  if (command.what == "line") {
    auto* line = work.create(Id<Line>{command.number_of});
    line->customer_id = command.customer;
    line->name = "line " + std::to_string(command.number_of);
    work.keep(*line);
  } else if (command.what == "letter") {
    BOOST_OUTCOME_TRY(auto* letter, work.create<Letter>());
    letter->recipient_id = command.number_of;
    letter->recipient_kind = command.kind;
    letter->text = std::string("letter");
    work.keep(*letter);
  } else {
    BOOST_OUTCOME_TRY(auto* visit, work.create<Visit>());
    visit->user_id = command.number_of;
    visit->reason = std::string("visit");
    work.keep(*visit);
  }
  return outcome::success();
}

namespace {

using namespace std::chrono_literals;
using parcel::noon;

constexpr auto commands = command_table<RecordCall, Write, Note>();
constexpr auto published = event_table<Called>();
constexpr auto entities = entity_table<Line, Invoice, Call, Letter, Visit>();
constexpr ModuleInfo module{.name = "telco", .commands = commands, .events = published, .entities = entities};

constexpr Person customer(std::int64_t id) { return {PersonKind::customer, id}; }
constexpr Person subscriber(std::int64_t id) { return {PersonKind::subscriber, id}; }
constexpr Person user(std::int64_t id) { return {PersonKind::user, id}; }

/// Line 10 is customer 1's, line 11 is customer 10's; user 10 is somebody else.
struct Telco {
  MemoryStore store;
  Engine engine{store, {&module}, Host{}};

  Telco() {
    write("line", 10, 1);
    write("line", 11, 10);
    for (auto const kind : {PersonKind::user, PersonKind::customer, PersonKind::subscriber})
      write("letter", 10, 0, kind);
    write("letter", 10);
    write("visit", 10);
    call(10, 1, "the clinic of line 10");
    call(11, 10, "the clinic of line 11");
  }
  void write(std::string what, std::int64_t number, std::int64_t customer = 0, std::optional<PersonKind> kind = {}) {
    REQUIRE(engine.execute(Write{std::move(what), number, customer, kind}, system_actor, {.at = noon}));
  }
  Corrected call(std::int64_t line, std::int64_t customer, std::string_view with) {
    auto const id = "call of " + std::to_string(line);
    auto answer = engine.execute(RecordCall{line, customer, PersonalText{std::string(with)}}, system_actor,
                                 {.at = noon, .command_id = id});
    REQUIRE(answer);
    return std::move(answer).value();
  }
  /// What is left of rows, by entity and id, e.g. `Line 10`.
  std::vector<std::string> left() {
    std::vector<std::string> names;
    auto add = [&]<class T>(Id<T> first, auto word) {
      REQUIRE(StoreReader{store}.each_of(first, no_limit, [&](T const& row) {
        if (!word(row).empty()) names.push_back(entity_info<T>().name + (" " + std::to_string(row.id.value)));
      }));
    };
    add(Id<Line>{}, [](Line const& row) { return row.name; });
    add(Id<Letter>{}, [](Letter const& row) { return row.text; });
    add(Id<Visit>{}, [](Visit const& row) { return row.reason; });
    add(Id<Call>{}, [](Call const& row) { return row.with; });
    add(Id<Invoice>{}, [](Invoice const& row) { return row.items.at(0).with; });
    return names;
  }
  void redact(Person person) { REQUIRE(engine.redact(person, admin(1), {.at = noon})); }
  /// Whether some event still says so.
  bool knows(std::string_view text) { return parcel::journal_text(store).find(text) != std::string::npos; }
};

using Left = std::vector<std::string>;

TEST_CASE("Redacting a user leaves the customer and the line of the same number") {
  Telco telco;
  telco.redact(user(10));
  // Letter 1 and 4 were the user's: of the latter the kind was not told.
  CHECK(telco.left() ==
        Left{"Line 10", "Line 11", "Letter 2", "Letter 3", "Call 1", "Call 2", "Invoice 1", "Invoice 2"});
}

TEST_CASE("Redacting a customer empties what is theirs and their lines', never the line of the same number") {
  Telco telco;
  telco.redact(customer(10));
  CHECK(telco.left() == Left{"Line 10", "Letter 1", "Letter 3", "Letter 4", "Visit 1", "Call 1", "Invoice 1"});
  CHECK(!telco.knows("the clinic of line 11"));
  CHECK(telco.knows("the clinic of line 10"));
}

TEST_CASE("Redacting a line leaves none of its words in its bill, and its customer's other lines alone") {
  Telco telco;
  telco.write("line", 12, 1);
  telco.call(12, 1, "the clinic of line 12");
  telco.redact(subscriber(10));
  CHECK(telco.left() == Left{"Line 11", "Line 12", "Letter 1", "Letter 2", "Letter 4", "Visit 1", "Call 2", "Call 3",
                             "Invoice 2", "Invoice 3"});
  CHECK(!telco.knows("the clinic of line 10"));
  CHECK(telco.knows("the clinic of line 12"));
}

TEST_CASE("A record within another one belongs to whom it names itself") {
  auto const guarantor = [](Telco& telco) {
    return StoreReader{telco.store}.read(Id<Invoice>{1}).value()->guarantee->name;
  };
  Telco telco;
  telco.redact(subscriber(10));
  CHECK(guarantor(telco) == "Park");
  telco.redact(customer(1));
  CHECK(guarantor(telco) == "Park");
  telco.redact(customer(10));
  CHECK(guarantor(telco).empty());
}

TEST_CASE("A remembered reply that holds somebody's record is emptied, the others' are not") {
  Telco telco;
  telco.redact(customer(10));
  CHECK(telco.call(11, 10, "the clinic of line 11").invoice->items.at(0).with.empty());
  CHECK(telco.call(10, 1, "the clinic of line 10").invoice->items.at(0).with == "the clinic of line 10");
}

TEST_CASE("Redacting a customer twice is nothing more, and finds the lines again") {
  Telco telco;
  telco.redact(customer(10));
  telco.redact(customer(10));
  CHECK(telco.left() == Left{"Line 10", "Letter 1", "Letter 3", "Letter 4", "Visit 1", "Call 1", "Invoice 1"});
}

TEST_CASE("With a customer the keys of the customer's lines are destroyed, and nobody else's") {
  auto const keys = [](Telco& telco) {
    std::map<std::int64_t, std::int64_t> generations;
    REQUIRE(StoreReader{telco.store}.each_of(Id<engine::ForgetKey>{}, no_limit, [&](engine::ForgetKey const& key) {
      generations[key.id.value] = key.generation;
    }));
    return generations;
  };
  Telco telco;
  auto wanted = keys(telco);
  for (auto const person : {customer(10), subscriber(11)}) ++wanted.at(engine::forget_key_id(person).value);
  telco.redact(customer(10));
  CHECK(keys(telco) == wanted);
}

TEST_CASE("Redacting a customer that is interrupted anywhere is finished by doing it again") {
  bool is_done = false;
  for (int fatal = 1; !is_done; ++fatal) {
    Telco telco;
    parcel::PassingStore dying{telco.store};
    Engine engine{dying, {&module}, Host{}};
    int commits = 0;
    dying.before = [&](std::string_view operation) -> result<> {
      if (operation == "commit" && ++commits >= fatal) return parcel::dead_process();
      return outcome::success();
    };
    is_done = engine.redact(customer(10), admin(1), {.at = noon}).has_value();
    telco.redact(customer(10));
    CHECK(telco.left() == Left{"Line 10", "Letter 1", "Letter 3", "Letter 4", "Visit 1", "Call 1", "Invoice 1"});
    CHECK(!telco.knows("the clinic of line 11"));
  }
}

TEST_CASE("A command with words that names nobody this time is the same when it comes again") {
  Telco telco;
  auto const note = [&](std::string text) {
    return telco.engine.execute(Note{std::nullopt, PersonalText{std::move(text)}}, system_actor,
                                {.at = noon, .command_id = "note"});
  };
  REQUIRE(note("to nobody"));
  CHECK(note("to nobody"));
  CHECK(!note("to somebody"));
}

}  // namespace
}  // namespace lilac::telco

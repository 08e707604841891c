// User 10 of the desk, customer 10 who pays for line 11, and line 10 of customer 1, in one store.
#include "billing/stage.hpp"
#include "engine/passing_store.hpp"
#include "lilac/adapters/memory.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/support/support.hpp"

namespace lilac::billing {

namespace {

constexpr Person user_10{PersonKind::user, 10};
constexpr Person customer_10{PersonKind::customer, 10};
constexpr Person line_10{PersonKind::subscriber, 10};

struct Town {
  TzdbZones zones;
  testing::RecordingGateway gateway;
  MemoryStore store;
  Engine engine{store, {&support::module, &messaging::module, &module}, host_of(zones, gateway)};
  Instant now = parse_instant("2026-01-26T09:00:00Z").value();

  /// The desk's book is bound last: whoever is of another kind stays where billing keeps them.
  static Host host_of(TzdbZones& zones, testing::RecordingGateway& gateway) {
    Host host;
    host.bind<Zones>(zones).bind<messaging::MessageGateway>(gateway);
    bind_bridges(host);
    return support::bind_bridges(host);
  }

  template <class C>
  auto answer(C const& command, Actor const& by) {
    auto done = engine.execute(command, by, {.at = now});
    if (!done) FAIL(done.error().message());
    return std::move(done).value();
  }
  template <class C>
  void run(C const& command, Actor const& by) {
    auto const done = engine.execute(command, by, {.at = now});
    if (!done) FAIL(done.error().message());
  }

  Town() {
    run(support::DefineOutboundPlan{1, 7}, boss);
    support::EnrolUserCycle enrol;
    enrol.user_id = {10};
    enrol.user_cycle_id = {70};
    enrol.started_on = day("2026-01-20");
    enrol.site_id = {5};
    enrol.name = "User Ten";
    enrol.phone = {"010-1010-1010"};
    enrol.time_zone = "Asia/Seoul";
    run(enrol, boss);
    run(BillingDesk::prices(), boss);
    for (auto const& made : BillingDesk::templates()) run(made, boss);
    add_line(10, 1);
    add_line(11, 10);
  }
  void add_line(std::int64_t id, std::int64_t customer) {
    auto line = BillingDesk::registration(id);
    line.customer_id = {customer};
    line.name = "Line " + std::to_string(id);
    line.email = {};
    line.phone = {"010-0000-00" + std::to_string(id)};
    run(line, system_actor);
    auto bought = usage(id, "m-" + std::to_string(id), 5'000);
    bought.kind = UsageKind::MICROPAYMENT;
    bought.counterparty = "Clinic " + std::to_string(id);
    run(bought, system_actor);
  }
  void settle() {
    auto run_of = answer(OpenBillingRun{202601, 25, {}, {}}, system_actor);
    while (run_of.state != RunState::Settled) run_of = answer(SettleNextChunk{run_of.id, run_of.token}, system_actor);
    run(ApproveRun{run_of.id}, boss);
    run(ReleaseBills{run_of.id, {}}, operator_3);
    idle();
  }
  void write_to(Person const& person, std::string key) {
    messaging::RequestMessage request;
    request.dedup_key = std::move(key);
    request.purpose = "town.news";
    request.recipient_id = person.id;
    request.recipient_kind = person.kind;
    request.steps = {messaging::Channel::SMS};
    request.text = "Come to the fair.";
    run(request, system_actor);
  }
  void write_to_everybody() {
    write_to(user_10, "user");
    write_to(customer_10, "customer");
    write_to(line_10, "line");
  }
  void idle() { REQUIRE(engine.run_until_idle(now)); }
  std::vector<std::string> numbers() const {
    std::vector<std::string> all;
    for (auto const& message : gateway.sent) all.push_back(message.address.secret);
    return all;
  }
  bool says(std::string const& key) {
    auto const rows = engine.ask(messaging::GetMessage{{}, key}).value();
    auto const& message = rows.at(0);
    return message.text ? !message.text->empty() : !message.variables.empty();
  }
  Bill bill_of(std::int64_t line) { return engine.ask(GetBill{BillingDesk::bill_id(202601, line)}).value().at(0).bill; }
  std::string paid_on_bill_of(std::int64_t line) {
    for (auto const& one : bill_of(line).lines) {
      if (one.counterparty) return *one.counterparty;
    }
    FAIL("no purchase");
    return {};
  }
  Subscriber line(std::int64_t id) { return engine.ask(GetSubscriber{{id}}).value().at(0); }
  std::string paid_by(std::int64_t line) { return engine.ask(GetUsage{{line}, 202601}).value().at(0).counterparty; }
  std::string name_of_user() { return StoreReader{store}.read(support::UserId{10}).value()->name; }
};

using Numbers = std::vector<std::string>;

}  // namespace

TEST_CASE("Each message goes to the telephone of its person, and never to another's of the same number") {
  Town town;
  town.write_to_everybody();
  town.idle();
  CHECK(town.numbers() == Numbers{"010-1010-1010", "010-0000-0010"});
  auto const customer = town.engine.ask(messaging::GetMessage{{}, "customer"}).value();
  CHECK(customer.at(0).state == messaging::MessageState::Failed);  // an account has no address
  CHECK(customer.at(0).failure_reason == "NO_ADDRESS");
}

TEST_CASE("The desk writes to its users, and billing to its lines") {
  Town town;
  town.run(support::SendFreeTextMessage{{10}, {70}, "How are you?"}, operator_3);
  town.idle();
  CHECK(town.numbers() == Numbers{"010-1010-1010"});
  town.settle();
  CHECK(town.numbers() == Numbers{"010-1010-1010", "010-0000-0010", "010-0000-0011"});
}

TEST_CASE("The book of lines has nobody of another kind") {
  Town town;
  StoreReader reader{town.store};
  SubscriberAddressBook book;
  CHECK(book.find(reader, line_10).value());
  CHECK_FALSE(book.find(reader, user_10).value());
  CHECK_FALSE(book.find(reader, customer_10).value());
  CHECK_FALSE(book.find(reader, {PersonKind::subscriber, 12}).value());
}

TEST_CASE("What customer 10 wants no more still goes to user 10 and line 10") {
  Town town;
  messaging::Suppress wish{10, {}, {}, "OPTED_OUT", PersonKind::customer};
  town.run(wish, Actor{ActorKind::Customer, 10});
  wish.recipient_kind = PersonKind::subscriber;
  CHECK_FALSE(town.engine.execute(wish, Actor{ActorKind::Customer, 10}, {.at = town.now}));
  town.write_to_everybody();
  town.settle();
  CHECK(town.numbers() == Numbers{"010-1010-1010", "010-0000-0010", "010-0000-0010", "010-0000-0011"});
  auto const customer = town.engine.ask(messaging::GetMessage{{}, "customer"}).value();
  CHECK(customer.at(0).state == messaging::MessageState::Suppressed);
}

TEST_CASE("Redacting customer 10 empties what is theirs, with their line 11, and nothing of line 10 or user 10") {
  Town town;
  town.write_to_everybody();
  town.settle();
  REQUIRE(town.engine.redact(customer_10, boss, {.at = town.now}));
  CHECK_FALSE(town.says("customer"));
  CHECK(town.line(11).name.empty());
  CHECK(town.line(11).phone.secret.empty());
  CHECK(town.paid_by(11).empty());
  CHECK(town.paid_on_bill_of(11).empty());
  CHECK_FALSE(town.says("bill:202601-25-0000000011:1:0"));

  CHECK(town.says("user"));
  CHECK(town.says("line"));
  CHECK(town.name_of_user() == "User Ten");
  CHECK(town.line(10).name == "Line 10");
  CHECK(town.line(10).phone.secret == "010-0000-0010");
  CHECK(town.paid_by(10) == "Clinic 10");
  CHECK(town.paid_on_bill_of(10) == "Clinic 10");
  CHECK(town.says("bill:202601-25-0000000010:1:0"));
}

TEST_CASE("Redacting line 10 leaves none of its words in its bill, and touches neither customer 10 nor user 10") {
  Town town;
  town.write_to_everybody();
  town.settle();
  REQUIRE(town.engine.redact(line_10, boss, {.at = town.now}));
  CHECK_FALSE(town.says("line"));
  CHECK(town.line(10).name.empty());
  CHECK(town.paid_by(10).empty());
  CHECK(town.paid_on_bill_of(10).empty());
  CHECK_FALSE(town.says("bill:202601-25-0000000010:1:0"));
  CHECK(town.bill_of(10).total.minor == 38'000);  // what it owes is no word

  CHECK(town.says("user"));
  CHECK(town.says("customer"));
  CHECK(town.name_of_user() == "User Ten");
  CHECK(town.line(11).name == "Line 11");
  CHECK(town.paid_by(11) == "Clinic 11");
  CHECK(town.paid_on_bill_of(11) == "Clinic 11");
}

TEST_CASE("Redacting user 10 touches nobody who pays or speaks") {
  Town town;
  town.write_to_everybody();
  town.settle();
  REQUIRE(town.engine.redact(user_10, boss, {.at = town.now}));
  CHECK_FALSE(town.says("user"));
  CHECK(town.name_of_user().empty());
  for (std::int64_t const id : {10, 11}) {
    CHECK_FALSE(town.line(id).name.empty());
    CHECK_FALSE(town.paid_by(id).empty());
    CHECK_FALSE(town.paid_on_bill_of(id).empty());
  }
  CHECK(town.says("customer"));
  CHECK(town.says("line"));
}

TEST_CASE("A bill that is shown after a redaction names no counterparty, not even an empty one") {
  Town town;
  town.settle();
  auto const text = [&] {
    return town.engine.ask(GetBillDocument{BillingDesk::bill_id(202601, 11), DocumentForm::TEXT, {}})
        .value()
        .at(0)
        .content;
  };
  CHECK(text().find("paid to Clinic 11") != std::string::npos);
  REQUIRE(town.engine.redact(customer_10, boss, {.at = town.now}));
  CHECK(text().find("paid to") == std::string::npos);
}

TEST_CASE("Forgetting somebody looks at no row of others, but at what is still to run") {
  struct Counting final : parcel::PassingStore {
    using PassingStore::PassingStore;
    std::map<std::string, int> seen;
    result<> scan(IndexInfo const& index, Key const& prefix, Key const& after, std::size_t limit,
                  RowSink sink) override {
      return PassingStore::scan(index, prefix, after, limit, [&](RowView const& view) {
        ++seen[index.entity->name];
        return sink(view);
      });
    }
    result<> scan_all(EntityInfo const& entity, std::int64_t after, std::size_t limit, RowSink sink) override {
      return PassingStore::scan_all(entity, after, limit, [&](RowView const& view) {
        ++seen[entity.name];
        return sink(view);
      });
    }
  };
  Town town;
  for (std::int64_t id = 20; id < 30; ++id) town.add_line(id, 2);
  town.write_to_everybody();
  town.settle();
  Counting store{town.store};
  Engine engine{store, {&support::module, &messaging::module, &module}, Town::host_of(town.zones, town.gateway)};
  REQUIRE(engine.redact(user_10, boss, {.at = town.now}));
  // Two messages of the number 10 are not the user's: the index is of all kinds.
  CHECK(store.seen["Message"] <= 4 * 4);
  for (auto const* other : {"Usage", "Bill", "Subscriber"}) CHECK(store.seen[other] == 0);
  store.seen.clear();
  REQUIRE(engine.redact({PersonKind::subscriber, 11}, boss, {.at = town.now}));
  CHECK(store.seen["Message"] <= 4);
  // Its own bill, and the next one, at which the search ends.
  for (auto const* own : {"Usage", "Bill"}) CHECK(store.seen[own] <= 2 * 2);
  for (auto const* other : {"UserSupport", "UserCycle", "UserSupportMessage", "UserSupportLog"})
    CHECK(store.seen[other] == 0);
}

}  // namespace lilac::billing

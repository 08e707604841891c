// Desks with other modules on one store, and other stores at the same vendor.
#include "messaging/desk.hpp"

namespace lilac::messaging {
namespace {

using namespace std::chrono_literals;

constinit ModuleInfo const shop{.name = "shop"};

/// A desk that also has a shop has opened the store; `desk` lacks it.
void open_with_shop(Desk& desk) { Engine const other{desk.store, {&module, &shop}, desk.host_with({})}; }

RequestMessage of_shop(std::string key) {
  auto request = Desk::text_to(7, std::move(key));
  request.purpose = "shop.order";
  return request;
}

TEST_CASE("A message of a context that this desk lacks is left alone, and those behind it go") {
  Desk desk;
  open_with_shop(desk);
  REQUIRE(desk.run(of_shop("theirs")));
  REQUIRE(desk.run(Desk::text_to(7, "ours"), noon + 1s));
  REQUIRE(desk.engine.advance_to(noon + 1h));
  REQUIRE(desk.gateway.sent.size() == 1);
  CHECK(desk.gateway.sent[0].message_id == MessageId{2});
  CHECK(desk.message({1}).state == MessageState::Ready);
  CHECK(desk.message({1}).attempts == 0);
  CHECK(desk.engine.absent_modules().value() == std::vector<std::string>{"shop"});
  SUBCASE("a desk that has it sends it") {
    Engine with{desk.store, {&module, &shop}, desk.host_with({})};
    REQUIRE(with.advance_to(noon + 1h));
    REQUIRE(desk.gateway.sent.size() == 2);
    CHECK(desk.gateway.sent[1].message_id == MessageId{1});
  }
}

TEST_CASE("What waits of an absent context is not released, and hides nothing of this desk's own that is due later") {
  Desk desk;
  open_with_shop(desk);
  desk.gateway.on_send = [](OutgoingMessage const& message) {
    return message.attempt == 1 ? SendResult::rejected(FailureKind::TRANSIENT, "BUSY") : SendResult::accepted();
  };
  REQUIRE(desk.run(of_shop("theirs")));
  {
    Engine with{desk.store, {&module, &shop}, desk.host_with(Desk::without_jitter())};
    REQUIRE(with.run_until_idle(noon));
  }
  REQUIRE(desk.run(Desk::text_to(7, "ours"), noon + 10s));
  REQUIRE(desk.engine.run_until_idle(noon + 10s));
  REQUIRE(desk.message({1}).due_at == noon + 30s);
  REQUIRE(desk.message({2}).due_at == noon + 40s);
  REQUIRE(desk.engine.advance_to(noon + 1h));
  CHECK(desk.message({1}).state == MessageState::RetryWaiting);
  CHECK(desk.message({2}).state == MessageState::Sent);
  CHECK(desk.gateway.sent.back().at == noon + 40s);
}

TEST_CASE("Purposes of nobody's context, or of one whose name only begins alike, are anybody's") {
  Desk desk;
  open_with_shop(desk);
  for (auto const* purpose : {"shopping.list", "shop", "host.notice"}) {
    auto request = Desk::text_to(7, purpose);
    request.purpose = purpose;
    REQUIRE(desk.run(request));
  }
  REQUIRE(desk.engine.advance_to(noon));
  CHECK(desk.gateway.sent.size() == 3);
}

TEST_CASE("Two stores never give one vendor the same key") {
  Desk one;
  Desk other;
  MemoryStore store{MemoryStore::Seed{1}};
  Engine engine{store, {&module}, other.host_with({})};
  REQUIRE(one.run(Desk::text_to(7, "a")));
  REQUIRE(engine.execute(Desk::text_to(7, "a"), system_actor, {.at = noon}));
  REQUIRE(one.engine.advance_to(noon));
  REQUIRE(engine.advance_to(noon));
  REQUIRE(one.gateway.sent.size() == 1);
  REQUIRE(other.gateway.sent.size() == 1);
  CHECK(one.gateway.sent[0].key == one.name() + "1:0:0");
  CHECK(one.gateway.sent[0].key != other.gateway.sent[0].key);
  CHECK(one.run(RecordReceipt{one.gateway.sent[0].key, Receipt::DELIVERED, ""}));
  CHECK(!one.run(RecordReceipt{other.gateway.sent[0].key, Receipt::DELIVERED, ""}));
}

}  // namespace
}  // namespace lilac::messaging

// A real engine over a memory store, a gateway that does as it is told, and a book of addresses.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <stdexcept>

#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/tzdb.hpp"
#include "lilac/engine/engine.hpp"
#include "lilac/engine/rules.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/messaging/messaging.hpp"
#include "lilac/testing/coverage.hpp"
#include "lilac/testing/messaging.hpp"

namespace lilac::messaging {

inline constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 1 / 12} + std::chrono::hours(12)};

inline TzdbZones& zones() {
  static TzdbZones known;
  return known;
}

/// Of users; whoever else is in it is there by kind as well.
struct Book final : AddressBook {
  std::map<std::int64_t, Recipient> recipients;
  std::map<Person, Recipient> others;
  std::function<void(std::int64_t)> before_find = [](std::int64_t) {};
  result<std::optional<Recipient>> find(Reader&, Person const& person) override {
    before_find(person.id);
    if (person.kind != PersonKind::user) {
      auto const other = others.find(person);
      return other == others.end() ? std::optional<Recipient>{} : std::optional<Recipient>{other->second};
    }
    auto const found = recipients.find(person.id);
    if (found == recipients.end()) return std::optional<Recipient>{};
    return std::optional<Recipient>{found->second};
  }
};

inline constexpr char const* phone = "010-1234-5678";
inline constexpr char const* mailbox = "somebody@ex.com";

struct Desk {
  MemoryStore store{MemoryStore::Seed{0}};
  testing::RecordingGateway gateway;
  Book book;
  Engine engine;

  explicit Desk(Rules rules = without_jitter()) : engine(store, {&module}, host_with(rules)) {
    book.recipients[7] = {Address{phone}, Address{mailbox}, Address{}, "Asia/Seoul"};
    engine.observe(&testing::Coverage::of_this_run());
  }
  Host host_with(Rules const& rules) {
    Host host;
    host.bind<MessageGateway>(gateway).bind<AddressBook>(book).bind<Zones>(zones()).set(rules);
    host.set(engine::Rules{.longest_step_back = Duration::max()});  // its stories go to and fro in time
    return host;
  }
  static Rules without_jitter() {
    Rules rules;
    rules.full_jitter = false;
    return rules;
  }
  static RequestMessage text_to(std::int64_t recipient_id, std::string key,
                                std::vector<Channel> steps = {Channel::SMS}) {
    RequestMessage request;
    request.dedup_key = std::move(key);
    request.purpose = "test.note";
    request.recipient_id = recipient_id;
    request.steps = std::move(steps);
    request.text = "Please call us.";
    return request;
  }

  /// What the store's keys begin with.
  std::string name() { return engine.store_identity().value() + ':'; }
  template <class C>
  auto run(C const& command, Instant at = noon, Actor by = system_actor) {
    return engine.execute(command, by, {.at = at});
  }
  /// The id of a message that was accepted.
  MessageId request(RequestMessage const& request, Instant at = noon) {
    auto const answer = run(request, at);
    REQUIRE(answer);
    return answer.value().message_id;
  }
  void define(Channel channel, std::string body, std::vector<std::string> variables, std::string subject = {}) {
    DefineTemplate define;
    define.template_id = {3};
    define.channel = channel;
    define.subject = std::move(subject);
    define.body = std::move(body);
    define.variables = std::move(variables);
    REQUIRE(run(define, noon, admin(1)));
  }
  void idle(Instant at = noon) { REQUIRE(engine.run_until_idle(at)); }
  void advance(Instant to) { REQUIRE(engine.advance_to(to)); }
  Message message(MessageId id) {
    auto const rows = engine.ask(GetMessage{id, {}});
    REQUIRE(rows);
    REQUIRE(rows.value().size() == 1);
    return rows.value().front();
  }
  MessageState state(MessageId id) { return message(id).state; }
  /// Names of all events so far, and each of them as JSON.
  std::vector<std::string> events(std::int64_t after = 0) {
    std::vector<std::string> names;
    REQUIRE(store.read_journal(after, no_limit, [&](EventRow const& row) {
      names.emplace_back(row.type->name);
      return true;
    }));
    return names;
  }
  template <class E>
  std::vector<E> all() {
    std::vector<E> found;
    REQUIRE(store.read_journal(0, no_limit, [&](EventRow const& row) {
      if (row.type == &event_info<E>()) found.push_back(*static_cast<E const*>(row.payload));
      return true;
    }));
    return found;
  }
  std::string journal_json() {
    std::string json;
    REQUIRE(store.read_journal(0, no_limit, [&](EventRow const& row) {
      append_json(json, *row.type->type, row.payload, Showing::whole);
      return true;
    }));
    return json;
  }
  std::int64_t position() { return store.last_position().value(); }
};

}  // namespace lilac::messaging

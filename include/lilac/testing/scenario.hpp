// Given, when, then: business rules in isolation, through the real engine on a fresh memory store, in virtual time.
//   Scenario story{World};
//   story.given(...).at("2026-01-12T10:00+09:00").when(operation_user(3),
//   WithdrawOutbound{…}).then(OutboundWithdrawn{…}, …);
// A step that does not come out as written throws ScenarioFailed with a readable difference; every test framework
// reports that as a failure.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lilac/engine/engine.hpp"
#include "lilac/kernel/codec.hpp"

namespace lilac::testing {

struct ScenarioFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One event that then() expects: of a type, and either equal to a value or such that a predicate holds.
struct ExpectedEvent {
  EventInfo const* type;
  std::string text;  ///< how a failure shows it
  std::function<bool(void const*)> matches;
};

/// Any event of this type.
template <class E>
ExpectedEvent any() {
  return {&event_info<E>(), "any", [](void const*) { return true; }};
}
/// An event of this type for which `holds` is true; `what` says it in words.
template <class E, class Holds>
ExpectedEvent such_that(std::string what, Holds holds) {
  return {&event_info<E>(), std::move(what),
          [holds](void const* event) { return holds(*static_cast<E const*>(event)); }};
}
/// Exactly this event, field by field.
template <class E>
ExpectedEvent exactly(E const& event) {
  return {&event_info<E>(), to_json(event),
          [event](void const* actual) { return equal(type_of<E>(), &event, actual); }};
}
inline ExpectedEvent as_expected(ExpectedEvent expected) { return expected; }
template <class E>
ExpectedEvent as_expected(E const& event) {
  return exactly(event);
}

/// A stage to play on: modules, ports, and what goes before every story.
struct World {
  std::vector<ModuleInfo const*> modules;
  Host host;
  std::shared_ptr<void> props{};   ///< keeps the bound ports alive
  std::unique_ptr<Store> store{};  ///< a fresh MemoryStore when empty
  /// Called once the store and before the engine is there, to bind what reads the store.
  std::function<void(Host&, Store&)> bind_to_store{};
};

class Scenario {
 public:
  explicit Scenario(World world);
  ~Scenario();
  Scenario(Scenario&&) noexcept;

  /// Sets the time of the next steps. Time that passes lets deadlines and retries happen.
  Scenario& at(std::string_view instant);
  Scenario& at(Instant instant);
  Scenario& after(Duration duration);
  Instant now() const;

  /// Must succeed; its events are not looked at.
  template <class C>
  Scenario& given(Actor by, C const& command, std::string_view command_id = {}) {
    return run(command_info<C>(), &command, by, command_id, true);
  }
  /// Runs the command; then… looks at what came of it.
  template <class C>
  Scenario& when(Actor by, C const& command, std::string_view command_id = {}) {
    return run(command_info<C>(), &command, by, command_id, false);
  }
  /// Takes another system's event.
  template <class E>
  Scenario& when_received(E const& event, std::string_view source_event_id) {
    return receive(event_info<E>(), &event, source_event_id);
  }
  /// Lets everything that waits after commits happen now; its events are what then() looks at.
  Scenario& when_idle();

  /// The step succeeded and published exactly these events, in this order.
  template <class... Expected>
  Scenario& then(Expected const&... expected) {
    return then_events({as_expected(expected)...});
  }
  /// The step succeeded and published, among others, these, in this order.
  template <class... Expected>
  Scenario& then_among_others(Expected const&... expected) {
    return then_contains({as_expected(expected)...});
  }
  Scenario& then_nothing() { return then_events({}); }
  /// The step was refused by this rule, at this field when one is given, and changed nothing.
  Scenario& then_refused(Rule const& rule, std::string_view field = {});
  /// The last successful step answered this.
  template <class Reply>
  Scenario& then_answers(Reply const& reply) {
    return then_reply(type_of<Reply>(), &reply);
  }

  /// The row, which must be there.
  template <class T>
  T row(Id<T> id) {
    StoreReader reader{store()};
    auto found = reader.read(id);
    if (!found) fail(found.error().message());
    return *found.value();
  }
  template <class Finder, class... Columns>
  std::vector<entity_of_finder<Finder>> rows(Columns const&... columns) {
    std::vector<entity_of_finder<Finder>> all;
    StoreReader reader{store()};
    auto done = reader.each<Finder>([&](auto const& row) { all.push_back(row); }, columns...);
    if (!done) fail(done.error().message());
    return all;
  }
  template <class Q>
  std::vector<typename Q::row> ask(Q const& question) {
    auto rows = engine().ask(question);
    if (!rows) fail(rows.error().message());
    return std::move(rows).value();
  }
  /// Events of the last step, as JSON lines, for messages of one's own.
  std::string story() const;

  Engine& engine();
  Store& store();

 private:
  Scenario& run(CommandInfo const& command, void const* payload, Actor by, std::string_view command_id, bool must);
  Scenario& receive(EventInfo const& event, void const* payload, std::string_view source_event_id);
  Scenario& then_events(std::vector<ExpectedEvent> expected);
  Scenario& then_contains(std::vector<ExpectedEvent> expected);
  Scenario& then_reply(TypeInfo const& type, void const* reply);
  [[noreturn]] void fail(std::string const& why) const;

  struct Stage;
  std::unique_ptr<Stage> stage_;
};

}  // namespace lilac::testing

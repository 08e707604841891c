#include "lilac/testing/scenario.hpp"

#include <algorithm>
#include <optional>

#include "lilac/adapters/memory.hpp"
#include "lilac/kernel/object.hpp"
#include "lilac/testing/coverage.hpp"

namespace lilac::testing {

namespace {

struct Happened {
  EventInfo const* type;
  std::string text;
  std::shared_ptr<void> payload;
};

}  // namespace

struct Scenario::Stage {
  World world;
  std::unique_ptr<Store> store;
  std::optional<Engine> engine;
  Instant now{};
  std::int64_t seen = 0;  ///< journal position before the last step
  std::string step;       ///< what the last step was, for failures
  std::optional<Error> refusal;
  std::shared_ptr<void> reply;
  TypeInfo const* reply_type = nullptr;
};

Scenario::Scenario(World world) : stage_(std::make_unique<Stage>()) {
  stage_->store = world.store ? std::move(world.store) : std::make_unique<MemoryStore>(MemoryStore::Seed{0});
  stage_->world = std::move(world);
  auto host = stage_->world.host;
  if (stage_->world.bind_to_store) stage_->world.bind_to_store(host, *stage_->store);
  stage_->engine.emplace(*stage_->store, std::span<ModuleInfo const* const>{stage_->world.modules}, host);
  stage_->engine->observe(&Coverage::of_this_run());
}
Scenario::~Scenario() = default;
Scenario::Scenario(Scenario&&) noexcept = default;

Engine& Scenario::engine() { return *stage_->engine; }
Store& Scenario::store() { return *stage_->store; }
Instant Scenario::now() const { return stage_->now; }

void Scenario::fail(std::string const& why) const {
  throw ScenarioFailed("at " + to_text(stage_->now) + ", " + stage_->step + ": " + why);
}

Scenario& Scenario::at(std::string_view instant) {
  auto const parsed = parse_instant(instant);
  if (!parsed) fail("\"" + std::string(instant) + "\" is not an instant");
  return at(*parsed);
}

Scenario& Scenario::at(Instant instant) {
  stage_->now = instant;
  if (auto done = engine().advance_to(instant); !done) fail("time could not pass: " + done.error().message());
  return *this;
}

Scenario& Scenario::after(Duration duration) { return at(stage_->now + duration); }

Scenario& Scenario::run(CommandInfo const& command, void const* payload, Actor by, std::string_view command_id,
                        bool must) {
  auto& stage = *stage_;
  stage.step = std::string(must ? "given " : "when ") + command.name;
  auto const before = store().last_position();
  auto reply = Object::room_for(command.reply != nullptr ? *command.reply : type_of<bool>());
  auto done = engine().execute_raw(command, payload, by, {stage.now, command_id},
                                   command.reply != nullptr ? reply.at() : nullptr);
  stage.refusal.reset();
  stage.reply.reset();
  stage.reply_type = command.reply;
  if (done && command.reply != nullptr) {
    reply.is_constructed();
    stage.reply = std::move(reply).share();
  }
  if (!done) stage.refusal = std::move(done).error();
  stage.seen = before.value();
  if (must && stage.refusal) fail("it was refused: " + stage.refusal->message());
  return *this;
}

Scenario& Scenario::receive(EventInfo const& event, void const* payload, std::string_view source_event_id) {
  stage_->step = std::string("when received ") + event.name;
  stage_->seen = store().last_position().value();
  stage_->refusal.reset();
  stage_->reply.reset();
  auto done = engine().receive_raw(event, payload, source_event_id, stage_->now, {});
  if (!done) stage_->refusal = std::move(done).error();
  return *this;
}

Scenario& Scenario::when_idle() {
  stage_->step = "when idle";
  stage_->seen = store().last_position().value();
  stage_->refusal.reset();
  stage_->reply.reset();
  if (auto done = engine().run_until_idle(stage_->now); !done) fail(done.error().message());
  return *this;
}

namespace {

std::vector<Happened> since(Store& store, std::int64_t position) {
  std::vector<Happened> all;
  auto done = store.read_journal(position, no_limit, [&](EventRow const& event) {
    std::string text;
    append_json(text, *event.type->type, event.payload, Showing::masked);
    all.push_back({event.type, std::move(text), Object::copy_of(*event.type->type, event.payload).share()});
    return true;
  });
  if (!done) throw ScenarioFailed("the journal could not be read: " + done.error().message());
  return all;
}

std::string line(char mark, EventInfo const& type, std::string const& text) {
  return std::string("\n  ") + mark + " " + type.name + " " + text;
}

/// Both lists side by side: what is as expected, what is missing (-), what came instead (+).
std::string difference(std::vector<ExpectedEvent> const& expected, std::vector<Happened> const& happened) {
  std::string out;
  auto const longer = std::max(expected.size(), happened.size());
  for (std::size_t i = 0; i < longer; ++i) {
    if (i < expected.size() && i < happened.size() && expected[i].type == happened[i].type &&
        expected[i].matches(happened[i].payload.get())) {
      out += line(' ', *happened[i].type, happened[i].text);
      continue;
    }
    if (i < expected.size()) out += line('-', *expected[i].type, expected[i].text);
    if (i < happened.size()) out += line('+', *happened[i].type, happened[i].text);
  }
  return out;
}

}  // namespace

Scenario& Scenario::then_events(std::vector<ExpectedEvent> expected) {
  if (stage_->refusal) fail("it was refused: " + stage_->refusal->message());
  auto const happened = since(store(), stage_->seen);
  auto same = expected.size() == happened.size();
  for (std::size_t i = 0; same && i < expected.size(); ++i) {
    same = expected[i].type == happened[i].type && expected[i].matches(happened[i].payload.get());
  }
  if (!same) fail("events differ (- expected, + happened):" + difference(expected, happened));
  return *this;
}

Scenario& Scenario::then_contains(std::vector<ExpectedEvent> expected) {
  if (stage_->refusal) fail("it was refused: " + stage_->refusal->message());
  auto const happened = since(store(), stage_->seen);
  auto at = happened.begin();
  for (auto const& one : expected) {
    at = std::find_if(at, happened.end(), [&](Happened const& event) {
      return event.type == one.type && one.matches(event.payload.get());
    });
    if (at == happened.end()) {
      fail("this is not among what happened, in this order:" + line('-', *one.type, one.text) +
           "\nwhat happened:" + story());
    }
    ++at;
  }
  return *this;
}

Scenario& Scenario::then_refused(Rule const& rule, std::string_view field) {
  if (!stage_->refusal) fail(std::string("it should have been refused by ") + rule.id + ", but succeeded:" + story());
  auto const& refusal = *stage_->refusal;
  if (!refusal.is(rule)) {
    fail(std::string("it should have been refused by ") + rule.id + ", but was by " + refusal.rule().id + ": " +
         refusal.message());
  }
  if (!field.empty() && refusal.field() != field) {
    fail("it should have been refused at field " + std::string(field) + ", but was at " + std::string(refusal.field()));
  }
  if (store().last_position().value() != stage_->seen) fail("it was refused and yet published:" + story());
  return *this;
}

Scenario& Scenario::then_reply(TypeInfo const& type, void const* reply) {
  if (stage_->refusal) fail("it was refused: " + stage_->refusal->message());
  if (stage_->reply_type != &type || !stage_->reply) fail(std::string("it does not answer with ") + type.name);
  if (!equal(type, reply, stage_->reply.get())) {
    std::string expected, actual;
    append_json(expected, type, reply, Showing::masked);
    append_json(actual, type, stage_->reply.get(), Showing::masked);
    fail("the answers differ:\n  - " + expected + "\n  + " + actual);
  }
  return *this;
}

std::string Scenario::story() const {
  std::string out;
  for (auto const& event : since(*stage_->store, stage_->seen)) out += line('+', *event.type, event.text);
  return out.empty() ? "\n  (nothing)" : out;
}

}  // namespace lilac::testing

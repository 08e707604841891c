// What throws, or says that it may do better later, is tried again after a growing pause; then it is a dead letter.
// Nobody else waits for it.
#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

constexpr std::string_view troubles[] = {"an exception", "something else", "a retriable refusal"};

result<std::int64_t> be_in(std::string_view trouble) {
  if (trouble == "an exception") throw std::runtime_error("no line");
  if (trouble == "something else") throw 42;
  return refuse(rules::gateway_failed, field("x"), value("no line"));
}

/// A deadline `x` at noon + 1 h whose command does `body`.
void schedule_act(Post& post, std::function<result<std::int64_t>(Handling<Act>&)> body, Instant due = noon + 1h) {
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule("x", due, Act{"x"}));
    return 0;
  }));
  post.script.body = [body = std::move(body)](Handling<Act>& work, Act const&) { return body(work); };
}

TEST_CASE("A deadline that throws goes behind the others, its tries are counted, and then it is a dead letter") {
  for (auto const trouble : troubles) {
    CAPTURE(trouble);
    Post post;
    auto const behind = post.sent(noon - 47h);  // lost at noon + 1 h
    std::vector<Instant> stamps;
    std::vector<int> counted;
    schedule_act(post, [&](Handling<Act>& work) -> result<std::int64_t> {
      stamps.push_back(work.now());
      counted.push_back(post.rows<engine::Deadline>().front().attempts);
      return be_in(trouble);
    });
    post.advance(noon + 1h);
    CHECK(stamps.size() == 1);
    CHECK(post.parcel(behind).status == ParcelStatus::lost);
    auto now = noon + 1h;
    for (auto const pause : {30s, 60s, 120s, 240s}) {
      CHECK(post.letters().empty());
      auto const tries = stamps.size();
      now += pause;
      post.advance(now - 1ms);
      CHECK(stamps.size() == tries);
      post.advance(now);
      CHECK(stamps.size() == tries + 1);
    }
    CHECK(counted == std::vector<int>{0, 1, 2, 3, 4});
    CHECK(stamps == std::vector<Instant>(5, noon + 1h));  // each is stamped with its due time, however late it is tried
    CHECK(post.rows<engine::Deadline>().empty());
    REQUIRE(post.letters().size() == 1);
    CHECK(post.letters()[0].policy == "deadline:x");
    CHECK(post.letters()[0].attempts == 5);
    CHECK(post.letters()[0].error == "5902 GATEWAY");
    post.advance(noon + 1000h);
    CHECK(stamps.size() == 5);
  }
}

TEST_CASE("A deadline that threw twice and then does not has run, and nothing of its failed tries is left") {
  Post post;
  int tries = 0;
  schedule_act(post, [&](Handling<Act>& work) -> result<std::int64_t> {
    auto* made = work.create(Id<Tally>{100 + ++tries});
    work.keep(*made);
    if (tries < 3) throw std::runtime_error("no line");
    return 0;
  });
  post.advance(noon + 2h);
  CHECK(tries == 3);
  CHECK(post.rows<engine::Deadline>().empty());
  CHECK(post.letters().empty());
  REQUIRE(post.rows<Tally>().size() == 1);
  CHECK(post.rows<Tally>()[0].id.value == 103);
}

TEST_CASE("What a port throws that is no text is said in words that are") {
  Post post;
  post.trusts_tracker = true;
  post.open();
  post.sent();
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) -> result<> { throw std::runtime_error("\xff\xfe"); };
  post.advance(noon + 2h);
  REQUIRE(post.letters().size() == 1);
  CHECK(post.letters()[0].error == "The gateway failed: it threw.");
}

TEST_CASE("A deadline that was put off can still be cancelled, and moved, which lets it begin anew") {
  Post post;
  int tries = 0;
  schedule_act(post, [&](Handling<Act>&) -> result<std::int64_t> {
    ++tries;
    throw std::runtime_error("no line");
  });
  post.advance(noon + 1h);
  REQUIRE(tries == 1);
  auto const failing = post.script.body;
  SUBCASE("cancelled") {
    REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
      BOOST_OUTCOME_TRY(work.unschedule("x"));
      return 0;
    }));
    post.script.body = failing;
    post.advance(noon + 10h);
    CHECK(tries == 1);
    CHECK(post.letters().empty());
  }
  SUBCASE("moved") {
    REQUIRE(post.act([](Handling<Act>& work) -> result<std::int64_t> {
      BOOST_OUTCOME_TRY(work.schedule("x", noon + 5h, Act{"x"}));
      return 0;
    }));
    Instant stamp;
    post.script.body = [&](Handling<Act>& work, Act const& act) {
      stamp = work.now();
      return failing(work, act);
    };
    post.advance(noon + 5h - 1ms);
    CHECK(tries == 1);
    post.advance(noon + 10h);
    CHECK(tries == 6);
    CHECK(stamp == noon + 5h);
    CHECK(post.letters().at(0).attempts == 5);
  }
}

TEST_CASE("A deadline that throws and that another desk cancels meanwhile is gone") {
  Post post;
  schedule_act(post, {});
  post.script.body = [&](Handling<Act>& work, Act const& act) -> result<std::int64_t> {
    if (act.what == "cancel") {
      BOOST_OUTCOME_TRY(work.unschedule("x"));
      return 0;
    }
    REQUIRE(post.another()->execute(Act{"cancel"}, clerk, {.at = noon}));
    throw std::runtime_error("no line");
  };
  post.advance(noon + 2h);
  CHECK(post.rows<engine::Deadline>().empty());
  CHECK(post.letters().empty());
}

TEST_CASE("The replay of a dead letter that throws is refused, and it stays a dead letter") {
  Post post;
  schedule_act(post, [](Handling<Act>&) -> result<std::int64_t> { throw std::runtime_error("no line"); });
  post.advance(noon + 2h);
  auto const refused = post.engine().replay_dead_letter(post.letters().at(0).id, noon + 3h);
  REQUIRE(!refused);
  CHECK(refused.error().is(rules::gateway_failed));
  CHECK(post.letters().size() == 1);
}

// --- Fan-outs

TEST_CASE("A fan-out that throws is tried again, then a dead letter, and others go on") {
  static int calls;
  calls = 0;
  static std::vector<PolicyInfo> policies(module.policies.begin(), module.policies.end());
  for (auto& policy : policies) {
    if (policy.form != PolicyForm::fan_out) continue;
    policy.fan_out = [](void const*, Reader&, std::int64_t, std::size_t, Emitter::Take, bool&) -> result<> {
      ++calls;
      throw std::runtime_error("no list");
    };
  }
  static ModuleInfo throwing = module;
  throwing.policies = policies;
  Post post;
  Host host;
  host.bind<Tracker>(post.tracker);
  Engine engine{post.store, {&throwing}, host};
  REQUIRE(engine.execute(RecallAll{{7}}, admin(1), {.at = noon}));
  auto const id = post.sent();
  REQUIRE(engine.advance_to(noon));
  CHECK(calls == 1);
  CHECK(post.tracker.parcels() == std::vector<std::int64_t>{id.value});
  REQUIRE(engine.advance_to(noon + 450s - 1ms));
  CHECK(calls == 4);
  CHECK(post.letters().empty());
  REQUIRE(engine.advance_to(noon + 450s));
  CHECK(calls == 5);
  REQUIRE(post.letters().size() == 1);
  CHECK(post.letters()[0].policy == "parcel.recall_each");
  CHECK(post.letters()[0].error == "5902 GATEWAY");
}

/// Three parcels to be recalled; the second's command is in trouble for some tries.
struct Troubled : Post {
  static inline std::string_view trouble;
  static inline int in_trouble = 0;
  static inline int tries = 0;
  static inline std::vector<CommandEntry> commands;
  static inline ModuleInfo troubled = module;
  std::unique_ptr<Engine> desk;

  Troubled(std::string_view what, int times) {
    trouble = what;
    in_trouble = times;
    tries = 0;
    commands.assign(module.commands.begin(), module.commands.end());
    for (auto& entry : commands) {
      if (entry.info != &command_info<RecallParcel>()) continue;
      entry.handle = [](Work& work, void const* command, void*) -> result<> {
        auto const id = static_cast<RecallParcel const*>(command)->parcel_id;
        Handling<RecallParcel> handling{work};
        BOOST_OUTCOME_TRY(auto* parcel, handling.load(id));
        parcel->status = ParcelStatus::recalled;
        parcel->changed_at = work.now();
        handling.save(*parcel, ParcelRecalled{parcel->id});
        if (id.value == 2 && ++tries <= in_trouble) {
          BOOST_OUTCOME_TRY(be_in(trouble));
        }
        return outcome::success();
      };
    }
    troubled.commands = commands;
    for (int i = 0; i < 3; ++i) add();
    desk = std::make_unique<Engine>(store, std::initializer_list<ModuleInfo const*>{&troubled});
    REQUIRE(desk->execute(RecallAll{{7}}, admin(1), {.at = noon, .correlation_id = "story"}));
  }
  void pass(Instant to) {
    auto const done = desk->advance_to(to);
    REQUIRE_MESSAGE(done, done.error().message());
  }
  std::vector<std::int64_t> recalled() {
    std::vector<std::int64_t> ids;
    for (auto const& event : all<ParcelRecalled>()) ids.push_back(event.parcel_id.value);
    return ids;
  }
};
using Ids = std::vector<std::int64_t>;

TEST_CASE("A command of a fan-out that throws or may do better later ends nobody else's turn and is tried by itself") {
  for (auto const trouble : troubles) {
    CAPTURE(trouble);
    Troubled post{trouble, 2};
    post.pass(noon);
    CHECK(post.recalled() == Ids{1, 3});
    CHECK(post.letters().empty());
    post.pass(noon + 30s - 1ms);
    CHECK(post.tries == 1);
    post.pass(noon + 30s);
    CHECK(post.tries == 2);
    CHECK(post.recalled() == Ids{1, 3});
    post.pass(noon + 90s - 1ms);
    CHECK(post.tries == 2);
    post.pass(noon + 90s);
    CHECK(post.recalled() == Ids{1, 3, 2});
    CHECK(post.rows<engine::RelayEntry>().empty());
    CHECK(history_faults(post.memory) == "");
    std::string story;
    REQUIRE(post.memory.read_commands(0, no_limit, [&](CommandRow const& row) {
      if (row.command == RecallParcel::number) story = std::string(row.correlation_id) + " " + to_json(row.actor);
      return true;
    }));
    CHECK(story == "story " + to_json(system_actor));
  }
}

TEST_CASE("A command of a fan-out is given up after its last try, and a person may try it again") {
  for (auto const trouble : troubles) {
    CAPTURE(trouble);
    Troubled post{trouble, 5};
    post.pass(noon + 450s - 1ms);
    CHECK(post.tries == 4);
    CHECK(post.letters().empty());
    post.pass(noon + 450s);
    CHECK(post.tries == 5);
    REQUIRE(post.letters().size() == 1);
    CHECK(post.letters()[0].policy == "parcel.recall_each:2");
    CHECK(post.letters()[0].attempts == 5);
    REQUIRE(post.desk->replay_dead_letter(post.letters()[0].id, noon + 1h));
    CHECK(post.recalled() == Ids{1, 3, 2});
  }
}

TEST_CASE("A command of a fan-out that is refused for good at a later try is a dead letter at once") {
  Troubled post{"an exception", 1};
  post.pass(noon);
  REQUIRE(post.desk->execute(EraseParcel{{2}}, system_actor, {.at = noon}));
  post.pass(noon + 30s);
  REQUIRE(post.letters().size() == 1);
  CHECK(post.letters()[0].attempts == 2);
  CHECK(post.tries == 1);
}

TEST_CASE("A fan-out of many pages ends: each page has its tries") {
  Post post;
  REQUIRE(post.engine().batch([](Batch& batch) {
    for (int i = 1; i <= 3001; ++i)
      REQUIRE(batch.execute(RegisterParcel{{7}, std::to_string(i), "", 1, {}}, clerk, {.at = noon}));
  }));
  REQUIRE(post.run(RecallAll{{7}}, noon, admin(1)));
  post.idle();
  CHECK(fan_out_probe().calls == 7);
  CHECK(post.all<ParcelRecalled>().size() == 3001);
  CHECK(post.letters().empty());
}

// --- What cannot be read

TEST_CASE("An event that cannot be read is tried again like any other, and others go on") {
  Post post;
  post.sent();
  auto const other = post.sent();
  int reads = 0;
  post.store.before = [&](std::string_view operation) -> result<> {
    // The first page; then the events of the two entries.
    if (operation == "read_journal" && ++reads == 2) return corrupt_error("a torn page");
    return outcome::success();
  };
  post.idle();
  CHECK(post.tracker.parcels() == Ids{other.value});
  REQUIRE(post.rows<engine::RelayEntry>().size() == 1);
  CHECK(post.rows<engine::RelayEntry>()[0].attempts == 1);
  post.idle(noon + 30s);
  CHECK(post.tracker.calls.size() == 2);
}

}  // namespace
}  // namespace lilac::parcel

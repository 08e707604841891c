// A desk that lacks a module of its store leaves that module's deadlines and entries alone.
#include <algorithm>

#include "engine/watch.hpp"

namespace lilac::parcel {
namespace {

/// The post office without ping and pong.
struct QuietModule : ModuleInfo {
  std::vector<CommandEntry> kept_commands;
  std::vector<PolicyInfo> kept_policies;
  QuietModule() : ModuleInfo(module) {
    auto const is_noisy = [](CommandInfo const* info) {
      return info == &command_info<Ping>() || info == &command_info<Pong>();
    };
    for (auto const& entry : module.commands)
      if (!is_noisy(entry.info)) kept_commands.push_back(entry);
    for (auto const& policy : module.policies)
      if (!is_noisy(policy.then)) kept_policies.push_back(policy);
    commands = kept_commands;
    policies = kept_policies;
  }
};
QuietModule const quiet_module;

/// A desk without ping and pong.
struct QuietDesk {
  Host host;
  Engine engine;
  explicit QuietDesk(Post& post)
      : host(Host{}.bind<Script>(post.script).bind<Tracker>(post.tracker)), engine(post.store, {&quiet_module}, host) {}
  void advance(Instant to) {
    auto const done = engine.advance_to(to);
    REQUIRE_MESSAGE(done, done.error().message());
  }
  LeftAlone left(Instant now) { return engine.left_alone(now).value(); }
};

void schedule(Post& post, std::string const& name, Instant due) {
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(work.schedule(name, due, Ping{0}));
    return 0;
  }));
}

TEST_CASE("A deadline whose command is not linked is neither tried nor counted nor a dead letter, and others go on") {
  Post post;
  auto const id = post.sent();  // lost after 48 h
  schedule(post, "first", noon + 1h);
  schedule(post, "last", noon + 49h);
  auto const before = post.rows<engine::Deadline>();
  QuietDesk desk{post};
  desk.advance(noon + 100h);
  CHECK(post.parcel(id).status == ParcelStatus::lost);
  CHECK(post.letters().empty());
  auto const left = post.rows<engine::Deadline>();
  REQUIRE(left.size() == 2);
  CHECK(equal(type_of<engine::Deadline>(), &left[0], &before[1]));
  CHECK(equal(type_of<engine::Deadline>(), &left[1], &before[2]));
  // The desk that has the module finds it as it was.
  post.advance(noon + 100h);
  CHECK(post.all<Pinged>().size() == 2);
}

TEST_CASE("Deadlines that are left alone are counted once they are due") {
  Post post;
  post.sent();
  schedule(post, "x", noon + 1h);
  schedule(post, "y", noon + 2h);
  QuietDesk desk{post};
  CHECK(desk.left(noon + 1h - 1ms) == LeftAlone{});
  CHECK(desk.left(noon + 1h) == LeftAlone{.deadlines = 1});
  CHECK(desk.left(noon + 100h) == LeftAlone{.deadlines = 2});
  CHECK(post.engine().left_alone(noon + 100h).value() == LeftAlone{});
}

TEST_CASE("A command's number that is none is nobody's") {
  Post post;
  for (auto const number : {-1, 0, 65536 + int{Ping::number}}) {
    REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
      BOOST_OUTCOME_TRY(auto* deadline, work.create<engine::Deadline>());
      deadline->name = "number " + std::to_string(number);
      deadline->due_at = noon;
      deadline->command = number;
      deadline->payload.text = "{}";
      work.keep(*deadline);
      return 0;
    }));
  }
  post.advance(noon + 1h);
  CHECK(post.all<Pinged>().empty());
  CHECK(post.engine().left_alone(noon).value() == LeftAlone{.deadlines = 3});
}

TEST_CASE("An entry whose policy is not linked is neither tried nor counted nor a dead letter, and others go on") {
  WatchedPost post;
  auto const id = post.sent();
  post.watch.refuses = [](std::string const&) { return true; };
  post.watch_at(noon);
  auto const before = post.rows<engine::RelayEntry>();
  REQUIRE(before.size() == 1);
  auto const recalled = post.add("", 8);
  REQUIRE(post.run(RecallAll{{8}}, noon + 1h, admin(1)));
  post.advance(noon + 1000h);  // a desk without the watchman
  CHECK(post.parcel(recalled).status == ParcelStatus::returned);
  CHECK(post.letters().empty());
  auto const left = post.rows<engine::RelayEntry>();
  REQUIRE(left.size() == 1);
  CHECK(equal(type_of<engine::RelayEntry>(), &left[0], &before[0]));
  CHECK(post.engine().left_alone(noon + 30s - 1ms).value() == LeftAlone{});
  CHECK(post.engine().left_alone(noon + 30s).value() == LeftAlone{.entries = 1});
  CHECK(post.watched->left_alone(noon + 30s).value() == LeftAlone{});
  post.watch.refuses = [](std::string const&) { return false; };
  post.watch_at(noon + 1000h);
  CHECK(post.watch.heard == Names{"sent " + std::to_string(id.value)});
}

TEST_CASE("What waits for a port that is not bound is this desk's own, and not left alone") {
  Post post;
  post.sent();
  post.tracker.on_follow = [](ParcelSent const&, Delivery const&) -> result<> {
    return refuse(rules::gateway_failed, field("x"), value("busy"));
  };
  post.idle();
  post.tracked = false;
  post.open();
  CHECK(post.engine().left_alone(noon + 1h).value() == LeftAlone{});
}

TEST_CASE("A command of a fan-out that waits for its next try is left alone where it is not linked") {
  Post post;
  REQUIRE(post.act([&](Handling<Act>& work) -> result<std::int64_t> {
    BOOST_OUTCOME_TRY(auto* entry, work.create<engine::RelayEntry>());
    entry->consumer = "parcel.ping_each:1";
    entry->next_at = noon;
    entry->attempts = 1;
    entry->command = Ping::number;
    entry->payload.text = "{\"left\":0}";
    work.keep(*entry);
    return 0;
  }));
  QuietDesk desk{post};
  desk.advance(noon + 1h);
  CHECK(desk.left(noon) == LeftAlone{.entries = 1});
  CHECK(post.rows<engine::RelayEntry>().at(0).attempts == 1);
  post.idle(noon + 1h);
  CHECK(post.all<Pinged>().size() == 1);
  CHECK(post.rows<engine::RelayEntry>().empty());
}

/// As a store does that does not know pings: it passes over them.
struct QuietStore final : PassingStore {
  using PassingStore::PassingStore;
  result<> read_journal(std::int64_t after, std::size_t limit, EventSink sink) override {
    auto left = limit;
    return PassingStore::read_journal(after, no_limit, [&](EventRow const& row) {
      if (row.type == &event_info<Pinged>()) return true;
      return left-- > 0 && sink(row) && left > 0;
    });
  }
};

TEST_CASE("What other modules wrote last is read past once, and what comes behind it is heard") {
  Post post;
  QuietStore store{post.memory};
  Host host;
  host.bind<Tracker>(post.tracker);
  Engine engine{store, {&quiet_module}, host};
  REQUIRE(post.run(Ping{0}));
  REQUIRE(engine.run_until_idle(noon));
  int reads = 0;
  store.before = [&](std::string_view operation) -> result<> {
    reads += operation == "read_journal" ? 1 : 0;
    return outcome::success();
  };
  REQUIRE(engine.run_until_idle(noon));
  CHECK(reads == 2);  // the view's, and who notes where persons are spoken of
  auto const id = post.sent();
  REQUIRE(post.run(Ping{0}));
  REQUIRE(engine.run_until_idle(noon));
  CHECK(post.tracker.parcels() == std::vector<std::int64_t>{id.value});
}

}  // namespace
}  // namespace lilac::parcel

// Many threads on one engine, and engines on one store: nothing is lost, nothing happens twice.
#include <array>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "engine/post.hpp"

namespace lilac::parcel {
namespace {

/// Runs `body(thread)` on several threads at once.
void on_threads(int count, std::function<void(int)> const& body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(body, i);
  for (auto& thread : threads) thread.join();
}

/// Tries again for as long as somebody else was faster.
template <class Run>
bool insist(Run const& run) {
  for (;;) {
    auto const done = run();
    if (done) return true;
    if (!done.error().is(rules::conflict)) return false;
  }
}

TEST_CASE("Threads that count in one row lose no count") {
  Post post;
  constexpr int threads = 4, each = 100;
  std::atomic<int> failed{0};
  on_threads(threads, [&](int) {
    for (int i = 0; i < each; ++i) {
      if (!insist([&] { return post.engine().execute(CountParcel{{7}}, system_actor, {.at = noon}); })) ++failed;
    }
  });
  CHECK(failed == 0);
  CHECK(post.row(Id<Tally>{7})->count == threads * each);
  CHECK(post.all<Counted>().size() == threads * each);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("Threads that register at once get ids of their own and one of them each label") {
  Post post;
  std::mutex mutex;
  std::set<std::int64_t> ids;
  std::atomic<int> taken{0}, other{0};
  on_threads(4, [&](int thread) {
    for (int i = 0; i < 50; ++i) {
      auto const register_one = [&] {
        return post.engine().execute(RegisterParcel{{thread}, std::to_string(i), "x", 1, {}}, clerk, {.at = noon});
      };
      auto done = register_one();
      while (!done && done.error().is(rules::conflict)) done = register_one();
      if (done) {
        std::lock_guard const lock(mutex);
        ids.insert(done.value().id.value);
      } else {
        ++(done.error().is(rules::already_exists) ? taken : other);
      }
    }
  });
  CHECK(ids.size() == 50);
  CHECK(taken == 150);
  CHECK(other == 0);
  CHECK(post.rows<Parcel>().size() == 50);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("A command that comes at once on several threads under one id is done once and answers all alike") {
  Post post;
  std::mutex mutex;
  std::set<std::int64_t> ids;
  std::atomic<int> failed{0};
  on_threads(4, [&](int) {
    for (int i = 0; i < 50; ++i) {
      auto const label = "parcel " + std::to_string(i);
      auto const done = [&] {
        return post.engine().execute(RegisterParcel{{7}, label, "x", 1, {}}, clerk, {.at = noon, .command_id = label});
      };
      auto answer = done();
      while (!answer && answer.error().is(rules::conflict)) answer = done();
      if (!answer) {
        ++failed;
        continue;
      }
      std::lock_guard const lock(mutex);
      ids.insert(answer.value().id.value);
    }
  });
  CHECK(failed == 0);
  CHECK(ids.size() == 50);
  CHECK(post.rows<Parcel>().size() == 50);
}

TEST_CASE("Threads preview, ask and subscribe while others execute") {
  Post post;
  std::atomic<int> heard{0};
  on_threads(4, [&](int thread) {
    for (int i = 0; i < 50; ++i) {
      if (thread == 0) {
        static_cast<void>(post.engine().preview(RegisterParcel{{9}, "p", "x", 1, {}}, clerk, {.at = noon}));
      } else if (thread == 1) {
        static_cast<void>(post.engine().ask(GetParcels{{7}, ""}));
        auto const subscription =
            post.engine().on<ParcelRegistered>([&](ParcelRegistered const&, Heard const&) { ++heard; });
      } else {
        auto const label = std::to_string(thread) + "." + std::to_string(i);
        insist([&] { return post.engine().execute(RegisterParcel{{7}, label, "x", 1, {}}, clerk, {.at = noon}); });
      }
    }
  });
  CHECK(post.rows<Parcel>().size() == 100);
  CHECK(history_faults(post.memory) == "");
}

TEST_CASE("Subscriptions that threads take from each other and drop leave nobody listening") {
  Post post;
  std::mutex mutex;
  std::array<Subscription, 4> held;
  std::atomic<int> heard{0};
  on_threads(4, [&](int thread) {
    auto const own = static_cast<std::size_t>(thread);
    for (int i = 0; i < 50; ++i) {
      auto subscription = post.engine().on<Counted>([&](Counted const&, Heard const&) { ++heard; });
      Subscription dropped;
      {
        std::lock_guard const lock(mutex);
        held[own] = std::move(subscription);
        dropped = std::move(held[(own + 1) % held.size()]);
      }
      insist([&] { return post.engine().execute(CountParcel{{thread}}, system_actor, {.at = noon}); });
    }
  });
  for (auto& subscription : held) subscription.end();
  CHECK(heard > 0);
  auto const before = heard.load();
  post.add();
  CHECK(heard == before);
  CHECK(post.store.may_consume);
}

/// A tracking company that counts, from several threads.
struct CountingTracker final : Tracker {
  std::mutex mutex;
  std::map<std::string, int> calls;
  result<> follow(ParcelSent const&, Delivery const& delivery) override {
    std::lock_guard const lock(mutex);
    ++calls[std::string(delivery.idempotency_key)];
    return outcome::success();
  }
};

TEST_CASE("Engines that relay from one store at once deliver each event once and fan out once in effect") {
  MemoryStore store;
  CountingTracker tracker;
  Host host;
  host.bind<Tracker>(tracker);
  Engine first{store, {&module}, host};
  constexpr int parcels = 60;
  REQUIRE(first.batch([](Batch& batch) {
    for (int i = 1; i <= parcels; ++i) {
      REQUIRE(batch.execute(RegisterParcel{{7}, std::to_string(i), "x", 1, {}}, clerk, {.at = noon}));
      REQUIRE(batch.execute(SendParcel{{i}}, clerk, {.at = noon}));
    }
    REQUIRE(batch.execute(RecallAll{{7}}, admin(1), {.at = noon}));
  }));
  std::atomic<int> failed{0};
  on_threads(3, [&](int) {
    Engine own{store, {&module}, host};
    if (!insist([&] { return own.run_until_idle(noon); })) ++failed;
  });
  REQUIRE(first.run_until_idle(noon));
  CHECK(failed == 0);
  CHECK(tracker.calls.size() == parcels);
  for (auto const& call : tracker.calls) CHECK_MESSAGE(call.second == 1, call.first);
  int recalled = 0;
  REQUIRE(store.read_journal(0, no_limit, [&](EventRow const& row) {
    recalled += row.type == &event_info<ParcelRecalled>();
    return true;
  }));
  CHECK(recalled == parcels);
  CHECK(first.dead_letters().value().empty());
  CHECK(history_faults(store) == "");
}

TEST_CASE("Engines that let time pass on one store at once run each deadline once") {
  MemoryStore store;
  Engine first{store, {&module}};
  constexpr int parcels = 40;
  REQUIRE(first.batch([](Batch& batch) {
    for (int i = 1; i <= parcels; ++i) {
      REQUIRE(batch.execute(RegisterParcel{{7}, std::to_string(i), "x", 1, {}}, clerk, {.at = noon}));
      REQUIRE(batch.execute(SendParcel{{i}}, clerk, {.at = noon + std::chrono::seconds(i)}));
    }
  }));
  std::atomic<int> failed{0};
  on_threads(3, [&](int) {
    Engine own{store, {&module}};
    if (!insist([&] { return own.advance_to(noon + 72h); })) ++failed;
  });
  CHECK(failed == 0);
  int lost = 0;
  REQUIRE(store.read_journal(0, no_limit, [&](EventRow const& row) {
    lost += row.type == &event_info<ParcelLost>();
    return true;
  }));
  CHECK(lost == parcels);
  CHECK(first.dead_letters().value().empty());
}

TEST_CASE("Engines that are opened on one new store at once share their cursors") {
  MemoryStore store;
  on_threads(4, [&](int) { Engine const own{store, {&module}}; });
  Engine engine{store, {&module}};
  REQUIRE(engine.execute(RegisterParcel{{7}, "A", "x", 1, {}}, clerk, {.at = noon}));
  REQUIRE(engine.run_until_idle(noon));
  int cursors = 0;
  REQUIRE(store.scan_all(entity_info<engine::Cursor>(), 0, no_limit, [&](RowView const&) {
    ++cursors;
    return true;
  }));
  CHECK(cursors == 4);  // the fan-out, the delivery, the view, and who notes where persons are spoken of
}

}  // namespace
}  // namespace lilac::parcel

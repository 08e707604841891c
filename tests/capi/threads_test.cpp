// Many threads on one desk, one of them closing it: every call answers, ports end once, and the counts add up.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "host.hpp"

namespace {

using namespace host;

constexpr int threads = 4;

template <class Body>
void in_threads(int count, Body body) {
  std::vector<std::thread> all;
  for (int n = 0; n < count; ++n) all.emplace_back([&body, n] { body(n); });
  for (auto& one : all) one.join();
}

struct Counting {
  std::atomic<int> heard{0};
  std::atomic<int> ends{0};
  static void hear(void* self, lilac_event const*) { ++static_cast<Counting*>(self)->heard; }
  static void end(void* self) { ++static_cast<Counting*>(self)->ends; }
};

lilac_status memo_by(lilac_desk* desk, std::string const& text, std::string_view command_id = {}) {
  return run(desk, a_memo(text), operator3(command_id));
}

std::ptrdiff_t memos_on(lilac_desk* desk) {
  auto const lines = asked(desk, "support.GetMemos", R"({"user_id":7})");
  return std::count(lines.begin(), lines.end(), '\n');
}

/// A desk over a plain store whose ports count their ends.
struct Ports {
  lilac_store plain = LILAC_STORE_INIT;
  lilac_store store = LILAC_STORE_INIT;
  lilac_receiver receiver = LILAC_RECEIVER_INIT;
  lilac_options options = LILAC_OPTIONS_INIT;
  std::atomic<int> store_ends{0}, receiver_ends{0}, delivered{0};

  Ports() {
    REQUIRE(plain_store_make(&plain) == LILAC_OK);
    store.user_data = this;
    store.destroy = [](void* self) { ++static_cast<Ports*>(self)->store_ends; };
#define LILAC_PASS(name)                                           \
  store.name = [](void* self, auto... arguments) -> lilac_status { \
    auto& it = *static_cast<Ports*>(self);                         \
    return it.plain.name(it.plain.user_data, arguments...);        \
  }
    LILAC_PASS(prepare);
    LILAC_PASS(load);
    LILAC_PASS(scan);
    LILAC_PASS(scan_all);
    LILAC_PASS(next_id);
    LILAC_PASS(find_command);
    LILAC_PASS(read_commands);
    LILAC_PASS(read_events);
    LILAC_PASS(last_event);
    LILAC_PASS(commit);
#undef LILAC_PASS
    receiver.user_data = this;
    receiver.destroy = [](void* self) { ++static_cast<Ports*>(self)->receiver_ends; };
    receiver.deliver = [](void* self, char const*, std::size_t, char const*, std::size_t, lilac_event const*,
                          char const*, std::size_t, std::int32_t, lilac_failure*) -> lilac_status {
      ++static_cast<Ports*>(self)->delivered;
      return LILAC_OK;
    };
    options.store = &store;
    options.receiver = &receiver;
  }
  ~Ports() { plain.destroy(plain.user_data); }
  Ports(Ports const&) = delete;
  Ports& operator=(Ports const&) = delete;
};

}  // namespace

TEST_CASE("What many threads do on one desk adds up, and each subscription ends once") {
  for (auto const in_store : {false, true}) {
    Ports ports;
    constexpr int rounds = 60;
    std::atomic<int> written{0}, refused{0}, answered{0};
    Counting all, passing;
    std::atomic<int> subscribed{0};
    {
      Desk desk{in_store ? &ports.options : nullptr};
      REQUIRE(prepare_desk(desk) == LILAC_OK);
      lilac_subscription* whole = nullptr;
      REQUIRE(lilac_subscribe(desk, LILAC_SUPPORT_USER_MEMO_CREATED_EVENT, Counting::hear, &all, Counting::end, &whole,
                              nullptr) == LILAC_OK);
      in_threads(threads, [&](int thread) {
        for (int n = 0; n < rounds; ++n) {
          auto const id = std::to_string(thread) + "-" + std::to_string(n);
          lilac_subscription* own = nullptr;
          if (lilac_subscribe(desk, LILAC_SUPPORT_USER_MEMO_CREATED_EVENT, Counting::hear, &passing, Counting::end,
                              &own, nullptr) == LILAC_OK) {
            ++subscribed;
          }
          lilac_status status = LILAC_E_CONFLICT;
          for (int tries = 0; status == LILAC_E_CONFLICT && tries < 100; ++tries) {
            status = memo_by(desk, "memo " + id, id);
          }
          if (status == LILAC_OK) ++written;
          if (run(desk, a_completion(99), operator3()) == LILAC_E_NOT_FOUND) ++refused;
          Answer answer;
          auto const question = logs_of(7);
          if (lilac_query(desk, &question, answer, nullptr) == LILAC_OK) ++answered;
          if (n % 3 == 0) CHECK(lilac_unsubscribe(own) == LILAC_OK);
          // The same command again is answered, and is not another one.
          CHECK(memo_by(desk, "memo " + id, id) == LILAC_OK);
        }
      });
      CHECK(written == threads * rounds);
      CHECK(refused == threads * rounds);
      CHECK(answered == threads * rounds);
      CHECK(memos_on(desk) == threads * rounds);
      CHECK(all.heard == threads * rounds);
      CHECK(all.ends == 0);
    }
    CHECK(all.ends == 1);
    CHECK(passing.ends == subscribed);
    if (in_store) CHECK(ports.store_ends == 1);
  }
}

TEST_CASE("A desk that is closed while others call it answers them or is none, and ends once") {
  for (int round = 0; round < 12; ++round) {
    Ports ports;
    lilac_desk* desk = nullptr;
    REQUIRE(lilac_open(round % 2 == 0 ? &ports.options : nullptr, &desk, nullptr) == LILAC_OK);
    REQUIRE(prepare_desk(desk) == LILAC_OK);
    Counting counting;
    std::atomic<int> subscribed{0}, failed_to{0}, closed{0}, odd{0}, calls{0};
    in_threads(threads, [&](int thread) {
      for (int n = 0; n < 500; ++n) {
        ++calls;
        if (thread == 0 && n == 5 * round) {
          if (lilac_close(desk) == LILAC_OK) ++closed;
          break;
        }
        auto const id = std::to_string(thread) + "-" + std::to_string(n);
        auto const status = memo_by(desk, "memo", id);
        if (status != LILAC_OK && status != LILAC_E_HANDLE && status != LILAC_E_CONFLICT) ++odd;
        lilac_subscription* own = nullptr;
        if (lilac_subscribe(desk, LILAC_SUPPORT_USER_MEMO_CREATED_EVENT, Counting::hear, &counting, Counting::end, &own,
                            nullptr) == LILAC_OK)
          ++subscribed;
        else
          ++failed_to;
        if (n % 5 == 0) lilac_unsubscribe(own);
        if (status == LILAC_E_HANDLE) break;
      }
    });
    CHECK(closed == 1);
    CHECK(odd == 0);
    CHECK(lilac_close(desk) == LILAC_E_HANDLE);
    CHECK(counting.ends == subscribed + failed_to);
    if (round % 2 == 0) {
      CHECK(ports.store_ends == 1);
      CHECK(ports.receiver_ends == 1);
    }
  }
}

TEST_CASE("Only one of many threads closes a handle") {
  for (int round = 0; round < 200; ++round) {
    lilac_error* error = nullptr;
    CHECK(lilac_execute(nullptr, nullptr, nullptr, nullptr, &error) == LILAC_E_HANDLE);
    std::atomic<int> gone{0};
    in_threads(2, [&](int) {
      // A look at an error is borrowed until it is destroyed; so only its end is raced for.
      if (lilac_error_destroy(error) == LILAC_OK) ++gone;
    });
    CHECK(gone == 1);
  }
}

TEST_CASE("Desks are opened and closed by many threads at once, with results and errors in between") {
  std::atomic<int> well{0};
  in_threads(threads, [&](int) {
    for (int n = 0; n < 15; ++n) {
      Desk desk;
      if (prepare_desk(desk) != LILAC_OK) continue;
      Why why;
      if (run(desk, a_completion(99), operator3(), why) != LILAC_E_NOT_FOUND || why.message().empty()) continue;
      Answer answer;
      if (run(desk, a_completion(1), operator3(), nullptr, answer) == LILAC_OK && answer.output().reply != nullptr)
        ++well;
    }
  });
  CHECK(well == threads * 15);
}

TEST_CASE("One result is read by many threads at once") {
  Desk desk;
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  Answer answer;
  REQUIRE(run(desk, a_completion(1), operator3(), nullptr, answer) == LILAC_OK);
  auto const* const seen = &answer.output();
  std::atomic<int> same{0};
  in_threads(threads, [&](int) {
    for (int n = 0; n < 200; ++n) {
      auto const& output = answer.output();
      if (&output == seen && output.reply != nullptr && output.row_count == 0) ++same;
    }
  });
  CHECK(same == threads * 200);
}

TEST_CASE("Time passes on a desk that others work on") {
  Ports ports;
  Desk desk{&ports.options};
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  constexpr int rounds = 30;
  std::atomic<int> moved{0};
  in_threads(threads, [&](int thread) {
    for (int n = 0; n < rounds; ++n) {
      if (thread == 0) {
        auto const status = lilac_advance_to(desk, morning + n * hour, nullptr);
        CHECK((status == LILAC_OK || status == LILAC_E_CONFLICT));
        continue;
      }
      lilac_support_update_user_site_command site = LILAC_SUPPORT_UPDATE_USER_SITE_COMMAND_INIT;
      site.user_id = 7;
      site.site_id = 100 * thread + n;
      if (run(desk, site, operator3()) == LILAC_OK) ++moved;
    }
  });
  for (int more = 0; more < 3; ++more)
    CHECK(lilac_advance_to(desk, morning + (100 + more) * hour, nullptr) == LILAC_OK);
  CHECK(moved > 0);
  CHECK(ports.delivered >= moved);
}

TEST_CASE("A sink or batch that another thread uses against the rules answers it, and ends when it has gone") {
  Desk desk;
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  struct Shared {
    std::atomic<lilac_batch*> batch{nullptr};
    std::atomic<bool> over{false};
  } shared;
  std::atomic<int> odd{0};
  std::thread other([&] {
    while (!shared.over) {
      auto* const batch = shared.batch.load();
      if (batch == nullptr) continue;
      auto const memo = a_memo("from another thread");
      auto const by = operator3();
      auto const status = lilac_batch_execute(batch, &memo, &by, nullptr, nullptr);
      if (status != LILAC_OK && status != LILAC_E_HANDLE) ++odd;
    }
  });
  auto const run = [](void* self, lilac_batch* batch) -> lilac_status {
    static_cast<Shared*>(self)->batch = batch;
    for (int n = 0; n < 20; ++n) {
      auto const memo = a_memo("from this one");
      auto const by = operator3();
      auto const status = lilac_batch_execute(batch, &memo, &by, nullptr, nullptr);
      if (status != LILAC_OK && status != LILAC_E_HANDLE) return status;
    }
    return LILAC_OK;
  };
  for (int round = 0; round < 20; ++round) CHECK(lilac_batch_run(desk, run, &shared, nullptr) == LILAC_OK);
  shared.over = true;
  other.join();
  CHECK(odd == 0);
  CHECK(memos_on(desk) > 0);
}

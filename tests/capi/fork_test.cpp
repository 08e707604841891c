// What a child of fork() inherits is none of its own; what it opens itself works; the parent goes on unharmed.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "host.hpp"

namespace {

using namespace host;

// AddressSanitizer's allocator may be locked by another thread at the moment of a fork, and stays so in the child.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool has_address_sanitizer = true;
#elif defined(__has_feature)
constexpr bool has_address_sanitizer = __has_feature(address_sanitizer);
#else
constexpr bool has_address_sanitizer = false;
#endif

/// Runs `body` in a child, which must be done within some seconds. What it returns, or -1 when it crashed or hung.
template <class Body>
int in_child(Body body) {
  auto const child = fork();
  if (child == 0) {
    alarm(20);  // ends the child when it hangs
    _exit(body());
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

struct Folder {
  std::string path;
  Folder() {
    auto name = (std::filesystem::temp_directory_path() / "lilac_fork_XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
};

lilac_desk* opened(std::string const& path) {
  lilac_options options = LILAC_OPTIONS_INIT;
  options.path = text_of(path);
  lilac_desk* desk = nullptr;
  return lilac_open(&options, &desk, nullptr) == LILAC_OK ? desk : nullptr;
}

lilac_status memo_by(lilac_desk* desk, std::string const& id) { return run(desk, a_memo("memo"), operator3(id)); }

/// 0, or the number of the first thing that was not as it must be. Statuses that a busy file gives are tried again.
int works(std::string const& path) {
  auto* const desk = opened(path);
  if (desk == nullptr) return 11;
  if (prepare_desk(desk) != LILAC_OK) return 12;
  if (memo_by(desk, "m-1") != LILAC_OK) return 13;
  if (memo_by(desk, "m-1") != LILAC_OK) return 14;
  if (asked(desk, "support.GetMemos", R"({"user_id":7})").size() < 10) return 15;
  if (lilac_close(desk) != LILAC_OK) return 16;
  return 0;
}

}  // namespace

TEST_CASE("In a child of fork() the parent's handles are none, and a desk opened there works") {
  Folder folder;
  for (auto const& path : {std::string{}, folder.path + "/parent.db"}) {
    CAPTURE(path);
    auto* const desk = opened(path);
    REQUIRE(desk != nullptr);
    REQUIRE(prepare_desk(desk) == LILAC_OK);
    lilac_result* result = nullptr;
    auto const question = logs_of(7);
    REQUIRE(lilac_query(desk, &question, &result, nullptr) == LILAC_OK);
    lilac_error* error = nullptr;
    REQUIRE(run(desk, a_completion(99), operator3(), &error) == LILAC_E_NOT_FOUND);
    lilac_subscription* subscription = nullptr;
    Ends ends;
    REQUIRE(lilac_subscribe(
                desk, LILAC_SUPPORT_USER_MEMO_CREATED_EVENT, [](void*, lilac_event const*) {}, &ends, Ends::add,
                &subscription, nullptr) == LILAC_OK);
    auto const answered = in_child([&]() -> int {
      lilac_result* out = nullptr;
      if (memo_by(desk, "child") != LILAC_E_HANDLE) return 1;
      if (lilac_query(desk, &question, &out, nullptr) != LILAC_E_HANDLE) return 2;
      if (lilac_advance_to(desk, morning, nullptr) != LILAC_E_HANDLE) return 3;
      if (lilac_result_destroy(result) != LILAC_E_HANDLE) return 4;
      if (lilac_result_get(result)->row_count != 0) return 5;
      if (lilac_error_destroy(error) != LILAC_E_HANDLE) return 6;
      if (lilac_unsubscribe(subscription) != LILAC_E_HANDLE) return 7;
      if (lilac_close(desk) != LILAC_E_HANDLE) return 8;
      if (ends.count != 0) return 9;  // what is the parent's is not ended here
      if (auto const status = works({}); status != 0) return status;
      if (auto const status = works(folder.path + "/child" + std::to_string(path.size()) + ".db"); status != 0)
        return status + 10;
      // And once more, from a child of the child.
      return in_child([&]() -> int { return memo_by(desk, "grandchild") == LILAC_E_HANDLE ? works({}) : 30; });
    });
    CHECK(answered == 0);
    CHECK(memo_by(desk, "parent") == LILAC_OK);
    CHECK(lilac_error_destroy(error) == LILAC_OK);
    CHECK(lilac_result_destroy(result) == LILAC_OK);
    CHECK(lilac_unsubscribe(subscription) == LILAC_OK);
    CHECK(ends.count == 1);
    CHECK(lilac_close(desk) == LILAC_OK);
  }
}

TEST_CASE("Parent and child may have a desk on one file, each its own") {
  Folder folder;
  auto const path = folder.path + "/shared.db";
  auto* const desk = opened(path);
  REQUIRE(desk != nullptr);
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  REQUIRE(memo_by(desk, "before") == LILAC_OK);
  auto const answered = in_child([&]() -> int {
    auto* const own = opened(path);
    if (own == nullptr) return 1;
    for (int n = 0; n < 50; ++n) {
      if (memo_by(own, "child-" + std::to_string(n)) != LILAC_OK) return 2;
    }
    return lilac_close(own) == LILAC_OK ? 0 : 3;
  });
  CHECK(answered == 0);
  CHECK(memo_by(desk, "after") == LILAC_OK);
  auto const memos = asked(desk, "support.GetMemos", R"({"user_id":7})");
  CHECK(std::count(memos.begin(), memos.end(), '\n') == 52);
  CHECK(lilac_close(desk) == LILAC_OK);
}

TEST_CASE("A fork while other threads are inside calls leaves a child that works and a parent that goes on" *
          doctest::skip(has_address_sanitizer)) {
  Folder folder;
  auto* const in_memory = opened({});
  auto* const in_file = opened(folder.path + "/busy.db");
  REQUIRE(in_memory != nullptr);
  REQUIRE(in_file != nullptr);
  REQUIRE(prepare_desk(in_memory) == LILAC_OK);
  REQUIRE(prepare_desk(in_file) == LILAC_OK);
  std::atomic<bool> over{false};
  std::atomic<int> written{0}, odd{0};
  std::vector<std::thread> busy;
  for (auto* const desk : {in_memory, in_file}) {
    for (int thread = 0; thread < 2; ++thread) {
      busy.emplace_back([&, desk, thread] {
        for (int n = 0; !over; ++n) {
          auto const status = memo_by(desk, std::to_string(thread) + "-" + std::to_string(n));
          if (status == LILAC_OK)
            ++written;
          else if (status != LILAC_E_CONFLICT)
            ++odd;
          lilac_error* error = nullptr;
          run(desk, a_completion(99), operator3(), &error);
          lilac_error_destroy(error);
        }
      });
    }
  }
  busy.emplace_back([&] {  // and one that opens and closes
    for (int n = 0; !over; ++n) {
      auto* const desk = opened(n % 2 == 0 ? std::string{} : folder.path + "/other.db");
      if (desk == nullptr) ++odd;
      lilac_close(desk);
    }
  });
  for (int n = 0; n < 25; ++n) {
    CAPTURE(n);
    auto const answered = in_child([&]() -> int {
      if (memo_by(in_memory, "child") != LILAC_E_HANDLE) return 1;
      if (memo_by(in_file, "child") != LILAC_E_HANDLE) return 2;
      if (lilac_close(in_memory) != LILAC_E_HANDLE) return 3;
      if (auto const status = works({}); status != 0) return status;
      return works(folder.path + "/child" + std::to_string(n) + ".db");
    });
    CHECK(answered == 0);
  }
  over = true;
  for (auto& one : busy) one.join();
  CHECK(odd == 0);
  CHECK(written > 0);
  CHECK(journal_of(in_memory).find("unreadable") == std::string::npos);
  CHECK(journal_of(in_file).find("unreadable") == std::string::npos);
  CHECK(lilac_close(in_memory) == LILAC_OK);
  CHECK(lilac_close(in_file) == LILAC_OK);
}

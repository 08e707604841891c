// Every exported function against every misuse that applies to it: each gives a typed status and says what was wrong,
// and nothing is changed. LILAC_SHOW_MISUSE=1 prints the whole table instead of its short form.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <set>

#include "host.hpp"

namespace {

using namespace host;

// --- The table
// --------------------------------------------------------------------------------------------------------

class Outcomes {
 public:
  /// One call: its status must be among those expected.
  void add(std::string const& function, std::string const& misuse, lilac_status status,
           std::initializer_list<lilac_status> expected) {
    CAPTURE(function);
    CAPTURE(misuse);
    CAPTURE(word_for(status));
    CHECK(std::find(expected.begin(), expected.end(), status) != expected.end());
    ++table_[function][misuse][word_for(status)];
  }
  /// The same for one that also describes itself.
  void add(std::string const& function, std::string const& misuse, lilac_status status, lilac_status expected,
           Why const& why, std::string_view field) {
    add(function, misuse, status, {expected});
    CAPTURE(function);
    CAPTURE(misuse);
    CHECK(why.number() == expected);
    CHECK(why.field() == field);
    CHECK_FALSE(why.message().empty());
    CHECK(view_of(why.view().name).size() > 0);
  }
  std::set<std::string> functions() const {
    std::set<std::string> names;
    for (auto const& [function, misuses] : table_) names.insert(function);
    return names;
  }
  void print() const {
    auto const whole = std::getenv("LILAC_SHOW_MISUSE") != nullptr;
    std::size_t kinds = 0, calls = 0;
    for (auto const& [function, misuses] : table_) {
      std::map<std::string, int> by_status;
      for (auto const& [misuse, statuses] : misuses) {
        ++kinds;
        for (auto const& [status, count] : statuses) {
          by_status[status] += count;
          calls += static_cast<std::size_t>(count);
          if (whole) std::printf("%-26s %-58s %s × %d\n", function.c_str(), misuse.c_str(), status.c_str(), count);
        }
      }
      std::printf("%-26s %2zu misuses:", function.c_str(), misuses.size());
      for (auto const& [status, count] : by_status) std::printf(" %s × %d", status.c_str(), count);
      std::printf("\n");
    }
    std::printf("%zu functions, %zu misuses, %zu calls\n", table_.size(), kinds, calls);
  }

 private:
  std::map<std::string, std::map<std::string, std::map<std::string, int>>> table_;
};

Outcomes& outcomes() {
  static Outcomes all;
  return all;
}

// --- Handles that are none
// --------------------------------------------------------------------------------------------

enum class Kind { desk, result, error, batch, subscription, sink };

/// A desk, and one live and one dead handle of every kind.
class Fixture {
 public:
  Fixture() {
    REQUIRE(lilac_open(nullptr, &desk, nullptr) == LILAC_OK);
    REQUIRE(prepare_desk(desk) == LILAC_OK);
    REQUIRE(lilac_subscribe(desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, ignore, nullptr, nullptr, &subscription,
                            nullptr) == LILAC_OK);
    auto const question = logs_of(7);
    REQUIRE(lilac_query(desk, &question, &result, nullptr) == LILAC_OK);
    auto const nobody = logs_of(7);
    REQUIRE(lilac_execute(desk, &nobody, nullptr, nullptr, &error) == LILAC_E_ARGUMENT);
    REQUIRE(lilac_batch_run(desk, keep_batch, &dead_batch, nullptr) == LILAC_OK);
    lilac_desk* closed = nullptr;
    REQUIRE(lilac_open(nullptr, &closed, nullptr) == LILAC_OK);
    REQUIRE(lilac_close(closed) == LILAC_OK);
    dead[Kind::desk] = closed;
    dead[Kind::batch] = dead_batch;
    lilac_result* gone = nullptr;
    REQUIRE(lilac_query(desk, &question, &gone, nullptr) == LILAC_OK);
    REQUIRE(lilac_result_destroy(gone) == LILAC_OK);
    dead[Kind::result] = gone;
    lilac_error* past = nullptr;
    REQUIRE(lilac_execute(desk, &nobody, nullptr, nullptr, &past) == LILAC_E_ARGUMENT);
    REQUIRE(lilac_error_destroy(past) == LILAC_OK);
    dead[Kind::error] = past;
    lilac_subscription* ended = nullptr;
    REQUIRE(lilac_subscribe(desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, ignore, nullptr, nullptr, &ended, nullptr) ==
            LILAC_OK);
    REQUIRE(lilac_unsubscribe(ended) == LILAC_OK);
    dead[Kind::subscription] = ended;
  }
  ~Fixture() {
    lilac_unsubscribe(subscription);
    lilac_result_destroy(result);
    lilac_error_destroy(error);
    CHECK(lilac_close(desk) == LILAC_OK);
  }
  Fixture(Fixture const&) = delete;
  Fixture& operator=(Fixture const&) = delete;

  /// What is no handle of this kind, with a name each. NULL is not among them.
  std::vector<std::pair<std::string, void*>> not_a(Kind kind) {
    std::vector<std::pair<std::string, void*>> all;
    if (auto const found = dead.find(kind); found != dead.end()) all.emplace_back("a closed handle", found->second);
    if (kind != Kind::desk) all.emplace_back("a handle of another kind", desk);
    if (kind != Kind::result) all.emplace_back("a handle of another kind", result);
    if (kind != Kind::error) all.emplace_back("a handle of another kind", error);
    if (kind != Kind::subscription) all.emplace_back("a handle of another kind", subscription);
    for (unsigned bit = 0; bit < 64; ++bit) {
      all.emplace_back(
          "a handle with a bit turned over",
          reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(live(kind)) ^ std::uintptr_t{1} << bit));
    }
    for (auto const bits : {std::uintptr_t{1}, std::uintptr_t{0xFFFF'FFFF}, ~std::uintptr_t{0}, std::uintptr_t{1} << 63,
                            std::uintptr_t{0xDEAD'BEEF'DEAD'BEEF}, std::uintptr_t{0x0000'0001'0FFF'FFFF}}) {
      all.emplace_back("any bits", reinterpret_cast<void*>(bits));
    }
    all.emplace_back("the address of something", this);
    return all;
  }

  lilac_desk* desk = nullptr;
  lilac_result* result = nullptr;
  lilac_error* error = nullptr;
  lilac_subscription* subscription = nullptr;
  lilac_batch* dead_batch = nullptr;
  std::map<Kind, void*> dead;

 private:
  static void ignore(void*, lilac_event const*) {}
  static lilac_status keep_batch(void* user_data, lilac_batch* batch) {
    *static_cast<lilac_batch**>(user_data) = batch;
    return LILAC_OK;
  }
  void* live(Kind kind) const {
    switch (kind) {
      case Kind::result:
        return result;
      case Kind::error:
        return error;
      case Kind::subscription:
        return subscription;
      case Kind::batch:
        return dead_batch;
      default:
        return desk;
    }
  }
};

// --- Structs whose memory ends where they say
// -------------------------------------------------------------------------

/// A copy of a struct in memory of exactly `size` bytes (at least 4), which its struct_size tells. What is beyond the
/// struct is zero; a sanitizer sees who reads further.
template <class T>
class Cut {
 public:
  Cut(T const& from, std::size_t size) : bytes_(new std::byte[std::max(size, sizeof(std::uint32_t))]()), size_(size) {
    std::memcpy(bytes_.get(), &from, std::min(std::max(size, sizeof(std::uint32_t)), sizeof from));
    say(static_cast<std::uint32_t>(size));
  }
  void say(std::uint32_t size) { std::memcpy(bytes_.get(), &size, sizeof size); }
  void set_last_byte() { bytes_[size_ - 1] = std::byte{1}; }
  T const* get() const { return reinterpret_cast<T const*>(bytes_.get()); }

 private:
  std::unique_ptr<std::byte[]> bytes_;
  std::size_t size_;
};

/// Every size of the struct through `call`: sizes in `good` do not count as truncated within a field, all others do.
/// A tail of zeros is accepted, any other is not, and absurd sizes are none.
template <class T>
void check_sizes(std::string const& function, T const& whole, std::set<std::size_t> const& good, std::string_view what,
                 std::function<lilac_status(T const*, lilac_error**)> const& call) {
  Why why;
  auto const status_of_whole = call(&whole, why);
  for (std::size_t size = 0; size <= sizeof whole; ++size) {
    CAPTURE(size);
    Cut<T> cut{whole, size};
    auto const status = call(cut.get(), why);
    if (size == sizeof whole) {
      outcomes().add(function, std::string(what) + " of its whole size, exactly", status, {status_of_whole});
    } else if (good.count(size) != 0) {
      auto const misuse = std::string(what) + " that ends behind a field";
      outcomes().add(function, misuse, status,
                     {LILAC_OK, status_of_whole, LILAC_E_INVALID_ARGUMENT, LILAC_E_NOT_FOUND, LILAC_E_ACTOR_NOT_ALLOWED,
                      LILAC_E_UNSUPPORTED});
    } else {
      auto const misuse = std::string(what) + " that ends within a field or its head";
      outcomes().add(function, misuse, status, {LILAC_E_ARGUMENT});
      CHECK(why.number() == LILAC_E_ARGUMENT);
      CHECK_FALSE(why.field().empty());
    }
  }
  for (std::size_t const more : {1U, 8U, 24U, 1000U}) {
    Cut<T> longer{whole, sizeof whole + more};
    auto const status = call(longer.get(), why);
    outcomes().add(function, std::string(what) + " with a tail of zeros", status, {status_of_whole});
    longer.set_last_byte();
    outcomes().add(function, std::string(what) + " with a tail that says something", call(longer.get(), why),
                   {LILAC_E_UNSUPPORTED});
    CHECK(why.number() == LILAC_E_UNSUPPORTED);
  }
  for (std::uint32_t const absurd : {64U * 1024 + 1, 0x7FFF'FFFFU, 0xFFFF'FFFFU}) {
    Cut<T> cut{whole, sizeof whole};
    cut.say(absurd);
    outcomes().add(function, std::string(what) + " of an absurd size", call(cut.get(), why), {LILAC_E_ARGUMENT});
  }
}

std::set<std::size_t> call_sizes() {
  return {offsetof(lilac_call, actor_kind), offsetof(lilac_call, actor_id), offsetof(lilac_call, at),
          offsetof(lilac_call, command_id), offsetof(lilac_call, correlation_id)};
}

lilac_status no_batch(void*, lilac_batch*) { return LILAC_OK; }
lilac_status no_text(void*, char const*, std::size_t) { return LILAC_OK; }
void no_event(void*, lilac_event const*) {}

/// `call` with all that is no handle of that kind, with and without room for an error.
void check_handles(Fixture& fixture, std::string const& function, Kind kind, std::string_view field,
                   std::function<lilac_status(void*, lilac_error**)> const& call) {
  Why why;
  outcomes().add(function, "NULL as the handle", call(nullptr, why), LILAC_E_HANDLE, why, field);
  for (auto const& [misuse, handle] : fixture.not_a(kind)) {
    outcomes().add(function, misuse, call(handle, why), LILAC_E_HANDLE, why, field);
    outcomes().add(function, misuse + ", no room for an error", call(handle, nullptr), {LILAC_E_HANDLE});
  }
}

template <class Handle>
Handle* as(void* handle) {
  return static_cast<Handle*>(handle);
}

}  // namespace

// --- Handles
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("What is no open handle is answered with LILAC_E_HANDLE by every function that takes one") {
  Fixture it;
  auto const before = all_of(it.desk);
  auto const command = a_completion(1);
  auto const by = operator3();
  auto const question = logs_of(7);
  lilac_support_last_survey_completed_event event = LILAC_SUPPORT_LAST_SURVEY_COMPLETED_EVENT_INIT;
  event.user_id = 7;
  std::string const id = "source-1";

  check_handles(it, "lilac_execute", Kind::desk, "desk",
                [&](void* h, lilac_error** e) { return lilac_execute(as<lilac_desk>(h), &command, &by, nullptr, e); });
  check_handles(it, "lilac_execute_json", Kind::desk, "desk", [&](void* h, lilac_error** e) {
    return lilac_execute_json(as<lilac_desk>(h), "support.CompleteOutbound", 24, "{}", 2, &by, nullptr, e);
  });
  check_handles(it, "lilac_preview", Kind::desk, "desk", [&](void* h, lilac_error** e) {
    Answer answer;
    return lilac_preview(as<lilac_desk>(h), &command, &by, answer, e);
  });
  check_handles(it, "lilac_batch_run", Kind::desk, "desk",
                [&](void* h, lilac_error** e) { return lilac_batch_run(as<lilac_desk>(h), no_batch, nullptr, e); });
  check_handles(it, "lilac_batch_execute", Kind::batch, "batch", [&](void* h, lilac_error** e) {
    return lilac_batch_execute(as<lilac_batch>(h), &command, &by, nullptr, e);
  });
  check_handles(it, "lilac_batch_receive", Kind::batch, "batch", [&](void* h, lilac_error** e) {
    return lilac_batch_receive(as<lilac_batch>(h), &event, id.data(), id.size(), morning, e);
  });
  check_handles(it, "lilac_receive", Kind::desk, "desk", [&](void* h, lilac_error** e) {
    return lilac_receive(as<lilac_desk>(h), &event, id.data(), id.size(), morning, e);
  });
  check_handles(it, "lilac_query", Kind::desk, "desk", [&](void* h, lilac_error** e) {
    Answer answer;
    return lilac_query(as<lilac_desk>(h), &question, answer, e);
  });
  check_handles(it, "lilac_query_json", Kind::desk, "desk", [&](void* h, lilac_error** e) {
    Answer answer;
    return lilac_query_json(as<lilac_desk>(h), "support.GetLogs", 15, "{}", 2, answer, e);
  });
  check_handles(it, "lilac_run_until_idle", Kind::desk, "desk",
                [](void* h, lilac_error** e) { return lilac_run_until_idle(as<lilac_desk>(h), morning, e); });
  check_handles(it, "lilac_advance_to", Kind::desk, "desk",
                [](void* h, lilac_error** e) { return lilac_advance_to(as<lilac_desk>(h), morning, e); });
  check_handles(it, "lilac_subscribe", Kind::desk, "desk", [](void* h, lilac_error** e) {
    Ends ends;
    lilac_subscription* made = nullptr;
    auto const status = lilac_subscribe(as<lilac_desk>(h), LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, no_event, &ends,
                                        Ends::add, &made, e);
    CHECK(ends.count == 1);
    CHECK(made == nullptr);
    return status;
  });
  check_handles(it, "lilac_play", Kind::desk, "desk",
                [](void* h, lilac_error** e) { return lilac_play(as<lilac_desk>(h), "", 0, no_text, nullptr, e); });
  check_handles(it, "lilac_journal", Kind::desk, "desk",
                [](void* h, lilac_error** e) { return lilac_journal(as<lilac_desk>(h), 0, no_text, nullptr, e); });
  check_handles(it, "lilac_dead_letters", Kind::desk, "desk", [](void* h, lilac_error** e) {
    Answer answer;
    return lilac_dead_letters(as<lilac_desk>(h), answer, e);
  });
  check_handles(it, "lilac_replay_dead_letter", Kind::desk, "desk",
                [](void* h, lilac_error** e) { return lilac_replay_dead_letter(as<lilac_desk>(h), 1, morning, e); });
  check_handles(it, "lilac_replay_dead_letters", Kind::desk, "desk", [](void* h, lilac_error** e) {
    return lilac_replay_dead_letters(as<lilac_desk>(h), "", 0, "", 0, "", 0, 0, morning, nullptr, nullptr, e);
  });
  check_handles(it, "lilac_rebuild_view", Kind::desk, "desk",
                [](void* h, lilac_error** e) { return lilac_rebuild_view(as<lilac_desk>(h), "today", 5, e); });
  check_handles(it, "lilac_trim_journal", Kind::desk, "desk",
                [](void* h, lilac_error** e) { return lilac_trim_journal(as<lilac_desk>(h), 1, nullptr, e); });
  check_handles(it, "lilac_trim_commands", Kind::desk, "desk",
                [](void* h, lilac_error** e) { return lilac_trim_commands(as<lilac_desk>(h), 1, nullptr, e); });
  check_handles(it, "lilac_redact", Kind::desk, "desk",
                [&](void* h, lilac_error** e) { return lilac_redact(as<lilac_desk>(h), 7, &by, e); });
  check_handles(it, "lilac_redact_person", Kind::desk, "desk", [&](void* h, lilac_error** e) {
    return lilac_redact_person(as<lilac_desk>(h), LILAC_PERSON_CUSTOMER, 7, &by, e);
  });
  check_handles(it, "lilac_board", Kind::desk, "desk", [](void* h, lilac_error** e) {
    Answer answer;
    return lilac_board(as<lilac_desk>(h), "text", 4, answer, e);
  });

  CHECK(all_of(it.desk) == before);
}

TEST_CASE("Giving back what is no open handle says so, and NULL is nothing to give back") {
  Fixture it;
  auto const check = [&](std::string const& function, Kind kind, auto give_back) {
    outcomes().add(function, "NULL as the handle", give_back(nullptr), {LILAC_OK});
    for (auto const& [misuse, handle] : it.not_a(kind)) {
      outcomes().add(function, misuse, give_back(handle), {LILAC_E_HANDLE});
    }
  };
  check("lilac_close", Kind::desk, [](void* h) { return lilac_close(as<lilac_desk>(h)); });
  check("lilac_result_destroy", Kind::result, [](void* h) { return lilac_result_destroy(as<lilac_result>(h)); });
  check("lilac_error_destroy", Kind::error, [](void* h) { return lilac_error_destroy(as<lilac_error>(h)); });
  check("lilac_unsubscribe", Kind::subscription, [](void* h) { return lilac_unsubscribe(as<lilac_subscription>(h)); });
}

TEST_CASE("A look into what is no result or no error is a look into an empty one") {
  Fixture it;
  auto const look_at_result = [](std::string const& misuse, void* handle) {
    auto const* const output = lilac_result_get(as<lilac_result>(handle));
    REQUIRE(output != nullptr);
    auto const is_empty = output->struct_size == sizeof *output && output->reply == nullptr &&
                          output->rows == nullptr && output->row_count == 0 && output->event_count == 0 &&
                          output->json.size == 0;
    outcomes().add("lilac_result_get", misuse, is_empty ? LILAC_OK : LILAC_E_INTERNAL, {LILAC_OK});
  };
  auto const look_at_error = [](std::string const& misuse, void* handle) {
    auto const* const view = lilac_error_get(as<lilac_error>(handle));
    REQUIRE(view != nullptr);
    auto const is_empty = view->struct_size == sizeof *view && view->number == LILAC_OK && view->name.size == 0 &&
                          view->message.size == 0 && view->value.data == nullptr;
    outcomes().add("lilac_error_get", misuse, is_empty ? LILAC_OK : LILAC_E_INTERNAL, {LILAC_OK});
  };
  look_at_result("NULL as the handle", nullptr);
  look_at_error("NULL as the handle", nullptr);
  for (auto const& [misuse, handle] : it.not_a(Kind::result)) look_at_result(misuse, handle);
  for (auto const& [misuse, handle] : it.not_a(Kind::error)) look_at_error(misuse, handle);
}

TEST_CASE("A handle of a slot that is used again is still closed") {
  for (int round = 0; round < 1000; ++round) {
    lilac_desk* first = nullptr;
    if (round == 0) REQUIRE(lilac_open(nullptr, &first, nullptr) == LILAC_OK);
    lilac_close(first);
    lilac_error* one = nullptr;
    CHECK(lilac_execute(nullptr, nullptr, nullptr, nullptr, &one) == LILAC_E_HANDLE);
    CHECK(lilac_error_destroy(one) == LILAC_OK);
    lilac_error* other = nullptr;
    CHECK(lilac_execute(nullptr, nullptr, nullptr, nullptr, &other) == LILAC_E_HANDLE);
    CHECK(other != one);
    CHECK(lilac_error_destroy(one) == LILAC_E_HANDLE);
    CHECK(lilac_error_destroy(other) == LILAC_OK);
  }
}

// --- Pointers
// ---------------------------------------------------------------------------------------------------------

TEST_CASE("A pointer that must not be NULL is named when it is, and so is a text that has a size only") {
  Fixture it;
  auto const before = all_of(it.desk);
  auto const command = a_completion(1);
  auto const by = operator3();
  auto const question = logs_of(7);
  lilac_support_last_survey_completed_event event = LILAC_SUPPORT_LAST_SURVEY_COMPLETED_EVENT_INIT;
  Why why;
  Answer answer;
  auto const check = [&](std::string const& function, std::string const& misuse, lilac_status status,
                         std::string_view field) {
    outcomes().add(function, misuse, status, LILAC_E_ARGUMENT, why, field);
  };
  check("lilac_execute", "NULL as the command", lilac_execute(it.desk, nullptr, &by, answer, why), "command");
  check("lilac_preview", "NULL as the command", lilac_preview(it.desk, nullptr, &by, answer, why), "command");
  check("lilac_preview", "NULL as out", lilac_preview(it.desk, &command, &by, nullptr, why), "out");
  check("lilac_execute_json", "a name without an address",
        lilac_execute_json(it.desk, nullptr, 3, "{}", 2, &by, answer, why), "name");
  check("lilac_execute_json", "data without an address",
        lilac_execute_json(it.desk, "support.CompleteOutbound", 24, nullptr, 3, &by, answer, why), "data");
  check("lilac_query", "NULL as the question", lilac_query(it.desk, nullptr, answer, why), "question");
  check("lilac_query", "NULL as out", lilac_query(it.desk, &question, nullptr, why), "out");
  check("lilac_query_json", "NULL as out", lilac_query_json(it.desk, "support.GetLogs", 15, "{}", 2, nullptr, why),
        "out");
  check("lilac_query_json", "a name without an address", lilac_query_json(it.desk, nullptr, 3, "{}", 2, answer, why),
        "name");
  check("lilac_query_json", "data without an address",
        lilac_query_json(it.desk, "support.GetLogs", 15, nullptr, 2, answer, why), "data");
  check("lilac_batch_run", "NULL as the function", lilac_batch_run(it.desk, nullptr, nullptr, why), "run");
  check("lilac_receive", "NULL as the event", lilac_receive(it.desk, nullptr, "a", 1, morning, why), "event");
  check("lilac_receive", "an id without an address", lilac_receive(it.desk, &event, nullptr, 1, morning, why),
        "source_event_id");
  check("lilac_play", "NULL as the function", lilac_play(it.desk, "{}", 2, nullptr, nullptr, why), "take");
  check("lilac_play", "a script without an address", lilac_play(it.desk, nullptr, 2, no_text, nullptr, why), "script");
  check("lilac_journal", "NULL as the function", lilac_journal(it.desk, 0, nullptr, nullptr, why), "take");
  check("lilac_dead_letters", "NULL as out", lilac_dead_letters(it.desk, nullptr, why), "out");
  check("lilac_replay_dead_letters", "a policy without an address",
        lilac_replay_dead_letters(it.desk, nullptr, 1, "", 0, "", 0, 0, morning, nullptr, nullptr, why), "policy");
  check("lilac_replay_dead_letters", "a reason without an address",
        lilac_replay_dead_letters(it.desk, "", 0, nullptr, 1, "", 0, 0, morning, nullptr, nullptr, why), "reason");
  check("lilac_replay_dead_letters", "a field without an address",
        lilac_replay_dead_letters(it.desk, "", 0, "", 0, nullptr, 1, 0, morning, nullptr, nullptr, why), "field");
  check("lilac_rebuild_view", "a name without an address", lilac_rebuild_view(it.desk, nullptr, 1, why), "name");
  check("lilac_board", "NULL as out", lilac_board(it.desk, "text", 4, nullptr, why), "out");
  check("lilac_board", "a format without an address", lilac_board(it.desk, nullptr, 4, answer, why), "format");
  check("lilac_open", "NULL as out", lilac_open(nullptr, nullptr, why), "out");
  lilac_simulation const simulation = LILAC_SIMULATION_INIT;
  check("lilac_simulation_gateway", "NULL as out", lilac_simulation_gateway(&simulation, nullptr, why), "out");
  check("lilac_file_gateway", "NULL as out", lilac_file_gateway("x", 1, nullptr, why), "out");
  lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
  check("lilac_file_gateway", "a path without an address", lilac_file_gateway(nullptr, 1, &gateway, why), "path");
  check("lilac_check_store", "NULL as the function", lilac_check_store(nullptr, nullptr, nullptr, why), "make_empty");

  Ends ends;
  lilac_subscription* made = nullptr;
  check("lilac_subscribe", "NULL as out",
        lilac_subscribe(it.desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, no_event, &ends, Ends::add, nullptr, why),
        "out");
  CHECK(ends.count == 1);
  check("lilac_subscribe", "NULL as the function",
        lilac_subscribe(it.desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, nullptr, &ends, Ends::add, &made, why),
        "slot");
  CHECK(ends.count == 2);
  check("lilac_subscribe", "an unknown event",
        lilac_subscribe(it.desk, 0xFFFF'FFFF, no_event, &ends, Ends::add, &made, why), "event_number");
  CHECK(ends.count == 3);
  // Numbers of events are sixteen bits wide: what is beyond does not fold onto one.
  check("lilac_subscribe", "an unknown event",
        lilac_subscribe(it.desk, 0x1'0000U + LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, no_event, &ends, Ends::add, &made,
                        why),
        "event_number");
  CHECK(ends.count == 4);
  CHECK(made == nullptr);

  auto untold = by;
  untold.command_id = {nullptr, 5};
  check("lilac_execute", "a command id without an address", lilac_execute(it.desk, &command, &untold, answer, why),
        "call.command_id");
  untold = by;
  untold.correlation_id = {nullptr, 5};
  check("lilac_execute", "a correlation id without an address", lilac_execute(it.desk, &command, &untold, answer, why),
        "call.correlation_id");
  check("lilac_redact", "a correlation id without an address", lilac_redact(it.desk, 7, &untold, why),
        "call.correlation_id");
  for (auto const kind : {-1, 5, 256})
    outcomes().add("lilac_redact_person", "a kind of person that there is not",
                   lilac_redact_person(it.desk, kind, 7, &by, why), LILAC_E_INVALID_ARGUMENT, why, "kind");
  CHECK(all_of(it.desk) == before);
}

TEST_CASE("Where a pointer may be NULL, nothing is missing") {
  Fixture it;
  auto const command = a_completion(1);
  auto const by = operator3();
  outcomes().add("lilac_execute", "NULL as out and error", lilac_execute(it.desk, &command, &by, nullptr, nullptr),
                 {LILAC_OK});
  outcomes().add("lilac_execute", "NULL as the call: System, now",
                 lilac_execute(it.desk, &command, nullptr, nullptr, nullptr), {LILAC_E_ACTOR_NOT_ALLOWED});
  outcomes().add("lilac_trim_journal", "NULL as reached", lilac_trim_journal(it.desk, 1, nullptr, nullptr), {LILAC_OK});
  outcomes().add("lilac_trim_commands", "NULL as reached", lilac_trim_commands(it.desk, 1, nullptr, nullptr),
                 {LILAC_OK});
  lilac_subscription* made = nullptr;
  outcomes().add(
      "lilac_subscribe", "NULL as destroy",
      lilac_subscribe(it.desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, no_event, nullptr, nullptr, &made, nullptr),
      {LILAC_OK});
  outcomes().add("lilac_unsubscribe", "once", lilac_unsubscribe(made), {LILAC_OK});
  outcomes().add("lilac_version", "called", lilac_version() == std::string_view{"0.1.0"} ? LILAC_OK : LILAC_E_INTERNAL,
                 {LILAC_OK});
  outcomes().add("lilac_version_number", "called",
                 lilac_version_number() == LILAC_VERSION_NUMBER ? LILAC_OK : LILAC_E_INTERNAL, {LILAC_OK});
}

TEST_CASE("Outputs of a call that failed are NULL, whatever was in them, also when the desk was none") {
  Fixture it;
  auto const command = a_completion(99);
  auto const question = a_completion(99);
  auto* const dead = as<lilac_desk>(it.dead[Kind::desk]);
  for (auto* const desk : {it.desk, dead}) {
    auto* const garbage = reinterpret_cast<lilac_result*>(0x1234);
    auto* out = garbage;
    CHECK(lilac_execute(desk, &command, nullptr, &out, nullptr) != LILAC_OK);
    CHECK(out == nullptr);
    out = garbage;
    CHECK(lilac_execute_json(desk, "x", 1, "{}", 2, nullptr, &out, nullptr) != LILAC_OK);
    CHECK(out == nullptr);
    out = garbage;
    CHECK(lilac_preview(desk, &command, nullptr, &out, nullptr) != LILAC_OK);
    CHECK(out == nullptr);
    out = garbage;
    CHECK(lilac_query(desk, &question, &out, nullptr) != LILAC_OK);
    CHECK(out == nullptr);
    out = garbage;
    CHECK(lilac_query_json(desk, "x", 1, "{}", 2, &out, nullptr) != LILAC_OK);
    CHECK(out == nullptr);
    out = garbage;
    CHECK(lilac_board(desk, "x", 1, &out, nullptr) != LILAC_OK);
    CHECK(out == nullptr);
    auto* made = reinterpret_cast<lilac_subscription*>(0x1234);
    CHECK(lilac_subscribe(desk, 0, no_event, nullptr, nullptr, &made, nullptr) != LILAC_OK);
    CHECK(made == nullptr);
  }
  auto* out = reinterpret_cast<lilac_result*>(0x1234);
  CHECK(lilac_dead_letters(dead, &out, nullptr) == LILAC_E_HANDLE);
  CHECK(out == nullptr);
  out = reinterpret_cast<lilac_result*>(0x1234);
  CHECK(lilac_batch_execute(it.dead_batch, &command, nullptr, &out, nullptr) == LILAC_E_HANDLE);
  CHECK(out == nullptr);
  auto* desk = reinterpret_cast<lilac_desk*>(0x1234);
  lilac_options options = LILAC_OPTIONS_INIT;
  options.path = text_of("/nowhere/at/all/desk.db");
  CHECK(lilac_open(&options, &desk, nullptr) != LILAC_OK);
  CHECK(desk == nullptr);
}

// --- Sizes
// ------------------------------------------------------------------------------------------------------------

TEST_CASE("A call is read up to its struct_size, which ends behind a field") {
  Fixture it;
  auto by = operator3("some id");
  by.correlation_id = text_of("some correlation");
  auto const command = a_completion(1);
  auto const before = all_of(it.desk);
  check_sizes<lilac_call>("lilac_preview", by, call_sizes(), "a call",
                          [&](lilac_call const* call, lilac_error** error) {
                            Answer answer;
                            return lilac_preview(it.desk, &command, call, answer, error);
                          });
  CHECK(all_of(it.desk) == before);
}

TEST_CASE("Options and ports are read up to their struct_size, which ends behind a field") {
  lilac_clock clock = LILAC_CLOCK_INIT;
  clock.now = [](void*, std::int64_t* out, lilac_failure*) -> lilac_status {
    *out = morning;
    return LILAC_OK;
  };
  Ends ends;
  clock.destroy = Ends::add;
  clock.user_data = &ends;
  lilac_receiver receiver = LILAC_RECEIVER_INIT;
  receiver.deliver = [](void*, char const*, std::size_t, char const*, std::size_t, lilac_event const*, char const*,
                        std::size_t, std::int32_t, lilac_failure*) -> lilac_status { return LILAC_OK; };
  lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
  gateway.send = [](void*, lilac_messaging_outgoing_message const* const*, std::size_t, lilac_answer*,
                    lilac_failure*) -> lilac_status { return LILAC_OK; };
  gateway.status = [](void*, lilac_messaging_status_question const*, lilac_answer*, lilac_failure*) -> lilac_status {
    return LILAC_OK;
  };
  lilac_support_rules const rules = LILAC_SUPPORT_RULES_INIT;
  void const* const sets[] = {&rules};
  lilac_options options = LILAC_OPTIONS_INIT;
  options.clock = &clock;
  options.receiver = &receiver;
  options.gateway = &gateway;
  options.path = text_of(":memory:");
  options.rules = sets;
  options.rules_count = 1;
  auto const open = [&](lilac_options const* given, lilac_error** error) {
    lilac_desk* desk = nullptr;
    auto const status = lilac_open(given, &desk, error);
    lilac_close(desk);
    return status;
  };
  check_sizes<lilac_options>(
      "lilac_open", options,
      {offsetof(lilac_options, read_only), offsetof(lilac_options, path), offsetof(lilac_options, store),
       offsetof(lilac_options, gateway), offsetof(lilac_options, receiver), offsetof(lilac_options, clock),
       offsetof(lilac_options, rules), offsetof(lilac_options, rules_count),
       offsetof(lilac_options, longest_step_back_ms)},
      "options", open);

  auto other = options;
  check_sizes<lilac_clock>("lilac_open", clock,
                           {offsetof(lilac_clock, reserved), offsetof(lilac_clock, user_data),
                            offsetof(lilac_clock, destroy), offsetof(lilac_clock, now)},
                           "a clock", [&](lilac_clock const* given, lilac_error** error) {
                             other.clock = given;
                             return open(&other, error);
                           });
  other = options;
  check_sizes<lilac_receiver>("lilac_open", receiver,
                              {offsetof(lilac_receiver, trusts_errors), offsetof(lilac_receiver, user_data),
                               offsetof(lilac_receiver, destroy), offsetof(lilac_receiver, deliver)},
                              "a receiver", [&](lilac_receiver const* given, lilac_error** error) {
                                other.receiver = given;
                                return open(&other, error);
                              });
  other = options;
  check_sizes<lilac_message_gateway>(
      "lilac_open", gateway,
      {offsetof(lilac_message_gateway, max_in_flight), offsetof(lilac_message_gateway, user_data),
       offsetof(lilac_message_gateway, destroy), offsetof(lilac_message_gateway, send),
       offsetof(lilac_message_gateway, status)},
      "a gateway", [&](lilac_message_gateway const* given, lilac_error** error) {
        other.gateway = given;
        return open(&other, error);
      });
  other = options;
  std::set<std::size_t> store_sizes{offsetof(lilac_store, reserved)};
  for (auto at = offsetof(lilac_store, user_data); at < sizeof(lilac_store); at += sizeof(void*))
    store_sizes.insert(at);
  // The plain store ends with its desk; one that is too short to have an end is ended here.
  check_sizes<lilac_store>("lilac_open", lilac_store LILAC_STORE_INIT, store_sizes, "a store",
                           [&](lilac_store const* given, lilac_error** error) {
                             lilac_store made = LILAC_STORE_INIT;
                             REQUIRE(plain_store_make(&made) == LILAC_OK);
                             std::uint32_t size = 0;
                             std::memcpy(&size, given, sizeof size);
                             auto const known = std::min<std::size_t>(size, sizeof made);
                             auto const destroy = made.destroy;
                             std::memcpy(&made.struct_size, &size, sizeof size);
                             auto const room = size > 64 * 1024 ? sizeof made : std::max<std::size_t>(size, 4);
                             std::unique_ptr<std::byte[]> bytes{new std::byte[room]()};
                             std::memcpy(bytes.get(), given, room);
                             std::memcpy(bytes.get(), &made, std::max<std::size_t>(std::min(known, room), 4));
                             other.store = reinterpret_cast<lilac_store const*>(bytes.get());
                             auto const status = open(&other, error);
                             if (size < offsetof(lilac_store, prepare) || size > 64 * 1024) destroy(made.user_data);
                             return status;
                           });
  lilac_simulation const simulation = LILAC_SIMULATION_INIT;
  check_sizes<lilac_simulation>(
      "lilac_simulation_gateway", simulation,
      {offsetof(lilac_simulation, transient_failures), offsetof(lilac_simulation, permanent_failures),
       offsetof(lilac_simulation, lost_replies), offsetof(lilac_simulation, lost_sends),
       offsetof(lilac_simulation, reserved), offsetof(lilac_simulation, seed), offsetof(lilac_simulation, delay)},
      "a simulation", [](lilac_simulation const* given, lilac_error** error) {
        lilac_message_gateway made = LILAC_MESSAGE_GATEWAY_INIT;
        auto const status = lilac_simulation_gateway(given, &made, error);
        if (status == LILAC_OK) made.destroy(made.user_data);
        return status;
      });
  CHECK(ends.count > 0);
}

TEST_CASE("A command's instant may lie as far back as the options say") {
  constexpr std::int64_t minutes = hour / 60;
  struct Case {
    std::int64_t option;
    std::uint32_t struct_size;
    std::int64_t back;
    bool is_refused;
  };
  constexpr std::uint32_t whole = sizeof(lilac_options);
  constexpr std::uint32_t before = offsetof(lilac_options, longest_step_back_ms);
  for (auto const& one :
       {Case{0, whole, 5 * minutes, false}, Case{0, whole, 5 * minutes + 1, true}, Case{1000, whole, 1000, false},
        Case{1000, whole, 1001, true}, Case{-1, whole, 9000 * hour, false}, Case{INT64_MAX, whole, 9000 * hour, false},
        Case{1000, before, 5 * minutes, false}, Case{-1, before, 5 * minutes + 1, true}}) {
    CAPTURE(one.option);
    CAPTURE(one.struct_size);
    CAPTURE(one.back);
    lilac_options options = LILAC_OPTIONS_INIT;
    options.longest_step_back_ms = one.option;
    options.struct_size = one.struct_size;
    Desk const desk{&options};
    REQUIRE(run(desk, a_plan(1), admin()) == LILAC_OK);
    Why why;
    auto const status = run(desk, a_plan(2), call_of(LILAC_ACTOR_ADMIN, 1, {}, morning - one.back), why);
    CHECK((status != LILAC_OK) == one.is_refused);
    if (one.is_refused) CHECK(why.number() == 4908);
  }
}

TEST_CASE("Commands, questions, events and rules are read up to their struct_size, which ends behind a field") {
  Fixture it;
  auto const before = all_of(it.desk);
  auto const by = admin();
  std::int32_t const sequences[] = {1, 2};
  auto enrolment = an_enrolment(8);
  enrolment.sequences = {sequences, 2};
  enrolment.md_id = lilac_some(4);
  using Enrolment = lilac_support_enrol_user_cycle_command;
  std::set<std::size_t> good;
  auto const field = [&good](std::size_t from, std::size_t size) {
    good.insert(from);
    good.insert(from + size);
  };
  field(offsetof(Enrolment, user_id), 8);
  field(offsetof(Enrolment, user_cycle_id), 8);
  field(offsetof(Enrolment, started_on), 4);
  for (std::size_t n = 1; n < 4; ++n) good.insert(offsetof(Enrolment, started_on) + 4 + n);  // what lies between fields
  field(offsetof(Enrolment, site_id), 8);
  field(offsetof(Enrolment, md_id), sizeof(lilac_optional));
  field(offsetof(Enrolment, name), sizeof(lilac_text));
  field(offsetof(Enrolment, phone), sizeof(lilac_text));
  field(offsetof(Enrolment, time_zone), sizeof(lilac_text));
  check_sizes<Enrolment>("lilac_preview", enrolment, good, "a command",
                         [&](Enrolment const* given, lilac_error** error) {
                           Answer answer;
                           return lilac_preview(it.desk, given, &by, answer, error);
                         });

  auto question = logs_of(7);
  using Question = lilac_support_get_logs_query;
  good.clear();
  field(offsetof(Question, user_id), sizeof(lilac_optional));
  for (std::size_t at = offsetof(Question, user_id); at < sizeof question; at += sizeof(lilac_optional))
    good.insert(at);
  for (std::size_t size = 0; size <= sizeof question + 24; ++size) {
    Cut<Question> cut{question, size};
    Answer answer;
    Why why;
    auto const status = lilac_query(it.desk, cut.get(), answer, why);
    outcomes().add("lilac_query", "a question of every size", status,
                   {LILAC_OK, LILAC_E_ARGUMENT, LILAC_E_INVALID_ARGUMENT});
    if (status != LILAC_OK) CHECK_FALSE(why.field().empty());
  }

  lilac_support_last_survey_completed_event event = LILAC_SUPPORT_LAST_SURVEY_COMPLETED_EVENT_INIT;
  event.user_id = 7;
  event.user_cycle_id = 1234;  // no such cycle: nothing comes of it
  for (std::size_t size = 0; size < sizeof event; ++size) {
    Cut<decltype(event)> cut{event, size};
    Why why;
    if (size == offsetof(decltype(event), user_id) || size == offsetof(decltype(event), user_cycle_id)) continue;
    outcomes().add("lilac_receive", "an event that ends within a field or its head",
                   lilac_receive(it.desk, cut.get(), "id", 2, morning, why), {LILAC_E_ARGUMENT});
    CHECK_FALSE(why.field().empty());
  }
  Cut<decltype(event)> longer{event, sizeof event + 8};
  longer.set_last_byte();
  Why why;
  outcomes().add("lilac_receive", "an event with a tail that says something",
                 lilac_receive(it.desk, longer.get(), "id", 2, morning, why), {LILAC_E_UNSUPPORTED});

  lilac_messaging_rules const rules = LILAC_MESSAGING_RULES_INIT;
  using Rules = lilac_messaging_rules;
  good = {8,  12, 16, 24, 32, 33, 34, 35, 36, 37, 38, 39, 40, 48, 52, 53,
          54, 55, 56, 64, 68, 69, 70, 71, 72, 80, 84, 85, 86, 87, 88};
  static_assert(offsetof(Rules, full_jitter) == 32 && offsetof(Rules, polls) == 48 && offsetof(Rules, seed) == 72 &&
                offsetof(Rules, breaker_failures) == 80 && offsetof(Rules, breaker_pause) == 88);
  check_sizes<Rules>("lilac_open", rules, good, "rules", [](Rules const* given, lilac_error** error) {
    void const* const sets[] = {given};
    lilac_options options = LILAC_OPTIONS_INIT;
    options.rules = sets;
    options.rules_count = 1;
    lilac_desk* desk = nullptr;
    auto const status = lilac_open(&options, &desk, error);
    lilac_close(desk);
    return status;
  });
  CHECK(all_of(it.desk) == before);
}

// --- Kinds and numbers
// ------------------------------------------------------------------------------------------------

TEST_CASE("A struct of another kind or of an unknown number is none that a function takes") {
  Fixture it;
  auto const before = all_of(it.desk);
  auto const by = admin();
  Why why;
  Answer answer;
  for (int kind = 0; kind < 9; ++kind) {
    for (auto const number : {0, 1, 1006, 2005, 2999, 65535}) {
      auto command = a_completion(1);
      command.head.kind = static_cast<std::uint16_t>(kind);
      command.head.number = static_cast<std::uint16_t>(number);
      auto const is = [&](int right, std::initializer_list<int> numbers) {
        return kind == right && std::find(numbers.begin(), numbers.end(), number) != numbers.end();
      };
      // 1006 and 2005 are commands, questions and events with structs of their own: read as those, in this one's size.
      if (!is(LILAC_COMMAND, {1006, 2005})) {
        outcomes().add("lilac_execute", "a struct of another kind or number",
                       lilac_execute(it.desk, &command, &by, answer, why), LILAC_E_ARGUMENT, why, "command");
        outcomes().add("lilac_preview", "a struct of another kind or number",
                       lilac_preview(it.desk, &command, &by, answer, why), LILAC_E_ARGUMENT, why, "command");
      }
      if (!is(LILAC_QUERY, {1006, 2005})) {
        outcomes().add("lilac_query", "a struct of another kind or number", lilac_query(it.desk, &command, answer, why),
                       LILAC_E_ARGUMENT, why, "question");
      }
      if (!is(LILAC_EVENT, {1006, 2005})) {
        outcomes().add("lilac_receive", "a struct of another kind or number",
                       lilac_receive(it.desk, &command, "id", 2, morning, why), LILAC_E_ARGUMENT, why, "event");
      }
      void const* const sets[] = {&command};
      lilac_options options = LILAC_OPTIONS_INIT;
      options.rules = sets;
      options.rules_count = 1;
      lilac_desk* desk = nullptr;
      outcomes().add("lilac_open", "rules of another kind or number", lilac_open(&options, &desk, why),
                     LILAC_E_ARGUMENT, why, "rules");
    }
  }
  lilac_options options = LILAC_OPTIONS_INIT;
  lilac_desk* desk = nullptr;
  options.rules_count = std::numeric_limits<std::size_t>::max();
  outcomes().add("lilac_open", "rules without an address", lilac_open(&options, &desk, why), LILAC_E_ARGUMENT, why,
                 "rules");
  void const* const nothing[] = {nullptr};
  options.rules = nothing;
  options.rules_count = 1;
  outcomes().add("lilac_open", "NULL among the rules", lilac_open(&options, &desk, why), LILAC_E_ARGUMENT, why,
                 "rules");
  lilac_support_outbound_completed_event told = LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT_INIT;
  outcomes().add("lilac_receive", "an event that nobody outside may tell",
                 lilac_receive(it.desk, &told, "id", 2, morning, why), LILAC_E_NOT_FOUND, why, "event");
  CHECK(all_of(it.desk) == before);
}

// --- Values
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("A value that is not allowed is refused with its field") {
  Fixture it;
  auto const before = all_of(it.desk);
  auto const by = admin();
  Why why;
  Answer answer;
  auto const check = [&](std::string const& misuse, auto const& command, lilac_status expected,
                         std::string_view field) {
    outcomes().add("lilac_execute", misuse, lilac_execute(it.desk, &command, &by, answer, why), expected, why, field);
    outcomes().add("lilac_preview", misuse, lilac_preview(it.desk, &command, &by, answer, why), expected, why, field);
  };
  for (std::string_view const text : {std::string_view{"\xff"}, std::string_view{"a\xc3"}, std::string_view{"a\0b", 3},
                                      std::string_view{"\xed\xa0\x80"}, std::string_view{"\xf4\x90\x80\x80"}}) {
    auto enrolment = an_enrolment(8);
    enrolment.name = text_of(text);
    check("text that is no UTF-8 or has a NUL", enrolment, LILAC_E_INVALID_ARGUMENT, "name");
    enrolment = an_enrolment(8);
    enrolment.phone = text_of(text);
    check("text that is no UTF-8 or has a NUL", enrolment, LILAC_E_INVALID_ARGUMENT, "phone");
  }
  auto enrolment = an_enrolment(8);
  enrolment.name = {nullptr, 7};
  check("a text without an address", enrolment, LILAC_E_ARGUMENT, "name");
  enrolment = an_enrolment(8);
  enrolment.sequences = {nullptr, 3};
  check("a list without an address", enrolment, LILAC_E_ARGUMENT, "sequences");
  enrolment.sequences = {nullptr, std::numeric_limits<std::size_t>::max()};
  check("a list without an address", enrolment, LILAC_E_ARGUMENT, "sequences");
  for (unsigned present = 2; present < 256; ++present) {
    enrolment = an_enrolment(8);
    enrolment.md_id.present = static_cast<std::uint8_t>(present);
    check("a present that is neither 0 nor 1", enrolment, LILAC_E_ARGUMENT, "md_id");
  }
  for (auto const day : {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()}) {
    enrolment = an_enrolment(8);
    enrolment.started_on = day;
    check("a date outside the years 1 to 9999", enrolment, LILAC_E_INVALID_ARGUMENT, "started_on");
  }
  lilac_support_set_outbound_plan_active_command active = LILAC_SUPPORT_SET_OUTBOUND_PLAN_ACTIVE_COMMAND_INIT;
  active.outbound_plan_id = 1;
  active.is_active = 2;
  check("a truth that is neither 0 nor 1", active, LILAC_E_INVALID_ARGUMENT, "is_active");
  lilac_support_change_issue_status_command change = LILAC_SUPPORT_CHANGE_ISSUE_STATUS_COMMAND_INIT;
  for (auto const unknown :
       {-1, 99, std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()}) {
    change.to = unknown;
    check("an enumerator that there is not", change, LILAC_E_INVALID_ARGUMENT, "to");
  }
  for (auto const at : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    lilac_support_record_outbound_schedule_command schedule = LILAC_SUPPORT_RECORD_OUTBOUND_SCHEDULE_COMMAND_INIT;
    schedule.user_outbound_id = 1;
    schedule.schedule_at = at;
    auto const by_operator = operator3();
    outcomes().add("lilac_execute", "an instant outside the years 1 to 9999",
                   lilac_execute(it.desk, &schedule, &by_operator, answer, why), LILAC_E_INVALID_ARGUMENT, why,
                   "schedule_at");
  }
  lilac_support_send_template_message_command message = LILAC_SUPPORT_SEND_TEMPLATE_MESSAGE_COMMAND_INIT;
  message.variables = {nullptr, std::numeric_limits<std::size_t>::max()};
  check("a dictionary without an address", message, LILAC_E_ARGUMENT, "variables");
  lilac_entry const twice[] = {{text_of("a"), text_of("1")}, {text_of("a"), text_of("2")}};
  message.variables = {twice, 2};
  check("a name that a dictionary has twice", message, LILAC_E_INVALID_ARGUMENT, "variables[1]");
  lilac_entry const untold[] = {{text_of("a"), {nullptr, 4}}};
  message.variables = {untold, 1};
  check("a text without an address", message, LILAC_E_ARGUMENT, "variables[0]");
  CHECK(all_of(it.desk) == before);
}

TEST_CASE("A call that says something impossible is refused with its field") {
  Fixture it;
  auto const before = all_of(it.desk);
  auto const command = a_completion(1);
  Why why;
  Answer answer;
  auto const check = [&](std::string const& misuse, lilac_call const& call, lilac_status expected,
                         std::string_view field) {
    outcomes().add("lilac_execute", misuse, lilac_execute(it.desk, &command, &call, answer, why), expected, why, field);
    outcomes().add("lilac_preview", misuse, lilac_preview(it.desk, &command, &call, answer, why), expected, why, field);
    outcomes().add("lilac_execute_json", misuse,
                   lilac_execute_json(it.desk, "support.CompleteOutbound", 24, R"({"user_outbound_id":1})", 22, &call,
                                      answer, why),
                   expected, why, field);
    struct Told {
      lilac_call const& call;
      lilac_support_complete_outbound_command const& command;
      std::string const& misuse;
      lilac_status expected;
      std::string_view field;
    } inside{call, command, misuse, expected, field};
    auto const run = [](void* user_data, lilac_batch* batch) -> lilac_status {
      auto const& it = *static_cast<Told*>(user_data);
      Why why;
      outcomes().add("lilac_batch_execute", it.misuse, lilac_batch_execute(batch, &it.command, &it.call, nullptr, why),
                     it.expected, why, it.field);
      return LILAC_OK;
    };
    CHECK(lilac_batch_run(it.desk, run, &inside, why) == LILAC_OK);
  };
  for (auto const kind : {-1, 14, 255, 256, std::numeric_limits<std::int32_t>::max()}) {
    check("an unknown kind of actor", call_of(kind, 1), LILAC_E_INVALID_ARGUMENT, "call.actor_kind");
  }
  check("an actor that may not", call_of(LILAC_ACTOR_CUSTOMER, 1), LILAC_E_ACTOR_NOT_ALLOWED, "by");
  for (auto const at : {std::numeric_limits<std::int64_t>::min() + 1, std::numeric_limits<std::int64_t>::max()}) {
    check("an instant outside the years 1 to 9999", call_of(LILAC_ACTOR_OPERATION_USER, 3, {}, at),
          LILAC_E_INVALID_ARGUMENT, "at");
  }
  check("an id with a NUL", operator3(std::string_view{"a\0b", 3}), LILAC_E_INVALID_ARGUMENT, "command_id");
  check("an id that is no UTF-8", operator3("\xff"), LILAC_E_INVALID_ARGUMENT, "command_id");
  std::string const long_id(201, 'x');
  check("an id of more than 200 bytes", operator3(long_id), LILAC_E_INVALID_ARGUMENT, "command_id");
  check("an id of the engine's own", operator3("policy:1"), LILAC_E_INVALID_ARGUMENT, "command_id");
  auto correlated = operator3();
  correlated.correlation_id = text_of("\xc0\x80");
  check("a correlation that is no UTF-8", correlated, LILAC_E_INVALID_ARGUMENT, "correlation_id");
  CHECK(all_of(it.desk) == before);
}

TEST_CASE("Names, JSON, ids and formats that mean nothing are refused") {
  Fixture it;
  auto const before = all_of(it.desk);
  auto const by = operator3();
  Why why;
  Answer answer;
  auto const of = [](std::string_view text) { return std::pair{text.data(), text.size()}; };
  for (std::string_view const name : {std::string_view{}, std::string_view{"support"}, std::string_view{"support."},
                                      std::string_view{"CompleteOutbound"},
                                      std::string_view{"support.CompleteOutbound\0", 25}, std::string_view{"\xff"}}) {
    auto const [data, size] = of(name);
    outcomes().add("lilac_execute_json", "an unknown name",
                   lilac_execute_json(it.desk, data, size, "{}", 2, &by, answer, why), LILAC_E_NOT_FOUND, why,
                   "command");
    outcomes().add("lilac_query_json", "an unknown name", lilac_query_json(it.desk, data, size, "{}", 2, answer, why),
                   LILAC_E_NOT_FOUND, why, "question");
  }
  for (std::string_view const json :
       {std::string_view{}, std::string_view{"{"}, std::string_view{"[]"}, std::string_view{"null"},
        std::string_view{R"({"user_outbound_id":1.5})"}, std::string_view{R"({"user_outbound_id":"one"})"},
        std::string_view{R"({"user_outbound_id":1,"what":2})"},
        std::string_view{R"({"user_outbound_id":99999999999999999999})"}, std::string_view{"{}\0", 3},
        std::string_view{"\xff\xfe"}}) {
    CAPTURE(std::string(json));
    outcomes().add(
        "lilac_execute_json", "data that is not what the command takes",
        lilac_execute_json(it.desk, "support.CompleteOutbound", 24, json.data(), json.size(), &by, answer, why),
        {LILAC_E_INVALID_ARGUMENT});
    CHECK(why.number() == LILAC_E_INVALID_ARGUMENT);
    outcomes().add("lilac_query_json", "data that is not what the query takes",
                   lilac_query_json(it.desk, "support.GetPlans", 16, json.data(), json.size(), answer, why),
                   {LILAC_E_INVALID_ARGUMENT});
  }
  std::string const deep(200'000, '[');
  outcomes().add(
      "lilac_execute_json", "data without end of depth",
      lilac_execute_json(it.desk, "support.CompleteOutbound", 24, deep.data(), deep.size(), &by, answer, why),
      {LILAC_E_INVALID_ARGUMENT});

  lilac_support_last_survey_completed_event event = LILAC_SUPPORT_LAST_SURVEY_COMPLETED_EVENT_INIT;
  event.user_id = 7;
  event.user_cycle_id = 70;
  outcomes().add("lilac_receive", "no id", lilac_receive(it.desk, &event, nullptr, 0, morning, why),
                 LILAC_E_INVALID_ARGUMENT, why, "source_event_id");
  outcomes().add("lilac_receive", "an id with a NUL", lilac_receive(it.desk, &event, "a\0b", 3, morning, why),
                 LILAC_E_INVALID_ARGUMENT, why, "source_event_id");
  outcomes().add("lilac_receive", "an instant outside the years 1 to 9999",
                 lilac_receive(it.desk, &event, "a", 1, std::numeric_limits<std::int64_t>::max(), why),
                 LILAC_E_INVALID_ARGUMENT, why, "at");
  outcomes().add("lilac_board", "an unknown format", lilac_board(it.desk, "xml", 3, answer, why),
                 LILAC_E_INVALID_ARGUMENT, why, "format");
  outcomes().add("lilac_board", "an unknown format", lilac_board(it.desk, nullptr, 0, answer, why),
                 LILAC_E_INVALID_ARGUMENT, why, "format");
  outcomes().add("lilac_rebuild_view", "an unknown view", lilac_rebuild_view(it.desk, "nothing", 7, why),
                 LILAC_E_NOT_FOUND, why, "view");
  outcomes().add("lilac_rebuild_view", "no name", lilac_rebuild_view(it.desk, nullptr, 0, why), LILAC_E_NOT_FOUND, why,
                 "view");
  constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
  constexpr auto highest = std::numeric_limits<std::int64_t>::max();
  for (auto const id : {lowest, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, highest}) {
    outcomes().add("lilac_replay_dead_letter", "an id that there is not",
                   lilac_replay_dead_letter(it.desk, id, morning, why), {LILAC_E_NOT_FOUND});
  }
  std::int64_t replayed = -1, refused = -1;
  outcomes().add(
      "lilac_replay_dead_letters", "no dead letter that fits",
      lilac_replay_dead_letters(it.desk, "billing", 7, "x", 1, "period", 6, 202601, morning, &replayed, &refused, why),
      {LILAC_OK});
  CHECK(replayed == 0);
  CHECK(refused == 0);
  for (auto const position : {lowest, std::int64_t{-1}, highest}) {
    std::string lines;
    outcomes().add("lilac_journal", "a position that there is not",
                   lilac_journal(it.desk, position, take_line, &lines, why), {LILAC_OK});
    CHECK(lines == (position < 0 ? journal_of(it.desk) : ""));
  }
  outcomes().add("lilac_redact_person", "an actor that may not",
                 lilac_redact_person(it.desk, LILAC_PERSON_CUSTOMER, 7, &by, why), LILAC_E_ACTOR_NOT_ALLOWED, why,
                 "by");
  outcomes().add("lilac_redact", "an actor that may not", lilac_redact(it.desk, 7, &by, why), LILAC_E_ACTOR_NOT_ALLOWED,
                 why, "by");
  CHECK(all_of(it.desk) == before);
}

TEST_CASE("An instant outside the years 1 to 9999 is none to let time pass to") {
  Fixture it;
  auto const missed = a_missed_call(1);
  auto const by = operator3();
  REQUIRE(lilac_execute(it.desk, &missed, &by, nullptr, nullptr) == LILAC_OK);
  auto const before = all_of(it.desk);
  Why why;
  for (auto const at : {std::numeric_limits<std::int64_t>::min() + 1, std::numeric_limits<std::int64_t>::max()}) {
    outcomes().add("lilac_run_until_idle", "an instant outside the years 1 to 9999",
                   lilac_run_until_idle(it.desk, at, why), LILAC_E_INVALID_ARGUMENT, why, "now");
    outcomes().add("lilac_advance_to", "an instant outside the years 1 to 9999", lilac_advance_to(it.desk, at, why),
                   LILAC_E_INVALID_ARGUMENT, why, "now");
    outcomes().add("lilac_replay_dead_letter", "an instant outside the years 1 to 9999",
                   lilac_replay_dead_letter(it.desk, 1, at, why), LILAC_E_INVALID_ARGUMENT, why, "now");
    outcomes().add("lilac_replay_dead_letters", "an instant outside the years 1 to 9999",
                   lilac_replay_dead_letters(it.desk, "", 0, "", 0, "", 0, 0, at, nullptr, nullptr, why),
                   LILAC_E_INVALID_ARGUMENT, why, "now");
  }
  CHECK(all_of(it.desk) == before);
}

TEST_CASE("A journal may be trimmed at any number: it ends where its consumers are") {
  for (auto const position : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
                              std::numeric_limits<std::int64_t>::max()}) {
    Fixture it;
    std::int64_t reached = -5;
    outcomes().add("lilac_trim_journal", "any position", lilac_trim_journal(it.desk, position, &reached, nullptr),
                   {LILAC_OK});
    CHECK(reached >= std::min<std::int64_t>(position, 0));
    CHECK(run(it.desk, a_completion(1), operator3()) == LILAC_OK);
  }
}

TEST_CASE("Commands may be trimmed before any instant: those whose events are there stay") {
  for (auto const before : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
                            std::numeric_limits<std::int64_t>::max()}) {
    Fixture it;
    std::int64_t reached = -5;
    outcomes().add("lilac_trim_commands", "any instant", lilac_trim_commands(it.desk, before, &reached, nullptr),
                   {LILAC_OK});
    CHECK(reached == 1);
    CHECK(run(it.desk, a_completion(1), operator3()) == LILAC_OK);
  }
}

TEST_CASE("Structs within structs are checked like those around them") {
  Fixture it;
  auto const before = all_of(it.desk);
  auto const by = call_of(LILAC_ACTOR_SYSTEM, 0);
  Why why;
  Answer answer;
  auto const check = [&](std::string const& misuse, void const* item, lilac_status expected, std::string_view field) {
    lilac_messaging_send_outcome const* const items[] = {static_cast<lilac_messaging_send_outcome const*>(item)};
    lilac_messaging_record_send_outcomes_command command = LILAC_MESSAGING_RECORD_SEND_OUTCOMES_COMMAND_INIT;
    command.outcomes = {items, 1};
    outcomes().add("lilac_execute", misuse, lilac_execute(it.desk, &command, &by, answer, why), expected, why, field);
  };
  check("NULL as an item of a list", nullptr, LILAC_E_ARGUMENT, "outcomes[0]");
  lilac_messaging_send_outcome outcome = LILAC_MESSAGING_SEND_OUTCOME_INIT;
  outcome.head.number = 3;
  check("an item of another kind", &outcome, LILAC_E_ARGUMENT, "outcomes[0]");
  outcome = LILAC_MESSAGING_SEND_OUTCOME_INIT;
  outcome.outcome = 77;
  check("an item with an enumerator that there is not", &outcome, LILAC_E_INVALID_ARGUMENT, "outcomes[0].outcome");
  outcome = LILAC_MESSAGING_SEND_OUTCOME_INIT;
  for (std::size_t size = 0; size < 8; ++size) {
    Cut<lilac_messaging_send_outcome> cut{outcome, size};
    check("an item without a head", cut.get(), LILAC_E_ARGUMENT, "outcomes[0].struct_size");
  }
  Cut<lilac_messaging_send_outcome> cut{outcome, offsetof(lilac_messaging_send_outcome, generation) + 1};
  check("an item that ends within a field", cut.get(), LILAC_E_ARGUMENT, "outcomes[0].generation");
  Cut<lilac_messaging_send_outcome> longer{outcome, sizeof outcome + 3};
  longer.set_last_byte();
  check("an item with a tail that says something", longer.get(), LILAC_E_UNSUPPORTED, "outcomes[0]");
  // A list that holds the command itself: no struct may be within itself.
  lilac_messaging_record_send_outcomes_command cyclic = LILAC_MESSAGING_RECORD_SEND_OUTCOMES_COMMAND_INIT;
  lilac_messaging_send_outcome const* const itself[] = {reinterpret_cast<lilac_messaging_send_outcome const*>(&cyclic)};
  cyclic.outcomes = {itself, 1};
  outcomes().add("lilac_execute", "a struct within itself", lilac_execute(it.desk, &cyclic, &by, answer, why),
                 LILAC_E_ARGUMENT, why, "outcomes[0]");
  CHECK(all_of(it.desk) == before);
}

// --- Opening
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("A path is opened as it was given, or not at all") {
  Why why;
  for (std::string_view const path : {std::string_view{"x\0y", 3}, std::string_view{"\xff\xfe"}}) {
    lilac_options options = LILAC_OPTIONS_INIT;
    options.path = text_of(path);
    lilac_desk* desk = nullptr;
    outcomes().add("lilac_open", "a path that is no text", lilac_open(&options, &desk, why), LILAC_E_INVALID_ARGUMENT,
                   why, "path");
    CHECK(desk == nullptr);
    lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
    outcomes().add("lilac_file_gateway", "a path that is no text",
                   lilac_file_gateway(path.data(), path.size(), &gateway, why), LILAC_E_INVALID_ARGUMENT, why, "path");
    CHECK((gateway.destroy == nullptr));
    CHECK_FALSE(std::ifstream("x").good());
  }
  lilac_options options = LILAC_OPTIONS_INIT;
  lilac_desk* desk = nullptr;
  for (std::string_view const path : {"/nowhere/at/all/desk.db", "/", "/dev/null/desk.db"}) {
    options.path = text_of(path);
    outcomes().add("lilac_open", "a path that nothing can be opened at", lilac_open(&options, &desk, why),
                   {LILAC_E_STORAGE});
    CHECK(why.number() == LILAC_E_STORAGE);
  }
  options.path = {nullptr, 4};
  outcomes().add("lilac_open", "a path without an address", lilac_open(&options, &desk, why), LILAC_E_ARGUMENT, why,
                 "path");
  lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
  outcomes().add("lilac_file_gateway", "a path that nothing can be opened at",
                 lilac_file_gateway("/nowhere/at/all", 15, &gateway, why), {LILAC_E_STORAGE});
}

TEST_CASE("A store without one of its functions is refused by its name") {
  Why why;
  for (std::size_t n = 0; n < 10; ++n) {
    lilac_store store = LILAC_STORE_INIT;
    REQUIRE(plain_store_make(&store) == LILAC_OK);
    std::memset(reinterpret_cast<std::byte*>(&store.prepare) + n * sizeof(void*), 0, sizeof(void*));
    lilac_options options = LILAC_OPTIONS_INIT;
    options.store = &store;
    lilac_desk* desk = nullptr;
    outcomes().add("lilac_open", "a store without a function", lilac_open(&options, &desk, why), {LILAC_E_UNSUPPORTED});
    CHECK(why.field().substr(0, 6) == "store.");
    CHECK(desk == nullptr);
  }
}

TEST_CASE("A simulation of rates or delays that there are not is refused") {
  Why why;
  auto const check = [&](lilac_simulation const& simulation, std::string_view field) {
    lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
    outcomes().add("lilac_simulation_gateway", "a number that means nothing",
                   lilac_simulation_gateway(&simulation, &gateway, why), LILAC_E_INVALID_ARGUMENT, why, field);
    CHECK((gateway.destroy == nullptr));
  };
  for (auto const rate : {-1, 1'000'001, std::numeric_limits<std::int32_t>::min()}) {
    lilac_simulation simulation = LILAC_SIMULATION_INIT;
    simulation.transient_failures = rate;
    check(simulation, "simulation.transient_failures");
    simulation = LILAC_SIMULATION_INIT;
    simulation.permanent_failures = rate;
    check(simulation, "simulation.permanent_failures");
    simulation = LILAC_SIMULATION_INIT;
    simulation.lost_replies = rate;
    check(simulation, "simulation.lost_replies");
    simulation = LILAC_SIMULATION_INIT;
    simulation.lost_sends = rate;
    check(simulation, "simulation.lost_sends");
  }
  for (auto const delay :
       {std::int64_t{-1}, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
    lilac_simulation simulation = LILAC_SIMULATION_INIT;
    simulation.delay = delay;
    check(simulation, "simulation.delay");
  }
}

// --- Sinks and batches
// ------------------------------------------------------------------------------------------------

namespace {

/// A plain store whose reading is done by a function of the test.
struct Reading {
  lilac_store plain = LILAC_STORE_INIT;
  lilac_sink* row_sink = nullptr;
  lilac_sink* record_sink = nullptr;
  std::function<lilac_status(std::int64_t id, lilac_sink*)> load;

  static lilac_status do_load(void* self, std::uint32_t entity, std::int64_t id, lilac_sink* sink, lilac_failure* why) {
    auto& it = *static_cast<Reading*>(self);
    it.row_sink = sink;
    return it.load ? it.load(id, sink) : it.plain.load(it.plain.user_data, entity, id, sink, why);
  }
  static lilac_status do_find(void* self, char const* id, std::size_t size, lilac_sink* sink, lilac_failure* why) {
    auto& it = *static_cast<Reading*>(self);
    it.record_sink = sink;
    if (it.load) return it.load(0, sink);
    return it.plain.find_command(it.plain.user_data, id, size, sink, why);
  }

  Reading() { REQUIRE(plain_store_make(&plain) == LILAC_OK); }
  ~Reading() { plain.destroy(plain.user_data); }
  Reading(Reading const&) = delete;
  Reading& operator=(Reading const&) = delete;
};

/// The store as a desk takes it; the functions that are not asked here go to the plain one.
lilac_store store_of(Reading& reading) {
  lilac_store store = LILAC_STORE_INIT;
  store.user_data = &reading;
#define LILAC_PASS(name)                                           \
  store.name = [](void* self, auto... arguments) -> lilac_status { \
    auto& it = *static_cast<Reading*>(self);                       \
    return it.plain.name(it.plain.user_data, arguments...);        \
  }
  LILAC_PASS(prepare);
  LILAC_PASS(scan);
  LILAC_PASS(scan_all);
  LILAC_PASS(next_id);
  LILAC_PASS(read_commands);
  LILAC_PASS(read_events);
  LILAC_PASS(last_event);
  LILAC_PASS(commit);
#undef LILAC_PASS
  store.load = Reading::do_load;
  store.find_command = Reading::do_find;
  return store;
}

}  // namespace

TEST_CASE("A sink is one only inside its call, and only for what it takes") {
  Reading reading;
  auto const store = store_of(reading);
  lilac_options options = LILAC_OPTIONS_INIT;
  options.store = &store;
  Desk desk{&options};
  REQUIRE(desk.status() == LILAC_OK);
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  REQUIRE(run(desk, a_memo("first"), operator3("memo-1")) == LILAC_OK);
  REQUIRE(reading.row_sink != nullptr);
  REQUIRE(reading.record_sink != nullptr);
  auto const before = all_of(desk);

  outcomes().add("lilac_sink_row", "NULL as the handle", lilac_sink_row(nullptr, 1, 1, "{}", 2), {LILAC_E_HANDLE});
  outcomes().add("lilac_sink_record", "NULL as the handle", lilac_sink_record(nullptr, 1, 1, "{}", 2),
                 {LILAC_E_HANDLE});
  outcomes().add("lilac_sink_row", "after its call", lilac_sink_row(reading.row_sink, 1, 1, "{}", 2), {LILAC_E_HANDLE});
  outcomes().add("lilac_sink_record", "after its call", lilac_sink_record(reading.record_sink, 1, 1, "{}", 2),
                 {LILAC_E_HANDLE});
  Fixture it;
  for (auto const& [misuse, handle] : it.not_a(Kind::sink)) {
    outcomes().add("lilac_sink_row", misuse, lilac_sink_row(as<lilac_sink>(handle), 1, 1, "{}", 2), {LILAC_E_HANDLE});
    outcomes().add("lilac_sink_record", misuse, lilac_sink_record(as<lilac_sink>(handle), 1, 1, "{}", 2),
                   {LILAC_E_HANDLE});
  }

  // What a sink was given wrongly fails the call, also when the host does not pass on what the sink said.
  for (auto const passes_on : {true, false}) {
    CAPTURE(passes_on);
    lilac_status said = LILAC_OK;
    Why why;
    auto const outcome_of = [&](std::function<lilac_status(std::int64_t, lilac_sink*)> const& give) {
      said = LILAC_OK;
      reading.load = [&](std::int64_t id, lilac_sink* sink) {
        auto const status = give(id, sink);
        if (said == LILAC_OK) said = status;
        return passes_on ? status : LILAC_OK;
      };
      auto const status = run(desk, a_completion(1), operator3("load-id"), why);
      reading.load = nullptr;
      return status;
    };
    auto status = outcome_of(
        [](std::int64_t id, lilac_sink* sink) { return id == 0 ? LILAC_OK : lilac_sink_record(sink, 1, 1, "{}", 2); });
    outcomes().add("lilac_sink_record", "a sink for rows", said, {LILAC_E_ARGUMENT});
    CHECK(status == LILAC_E_HOST);
    status = outcome_of(
        [](std::int64_t id, lilac_sink* sink) { return id == 0 ? lilac_sink_row(sink, 1, 1, "{}", 2) : LILAC_OK; });
    outcomes().add("lilac_sink_row", "a sink for records", said, {LILAC_E_ARGUMENT});
    CHECK(status == LILAC_E_HOST);
    status = outcome_of(
        [](std::int64_t id, lilac_sink* sink) { return id == 0 ? LILAC_OK : lilac_sink_row(sink, id, 1, nullptr, 2); });
    outcomes().add("lilac_sink_row", "data without an address", said, {LILAC_E_ARGUMENT});
    CHECK(status == LILAC_E_HOST);
    status = outcome_of([](std::int64_t id, lilac_sink* sink) {
      return id == 0 ? lilac_sink_record(sink, 1, 0, nullptr, 2) : LILAC_OK;
    });
    outcomes().add("lilac_sink_record", "data without an address", said, {LILAC_E_ARGUMENT});
    CHECK(status == LILAC_E_HOST);
    status = outcome_of([](std::int64_t id, lilac_sink* sink) {
      return id == 0 ? LILAC_OK : lilac_sink_row(sink, id, 1, "no json", 7);
    });
    outcomes().add("lilac_sink_row", "data that is no row", said, {LILAC_STOP});
    CHECK(status == LILAC_E_CORRUPT);
    status = outcome_of([](std::int64_t id, lilac_sink* sink) {
      return id == 0 ? lilac_sink_record(sink, 1, 0, "no json", 7) : LILAC_OK;
    });
    outcomes().add("lilac_sink_record", "data that is no record", said, {LILAC_OK, LILAC_STOP});
    CHECK(status == LILAC_E_CORRUPT);
  }
  CHECK(all_of(desk) == before);
  CHECK(run(desk, a_completion(1), operator3("load-id")) == LILAC_OK);
}

TEST_CASE("A batch is one only inside its function") {
  Fixture it;
  auto const before = all_of(it.desk);
  struct Inside {
    lilac_desk* desk;
    lilac_batch* batch = nullptr;
  } inside{it.desk};
  auto const run = [](void* user_data, lilac_batch* batch) -> lilac_status {
    auto& it = *static_cast<Inside*>(user_data);
    it.batch = batch;
    Why why;
    auto const by = operator3();
    outcomes().add("lilac_batch_execute", "NULL as the command", lilac_batch_execute(batch, nullptr, &by, nullptr, why),
                   LILAC_E_ARGUMENT, why, "command");
    outcomes().add("lilac_batch_receive", "NULL as the event",
                   lilac_batch_receive(batch, nullptr, "x", 1, morning, why), LILAC_E_ARGUMENT, why, "event");
    lilac_support_last_survey_completed_event event = LILAC_SUPPORT_LAST_SURVEY_COMPLETED_EVENT_INIT;
    event.user_id = 7;
    event.user_cycle_id = 70;
    outcomes().add("lilac_batch_receive", "an id without an address",
                   lilac_batch_receive(batch, &event, nullptr, 1, morning, why), LILAC_E_ARGUMENT, why,
                   "source_event_id");
    outcomes().add("lilac_batch_receive", "no id", lilac_batch_receive(batch, &event, nullptr, 0, morning, why),
                   LILAC_E_INVALID_ARGUMENT, why, "source_event_id");
    auto const memo = a_memo("x");
    outcomes().add("lilac_batch_receive", "a struct of another kind or number",
                   lilac_batch_receive(batch, &memo, "x", 1, morning, why), LILAC_E_ARGUMENT, why, "event");
    outcomes().add("lilac_batch_execute", "a struct of another kind or number",
                   lilac_batch_execute(batch, &event, &by, nullptr, why), LILAC_E_ARGUMENT, why, "command");
    // A batch within a batch is another one.
    auto const inner = [](void*, lilac_batch*) -> lilac_status { return 17; };
    outcomes().add("lilac_batch_run", "a function that fails", lilac_batch_run(it.desk, inner, nullptr, why),
                   LILAC_E_HOST, why, "run");
    CHECK(why.view().host_code == 17);
    return LILAC_OK;
  };
  CHECK(lilac_batch_run(it.desk, run, &inside, nullptr) == LILAC_OK);
  Why why;
  auto const memo = a_memo("x");
  auto const by = operator3();
  outcomes().add("lilac_batch_execute", "after its function",
                 lilac_batch_execute(inside.batch, &memo, &by, nullptr, why), LILAC_E_HANDLE, why, "batch");
  CHECK(all_of(it.desk) == before);
}

TEST_CASE("A function that fails or gives no store fails the check of stores") {
  Why why;
  auto const fails = [](void*, lilac_store*) -> lilac_status { return 42; };
  outcomes().add("lilac_check_store", "a function that fails", lilac_check_store(fails, nullptr, nullptr, why),
                 {LILAC_E_HOST});
  auto const gives_nothing = [](void*, lilac_store*) -> lilac_status { return LILAC_OK; };
  outcomes().add("lilac_check_store", "a store without functions",
                 lilac_check_store(gives_nothing, nullptr, nullptr, why), {LILAC_E_HOST});
}

TEST_CASE("A script that is none is refused line by line, and a function that fails stops it") {
  Fixture it;
  auto const before = all_of(it.desk);
  Why why;
  std::string lines;
  for (std::string_view const script :
       {std::string_view{"no json\n"}, std::string_view{"\0\0", 2}, std::string_view{"\xff"}, std::string_view{"{}"},
        std::string_view{"[]\n\n\n"}}) {
    outcomes().add("lilac_play", "a line that means nothing",
                   lilac_play(it.desk, script.data(), script.size(), take_line, &lines, why), {LILAC_OK});
  }
  auto const fails = [](void*, char const*, std::size_t) -> lilac_status { return 5; };
  outcomes().add("lilac_play", "a function that fails", lilac_play(it.desk, "x\n", 2, fails, nullptr, why),
                 LILAC_E_HOST, why, "take");
  CHECK(why.view().host_code == 5);
  outcomes().add("lilac_journal", "a function that fails", lilac_journal(it.desk, 0, fails, nullptr, why), LILAC_E_HOST,
                 why, "take");
  CHECK(why.view().host_code == 5);
  CHECK(all_of(it.desk) == before);
}

// --- The end
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("Every exported function was misused above") {
  std::ifstream list("capi/lilac.symbols");
  REQUIRE(list.good());
  std::set<std::string> exported;
  for (std::string name; list >> name;) exported.insert(name);
  CHECK(exported.size() > 30);
  outcomes().print();
  CHECK(outcomes().functions() == exported);
}

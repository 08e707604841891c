// What examples/c_host does, with the Nth allocation failing, once or for good until the call has returned: no crash,
// no leak, a clean status, and the same command under the same id then succeeds. LILAC_OOM_STRIDE=1 takes every N.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>

#include "failing_memory.hpp"
#include "host.hpp"

namespace {

using namespace host;

enum class Where { memory, plain, file };

/// The host of the example: its ports are never short of memory themselves.
struct Example {
  std::string path;
  Where where;
  std::int64_t shown = morning;
  int heard = 0;
  int delivered = 0;
  lilac_desk* desk = nullptr;
  lilac_subscription* subscription = nullptr;
  std::int64_t calls[2] = {0, 0};  ///< of user 7

  /// Ids that were drawn in vain may be missing: which ones did the calls get?
  void find_calls() {
    lilac_support_get_plans_query question = LILAC_SUPPORT_GET_PLANS_QUERY_INIT;
    question.user_id = 7;
    Answer answer;
    if (lilac_query(desk, &question, answer, nullptr) != LILAC_OK) return;
    auto const& output = answer.output();
    for (std::size_t n = 0; n < std::min(output.row_count, std::size(calls)); ++n) {
      calls[n] = static_cast<lilac_support_user_outbound_plan const*>(output.rows[n])->id;
    }
  }

  lilac_status open() {
    lilac_clock clock = LILAC_CLOCK_INIT;
    clock.user_data = &shown;
    clock.now = [](void* self, std::int64_t* out, lilac_failure*) -> lilac_status {
      *out = *static_cast<std::int64_t*>(self);
      return LILAC_OK;
    };
    lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
    gateway.send = [](void*, lilac_messaging_outgoing_message const* const*, std::size_t count, lilac_answer* answers,
                      lilac_failure*) -> lilac_status {
      for (std::size_t n = 0; n < count; ++n) answers[n].answer = LILAC_SEND_ACCEPTED;
      return LILAC_OK;
    };
    gateway.status = [](void*, lilac_messaging_status_question const*, lilac_answer* answer,
                        lilac_failure*) -> lilac_status {
      answer->answer = LILAC_STATUS_ACCEPTED;
      return LILAC_OK;
    };
    lilac_receiver receiver = LILAC_RECEIVER_INIT;
    receiver.user_data = this;
    receiver.deliver = [](void* self, char const*, std::size_t, char const*, std::size_t, lilac_event const*,
                          char const*, std::size_t, std::int32_t, lilac_failure*) -> lilac_status {
      ++static_cast<Example*>(self)->delivered;
      return LILAC_OK;
    };
    lilac_options options = LILAC_OPTIONS_INIT;
    options.clock = &clock;
    options.gateway = &gateway;
    options.receiver = &receiver;
    lilac_store store = LILAC_STORE_INIT;
    if (where == Where::plain) {
      if (auto const status = plain_store_make(&store); status != LILAC_OK) return status;
      options.store = &store;
    } else if (where == Where::file) {
      options.path = {path.data(), path.size()};
    }
    return lilac_open(&options, &desk, nullptr);
  }
  lilac_status subscribe() {
    return lilac_subscribe(
        desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT,
        [](void* self, lilac_event const*) { ++*static_cast<int*>(self); }, &heard, nullptr, &subscription, nullptr);
  }
};

struct Step {
  char const* name;
  lilac_status expected;
  lilac_status (*run)(Example&, lilac_error**);
};

lilac_status no_line(void*, char const*, std::size_t) { return LILAC_OK; }

lilac_status site_by(Example& it, std::int64_t site, char const* id, lilac_error** error) {
  lilac_support_update_user_site_command command = LILAC_SUPPORT_UPDATE_USER_SITE_COMMAND_INIT;
  command.user_id = 7;
  command.site_id = site;
  return run(it.desk, command, operator3(id), error);
}

Step const steps[] = {
    {"open", LILAC_OK, [](Example& it, lilac_error**) { return it.open(); }},
    {"plan 1", LILAC_OK,
     [](Example& it, lilac_error** error) { return run(it.desk, a_plan(1), admin("plan-1"), error); }},
    {"plan 2", LILAC_OK,
     [](Example& it, lilac_error** error) { return run(it.desk, a_plan(2), admin("plan-2"), error); }},
    {"enrolment", LILAC_OK,
     [](Example& it, lilac_error** error) { return run(it.desk, an_enrolment(7), admin("enrol"), error); }},
    {"site without a listener", LILAC_OK,
     [](Example& it, lilac_error** error) { return site_by(it, 8, "site-1", error); }},
    {"subscription", LILAC_OK, [](Example& it, lilac_error**) { return it.subscribe(); }},
    {"missed call", LILAC_OK,
     [](Example& it, lilac_error** error) {
       return run(it.desk, a_missed_call(it.calls[0]), operator3("missed"), error);
     }},
    {"site", LILAC_OK, [](Example& it, lilac_error** error) { return site_by(it, 9, "site-2", error); }},
    {"what waits", LILAC_OK,
     [](Example& it, lilac_error** error) { return lilac_advance_to(it.desk, LILAC_NOW, error); }},
    {"call", LILAC_OK,
     [](Example& it, lilac_error** error) {
       Answer answer;
       return run(it.desk, a_completion(it.calls[0]), operator3("call"), error, answer);
     }},
    {"call again", LILAC_SUPPORT_E_CALL_ALREADY_COMPLETED,
     [](Example& it, lilac_error** error) {
       return run(it.desk, a_completion(it.calls[0]), operator3("again"), error);
     }},
    {"preview", LILAC_OK,
     [](Example& it, lilac_error** error) {
       Answer answer;
       auto const command = a_completion(it.calls[1]);
       auto const by = operator3("preview");
       return lilac_preview(it.desk, &command, &by, answer, error);
     }},
    {"json", LILAC_OK,
     [](Example& it, lilac_error** error) {
       Answer answer;
       auto const by = operator3("json");
       static constexpr std::string_view data =
           R"({"user_id":7,"user_cycle_id":70,"memo":"a memo of some length, no short one"})";
       return lilac_execute_json(it.desk, "support.CreateMemo", 18, data.data(), data.size(), &by, answer, error);
     }},
    {"batch", LILAC_OK,
     [](Example& it, lilac_error** error) {
       static lilac_status inner;
       inner = LILAC_OK;
       auto const many = [](void*, lilac_batch* batch) -> lilac_status {
         for (auto const* id : {"batch-1", "batch-2", "batch-3"}) {
           auto const memo = a_memo("a memo of some length, in a batch of three of them");
           auto const by = operator3(id);
           // What fails is left out; the others are committed.
           if (auto const status = lilac_batch_execute(batch, &memo, &by, nullptr, nullptr); status != LILAC_OK) {
             inner = status;
           }
         }
         return LILAC_OK;
       };
       auto const status = lilac_batch_run(it.desk, many, nullptr, error);
       return status == LILAC_OK ? inner : status;
     }},
    {"log", LILAC_OK,
     [](Example& it, lilac_error** error) {
       Answer answer;
       auto const question = logs_of(7);
       return lilac_query(it.desk, &question, answer, error);
     }},
    {"journal", LILAC_OK,
     [](Example& it, lilac_error** error) { return lilac_journal(it.desk, 0, no_line, nullptr, error); }},
    {"redaction", LILAC_OK,
     [](Example& it, lilac_error** error) {
       auto const by = admin("redact");
       return lilac_redact(it.desk, 7, &by, error);
     }},
};

bool is_clean(lilac_status status, lilac_status expected) {
  return status == expected || status == LILAC_E_MEMORY || status == LILAC_E_HOST || status == LILAC_E_STORAGE ||
         status == LILAC_E_CONFIGURATION;
}

/// What happened, without what a failure may leave different: ids of rows that were drawn in vain, and when a delivery
/// that was given up was tried again.
std::string essence_of(Example& it) {
  lilac_advance_to(it.desk, morning + 100 * hour, nullptr);
  auto const journal = journal_of(it.desk);
  std::map<std::string, int> types;
  for (std::size_t at = 0; (at = journal.find("\"type\":\"", at)) != std::string::npos; ++at) {
    ++types[journal.substr(at + 8, journal.find('"', at + 8) - at - 8)];
  }
  std::string essence;
  // How a message came to be sent may differ: an answer that was not kept is asked for.
  std::erase_if(types, [](auto const& type) {
    return type.first.substr(0, 10) == "messaging." && type.first != "messaging.MessageSent";
  });
  for (auto const& [type, count] : types) essence += type + " × " + std::to_string(count) + "\n";
  auto const count = [](std::string const& lines) {
    return std::to_string(std::count(lines.begin(), lines.end(), '\n'));
  };
  essence += count(asked(it.desk, "support.GetMemos", R"({"user_id":7})")) + " memos\n";
  essence += count(asked(it.desk, "support.GetLogs", R"({"user_id":7})")) + " lines\n";
  essence += count(asked(it.desk, "support.GetMessages", R"({"user_id":7})")) + " messages\n";
  auto const plans = asked(it.desk, "support.GetPlans", R"({"user_id":7})");
  for (auto const* status : {"\"PENDING\"", "\"COMPLETED\""}) {
    essence += std::string(status) + (plans.find(status) == std::string::npos ? " no\n" : " yes\n");
  }
  return essence;
}

void remove_file(Example const& it) {
  if (it.where != Where::file) return;
  for (auto const* tail : {"", "-wal", "-shm"}) std::filesystem::remove(it.path + tail);
}

struct Outcome {
  std::string trouble;
  lilac_status status = LILAC_OK;  ///< of the step that ran out of memory
};

/// All steps on a fresh desk, allocation `number` of step `failing` failing (0: none). False when that step had fewer.
bool play(Where where, std::size_t failing, std::int64_t number, bool for_good, std::string const& expected,
          Outcome& outcome) {
  // Thousands of files are made, and nobody cuts the power: they need not reach a disk.
  static auto const folder =
      std::filesystem::exists("/dev/shm") ? std::filesystem::path{"/dev/shm"} : std::filesystem::temp_directory_path();
  static auto const path = (folder / ("lilac_oom_test_" + std::to_string(::getpid()) + ".db")).string();
  Example it{path, where};
  remove_file(it);
  auto reached = true;
  auto const live = Memory::live();
  auto const trouble = [&](char const* step, std::string const& what) {
    outcome.trouble +=
        std::string(step) + " at " + std::to_string(number) + (for_good ? " for good" : "") + ": " + what + "\n";
  };
  {
    for (std::size_t n = 0; n < std::size(steps); ++n) {
      auto const& step = steps[n];
      if (it.desk != nullptr && it.calls[0] == 0) it.find_calls();
      // What was put off is done before the words are gone that it needs.
      if (step.name == std::string_view{"redaction"}) lilac_advance_to(it.desk, morning + 50 * hour, nullptr);
      lilac_error* error = nullptr;
      if (n == failing) Memory::fail_at(number, for_good);
      auto status = step.run(it, &error);
      if (n == failing) {
        Memory::relax();
        reached = Memory::has_failed();
        outcome.status = status;
        if (!is_clean(status, step.expected)) trouble(step.name, word_for(status));
        if (status != step.expected) {
          lilac_error_destroy(error);
          error = nullptr;
          if (n == 0 && it.desk != nullptr) trouble(step.name, "it gave a desk");
          status = step.run(it, &error);
        }
      }
      if (status != step.expected) {
        trouble(step.name, "the same again gave " + word_for(status) + " " +
                               std::string(view_of(lilac_error_get(error)->message)));
      }
      lilac_error_destroy(error);
    }
    if (!reached && failing < std::size(steps)) {
      lilac_close(it.desk);
      remove_file(it);
      return false;
    }
    if (auto const essence = essence_of(it); failing < std::size(steps) && essence != expected) {
      trouble(steps[failing].name, "it ended with\n" + essence + "instead of\n" + expected);
    } else if (failing == std::size(steps)) {
      outcome.trouble = essence;
    }
    lilac_close(it.desk);
  }
  remove_file(it);
  if (failing < std::size(steps) && Memory::live() > live && outcome.trouble.empty()) {
    trouble(steps[failing].name, "it leaked " + std::to_string(Memory::live() - live));
  }
  return true;
}

std::int64_t stride() {
  auto const* const given = std::getenv("LILAC_OOM_STRIDE");
  return given == nullptr ? 29 : std::max(1, std::atoi(given));
}

void sweep(Where where, std::int64_t each) {
  Outcome outcome;
  for (int warm = 0; warm < 2; ++warm) {
    outcome = {};
    play(where, std::size(steps), 0, false, {}, outcome);  // what is made once is made, and how it should end
  }
  auto const expected = outcome.trouble;
  CHECK(expected.find("unreadable") == std::string::npos);
  std::int64_t swept = 0;
  std::map<std::string, int> statuses;
  for (auto const for_good : {false, true}) {
    for (std::size_t failing = 0; failing < std::size(steps); ++failing) {
      // The first few always: they are where calls begin. A step of its own offset, so that strides differ. Opening
      // does the same for every entity of every context: fewer of its allocations tell as much.
      auto const stride_here = (failing == 0 ? 7 : 1) * each + static_cast<std::int64_t>(failing) % 3;
      for (std::int64_t number = 1;; number += number < 20 ? 1 : stride_here) {
        Outcome one;
        auto const reached = play(where, failing, number, for_good, expected, one);
        INFO(one.trouble);
        CHECK(one.trouble.empty());
        if (!reached) break;
        ++swept;
        ++statuses[word_for(one.status)];
      }
    }
  }
  std::printf("%lld failing allocations:", static_cast<long long>(swept));
  for (auto const& [status, count] : statuses) std::printf(" %s × %d", status.c_str(), count);
  std::printf("\n");
  CHECK(statuses.count("MEMORY") == 1);
}

}  // namespace

TEST_CASE("Memory runs out anywhere on a desk in memory") { sweep(Where::memory, stride()); }
TEST_CASE("Memory runs out anywhere on a desk over a store in plain C") { sweep(Where::plain, stride()); }
TEST_CASE("Memory runs out anywhere on a desk in a SQLite file") { sweep(Where::file, stride() * 8); }

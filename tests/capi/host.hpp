// What the tests of misuse have in common: owners of handles, a desk with something on it, and a look at all of it.
#pragma once

#include <lilac/messaging.h>
#include <lilac/support.h>

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

extern "C" {
#include "plain_store.h"
}

namespace host {

inline constexpr std::int64_t hour = 3'600'000;
inline constexpr std::int64_t morning = 1'768'179'600'000;  ///< 2026-01-12T01:00:00Z
inline constexpr std::int32_t first_day = 20458;            ///< 2026-01-05

inline std::string_view view_of(lilac_text const& text) { return {text.data == nullptr ? "" : text.data, text.size}; }
inline lilac_text text_of(std::string_view text) { return {text.data(), text.size()}; }

/// An error that goes with its scope. Each use as an argument lets go of the one before.
class Why {
 public:
  Why() = default;
  Why(Why const&) = delete;
  Why& operator=(Why const&) = delete;
  ~Why() { lilac_error_destroy(error_); }
  operator lilac_error**() {
    lilac_error_destroy(error_);
    error_ = nullptr;
    return &error_;
  }
  lilac_error_view const& view() const { return *lilac_error_get(error_); }
  std::int32_t number() const { return view().number; }
  std::string_view field() const { return view_of(view().field); }
  std::string_view message() const { return view_of(view().message); }

 private:
  lilac_error* error_ = nullptr;
};

/// A result that goes with its scope.
class Answer {
 public:
  Answer() = default;
  Answer(Answer const&) = delete;
  Answer& operator=(Answer const&) = delete;
  ~Answer() { lilac_result_destroy(result_); }
  operator lilac_result**() {
    lilac_result_destroy(result_);
    result_ = nullptr;
    return &result_;
  }
  lilac_result* get() const { return result_; }
  lilac_output const& output() const { return *lilac_result_get(result_); }
  std::string_view json() const { return view_of(output().json); }

 private:
  lilac_result* result_ = nullptr;
};

/// A desk that is closed with its scope.
class Desk {
 public:
  explicit Desk(lilac_options const* options = nullptr) { status_ = lilac_open(options, &desk_, why_); }
  Desk(Desk const&) = delete;
  Desk& operator=(Desk const&) = delete;
  ~Desk() { lilac_close(desk_); }
  operator lilac_desk*() const { return desk_; }
  lilac_status status() const { return status_; }
  Why const& why() const { return why_; }

 private:
  lilac_desk* desk_ = nullptr;
  Why why_;
  lilac_status status_ = LILAC_OK;
};

inline lilac_call call_of(std::int32_t kind, std::int64_t id, std::string_view command_id = {},
                          std::int64_t at = morning) {
  auto call = lilac_by(kind, id);
  call.at = at;
  call.command_id = text_of(command_id);
  return call;
}
inline lilac_call admin(std::string_view command_id = {}) { return call_of(LILAC_ACTOR_ADMIN, 1, command_id); }
inline lilac_call operator3(std::string_view command_id = {}) {
  return call_of(LILAC_ACTOR_OPERATION_USER, 3, command_id);
}

inline lilac_support_define_outbound_plan_command a_plan(std::int32_t sequence) {
  lilac_support_define_outbound_plan_command plan = LILAC_SUPPORT_DEFINE_OUTBOUND_PLAN_COMMAND_INIT;
  plan.sequence = sequence;
  plan.day_index = 7 * sequence;
  return plan;
}
inline lilac_support_enrol_user_cycle_command an_enrolment(std::int64_t user_id) {
  lilac_support_enrol_user_cycle_command enrolment = LILAC_SUPPORT_ENROL_USER_CYCLE_COMMAND_INIT;
  enrolment.user_id = user_id;
  enrolment.user_cycle_id = 10 * user_id;
  enrolment.started_on = first_day;
  enrolment.site_id = 5;
  enrolment.name = text_of("Kim Minji");
  enrolment.phone = text_of("010-1234-5678");
  enrolment.time_zone = text_of("Asia/Seoul");
  return enrolment;
}
inline lilac_support_complete_outbound_command a_completion(std::int64_t user_outbound_id) {
  lilac_support_complete_outbound_command completion = LILAC_SUPPORT_COMPLETE_OUTBOUND_COMMAND_INIT;
  completion.user_outbound_id = user_outbound_id;
  return completion;
}
inline lilac_support_send_missed_call_message_command a_missed_call(std::int64_t user_outbound_id) {
  lilac_support_send_missed_call_message_command missed = LILAC_SUPPORT_SEND_MISSED_CALL_MESSAGE_COMMAND_INIT;
  missed.user_outbound_id = user_outbound_id;
  return missed;
}
inline lilac_support_create_memo_command a_memo(std::string_view text, std::int64_t user_id = 7) {
  lilac_support_create_memo_command memo = LILAC_SUPPORT_CREATE_MEMO_COMMAND_INIT;
  memo.user_id = user_id;
  memo.user_cycle_id = 10 * user_id;
  memo.memo = text_of(text);
  return memo;
}
inline lilac_support_get_logs_query logs_of(std::int64_t user_id) {
  lilac_support_get_logs_query question = LILAC_SUPPORT_GET_LOGS_QUERY_INIT;
  question.user_id = lilac_some(user_id);
  return question;
}

template <class Command>
lilac_status run(lilac_desk* desk, Command const& command, lilac_call const& by, lilac_error** error = nullptr,
                 lilac_result** out = nullptr) {
  return lilac_execute(desk, &command, &by, out, error);
}

/// Two planned calls, and user 7, whose calls they then are (1 and 2). The status of the first thing that failed.
inline lilac_status prepare_desk(lilac_desk* desk, lilac_error** error = nullptr) {
  for (std::int32_t sequence = 1; sequence <= 2; ++sequence) {
    if (auto const status = run(desk, a_plan(sequence), admin(), error); status != LILAC_OK) return status;
  }
  return run(desk, an_enrolment(7), admin(), error);
}

inline lilac_status take_line(void* user_data, char const* data, std::size_t size) {
  static_cast<std::string*>(user_data)->append(data, size).push_back('\n');
  return LILAC_OK;
}
inline std::string journal_of(lilac_desk* desk) {
  std::string lines;
  Why why;
  if (lilac_journal(desk, 0, take_line, &lines, why) != LILAC_OK) return "unreadable: " + std::string(why.message());
  return lines;
}
inline std::string asked(lilac_desk* desk, std::string_view query, std::string_view question) {
  Answer answer;
  Why why;
  auto const status = lilac_query_json(desk, query.data(), query.size(), question.data(), question.size(), answer, why);
  return status == LILAC_OK ? std::string(answer.json()) : "unreadable: " + std::string(why.message());
}
/// The journal, and what user 7 has: two of these that are equal say that nothing happened between them.
inline std::string all_of(lilac_desk* desk) {
  return journal_of(desk) + asked(desk, "support.GetLogs", R"({"user_id":7})") +
         asked(desk, "support.GetPlans", R"({"user_id":7})") + asked(desk, "support.GetMemos", R"({"user_id":7})") +
         asked(desk, "support.GetMessages", R"({"user_id":7})");
}

/// How often each port was given its end.
struct Ends {
  int count = 0;
  static void add(void* user_data) { ++static_cast<Ends*>(user_data)->count; }
};

inline std::string word_for(lilac_status status) {
  switch (status) {
    case LILAC_OK:
      return "OK";
    case LILAC_STOP:
      return "STOP";
    case LILAC_E_HANDLE:
      return "HANDLE";
    case LILAC_E_ARGUMENT:
      return "ARGUMENT";
    case LILAC_E_MEMORY:
      return "MEMORY";
    case LILAC_E_HOST:
      return "HOST";
    case LILAC_E_UNSUPPORTED:
      return "UNSUPPORTED";
    case LILAC_E_CONFIGURATION:
      return "CONFIGURATION";
    case LILAC_E_INTERNAL:
      return "INTERNAL";
    default:
      return std::to_string(status);
  }
}

}  // namespace host

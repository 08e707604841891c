// Any bytes as a sequence of calls of the C interface, with right and wrong handles and structs: each gives a status.
#include <lilac/messaging.h>
#include <lilac/support.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace {

/// Choices from the fuzzer's bytes; zeros when they are used up.
class Choices {
 public:
  Choices(std::uint8_t const* data, std::size_t size) : at_(data), end_(data + size) {}
  bool more() const { return at_ != end_; }
  std::uint8_t byte() { return at_ == end_ ? std::uint8_t{0} : *at_++; }
  std::uint64_t bits() {
    std::uint64_t all = 0;
    for (int n = 0; n < 8; ++n) all = all << 8 | byte();
    return all;
  }
  /// Mostly small, sometimes any.
  std::int64_t number() {
    auto const kind = byte();
    if (kind < 200) return kind % 20;
    if (kind < 220) return 1'768'179'600'000 + std::int64_t{byte()} * 3'600'000;
    return static_cast<std::int64_t>(bits());
  }
  std::string text() {
    std::string text(byte() % 40, '\0');
    for (auto& letter : text) letter = static_cast<char>(byte());
    return text;
  }

 private:
  std::uint8_t const* at_;
  std::uint8_t const* end_;
};

lilac_text view(std::string const& text) { return {text.data(), text.size()}; }

/// Every struct that may be handed in, as its _INIT macro makes it, with texts and lists that hold something.
struct Structs {
  std::string word;
  std::int32_t sequences[2] = {1, 2};
  lilac_entry entries[1];
  lilac_messaging_send_outcome outcome = LILAC_MESSAGING_SEND_OUTCOME_INIT;
  lilac_messaging_send_outcome const* outcomes[1] = {&outcome};

  lilac_support_define_outbound_plan_command plan = LILAC_SUPPORT_DEFINE_OUTBOUND_PLAN_COMMAND_INIT;
  lilac_support_enrol_user_cycle_command enrolment = LILAC_SUPPORT_ENROL_USER_CYCLE_COMMAND_INIT;
  lilac_support_complete_outbound_command completion = LILAC_SUPPORT_COMPLETE_OUTBOUND_COMMAND_INIT;
  lilac_support_record_outbound_schedule_command schedule = LILAC_SUPPORT_RECORD_OUTBOUND_SCHEDULE_COMMAND_INIT;
  lilac_support_send_missed_call_message_command missed = LILAC_SUPPORT_SEND_MISSED_CALL_MESSAGE_COMMAND_INIT;
  lilac_support_create_memo_command memo = LILAC_SUPPORT_CREATE_MEMO_COMMAND_INIT;
  lilac_support_update_user_site_command site = LILAC_SUPPORT_UPDATE_USER_SITE_COMMAND_INIT;
  lilac_messaging_record_send_outcomes_command record = LILAC_MESSAGING_RECORD_SEND_OUTCOMES_COMMAND_INIT;
  lilac_support_get_logs_query logs = LILAC_SUPPORT_GET_LOGS_QUERY_INIT;
  lilac_support_get_plans_query plans = LILAC_SUPPORT_GET_PLANS_QUERY_INIT;
  lilac_support_last_survey_completed_event survey = LILAC_SUPPORT_LAST_SURVEY_COMPLETED_EVENT_INIT;
  lilac_support_rules rules = LILAC_SUPPORT_RULES_INIT;

  explicit Structs(Choices& choices) : word(choices.text()), entries{{view(word), view(word)}} {
    plan.sequence = static_cast<std::int32_t>(choices.number());
    plan.day_index = static_cast<std::int32_t>(choices.number());
    enrolment.user_id = choices.number();
    enrolment.user_cycle_id = choices.number();
    enrolment.started_on = 20458;
    enrolment.site_id = 5;
    enrolment.name = view(word);
    enrolment.phone = LILAC_TEXT("010-1234-5678");
    enrolment.time_zone = LILAC_TEXT("Asia/Seoul");
    if (choices.byte() % 2 == 0) enrolment.sequences = {sequences, 2};
    completion.user_outbound_id = choices.number();
    schedule.user_outbound_id = choices.number();
    schedule.schedule_at = choices.number();
    missed.user_outbound_id = choices.number();
    missed.variables = {entries, 1};
    memo.user_id = enrolment.user_id;
    memo.user_cycle_id = enrolment.user_cycle_id;
    memo.memo = view(word);
    site.user_id = enrolment.user_id;
    site.site_id = choices.number();
    record.outcomes = {outcomes, 1};
    logs.user_id = lilac_some(enrolment.user_id);
    plans.user_id = enrolment.user_id;
    survey.user_id = enrolment.user_id;
    survey.user_cycle_id = enrolment.user_cycle_id;
  }

  struct Piece {
    void const* data;
    std::size_t size;
  };
  Piece pick(std::uint8_t which) const {
    switch (which % 12) {
      case 0:
        return {&plan, sizeof plan};
      case 1:
        return {&enrolment, sizeof enrolment};
      case 2:
        return {&completion, sizeof completion};
      case 3:
        return {&schedule, sizeof schedule};
      case 4:
        return {&missed, sizeof missed};
      case 5:
        return {&memo, sizeof memo};
      case 6:
        return {&site, sizeof site};
      case 7:
        return {&record, sizeof record};
      case 8:
        return {&logs, sizeof logs};
      case 9:
        return {&plans, sizeof plans};
      case 10:
        return {&survey, sizeof survey};
      default:
        return {&rules, sizeof rules};
    }
  }
};

/// A struct in memory of its own size, mostly as it is; else of another kind, size or with other small values.
/// Addresses stay what they are, or become NULL: a host that lies about addresses is beyond help.
class Handed {
 public:
  Handed(Structs const& structs, Choices& choices) {
    auto const piece = structs.pick(choices.byte());
    auto const change = choices.byte();
    auto size = piece.size;
    if (change >= 200) size = choices.byte() % 128;
    bytes_.reset(new std::byte[std::max<std::size_t>(size, sizeof(std::uint32_t))]());
    std::memcpy(bytes_.get(), piece.data, std::min(std::max<std::size_t>(size, sizeof(std::uint32_t)), piece.size));
    auto const said = static_cast<std::uint32_t>(change >= 250 ? choices.bits() | 0x1'0001 : size);
    std::memcpy(bytes_.get(), &said, sizeof said);
    // Another kind or number means another layout: none that would read as addresses what are none here.
    if (size < sizeof(lilac_head)) return;
    constexpr std::uint8_t kinds[] = {0, LILAC_ENTITY, LILAC_VALUE, 7};
    if (change % 8 == 7) bytes_[4] = static_cast<std::byte>(kinds[choices.byte() % 4]);
    if (change % 16 == 5) {
      auto const is_command = bytes_[4] == std::byte{LILAC_COMMAND};
      std::uint16_t const number = is_command && choices.byte() % 2 == 0 ? 2005 : 9999;
      std::memcpy(bytes_.get() + 6, &number, sizeof number);
    }
    if (change % 32 == 9 && size > piece.size) bytes_[size - 1] = static_cast<std::byte>(choices.byte());
  }
  void const* get() const { return bytes_.get(); }

 private:
  std::unique_ptr<std::byte[]> bytes_;
};

lilac_status take(void* user_data, char const*, std::size_t) {
  return (*static_cast<int*>(user_data))-- > 0 ? LILAC_OK : LILAC_STOP;
}
void hear(void*, lilac_event const*) {}

/// What one run holds. Handles of all kinds are in one list, so that they are mixed up.
class Run {
 public:
  explicit Run(Choices& choices) : choices_(choices) {}
  ~Run() {
    for (auto* const handle : handles_) {
      lilac_close(static_cast<lilac_desk*>(handle));
      lilac_result_destroy(static_cast<lilac_result*>(handle));
      lilac_error_destroy(static_cast<lilac_error*>(handle));
    }
    if (ends_ != begun_) std::abort();  // every subscription that was asked for ends once
  }
  Run(Run const&) = delete;
  Run& operator=(Run const&) = delete;

  void step() {
    Structs const structs{choices_};
    Handed const given{structs, choices_};
    auto call = call_by(structs);
    lilac_error* error = nullptr;
    lilac_result* out = nullptr;
    auto const status = one(choices_.byte(), structs, given, call, &out, &error);
    if (status == LILAC_E_INTERNAL) std::abort();
    if (status == LILAC_OK && error != nullptr) std::abort();
    if (status != LILAC_OK && out != nullptr) std::abort();
    if (error != nullptr && lilac_error_get(error)->number != status) std::abort();
    keep(error);
    keep(out);
  }

 private:
  void keep(void* handle) {
    if (handle != nullptr) handles_.push_back(handle);
  }
  template <class Handle>
  Handle* handle() {
    auto const which = choices_.byte();
    if (which >= 250) return reinterpret_cast<Handle*>(choices_.bits());
    if (handles_.empty() || which == 249) return nullptr;
    return static_cast<Handle*>(handles_[which % handles_.size()]);
  }
  lilac_call call_by(Structs const& structs) {
    lilac_call call = LILAC_CALL_INIT;
    call.actor_kind = choices_.byte() % 16 == 15 ? static_cast<std::int32_t>(choices_.number()) : choices_.byte() % 4;
    call.actor_id = choices_.number();
    call.at = choices_.byte() % 4 == 0 ? choices_.number() : 1'768'179'600'000;
    if (choices_.byte() % 2 == 0) call.command_id = view(structs.word);
    return call;
  }

  lilac_status one(std::uint8_t which, Structs const& structs, Handed const& given, lilac_call& call,
                   lilac_result** out, lilac_error** error) {
    auto const& word = structs.word;
    switch (which % 20) {
      case 0:
        return open(given, error);
      case 1:
        return lilac_close(handle<lilac_desk>());
      case 2:
      case 3:
      case 4:
        return lilac_execute(handle<lilac_desk>(), given.get(), &call, out, error);
      case 5:
        return lilac_preview(handle<lilac_desk>(), given.get(), &call, out, error);
      case 6: {
        static constexpr char const* names[] = {"support.CreateMemo", "support.CompleteOutbound", "support.Nothing"};
        std::string const name = names[choices_.byte() % 3];
        auto const data = choices_.byte() % 2 == 0 ? R"({"user_id":7,"user_cycle_id":70,"memo":"m"})" : word;
        return lilac_execute_json(handle<lilac_desk>(), name.data(), name.size(), data.data(), data.size(), &call, out,
                                  error);
      }
      case 7:
        return lilac_query(handle<lilac_desk>(), given.get(), out, error);
      case 8: {
        std::string const data = choices_.byte() % 2 == 0 ? R"({"user_id":7})" : word;
        return lilac_query_json(handle<lilac_desk>(), "support.GetPlans", 16, data.data(), data.size(), out, error);
      }
      case 9:
        return batch(given, call, error);
      case 10: {
        lilac_subscription* made = nullptr;
        ++begun_;
        auto const status = lilac_subscribe(
            handle<lilac_desk>(), choices_.byte() % 2 == 0 ? 2005U : static_cast<std::uint32_t>(choices_.bits()),
            choices_.byte() % 8 == 0 ? nullptr : hear, this, [](void* self) { ++static_cast<Run*>(self)->ends_; },
            &made, error);
        keep(made);
        return status;
      }
      case 11:
        return lilac_unsubscribe(handle<lilac_subscription>());
      case 12:
        return lilac_advance_to(handle<lilac_desk>(), choices_.number(), error);
      case 13:
        return lilac_run_until_idle(handle<lilac_desk>(), choices_.number(), error);
      case 14: {
        auto lines = static_cast<int>(choices_.byte());
        return lilac_play(handle<lilac_desk>(), word.data(), word.size(), take, &lines, error);
      }
      case 15: {
        auto lines = static_cast<int>(choices_.byte());
        return lilac_journal(handle<lilac_desk>(), choices_.number(), take, &lines, error);
      }
      case 16:
        if (choices_.byte() % 2 == 0) return lilac_redact(handle<lilac_desk>(), choices_.number(), &call, error);
        return lilac_redact_person(handle<lilac_desk>(), static_cast<int32_t>(choices_.byte() % 8), choices_.number(),
                                   &call, error);
      case 17:
        switch (choices_.byte() % 5) {
          case 0:
            return lilac_dead_letters(handle<lilac_desk>(), out, error);
          case 1:
            return lilac_replay_dead_letter(handle<lilac_desk>(), choices_.number(), choices_.number(), error);
          case 2:
            return lilac_trim_journal(handle<lilac_desk>(), choices_.number(), nullptr, error);
          case 3:
            return lilac_replay_dead_letters(handle<lilac_desk>(), word.data(), word.size(), "", 0, word.data(),
                                             word.size(), choices_.number(), choices_.number(), nullptr, nullptr,
                                             error);
          default:
            return lilac_rebuild_view(handle<lilac_desk>(), word.data(), word.size(), error);
        }
      case 18:
        return lilac_receive(handle<lilac_desk>(), given.get(), word.data(), word.size(), choices_.number(), error);
      default:
        if (choices_.byte() % 2 == 0) return lilac_result_destroy(handle<lilac_result>());
        return lilac_error_destroy(handle<lilac_error>());
    }
  }

  lilac_status open(Handed const& given, lilac_error** error) {
    lilac_options options = LILAC_OPTIONS_INIT;
    void const* const rules[] = {given.get()};
    if (choices_.byte() % 8 == 0) {
      options.rules = rules;
      options.rules_count = 1;
    }
    lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
    if (choices_.byte() % 2 == 0) {
      lilac_simulation simulation = LILAC_SIMULATION_INIT;
      simulation.seed = choices_.number();
      simulation.transient_failures = static_cast<std::int32_t>(choices_.number());
      if (lilac_simulation_gateway(&simulation, &gateway, nullptr) == LILAC_OK) options.gateway = &gateway;
    }
    lilac_desk* desk = nullptr;
    auto const status = lilac_open(&options, &desk, error);
    if ((status == LILAC_OK) != (desk != nullptr)) std::abort();
    keep(desk);
    return status;
  }

  lilac_status batch(Handed const& given, lilac_call const& call, lilac_error** error) {
    struct Inside {
      Handed const& given;
      lilac_call const& call;
      std::vector<void*>& handles;
      std::uint8_t commands, returned;
    } inside{given, call, handles_, choices_.byte(), choices_.byte()};
    auto const run = [](void* self, lilac_batch* batch) -> lilac_status {
      auto& it = *static_cast<Inside*>(self);
      for (int n = 0; n < it.commands % 4; ++n) lilac_batch_execute(batch, it.given.get(), &it.call, nullptr, nullptr);
      if (it.commands % 8 == 7) it.handles.push_back(batch);  // kept for longer than it lives
      return it.returned % 8 == 0 ? 17 : LILAC_OK;
    };
    return lilac_batch_run(handle<lilac_desk>(), run, &inside, error);
  }

  Choices& choices_;
  std::vector<void*> handles_;
  int begun_ = 0;
  int ends_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  Choices choices{data, size};
  Run run{choices};
  for (int steps = 0; steps < 64 && choices.more(); ++steps) run.step();
  return 0;
}

// Functions of the host that fail, answer nonsense, throw, call back, or close the desk under themselves.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>

#include "hooked_store.hpp"

namespace {

using namespace host;

// --- A desk with every port
// -------------------------------------------------------------------------------------------

/// All ports of a host, each with a hook.
struct Ports {
  HookedStore store;
  Ends gateway_ends, receiver_ends, clock_ends, listener_ends;
  lilac_clock clock = LILAC_CLOCK_INIT;
  lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
  lilac_receiver receiver = LILAC_RECEIVER_INIT;
  lilac_options options = LILAC_OPTIONS_INIT;
  std::function<lilac_status(lilac_failure&, std::int64_t&)> on_now;
  std::function<lilac_status(lilac_failure&, std::size_t, lilac_answer*)> on_send;
  std::function<lilac_status(lilac_failure&, lilac_answer&)> on_status;
  std::function<lilac_status(lilac_failure&)> on_deliver;
  int sent = 0, delivered = 0, asked_for = 0;

  Ports() {
    clock.user_data = this;
    clock.destroy = [](void* self) { ++static_cast<Ports*>(self)->clock_ends.count; };
    clock.now = [](void* self, std::int64_t* out, lilac_failure* failure) -> lilac_status {
      auto& it = *static_cast<Ports*>(self);
      *out = morning;
      return it.on_now ? it.on_now(*failure, *out) : LILAC_OK;
    };
    gateway.user_data = this;
    gateway.destroy = [](void* self) { ++static_cast<Ports*>(self)->gateway_ends.count; };
    gateway.send = [](void* self, lilac_messaging_outgoing_message const* const*, std::size_t count,
                      lilac_answer* answers, lilac_failure* failure) -> lilac_status {
      auto& it = *static_cast<Ports*>(self);
      it.sent += static_cast<int>(count);
      if (it.on_send) return it.on_send(*failure, count, answers);
      for (std::size_t n = 0; n < count; ++n) answers[n].answer = LILAC_SEND_ACCEPTED;
      return LILAC_OK;
    };
    gateway.status = [](void* self, lilac_messaging_status_question const*, lilac_answer* answer,
                        lilac_failure* failure) -> lilac_status {
      auto& it = *static_cast<Ports*>(self);
      ++it.asked_for;
      return it.on_status ? it.on_status(*failure, *answer) : LILAC_OK;
    };
    receiver.user_data = this;
    receiver.destroy = [](void* self) { ++static_cast<Ports*>(self)->receiver_ends.count; };
    receiver.deliver = [](void* self, char const*, std::size_t, char const*, std::size_t, lilac_event const*,
                          char const*, std::size_t, std::int32_t, lilac_failure* failure) -> lilac_status {
      auto& it = *static_cast<Ports*>(self);
      ++it.delivered;
      return it.on_deliver ? it.on_deliver(*failure) : LILAC_OK;
    };
    options.clock = &clock;
    options.gateway = &gateway;
    options.receiver = &receiver;
    options.store = &store;
  }
  Ports(Ports const&) = delete;
  Ports& operator=(Ports const&) = delete;

  std::vector<int> ends() const { return {store.ends(), gateway_ends.count, receiver_ends.count, clock_ends.count}; }
};

std::vector<int> const none{0, 0, 0, 0};
std::vector<int> const each_once{1, 1, 1, 1};

lilac_support_update_user_site_command another_site(std::int64_t site) {
  lilac_support_update_user_site_command command = LILAC_SUPPORT_UPDATE_USER_SITE_COMMAND_INIT;
  command.user_id = 7;
  command.site_id = site;
  return command;
}

/// Something that a host does with its desk.
struct Step {
  std::string name;
  bool is_a_command;
  std::function<lilac_status(lilac_desk*, lilac_error**)> run;
};

std::vector<Step> steps() {
  auto const memo = [](lilac_desk* desk, lilac_error** error) {
    return run(desk, a_memo("m"), operator3("m-1"), error);
  };
  auto const call = [](lilac_desk* desk, lilac_error** error) {
    Answer answer;
    return run(desk, a_completion(1), operator3("c-1"), error, answer);
  };
  auto const site = [](lilac_desk* desk, lilac_error** error) {
    return run(desk, another_site(6), operator3("s-1"), error);
  };
  auto const missed = [](lilac_desk* desk, lilac_error** error) {
    return run(desk, a_missed_call(2), operator3("x-1"), error);
  };
  auto const batch = [](lilac_desk* desk, lilac_error** error) {
    struct Inside {
      lilac_status status = LILAC_OK;
      lilac_error* error = nullptr;
    } inside;
    auto const one = [](void* self, lilac_batch* batch) -> lilac_status {
      auto& it = *static_cast<Inside*>(self);
      auto const command = a_memo("in a batch");
      auto const by = operator3("b-1");
      it.status = lilac_batch_execute(batch, &command, &by, nullptr, &it.error);
      return LILAC_OK;
    };
    auto const status = lilac_batch_run(desk, one, &inside, error);
    if (status != LILAC_OK || inside.status == LILAC_OK) return status;
    *error = inside.error;
    return inside.status;
  };
  auto const receive = [](lilac_desk* desk, lilac_error** error) {
    lilac_support_last_survey_completed_event event = LILAC_SUPPORT_LAST_SURVEY_COMPLETED_EVENT_INIT;
    event.user_id = 7;
    event.user_cycle_id = 70;
    return lilac_receive(desk, &event, "survey-1", 8, morning, error);
  };
  return {
      {"a memo", true, memo},
      {"a call", true, call},
      {"another site", true, site},
      {"a missed call", true, missed},
      {"a batch", true, batch},
      {"an event from elsewhere", true, receive},
      {"a preview", false,
       [](lilac_desk* desk, lilac_error** error) {
         Answer answer;
         auto const command = a_memo("not yet");
         auto const by = operator3();
         return lilac_preview(desk, &command, &by, answer, error);
       }},
      {"a question", false,
       [](lilac_desk* desk, lilac_error** error) {
         Answer answer;
         auto const question = logs_of(7);
         return lilac_query(desk, &question, answer, error);
       }},
      {"the journal", false,
       [](lilac_desk* desk, lilac_error** error) {
         std::string lines;
         return lilac_journal(desk, 0, take_line, &lines, error);
       }},
      {"the dead letters", false,
       [](lilac_desk* desk, lilac_error** error) {
         Answer answer;
         return lilac_dead_letters(desk, answer, error);
       }},
      {"time", false, [](lilac_desk* desk, lilac_error** error) { return lilac_advance_to(desk, morning + 1, error); }},
      {"what waits", false,
       [](lilac_desk* desk, lilac_error** error) { return lilac_run_until_idle(desk, morning + 2, error); }},
      {"trimming", false,
       [](lilac_desk* desk, lilac_error** error) { return lilac_trim_journal(desk, 1, nullptr, error); }},
      {"trimming commands", false,
       [](lilac_desk* desk, lilac_error** error) { return lilac_trim_commands(desk, 1, nullptr, error); }},
      {"removing a person's words", false,
       [](lilac_desk* desk, lilac_error** error) {
         auto const by = admin();
         return lilac_redact(desk, 8, &by, error);
       }},
  };
}

}  // namespace

// --- Failing
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("What a store's function says about its failure reaches the caller, and the same again succeeds") {
  std::set<std::string> failed_once;
  for (auto const& function : HookedStore::names()) {
    Ports ports;
    {
      Desk desk{&ports.options};
      REQUIRE(prepare_desk(desk) == LILAC_OK);
      std::int32_t code = 70;
      for (auto const& step : steps()) {
        for (int nth = 1;; ++nth) {
          CAPTURE(function);
          CAPTURE(step.name);
          CAPTURE(nth);
          auto const before = all_of(desk);
          auto calls = 0;
          auto const message = function + " broke";
          ++code;
          ports.store.before = [&](std::string const& called, lilac_failure& failure) {
            if (called != function || ++calls != nth) return go_on;
            return fail_with(failure, code, message);
          };
          Why why;
          auto const status = step.run(desk, why);
          ports.store.before = nullptr;
          if (calls < nth) {
            CHECK(status == LILAC_OK);
            break;
          }
          failed_once.insert(function);
          CHECK(status == LILAC_E_HOST);
          CHECK(why.number() == LILAC_E_HOST);
          CHECK(why.view().host_code == code);
          CHECK(why.message() == message);
          if (step.is_a_command) CHECK(all_of(desk) == before);
          if (nth > 40) break;  // a step that would go on for long has shown enough
        }
      }
    }
    CHECK(ports.ends() == each_once);
  }
  CHECK(failed_once.count("commit") == 1);
  CHECK(failed_once.count("load") == 1);
  CHECK(failed_once.size() >= HookedStore::names().size() - 1);  // `prepare` is for lilac_open
}

TEST_CASE("A store's function that fails while the desk opens says so itself, and every port ends once") {
  for (std::string const function : {"prepare", "last_event"}) {
    Ports ports;
    ports.store.before = [&](std::string const& called, lilac_failure& failure) {
      return called == function ? fail_with(failure, 91, "not today") : go_on;
    };
    Desk const desk{&ports.options};
    CHECK(desk.status() == LILAC_E_HOST);
    CHECK(desk.why().view().host_code == 91);
    CHECK(desk.why().message() == "not today");
    CHECK(ports.ends() == each_once);
  }
}

TEST_CASE("A clock that fails fails the calls that ask it, and no others") {
  Ports ports;
  Desk desk{&ports.options};
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  ports.on_now = [](lilac_failure& failure, std::int64_t&) { return fail_with(failure, 5, "stopped"); };
  Why why;
  auto by = operator3("c-1");
  by.at = LILAC_NOW;
  CHECK(run(desk, a_completion(1), by, why) == LILAC_E_HOST);
  CHECK(why.view().host_code == 5);
  CHECK(why.message() == "stopped");
  CHECK(lilac_advance_to(desk, LILAC_NOW, why) == LILAC_E_HOST);
  CHECK(lilac_run_until_idle(desk, LILAC_NOW, why) == LILAC_E_HOST);
  CHECK(lilac_advance_to(desk, morning, why) == LILAC_OK);
  ports.on_now = nullptr;
  CHECK(run(desk, a_completion(1), by, why) == LILAC_OK);
}

TEST_CASE("A clock that shows an instant outside the years 1 to 9999 is refused, not believed") {
  Ports ports;
  Desk desk{&ports.options};
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  auto by = operator3();
  by.at = LILAC_NOW;
  Why why;
  for (auto const shown : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    ports.on_now = [&](lilac_failure&, std::int64_t& out) {
      out = shown;
      return LILAC_OK;
    };
    CHECK(run(desk, a_completion(1), by, why) == LILAC_E_INVALID_ARGUMENT);
    CHECK(lilac_advance_to(desk, LILAC_NOW, why) == LILAC_E_INVALID_ARGUMENT);
  }
}

TEST_CASE("A receiver that fails is asked again later, then its event is a dead letter that tells why") {
  for (std::string_view const message :
       {std::string_view{"closed on Mondays"}, std::string_view{"not \xff utf-8 \xc3"}, std::string_view{}}) {
    Ports ports;
    auto const is_trusted = !message.empty();
    ports.receiver.trusts_errors = is_trusted ? 1 : 0;
    Desk desk{&ports.options};
    REQUIRE(prepare_desk(desk) == LILAC_OK);
    ports.on_deliver = [&](lilac_failure& failure) {
      return fail_with(failure, 9, is_trusted ? message : "Kim Minji is away");
    };
    Why why;
    REQUIRE(run(desk, another_site(6), operator3(), why) == LILAC_OK);
    CHECK(lilac_advance_to(desk, morning + 48 * hour, why) == LILAC_OK);
    CHECK(ports.delivered == 5);
    Answer letters;
    CHECK(lilac_dead_letters(desk, letters, why) == LILAC_OK);
    auto const kept = is_trusted ? message.substr(0, 4) : std::string_view{"5902 GATEWAY"};
    CHECK(letters.json().find(kept) != std::string_view::npos);
    CHECK(letters.json().find("Minji") == std::string_view::npos);
    ports.on_deliver = nullptr;
    CHECK(lilac_replay_dead_letter(desk, 99999, morning, why) == LILAC_E_NOT_FOUND);
    // Not blamed for it: what fails next is told as what it is.
    CHECK(run(desk, a_completion(99), operator3(), why) == LILAC_E_NOT_FOUND);
  }
}

TEST_CASE("A gateway that fails is asked what became of it") {
  Ports ports;
  Desk desk{&ports.options};
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  ports.on_send = [](lilac_failure& failure, std::size_t, lilac_answer*) { return fail_with(failure, 3, "line cut"); };
  ports.on_status = [](lilac_failure& failure, lilac_answer&) { return fail_with(failure, 4, "still cut"); };
  Why why;
  REQUIRE(run(desk, a_missed_call(1), operator3(), why) == LILAC_OK);
  CHECK(lilac_advance_to(desk, morning + 240 * hour, why) == LILAC_OK);
  CHECK(ports.sent >= 1);
  CHECK(ports.asked_for > 1);
}

// --- Nonsense
// ---------------------------------------------------------------------------------------------------------

TEST_CASE("A verdict that means nothing is a failure of the store, and nothing was written") {
  struct Nonsense {
    std::int32_t kind;
    std::size_t at, place;
    std::set<lilac_status> expected;
  };
  constexpr auto far = std::numeric_limits<std::size_t>::max();
  for (auto const& nonsense :
       {Nonsense{-1, 0, 0, {LILAC_E_STORAGE}}, Nonsense{4, 0, 0, {LILAC_E_STORAGE}},
        Nonsense{std::numeric_limits<std::int32_t>::max(), 0, 0, {LILAC_E_STORAGE}},
        Nonsense{LILAC_ROW_CHANGED, far, 0, {LILAC_E_STORAGE}},
        Nonsense{LILAC_COMMAND_KNOWN, far, 0, {LILAC_E_STORAGE}},
        Nonsense{LILAC_PLACE_TAKEN, far, 0, {LILAC_E_STORAGE}}, Nonsense{LILAC_PLACE_TAKEN, 0, far, {LILAC_E_STORAGE}},
        Nonsense{LILAC_ROW_CHANGED, 0, 0, {LILAC_E_CONFLICT}}, Nonsense{LILAC_COMMAND_KNOWN, 0, 0, {LILAC_E_CONFLICT}},
        Nonsense{LILAC_PLACE_TAKEN, 0, 0, {LILAC_E_ALREADY_EXISTS, LILAC_E_STORAGE}}}) {
    CAPTURE(nonsense.kind);
    Ports ports;
    static Nonsense const* told = nullptr;
    static bool is_mad = false;
    told = &nonsense;
    is_mad = false;
    static auto const commit_as_usual = ports.store.functions().commit;
    ports.store.functions().commit = [](void* self, lilac_changes const* changes, lilac_verdict* verdict,
                                        lilac_failure* failure) -> lilac_status {
      if (!is_mad) return commit_as_usual(self, changes, verdict, failure);
      *verdict = {told->kind, 0, told->at, told->place};
      return LILAC_OK;
    };
    Desk desk{&ports.options};
    REQUIRE(prepare_desk(desk) == LILAC_OK);
    auto const before = all_of(desk);
    is_mad = true;
    Why why;
    CHECK(nonsense.expected.count(run(desk, a_completion(1), operator3("c-1"), why)) == 1);
    is_mad = false;
    CHECK(all_of(desk) == before);
    CHECK(run(desk, a_completion(1), operator3("c-1"), why) == LILAC_OK);
  }
}

TEST_CASE("Answers of a gateway that mean nothing, or do not end, are nobody knows or are cut off") {
  for (int variant = 0; variant < 9; ++variant) {
    CAPTURE(variant);
    Ports ports;
    Desk desk{&ports.options};
    REQUIRE(prepare_desk(desk) == LILAC_OK);
    auto const scribble = [variant](lilac_answer& answer) {
      constexpr std::int32_t mad[] = {LILAC_SEND_ACCEPTED, LILAC_SEND_REJECTED, -1, 4, 99, 0, 2, 0, 2};
      answer.answer = mad[variant];
      answer.kind = variant == 6 ? 77 : -1;
      std::memset(answer.vendor_id, variant == 7 ? '\xff' : 'v', sizeof answer.vendor_id);
      std::memset(answer.reason, variant == 8 ? '\xff' : 'r', sizeof answer.reason);
    };
    ports.on_send = [&](lilac_failure&, std::size_t count, lilac_answer* answers) {
      for (std::size_t n = 0; n < count; ++n) scribble(answers[n]);
      return LILAC_OK;
    };
    ports.on_status = [&](lilac_failure&, lilac_answer& answer) {
      scribble(answer);
      return LILAC_OK;
    };
    Why why;
    REQUIRE(run(desk, a_missed_call(1), operator3(), why) == LILAC_OK);
    CHECK(lilac_advance_to(desk, morning + 240 * hour, why) == LILAC_OK);
    CHECK(ports.sent >= 1);
    CHECK(journal_of(desk).find("unreadable") == std::string::npos);
    CHECK(asked(desk, "support.GetMessages", R"({"user_id":7})").find("unreadable") == std::string::npos);
  }
}

TEST_CASE("A failure whose message does not end is cut off, and one that is no UTF-8 is made to be") {
  Ports ports;
  Desk desk{&ports.options};
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  Why why;
  for (auto const letter : {'x', '\xff', '\xc3'}) {
    ports.store.before = [&](std::string const& called, lilac_failure& failure) {
      if (called != "commit") return go_on;
      failure.code = -8;
      std::memset(failure.message, letter, sizeof failure.message);
      return lilac_status{77};
    };
    CHECK(run(desk, a_completion(1), operator3("c-1"), why) == LILAC_E_HOST);
    CHECK(why.view().host_code == -8);
    CHECK(why.message() == std::string(251, letter == 'x' ? 'x' : '?'));
  }
}

TEST_CASE("A host's function that says only its status is told by its name") {
  Ports ports;
  Desk desk{&ports.options};
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  Why why;
  for (lilac_status const status : {LILAC_STOP, LILAC_E_HANDLE, LILAC_E_MEMORY, LILAC_E_INTERNAL, 4002, 77}) {
    ports.store.before = [&](std::string const& called, lilac_failure&) { return called == "commit" ? status : go_on; };
    CHECK(run(desk, a_completion(1), operator3("c-1"), why) == LILAC_E_HOST);
    CHECK(why.message() == "commit returned " + std::to_string(status));
  }
  ports.store.before = [&](std::string const& called, lilac_failure&) {
    return called == "commit" ? lilac_status{LILAC_E_UNSUPPORTED} : go_on;
  };
  CHECK(run(desk, a_completion(1), operator3("c-1"), why) == LILAC_E_UNSUPPORTED);
  ports.store.before = nullptr;
  CHECK(run(desk, a_completion(1), operator3("c-1"), why) == LILAC_OK);
}

namespace {

/// What a store that answers wrongly does with the rows and records that are asked of it.
enum class Lie { none, row_twice, other_id, no_version, same_page, backwards, unasked, positions_from_the_end };
Lie lie = Lie::none;

}  // namespace

TEST_CASE("A store that gives rows and records that nobody asked for is found out: no hang, no leak") {
  // The store gives what it has learned from commits: the newest row of the asked entity, the newest records.
  struct Liar {
    HookedStore hooked;
    std::map<std::uint32_t, std::pair<std::int64_t, std::string>> rows;
    std::string event, command;
  };
  for (auto const how : {Lie::row_twice, Lie::other_id, Lie::no_version, Lie::same_page, Lie::backwards, Lie::unasked,
                         Lie::positions_from_the_end}) {
    CAPTURE(static_cast<int>(how));
    Liar liar;
    static Liar* self = nullptr;
    self = &liar;
    static lilac_store usual;
    usual = liar.hooked.functions();
    lie = Lie::none;
    auto& functions = liar.hooked.functions();
    functions.commit = [](void* data, lilac_changes const* changes, lilac_verdict* verdict,
                          lilac_failure* failure) -> lilac_status {
      for (std::size_t n = 0; n < changes->row_count; ++n) {
        auto const& row = changes->rows[n];
        if (row.data.size > 0) self->rows[row.entity] = {row.id, std::string(view_of(row.data))};
      }
      for (std::size_t n = 0; n < changes->command_count; ++n) {
        self->command = view_of(changes->commands[n].data);
        if (changes->commands[n].event_count > 0) self->event = view_of(changes->commands[n].events[0]);
      }
      return usual.commit(data, changes, verdict, failure);
    };
    functions.load = [](void* data, std::uint32_t entity, std::int64_t id, lilac_sink* sink,
                        lilac_failure* failure) -> lilac_status {
      auto const found = self->rows.find(entity);
      if (lie == Lie::none || found == self->rows.end()) return usual.load(data, entity, id, sink, failure);
      auto const& [known_id, row] = found->second;
      auto const version = lie == Lie::no_version ? 0U : 1U;
      auto const said = lie == Lie::other_id ? id + 1 : id;
      lilac_status status = lilac_sink_row(sink, said, version, row.data(), row.size());
      for (int more = 0; lie == Lie::row_twice && more < 3; ++more) {
        status = lilac_sink_row(sink, said, version, row.data(), row.size());
        CHECK(status != LILAC_OK);
      }
      return LILAC_OK;
    };
    functions.scan = [](void* data, std::uint32_t entity, char const* index, std::size_t index_size, char const* prefix,
                        std::size_t prefix_size, char const* after, std::size_t after_size, std::size_t limit,
                        lilac_sink* sink, lilac_failure* failure) -> lilac_status {
      auto const found = self->rows.find(entity);
      if (lie == Lie::none || found == self->rows.end()) {
        return usual.scan(data, entity, index, index_size, prefix, prefix_size, after, after_size, limit, sink,
                          failure);
      }
      for (int n = 0; n < 3; ++n) {
        lilac_sink_row(sink, found->second.first, 1, found->second.second.data(), found->second.second.size());
      }
      return LILAC_OK;
    };
    functions.scan_all = [](void* data, std::uint32_t entity, std::int64_t after, std::size_t limit, lilac_sink* sink,
                            lilac_failure* failure) -> lilac_status {
      auto const found = self->rows.find(entity);
      if (lie == Lie::none || found == self->rows.end())
        return usual.scan_all(data, entity, after, limit, sink, failure);
      for (int n = 0; n < 3; ++n) {
        lilac_sink_row(sink, found->second.first, 1, found->second.second.data(), found->second.second.size());
      }
      return LILAC_OK;
    };
    auto const records = [](std::string const& data, std::int64_t after, lilac_sink* sink) -> lilac_status {
      auto const from = lie == Lie::positions_from_the_end ? std::numeric_limits<std::int64_t>::max() : 1;
      auto const by = lie == Lie::backwards ? -1 : 0;
      for (int n = 0; n < 3; ++n) {
        auto const position = lie == Lie::unasked ? after + 1 + n : from + by * n;
        lilac_sink_record(sink, position, 1, data.data(), data.size());
      }
      return LILAC_OK;
    };
    static auto const give = records;
    functions.read_events = [](void* data, std::int64_t after, std::size_t limit, lilac_sink* sink,
                               lilac_failure* failure) -> lilac_status {
      if (lie == Lie::none || self->event.empty()) return usual.read_events(data, after, limit, sink, failure);
      if (lie == Lie::unasked && after > 5000) return LILAC_OK;
      return give(self->event, after, sink);
    };
    functions.read_commands = [](void* data, std::int64_t after, std::size_t limit, lilac_sink* sink,
                                 lilac_failure* failure) -> lilac_status {
      if (lie == Lie::none || self->command.empty()) return usual.read_commands(data, after, limit, sink, failure);
      if (lie == Lie::unasked && after > 5000) return LILAC_OK;
      return give(self->command, after, sink);
    };
    lilac_options options = LILAC_OPTIONS_INIT;
    options.store = &functions;
    {
      Desk desk{&options};
      REQUIRE(prepare_desk(desk) == LILAC_OK);
      REQUIRE(run(desk, a_memo("m"), operator3("m-1")) == LILAC_OK);
      lie = how;
      for (auto const& step : steps()) {
        Why why;
        auto const status = step.run(desk, why);
        CHECK(status != LILAC_E_INTERNAL);
        CHECK(why.number() == status);
      }
      Why why;
      CHECK(lilac_rebuild_view(desk, "today", 5, why) != LILAC_E_INTERNAL);
      lie = Lie::none;
    }
    CHECK(liar.hooked.ends() == 1);
  }
}

// --- Throwing
// ---------------------------------------------------------------------------------------------------------

TEST_CASE("What functions of a store throw is their failure") {
  for (int const thrown : {0, 1, 2}) {
    auto const blow = [thrown] {
      if (thrown == 0) throw std::runtime_error("a message");
      if (thrown == 1) throw 17;
      throw std::bad_alloc{};
    };
    for (auto const& function : HookedStore::names()) {
      Ports ports;
      {
        Desk desk{&ports.options};
        REQUIRE(prepare_desk(desk) == LILAC_OK);
        for (auto const& step : steps()) {
          CAPTURE(function);
          CAPTURE(step.name);
          auto const before = all_of(desk);
          auto called = false;
          ports.store.before = [&](std::string const& name, lilac_failure&) {
            if (name == function) {
              called = true;
              blow();
            }
            return go_on;
          };
          Why why;
          auto const status = step.run(desk, why);
          ports.store.before = nullptr;
          if (called) {
            CHECK(status == LILAC_E_HOST);
            CHECK(why.message().substr(0, function.size() + 6) == function + " threw");
            if (step.is_a_command) CHECK(all_of(desk) == before);
          }
          CHECK(step.run(desk, why) == LILAC_OK);
        }
      }
      CHECK(ports.ends() == each_once);
    }
  }
}

TEST_CASE("What other functions of a host throw ends their call and nothing else") {
  Ports ports;
  ports.receiver.trusts_errors = 1;
  Why why;
  {
    Desk desk{&ports.options};
    REQUIRE(prepare_desk(desk) == LILAC_OK);
    ports.on_now = [](lilac_failure&, std::int64_t&) -> lilac_status { throw std::runtime_error("no time"); };
    CHECK(lilac_advance_to(desk, LILAC_NOW, why) == LILAC_E_HOST);
    CHECK(why.message() == "now threw: no time");
    ports.on_now = nullptr;

    ports.on_send = [](lilac_failure&, std::size_t, lilac_answer*) -> lilac_status { throw 1; };
    ports.on_status = [](lilac_failure&, lilac_answer&) -> lilac_status { throw 2; };
    ports.on_deliver = [](lilac_failure&) -> lilac_status { throw std::runtime_error("no way"); };
    REQUIRE(run(desk, a_missed_call(1), operator3()) == LILAC_OK);
    REQUIRE(run(desk, another_site(6), operator3()) == LILAC_OK);
    CHECK(lilac_advance_to(desk, morning + 240 * hour, why) == LILAC_OK);
    Answer letters;
    CHECK(lilac_dead_letters(desk, letters, why) == LILAC_OK);
    CHECK(letters.json().find("no way") != std::string_view::npos);

    auto const blow = [](void*, lilac_event const*) { throw std::runtime_error("no ears"); };
    lilac_subscription* subscription = nullptr;
    REQUIRE(lilac_subscribe(desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, blow, nullptr, nullptr, &subscription, why) ==
            LILAC_OK);
    CHECK(run(desk, a_completion(1), operator3(), why) == LILAC_OK);

    auto const batch = [](void*, lilac_batch*) -> lilac_status { throw std::runtime_error("no batch"); };
    CHECK(lilac_batch_run(desk, batch, nullptr, why) == LILAC_E_HOST);
    auto const take = [](void*, char const*, std::size_t) -> lilac_status { throw std::runtime_error("no lines"); };
    CHECK(lilac_journal(desk, 0, take, nullptr, why) == LILAC_E_HOST);
    CHECK(lilac_play(desk, "x\n", 2, take, nullptr, why) == LILAC_E_HOST);
    auto const make = [](void*, lilac_store*) -> lilac_status { throw std::runtime_error("no store"); };
    CHECK(lilac_check_store(make, nullptr, nullptr, why) == LILAC_E_HOST);
    auto const no_store = [](void*, lilac_store*) -> lilac_status { return 1; };
    auto const report = [](void*, char const*, std::size_t, char const*, std::size_t) { throw 3; };
    CHECK(lilac_check_store(no_store, nullptr, report, why) == LILAC_E_HOST);
    ports.store.at_end = [] { throw std::runtime_error("no end"); };
  }
  CHECK(ports.ends() == each_once);
}

// --- Calling back
// -----------------------------------------------------------------------------------------------------

TEST_CASE("A host may call its desk from wherever it is called") {
  Ports ports;
  lilac_desk* desk = nullptr;
  REQUIRE(lilac_open(&ports.options, &desk, nullptr) == LILAC_OK);
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  int memos = 0;
  auto depth = 0;
  std::vector<lilac_status> statuses;
  auto const use = [&](char const* where) {
    if (depth > 0) return;  // what this does would call the same function again
    ++depth;
    CAPTURE(where);
    Why why;
    CHECK(journal_of(desk).substr(0, 1) == "{");
    CHECK(run(desk, a_memo(where), operator3(), why) == LILAC_OK);
    ++memos;
    Answer answer;
    auto const question = logs_of(7);
    CHECK(lilac_query(desk, &question, answer, why) == LILAC_OK);
    CHECK(lilac_run_until_idle(desk, morning + 3, why) == LILAC_OK);
    --depth;
  };
  struct Listening {
    std::function<void()> heard;
  } listening{[&] { use("a subscription"); }};
  lilac_subscription* subscription = nullptr;
  auto const hear = [](void* self, lilac_event const*) { static_cast<Listening*>(self)->heard(); };
  REQUIRE(lilac_subscribe(desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, hear, &listening, nullptr, &subscription,
                          nullptr) == LILAC_OK);
  ports.on_now = [&](lilac_failure&, std::int64_t&) {
    use("a clock");
    return LILAC_OK;
  };
  ports.on_send = [&](lilac_failure&, std::size_t count, lilac_answer* answers) {
    for (std::size_t n = 0; n < count; ++n) answers[n].answer = LILAC_SEND_ACCEPTED;
    use("a gateway");
    return LILAC_OK;
  };
  ports.on_deliver = [&](lilac_failure&) {
    use("a receiver");
    return LILAC_OK;
  };
  auto by = operator3();
  by.at = LILAC_NOW;
  CHECK(run(desk, a_completion(1), by) == LILAC_OK);
  CHECK(memos == 2);
  CHECK(run(desk, a_missed_call(2), operator3()) == LILAC_OK);
  CHECK(run(desk, another_site(6), operator3()) == LILAC_OK);
  CHECK(lilac_advance_to(desk, morning + hour, nullptr) == LILAC_OK);
  CHECK(memos >= 3);

  std::function<lilac_status()> in_take = [&] {
    use("the journal");
    return LILAC_STOP;
  };
  auto const take = [](void* self, char const*, std::size_t) {
    return (*static_cast<std::function<lilac_status()>*>(self))();
  };
  CHECK(lilac_journal(desk, 0, take, &in_take, nullptr) == LILAC_OK);
  CHECK(memos >= 4);
  auto const logged = asked(desk, "support.GetMemos", R"({"user_id":7})");
  CHECK(std::count(logged.begin(), logged.end(), '\n') == memos);

  // Also a store may, which keeps no lock of its own meanwhile.
  for (auto const& function : HookedStore::names()) {
    if (function == "prepare") continue;
    for (auto const& step : steps()) {
      CAPTURE(function);
      CAPTURE(step.name);
      auto used = false;  // once: a store that made something happen whenever it is read would be read for ever
      ports.store.before = [&](std::string const& name, lilac_failure&) {
        if (name != function || std::exchange(used, true)) return go_on;
        use("a store");
        return go_on;
      };
      Why why;
      auto const status = step.run(desk, why);
      CHECK((status >= LILAC_OK));
      ports.store.before = nullptr;
    }
  }
  CHECK(lilac_close(desk) == LILAC_OK);
  CHECK(ports.ends() == each_once);
}

TEST_CASE("A batch is not entered a second time from within one of its commands") {
  Ports ports;
  Desk desk{&ports.options};
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  struct Inside {
    Ports& ports;
    int refused = 0;
  } inside{ports};
  auto const batch = [](void* self, lilac_batch* batch) -> lilac_status {
    auto& it = *static_cast<Inside*>(self);
    it.ports.store.before = [&, batch](std::string const&, lilac_failure&) {
      auto const memo = a_memo("from within");
      auto const by = operator3();
      Why why;
      if (lilac_batch_execute(batch, &memo, &by, nullptr, why) == LILAC_E_HANDLE) ++it.refused;
      return go_on;
    };
    auto const command = a_completion(1);
    auto const by = operator3();
    auto const status = lilac_batch_execute(batch, &command, &by, nullptr, nullptr);
    it.ports.store.before = nullptr;
    return status;
  };
  CHECK(lilac_batch_run(desk, batch, &inside, nullptr) == LILAC_OK);
  CHECK(inside.refused > 0);
  CHECK(asked(desk, "support.GetMemos", R"({"user_id":7})").empty());
}

TEST_CASE("Commands outside of a batch from inside its function are other transactions, and no hang") {
  for (auto const in_store : {true, false}) {
    Ports ports;
    Desk desk{in_store ? &ports.options : nullptr};
    REQUIRE(prepare_desk(desk) == LILAC_OK);
    struct Inside {
      lilac_desk* desk;
    } inside{desk};
    auto const batch = [](void* self, lilac_batch* batch) -> lilac_status {
      auto const command = a_completion(1);
      auto const by = operator3();
      auto* const desk = static_cast<Inside*>(self)->desk;
      auto const status = lilac_batch_execute(batch, &command, &by, nullptr, nullptr);
      auto const memo = a_memo("beside the batch");
      lilac_execute(desk, &memo, &by, nullptr, nullptr);
      return status;
    };
    auto const status = lilac_batch_run(desk, batch, &inside, nullptr);
    CHECK((status == LILAC_OK || status == LILAC_E_CONFLICT));
    CHECK(journal_of(desk).find("unreadable") == std::string::npos);
  }
}

// --- Closing
// ----------------------------------------------------------------------------------------------------------

TEST_CASE("A desk that is closed from inside a call ends behind it: each port once, and the call returns") {
  enum class From { subscription, gateway, receiver, clock, batch, journal, play, store_load, store_commit, destroy };
  for (auto const from : {From::subscription, From::gateway, From::receiver, From::clock, From::batch, From::journal,
                          From::play, From::store_load, From::store_commit, From::destroy}) {
    CAPTURE(static_cast<int>(from));
    Ports ports;
    lilac_desk* desk = nullptr;
    REQUIRE(lilac_open(&ports.options, &desk, nullptr) == LILAC_OK);
    REQUIRE(prepare_desk(desk) == LILAC_OK);
    auto closed = 0;
    struct Closing {
      std::function<void()> close;
      lilac_desk* desk;
    } closing{nullptr, desk};
    closing.close = [&] {
      if (closed++ > 0) return;
      CHECK(lilac_close(desk) == LILAC_OK);
      CHECK(lilac_close(desk) == LILAC_E_HANDLE);
      CHECK(run(desk, a_memo("too late"), operator3()) == LILAC_E_HANDLE);
      CHECK(ports.ends() == none);  // the call around this still needs them
      lilac_subscription* late = nullptr;
      CHECK(lilac_subscribe(
                desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, [](void*, lilac_event const*) {}, &ports.listener_ends,
                Ends::add, &late, nullptr) == LILAC_E_HANDLE);
      CHECK(ports.listener_ends.count == 1);
    };
    Ends listener;
    lilac_subscription* subscription = nullptr;
    struct Listening {
      Closing& closing;
      Ends& ends;
      bool closes;
    } listening{closing, listener, from == From::subscription};
    auto const hear = [](void* self, lilac_event const*) {
      auto& it = *static_cast<Listening*>(self);
      if (it.closes) it.closing.close();
      CHECK(it.ends.count == 0);  // it ends when this has returned
    };
    auto const ended = [](void* self) { ++static_cast<Listening*>(self)->ends.count; };
    REQUIRE(lilac_subscribe(desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, hear, &listening, ended, &subscription,
                            nullptr) == LILAC_OK);
    auto const close = [](void* self, lilac_batch*) -> lilac_status {
      static_cast<Closing*>(self)->close();
      return LILAC_OK;
    };
    auto const close_at_line = [](void* self, char const*, std::size_t) -> lilac_status {
      static_cast<Closing*>(self)->close();
      return LILAC_OK;
    };
    Why why;
    switch (from) {
      case From::subscription:
        CHECK(run(desk, a_completion(1), operator3(), why) == LILAC_OK);
        break;
      case From::gateway:
        ports.on_send = [&](lilac_failure&, std::size_t, lilac_answer*) {
          closing.close();
          return LILAC_OK;
        };
        CHECK(run(desk, a_missed_call(1), operator3(), why) == LILAC_OK);
        CHECK(lilac_advance_to(desk, morning + hour, why) == LILAC_OK);
        break;
      case From::receiver:
        ports.on_deliver = [&](lilac_failure&) {
          closing.close();
          return LILAC_OK;
        };
        CHECK(run(desk, another_site(6), operator3(), why) == LILAC_OK);
        CHECK(lilac_advance_to(desk, morning + hour, why) == LILAC_OK);
        break;
      case From::clock:
        ports.on_now = [&](lilac_failure&, std::int64_t&) {
          closing.close();
          return LILAC_OK;
        };
        CHECK(lilac_advance_to(desk, LILAC_NOW, why) == LILAC_OK);
        break;
      case From::batch:
        CHECK(lilac_batch_run(desk, close, &closing, why) == LILAC_OK);
        break;
      case From::journal:
        CHECK(lilac_journal(desk, 0, close_at_line, &closing, why) == LILAC_OK);
        break;
      case From::play:
        CHECK(lilac_play(desk, "x\ny\n", 4, close_at_line, &closing, why) == LILAC_OK);
        break;
      case From::store_load:
      case From::store_commit:
        ports.store.before = [&](std::string const& name, lilac_failure&) {
          if (name == (from == From::store_load ? "load" : "commit")) closing.close();
          return go_on;
        };
        CHECK(run(desk, a_completion(1), operator3(), why) == LILAC_OK);
        break;
      case From::destroy:
        ports.store.at_end = [&] {
          ++closed;
          CHECK(lilac_close(desk) == LILAC_E_HANDLE);
          Answer answer;
          auto const question = logs_of(7);
          CHECK(lilac_query(desk, &question, answer, nullptr) == LILAC_E_HANDLE);
          Desk another;  // a new one may be opened even here
          CHECK(prepare_desk(another) == LILAC_OK);
        };
        CHECK(lilac_close(desk) == LILAC_OK);
        break;
    }
    CHECK(closed > 0);
    CHECK(ports.ends() == each_once);
    CHECK(listener.count == 1);
    CHECK(lilac_unsubscribe(subscription) == LILAC_E_HANDLE);
    CHECK(lilac_close(desk) == LILAC_E_HANDLE);
    CHECK(ports.ends() == each_once);
  }
}

TEST_CASE("A subscription that ends itself hears no more, and is given its end when it has returned") {
  Desk desk;
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  struct Listening {
    lilac_subscription* own = nullptr;
    int heard = 0;
    int ends = 0;
    lilac_desk* desk;
    lilac_subscription* next = nullptr;
  } it;
  it.desk = desk;
  auto const hear = [](void* self, lilac_event const*) {
    auto& it = *static_cast<Listening*>(self);
    ++it.heard;
    CHECK(lilac_unsubscribe(it.own) == LILAC_OK);
    CHECK(lilac_unsubscribe(it.own) == LILAC_E_HANDLE);
    CHECK(it.ends == 0);
    CHECK(lilac_subscribe(
              it.desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, [](void*, lilac_event const*) {}, nullptr, nullptr,
              &it.next, nullptr) == LILAC_OK);
  };
  REQUIRE(lilac_subscribe(
              desk, LILAC_SUPPORT_OUTBOUND_COMPLETED_EVENT, hear, &it,
              [](void* self) { ++static_cast<Listening*>(self)->ends; }, &it.own, nullptr) == LILAC_OK);
  CHECK(run(desk, a_completion(1), operator3()) == LILAC_OK);
  CHECK(run(desk, a_completion(2), operator3()) == LILAC_OK);
  CHECK(it.heard == 1);
  CHECK(it.ends == 1);
  CHECK(lilac_unsubscribe(it.next) == LILAC_OK);
}

TEST_CASE("Every port ends once however lilac_open fails") {
  auto const fails = [](lilac_status expected, std::function<void(Ports&)> const& spoil, lilac_desk** out) {
    Ports ports;
    spoil(ports);
    Why why;
    CHECK(lilac_open(&ports.options, out, why) == expected);
    CHECK(why.number() == expected);
    CHECK(ports.ends() == each_once);
    if (out != nullptr) CHECK(*out == nullptr);
  };
  lilac_desk* desk = nullptr;
  fails(
      LILAC_E_ARGUMENT, [](Ports&) {}, nullptr);
  fails(
      LILAC_E_ARGUMENT, [](Ports& it) { it.clock.struct_size = sizeof it.clock - 1; }, &desk);
  fails(
      LILAC_E_ARGUMENT, [](Ports& it) { it.receiver.struct_size = sizeof it.receiver - 7; }, &desk);
  fails(
      LILAC_E_ARGUMENT, [](Ports& it) { it.gateway.struct_size = sizeof it.gateway - 3; }, &desk);
  fails(
      LILAC_E_UNSUPPORTED, [](Ports& it) { it.store.functions().commit = nullptr; }, &desk);
  fails(
      LILAC_E_UNSUPPORTED, [](Ports& it) { it.store.functions().struct_size = offsetof(lilac_store, load); }, &desk);
  fails(
      LILAC_E_ARGUMENT, [](Ports& it) { it.options.rules_count = 1; }, &desk);
  fails(
      LILAC_E_ARGUMENT, [](Ports& it) { it.options.struct_size = sizeof it.options - 4; }, &desk);
  fails(
      LILAC_E_HOST,
      [](Ports& it) {
        it.store.before = [](std::string const& name, lilac_failure& failure) {
          return name == "prepare" ? fail_with(failure, 1, "no") : go_on;
        };
      },
      &desk);
  fails(
      LILAC_E_HOST,
      [](Ports& it) {
        it.store.before = [](std::string const& name, lilac_failure&) -> lilac_status {
          if (name == "last_event") throw std::runtime_error("no");
          return go_on;
        };
      },
      &desk);
  // Without a store of its own: a path that cannot be opened.
  Ports ports;
  ports.options.store = nullptr;
  ports.options.path = text_of("/nowhere/at/all/desk.db");
  Why why;
  CHECK(lilac_open(&ports.options, &desk, why) == LILAC_E_STORAGE);
  CHECK(ports.ends() == std::vector<int>{0, 1, 1, 1});
  ports.options.read_only = 1;
}

TEST_CASE("Ports of the library end with the desk that they were handed to, and do for a host what they do for it") {
  lilac_simulation simulation = LILAC_SIMULATION_INIT;
  lilac_message_gateway gateway = LILAC_MESSAGE_GATEWAY_INIT;
  REQUIRE(lilac_simulation_gateway(&simulation, &gateway, nullptr) == LILAC_OK);
  // Called with structs that mean nothing, it fails and says why.
  lilac_failure failure{};
  lilac_answer answer{};
  lilac_messaging_outgoing_message const* const nothing[] = {nullptr};
  CHECK(gateway.send(gateway.user_data, nothing, 1, &answer, &failure) != LILAC_OK);
  CHECK(failure.message[0] != '\0');
  lilac_messaging_status_question question = LILAC_MESSAGING_STATUS_QUESTION_INIT;
  question.head.kind = 3;
  CHECK(gateway.status(gateway.user_data, &question, &answer, &failure) != LILAC_OK);
  CHECK(gateway.status(gateway.user_data, nullptr, &answer, &failure) != LILAC_OK);
  lilac_options options = LILAC_OPTIONS_INIT;
  options.gateway = &gateway;
  Desk desk{&options};
  REQUIRE(prepare_desk(desk) == LILAC_OK);
  CHECK(run(desk, a_missed_call(1), operator3()) == LILAC_OK);
  CHECK(lilac_advance_to(desk, morning + hour, nullptr) == LILAC_OK);
}

// Opening and closing, time, the journal, and what a person looks after.
#include <algorithm>
#include <cstring>
#include <new>

#include "boundary.hpp"
#include "contexts.hpp"
#include "desk.hpp"
#include "from_c.hpp"
#include "lilac/engine/board.hpp"
#include "lilac/engine/journal_json.hpp"
#include "lilac/engine/script.hpp"
#include "output.hpp"

namespace lilac::capi {

namespace {

/// Hands lines to a function of the host, until it has had enough.
class Lines {
 public:
  Lines(lilac_on_text take, void* user_data) : take_(take), user_data_(user_data) {
    if (take == nullptr) throw Misuse(LILAC_E_ARGUMENT, "take", "take is NULL");
  }
  bool give(std::string_view line) {
    if (status_ == LILAC_OK) status_ = take_(user_data_, line.data(), line.size());
    return status_ == LILAC_OK;
  }
  bool had_enough() const { return status_ != LILAC_OK; }
  /// When the reading has come to its end.
  void check() const {
    if (status_ != LILAC_OK && status_ != LILAC_STOP) {
      throw Misuse(LILAC_E_HOST, "take", "take returned " + std::to_string(status_), status_);
    }
  }

 private:
  lilac_on_text take_;
  void* user_data_;
  lilac_status status_ = LILAC_OK;
};

/// What the host's function throws ends the call.
template <class Body>
lilac_status with_host(Body body) {
  try {
    return body();
  } catch (Misuse const&) {
    throw;
  } catch (std::bad_alloc const&) {
    throw;
  } catch (...) {
    throw Misuse(LILAC_E_HOST, "take", "take threw");
  }
}

result<> play(Engine& engine, std::string_view script, Lines& lines) {
  Script player{engine, {}, [&](ScriptResult const& result) {
                  std::string line;
                  append_result_json(line, result);
                  lines.give(line);
                }};
  while (!script.empty() && !lines.had_enough()) {
    auto const line = script.substr(0, std::min(script.find('\n'), script.size() - 1) + 1);
    BOOST_OUTCOME_TRY(player.feed(line));
    script.remove_prefix(line.size());
  }
  if (lines.had_enough()) return outcome::success();
  return player.finish();
}

std::string json_of(DeadLetter const& letter) {
  std::string json = "{\"id\":";
  append_integer(json, letter.id, Showing::masked);
  json += ",\"policy\":";
  append_quoted(json, letter.policy);
  json += ",\"position\":";
  append_integer(json, letter.position, Showing::masked);
  json += ",\"key\":";
  append_quoted(json, letter.key);
  json += ",\"attempts\":" + std::to_string(letter.attempts) + ",\"parked\":" + (letter.parked ? "true" : "false") +
          ",\"error\":";
  append_quoted(json, letter.error);
  return json + "}\n";
}

std::string board_as(std::string_view format) {
  auto const all = modules();
  if (format == "text") return board_as_text(all);
  if (format == "json") return board_as_json(all);
  if (format == "mermaid") return board_as_mermaid(all);
  throw Misuse(LILAC_E_INVALID_ARGUMENT, "format", "format must be text, json or mermaid");
}

void hand_out(std::string json, lilac_result** out) {
  auto output = std::make_shared<Output>();
  output->json() = std::move(json);
  *out = hand_out(std::move(output));
}

/// The ends of all ports that there are addresses of, also when nothing else about the options is right.
PortEnds ends_of(lilac_options const* options) noexcept {
  auto const end_at = [&](std::size_t offset) {
    void const* port = nullptr;
    if (options != nullptr && options->struct_size >= offset + sizeof port && options->struct_size <= largest_struct) {
      std::memcpy(&port, reinterpret_cast<std::byte const*>(options) + offset, sizeof port);
    }
    return PortEnd{port};
  };
  return {end_at(offsetof(lilac_options, store)), end_at(offsetof(lilac_options, gateway)),
          end_at(offsetof(lilac_options, receiver)), end_at(offsetof(lilac_options, clock))};
}

}  // namespace

}  // namespace lilac::capi

using namespace lilac::capi;

#define LILAC_WORD(number) #number
#define LILAC_VERSION_TEXT(major, minor, patch) LILAC_WORD(major) "." LILAC_WORD(minor) "." LILAC_WORD(patch)
static_assert(std::string_view{LILAC_PROJECT_VERSION} ==
              LILAC_VERSION_TEXT(LILAC_VERSION_MAJOR, LILAC_VERSION_MINOR, LILAC_VERSION_PATCH));

int32_t lilac_version_number(void) { return LILAC_VERSION_NUMBER; }

char const* lilac_version(void) {
  return LILAC_VERSION_TEXT(LILAC_VERSION_MAJOR, LILAC_VERSION_MINOR, LILAC_VERSION_PATCH);
}

lilac_status lilac_open(lilac_options const* options, lilac_desk** out, lilac_error** error) {
  auto ends = ends_of(options);
  clear(out);
  return guarded(error, [&] {
    need_out(out);
    auto const own = options_from(options, lilac_options LILAC_OPTIONS_INIT, "options");
    *out = add(std::make_shared<Desk>(own, std::move(ends)));
    return LILAC_OK;
  });
}

lilac_status lilac_close(lilac_desk* desk) {
  if (desk == nullptr) return LILAC_OK;
  return guarded(nullptr, [&] {
    auto const closed = remove<Desk>(desk);
    if (closed == nullptr) return LILAC_E_HANDLE;
    closed->end_subscriptions();
    return LILAC_OK;
  });
}

lilac_status lilac_run_until_idle(lilac_desk* desk, int64_t now, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    return open->answer(open->engine().run_until_idle(open->instant_of(now)), error);
  });
}

lilac_status lilac_advance_to(lilac_desk* desk, int64_t now, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    return open->answer(open->engine().advance_to(open->instant_of(now)), error);
  });
}

lilac_status lilac_play(lilac_desk* desk, char const* script, size_t size, lilac_on_text take, void* user_data,
                        lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    auto const text = text_from(script, size, "script");
    Lines lines{take, user_data};
    return with_host([&] {
      auto const status = open->answer(play(open->engine(), text, lines), error);
      if (status == LILAC_OK) lines.check();
      return status;
    });
  });
}

lilac_status lilac_journal(lilac_desk* desk, int64_t after, lilac_on_text take, void* user_data, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    Lines lines{take, user_data};
    return with_host([&] {
      auto const give = [&](std::string_view line) { return lines.give(line); };
      auto const done = lilac::export_journal(open->engine().store(), after, lilac::Showing::masked, give);
      auto const status = open->answer(done, error);
      if (status == LILAC_OK) lines.check();
      return status;
    });
  });
}

lilac_status lilac_dead_letters(lilac_desk* desk, lilac_result** out, lilac_error** error) {
  clear(out);
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    need_out(out);
    auto const letters = open->engine().dead_letters();
    if (!letters) return open->refuse(letters.error(), error);
    std::string json;
    for (auto const& letter : letters.value()) json += json_of(letter);
    hand_out(std::move(json), out);
    return LILAC_OK;
  });
}

lilac_status lilac_replay_dead_letter(lilac_desk* desk, int64_t id, int64_t now, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    return open->answer(open->engine().replay_dead_letter(id, open->instant_of(now)), error);
  });
}

lilac_status lilac_replay_dead_letters(lilac_desk* desk, char const* policy, size_t policy_size, char const* reason,
                                       size_t reason_size, char const* field, size_t field_size, int64_t number,
                                       int64_t now, int64_t* replayed, int64_t* refused, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    lilac::DeadLetterFilter const filter{checked_text_from(policy, policy_size, "policy"),
                                         checked_text_from(reason, reason_size, "reason"),
                                         checked_text_from(field, field_size, "field"), number};
    auto const done = open->engine().replay_dead_letters(filter, open->instant_of(now));
    if (!done) return open->refuse(done.error(), error);
    if (replayed != nullptr) *replayed = done.value().replayed;
    if (refused != nullptr) *refused = done.value().refused;
    return LILAC_OK;
  });
}

lilac_status lilac_rebuild_view(lilac_desk* desk, char const* name, size_t name_size, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    return open->answer(open->engine().rebuild_view(text_from(name, name_size, "name")), error);
  });
}

lilac_status lilac_trim_journal(lilac_desk* desk, int64_t position, int64_t* reached, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    auto const trimmed = open->engine().trim_journal(position);
    if (!trimmed) return open->refuse(trimmed.error(), error);
    if (reached != nullptr) *reached = trimmed.value().below;
    return LILAC_OK;
  });
}

lilac_status lilac_trim_commands(lilac_desk* desk, int64_t before, int64_t* reached, lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    auto const trimmed = open->engine().trim_commands(open->instant_of(before));
    if (!trimmed) return open->refuse(trimmed.error(), error);
    if (reached != nullptr) *reached = trimmed.value();
    return LILAC_OK;
  });
}

lilac_status lilac_redact(lilac_desk* desk, int64_t user_id, lilac_call const* call, lilac_error** error) {
  return lilac_redact_person(desk, LILAC_PERSON_USER, user_id, call, error);
}

lilac_status lilac_redact_person(lilac_desk* desk, int32_t kind, int64_t id, lilac_call const* call,
                                 lilac_error** error) {
  return guarded(error, [&] {
    auto const open = need<Desk>(desk, "desk");
    if (!lilac::fits(lilac::type_of<lilac::PersonKind>(), kind)) {
      throw Misuse(LILAC_E_INVALID_ARGUMENT, "kind", "kind: there is no kind of person " + std::to_string(kind));
    }
    auto const [by, options] = open->caller_of(call);
    return open->answer(open->engine().redact({static_cast<lilac::PersonKind>(kind), id}, by, options), error);
  });
}

lilac_status lilac_board(lilac_desk* desk, char const* format, size_t format_size, lilac_result** out,
                         lilac_error** error) {
  clear(out);
  return guarded(error, [&] {
    need<Desk>(desk, "desk");
    need_out(out);
    hand_out(board_as(text_from(format, format_size, "format")), out);
    return LILAC_OK;
  });
}

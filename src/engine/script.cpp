#include "lilac/engine/script.hpp"

#include <algorithm>
#include <map>

#include "engine/script_line.hpp"
#include "lilac/engine/redact_user.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac {

namespace {

constexpr std::size_t journal_page = 512;

/// The store or the engine cannot go on; anything else is about one line.
bool ends_everything(Error const& error) { return error.is(rules::storage_failed) || error.is(rules::corrupt); }

ScriptEvent copy_of(EventRow const& row) {
  ScriptEvent event;
  event.type = row.type;
  event.entity = row.entity;
  event.entity_id = row.entity_id;
  event.version = row.version;
  event.ordinal = row.ordinal;
  event.cause_ordinal = row.cause_ordinal;
  event.payload = Object::copy_of(*row.type->type, row.payload).share();
  event.position = row.position;
  event.command = row.command.position;
  event.at = row.command.at;
  event.actor = row.command.actor;
  event.correlation_id = row.command.correlation_id;
  return event;
}

bool is_blank_line(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t'; });
}

}  // namespace

class Script::Player {
 public:
  Player(Engine& engine, ScriptOptions options, Sink sink)
      : engine_(engine), options_(options), sink_(std::move(sink)), names_(engine.modules()) {
    for (auto const* module : engine.modules()) {
      for (auto const& entry : module->commands) commands_[entry.info->number] = entry.info;
    }
    options_.batch = std::max<std::size_t>(options_.batch, 1);
  }

  result<> feed(std::string_view text) {
    while (!text.empty() && !stopped_) {
      auto const end = text.find('\n');
      hold(text.substr(0, end));
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + 1);
      BOOST_OUTCOME_TRY(guarded(&Player::take_held_line));
    }
    return outcome::success();
  }

  result<> finish() {
    if (stopped_) return outcome::success();
    return guarded(&Player::end);
  }

  bool stopped() const { return stopped_; }
  Counts const& counts() const { return counts_; }

 private:
  /// A command of the batch at work: what it answered, and how many events it published.
  struct Effect {
    std::optional<Error> error{};
    std::shared_ptr<void const> reply{};
    std::size_t events = 0;
  };

  result<> guarded(result<> (Player::*step)()) {
    auto done = find_journal_end();
    if (done) done = (this->*step)();
    if (!done) stopped_ = true;
    return done;
  }

  result<> find_journal_end() {
    if (seen_ || !reads_events()) return outcome::success();
    BOOST_OUTCOME_TRY(seen_, engine_.store().last_position());
    return outcome::success();
  }
  bool reads_events() const { return options_.events && !options_.preview; }

  // --- Lines
  // ----------------------------------------------------------------------------------------------------------

  /// Keeps one byte more than a line may have, so that a longer one is known as such.
  void hold(std::string_view part) {
    auto const room = longest_script_line + 1 - std::min(longest_script_line + 1, held_.size());
    held_.append(part.substr(0, room));
  }

  result<> take_held_line() {
    auto const text = std::exchange(held_, {});
    std::string_view line = text;
    ++line_;
    if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);  // some editors mark UTF-8 so
    if (line.ends_with('\r') && line.size() <= longest_script_line) line.remove_suffix(1);
    if (is_blank_line(line)) return outcome::success();
    ++counts_.lines;
    waiting_.push_back(read_line(names_, line_, line));
    auto const& taken = waiting_.back();
    auto const alone =
        taken.result.kind == ScriptResult::Kind::time || is_redaction(taken) || (taken.result.error && options_.strict);
    return alone || waiting_.size() >= options_.batch ? play_waiting() : outcome::success();
  }

  result<> end() {
    if (!held_.empty()) {
      BOOST_OUTCOME_TRY(take_held_line());
    }
    BOOST_OUTCOME_TRY(play_waiting());
    if (stopped_ || options_.preview || !reached_) return outcome::success();
    BOOST_OUTCOME_TRY(engine_.advance_to(*reached_));
    BOOST_OUTCOME_TRY(engine_.run_until_idle(*reached_));
    return tell_time(line_, *reached_, false);
  }

  /// A redaction rewrites the journal, which no transaction of a batch may do.
  static bool is_redaction(ScriptLine const& line) { return line.command == &command_info<engine::RedactUser>(); }

  // --- Playing
  // --------------------------------------------------------------------------------------------------------

  result<> play_waiting() {
    auto lines = std::exchange(waiting_, {});
    auto begin = lines.begin();
    while (begin != lines.end() && !stopped_) {
      auto const is_alone = [](ScriptLine const& line) {
        return line.result.error || line.result.kind == ScriptResult::Kind::time || is_redaction(line);
      };
      auto end = std::find_if(begin, lines.end(), is_alone);
      if (end == begin) {
        BOOST_OUTCOME_TRY(play_alone(*begin++));
      } else {
        BOOST_OUTCOME_TRY(play_together({begin, end}));
        begin = end;
      }
    }
    return outcome::success();
  }

  result<> play_alone(ScriptLine& line) {
    if (line.result.error) {
      ++counts_.no_lines;
      tell(line);
      return outcome::success();
    }
    if (options_.preview) return preview(line);
    BOOST_OUTCOME_TRY(pass_time(line));
    if (line.result.kind == ScriptResult::Kind::time) return outcome::success();
    auto const& command = *static_cast<engine::RedactUser const*>(line.payload.get());
    auto done = engine_.redact(person_of(command), *line.result.by, options_of(line));
    if (!done && ends_everything(done.error())) return done;
    if (!done) refuse_line(line, std::move(done).error());
    BOOST_OUTCOME_TRY(read_events(no_limit, line.result.events));
    tell(line);
    return outcome::success();
  }

  result<> play_together(std::span<ScriptLine> lines) {
    if (options_.preview) {
      for (auto& line : lines) {
        BOOST_OUTCOME_TRY(preview(line));
      }
      return outcome::success();
    }
    BOOST_OUTCOME_TRY(pass_time(lines.front()));
    std::vector<Effect> effects;
    auto done = engine_.batch([&](Batch& batch) {
      effects.clear();
      for (auto const& line : lines) {
        effects.push_back(run(batch, line));
        auto const& error = effects.back().error;
        if (error && (options_.strict || ends_everything(*error))) break;
      }
    });
    if (!done && ends_everything(done.error())) return done;
    if (!done && lines.size() > 1) {
      // One of them cannot be committed: alone it shows which, and the others go through.
      for (auto& line : lines) {
        if (!stopped_) {
          BOOST_OUTCOME_TRY(play_together({&line, 1}));
        }
      }
      return outcome::success();
    }
    if (!done) {
      effects.clear();
      effects.emplace_back().error = std::move(done).error();
    }
    for (std::size_t i = 0; i < effects.size(); ++i) {
      BOOST_OUTCOME_TRY(take_effect(lines[i], std::move(effects[i])));
    }
    return outcome::success();
  }

  Effect run(Batch& batch, ScriptLine const& line) {
    Effect effect;
    auto const before = batch.published();
    if (line.received != nullptr) {
      auto done = batch.receive_raw(*line.received, line.payload.get(), line.result.id, *line.result.at,
                                    line.result.correlation_id);
      if (!done) effect.error = std::move(done).error();
    } else if (line.command->reply == nullptr) {
      auto done = batch.execute_raw(*line.command, line.payload.get(), *line.result.by, options_of(line), nullptr);
      if (!done) effect.error = std::move(done).error();
    } else {
      auto reply = Object::room_for(*line.command->reply);
      auto done = batch.execute_raw(*line.command, line.payload.get(), *line.result.by, options_of(line), reply.at());
      if (done) {
        reply.is_constructed();
        effect.reply = std::move(reply).share();
      } else {
        effect.error = std::move(done).error();
      }
    }
    effect.events = batch.published() - before;
    return effect;
  }

  result<> take_effect(ScriptLine& line, Effect effect) {
    reached_ = std::max(*reached_, *line.result.at);
    // A line that the store failed is not refused: it may be given again as it is.
    if (effect.error && ends_everything(*effect.error)) return std::move(*effect.error);
    if (effect.error) {
      refuse_line(line, std::move(*effect.error));
    } else if (line.command != nullptr) {
      line.result.reply_type = line.command->reply;
      line.result.reply = std::move(effect.reply);
      BOOST_OUTCOME_TRY(read_events(effect.events, line.result.events));
    } else {
      BOOST_OUTCOME_TRY(read_events(effect.events, line.result.events));
    }
    counts_.events += static_cast<std::int64_t>(effect.events);
    tell(line);
    return outcome::success();
  }

  result<> preview(ScriptLine& line) {
    if (line.result.kind == ScriptResult::Kind::time) return outcome::success();
    if (line.command == nullptr) {
      refuse_line(line,
                  refuse_saying(rules::invalid_argument, field("event"), "event: only commands can be previewed"));
      tell(line);
      return outcome::success();
    }
    std::vector<RecordedEvent> events;
    auto const* type = line.command->reply;
    auto reply = Object::room_for(type == nullptr ? type_of<bool>() : *type);
    auto done = engine_.preview_raw(*line.command, line.payload.get(), *line.result.by, options_of(line),
                                    type == nullptr ? nullptr : reply.at(), events);
    if (!done && ends_everything(done.error())) return done;
    if (done) {
      if (type != nullptr) reply.is_constructed();
      line.result.reply_type = type;
      if (type != nullptr) line.result.reply = std::move(reply).share();
      for (auto& event : events) {
        ScriptEvent shown;
        static_cast<RecordedEvent&>(shown) = std::move(event);
        shown.came_of = line.command;
        shown.at = *line.result.at;
        shown.actor = *line.result.by;
        shown.correlation_id = line.result.correlation_id;
        line.result.events.push_back(std::move(shown));
      }
      counts_.events += static_cast<std::int64_t>(events.size());
    } else {
      refuse_line(line, std::move(done).error());
    }
    tell(line);
    return outcome::success();
  }

  static Options options_of(ScriptLine const& line) {
    return {*line.result.at, line.result.id, line.result.correlation_id};
  }

  // --- Time and events
  // ------------------------------------------------------------------------------------------------

  /// Time never goes back; a line that is late is judged by its own instant all the same.
  result<> pass_time(ScriptLine const& line) {
    reached_ = reached_ ? std::max(*reached_, *line.result.at) : *line.result.at;
    BOOST_OUTCOME_TRY(engine_.advance_to(*reached_));
    auto const asked = line.result.kind == ScriptResult::Kind::time;
    if (asked) ++counts_.succeeded;
    return tell_time(line.result.line, *reached_, asked);
  }

  result<> tell_time(std::int64_t line, Instant at, bool even_if_nothing) {
    if (!options_.events) return outcome::success();
    for (;;) {
      ScriptResult result;
      result.kind = ScriptResult::Kind::time;
      result.line = line;
      result.at = at;
      BOOST_OUTCOME_TRY(read_events(journal_page, result.events));
      auto const more = result.events.size() == journal_page;
      counts_.events += static_cast<std::int64_t>(result.events.size());
      if (!result.events.empty() || even_if_nothing) sink_(result);
      if (!more) return outcome::success();
      even_if_nothing = false;
    }
  }

  result<> read_events(std::size_t limit, std::vector<ScriptEvent>& events) {
    if (limit == 0 || !reads_events()) return outcome::success();
    return engine_.store().read_journal(*seen_, limit, [&](EventRow const& row) {
      auto& event = events.emplace_back(copy_of(row));
      if (row.command.origin == Origin::command) event.came_of = commands_[row.command.command];
      seen_ = row.position;
      return true;
    });
  }

  void tell(ScriptLine const& line) {
    ++(line.result.error ? counts_.refused : counts_.succeeded);
    if (line.result.error && options_.strict) stopped_ = true;
    sink_(line.result);
  }

  Engine& engine_;
  ScriptOptions options_;
  Sink sink_;
  ScriptNames names_;
  std::map<std::uint16_t, CommandInfo const*> commands_;
  std::string held_;  ///< the beginning of a line whose end has not come
  std::int64_t line_ = 0;
  std::vector<ScriptLine> waiting_;  ///< for their batch to be full
  std::optional<Instant> reached_;
  std::optional<std::int64_t> seen_;  ///< journal position of the last event that was told
  Counts counts_;
  bool stopped_ = false;
};

Script::Script(Engine& engine, ScriptOptions options, Sink sink)
    : player_(std::make_unique<Player>(engine, options, std::move(sink))) {}
Script::~Script() = default;

result<> Script::feed(std::string_view text) { return player_->feed(text); }
result<> Script::finish() { return player_->finish(); }
bool Script::stopped() const { return player_->stopped(); }
Script::Counts const& Script::counts() const { return player_->counts(); }

}  // namespace lilac

// Scripts: JSON lines that an engine plays in virtual time. The program, C and Python run the same ones, with the same
// journal byte for byte.
//   {"at":"2026-01-12T09:30:00+09:00","by":{"kind":"OperationUser","id":3},"id":"k-17",
//    "command":"support.CompleteOutbound","data":{"user_outbound_id":42}}        all in one line; id may be left out
//   {"at":…,"id":"s-1","event":"support.LastSurveyCompleted","data":{…}}         another system's event
//   {"at":…}                                                                     time passes
// Commands and events also go by their aliases; `correlation_id` may be given. Blank lines mean nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lilac/engine/engine.hpp"
#include "lilac/engine/journal_json.hpp"

namespace lilac {

struct ScriptOptions {
  /// Stop at the first line that is not a line of a script or is refused. Lines before it keep their effect.
  bool strict = false;
  /// Lines per commit. More than one is quicker on a store that waits for its disk; then time advances, and what waits
  /// after commits runs, only between two batches. A result does not depend on it otherwise.
  std::size_t batch = 1;
  /// Show what each command would do to the store as it stands, and write nothing; time does not pass.
  bool preview = false;
  /// Read back what happened. Without it results have no events and no time result is given: quicker.
  bool events = true;
};

/// One event that came of a line. In a preview it has no position.
struct ScriptEvent : RecordedEvent {
  std::int64_t position = 0;
  std::int64_t command = 0;              ///< position of its command
  CommandInfo const* came_of = nullptr;  ///< the command; null of another system's event
  Instant at;
  Actor actor;
  std::string correlation_id;  ///< empty where the caller gave none
};

/// What came of one line, or of the time that passed before it.
struct ScriptResult {
  enum class Kind : std::uint8_t {
    command,
    received,  ///< another system's event
    time,      ///< deadlines and what waited after commits; a long one comes in several results
    unreadable
  };
  Kind kind = Kind::unreadable;
  std::int64_t line = 0;  ///< from 1; of a time result, the line that made time pass, or the last one at the end
  std::optional<Instant> at{};
  std::optional<Actor> by{};
  std::string id{};
  std::string correlation_id{};
  std::string name{};  ///< what ran, e.g. support.CompleteOutbound, also where the line uses an alias
  std::optional<Error> error{};
  std::size_t column = 0;  ///< of the error, in characters from 1; 0 when it has no place in the line
  TypeInfo const* reply_type = nullptr;
  std::shared_ptr<void const> reply{};  ///< null without one
  std::vector<ScriptEvent> events{};
};
/// Appends a result as one compact object: kind, line, at, by, id, command or event, then reply or error
/// (`{number,name,rule,field?,column?,message}`), then events as append_event_json() writes them.
void append_result_json(std::string& out, ScriptResult const& result, Showing showing = Showing::masked);
void append_event_json(std::string& out, ScriptEvent const& event, Showing showing = Showing::masked);

/// Lines longer than this are refused unread.
inline constexpr std::size_t longest_script_line = std::size_t{1} << 20U;

/// Plays one script. Text comes in pieces, cut anywhere; memory is bounded by a line (by a batch of them). Expects to
/// be the only writer of its store while it plays: results are told apart by the journal's order.
class Script {
 public:
  using Sink = std::function<void(ScriptResult const&)>;
  struct Counts {
    std::int64_t lines = 0;  ///< blank ones are not counted
    std::int64_t succeeded = 0;
    std::int64_t refused = 0;   ///< those that are no lines of a script included
    std::int64_t no_lines = 0;  ///< of them: no JSON, no such command or event, or not its fields
    std::int64_t events = 0;
  };

  /// The engine is borrowed.
  Script(Engine& engine, ScriptOptions options, Sink sink);
  ~Script();
  Script(Script const&) = delete;
  Script& operator=(Script const&) = delete;

  /// Plays the lines that are complete. Fails only when the store or the engine cannot go on; a refused line is a
  /// result. After a failure, and after a strict stop, nothing more happens.
  result<> feed(std::string_view text);
  /// Plays a last line without an end, and then lets everything happen that waits at the last instant.
  result<> finish();

  bool stopped() const;  ///< by strict, or by a failure
  Counts const& counts() const;

 private:
  class Player;
  std::unique_ptr<Player> player_;
};

}  // namespace lilac

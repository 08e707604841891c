// What a script did, for people: time, actor, command, and the events indented by what caused them.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "cli/program.hpp"
#include "lilac/engine/script.hpp"

namespace lilac::cli {

class Timeline {
 public:
  /// `zone` is an IANA name, for the times shown; empty for UTC.
  Timeline(Console& console, Zones const& zones, std::string zone);

  void show(ScriptResult const& result);

 private:
  void show_head(Instant at, std::string_view who, std::string_view what, std::string_view id);
  void show_events(std::span<ScriptEvent const> events, std::string_view context);
  void show_error(ScriptResult const& result);
  void put(std::string line, std::size_t indent);
  std::string paint(char const* colour, std::string_view text) const;

  Console& console_;
  Zones const& zones_;
  std::string zone_;
};

/// `2026-01-12 09:30:00`, with a Z when it is UTC.
std::string clock_text(Zones const& zones, std::string const& zone, Instant at);
/// The fields of a record as `name=value`, for one line; pairs in `told` are left out, the others added to it.
std::string fields_text(TypeInfo const& type, void const* record, std::set<std::string>& told);
std::string actor_text(Actor const& actor);
/// Control characters, which a terminal would obey, become `?`.
std::string printable(std::string_view text);
/// `1 call`, `2 calls`.
std::string counted(std::int64_t count, std::string_view what);

}  // namespace lilac::cli

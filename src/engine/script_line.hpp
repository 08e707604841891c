// One line of a script, read as far as it can be without running it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "lilac/engine/module.hpp"
#include "lilac/engine/script.hpp"

namespace lilac {

struct ScriptLine {
  ScriptResult result;  ///< what is known so far; with an error when the line cannot be run
  CommandInfo const* command = nullptr;
  EventInfo const* received = nullptr;
  std::shared_ptr<void const> payload;
  std::string text;  ///< kept to find the column of a refusal
};

/// Commands and received events by name and alias, qualified by their context.
class ScriptNames {
 public:
  explicit ScriptNames(std::span<ModuleInfo const* const> modules);
  CommandInfo const* command(std::string const& name) const;
  EventInfo const* received(std::string const& name) const;

 private:
  std::unordered_map<std::string, CommandInfo const*> commands_;
  std::unordered_map<std::string, EventInfo const*> received_;
};

ScriptLine read_line(ScriptNames const& names, std::int64_t number, std::string_view text);
/// The line with that error, and its column where the error's field stands in it.
void refuse_line(ScriptLine& line, Error error);

}  // namespace lilac

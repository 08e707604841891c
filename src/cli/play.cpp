#include "cli/play.hpp"

#include <CLI/CLI.hpp>
#include <optional>

#include "cli/progress.hpp"
#include "cli/timeline.hpp"
#include "lilac/adapters/tzdb.hpp"

namespace lilac::cli {

namespace {

class Player {
 public:
  Player(Console& console, Desk& desk, PlayOptions const& options, std::string name)
      : console_(console),
        options_(options),
        name_(std::move(name)),
        timeline_(console, desk.zones(), options.zone),
        script_(desk.engine(), script_options(options), [this](ScriptResult const& result) { show(result); }) {}

  bool feed(std::string_view text) {
    must(script_.feed(text));
    return !script_.stopped();
  }
  std::int64_t lines() const { return script_.counts().lines; }

  Exit finish() {
    must(script_.finish());
    auto const& counts = script_.counts();
    if (!options_.json && !options_.quiet) {
      console_.out << counted(counts.lines, "line") << ": " << counts.succeeded << " done, " << counts.refused
                   << " refused; " << counted(counts.events, "event") << '\n';
    }
    if (script_.stopped()) console_.err << "lilac: stopped at line " << last_line_ << ", as --strict says\n";
    auto const is_wrong = counts.no_lines > 0 || (options_.script.strict && counts.refused > 0);
    return is_wrong ? refused_or_found : all_well;
  }

 private:
  static ScriptOptions script_options(PlayOptions const& options) {
    auto script = options.script;
    script.events = !options.quiet;
    return script;
  }

  void show(ScriptResult const& result) {
    last_line_ = result.line;
    if (options_.json) {
      line_.clear();
      append_result_json(line_, result);
      console_.out << line_ << '\n';
      return;
    }
    if (!options_.quiet) timeline_.show(result);
    auto const seen = !options_.quiet && console_.out_is_terminal && console_.err_is_terminal;
    if (result.error && !seen) {
      console_.err << "lilac: " << name_ << ':' << result.line << ':';
      if (result.column > 0) console_.err << result.column << ':';
      console_.err << ' ' << printable(text_of(*result.error)) << '\n';
    }
  }

  Console& console_;
  PlayOptions const& options_;
  std::string name_;
  Timeline timeline_;
  std::int64_t last_line_ = 0;
  std::string line_;
  Script script_;
};

}  // namespace

void add_play_options(CLI::App& app, PlayOptions& options) {
  app.add_flag("--json", options.json, "For machines: one object per line");
  app.add_flag("--quiet", options.quiet, "Show only what is refused");
  app.add_flag("--strict", options.script.strict, "Stop at the first line that is refused, with exit code 1");
  app.add_option("--zone", options.zone, "Show times in this time zone, e.g. Asia/Seoul (default: UTC)")
      ->type_name("NAME");
}

Exit play(Console& console, Desk& desk, Input& input, PlayOptions const& options) {
  Player player{console, desk, options, input.name()};
  {
    // The timeline of a terminal shows by itself how far it is.
    Progress progress{console, input.size(), options.quiet || !console.out_is_terminal};
    std::uint64_t bytes = 0;
    input.each_piece([&](std::string_view piece) {
      bytes += piece.size();
      auto const go_on = player.feed(piece);
      progress.update(bytes, player.lines());
      console.out.flush();  // whoever waits for the results of a script that is still written
      return go_on;
    });
  }
  return player.finish();
}

Exit play_text(Console& console, Desk& desk, std::string_view text, PlayOptions const& options) {
  Player player{console, desk, options, "line"};
  player.feed(text);
  return player.finish();
}

}  // namespace lilac::cli

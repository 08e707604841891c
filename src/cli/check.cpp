// `lilac check`: does the wall hang together, and is every sticky of the sources on it?
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>
#include <sstream>

#include "cli/input.hpp"
#include "cli/stickies.hpp"
#include "cli/subcommands.hpp"
#include "lilac/engine/board.hpp"
#include "lilac/engine/catalogue.hpp"

namespace lilac::cli {

namespace {

constexpr char const* help = R"(The first line says how it stands, the others why. Mistakes, which make the exit code 1:
  policies that can never fire, events that nobody publishes, policies that may call each other without end,
  names in the catalogue that point to nothing, and stickies of linked contexts that are not in the catalogue.
Notes, which do not: events without a policy, policies that wait for a context that is not linked.

Examples:
  lilac check
  lilac check --stickies stickies.csv    with the columns source,context,kind,name_in_source,suggested_name)";

void show_all(std::ostream& out, char const* title, std::vector<std::string> const& texts) {
  for (auto const& text : texts) out << title << text << '\n';
}

struct Tally {
  std::string context;
  std::size_t found = 0;
  std::size_t all = 0;
  std::vector<Sticky const*> missing{};
};

std::vector<Tally> count(std::vector<Sticky> const& stickies, Catalogue const& catalogue) {
  std::vector<Tally> tallies;
  for (auto const& sticky : stickies) {
    auto tally =
        std::find_if(tallies.begin(), tallies.end(), [&](Tally const& one) { return one.context == sticky.context; });
    if (tally == tallies.end()) tally = tallies.insert(tallies.end(), Tally{sticky.context});
    ++tally->all;
    if (catalogue.find(sticky.kind, sticky.name, sticky.context) != nullptr)
      ++tally->found;
    else
      tally->missing.push_back(&sticky);
  }
  return tallies;
}

/// True when every sticky of a linked context is there; tells what it found.
bool check_stickies(Program& program, Catalogue const& catalogue, std::string const& file, std::ostream& out) {
  auto const stickies = read_stickies(Input{program.console, file}.read_all(), file);
  bool complete = true;
  bool left_out = false;
  for (auto const& tally : count(stickies, catalogue)) {
    auto const linked = std::any_of(program.modules.begin(), program.modules.end(),
                                    [&](ModuleInfo const* module) { return tally.context == module->name; });
    out << tally.context << ' ' << tally.found << '/' << tally.all << (linked ? "" : " (not linked)") << '\n';
    left_out = left_out || !linked;
    if (!linked) continue;
    for (auto const* sticky : tally.missing) {
      out << "  missing: " << sticky->kind << " \"" << sticky->name << "\" of " << sticky->source << ", line "
          << sticky->line;
      if (!sticky->suggested.empty()) out << " (suggested: " << sticky->suggested << ')';
      out << '\n';
    }
    complete = complete && tally.missing.empty();
  }
  if (left_out) out << "Only linked contexts count for the exit code.\n";
  return complete;
}

int check(Program& program, std::string const& stickies) {
  auto& out = program.console.out;
  auto const findings = examine_board(program.modules);
  Catalogue const catalogue{program.modules};
  auto const sound = findings.is_sound() && catalogue.dangling().empty();
  std::ostringstream told;
  auto const complete = stickies.empty() || check_stickies(program, catalogue, stickies, told);
  out << catalogue.items().size() << " items in the catalogue of " << program.modules.size() << " contexts: "
      << (!sound     ? "there are mistakes"
          : complete ? "no mistakes"
                     : "no mistakes, but stickies are missing")
      << '\n';
  show_all(out, "mistake: nobody publishes ", findings.unpublished);
  show_all(out, "mistake: can never fire: ", findings.dead);
  show_all(out, "mistake: may go on without end: ", findings.cycles);
  show_all(out, "mistake: points to nothing: ", catalogue.dangling());
  out << told.str();
  show_all(out, "note: no policy waits for ", findings.unhandled);
  show_all(out, "note: resting, as its context is not linked: ", findings.resting);
  return sound && complete ? all_well : refused_or_found;
}

}  // namespace

void add_check(CLI::App& app, Program& program) {
  auto stickies = std::make_shared<std::string>();
  auto& command = *app.add_subcommand("check", "Look for mistakes in the wall, and for missing stickies");
  command.footer(help);
  command.add_option("--stickies", *stickies, "A CSV file of the sources' stickies, or -")->type_name("FILE");
  command.callback(
      [&program, stickies] { program.action = [&program, stickies] { return check(program, *stickies); }; });
}

}  // namespace lilac::cli

// `lilac run`: plays a script into a store.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "cli/play.hpp"

namespace lilac::cli {

namespace {

struct RunOptions {
  std::string file;
  std::string store;
  std::string journal;
  PlayOptions play{};
};

constexpr char const* help = R"(Each line is one command in JSON (its fields are those of the
command in include/lilac/CONTEXT/commands.hpp; a whole day is in examples/day_at_the_desk.jsonl):
  {"at":"2026-01-12T09:30:00+09:00","by":{"kind":"OperationUser","id":3},"id":"k-17",
   "command":"support.CompleteOutbound","data":{"user_outbound_id":42}}
or another system's event ("event" and "id" in place of "command" and "by"), or only "at": time passes.
Before each line, deadlines and whatever waits run up to its instant.

A refused line is reported and stops nothing, unless --strict is given. What the business refuses leaves the exit code
0; a line that is no JSON, names no command or has not its fields makes it 1.

Examples:
  lilac run day.jsonl                               in memory; shows a timeline
  lilac run day.jsonl --zone Asia/Seoul             with the clock of Seoul
  lilac run day.jsonl --store desk.db --quiet       into a file; shows only what is refused
  lilac run - --json < day.jsonl | jq .events       one object per line, for machines
  lilac run big.jsonl --store desk.db --batch 500   500 lines per commit)";

/// The journal is written over what was there: never over what this run reads or keeps.
void check_journal_is_apart(RunOptions const& options) {
  for (auto const* other : {&options.file, &options.store}) {
    std::error_code unknown;  // of a file that is not there yet
    if (*other == options.journal || std::filesystem::equivalent(*other, options.journal, unknown))
      throw Failure(wrong_usage, "--journal would be written over " + *other);
  }
  std::string const begins_database = "SQLite format 3";
  std::ifstream there{options.journal, std::ios::binary};
  std::string begin(begins_database.size(), '\0');
  if (there.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == begins_database)
    throw Failure(wrong_usage, "--journal would be written over a database, " + options.journal);
}

void export_to(Console& console, Desk& desk, std::string const& path) {
  std::ofstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) throw Failure(cannot_open, path + ": it cannot be written");
  }
  auto& out = path == "-" ? console.out : file;
  must(export_journal(desk.store(), 0, Showing::masked, [&](std::string_view line) {
    out << line << '\n';
    return static_cast<bool>(out);
  }));
  out.flush();
  if (!out) throw Failure(cannot_open, path + ": it cannot be written");
}

int run_script(Program& program, RunOptions const& options) {
  if (!options.journal.empty() && options.journal != "-") check_journal_is_apart(options);
  Input input{program.console, options.file};
  Desk desk{program, options.store, Opening::create};
  auto const exit = play(program.console, desk, input, options.play);
  if (!options.journal.empty()) export_to(program.console, desk, options.journal);
  return exit;
}

struct JournalOptions {
  std::string store;
  std::int64_t after = 0;
  bool whole = false;
};

constexpr char const* journal_help = R"(One object per event, for machines and for comparing two runs byte by byte.

Examples:
  lilac journal --store desk.db | tail -n 3
  lilac journal --store desk.db --after 100)";

}  // namespace

void add_run(CLI::App& app, Program& program) {
  auto options = std::make_shared<RunOptions>();
  auto& run = *app.add_subcommand("run", "Play a script and show what comes of it");
  run.footer(help);
  run.add_option("FILE", options->file, "The script, or - for standard input")->required();
  run.add_option("--store", options->store, "Keep everything in this SQLite file (default: in memory)")
      ->type_name("FILE");
  run.add_option("--batch", options->play.script.batch, "Lines per commit (default: 1)")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  run.add_option("--journal", options->journal,
                 "Write the whole journal here afterwards, a line per event; - is stdout")
      ->type_name("FILE");
  add_play_options(run, options->play);
  for (auto* face : program.faces) face->add_options(run);
  run.callback([&program, options] { program.action = [&program, options] { return run_script(program, *options); }; });
}

void add_journal(CLI::App& app, Program& program) {
  auto options = std::make_shared<JournalOptions>();
  auto& journal = *app.add_subcommand("journal", "Show the journal of a store as JSON lines");
  journal.footer(journal_help);
  add_store_option(journal, options->store);
  journal.add_option("--after", options->after, "Only events behind this position")->type_name("N");
  journal.add_flag("--whole", options->whole, "With addresses as they are, not masked");
  journal.callback([&program, options] {
    program.action = [&program, options] {
      Desk desk{program, options->store, Opening::read_only};
      auto const showing = options->whole ? Showing::unmasked : Showing::masked;
      must(export_journal(desk.store(), options->after, showing, [&](std::string_view line) {
        program.console.out << line << '\n';
        return static_cast<bool>(program.console.out);
      }));
      return static_cast<int>(all_well);
    };
  });
}

}  // namespace lilac::cli

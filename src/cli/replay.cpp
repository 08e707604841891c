// `lilac replay`: holds the rows of a store against what its journal says of them. Runs nothing again.
#include <CLI/CLI.hpp>
#include <limits>
#include <map>
#include <ostream>
#include <set>
#include <unordered_map>

#include "cli/desk.hpp"
#include "lilac/engine/row_digest.hpp"
#include "lilac/kernel/codec.hpp"
#include "lilac/kernel/object.hpp"

namespace lilac::cli {

namespace {

constexpr std::size_t page = 1024;
constexpr std::int64_t most_findings_shown = 50;

constexpr char const* help = R"(Checks, without running anything again:
  - each row was written at every version from 1 up, as its changes in the journal say;
  - each row is as its last change left it, by digest, and none is without one or gone without one;
  - each event can be read, follows the one before it, and was caused by an earlier one of the same command.
Then it rebuilds the views that are fed from the journal, unless that was trimmed.
Exit code 1 when something does not hold.

Example:
  lilac replay --store desk.db)";

class Replay {
 public:
  Replay(Program& program, Desk& desk) : out_(program.console.out), store_(desk.store()) {
    for (auto const* module : program.modules) {
      std::set<EntityInfo const*> derived;  // rows of views have no changes: they are made anew from events
      for (auto const& view : module->views) derived.insert(view.entities.begin(), view.entities.end());
      for (auto const* entity : module->entities) {
        if (!derived.contains(entity)) entities_[entity];
      }
    }
  }

  bool check() {
    read_changes();
    for (auto& [entity, rows] : entities_) compare_rows(*entity, rows);
    check_events();
    out_ << rows_ << " rows of " << entities_.size() << " entities, " << changes_ << " changes, " << events_
         << " events checked\n";
    if (findings_ > most_findings_shown) out_ << findings_ - most_findings_shown << " more findings not shown\n";
    return findings_ == 0;
  }

 private:
  struct Last {
    std::uint32_t version = 0;
    std::uint64_t digest = 0;
    bool erased = false;
    bool found = false;  ///< the row is there
  };
  using Rows = std::unordered_map<std::int64_t, Last>;

  void find(EntityInfo const& entity, std::int64_t id, std::string const& what) {
    say(std::string(entity.context) + "." + entity.name + " " + std::to_string(id) + ": " + what);
  }
  void say(std::string const& finding) {
    if (++findings_ <= most_findings_shown) out_ << "found: " << finding << '\n';
  }

  void read_changes() {
    for (std::int64_t after = 0;;) {
      auto const from = after;
      must(store_.read_changes(from, page, [&](ChangeRow const& change) {
        after = change.command;
        if (auto const rows = entities_.find(change.entity); rows != entities_.end()) take(change, rows->second);
        return true;
      }));
      if (after == from) return;
    }
  }

  void take(ChangeRow const& change, Rows& rows) {
    ++changes_;
    auto& last = rows[change.id];
    // A row that was erased and is made again may begin anew.
    auto const follows = change.version == last.version + 1 || (last.erased && change.version == 1);
    if (!follows) {
      find(*change.entity, change.id,
           "version " + std::to_string(change.version) + " of command " + std::to_string(change.command) +
               " follows version " + std::to_string(last.version));
    }
    last = {change.version, change.digest, change.erased, false};
  }

  void compare_rows(EntityInfo const& entity, Rows& rows) {
    for (auto after = std::numeric_limits<std::int64_t>::min();;) {
      std::vector<Seen> read;
      must(store_.scan_all(entity, after, page, [&](RowView const& row) {
        read.push_back({row.id, row.version, Object::copy_of(*entity.type, row.row)});
        return true;
      }));
      for (auto const& seen : read) compare(entity, seen, rows);
      if (read.size() < page) break;
      after = read.back().id;
    }
    for (auto const& [id, last] : rows) {
      if (!last.found && !last.erased) find(entity, id, "the row is gone, and no change erased it");
    }
  }

  struct Seen {
    std::int64_t id;
    std::uint32_t version;
    Object row;
  };
  void compare(EntityInfo const& entity, Seen const& seen, Rows& rows) {
    auto const id = seen.id;
    auto const version = seen.version;
    ++rows_;
    auto const known = rows.find(id);
    if (known == rows.end()) return find(entity, id, "the row is there, and no change made it");
    auto& last = known->second;
    last.found = true;
    if (last.erased) return find(entity, id, "the row is there, and its last change erased it");
    if (last.version != version) {
      return find(entity, id,
                  "the row has version " + std::to_string(version) + ", its last change version " +
                      std::to_string(last.version));
    }
    StoreReader reader{store_};
    auto const same = is_row_digest(reader, entity, seen.row.at(), last.digest);
    if (!same || !same.value())
      find(entity, id, "the row is not as its last change left it (version " + std::to_string(version) + ")");
  }

  void check_events() {
    std::int64_t after = 0;
    std::int64_t command = 0;
    std::int32_t ordinal = -1;
    for (;;) {
      auto const from = after;
      must(store_.read_journal(from, page, [&](EventRow const& event) {
        ++events_;
        auto const name = "event " + std::to_string(event.position);
        auto const trimmed = after == 0;
        if (!trimmed && event.position != after + 1) say(name + " follows event " + std::to_string(after));
        if (event.command.position < command) say(name + " is of an earlier command than the event before it");
        auto const expected = event.command.position == command ? ordinal + 1 : 0;
        if (!trimmed && event.ordinal != expected) {
          say(name + " has ordinal " + std::to_string(event.ordinal) + ", not " + std::to_string(expected));
        }
        if (event.cause_ordinal >= event.ordinal) say(name + " was caused by a later one");
        after = event.position;
        command = event.command.position;
        ordinal = event.ordinal;
        return true;
      }));
      if (after == from) return;
    }
  }

  std::ostream& out_;
  Store& store_;
  std::map<EntityInfo const*, Rows> entities_;
  std::int64_t rows_ = 0;
  std::int64_t changes_ = 0;
  std::int64_t events_ = 0;
  std::int64_t findings_ = 0;
};

int replay(Program& program, std::string const& path) {
  std::vector<ViewInfo const*> views;
  for (auto const* module : program.modules) {
    for (auto const& view : module->views) views.push_back(&view);
  }
  Desk desk{program, path, views.empty() ? Opening::read_only : Opening::existing};
  auto const holds = Replay{program, desk}.check();
  auto& out = program.console.out;
  std::int64_t rebuilt = 0;
  for (auto const* view : views) {
    auto done = desk.engine().rebuild_view(view->name);
    if (!done && done.error().is(rules::journal_was_trimmed)) {  // nothing is wrong with it: it stays as it is
      out << done.error().message() << '\n';
      continue;
    }
    must(std::move(done));
    ++rebuilt;
  }
  if (rebuilt > 0) out << rebuilt << " views rebuilt\n";
  out << (holds ? "everything holds\n" : "something does not hold\n");
  return holds ? all_well : refused_or_found;
}

}  // namespace

void add_replay(CLI::App& app, Program& program) {
  auto store = std::make_shared<std::string>();
  auto& command = *app.add_subcommand("replay", "Check a store against its journal");
  command.footer(help);
  add_store_option(command, *store);
  command.callback([&program, store] { program.action = [&program, store] { return replay(program, *store); }; });
}

}  // namespace lilac::cli

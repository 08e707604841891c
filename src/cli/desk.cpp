#include "cli/desk.hpp"

#include <CLI/CLI.hpp>
#include <chrono>

#include "lilac/adapters/memory.hpp"
#include "lilac/adapters/sqlite.hpp"
#include "lilac/adapters/tzdb.hpp"

namespace lilac::cli {

namespace {

std::unique_ptr<Store> open_store(std::string const& path, Opening opening) {
  if (path.empty()) return std::make_unique<MemoryStore>(MemoryStore::Seed{0});
  SqliteOptions options;
  options.read_only = opening == Opening::read_only;
  options.must_exist = opening != Opening::create;
  auto store = SqliteStore::open(path, options);
  if (!store) throw Failure(cannot_open, store.error().message());
  return std::move(store).value();
}

std::unique_ptr<TzdbZones> open_zones() {
  try {
    return std::make_unique<TzdbZones>();
  } catch (std::runtime_error const& error) {
    throw Failure(cannot_open, error.what());
  }
}

}  // namespace

Desk::Desk(Program& program, std::string const& path, Opening opening)
    : zones_(open_zones()), store_(open_store(path, opening)) {
  Host host;
  host.bind<Zones>(*zones_);
  for (auto* face : program.faces) face->bind(host);
  try {
    engine_.emplace(*store_, std::span<ModuleInfo const* const>{program.modules}, host);
  } catch (ConfigurationError const& error) {
    // The modules fit together, or no program would start: it is the file that does not fit them.
    if (path.empty()) throw;
    throw Failure(cannot_open, path + ": " + error.what());
  }
}
Desk::~Desk() = default;

Instant Desk::last_instant() {
  Instant last{};
  auto const end = store_->last_position();
  if (!end) throw Failure(cannot_open, end.error().message());
  must(store_->read_journal(end.value() - 1, 1, [&](EventRow const& event) {
    last = event.command.at;
    return false;
  }));
  return last;
}

void add_store_option(CLI::App& app, std::string& path) {
  app.add_option("--store", path, "The SQLite file of the desk")->type_name("FILE")->required();
}

Instant instant_of(std::string const& option, std::string const& text) {
  if (text == "now") return std::chrono::floor<Duration>(std::chrono::system_clock::now());
  if (auto const day = parse_date(text)) return Instant{day->time_since_epoch()};
  auto const instant = parse_instant(text);
  if (!instant) {
    throw Failure(wrong_usage, option + " must be now, a day like 2026-01-12 or an instant like " +
                                   "2026-01-12T09:30:00+09:00, not " + text);
  }
  return *instant;
}

Instant instant_of(std::string const& option, std::string const& text, Zones const& zones, std::string const& zone) {
  auto const day = parse_date(text);
  if (!day || zone.empty()) return instant_of(option, text);
  if (!zones.knows(zone)) throw Failure(wrong_usage, "--zone is not a time zone: " + zone);
  return zones.to_instant(zone, LocalTime{day->time_since_epoch()});
}

void must(result<> done) {
  if (!done) throw Failure(cannot_open, text_of(done.error()));
}

std::string text_of(Error const& error) {
  auto text = std::to_string(error.number()) + " " + std::string(error.name());
  if (!error.field().empty()) text += " (" + std::string(error.field()) + ")";
  return text + ": " + error.message();
}

}  // namespace lilac::cli
